"""Expert iteration: search, keep the verified proofs, learn from them, search again.

After Polu et al. 2022, section 4: θ_0 learns from seeds; iteration k attempts every train statement
with θ_k, and θ_{k+1} is trained from θ_0 on the seeds and all proofs found so far. Every step first
looks into the ledger and the checkpoints for what is done, so a run that was killed at any point
goes on where it stopped.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from curriculum import run_directory
from curriculum.attempt import Attempt
from curriculum.cluster import check_cluster
from curriculum.config import TrainConfig
from curriculum.dataset import (
    Mixture,
    Part,
    found_examples,
    proofsize_examples,
    replay_seeds,
    seed_examples,
)
from curriculum.errors import ConfigError
from curriculum.files import append_json_line, write_json
from curriculum.job import Chunk, SearchJob, Task, derive_seed, make_chunks
from curriculum.learner import LanguageModelLearner, Learner
from curriculum.ledger import Ledger
from curriculum.progress import Progress, Silent
from curriculum.statements import Statement
from curriculum.step_records import copy_for_training, step_examples
from curriculum.summary import summarise_run
from curriculum.train import pick_device
from curriculum.workers import Workers, make_workers
from lean_env.protocol import LeanEnv
from lean_env.registry import ENVIRONMENTS, make_env, problem
from prover.search import SearchConfig

_BOOKED_EVERY_S: Final = 5.0  # how much of a phase's time a kill can make forgotten

Splits = dict[str, list[Statement]]


def run(
    config: TrainConfig,
    run_dir: Path,
    *,
    resume: bool = False,
    progress: Progress | None = None,
    parts: Parts | None = None,
) -> dict[str, Any]:
    """A curriculum training run in `run_dir`, begun or resumed; returns its summary.

    Raises `RunError` for everything a user can mend: a directory that is not a run or is one
    already, another version's run, a damaged file, a full disk, workers that keep dying.
    """
    progress = progress or Silent()
    made = parts or default_parts(config, run_dir, progress.message)
    splits = None
    if resume:
        run_directory.resume(run_dir, config)
    else:
        run_directory.check_free(run_dir)
    # What this machine and its cluster lack, before there is a directory and before θ_0 is trained.
    pick_device(config.training)
    check_cluster(config.workers)
    if not resume:
        # Statements before the directory: a configuration that cannot be met leaves nothing behind.
        splits = make_statements(made, config, progress)
        if config.curriculum.records is not None:
            count = len(step_examples(Path(config.curriculum.records)))
            progress.message(f"records: {count} proof steps to learn from")
        run_directory.start(run_dir, config)
    with (
        Ledger(run_dir / run_directory.LEDGER) as ledger,
        make_workers(config.workers, progress.message) as workers,
    ):
        loop = Loop(config, run_dir, ledger, workers, made, progress)
        loop.prepare(splits)
        loop.train(0)
        loop.attempt(0, "heldout")
        for k in range(config.iterations):
            loop.attempt(k, "train")
            loop.train(k + 1)
            loop.attempt(k + 1, "heldout")
        loop.attempt_again()
        if config.control.enabled:
            from curriculum.control import run_control

            run_control(loop)
        return loop.finish()


@dataclass(frozen=True, slots=True)
class Parts:
    """What a run is put together from: its statements, its environment, its learner."""

    statements: Callable[[TrainConfig], Splits]
    env_factory: Callable[[], LeanEnv]
    learner: Learner


def default_parts(
    config: TrainConfig, run_dir: Path, tell: Callable[[str], None] = lambda line: None
) -> Parts:
    """Synthetic statements, the configured environment, a language model.

    `tell` gets what the learner has to say while it trains.
    Raises `ConfigError` for an environment that nobody has or that cannot run here.
    """
    if config.environment not in ENVIRONMENTS:
        known = ", ".join(sorted(ENVIRONMENTS))
        raise ConfigError(
            f"environment: there is no '{config.environment}'; known: {known}", ("environment",)
        )
    try:
        settings = config.lean.settings()
    except ValueError as error:
        setting = str(error).partition(":")[0]
        raise ConfigError(f"lean.{error}", ("lean", setting)) from None
    why = problem(config.environment, settings)
    if why is not None:
        raise ConfigError(f"environment {config.environment}: {why}", ("environment",))
    return Parts(
        statements=synthetic_statements,
        env_factory=functools.partial(make_env, config.environment, settings),
        learner=LanguageModelLearner(config, run_dir, tell),
    )


def synthetic_statements(config: TrainConfig) -> Splits:
    """The statements of a configuration, by split.

    Raises `ConfigError` for an unknown level or one without so many statements.
    """
    from curriculum.synthetic import split

    seed = config.seed if config.curriculum.seed is None else config.curriculum.seed
    splits: Splits = {"seed": [], "train": [], "heldout": []}
    for level, counts in config.curriculum.levels.items():
        try:
            ours, heldout = split(level, counts.seeds + counts.train, counts.heldout, seed)
        except ValueError as error:
            key = ("curriculum", "levels", level)
            raise ConfigError(f"{'.'.join(key)}: {error}", key) from None
        splits["seed"] += ours[: counts.seeds]
        splits["train"] += ours[counts.seeds :]
        splits["heldout"] += heldout
    return splits


def make_statements(parts: Parts, config: TrainConfig, progress: Progress) -> Splits:
    """The run's statements; says how many there are and how long it took."""
    began = time.perf_counter()
    splits = parts.statements(config)
    counts = ", ".join(f"{len(found)} {split}" for split, found in splits.items())
    progress.message(f"statements: {counts} ({time.perf_counter() - began:.0f} s)")
    return splits


