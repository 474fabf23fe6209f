"""`ring_nf` (`Mathlib.Tactic.RingNF`): every maximal ring expression in its normal form, as a term.

Monomials in Mathlib's order: by atoms in the order of their first appearance, then exponents; the
coefficient stands last (`a * b * 2 + a ^ 2`). The arguments of atoms are normalised as well.
"""

from __future__ import annotations

from typing import Final

from lean_env.embedded.arith import polynomial
from lean_env.embedded.arith.certificate import (
    Budget,
    Chain,
    Congruence,
    Conv,
    Conversion,
    NoProgress,
    RingNormal,
    Same,
)
from lean_env.embedded.arith.normal_form import FIELDS, RINGS, Atoms
from lean_env.embedded.arith.polynomial import Poly
from lean_env.embedded.term import BINDERS, INT, NAT, Term, Ty, num

NO_PROGRESS: Final = "ring_nf failed to simplify"

_SAME: Final = Same()
_RING_OPS: Final = frozenset({"add", "sub", "mul", "neg", "pow", "num"})
Converted = tuple[Term, Conv | None]


def ring_nf(
    prop: Term, budget: Budget | None = None, atoms: Atoms | None = None
) -> tuple[Term, Conversion]:
    """Normalise the ring expressions in `prop`. Raises `NoProgress` when nothing changes.

    `atoms` are those of the places that the same call normalised before: their order counts.
    """
    after, conv = _RingNF(budget or Budget(), atoms or Atoms()).normalise(prop)
    if conv is None or after == prop:
        raise NoProgress(NO_PROGRESS)
    return after, Conversion(conv)


class _RingNF:
    def __init__(self, budget: Budget, atoms: Atoms) -> None:
        self.atoms = atoms
        self.atoms.budget = budget

    def normalise(self, t: Term) -> Converted:
        """`t` with its maximal ring expressions in normal form."""
        if not t.args or t.op in BINDERS:
            return t, None
        if t.ty not in RINGS or not _is_ring_op(t):
            return self._arguments(t, everywhere=True)
        inner, conv = self._arguments(t, everywhere=False)
        new = self.term(self.atoms.ring(inner), t.ty)
        if new == inner:
            return inner, conv
        return new, RingNormal() if conv is None else Chain(conv, inner, RingNormal())

    def _arguments(self, t: Term, *, everywhere: bool) -> Converted:
        """Normalise the arguments; inside a ring expression only those of its atoms."""
        if not t.args or t.op in BINDERS:
            return t, None
        parts = [
            self._arguments(a, everywhere=False)
            if not everywhere and _is_ring_op(a)
            else self.normalise(a)
            for a in t.args
        ]
        if all(conv is None for _, conv in parts):
            return t, None
        convs = tuple(_SAME if conv is None else conv for _, conv in parts)
        return t.replace_args(tuple(a for a, _ in parts)), Congruence(convs)

    # --- from polynomials back to terms ---

    def term(self, p: Poly, ty: Ty) -> Term:
        """The normal form as a term."""
        p = polynomial.lowest_terms(p)
        monomials = sorted((tuple(polynomial.exponents(m)), c) for m, c in p.terms.items())
        result: Term | None = None
        for exponents, coefficient in monomials:
            negative = coefficient < 0
            size = abs(coefficient)
            term = self._monomial(exponents, size, p.den, ty)
            if result is None:
                result = _negated(term, exponents, ty) if negative else term
            else:
                result = Term("sub" if negative else "add", (result, term), ty)
        return num(0, ty) if result is None else result

    def _monomial(self, exponents: tuple[tuple[int, int], ...], top: int, den: int, ty: Ty) -> Term:
        result: Term | None = None
        for index, exponent in exponents:
            factor = self._atom(index, ty)
            if exponent != 1:
                factor = Term("pow", (factor, num(exponent, NAT)), ty)
            result = factor if result is None else Term("mul", (result, factor), ty)
        if result is None or (top, den) != (1, 1):
            coefficient = _rational(top, den, ty)
            result = coefficient if result is None else Term("mul", (result, coefficient), ty)
        return result

    def _atom(self, index: int, ty: Ty) -> Term:
        key = self.atoms.keys[index]
        if isinstance(key, Term):
            return key
        base = self.term(self.atoms.base(index), ty)
        if len(key) == 2:
            return Term("inv", (base,), ty)
        exponent = self.term(Poly({key[2]: 1}, 1, 1), NAT)
        return Term("pow", (base, exponent), ty)


def _is_ring_op(t: Term) -> bool:
    if t.op == "sub" and t.ty is NAT:
        return False
    if t.op == "pow":
        exponent = t.args[1]
        return exponent.ty is NAT or (exponent.ty is INT and t.ty in FIELDS)
    return t.op in _RING_OPS or (t.op in ("div", "inv") and t.ty in FIELDS)


def _rational(top: int, den: int, ty: Ty) -> Term:
    if den == 1:
        return num(top, ty)
    return Term("div", (num(top, ty), num(den, ty)), ty)


def _negated(term: Term, exponents: tuple[tuple[int, int], ...], ty: Ty) -> Term:
    if not exponents and term.op == "div":  # -1 / 2
        top, den = term.args
        return Term("div", (Term("neg", (top,), ty), den), ty)
    return Term("neg", (term,), ty)
