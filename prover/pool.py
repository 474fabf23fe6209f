"""Many searches at once in one process, their questions to the generator batched."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from lean_env.protocol import LeanEnv
from lean_env.types import Theorem
from prover.environment import RestartingEnv
from prover.generator import TacticGenerator, ValueFunction
from prover.search import (
    Clock,
    Search,
    SearchConfig,
    SearchResult,
    Verifier,
    advance,
    fresh_verifier,
)


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
    when the iteration is abandoned (an interrupt included). An error of the generator is a bug and
    propagates. Raises `ValueError` when `concurrent` is not positive.
    """
    if concurrent < 1:
        raise ValueError(f"concurrent must be at least 1, not {concurrent}")
    checked = fresh_verifier(env_factory) if verify is None else verify
    waiting = iter(theorems)
    running: list[Search] = []
    with RestartingEnv(env_factory) as env:
        while True:
            while len(running) < concurrent:
                theorem = next(waiting, None)
                if theorem is None:
                    break
                search = Search(
                    theorem, env, config, checked, ranked_by_value=value is not None, clock=clock
                )
                search.start()
                running.append(search)
            if not running:
                return
            finished = advance(running, generator, value, clock)
            running = [search for search in running if search not in finished]
            for search in finished:
                yield search.result()
