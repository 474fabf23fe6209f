"""The tactics of propositional and predicate logic that take no terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import (
    child_tag,
    drop,
    goal_like,
    hypothesis,
    inaccessible,
    push,
    variable,
)
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.patterns import destructure
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import expose, unfold_head
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import named
from lean_env.embedded.term import (
    FALSE,
    Term,
    free_vars,
    instantiate,
    prop,
)


def exposed(target: Term, op: str) -> Term | None:
    """`target` as an `op`, looking through reducible definitions only."""
    return expose(target, op, default=False)


# ---------------------------------------------------------------- intro


def introduce(goal: Goal, name: str | None) -> tuple[Goal, pf.Proof, Local]:
    """One `intro`: the new goal, the proof of the old one, and the entry introduced.

    `name` None is an inaccessible name: the binder's, or `a` for an arrow.
    """
    target = goal.target
    if target.op not in ("forall", "imp"):
        found = expose(target, "imp") or expose(target, "forall")
        if found is None:
            raise TacticError("tactic 'introN' failed, insufficient number of binders")
        target = found
    if target.op == "forall":
        bound, ty = target.data
        local = variable(inaccessible(bound) if name is None else name, ty)
        body = instantiate(target, local.var)
        new = goal_like(goal, push(goal.locals, local), body, goal.tag)
        return new, pf.Lam(local.var, Hole(new.id), bound), local
    premise, conclusion = target.args
    local = hypothesis(inaccessible("a") if name is None else name, premise)
    new = goal_like(goal, push(goal.locals, local), conclusion, goal.tag)
    return new, pf.LamHyp(local.var, premise, Hole(new.id)), local


def intro(goal: Goal, tactic: sx.Intro, run: Run) -> Step:
    """`intro`, `intros`, `rintro`, with names and patterns."""
    patterns = tactic.patterns
    proof: Proof
    if not patterns:
        if tactic.keyword == "rintro":
            raise TacticError("rintro: a pattern is expected")
        new, proof, _ = introduce(goal, None)
        while tactic.keyword == "intros" and new.target.op in ("forall", "imp"):
            run.tick()
            goal = new
            new, step, _ = introduce(goal, None)
            proof = pf.fill(proof, {goal.id: step})
        return Step(proof, (new,))
    return _intro_patterns(goal, patterns, run)


def _intro_patterns(goal: Goal, patterns: tuple[sx.Pattern, ...], run: Run) -> Step:
    if not patterns:
        new = goal_like(goal, goal.locals, goal.target, goal.tag)
        return Step(Hole(new.id), (new,))
    run.tick()
    first, rest = patterns[0], patterns[1:]
    if isinstance(first, sx.NamePattern):
        new, proof, _ = introduce(goal, None if first.name == "_" else first.name)
        inner = _intro_patterns(new, rest, run)
        return Step(pf.fill(proof, {new.id: inner.proof}), inner.goals)
    new, proof, local = introduce(goal, None)
    opened = destructure(new, local, first, run)
    filling: dict[int, Proof] = {new.id: opened.proof}
    goals: tuple[Goal, ...] = ()
    for branch in opened.goals:
        inner = _intro_patterns(branch, rest, run)
        filling[branch.id] = inner.proof
        goals += inner.goals
    return Step(pf.fill(proof, filling), goals)


# ---------------------------------------------------------------- connectives


def constructor(goal: Goal, tactic: Any, run: Run) -> Step:
    """`constructor`: the first constructor of the target that applies."""
    target = goal.target
    match target.op:
        case "true":
            return Step(pf.TrueIntro())
        case "and":
            left, right = _two(goal, "left", target.args[0], "right", target.args[1])
            return Step(pf.AndIntro(Hole(left.id), Hole(right.id)), (left, right))
        case "iff":
            p, q = target.args
            mp, mpr = _two(goal, "mp", prop("imp", p, q), "mpr", prop("imp", q, p))
            return Step(pf.IffIntro(Hole(mp.id), Hole(mpr.id)), (mp, mpr))
        case "or":
            return _side(goal, target, left=True)
        case "eq" if target.args[0] == target.args[1]:
            return Step(pf.Refl(target.args[0]))
        case "exists" | "exists_unique":
            raise TacticError(
                "unsupported: constructor on an existential (give the witness with use)",
                unsupported=True,
            )
    unfolded = unfold_head(target)
    if unfolded is None or target.op in ("lt", "le"):
        raise TacticError("tactic 'constructor' failed, no applicable constructors found")
    shown = goal_like(goal, goal.locals, unfolded, goal.tag)
    step = constructor(shown, tactic, run)
    return Step(pf.Change(step.proof, target), step.goals)


def _two(goal: Goal, tag1: str, target1: Term, tag2: str, target2: Term) -> tuple[Goal, Goal]:
    return (
        goal_like(goal, goal.locals, target1, child_tag(goal.tag, tag1)),
        goal_like(goal, goal.locals, target2, child_tag(goal.tag, tag2)),
    )


def _side(goal: Goal, disjunction: Term, left: bool) -> Step:
    p, q = disjunction.args
    new = goal_like(goal, goal.locals, p if left else q, child_tag(goal.tag, "h"))
    hole = Hole(new.id)
    return Step(pf.OrLeft(hole, q) if left else pf.OrRight(p, hole), (new,))


def side(goal: Goal, tactic: sx.Nullary, run: Run) -> Step:
    """`left` and `right`."""
    target = exposed(goal.target, "or")
    if target is None:
        raise TacticError(
            f"tactic '{tactic.name}' failed, target is not an inductive datatype "
            "with two constructors"
        )
    return _side(goal, target, left=tactic.name == "left")


def exfalso(goal: Goal, tactic: Any, run: Run) -> Step:
    """`exfalso`."""
    new = goal_like(goal, goal.locals, FALSE, goal.tag)
    return Step(pf.FalseElim(Hole(new.id), goal.target), (new,))


def and_intros(goal: Goal, tactic: Any, run: Run) -> Step:
    """`and_intros`: split nested conjunctions."""
    run.tick()
    if goal.target.op != "and":
        raise TacticError("tactic 'and_intros' failed, the target is not a conjunction")
    step = constructor(goal, tactic, run)
    goals: tuple[Goal, ...] = ()
    filling: dict[int, Proof] = {}
    for part in step.goals:
        if part.target.op == "and":
            inner = and_intros(part, tactic, run)
            filling[part.id] = inner.proof
            goals += inner.goals
        else:
            goals += (part,)
    return Step(pf.fill(step.proof, filling), goals)


def clear(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`clear`."""
    locals_ = goal.locals
    for name in tactic.names:
        local = named(goal, name)
        rest = [o.prop for o in goal.locals if o.prop is not None and o in locals_ and o != local]
        if local.prop is None and local.var.data in free_vars([*rest, goal.target]):
            raise TacticError(f"tactic 'clear' failed, something depends on '{name}'")
        locals_ = drop(locals_, [local.var.data])
    new = goal_like(goal, locals_, goal.target, goal.tag)
    return Step(Hole(new.id), (new,))


HANDLERS: Final[Mapping[str, Handler]] = {
    "intro": intro,
    "intros": intro,
    "rintro": intro,
    "constructor": constructor,
    "left": side,
    "right": side,
    "exfalso": exfalso,
    "and_intros": and_intros,
    "clear": clear,
}
