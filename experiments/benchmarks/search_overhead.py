"""Where a search's time goes: tactic applications a second, and the share of its own bookkeeping.

Two sources of tactics on the synthetic levels' statements, on one core: the portfolio, and a
recorded mix that stands for a trained model (the next step of the statement's known proof, among
tactics drawn from other statements' proofs). The generator's own time is not counted. Run it with
`python -m experiments.benchmarks.search_overhead`.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curriculum.statements import Statement
from curriculum.synthetic import generate
from lean_env.registry import make_env
from lean_env.types import TacticState
from prover.generator import Request, Sample, TacticGenerator
from prover.pool import attempt_all
from prover.portfolio import PortfolioGenerator
from prover.search import SearchConfig, SearchResult
from prover.tree import Status


class RecordedMix:
    """The known next step of a state, if there is one, at a random place among other tactics."""

    name = "recorded mix"

    def __init__(self, statements: Iterable[Statement], environment: str, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._next: dict[str, str] = {}
        self._others: list[str] = []
        env = make_env(environment)
        for statement in statements:
            self._others.extend(statement.proof)
            state = env.start(statement.theorem)
            for tactic in statement.proof:
                self._next[state.text] = tactic
                outcome = env.apply(state, tactic)
                if not isinstance(outcome, TacticState):
                    break
                state = outcome
        env.close()

    def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
        """Distinct tactics, the known one among them with probability one half."""
        answers = []
        for request in requests:
            drawn = self._random.sample(self._others, min(samples, len(self._others)))
            known = self._next.get(request.state.text)
            if known is not None and self._random.random() < 0.5:
                drawn[self._random.randrange(len(drawn))] = known
            answers.append([Sample(t, -0.5 * (i + 1)) for i, t in enumerate(dict.fromkeys(drawn))])
        return answers


@dataclass(slots=True)
class _Sums:
    statements: int = 0
    proved: int = 0
    applications: int = 0
    seconds: float = 0.0  # without the generator
    env: float = 0.0
    slowest: float = 0.0

    def add(self, result: SearchResult) -> None:
        self.statements += 1
        self.proved += result.status is Status.PROVED
        self.applications += result.tactic_applications
        self.seconds += result.seconds - result.generator_seconds
        self.env += result.env_seconds
        self.slowest = max(self.slowest, result.seconds)

    def line(self) -> str:
        """Applications a second, and bookkeeping as a share of the time without the generator."""
        rate = self.applications / self.seconds if self.seconds else 0.0
        own = (self.seconds - self.env) / self.seconds if self.seconds else 0.0
        return (
            f"{self.proved:>4}/{self.statements:<4} {self.applications:>7} {rate:>8.0f} "
            f"{own:>7.2%} {self.slowest:>7.2f}"
        )


def main() -> None:
    """Print one line a level and generator."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--levels", nargs="+", default=["d0_s0", "d1_s0", "d1_s1", "d2_s1"])
    parser.add_argument("--statements", type=int, default=25, help="a level")
    parser.add_argument("--expansions", type=int, default=24)
    parser.add_argument("--samples", type=int, default=8)
    parser.add_argument("--env", default="embedded")
    options = parser.parse_args()
    config = SearchConfig(expansions=options.expansions, samples=options.samples)
    print(
        f"d = {options.expansions}, e = {options.samples}, one search at a time; apps/s and own "
        "leave the generator out"
    )
    print(
        f"{'generator':<13} {'level':<8} {'proved':>9} {'tactics':>7} {'apps/s':>8} {'own':>7} "
        f"{'slowest':>7}"
    )
    statements = {level: generate(level, options.statements, 0) for level in options.levels}
    mix = RecordedMix([s for mine in statements.values() for s in mine], options.env)
    generators: list[TacticGenerator] = [PortfolioGenerator(), mix]
    for generator in generators:
        whole = _Sums()
        for level, mine in statements.items():
            sums = _Sums()
            for result in attempt_all(
                [s.theorem for s in mine],
                lambda: make_env(options.env),
                generator,
                config,
                concurrent=1,
            ):
                sums.add(result)
                whole.add(result)
            print(f"{generator.name:<13} {level:<8} {sums.line()}", flush=True)
        print(f"{generator.name:<13} {'all':<8} {whole.line()}", flush=True)


if __name__ == "__main__":
    main()
