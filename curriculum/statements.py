"""Statements of a curriculum: a theorem, the level it belongs to, and perhaps a recorded proof."""

from __future__ import annotations

from dataclasses import dataclass

from lean_env.types import Theorem


@dataclass(frozen=True, slots=True)
class Statement:
    """One item of a curriculum.

    `level` names its difficulty (`w0_linear_system`, `d2_s1`, `d2_s1_x`). `proof` is the proof the
    source knows, one tactic an entry (empty when none is known); it seeds the lowest levels only.
    """

    theorem: Theorem
    level: str
    proof: tuple[str, ...] = ()
