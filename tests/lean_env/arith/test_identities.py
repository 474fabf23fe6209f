"""ring, linear_combination and ring_nf."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.benchmarks.concrete_values import evaluate, number
from lean_env.embedded.arith import (
    ArithFailed,
    ArithTimeout,
    Budget,
    CertificateError,
    check,
    check_iff,
    linear_combination,
    ring,
    ring_nf,
)
from lean_env.embedded.arith.certificate import LinearCombination, RingIdentity
from lean_env.embedded.term import COMPLEX, INT, NAT, PROP, RAT, REAL, Term, Ty, num
from tests.lean_env.arith.build import E, apply, call, function, literal, var

a, b, c = var(), var(), var()
i, j = var(INT), var(INT)
m, n = var(NAT), var(NAT)
u = var(COMPLEX)
f = function()
I = call("Complex.I", COMPLEX)  # noqa: E741
TWO = literal(2)

ACCEPTED = {
    "square of a sum": ((a + b) ** 2).eq(a**2 + 2 * a * b + b**2),
    "difference of squares": ((i - j) * (i + j)).eq(i**2 - j**2),
    "halves": (a / 2 + a / 2).eq(a),
    "power of an inverse": (a.inv() ** 2).eq((a**2).inv()),
    "inverse of a product": ((a * b).inv()).eq(a.inv() * b.inv()),
    "inverse of an inverse": (a.inv().inv()).eq(a),
    "division distributes": ((a + b) / c).eq(a / c + b / c),
    "inverse of a normalised sum": ((a + b).inv()).eq((b + a).inv()),
    "symbolic exponent": (TWO ** (n + 1)).eq(2 * TWO**n),
    "exponents add": (a ** (m + n)).eq(a**n * a**m),
    "power of a power": ((a**m) ** n).eq(a ** (n * m)),
    "power of a product": ((a * b) ** n).eq(a**n * b**n),
    "doubled exponent": (a ** (2 * n)).eq((a**n) ** 2),
    "constant exponent": (a ** (literal(1, NAT) + 1)).eq(a * a),
    "naturals": ((m + n) * (m + n)).eq(m * m + 2 * m * n + n * n),
    "atoms": (apply(f, a) + b).eq(b + apply(f, a)),
    "natural difference as an atom": ((m - n) * 2).eq((m - n) + (m - n)),
    "closed natural division": (n + literal(7, NAT) / 2).eq(n + 3),
    "complex": ((u + I) ** 2).eq(u**2 + 2 * u * I + I**2),
    "integer power": Term("eq", (Term("pow", (a.term, Term("neg", (num(2, INT),), INT)), REAL),
                                 (a.inv() ** 2).term), PROP),
    "zero divisor literal": (a / 0).eq(0),
}  # fmt: skip

REJECTED = {
    "wrong": ((a + b) ** 2).eq(a**2 + b**2),
    "cancel": (a * b / b).eq(a),
    "self division": (a / a).eq(1),
    "x * x⁻¹ is not simplified": (a**2 * a.inv()).eq(a),
    "truncated subtraction": (m - n + n).eq(m),
    "natural squares": ((m - n) * (m + n)).eq(m**2 - n**2),
    "integer division": (i / 2 + i / 2).eq(i),
    "imaginary unit": (I * I).eq(-literal(1, COMPLEX)),
    "inside atoms": (apply(f, a + b)).eq(apply(f, b + a)),
    "casts are atoms": ((m + n).cast(REAL)).eq(m.cast(REAL) + n.cast(REAL)),
    "not an equation": a.le(a),
    "hypotheses unknown": a.eq(b),
    "zero to a symbol": (literal(0) ** n).eq(0),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_ring_proves(name: str) -> None:
    check(ring(ACCEPTED[name]), (), ACCEPTED[name])


@pytest.mark.parametrize("name", REJECTED)
def test_ring_fails(name: str) -> None:
    with pytest.raises(ArithFailed):
        ring(REJECTED[name])


@pytest.mark.parametrize("name", set(REJECTED) - {"casts are atoms"})
def test_the_checker_accepts_no_identity_that_ring_refuses(name: str) -> None:
    with pytest.raises(CertificateError):
        check(RingIdentity(), (), REJECTED[name])


def test_functions_are_no_ring() -> None:
    g = function()
    with pytest.raises(ArithFailed):
        ring(f.eq(g))
    with pytest.raises(CertificateError):
        check(RingIdentity(), (), f.eq(f))


@pytest.mark.parametrize("exponent", [10**6, 10**12])
def test_huge_exponents_fail_quickly(exponent: int) -> None:
    with pytest.raises((ArithFailed, ArithTimeout)):
        ring((a**exponent).eq(a * b))
    with pytest.raises((ArithFailed, ArithTimeout)):
        ring(((a + b) ** 3000).eq(a), Budget(steps=10_000))


def expressions(ty: Ty, names: list[E]) -> st.SearchStrategy[E]:
    leaf = st.sampled_from(names) | st.integers(0, 4).map(lambda k: literal(k, ty))
    operations = ["add", "mul", "sub"] + (["div"] if ty in (REAL, RAT) else [])

    def grow(inner: st.SearchStrategy[E]) -> st.SearchStrategy[E]:
        binary = st.tuples(st.sampled_from(operations), inner, inner).map(
            lambda x: E(Term(x[0], (x[1].term, x[2].term), ty))
        )
        return binary | st.tuples(inner, st.integers(0, 3)).map(lambda x: x[0] ** x[1])

    return st.recursive(leaf, grow, max_leaves=7)


POINTS = [{0: Fraction(p), 1: Fraction(q)} for p in (-2, 0, 1, 3) for q in (-1, 0, 2, 5)]


@pytest.mark.parametrize("ty", [NAT, INT, REAL], ids=lambda t: t.name)
@given(data=st.data())
@settings(max_examples=80, deadline=None, derandomize=True)
def test_normal_forms_keep_the_value_everywhere(ty: Ty, data: st.DataObject) -> None:
    x, y = var(ty), var(ty)
    term = data.draw(expressions(ty, [x, y])).term
    target = Term("eq", (term, term), PROP)
    try:
        after, certificate = ring_nf(target)
    except ArithFailed:
        return
    check_iff(certificate, (), target, after)
    for point in POINTS:
        at = {x.term.data: number(point[0], ty), y.term.data: number(point[1], ty)}
        if ty is NAT and min(point.values()) < 0:
            continue
        assert evaluate(after.args[0], at) == evaluate(term, at)


@given(data=st.data())
@settings(max_examples=80, deadline=None, derandomize=True)
def test_what_ring_proves_is_true_everywhere(data: st.DataObject) -> None:
    x, y = var(), var()
    left = data.draw(expressions(REAL, [x, y]))
    right = data.draw(expressions(REAL, [x, y]))
    try:
        check(ring(left.eq(right)), (), left.eq(right))
    except ArithFailed:
        with pytest.raises(CertificateError):
            check(RingIdentity(), (), left.eq(right))
        return
    for point in POINTS:
        at = {x.term.data: point[0], y.term.data: point[1]}
        assert evaluate(left.term, at) == evaluate(right.term, at)


class TestLinearCombination:
    h = (a + b).eq(3)
    g = (a - b).eq(1)
    half = (literal(1) / 2).term

    def test_solves_a_linear_system(self) -> None:
        certificate = linear_combination(a.eq(2), [(self.half, self.h), (self.half, self.g)])
        check(certificate, [self.h, self.g], a.eq(2))

    def test_wrong_coefficients_are_refused_by_search_and_checker(self) -> None:
        third = (literal(1) / 3).term
        with pytest.raises(ArithFailed):
            linear_combination(a.eq(2), [(third, self.h), (self.half, self.g)])
        with pytest.raises(CertificateError):
            check(LinearCombination((third, self.half)), [self.h, self.g], a.eq(2))

    def test_coefficients_may_be_polynomials(self) -> None:
        h = a.eq(b)
        certificate = linear_combination((a**2).eq(b**2), [((a + b).term, h)])
        check(certificate, [h], (a**2).eq(b**2))
        with pytest.raises(ArithFailed):
            linear_combination((a**2).eq(b**2), [(literal(1).term, h)])

    def test_exponent(self) -> None:
        h = ((a - b) ** 2).eq(0)
        certificate = linear_combination(a.eq(b), [(literal(1).term, h)], exponent=2)
        check(certificate, [h], a.eq(b))

    def test_i_squared_is_unknown(self) -> None:
        h = (u + u).eq(2 * I)
        with pytest.raises(ArithFailed):
            linear_combination((u * I + u * I).eq(-literal(2, COMPLEX)), [(I.term, h)])

    def test_no_subtraction_on_naturals(self) -> None:
        h = m.eq(n)
        with pytest.raises(ArithFailed):
            linear_combination((m + 1).eq(n + 1), [(num(1, NAT), h)])
        with pytest.raises(CertificateError):
            check(LinearCombination((num(1, NAT),)), [h], m.eq(n))

    def test_exponent_zero_proves_nothing(self) -> None:
        with pytest.raises(CertificateError):
            check(LinearCombination((literal(1).term,), 0), [literal(1).eq(0)], a.eq(b))


class TestRingNF:
    def after(self, p: Term) -> Term:
        new, certificate = ring_nf(p)
        check_iff(certificate, (), p, new)
        return new

    def test_mathlibs_order_of_monomials(self) -> None:
        x, y = var(), var()
        assert self.after(((x + y) ** 2).eq(0)) == (x * y * 2 + x**2 + y**2).eq(0)

    def test_signs_and_coefficients(self) -> None:
        x, y = var(), var()
        assert self.after((x - 2 * y).eq(0)) == (x - y * 2).eq(0)
        assert self.after((0 - x * 2).eq(0)) == (-(x * 2)).eq(0)

    def test_arguments_of_atoms(self) -> None:
        x = var()
        assert self.after(apply(f, x + x).eq(0)) == apply(f, x * 2).eq(0)

    def test_symbolic_powers(self) -> None:
        k = var(NAT)
        assert self.after((TWO ** (k + 1)).eq(0)) == (TWO**k * 2).eq(0)

    def test_no_progress_is_a_failure(self) -> None:
        x = var()
        with pytest.raises(ArithFailed):
            ring_nf(x.eq(1))
