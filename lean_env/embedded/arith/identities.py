"""`ring` and `linear_combination`."""

from __future__ import annotations

from collections.abc import Sequence

from lean_env.embedded.arith import polynomial
from lean_env.embedded.arith.certificate import (
    ArithFailed,
    Budget,
    LinearCombination,
    RingIdentity,
)
from lean_env.embedded.arith.normal_form import RINGS, Atoms, current_atoms
from lean_env.embedded.arith.polynomial import Poly
from lean_env.embedded.term import NAT, Term

RING_FAILED = "ring failed, ring_nf subsidiary goal"


def ring(target: Term, budget: Budget | None = None) -> RingIdentity:
    """Prove an equation in a commutative (semi)ring (`Mathlib.Tactic.Ring`, `ring1`)."""
    left, right = _equation(target)
    atoms = current_atoms(budget or Budget(), target)
    if not polynomial.equal(atoms.ring(left), atoms.ring(right)):
        raise ArithFailed(RING_FAILED)
    return RingIdentity()


def linear_combination(
    target: Term,
    combination: Sequence[tuple[Term, Term]],
    exponent: int = 1,
    budget: Budget | None = None,
) -> LinearCombination:
    """Prove `a = b` from `Σ c * (l - r)` over (coefficient, equation `l = r`) pairs.

    Follows `Mathlib.Tactic.LinearCombination`; `exponent` is its `(exp := n)`. The facts that the
    certificate refers to are the equations in order.
    """
    left, right = _equation(target)
    if left.ty is NAT or exponent < 1:
        raise ArithFailed("linear_combination needs a commutative ring and a positive exponent")
    budget = budget or Budget()
    atoms = current_atoms(budget, target)
    rest = polynomial.power(_difference(atoms, left, right), exponent, budget)
    for coefficient, equation in combination:
        a, b = _equation(equation)
        if a.ty is not left.ty or coefficient.ty is not left.ty:
            raise ArithFailed("linear_combination: the equations are of different types")
        product = polynomial.mul(atoms.ring(coefficient), _difference(atoms, a, b), budget)
        rest = polynomial.add(rest, product, -1)
    if rest:
        raise ArithFailed(RING_FAILED)
    return LinearCombination(tuple(c for c, _ in combination), exponent)


def _difference(atoms: Atoms, a: Term, b: Term) -> Poly:
    return polynomial.add(atoms.ring(a), atoms.ring(b), -1)


def _equation(p: Term) -> tuple[Term, Term]:
    if p.op != "eq" or p.args[0].ty not in RINGS:
        raise ArithFailed("ring failed: the goal is not an equality in a commutative (semi)ring")
    return p.args[0], p.args[1]
