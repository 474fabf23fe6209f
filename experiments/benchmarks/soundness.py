"""How many false statements are accepted? `python -m experiments.benchmarks.soundness`.

Every trap (see `traps`) is false, so one accepted proof is a bug: it is printed, and the exit code
is 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator

from experiments.benchmarks.traps import VARS, Maker, Trap
from lean_env.embedded.env import EmbeddedEnv
from lean_env.protocol import LeanEnv
from lean_env.types import ProofFinished, StatementError, TacticState, Theorem

# Tactics that leave a state: what they change could turn a false goal into one that closes.
STEPS = (
    "norm_num",
    "norm_num at *",
    "norm_num [*]",
    "field_simp",
    "field_simp at *",
    "push_cast",
    "ring_nf",
    "ring_nf at *",
    "by_contra hc",
    "intro hc",
    "subst h0",
    "rw [h0]",
    "rw [← h0]",
    "rw [div_le_iff₀ (by positivity)]",
    "rw [div_eq_iff (by norm_num)]",
    "rw [div_eq_div_iff (by positivity) (by positivity)]",
    "apply le_of_lt",
    "apply mul_le_mul",
    "apply mul_le_mul_of_nonneg_left",
    "apply add_le_add",
    "apply pow_le_pow_left₀",
    "apply le_antisymm",
    "apply ne_of_gt",
    "constructor",
    "simp",
    "simp at *",
    "simp [h0]",
    "simp [mul_comm, sub_eq_add_neg]",
    "simp only [mul_add, div_eq_mul_inv]",
    "simp [Nat.add_sub_cancel, Nat.div_le_self]",
    "norm_num [h0]",
    "push_neg",
    "push_cast at *",
    "norm_cast",
    "norm_cast at *",
    "zify",
    "zify at *",
    "qify",
    "gcongr",
    "congr",
    "symm",
    "exfalso",
    "left",
    "rcases h0 with h0 | h0",
    "simp_all",
    "rw [mul_comm]",
    "rw [Nat.sub_add_cancel]",
    "nth_rewrite 1 [h0]",
    "by_cases hc : (0 : ℤ) < 1",
    "omega",
)
CLOSERS = (
    "norm_num",
    "ring",
    "linarith",
    "nlinarith",
    "positivity",
    "field_simp",
    "rfl",
    "assumption",
    "contradiction",
    "omega",
    "simp",
    "simp_all",
    "simpa using h0",
    "decide",
    "exact_mod_cast h0",
    "norm_cast",
    "gcongr",
    "push_cast\nring",
    "push_cast\nomega",
    "zify\nring",
    "norm_num\nlinarith",
    "field_simp at *\nlinarith",
    "field_simp\nring",
    "linear_combination h0",
    "exact le_refl _",
    "exact h0.le",
)


def tactics(trap: Trap, draw: random.Random) -> Iterator[tuple[str, ...]]:
    """Proofs to try: every closer, and pairs and triples of steps with a closer."""
    names = sorted(trap.names() & {v for t in ("ℤ", "ℚ", "ℝ") for v in VARS[t]})
    squares = [f"sq_nonneg {v}" for v in names]
    squares += [f"sq_nonneg ({v} - {w})" for v in names for w in names if v < w]
    hints = ", ".join(squares)
    closers = (*CLOSERS, f"nlinarith [{hints}]") if hints else CLOSERS
    whole = sorted(trap.names() & {*VARS["ℕ"], *VARS["ℤ"]})
    splits = [f"interval_cases {v} <;> {c}" for v in whole for c in ("omega", "simp_all")]
    splits += [
        f"induction {v} with\n| zero => {c}\n| succ k ih => {c}"
        for v in sorted(trap.names() & set(VARS["ℕ"]))
        for c in ("omega", "simp_all")
    ]
    yield from ((c,) for c in (*closers, *splits))
    for _ in range(12):
        steps = draw.sample(STEPS, draw.choice((1, 1, 2)))
        yield (*steps, draw.choice(closers))


def accepted(env: LeanEnv, trap: Trap, name: str, draw: random.Random) -> tuple[str | None, int]:
    """The first accepted proof of a false statement, if any, and how many tactics were applied."""
    theorem = Theorem(name, trap.statement(name))
    start = env.start(theorem)
    applied = 0
    for script in tactics(trap, draw):
        state = start
        for tactic in script:
            applied += 1
            outcome = env.apply(state, tactic)
            if isinstance(outcome, ProofFinished):
                proof = "\n".join(script[: script.index(tactic) + 1])
                if env.verify(theorem, proof).proved:
                    return proof, applied
            if not isinstance(outcome, TacticState):
                break
            state = outcome
    return None, applied


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--traps", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    maker, draw, env = Maker(options.seed), random.Random(options.seed), EmbeddedEnv()
    false_proofs = refused = applications = 0
    begin = time.perf_counter()
    for i in range(options.traps):
        trap = maker.trap()
        try:
            proof, applied = accepted(env, trap, f"trap_{i}", draw)
        except StatementError as problem:
            refused += 1
            print(f"not elaborated: {trap.statement('t')}: {problem}", file=sys.stderr)
            continue
        applications += applied
        if proof is not None:
            false_proofs += 1
            values = ", ".join(f"{n} = {v}" for n, v in trap.counterexample.items())
            print(f"ACCEPTED {trap.statement('t')} := by {proof!r}; false at {values}")
    seconds = time.perf_counter() - begin
    print(
        f"{options.traps} traps, {refused} not elaborated, {applications} tactic applications "
        f"in {seconds:.1f} s: {false_proofs} false proofs accepted"
    )
    return 1 if false_proofs else 0


if __name__ == "__main__":
    raise SystemExit(main())
