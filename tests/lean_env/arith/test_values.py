"""Closed terms: Lean's conventions, and the two evaluators against each other."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.benchmarks.concrete_values import evaluate
from lean_env.embedded.arith.check_values import NoValue
from lean_env.embedded.arith.check_values import truth as checker_truth
from lean_env.embedded.arith.check_values import value as checker_value
from lean_env.embedded.arith.numerals import (
    evaluate_definition,
    evaluate_number,
    evaluate_prop,
)
from lean_env.embedded.term import COMPLEX, INT, NAT, PROP, RAT, REAL, Term, Ty, num
from tests.lean_env.arith.build import E, call, literal


def n(k: int) -> E:
    return literal(k, NAT)


def z(k: int) -> E:
    return literal(k, INT)


def r(k: int) -> E:
    return literal(k, REAL)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (n(3) - n(5), 0),
        (z(3) - z(5), -2),
        (n(7) / n(2), 3),
        (z(-7) / z(2), -4),
        (z(7) / z(-2), -3),
        (z(-7) / z(-2), 4),
        (z(-7) % z(2), 1),
        (z(-7) % z(-2), 1),
        (z(7) % z(0), 7),
        (n(7) / n(0), 0),
        (r(1) / r(0), 0),
        (r(0).inv(), 0),
        (r(7) / r(2), Fraction(7, 2)),
        (r(0) ** 0, 1),
        (n(0) ** 0, 1),
        (r(-2) ** 3, -8),
        (E(Term("decimal", (), REAL, (150, 2))), Fraction(3, 2)),
        (E(Term("decimal", (), RAT, (1, -3))), 1000),
        (E(Term("pow", (num(2, REAL), (-z(3)).term), REAL)), Fraction(1, 8)),
        (E(Term("pow", (num(0, REAL), (-z(3)).term), REAL)), 0),
        (call("Nat.gcd", NAT, n(12), n(18)), 6),
        (call("Nat.factorial", NAT, n(5)), 120),
        (call("Nat.choose", NAT, n(5), n(2)), 10),
        (call("Nat.choose", NAT, n(2), n(5)), 0),
        (call("Int.natAbs", NAT, z(-4)), 4),
        (call("Int.floor", INT, r(-7) / r(2)), -4),
        (call("Int.ceil", INT, r(3)), 3),
        (call("Nat.floor", NAT, r(3)), 3),
        (call("Nat.fib", NAT, n(0)), 0),
        (call("Nat.fib", NAT, n(91)), 4660046610375530309),
        (call("Nat.minFac", NAT, n(0)), 2),
        (call("Nat.minFac", NAT, n(1)), 1),
        (call("Nat.minFac", NAT, n(10403)), 101),
        ((n(3) - n(5)).cast(REAL) + r(1) / r(2), Fraction(1, 2)),
    ],
)
def test_values_follow_leans_conventions(term: E, expected: Fraction) -> None:
    assert evaluate_definition(term.term) == expected
    assert checker_value(term.term) == expected


@pytest.mark.parametrize(
    "term",
    [
        call("Real.sqrt", REAL, r(4)),
        E(Term("pow", (num(4, REAL), (r(1) / r(2)).term), REAL)),
        E(Term("neg", (num(1, NAT),), NAT)),
        E(Term("pow", (num(2, INT), (-z(1)).term), INT)),
        E(Term("inv", (num(2, INT),), INT)),
        n(10) ** 10**9,
        E(Term("decimal", (), NAT, (15, 1))),
        E(Term("decimal", (), REAL, (1, 10**9))),
        call("Nat.factorial", NAT, n(10**6)),
        r(5) % r(2),
        r(1).cast(NAT),
    ],
)
def test_what_has_no_value(term: E) -> None:
    if term.term.op != "cast":  # the elaborator makes no downward casts; the checker must not care
        assert evaluate_number(term.term) is None
    with pytest.raises(NoValue):
        checker_value(term.term)


@pytest.mark.parametrize("k", [0, 1, 2, 3, 4, 9, 25, 91, 97, 341, 561, 7919, 1373653, 25326001])
def test_primality_agrees_with_division(k: int) -> None:
    p = Term("Nat.Prime", (num(k, NAT),), PROP)
    expected = k > 1 and all(k % d for d in range(2, int(k**0.5) + 1))
    assert evaluate_prop(p) is expected
    assert checker_truth(p) is expected


def test_there_is_no_order_on_the_complex_numbers() -> None:
    p = literal(1, COMPLEX).lt(2)
    assert evaluate_prop(p) is None
    with pytest.raises(NoValue):
        checker_truth(p)


def closed_terms(ty: Ty) -> st.SearchStrategy[E]:
    leaf = st.integers(0, 12).map(lambda k: literal(k, ty))
    operations = ["add", "sub", "mul", "div"]
    if ty in (NAT, INT):
        operations.append("mod")

    def grow(inner: st.SearchStrategy[E]) -> st.SearchStrategy[E]:
        binary = st.tuples(st.sampled_from(operations), inner, inner).map(
            lambda x: E(Term(x[0], (x[1].term, x[2].term), ty))
        )
        power = st.tuples(inner, st.integers(0, 3)).map(lambda x: x[0] ** x[1])
        if ty is NAT:
            return binary | power
        return binary | power | inner.map(lambda x: -x)

    return st.recursive(leaf, grow, max_leaves=8)


@pytest.mark.parametrize("ty", [NAT, INT, RAT, REAL], ids=lambda t: t.name)
@given(data=st.data())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_evaluators_agree(ty: Ty, data: st.DataObject) -> None:
    term = data.draw(closed_terms(ty)).term
    expected = evaluate(term, {})
    assert evaluate_number(term) == expected
    assert checker_value(term) == expected
