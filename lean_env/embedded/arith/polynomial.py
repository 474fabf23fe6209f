"""Polynomials for the search: integer coefficients over one denominator, packed monomials.

A monomial is one int that holds the exponent of atom `i` in bits `16 i` to `16 i + 15`, so that a
product of monomials is a sum of ints. Exponents cannot run into each other: the total degree of a
polynomial is tracked, and a product that would pass `MAX_DEGREE` is refused.
"""

from __future__ import annotations

from math import gcd
from typing import Final

from lean_env.embedded.arith.certificate import ArithFailed, Budget

BITS: Final = 16
EXPONENT_MASK: Final = (1 << BITS) - 1
MAX_DEGREE: Final = (1 << (BITS - 1)) - 1
MAX_COEFFICIENT_BITS: Final = 40_000
_BITS_A_STEP: Final = 2_000

Signs = tuple[frozenset[int], frozenset[int]]
PolyKey = tuple[frozenset[tuple[int, int]], int]


class Poly:
    """`Σ coefficient · monomial / den`, without zero coefficients; `den` is positive.

    Not always in lowest terms; `degree` is an upper bound of the total degree.
    """

    __slots__ = ("_signs", "degree", "den", "terms")

    def __init__(self, terms: dict[int, int], den: int = 1, degree: int = 0) -> None:
        self.terms = terms
        self.den = den
        self.degree = degree
        self._signs: Signs | None = None

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __repr__(self) -> str:
        return f"Poly({self.terms}, {self.den})"

    def key(self) -> PolyKey:
        """A hashable value that equal polynomials share."""
        reduced = lowest_terms(self)
        return (frozenset(reduced.terms.items()), reduced.den)

    def signs(self) -> Signs:
        """The monomials with a positive and those with a negative coefficient."""
        if self._signs is None:
            self._signs = signs(self.terms)
        return self._signs

    def constant(self) -> tuple[int, int] | None:
        """The value (numerator, denominator) of a constant polynomial, else None."""
        if not self.terms:
            return (0, 1)
        if len(self.terms) == 1 and 0 in self.terms:
            return (self.terms[0], self.den)
        return None


def signs(terms: dict[int, int]) -> Signs:
    """The keys of positive values and those of negative ones."""
    positive = frozenset([m for m, c in terms.items() if c > 0])
    return positive, frozenset(terms).difference(positive)


ZERO: Final = Poly({})
ONE: Final = Poly({0: 1})


def constant(numerator: int, denominator: int = 1) -> Poly:
    """A constant polynomial; the denominator is positive."""
    return Poly({0: numerator}, denominator) if numerator else ZERO


def atom(index: int) -> Poly:
    """The polynomial that is one atom."""
    return Poly({1 << (BITS * index): 1}, 1, 1)


def exponents(monomial: int) -> list[tuple[int, int]]:
    """The (atom index, exponent) pairs of a monomial, ascending."""
    out = []
    index = 0
    while monomial:
        exponent = monomial & EXPONENT_MASK
        if exponent:
            out.append((index, exponent))
        monomial >>= BITS
        index += 1
    return out


def lowest_terms(p: Poly) -> Poly:
    """The same polynomial with coprime coefficients and denominator."""
    if p.den == 1:
        return p
    common = gcd(p.den, *p.terms.values())
    if common == 1:
        return p
    return Poly({m: c // common for m, c in p.terms.items()}, p.den // common, p.degree)


def add(p: Poly, q: Poly, sign: int = 1) -> Poly:
    """`p + sign · q`, for sign ±1."""
    if not q.terms:
        return p
    if p.den == q.den:
        den = p.den
        terms = dict(p.terms)
        factor = sign
    else:
        common = gcd(p.den, q.den)
        left = q.den // common
        den = p.den * left
        terms = {m: c * left for m, c in p.terms.items()}
        factor = sign * (p.den // common)
    for m, c in q.terms.items():
        new = terms.get(m, 0) + c * factor
        if new:
            terms[m] = new
        else:
            del terms[m]
    return Poly(terms, den, max(p.degree, q.degree))


def scale(p: Poly, numerator: int, denominator: int = 1) -> Poly:
    """`p · numerator / denominator`, for a positive denominator."""
    if not numerator:
        return ZERO
    if numerator == 1 and denominator == 1:
        return p
    return lowest_terms(
        Poly({m: c * numerator for m, c in p.terms.items()}, p.den * denominator, p.degree)
    )


def mul(p: Poly, q: Poly, budget: Budget) -> Poly:
    """`p · q`. Raises `ArithFailed` beyond the largest degree, `ArithTimeout` out of budget."""
    a, b = p.terms, q.terms
    if not a or not b:
        return ZERO
    degree = p.degree + q.degree
    if degree > MAX_DEGREE:
        raise ArithFailed("the degree is too large")
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1:
        ((m, c),) = a.items()
        terms = {m + n: c * d for n, d in b.items()}
        return Poly(terms, p.den * q.den, degree)
    spend(p, q, budget)
    terms = {}
    get = terms.get
    for m, c in a.items():
        for n, d in b.items():
            k = m + n
            terms[k] = get(k, 0) + c * d
    if 0 in terms.values():
        terms = {m: c for m, c in terms.items() if c}
    return Poly(terms, p.den * q.den, degree)


def spend(p: Poly, q: Poly, budget: Budget) -> None:
    """Take what `mul` costs off the budget."""
    if len(p.terms) > 1 and len(q.terms) > 1:
        budget.spend(len(p.terms) * len(q.terms) // 4)


def power(p: Poly, exponent: int, budget: Budget) -> Poly:
    """`p ^ exponent`, by squaring. `0 ^ 0 = 1`."""
    if exponent == 0:
        return ONE
    if p.degree * exponent > MAX_DEGREE:
        raise ArithFailed("the exponent is too large")
    if len(p.terms) == 1:
        ((m, c),) = p.terms.items()
        size = max(c.bit_length(), p.den.bit_length())
        if (abs(c) > 1 or p.den > 1) and exponent * size > MAX_COEFFICIENT_BITS:
            raise ArithFailed("the exponent is too large")
        return Poly({m * exponent: c**exponent}, p.den**exponent, p.degree * exponent)
    result = None
    square = p
    while True:
        if exponent & 1:
            result = square if result is None else mul(result, square, budget)
        exponent >>= 1
        if not exponent:
            return ONE if result is None else result
        # `mul` counts products; what large coefficients cost more is counted here
        bits = max(map(int.bit_length, square.terms.values()), default=0)
        if bits * exponent > MAX_COEFFICIENT_BITS and bits > 1:
            raise ArithFailed("the exponent is too large")
        budget.spend((len(square.terms) * bits // _BITS_A_STEP) ** 2)
        square = mul(square, square, budget)


def equal(p: Poly, q: Poly) -> bool:
    """Whether two polynomials are the same."""
    if len(p.terms) != len(q.terms):
        return False
    if p.den == q.den:
        return p.terms == q.terms
    return not add(p, q, -1).terms
