"""A pass of searches as workers see it: what all of them share, and the pieces handed out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from curriculum.attempt import Attempt, summarise
from lean_env.protocol import LeanEnv
from lean_env.types import Theorem
from prover.generator import TacticGenerator, ValueFunction
from prover.pool import attempt_all
from prover.search import SearchConfig


class Loaded(Protocol):
    """A model in memory."""

    def generator(self, seed: int) -> TacticGenerator:
        """A generator over the model, its sampling seeded."""
        ...

    @property
    def value(self) -> ValueFunction | None:
        """What ranks the states of a search; None for their log-probability."""
        ...


class ModelSource(Protocol):
    """Where a worker gets its model from; compared by value, sent between processes."""

    def load(self) -> Loaded:
        """The model, loaded in the calling process."""
        ...

    def packed(self) -> ModelSource:
        """The same source without references to files of this machine."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """One attempt to make. `statement_id` is the statement's number in the ledger."""

    statement_id: int
    theorem: Theorem


@dataclass(frozen=True, slots=True)
class SearchJob:
    """What all searches of a pass share.

    `concurrent` searches advance together; `with_sizes` asks for the proofsizes of every tree
    with a proof.
    """

    model: ModelSource
    env_factory: Callable[[], LeanEnv]
    config: SearchConfig
    concurrent: int
    with_sizes: bool = False

    def packed(self) -> SearchJob:
        """The same job, to be sent to another machine."""
        return replace(self, model=self.model.packed())


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tasks that one worker does together, its sampling seeded with `seed`."""

    tasks: tuple[Task, ...]
    seed: int


def derive_seed(*parts: object) -> int:
    """A 63-bit seed that depends on all parts and on nothing else."""
    text = "\0".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.sha256(text).digest()[:8], "big") >> 1


def make_chunks(
    tasks: Sequence[Task], size: int, seed: int, done: frozenset[int] | set[int] = frozenset()
) -> list[Chunk]:
    """Cut all tasks of a pass into chunks, then leave out those that are done.

    Cutting before leaving out, and seeding each chunk by its first task, makes the sampling of an
    untouched chunk the same whatever the number of workers and however often the run was resumed.
    """
    numbers = [task.statement_id for task in tasks]
    if len(set(numbers)) != len(numbers):
        raise ValueError("a statement occurs twice in one pass")
    chunks = []
    for start in range(0, len(tasks), size):
        whole = tasks[start : start + size]
        left = tuple(task for task in whole if task.statement_id not in done)
        if left:
            chunks.append(Chunk(left, derive_seed(seed, whole[0].theorem.name)))
    return chunks


class Searcher:
    """The work of one worker: holds the model and runs chunks of searches."""

    def __init__(self) -> None:
        self._job: SearchJob | None = None
        self._loaded: Loaded | None = None

    def prepare(self, job: SearchJob) -> None:
        """Get ready for a job; the model is loaded only when it differs from the last one."""
        if self._job is None or self._job.model != job.model:
            self._loaded = None  # let go of the old model before the new one comes
            self._loaded = job.model.load()
        self._job = job

    def search(self, chunk: Chunk) -> Iterator[Attempt]:
        """The attempts of a chunk, as they finish. Raises `RuntimeError` before `prepare`."""
        job, loaded = self._job, self._loaded
        if job is None or loaded is None:
            raise RuntimeError("search before prepare")
        numbers = {task.theorem: task.statement_id for task in chunk.tasks}
        results = attempt_all(
            [task.theorem for task in chunk.tasks],
            job.env_factory,
            loaded.generator(chunk.seed),
            job.config,
            concurrent=job.concurrent,
            value=loaded.value,
        )
        for result in results:
            yield summarise(numbers[result.theorem], result, with_sizes=job.with_sizes)
