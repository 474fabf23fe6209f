from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import pytest
import torch
from torch import Tensor
from transformers import LlamaForCausalLM

from prover.decoder import CachedDecoder
from prover.llama_decoder import LlamaDecoder
from prover.sampler import Draw, sample

PROMPTS = [[5, 9, 11, 40, 7], [30, 31], [8] * 12]
EOS = 1


def _seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_log_probabilities_are_the_models_at_temperature_one(model: LlamaForCausalLM) -> None:
    drawn = sample(
        model, PROMPTS, 6, eos_id=EOS, temperature=1.7, max_new_tokens=30, generator=_seeded(0)
    )
    for prompt, draws in zip(PROMPTS, drawn, strict=True):
        assert len(draws) == 6
        for draw in draws:
            whole = [*prompt, *draw.tokens, *([EOS] if draw.finished else [])]
            with torch.inference_mode():
                logits = model(torch.tensor([whole])).logits[0].log_softmax(-1)
            expected = sum(logits[i - 1, whole[i]].item() for i in range(len(prompt), len(whole)))
            assert draw.logprob == pytest.approx(expected, abs=1e-3)


def test_seeds(model: LlamaForCausalLM) -> None:
    runs = [
        sample(model, PROMPTS, 4, eos_id=EOS, max_new_tokens=12, generator=_seeded(seed))
        for seed in (1, 1, 2)
    ]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


def test_both_decoders_draw_the_same(model: LlamaForCausalLM) -> None:
    fast, general = (
        sample(decoder, PROMPTS, 5, eos_id=EOS, max_new_tokens=20, generator=_seeded(4))
        for decoder in (LlamaDecoder(model), CachedDecoder(model))
    )
    assert [[d.tokens for d in mine] for mine in fast] == [
        [d.tokens for d in mine] for mine in general
    ]


def test_cut_off_and_finished(model: LlamaForCausalLM) -> None:
    draws = [
        draw
        for mine in sample(
            model,
            PROMPTS,
            200,
            eos_id=EOS,
            temperature=3.0,
            max_new_tokens=50,
            generator=_seeded(0),
        )
        for draw in mine
    ]
    assert {draw.finished for draw in draws} == {True, False}
    for draw in draws:
        assert EOS not in draw.tokens
        assert len(draw.tokens) == 50 or draw.finished


def test_room_is_limited_by_the_models_positions(model: LlamaForCausalLM) -> None:
    (draws,) = sample(model, [[5] * 250], 3, eos_id=-1, max_new_tokens=99, generator=_seeded(0))
    assert [len(d.tokens) for d in draws] == [6, 6, 6]
    with pytest.raises(ValueError, match="no room"):
        sample(model, [[5] * 256], 1, eos_id=EOS)


class Table:
    """A decoder of a known process: the next token's distribution depends on the last token."""

    device = torch.device("cpu")
    max_positions = 1000

    def __init__(self, table: list[list[float]]) -> None:
        self.logits = torch.tensor(table).log()
        self.rows = 0

    def prefill(self, prompts: Sequence[Sequence[int]]) -> Tensor:
        self.rows += len(prompts)
        return self.logits[torch.tensor([p[-1] for p in prompts])]

    def step(self, parents: Tensor, tokens: Tensor) -> Tensor:
        assert bool((parents.diff() >= 0).all())
        self.rows += len(tokens)
        return self.logits[tokens]


TABLE = [[0.25, 0.5, 0.25], [0.0, 0.0, 1.0], [0.1, 0.6, 0.3]]


def test_draws_are_independent_and_follow_the_model() -> None:
    """Frequencies of whole sequences, and of pairs of samples of one prompt, within 5 sigma."""
    count = 20_000
    drawn = sample(Table(TABLE), [[0]] * count, 2, eos_id=1, max_new_tokens=3, generator=_seeded(0))
    seen = Counter((tuple(a.tokens), tuple(b.tokens)) for a, b in drawn)

    def probability(draw: Draw) -> float:
        return math.exp(draw.logprob)

    exact = {tuple(d.tokens): probability(d) for mine in drawn for d in mine}
    assert exact[()] == pytest.approx(0.5)
    assert exact[(0, 2)] == pytest.approx(0.25 * 0.25 * 0.6)
    assert sum(exact.values()) == pytest.approx(1.0, abs=1e-4)
    for first, p in exact.items():
        for second, q in exact.items():
            mean = count * p * q
            spread = 5 * math.sqrt(mean) + 1
            assert abs(seen[first, second] - mean) < spread, (first, second)


def test_temperature_flattens() -> None:
    hot = sample(
        Table(TABLE),
        [[0]] * 5000,
        1,
        eos_id=1,
        temperature=2.0,
        max_new_tokens=1,
        generator=_seeded(0),
    )
    weights = [math.sqrt(p) for p in TABLE[0]]
    share = sum(draw.finished for (draw,) in hot) / 5000
    assert share == pytest.approx(weights[1] / sum(weights), abs=0.03)


def test_impossible_tokens_are_never_drawn() -> None:
    drawn = sample(
        Table([[0.0, 0.5, 0.5], [0.0, 1.0, 0.0], [0.0, 0.5, 0.5]]),
        [[0]] * 3000,
        4,
        eos_id=-1,
        max_new_tokens=5,
        generator=_seeded(0),
    )
    assert all(0 not in draw.tokens for mine in drawn for draw in mine)


def test_samples_that_begin_alike_are_computed_once() -> None:
    certain = Table([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    sample(certain, [[0]], 8, eos_id=1, max_new_tokens=10, generator=_seeded(0))
    assert certain.rows == 10  # the prompt and nine tokens, not eight times nine


def test_batches_cover_all_prompts_in_order(model: LlamaForCausalLM) -> None:
    prompts = [[i + 5] * (i % 7 + 1) for i in range(20)]
    drawn = sample(
        Table([[0.0] * i + [1.0] + [0.0] * (30 - i) for i in range(31)]),
        prompts,
        3,
        eos_id=-1,
        max_new_tokens=2,
        batch=7,
    )
    assert [[d.tokens for d in mine] for mine in drawn] == [[[i + 5, i + 5]] * 3 for i in range(20)]


@pytest.mark.parametrize("bad", [{"temperature": 0.0}, {"max_new_tokens": 0}, {"samples": 0}])
def test_bad_settings_are_refused(bad: dict[str, float]) -> None:
    settings = {"samples": 1, "eos_id": EOS, **bad}
    with pytest.raises(ValueError, match="must be"):
        sample(Table(TABLE), [[0]], **settings)  # type: ignore[arg-type]
