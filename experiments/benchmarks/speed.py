"""Tactic applications a second on one core: `python -m experiments.benchmarks.speed`.

On the states of a benchmark (miniF2F's valid split, where it is there) a random mix of tactics is
applied: half of what the portfolio proposes for the state, half from a fixed list, with the names
of the state's hypotheses filled in. States are printed, new states are gone on from, four tactics
deep. Only `start` and `apply` are timed, in CPU seconds, which a busy machine hardly changes.
With `--applications 1000000` the last lines say whether memory stays flat.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from experiments.benchmarks.mutants import STATEMENTS
from experiments.console import progress_bar
from experiments.errors import BAD_INPUT, DONE, UserError
from experiments.theorems import read_statements
from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import StatementError, TacticState, Theorem
from prover.goal_text import GoalText
from prover.portfolio import tactics

_DEPTH: Final = 4
_PROPOSED: Final = 12
# {h} is a hypothesis of the state, {v} a variable.
FIXED: Final = (
    "norm_num", "norm_num at *", "norm_num [{h}]", "norm_num at {h}", "ring", "ring_nf",
    "ring_nf at {h}", "linarith", "linarith [{h}]", "nlinarith [sq_nonneg {v}]", "positivity",
    "omega", "simp", "simp at {h}", "simp [{h}]", "simp_all", "simp only [mul_comm, {h}]",
    "field_simp", "field_simp at {h}", "push_cast", "norm_cast", "push_neg", "rw [{h}]",
    "rw [← {h}]", "rw [{h}] at *", "rw [mul_comm]", "subst {h}", "constructor", "intro x",
    "exact {h}", "apply {h}", "have hx := {h}", "have hx : {v} = {v} := by ring",
    "obtain ⟨h1, h2⟩ := {h}", "rcases {h} with h1 | h2", "by_contra hc", "use 1", "use {v}",
    "exact_mod_cast {h}", "decide", "rfl", "assumption", "cases {h}", "left", "exact le_of_lt {h}",
    "interval_cases {v}", "induction {v}", "apply le_antisymm", "nlinarith [{h}, sq_nonneg ({v})]",
    "linear_combination {h}", "sorry", "exact foo", "nonsense", "rw [", "simp [foo]",
)  # fmt: skip


@dataclass(slots=True)
class Cost:
    """Calls, and their CPU seconds: in all, and of the longest. A million of them take no room."""

    calls: int = 0
    seconds: float = 0.0
    longest: float = 0.0

    def add(self, seconds: float) -> None:
        """One call more."""
        self.calls += 1
        self.seconds += seconds
        self.longest = max(self.longest, seconds)


@dataclass(slots=True)
class Measured:
    """CPU seconds of every `start`, of all applications, and of each tactic by its keyword."""

    starts: list[float] = field(default_factory=list)
    applications: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_text: str = ""
    outcomes: Counter[str] = field(default_factory=Counter)
    by_tactic: defaultdict[str, Cost] = field(default_factory=lambda: defaultdict(Cost))
    resident: list[tuple[int, float]] = field(default_factory=list)  # applications, MiB

    def record(self, tactic: str, outcome: object, seconds: float) -> None:
        """One application."""
        self.applications += 1
        self.seconds += seconds
        self.outcomes[type(outcome).__name__] += 1
        self.by_tactic[tactic.split()[0]].add(seconds)
        if seconds > self.slowest:
            self.slowest, self.slowest_text = seconds, tactic


def resident_mib() -> float:
    """The process's resident memory now, in MiB (Linux)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("/proc/self/status has no VmRSS")


def measure(theorems: Sequence[Theorem], applications: int, seed: int, samples: int) -> Measured:
    """Apply a random mix until there were `applications`; memory is read `samples` times."""
    draw, env, measured = random.Random(seed), EmbeddedEnv(), Measured()
    every = max(1, applications // samples)
    with progress_bar("applications", applications) as bar:
        while measured.applications < applications:
            begin = time.process_time()
            try:
                state = env.start(draw.choice(theorems))
            except StatementError:
                continue
            measured.starts.append(time.process_time() - begin)
            for _ in range(_DEPTH):
                after = None
                for tactic in mix(state, draw):
                    begin = time.process_time()
                    outcome = env.apply(state, tactic)
                    measured.record(tactic, outcome, time.process_time() - begin)
                    bar.advance()
                    if isinstance(outcome, TacticState):
                        after = outcome
                    if measured.applications % every == 0:
                        measured.resident.append((measured.applications, resident_mib()))
                if after is None:
                    break
                state = after
    env.close()
    return measured


def mix(state: TacticState, draw: random.Random) -> list[str]:
    """Eight tactics to try on a state."""
    goal = GoalText.parse(state.text)
    hypotheses = list(goal.hypotheses) or ["h"]
    variables = list(goal.variables) or ["x"]
    fixed = [
        t.replace("{h}", draw.choice(hypotheses)).replace("{v}", draw.choice(variables))
        for t in draw.sample(FIXED, 4)
    ]
    proposed = list(itertools.islice(tactics(state.text), _PROPOSED))
    return fixed + draw.sample(proposed, min(4, len(proposed)))


def report(measured: Measured, top: int) -> list[str]:
    """The figures, and the tactics that took the most time."""
    starts = measured.starts
    lines = [
        f"start: median {1e3 * statistics.median(starts):.2f} ms, "
        f"longest {1e3 * max(starts):.1f} ms, {len(starts)} statements",
        f"{measured.applications} tactic applications, "
        f"{measured.applications / measured.seconds:.0f} a CPU second "
        f"({', '.join(f'{k} {v}' for k, v in measured.outcomes.most_common())})",
        f"longest application {measured.slowest:.2f} s: {measured.slowest_text[:80]}",
        "",
        f"{'tactic':18} {'calls':>7} {'mean ms':>8} {'max ms':>8} {'share':>6}",
    ]
    ranked = sorted(measured.by_tactic.items(), key=lambda item: -item[1].seconds)[:top]
    for name, cost in ranked:
        lines.append(
            f"{name:18} {cost.calls:7d} {1e3 * cost.seconds / cost.calls:8.2f} "
            f"{1e3 * cost.longest:8.1f} {100 * cost.seconds / measured.seconds:4.0f} %"
        )
    lines += ["", "resident memory, MiB:"]
    lines += [f"  after {n:8d} applications {mib:7.0f}" for n, mib in measured.resident]
    return lines


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--applications", type=int, default=20_000, help="to time (20,000)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the mix (0)")
    parser.add_argument("--top", type=int, default=12, help="tactics to list (12)")
    parser.add_argument("--readings", type=int, default=10, help="of the memory (10)")
    parser.add_argument("--statements", type=Path, default=STATEMENTS, help="a .jsonl or Lean file")
    options = parser.parse_args(argv)
    for name in ("applications", "readings"):
        if getattr(options, name) < 1:
            parser.error(f"--{name} must be at least 1")
    try:
        theorems = [c.theorem for c in read_statements(options.statements) if not c.problem]
    except UserError as error:
        print(f"speed: {error}", file=sys.stderr)
        return BAD_INPUT
    measured = measure(theorems, options.applications, options.seed, options.readings)
    print("\n".join(report(measured, options.top)))
    return DONE


if __name__ == "__main__":
    raise SystemExit(main())
