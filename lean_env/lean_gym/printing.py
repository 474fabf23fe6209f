"""Tactic states as Lean 3 prints them.

Above several goals stands a line `2 goals`; a goal is a line `case name` if it is tagged, its
hypotheses, each but the last with a comma at its end, and `⊢ target`; goals are separated by an
empty line; without goals the text is `no goals` (`tactic_state.cpp` of Lean 3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

NO_GOALS: Final = "no goals"
_COUNT: Final = re.compile(r"\A(\d+) goals\n")
_TURNSTILE: Final = re.compile(r"^(?:⊢|\|-)", re.MULTILINE)
_HYPOTHESIS: Final = re.compile(r"(?P<names>[^\s:,(){}\[\]⟨⟩⊢]+(?: [^\s:,(){}\[\]⟨⟩⊢]+)*) : ")


@dataclass(frozen=True, slots=True)
class Goal:
    """One printed goal: names with their types in order, lines joined, and the target."""

    hypotheses: tuple[tuple[str, str], ...]
    target: str


def goal_count(text: str) -> int:
    """How many goals a printed state has: what its first line says, 1 without such a line."""
    counted = _COUNT.match(text)
    return int(counted[1]) if counted else int(text != NO_GOALS)


def without_count(text: str) -> str:
    """The printed goals without the line that counts them.

    Raises `ValueError` when the text is no printed state.
    """
    counted = _COUNT.match(text)
    goals = text[counted.end() :] if counted else text
    if not _TURNSTILE.search(goals):
        raise ValueError(f"not a tactic state as Lean 3 prints it: {text[:200]!r}")
    return goals


def first_goal(text: str) -> Goal:
    """The first goal of a printed state. Raises `ValueError` when the text is no state."""
    block = without_count(text).split("\n\n")[0]
    lines: list[str] = []
    for line in block.split("\n"):
        if line.startswith(" ") and lines:
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
    hypotheses: list[tuple[str, str]] = []
    for line in lines:
        if _TURNSTILE.match(line):
            return Goal(tuple(hypotheses), re.sub(r"\A(?:⊢|\|-)", "", line).strip())
        found = _HYPOTHESIS.match(line)
        if found is None:  # `case left`
            continue
        kind = line[found.end() :].removesuffix(",").partition(" := ")[0]
        hypotheses += ((name, kind) for name in found["names"].split())
    raise ValueError("a goal without a target")
