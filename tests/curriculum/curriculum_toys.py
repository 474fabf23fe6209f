"""A toy world without Lean, torch or chance: numbers that tactics count down to zero.

The state `n ⊢` is closed by tactics that sum to n: `one`, `two`, `three`. A toy model of iteration
k proposes tactics up to its strength, so that more is proved as k grows.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from curriculum.config import TrainConfig, parse_config
from curriculum.dataset import Mixture
from curriculum.expert_iteration import Parts, Splits
from curriculum.job import Loaded, ModelSource
from curriculum.statements import Statement
from lean_env.types import (
    Outcome,
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    Theorem,
    Verdict,
    VerdictKind,
)
from prover.generator import Request, Sample, TacticGenerator, ValueFunction

STEPS = {"one": 1, "two": 2, "three": 3}


def statement(number: int, split: str = "t", level: str | None = None) -> Statement:
    """The statement of a number, with the proof by ones."""
    theorem = Theorem(f"{split}_{number}", f"theorem {split}_{number} : {number}")
    return Statement(theorem, level or f"n{number % 3}", ("one",) * number)


class CountDown:
    """The environment. `delay` seconds a tactic; a statement named `bad` does not start."""

    name = "toy"

    def __init__(self, delay: float = 0.0) -> None:
        self._delay = delay

    def start(self, theorem: Theorem) -> TacticState:
        text = theorem.statement.rsplit(" ", 1)[1]
        if not text.isdigit():
            raise StatementError(f"not a number: {text}")
        return TacticState(f"{text} ⊢")

    def apply(self, state: TacticState, tactic: str) -> Outcome:
        if self._delay:
            time.sleep(self._delay)
        if tactic == "die":
            os._exit(9)
        left = int(state.text.split()[0]) - STEPS.get(tactic, 10**6)
        if left < 0:
            return TacticFailed(f"{tactic} is too much")
        return TacticState(f"{left} ⊢") if left else ProofFinished()

    def verify(self, theorem: Theorem, proof: str) -> Verdict:
        total = sum(STEPS.get(line.strip(), 10**6) for line in proof.splitlines())
        if total == int(theorem.statement.rsplit(" ", 1)[1]):
            return Verdict(VerdictKind.PROVED)
        return Verdict(VerdictKind.REJECTED, "the sum is wrong")

    def close(self) -> None:
        pass


def slow_env() -> CountDown:
    """An environment in which a search takes long enough to be killed in."""
    return CountDown(delay=0.02)


@dataclass(frozen=True)
class ToyModel:
    """Proposes `one` … up to `strength`; on theorems named `die_…` the tactic that kills.

    With `once` (a path) it kills only when nothing is there, and leaves a mark.
    """

    strength: int
    once: str = ""
    name: str = "toy"

    def load(self) -> Loaded:
        return self

    def packed(self) -> ModelSource:
        return self

    @property
    def value(self) -> ValueFunction | None:
        return None

    def generator(self, seed: int) -> TacticGenerator:
        return self

    def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
        return [self._answer(request, samples) for request in requests]

    def _answer(self, request: Request, samples: int) -> list[Sample]:
        if request.theorem.name.startswith("raise"):
            raise ValueError("a bug in the generator")
        if request.theorem.name.startswith("die"):
            if not self.once:
                return [Sample("die", -1.0)]
            if not Path(self.once).exists():
                Path(self.once).touch()
                return [Sample("die", -1.0)]
        names = list(STEPS)[: self.strength]
        return [Sample(name, -0.01 - 5.0 * i) for i, name in enumerate(reversed(names))][:samples]


class Unloadable(ToyModel):
    """A model that cannot be loaded."""

    def load(self) -> Loaded:
        raise FileNotFoundError("no model here")


class ToyLearner:
    """θ_k is a file that says k; its strength is k + 1. Trains in `steps` steps of `delay` s."""

    def __init__(self, run_dir: Path, delay: float = 0.0) -> None:
        self._run_dir = run_dir
        self._delay = delay
        self.trained: list[int] = []

    def has(self, k: int) -> bool:
        return (self._run_dir / f"toy_{k}.json").exists()

    def reached(self, k: int) -> int:
        return 0

    def learn(
        self, k: int, mixture: Mixture, report: Callable[[Mapping[str, float]], None]
    ) -> Mapping[str, float]:
        for step in range(3):
            time.sleep(self._delay)
            report({"step": step + 1, "loss": 1.0 / (step + 1)})
        self.trained.append(k)
        (self._run_dir / f"toy_{k}.json").write_text(json.dumps(dict(mixture.count())))
        return {"steps": 3, "tokens": 3}

    def source(self, k: int) -> ToyModel:
        return ToyModel(strength=k + 1)


def toy_statements(config: TrainConfig) -> Splits:
    """Numbers 1 to 12 as seeds, up to 30 to train on, held out up to 20 and 4 out of reach."""
    return {
        "seed": [statement(n, "s") for n in range(1, 13)],
        "train": [statement(n, "t") for n in range(1, 31)],
        "heldout": [statement(n, "h") for n in (*range(1, 21), *range(100, 104))],
    }


def toy_config(**changes: object) -> TrainConfig:
    """Two iterations, ten expansions a search, two local workers, small chunks, pass@3."""
    data: dict[str, object] = {
        "iterations": 2,
        "final_attempts": 3,
        "environment": "toy",
        "search": {"expansions": 10, "samples": 4, "concurrent": 2},
        "workers": {"kind": "local", "count": 2, "chunk": 4},
    }
    return parse_config({**data, **changes})


def toy_parts(run_dir: Path, env: Callable[[], CountDown] = CountDown, delay: float = 0) -> Parts:
    """The toy world as the parts of a run."""
    return Parts(toy_statements, env, ToyLearner(run_dir, delay))
