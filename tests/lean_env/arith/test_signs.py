"""positivity: signs by shape and by hypothesis."""

from __future__ import annotations

import pytest

from lean_env.embedded.arith import ArithFailed, CertificateError, check, positivity
from lean_env.embedded.arith.certificate import Positive, Sign
from lean_env.embedded.term import COMPLEX, INT, NAT, REAL, Term, Ty, binder
from lean_env.registry import make_env
from lean_env.types import Theorem
from tests.lean_env.arith.build import E, call, literal, var

a, b, x = var(), var(), var()
n, k = var(NAT), var(NAT)
u = var(COMPLEX)
FACTS = [literal(0).lt(a), b.ge(0), x.ne(0), literal(2).le(var()), k.ne(0)]
GOOD: dict[str, Term] = {
    "even power": literal(0).le((x - 3) ** 2),
    "even power, nonzero": literal(0).lt(x**2),
    "sum": literal(0).lt(a + b),
    "product": literal(0).le(a * b),
    "positive product": literal(0).lt(a * a * 3),
    "quotient": literal(0).le(b / a),
    "inverse": a.inv().gt(0),
    "nonzero": (a * x).ne(0),
    "nonzero quotient": (a / x).ne(0),
    "sum of squares": literal(0).lt(x**4 + (b - 2) ** 2),
    "power": literal(0).lt(a**3),
    "symbolic power": literal(0).lt(a**n),
    "natural": literal(0, NAT).le(n),
    "nonzero natural": literal(0, NAT).lt(k),
    "nonzero natural, cast": literal(0).lt(k.cast(REAL)),
    "natural plus one": literal(0, NAT).lt(n + 1),
    "cast": literal(0).le(n.cast(REAL)),
    "square root": literal(0).le(call("Real.sqrt", REAL, x)),
    "positive square root": literal(0).lt(call("Real.sqrt", REAL, a)),
    "absolute value": literal(0).lt(call("abs", REAL, x)),
    "numeral": literal(3).ne(0),
    "zero": literal(0).le(literal(0)),
    "minimum": literal(0).lt(call("min", REAL, a, a + b)),
    "maximum": literal(0).lt(call("max", REAL, a, b)),
    "zero on the left": Term("ne", (literal(0).term, a.term), literal(0).le(a).ty),
    "floor": literal(0, INT).le(call("Int.floor", INT, a)),
    "ceiling": literal(0, INT).lt(call("Int.ceil", INT, a)),
    "ceiling in ℕ": literal(0, NAT).lt(call("Nat.ceil", NAT, a)),
    # `evalMax`: one argument is enough, whatever the other is; `evalMin`: both are asked
    "maximum with unknown": literal(0).lt(call("max", REAL, -a, a)),
    "nonnegative maximum": literal(0).le(call("max", REAL, b, x - 1)),
    "nonzero maximum": call("max", REAL, x, x**3).ne(0),
    "nonzero minimum": call("min", REAL, x, a).ne(0),
    "gcd": literal(0, NAT).lt(call("Nat.gcd", NAT, n, k)),
    "lcm": literal(0, NAT).lt(call("Nat.lcm", NAT, k, k * 3)),
    "successor": literal(0, NAT).lt(call("Nat.succ", NAT, n)),
    "absolute value in ℕ": literal(0, NAT).lt(call("Int.natAbs", NAT, k.cast(INT))),
    "integer by itself": literal(0, INT).lt(k.cast(INT) / k.cast(INT)),
}
BAD: dict[str, Term] = {
    "unknown sign": literal(0).lt(x),
    "nonnegative only": literal(0).lt(b),
    "odd power": literal(0).le(x**3),
    "difference": literal(0).le(a - b),
    "strict square": literal(0).lt((b - 1) ** 2),
    "nonneg is not nonzero": b.ne(0),
    "zero on the other side": a.le(0),
    "natural": literal(0, NAT).lt(n),
    "truncated difference": literal(0, NAT).lt(n - 1),
    "not a comparison with zero": literal(1).le(a + 1),
    "product of unknowns": literal(0).le(x * x),
    "sum with unknown": literal(0).le(a + x),
    "complex": literal(0, COMPLEX).le(u**2),
    "zero on no side": Term("ne", (literal(1).term, a.term), literal(0).le(a).ty),
    "floor of a positive": literal(0, INT).lt(call("Int.floor", INT, a)),
    "ceiling of a nonnegative": literal(0, NAT).lt(call("Nat.ceil", NAT, b)),
    "ceiling of a nonzero": literal(0, INT).le(call("Int.ceil", INT, x)),
    "integer quotient": literal(0, INT).lt(literal(3, INT) / 2),
    "nonzero maximum with unknown": call("max", REAL, x, x - a).ne(0),
    "maximum of a nonzero": literal(0).le(call("max", REAL, x, x - a)),
    "minimum with unknown": literal(0).le(call("min", REAL, a, x)),
    "nonzero minimum of a nonnegative": call("min", REAL, x, b).ne(0),
    "gcd of unknowns": literal(0, NAT).lt(call("Nat.gcd", NAT, n, n)),
    "lcm with unknown": literal(0, NAT).lt(call("Nat.lcm", NAT, k, n)),
}


@pytest.mark.parametrize("name", GOOD)
def test_proves(name: str) -> None:
    check(positivity(FACTS, GOOD[name]), FACTS, GOOD[name])


@pytest.mark.parametrize("name", BAD)
def test_fails(name: str) -> None:
    with pytest.raises(ArithFailed):
        positivity(FACTS, BAD[name])


