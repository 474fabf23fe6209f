"""One environment for many searches: replaced when it breaks, used by several threads at a time."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from lean_env.types import EnvironmentCrashed, Outcome, TacticState, Theorem, Verdict
from prover.environment import RestartingEnv
from prover.generator import Request, Sample
from prover.pool import attempt_all
from prover.search import SearchConfig, StopReason
from prover.tree import Status
from tests.prover.prover_toys import ToyEnv, count_to, toy_verify


class Counting:
    """Says +1, and = at last."""

    name = "counting"

    def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
        return [[Sample("=", -0.1), Sample("+1", -0.2)] for _ in requests]


class Parallel(ToyEnv):
    """A toy for three threads; counts those that are in it, each waiting for a second one."""

    parallel = 3

    def __init__(self) -> None:
        super().__init__()
        self.inside = self.most = 0
        self.lock = threading.Lock()
        self.closings = 0

    def apply(self, state: TacticState, tactic: str) -> Outcome:
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        threading.Event().wait(0.005)
        with self.lock:
            self.inside -= 1
        return super().apply(state, tactic)

    def close(self) -> None:
        self.closings += 1


def test_searches_run_in_as_many_threads_as_the_environment_is_good_for() -> None:
    env = Parallel()
    theorems = [count_to(n) for n in (3, 4, 5, 2, 3, 4)]
    results = list(
        attempt_all(
            theorems, lambda: env, Counting(), SearchConfig(), concurrent=6, verify=toy_verify
        )
    )
    assert len(results) == len(theorems)
    assert all(result.status is Status.PROVED for result in results)
    assert 2 <= env.most <= 3
    assert env.closings == 1
    assert threading.active_count() == 1 or not any(
        thread.name.startswith("search") for thread in threading.enumerate()
    )


def test_an_error_in_a_thread_comes_out_and_stops_the_others() -> None:
    class Broken(Parallel):
        def apply(self, state: TacticState, tactic: str) -> Outcome:
            raise ZeroDivisionError

    env = Broken()
    try:
        list(attempt_all([count_to(2)] * 3, lambda: env, Counting(), SearchConfig()))
    except ZeroDivisionError:
        pass
    else:
        raise AssertionError("the error of a bug was swallowed")
    assert env.closings == 1


def test_a_crash_that_several_threads_meet_replaces_the_environment_once() -> None:
    made: list[Parallel] = []

    class Crashing(Parallel):
        def apply(self, state: TacticState, tactic: str) -> Outcome:
            if len(made) == 1:
                threading.Event().wait(0.01)
                raise EnvironmentCrashed("it broke")
            return super().apply(state, tactic)

    def make() -> Crashing:
        made.append(Crashing())
        return made[-1]  # type: ignore[return-value]

    results = list(
        attempt_all(
            [count_to(n) for n in (2, 3, 4)], make, Counting(), SearchConfig(), verify=toy_verify
        )
    )
    assert {result.stop_reason for result in results} == {StopReason.PROVED}
    assert len(made) == 2
    assert all(env.closings for env in made)


def test_what_was_replaced_is_closed_again_at_the_end() -> None:
    """A thread that still used it may have brought it to life once more."""
    made: list[Parallel] = []

    def make() -> Parallel:
        made.append(Parallel())
        return made[-1]

    with RestartingEnv(make) as restarting:
        first = restarting.env
        restarting.restart(restarting.generation)
        assert restarting.env is not first
        assert [env.closings for env in made] == [1, 0]
        restarting.restart(0)  # an old generation: done already
        assert len(made) == 2
    assert [env.closings for env in made] == [2, 1]


def test_an_environment_that_cannot_be_made_is_a_result_of_every_search() -> None:
    def make() -> ToyEnv:
        raise EnvironmentCrashed("nothing to run on")

    def verify(theorem: Theorem, proof: str) -> Verdict:
        raise AssertionError("there is nothing to verify")

    results = list(attempt_all([count_to(1)] * 2, make, Counting(), SearchConfig(), verify=verify))
    assert [result.stop_reason for result in results] == [StopReason.CRASH] * 2
    assert all("nothing to run on" in result.error for result in results)
