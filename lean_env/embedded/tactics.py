"""The table of tactics: every keyword that the fragment knows, and what runs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import (
    tactics_aesop,
    tactics_arith,
    tactics_calc,
    tactics_cases,
    tactics_casts,
    tactics_close,
    tactics_congr,
    tactics_ext,
    tactics_gcongr,
    tactics_have,
    tactics_induction,
    tactics_interval_cases,
    tactics_logic,
    tactics_match,
    tactics_negation,
    tactics_normal_forms,
    tactics_omega,
    tactics_rewrite,
    tactics_simp,
    tactics_simp_all,
    tactics_split,
    tactics_term,
    tactics_transform,
)
from lean_env.embedded.state import Handler

HANDLERS: Final[Mapping[str, Handler]] = {
    **tactics_logic.HANDLERS,
    **tactics_close.HANDLERS,
    **tactics_congr.HANDLERS,
    **tactics_ext.HANDLERS,
    **tactics_gcongr.HANDLERS,
    **tactics_have.HANDLERS,
    **tactics_simp.HANDLERS,
    **tactics_simp_all.HANDLERS,
    **tactics_split.HANDLERS,
    **tactics_normal_forms.HANDLERS,
    **tactics_term.HANDLERS,
    **tactics_transform.HANDLERS,
    **tactics_calc.HANDLERS,
    **tactics_cases.HANDLERS,
    **tactics_induction.HANDLERS,
    **tactics_match.HANDLERS,
    **tactics_negation.HANDLERS,
    **tactics_rewrite.HANDLERS,
    **tactics_aesop.HANDLERS,
    **tactics_arith.HANDLERS,
    **tactics_omega.HANDLERS,
    **tactics_casts.HANDLERS,
    **tactics_interval_cases.HANDLERS,
}
