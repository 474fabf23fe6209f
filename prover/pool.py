"""Many searches at once in one process, their questions to the generator batched."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.pool import ThreadPool
from typing import Final

from lean_env.protocol import LeanEnv
from lean_env.types import EnvironmentCrashed, EnvironmentUnavailable, Theorem
from prover.environment import RestartingEnv
from prover.generator import TacticGenerator, ValueFunction
from prover.search import (
    Clock,
    Runner,
    Search,
    SearchConfig,
    SearchResult,
    Verifier,
    advance,
    fresh_verifier,
    one_by_one,
)

_IN_VAIN: Final = 2  # statements that are tried where nothing runs


def attempt_all(
    theorems: Iterable[Theorem],
    env_factory: Callable[[], LeanEnv],
    generator: TacticGenerator,
    config: SearchConfig,
    *,
    concurrent: int = 32,
    value: ValueFunction | None = None,
    verify: Verifier | None = None,
    clock: Clock = time.perf_counter,
) -> Iterator[SearchResult]:
    """Search for a proof of every theorem, `concurrent` at a time; yield results as they finish.

    There is exactly one result for each theorem, also for one whose statement does not start and
    one whose environment keeps crashing. All searches share one environment, closed at the end or
    when the iteration is abandoned (an interrupt included); where it is several processes, as many
    searches run tactics at a time. An error of the generator is a bug and propagates. Raises
    `ValueError` when `concurrent` is not positive, and `EnvironmentUnavailable` when no statement
    could be started because nothing runs: else each would cost the whole time of a start.
    """
    if concurrent < 1:
        raise ValueError(f"concurrent must be at least 1, not {concurrent}")
    checked = fresh_verifier(env_factory) if verify is None else verify
    waiting = iter(theorems)
    running: list[Search] = []
    first_steps = _FirstSteps()
    with RestartingEnv(env_factory) as env, _runner(env) as run:
        try:
            while True:
                begun = []
                while len(running) < concurrent:
                    theorem = next(waiting, None)
                    if theorem is None:
                        break
                    search = Search(
                        theorem,
                        env,
                        config,
                        checked,
                        ranked_by_value=value is not None,
                        clock=clock,
                    )
                    begun.append(search)
                    running.append(search)
                first_steps.start(begun, run)
                if not running:
                    first_steps.end()
                    return
                finished = advance(running, generator, value, clock, run)
                running = [search for search in running if search not in finished]
                for search in finished:
                    yield search.result()
        except BaseException as error:
            for search in running:  # so that no thread goes on after its present tactic
                search.cancel(str(error))
            raise


class _FirstSteps:
    """Starts searches: one by one until a statement has started, then all at once.

    An environment that never answers is told from a statement that it does not survive by a second
    statement.
    """

    def __init__(self) -> None:
        self._runs = False
        self._in_vain = 0
        self._error = ""

    def start(self, searches: Sequence[Search], run: Runner) -> None:
        """Start the searches. Raises `EnvironmentUnavailable`."""
        for number, search in enumerate(searches):
            if self._runs:
                run([later.start for later in searches[number:]])
                return
            run([search.start])
            self._runs = search.stop_reason is None
            if search.unavailable:
                self._in_vain += 1
                self._error = search.result().error
            if self._in_vain == _IN_VAIN:
                self.end()

    def end(self) -> None:
        """Raises `EnvironmentUnavailable` when all that was learnt is that nothing runs."""
        if self._in_vain and not self._runs:
            raise EnvironmentUnavailable(self._error)


@contextlib.contextmanager
def _runner(env: RestartingEnv) -> Iterator[Runner]:
    """Runs jobs in as many threads as the environment is good for.

    An interrupt does not wait for them: closing the environment ends what they wait for.
    """
    try:
        parallel = env.parallel
    except EnvironmentCrashed:  # every search will say so
        parallel = 1
    if parallel == 1:
        yield one_by_one
        return
    with ThreadPool(parallel) as threads:

        def run(jobs: Sequence[Callable[[], None]]) -> None:
            answer = threads.map_async(_call, jobs, chunksize=1)
            while not answer.ready():
                # Not for ever: a signal just before the wait begins is handled only behind it.
                answer.wait(1.0)
            answer.get()

        yield run


def _call(job: Callable[[], None]) -> None:
    job()
