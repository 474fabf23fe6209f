"""`omega`: the goal negated, then a contradiction among integers and naturals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lean_env.embedded import arith
from lean_env.embedded import proof as pf
from lean_env.embedded.goal import Goal
from lean_env.embedded.proof import Proof
from lean_env.embedded.state import Handler, Run, Step
from lean_env.embedded.tactics_arith import budget, hypotheses, leaf, outcomes
from lean_env.embedded.tactics_logic import introduce


def omega(goal: Goal, tactic: Any, run: Run) -> Step:
    """`omega`. A goal `∀ x, p` or `p → q` is introduced first (`falseOrByContra`)."""
    introduced: list[tuple[int, Proof]] = []
    current = goal
    while current.target.op in ("forall", "imp"):
        run.tick()
        new, proof, _ = introduce(current, None)
        introduced.append((current.id, proof))
        current = new
    facts = hypotheses(current)
    with outcomes():
        certificate = arith.omega([p for p, _ in facts], current.target, budget(run))
    assigned = dict(introduced)
    assigned[current.id] = leaf(certificate, facts, current.target)
    return Step(pf.fill(assigned[goal.id], assigned))


HANDLERS: Final[Mapping[str, Handler]] = {"omega": omega}
