"""Linarith's preprocessing: from facts and the negated goal to columns `0 ≤ p`, `0 < p`, `0 = p`.

Follows `Mathlib.Tactic.Linarith.Preprocessing`: conjunctions are split, negated inequalities
turned round, ℕ moved to ℤ with the nonnegativity of its atoms, `t < s` on ℤ made `t + 1 ≤ s`.
Comparisons of different types are separate problems (ℕ and ℤ are one).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lean_env.embedded.arith import polynomial
from lean_env.embedded.arith.certificate import (
    Hypothesis,
    NatNonneg,
    NegatedGoal,
    Premise,
    Product,
)
from lean_env.embedded.arith.farkas import EQ, LE, LT
from lean_env.embedded.arith.normal_form import ORDERED, Atoms, push_cast
from lean_env.embedded.arith.polynomial import Poly
from lean_env.embedded.term import FALSE, INT, NAT, Term, Ty

Comparison = tuple[Term, Term, int]  # left R right

_KINDS: Final = {"eq": EQ, "le": LE, "lt": LT, "ge": LE, "gt": LT}
_NEGATED: Final = {"le": "gt", "lt": "ge", "ge": "lt", "gt": "le"}


class Row:
    """A premise and its polynomial. A product's premise is made of its factors when asked for."""

    __slots__ = ("_premise", "kind", "poly")

    def __init__(self, poly: Poly, kind: int, premise: Premise | tuple[Row, Row]) -> None:
        self.poly = poly
        self.kind = kind
        self._premise = premise

    @property
    def premise(self) -> Premise:
        """Why the row holds."""
        if isinstance(self._premise, tuple):
            left, right = self._premise
            return Product(left.premise, right.premise)
        return self._premise


def comparison(p: Term) -> Comparison | None:
    """A proposition as `left = right`, `left ≤ right` or `left < right` in an ordered type."""
    op = p.op
    if op == "not":
        p = p.args[0]
        negated = _NEGATED.get(p.op)
        if negated is None:
            return None
        op = negated
    kind = _KINDS.get(op)
    if kind is None or p.args[0].ty not in ORDERED:
        return None
    if op in ("ge", "gt"):
        return p.args[1], p.args[0], kind
    return p.args[0], p.args[1], kind


def problem_type(ty: Ty) -> Ty:
    """The type of the linear problem that comparisons of this type belong to."""
    return INT if ty is NAT else ty


def facts_to_comparisons(facts: Sequence[Term]) -> Iterator[tuple[Comparison, Hypothesis]]:
    """The comparisons among the facts, conjunctions split."""
    for i, fact in enumerate(facts):
        if fact.op == "and":
            yield from _split(fact, i, ())
        else:
            found = comparison(fact)
            if found is not None:
                yield found, Hypothesis(i)


def _split(
    fact: Term, index: int, path: tuple[int, ...]
) -> Iterator[tuple[Comparison, Hypothesis]]:
    if fact.op == "and":
        yield from _split(fact.args[0], index, (*path, 0))
        yield from _split(fact.args[1], index, (*path, 1))
    else:
        found = comparison(fact)
        if found is not None:
            yield found, Hypothesis(index, path)


def negated_goals(target: Term) -> list[Comparison | None]:
    """What each part of the proof may assume; None where the goal is only turned into False.

    `a = b` has two parts (assuming `a < b`, then `b < a`); the goals `a ≠ b` and `¬ a < b` are
    introduced.
    """
    op = target.op
    if op == "false":
        return [None]
    if op in ("ne", "not"):
        inner = target if op == "ne" else target.args[0]
        kind = EQ if op == "ne" else _KINDS.get(inner.op)
        if kind is None or inner.args[0].ty not in ORDERED:
            return [None]
        left, right = inner.args
        return [(right, left, kind) if inner.op in ("ge", "gt") else (left, right, kind)]
    found = comparison(target)
    if found is None:
        return [None]
    left, right, kind = found
    if kind == EQ:
        return [(left, right, LT), (right, left, LT)]
    return [(right, left, LT if kind == LE else LE)]


def row(atoms: Atoms, compared: Comparison, premise: Premise) -> Row:
    """The polynomial `right - left`; strict comparisons of integers are strengthened."""
    left, right, kind = compared
    poly = atoms.difference(right, left)
    if kind == LT and (left.ty is INT or left.ty is NAT):
        return Row(polynomial.add(poly, polynomial.ONE, -1), LE, premise)
    return Row(poly, kind, premise)


# casts of these are pushed inwards, so that nothing is left to be known nonnegative
_PUSHED: Final = frozenset(
    {"num", "add", "mul", "pow", "div", "mod", "min", "max", "Nat.gcd", "Nat.lcm", "Finset.sum"}
)


def natural_atoms(compared: Iterable[Comparison]) -> dict[Term, Term]:
    """Casts of naturals that occur as summands or factors: the cast, and what is cast."""
    found: dict[Term, Term] = {}
    for left, right, _ in compared:
        stack = [left, right]
        while stack:
            t = stack.pop()
            if t.ty is NAT:
                if t.op in ("add", "mul", "Nat.succ"):
                    stack.extend(t.args)
                elif t.op not in _PUSHED:
                    found[push_cast(t)] = t
            elif t.op in ("add", "sub", "mul", "neg"):
                stack.extend(t.args)
            elif t.op == "cast" and t.args[0].ty is NAT:
                found[t] = t.args[0]
    return found


def natural_rows(atoms: Atoms, compared: Iterable[Comparison]) -> list[Row]:
    """`0 ≤ ↑n` for the casts that occur."""
    return [
        Row(atoms.linear(cast), LE, NatNonneg(n)) for cast, n in natural_atoms(compared).items()
    ]


def goal_type(target: Term) -> Ty | None:
    """The preferred type: that of the goal, if it is a comparison or the negation of one."""
    if target is FALSE:
        return None
    inner = target.args[0] if target.op == "not" else target
    if inner.op in _KINDS or inner.op == "ne":
        return problem_type(inner.args[0].ty)
    return None


NEGATED_GOAL: Final = NegatedGoal()
