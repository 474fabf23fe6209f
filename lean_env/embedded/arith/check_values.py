"""The checker's own evaluator of closed terms. Shares nothing with the search's `numerals`."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

from lean_env.embedded.arith.certificate import CertificateError
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL, Term, instantiate, num

_NUMBER_TYPES: Final = (NAT, INT, RAT, REAL, COMPLEX)
_BIT_LIMIT: Final = 100_000
_RANGE_LIMIT: Final = 1_000
_WITNESSES: Final = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)  # enough below 3.3e24
_PRIME_LIMIT: Final = 10**24
_FACTOR_LIMIT: Final = 10**11


class NoValue(Exception):
    """The term has no value that the evaluator can compute."""


def value(t: Term) -> Fraction:
    """The value of a closed numeric term. Raises `NoValue`."""
    if t.ty not in _NUMBER_TYPES:
        raise NoValue(t.ty.name)
    if t.op == "num":
        return Fraction(t.data)
    if t.op == "decimal":
        return _decimal(t)
    if not t.args or t.op in ("app", "lam"):
        raise NoValue(t.op)
    if t.op in ("Finset.sum", "Finset.prod"):
        return _big_operator(t)
    args = [value(a) for a in t.args]
    result = _apply(t, args)
    if max(result.numerator.bit_length(), result.denominator.bit_length()) > _BIT_LIMIT:
        raise NoValue("too large")
    if t.ty in (NAT, INT) and result.denominator != 1:
        raise CertificateError(f"{t.op} at {t.ty.name} gave {result}")
    if t.ty is NAT and result < 0:
        raise CertificateError(f"{t.op} at ℕ gave {result}")
    return result


def _decimal(t: Term) -> Fraction:
    """`mantissa * 10 ^ -places`, in a field."""
    mantissa, places = Fraction(t.data[0]), int(t.data[1])
    if t.ty in (NAT, INT):
        raise NoValue("a decimal outside a field")
    if abs(places) > _RANGE_LIMIT:
        raise NoValue("too large")
    power: int = 10 ** abs(places)
    return mantissa / power if places > 0 else mantissa * power


def _big_operator(t: Term) -> Fraction:
    """A sum or product over a range of naturals."""
    domain, function = t.args
    if domain.op != "Finset.range" or function.op != "lam" or function.data[1] is not NAT:
        raise NoValue(t.op)
    top = value(domain.args[0])
    if top > _RANGE_LIMIT:
        raise NoValue("too many terms")
    terms = [value(instantiate(function, num(i, NAT))) for i in range(top.numerator)]
    result = (
        sum(terms, Fraction(0)) if t.op == "Finset.sum" else math.prod(terms, start=Fraction(1))
    )
    if max(result.numerator.bit_length(), result.denominator.bit_length()) > _BIT_LIMIT:
        raise NoValue("too large")
    return result


def _apply(t: Term, args: list[Fraction]) -> Fraction:
    discrete = t.ty in (NAT, INT)
    match t.op, args:
        case "add", [a, b]:
            return a + b
        case "mul", [a, b]:
            return a * b
        case "sub", [a, b]:
            return max(a - b, Fraction(0)) if t.ty is NAT else a - b
        case "neg", [a] if t.ty is not NAT:
            return -a
        case "inv", [a] if not discrete:
            return Fraction(0) if a == 0 else 1 / a
        case "div", [a, b]:
            if b == 0:
                return Fraction(0)
            return _quotient(a, b) if discrete else a / b
        case "mod", [a, b] if discrete:
            return a if b == 0 else a - b * _quotient(a, b)
        case "pow", [a, n]:
            return _power(a, n, t)
        case "abs", [a] if t.ty is not COMPLEX and t.ty is not NAT:
            return abs(a)
        case "min", [a, b] if t.ty is not COMPLEX:
            return min(a, b)
        case "max", [a, b] if t.ty is not COMPLEX:
            return max(a, b)
        case "cast", [a]:
            order = _NUMBER_TYPES
            if order.index(t.args[0].ty) < order.index(t.ty):
                return a
        case (("Nat.gcd" | "Int.gcd"), [a, b]):
            return Fraction(math.gcd(a.numerator, b.numerator))
        case (("Nat.lcm" | "Int.lcm"), [a, b]):
            return Fraction(math.lcm(a.numerator, b.numerator))
        case "Nat.factorial", [a] if a <= 5000:
            return Fraction(math.prod(range(2, a.numerator + 1)))
        case "Nat.choose", [a, b] if a <= 5000:
            return Fraction(math.comb(a.numerator, b.numerator))
        case "Nat.succ", [a]:
            return a + 1
        case "Nat.fib", [a] if a <= 5000:
            return Fraction(_fibonacci(a.numerator)[0])
        case "Nat.minFac", [a] if a <= _FACTOR_LIMIT:
            return Fraction(_least_factor(a.numerator))
        case "Int.natAbs", [a]:
            return abs(a)
        case "Int.floor", [a]:
            return Fraction(a.numerator // a.denominator)
        case "Int.ceil", [a]:
            return Fraction(-(-a.numerator // a.denominator))
        case "Nat.floor", [a]:
            return Fraction(max(0, a.numerator // a.denominator))
        case "Nat.ceil", [a]:
            return Fraction(max(0, -(-a.numerator // a.denominator)))
    raise NoValue(t.op)


def _fibonacci(n: int) -> tuple[int, int]:
    """`fib n` and `fib (n + 1)`, by doubling."""
    if n == 0:
        return 0, 1
    a, b = _fibonacci(n // 2)
    c, d = a * (2 * b - a), a * a + b * b
    return (d, c + d) if n % 2 else (c, d)


def _least_factor(n: int) -> int:
    """The least divisor above 1; 1 of 1, and 2 of 0."""
    if n < 2:
        return 2 - n
    d = 2
    while d * d <= n:
        if n % d == 0:
            return d
        d += 1
    return n


def _quotient(a: Fraction, b: Fraction) -> Fraction:
    # Euclidean: a = b * q + r with 0 ≤ r < |b|
    r = a.numerator % abs(b.numerator)
    return Fraction((a.numerator - r) // b.numerator)


def _power(a: Fraction, n: Fraction, t: Term) -> Fraction:
    kind = t.args[1].ty
    if n.denominator != 1 or kind not in (NAT, INT):
        raise NoValue("exponent")
    if kind is INT and t.ty in (NAT, INT):
        raise NoValue("an integer power outside a field")
    exponent = n.numerator
    if exponent < 0:
        a, exponent = (Fraction(0) if a == 0 else 1 / a), -exponent
    if a in (0, 1):
        return a if exponent else Fraction(1)
    if a == -1:
        return Fraction(-1) if exponent % 2 else Fraction(1)
    if exponent * max(a.numerator.bit_length(), a.denominator.bit_length()) > _BIT_LIMIT:
        raise NoValue("too large")
    return a**exponent


def truth(p: Term) -> bool:
    """The truth of a closed proposition without quantifiers. Raises `NoValue`."""
    match p.op:
        case "true":
            return True
        case "false":
            return False
        case "not":
            return not truth(p.args[0])
        case "and":
            return truth(p.args[0]) & truth(p.args[1])
        case "or":
            return truth(p.args[0]) | truth(p.args[1])
        case "imp":
            return (not truth(p.args[0])) | truth(p.args[1])
        case "iff":
            return truth(p.args[0]) == truth(p.args[1])
    if not p.args or any(a.ty not in _NUMBER_TYPES for a in p.args):
        raise NoValue(p.op)
    types = {a.ty for a in p.args}
    if len(types) != 1:
        raise NoValue("mixed types")
    (ty,) = types
    args = [value(a) for a in p.args]
    if p.op in ("lt", "le", "gt", "ge") and ty is COMPLEX:
        raise NoValue("ℂ has no order")
    match p.op, args:
        case "eq", [a, b]:
            return a == b
        case "ne", [a, b]:
            return a != b
        case "lt", [a, b]:
            return a < b
        case "le", [a, b]:
            return a <= b
        case "gt", [a, b]:
            return a > b
        case "ge", [a, b]:
            return a >= b
        case "dvd", [a, b] if ty in (NAT, INT):
            return b == 0 if a == 0 else b.numerator % a.numerator == 0
        case "Nat.Prime", [a] if ty is NAT:
            return _prime(a.numerator)
        case "Nat.Coprime", [a, b]:
            return math.gcd(a.numerator, b.numerator) == 1
        case (("Nat.ModEq" | "Int.ModEq"), [n, a, b]):
            return a == b if n == 0 else (a - b).numerator % n.numerator == 0
        case "Even", [a] if ty in (NAT, INT):
            return a.numerator % 2 == 0
        case "Odd", [a] if ty in (NAT, INT):
            return a.numerator % 2 == 1
    raise NoValue(p.op)


def _prime(n: int) -> bool:
    """Miller and Rabin, with witnesses that decide every number below the limit."""
    if n > _PRIME_LIMIT:
        raise NoValue("too large")
    if n < 2:
        return False
    if n in _WITNESSES:
        return True
    if any(n % p == 0 for p in _WITNESSES):
        return False
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd //= 2
        twos += 1
    for a in _WITNESSES:
        x = pow(a, odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True
