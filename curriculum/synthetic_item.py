"""A generated statement before it has a name, and the forms by which two are told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from curriculum.statements import Statement
from curriculum.synthetic_expr import VARIABLES
from lean_env.types import Theorem

HEADER: Final = "import Mathlib"
# A variable of a statement; `b` in `le_trans (b := …)` is the lemma's own.
_VARIABLE: Final = re.compile(rf"(?<!le_trans \()\b[{''.join(VARIABLES)}]\b")


@dataclass(frozen=True, slots=True)
class Item:
    """Variables over ℝ, named hypotheses, a goal, and the proof, one tactic an entry.

    `meaning` is equal for items that say the same up to renaming of variables and ring
    normalisation (see `synthetic_expr.meaning_key`); splits go by it.
    """

    names: tuple[str, ...]
    hypotheses: tuple[tuple[str, str], ...]
    goal: str
    proof: tuple[str, ...]
    meaning: int

    @property
    def canonical(self) -> str:
        """The text with the variables numbered by first occurrence: equal up to renaming."""
        numbers: dict[str, str] = {}
        text = " ; ".join([*(h for _, h in self.hypotheses if not _is_sign(h)), self.goal])
        return _VARIABLE.sub(
            lambda match: numbers.setdefault(match.group(), f"v{len(numbers)}"), text
        )

    def renamed(self, names: Sequence[str]) -> Item:
        """The item over the first of these names instead of its own, in the same order."""
        new = dict(zip(self.names, names, strict=False))
        if all(old == name for old, name in new.items()):
            return self

        def rename(text: str) -> str:
            return _VARIABLE.sub(lambda match: new[match.group()], text)

        hypotheses = tuple(
            (f"h{new[n[1:]]}" if _is_sign(h) else n, rename(h)) for n, h in self.hypotheses
        )
        return Item(
            tuple(new.values()),
            hypotheses,
            rename(self.goal),
            tuple(rename(step) for step in self.proof),
            self.meaning,
        )

    def statement(self, name: str, level: str) -> Statement:
        """The item as a curriculum statement of that name and level."""
        binders = [f"({' '.join(self.names)} : ℝ)", *(f"({n} : {t})" for n, t in self.hypotheses)]
        text = f"theorem {name} {' '.join(binders)} : {self.goal}"
        return Statement(Theorem(name, text, HEADER), level, self.proof)


def _is_sign(hypothesis: str) -> bool:
    """`0 < a`: said of every variable, and in the order of the names."""
    return hypothesis.startswith("0 < ") and hypothesis[4:] in VARIABLES
