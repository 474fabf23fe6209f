"""The tactics that bring facts into the context or take them apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import (
    DAGGER,
    drop,
    goal_like,
    hypothesis,
    inaccessible,
    push,
)
from lean_env.embedded.engine import Handler
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.patterns import destructure, structure_of
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import expose, same
from lean_env.embedded.state import Run, Step, TacticError
from lean_env.embedded.substitution import as_step, substitute_equation, substitute_variable
from lean_env.embedded.tactics_logic import named
from lean_env.embedded.term import FALSE, Term, prop

# ---------------------------------------------------------------- facts


def add_fact(goal: Goal, name: str, p: Term, value: Proof) -> Step:
    """The goal with the hypothesis `name : p`, which `value` proves."""
    local = hypothesis(name, p)
    new = goal_like(goal, push(goal.locals, local), goal.target, goal.tag)
    return Step(pf.Have(local.var, p, value, Hole(new.id)), (new,))


def have(goal: Goal, tactic: sx.Have, run: Run) -> Step:
    """`have name : type := value`, `have pattern := value`, `have name : type`; `replace`."""
    if tactic.keyword not in ("have", "replace") or tactic.binders:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    if tactic.pattern is not None:
        return _obtain(goal, tactic.pattern, tactic.type, tactic.value, run)
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
        step = add_fact(goal, name, p, proof)
    else:
        stated = run.proposition(tactic.type, goal)
        inner = run.prove(tactic.value, goal, stated)
        added = add_fact(goal, name, stated, inner.proof)
        step = Step(added.proof, (*inner.goals, *added.goals))
    return _replaced(goal, tactic, step)


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


# ---------------------------------------------------------------- rcases and its relatives


def _obtain(
    goal: Goal, pattern: sx.Pattern, type_: sx.Node | None, value: sx.Node | None, run: Run
) -> Step:
    if type_ is None and value is None:
        raise TacticError("`obtain` requires either an expected type or a value.")
    first: tuple[Goal, ...] = ()
    if value is None:
        assert type_ is not None
        p = run.proposition(type_, goal)
        proved = goal_like(goal, goal.locals, p, goal.tag)
        proof: Proof = Hole(proved.id)
        first = (proved,)
    elif type_ is not None:
        p = run.proposition(type_, goal)
        inner = run.prove(value, goal, p)
        proof, first = inner.proof, inner.goals
    else:
        existing = _local_of(value, goal)
        if existing is not None:
            return destructure(goal, existing, pattern, run)
        p, proof = run.fact(value, goal)
    name = pattern.name if isinstance(pattern, sx.NamePattern) else "_"
    step = add_fact(goal, inaccessible("x") if name == "_" else name, p, proof)
    (extended,) = step.goals
    opened = destructure(extended, extended.locals[-1], pattern, run)
    return Step(pf.fill(step.proof, {extended.id: opened.proof}), (*first, *opened.goals))


def _local_of(node: sx.Node, goal: Goal) -> Local | None:
    return goal.find(node.name) if isinstance(node, sx.Ident) else None


def obtain(goal: Goal, tactic: sx.Obtain, run: Run) -> Step:
    """`obtain pattern : type := value`."""
    pattern = tactic.pattern or sx.NamePattern("this")
    if isinstance(pattern, sx.TypedPattern) and tactic.type is None:
        return _obtain(goal, pattern.pattern, pattern.type, tactic.value, run)
    return _obtain(goal, pattern, tactic.type, tactic.value, run)


def rcases(goal: Goal, tactic: sx.Rcases, run: Run) -> Step:
    """`rcases e with pattern` (one target)."""
    if len(tactic.targets) != 1 or tactic.targets[0][0] is not None:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    pattern = tactic.pattern or sx.TuplePattern(())
    return _obtain(goal, pattern, None, tactic.targets[0][1], run)


def cases(goal: Goal, tactic: sx.Cases, run: Run) -> Step:
    """`cases e`, `cases e with | inl h => …`, `cases' e with a b`, on a proposition."""
    text = run.quote(tactic.span)
    if len(tactic.targets) != 1 or tactic.targets[0][0] is not None or tactic.using is not None:
        raise TacticError(f"unsupported: {text}", unsupported=True)
    node = tactic.targets[0][1]
    local = _local_of(node, goal)
    p = run.fact(node, goal)[0] if local is None else local.prop
    if p is None:
        raise TacticError(f"unsupported: cases on a variable: {text}", unsupported=True)
    found = structure_of(p)
    if found is None:
        raise TacticError("tactic 'cases' failed, the major premise is not an inductive datatype")
    if tactic.keyword == "cases'":
        return _obtain(goal, _primed_pattern(found, tactic.names), None, node, run)
    if not tactic.alternatives:
        return _obtain(goal, _primed_pattern(found, ()), None, node, run)
    return _structured(goal, node, found, tactic, run)


_CONSTRUCTORS: Final[Mapping[str, tuple[str, ...]]] = {
    "or": ("inl", "inr"),
    "and": ("intro",),
    "exists": ("intro",),
    "iff": ("intro",),
    "eq": ("refl",),
}


def _primed_pattern(found: Term, names: tuple[sx.Pattern, ...]) -> sx.Pattern:
    """The pattern for `cases'`'s flat list of names (inaccessible names where there are none)."""
    if found.op == "or":
        padded = (*names, *[sx.NamePattern("_")] * (2 - len(names)))
        return sx.AltPattern(padded)
    return sx.TuplePattern(names)


