"""Where a search's time goes: tactic applications a second, and the share of its own bookkeeping.

Two sources of tactics on the synthetic levels' statements, on one core: the portfolio, and a
recorded mix that stands for a trained model (the next step of the statement's known proof, among
tactics drawn from other statements' proofs). With `--model` the searches are a trained model's own,
16 at once as in training. The rates leave the generator's time out and are given for CPU seconds,
which a busy machine hardly changes, and for wall-clock seconds. Run it with
`python -m experiments.benchmarks.search_overhead`.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curriculum.statements import Statement
from curriculum.synthetic import generate
from lean_env.registry import make_env
from lean_env.types import TacticState
from prover.generator import Request, Sample, TacticGenerator
from prover.pool import attempt_all
from prover.portfolio import PortfolioGenerator
from prover.search import SearchConfig
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


class _Timed:
    """A generator, and the seconds spent in it."""

    def __init__(self, generator: TacticGenerator) -> None:
        self.name = generator.name
        self.wall = 0.0
        self.cpu = 0.0
        self._generator = generator

    def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
        """What the generator says."""
        wall, cpu = time.perf_counter(), time.process_time()
        answers = self._generator.generate(requests, samples)
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu
        return answers


@dataclass(slots=True)
class _Sums:
    """Of some searches. `env` and `wall` are wall-clock seconds, `cpu` is not."""

    statements: int = 0
    proved: int = 0
    applications: int = 0
    wall: float = 0.0  # without the generator
    cpu: float = 0.0  # without the generator
    generator: float = 0.0
    env: float = 0.0  # verification included

    def add(self, other: _Sums) -> None:
        for name in ("statements", "proved", "applications", "wall", "cpu", "generator", "env"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def line(self) -> str:
        """Rates in CPU and in wall seconds; what share of the wall-clock time each part takes."""
        whole = self.wall + self.generator
        return (
            f"{self.proved:>4}/{self.statements:<4} {self.applications:>7} "
            f"{self.applications / self.cpu:>10.0f} {self.applications / self.wall:>11.0f} "
            f"{self.generator / whole:>9.1%} {self.env / whole:>7.1%} "
            f"{(self.wall - self.env) / whole:>7.2%} {(self.wall - self.env) / self.wall:>9.2%}"
        )


def _measure(
    generator: TacticGenerator,
    statements: Iterable[Statement],
    environment: str,
    config: SearchConfig,
    concurrent: int,
) -> _Sums:
    timed = _Timed(generator)
    sums = _Sums()
    wall, cpu = time.perf_counter(), time.process_time()
    for result in attempt_all(
        [s.theorem for s in statements],
        lambda: make_env(environment),
        timed,
        config,
        concurrent=concurrent,
    ):
        sums.statements += 1
        sums.proved += result.status is Status.PROVED
        sums.applications += result.tactic_applications
        sums.env += result.env_seconds
    sums.wall = time.perf_counter() - wall - timed.wall
    sums.cpu = time.process_time() - cpu - timed.cpu
    sums.generator = timed.wall
    return sums


def main() -> None:
    """Print one line a level and generator."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--levels", nargs="+", default=["d0_s0", "d1_s0", "d1_s1", "d2_s1"])
    parser.add_argument("--statements", type=int, default=25, help="a level")
    parser.add_argument("--expansions", type=int, default=24)
    parser.add_argument("--samples", type=int, default=8)
    parser.add_argument("--env", default="embedded")
    parser.add_argument("--model", help="a saved model: measure its own searches, 16 at once")
    options = parser.parse_args()
    config = SearchConfig(expansions=options.expansions, samples=options.samples)
    statements = {level: generate(level, options.statements, 0) for level in options.levels}
    generators: list[TacticGenerator]
    if options.model is None:
        mix = RecordedMix([s for mine in statements.values() for s in mine], options.env)
        generators, concurrent = [PortfolioGenerator(), mix], 1
    else:
        import torch

        from prover.lm import load_generator

        torch.set_num_threads(1)
        generators = [load_generator(options.model, device="cpu", max_new_tokens=64)]
        concurrent = 16
    print(
        f"d = {options.expansions}, e = {options.samples}, {concurrent} at a time; rates and the "
        "last column leave the generator out; shares are of wall-clock time"
    )
    print(
        f"{'generator':<13} {'level':<8} {'proved':>9} {'tactics':>7} {'per CPU s':>10} "
        f"{'per wall s':>11} {'generator':>9} {'env':>7} {'own':>7} {'own/rest':>9}"
    )
    for generator in generators:
        # Once before, for what is loaded or made at the first use.
        first = [mine[0] for mine in statements.values()]
        _measure(generator, first, options.env, config, concurrent)
        whole = _Sums()
        for level, mine in statements.items():
            sums = _measure(generator, mine, options.env, config, concurrent)
            whole.add(sums)
            print(f"{generator.name:<13} {level:<8} {sums.line()}", flush=True)
        print(f"{generator.name:<13} {'all':<8} {whole.line()}", flush=True)


if __name__ == "__main__":
    main()
