"""The filter at the border: text that is not a plain tactic script never reaches an environment.

A candidate is text that a generator wrote. It may hold tactics and nothing more: no `sorry` in any
disguise, no axioms or compiled evaluation, no tactic that may leave a hidden gap, no command, no
text that could end the proof and start another declaration. The filter reads tokens as Lean's own
lexer cuts them, so that `h_sorry_free` is a name like any other and `0x1sorry` is not. Where Lean's
reading is in doubt it refuses. It is the first of two defences: `lean_env.audit` believes real Lean
only after checks that do not rely on it.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from lean_env.types import Theorem

MAX_PROOF_CHARS: Final = 200_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never, as any component of a dotted name: gaps, axioms of the compiler, code that runs.
_GAPS: Final = _words(
    "sorry admit sorryAx admitGoal native_decide ofReduceBool ofReduceNat trustCompiler bv_decide "
    "implemented_by extern csimp unsafeCast lcProof lcAny lcUnreachable skipKernelTC "
    "run_tac run_tacq run_cmd run_elab run_meta by_elab eval_expr evalExpr"
)
# Reserved words that start or modify a command: not an identifier anywhere in a script.
_COMMANDS: Final = _words(
    "theorem lemma example def abbrev axiom opaque instance structure class inductive "
    "coinductive namespace section end variable universe import open export attribute "
    "notation notation3 local scoped macro macro_rules syntax elab elab_rules infix infixl infixr "
    "prefix postfix declare_syntax_cat binder_predicate initialize builtin_initialize mutual "
    "private protected noncomputable nonrec partial unsafe deriving set_option unset_option omit "
    "include alias irreducible_def add_decl_doc compile_inductive suppress_compilation where "
    "termination_by decreasing_by unif_hint simproc simproc_decl dsimproc register_option "
    "register_simp_attr register_label_attr add_aesop_rules erase_aesop_rules "
    "declare_aesop_rule_sets library_note assert_not_exists proof_wanted recall restate_axiom "
    "initialize_simps_projections mk_iff_of_inductive_prop seal unseal public meta"
)
_ALSO_IN_PROOFS: Final = _words("open set_option where termination_by decreasing_by unsafe end")
# Tactics that search and suggest: some leave `sorry` behind when they find nothing.
_SUGGESTERS: Final = _words(
    "show_term polyrith hint extract_goal says library_search suggest propose observe"
)
# Tactics that end with no goals and prove nothing.
_UNPROVEN: Final = {
    "stop": "skips the rest of the proof",
    "plausible": "admits what it cannot refute",
    "slim_check": "admits what it cannot refute",
}
# Commands that begin with `#`; elsewhere `#` is the cardinality of a set (`#s`, `#univ`).
_HASH_COMMANDS: Final = re.compile(
    r"(?:exit|eval|check|print|reduce|synth|help|find|search|loogle|leansearch|guard|lint|test|"
    r"simp|norm_num|conv|count|where|version|time|min|redundant|html|push|sample|explode|with|"
    r"string|import|long|grind|whnf|unfold|instances|adaptation|show|moogle|statesearch|dump)\w*"
)
_OPENING: Final = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⦃": "⦄"}
_CLOSING: Final = frozenset(_OPENING.values())
_BINDERS: Final = _words(
    "intro intros rintro fun λ have let set suffices by_contra by_cases obtain ∀ ∃ with "
    "rename_i next case ext funext"
)
_VALUED: Final = _words("have let set suffices obtain")
_PATTERN_TOKENS: Final = _words("⟨ ⟩ , | _ ( )")

# Lean's letters: ASCII, Greek but λ Π Σ, letter-like blocks, and Latin (in newer versions).
_LETTER: Final = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0391-\u039f\u03a1-\u03a2\u03a4-\u03ba"
    "\u03bc-\u03fb\u1f00-\u1ffe\u2100-\u214f\U0001d49c-\U0001d59f"
)
_PART: Final = rf"[{_LETTER}][{_LETTER}0-9'!?\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c]*"
_TOKEN: Final = re.compile(
    rf"(?P<ident>{_PART}(?:\.(?:{_PART}|\d+))*)"
    r"|(?P<number>0[xX][0-9a-fA-F]+(?:_+[0-9a-fA-F]+)*|0[bBoO][0-7]+(?:_+[0-7]+)*"
    r"|\d+(?:_+\d+)*(?:\.\d+(?:_+\d+)*)?(?:[eE][+-]?\d+)?)"
    r"|(?P<line>--[^\n]*)|(?P<block>/-)|(?P<string>\")"
    r"|(?P<char>'(?:\\[^\n]{1,5}?|[^\\\n'])')"
    r"|(?P<newline>\n)|(?P<space>[ \t\r]+)|(?P<symbol><-|:=|.)"
)
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|«[^»\n]*»', re.DOTALL)
_COMMENT: Final = re.compile(r"/-|-/")
_LOOK_ALIKES: Final = ("Lu", "Ll", "Lt", "Lo")
_INVISIBLE: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")
_UNUSUAL: Final = re.compile(r"[^\x20-\x7e\n]")


class _Kind(Enum):
    IDENT = "ident"
    NUMBER = "number"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class _Token:
    """One token: its offsets, its column, and whether it is the first of its line."""

    kind: _Kind
    text: str
    start: int
    end: int
    column: int
    first: bool


_NOTHING: Final = _Token(_Kind.SYMBOL, "", 0, 0, 0, True)


class _Refused(Exception):
    """The reason why a script may not run."""


def forbidden(theorem: Theorem, proof: str) -> str | None:
    """Why the script may not be run as (part of) a proof of the theorem; None if it may.

    The reason is one line. Works on a whole script and on a single tactic alike.
    """
    try:
        _check_characters(proof)
        tokens = _checked_tokens(proof)
        if not tokens:
            raise _Refused("the proof is empty")
        _check_layout(tokens)
        _check_self_reference(theorem, tokens)
    except _Refused as refused:
        return str(refused)
    return None


def statement_problem(theorem: Theorem) -> str | None:
    """Why a text is not one statement and nothing more; None if it is.

    A statement begins with `theorem`, `lemma` or `example` and ends before the proof's `:=`.
    """
    try:
        first, *tokens = [*_tokens(theorem.statement)] or [_NOTHING]
        if first.text not in ("theorem", "lemma", "example"):
            raise _Refused("the statement does not begin with theorem, lemma or example")
        bindings = depth = 0
        for index, token in enumerate(tokens):
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            if depth == 0 and token.text in ("let", "have"):
                bindings += 1
            elif depth == 0 and token.text == ":=":
                bindings -= 1
            if bindings < 0:
                raise _Refused("the statement brings its own proof")
            _check_token(tokens, index)
        _check_layout([first, *tokens])
    except _Refused as refused:
        return str(refused).replace("the proof", "the statement")
    return None


def words(text: str) -> list[str]:
    """The names and keywords of a text, up to where it can no longer be read as Lean.

    Strings and quoted names are left out.
    """
    found: list[str] = []
    with contextlib.suppress(_Refused):
        for token in _tokens(_QUOTED.sub(" ", text)):
            if token.kind is _Kind.IDENT:
                found.append(token.text)
    return found


def hidden_command(text: str) -> str | None:
    """The first word after the first one that starts a command, in the text of one declaration.

    Commands may stand anywhere in Lean, so one may hide behind a proof. What also occurs inside
    proofs (`open … in`, `set_option … in`, `where`) is none.
    """
    later = words(text)[1:]
    return next((w for w in later if w in _COMMANDS and w not in _ALSO_IN_PROOFS), None)


def _check_characters(text: str) -> None:
    if len(text) > MAX_PROOF_CHARS:
        raise _Refused(f"the proof is longer than {MAX_PROOF_CHARS} characters")
    for m in _UNUSUAL.finditer(text):
        char, position = m.group(), m.start()
        if char == "\r" and text[position + 1 : position + 2] != "\n":
            # Lean ends no line here, an editor does: what looks like code may be a comment.
            raise _Refused(f"the proof contains a carriage return at {position}")
        if char not in "\t\r" and unicodedata.category(char) in _INVISIBLE:
            code = f"U+{ord(char):04X}"
            raise _Refused(f"the proof contains the invisible character {code} at {position}")


def _checked_tokens(text: str) -> list[_Token]:
    """The tokens of a text that may all stand in a script. What is wrong first is the reason."""
    tokens: list[_Token] = []
    problem: _Refused | None = None
    try:
        for token in _tokens(text):
            tokens.append(token)
    except _Refused as refused:
        problem = refused
    for index in range(len(tokens)):
        _check_token(tokens, index)
    if problem is not None:
        raise problem
    return tokens


def _tokens(text: str) -> Iterator[_Token]:
    """The tokens of a text, white space and comments left out."""
    at = line_start = 0
    first = True
    while at < len(text):
        m = _TOKEN.match(text, at)
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
        elif group == "string":
            raise _Refused("the proof contains a string")
        elif group == "char":
            raise _Refused(f"the proof contains the character literal {m.group()}")
        elif group != "space":
            if group == "symbol":
                _check_symbol(text, at)
            yield _Token(_Kind(group), m.group(), at, end, at - line_start, first)
            first = False
        at = end


def _check_comment(text: str, at: int) -> None:
    """Refuse a comment that Lean may read as code, and documentation, which is a command's."""
    before = text[at - 1] if at else " "
    if not (before.isspace() or before.isalnum() or before in "_'!?,;:=)]}⟩⦄›.·"):
        # In `<--`, `//-` and the like Lean's longest symbol may end inside the comment's mark.
        raise _Refused(f"the proof has a comment right behind '{before}'")
    if text.startswith(("/-!", "/--"), at):
        raise _Refused("the proof contains a documentation comment, which belongs to a command")


