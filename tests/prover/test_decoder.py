"""Every decoder computes what transformers' own forward computes on the whole sequences."""

from __future__ import annotations

import pytest
import torch
from transformers import (
    GPT2Config,
    GPT2LMHeadModel,
    LlamaForCausalLM,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)

from prover.decoder import CachedDecoder, Decoder, make_decoder
from prover.llama_decoder import LlamaDecoder
from prover.lm import ModelConfig, new_model
from tests.prover.prover_models import sharpened


def _reference(model: PreTrainedModel, sequences: list[list[int]]) -> torch.Tensor:
    with torch.inference_mode():
        return torch.stack([model(torch.tensor([s])).logits[0, -1] for s in sequences])


def _grow(model: PreTrainedModel, decoder: Decoder, seed: int) -> float:
    """Grow a random tree of tokens; the largest difference from the reference."""
    generator = torch.Generator().manual_seed(seed)
    vocabulary = model.config.vocab_size

    def tokens(count: int) -> list[int]:
        return torch.randint(0, vocabulary, (count,), generator=generator).tolist()

    rows = [tokens(n) for n in (3, 17, 1, 9, 12)]
    worst = (decoder.prefill(rows) - _reference(model, rows)).abs().max().item()
    shapes = [[0, 0, 0, 1, 2, 2, 3, 4, 4], [0, 1, 1, 2, 5, 6, 6, 8], [0, 1, 2, 3], [2, 2, 2], [1]]
    for parents in [*shapes, *([[0, 0], [0, 1], [1]] * 60)]:
        new = tokens(len(parents))
        logits = decoder.step(torch.tensor(parents), torch.tensor(new))
        rows = [[*rows[p], t] for p, t in zip(parents, new, strict=True)]
        if len(rows[0]) % 7 == 0 or len(rows) > 3:
            worst = max(worst, (logits - _reference(model, rows)).abs().max().item())
    return worst


@pytest.mark.parametrize("kv_heads", [None, 2, 1])
@pytest.mark.parametrize("tied", [True, False])
def test_llama_equals_forward(
    tokenizer: PreTrainedTokenizerFast, kv_heads: int | None, tied: bool
) -> None:
    shape = ModelConfig(
        d_model=32, layers=3, heads=4, kv_heads=kv_heads, ff=48, tie_embeddings=tied
    )
    model = sharpened(new_model(shape, tokenizer))
    decoder = make_decoder(model)
    assert isinstance(decoder, LlamaDecoder)
    assert _grow(model, decoder, seed=1) < 1e-4
    assert _grow(model, decoder, seed=2) < 1e-4  # a second prefill forgets the first


def test_general_path_equals_forward(model: LlamaForCausalLM) -> None:
    assert _grow(model, CachedDecoder(model), seed=1) < 1e-4


def test_another_architecture_takes_the_general_path() -> None:
    config = GPT2Config(vocab_size=100, n_positions=256, n_embd=32, n_layer=2, n_head=4)
    torch.manual_seed(0)
    gpt2 = GPT2LMHeadModel(config)
    gpt2.train(False)
    decoder = make_decoder(gpt2)
    assert isinstance(decoder, CachedDecoder)
    assert decoder.max_positions == 256
    assert _grow(gpt2, decoder, seed=1) < 1e-4


def test_prompts_that_do_not_fit_are_refused(model: LlamaForCausalLM) -> None:
    decoder = make_decoder(model)
    for bad in ([], [1] * 256):
        with pytest.raises(ValueError, match="prompts must have"):
            decoder.prefill([[1], bad])


def test_the_decoder_keeps_each_prompt_once(model: LlamaForCausalLM) -> None:
    """Eight samples of a prompt add columns for their own tokens, never for the prompt's."""
    decoder = LlamaDecoder(model)
    decoder.prefill([[5] * 100, [6] * 100])
    before = decoder.cached_columns
    decoder.step(torch.tensor([0] * 8 + [1] * 8), torch.arange(16))
    assert before == 100
    assert decoder.cached_columns == 108
