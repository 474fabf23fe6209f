"""Tactic scripts of Lean 3: where one tactic ends and the next begins, and how they are printed.

Lean 3 separates tactics by commas, but a comma may also belong to a binder (`λ x, f x`) or to
brackets. Only Lean's parser knows for certain, so `steps` cuts where a tactic may end, and whoever
runs the pieces puts two together again where Lean cannot parse the first alone.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Final

from lean_env.lean_gym.lexing import BINDERS, CLOSING, OPENING, tokens, without_comments

_BLOCKS: Final = frozenset(("begin", "match"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a script, and what separates it from the next: `,`, a line end, or nothing."""

    text: str
    separator: str


def steps(script: str) -> list[Piece]:
    """The script, without its comments, cut at every place where a tactic may end.

    That is a comma outside of brackets, blocks and binders, and a line end before a line that
    begins at the first column. Raises `ValueError` as `without_comments` does.
    """
    code = without_comments(textwrap.dedent(script.expandtabs()))
    cuts: list[tuple[int, int, str]] = []
    depth = binders = 0
    end = 0
    for token in tokens(code):
        gap = code[end : token.start]
        end = token.end
        if depth == 0 and gap.endswith("\n") and _text_since(cuts, token.start, code):
            cuts.append((token.start, token.start, "\n"))
            binders = 0
        if token.text in OPENING or token.text in _BLOCKS:
            depth += 1
        elif token.text in CLOSING or token.text == "end":
            depth = max(0, depth - 1)
        elif depth == 0 and token.text in BINDERS:
            binders += 1
        elif depth == 0 and token.text == ",":
            if binders:
                binders -= 1
            else:
                cuts.append((token.start, token.end, ","))
    return _cut(code, cuts)


def _text_since(cuts: list[tuple[int, int, str]], start: int, code: str) -> bool:
    """Whether there is anything between the last cut and `start`."""
    return bool(code[cuts[-1][1] if cuts else 0 : start].strip())


def _cut(code: str, cuts: list[tuple[int, int, str]]) -> list[Piece]:
    pieces = []
    begin = 0
    for start, end, separator in [*cuts, (len(code), len(code), "")]:
        text = code[begin:start].strip()
        if text:
            pieces.append(Piece(text, separator))
        begin = end
    return pieces


def as_block(script: str) -> str:
    """The script as Lean 3 source: a `begin … end` block with a comma behind every tactic but one.

    A line that begins at the first column is taken for a new tactic. Raises `ValueError` as
    `steps` does.
    """
    body = textwrap.indent(",\n".join(piece.text for piece in steps(script)), "  ")
    return f"begin\n{body}\nend\n"
