"""Checks steps that clear denominators: fractions of polynomials, the denominators not zero."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lean_env.embedded.arith.certificate import CertificateError, ClearDenominators
from lean_env.embedded.arith.check_polynomial import Polynomial, Reader, plus
from lean_env.embedded.arith.check_sign import Strength, check_sign
from lean_env.embedded.arith.check_values import NoValue, value
from lean_env.embedded.term import COMPLEX, NAT, PROP, RAT, REAL, Term

_FIELDS: Final = (RAT, REAL, COMPLEX)
_NOT_ZERO: Final = (Strength.POSITIVE, Strength.NONZERO)
_MAX_POWER: Final = 64

Fraction = tuple[Polynomial, Polynomial]
_ONE: Final[Polynomial] = {(): 1}


def check_clear_denominators(
    conv: ClearDenominators, facts: Sequence[Term], before: Term, after: Term
) -> None:
    """Raises `CertificateError` unless `before` and `after` are equal, or equivalent equations."""
    nonzero = []
    for term, sign in conv.nonzero:
        if check_sign(sign, term, facts) not in _NOT_ZERO:
            raise CertificateError("a denominator may be zero")
        nonzero.append(term)
    reading = _Fractions(set(nonzero))
    product = reading.reader.product
    if before.ty is not PROP:
        if before.ty not in _FIELDS:
            raise CertificateError("not terms of a field")
        (a, b), (c, d) = reading.of(before), reading.of(after)
        if plus(product(a, d), product(c, b), -1):
            raise CertificateError("the fractions differ")
        return
    if before.op != after.op:
        raise CertificateError("different relations")
    # p / q is the difference of the sides before, r / s after; r / s is a multiple of p / q
    (p, q), (r, s) = reading.difference(before), reading.difference(after)
    left, right = product(r, q), product(p, s)
    for i in conv.multiplier:
        if not 0 <= i < len(nonzero):
            raise CertificateError("no such term")
        a, b = reading.of(nonzero[i])
        left, right = product(left, b), product(right, a)
    if not _proportional(left, right):
        raise CertificateError("the equations are not equivalent")


def _proportional(p: Polynomial, q: Polynomial) -> bool:
    if not p or not q:
        return not p and not q
    m = next(iter(q))
    if m not in p:
        return False
    # p[m] q = q[m] p, and neither coefficient is zero
    return not plus(plus({}, q, p[m]), p, -q[m])


class _Fractions:
    def __init__(self, nonzero: set[Term]) -> None:
        self.nonzero = nonzero
        self.reader = Reader()

    def difference(self, p: Term) -> Fraction:
        """The difference of the sides of an equation."""
        if p.op != "eq" or p.args[0].ty not in _FIELDS:
            raise CertificateError("not an equation in a field")
        (a, b), (c, d) = self.of(p.args[0]), self.of(p.args[1])
        product = self.reader.product
        return plus(product(a, d), product(c, b), -1), product(b, d)

    def of(self, t: Term) -> Fraction:
        """A numerator and a denominator that is not zero."""
        product = self.reader.product
        match t.op:
            case "add" | "sub":
                (a, b), (c, d) = self.of(t.args[0]), self.of(t.args[1])
                sign = 1 if t.op == "add" else -1
                return plus(product(a, d), product(c, b), sign), product(b, d)
            case "neg":
                a, b = self.of(t.args[0])
                return plus({}, a, -1), b
            case "mul":
                (a, b), (c, d) = self.of(t.args[0]), self.of(t.args[1])
                return product(a, c), product(b, d)
            case "div":
                (a, b), (c, d) = self.of(t.args[0]), self._inverse(t.args[1])
                return product(a, c), product(b, d)
            case "inv":
                return self._inverse(t.args[0])
            case "pow":
                base, n = t.args
                if n.op == "num" and n.ty is NAT and n.data <= _MAX_POWER:
                    a, b = self.of(base)
                    return self.reader.power(a, n.data), self.reader.power(b, n.data)
        return self.reader.read(t), _ONE

    def _inverse(self, t: Term) -> Fraction:
        """`t⁻¹`: of what is not zero, and by the laws that hold of 0, too: `(a / b)⁻¹ = b / a`."""
        if self._divisible(t):
            a, b = self.of(t)
            return b, a
        product = self.reader.product
        match t.op:
            case "inv":
                return self.of(t.args[0])
            case "neg":
                a, b = self._inverse(t.args[0])
                return plus({}, a, -1), b
            case "mul" | "div":
                (a, b) = self._inverse(t.args[0])
                right = self.of if t.op == "div" else self._inverse
                (c, d) = right(t.args[1])
                return product(a, c), product(b, d)
        return self.reader.read(Term("inv", (t,), t.ty)), _ONE

    def _divisible(self, t: Term) -> bool:
        """Whether `t` is known not to be zero: listed, a numeral, or built from such by * and ^."""
        if t in self.nonzero:
            return True
        if t.op in ("mul", "div"):
            return self._divisible(t.args[0]) and self._divisible(t.args[1])
        if t.op == "neg" or t.op == "inv":
            return self._divisible(t.args[0])
        if t.op == "pow" and t.args[1].op == "num":
            return self._divisible(t.args[0])
        try:
            return value(t) != 0
        except NoValue:
            return False
