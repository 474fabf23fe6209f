"""Lean 4's and Mathlib's operator precedences: one table for the parser and the printer."""

from __future__ import annotations

from typing import Final

MAX: Final = 1024  # an atom, an argument of an application
LEAD: Final = 1023  # an application, a quantifier, `by`, `if`
FACTORIAL: Final = 10_000
BIG_BODY: Final = 67  # the body of ∑ and ∏
NEG: Final = 75
NOT_ARG: Final = 40  # the result of ¬ has level MAX

# symbol -> (level, least level of the left operand, precedence at which the right one is parsed)
INFIX: Final[dict[str, tuple[int, int, int]]] = {
    "↔": (20, 21, 21),
    "→": (25, 26, 25),
    "∨": (30, 31, 30),
    "∧": (35, 36, 35),
    "×": (35, 36, 35),
    **dict.fromkeys(
        ["=", "≠", "<", "≤", ">", "≥", "∣", "∤", "∈", "∉", "∋", "⊆", "⊂", "⊇", "⊃"], (50, 51, 51)
    ),
    "==": (50, 51, 51),
    "!=": (50, 51, 51),
    "≃": (25, 26, 26),
    "+": (65, 65, 66),
    "-": (65, 65, 66),
    "++": (65, 65, 66),
    "∪": (65, 65, 66),
    "::": (67, 68, 67),
    "⊔": (68, 68, 69),
    "⊓": (69, 69, 70),
    "*": (70, 70, 71),
    "/": (70, 70, 71),
    "%": (70, 70, 71),
    "∩": (70, 70, 71),
    "\\": (70, 70, 71),
    "•": (73, 74, 73),
    "^": (80, 81, 80),
    "▸": (75, 76, 75),
    "''": (80, 80, 81),
    "⁻¹'": (80, 80, 81),
    "×ˢ": (82, 83, 82),
    "∘": (90, 91, 90),
    "&&": (35, 35, 36),
    "||": (30, 30, 31),
    "<|": (10, 11, 10),
    "|>": (10, 10, 11),
}
