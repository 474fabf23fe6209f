"""Farkas certificates: nonnegative combinations of inequalities that sum to a contradiction.

Each column is an inequality `0 ≤ p`, `0 < p` or an equation `0 = p` with integer coefficients by
monomial. The problem is homogeneous: coefficients `c ≥ 0` (free for equations) with `Σ c p = 0`,
not all strict ones zero; the trivial `0 < 1` is one of the columns. As in Mathlib's
`Linarith.SimplexAlgorithm`, the simplex method starts from the zero solution, where every pivot is
degenerate, until a ray shows itself; here equations are eliminated and columns that cannot take
part deleted first, and large problems are solved in floating point to find the support only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import gcd, lcm
from typing import Final

from lean_env.embedded.arith import floating, polynomial
from lean_env.embedded.arith.certificate import ArithTimeout, Budget
from lean_env.embedded.arith.polynomial import Signs

EQ: Final = 0
LE: Final = 1
LT: Final = 2

Column = dict[int, int]

_EXACT_SIZE: Final = 1_500  # rows times columns up to which the exact method is tried first
_EXACT_PIVOTS: Final = 40  # and how long
_MAX_PIVOTS: Final = 1_000
_BLAND_AFTER: Final = 60


def solve(
    columns: Sequence[tuple[Column, int]], budget: Budget, signs: Sequence[Signs] | None = None
) -> list[tuple[int, int]] | None:
    """(Index, coefficient) pairs of a contradictory combination, or None when there is none.

    `signs` are those of the columns, for a caller that has them.
    """
    budget.spend(sum(len(column) for column, _ in columns))
    problem = _Problem(columns)
    if signs is not None:
        problem.delete_one_signed([*signs, polynomial.ONE.signs()])
    problem.presolve()
    if not problem.strict_left():
        return None
    steps = problem.eliminate_equations(budget)
    if steps:
        problem.presolve()
        if not problem.strict_left():
            return None
    order = list(problem.columns)
    cone = [problem.columns[j] for j in order]
    strict = [problem.kind[j] == LT for j in order]
    ray = _find_ray(cone, strict, budget)
    if ray is None:
        return None
    used = [(j, c) for j, c in zip(order, ray, strict=True) if c]
    common = lcm(*(problem.scale[j][1] for j, _ in used))
    solution = {j: c * problem.scale[j][0] * (common // problem.scale[j][1]) for j, c in used}
    return _undo(steps, solution, columns)


class _Problem:
    """The columns still in play; column `len(given)` is `0 < 1`."""

    def __init__(self, given: Sequence[tuple[Column, int]]) -> None:
        self.columns: dict[int, Column] = {j: column for j, (column, _) in enumerate(given)}
        self.kind: dict[int, int] = {j: kind for j, (_, kind) in enumerate(given)}
        one = len(given)
        self.columns[one] = {0: 1}
        self.kind[one] = LT
        # columns[j] is scale[j] (top, bottom) times the original, plus multiples of equations
        self.scale: dict[int, tuple[int, int]] = dict.fromkeys(self.columns, (1, 1))

    def strict_left(self) -> bool:
        return any(self.kind[j] == LT for j in self.columns)

    def presolve(self) -> None:
        """Delete columns with a monomial that no other column can cancel, while there are any."""
        self.delete_one_signed([polynomial.signs(column) for column in self.columns.values()])
        columns, kind = self.columns, self.kind
        if not any(kind[j] == EQ for j in columns):
            return
        # The columns that have a monomial with either sign; deleted ones leave from the end, when
        # they are in the way.
        positive: defaultdict[int, list[int]] = defaultdict(list)
        negative: defaultdict[int, list[int]] = defaultdict(list)
        for j, column in columns.items():
            if kind[j] == EQ:
                for m in column:
                    positive[m].append(j)
                    negative[m].append(j)
            else:
                for m, c in column.items():
                    (positive if c > 0 else negative)[m].append(j)
        work = set(positive)
        work.update(negative)
        while work:
            m = work.pop()
            pos, neg = positive[m], negative[m]
            while pos and pos[-1] not in columns:
                pos.pop()
            while neg and neg[-1] not in columns:
                neg.pop()
            if pos and neg:
                if pos[-1] != neg[-1]:
                    continue
                # an equation, which can only be cancelled by another column
                pos[:] = [j for j in pos if j in columns]
                neg[:] = [j for j in neg if j in columns]
                if len(pos) > 1 or len(neg) > 1:
                    continue
            for j in {*pos, *neg}:
                if j in columns:
                    work.update(columns.pop(j))

    def delete_one_signed(self, signs: Sequence[Signs]) -> None:
        """Delete columns with a monomial that no column has with the opposite sign."""
        signed: list[tuple[int, frozenset[int], frozenset[int]]] = []
        for j, (above, below) in zip(self.columns, signs, strict=True):
            if self.kind[j] == EQ:
                above = below = above | below
            signed.append((j, above, below))
        before = -1
        while before != len(signed):
            before = len(signed)
            positive: set[int] = set().union(*[above for _, above, _ in signed])
            negative: set[int] = set().union(*[below for _, _, below in signed])
            only_positive, only_negative = positive - negative, negative - positive
            if not only_positive and not only_negative:
                break
            signed = [
                s
                for s in signed
                if only_positive.isdisjoint(s[1]) and only_negative.isdisjoint(s[2])
            ]
        if len(signed) < len(self.columns):
            self.columns = {j: self.columns[j] for j, _, _ in signed}

    def eliminate_equations(self, budget: Budget) -> list[tuple[int, int]]:
        """Use each equation to eliminate one monomial; the (equation, monomial) pairs, in order."""
        steps = []
        where: dict[int, set[int]] = {}
        for j, column in self.columns.items():
            for m in column:
                where.setdefault(m, set()).add(j)
        for e in [j for j in self.columns if self.kind[j] == EQ]:
            equation = self.columns.pop(e)
            for m in equation:
                where[m].discard(e)
            if not equation:
                continue
            pivot = min(equation, key=lambda m: (len(where[m]), m))
            a = equation[pivot]
            if a < 0:
                equation = {m: -c for m, c in equation.items()}
                a = -a
            steps.append((e, pivot))
            for j in list(where[pivot]):
                column = self.columns[j]
                budget.spend(1 + len(column) // 4)
                b = column[pivot]
                common = gcd(a, b)
                left, right = a // common, b // common
                new = {m: c * left for m, c in column.items()} if left != 1 else dict(column)
                for m, c in equation.items():
                    value = new.get(m, 0) - c * right
                    if value:
                        if m not in new:
                            where[m].add(j)
                        new[m] = value
                    else:
                        del new[m]
                        where[m].discard(j)
                divisor = gcd(*new.values()) if new else 1
                if divisor > 1:
                    new = {m: c // divisor for m, c in new.items()}
                top, bottom = self.scale[j]
                self.scale[j] = (top * left, bottom * divisor)
                self.columns[j] = new
        return steps


def _undo(
    steps: list[tuple[int, int]],
    solution: dict[int, int],
    given: Sequence[tuple[Column, int]],
) -> list[tuple[int, int]]:
    """Add the coefficients of the equations that were eliminated.

    The sum over the original columns has to vanish, and in the order of elimination the pivots form
    a triangular system. A pivot's column may hold pivots of other equations: solved from the last
    step back, each pivot monomial only meets equations eliminated before it.
    """
    if not steps:
        return _primitive([(j, c) for j, c in solution.items() if j < len(given)])
    total: Column = {}
    for j, c in solution.items():
        column = given[j][0] if j < len(given) else {0: 1}
        for m, a in column.items():
            total[m] = total.get(m, 0) + c * a
    reduced = _triangular(steps, given)
    coefficients = dict(solution)
    for (e, pivot), (row, combination) in zip(steps, reduced, strict=True):
        b = total.get(pivot, 0)
        if not b:
            continue
        a = row[pivot]
        common = gcd(a, b)
        left, right = abs(a) // common, (b if a > 0 else -b) // common
        if left != 1:
            total = {m: c * left for m, c in total.items()}
            coefficients = {j: c * left for j, c in coefficients.items()}
        for m, c in row.items():
            total[m] = total.get(m, 0) - c * right
        for j, c in combination.items():
            coefficients[j] = coefficients.get(j, 0) - c * right
        del e
    return _primitive([(j, c) for j, c in coefficients.items() if c and j < len(given)])


def _triangular(
    steps: list[tuple[int, int]], given: Sequence[tuple[Column, int]]
) -> list[tuple[Column, Column]]:
    """Each eliminated equation as it was when used, and its combination of the given equations."""
    reduced: list[tuple[Column, Column]] = []
    for e, _ in steps:
        row = dict(given[e][0])
        combination: Column = {e: 1}
        for (_, pivot), (earlier, weights) in zip(steps, reduced, strict=False):
            b = row.get(pivot, 0)
            if not b:
                continue
            a = earlier[pivot]
            common = gcd(a, b)
            left, right = a // common, b // common
            row = {m: c * left for m, c in row.items()}
            combination = {j: c * left for j, c in combination.items()}
            for m, c in earlier.items():
                row[m] = row.get(m, 0) - c * right
            for j, c in weights.items():
                combination[j] = combination.get(j, 0) - c * right
            row = {m: c for m, c in row.items() if c}
            divisor = gcd(*row.values(), *combination.values())
            if divisor > 1:
                row = {m: c // divisor for m, c in row.items()}
                combination = {j: c // divisor for j, c in combination.items()}
        reduced.append((row, combination))
    return reduced


def _primitive(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    common = gcd(*(c for _, c in pairs)) if pairs else 1
    return [(j, c // common) for j, c in pairs] if common > 1 else pairs


def _find_ray(cone: list[Column], strict: list[bool], budget: Budget) -> list[int] | None:
    """Coefficients `c ≥ 0` with `Σ c column = 0` and a positive one at a strict column."""
    monomials: dict[int, int] = {}
    for column in cone:
        for m in column:
            monomials.setdefault(m, len(monomials))
    if len(monomials) * len(cone) <= _EXACT_SIZE:
        try:
            return _exact_ray(cone, strict, monomials, _EXACT_PIVOTS, budget)
        except _TooManyPivots:
            pass
    support = floating.support(cone, strict, monomials, budget)
    if support is None:
        return None
    rows: dict[int, int] = {}
    for j in support:
        for m in cone[j]:
            rows.setdefault(m, len(rows))
    try:
        small = _exact_ray(
            [cone[j] for j in support], [strict[j] for j in support], rows, _MAX_PIVOTS, budget
        )
        if small is None:  # the guess was wrong
            return _exact_ray(cone, strict, monomials, _MAX_PIVOTS, budget)
    except _TooManyPivots:
        raise ArithTimeout("the simplex method does not come to an end") from None
    ray = [0] * len(cone)
    for j, c in zip(support, small, strict=True):
        ray[j] = c
    return ray


class _TooManyPivots(Exception):
    pass


def _exact_ray(
    cone: list[Column],
    strict: list[bool],
    monomials: dict[int, int],
    max_pivots: int,
    budget: Budget,
) -> list[int] | None:
    """The simplex method in integers: each row may be scaled, its basic coefficient is positive."""
    n = len(cone)
    rows = [[0] * n for _ in monomials]
    for j, column in enumerate(cone):
        for m, c in column.items():
            rows[monomials[m]][j] = c
    basic = [-1] * len(rows)  # -1: an artificial variable, which has to stay zero
    objective = [1 if s else 0 for s in strict]
    pivots = 0
    while True:
        entering = _entering(objective, pivots >= _BLAND_AFTER)
        if entering < 0:
            return None
        leaving = _leaving(rows, basic, entering)
        if leaving < 0:
            return _ray(rows, basic, entering, n)
        row = rows[leaving]
        pivot = row[entering]
        if pivot < 0:
            row = rows[leaving] = [-x for x in row]
            pivot = -pivot
        budget.spend(n * (1 + len(rows) // 8) // 4 + 1)
        for i, other in enumerate(rows):
            factor = other[entering]
            if factor and i != leaving:
                rows[i] = _combine(other, row, pivot, factor)
        if objective[entering]:
            objective = _combine(objective, row, pivot, objective[entering])
        basic[leaving] = entering
        pivots += 1
        if pivots > max_pivots:
            raise _TooManyPivots


def _combine(other: list[int], row: list[int], pivot: int, factor: int) -> list[int]:
    if pivot == 1:
        return [a - b * factor if b else a for a, b in zip(other, row, strict=True)]
    new = [a * pivot - b * factor for a, b in zip(other, row, strict=True)]
    common = gcd(*new)
    return [x // common for x in new] if common > 1 else new


def _entering(objective: list[int], bland: bool) -> int:
    if bland:
        for j, c in enumerate(objective):
            if c > 0:
                return j
        return -1
    best = max(objective)
    return objective.index(best) if best > 0 else -1


def _leaving(rows: list[list[int]], basic: list[int], entering: int) -> int:
    best = -1
    for i, row in enumerate(rows):
        c = row[entering]
        if not c:
            continue
        b = basic[i]
        if b < 0:
            return i
        if c > 0 and (best < 0 or b < basic[best]):
            best = i
    return best


def _ray(rows: list[list[int]], basic: list[int], entering: int, n: int) -> list[int]:
    common = 1
    for i, b in enumerate(basic):
        if b >= 0 and rows[i][entering]:
            a = rows[i][b]
            common = common * a // gcd(common, a)
    ray = [0] * n
    ray[entering] = common
    for i, b in enumerate(basic):
        if b >= 0 and rows[i][entering]:
            ray[b] = -rows[i][entering] * common // rows[i][b]
    return ray
