"""Who searches what: chunks handed out one by one, and those of a dead worker handed out again."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable

from curriculum.attempt import Attempt, lost
from curriculum.errors import WorkerError
from curriculum.job import Chunk, Task, derive_seed


class Dispatcher:
    """Keeps the books of one pass for any kind of worker (named by any hashable key).

    An idle worker is assigned the next chunk, so none waits while there is work; chunks are drawn
    from their iterable only then. When a worker dies, its
    unfinished tasks are tried again one at a time, so that a statement that kills workers takes no
    other down with it; after `retries` more deaths it is given up as lost. More deaths in a row
    than `patience`, without one attempt finished in between, raise `WorkerError`.
    """

    def __init__(self, chunks: Iterable[Chunk], retries: int, patience: int) -> None:
        self._fresh = iter(chunks)
        self._again: deque[Chunk] = deque()
        self._retries = retries
        self._patience = patience
        self._deaths: dict[int, int] = {}
        self._deaths_in_a_row = 0
        self._held: dict[Hashable, dict[int, Task]] = {}
        self._seeds: dict[Hashable, int] = {}

    def next_chunk(self) -> Chunk | None:
        """The next chunk to assign; None when there is none (or none yet: a death brings more)."""
        fresh = next(self._fresh, None)
        if fresh is not None:
            return fresh
        return self._again.popleft() if self._again else None

    def assign(self, worker: Hashable, chunk: Chunk) -> None:
        """An idle worker gets a chunk."""
        if worker in self._held:
            raise ValueError(f"worker {worker} has a chunk already")
        self._held[worker] = {task.statement_id: task for task in chunk.tasks}
        self._seeds[worker] = chunk.seed

    def finished(self, worker: Hashable, attempt: Attempt) -> Attempt:
        """A worker delivered an attempt of its chunk."""
        del self._held[worker][attempt.statement_id]
        self._deaths_in_a_row = 0
        return attempt

    def chunk_done(self, worker: Hashable) -> None:
        """A worker came to the end of its chunk. Raises `WorkerError` if it left something out."""
        left = self._held.pop(worker)
        if left:
            names = ", ".join(task.theorem.name for task in left.values())
            raise WorkerError(f"a worker finished its chunk without an attempt at: {names}")

    def died(self, worker: Hashable, reason: str) -> list[Attempt]:
        """A worker is gone: its unfinished tasks wait again; those given up are returned."""
        self._deaths_in_a_row += 1
        given_up = []
        seed = self._seeds.get(worker, 0)
        for number, task in self._held.pop(worker, {}).items():
            deaths = self._deaths[number] = self._deaths.get(number, 0) + 1
            if deaths > self._retries:
                given_up.append(lost(number, f"its worker died {deaths} times ({reason})"))
            else:
                retry = Chunk((task,), derive_seed(seed, task.theorem.name, deaths))
                self._again.append(retry)
        if given_up:
            self._deaths_in_a_row = 0
        elif self._deaths_in_a_row > self._patience:
            raise WorkerError(
                f"the search workers keep dying: {self._deaths_in_a_row} in a row, no attempt "
                f"finished in between; the last one: {reason}"
            )
        return given_up
