"""Local processes and Ray actors, one contract: every attempt once, whoever is killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curriculum.cluster import check_cluster
from curriculum.config import WorkersSection
from curriculum.errors import WorkerError
from curriculum.job import SearchJob, Task, make_chunks
from curriculum.workers import LocalWorkers, RayWorkers, Workers, make_workers
from lean_env.types import Theorem
from prover.search import SearchConfig
from tests.curriculum.curriculum_toys import CountDown, ToyModel, Unloadable, slow_env, statement

ROOT = Path(__file__).resolve().parent.parent.parent


def job(strength: int = 3, env: Callable[[], CountDown] = CountDown, once: str = "") -> SearchJob:
    return SearchJob(ToyModel(strength, once), env, SearchConfig(20, 4), concurrent=2)


def tasks(*names: str) -> list[Task]:
    """Tasks for theorems `name_number`."""
    return [
        Task(i, Theorem(name, f"theorem {name} : {name.rsplit('_', 1)[1]}"))
        for i, name in enumerate(names, start=1)
    ]


@pytest.fixture(scope="module", params=["local", "ray"])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    with make_workers(WorkersSection(kind=request.param, count=2, retries=1)) as made:
        yield made


def test_every_statement_gets_one_attempt(workers: Workers) -> None:
    ours = [Task(n, statement(n).theorem) for n in range(1, 30)]
    attempts = list(workers.attempt(job(), make_chunks(ours, 4, 0)))
    assert sorted(a.statement_id for a in attempts) == list(range(1, 30))
    assert all(a.status == "proved" for a in attempts)
    assert all(a.proof is not None and len(a.steps) >= 1 for a in attempts)


def test_sigterm_stays_the_program_s(workers: Workers) -> None:
    """Ray would end the process in its own way, without what is in flight being told of."""
    received: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: received.append(number))
    try:
        workers.close()  # the next attempt starts everything anew
        list(workers.attempt(job(), make_chunks(tasks("t_3"), 4, 0)))
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert received == [signal.SIGTERM]


def test_ray_says_when_it_starts_when_searches_begin_and_when_ending_is_slow(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not isinstance(workers, RayWorkers):
        pytest.skip("local workers start and end without a word")
    import ray

    told: list[str] = []
    shutdown = ray.shutdown

    def slow_shutdown() -> None:
        shutdown()
        deadline = time.monotonic() + 60
        while len(told) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)

    workers.close()  # there can be one Ray in a process: this one is used, and starts anew
    monkeypatch.setattr(workers, "_tell", told.append)
    list(workers.attempt(job(), make_chunks(tasks("t_3"), 4, 0)))
    assert told[0] == "starting 2 Ray workers"
    assert re.fullmatch(r"searches have begun \(\d+ s to start\)", told[1])
    list(workers.attempt(job(), make_chunks(tasks("t_5"), 4, 0)))
    assert len(told) == 2  # once
    monkeypatch.setattr(ray, "shutdown", slow_shutdown)
    workers.close()
    assert told[2:] == ["ending 2 Ray workers"]


def test_another_model_is_loaded(workers: Workers) -> None:
    ours = tasks("t_19")
    attempts = [
        next(iter(workers.attempt(job(strength), make_chunks(ours, 4, 0)))) for strength in (1, 3)
    ]
    assert [len(a.steps) for a in attempts] == [19, 7]


def test_a_statement_that_does_not_start_still_counts(workers: Workers) -> None:
    (attempt,) = workers.attempt(job(), make_chunks(tasks("t_x"), 4, 0))
    assert (attempt.status, attempt.stop_reason) == ("open", "not started")
    assert "not a number" in attempt.error


def test_a_worker_that_dies_once_loses_nothing(workers: Workers, tmp_path: Path) -> None:
    ours = tasks("t_3", "die_2", "t_5", "t_6", "t_7")
    mark = tmp_path / "died"
    attempts = list(workers.attempt(job(once=str(mark)), make_chunks(ours, 5, 0)))
    assert mark.exists()
    assert sorted(a.statement_id for a in attempts) == [1, 2, 3, 4, 5]
    assert all(a.status == "proved" for a in attempts)


def test_a_statement_that_kills_its_workers_is_given_up_alone(workers: Workers) -> None:
    ours = tasks("t_3", "die_2", "t_5", "die_7", "t_6")
    attempts = {a.statement_id: a for a in workers.attempt(job(), make_chunks(ours, 5, 0))}
    assert sorted(attempts) == [1, 2, 3, 4, 5]
    assert {n for n, a in attempts.items() if a.status == "proved"} == {1, 3, 5}
    assert attempts[2].stop_reason == "crash"
    assert "its worker died 2 times" in attempts[2].error


def test_a_bug_in_a_worker_is_told_with_its_cause(workers: Workers) -> None:
    with pytest.raises(WorkerError, match="ValueError: a bug in the generator") as error:
        list(workers.attempt(job(), make_chunks(tasks("t_3", "raise_2"), 4, 0)))
    assert "\n" not in str(error.value)
    # and the workers are good for the next pass
    assert len(list(workers.attempt(job(), make_chunks(tasks("t_3"), 4, 0)))) == 1


def test_a_model_that_cannot_be_loaded_is_told(workers: Workers) -> None:
    bad = SearchJob(Unloadable(1), CountDown, SearchConfig(20, 4), concurrent=2)
    with pytest.raises(WorkerError, match="FileNotFoundError: no model here"):
        list(workers.attempt(bad, make_chunks(tasks("t_3"), 4, 0)))


def test_an_abandoned_pass_leaves_the_workers_usable(workers: Workers) -> None:
    ours = [Task(n, statement(n).theorem) for n in range(1, 30)]
    passing = workers.attempt(job(env=slow_env), make_chunks(ours, 4, 0))
    next(iter(passing))
    passing.close()  # type: ignore[attr-defined]  # generators have it
    attempts = list(workers.attempt(job(), make_chunks(ours, 4, 0)))
    assert sorted(a.statement_id for a in attempts) == list(range(1, 30))


def test_a_worker_killed_in_mid_search_is_replaced(workers: Workers) -> None:
    ours = [Task(n, statement(n).theorem) for n in range(10, 22)]
    passing = iter(workers.attempt(job(env=slow_env), make_chunks(ours, 3, 0)))
    attempts = [next(passing)]
    if isinstance(workers, LocalWorkers):
        os.kill(workers.pids[0], signal.SIGKILL)
    else:
        import ray

        assert isinstance(workers, RayWorkers)
        ray.kill(next(iter(workers._actors.values())))
    attempts += list(passing)
    assert sorted(a.statement_id for a in attempts) == list(range(10, 22))
    assert all(a.status == "proved" for a in attempts)


def test_results_do_not_depend_on_the_number_of_workers() -> None:
    ours = [Task(n, statement(n).theorem) for n in range(1, 30)]
    found = []
    for count in (1, 3):
        with LocalWorkers(count) as pool:
            attempts = pool.attempt(job(), make_chunks(ours, 4, 0))
            found.append({a.statement_id: (a.proof, a.tactic_applications) for a in attempts})
    assert found[0] == found[1]


def test_closing_ends_all_processes() -> None:
    ours = [Task(n, statement(n).theorem) for n in range(10, 40)]
    with LocalWorkers(2) as pool:
        passing = iter(pool.attempt(job(env=slow_env), make_chunks(ours, 3, 0)))
        next(passing)
        pids = pool.pids
        assert len(pids) == 2
    assert not any(alive(pid) for pid in pids)


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_driver(signal_number: int) -> None:
    script = textwrap.dedent(
        """
        from tests.curriculum.curriculum_toys import slow_env, statement, ToyModel
        from curriculum.job import SearchJob, Task, make_chunks
        from curriculum.workers import LocalWorkers
        from prover.search import SearchConfig

        if __name__ == "__main__":
            ours = [Task(n, statement(n).theorem) for n in range(50, 400)]
            job = SearchJob(ToyModel(1), slow_env, SearchConfig(400, 4), concurrent=2)
            with LocalWorkers(2) as pool:
                for attempt in pool.attempt(job, make_chunks(ours, 3, 0)):
                    print(*pool.pids, flush=True)
        """
    )
    driver = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert driver.stdout is not None
    pids = [int(word) for word in driver.stdout.readline().split()]
    assert pids
    driver.send_signal(signal_number)
    driver.stdout.close()
    driver.wait(100)
    deadline = time.monotonic() + 100
    while any(alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in pids)


def test_a_cluster_that_is_not_there_is_a_clear_error() -> None:
    section = WorkersSection(kind="ray", address="127.0.0.1:1", count=1)
    with (
        make_workers(section) as pool,
        pytest.raises(WorkerError, match=r"cannot start or reach Ray at 127\.0\.0\.1:1"),
    ):
        list(pool.attempt(job(), make_chunks(tasks("t_3"), 4, 0)))


def test_what_ray_says_of_an_address_is_one_line() -> None:
    section = WorkersSection(kind="ray", address="no address")
    with pytest.raises(WorkerError, match="cannot start or reach Ray at no address: ") as told:
        check_cluster(section)
    assert "\n" not in str(told.value)


def test_workers_of_this_machine_ask_no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")
    check_cluster(WorkersSection(kind="local", address="127.0.0.1:1"))
    with pytest.raises(WorkerError, match=r"127\.0\.0\.1:1"):
        check_cluster(WorkersSection(kind="ray"))


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie, whose parent is gone or slow, does not)."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
