"""`push_neg` and `by_contra!`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import goal_like, hypothesis, push, replace_hypothesis
from lean_env.embedded.goal import PROOF, Goal
from lean_env.embedded.negation import push as pushed_form
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import same
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import named
from lean_env.embedded.term import FALSE, Term, fvar, prop


def push_neg(goal: Goal, tactic: sx.Simp, run: Run) -> Step:
    """`push_neg`, `push_neg at h`. Nothing to push is an error, as in Lean."""
    where = tactic.location
    if tactic.args or tactic.only or where.everywhere:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    current = goal
    proof: Proof = Hole(goal.id)
    for name in where.hypotheses:
        local = named(current, name)
        if local.prop is None:
            raise TacticError(f"'{name}' is not a proposition")
        new_form = pushed_form(local.prop)
        _need_progress(local.prop, new_form.prop)
        changed = hypothesis(local.name, new_form.prop)
        locals_ = replace_hypothesis(current.locals, local, changed)
        new = goal_like(current, locals_, current.target, current.tag)
        value = new_form.forth(pf.hyp(local.var))
        step = pf.Have(changed.var, new_form.prop, value, Hole(new.id))
        proof = pf.fill(proof, {current.id: step})
        current = new
    if where.goal:
        new_form = pushed_form(current.target)
        _need_progress(current.target, new_form.prop)
        new = goal_like(current, current.locals, new_form.prop, current.tag)
        # `back` may use its argument more than once, and a hole stands for one place only.
        shared = fvar(PROOF)
        body = pf.Have(shared, new_form.prop, Hole(new.id), new_form.back(pf.hyp(shared)))
        proof = pf.fill(proof, {current.id: body})
        current = new
    return Step(proof, (current,))


def _need_progress(old: Term, new: Term) -> None:
    if old == new:
        raise TacticError("push_neg made no progress")


def by_contra_pushed(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`by_contra! h`: assume the negation of the goal, pushed."""
    if len(tactic.names) > 1:
        raise TacticError("by_contra! takes one name")
    name = tactic.names[0] if tactic.names else "this"
    negated = fvar(PROOF)
    new_form = pushed_form(prop("not", goal.target))
    shown = new_form.prop
    if tactic.type is not None:
        shown = run.proposition(tactic.type, goal)
        if not same(shown, new_form.prop):
            raise TacticError("by_contra!: the type given is not the pushed negation of the goal")
    local = hypothesis(name, shown)
    new = goal_like(goal, push(goal.locals, local), FALSE, goal.tag)
    inner = pf.Have(local.var, shown, new_form.forth(pf.hyp(negated)), Hole(new.id))
    return Step(pf.ByContra(negated, goal.target, inner), (new,))


HANDLERS: Final[Mapping[str, Handler]] = {"push_neg": push_neg, "by_contra!": by_contra_pushed}
