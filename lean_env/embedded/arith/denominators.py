"""`field_simp` (under construction)."""

from __future__ import annotations

from collections.abc import Sequence

from lean_env.embedded.arith.certificate import ArithFailed, Budget, Certificate
from lean_env.embedded.term import Term


def field_simp(
    facts: Sequence[Term], prop: Term, budget: Budget | None = None
) -> tuple[Term, Certificate]:
    """Mathlib's `field_simp`, with the `≠` among the facts. Raises when nothing changes."""
    raise ArithFailed("field_simp made no progress")
