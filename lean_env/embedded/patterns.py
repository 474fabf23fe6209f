"""`rcases` patterns: take a hypothesis apart, as Mathlib's `rcases` does.

A tuple goes with a structure (`∧`, `∃`, `↔`) and an alternation with `∨`; an excess of patterns
goes to the last place, a lack is filled with `_`. Definitions are unfolded to find the structure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lean_env.embedded import nat_recursion
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
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import expose, same
from lean_env.embedded.state import Run, Step, TacticError
from lean_env.embedded.substitution import substitute_equation
from lean_env.embedded.term import NAT, Term, instantiate, prop

_ANY = sx.NamePattern("_")


@dataclass(frozen=True, slots=True)
class _Branch:
    """One goal of a destructuring, with what `rfl` patterns made of the hypotheses."""

    goal: Goal
    moved: Mapping[int, Local]


@dataclass(frozen=True, slots=True)
class _Opened:
    proof: Proof
    branches: tuple[_Branch, ...]


def destructure(goal: Goal, local: Local, pattern: sx.Pattern, run: Run) -> Step:
    """Match the entry `local` of the goal's context with the pattern. Raises `TacticError`."""
    # A pattern may leave the goal as it is: start from a copy, so that a step is never circular.
    copy = goal_like(goal, goal.locals, goal.target, goal.tag)
    opened = _open(copy, local, pattern, run)
    return Step(opened.proof, tuple(branch.goal for branch in opened.branches))


def _open(goal: Goal, local: Local, pattern: sx.Pattern, run: Run) -> _Opened:
    run.tick()
    if isinstance(pattern, sx.TypedPattern):
        return _typed(goal, local, pattern, run)
    if isinstance(pattern, sx.NamePattern):
        return _rename(goal, local, pattern.name)
    if isinstance(pattern, sx.ClearPattern):
        new = goal_like(goal, drop(goal.locals, [local.var.data]), goal.target, goal.tag)
        return _Opened(Hole(new.id), (_Branch(new, {}),))
    if local.prop is None and local.var.ty is NAT and not isinstance(pattern, sx.ReflPattern):
        return _cases_nat(goal, local, pattern, run)
    if local.prop is None:
        raise TacticError(
            f"unsupported: rcases on a variable of type {local.var.ty.name}", unsupported=True
        )
    if isinstance(pattern, sx.ReflPattern):
        done = substitute_equation(goal, local)
        return _Opened(done.proof, (_Branch(done.goal, done.moved),))
    if isinstance(pattern, sx.TuplePattern) and len(pattern.items) == 1 and _is_atomic(local.prop):
        return _open(goal, local, pattern.items[0], run)
    return _cases(goal, local, pattern, run)


def _is_atomic(p: Term) -> bool:
    return structure_of(p) is None


def structure_of(p: Term) -> Term | None:
    """`p` unfolded to the connective that `cases` takes apart, or None."""
    for op in ("and", "or", "exists", "iff", "false", "true", "eq"):
        found = expose(p, op)
        if found is not None:
            return found
    return None


def _rename(goal: Goal, local: Local, name: str) -> _Opened:
    if name == "_" or name == local.name:
        return _Opened(Hole(goal.id), (_Branch(goal, {}),))
    if goal.find(name) is None:
        entries = tuple(
            Local(name, x.var, x.prop) if x.var.data == local.var.data else x for x in goal.locals
        )
    else:
        # The name is taken by another entry, which becomes inaccessible.
        entries = tuple(
            Local(name, x.var, x.prop)
            if x.var.data == local.var.data
            else Local(inaccessible(name), x.var, x.prop)
            if x.name == name
            else x
            for x in goal.locals
        )
    new = goal_like(goal, entries, goal.target, goal.tag)
    return _Opened(Hole(new.id), (_Branch(new, {}),))


def _typed(goal: Goal, local: Local, pattern: sx.TypedPattern, run: Run) -> _Opened:
    if local.prop is None:
        return _open(goal, local, pattern.pattern, run)
    stated = run.proposition(pattern.type, goal)
    if not same(stated, local.prop):
        raise TacticError("rcases: type ascription does not match the hypothesis")
    entries = tuple(
        Local(x.name, x.var, stated) if x.var.data == local.var.data else x for x in goal.locals
    )
    new = goal_like(goal, entries, goal.target, goal.tag)
    changed = Local(local.name, local.var, stated)
    opened = _open(new, changed, pattern.pattern, run)
    return _Opened(pf.fill(Hole(new.id), {new.id: opened.proof}), opened.branches)


def _items(pattern: sx.Pattern, count: int) -> list[sx.Pattern]:
    """The patterns for the `count` fields of a constructor."""
    given = list(pattern.items) if isinstance(pattern, sx.TuplePattern) else [pattern]
    if len(given) > count:
        given = [*given[: count - 1], sx.TuplePattern(tuple(given[count - 1 :]))]
    return given + [_ANY] * (count - len(given))