def _structured(goal: Goal, node: sx.Node, found: Term, tactic: sx.Cases, run: Run) -> Step:
    wanted = _CONSTRUCTORS.get(found.op)
    given = {alternative.constructor: alternative for alternative in tactic.alternatives}
    if wanted is None or len(given) != len(tactic.alternatives):
        raise TacticError("invalid alternatives of 'cases'")
    for name in given:
        if name not in wanted and name != "_":
            raise TacticError(f"invalid alternative name '{name}'")
    missing = [name for name in wanted if name not in given and "_" not in given]
    if missing:
        raise TacticError(f"alternative '{missing[0]}' has not been provided")
    chosen = [given.get(name) or given["_"] for name in wanted]
    if len(given) > len(wanted):
        raise TacticError("unused alternative of 'cases'")
    patterns: list[sx.Pattern] = []
    for alternative in chosen:
        names = tuple(sx.NamePattern(name) for name in alternative.names)
        arity = 1 if found.op == "or" else 0 if found.op == "eq" else 2
        if len(names) > arity:
            raise TacticError("too many variable names provided at alternative "
                              f"'{alternative.constructor}'")  # fmt: skip
        if found.op == "or":
            patterns.append(names[0] if names else sx.NamePattern("_"))
        else:
            patterns.append(sx.TuplePattern(names))
    pattern = sx.AltPattern(tuple(patterns)) if len(patterns) > 1 else patterns[0]
    step = _obtain(goal, pattern, None, node, run)
    goals: tuple[Goal, ...] = ()
    filling: dict[int, Proof] = {}
    for branch, alternative in zip(step.goals, chosen, strict=True):
        if alternative.body is None:
            goals += (branch,)
        else:
            filling[branch.id] = run.close(alternative.body, branch)
    return Step(pf.fill(step.proof, filling), goals)


def subst(goal: Goal, tactic: sx.TermsTactic, run: Run) -> Step:
    """`subst h`, `subst x`, several of them."""
    proof: Proof | None = None
    current = goal
    for node in tactic.terms:
        local = _local_of(node, current)
        if local is None:
            raise TacticError(f"subst: not a hypothesis or variable: {run.quote(node.span)}")
        done = (
            substitute_variable(current, local)
            if local.prop is None
            else substitute_equation(current, local)
        )
        step = as_step(done)
        proof = step.proof if proof is None else pf.fill(proof, {current.id: step.proof})
        (current,) = step.goals
    if proof is None:
        raise TacticError("subst: a hypothesis or variable is expected")
    return Step(proof, (current,))


def subst_vars(goal: Goal, tactic: sx.Nullary, run: Run) -> Step:
    """`subst_vars`: substitute every equation that eliminates a variable."""
    current = goal_like(goal, goal.locals, goal.target, goal.tag)
    proof: Proof = Hole(current.id)
    again = True
    while again:
        run.tick()
        again = False
        for local in current.locals:
            if local.prop is None or local.prop.op != "eq":
                continue
            try:
                done = substitute_equation(current, local)
            except TacticError:
                continue
            proof = pf.fill(proof, {current.id: done.proof})
            current = done.goal
            again = True
            break
    return Step(proof, (current,))


# ---------------------------------------------------------------- classical reasoning


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
    name = tactic.name or "h"
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
    hidden = [i for i, local in enumerate(goal.locals) if local.name.endswith(DAGGER)]
    if len(tactic.names) > len(hidden):
        raise TacticError("too many variable names provided")
    entries = list(goal.locals)
    positions = hidden[len(hidden) - len(tactic.names) :]
    for position, name in zip(positions, tactic.names, strict=True):
        if name != "_":
            entries[position] = Local(name, entries[position].var, entries[position].prop)
    new = goal_like(goal, tuple(entries), goal.target, goal.tag)
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
    "obtain": obtain,
    "rcases": rcases,
    "cases": cases,
    "cases'": cases,
    "subst": subst,
    "subst_vars": subst_vars,
    "by_contra": by_contra,
    "by_cases": by_cases,
    "rename_i": rename_i,
    "show": show,
    "change": show,
}
