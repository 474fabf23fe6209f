"""Where things stand, as every message says it: FILE:LINE, FILE:LINE:COLUMN.

Lines count from 1 and columns from 0, as in Lean's own messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

_INSIDE: Final = re.compile(r"(\d+):(\d+): ")
_LINE: Final = re.compile(r"line (\d+): ")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text begins: a line of a file, or what is said in a file's stead (`t`).

    `part` names the field of a record that holds the text; its lines are not those of the file.
    """

    file: str | Path
    line: int = 1
    part: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def at(self, line: int) -> Place:
        """The place of a line of the text, counted from 1."""
        return replace(self, line=self.line + line - 1)

    def line_of(self, number: int) -> str:
        """Where a line of the text is, counted from 1."""
        if self.part:
            return f"{self}: line {number} of its {self.part}"
        return f"{self.file}:{self.line + number - 1}"

    def of(self, message: str) -> str:
        """A message about the text with its place, also where it begins with one in the text:
        `1:24: …`, or `line 3: …`."""
        inside = _INSIDE.match(message)
        if inside is not None:
            return f"{self._position(int(inside[1]), int(inside[2]))}: {message[inside.end() :]}"
        inside = _LINE.match(message)
        if inside is not None:
            return f"{self.line_of(int(inside[1]))}: {message[inside.end() :]}"
        return f"{self}: {message}"

    def _position(self, line: int, column: int) -> str:
        if self.part:
            return f"{self}: {line}:{column} in its {self.part}"
        return f"{self.file}:{self.line + line - 1}:{column}"
