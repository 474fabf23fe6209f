"""Integer linear arithmetic by elimination: Pugh's equations, then Fourier and Motzkin.

As in Lean's `omega` (W. Pugh, *The Omega test*, 1991, without dark and grey shadows): equations are
solved over the integers, then a variable at a time is eliminated from the inequalities, those
where nothing is lost first. Inequalities are tightened by the gcd of their coefficients.

Every row remembers how it was combined from others, so a contradiction comes with its derivation.
Variables that solving an equation brings in stand for integer combinations of the given ones, so
that every row is a combination of the given rows all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from math import gcd
from typing import Any, Final

from lean_env.embedded.arith.certificate import ArithTimeout, Budget

Form = dict[int, int]  # integer coefficients by variable

_MAX_ROWS: Final = 2_000
_MAX_BITS: Final = 10_000


class Row:
    """`0 ≤ form + constant`, or `0 = form + constant`.

    `why` is what the row was given with, or a `Combined` or `Bounds`.
    """

    __slots__ = ("constant", "equation", "form", "why")

    def __init__(self, form: Form, constant: int, equation: bool, why: Any) -> None:
        self.form = form
        self.constant = constant
        self.equation = equation
        self.why = why


class Combined:
    """The sum of coefficient times row, divided by `divisor`."""

    __slots__ = ("divisor", "terms")

    def __init__(self, terms: tuple[tuple[int, Row], ...], divisor: int = 1) -> None:
        self.terms = terms
        self.divisor = divisor


class Bounds:
    """An equation, from the same lower and upper bound."""

    __slots__ = ("above", "below")

    def __init__(self, below: Row, above: Row) -> None:
        self.below = below
        self.above = above


class _Contradiction(Exception):
    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row


def refute(rows: Iterable[Row], budget: Budget) -> Row | None:
    """A contradictory row derived from the given ones, or None.

    Raises `ArithTimeout` out of budget.
    """
    try:
        _Problem(rows, budget).solve()
    except _Contradiction as found:
        return found.row
    return None


_Key = tuple[tuple[int, int], ...]


class _Problem:
    """Equations, and the best lower and upper bound of each form (primitive, first sign +)."""

    def __init__(self, rows: Iterable[Row], budget: Budget) -> None:
        self.budget = budget
        self.equations: list[Row] = []
        self.below: dict[_Key, Row] = {}
        self.above: dict[_Key, Row] = {}
        given = list(rows)
        self.fresh = count(1 + max((x for row in given for x in row.form), default=0))
        for row in given:
            self.add(row)

    def solve(self) -> None:
        while True:
            while self.equations:
                self.solve_equation()
            if not self.eliminate():
                return

    # --- adding rows ---

    def add(self, row: Row) -> None:
        self.budget.spend(2 + 2 * len(row.form))
        form, constant = row.form, row.constant
        if not form:
            if constant < 0 or (row.equation and constant):
                raise _Contradiction(row)
            return
        divisor = gcd(*form.values())
        if divisor > 1:
            why = Combined(((1, row),), divisor)
            if row.equation and constant % divisor:
                raise _Contradiction(Row({}, constant, True, why))
            form = {x: c // divisor for x, c in form.items()}
            constant //= divisor
            row = Row(form, constant, row.equation, why)
        if max(constant.bit_length(), *(c.bit_length() for c in form.values())) > _MAX_BITS:
            raise ArithTimeout("the numbers grow too large")
        if row.equation:
            self.equations.append(row)
        else:
            self.bound(row)

    def bound(self, row: Row) -> None:
        key = tuple(sorted(row.form.items()))
        lower = key[0][1] > 0
        if not lower:
            key = tuple((x, -c) for x, c in key)
        table, other = (self.below, self.above) if lower else (self.above, self.below)
        known = table.get(key)
        if known is not None and known.constant <= row.constant:
            return
        table[key] = row
        opposite = other.get(key)
        if opposite is None:
            return
        width = row.constant + opposite.constant
        if width < 0:
            raise _Contradiction(Row({}, width, False, Combined(((1, row), (1, opposite)))))
        if width == 0:
            del table[key], other[key]
            self.equations.append(Row(row.form, row.constant, True, Bounds(row, opposite)))

    # --- equations ---

    def solve_equation(self) -> None:
        """Use one equation to eliminate a variable."""
        index = min(
            range(len(self.equations)),
            key=lambda i: min(abs(c) for c in self.equations[i].form.values()),
        )
        equation = self.equations.pop(index)
        x = min(equation.form, key=lambda y: (abs(equation.form[y]), y))
        a = equation.form[x]
        if a < 0:
            negated = {y: -c for y, c in equation.form.items()}
            why = Combined(((-1, equation),))
            equation, a = Row(negated, -equation.constant, True, why), -a
        if a == 1:
            value = {y: -c for y, c in equation.form.items() if y != x}
            self.substitute(x, value, -equation.constant, equation, -1)
            return
        # x = value, in a new variable, which stands for an integer combination of the others
        modulus = a + 1
        new = next(self.fresh)
        value = {y: _balanced(c, modulus) for y, c in equation.form.items() if y != x}
        value = {y: c for y, c in value.items() if c}
        value[new] = -modulus
        rest = {y: _rounded(c, modulus) for y, c in equation.form.items() if y != x}
        form = {y: c + _balanced(equation.form[y], modulus) for y, c in rest.items()}
        form = {y: c for y, c in form.items() if c}
        form[new] = -a
        constant = equation.constant
        reduced = _balanced(constant, modulus)
        self.substitute(x, value, reduced, equation, 1)
        self.add(Row(form, _rounded(constant, modulus) + reduced, True, equation.why))

    def substitute(self, x: int, value: Form, constant: int, equation: Row, sign: int) -> None:
        """Replace `x` everywhere; `sign * c` times the equation is added where x has factor c."""
        rows = [*self.equations, *self.below.values(), *self.above.values()]
        if not any(x in r.form for r in rows):
            return
        self.equations, self.below, self.above = [], {}, {}
        for row in rows:
            c = row.form.get(x)
            if c is None:
                self.add(row)
                continue
            form = {y: d for y, d in row.form.items() if y != x}
            _accumulate(form, value, c)
            why = Combined(((1, row), (sign * c, equation)))
            self.add(Row(form, row.constant + c * constant, row.equation, why))

    # --- inequalities ---

    def eliminate(self) -> bool:
        """Eliminate one variable from the inequalities; False if there is none."""
        rows = [*self.below.values(), *self.above.values()]
        lower: dict[int, list[Row]] = {}
        upper: dict[int, list[Row]] = {}
        for row in rows:
            for y, c in row.form.items():
                (lower if c > 0 else upper).setdefault(y, []).append(row)
        self.budget.spend(sum(len(r.form) for r in rows))
        one_sided = lower.keys() ^ upper.keys()
        if one_sided:
            self.below = _without(self.below, one_sided)
            self.above = _without(self.above, one_sided)
            return True
        if not lower:
            return False
        x = min(lower, key=lambda y: _cost(lower[y], upper[y], y))
        self.below = _without(self.below, {x})
        self.above = _without(self.above, {x})
        if len(self.below) + len(self.above) + len(lower[x]) * len(upper[x]) > _MAX_ROWS:
            raise ArithTimeout("there are too many inequalities")
        for low in lower[x]:
            a = low.form[x]
            for high in upper[x]:
                b = -high.form[x]
                common = gcd(a, b)
                p, q = b // common, a // common
                form: Form = {}
                _accumulate(form, low.form, p)
                _accumulate(form, high.form, q)
                why = Combined(((p, low), (q, high)))
                constant = p * low.constant + q * high.constant
                self.add(Row(form, constant, False, why))
        return True


def _cost(lower: Sequence[Row], upper: Sequence[Row], x: int) -> tuple[bool, int, int]:
    """Exact eliminations first, then those that make few rows."""
    exact = all(r.form[x] == 1 for r in lower) or all(r.form[x] == -1 for r in upper)
    return not exact, len(lower) * len(upper), x


def _without(table: dict[_Key, Row], variables: Iterable[int]) -> dict[_Key, Row]:
    gone = set(variables)
    return {key: row for key, row in table.items() if gone.isdisjoint(row.form)}


def _accumulate(form: Form, other: Form, factor: int) -> None:
    for y, c in other.items():
        new = form.get(y, 0) + c * factor
        if new:
            form[y] = new
        else:
            form.pop(y, None)


def _rounded(a: int, modulus: int) -> int:
    """`a / modulus`, rounded to the nearest integer."""
    return (2 * a + modulus) // (2 * modulus)


def _balanced(a: int, modulus: int) -> int:
    """The remainder that belongs to `_rounded`."""
    return a - modulus * _rounded(a, modulus)
