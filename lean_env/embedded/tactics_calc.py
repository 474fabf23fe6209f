"""`calc`: chains of relations, composed by transitivity as Mathlib's `Trans` instances do."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import goal_like, push
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Proof
from lean_env.embedded.reduce import same
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.term import Term, binder, fvar, prop, substitute

_LEFT: Final = "calc✝"  # stands for the left-hand side `_` of a step; no text can spell it
_LEMMAS: Final = {
    ("dvd", "dvd"): ("dvd_trans", "dvd"),
    ("le", "le"): ("le_trans", "le"),
    ("lt", "lt"): ("lt_trans", "lt"),
    ("lt", "le"): ("lt_of_lt_of_le", "lt"),
    ("le", "lt"): ("lt_of_le_of_lt", "lt"),
}
_FLIPPED: Final = {"ge": "le", "gt": "lt"}
_RELATIONS: Final = ("eq", "ne", "le", "lt", "ge", "gt", "iff", "dvd", "Nat.ModEq", "Int.ModEq")
_CONGRUENCES: Final = {"Nat.ModEq": "Nat.ModEq.trans", "Int.ModEq": "Int.ModEq.trans"}


def calc(goal: Goal, tactic: sx.CalcTactic, run: Run) -> Step:
    """`calc a R b := p, _ R c := q, …`. Its relation has to be the goal."""
    goals: tuple[Goal, ...] = ()
    chain: tuple[Term, Proof] | None = None
    for step in tactic.steps:
        run.tick()
        stated = _statement(step.prop, goal, None if chain is None else chain[0].args[-1], run)
        if stated.op not in _RELATIONS:
            raise TacticError(f"unsupported calc step: {run.quote(step.prop.span)}", True)
        if chain is not None and not same(stated.args[-2], chain[0].args[-1], default=False):
            raise TacticError("invalid 'calc' step, left-hand side is not the one before's right")
        made = run.prove(step.proof, goal, stated)
        goals += made.goals
        chain = (stated, made.proof) if chain is None else _compose(chain, (stated, made.proof))
    if chain is None:
        raise TacticError("calc: a step is expected")
    if not same(chain[0], goal.target):
        raise TacticError("'calc' expression has type different from the goal's")
    return Step(pf.Change(chain[1], goal.target), goals)


def _statement(node: sx.Node, goal: Goal, left: Term | None, run: Run) -> Term:
    """The proposition of a step; `_` on its left is the right-hand side of the step before."""
    hole = isinstance(node, sx.Binary | sx.ModEq) and isinstance(node.left, sx.Hole)
    if not hole or left is None:
        return run.proposition(node, goal)
    stand_in = Local(_LEFT, fvar(left.ty))
    extended = goal_like(goal, push(goal.locals, stand_in), goal.target, goal.tag)
    named = dataclasses.replace(node, left=sx.Ident(_LEFT))  # type: ignore[call-arg]
    return substitute(run.proposition(named, extended), {stand_in.var.data: left})


def _compose(first: tuple[Term, Proof], second: tuple[Term, Proof]) -> tuple[Term, Proof]:
    (p, proof_p), (q, proof_q) = first, second
    a, b = p.args[-2:]
    c = q.args[-1]
    if p.op in ("eq", "iff") and (p.op == "eq" or q.op == "iff"):
        # a = b, b R c: rewrite b to a.
        x = fvar(b.ty)
        motive = binder("lam", "x", x, prop(q.op, *q.args[:-2], x, c))
        return prop(q.op, *q.args[:-2], a, c), pf.Rewrite(pf.Symm(proof_p), motive, proof_q)
    if q.op == "eq":
        x = fvar(b.ty)
        motive = binder("lam", "x", x, prop(p.op, *p.args[:-2], a, x))
        return prop(p.op, *p.args[:-2], a, c), pf.Rewrite(proof_q, motive, proof_p)
    if p.op in _CONGRUENCES and p.op == q.op and p.args[0] == q.args[0]:
        modulus = p.args[0]
        whole = pf.LemmaApp(_CONGRUENCES[p.op], (), (a, b, c, modulus), (proof_p, proof_q))
        return prop(p.op, modulus, a, c), whole
    flipped = p.op in _FLIPPED
    if flipped != (q.op in _FLIPPED):
        raise TacticError("invalid 'calc' step, failed to synthesize `Trans` instance")
    ops = (_FLIPPED.get(p.op, p.op), _FLIPPED.get(q.op, q.op))
    lemma = _LEMMAS.get((ops[1], ops[0]) if flipped else ops)
    if lemma is None:
        raise TacticError("invalid 'calc' step, failed to synthesize `Trans` instance")
    name, op = lemma
    if flipped:  # c ≤ b ≤ a
        low, high = pf.Change(proof_q, prop(ops[1], c, b)), pf.Change(proof_p, prop(ops[0], b, a))
        shown = prop("ge" if op == "le" else "gt", a, c)
        whole = pf.LemmaApp(name, (a.ty,), (c, b, a), (low, high))
        return shown, pf.Change(whole, shown)
    return prop(op, a, c), pf.LemmaApp(name, (a.ty,), (a, b, c), (proof_p, proof_q))


def trans(goal: Goal, tactic: sx.TermTactic, run: Run) -> Step:
    """`trans b`: `a R c` from `a R b` and `b R c`."""
    target = goal.target
    if target.op not in _RELATIONS or target.op == "ne" or tactic.location != sx.GOAL:
        raise TacticError(f"unsupported: {run.quote(tactic.span)} on this goal", unsupported=True)
    *first, a, c = target.args
    middle = run.term(tactic.term, goal, a.ty)
    goals = tuple(
        goal_like(goal, goal.locals, prop(target.op, *first, *sides), goal.tag)
        for sides in ((a, middle), (middle, c))
    )
    links = [(g.target, pf.Hole(g.id)) for g in goals]
    _, proof = _compose(links[0], links[1])
    return Step(pf.Change(proof, target), goals)


HANDLERS: Final[Mapping[str, Handler]] = {"calc": calc, "trans": trans, "transitivity": trans}
