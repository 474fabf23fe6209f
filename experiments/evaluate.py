"""`prover evaluate`: attempt every statement of a benchmark, and count what is proved."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.console import progress_bar
from experiments.dojo import place_text, read_places
from experiments.environments import Environment, environment
from experiments.errors import DONE, UserError, ignore_interrupts, one_line
from experiments.lean3 import proof_text, read_declarations
from experiments.minif2f import MINIF2F, statements_file
from experiments.models import PORTFOLIO, Model, default_samples, load_model
from experiments.prove import explained, stopped
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
    not_started: tuple[str, ...]

    @property
    def proved(self) -> int:
        return len(self.names)

    def pass_at(self) -> dict[int, int]:
        """k -> statements proved within k attempts."""
        return {k: sum(self.solved_in[:k]) for k in range(1, len(self.solved_in) + 1)}


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of one statement: `problem` says why it is not proved, empty if it is.

    `result` is its last attempt's, None where there was none; the costs are those of all attempts.
    """

    candidate: Candidate
    proof: str | None
    problem: str
    started: bool
    result: SearchResult | None = None
    attempts: int = 0
    expansions: int = 0
    tactic_applications: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Evaluation:
    """Attempts on the statements of a benchmark, results as they come, the score at any time."""

    candidates: Sequence[Candidate]
    env_factory: Callable[[], LeanEnv]
    model: Model
    config: SearchConfig
    attempts: int = 1
    _results: dict[Theorem, list[SearchResult]] = field(default_factory=dict)
    _decided: dict[Theorem, Decided] = field(default_factory=dict)
    _solved_in: list[int] = field(default_factory=list)

    @property
    def proved(self) -> int:
        """How many statements are proved so far."""
        return sum(self._solved_in)

    def run(self) -> Iterator[list[Decided]]:
        """The statements that are decided: proved, not to be started, or tried often enough.

        First those that cannot even be tried, then after every attempt what it decided, if
        anything.
        """
        # A statement without a name that stands there twice is tried once and counts twice.
        copies: dict[Theorem, list[Candidate]] = {}
        for candidate in self.candidates:
            copies.setdefault(candidate.theorem, []).append(candidate)
        untried = [c for c in self.candidates if c.problem]
        yield [self._decide(Decided(c, None, c.problem, started=False)) for c in untried]
        for attempt in range(1, self.attempts + 1):
            left = [t for t in copies if t not in self._decided]
            self._solved_in.append(0)
            for result in attempt_all(
                left,
                self.env_factory,
                self.model.generator,
                self.config,
                concurrent=_CONCURRENT,
                value=self.model.value,
            ):
                self._results.setdefault(result.theorem, []).append(result)
                yield [
                    self._decide(self._after(attempt, candidate, result))
                    for candidate in copies[result.theorem]
                    if attempt == self.attempts or _final(result)
                ]

    def score(self) -> Score:
        """The count so far."""
        decided = [self._decided.get(candidate.theorem) for candidate in self.candidates]
        known = [d for d in decided if d is not None]
        return Score(
            total=len(self.candidates),
            names=tuple(d.candidate.theorem.name for d in known if d.proof is not None),
            solved_in=tuple(self._solved_in),
            not_started=tuple(d.candidate.theorem.name for d in known if not d.started),
        )

    def _after(self, attempt: int, candidate: Candidate, result: SearchResult) -> Decided:
        if result.status is Status.PROVED:
            self._solved_in[-1] += 1
        started = result.stop_reason is not StopReason.NOT_STARTED
        problem = stopped(result) if started else result.error
        made = self._results[result.theorem]
        return Decided(
            candidate,
            result.proof,
            "" if result.status is Status.PROVED else problem,
            started,
            result,
            attempt,
            sum(r.expansions for r in made),
            sum(r.tactic_applications for r in made),
            sum(r.seconds for r in made),
        )

    def _decide(self, decided: Decided) -> Decided:
        self._decided[decided.candidate.theorem] = decided
        return decided


