"""Conversions under binders, by unfolding and at quantifiers: what the checker must refuse."""

from __future__ import annotations

import pytest

from lean_env.embedded.arith import CertificateError, check_iff
from lean_env.embedded.arith.certificate import (
    Congruence,
    Conv,
    Conversion,
    Evaluate,
    Rewrite,
    Rule,
    Same,
    Unfold,
)
from lean_env.embedded.arith.term_order import smaller
from lean_env.embedded.term import (
    FALSE,
    NAT,
    REAL,
    TRUE,
    Term,
    Ty,
    arrow,
    binder,
    fvar,
    num,
    prop,
)

X, Y = fvar(REAL), fvar(REAL)
ZERO, ONE = num(0, REAL), num(1, REAL)
SET = Ty("Set", (REAL,))


def forall(var: Term, body: Term) -> Term:
    return binder("forall", "x", var, body)


def exists(var: Term, body: Term) -> Term:
    return binder("exists", "x", var, body)


def eq(a: Term, b: Term) -> Term:
    return prop("eq", a, b)


def accepted(conv: Conv, before: Term, after: Term, *facts: Term) -> bool:
    try:
        check_iff(Conversion(conv), facts, before, after)
    except CertificateError:
        return False
    return True


def test_a_fact_rewrites_under_a_binder() -> None:
    v = fvar(REAL)
    law = forall(X, eq(Term("abs", (X,), REAL), X))
    before = forall(X, eq(Term("abs", (X,), REAL), ZERO))
    conv = Congruence((Congruence((Rewrite(0, (v,)), Same())),), v)
    assert accepted(conv, before, forall(X, eq(X, ZERO)), law)
    assert not accepted(conv, before, forall(X, eq(ONE, ZERO)), law)


def test_the_variable_of_a_binder_is_new() -> None:
    # `Y = 0` is a fact about one Y; the bound variable may not borrow its name.
    fact = eq(Y, ZERO)
    before, after = exists(X, eq(X, ONE)), exists(X, eq(ZERO, ONE))
    conv = Congruence((Congruence((Rewrite(0), Same())),), Y)
    assert not accepted(conv, before, after, fact)
    assert not accepted(Congruence((Same(),), fvar(NAT)), before, before)
    assert not accepted(Congruence((Same(), Same()), fvar(REAL)), fact, fact)


def test_unfolding() -> None:
    square = binder("lam", "x", X, Term("mul", (X, X), REAL))
    applied = Term("app", (square, Y), REAL)
    assert accepted(Unfold(), applied, Term("mul", (Y, Y), REAL))
    assert not accepted(Unfold(), applied, Y)
    assert not accepted(Unfold(), prop("lt", X, Y), prop("lt", Y, X))
    assert not accepted(Evaluate(), applied, Y)


GOOD = [
    ("vacuous", forall(X, eq(Y, ONE)), eq(Y, ONE)),
    ("vacuous", exists(X, eq(Y, ONE)), eq(Y, ONE)),
    ("vacuous", forall(fvar(SET), TRUE), TRUE),
    ("not_quantifier", prop("not", forall(X, eq(X, ONE))), exists(X, prop("not", eq(X, ONE)))),
    ("not_quantifier", prop("not", exists(X, eq(X, ONE))), forall(X, prop("not", eq(X, ONE)))),
    ("determined", exists(X, eq(X, Y)), TRUE),
    ("determined", exists(X, prop("and", eq(X, ONE), prop("lt", X, Y))), prop("lt", ONE, Y)),
    ("determined", forall(X, prop("imp", eq(ONE, X), prop("lt", X, Y))), prop("lt", ONE, Y)),
]
BAD = [
    ("vacuous", forall(X, eq(X, ONE)), eq(Y, ONE)),
    ("vacuous", exists(fvar(Ty("Empty")), TRUE), TRUE),
    ("vacuous", forall(fvar(Ty("Empty")), FALSE), FALSE),
    ("not_quantifier", prop("not", forall(X, eq(X, ONE))), forall(X, prop("not", eq(X, ONE)))),
    ("not_quantifier", forall(X, eq(X, ONE)), exists(X, prop("not", eq(X, ONE)))),
    ("determined", forall(X, eq(X, Y)), TRUE),
    ("determined", exists(X, eq(X, Term("add", (X, ONE), REAL))), TRUE),
    ("determined", forall(X, prop("and", eq(X, ONE), prop("lt", X, Y))), prop("lt", ONE, Y)),
    ("determined", exists(X, prop("imp", eq(X, ONE), prop("lt", X, Y))), prop("lt", ONE, Y)),
    ("determined", exists(X, prop("and", prop("le", X, ONE), eq(X, Y))), eq(ONE, Y)),
]


@pytest.mark.parametrize(("name", "before", "after"), GOOD)
def test_quantifier_rules(name: str, before: Term, after: Term) -> None:
    assert accepted(Rule(name), before, after)


@pytest.mark.parametrize(("name", "before", "after"), BAD)
def test_quantifier_rules_that_do_not_apply(name: str, before: Term, after: Term) -> None:
    assert not accepted(Rule(name), before, after)


def test_the_order_is_total_and_has_no_cycles() -> None:
    f = fvar(arrow(REAL, REAL))
    atoms = [X, Y, ZERO, num(2, REAL), Term("app", (f, X), REAL), Term("neg", (X,), REAL)]
    terms = atoms + [Term(op, (a, b), REAL) for op in ("add", "mul") for a in atoms for b in atoms]
    for a in terms:
        assert not smaller(a, a)
        for b in terms:
            assert a == b or smaller(a, b) != smaller(b, a)
    ranked = sorted(terms, key=lambda t: sum(smaller(u, t) for u in terms))
    assert all(smaller(a, b) for i, a in enumerate(ranked) for b in ranked[i + 1 :])