def _comment_end(text: str, start: int) -> int:
    depth, at = 1, start + 2
    while depth:
        m = _COMMENT.search(text, at)
        if m is None:
            raise _Refused("the proof contains a comment that does not end")
        depth += 1 if m.group() == "/-" else -1
        at = m.end()
    return at


def _check_symbol(text: str, at: int) -> None:
    char = text[at]
    if char in "«»":
        raise _Refused("the proof contains a quoted name '«…»'")
    if char == "`":
        raise _Refused("the proof contains a quotation '`'")
    if text.startswith("-/", at):
        raise _Refused("the proof contains '-/' outside of a comment")
    if unicodedata.category(char) in _LOOK_ALIKES and char not in "λΠΣ":
        name = unicodedata.name(char, "an unnamed character")
        raise _Refused(f"the proof contains '{char}' (U+{ord(char):04X} {name}), no letter of Lean")


def _check_token(tokens: list[_Token], index: int) -> None:
    token = tokens[index]
    if token.kind is _Kind.IDENT:
        _check_word(token.text)
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return
    glued = following.start == token.end
    if token.text == "#" and glued and following.kind is _Kind.IDENT:
        if token.first or _HASH_COMMANDS.fullmatch(following.text):
            raise _Refused(f"the proof contains the command '#{following.text}'")
    elif token.text == "@" and glued and following.text == "[":
        raise _Refused("the proof contains an attribute '@[…]'")
    elif token.text == "eval" and glued and following.text == "%":
        raise _Refused("the proof uses 'eval%', which runs code")
    elif (token.text == "+" and following.text == "native") or (
        token.text == "native" and following.text == ":="
    ):
        raise _Refused("the proof uses 'native' evaluation")