@pytest.mark.parametrize(
    ("fact", "target"),
    [
        (literal(2).le(x), literal(0).lt(x)),
        (literal(2).lt(x), x.ne(0)),
        (x.eq(5), literal(0).lt(x)),
        (x.eq(-literal(5)), x.ne(0)),
        (x.gt(0), literal(0).lt(x)),
        (literal(0).lt(x - 1), literal(0).lt(x - 1)),
    ],
)
def test_hypotheses_that_compare_with_a_numeral(fact: Term, target: Term) -> None:
    check(positivity([fact], target), [fact], target)


@pytest.mark.parametrize(
    ("fact", "target"),
    [
        ((-literal(1)).lt(x), literal(0).lt(x)),
        (x.le(3), literal(0).le(x)),
        (x.eq(0), x.ne(0)),
        (a.le(x), literal(0).le(x)),
    ],
)
def test_hypotheses_that_do_not_help(fact: Term, target: Term) -> None:
    with pytest.raises(ArithFailed):
        positivity([fact], target)


@pytest.mark.parametrize(
    ("sign", "e"),
    [
        (Sign("value"), x),
        (Sign("nat"), x),
        (Sign("pow"), x**3),
        (Sign("fact", (), 2), x),
        (Sign("fact", (), 0), b),
        (Sign("fact", (), 9), b),
        (Sign("add", (Sign("fact", (), 0),)), a + b),
        (Sign("add", (Sign("fact", (), 0), Sign("fact", (), 2))), a + x),
        (Sign("mul", (Sign("fact", (), 0), Sign("fact", (), 2))), a * x),
        (Sign("add", (Sign("fact", (), 0), Sign("fact", (), 0))), a - a),
        (Sign("Real.sqrt"), call("Real.sqrt", REAL, a)),
        (Sign("both", (Sign("fact", (), 2),)), x),
        (Sign("both", (Sign("fact", (), 1), Sign("fact", (), 1))), b),
        (Sign("abs"), call("abs", REAL, b)),
        (Sign("max", (Sign("fact", (), 0),), 1), call("max", REAL, a, x)),
        (Sign("max", (Sign("fact", (), 2),), 0), call("max", REAL, x, x)),
        (Sign("min", (Sign("fact", (), 0),), 0), call("min", REAL, a, x)),
        (Sign("Nat.gcd", (Sign("nat"),), 0), call("Nat.gcd", NAT, n, k)),
        (Sign("Nat.lcm", (Sign("fact", (), 4), Sign("nat"))), call("Nat.lcm", NAT, k, n)),
        (Sign("Int.natAbs"), call("Int.natAbs", NAT, k.cast(INT))),
        (Sign("Int.floor", (Sign("fact", (), 2),)), call("Int.floor", INT, x)),
        (Sign("Nat.ceil", (Sign("fact", (), 1),)), call("Nat.ceil", NAT, b)),
        (Sign("pow"), x ** literal(2, INT)),
    ],
)
def test_the_checker_refuses_signs_that_do_not_follow(sign: Sign, e: E) -> None:
    with pytest.raises(CertificateError):
        check(Positive(sign), FACTS, literal(0).lt(e))


@pytest.mark.parametrize(
    ("statement", "proved"),
    [
        ("(n : ℕ) (f : ℕ → ℝ) : 0 ≤ ∑ i ∈ Finset.range n, f i ^ 2", True),
        ("(n : ℕ) : (0 : ℝ) ≤ ∑ i ∈ Finset.range n, ∑ j ∈ Finset.range i, (i : ℝ) / (j + 1)", True),
        ("(n : ℕ) (f : ℕ → ℝ) : 0 < ∏ i ∈ Finset.range n, (f i ^ 2 + 1)", True),
        ("(n : ℕ) : ∏ i ∈ Finset.range n, (-3 : ℤ) ≠ 0", True),
        # `range n` may be empty
        ("(n : ℕ) (f : ℕ → ℝ) : 0 < ∑ i ∈ Finset.range n, (f i ^ 2 + 1)", False),
        # hypotheses do not reach the terms under a binder
        ("(n : ℕ) (f : ℕ → ℝ) (h : ∀ i, 0 ≤ f i) : 0 ≤ ∑ i ∈ Finset.range n, f i", False),
        ("(n : ℕ) (f : ℕ → ℝ) (h : 0 ≤ f 0) : 0 ≤ ∑ i ∈ Finset.range n, f i", False),
        ("(n : ℕ) (x : ℝ) (h : 0 ≤ x) : 0 ≤ ∑ i ∈ Finset.range n, x * i", True),
        ("(n : ℕ) (f : ℕ → ℝ) : 0 ≤ ∏ i ∈ Finset.range n, f i", False),
    ],
)
def test_sums_and_products_by_the_signs_of_their_terms(statement: str, proved: bool) -> None:
    verdict = make_env("embedded").verify(Theorem("t", f"theorem t {statement}", ""), "positivity")
    assert verdict.proved == proved, verdict


def test_the_sign_of_a_sum_needs_that_of_its_terms() -> None:
    unknown = binder("lam", "i", n.term, x.term)
    total = Term("Finset.sum", (call("Finset.range", Ty("Finset", (NAT,)), n).term, unknown), REAL)
    for sign in (Sign("Finset.sum"), Sign("Finset.sum", (Sign("fact", (), 2),))):
        with pytest.raises(CertificateError):
            check(Positive(sign), FACTS, literal(0).le(E(total)))
