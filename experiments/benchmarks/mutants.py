"""Is a false statement ever proved? `python -m experiments.benchmarks.mutants --mutants 5000`.

Mutants of a benchmark's statements (see `mutations`) that have a counterexample (see `refute`: the
concrete evaluator or z3) are attacked: one search by the portfolio, and the proofs known of the
original, if a file of such proofs is given. One accepted proof is a bug: it is printed with the
counterexample, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from experiments.benchmarks.mutations import mutate
from experiments.benchmarks.refute import refutation
from experiments.console import progress_bar
from experiments.errors import BAD_INPUT, DONE, NOT_PROVED, UserError
from experiments.theorems import read_claims, read_statements
from lean_env.embedded.elaborate import elaborate_theorem
from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import StatementError, Theorem
from prover.portfolio import PortfolioGenerator
from prover.search import SearchConfig, prove

STATEMENTS: Final = Path("../shared/data/minif2f/valid.jsonl")
PROOFS: Final = Path("../shared/data/lean4_proofs/valid.jsonl")
SEARCH: Final = SearchConfig(expansions=6, samples=24, timeout_s=10.0, max_depth=5)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A false statement, and in words the values at which it is."""

    theorem: Theorem
    counterexample: str


@dataclass(slots=True)
class Drawn:
    """How many candidates were drawn, did not elaborate, and were not refuted."""

    candidates: int = 0
    malformed: int = 0
    open: int = 0


def mutants(
    theorems: Sequence[Theorem], draw: random.Random, drawn: Drawn, most: int | None = None
) -> Iterator[Mutant]:
    """False mutants of theorems drawn at random, none of which may be provable.

    Without end, or from `most` candidates.
    """
    while most is None or drawn.candidates < most:
        drawn.candidates += 1
        changed = mutate(draw.choice(theorems), draw)
        if changed is None:
            drawn.malformed += 1
            continue
        try:
            goal = elaborate_theorem(changed)
        except StatementError:
            drawn.malformed += 1
            continue
        found = refutation(goal, draw)
        if found is None:
            drawn.open += 1
        else:
            yield Mutant(changed, found)


@dataclass(frozen=True, slots=True)
class Attack:
    """What came of attacking one mutant: the proof accepted, if any; candidates refused."""

    proof: str | None
    applications: int
    refused: int


def attack(mutant: Mutant, proofs: Sequence[str], config: SearchConfig = SEARCH) -> Attack:
    """Try the given proofs, then search for one."""
    env = EmbeddedEnv()
    for proof in proofs:
        if env.verify(mutant.theorem, proof).proved:
            return Attack(proof, 0, 0)
    result = prove(mutant.theorem, EmbeddedEnv, PortfolioGenerator(), config)
    return Attack(result.proof, result.tactic_applications, len(result.refusals))


def known_proofs(path: Path) -> dict[str, list[str]]:
    """Proofs by the name of the theorem. Raises `UserError`."""
    found: dict[str, list[str]] = {}
    for claim in read_claims(path):
        for theorem, proof in claim.theorems:
            found.setdefault(theorem.name, []).append(proof)
    return found


def run(
    theorems: Sequence[Theorem], proofs: Mapping[str, Sequence[str]], count: int, seed: int
) -> bool:
    """Attack `count` mutants and print what came of it; whether none was proved."""
    draw, drawn = random.Random(seed), Drawn()
    source = mutants(theorems, draw, drawn)
    false_proofs = applications = refused = 0
    begin = time.perf_counter()
    with progress_bar("mutants", count) as bar:
        for _ in range(count):
            mutant = next(source)
            outcome = attack(mutant, proofs.get(mutant.theorem.name, ()))
            applications += outcome.applications
            refused += outcome.refused
            bar.advance()
            if outcome.proof is not None:
                false_proofs += 1
                print(f"ACCEPTED {mutant.theorem.source(outcome.proof)}", flush=True)
                print(f"  false at {mutant.counterexample}\n", flush=True)
    print(
        f"{count} false mutants of {len(theorems)} statements ({drawn.candidates} candidates, "
        f"{drawn.malformed} malformed, {drawn.open} not refuted), {applications} tactic "
        f"applications, {refused} candidates refused by the kernel, "
        f"{time.perf_counter() - begin:.0f} s: {false_proofs} false proofs accepted"
    )
    return false_proofs == 0


def main(argv: Sequence[str] | None = None) -> int:
    """Attack mutants; exit code 1 when one is proved."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--mutants", type=int, default=500, help="false mutants to attack (500)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the mutations (0)")
    parser.add_argument("--statements", type=Path, default=STATEMENTS, help="a .jsonl or Lean file")
    parser.add_argument(
        "--proofs", type=Path, default=PROOFS, help="proofs of the statements to try as well"
    )
    options = parser.parse_args(argv)
    if options.mutants < 1:
        parser.error(f"--mutants must be at least 1, not {options.mutants}")
    try:
        theorems = [c.theorem for c in read_statements(options.statements) if not c.problem]
        proofs = known_proofs(options.proofs) if options.proofs.exists() else {}
    except UserError as error:
        print(f"mutants: {error}", file=sys.stderr)
        return BAD_INPUT
    return DONE if run(theorems, proofs, options.mutants, options.seed) else NOT_PROVED


if __name__ == "__main__":
    raise SystemExit(main())