def _check_word(word: str) -> None:
    # A script letter is a letter of Lean: to a reader `𝓼𝓸𝓻𝓻𝔂` is still the word.
    plain = word if word.isascii() else unicodedata.normalize("NFKC", word)
    parts = [part.rstrip("!?") for part in plain.split(".")]
    gap = next((part for part in parts if part in _GAPS), None)
    if gap is not None:
        raise _Refused(f"the proof uses '{gap}'")
    if parts[0] in _COMMANDS:
        raise _Refused(f"the proof contains the command '{parts[0]}'")
    if parts[0] in _UNPROVEN:
        raise _Refused(f"the proof uses '{word}', which {_UNPROVEN[parts[0]]}")
    if parts[0] in _SUGGESTERS or ("." not in plain and plain.endswith("?")):
        raise _Refused(f"the proof uses '{word}', which suggests a proof and is none")


def _check_layout(tokens: list[_Token]) -> None:
    """Refuse brackets that do not match, and a line left of the script's first tactic.

    Lean ends a `by` block at a line that stands left of it, and reads on as commands.
    """
    open_brackets: list[str] = []
    column = tokens[0].column
    for token in tokens:
        if token.first and not open_brackets and token.column < column:
            raise _Refused(f"'{token.text}' stands left of the first tactic: it ends the proof")
        if token.text in _OPENING:
            open_brackets.append(token.text)
        elif token.text in _CLOSING and (
            not open_brackets or _OPENING[open_brackets.pop()] != token.text
        ):
            raise _Refused(f"the proof has an unbalanced '{token.text}'")
    if open_brackets:
        raise _Refused(f"the proof has an unbalanced '{open_brackets[-1]}'")


