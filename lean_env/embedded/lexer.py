"""Tokens of Lean 4 source, with the character classes of Lean's own lexer.

A symbol or reserved word has itself as its kind; the other kinds are `IDENT`, `NUMBER`, `DECIMAL`,
`FIELD` (`.1` or `.name` glued to what precedes it), `DOTTED` (`.name` on its own), `QMARK` (`?x`),
`STRING` and `END`. Like Lean, `n!` is one identifier (the factorial is `n !`), tabs are refused,
and the longest symbol wins. Characters outside Lean's alphabet are errors that name the character.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

from lean_env.embedded.syntax import SyntaxProblem

IDENT: Final = "identifier"
NUMBER: Final = "numeral"
DECIMAL: Final = "decimal"
FIELD: Final = "field"
DOTTED: Final = "dotted name"
QMARK: Final = "named hole"
STRING: Final = "string"
END: Final = "end of input"

MAX_TEXT: Final = 200_000  # characters; a statement or a proof is far shorter
MAX_DIGITS: Final = 4_000  # of one numeral
MAX_NAME: Final = 500  # characters of a dotted name

# Lean's isIdFirst and isIdRest: letters, Greek without λ Π Σ, letter-like blocks, subscripts.
_FIRST: Final = (
    "A-Za-z_\u03b1-\u03ba\u03bc-\u03c9\u0391-\u039f\u03a1\u03a4-\u03a9"
    "\u03ca-\u03fb\u1f00-\u1ffe\u2100-\u214f\U0001d49c-\U0001d59f"
)
_REST: Final = _FIRST + "0-9'!?\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c"
_PART: Final = rf"(?:[{_FIRST}][{_REST}]*|«[^«»\n]*»)"

_SYMBOL_TEXT: Final = """
    <;> := => <= >= <|> <| |>. |> || -> <-> <- /\\ \\/ != == && ++ :: ... .. ⁻¹' ⁻¹ '' [MOD
    [ZMOD [PMOD ×ˢ ‼ ≡ ∃! ⌋₊ ⌉₊ + - * / % ^ ∣ ∤ = ≠ < ≤ > ≥ ∧ ∨ ¬ → ↔ ← ↦ ∈ ∉ ∋ ∪ ∩ \\ ⊆ ⊂ ⊇ ⊃ ∘
    • × ▸ ⊔ ⊓ ⊢ ∀ ∃ ∑ ∏ √ ∅ ∞ ⊤ ⊥ ↑ ⇑ ↥ ∫ ∂ ‖ ⌊ ⌋ ⌈ ⌉ ‹ › ⟨ ⟩ ⦃ ⦄ ᶜ ⋃ ⋂ ≃ ∑' ( ) [ ] { } , ; : |
    ! @ · λ Π Σ $ & ~ ⟦ ⟧ # ∼ ≈ ≪ ≫ ⁺ ⁻ ∆ ° ⅟ ⟶ ⥤ ᵀ ?
    .
"""
SYMBOLS: Final = tuple(sorted(_SYMBOL_TEXT.split(), key=len, reverse=True))

# Words that Lean reserves, so that no identifier is called so. Tactic names are not among them.
_KEYWORD_TEXT: Final = """
    at by fun from have show suffices if then else let in do match with where open using theorem
    lemma example def axiom instance macro syntax notation namespace section variable universe
    forall calc import set_option abbrev structure inductive private protected noncomputable
    partial unsafe attribute generalizing deriving nomatch return mut termination_by
    decreasing_by mutual elab macro_rules infix infixl infixr prefix postfix initialize opaque
    end local scoped class export extends Prop Type Sort
"""
KEYWORDS: Final = frozenset(_KEYWORD_TEXT.split())

_ASCII: Final = {
    "<=": "≤", ">=": "≥", "->": "→", "<->": "↔", "/\\": "∧", "\\/": "∨", "<-": "←", "!=": "!=",
    "=>": "=>", "↦": "=>", "$": "<|", "λ": "fun", "forall": "∀", ".": "·",
}  # fmt: skip

_TOKEN: Final = re.compile(
    r"(?P<space>[ \n]+|--[^\n]*|/-)"
    rf"|(?P<ident>{_PART}(?:\.{_PART})*)"
    r"|(?P<decimal>[0-9]+(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+))"
    r"|(?P<number>0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)"
    rf"|(?P<qmark>\?{_PART})"
    rf"|(?P<dot>\.(?:[0-9]+|{_PART}(?:\.{_PART})*))"
    r'|(?P<string>"[^"\\\n]*")'
    rf"|(?P<sym>{'|'.join(re.escape(s) for s in SYMBOLS)})"
)
_COMMENT: Final = re.compile(r"/-|-/")


class Tokens:
    """The tokens of a text, as parallel lists ended by an `END` token."""

    __slots__ = ("ends", "kinds", "lines", "starts", "text", "values")

    def __init__(self, text: str) -> None:
        """Raises `SyntaxProblem` for a text too long or with characters Lean refuses."""
        self.text = text
        self.kinds: list[str] = []
        self.values: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lines: list[int] | None = None
        if len(text) > MAX_TEXT:
            raise SyntaxProblem(f"the text is longer than {MAX_TEXT} characters", 1, 0)
        self._scan()

    def _scan(self) -> None:
        text, kinds, values = self.text, self.kinds, self.values
        starts, ends = self.starts, self.ends
        match = _TOKEN.match
        at, size = 0, len(text)
        while at < size:
            m = match(text, at)
            if m is None:
                raise self.problem(_bad_character(text, at), at)
            group = m.lastgroup
            end = m.end()
            if group == "space":
                at = self._comment(at) if text.startswith("/-", at) else end
                continue
            value = m.group()
            if group == "sym":
                kind = value = _ASCII.get(value, value)
            elif group == "ident":
                if value in KEYWORDS:
                    kind = value = _ASCII.get(value, value)
                else:
                    kind = "_" if value == "_" else IDENT
                    if end - at > MAX_NAME:
                        raise self.problem(f"a name of more than {MAX_NAME} characters", at)
            elif group == "number" or group == "decimal":
                if end - at > MAX_DIGITS:
                    raise self.problem(f"a numeral of more than {MAX_DIGITS} digits", at)
                kind = NUMBER if group == "number" else DECIMAL
            elif group == "dot":
                glued = bool(ends) and ends[-1] == at
                kind = FIELD if glued else DOTTED
                value = value[1:]
                if end - at > MAX_NAME:
                    raise self.problem(f"a name of more than {MAX_NAME} characters", at)
            elif group == "qmark":
                kind = QMARK
                value = value[1:]
            else:
                kind = STRING
            kinds.append(kind)
            values.append(value)
            starts.append(at)
            ends.append(end)
            at = end
        kinds.append(END)
        values.append("")
        starts.append(size)
        ends.append(size)

    def _comment(self, start: int) -> int:
        """The end of the (nested) block comment that starts at `start`."""
        depth, at = 1, start + 2
        while depth:
            m = _COMMENT.search(self.text, at)
            if m is None:
                raise self.problem("unterminated comment", start)
            depth += 1 if m.group() == "/-" else -1
            at = m.end()
        return at

    def position(self, offset: int) -> tuple[int, int]:
        """The line (from 1) and column (from 0) of an offset."""
        if self.lines is None:
            self.lines = [0, *(m.end() for m in re.finditer("\n", self.text))]
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1]

    def problem(self, message: str, offset: int) -> SyntaxProblem:
        """A `SyntaxProblem` at an offset, ready to raise."""
        line, column = self.position(offset)
        return SyntaxProblem(message, line, column)


def _bad_character(text: str, at: int) -> str:
    char = text[at]
    if char == "\t":
        return "tabs are not allowed; please configure your editor to expand them"
    if char == '"':
        return "unterminated or unsupported string literal"
    name = unicodedata.name(char, "control character" if ord(char) < 160 else "unnamed character")
    return f"unexpected character {char!r} (U+{ord(char):04X} {name})"
