"""The fine-tune: its batches, its loss, its determinism, and resuming in the middle."""

from __future__ import annotations

import contextlib
import copy
import json
import os
import signal
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from random import Random

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import PreTrainedModel

from curriculum.config import TrainingSection, parse_config
from curriculum.dataset import Example, Mixture, Part
from curriculum.errors import CheckpointError, RunError
from curriculum.learner import CheckpointSource, LanguageModelLearner, PackedSource
from curriculum.train import (
    Encoded,
    Plan,
    Trainer,
    batches,
    collate,
    completion_loss,
    learning_rate,
    pieces,
)
from lean_env.types import TacticState, Theorem
from prover.generator import Request
from prover.lm import ModelConfig, new_model
from prover.tokenizer import train_tokenizer

SECTION = TrainingSection(threads=1, precision="float32", device="cpu")
TINY: dict[str, dict[str, object]] = {
    "model": {"width": 32, "layers": 1, "heads": 2, "feed_forward": 32, "context": 128},
    "tokenizer": {"vocabulary": 280},
    "search": {"max_new_tokens": 16, "temperature": 0.5},
    "training": {
        "tokens_per_batch": 256,
        "theta_0_steps": 25,
        "theta_0_lr": 1e-2,
        "steps": 5,
        "threads": 1,
        "precision": "float32",
        "device": "cpu",
    },
}


def sequences(seed: int) -> Iterator[Encoded]:
    rng = Random(seed)
    while True:
        length = rng.randint(3, 40)
        yield Encoded(tuple(rng.randint(6, 250) for _ in range(length)), rng.randint(1, length - 1))


@pytest.fixture(scope="module")
def model() -> PreTrainedModel:
    tokenizer = train_tokenizer(["one two three"], 270)
    config = ModelConfig(d_model=32, layers=2, heads=2, ff=32, max_positions=128)
    return new_model(config, tokenizer, seed=3)


@given(tokens=st.integers(40, 400), seed=st.integers(0, 100))
@settings(max_examples=25)
def test_batches_keep_to_their_budget_and_the_order_of_the_stream(tokens: int, seed: int) -> None:
    made = list(islice(batches(sequences(seed), tokens), 10))
    flat = [s for batch in made for s in batch]
    assert flat == list(islice(sequences(seed), len(flat)))
    assert all(sum(len(s.ids) for s in batch) <= tokens for batch in made)


@given(tokens=st.integers(40, 400), seed=st.integers(0, 100))
@settings(max_examples=25)
def test_pieces_are_the_batch_within_their_budget(tokens: int, seed: int) -> None:
    (batch,) = islice(batches(sequences(seed), 4 * tokens), 1)
    cut = pieces(batch, tokens)
    assert sorted(s.ids for piece in cut for s in piece) == sorted(s.ids for s in batch)
    assert all(len(piece) * max(len(s.ids) for s in piece) <= tokens for piece in cut)


def test_little_is_padding() -> None:
    made = [p for b in islice(batches(sequences(0), 4096), 8) for p in pieces(b, 1024)]
    padded = sum(len(p) * max(len(s.ids) for s in p) for p in made)
    assert sum(len(s.ids) for p in made for s in p) / padded > 0.8


def test_only_completions_have_labels() -> None:
    ids, labels = collate([Encoded((7, 8, 9, 10), 2), Encoded((5, 6), 1)], pad=0)
    assert ids.tolist() == [[7, 8, 9], [5, 6, 0]]
    assert labels.tolist() == [[-100, 9, 10], [6, -100, -100]]


def test_the_loss_is_that_of_transformers(model: PreTrainedModel) -> None:
    """Logits at completions alone and right padding without a mask change nothing."""
    batch = list(islice(sequences(1), 6))
    ids, labels = collate(batch, pad=0)
    mine = completion_loss(model, ids, labels)
    total, tokens = 0.0, 0
    for sequence in batch:
        whole = torch.tensor([sequence.ids])
        wanted = whole.clone()
        wanted[:, : sequence.prompt_length] = -100
        number = len(sequence.ids) - sequence.prompt_length
        total += model(input_ids=whole, labels=wanted).loss.item() * number
        tokens += number
    assert mine.item() == pytest.approx(total, rel=1e-4)
    assert tokens == int((labels != -100).sum())


