"""Arithmetic on terms: closers that prove a proposition, transformers that convert one.

Pure functions. `facts` are propositions known to be true (hypotheses, then hint terms). A closer
returns a certificate, or raises `ArithFailed` or `ArithTimeout`; nothing is proved until
`checker.check` (for transformers `checker.check_iff`) accepts the certificate.
"""

from __future__ import annotations

from collections.abc import Sequence

from lean_env.embedded.arith.certificate import (
    ArithFailed,
    ArithTimeout,
    Budget,
    Certificate,
    CertificateError,
)
from lean_env.embedded.term import Term

__all__ = [
    "ArithFailed",
    "ArithTimeout",
    "Budget",
    "Certificate",
    "CertificateError",
    "check",
    "check_iff",
    "field_simp",
    "linarith",
    "linear_combination",
    "nlinarith",
    "norm_num_close",
    "norm_num_simp",
    "positivity",
    "ring",
    "ring_nf",
]


def check(certificate: Certificate, facts: Sequence[Term], target: Term) -> None:
    """Raises `CertificateError` unless the certificate proves `target` from `facts`."""
    raise CertificateError("under construction")


def check_iff(certificate: Certificate, facts: Sequence[Term], before: Term, after: Term) -> None:
    """Raises `CertificateError` unless the certificate proves `before ↔ after` (or `=`)."""
    raise CertificateError("under construction")


def ring(target: Term, budget: Budget | None = None) -> Certificate:
    """Mathlib's `ring1`."""
    raise ArithFailed("under construction")


def linear_combination(
    target: Term,
    combination: Sequence[tuple[Term, Term]],
    exponent: int = 1,
    budget: Budget | None = None,
) -> Certificate:
    """Mathlib's `linear_combination`: `combination` is (coefficient, equation) pairs.

    The facts to check the certificate with are the equations, in order.
    """
    raise ArithFailed("under construction")


def linarith(facts: Sequence[Term], target: Term, budget: Budget | None = None) -> Certificate:
    """Mathlib's `linarith [facts]`."""
    raise ArithFailed("under construction")


def nlinarith(
    facts: Sequence[Term], hint_count: int, target: Term, budget: Budget | None = None
) -> Certificate:
    """Mathlib's `nlinarith`; the last `hint_count` facts are the hint terms."""
    raise ArithFailed("under construction")


def positivity(facts: Sequence[Term], target: Term, budget: Budget | None = None) -> Certificate:
    """Mathlib's `positivity`, with `facts` for its `assumption`."""
    raise ArithFailed("under construction")


def norm_num_close(
    target: Term, simp_facts: Sequence[Term] = (), budget: Budget | None = None
) -> Certificate:
    """`norm_num [simp_facts]` when it closes the goal. Checked with `simp_facts` as the facts."""
    raise ArithFailed("under construction")


def norm_num_simp(
    prop: Term, simp_facts: Sequence[Term] = (), budget: Budget | None = None
) -> tuple[Term, Certificate]:
    """`norm_num [simp_facts]` as a clean-up. Raises `ArithFailed` when nothing changes."""
    raise ArithFailed("under construction")


def field_simp(
    facts: Sequence[Term], prop: Term, budget: Budget | None = None
) -> tuple[Term, Certificate]:
    """Mathlib's `field_simp`, with the `≠` among the facts. Raises when nothing changes."""
    raise ArithFailed("under construction")


def ring_nf(prop: Term, budget: Budget | None = None) -> tuple[Term, Certificate]:
    """Mathlib's `ring_nf`. Raises `ArithFailed` when nothing changes."""
    raise ArithFailed("under construction")
