"""`prover evaluate`: attempt every statement of a benchmark, and count what is proved."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.console import progress_bar
from experiments.dojo import place_text, read_places
from experiments.environments import environment
from experiments.errors import DONE
from experiments.lean3 import proof_text, read_declarations
from experiments.minif2f import statements_file
from experiments.models import PORTFOLIO, Model, default_samples, load_model
from experiments.theorems import Candidate, read_statements
from lean_env.protocol import LeanEnv
from lean_env.types import Theorem
from prover.pool import attempt_all
from prover.search import SearchConfig, SearchResult, StopReason
from prover.tree import Status

_CONCURRENT = 32
_PORTFOLIO_DEPTH = 5  # tactics in a proof by the portfolio, the untrained baseline

Writer = Callable[[Theorem, str], str]  # a theorem and its script, as source


@dataclass(frozen=True, slots=True)
class Score:
    """What an evaluation found. Every statement counts in `total`, started or not.

    `solved_in[i]` is how many statements attempt i + 1 proved; each attempt is made only on what
    is not proved yet, so the first k entries sum to pass@k.
    """

    total: int
    names: tuple[str, ...]
    solved_in: tuple[int, ...]
    not_started: tuple[tuple[str, str], ...]

    @property
    def proved(self) -> int:
        return len(self.names)

    def pass_at(self) -> dict[int, int]:
        """k -> statements proved within k attempts."""
        return {k: sum(self.solved_in[:k]) for k in range(1, len(self.solved_in) + 1)}


@dataclass(slots=True)
class Evaluation:
    """Attempts on the statements of a benchmark, results as they come, the score at the end."""

    candidates: Sequence[Candidate]
    env_factory: Callable[[], LeanEnv]
    model: Model
    config: SearchConfig
    attempts: int = 1
    _proved: dict[Theorem, SearchResult] = field(default_factory=dict)
    _not_started: dict[Theorem, str] = field(default_factory=dict)
    _solved_in: list[int] = field(default_factory=list)

    @property
    def proved(self) -> int:
        """How many statements are proved so far."""
        return sum(self._solved_in)

    def run(self) -> Iterator[tuple[int, SearchResult]]:
        """Every attempt as it finishes: its number, from 1, and its result."""
        # A statement that stands there twice is tried once and counts twice.
        copies = Counter(candidate.theorem for candidate in self.candidates)
        self._not_started.update({c.theorem: c.problem for c in self.candidates if c.problem})
        for attempt in range(1, self.attempts + 1):
            left = [t for t in copies if not self._settled(t)]
            self._solved_in.append(0)
            for result in attempt_all(
                left,
                self.env_factory,
                self.model.generator,
                self.config,
                concurrent=_CONCURRENT,
                value=self.model.value,
            ):
                if result.status is Status.PROVED:
                    self._proved[result.theorem] = result
                    self._solved_in[-1] += copies[result.theorem]
                elif result.stop_reason is StopReason.NOT_STARTED:
                    self._not_started[result.theorem] = result.error
                yield attempt, result

    def score(self) -> Score:
        """The count so far."""
        theorems = [candidate.theorem for candidate in self.candidates]
        return Score(
            total=len(theorems),
            names=tuple(t.name for t in theorems if t in self._proved),
            solved_in=tuple(self._solved_in),
            not_started=tuple(
                (t.name, self._not_started[t]) for t in theorems if t in self._not_started
            ),
        )

    def _settled(self, theorem: Theorem) -> bool:
        return theorem in self._proved or theorem in self._not_started


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when the evaluation was done, whatever it proved."""
    options.samples = options.samples or default_samples(options.model)
    env = environment(options)
    if options.benchmark == "minif2f":
        path = statements_file(options.split, options.data)
    else:
        path = Path(options.benchmark)
    write: Writer
    if env.lean3:
        candidates, write = read_declarations(path, options.open), proof_text
    elif env.places:
        candidates, write = read_places(path), place_text
    else:
        candidates, write = read_statements(path), Theorem.source
    attempts = options.attempts
    if options.model == PORTFOLIO and attempts > 1:
        print("prover: the portfolio is deterministic: one attempt is made", file=sys.stderr)
        attempts = 1
    evaluation = Evaluation(
        candidates,
        env.make,
        load_model(options.model, options.seed, lean3=env.lean3),
        SearchConfig(
            options.expansions,
            options.samples,
            options.timeout,
            max_depth=_PORTFOLIO_DEPTH if options.model == PORTFOLIO else None,
        ),
        attempts,
    )
    began = time.perf_counter()
    _attempt_all(evaluation, write, as_json=options.json)
    score = evaluation.score()
    if options.json:
        print(json.dumps(_summary(score, options, time.perf_counter() - began)))
    else:
        _print_score(score, options)
    return DONE


def _attempt_all(evaluation: Evaluation, write: Writer, *, as_json: bool) -> None:
    done = 0
    most = len({candidate.theorem for candidate in evaluation.candidates}) * evaluation.attempts
    with progress_bar("attempting", most) as bar:
        try:
            for attempt, result in evaluation.run():
                done += 1
                bar.advance(f"{evaluation.proved} proved")
                if as_json:
                    print(json.dumps(_line(attempt, result, write), ensure_ascii=False), flush=True)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(
                f"{done} attempts made, {evaluation.proved} statements proved"
            ) from None


def _line(attempt: int, result: SearchResult, write: Writer) -> dict[str, Any]:
    return {
        "name": result.theorem.name,
        "attempt": attempt,
        "status": result.status.value,
        "stop_reason": result.stop_reason.value,
        "proof": None if result.proof is None else write(result.theorem, result.proof),
        "error": result.error,
        "expansions": result.expansions,
        "tactic_applications": result.tactic_applications,
        "seconds": round(result.seconds, 3),
    }


def _summary(score: Score, options: argparse.Namespace, seconds: float) -> dict[str, Any]:
    return {
        "total": score.total,
        "proved": score.proved,
        "names": list(score.names),
        "pass_at": {str(k): n for k, n in score.pass_at().items()},
        "not_started": [name for name, _ in score.not_started],
        "benchmark": options.benchmark,
        "model": options.model,
        "environment": options.env,
        "expansions": options.expansions,
        "samples": options.samples,
        "timeout_s": options.timeout,
        "seconds": round(seconds, 1),
    }


def _print_score(score: Score, options: argparse.Namespace) -> None:
    for name in score.names:
        print(f"{name or 'example'}: proved")
    for name, reason in score.not_started:
        print(f"{name or 'example'}: not started: {reason}")
    print(f"environment {options.env}, model {options.model}")
    for k, proved in score.pass_at().items():
        print(f"pass@{k}: {proved}/{score.total} ({proved / score.total:.1%})")
    if score.not_started:
        print(f"{len(score.not_started)} could not start, and count as not proved")
