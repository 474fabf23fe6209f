"""Tokens of Lean 3, as far as a filter and a splitter of tactic scripts need them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# Letters of Lean 3 are a subset of these; λ, Π and Σ are symbols of their own.
_PART: Final = r"[^\WλΠΣ\d](?:[^\WλΠΣ]|['₀-₉])*"
_TOKEN: Final = re.compile(
    rf"(?P<ident>{_PART}(?:\.{_PART})*)|(?P<number>\d+)|(?P<space>\s+)"
    r"|(?P<symbol>:=|<\|>|>>=|<\$>|%%|@\[|.)",
    re.DOTALL,
)
_COMMENT: Final = re.compile(r"--[^\n]*|/-|\"")
_MARK: Final = re.compile(r"/-|-/")
OPENING: Final = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⦃": "⦄"}
# Their scope begins behind a comma. Behind `have`, `show`, `suffices` and `assume` that is so in
# terms only; as tactics their comma ends them.
BINDERS: Final = frozenset("λ∀∃ΠΣ∑∏∐⋃⋂⨆⨅⨁∫∮") | {"fun"}
CLOSING: Final = frozenset(OPENING.values())


@dataclass(frozen=True, slots=True)
class Token:
    """One token, its offset, and whether white space stands before it."""

    text: str
    start: int
    is_name: bool
    spaced: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def without_comments(text: str) -> str:
    """The text with every comment made blank, line ends kept.

    Raises `ValueError` for a comment that does not end, or ends without a beginning, and for a
    string, in which `--` would be no comment.
    """
    kept: list[str] = []
    at = 0
    while (found := _COMMENT.search(text, at)) is not None:
        kept.append(text[at : found.start()])
        if found.group() == '"':
            raise ValueError("strings are not used in proofs")
        end = found.end()
        if found.group() == "/-":
            depth = 1
            while depth:
                mark = _MARK.search(text, end)
                if mark is None:
                    raise ValueError("a comment does not end")
                depth += 1 if mark.group() == "/-" else -1
                end = mark.end()
        kept.append(re.sub(r"[^\n]", " ", text[found.start() : end]))
        at = end
    kept.append(text[at:])
    code = "".join(kept)
    if "-/" in code:
        raise ValueError("'-/' stands outside of a comment")
    return code


def tokens(code: str) -> Iterator[Token]:
    """The tokens of a text without comments."""
    spaced = True
    for found in _TOKEN.finditer(code):
        if found.lastgroup == "space":
            spaced = True
            continue
        yield Token(found.group(), found.start(), found.lastgroup == "ident", spaced)
        spaced = False