def test_the_learning_rate_rises_and_falls() -> None:
    plan = Plan(steps=100, lr=1.0, seed=0)
    for schedule in ("cosine", "linear"):
        section = TrainingSection(warmup=0.1, final_lr=0.1, schedule=schedule)
        rates = [learning_rate(step, plan, section) for step in range(100)]
        assert rates[9] == pytest.approx(1.0)
        assert rates[:10] == sorted(rates[:10])
        assert rates[10:] == sorted(rates[10:], reverse=True)
        assert 0.1 <= rates[-1] < 0.12


def train(
    model: PreTrainedModel,
    steps: int,
    *,
    seed: int = 0,
    stop_at: int = 0,
    folder: Path | None = None,
) -> tuple[Trainer, list[float]]:
    section = SECTION.model_copy(update={"save_every_s": 1e-9})
    losses: list[float] = []
    trainer = Trainer(
        model, lambda: batches(sequences(5), 256), 0, Plan(steps, 1e-2, seed), section
    )

    class StoppedError(Exception):
        pass

    def save(t: Trainer) -> None:
        if folder is not None and t.step == stop_at:
            t.save(folder)
            raise StoppedError

    with contextlib.suppress(StoppedError):
        trainer.run(lambda f: losses.append(f["loss"]), save)
    return trainer, losses


def test_the_same_seed_gives_the_same_model(model: PreTrainedModel) -> None:
    first, losses = train(copy.deepcopy(model), 6)
    again, same = train(copy.deepcopy(model), 6)
    assert losses == same
    for a, b in zip(first.model.parameters(), again.model.parameters(), strict=True):
        assert torch.equal(a, b)


def test_an_interrupted_fine_tune_ends_with_the_same_model(
    model: PreTrainedModel, tmp_path: Path
) -> None:
    whole, losses = train(copy.deepcopy(model), 8)
    half, first = train(copy.deepcopy(model), 8, stop_at=3, folder=tmp_path)
    resumed = Trainer(half.model, lambda: batches(sequences(5), 256), 0, Plan(8, 1e-2, 0), SECTION)
    resumed.restore(tmp_path)
    rest: list[float] = []
    resumed.run(lambda f: rest.append(f["loss"]), lambda t: None)
    assert first + rest == losses
    assert resumed.tokens == whole.tokens
    for a, b in zip(whole.model.parameters(), resumed.model.parameters(), strict=True):
        assert torch.equal(a, b)


def toy_mixture() -> Mixture:
    """Count down by the parity of the number: a thing to learn."""
    return Mixture(
        [
            Part(
                1.0,
                [
                    Example("PROOFSTEP", "t", f"{n} ⊢", "one" if n % 2 else "two", "toy")
                    for n in range(20)
                ],
            )
        ]
    )


def test_a_learner_learns_saves_and_loads(tmp_path: Path) -> None:
    config = parse_config(TINY)
    learner = LanguageModelLearner(config, tmp_path)
    losses: list[float] = []
    assert not learner.has(0)
    figures = learner.learn(0, toy_mixture(), lambda f: losses.append(f["loss"]))
    assert learner.has(0)
    assert figures["steps"] == len(losses) == 25
    assert losses[-1] < losses[0] / 4
    manifest = json.loads((learner.path(0) / "manifest.json").read_text())
    assert manifest["config"] == config.model_dump(mode="json")
    assert manifest["counters"]["step"] == 25

    source = learner.source(0)
    packed = source.packed()
    assert isinstance(packed, PackedSource)
    answers = []
    for place in (source, packed):
        loaded = place.load()
        assert loaded.value is None
        request = Request(Theorem("t", "theorem t : 4"), TacticState("4 ⊢"))
        answers.append([loaded.generator(seed).generate([request], 8) for seed in (1, 1)])
    assert answers[0][0] == answers[0][1] == answers[1][0]
    assert {s.tactic for s in answers[0][0][0]} & {"one", "two"}

    later: list[float] = []
    learner.learn(1, toy_mixture(), lambda f: later.append(f["loss"]))
    assert later[0] < losses[0] / 2  # it began with θ_0


