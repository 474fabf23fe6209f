"""Terms written with Python's operators, and their value under a valuation (Lean's conventions)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from lean_env.embedded.term import COMPLEX, INT, NAT, PROP, RAT, REAL, Term, Ty, arrow, fvar, num

FIELDS: Final = (RAT, REAL, COMPLEX)


class E:
    """An expression; ints become numerals of the other side's type (exponents are naturals)."""

    def __init__(self, term: Term) -> None:
        self.term = term

    def of(self, x: E | int) -> Term:
        return literal(x, self.term.ty).term if isinstance(x, int) else x.term

    def _op(self, op: str, x: E | int, swap: bool = False) -> E:
        a, b = self.term, self.of(x)
        return E(Term(op, (b, a) if swap else (a, b), a.ty))

    def __add__(self, x: E | int) -> E:
        return self._op("add", x)

    def __radd__(self, x: int) -> E:
        return self._op("add", x, True)

    def __sub__(self, x: E | int) -> E:
        return self._op("sub", x)

    def __rsub__(self, x: int) -> E:
        return self._op("sub", x, True)

    def __mul__(self, x: E | int) -> E:
        return self._op("mul", x)

    def __rmul__(self, x: int) -> E:
        return self._op("mul", x, True)

    def __truediv__(self, x: E | int) -> E:
        return self._op("div", x)

    def __rtruediv__(self, x: int) -> E:
        return self._op("div", x, True)

    def __mod__(self, x: E | int) -> E:
        return self._op("mod", x)

    def __neg__(self) -> E:
        return E(Term("neg", (self.term,), self.term.ty))

    def __pow__(self, n: E | int) -> E:
        exponent = num(n, NAT) if isinstance(n, int) else n.term
        return E(Term("pow", (self.term, exponent), self.term.ty))

    def inv(self) -> E:
        return E(Term("inv", (self.term,), self.term.ty))

    def cast(self, ty: Ty) -> E:
        return E(Term("cast", (self.term,), ty))

    def rel(self, op: str, x: E | int) -> Term:
        return Term(op, (self.term, self.of(x)), PROP)

    def le(self, x: E | int) -> Term:
        return self.rel("le", x)

    def lt(self, x: E | int) -> Term:
        return self.rel("lt", x)

    def ge(self, x: E | int) -> Term:
        return self.rel("ge", x)

    def gt(self, x: E | int) -> Term:
        return self.rel("gt", x)

    def eq(self, x: E | int) -> Term:
        return self.rel("eq", x)

    def ne(self, x: E | int) -> Term:
        return self.rel("ne", x)


def literal(n: int, ty: Ty = REAL) -> E:
    """The numeral, negated where needed."""
    return E(num(n, ty)) if n >= 0 else -E(num(-n, ty))


def var(ty: Ty = REAL) -> E:
    """A fresh variable."""
    return E(fvar(ty))


def call(name: str, ty: Ty, *args: E) -> E:
    """A constant applied to arguments."""
    return E(Term(name, tuple(a.term for a in args), ty))


def apply(f: E, x: E | int) -> E:
    """`f x` for a function of one argument."""
    dom, cod = f.term.ty.args
    argument = literal(x, dom) if isinstance(x, int) else x
    return E(Term("app", (f.term, argument.term), cod))


def function(dom: Ty = REAL, cod: Ty = REAL) -> E:
    """A fresh function variable."""
    return E(fvar(arrow(dom, cod)))


def neg(p: Term) -> Term:
    """`¬ p`"""
    return Term("not", (p,), PROP)


def conj(p: Term, q: Term) -> Term:
    """`p ∧ q`"""
    return Term("and", (p, q), PROP)


def disj(p: Term, q: Term) -> Term:
    """`p ∨ q`"""
    return Term("or", (p, q), PROP)


def imp(p: Term, q: Term) -> Term:
    """`p → q`"""
    return Term("imp", (p, q), PROP)


Values = Mapping[int, Fraction]


def value(t: Term, at: Values) -> Fraction:
    """The value of a numeric term, written apart from the package's evaluators."""
    if t.op == "num":
        return Fraction(t.data)
    if t.op == "fvar":
        return at[t.data]
    if t.op == "pow":
        base, n = value(t.args[0], at), value(t.args[1], at)
        if n < 0:
            return Fraction(0) if base == 0 else (1 / base) ** int(-n)
        return base ** int(n)
    xs = [value(a, at) for a in t.args]
    discrete = t.ty in (NAT, INT)
    if t.op == "add":
        return xs[0] + xs[1]
    if t.op == "sub":
        return max(xs[0] - xs[1], Fraction(0)) if t.ty is NAT else xs[0] - xs[1]
    if t.op == "mul":
        return xs[0] * xs[1]
    if t.op == "neg":
        return -xs[0]
    if t.op == "inv":
        return 1 / xs[0] if xs[0] else Fraction(0)
    if t.op == "div":
        if not xs[1]:
            return Fraction(0)
        if not discrete:
            return xs[0] / xs[1]
        floor = Fraction(math.floor(xs[0] / abs(xs[1])))
        return floor if xs[1] > 0 else -floor
    if t.op == "mod":
        return xs[0] - abs(xs[1]) * math.floor(xs[0] / abs(xs[1])) if xs[1] else xs[0]
    if t.op == "cast":
        return xs[0]
    if t.op == "abs":
        return abs(xs[0])
    raise AssertionError(t.op)


def holds(p: Term, at: Values) -> bool:
    """The truth of a quantifier-free proposition."""
    match p.op:
        case "true":
            return True
        case "false":
            return False
        case "and":
            return holds(p.args[0], at) and holds(p.args[1], at)
        case "or":
            return holds(p.args[0], at) or holds(p.args[1], at)
        case "imp":
            return not holds(p.args[0], at) or holds(p.args[1], at)
        case "iff":
            return holds(p.args[0], at) == holds(p.args[1], at)
        case "not":
            return not holds(p.args[0], at)
    a, b = (value(t, at) for t in p.args)
    return {
        "eq": a == b, "ne": a != b, "lt": a < b, "le": a <= b, "gt": a > b, "ge": a >= b,
    }[p.op]  # fmt: skip
