"""`split_ifs` and `split`: cases on the conditions of `if … then … else …`.

`split_ifs` follows Mathlib's (`Mathlib/Tactic/SplitIfs.lean`): it looks at the target before the
hypotheses, and in a condition first; a condition that a hypothesis states, to the letter, is not
asked again, and all the branches on one condition are chosen at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import (
    child_tag,
    goal_like,
    hypothesis,
    inaccessible,
    push,
    replace_hypothesis,
)
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import named
from lean_env.embedded.tactics_close import contradiction_proof
from lean_env.embedded.term import (
    FALSE,
    PROP,
    Term,
    binder,
    fvar,
    instantiate,
    prop,
    subterms,
    transform,
)


@dataclass(slots=True)
class _Work:
    """One call: what it works at, the names left to give, how many conditions it may split."""

    places: tuple[str, ...]
    target: bool
    names: list[str]
    run: Run
    tags: tuple[str, str]
    splits: int | None = None
    default: str = field(default="h")

    def name(self) -> str:
        if self.names:
            given = self.names.pop(0)
            return inaccessible(self.default) if given == "_" else given
        return inaccessible(self.default)


def split_ifs(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`split_ifs at h with h₁ h₂`."""
    if tactic.location.everywhere:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    where = tactic.location
    work = _Work(where.hypotheses, where.goal, list(tactic.names), run, ("pos", "neg"))
    if _condition(goal, work) is None:
        raise TacticError("split_ifs: no if-then-else conditions to split")
    return _split(goal, work)


def split(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`split`, `split at h`: one condition."""
    where = tactic.location
    if where.everywhere or tactic.names or len(where.hypotheses) + where.goal != 1:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    work = _Work(where.hypotheses, where.goal, [], run, ("isTrue", "isFalse"), splits=1)
    if _condition(goal, work) is None:
        raise _unsupported("split where there is no if-then-else")
    return _split(goal, work)


def _split(goal: Goal, work: _Work) -> Step:
    work.run.tick()
    condition = _condition(goal, work) if work.splits != 0 else None
    if condition is None:
        same = goal_like(goal, goal.locals, goal.target, goal.tag)
        return Step(Hole(same.id), (same,))
    for local in reversed(goal.locals) if work.splits is None else ():
        if local.prop == condition:
            return _reduced(goal, condition, True, local, work)
        if local.prop == prop("not", condition):
            return _reduced(goal, condition, False, local, work)
    if work.splits is not None:
        work.splits -= 1
    name = work.name()
    branches: list[Proof] = []
    goals: tuple[Goal, ...] = ()
    for holds, tag in zip((True, False), work.tags, strict=True):
        p = condition if holds else prop("not", condition)
        local = hypothesis(name, p)
        inner = goal_like(goal, push(goal.locals, local), goal.target, child_tag(goal.tag, tag))
        step = _reduced(inner, condition, holds, local, work)
        branches.append(pf.LamHyp(local.var, p, step.proof))
        goals += step.goals
    return Step(pf.OrElim(pf.ExcludedMiddle(condition), *branches), goals)


def _places(goal: Goal, work: _Work) -> list[Local | None]:
    places: list[Local | None] = [None] if work.target else []
    for name in work.places:
        local = named(goal, name)
        if local.prop is None:
            raise TacticError(f"'{name}' is not a hypothesis")
        places.append(local)
    return places


def _condition(goal: Goal, work: _Work) -> Term | None:
    """A condition of the places without a condition in itself, and without bound variables."""
    for local in _places(goal, work):
        stated = goal.target if local is None else local.prop
        assert stated is not None
        found = _first_if(stated)
        if found is None:
            continue
        while (inner := _first_if(found.args[0])) is not None:
            if work.splits is not None:
                raise _unsupported("split of nested conditions")
            found = inner
        if found.args[0].op == "not":
            raise _unsupported("a condition ¬p, in place of which Lean takes p")
        return found.args[0]
    return None


def _first_if(t: Term) -> Term | None:
    for u in subterms(t):
        if u.op == "ite" and not u.args[0].loose:
            if u.loose or u.ty is PROP:
                raise _unsupported("a condition under a binder, or of propositions")
            return u
    return None


def _unsupported(what: str) -> TacticError:
    return TacticError(f"unsupported: {what}", unsupported=True)


def _reduced(goal: Goal, condition: Term, holds: bool, known: Local, work: _Work) -> Step:
    """The branches on the condition chosen, then the rest of the conditions."""
    proof: Proof = Hole(goal.id)
    current = goal
    value: Proof = pf.Change(pf.hyp(known.var), condition if holds else prop("not", condition))
    for place in _places(goal, work):
        local = place
        stated = current.target if local is None else local.prop
        assert stated is not None
        while (found := _branch(stated, condition)) is not None:
            work.run.tick()
            lemma = "if_pos" if holds else "if_neg"
            args = (condition, *found.args[1:])
            equal = pf.LemmaApp(lemma, (found.ty,), args, (value,))
            x = fvar(found.ty)
            motive = binder("lam", "x", x, _replace(stated, found, x))
            after = instantiate(motive, found.args[1 if holds else 2])
            if local is None:
                new = goal_like(current, current.locals, after, current.tag)
                step: Proof = pf.Rewrite(pf.Symm(equal), motive, Hole(new.id))
            else:
                changed = hypothesis(local.name, after)
                entries = replace_hypothesis(current.locals, local, changed)
                new = goal_like(current, entries, current.target, current.tag)
                rewritten = pf.Rewrite(equal, motive, pf.hyp(local.var))
                step = pf.Have(changed.var, after, rewritten, Hole(new.id))
                local = changed
            proof = pf.fill(proof, {current.id: step})
            current, stated = new, after
    absurd = contradiction_proof(current) if FALSE in (x.prop for x in current.locals) else None
    if absurd is not None:
        return Step(pf.fill(proof, {current.id: pf.FalseElim(absurd, current.target)}))
    rest = _split(current, work)
    return Step(pf.fill(proof, {current.id: rest.proof}), rest.goals)


def _branch(p: Term, condition: Term) -> Term | None:
    """The first `if` on the condition."""
    for u in subterms(p):
        if u.op == "ite" and not u.loose and u.args[0] == condition:
            return u
    return None


def _replace(p: Term, found: Term, x: Term) -> Term:
    return transform(p, lambda u: x if u == found and not u.loose else None)


HANDLERS: Final[Mapping[str, Handler]] = {"split_ifs": split_ifs, "split": split}
