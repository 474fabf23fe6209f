"""norm_num and field_simp: what they leave, what they refuse, and that it is all equivalent."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.benchmarks.concrete_values import evaluate
from lean_env.embedded.arith import (
    ArithFailed,
    check,
    check_iff,
    field_simp,
    norm_num_close,
    norm_num_simp,
)
from lean_env.embedded.term import COMPLEX, FALSE, INT, NAT, PROP, REAL, TRUE, Term, binder
from tests.lean_env.arith.build import (
    E,
    apply,
    call,
    conj,
    disj,
    function,
    imp,
    literal,
    neg,
    var,
)

x, y, z = var(), var(), var()
i = var(INT)
n = var(NAT)
u = var(COMPLEX)
f = function()
r = literal
I = call("Complex.I", COMPLEX)  # noqa: E741


def nat(k: int) -> E:
    return literal(k, NAT)


def prime(k: int) -> Term:
    return Term("Nat.Prime", (nat(k).term,), PROP)


CLOSED: dict[str, Term] = {
    "rationals": (r(2) / 3 + r(1) / 6).eq(r(5) / 6),
    "prime": prime(97),
    "not prime": neg(prime(91)),
    "truncated subtraction": (nat(3) - nat(5)).eq(0),
    "natural division": (nat(7) / nat(2)).eq(3),
    "division by zero": (r(1) / 0).eq(0),
    "not divisible": neg(Term("dvd", (nat(5).term, nat(12).term), PROP)),
    "I squared": (I**2).eq(-literal(1, COMPLEX)),
    "Fibonacci": call("Nat.fib", NAT, nat(30)).eq(832040),
    "least factor": call("Nat.minFac", NAT, nat(221)).eq(13),
    "connectives": conj(r(1).lt(2), disj(r(3).lt(2), neg(r(2).eq(3)))),
    "implication": imp(r(2).lt(1), x.eq(y)),
    "irreflexive": neg(x.lt(x)),
    "reflexive": x.le(x),
    "neutral elements": (x * 1 + 0).eq(0 + 1 * x),
    "casts of numerals": (nat(2).cast(REAL) + 1).eq(3),
    "casts of sums": ((n + 1).cast(REAL)).eq(n.cast(REAL) + 1),
    "cancelled": (x + y - y).eq(x),
    "zero product": (0 * x).le(0),
}

NOT_CLOSED: dict[str, Term] = {
    "distributes": (2 * (x + 1)).eq(2 * x + 2),
    "commutes": (x + y).eq(y + x),
    "factorial": call("Nat.factorial", NAT, nat(5)).eq(120),
    "square root": call("Real.sqrt", REAL, r(4)).eq(2),
    "false": r(2).eq(3),
    "self division": (x / x).eq(1),
    "hypotheses unknown": x.eq(3),
    "order on ℂ": literal(1, COMPLEX).lt(2),
    "real power": Term("eq", (Term("pow", (r(4).term, (r(1) / 2).term), REAL), r(2).term), PROP),
}


@pytest.mark.parametrize("name", CLOSED)
def test_norm_num_closes(name: str) -> None:
    check(norm_num_close(CLOSED[name]), (), CLOSED[name])


@pytest.mark.parametrize("name", NOT_CLOSED)
def test_norm_num_does_not_close(name: str) -> None:
    with pytest.raises(ArithFailed):
        norm_num_close(NOT_CLOSED[name])


SIMPLIFIED: dict[str, tuple[Term, Term]] = {
    "clean-up": ((x * 1 + 0).eq(3), x.eq(3)),
    "product is zero": (((x - 1) * y).eq(0), disj((x - 1).eq(0), y.eq(0))),
    "numeral factor": ((2 * x).eq(0), x.eq(0)),
    "power is zero": (((x - 1) ** 2).eq(0), (x - 1).eq(0)),
    "negation": (neg(x.lt(2)), r(2).le(x)),
    "flipped": (x.gt(2), r(2).lt(x)),
    "≠": (x.ne(2), neg(x.eq(2))),
    "difference": (r(0).le(x - y), y.le(x)),
    "common summand": ((x + 1).lt(y + 1), x.lt(y)),
    "common factor": ((2 * x).le(2 * y), x.le(y)),
    "common factor of an equation": ((x * z).eq(y * z), disj(x.eq(y), z.eq(0))),
    "negatives": ((-x).lt(-y), y.lt(x)),
    "false hypothesis": (conj(x.eq(1), r(1).eq(2)), FALSE),
    "de Morgan": (neg(disj(x.lt(1), y.lt(1))), conj(r(1).le(x), r(1).le(y))),
    "inner numerals": ((x + r(2) * 3).eq(7), (x + 6).eq(7)),
    "negative fraction": (x.eq(r(1) / 2 - 1), x.eq(-r(1) / 2)),
}


@pytest.mark.parametrize("name", SIMPLIFIED)
def test_norm_num_simplifies(name: str) -> None:
    before, expected = SIMPLIFIED[name]
    after, certificate = norm_num_simp(before)
    assert after == expected
    check_iff(certificate, (), before, after)


@pytest.mark.parametrize("p", [(2 * x + 1).eq(7), x.le(y), (x * 2).eq(y)])
def test_norm_num_makes_no_progress(p: Term) -> None:
    with pytest.raises(ArithFailed, match="failed to simplify"):
        norm_num_simp(p)


class TestFacts:
    def test_equations_under_forall(self) -> None:
        v = var()
        h = binder("forall", "x", v.term, apply(f, v).eq(2 * v))
        target = apply(f, 3).eq(6)
        check(norm_num_close(target, [h]), [h], target)

    def test_premises_are_discharged(self) -> None:
        v = var()
        h = binder("forall", "x", v.term, imp(v.ge(2), apply(f, v).eq(apply(f, v - 1))))
        target = apply(f, 3).eq(apply(f, 1))
        check(norm_num_close(target, [h]), [h], target)
        with pytest.raises(ArithFailed):
            norm_num_close(apply(f, 2).eq(apply(f, 0)), [h])

    def test_equations_rewrite_from_left_to_right(self) -> None:
        h = x.eq(3)
        check(norm_num_close((x + 1).eq(4), [h]), [h], (x + 1).eq(4))
        with pytest.raises(ArithFailed):
            norm_num_close((x + 1).eq(4), [r(3).eq(x)])

    def test_propositions_become_true_and_false(self) -> None:
        facts = [x.lt(y), neg(y.eq(z))]
        target = conj(y.gt(x), y.ne(z))
        check(norm_num_close(target, facts), facts, target)

    def test_a_loop_is_a_failure(self) -> None:
        with pytest.raises(ArithFailed):
            norm_num_simp(x.eq(y), [x.eq(x + 1)])


class TestFieldSimp:
    def after(self, facts: list[Term], p: Term) -> Term:
        new, certificate = field_simp(facts, p)
        check_iff(certificate, facts, p, new)
        return new

    def test_clears_what_is_known_to_be_nonzero(self) -> None:
        h = (x - 1).ne(0)
        p = ((x**2 - 1) / (x - 1)).eq(x + 1)
        assert self.after([h], p) == (x**2 - 1).eq((x + 1) * (x - 1))

    @pytest.mark.parametrize("facts", [[], [x.ne(1)], [y.ne(0)]])
    def test_nothing_else(self, facts: list[Term]) -> None:
        with pytest.raises(ArithFailed):
            field_simp(facts, ((x**2 - 1) / (x - 1)).eq(x + 1))

    def test_cross_multiplies(self) -> None:
        facts = [y.ne(0), r(0).lt(z)]
        assert self.after(facts, (x / y).eq(1 / z)) == (x * z).eq(y)

    def test_cancels(self) -> None:
        assert self.after([x.ne(0)], (1 / x * x).eq(y)) == r(1).eq(y)

    def test_numerals(self) -> None:
        assert self.after([], (x / 2 + x / 3).eq(1)) == (x * 3 + x * 2).eq(6)

    def test_sums_of_fractions(self) -> None:
        facts = [x.ne(0), y.ne(0)]
        assert self.after(facts, (1 / x + 1 / y).eq(z)) == (y + x).eq(z * x * y)

    def test_inequalities_keep_their_denominators(self) -> None:
        facts = [r(0).lt(y)]
        assert self.after(facts, (x / y + 1 / y).le(3)) == ((x + 1) / y).le(3)

    def test_casts_of_nonzero_naturals_are_not_known_to_be_nonzero(self) -> None:
        c = n.cast(REAL)
        with pytest.raises(ArithFailed):
            field_simp([n.ne(0)], (x / c).eq(1))
        assert self.after([c.ne(0)], (x / c).eq(1)) == x.eq(c)

    def test_no_division_no_progress(self) -> None:
        with pytest.raises(ArithFailed):
            field_simp([x.ne(0)], (x * y).eq(x))


def propositions() -> st.SearchStrategy[Term]:
    leaf = st.sampled_from([x, y]) | st.integers(-2, 3).map(literal)
    operations = st.sampled_from(["add", "mul", "sub", "div"])

    def grow(inner: st.SearchStrategy[E]) -> st.SearchStrategy[E]:
        binary = st.tuples(operations, inner, inner).map(
            lambda t: E(Term(t[0], (t[1].term, t[2].term), REAL))
        )
        power = st.tuples(inner, st.integers(0, 2)).map(lambda t: t[0] ** t[1])
        return binary | power | inner.map(lambda e: -e)

    terms = st.recursive(leaf, grow, max_leaves=6)
    relations = st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"])
    atoms = st.tuples(relations, terms, terms).map(lambda t: t[1].rel(t[0], t[2]))

    def connect(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        two = st.tuples(st.sampled_from(["and", "or", "imp", "iff"]), inner, inner)
        return two.map(lambda t: Term(t[0], (t[1], t[2]), PROP)) | inner.map(neg)

    return st.recursive(atoms, connect, max_leaves=3)


POINTS = [
    {x.term.data: Fraction(p, 2), y.term.data: Fraction(q)}
    for p in range(-3, 5)
    for q in (-1, 0, 2)
]


@given(p=propositions())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_norm_num_keeps_the_truth_everywhere(p: Term) -> None:
    try:
        after, certificate = norm_num_simp(p)
    except ArithFailed:
        return
    check_iff(certificate, (), p, after)
    for at in POINTS:
        assert evaluate(after, at) == evaluate(p, at)


@given(p=propositions())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_field_simp_keeps_the_truth_where_its_facts_hold(p: Term) -> None:
    facts = [x.ne(0), (x - 1).ne(0), r(0).lt(y)]
    try:
        after, certificate = field_simp(facts, p)
    except ArithFailed:
        return
    check_iff(certificate, facts, p, after)
    for at in POINTS:
        if all(evaluate(h, at) for h in facts):
            assert evaluate(after, at) == evaluate(p, at)


def test_truth_is_what_closing_means() -> None:
    after, _ = norm_num_simp(CLOSED["rationals"])
    assert after == TRUE
