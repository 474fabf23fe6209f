"""Every kind of synthetic statement is true, by readings independent of how it was made."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
import z3

from curriculum.synthetic import LEVELS, generate
from tests.curriculum.synthetic_reading import read, value

INEQUALITIES = [level for level in LEVELS if not level.startswith("w_")]


def _points(names: tuple[str, ...], rng: random.Random, count: int) -> list[dict[str, Fraction]]:
    """Positive rationals: all equal, close together, and far apart."""
    points = []
    for k in range(count):
        centre = Fraction(rng.randint(1, 40), rng.randint(1, 20))
        spread = (Fraction(0), Fraction(1, 10), Fraction(1), Fraction(20))[k % 4]
        points.append({n: centre + spread * Fraction(rng.randint(0, 50), 50) for n in names})
    return points


@pytest.mark.parametrize("level", INEQUALITIES)
def test_inequalities_hold_at_random_points(level: str) -> None:
    rng = random.Random(level)
    for statement in generate(level, 8, seed=11):
        reading = read(statement.theorem.statement)
        assert set(reading.hypotheses.items()) == {(f"h{v}", f"0 < {v}") for v in reading.variables}
        for point in _points(reading.variables, rng, 24):
            assert value(reading.goals[0], point), (statement.theorem.statement, point)


def test_the_check_at_random_points_can_fail() -> None:
    rng = random.Random(0)
    false = "theorem t (a b : ℝ) (ha : 0 < a) (hb : 0 < b) : 2 * a * b + a ≤ a ^ 2 + b ^ 2"
    reading = read(false)
    assert not all(value(reading.goals[0], p) for p in _points(reading.variables, rng, 24))


@pytest.mark.parametrize("level", ["w_linear_system", "w_linear_ineq"])
def test_linear_statements_follow_from_their_hypotheses(level: str) -> None:
    for statement in generate(level, 60, seed=7):
        reading = read(statement.theorem.statement)
        reals = {name: z3.Real(name) for name in reading.variables}
        hypotheses = [value(h, reals) for h in reading.hypotheses.values()]
        goal = z3.And(*(value(g, reals) for g in reading.goals))
        solver = z3.Solver()
        solver.add(*hypotheses)
        solver.add(z3.Not(goal))
        assert solver.check() == z3.unsat, statement.theorem.statement


@pytest.mark.parametrize("level", ["w_positivity", "w_ring"])
def test_other_warm_ups_hold_at_random_points(level: str) -> None:
    rng = random.Random(level)
    for statement in generate(level, 100, seed=7):
        reading = read(statement.theorem.statement)
        points = _points(reading.variables, rng, 12)
        if not reading.hypotheses:
            points = [{n: (-v if rng.random() < 0.5 else v) for n, v in p.items()} for p in points]
        for point in points:
            assert value(reading.goals[0], point), (statement.theorem.statement, point)


@pytest.mark.parametrize("level", ["d0_s0", "d0_s2", "d1_s0", "d1_s1", "d2_s1", "d3_s0", "d1_s1_x"])
def test_positivity_alone_proves_none(level: str) -> None:
    """After moving the terms to one side, some monomial has a negative coefficient."""
    for statement in generate(level, 15, seed=9):
        lhs, rhs = read(statement.theorem.statement).goals[0].split(" ≤ ")
        names = read(statement.theorem.statement).variables
        difference = value(f"({rhs}) - ({lhs})", {n: _Sum.variable(n) for n in names})
        assert any(c < 0 for c in difference.terms.values()), statement.theorem.statement


class _Sum:
    """A polynomial in the plainest way, to expand statements without the generator's help."""

    def __init__(self, terms: dict[tuple[str, ...], int]) -> None:
        self.terms = {m: c for m, c in terms.items() if c}

    @staticmethod
    def variable(name: str) -> _Sum:
        return _Sum({(name,): 1})

    @staticmethod
    def _of(other: _Sum | int) -> _Sum:
        return other if isinstance(other, _Sum) else _Sum({(): other})

    def __add__(self, other: _Sum | int) -> _Sum:
        terms = dict(self.terms)
        for m, c in self._of(other).terms.items():
            terms[m] = terms.get(m, 0) + c
        return _Sum(terms)

    __radd__ = __add__

    def __sub__(self, other: _Sum | int) -> _Sum:
        return self + self._of(other) * -1

    def __rsub__(self, other: int) -> _Sum:
        return self * -1 + other

    def __mul__(self, other: _Sum | int) -> _Sum:
        terms: dict[tuple[str, ...], int] = {}
        for m, c in self.terms.items():
            for n, d in self._of(other).terms.items():
                key = tuple(sorted(m + n))
                terms[key] = terms.get(key, 0) + c * d
        return _Sum(terms)

    __rmul__ = __mul__

    def __pow__(self, exponent: int) -> _Sum:
        result = self._of(1)
        for _ in range(exponent):
            result = result * self
        return result
