"""Definitional unfolding on ℕ keeps values, and ends."""

from __future__ import annotations

import random

import pytest

from experiments.benchmarks.concrete_values import Unknown, evaluate
from lean_env.embedded.reduce import normalize, same
from lean_env.embedded.term import INT, NAT, Term, fvar, num

X, Y = fvar(NAT), fvar(NAT)


def term(rng: random.Random, depth: int) -> Term:
    if depth == 0 or rng.random() < 0.2:
        return rng.choice((X, Y, num(rng.randrange(6), NAT)))
    op = rng.choice(
        ("add", "add", "add", "sub", "mul", "div", "mod", "pow", "Nat.succ", "Nat.pred")
    )
    if op.startswith("Nat."):
        return Term(op, (term(rng, depth - 1),), NAT)
    if op == "pow":
        return Term(op, (term(rng, depth - 1), num(rng.randrange(3), NAT)), NAT)
    return Term(op, (term(rng, depth - 1), term(rng, depth - 1)), NAT)


@pytest.mark.parametrize("seed", range(300))
def test_values_are_kept(seed: int) -> None:
    rng = random.Random(seed)
    t = term(rng, 5)
    reduced = normalize(t)
    assert normalize(reduced) == reduced
    for _ in range(5):
        env = {X.data: rng.randrange(8), Y.data: rng.randrange(8)}
        try:
            value = evaluate(t, env)
        except Unknown:
            continue
        assert evaluate(reduced, env) == value, (t, reduced)


def op(name: str, a: Term, b: Term) -> Term:
    return Term(name, (a, b), a.ty)


@pytest.mark.parametrize(
    ("a", "b", "equal"),
    [
        (op("sub", num(6, NAT), num(1, NAT)), num(5, NAT), True),
        (op("sub", num(3, NAT), num(5, NAT)), num(0, NAT), True),
        (op("add", op("add", X, num(1, NAT)), num(2, NAT)), op("add", X, num(3, NAT)), True),
        (op("add", X, op("add", Y, num(1, NAT))), op("add", op("add", X, Y), num(1, NAT)), True),
        (Term("Nat.succ", (X,), NAT), op("add", X, num(1, NAT)), True),
        (op("sub", op("add", X, num(3, NAT)), num(1, NAT)), op("add", X, num(2, NAT)), True),
        # True, but not by definition.
        (op("add", num(0, NAT), X), X, False),
        (op("add", X, Y), op("add", Y, X), False),
        (op("mul", X, num(1, NAT)), X, False),
        (op("sub", X, X), num(0, NAT), False),
        (op("sub", num(6, INT), num(1, INT)), num(5, INT), False),
        # False.
        (op("add", op("sub", X, num(1, NAT)), num(1, NAT)), X, False),
        (op("div", num(7, NAT), num(2, NAT)), num(4, NAT), False),
        (op("mod", num(7, NAT), num(0, NAT)), num(0, NAT), False),
    ],
)
def test_what_is_equal_by_definition(a: Term, b: Term, equal: bool) -> None:
    assert same(a, b) == equal
    assert not same(a, b, default=False)
