"""nlinarith against its definition: every square and every product, then linear arithmetic by z3.

`Linarith.nlinarithExtras` adds the squares that occur and the products of all pairs of hypotheses,
squares and the negated goal. Here that list is written out naively, monomials are independent real
numbers, and z3 says whether the list contradicts itself. nlinarith, which leaves out what cannot
matter, has to come to the same end, whichever it is.
"""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

import pytest

from lean_env.embedded.arith import ArithFailed, check, nlinarith
from lean_env.embedded.term import REAL, Term
from tests.lean_env.arith.build import E, literal, var

z3 = pytest.importorskip("z3")

Monomial = tuple[int, int]  # the exponents of the two variables
Naive = dict[Monomial, Fraction]


class Read:
    """A term, what it means as a polynomial, and the squares that are written in it."""

    def __init__(self, e: E, naive: Naive, squares: list[Read]) -> None:
        self.e = e
        self.naive = naive
        self.squares = squares


def plus(p: Naive, q: Naive, factor: int = 1) -> Naive:
    out = dict(p)
    for m, c in q.items():
        out[m] = out.get(m, Fraction(0)) + factor * c
    return out


def times(p: Naive, q: Naive) -> Naive:
    out: Naive = {}
    for (i, j), a in p.items():
        for (k, n), b in q.items():
            m = (i + k, j + n)
            out[m] = out.get(m, Fraction(0)) + a * b
    return out


def build(rng: random.Random, depth: int, names: list[Read]) -> Read:
    roll = rng.random()
    if depth == 0 or roll < 0.25:
        if rng.random() < 0.35:
            n = rng.randint(0, 3)
            return Read(literal(n), {(0, 0): Fraction(n)}, [])
        return rng.choice(names)
    left = build(rng, depth - 1, names)
    if roll < 0.4:
        return Read(left.e**2, times(left.naive, left.naive), [*left.squares, left])
    right = build(rng, depth - 1, names)
    squares = left.squares + right.squares
    if roll < 0.6:
        own = [left] if left.e.term == right.e.term else []
        return Read(left.e * right.e, times(left.naive, right.naive), squares + own)
    if roll < 0.8:
        return Read(left.e + right.e, plus(left.naive, right.naive), squares)
    return Read(left.e - right.e, plus(left.naive, right.naive, -1), squares)


Row = tuple[Naive, str]  # 0 R p


def contradictory(rows: list[Row]) -> bool:
    """Whether no real values of the monomials satisfy the rows."""
    solver = z3.Solver()
    solver.set("timeout", 20_000)
    variables: dict[Monomial, Any] = {(0, 0): z3.RealVal(1)}
    for p, relation in rows:
        total = z3.RealVal(0)
        for m, c in p.items():
            variables.setdefault(m, z3.Real(f"m{m[0]}_{m[1]}"))
            total = total + z3.Q(c.numerator, c.denominator) * variables[m]
        solver.add({"=": total == 0, "≤": total >= 0, "<": total > 0}[relation])
    outcome = solver.check()
    assert outcome != z3.unknown
    return bool(outcome == z3.unsat)


def product(a: Row, b: Row) -> Row:
    relation = "=" if "=" in (a[1], b[1]) else "<" if a[1] == b[1] == "<" else "≤"
    return times(a[0], b[0]), relation


def by_definition(facts: list[tuple[Read, str, Read]], goal: tuple[Read, str, Read]) -> bool:
    left, relation, right = goal
    negated = (right, "≤" if relation == "<" else "<", left)
    rows: list[Row] = []
    squares: list[Read] = []
    for low, kind, high in [*facts, negated]:
        rows.append((plus(high.naive, low.naive, -1), kind))
        squares += low.squares + high.squares
    rows += [(times(s.naive, s.naive), "≤") for s in squares]
    return contradictory(rows + [product(a, b) for a, b in combinations_with_replacement(rows, 2)])


def as_term(low: Read, relation: str, high: Read) -> Term:
    return low.e.rel({"≤": "le", "<": "lt", "=": "eq"}[relation], high.e)


@pytest.mark.parametrize("seed", range(120))
def test_nlinarith_proves_what_its_definition_proves_and_no_more(seed: int) -> None:
    rng = random.Random(seed)
    names = [
        Read(var(REAL), {(1, 0): Fraction(1)}, []),
        Read(var(REAL), {(0, 1): Fraction(1)}, []),
    ]
    facts = [
        (build(rng, 1, names), rng.choice("≤<="), build(rng, 1, names))
        for _ in range(rng.randint(1, 3))
    ]
    goal = (build(rng, 2, names), rng.choice("≤<"), build(rng, 2, names))
    props, target = [as_term(*f) for f in facts], as_term(*goal)
    try:
        certificate = nlinarith(props, 0, target)
    except ArithFailed:
        assert not by_definition(facts, goal), (props, target)
    else:
        assert by_definition(facts, goal), (props, target)
        check(certificate, props, target)


def test_both_ends_are_met() -> None:
    x = Read(var(REAL), {(1, 0): Fraction(1)}, [])
    one, nought = (Read(literal(n), {(0, 0): Fraction(n)}, []) for n in (1, 0))
    square = Read(x.e**2, {(2, 0): Fraction(1)}, [x])
    assert by_definition([(one, "<", x)], (one, "<", square))
    assert by_definition([], (nought, "≤", square))
    assert not by_definition([], (nought, "<", square))
