"""Checks the signs of terms (the certificates of `positivity`)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction
from typing import Final

from lean_env.embedded.arith.certificate import CertificateError, Sign
from lean_env.embedded.arith.check_values import NoValue, value
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL, Term


class Strength(Enum):
    """What is known of a term."""

    POSITIVE = "0 <"
    NONNEGATIVE = "0 ≤"
    NONZERO = "≠ 0"


_POS, _NONNEG, _NONZERO = Strength.POSITIVE, Strength.NONNEGATIVE, Strength.NONZERO
_ORDERED: Final = (NAT, INT, RAT, REAL)
_TOWER: Final = (*_ORDERED, COMPLEX)
_FIELDS: Final = (RAT, REAL, COMPLEX)
_AT_LEAST_ZERO: Final = (_POS, _NONNEG)
_NOT_ZERO: Final = (_POS, _NONZERO)


def check_sign(sign: Sign, t: Term, facts: Sequence[Term]) -> Strength:
    """What the certificate shows of `t`. Raises `CertificateError` if a step is not valid."""
    if t.ty is COMPLEX:  # no order: all that can be known is that the term is not zero
        return _require(_check(sign, t, facts) in _NOT_ZERO, _NONZERO)
    if t.ty not in _ORDERED:
        raise CertificateError(f"no signs at type {t.ty.name}")
    return _check(sign, t, facts)


def _check(sign: Sign, t: Term, facts: Sequence[Term]) -> Strength:
    if sign.rule == "fact":
        return _by_fact(sign, t, facts)
    if sign.rule == "both":  # nonnegative and not zero
        known = {_check(child, t, facts) for child in sign.children}
        return _require(_NONNEG in known and _NONZERO in known, _POS)
    if sign.rule == "nat":
        return _require(t.ty is NAT, _NONNEG)
    if sign.rule == "value":
        try:
            v = value(t)
        except NoValue:
            raise CertificateError("not a numeral") from None
        return _POS if v > 0 else _NONNEG if v == 0 else _NONZERO
    if sign.rule != t.op:
        raise CertificateError(f"the rule {sign.rule} on a term {t.op}")
    if t.op == "pow":
        return _power(sign, t, facts)
    count = len(sign.children)
    if t.op in ("Finset.sum", "Finset.prod"):
        return _big(t, sign, facts)
    if count > len(t.args):
        raise CertificateError("too many arguments")
    if t.op in ("max", "Nat.gcd") and count == 1 and 0 <= sign.fact < 2:
        return _one_argument(t, check_sign(sign.children[0], t.args[sign.fact], facts))
    signs = [check_sign(c, a, facts) for c, a in zip(sign.children, t.args, strict=False)]
    return _operation(t, signs)


def _require(condition: bool, result: Strength) -> Strength:
    if not condition:
        raise CertificateError("the signs do not follow")
    return result


def _operation(t: Term, known: list[Strength]) -> Strength:
    match t.op, known:
        case "add", [a, b]:
            _require(a in _AT_LEAST_ZERO and b in _AT_LEAST_ZERO, a)
            return _POS if _POS in (a, b) else _NONNEG
        case "mul", [a, b]:
            return _multiply(a, b)
        case "div", [a, b] if t.ty in _FIELDS:
            return _multiply(a, b)
        case "div", [a, b] if t.args[0] == t.args[1] and a is b is _POS:
            return _POS  # by itself
        case "div", [a, b]:
            return _require(a in _AT_LEAST_ZERO and b in _AT_LEAST_ZERO, _NONNEG)
        case "inv", [a] if t.ty in _FIELDS:
            return a
        case "cast", [a] if _TOWER.index(t.args[0].ty) < _TOWER.index(t.ty):
            return a
        case "abs", [] if t.ty is not NAT:
            return _NONNEG
        case "abs", [a] if t.ty is not NAT:
            return _require(a in _NOT_ZERO, _POS)
        case "min", [a, b]:
            if _NONZERO in (a, b):
                return _require(a in _NOT_ZERO and b in _NOT_ZERO, _NONZERO)
            _require(a in _AT_LEAST_ZERO and b in _AT_LEAST_ZERO, a)
            return _POS if a is b is _POS else _NONNEG
        case "max", [a, b]:
            return _require(a in _NOT_ZERO and b in _NOT_ZERO, _NONZERO)
        case "Real.sqrt", []:
            return _NONNEG
        case "Real.sqrt", [a]:
            return _require(a is _POS, _POS)
        case (("Real.exp" | "Real.pi" | "Nat.factorial" | "Nat.succ"), []):
            return _POS
        case "Int.floor", [a]:
            return _require(a in _AT_LEAST_ZERO, _NONNEG)
        case "Int.ceil", [a]:
            return _require(a in _AT_LEAST_ZERO, a)
        case "Nat.ceil", [a]:
            return _require(a is _POS, _POS)
        case "Int.natAbs", [a]:
            return _require(a in _NOT_ZERO, _POS)
        case "Nat.lcm", [a, b]:
            return _require(a is b is _POS, _POS)
    raise CertificateError(f"no sign rule for {t.op}")


def _big(t: Term, sign: Sign, facts: Sequence[Term]) -> Strength:
    """A finite sum or product, by the sign that all its terms have."""
    if t.args[1].op != "lam" or len(sign.children) != 1:
        raise CertificateError("not a sum or a product of terms with a sign")
    known = check_sign(sign.children[0], t.args[1].args[0], facts)
    if t.op == "Finset.prod":
        return known
    return _require(known in _AT_LEAST_ZERO, _NONNEG)


def _one_argument(t: Term, known: Strength) -> Strength:
    """What a sign of one argument says of a maximum, or of a greatest common divisor."""
    if t.op == "max":
        return _require(known in _AT_LEAST_ZERO, known)
    return _require(known is _POS, _POS)


def _multiply(a: Strength, b: Strength) -> Strength:
    if a is b is _POS:
        return _POS
    if a in _AT_LEAST_ZERO and b in _AT_LEAST_ZERO:
        return _NONNEG
    return _require(a in _NOT_ZERO and b in _NOT_ZERO, _NONZERO)


def _power(sign: Sign, t: Term, facts: Sequence[Term]) -> Strength:
    base, exponent = t.args
    if len(sign.children) > 1:
        raise CertificateError("too many arguments")
    known = check_sign(sign.children[0], base, facts) if sign.children else None
    if exponent.ty not in (NAT, INT, REAL) or (exponent.ty is INT and t.ty not in _FIELDS):
        raise CertificateError("not a power with a sign rule")
    if exponent.ty is REAL and t.ty is not REAL:
        raise CertificateError("not a real power of a real number")
    if exponent.ty is not REAL and exponent.op == "num" and exponent.data % 2 == 0:
        return _POS if known in _NOT_ZERO or exponent.data == 0 else _NONNEG
    if known is None:
        raise CertificateError("the sign of the base is not known")
    if exponent.ty is REAL:
        return _require(known in _AT_LEAST_ZERO, known)
    return known


def _by_fact(sign: Sign, t: Term, facts: Sequence[Term]) -> Strength:
    if not 0 <= sign.fact < len(facts):
        raise CertificateError("no such fact")
    fact = facts[sign.fact]
    if len(fact.args) != 2:
        raise CertificateError("the fact is no comparison")
    op = fact.op
    low, high = fact.args
    if op in ("ge", "gt"):
        op, low, high = {"ge": "le", "gt": "lt"}[op], high, low
    try:
        match op:
            case "le" if high == t and t.ty is not COMPLEX:
                return _at_least(value(low), strict=False)
            case "lt" if high == t and t.ty is not COMPLEX:
                return _at_least(value(low), strict=True)
            case "eq" if low == t or high == t:
                v = value(high if low == t else low)
                return _POS if v > 0 else _NONNEG if v == 0 else _NONZERO
            case "ne" if low == t:
                return _require(value(high) == 0, _NONZERO)
            case "ne" if high == t:
                return _require(value(low) == 0, _NONZERO)
    except NoValue:
        pass
    raise CertificateError("the fact does not compare the term with a numeral")


def _at_least(bound: Fraction, *, strict: bool) -> Strength:
    if bound > 0 or (strict and bound == 0):
        return _POS
    return _require(bound == 0, _NONNEG)
