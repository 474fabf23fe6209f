"""`aesop`: a small part of its search, only to close goals.

Its normalisation (introductions, hypotheses taken apart, `subst`, `simp_all`) and those of its safe
and unsafe rules that need no lemma: assumption, `constructor`, cases on a disjunction, one side of
a disjunction. What this does not close Lean's aesop might, so it is `unsupported`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import goal_like
from lean_env.embedded.goal import Goal
from lean_env.embedded.patterns import destructure
from lean_env.embedded.proof import Proof
from lean_env.embedded.state import Handler, ProofState, Run, Step, TacticError
from lean_env.embedded.substitution import as_step, substitute_equation

_DEPTH: Final = 12
_COST: Final = 20  # steps of the run's budget that one goal takes
_TWO: Final = (sx.NamePattern("_"), sx.NamePattern("_"))
_CLOSERS: Final = tuple(sx.Nullary(name) for name in ("assumption", "rfl", "contradiction"))
_SIMP_ALL: Final = sx.Simp("simp_all")


def aesop(goal: Goal, tactic: sx.Nullary, run: Run) -> Step:
    """`aesop`, without clauses."""
    proof = _solve(goal, run, _DEPTH, simplified=False)
    if proof is None:
        raise TacticError("unsupported: aesop where more than simp_all is needed", unsupported=True)
    return Step(proof)


def _solve(goal: Goal, run: Run, depth: int, *, simplified: bool) -> Proof | None:
    """A complete proof of the goal, or None."""
    run.tick(_COST)
    if depth == 0:
        return None
    for closer in _CLOSERS:
        step = _tried(closer, goal, run)
        if step is not None:
            return step.proof
    for step in _safe(goal, run):
        return _all(step, run, depth)
    if not simplified:
        step = _tried(_SIMP_ALL, goal, run)
        if step is not None:
            return _all(step, run, depth, simplified=True)
    for step in _splitting(goal, run):
        return _all(step, run, depth)
    if goal.target.op == "or":
        for side in ("left", "right"):
            step = _tried(sx.Nullary(side), goal, run)
            proof = None if step is None else _all(step, run, depth)
            if proof is not None:
                return proof
    return None


def _all(step: Step, run: Run, depth: int, *, simplified: bool = False) -> Proof | None:
    filling: dict[int, Proof] = {}
    for goal in step.goals:
        proof = _solve(goal, run, depth - 1, simplified=simplified)
        if proof is None:
            return None
        filling[goal.id] = proof
    return pf.fill(step.proof, filling)


def _safe(goal: Goal, run: Run) -> Iterator[Step]:
    """What normalisation does before it simplifies; it loses nothing."""
    if goal.target.op in ("forall", "imp", "not", "ne"):
        step = _tried(sx.Intro("intro", ()), goal, run)
        if step is not None:
            yield step
    for local in goal.locals:
        if local.prop is None:
            continue
        if local.prop.op in ("and", "exists"):
            yield destructure(goal, local, sx.TuplePattern(_TWO), run)
        elif local.prop.op == "eq":
            try:
                yield as_step(substitute_equation(goal, local))
            except TacticError:
                continue


def _splitting(goal: Goal, run: Run) -> Iterator[Step]:
    """The safe rules that make more than one goal."""
    if goal.target.op in ("and", "iff"):
        step = _tried(sx.Nullary("constructor"), goal, run)
        if step is not None:
            yield step
    for local in goal.locals:
        if local.prop is not None and local.prop.op == "or":
            yield destructure(goal, local, sx.AltPattern(_TWO), run)


def _tried(tactic: sx.Tactic, goal: Goal, run: Run) -> Step | None:
    """What the tactic makes of the goal; None where it fails."""
    fresh = goal_like(goal, goal.locals, goal.target, goal.tag)
    try:
        after = run.execute(tactic, ProofState((fresh,)))
    except TacticError:
        return None
    return Step(after.proof_of(fresh.id), after.goals)


HANDLERS: Final[Mapping[str, Handler]] = {"aesop": aesop}
