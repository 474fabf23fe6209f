"""How much of real Lean is accepted? `python -m experiments.benchmarks.fidelity`.

Replays a file of complete proofs that real Lean 4 accepted (a record a line: `name`, `header`,
`proof`). Reports the share accepted, overall and by the language of the statement (see
`fragments`), and the first construct that each other proof stumbled over, counted: the next tactic
or lemma worth having stands at the top. Every statement is also printed with all types shown and
read back; and every proof is replayed on mutants of its statement that are false (see `mutations`
and `refute`), of which none may be accepted.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from experiments.benchmarks.fragments import LEVELS
from experiments.benchmarks.mutants import Drawn, Mutant, mutants
from experiments.benchmarks.replay import Replayed, replay
from experiments.benchmarks.round_trip import reads_back
from experiments.console import progress_bar
from experiments.errors import BAD_INPUT, DONE, NOT_PROVED, UserError, one_line
from experiments.theorems import Claim, read_claims
from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import StatementError, Theorem, VerdictKind

DEFAULT: Final = Path("../shared/data/lean4_proofs/valid.jsonl")
_TARGETED: Final = LEVELS[:4]


def summary(results: Sequence[Replayed]) -> list[str]:
    """Accepted and all, by level and overall."""
    lines = [f"{'level':8} {'accepted':>8} {'proofs':>7} {'share':>7}"]
    for name, levels in (
        *((one, (one,)) for one in LEVELS),
        ("F1-F4", _TARGETED),
        ("all", (*LEVELS, "-")),
    ):
        mine = [r for r in results if r.level in levels]
        accepted = sum(r.verdict.proved for r in mine)
        share = f"{100 * accepted / len(mine):5.1f} %" if mine else "-"
        lines.append(f"{name:8} {accepted:8d} {len(mine):7d} {share:>7}")
    return lines


def stumbles(results: Sequence[Replayed], top: int) -> list[str]:
    """What kept proofs of F1 to F4, and of all levels, from being accepted; commonest first."""
    targeted: Counter[str] = Counter()
    overall: Counter[str] = Counter()
    for r in results:
        if not r.verdict.proved:
            overall[r.construct] += 1
            targeted[r.construct] += r.level in _TARGETED
    ranked = sorted(overall, key=lambda c: (-targeted[c], -overall[c], c))
    lines = [f"{'F1-F4':>5} {'all':>5}  first construct that failed"]
    lines += [f"{targeted[c]:5d} {overall[c]:5d}  {c}" for c in ranked[:top]]
    if len(ranked) > top:
        lines.append(f"              … and {len(ranked) - top} more (--top)")
    return lines


def not_read_back(theorems: Sequence[Theorem]) -> list[str]:
    """What is wrong with each statement that does not elaborate, or not back from its own text."""
    wrong = []
    for theorem in theorems:
        try:
            if not reads_back(theorem):
                wrong.append(f"{theorem.name}: elaborates back to another term")
        except StatementError as problem:
            wrong.append(f"{theorem.name}: {one_line(str(problem))}")
    return wrong


def made_false(claim: Claim, count: int, seed: int) -> Iterator[Mutant]:
    """Up to `count` false mutants of each of the claim's statements."""
    for theorem, _ in claim.theorems:
        drawn = Drawn()
        source = mutants([theorem], random.Random(seed), drawn, most=6 * count)
        yield from itertools.islice(source, count)


def false_accepted(claim: Claim, count: int, seed: int) -> tuple[list[tuple[Mutant, str]], int]:
    """The false mutants that the claim's own proof is accepted for, and how many were tried."""
    env = EmbeddedEnv()
    proofs = {theorem.name: proof for theorem, proof in claim.theorems}
    tried = list(made_false(claim, count, seed))
    accepted = [
        (m, proofs[m.theorem.name])
        for m in tried
        if env.verify(m.theorem, proofs[m.theorem.name]).proved
    ]
    return accepted, len(tried)


def main(argv: Sequence[str] | None = None) -> int:
    """Replay the proofs and print the report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("proofs", nargs="?", type=Path, default=DEFAULT, help="a .jsonl file")
    parser.add_argument("--top", type=int, default=40, help="constructs to list (40)")
    parser.add_argument("--show", action="store_true", help="a line for every proof")
    parser.add_argument("--false", type=int, default=4, help="false mutants a proof (4)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the mutants (0)")
    parser.add_argument("--only", nargs="+", default=[], help="names of proofs (all)")
    options = parser.parse_args(argv)
    try:
        claims = read_claims(options.proofs)
    except UserError as error:
        print(f"fidelity: {error}", file=sys.stderr)
        return BAD_INPUT
    if options.only:
        claims = [claim for claim in claims if claim.name in options.only]
        if not claims:
            parser.error(f"no proof is named {', '.join(options.only)}")
    begin = time.perf_counter()
    results = []
    with progress_bar("replaying", len(claims)) as bar:
        for claim in claims:
            results.append(replay(claim))
            bar.advance(claim.name)
    seconds = time.perf_counter() - begin
    if options.show:
        for r in sorted(results, key=lambda r: (r.level, r.verdict.kind.value, r.construct)):
            why = f": {r.construct} | {r.tactic[:80]} | {one_line(r.reason)[:160]}"
            print(f"{r.level} {r.verdict.kind.value:11} {r.name}{'' if r.verdict.proved else why}")
        print()
    print("\n".join([*summary(results), "", *stumbles(results, options.top), ""]))
    theorems = [theorem for claim in claims for theorem, _ in claim.theorems]
    wrong = not_read_back(theorems)
    print(
        f"{len(theorems) - len(wrong)}/{len(theorems)} statements elaborate, and elaborate back "
        "from their text with all types shown"
    )
    for line in wrong:
        print(f"  {line}")
    tried = 0
    accepted = []
    with progress_bar("false statements", len(claims)) as bar:
        for claim in claims:
            found, count = false_accepted(claim, options.false, options.seed)
            accepted += found
            tried += count
            bar.advance(claim.name)
    for mutant, proof in accepted:
        print(f"ACCEPTED {mutant.theorem.source(proof)}  false at {mutant.counterexample}\n")
    print(
        f"{tried} false mutants of the statements, with the same proofs: {len(accepted)} accepted"
    )
    broken = [r for r in results if r.verdict.kind is VerdictKind.ERROR]
    for r in broken:
        print(f"ERROR {r.name}: {one_line(r.verdict.reason)}")
    print(f"{len(claims)} proofs in {seconds:.1f} s")
    return NOT_PROVED if broken or accepted else DONE


if __name__ == "__main__":
    raise SystemExit(main())