def _cases(goal: Goal, local: Local, pattern: sx.Pattern, run: Run) -> _Opened:
    assert local.prop is not None
    found = structure_of(local.prop)
    if found is None:
        raise TacticError("rcases tactic failed: the type of the term is not an inductive datatype")
    without = drop(goal.locals, [local.var.data])
    this = pf.hyp(local.var)
    match found.op:
        case "and" | "iff":
            fields, proofs = _fields(found, this)
            items = _items(pattern, 2)
            new = goal_like(goal, push(without, *fields), goal.target, child_tag(goal.tag, "intro"))
            inner = _open_all(new, list(zip(fields, items, strict=True)), run)
            proof = inner.proof
            for field, value in reversed(list(zip(fields, proofs, strict=True))):
                assert field.prop is not None
                proof = pf.Have(field.var, field.prop, value, proof)
            return _Opened(proof, inner.branches)
        case "exists":
            items = _items(pattern, 2)
            witness = variable(_field_name(items[0], "w"), found.data[1])
            held = hypothesis(_field_name(items[1], "h"), instantiate(found, witness.var))
            tag = child_tag(goal.tag, "intro")
            new = goal_like(goal, push(without, witness, held), goal.target, tag)
            inner = _open_all(new, [(witness, items[0]), (held, items[1])], run)
            proof = pf.ExistsElim(pf.Change(this, found), witness.var, held.var, inner.proof)
            return _Opened(proof, inner.branches)
        case "or":
            return _cases_or(goal, local, found, pattern, run)
        case "false":
            return _Opened(pf.FalseElim(this, goal.target), ())
        case "true":
            new = goal_like(goal, without, goal.target, child_tag(goal.tag, "intro"))
            return _Opened(Hole(new.id), (_Branch(new, {}),))
    done = substitute_equation(goal, local)
    return _Opened(done.proof, (_Branch(done.goal, done.moved),))


def _field_name(pattern: sx.Pattern, default: str) -> str:
    if isinstance(pattern, sx.TypedPattern):
        return _field_name(pattern.pattern, default)
    if isinstance(pattern, sx.NamePattern) and pattern.name != "_":
        return pattern.name
    return inaccessible(default)


def _fields(found: Term, this: Proof) -> tuple[list[Local], list[Proof]]:
    p, q = found.args
    shown = pf.Change(this, found)
    if found.op == "and":
        fields = [hypothesis(inaccessible("left"), p), hypothesis(inaccessible("right"), q)]
        return fields, [pf.AndLeft(shown), pf.AndRight(shown)]
    fields = [
        hypothesis(inaccessible("mp"), prop("imp", p, q)),
        hypothesis(inaccessible("mpr"), prop("imp", q, p)),
    ]
    return fields, [pf.IffMp(shown), pf.IffMpr(shown)]


def _cases_or(goal: Goal, local: Local, found: Term, pattern: sx.Pattern, run: Run) -> _Opened:
    alternatives = (
        list(pattern.alternatives) if isinstance(pattern, sx.AltPattern) else [pattern, _ANY]
    )
    first, rest = alternatives[0], alternatives[1:]
    second = rest[0] if len(rest) == 1 else sx.AltPattern(tuple(rest))
    without = drop(goal.locals, [local.var.data])
    proofs: list[Proof] = []
    branches: tuple[_Branch, ...] = ()
    sides = zip(("inl", "inr"), found.args, (first, second), strict=True)
    for tag, case, item in sides:
        held = hypothesis(inaccessible("h"), case)
        new = goal_like(goal, push(without, held), goal.target, child_tag(goal.tag, tag))
        (inner_pattern,) = _items(item, 1)
        inner = _open(new, held, inner_pattern, run)
        proofs.append(pf.LamHyp(held.var, case, inner.proof))
        branches += inner.branches
    shown = pf.Change(pf.hyp(local.var), found)
    return _Opened(pf.OrElim(shown, proofs[0], proofs[1]), branches)


def _cases_nat(goal: Goal, local: Local, pattern: sx.Pattern, run: Run) -> _Opened:
    """`_ | n` on a number: nothing for 0, n for n + 1."""
    if not isinstance(pattern, sx.AltPattern):
        raise TacticError("unsupported: rcases on a number takes alternatives", unsupported=True)
    first, rest = pattern.alternatives[0], pattern.alternatives[1:]
    if isinstance(first, sx.TuplePattern) and first.items:
        raise TacticError("unsupported: a pattern with fields for zero", unsupported=True)
    second = rest[0] if len(rest) == 1 else sx.AltPattern(tuple(rest))
    (inner_pattern,) = _items(second, 1)
    name = _field_name(inner_pattern, "n")
    tags = (child_tag(goal.tag, "zero"), child_tag(goal.tag, "succ"))
    cases = nat_recursion.split(goal, local, name, tags)
    inner = _open(cases.succ.goal, cases.predecessor, inner_pattern, run)
    proof = cases.proof
    if inner.proof != Hole(cases.succ.goal.id):
        proof = pf.fill(proof, {cases.succ.goal.id: inner.proof})
    branches = (
        _Branch(cases.zero.goal, cases.zero.moved),
        *(_Branch(b.goal, _compose(cases.succ.moved, b.moved)) for b in inner.branches),
    )
    return _Opened(proof, branches)


def _open_all(goal: Goal, work: list[tuple[Local, sx.Pattern]], run: Run) -> _Opened:
    """Match several entries one after another, in all the goals that come of it."""
    if not work:
        return _Opened(Hole(goal.id), (_Branch(goal, {}),))
    (local, pattern), rest = work[0], work[1:]
    opened = _open(goal, local, pattern, run)
    filling: dict[int, Proof] = {}
    branches: tuple[_Branch, ...] = ()
    for branch in opened.branches:
        left = [(branch.moved.get(x.var.data, x), p) for x, p in rest]
        inner = _open_all(branch.goal, left, run)
        if inner.proof != Hole(branch.goal.id):  # else the patterns left it as it is
            filling[branch.goal.id] = inner.proof
        branches += tuple(_Branch(b.goal, _compose(branch.moved, b.moved)) for b in inner.branches)
    return _Opened(pf.fill(opened.proof, filling), branches)


def _compose(first: Mapping[int, Local], second: Mapping[int, Local]) -> dict[int, Local]:
    both = {old: second.get(new.var.data, new) for old, new in first.items()}
    return {**second, **both}