def _final(result: SearchResult) -> bool:
    """Whether no further attempt is made after this one."""
    return result.status is Status.PROVED or result.stop_reason is StopReason.NOT_STARTED


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when the evaluation came to its end, whatever it proved."""
    options.samples = options.samples or default_samples(options.model)
    env = environment(options)
    candidates, write = _candidates(options, env)
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
    _attempt_all(evaluation, write, options)
    return DONE


def _candidates(options: argparse.Namespace, env: Environment) -> tuple[list[Candidate], Writer]:
    """The statements, and how a proof of one is written.

    Raises `UserError` for what cannot be read, and for a name that two of them have.
    """
    write: Writer
    if env.lean3:
        candidates, write = read_declarations(_file(options), options.open), proof_text
    elif env.places:
        candidates, write = read_places(_file(options)), place_text
    else:
        candidates, write = _statements(options), Theorem.source
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        name = candidate.theorem.name
        earlier = first.setdefault(name, candidate) if name else candidate
        if earlier is not candidate:
            raise UserError(f"{candidate.place}: {earlier.place} has the name {name} already")
    return candidates, write


def _file(options: argparse.Namespace) -> Path:
    if options.benchmark == MINIF2F:
        return statements_file(options.split or "valid", options.data)
    return Path(options.benchmark)


def _statements(options: argparse.Namespace) -> list[Candidate]:
    split = options.split
    if options.benchmark == MINIF2F:
        split = split or "valid"
    elif options.data:
        raise UserError(f"--data is where minif2f is; {options.benchmark} is a file itself")
    path = _file(options)
    candidates = read_statements(path)
    if split is None:
        return candidates
    return of_split(candidates, split, path, known=options.benchmark == MINIF2F)


def of_split(
    candidates: list[Candidate], split: str, path: Path, *, known: bool
) -> list[Candidate]:
    """The statements of a split, by what their records say.

    `known`: the file is the split's by its name, so that records may leave it out. Raises
    `UserError`, with the splits that there are, when none is of this one.
    """
    found = sorted({candidate.split for candidate in candidates} - {""})
    if known and not found:
        return candidates
    chosen = [candidate for candidate in candidates if candidate.split == split]
    if not chosen:
        there = f"only of {', '.join(found)}" if found else "its records name none"
        raise UserError(f"{path}: no statement of the split {split}, {there}")
    return chosen


def _attempt_all(evaluation: Evaluation, write: Writer, options: argparse.Namespace) -> None:
    """Attempt all; print every statement as soon as it is decided, and the score.

    On a terminal, where a bar is shown meanwhile, lines for a reader come at the end.
    """
    began = time.perf_counter()
    attempts = 0
    kept: list[str] = []
    at_once = options.json or not sys.stdout.isatty()
    most = len({candidate.theorem for candidate in evaluation.candidates}) * evaluation.attempts
    interrupted = False
    try:
        with progress_bar("attempting", most) as bar:
            for number, decided in enumerate(evaluation.run()):
                attempts = number
                if number:
                    bar.advance(f"{evaluation.proved} proved")
                for each in decided:
                    line = (
                        _line(each, write, options.env)
                        if options.json
                        else _text(each, options.env)
                    )
                    if at_once:
                        print(line, flush=True)
                    else:
                        kept.append(line)
    except KeyboardInterrupt:
        ignore_interrupts()
        interrupted = True
    for line in kept:
        print(line)
    score = evaluation.score()
    if options.json:
        seconds = time.perf_counter() - began
        print(json.dumps(_summary(score, options, seconds, interrupted=interrupted)), flush=True)
    elif not interrupted:
        _print_score(score, options)
    if interrupted:
        raise KeyboardInterrupt(f"{attempts} attempts made, {score.proved} statements proved")


def _problem(decided: Decided, env: str) -> str:
    """Why a statement is not proved; where it stands, if it could not be started."""
    if decided.started or not decided.problem:
        return decided.problem
    return one_line(decided.candidate.place.of(explained(decided.problem, env)))


def _text(decided: Decided, env: str) -> str:
    name = decided.candidate.theorem.name or "example"
    if decided.proof is not None:
        return f"{name}: proved"
    problem = _problem(decided, env)
    if decided.started:
        return f"{name}: not proved ({problem})"
    return f"{name}: not started: {problem}"


def _line(decided: Decided, write: Writer, env: str) -> str:
    theorem, result = decided.candidate.theorem, decided.result
    fields = {
        "name": theorem.name,
        "attempts": decided.attempts,
        "status": (Status.OPEN if result is None else result.status).value,
        "stop_reason": (StopReason.NOT_STARTED if result is None else result.stop_reason).value,
        "proof": None if decided.proof is None else write(theorem, decided.proof),
        "error": _problem(decided, env) if not decided.started else result.error if result else "",
        "expansions": decided.expansions,
        "tactic_applications": decided.tactic_applications,
        "seconds": round(decided.seconds, 3),
    }
    return json.dumps(fields, ensure_ascii=False)


def _summary(
    score: Score, options: argparse.Namespace, seconds: float, *, interrupted: bool
) -> dict[str, Any]:
    return {
        "total": score.total,
        "proved": score.proved,
        "names": list(score.names),
        "pass_at": {str(k): n for k, n in score.pass_at().items()},
        "not_started": list(score.not_started),
        "interrupted": interrupted,
        "benchmark": options.benchmark,
        "model": options.model,
        "environment": options.env,
        "expansions": options.expansions,
        "samples": options.samples,
        "timeout_s": options.timeout,
        "seconds": round(seconds, 1),
    }


def _print_score(score: Score, options: argparse.Namespace) -> None:
    print(f"environment {options.env}, model {options.model}")
    for k, proved in score.pass_at().items():
        print(f"pass@{k}: {proved}/{score.total} ({proved / score.total:.1%})")
    if score.not_started:
        print(f"{len(score.not_started)} could not start, and count as not proved")
