"""Every lemma of the library, on concrete values at every type where it is available."""

from __future__ import annotations

import random
import zlib
from fractions import Fraction
from typing import Any

import pytest

from experiments.benchmarks.concrete_values import Gauss, Unknown
from lean_env.embedded import lemmas
from lean_env.embedded.term import COMPLEX, INT, NAT, PROP, RAT, REAL, Ty, free_vars
from tests.lean_env import lemma_values

WANTED = 24  # instances whose hypotheses hold
TRIES = 6000
_RATIONALS = [Fraction(n, d) for n in range(-6, 10) for d in (1, 2, 4)]
_SQUARES = [Fraction(n * n, d * d) for n in range(4) for d in (1, 2)]


def types_of(name: str) -> list[tuple[Ty, ...]]:
    base = lemmas.generic(name)
    if base.type_count == 0:
        return [()]
    klass = base.klass if base.klass is not None else frozenset({NAT, INT, RAT})
    return [(ty,) for ty in (NAT, INT, RAT, REAL, COMPLEX) if ty in klass]


def value(ty: Ty, rng: random.Random) -> Any:
    if ty is PROP:
        return rng.random() < 0.5
    if ty is NAT:
        return rng.choice((0, 0, 1, 1, 2, 3, 4, 7))
    if ty is INT:
        return rng.choice((-6, -3, -2, -1, 0, 0, 1, 1, 2, 3, 5, 6))
    if ty in (RAT, REAL):
        pool = _SQUARES if rng.random() < 0.3 else _RATIONALS
        return rng.choice((Fraction(0), Fraction(1), rng.choice(pool), rng.choice(pool)))
    if ty is COMPLEX:
        return Gauss(Fraction(rng.randint(-2, 2)), Fraction(rng.randint(-2, 2)))
    if ty.name == "→":
        domain, codomain = ty.args
        table = {x: value(codomain, rng) for x in lemma_values.domain(domain)}
        elsewhere = value(codomain, rng)
        return lambda x: table.get(x, elsewhere)
    if ty.name in ("Finset", "Set"):
        members = lemma_values.domain(ty.args[0])
        return frozenset(rng.sample(members, rng.randint(0, 4)))
    raise NotImplementedError(ty)


def random_values(stated: lemmas.Statement, rng: random.Random) -> dict[int, Any]:
    env: dict[int, Any] = {}
    for binder in stated.binders:
        if binder.prop is None:
            reuse = [v for v in env.values() if rng.random() < 0.3]
            same = [v for v in reuse if type(v) is type(value(binder.var.ty, rng))]
            plain = binder.var.ty in (PROP, NAT, INT, RAT, REAL, COMPLEX)
            if same and plain and not (binder.var.ty is NAT and min(map(int, same)) < 0):
                env[binder.var.data] = rng.choice(same)
            else:
                env[binder.var.data] = value(binder.var.ty, rng)
    return env


@pytest.mark.parametrize("name", lemmas.names())
def test_lemma_holds_on_concrete_values(name: str) -> None:
    for types in types_of(name):
        stated = lemmas.statement(name, types)
        rng = random.Random(zlib.crc32(f"{name}{types}".encode()))
        held = 0
        for _ in range(TRIES):
            env = random_values(stated, rng)
            try:
                premises = [
                    lemma_values.value(b.prop, env) for b in stated.binders if b.prop is not None
                ]
                if not all(premises):
                    continue
                conclusion = lemma_values.value(stated.conclusion, env)
            except Unknown:
                continue
            assert conclusion, f"{lemmas.source(name)} at {types} fails for {env}"
            held += 1
            if held == WANTED:
                break
        if name not in {"False.elim", "absurd", "Not.elim", "Ne.elim", "LT.lt.false"}:
            assert held == WANTED, f"{name} at {types} was only tried on {held} instances"


@pytest.mark.parametrize(
    ("name", "ty"),
    [
        ("le_refl", COMPLEX),
        ("mul_pos", COMPLEX),
        ("sub_nonneg", NAT),
        ("neg_nonneg", NAT),
        ("sq_nonneg", COMPLEX),
        ("abs_nonneg", NAT),
        ("div_le_iff₀", INT),
        ("div_le_iff₀", NAT),
        ("div_self", INT),
        ("sub_eq_zero", NAT),
        ("inv_pos", COMPLEX),
        ("eq_comm", PROP),
    ],
)
def test_lemma_is_refused_where_mathlib_has_no_instance(name: str, ty: Ty) -> None:
    with pytest.raises(lemmas.LemmaError, match="instances"):
        lemmas.statement(name, (ty,))


def test_binders_keep_mathlibs_order_and_implicitness() -> None:
    shapes = {
        name: [(b.name, b.explicit) for b in lemmas.generic(name).binders if b.explicit]
        for name in ("mul_le_mul", "pow_le_pow_left₀", "le_trans", "add_sq", "div_add_div")
    }
    assert shapes == {
        "mul_le_mul": [("h₁", True), ("h₂", True), ("hc", True), ("hb", True)],
        "pow_le_pow_left₀": [("ha", True), ("hab", True), ("n", True)],
        "le_trans": [("_", True), ("_", True)],
        "add_sq": [("a", True), ("b", True)],
        "div_add_div": [("a", True), ("c", True), ("hb", True), ("hd", True)],
    }


def test_every_variable_of_a_lemma_occurs_in_it() -> None:
    """A `variable` that a statement only binds anew (`∃ k, …`) is no argument of the lemma."""
    for name in lemmas.names():
        stated = lemmas.generic(name)
        props = [b.prop for b in stated.binders if b.prop is not None]
        used = free_vars([stated.conclusion, *props])
        assert all(b.prop is not None or b.var.data in used for b in stated.binders), name


def test_unknown_lemma() -> None:
    assert not lemmas.known("no_such_lemma")
    with pytest.raises(lemmas.LemmaError, match="no_such_lemma"):
        lemmas.generic("no_such_lemma")
