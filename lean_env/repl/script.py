"""A tactic's text as the REPL reads it: its parser takes one tactic, a block needs brackets."""

from __future__ import annotations

import re
import textwrap
from typing import Final

# A line that begins so goes on with the tactic above it, also in the same column.
_CONTINUES: Final = re.compile(r"\||<;>|[)\]}⟩,]|$|--")
_SEMICOLON: Final = re.compile(r"(?<!<);(?!>)")


def as_one_tactic(text: str) -> str:
    """The text itself when it is one tactic, else its tactics in brackets, one indented block.

    Brackets neither focus a goal nor change what the tactics do. They are not put round a single
    tactic, so that what is sent is what was proposed.
    """
    plain = textwrap.dedent(text).strip("\n").rstrip()
    if not plain.startswith((" ", "\t")):
        lines = plain.split("\n")
        if not _SEMICOLON.search(plain) and all(_goes_on(line) for line in lines[1:]):
            return plain
    return f"(\n{textwrap.indent(plain, '  ')}\n)"


def _goes_on(line: str) -> bool:
    return line[:1].isspace() or _CONTINUES.match(line) is not None
