"""Concrete values of terms, independent of every tactic: Lean's conventions over exact numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lean_env.embedded.term import COMPLEX, INT, NAT, PROP, RAT, REAL, Term, Ty, instantiate, num


class Unknown(Exception):
    """The value is not representable, e.g. an irrational square root."""


_LARGEST_SET = 5000
_LARGEST_FACTORIAL = 2000
_LARGEST_BITS = 40_000
_LARGEST_SEARCH = 10**6


@dataclass(frozen=True)
class Gauss:
    """A Gaussian rational."""

    re: Fraction
    im: Fraction

    def __add__(self, o: Gauss) -> Gauss:
        return Gauss(self.re + o.re, self.im + o.im)

    def __sub__(self, o: Gauss) -> Gauss:
        return Gauss(self.re - o.re, self.im - o.im)

    def __mul__(self, o: Gauss) -> Gauss:
        return Gauss(self.re * o.re - self.im * o.im, self.re * o.im + self.im * o.re)

    def __neg__(self) -> Gauss:
        return Gauss(-self.re, -self.im)

    def inverse(self) -> Gauss:
        norm = self.re**2 + self.im**2
        return self if norm == 0 else Gauss(self.re / norm, -self.im / norm)


def number(value: int | Fraction, ty: Ty) -> Any:
    """An integer or rational as a value of the type."""
    if ty in (NAT, INT):
        return int(value)
    return Gauss(Fraction(value), Fraction(0)) if ty is COMPLEX else Fraction(value)


def evaluate(t: Term, env: Mapping[int, Any]) -> Any:
    """The value of a term without binders under values for its free variables."""
    if t.op == "fvar":
        return env[t.data]
    if t.op == "num":
        return number(t.data, t.ty)
    if t.op in ("and", "or", "imp", "iff", "not", "true", "false"):
        return _connective(t.op, [evaluate(a, env) for a in t.args])
    if t.op in ("Finset.sum", "Finset.prod"):
        return _big_operator(t, env)
    if t.ty.name == "Finset":
        return _finset(t, env)
    args = [evaluate(a, env) for a in t.args]
    if t.ty is PROP:
        return _relation(t.op, args, t.args[0].ty)
    return _operation(t, args)


def literal(value: int, ty: Ty) -> Term:
    """An integer as a closed term."""
    return num(value, ty) if value >= 0 else Term("neg", (num(-value, ty),), ty)


def _at(function: Term, value: int, ty: Ty, env: Mapping[int, Any]) -> Any:
    """The value of `fun x : ty ↦ …` at an integer."""
    if function.op != "lam":
        raise NotImplementedError(function.op)
    return evaluate(instantiate(function, literal(value, ty)), env)


def _big_operator(t: Term, env: Mapping[int, Any]) -> Any:
    total = number(0 if t.op == "Finset.sum" else 1, t.ty)
    for x in sorted(evaluate(t.args[0], env)):
        value = _at(t.args[1], x, t.args[0].ty.args[0], env)
        total = total + value if t.op == "Finset.sum" else total * value
    return total


def _finset(t: Term, env: Mapping[int, Any]) -> frozenset[int]:
    """A finite set of integers."""
    element = t.ty.args[0]
    if element not in (NAT, INT):
        raise NotImplementedError(f"a finite set of {element}")
    if t.op == "Finset.filter":
        inside = evaluate(t.args[1], env)
        return frozenset(x for x in inside if _at(t.args[0], x, element, env))
    args = [evaluate(a, env) for a in t.args]
    match t.op:
        case "Finset.range":
            low, high = 0, args[0]
        case "Finset.Icc":
            low, high = args[0], args[1] + 1
        case "Finset.Ico":
            low, high = args[0], args[1]
        case "Finset.Ioc":
            low, high = args[0] + 1, args[1] + 1
        case "Finset.Ioo":
            low, high = args[0] + 1, args[1]
        case "Nat.divisors" if args[0] <= _LARGEST_SEARCH:
            return frozenset(d for d in range(1, args[0] + 1) if args[0] % d == 0)
        case "Nat.properDivisors" if args[0] <= _LARGEST_SEARCH:
            return frozenset(d for d in range(1, args[0]) if args[0] % d == 0)
        case "Singleton.singleton":
            return frozenset(args)
        case "Insert.insert":
            return frozenset({args[0], *args[1]})
        case _:
            raise NotImplementedError(t.op)
    if high - low > _LARGEST_SET:
        raise Unknown(f"a set of {high - low} numbers")
    return frozenset(range(low, high))


def _connective(op: str, args: list[bool]) -> bool:
    match op:
        case "and":
            return args[0] and args[1]
        case "or":
            return args[0] or args[1]
        case "imp":
            return not args[0] or args[1]
        case "iff":
            return args[0] == args[1]
        case "not":
            return not args[0]
    return op == "true"


def _relation(op: str, args: list[Any], ty: Ty) -> bool:
    match op:
        case "Nat.Prime" if args[0] <= _LARGEST_SEARCH**2:
            return args[0] > 1 and all(args[0] % d for d in range(2, math.isqrt(args[0]) + 1))
        case "Even" | "Odd" if ty in (NAT, INT):
            return bool(args[0] % 2 == (op == "Odd"))
        case "Nat.ModEq" | "Int.ModEq":
            return _euclid("mod", args[1], args[0]) == _euclid("mod", args[2], args[0])
        case "Nat.Coprime":
            return math.gcd(*args) == 1
        case "mem":
            return bool(args[0] in args[1])
    if len(args) != 2:
        raise NotImplementedError(op)
    a, b = args
    match op:
        case "eq":
            return bool(a == b)
        case "ne":
            return bool(a != b)
        case "lt":
            return bool(a < b)
        case "le":
            return bool(a <= b)
        case "gt":
            return bool(a > b)
        case "ge":
            return bool(a >= b)
        case "dvd" if ty in (NAT, INT):
            return bool(b == 0 if a == 0 else b % a == 0)
        case "dvd":
            return bool(a != number(0, ty) or b == number(0, ty))
    raise NotImplementedError(op)


def _operation(t: Term, args: list[Any]) -> Any:
    match t.op:
        case "add":
            return args[0] + args[1]
        case "sub":
            return max(args[0] - args[1], 0) if t.ty is NAT else args[0] - args[1]
        case "mul":
            return args[0] * args[1]
        case "neg":
            return -args[0]
        case "div" | "mod" if t.ty in (NAT, INT):
            return _euclid(t.op, args[0], args[1])
        case "div":
            return args[0] * _inverse(args[1])
        case "inv":
            return _inverse(args[0])
        case "pow" if t.args[1].ty is NAT:
            return _power(args[0], args[1], t.ty)
        case "pow" if t.args[1].ty is INT and t.ty not in (NAT, INT):
            power = _power(args[0], abs(args[1]), t.ty)
            return power if args[1] >= 0 else _inverse(power)
        case "abs":
            return abs(args[0])
        case "min":
            return min(args)
        case "max":
            return max(args)
        case "cast":
            return _cast(args[0], t.args[0].ty, t.ty)
        case "Nat.gcd" | "Int.gcd":
            return math.gcd(*args)
        case "Nat.lcm" | "Int.lcm":
            return math.lcm(*args)
        case "Nat.factorial" if args[0] <= _LARGEST_FACTORIAL:
            return math.factorial(args[0])
        case "Nat.choose" if args[0] <= _LARGEST_FACTORIAL:
            return math.comb(*args)
        case "Nat.succ":
            return args[0] + 1
        case "Nat.pred":
            return max(args[0] - 1, 0)
        case "Int.natAbs":
            return abs(args[0])
        case "Int.toNat":
            return max(args[0], 0)
        case "Int.floor" | "Int.ceil":
            return math.floor(args[0]) if t.op == "Int.floor" else math.ceil(args[0])
        case "Finset.card":
            return len(args[0])
        case "Complex.I":
            return Gauss(Fraction(0), Fraction(1))
        case "Real.sqrt":
            return _root(args[0])
    raise NotImplementedError(t.op)


def _euclid(op: str, a: int, b: int) -> int:
    """`Nat.div` and `Int.div`: the remainder is not negative; by zero, a / 0 = 0 and a % 0 = a."""
    if b == 0:
        return 0 if op == "div" else a
    remainder = a % abs(b)
    return (a - remainder) // b if op == "div" else remainder


def _inverse(a: Any) -> Any:
    if isinstance(a, Gauss):
        return a.inverse()
    return a if a == 0 else 1 / a


def _power(a: Any, n: int, ty: Ty) -> Any:
    if n * _bits(a) > _LARGEST_BITS:
        raise Unknown(f"the power {n}")
    if not isinstance(a, Gauss):
        return a**n
    result = number(1, ty)
    for _ in range(n):
        result = result * a
    return result


def _bits(a: Any) -> int:
    """How large a number is; a power of 0, 1 and -1 stays small."""
    parts = (a.re, a.im) if isinstance(a, Gauss) else (a,)
    if not isinstance(a, Gauss) and abs(a) <= 1 and Fraction(a).denominator == 1:
        return 0
    return sum(
        Fraction(p).numerator.bit_length() + Fraction(p).denominator.bit_length() for p in parts
    )


def _cast(value: Any, source: Ty, target: Ty) -> Any:
    if source in (NAT, INT, RAT, REAL):
        return number(value, target)
    raise NotImplementedError(f"cast from {source}")


def _root(a: Fraction) -> Fraction:
    if a <= 0:
        return Fraction(0)
    root = Fraction(math.isqrt(a.numerator), math.isqrt(a.denominator))
    if root * root != a:
        raise Unknown(str(a))
    return root
