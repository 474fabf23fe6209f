"""linarith and nlinarith: Mathlib's borders, completeness and soundness on random systems."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from experiments.benchmarks.concrete_values import evaluate
from lean_env.embedded.arith import ArithFailed, ArithTimeout, Budget, check, linarith, nlinarith
from lean_env.embedded.arith.farkas import EQ, LE, LT, Column, solve
from lean_env.embedded.term import COMPLEX, FALSE, INT, NAT, REAL, Term
from tests.lean_env.arith.build import (
    E,
    apply,
    call,
    conj,
    disj,
    function,
    literal,
    neg,
    var,
)

a, b, c, x, y, z = (var() for _ in range(6))
i, j = var(INT), var(INT)
m, n = var(NAT), var(NAT)
f = function()
abs_x = call("abs", REAL, x)

Problem = tuple[list[Term], Term]

LINEAR: dict[str, Problem] = {
    "transitivity": ([x.lt(y), y.le(z)], x.lt(z)),
    "equality goal": ([(x + y).eq(3), (x - y).eq(1)], x.eq(2)),
    "hint product": ([literal(0).lt(a * b)], (a * b).gt(0)),
    "negated hypothesis": ([neg(x.lt(2))], literal(2).le(x)),
    "natural strict": ([literal(0, NAT).lt(n)], literal(1, NAT).le(n)),
    "integer strict": ([literal(0, INT).lt(i)], literal(1, INT).le(i)),
    "numeral divisor": ([(x / 2).le(3)], x.le(6)),
    "negative divisor": ([(x / -literal(2)).le(3)], x.ge(-literal(6))),
    # `push_cast` knows `Nat.cast_succ`, `linearFormOfExpr` literal exponents of any type
    "successor": ([call("Nat.succ", NAT, n).le(3)], n.le(2)),
    "integer exponent": ([(x ** literal(2, INT)).le(4)], (x * x).le(4)),
    # `CancelDenoms.deriveThms`: a quotient of literals as a divisor
    "fractional divisor": ([(x / (literal(2) / 3)).le(3)], x.le(2)),
    "negative fractional divisor": ([(x / (-literal(4) / 5)).le(5)], x.ge(-literal(4))),
    "quotient by zero, an atom": ([(y + x / 0).le(3)], (x / 0 + y).le(4)),
    "division atom": ([(2 * (x / y)).le(4)], (x / y).le(2)),
    "contradiction, goal ≠": ([x.lt(y), y.lt(x)], z.ne(5)),
    "negated goal ≠": ([x.lt(2)], x.ne(2)),
    "negated goal ¬": ([x.lt(2)], neg(x.ge(2))),
    "contradiction, any goal": ([x.lt(y), y.lt(x)], disj(x.eq(1), y.eq(2))),
    "monomials": ([(x**2 * x).le(1)], (x**3).le(1)),
    "commuted monomials": ([(a * b).eq(6), (b * a).lt(6)], FALSE),
    "naturals are not negative": ([], (m + n).ge(0)),
    "casts of naturals are not negative": ([], n.cast(REAL).ge(0)),
    "natural and integer": ([n.le(3)], n.cast(INT).le(3)),
    "conjunctions": ([conj(x.lt(y), conj(y.lt(z), z.lt(1)))], x.lt(1)),
    "arguments of atoms": ([apply(f, x + 1).le(2)], apply(f, x + 1).le(3)),
    "other type contradictory": ([x.lt(0), i.lt(0), i.gt(0)], x.gt(5)),
    "products with numerals": ([(2 * (x + y) * 3).le(6)], (x + y).le(1)),
    "unused strictness": ([x.lt(0)], x.le(0)),
    "closed natural difference": (
        [(123 * n + 17).eq(39500)],
        (123 * n).eq(literal(39500, NAT) - 17),
    ),
    "only equations": ([x.eq(1), x.eq(2)], FALSE),
}

NOT_LINEAR: dict[str, Problem] = {
    "product": ([literal(0).lt(a), literal(0).lt(b)], literal(0).lt(a * b)),
    "≠ hypothesis": ([x.ne(2), x.le(2)], x.lt(2)),
    "parity": ([(2 * i).eq(1)], FALSE),
    "gap": ([literal(0, INT).lt(2 * i), (2 * i).lt(2)], FALSE),
    "natural to real": ([literal(3, NAT).le(n)], literal(3).le(n.cast(REAL))),
    "integer to real": ([i.le(3)], i.cast(REAL).le(3)),
    "real to natural": ([n.cast(REAL).eq(575)], n.eq(575)),
    "cast of a sum": ([(m + n).cast(REAL).le(3)], (m.cast(REAL) + n.cast(REAL)).le(3)),
    "variable divisor": ([literal(0).lt(y), (x / y).le(1)], x.le(y)),
    "1/y and y⁻¹": ([y.inv().le(2)], (1 / y).le(2)),
    "2*x/y": ([(2 * x / y).le(4)], (x / y).le(2)),
    "computed divisor": ([(x / (literal(2) ** 2 - 1)).le(1)], x.le(3)),
    "computed sum as divisor": ([(x / (literal(1) + 1)).le(1)], x.le(2)),
    # `findCancelFactor` knows inverses of natural literals only, and fails at a literal 0
    "negative inverse": ([x.le((-literal(2)).inv())], x.le(-literal(1) / 2)),
    "quotient by zero": ([(x / 0).lt(0)], FALSE),
    "quotients beside one by zero": ([(x / 2 + y / 0).le(3)], (x + 2 * (y / 0)).le(6)),
    "absolute value": ([abs_x.le(1)], x.le(1)),
    "real exponent": ([(x ** literal(2)).le(4)], (x * x).le(4)),
    # `getNatComparisons`: factors of a product are not negative, of the product nothing is said
    "product of naturals": ([], literal(0, NAT).le(m * n)),
    "power of a natural": ([], literal(0, NAT).le(n**2)),
    "mod": ([], (n % 2).lt(2)),
    "natural ≠ 0": ([n.ne(0)], literal(0, NAT).lt(n)),
    "complex": ([var(COMPLEX).eq(1)], (var(COMPLEX)).eq(1)),
    "inside atoms": ([apply(f, x + 1).le(2)], apply(f, 1 + x).le(3)),
    "negated equation": ([neg(x.eq(2)), x.le(2)], x.lt(2)),
    "disjunction": ([disj(x.lt(1), x.lt(2))], x.lt(2)),
    "strict from nonstrict": ([x.le(y)], x.lt(y)),
    "one half of an equation": ([x.le(2)], x.eq(2)),
    "truncated subtraction": ([n.le(m)], (m - n + n).eq(m)),
    "natural halves": ([], (n / 2 + n / 2).eq(n)),
}


@pytest.mark.parametrize("name", LINEAR)
def test_linarith_proves(name: str) -> None:
    facts, target = LINEAR[name]
    check(linarith(facts, target), facts, target)


@pytest.mark.parametrize("name", NOT_LINEAR)
def test_linarith_fails(name: str) -> None:
    facts, target = NOT_LINEAR[name]
    with pytest.raises(ArithFailed, match="linarith failed"):
        linarith(facts, target)


def sq(e: E) -> Term:
    """The statement of `sq_nonneg e`."""
    return literal(0).le(e**2)


POSITIVE = [literal(0).lt(a), literal(0).lt(b), literal(0).lt(c)]

NONLINEAR: dict[str, tuple[list[Term], list[Term], Term]] = {
    "two squares": ([], [sq(a - b)], (2 * a * b).le(a**2 + b**2)),
    "cubes": (POSITIVE, [sq(a - b)], (a * b**2 + a**2 * b).le(a**3 + b**3)),
    "three squares": (
        [],
        [sq(a - b), sq(b - c), sq(c - a)],
        (a * b + b * c + c * a).le(a**2 + b**2 + c**2),
    ),
    "square root of 4": ([literal(0).lt(x), (x**2).eq(4)], [], x.eq(2)),
    "natural square": ([(n * n).lt(9)], [], n.lt(3)),
    "product of bounds": ([literal(1).le(a), literal(1).le(b)], [], literal(1).le(a * b)),
    "cube from equation": ([x.eq(5)], [sq(x)], (x**3).eq(125)),
    "hidden squares": (
        [],
        [sq(x * y), sq(x), sq(y)],
        literal(1).le((x * y - 1) ** 2 + (x + y) ** 2),
    ),
    "syntactic square": ([], [], literal(0).le((x + 1) * (x + 1))),
    "positive product": (POSITIVE, [], literal(0).lt(a * b)),
    "integers": ([literal(0, INT).lt(i), literal(0, INT).lt(j)], [], (i * j).gt(0)),
}

NOT_NONLINEAR: dict[str, tuple[list[Term], list[Term], Term]] = {
    "one hint of three": ([], [sq(a - b)], (a * b + b * c + c * a).le(a**2 + b**2 + c**2)),
    "strict from ≠": ([x.ne(0)], [sq(x)], literal(0).lt(x**2)),
    "cube without hint": ([x.eq(5)], [], (x**3).eq(125)),
    "two squares without hint": ([], [], (2 * a * b).le(a**2 + b**2)),
    "false": (POSITIVE, [sq(a - b)], (a * b).le(a + b)),
    "strict two squares": ([], [sq(a - b)], (2 * a * b).lt(a**2 + b**2)),
}


@pytest.mark.parametrize("name", NONLINEAR)
def test_nlinarith_proves(name: str) -> None:
    hypotheses, hints, target = NONLINEAR[name]
    facts = hypotheses + hints
    check(nlinarith(facts, len(hints), target), facts, target)


@pytest.mark.parametrize("name", NOT_NONLINEAR)
def test_nlinarith_fails(name: str) -> None:
    hypotheses, hints, target = NOT_NONLINEAR[name]
    with pytest.raises(ArithFailed, match="linarith failed"):
        nlinarith(hypotheses + hints, len(hints), target)


def test_a_spent_budget_is_a_timeout() -> None:
    hypotheses, hints, target = NONLINEAR["cubes"]
    with pytest.raises(ArithTimeout):
        nlinarith(hypotheses + hints, 1, target, Budget(steps=10))


def test_a_passed_deadline_is_a_timeout() -> None:
    many = [var() for _ in range(20)]
    facts = [literal(0).lt(v) for v in many]
    with pytest.raises(ArithTimeout):
        nlinarith(facts, 0, (many[0] ** 2).lt(many[1]), Budget(deadline=0.0))


def _random_sum(rng: random.Random, names: list[E]) -> E:
    total = literal(rng.randint(-4, 4))
    for v in names:
        total = total + literal(rng.randint(-3, 3)) * v
    return total


@pytest.mark.parametrize("seed", range(40))
def test_a_system_with_a_solution_is_never_refuted(seed: int) -> None:
    rng = random.Random(seed)
    names = [var() for _ in range(3)]
    at = {v.term.data: Fraction(rng.randint(-3, 3), rng.choice((1, 2))) for v in names}
    facts: list[Term] = []
    while len(facts) < 7:
        p = _random_sum(rng, names).rel(rng.choice(["le", "lt", "eq", "ge", "gt"]), 0)
        if evaluate(p, at):
            facts.append(p)
    for method in (linarith, lambda h, t: nlinarith(h, 0, t)):
        with pytest.raises(ArithFailed):
            method(facts, FALSE)


@pytest.mark.parametrize("seed", range(40))
def test_a_combination_of_the_hypotheses_is_always_found(seed: int) -> None:
    rng = random.Random(seed)
    names = [var() for _ in range(4)]
    facts: list[Term] = []
    left, right = literal(0), literal(0)
    strict = False
    for _ in range(6):
        s, t = _random_sum(rng, names), _random_sum(rng, names)
        relation = rng.choice(["le", "lt", "eq"])
        facts.append(s.rel(relation, t))
        weight = rng.randint(0, 5)
        if relation == "eq":
            weight -= 2
        left, right = left + literal(weight) * s, right + literal(weight) * t
        strict = strict or (relation == "lt" and weight > 0)
    target = left.lt(right) if strict else left.le(right)
    check(linarith(facts, target), facts, target)


def _verify(columns: list[tuple[Column, int]], solution: list[tuple[int, int]]) -> None:
    total: dict[int, int] = {}
    strict = False
    for index, coefficient in solution:
        column, kind = columns[index]
        assert kind == EQ or coefficient > 0
        strict = strict or kind == LT
        for monomial, k in column.items():
            total[monomial] = total.get(monomial, 0) + coefficient * k
    assert all(k == 0 for monomial, k in total.items() if monomial)
    assert total.get(0, 0) < 0 or (total.get(0, 0) == 0 and strict)


@pytest.mark.parametrize("seed", range(30))
def test_large_problems_go_through_floating_point_and_come_back_exact(seed: int) -> None:
    rng = random.Random(seed)
    rows, count = 40, 80
    columns: list[tuple[Column, int]] = []
    for _ in range(count):
        monomials = rng.sample(range(1, rows), 6)
        column = {k: rng.choice([-1, 1]) * rng.randint(1, 1000) for k in monomials}
        columns.append((column, rng.choice([LE, LE, LE, LT, EQ])))
    total: dict[int, int] = {}
    for index in rng.sample(range(count), 15):
        for k, v in columns[index][0].items():
            total[k] = total.get(k, 0) + v
    last = {k: -v for k, v in total.items() if v} | {0: -1}
    columns.append((last, LE))
    solution = solve(columns, Budget())
    assert solution is not None
    _verify(columns, solution)