def test_a_killed_fine_tune_goes_on_from_its_last_save(tmp_path: Path) -> None:
    training = {**TINY["training"], "theta_0_steps": 8, "save_every_s": 1e-9}
    config = parse_config({**TINY, "training": training})

    def learn(folder: Path, kill_at: int) -> list[tuple[float, float]]:
        heard: list[tuple[float, float]] = []

        def report(figures: object) -> None:
            assert isinstance(figures, dict)
            heard.append((figures["step"], figures["loss"]))
            if len(heard) == kill_at:
                raise KeyboardInterrupt

        learner = LanguageModelLearner(config, folder)
        try:
            learner.learn(0, toy_mixture(), report)
        except KeyboardInterrupt:
            assert not learner.has(0)
        return heard

    whole = learn(tmp_path / "whole", 0)
    first = learn(tmp_path / "killed", 5)
    rest = learn(tmp_path / "killed", 0)
    assert rest[0][0] == 5  # step 5 was not saved yet
    assert first[:4] + rest == whole
    assert [p.name for p in (tmp_path / "killed" / "checkpoints").iterdir()] == ["theta_0"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_step_and_saves_it(tmp_path: Path, number: signal.Signals) -> None:
    config = parse_config({**TINY, "training": {**TINY["training"], "theta_0_steps": 8}})
    told: list[str] = []
    heard: list[float] = []

    def report(figures: Mapping[str, float]) -> None:
        heard.append(figures["step"])
        if len(heard) == 3:
            os.kill(os.getpid(), number)

    learner = LanguageModelLearner(config, tmp_path, told.append)
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt):
        learner.learn(0, toy_mixture(), report)
    assert signal.getsignal(number) is before
    assert sorted(told) == [
        "stopping after this step; again to stop now",
        "θ_0 is saved, step 3 of 8",
    ]
    assert (learner.has(0), learner.reached(0)) == (False, 3)
    learner.learn(0, toy_mixture(), report)
    assert heard == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (learner.has(0), learner.reached(0)) == (True, 0)


def test_an_interrupt_in_the_last_step_loses_nothing_and_is_heeded(tmp_path: Path) -> None:
    config = parse_config({**TINY, "training": {**TINY["training"], "theta_0_steps": 2}})

    def report(figures: Mapping[str, float]) -> None:
        if figures["step"] == 2:
            os.kill(os.getpid(), signal.SIGINT)

    learner = LanguageModelLearner(config, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        learner.learn(0, toy_mixture(), report)
    assert learner.has(0)


def test_a_second_interrupt_does_not_wait(tmp_path: Path) -> None:
    def report(figures: Mapping[str, float]) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    learner = LanguageModelLearner(parse_config(TINY), tmp_path)
    with pytest.raises(KeyboardInterrupt):
        learner.learn(0, toy_mixture(), report)
    assert (learner.has(0), learner.reached(0)) == (False, 0)


def test_a_truncated_checkpoint_is_refused(tmp_path: Path) -> None:
    learner = LanguageModelLearner(parse_config(TINY), tmp_path)
    learner.learn(0, toy_mixture(), lambda f: None)
    weights = learner.path(0) / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])
    with pytest.raises(CheckpointError, match=r"model\.safetensors has .* bytes instead of"):
        learner.source(0)
    with pytest.raises(CheckpointError, match=r"model\.safetensors"):
        learner.learn(1, toy_mixture(), lambda f: None)


def test_sources_are_equal_by_value() -> None:
    """A worker loads a model again only when the source differs."""
    a, b = (CheckpointSource("theta_1", 1.2, 64, 900, False) for _ in range(2))
    assert a == b != CheckpointSource("theta_2", 1.2, 64, 900, False)


def test_training_diverging_is_an_error_not_a_checkpoint(model: PreTrainedModel) -> None:
    broken = copy.deepcopy(model)
    with torch.no_grad():
        next(iter(broken.parameters())).fill_(float("nan"))
    with pytest.raises(RunError, match="training diverged at step 1"):
        train(broken, 3)
