"""The numbers of a run: statements proved out of those attempted, by model, level and split."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from curriculum.synthetic import LEVELS


class Column(NamedTuple):
    """A model's searches: `attempts` of θ_k a statement, or all of the control (θ_0 alone)."""

    control: bool
    iteration: int
    attempts: int = 1

    @property
    def label(self) -> str:
        if self.control:
            return "control"
        return f"θ_{self.iteration}" + (f" ×{self.attempts}" if self.attempts > 1 else "")


@dataclass(frozen=True, slots=True)
class Count:
    """Statements proved out of those attempted."""

    proved: int = 0
    attempted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.proved + other.proved, self.attempted + other.attempted)

    def __str__(self) -> str:
        return f"{self.proved}/{self.attempted}" if self.attempted else "–"

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 when nothing was attempted."""
        return self.proved / self.attempted if self.attempted else 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by split, column and level."""

    counts: dict[tuple[str, Column, str], Count]

    def columns(self, split: str) -> list[Column]:
        """The models that attempted statements of a split, the control last."""
        return sorted({column for s, column, _ in self.counts if s == split})

    def levels(self, split: str) -> list[str]:
        """The levels of a split, from easy to hard."""
        order = {level: i for i, level in enumerate(LEVELS)}
        found = {level for s, _, level in self.counts if s == split}
        return sorted(found, key=lambda level: (order.get(level, len(order)), level))

    def count(self, split: str, column: Column, level: str) -> Count:
        """One cell; 0 of 0 where nothing was attempted."""
        return self.counts.get((split, column, level), Count())

    def total(self, split: str, column: Column) -> Count:
        """All levels together."""
        return sum((self.count(split, column, level) for level in self.levels(split)), Count())

    def rows(self, split: str) -> list[list[str]]:
        """The table of a split as text cells: a head line, the levels, the total."""
        columns = self.columns(split)
        head = [split.replace("heldout", "held-out"), *(column.label for column in columns)]
        levels = [
            [level, *(str(self.count(split, column, level)) for column in columns)]
            for level in self.levels(split)
        ]
        return [head, *levels, ["total", *(str(self.total(split, column)) for column in columns)]]


def align(rows: Iterable[Iterable[str]]) -> str:
    """Cells as lines of text: the first column to the left, the others to the right."""
    cells = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip()
        for row in cells
    ]
    return "\n".join(lines)
