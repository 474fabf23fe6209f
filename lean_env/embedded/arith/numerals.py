"""The values of closed terms, as `norm_num`'s extensions compute them (`Mathlib.Tactic.NormNum`).

Lean's conventions: `x / 0 = 0`, truncated subtraction on ℕ, `/` and `%` on ℤ are Euclidean,
`0 ^ 0 = 1`. What has no rational value, or too large a one, has the value None.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from lean_env.embedded.term import (
    COMPLEX,
    INT,
    NAT,
    RAT,
    REAL,
    RELATIONS,
    Term,
    instantiate,
    num,
    subterms,
)

Number = int | Fraction

_MAX_BITS: Final = 40_000
_MAX_PLACES: Final = 1_000
_MAX_FACTORIAL: Final = 2_000
_MAX_FIB: Final = 2_000
_MAX_RANGE: Final = 300
_MAX_NESTED_RANGE: Final = 20
_MAX_TRIAL_DIVISION: Final = 10**11
_FIELDS: Final = frozenset({REAL, RAT, COMPLEX})
_NUMBERS: Final = frozenset({REAL, RAT, COMPLEX, INT, NAT})


def evaluate_number(t: Term) -> Number | None:
    """The value of a closed term of a number type, or None."""
    op = t.op
    if op == "num":
        return int(t.data) if t.ty in _NUMBERS else None
    if op == "decimal":
        return _decimal(t)
    if op == "fvar" or op == "app" or t.ty not in _NUMBERS:
        return None
    if op in ("Finset.sum", "Finset.prod"):
        return _big_operator(t)
    arity = len(t.args)
    if arity == 0:
        return None
    a = evaluate_number(t.args[0])
    if a is None:
        return None
    if arity == 1:
        return _unary(t, a)
    if arity > 2:
        return None
    b = evaluate_number(t.args[1])
    if b is None:
        return None
    return _binary(t, a, b)


# What `simp` lemmas compute for `norm_num`, and no extension: `norm_num1` and `ring` do not.
_BY_LEMMAS: Final = frozenset({"abs", "max", "min", "Int.ceil", "Nat.floor", "Nat.ceil"})


def evaluate_without_lemmas(t: Term) -> Number | None:
    """The value that the extensions alone find: not of `max 2 3`, `|-3|` or `((2 : ℝ) : ℂ)`."""
    for u in subterms(t):
        if u.op in _BY_LEMMAS or (u.op == "cast" and u.args[0].ty is REAL):
            return None
    return evaluate_number(t)


def evaluate_definition(t: Term) -> Number | None:
    """The value where the definition is given to `simp`, as `norm_num [Nat.choose]` does."""
    if t.op == "Nat.choose":
        n, k = (evaluate_number(a) for a in t.args)
        known = n is not None and k is not None and n <= _MAX_FACTORIAL
        return math.comb(int(n or 0), int(k or 0)) if known else None
    if t.op == "Nat.factorial":
        n = evaluate_number(t.args[0])
        return None if n is None or n > _MAX_FACTORIAL else math.factorial(int(n))
    return evaluate_number(t)


def _decimal(t: Term) -> Number | None:
    mantissa, places = t.data
    if t.ty not in _FIELDS or abs(places) > _MAX_PLACES:
        return None
    return _simple(mantissa * Fraction(10) ** -places)


def _big_operator(t: Term) -> Number | None:
    """A sum or product over `Finset.range n` (`Mathlib.Tactic.NormNum.BigOperators`)."""
    domain, function = t.args
    if domain.op != "Finset.range" or function.op != "lam":
        return None
    count = evaluate_number(domain.args[0])
    nested = any(u.op in ("Finset.sum", "Finset.prod") for u in subterms(function))
    if count is None or count > (_MAX_NESTED_RANGE if nested else _MAX_RANGE):
        return None
    total: Number = 0 if t.op == "Finset.sum" else 1
    for i in range(int(count)):
        value = evaluate_number(instantiate(function, num(i, NAT)))
        if value is None:
            return None
        total = total + value if t.op == "Finset.sum" else total * value
        if max(total.numerator.bit_length(), total.denominator.bit_length()) > _MAX_BITS:
            return None
    return _simple(total)


def _unary(t: Term, a: Number) -> Number | None:
    op = t.op
    if op == "neg":
        return None if t.ty is NAT else -a
    if op == "inv":
        return _simple(Fraction(1) / a if a else 0) if t.ty in _FIELDS else None
    if op == "cast":
        return a
    if op == "abs":
        return (a if a >= 0 else -a) if t.ty is not COMPLEX and t.ty is not NAT else None
    function = _UNARY.get(op)
    return None if function is None else function(a)


def _small_factorial(a: Number) -> Number | None:
    return {0: 1, 1: 1, 2: 2}.get(int(a))  # `Nat.factorial_zero`, `_one` and `_two` are simp lemmas


def _natural_literal(a: Number) -> Number | None:
    return a if a >= 0 and a.denominator == 1 else None  # `Nat.floor_ofNat` and its kin


def _fib(a: Number) -> Number | None:
    if a > _MAX_FIB:
        return None
    x, y = 0, 1
    for _ in range(int(a)):
        x, y = y, x + y
    return x


def _min_fac(a: Number) -> Number | None:
    n = int(a)
    if n > _MAX_TRIAL_DIVISION:
        return None
    if n % 2 == 0:
        return 2
    return next((d for d in range(3, math.isqrt(n) + 1, 2) if n % d == 0), n)


_UNARY: Final[dict[str, Callable[[Number], Number | None]]] = {
    "Nat.factorial": _small_factorial,
    "Nat.fib": _fib,
    "Nat.minFac": _min_fac,
    "Nat.succ": lambda a: a + 1,
    "Int.natAbs": lambda a: a if a >= 0 else -a,
    "Int.floor": math.floor,
    "Int.ceil": _natural_literal,
    "Nat.floor": _natural_literal,
    "Nat.ceil": _natural_literal,
}
_BINARY: Final[dict[str, Callable[[int, int], int]]] = {
    "Nat.gcd": math.gcd,
    "Nat.lcm": math.lcm,
    "Int.gcd": math.gcd,
    "Int.lcm": math.lcm,
}


def _binary(t: Term, a: Number, b: Number) -> Number | None:
    op, ty = t.op, t.ty
    if op == "add":
        return _simple(a + b)
    if op == "mul":
        return _simple(a * b)
    if op == "sub":
        return max(0, a - b) if ty is NAT else _simple(a - b)
    if op == "div":
        if ty in _FIELDS:
            return _simple(Fraction(a) / b) if b else 0
        return euclidean_div(int(a), int(b))
    if op == "mod":
        return None if ty in _FIELDS else euclidean_mod(int(a), int(b))
    if op == "pow":
        return _power(t, a, b)
    if op in ("min", "max"):
        if ty is COMPLEX:
            return None
        return min(a, b) if op == "min" else max(a, b)
    function = _BINARY.get(op)
    if function is not None:
        return function(int(a), int(b))
    return None


def _power(t: Term, a: Number, b: Number) -> Number | None:
    exponent = t.args[1].ty
    if exponent is INT:
        if t.ty not in _FIELDS:
            return None
        if b < 0:
            a, b = (Fraction(1) / a if a else 0), -b
    elif exponent is not NAT:
        return None
    n = int(b)
    if (n > 1 and abs(a.numerator) > 1) or a.denominator > 1:
        size = max(a.numerator.bit_length(), a.denominator.bit_length())
        if size * n > _MAX_BITS:
            return None
    elif n > 1:  # 0, 1 or -1
        n = 2 if n % 2 == 0 else 1
    return _simple(a**n)


def _simple(x: Number) -> Number:
    return int(x) if x.denominator == 1 else x


def euclidean_div(a: int, b: int) -> int:
    """`a / b` on ℤ (and ℕ): the remainder is not negative; `a / 0 = 0`."""
    if b == 0:
        return 0
    return a // b if b > 0 else -(a // -b)


def euclidean_mod(a: int, b: int) -> int:
    """`a % b` on ℤ (and ℕ); `a % 0 = a`."""
    return a % abs(b) if b else a


def evaluate_prop(p: Term) -> bool | None:
    """The truth of a closed atomic proposition about numbers, or None. Connectives are not done."""
    op = p.op
    if op in RELATIONS:
        left, right = p.args
        if left.ty is COMPLEX and op not in ("eq", "ne"):
            return None
        a = evaluate_number(left)
        if a is None:
            return None
        b = evaluate_number(right)
        if b is None:
            return None
        if op == "eq":
            return a == b
        if op == "ne":
            return a != b
        if op == "le":
            return a <= b
        if op == "lt":
            return a < b
        return a >= b if op == "ge" else a > b
    if op == "true":
        return True
    if op == "false":
        return False
    if op == "dvd" and p.args[0].ty in (NAT, INT):
        a, b = evaluate_number(p.args[0]), evaluate_number(p.args[1])
        if a is None or b is None:
            return None
        return b % a == 0 if a else b == 0
    if op == "Nat.Prime" and p.args[0].ty is NAT:
        a = evaluate_number(p.args[0])
        return None if a is None or a > _MAX_TRIAL_DIVISION else _is_prime(int(a))
    if op == "Nat.Coprime":
        a, b = evaluate_number(p.args[0]), evaluate_number(p.args[1])
        return None if a is None or b is None else math.gcd(int(a), int(b)) == 1
    return None


def _is_prime(n: int) -> bool:
    if n < 4:
        return n >= 2
    if n % 2 == 0:
        return False
    return all(n % d for d in range(3, math.isqrt(n) + 1, 2))
