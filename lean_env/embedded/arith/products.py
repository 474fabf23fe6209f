"""What nlinarith adds to a linear problem: squares and products of pairs.

Follows `Linarith.nlinarithExtras`. A product that cannot take part in a contradiction, because it
has an extreme monomial that nothing cancels, is found out from the extreme monomials of its
factors, and never multiplied out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from lean_env.embedded.arith import polynomial
from lean_env.embedded.arith.certificate import Budget, Square
from lean_env.embedded.arith.comparisons import Comparison, Row, problem_type
from lean_env.embedded.arith.farkas import EQ, LE, LT
from lean_env.embedded.arith.normal_form import ORDERED, Atoms
from lean_env.embedded.arith.polynomial import BITS, EXPONENT_MASK
from lean_env.embedded.term import Term, Ty

_MAX_ORDERS: Final = 8


def square_rows(atoms: Atoms, ty: Ty, compared: Iterable[Comparison]) -> list[Row]:
    """`0 ≤ e ^ 2` for every `e ^ 2` or `e * e` in the comparisons, at the problem's type."""
    found: dict[Term, None] = {}
    for left, right, _ in compared:
        _find_squares(left, found)
        _find_squares(right, found)
    out = []
    for t in found:
        if problem_type(t.ty) is ty:
            p = atoms.linear(t)
            out.append(Row(atoms.product(p, p), LE, Square(t)))
    return out


def _find_squares(t: Term, found: dict[Term, None]) -> None:
    stack = [t]
    while stack:
        u = stack.pop()
        if u.loose:
            continue
        if u.op == "pow":
            if u.args[1].op == "num" and u.args[1].data == 2 and u.args[0].ty in ORDERED:
                found[u.args[0]] = None
        elif u.op == "mul" and u.args[0] == u.args[1] and u.args[0].ty in ORDERED:
            found[u.args[0]] = None
        stack.extend(u.args)


def with_products(atoms: Atoms, rows: Sequence[Row], budget: Budget) -> list[Row]:
    """The rows and the products of all pairs of them, without those of no use."""
    factors = [r for r in rows if r.poly.constant() is None]
    others = [r for r in rows if r.poly.constant() is not None]
    pairs: list[tuple[int, int]] = [(i, -1) for i in range(len(factors))]
    for i in range(len(factors)):
        pairs.extend((i, j) for j in range(i, len(factors)))
    budget.spend(2 * len(pairs))
    out = list(others)
    for i, j in _useful(factors, pairs, budget):
        a = factors[i]
        if j < 0:
            out.append(a)
            continue
        b = factors[j]
        kind = _product_kind(a.kind, b.kind)
        out.append(Row(atoms.product(a.poly, b.poly), kind, (a, b)))
    return out


def _product_kind(a: int, b: int) -> int:
    if EQ in (a, b):
        return EQ
    return LT if a == b == LT else LE


def _useful(
    factors: Sequence[Row], pairs: list[tuple[int, int]], budget: Budget
) -> list[tuple[int, int]]:
    """The pairs that are left when extreme monomials without a counterpart are struck out.

    In a monomial order the greatest monomial of a product is the product of the greatest ones. All
    columns with the greatest monomial of the whole problem have it as their own greatest; if it has
    the same sign in each (and none is an equation), none of them can take part.
    """
    equation = [r.kind == EQ for r in factors] + [False]  # the last: 1, for rows as they are
    tops = [_greatest(factors, order) for order in _orders(factors)]
    before = -1
    while before != len(pairs):
        before = len(pairs)
        for keys, positive in tops:
            budget.spend(len(pairs))
            pairs = _strike_out(pairs, keys, positive, equation)
            if not pairs:
                break
    return pairs


def _greatest(factors: Sequence[Row], order: Callable[[int], int]) -> tuple[list[int], list[bool]]:
    """The key and the sign of the greatest monomial of each factor, and of 1."""
    keys, positive = [], []
    for r in factors:
        terms = r.poly.terms
        monomial = max(terms, key=order)
        keys.append(order(monomial))
        positive.append(terms[monomial] > 0)
    return [*keys, 0], [*positive, True]


def _strike_out(
    pairs: list[tuple[int, int]], keys: list[int], positive: list[bool], equation: list[bool]
) -> list[tuple[int, int]]:
    sums = [keys[i] + keys[j] for i, j in pairs]
    greatest = max(sums, default=0)
    if greatest <= 0:
        return pairs  # the constant monomial, which 0 < 1 has too
    group = [pair for pair, key in zip(pairs, sums, strict=True) if key == greatest]
    if _cancels(group, positive, equation):  # in most orders
        return pairs
    ranked = sorted(range(len(pairs)), key=sums.__getitem__, reverse=True)
    start = len(group)
    while start < len(ranked):
        greatest = sums[ranked[start]]
        if greatest <= 0:
            break
        end = start + 1
        while end < len(ranked) and sums[ranked[end]] == greatest:
            end += 1
        if _cancels([pairs[k] for k in ranked[start:end]], positive, equation):
            break
        start = end
    return [pairs[k] for k in sorted(ranked[start:])]


def _cancels(group: list[tuple[int, int]], positive: list[bool], equation: list[bool]) -> bool:
    """Whether the greatest monomials of these products might cancel each other."""
    if len(group) == 1:
        return False
    i, j = group[0]
    sign = positive[i] == positive[j]
    return any(equation[i] or equation[j] or (positive[i] == positive[j]) != sign for i, j in group)


def _orders(factors: Sequence[Row]) -> list[Callable[[int], int]]:
    """Monomial orders, as additive injective keys: by degree, by the exponent of each atom."""
    seen = 0
    for r in factors:
        for m in r.poly.terms:
            seen |= m
    atoms = [i for i, _ in polynomial.exponents(seen)]
    high = BITS * (max(atoms, default=0) + 2)

    def by_degree(m: int) -> int:
        return (_degree(m) << high) + m

    def by_atom(shift: int) -> Callable[[int], int]:
        return lambda m: (((m >> shift) & EXPONENT_MASK) << high) + m

    return [by_degree, *(by_atom(BITS * i) for i in atoms[:_MAX_ORDERS])]


@lru_cache(maxsize=1 << 16)
def _degree(monomial: int) -> int:
    return sum(e for _, e in polynomial.exponents(monomial))
