"""Terms written with Python's operators."""

from __future__ import annotations

from lean_env.embedded.term import NAT, PROP, REAL, Term, Ty, arrow, fvar, num


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