def _check_self_reference(theorem: Theorem, tokens: list[_Token]) -> None:
    """Refuse the theorem's own name, unless the statement or the script itself binds the name.

    `B.c` and `c` name a theorem `A.B.c` where its namespaces are open, so they are refused, too.
    """
    name = theorem.name
    if not name:
        return
    parts = name.split(".")
    names = {".".join(parts[k:]) for k in range(len(parts))}
    stated = [m.group() for m in _TOKEN.finditer(theorem.statement)]
    if stated.count(name) > 1:
        names = set()  # a variable of the statement has the same name
    elif len(parts) > 1 and parts[-1] in stated:
        names.discard(parts[-1])
    local: dict[str, _Binding] = {}
    for index, token in enumerate(tokens):
        if token.first:
            local = {n: b.at(token) for n, b in local.items() if token.column >= b.column}
        if token.kind is not _Kind.IDENT:
            continue
        word = token.text.removeprefix("_root_.")
        rooted = word != token.text
        for meant in {name} if rooted else names:
            if not f"{word}.".startswith(f"{meant}.") or (
                not rooted and meant in local and local[meant].begun
            ):
                continue
            binder = None if rooted else _binder(tokens, index)
            if binder is None:
                raise _Refused(f"the proof refers to the theorem being proved, '{name}'")
            local[meant] = _Binding(binder.column, begun=binder.text not in _VALUED)


@dataclass(frozen=True, slots=True)
class _Binding:
    """A local name: it lives until a line left of `column`, and from the time it has `begun`.

    In `have t := t x` the second `t` is not the first: that one begins on a line of its own.
    """

    column: int
    begun: bool

    def at(self, line: _Token) -> _Binding:
        return self if self.begun else _Binding(self.column, begun=line.column == self.column)


def _binder(tokens: list[_Token], index: int) -> _Token | None:
    """The word that introduces the name at `index`, as `intro` in `intro x t`; None if none."""
    if tokens[index].first:
        return None
    for token in reversed(tokens[:index]):
        if token.text in _BINDERS:
            return token
        if token.first or (token.kind is not _Kind.IDENT and token.text not in _PATTERN_TOKENS):
            return None
    return None
