"""Known mistakes, each switched on by patching one or two functions of the environment."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

import pytest

from lean_env.embedded import arith, elaborate, kernel, lemmas, term
from lean_env.embedded import proof as pf
from lean_env.embedded.arith import (
    check_conversion,
    check_fractions,
    check_polynomial,
    check_sign,
    check_values,
    checker,
    normal_form,
    numerals,
    signs,
)
from lean_env.embedded.arith.certificate import CertificateError, RingIdentity, Sign
from lean_env.embedded.arith.check_sign import Strength
from lean_env.embedded.kernel_scope import Scope
from lean_env.embedded.term import COMPLEX, INT, NAT, PROP, Term, transform

Patch = pytest.MonkeyPatch


def _untruncated(t: Term) -> Term:
    def f(u: Term) -> Term | None:
        if u.op == "sub" and u.ty is NAT:
            return Term("sub", tuple(map(_untruncated, u.args)), INT)
        return None

    return transform(t, f)


def _reads(patch: Patch, owner: type, method: str, change: Callable[[Term], Term]) -> None:
    """The reader `owner.method` reads changed terms."""
    original = getattr(owner, method)
    patch.setattr(owner, method, lambda self, t: original(self, change(t)))


def natural_subtraction_in_the_checker(patch: Patch) -> None:
    """The checker reads `a - b` on ℕ as a difference."""
    _reads(patch, check_polynomial.Reader, "read", _untruncated)


def natural_subtraction_everywhere(patch: Patch) -> None:
    """Search and checker read `a - b` on ℕ as a difference."""
    _reads(patch, check_polynomial.Reader, "read", _untruncated)
    _reads(patch, normal_form.Atoms, "ring", _untruncated)


def natural_subtraction_of_numerals(patch: Patch) -> None:
    """Both evaluators take the distance of two naturals for their difference."""
    search, check = numerals._binary, check_values._apply

    def on_naturals(t: Term) -> bool:
        return t.op == "sub" and t.ty is NAT

    patch.setattr(
        numerals, "_binary", lambda t, a, b: abs(a - b) if on_naturals(t) else search(t, a, b)
    )
    patch.setattr(
        check_values, "_apply", lambda t, xs: abs(xs[0] - xs[1]) if on_naturals(t) else check(t, xs)
    )


def denominators_may_be_zero_in_the_checker(patch: Patch) -> None:
    """The checker asks for no reason why a denominator is not zero."""
    patch.setattr(check_fractions, "check_sign", lambda sign, t, facts: Strength.NONZERO)


def denominators_may_be_zero_everywhere(patch: Patch) -> None:
    """And field_simp cancels whatever it likes."""
    denominators_may_be_zero_in_the_checker(patch)
    patch.setattr(signs.Signs, "nonzero", lambda self, t: Sign("fact", (), 0))


def order_on_the_complex_numbers(patch: Patch) -> None:
    """The checker compares complex numbers."""
    patch.setattr(checker, "_ORDERED", (*checker._ORDERED, COMPLEX))


def one_side_of_an_equation(patch: Patch) -> None:
    """`a = b` is taken as proved when `b < a` is refuted (and any inequality at once)."""
    original = checker._assumptions
    patch.setattr(checker, "_assumptions", lambda target: original(target)[1:])


def strictness_is_lost(patch: Patch) -> None:
    """The checker reads ≤ as <."""
    original = checker._Refutation._comparison

    def strict(self: Any, compared: Any) -> Any:
        relation, p = original(self, compared)
        return ("<" if relation == "≤" else relation), p

    patch.setattr(checker._Refutation, "_comparison", strict)


def reals_step_like_integers(patch: Patch) -> None:
    """`a < b` is read as `a + 1 ≤ b` on ℝ too."""

    def stepping(self: Any, compared: Any) -> Any:
        a, relation, b = compared
        p = check_polynomial.plus(self.reader.read(b), self.reader.read(a), -1)
        return ("≤", check_polynomial.plus(p, {(): 1}, -1)) if relation == "<" else (relation, p)

    patch.setattr(checker._Refutation, "_comparison", stepping)


def signs_of_multipliers_are_ignored(patch: Patch) -> None:
    """Farkas multipliers of inequalities may be negative or zero."""

    def check(self: Any, part: Any) -> None:
        total: Any = {}
        strict = False
        for coefficient, premise in part.terms:
            relation, p = self.known(premise, 8)
            strict = strict or relation == "<"
            total = check_polynomial.plus(total, p, coefficient)
        constant = total.get((), 0)
        if any(total) or constant > 0 or (constant == 0 and not strict):
            raise CertificateError("no contradiction")

    patch.setattr(checker._Refutation, "check", check)


def certificates_are_not_verified(patch: Patch) -> None:
    """The checker believes everything."""
    patch.setattr(checker, "check", lambda certificate, facts, target: None)


def ring_proves_every_equation(patch: Patch) -> None:
    """And nobody verifies its certificates."""
    patch.setattr(arith, "ring", lambda target, budget: RingIdentity())
    patch.setattr(arith, "check", lambda certificate, facts, target: None)
    certificates_are_not_verified(patch)


def the_remainder_has_the_sign_of_the_dividend(patch: Patch) -> None:
    """`/` and `%` on ℤ round towards zero, in search and checker."""

    def div(a: int, b: int) -> int:
        return int(Fraction(a, b)) if b else 0

    patch.setattr(numerals, "euclidean_div", div)
    patch.setattr(numerals, "euclidean_mod", lambda a, b: a - b * div(a, b))
    patch.setattr(check_values, "_quotient", lambda a, b: Fraction(div(a.numerator, b.numerator)))


def division_by_zero_is_the_dividend(patch: Patch) -> None:
    """`x / 0 = x`, in search and checker."""
    search, check = numerals._binary, check_values._apply

    def zero(t: Term, b: Any) -> bool:
        return t.op == "div" and b == 0

    patch.setattr(numerals, "_binary", lambda t, a, b: a if zero(t, b) else search(t, a, b))
    patch.setattr(check_values, "_apply", lambda t, xs: xs[0] if zero(t, xs[-1]) else check(t, xs))


def guards_are_not_discharged(patch: Patch) -> None:
    """The checker rewrites with `∀ x, p x → l x = r x` without a proof of `p x`."""
    original = check_conversion._rewrite

    def conclusion(t: Term) -> Term:
        return transform(t, lambda u: conclusion(u.args[1]) if u.op == "imp" else None)

    def careless(conv: Any, facts: Any, before: Term, after: Term) -> None:
        bare = [conclusion(fact) for fact in facts]
        original(dataclasses.replace(conv, sides=()), bare, before, after)

    patch.setattr(check_conversion, "_rewrite", careless)


def instantiation_captures(patch: Patch) -> None:
    """Under a second binder, the index of the variable to replace is not raised."""

    def opened(t: Term, value: Term, depth: int) -> Term:
        if t.loose <= depth:
            return t
        if t.op == "bvar":
            if t.data == depth:
                return value
            return Term("bvar", (), t.ty, t.data - 1) if t.data > depth else t
        return Term(t.op, tuple(opened(a, value, depth) for a in t.args), t.ty, t.data)

    patch.setattr(term, "_open", opened)


def the_variable_of_a_sum_captures(patch: Patch) -> None:
    """Terms under a binder are compared with a variable that need not be new."""
    patch.setattr(check_conversion, "free_vars", lambda terms: set())


def casts_go_down(patch: Patch) -> None:
    """Every cast is looked through, also one that loses something."""
    patch.setattr(check_polynomial, "_upward", lambda t: True)


def casts_are_transparent_to_subtraction(patch: Patch) -> None:
    """`((a - b : ℕ) : ℤ)` is elaborated as `(a : ℤ) - b`."""
    original = elaborate.Elaborator.coerce

    def coerce(self: Any, t: Term, expected: Any, node: Any) -> Term:
        cast = original(self, t, expected, node)
        if cast.op == "cast" and cast.args[0].op in ("sub", "div"):
            inner = cast.args[0]
            return Term(inner.op, tuple(Term("cast", (a,), cast.ty) for a in inner.args), cast.ty)
        return cast

    patch.setattr(elaborate.Elaborator, "coerce", coerce)


def a_relation_is_turned_round(patch: Patch) -> None:
    """`≥` is elaborated as `≤`."""
    patch.setitem(elaborate._RELATIONS, "≥", "le")


def odd_powers_are_not_negative(patch: Patch) -> None:
    """Every power is said to be at least zero."""
    patch.setattr(check_sign, "_power", lambda sign, t, facts: Strength.NONNEGATIVE)


def variables_escape(patch: Patch) -> None:
    """The kernel does not ask whether what is proved makes sense outside."""
    patch.setattr(Scope, "well_typed", lambda self, t, ty: None)


def variables_need_not_be_new(patch: Patch) -> None:
    """The kernel generalises over variables that hypotheses speak of."""
    patch.setattr(Scope, "new", lambda self, var: None)


def motives_are_not_checked(patch: Patch) -> None:
    """`Rewrite` gives `motive b` whatever was proved of `a`."""

    def rewrite(self: Any, node: pf.Rewrite) -> Term:
        _, after = self.equation(node.eq, node).args
        return term.instantiate(node.motive, after)

    patch.setitem(kernel._RULES, pf.Rewrite, rewrite)


def induction_needs_no_base(patch: Patch) -> None:
    """Neither the base nor the step of an induction is looked at."""

    def induction(self: Any, node: pf.NatInduction) -> Term:
        return Term("forall", node.motive.args, PROP, node.motive.data)

    patch.setitem(kernel._RULES, pf.NatInduction, induction)


def premises_of_lemmas_are_not_checked(patch: Patch) -> None:
    """A lemma gives its conclusion for nothing."""

    def lemma(self: Any, node: pf.LemmaApp) -> Term:
        return lemmas.instance(node.name, node.types, node.args)[1]

    patch.setitem(kernel._RULES, pf.LemmaApp, lemma)


def arguments_prove_anything(patch: Patch) -> None:
    """The kernel never compares what a proof proves with what is expected."""
    patch.setattr(kernel._Kernel, "expect", lambda self, proof, proposition, node, why: None)


# The gate that is to catch each: one gate is enough, and it is the one that says the most.
BUGS: Final[dict[Callable[[Patch], None], str]] = {
    natural_subtraction_in_the_checker: "certificates",
    natural_subtraction_everywhere: "traps",
    natural_subtraction_of_numerals: "fixed traps",
    denominators_may_be_zero_in_the_checker: "certificates",
    denominators_may_be_zero_everywhere: "traps",
    order_on_the_complex_numbers: "certificates",
    one_side_of_an_equation: "certificates",
    strictness_is_lost: "certificates",
    reals_step_like_integers: "certificates",
    signs_of_multipliers_are_ignored: "certificates",
    certificates_are_not_verified: "certificates",
    ring_proves_every_equation: "mutants",
    the_remainder_has_the_sign_of_the_dividend: "fixed traps",
    division_by_zero_is_the_dividend: "fixed traps",
    guards_are_not_discharged: "certificates",
    instantiation_captures: "fixed traps",
    the_variable_of_a_sum_captures: "certificates",
    casts_go_down: "certificates",
    casts_are_transparent_to_subtraction: "traps",
    a_relation_is_turned_round: "traps",
    odd_powers_are_not_negative: "certificates",
    variables_escape: "proofs",
    variables_need_not_be_new: "proofs",
    motives_are_not_checked: "proofs",
    induction_needs_no_base: "proofs",
    premises_of_lemmas_are_not_checked: "proofs",
    arguments_prove_anything: "proofs",
}
