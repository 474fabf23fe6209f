"""`ring_nf` (under construction)."""

from __future__ import annotations

from lean_env.embedded.arith.certificate import ArithFailed, Budget, Certificate
from lean_env.embedded.term import Term


def ring_nf(prop: Term, budget: Budget | None = None) -> tuple[Term, Certificate]:
    """Mathlib's `ring_nf`. Raises `ArithFailed` when nothing changes."""
    raise ArithFailed("ring_nf made no progress")
