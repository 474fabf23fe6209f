"""The tactics that bring facts into the context, or restate what is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import (
    drop,
    goal_like,
    hypothesis,
    inaccessible,
    push,
)
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Hole
from lean_env.embedded.reduce import expose, same
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import add_fact, named, rename_hidden
from lean_env.embedded.tactics_cases import take_apart
from lean_env.embedded.term import (
    FALSE,
    prop,
)


def have(goal: Goal, tactic: sx.Have, run: Run) -> Step:
    """`have name : type := value`, `have pattern := value`, `have name : type`; `replace`."""
    if tactic.keyword not in ("have", "replace") or tactic.binders:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    if tactic.pattern is not None:
        if tactic.value is None:
            raise TacticError("'have' with a pattern needs a value")
        # A `match`: unlike `obtain` it keeps the hypothesis, and the tag.
        step = take_apart(goal, tactic.pattern, tactic.type, tactic.value, run, keep=True)
        return _retagged(step, goal.tag)
    name = tactic.name or "this"
    if name == "_":
        name = inaccessible("x")
    if tactic.value is None:
        if tactic.type is None:
            raise TacticError("'have' needs a type or a value")
        stated = run.proposition(tactic.type, goal)
        first = goal_like(goal, goal.locals, stated, name)
        step = add_fact(goal, name, stated, Hole(first.id))
        return Step(step.proof, (first, *_replaced(goal, tactic, step).goals))
    if tactic.type is None:
        p, proof = run.fact(tactic.value, goal)
        step = add_fact(goal, name, p, proof, inferred=True)
    else:
        stated = run.proposition(tactic.type, goal)
        inner = run.prove(tactic.value, goal, stated)
        added = add_fact(goal, name, stated, inner.proof)
        step = Step(added.proof, (*inner.goals, *added.goals))
    return _replaced(goal, tactic, step)


def _retagged(step: Step, tag: str | None) -> Step:
    """The step with the last goal's tag changed."""
    if not step.goals:
        return step
    *first, last = step.goals
    new = goal_like(last, last.locals, last.target, tag)
    return Step(pf.fill(step.proof, {last.id: Hole(new.id)}), (*first, new))


def _replaced(goal: Goal, tactic: sx.Have, step: Step) -> Step:
    """For `replace`, take the old hypothesis of the name out of the last goal."""
    old = goal.find(tactic.name or "this")
    if tactic.keyword != "replace" or old is None or old.prop is None:
        return step
    last = step.goals[-1]
    cleared = goal_like(last, drop(last.locals, [old.var.data]), last.target, last.tag)
    proof = pf.fill(step.proof, {last.id: Hole(cleared.id)})
    return Step(proof, (*step.goals[:-1], cleared))


def suffices(goal: Goal, tactic: sx.Suffices, run: Run) -> Step:
    """`suffices name : type from value`; without the value, two goals."""
    stated = run.proposition(tactic.type, goal)
    local = hypothesis(tactic.name or "this", stated)
    extended = goal_like(goal, push(goal.locals, local), goal.target, goal.tag)
    left = goal_like(goal, goal.locals, stated, goal.tag)
    if tactic.value is None:
        proof = pf.Have(local.var, stated, Hole(left.id), Hole(extended.id))
        return Step(proof, (extended, left))
    inner = run.prove(tactic.value, extended, goal.target)
    return Step(pf.Have(local.var, stated, Hole(left.id), inner.proof), (*inner.goals, left))


def specialize(goal: Goal, tactic: sx.TermTactic, run: Run) -> Step:
    """`specialize h a b`: the applied hypothesis takes the place of its name, at the end."""
    head = tactic.term.fn if isinstance(tactic.term, sx.App) else tactic.term
    local = goal.find(head.name) if isinstance(head, sx.Ident) else None
    if local is None or local.prop is None:
        raise TacticError("'specialize' requires a term of the form `h x₁ .. xₙ` where `h` is a "
                          "hypothesis")  # fmt: skip
    p, proof = run.fact(tactic.term, goal)
    new_local = hypothesis(local.name, p)
    locals_ = push(drop(goal.locals, [local.var.data]), new_local)
    new = goal_like(goal, locals_, goal.target, goal.tag)
    return Step(pf.Have(new_local.var, p, proof, Hole(new.id)), (new,))


def by_contra(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`by_contra h`: assume the negation of the goal (of `¬p`, assume `p`)."""
    if len(tactic.names) > 1:
        raise TacticError("by_contra takes one name")
    name = tactic.names[0] if tactic.names and tactic.names[0] != "_" else inaccessible("x")
    negated = expose(goal.target, "imp", default=False)
    negates = goal.target.op in ("not", "ne") and negated is not None
    assumed = negated.args[0] if negates and negated is not None else prop("not", goal.target)
    if tactic.type is not None:
        stated = run.proposition(tactic.type, goal)
        if not same(stated, assumed):
            raise TacticError("by_contra: the type given is not the negation of the goal")
        assumed = stated
    local = hypothesis(name, assumed)
    new = goal_like(goal, push(goal.locals, local), FALSE, goal.tag)
    if negates:
        return Step(pf.LamHyp(local.var, assumed, Hole(new.id)), (new,))
    return Step(pf.ByContra(local.var, goal.target, Hole(new.id)), (new,))


def by_cases(goal: Goal, tactic: sx.ByCases, run: Run) -> Step:
    """`by_cases h : p`."""
    p = run.proposition(tactic.prop, goal)
    name = tactic.name or inaccessible("h")  # hygiene: the macro's own `h`
    yes, no = hypothesis(name, p), hypothesis(name, prop("not", p))
    first = goal_like(goal, push(goal.locals, yes), goal.target, "pos")
    second = goal_like(goal, push(goal.locals, no), goal.target, "neg")
    proof = pf.OrElim(
        pf.ExcludedMiddle(p),
        pf.LamHyp(yes.var, p, Hole(first.id)),
        pf.LamHyp(no.var, prop("not", p), Hole(second.id)),
    )
    return Step(proof, (first, second))


def rename_i(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`rename_i a b`: name the last inaccessible entries."""
    renamed = rename_hidden(goal, tactic.names)
    new = goal_like(goal, renamed.locals, goal.target, goal.tag)
    return Step(Hole(new.id), (new,))


def show(goal: Goal, tactic: sx.Show, run: Run) -> Step:
    """`show p`, `change p`, `change p at h`: another form of the same proposition."""
    stated = run.proposition(tactic.type, goal)
    names = tactic.location.hypotheses
    if tactic.location.everywhere or len(names) > 1 or (names and tactic.value is not None):
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    if names:
        local = named(goal, names[0])
        if local.prop is None or not same(stated, local.prop):
            raise TacticError("type mismatch: the two types are not definitionally equal")
        entries = tuple(Local(x.name, x.var, stated) if x is local else x for x in goal.locals)
        new = goal_like(goal, entries, goal.target, goal.tag)
        return Step(Hole(new.id), (new,))
    if not same(stated, goal.target):
        raise TacticError("'show' tactic failed, the type is not definitionally equal to the goal")
    if tactic.value is not None:
        inner = run.prove(tactic.value, goal, stated)
        return Step(pf.Change(inner.proof, goal.target), inner.goals)
    new = goal_like(goal, goal.locals, stated, goal.tag)
    return Step(pf.Change(Hole(new.id), goal.target), (new,))


HANDLERS: Final[Mapping[str, Handler]] = {
    "have": have,
    "replace": have,
    "suffices": suffices,
    "specialize": specialize,
    "by_contra": by_contra,
    "by_cases": by_cases,
    "rename_i": rename_i,
    "show": show,
    "change": show,
}