class Loop:
    """The steps of expert iteration; each does what is not done yet and records it."""

    def __init__(
        self,
        config: TrainConfig,
        run_dir: Path,
        ledger: Ledger,
        workers: Workers,
        parts: Parts,
        progress: Progress,
    ) -> None:
        self.config = config
        self.run_dir = run_dir
        self.ledger = ledger
        self.workers = workers
        self.parts = parts
        self.progress = progress

    def prepare(self, splits: Splits | None = None) -> None:
        """Store the statements, and the steps of the seeds' recorded proofs.

        `splits` are the statements where they were made already; else they are made when missing.
        Records from elsewhere are copied: a run resumes without the file that they came from.
        """
        records, kept = self.config.curriculum.records, self.run_dir / run_directory.RECORDS
        if records is not None and not kept.exists():
            copy_for_training(Path(records), kept)
        if not self.ledger.has_statements():
            if splits is None:
                splits = make_statements(self.parts, self.config, self.progress)
            self.ledger.add_statements(splits)
        if self.ledger.phase_done(0, "seeds"):
            return
        seeds = self.ledger.statements("seed")
        with self.phase(self.ledger, 0, "seeds", len(seeds)) as phase:
            replayed = replay_seeds(seeds, self.parts.env_factory, phase.advance)
            self.ledger.add_seed_steps(replayed)
            accepted = sum(steps is not None for _, steps in replayed)
            phase.figures = {"seeds": len(seeds), "accepted": accepted}
            phase.note = f"{accepted} of {len(seeds)} recorded proofs accepted"

    def train(self, k: int) -> None:
        """Train θ_k: θ_0 on the seeds, the others from θ_0 on seeds and proofs found before."""
        learner = self.parts.learner
        if learner.has(k) and self.ledger.phase_done(k, "train"):
            return
        mixture = self.mixture(k)
        if not learner.has(k):
            run_directory.forget_steps(self.run_dir, k, learner.reached(k))
        section = self.config.training
        total = section.steps if k else section.theta_0_steps
        with self.phase(self.ledger, k, "train", total, learner.reached(k)) as phase:

            def report(figures: Any) -> None:
                line = {"iteration": k, **figures}
                append_json_line(self.run_dir / run_directory.METRICS, line)
                phase.advance(int(figures["step"]), f"loss {figures['loss']:.3f}")

            trained = {} if learner.has(k) else dict(learner.learn(k, mixture, report))
            phase.figures = {"examples": mixture.count(), **trained}

    def mixture(self, k: int) -> Mixture:
        """The training set of θ_k; it depends only on attempts with θ_0, …, θ_{k-1}."""
        seeds = seed_examples(self.ledger)
        if self.config.curriculum.records is not None:
            seeds += step_examples(self.run_dir / run_directory.RECORDS)
        section = self.config.training
        if k == 0:
            return Mixture([Part(1.0, seeds, section.level_exponent)])
        found = found_examples(self.ledger.proofs("train", k - 1))
        steps_share = 1.0 - section.proofsize_share
        parts = [
            Part(steps_share * (1.0 - section.found_share), seeds, section.level_exponent),
            Part(steps_share * section.found_share, found, section.level_exponent),
        ]
        if section.proofsize_share:
            pairs = proofsize_examples(
                self.ledger.proofsizes("train", k - 1), self.ledger.statements("train")
            )
            parts.append(Part(section.proofsize_share, pairs, section.level_exponent))
        return Mixture(parts)

    def attempt(self, k: int, split: str) -> None:
        """One attempt with θ_k at every statement of a split, each recorded as it ends."""
        phase_name = "search" if split == "train" else "evaluate"
        if self.ledger.phase_done(k, phase_name):
            return
        tasks = self.tasks(split)
        done = self.ledger.attempted(k, split)
        chunks = self.chunks(tasks, done, derive_seed(self.config.seed, split, k))
        with self.phase(self.ledger, k, phase_name, len(tasks), len(done)) as phase:
            proved = 0
            for number, attempt in enumerate(self.search(self.ledger, k, 0, chunks), start=1):
                proved += attempt.status == "proved"
                phase.advance(len(done) + number, f"{proved} of {number} proved")

    def attempt_again(self) -> None:
        """The last model's further attempts at held-out statements that it has not proved yet."""
        k, attempts = self.config.iterations, self.config.final_attempts
        if attempts == 1 or self.ledger.phase_done(k, "attempts"):
            return
        with self.phase(self.ledger, k, "attempts", attempts - 1) as phase:
            for round_ in range(1, attempts):
                for _ in self.search(
                    self.ledger, k, round_, self.round(self.ledger, k, round_, "attempts")
                ):
                    phase.advance(round_ - 1)
                proved = len(self.ledger.proved_before(k, "heldout", round_ + 1))
                phase.advance(round_, f"{proved} proved in {round_ + 1} attempts")

    def round(self, ledger: Ledger, k: int, round_: int, name: str) -> list[Chunk]:
        """What is left of a round of attempts with θ_k at held-out statements.

        Those that no round before proved, in the run's order; `ledger` may number them otherwise.
        """
        proved = ledger.proved_before(k, "heldout", round_)
        numbers = {s.statement.theorem.name: s.id for s in ledger.statements("heldout")}
        tasks = [Task(numbers[t.theorem.name], t.theorem) for t in self.tasks("heldout")]
        return self.chunks(
            [task for task in tasks if task.statement_id not in proved],
            ledger.attempted(k, "heldout", round_),
            derive_seed(self.config.seed, name, round_),
        )

    def tasks(self, split: str) -> list[Task]:
        """The statements of a split in a fixed random order, so that chunks are alike."""
        tasks = [Task(s.id, s.statement.theorem) for s in self.ledger.statements(split)]
        Random(derive_seed(self.config.seed, "order", split)).shuffle(tasks)
        return tasks

    def chunks(self, tasks: Sequence[Task], done: set[int], seed: int) -> list[Chunk]:
        """What is left of a pass, cut as the configuration says."""
        return make_chunks(tasks, self.config.workers.chunk, seed, done)

    def search(
        self, ledger: Ledger, k: int, round_: int, chunks: Iterable[Chunk]
    ) -> Iterator[Attempt]:
        """Search all chunks with θ_k; yields every attempt when it ends and is recorded."""
        search = self.config.search
        job = SearchJob(
            model=self.parts.learner.source(k),
            env_factory=self.parts.env_factory,
            config=SearchConfig(
                expansions=search.expansions, samples=search.samples, timeout_s=search.timeout_s
            ),
            concurrent=search.concurrent,
            with_sizes=self.config.training.proofsize_share > 0,
        )
        for attempt in self.workers.attempt(job, chunks):
            ledger.record(k, round_, attempt, self.config.environment)
            yield attempt

    def finish(self) -> dict[str, Any]:
        """Write the summary."""
        summary = summarise_run(self.config, self.run_dir, self.ledger)
        write_json(self.run_dir / run_directory.SUMMARY, summary)
        return summary

    @contextmanager
    def phase(
        self, ledger: Ledger, k: int, name: str, total: int, done: int = 0
    ) -> Iterator[Phase]:
        """Time a phase, show its progress, and mark it as done when it comes to its end."""
        phase = Phase(ledger, self.progress, k, name)
        self.progress.begin(k, name, total, done)
        try:
            yield phase
            phase.book(done=True)
        finally:
            self.progress.end(phase.note)


class Phase:
    """A phase in progress; its seconds go to the ledger every few seconds."""

    def __init__(self, ledger: Ledger, progress: Progress, k: int, name: str) -> None:
        self.note = ""
        self.figures: dict[str, Any] = {}
        self._ledger = ledger
        self._progress = progress
        self._k = k
        self._name = name
        self._booked = time.perf_counter()

    def advance(self, done: int, note: str = "") -> None:
        """So many units are done."""
        self.note = note or self.note
        self._progress.advance(done, note)
        if time.perf_counter() - self._booked > _BOOKED_EVERY_S:
            self.book(done=False)

    def book(self, *, done: bool) -> None:
        """Write the seconds since the last time to the ledger."""
        now = time.perf_counter()
        self._ledger.add_phase_time(
            self._k, self._name, now - self._booked, done=done, figures=self.figures
        )
        self._booked = now
