"""Handing out chunks: every task once, whatever dies; and seeds that depend on nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.attempt import Attempt, lost
from curriculum.dispatch import Dispatcher
from curriculum.errors import WorkerError
from curriculum.job import Chunk, Task, derive_seed, make_chunks
from tests.curriculum.curriculum_toys import statement

TASKS = [Task(n, statement(n).theorem) for n in range(1, 21)]


def done(number: int) -> Attempt:
    return Attempt(number, "open", "expansions", 1, 1, 0.1, 0.1, 0.1)


def test_chunks_do_not_depend_on_what_is_done() -> None:
    whole = make_chunks(TASKS, 6, seed=1)
    assert [len(c.tasks) for c in whole] == [6, 6, 6, 2]
    resumed = make_chunks(TASKS, 6, seed=1, done={1, 2, 3, 4, 5, 6, 8})
    assert [c.seed for c in resumed] == [c.seed for c in whole[1:]]
    assert resumed[1:] == whole[2:]
    assert resumed[0].tasks == tuple(t for t in whole[1].tasks if t.statement_id != 8)


def test_seeds_differ_by_pass_and_by_chunk() -> None:
    seeds = {c.seed for s in range(20) for c in make_chunks(TASKS, 6, seed=s)}
    assert len(seeds) == 80
    assert derive_seed(1, "a") == derive_seed(1, "a") != derive_seed("1a")


def test_a_statement_cannot_be_twice_in_a_pass() -> None:
    with pytest.raises(ValueError, match="twice"):
        make_chunks([TASKS[0], TASKS[0]], 4, 0)


@given(
    deaths=st.lists(st.booleans(), max_size=60),
    size=st.integers(1, 8),
    workers=st.integers(1, 4),
    retries=st.integers(0, 2),
)
def test_every_task_ends_exactly_once(
    deaths: list[bool], size: int, workers: int, retries: int
) -> None:
    """Workers that die at random moments: each task is delivered or given up, once."""
    books = Dispatcher(make_chunks(TASKS, size, 0), retries, patience=1000)
    fates = iter(deaths)
    ended: list[int] = []
    held: dict[int, list[Task]] = {}
    while True:
        for worker in range(workers):
            if worker not in held and (chunk := books.next_chunk()) is not None:
                books.assign(worker, chunk)
                held[worker] = list(chunk.tasks)
        if not held:
            break
        worker = next(iter(held))
        if next(fates, False):
            del held[worker]
            ended += [a.statement_id for a in books.died(worker, "killed")]
        elif held[worker]:
            task = held[worker].pop(0)
            ended.append(books.finished(worker, done(task.statement_id)).statement_id)
        else:
            del held[worker]
            books.chunk_done(worker)
    assert sorted(ended) == [task.statement_id for task in TASKS]


def test_after_a_death_tasks_come_again_one_at_a_time() -> None:
    books = Dispatcher([Chunk(tuple(TASKS[:3]), 0)], retries=1, patience=10)
    chunk = books.next_chunk()
    assert chunk is not None
    books.assign("a", chunk)
    books.finished("a", done(1))
    assert books.died("a", "killed") == []
    again = [books.next_chunk(), books.next_chunk()]
    assert [[t.statement_id for t in c.tasks] for c in again if c] == [[2], [3]]
    assert books.next_chunk() is None
    assert again[0] is not None
    books.assign("b", again[0])
    assert books.died("b", "signal 9") == [lost(2, "its worker died 2 times (signal 9)")]


def test_workers_that_only_die_end_the_run() -> None:
    books = Dispatcher(make_chunks(TASKS, 1, 0), retries=100, patience=3)
    for worker in range(4):
        chunk = books.next_chunk()
        assert chunk is not None
        books.assign(worker, chunk)
        if worker < 3:
            assert books.died(worker, "exit code 1") == []
    with pytest.raises(WorkerError, match=r"4 in a row.*exit code 1"):
        books.died(3, "exit code 1")


def test_a_worker_must_deliver_its_whole_chunk() -> None:
    books = Dispatcher([Chunk(tuple(TASKS[:2]), 0)], retries=1, patience=10)
    chunk = books.next_chunk()
    assert chunk is not None
    books.assign("a", chunk)
    books.finished("a", done(1))
    with pytest.raises(WorkerError, match="t_2"):
        books.chunk_done("a")


def test_chunks_are_drawn_only_when_wanted() -> None:
    drawn: list[int] = []

    def chunks() -> object:
        for task in TASKS:
            drawn.append(task.statement_id)
            yield Chunk((task,), 0)

    books = Dispatcher(chunks(), retries=1, patience=10)  # type: ignore[arg-type]
    books.next_chunk()
    books.next_chunk()
    assert drawn == [1, 2]
