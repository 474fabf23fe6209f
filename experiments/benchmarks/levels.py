"""The gradient of the synthetic levels: what a fixed portfolio proves, and the recorded proofs.

    python -m experiments.benchmarks.levels --per-level 50

Each statement gets one search by the portfolio generator with the same small budget, and one
verification of its recorded proof, from source in a fresh environment.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from curriculum.statements import Statement
from curriculum.synthetic import LEVELS, generate
from experiments.console import progress_bar
from lean_env.protocol import LeanEnv
from lean_env.registry import make_env
from prover.portfolio import PortfolioGenerator
from prover.search import SearchConfig, prove
from prover.tree import Status


@dataclass(frozen=True, slots=True)
class LevelResult:
    """What happened at one level; `failures` are the statements whose recorded proof failed."""

    level: str
    statements: int
    by_portfolio: int
    by_recorded_proof: int
    steps: float  # tactics in a recorded proof, on average
    seconds: float
    failures: tuple[tuple[Statement, str], ...]


def measure(
    level: str,
    count: int,
    seed: int,
    env_factory: Callable[[], LeanEnv],
    config: SearchConfig,
) -> LevelResult:
    """Search and verify `count` statements of a level."""
    started = time.perf_counter()
    statements = generate(level, count, seed)
    generator = PortfolioGenerator()
    found = 0
    failures = []
    for statement in statements:
        result = prove(statement.theorem, env_factory, generator, config)
        found += result.status is Status.PROVED
        env = env_factory()
        try:
            verdict = env.verify(statement.theorem, "\n".join(statement.proof))
        finally:
            env.close()
        if not verdict.proved:
            failures.append((statement, verdict.reason))
    return LevelResult(
        level=level,
        statements=count,
        by_portfolio=found,
        by_recorded_proof=count - len(failures),
        steps=sum(len(s.proof) for s in statements) / count,
        seconds=time.perf_counter() - started,
        failures=tuple(failures),
    )


def table(results: Sequence[LevelResult]) -> str:
    """One line a level: shares in percent, length of the recorded proofs, seconds."""
    width = max(len(r.level) for r in results)
    lines = [f"{'level':{width}}  statements  portfolio  recorded  steps  seconds"]
    for r in results:
        portfolio = 100 * r.by_portfolio / r.statements
        recorded = 100 * r.by_recorded_proof / r.statements
        lines.append(
            f"{r.level:{width}}  {r.statements:10d}  {portfolio:7.0f} %  {recorded:6.0f} %"
            f"  {r.steps:5.1f}  {r.seconds:7.1f}"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure the levels and print the table; exit code 1 if a recorded proof failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--per-level", type=int, default=50, help="statements a level (50)")
    parser.add_argument("--levels", nargs="+", default=list(LEVELS), help="levels (all)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the statements (0)")
    parser.add_argument("--expansions", type=int, default=4, help="expansions a search (4)")
    parser.add_argument("--samples", type=int, default=16, help="tactics an expansion (16)")
    parser.add_argument("--env", default="embedded", help="environment (embedded)")
    parser.add_argument("--show", type=int, default=0, help="failed recorded proofs to print (0)")
    args = parser.parse_args()
    if args.per_level < 1:
        parser.error(f"--per-level must be at least 1, not {args.per_level}")
    config = SearchConfig(expansions=args.expansions, samples=args.samples, timeout_s=20.0)
    results = []
    with progress_bar("levels", len(args.levels)) as bar:
        for level in args.levels:
            try:
                result = measure(
                    level, args.per_level, args.seed, lambda: make_env(args.env), config
                )
            except ValueError as error:
                parser.error(str(error))
            results.append(result)
            bar.advance(level)
    print(table(results))
    failures = [failure for r in results for failure in r.failures]
    for statement, reason in failures[: args.show]:
        print(f"\n{statement.theorem.source(chr(10).join(statement.proof))}-- {reason}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
