"""Tokens of Lean 4 as its own lexer cuts them, for text that nobody has looked at.

`h_sorry_free` is one name, `0x1sorry` a number and a keyword. Text that has no place in a proof, or
that Lean may cut otherwise (strings, quotations, comments where a symbol may end), is `Unreadable`.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

MAX_CHARS: Final = 200_000

# Lean's letters: ASCII, Greek but λ Π Σ, letter-like blocks, and Latin (in newer versions).
_LETTER: Final = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0391-\u039f\u03a1-\u03a2\u03a4-\u03ba"
    "\u03bc-\u03fb\u1f00-\u1ffe\u2100-\u214f\U0001d49c-\U0001d59f"
)
_PART: Final = rf"[{_LETTER}][{_LETTER}0-9'!?\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c]*"
TOKEN: Final = re.compile(
    rf"(?P<ident>{_PART}(?:\.(?:{_PART}|\d+))*)"
    r"|(?P<number>0[xX][0-9a-fA-F]+(?:_+[0-9a-fA-F]+)*|0[bBoO][0-7]+(?:_+[0-7]+)*"
    r"|\d+(?:_+\d+)*(?:\.\d+(?:_+\d+)*)?(?:[eE][+-]?\d+)?)"
    r"|(?P<line>--[^\n]*)|(?P<block>/-)|(?P<string>\")"
    r"|(?P<char>'(?:\\[^\n]{1,5}?|[^\\\n'])')"
    r"|(?P<newline>\n)|(?P<space>[ \t\r]+)|(?P<symbol><-|:=|.)"
)
_LITERAL: Final = re.compile(r'"(?:[^"\\]|\\.)*"|«[^«»\n]*»', re.DOTALL)
_COMMENT: Final = re.compile(r"/-|-/")
_LOOK_ALIKES: Final = ("Lu", "Ll", "Lt", "Lo")
_INVISIBLE: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")
_UNUSUAL: Final = re.compile(r"[^\x20-\x7e\n]")


class Kind(Enum):
    IDENT = "ident"
    NUMBER = "number"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its offsets, its column, and whether it is the first of its line."""

    kind: Kind
    text: str
    start: int
    end: int
    column: int
    first: bool


NOTHING: Final = Token(Kind.SYMBOL, "", 0, 0, 0, True)


class Unreadable(Exception):
    """Why a text cannot be read as part of a proof, or may not be one. Says `the proof`."""


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as one text, for a constant that is long."""
    return frozenset(text.split())


def words(text: str) -> list[str]:
    """The names and keywords of a text, up to where it can no longer be read as Lean.

    Quoted names are left out.
    """
    found: list[str] = []
    with contextlib.suppress(Unreadable):
        for token in tokens(text, literals=True):
            if token.kind is Kind.IDENT:
                found.append(token.text)
    return found


def check_characters(text: str) -> None:
    if len(text) > MAX_CHARS:
        raise Unreadable(f"the proof is longer than {MAX_CHARS} characters")
    for m in _UNUSUAL.finditer(text):
        char, position = m.group(), m.start()
        if char == "\r" and text[position + 1 : position + 2] != "\n":
            # Lean ends no line here, an editor does: what looks like code may be a comment.
            raise Unreadable(f"the proof contains a carriage return at {position}")
        if char == "\t" and not _in_line_comment(text, position):
            raise Unreadable("the proof contains a tab, which Lean does not read: write spaces")
        if char not in "\t\r" and unicodedata.category(char) in _INVISIBLE:
            code = f"U+{ord(char):04X}"
            raise Unreadable(f"the proof contains the invisible character {code} at {position}")


def _in_line_comment(text: str, position: int) -> bool:
    """Whether `--` stands before it on its line; good enough where the answer only refuses."""
    return "--" in text[text.rfind("\n", 0, position) + 1 : position]


def tokens(text: str, *, literals: bool = False) -> Iterator[Token]:
    """The tokens of a text, white space and comments left out.

    `literals` makes symbols of strings, characters and quoted names, which are else `Unreadable`.
    """
    at = line_start = 0
    first = True
    while at < len(text):
        m = TOKEN.match(text, at)
        assert m is not None  # `symbol` takes any character
        group = m.lastgroup
        end = m.end()
        if group == "newline":
            line_start, first = end, True
        elif group in ("line", "block"):
            _check_comment(text, at)
            if group == "block":
                end = _comment_end(text, at)
                newline = text.rfind("\n", at, end)
                if newline >= 0:
                    line_start, first = newline + 1, True
        elif literals and (literal := _LITERAL.match(text, at)) is not None:
            end = literal.end()
            yield Token(Kind.SYMBOL, literal.group(), at, end, at - line_start, first)
            first = False
        elif group == "string":
            raise Unreadable("the proof contains a string")
        elif group == "char" and not literals:
            raise Unreadable(f"the proof contains the character literal {m.group()}")
        elif group != "space":
            if group == "symbol":
                _check_symbol(text, at)
            kind = Kind.SYMBOL if group == "char" else Kind(group)
            yield Token(kind, m.group(), at, end, at - line_start, first)
            first = False
        at = end


def _check_comment(text: str, at: int) -> None:
    """Refuse a comment that Lean may read as code, and documentation, which is a command's."""
    before = text[at - 1] if at else " "
    if not (before.isspace() or before.isalnum() or before in "_'!?,;:=)]}⟩⦄›.·"):
        # In `<--`, `//-` and the like Lean's longest symbol may end inside the comment's mark.
        raise Unreadable(f"the proof has a comment right behind '{before}'")
    if text.startswith(("/-!", "/--"), at):
        raise Unreadable("the proof contains a documentation comment, which belongs to a command")


def _comment_end(text: str, start: int) -> int:
    depth, at = 1, start + 2
    while depth:
        m = _COMMENT.search(text, at)
        if m is None:
            raise Unreadable("the proof contains a comment that does not end")
        depth += 1 if m.group() == "/-" else -1
        at = m.end()
    return at


def _check_symbol(text: str, at: int) -> None:
    char = text[at]
    if char in "«»":
        raise Unreadable("the proof contains a quoted name '«…»'")
    if char == "`":
        raise Unreadable("the proof contains a quotation '`'")
    if text.startswith("-/", at):
        raise Unreadable("the proof contains '-/' outside of a comment")
    if unicodedata.category(char) in _LOOK_ALIKES and char not in "λΠΣ":
        name = unicodedata.name(char, "an unnamed character")
        raise Unreadable(
            f"the proof contains '{char}' (U+{ord(char):04X} {name}), no letter of Lean"
        )
