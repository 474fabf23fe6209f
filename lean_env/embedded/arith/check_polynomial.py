"""The checker's own polynomials: dicts from monomials to rational coefficients.

Terms are read by the laws of commutative (semi)rings and fields only, so that equal polynomials
mean equal terms. Casts between number types are ring homomorphisms and are looked through, which
the tactics do not do: strictness is the search's business, truth is the checker's.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from lean_env.embedded.arith.certificate import CertificateError
from lean_env.embedded.arith.check_values import NoValue, value
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL, Term

Monomial = tuple[tuple[int, int], ...]  # (atom, exponent) pairs, ascending
Number = int | Fraction
Polynomial = dict[Monomial, Number]

_TOWER: Final = (NAT, INT, RAT, REAL, COMPLEX)
_FIELDS: Final = (RAT, REAL, COMPLEX)
_TERM_LIMIT: Final = 2_000_000  # elementary products in one check
_EXPONENT_LIMIT: Final = 100_000


class Reader:
    """Reads terms as polynomials over shared atoms."""

    def __init__(self) -> None:
        self._atoms: dict[Any, int] = {}
        self._names: list[Any] = []
        self._known: dict[Term, Polynomial] = {}
        self._work = 0

    # --- algebra ---

    def product(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """`p · q`."""
        self._work += len(p) * len(q)
        if self._work > _TERM_LIMIT:
            raise CertificateError("the polynomials are too large to check")
        out: Polynomial = {}
        for m, a in p.items():
            for n, b in q.items():
                k = _times(m, n)
                out[k] = out.get(k, 0) + a * b
        return {m: c for m, c in out.items() if c}

    def power(self, p: Polynomial, n: int) -> Polynomial:
        """`p ^ n`."""
        if not 0 <= n <= _EXPONENT_LIMIT:
            raise CertificateError("the exponent is too large to check")
        if len(p) == 1:
            ((m, c),) = p.items()
            if c not in (1, -1) and n * max(_bits(c), 1) > 200_000:
                raise CertificateError("the coefficient is too large to check")
            return {tuple((x, e * n) for x, e in m) if n else (): c**n}
        out: Polynomial = {(): 1}
        for bit in bin(n)[2:]:
            out = self.product(out, out)
            if bit == "1":
                out = self.product(out, p)
        return out

    # --- reading ---

    def read(self, t: Term) -> Polynomial:
        """The polynomial of a term of a number type. Raises `CertificateError` at other types."""
        known = self._known.get(t)
        if known is None:
            if t.ty not in _TOWER:
                raise CertificateError(f"not a number type: {t.ty.name}")
            known = self._known[t] = self._read(t)
        return known

    def _read(self, t: Term) -> Polynomial:
        args = t.args
        match t.op:
            case "num":
                return {(): t.data} if t.data else {}
            case "add":
                return plus(self.read(args[0]), self.read(args[1]))
            case "Nat.succ":
                return plus(self.read(args[0]), {(): 1})
            case "mul":
                return self.product(self.read(args[0]), self.read(args[1]))
            case "sub" if t.ty is not NAT:
                return plus(self.read(args[0]), self.read(args[1]), -1)
            case "neg" if t.ty is not NAT:
                return plus({}, self.read(args[0]), -1)
            case "div" if t.ty in _FIELDS:
                return self.product(self.read(args[0]), self.inverse(self.read(args[1])))
            case "inv" if t.ty in _FIELDS:
                return self.inverse(self.read(args[0]))
            case "cast" if _upward(t):
                return self.read(args[0])
            case "pow":
                power = self._read_power(t)
                if power is not None:
                    return power
            case "div" | "mod" | "min" | "max" if t.ty is INT:
                natural = _natural(t)
                if natural is not None:
                    return self.read(natural)
        try:
            closed = value(t)
        except NoValue:
            return self._atom(t)
        return {(): closed} if closed else {}

    def _atom(self, key: Any) -> Polynomial:
        number = self._atoms.get(key)
        if number is None:
            number = self._atoms[key] = len(self._names)
            self._names.append(key)
        return {((number, 1),): 1}

    def inverse(self, p: Polynomial) -> Polynomial:
        """The inverse in a field, with `0⁻¹ = 0` and `x * x⁻¹` left alone."""
        if not p:
            return {}
        if len(p) > 1:
            return self._atom(("inverse", _freeze(p)))
        ((m, c),) = p.items()
        out: Polynomial = {(): Fraction(1) / c}
        for x, e in m:
            name = self._names[x]
            if isinstance(name, tuple) and name[0] == "inverse":
                factor: Polynomial = dict(name[1])
            elif isinstance(name, tuple) and not _is_constant(name[1]):
                # (b ^ m)⁻¹ = b⁻¹ ^ m
                factor = self._power_of(self.inverse(dict(name[1])), name[2])
            else:
                factor = self._atom(("inverse", _freeze({((x, 1),): 1})))
            out = self.product(out, self.power(factor, e))
        return out

    def _read_power(self, t: Term) -> Polynomial | None:
        base, exponent = t.args
        if exponent.ty is NAT:
            by = self.read(exponent)
            out: Polynomial = {(): 1}
            for m, c in by.items():
                if c.denominator != 1 or c < 0:
                    raise CertificateError("an exponent in ℕ has a coefficient that is not")
                factor = self._power_of(self.read(base), m) if m else self.read(base)
                out = self.product(out, self.power(factor, int(c)))
            return out
        if exponent.ty is INT and t.ty in _FIELDS:
            try:
                n = value(exponent).numerator
            except NoValue:
                return None
            p = self.read(base)
            return self.power(p if n >= 0 else self.inverse(p), abs(n))
        return None

    def _power_of(self, base: Polynomial, exponent: Monomial) -> Polynomial:
        """`base ^ exponent` for a monomial exponent, by the laws of powers."""
        if len(base) == 1:
            ((m, c),) = base.items()
            out: Polynomial = {(): 1}
            if c != 1:
                out = self._atom(("power", _freeze({(): c}), exponent))
            for x, e in m:
                name = self._names[x]
                if isinstance(name, tuple) and name[0] == "power":
                    key = ("power", name[1], _times(name[2], exponent))
                else:
                    key = ("power", _freeze({((x, 1),): 1}), exponent)
                out = self.product(out, self.power(self._atom(key), e))
            return out
        return self._atom(("power", _freeze(base), exponent))


def plus(p: Polynomial, q: Polynomial, factor: Number = 1) -> Polynomial:
    """`p + factor · q`."""
    out = dict(p)
    for m, c in q.items():
        new = out.get(m, 0) + c * factor
        if new:
            out[m] = new
        else:
            out.pop(m, None)
    return out


def _times(m: Monomial, n: Monomial) -> Monomial:
    if not m:
        return n
    if not n:
        return m
    exponents = dict(m)
    for x, e in n:
        exponents[x] = exponents.get(x, 0) + e
    return tuple(sorted(exponents.items()))


def _freeze(p: Polynomial) -> frozenset[tuple[Monomial, Number]]:
    return frozenset(p.items())


def _is_constant(frozen: frozenset[tuple[Monomial, Number]]) -> bool:
    return all(not m for m, _ in frozen)


def _bits(c: Number) -> int:
    return max(c.numerator.bit_length(), c.denominator.bit_length())


def _upward(t: Term) -> bool:
    inner = t.args[0].ty
    return inner in _TOWER and t.ty in _TOWER and _TOWER.index(inner) < _TOWER.index(t.ty)


def _natural(t: Term) -> Term | None:
    """The term of type ℕ whose cast to ℤ this is, if it is built from such casts."""
    if t.op == "cast" and t.args[0].ty is NAT:
        return t.args[0]
    if t.op == "num":
        return Term("num", (), NAT, t.data)
    if t.op in ("add", "mul", "div", "mod", "min", "max"):
        left, right = _natural(t.args[0]), _natural(t.args[1])
        return None if left is None or right is None else Term(t.op, (left, right), NAT)
    if t.op == "pow" and t.args[1].ty is NAT:
        base = _natural(t.args[0])
        return None if base is None else Term("pow", (base, t.args[1]), NAT)
    return None
