"""The tactics that give a proof term, complete or with holes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import goal_like
from lean_env.embedded.goal import Goal
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import expose
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import add_fact, named
from lean_env.embedded.syntax import GOAL
from lean_env.embedded.tactics_close import find_assumption, reflexivity
from lean_env.embedded.term import instantiate


def exact(goal: Goal, tactic: sx.TermTactic, run: Run) -> Step:
    """`exact e`."""
    step = run.prove(tactic.term, goal, goal.target)
    if step.goals:
        raise TacticError("don't know how to synthesize placeholder\nwhen elaborating `exact`")
    return step


def refine(goal: Goal, tactic: sx.TermTactic, run: Run) -> Step:
    """`refine e` (holes `?_`) and `refine' e` (holes `_` too)."""
    primed = tactic.keyword == "refine'"
    suffix = "refine'" if primed else "refine"
    return run.prove(tactic.term, goal, goal.target, suffix=suffix, every=primed)


def apply(goal: Goal, tactic: sx.TermTactic, run: Run) -> Step:
    """`apply e`, and `apply f at h`, which replaces `h : p` by `f h`."""
    if tactic.location == GOAL:
        return run.apply(tactic.term, goal)
    if len(tactic.location.hypotheses) != 1 or tactic.location.goal:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    local = named(goal, tactic.location.hypotheses[0])
    p, proof = run.fact(sx.App(tactic.term, (sx.Ident(local.name),)), goal)
    from_old = add_fact(goal, local.name, p, proof)
    (extended,) = from_old.goals
    kept = tuple(x for x in extended.locals if x.var.data != local.var.data)
    new = goal_like(extended, kept, extended.target, extended.tag)
    return Step(pf.fill(from_old.proof, {extended.id: Hole(new.id)}), (new,))


def use(goal: Goal, tactic: sx.TermsTactic, run: Run) -> Step:
    """`use e, …` and `exists e, …`: give witnesses, then try to close what is left at once."""
    current = goal
    proof: Proof = Hole(goal.id)
    for position, node in enumerate(tactic.terms):
        run.tick()
        last = position == len(tactic.terms) - 1
        exists = expose(current.target, "exists")
        both = expose(current.target, "and", default=False)
        if exists is not None:
            witness = run.term(node, current, exists.data[1])
            tag = "h" if goal.tag is None else f"{goal.tag}.h"
            new = goal_like(current, current.locals, instantiate(exists, witness), tag)
            step: Proof = pf.Change(pf.ExistsIntro(exists, witness, Hole(new.id)), current.target)
        elif both is not None:  # Mathlib splits before it gives the term, also the last one
            left = run.prove(node, current, both.args[0])
            if left.goals:
                raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
            new = goal_like(current, current.locals, both.args[1], current.tag)
            step = pf.Change(pf.AndIntro(left.proof, Hole(new.id)), current.target)
        elif last and position > 0 and tactic.keyword == "use":
            inner = run.prove(node, current, current.target)
            return Step(pf.fill(proof, {current.id: inner.proof}), inner.goals)
        else:
            raise TacticError(
                f"{tactic.keyword}: the target is not an existential with a place for this term"
            )
        proof = pf.fill(proof, {current.id: step})
        current = new
    if not tactic.terms:
        raise TacticError("use: a term is expected")
    closed = _discharge(current)
    if closed is not None:
        return Step(pf.fill(proof, {current.id: closed}))
    return Step(proof, (current,))


def _discharge(goal: Goal) -> Proof | None:
    """`use`'s discharger: rfl, assumption, True, and conjunctions of these."""
    both = goal.target if goal.target.op == "and" else None
    if both is not None:
        left = _discharge(goal_like(goal, goal.locals, both.args[0], None))
        right = None if left is None else _discharge(
            goal_like(goal, goal.locals, both.args[1], None)
        )  # fmt: skip
        return None if left is None or right is None else pf.AndIntro(left, right)
    if goal.target.op == "true":
        return pf.TrueIntro()
    found = find_assumption(goal, goal.target)
    if found is not None:
        return pf.Change(pf.hyp(found.var), goal.target)
    return reflexivity(goal.target, reducible=True)


HANDLERS: Final[Mapping[str, Handler]] = {
    "exact": exact,
    "refine": refine,
    "refine'": refine,
    "apply": apply,
    "apply'": apply,
    "use": use,
    "exists": use,
}
