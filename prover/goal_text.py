"""A printed goal taken apart: its variables, its hypotheses, and the shape of a proposition.

Only the text is read, so that it works for every environment; what it does not recognise is left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

_NUMBER_TYPES: Final = frozenset({"ℕ", "ℤ", "ℚ", "ℝ", "ℂ"})
_HYPOTHESIS: Final = re.compile(r"^((?:[^\s:(){}\[\]⊢]+ )+): (.*)$", re.DOTALL)
_OPENING: Final = "([{⟨"
_CLOSING: Final = ")]}⟩"
_QUANTIFIER: Final = re.compile(r"(?:∀|∃!?|fun|λ|∑|∏)\s")
_MAY_BIND: Final = frozenset("∀∃fλ∑∏")  # what a quantifier starts with


class Shape(Enum):
    """The outermost connective or relation of a proposition."""

    FORALL = "∀"
    EXISTS = "∃"
    IFF = "↔"
    IMPLIES = "→"
    OR = "∨"
    AND = "∧"
    NOT = "¬"
    EQ = "="
    NE = "≠"
    LE = "≤"
    LT = "<"
    GE = "≥"
    GT = ">"
    OTHER = "other"


INEQUALITIES: Final = frozenset({Shape.LE, Shape.LT, Shape.GE, Shape.GT})
_BY_PRECEDENCE: Final = (
    (Shape.IFF,),
    (Shape.IMPLIES,),
    (Shape.OR,),
    (Shape.AND,),
    (Shape.EQ, Shape.NE, Shape.LE, Shape.LT, Shape.GE, Shape.GT),
)
_SYMBOLS: Final = tuple(tuple((kind.value, kind) for kind in level) for level in _BY_PRECEDENCE)
_AND: Final = _BY_PRECEDENCE.index((Shape.AND,))


@dataclass(frozen=True, slots=True)
class GoalText:
    """The first goal of a printed tactic state.

    `variables` are the accessible names of number types, with their type; `hypotheses` all other
    accessible names with theirs.
    """

    variables: dict[str, str]
    hypotheses: dict[str, str]
    target: str

    @staticmethod
    def parse(state: str) -> GoalText:
        """Read the first goal. Raises `ValueError` when there is no `⊢`."""
        lines: list[str] = []
        for line in state.split("\n\n", 1)[0].split("\n"):
            if line.startswith((" ", "\t")) and lines:  # Lean wraps long lines
                lines[-1] += " " + line.strip()
            else:
                lines.append(line)
        variables: dict[str, str] = {}
        hypotheses: dict[str, str] = {}
        for line in lines:
            if line.startswith("⊢"):
                return GoalText(variables, hypotheses, line[1:].strip())
            found = _HYPOTHESIS.match(line)
            if found is None:
                continue
            names, kind = found[1].split(), found[2].split(" := ")[0].strip()
            table = variables if kind in _NUMBER_TYPES else hypotheses
            for name in names:
                if not name.endswith("✝"):
                    variables.pop(name, None)
                    hypotheses.pop(name, None)
                    table[name] = kind
        raise ValueError("a tactic state without a goal")

    def fresh(self, wanted: str) -> str:
        """`wanted`, or with the first number appended that makes it a new name."""
        taken = self.variables.keys() | self.hypotheses.keys()
        if wanted not in taken:
            return wanted
        number = 1
        while f"{wanted}{number}" in taken:
            number += 1
        return f"{wanted}{number}"


def shape(proposition: str) -> Shape:
    """The outermost connective or relation."""
    return _split(proposition)[0]


def sides(proposition: str) -> tuple[str, str]:
    """What stands left and right of the outermost infix operator; empty texts if there is none."""
    return _split(proposition)[1]


def operands(expression: str, operator: str) -> list[str]:
    """The parts of an expression between its outermost binary `operator`s."""
    parts, start = [], 0
    for at in _outermost(expression):
        if expression[at] == operator and expression[max(0, at - 1)] == " ":
            parts.append(expression[start:at].strip())
            start = at + 1
    return [*parts, expression[start:].strip()]


@lru_cache(maxsize=1 << 10)
def _split(proposition: str) -> tuple[Shape, tuple[str, str]]:
    text = _strip(proposition)
    if text.startswith("∀"):
        return Shape.FORALL, ("", "")
    if text.startswith("∃"):
        return Shape.EXISTS, ("", "")
    first: dict[str, int] = {}
    for at in _outermost(text):
        first.setdefault(text[at], at)
    for number, level in enumerate(_SYMBOLS):
        for symbol, kind in level:
            if symbol in first:
                at = first[symbol]
                return kind, (text[:at].strip(), text[at + 1 :].strip())
        if number == _AND and text.startswith("¬"):
            return Shape.NOT, ("", text[1:].strip())
    return Shape.OTHER, ("", "")


def _strip(text: str) -> str:
    """Without the parentheses that enclose all of it."""
    text = text.strip()
    while text.startswith("(") and text.endswith(")"):
        depth = 0
        for at, char in enumerate(text):
            depth += (char == "(") - (char == ")")
            if depth == 0 and at < len(text) - 1:
                return text
        text = text[1:-1].strip()
    return text


def _outermost(text: str) -> Iterator[int]:
    """Positions outside all brackets, up to the first binder (which extends to the end)."""
    depth = 0
    for at, char in enumerate(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth -= 1
        elif depth == 0:
            if char in _MAY_BIND and _QUANTIFIER.match(text, at):
                return
            yield at
