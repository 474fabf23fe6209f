"""Unification: what it finds, what it must not, and that a failure leaves nothing behind."""

from __future__ import annotations

import pytest

from lean_env.embedded.reduce import normalize, same
from lean_env.embedded.term import (
    FALSE,
    INT,
    NAT,
    REAL,
    Term,
    Ty,
    binder,
    fvar,
    instantiate,
    num,
    prop,
)
from lean_env.embedded.unify import Metas, has_metas

X, Y = fvar(REAL), fvar(REAL)


def add(a: Term, b: Term) -> Term:
    return Term("add", (a, b), a.ty)


def test_metavariables_take_the_value_of_what_they_meet() -> None:
    metas = Metas()
    a, b = metas.new_term(REAL), metas.new_term(REAL)
    assert metas.unify(prop("le", a, add(a, b)), prop("le", X, add(X, Y)))
    assert metas.term(add(a, b)) == add(X, Y)
    assert not has_metas(metas.term(add(a, b)))


def test_one_metavariable_has_one_value() -> None:
    metas = Metas()
    a = metas.new_term(REAL)
    assert not metas.unify(add(a, a), add(X, Y))
    assert metas.unify(a, Y), "the failed attempt must not have assigned anything"


def test_types_are_unified() -> None:
    metas = Metas()
    alpha = metas.new_type()
    a = metas.new_term(alpha)
    assert metas.unify(prop("lt", num(0, alpha), a), prop("lt", num(0, INT), num(3, INT)))
    assert metas.type(alpha) is INT
    assert not metas.unify(a, num(3, NAT))


def test_type_metavariables_occur_check() -> None:
    metas = Metas()
    alpha = metas.new_type()
    assert not metas.unify_types(alpha, Ty("Set", (alpha,)))


def test_term_occurs_check() -> None:
    metas = Metas()
    a = metas.new_term(REAL)
    assert not metas.unify(a, add(a, X))
    assert metas.unify(a, a)


def test_a_metavariable_does_not_capture_a_bound_variable() -> None:
    metas = Metas()
    z = fvar(REAL)
    every = binder("forall", "z", z, prop("le", X, z))
    pattern = binder("forall", "z", z, prop("le", X, metas.new_term(REAL)))
    assert not metas.unify(pattern, every)
    pattern = binder("forall", "z", z, prop("le", metas.new_term(REAL), z))
    assert metas.unify(pattern, every)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (prop("gt", X, Y), prop("lt", Y, X)),
        (prop("ge", X, Y), prop("le", Y, X)),
        (prop("ne", X, Y), prop("not", prop("eq", X, Y))),
        (prop("ne", X, Y), prop("imp", prop("eq", X, Y), FALSE)),
    ],
)
def test_reducible_forms(left: Term, right: Term) -> None:
    assert Metas().unify(left, right)
    assert Metas().unify(right, left)
    assert same(left, right, default=False)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (prop("gt", X, Y), prop("lt", X, Y)),
        (prop("ge", X, Y), prop("gt", X, Y)),
        (num(1, NAT), num(1, INT)),
        (add(X, Y), add(Y, X)),
    ],
)
def test_different_terms(left: Term, right: Term) -> None:
    assert not Metas().unify(left, right)
    assert not same(left, right)


def test_divisibility_is_seen_through_only_by_default() -> None:
    n = fvar(NAT)
    dvd = prop("dvd", num(2, NAT), n)
    c = fvar(NAT)
    unfolded = binder("exists", "c", c, prop("eq", n, Term("mul", (num(2, NAT), c), NAT)))
    assert not Metas().unify(dvd, unfolded)
    assert Metas().unify(dvd, unfolded, default=True)


def test_unfolding_under_binders_lifts_bound_variables() -> None:
    n, m = fvar(NAT), fvar(NAT)
    inside = binder("forall", "n", n, prop("dvd", n, m))
    opened = instantiate(normalize(inside), num(3, NAT))
    assert opened == normalize(prop("dvd", num(3, NAT), m))
