"""Real polynomial expressions as they are written: trees that print as Lean and expand exactly.

A tree keeps how an expression is written (`2 * (a * b)` is not `2 * a * b`), because `apply`
follows the written form; `Expr.poly` is what it is worth, expanded exactly over ℤ by FLINT.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from typing import Final

from flint import Ordering, fmpz_mpoly, fmpz_mpoly_ctx

VARIABLES: Final = ("a", "b", "c", "d", "x", "y", "z")
_CONTEXT: Final = fmpz_mpoly_ctx.get(VARIABLES, Ordering.degrevlex)
_POLYS: Final = dict(zip(VARIABLES, _CONTEXT.gens(), strict=True))
# Where polynomials are evaluated to tell them apart; large distinct primes, one a variable.
_POINTS: Final = (1_000_003, 1_000_000_007, 998_244_353, 2_147_483_647, 982_451_653)

# Lean's binding powers: how tight the operator is, and what its left and right sides must reach.
_BINDING: Final = {"+": (65, 65, 66), "-": (65, 65, 66), "*": (70, 70, 71), "^": (75, 76, 75)}
_ATOM: Final = 1000


class Expr:
    """An immutable expression: a variable, a natural numeral, or `left op right`.

    `op` is one of `var`, `num`, `+`, `-`, `*`, `^` (the exponent of `^` is a numeral).
    """

    __slots__ = ("_poly", "_text", "args", "degree", "op", "value")

    def __init__(self, op: str, args: tuple[Expr, ...] = (), value: str | int = 0) -> None:
        self.op = op
        self.args = args
        self.value = value
        self._poly: fmpz_mpoly | None = None
        self._text: str | None = None
        match op:
            case "var":
                self.degree = 1
            case "num":
                self.degree = 0
            case "*":
                self.degree = args[0].degree + args[1].degree
            case "^":
                self.degree = args[0].degree * int(args[1].value)
            case _:
                self.degree = max(args[0].degree, args[1].degree)

    def __add__(self, other: Expr) -> Expr:
        return Expr("+", (self, other))

    def __sub__(self, other: Expr) -> Expr:
        return Expr("-", (self, other))

    def __mul__(self, other: Expr) -> Expr:
        return Expr("*", (self, other))

    def __pow__(self, exponent: int) -> Expr:
        return Expr("^", (self, num(exponent)))

    def __str__(self) -> str:
        if self._text is None:
            self._text = self._print()
        return self._text

    def _print(self) -> str:
        if not self.args:
            return str(self.value)
        _, left, right = _BINDING[self.op]
        return f"{_within(self.args[0], left)} {self.op} {_within(self.args[1], right)}"

    @property
    def poly(self) -> fmpz_mpoly:
        """The expression expanded and collected over ℤ (computed once a node)."""
        if self._poly is None:
            self._poly = self._expand()
        return self._poly

    def _expand(self) -> fmpz_mpoly:
        match self.op:
            case "var":
                return _POLYS[str(self.value)]
            case "num":
                return _CONTEXT.constant(int(self.value))
            case "+":
                return self.args[0].poly + self.args[1].poly
            case "-":
                return self.args[0].poly - self.args[1].poly
            case "*":
                return self.args[0].poly * self.args[1].poly
            case _:
                return self.args[0].poly ** int(self.args[1].value)


def _within(e: Expr, level: int) -> str:
    binding = _BINDING[e.op][0] if e.args else _ATOM
    return f"({e})" if binding < level else str(e)


def var(name: str) -> Expr:
    """A variable, one of `VARIABLES`."""
    if name not in _POLYS:
        raise ValueError(f"no variable of the synthetic statements: {name!r}")
    return Expr("var", (), name)


def num(value: int) -> Expr:
    """A natural numeral. Raises `ValueError` for a negative one."""
    if value < 0:
        raise ValueError(f"a numeral is not negative: {value}")
    return Expr("num", (), value)


def variables(*expressions: Expr) -> tuple[str, ...]:
    """The variables that occur in the expressions, in the order of `VARIABLES`."""
    found: set[str] = set()
    stack = list(expressions)
    while stack:
        e = stack.pop()
        if e.op == "var":
            found.add(str(e.value))
        stack.extend(e.args)
    return tuple(v for v in VARIABLES if v in found)


def total(terms: Sequence[Expr]) -> Expr:
    """The sum of the terms, associated to the left as Lean reads it. Needs at least one."""
    result = terms[0]
    for term in terms[1:]:
        result = result + term
    return result


def product(factors: Sequence[Expr]) -> Expr:
    """The product of the factors, associated to the left as Lean reads it. Needs at least one."""
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    return result


def collected(poly: fmpz_mpoly, order: Sequence[str]) -> Expr:
    """A polynomial with positive coefficients, written as a sum of monomials.

    `order` says in which order the variables stand in a monomial and which of them leads the
    order of the monomials.
    """
    places = [VARIABLES.index(name) for name in order]
    terms = [
        (tuple(int(exponents[p]) for p in places), int(coefficient))
        for exponents, coefficient in zip(poly.monoms(), poly.coeffs(), strict=True)
    ]
    terms.sort(key=lambda item: item[0], reverse=True)
    return total([_monomial(c, powers, order) for powers, c in terms]) if terms else num(0)


def _monomial(coefficient: int, powers: Sequence[int], order: Sequence[str]) -> Expr:
    factors = [
        var(name) if power == 1 else var(name) ** power
        for name, power in zip(order, powers, strict=True)
        if power
    ]
    if not factors:
        return num(coefficient)
    return product(factors) if coefficient == 1 else product([num(coefficient), *factors])


def split_signs(poly: fmpz_mpoly) -> tuple[fmpz_mpoly, fmpz_mpoly]:
    """`(p, q)` with `poly = p - q` and only positive coefficients in both."""
    positive = _CONTEXT.from_dict({m: c for m, c in _terms(poly) if c > 0})
    negative = _CONTEXT.from_dict({m: -c for m, c in _terms(poly) if c < 0})
    return positive, negative


def _terms(poly: fmpz_mpoly) -> list[tuple[tuple[int, ...], int]]:
    return [
        (tuple(int(e) for e in exponents), int(coefficient))
        for exponents, coefficient in zip(poly.monoms(), poly.coeffs(), strict=True)
    ]


def has_negative_coefficient(poly: fmpz_mpoly) -> bool:
    """Whether positivity of the variables alone does not show `0 ≤ poly` term by term."""
    return any(c < 0 for c in poly.coeffs())


def meaning_key(
    goal: Sequence[fmpz_mpoly], hypotheses: Sequence[fmpz_mpoly], names: Sequence[str]
) -> int:
    """A number that two statements share if they are equal up to renaming of the variables.

    Each polynomial is evaluated at one point for every way to place `names` on the fixed
    coordinates (at most five); the set of these values depends neither on the names, nor on the
    order of the hypotheses, nor on how the polynomials were written. Different statements collide
    with negligible probability, and a collision only puts both on the same side of a split.
    """
    rows = []
    for points in itertools.permutations(_POINTS[: len(names)]):
        at = dict.fromkeys(VARIABLES, 0) | dict(zip(names, points, strict=True))
        coordinates = [at[name] for name in VARIABLES]
        given = sorted(abs(int(p(*coordinates))) for p in hypotheses)
        rows.append([int(p(*coordinates)) for p in goal] + given)
    text = repr(sorted(rows))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
