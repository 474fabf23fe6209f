from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from lean_env.types import (
    EnvironmentCrashed,
    EnvironmentUnavailable,
    Outcome,
    TacticState,
    Theorem,
)
from prover.generator import Request, Sample, ScriptedGenerator
from prover.pool import attempt_all
from prover.search import SearchConfig, StopReason
from prover.tree import Status
from tests.prover.prover_toys import Crashes, ToyEnv, count_to, toy_verify

CONFIG = SearchConfig(expansions=30)


class Counting:
    """Counts the calls and the size of each."""

    name = "counting"

    def __init__(self) -> None:
        self.batches: list[int] = []

    def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
        self.batches.append(len(requests))
        return [[Sample("=", -0.1), Sample("+1", -0.2)] for _ in requests]


def test_one_result_for_each_theorem_and_batched_calls() -> None:
    generator = Counting()
    theorems = [count_to(n) for n in (5, 1, 3, 0, 2)]
    results = list(
        attempt_all(theorems, ToyEnv, generator, CONFIG, concurrent=4, verify=toy_verify)
    )
    assert {r.theorem.name for r in results} == {t.name for t in theorems}
    assert all(r.status is Status.PROVED for r in results)
    assert results[0].theorem.name == "count_0_0"  # as they finish
    assert max(generator.batches) == 4
    assert sum(generator.batches) == sum(r.expansions for r in results)
    for result in results:
        result.tree.check()


@dataclass
class Dead(ToyEnv):
    """Runs for statements that count to 9 only; counts how often it was asked."""

    asked: list[str] = field(default_factory=list)

    def start(self, theorem: Theorem) -> TacticState:
        self.asked.append(theorem.name)
        if "_9" not in theorem.name:
            raise EnvironmentUnavailable("Lean did not answer")
        return super().start(theorem)


@pytest.mark.parametrize(("number", "told"), [(1, 1), (2, 2), (5, 2)])
def test_where_nothing_runs_two_statements_tell(number: int, told: int) -> None:
    asked: list[str] = []
    theorems = map(count_to, range(number))
    results = attempt_all(theorems, lambda: Dead(asked=asked), Counting(), CONFIG)
    with pytest.raises(EnvironmentUnavailable, match="Lean did not answer"):
        list(results)
    assert len(asked) == told  # each once: what never answered is not asked again


def test_what_one_statement_breaks_is_that_statement_s_fault() -> None:
    theorems = [count_to(1), count_to(9), count_to(2), count_to(3), count_to(4)]
    results = attempt_all(theorems, lambda: Dead(asked=[]), Counting(), CONFIG, verify=toy_verify)
    reasons = {result.theorem.name: result.stop_reason for result in results}
    assert reasons.pop(count_to(9).name) is StopReason.PROVED
    assert set(reasons.values()) == {StopReason.CRASH}
    assert len(reasons) == 4


def test_results_do_not_depend_on_concurrency() -> None:
    theorems = [count_to(n) for n in range(6)]
    proofs = [
        {
            r.theorem.name: r.proof
            for r in attempt_all(
                theorems,
                ToyEnv,
                ScriptedGenerator(default=("=", "+1", "+2")),
                CONFIG,
                concurrent=concurrent,
                verify=toy_verify,
            )
        }
        for concurrent in (1, 3, 50)
    ]
    assert proofs[0] == proofs[1] == proofs[2]


def test_statements_that_cannot_start_count() -> None:
    theorems = [Theorem("bad", "theorem bad"), count_to(1), Theorem("worse", "")]
    results = list(
        attempt_all(theorems, ToyEnv, Counting(), CONFIG, concurrent=2, verify=toy_verify)
    )
    assert len(results) == 3
    failed = [r for r in results if r.stop_reason is StopReason.NOT_STARTED]
    assert {r.theorem.name for r in failed} == {"bad", "worse"}


def test_a_crash_in_one_search_is_survived_by_all() -> None:
    crashes = Crashes(left=2)
    results = list(
        attempt_all(
            [count_to(n) for n in (4, 6, 8)],
            lambda: ToyEnv(crashes),
            ScriptedGenerator(default=("crash", "=", "+2")),
            CONFIG,
            concurrent=3,
            verify=toy_verify,
        )
    )
    assert crashes.left == 0
    assert all(r.status is Status.PROVED for r in results)


def test_theorems_are_taken_as_needed() -> None:
    taken = []

    def endless() -> Iterator[Theorem]:
        n = 0
        while True:
            taken.append(n)
            yield count_to(n % 3)
            n += 1

    results = attempt_all(endless(), ToyEnv, Counting(), CONFIG, concurrent=2, verify=toy_verify)
    for _ in range(4):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(taken) < 10


def test_the_environment_is_closed_when_interrupted() -> None:
    envs: list[ToyEnv] = []

    def factory() -> ToyEnv:
        envs.append(ToyEnv())
        return envs[-1]

    class Interrupted(Counting):
        def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
            if len(self.batches) == 3:
                raise KeyboardInterrupt
            return super().generate(requests, samples)

    results = attempt_all(
        [count_to(1), count_to(50)], factory, Interrupted(), CONFIG, concurrent=2, verify=toy_verify
    )
    assert next(results).status is Status.PROVED
    with pytest.raises(KeyboardInterrupt):
        next(results)
    assert [env.closed for env in envs] == [True]


def test_an_interrupt_waits_for_no_thread() -> None:
    """Closing the environment ends what its threads wait for, and they go on with nothing."""
    closed = threading.Event()
    envs: list[ToyEnv] = []

    class Hangs(ToyEnv):
        parallel = 2

        def __init__(self) -> None:
            super().__init__()
            envs.append(self)

        def apply(self, state: TacticState, tactic: str) -> Outcome:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            closed.wait(60.0)
            raise EnvironmentCrashed("closed")

        def close(self) -> None:
            closed.set()

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(attempt_all([count_to(1)], Hangs, Counting(), CONFIG, verify=toy_verify))
    assert closed.is_set()
    assert time.monotonic() - began < 10.0
    time.sleep(0.1)
    assert len(envs) == 1


def test_concurrency_must_be_positive() -> None:
    with pytest.raises(ValueError, match="concurrent"):
        next(attempt_all([], ToyEnv, Counting(), CONFIG, concurrent=0, verify=toy_verify))
