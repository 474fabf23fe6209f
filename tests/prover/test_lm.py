from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import LlamaForCausalLM, PreTrainedTokenizerFast

from lean_env.types import TacticState, Theorem
from prover.generator import Request
from prover.lm import LMGenerator, ModelConfig, load_generator, new_model, save_checkpoint
from prover.tokenizer import encode_prompt, encode_tactic

STATES = ["a b : ℝ\n⊢ 2 * a * b ≤ a ^ 2 + b ^ 2", "x : ℝ\nhx : 0 < x\n⊢ 0 < x ^ 2"]
REQUESTS = [Request(Theorem("t", ""), TacticState(text)) for text in STATES]
ANSWERS = ["nlinarith [sq_nonneg (a - b)]", "obtain ⟨hx, hy⟩ := h₀"]


@pytest.fixture(scope="module")
def taught(tokenizer: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    """A tiny model that has learnt one answer for each of the two states by heart."""
    config = ModelConfig(d_model=32, layers=2, heads=2, ff=64)
    model = new_model(config, tokenizer, seed=0)
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    examples = []
    for state, answer in zip(STATES, ANSWERS, strict=True):
        before, after = encode_prompt(tokenizer, "t", state), encode_tactic(tokenizer, answer)
        ids = torch.tensor([before + after])
        examples.append((ids, torch.tensor([[-100] * len(before) + after])))
    for _ in range(60):
        for ids, labels in examples:
            optimizer.zero_grad()
            model(input_ids=ids, labels=labels).loss.backward()
            optimizer.step()
    model.train(False)
    return model


def test_new_models_depend_on_the_seed_alone(tokenizer: PreTrainedTokenizerFast) -> None:
    before = torch.get_rng_state()
    small = ModelConfig(d_model=16, layers=1, heads=2, ff=16)
    weights = [new_model(small, tokenizer, seed).lm_head.weight for seed in (0, 0, 1)]
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])
    assert torch.equal(before, torch.get_rng_state())


def test_default_shape(tokenizer: PreTrainedTokenizerFast) -> None:
    model = new_model(ModelConfig(), tokenizer)
    assert model.lm_head.weight.data_ptr() == model.model.embed_tokens.weight.data_ptr()
    assert 0.8e6 < sum(p.numel() for p in model.parameters()) < 1.3e6


def test_heads_must_fit(tokenizer: PreTrainedTokenizerFast) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        new_model(ModelConfig(d_model=100, heads=3), tokenizer)


def test_a_taught_model_answers(
    taught: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast
) -> None:
    answers = LMGenerator(taught, tokenizer, temperature=0.7).generate(REQUESTS, 8)
    assert [mine[0].tactic for mine in answers] == ANSWERS
    for mine in answers:
        assert mine[0].logprob > -0.7
        assert len({s.tactic for s in mine}) == len(mine) <= 8
        assert mine == sorted(mine, key=lambda s: -s.logprob)


def test_saved_and_loaded_models_draw_the_same(
    taught: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    save_checkpoint(taught, tokenizer, tmp_path / "m")
    assert (tmp_path / "m" / "model.safetensors").is_file()
    loaded = load_generator(tmp_path / "m", temperature=2.0, seed=5, device="cpu")
    kept = LMGenerator(taught, tokenizer, temperature=2.0, seed=5)
    assert loaded.name == "m"
    assert loaded.generate(REQUESTS, 8) == kept.generate(REQUESTS, 8)


def test_cut_off_draws_are_no_tactics(
    taught: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast
) -> None:
    generator = LMGenerator(taught, tokenizer, max_new_tokens=2)
    assert generator.generate(REQUESTS, 4) == [[], []]


def test_values_are_in_the_unit_interval(
    model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast
) -> None:
    values = LMGenerator(model, tokenizer).values(REQUESTS)
    assert len(values) == 2
    assert all(0.0 <= v <= 1.0 for v in values)


def test_a_missing_model_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no model in"):
        load_generator(tmp_path / "nowhere")
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ValueError, match="cannot load a model from"):
        load_generator(tmp_path)
