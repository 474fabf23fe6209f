"""`norm_num` (under construction: numerals only)."""

from __future__ import annotations

from collections.abc import Sequence

from lean_env.embedded.arith.certificate import (
    ArithFailed,
    Budget,
    Certificate,
    Conversion,
    Evaluate,
)
from lean_env.embedded.arith.numerals import evaluate_prop
from lean_env.embedded.term import Term


def norm_num_close(
    target: Term, simp_facts: Sequence[Term] = (), budget: Budget | None = None
) -> Certificate:
    """`norm_num [simp_facts]` when it closes the goal. Checked with `simp_facts` as the facts."""
    if evaluate_prop(target) is True:
        return Conversion(Evaluate())
    raise ArithFailed("norm_num failed to close the goal")


def norm_num_simp(
    prop: Term, simp_facts: Sequence[Term] = (), budget: Budget | None = None
) -> tuple[Term, Certificate]:
    """`norm_num [simp_facts]` as a clean-up. Raises `ArithFailed` when nothing changes."""
    raise ArithFailed("norm_num made no progress")
