"""Splitting Lean source into theorems, without understanding it: text in, text out.

A command starts at column 0 (where Lean files put them). Theorems come back as statement and
tactic script; every other command that could change what a theorem means comes back as itself, so
that a checker refuses it with a reason instead of skipping it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lean_env.types import StatementError

THEOREM_KINDS: Final = frozenset({"theorem", "lemma", "example"})

# Commands that assume, that change the language, or that run code: nothing behind them is to be
# believed. What other commands do (definitions, namespaces, variables) a reader can follow.
_TAMPERING_WORDS: Final = (
    "axiom axioms constant opaque instance attribute local scoped unsafe partial macro macro_rules "
    "syntax notation notation3 infix infixl infixr prefix postfix elab elab_rules "
    "declare_syntax_cat initialize builtin_initialize run_cmd run_elab run_meta "
    "register_simp_attr register_option unseal seal suppress_compilation @[…]"
)
TAMPERING: Final = frozenset(_TAMPERING_WORDS.split())

_COMMAND_WORDS: Final = (
    "theorem lemma example def abbrev instance axiom axioms constant opaque structure inductive "
    "class mutual macro macro_rules syntax notation notation3 infix infixl infixr prefix postfix "
    "elab elab_rules declare_syntax_cat initialize builtin_initialize run_cmd run_elab run_meta "
    "attribute private protected noncomputable unsafe partial local scoped deriving alias export "
    "import open set_option namespace section end universe variable variables include omit "
    "register_simp_attr register_option add_decl_doc assert_not_exists library_note recall "
    "suppress_compilation unseal seal compile_inductive public meta module"
)
_COMMAND: Final = re.compile(
    rf"^(?:(?P<word>{'|'.join(_COMMAND_WORDS.split(' '))})(?![\w.'!?])"
    r"|(?P<hash>\#\w+)|(?P<at>@\[))",
    re.MULTILINE,
)
# Commands that go into the header; in any other form they are reported like the rest.
_HARMLESS: Final = {
    "import": re.compile(r"import\s+[\w.]+"),
    "open": re.compile(r"open(?:\s+(?!in\b)[\w.]+)+"),
    "set_option": re.compile(
        r"set_option\s+(?:maxHeartbeats|maxRecDepth|synthInstance\.maxHeartbeats|pp\.[\w.]+"
        r"|linter\.[\w.]+|trace\.[\w.]+)\s+\S+"
    ),
}
_SKIPPED: Final = re.compile(r'--[^\n]*|/-|"(?:[^"\\]|\\.)*"')
_MARK: Final = re.compile(r":=|[()\[\]{}⟨⟩⦃⦄]|\b(?:let|have)\b")
_NAME: Final = re.compile(r"(?:theorem|lemma)\s+([^\s:({\[⦃]+)")


@dataclass(frozen=True, slots=True)
class Declaration:
    """One command of a file.

    `kind` is its first word (`theorem`, `axiom`, `#eval`, `@[…]`, …); only those of
    `THEOREM_KINDS` have a `statement` and a `proof` (a tactic script). `header` holds the imports,
    opens and options before it. For other kinds `statement` is the command's text. `line` is the
    first line, from 1.
    """

    name: str
    header: str
    statement: str
    proof: str
    kind: str
    line: int


def split_file(text: str) -> list[Declaration]:
    """All commands of a Lean file but imports, plain `open`s and harmless options.

    Comments become blanks. Text before the first command, and theorems without `:=`, are reported
    with the kinds `text` and `incomplete`. Raises `StatementError` for an unterminated comment.
    """
    plain = strip_comments(text)
    found: list[Declaration] = []
    header: list[str] = []
    for kind, start, body in _commands(plain):
        line = plain.count("\n", 0, start) + 1
        harmless = _HARMLESS.get(kind)
        if harmless is not None and harmless.fullmatch(body.strip()):
            header.append(body.strip())
        else:
            found.append(_declaration(kind, body, "\n".join(header), line))
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """Where a command is: `kind` as in `Declaration`, offsets of its text."""

    kind: str
    start: int
    end: int


def command_spans(plain: str) -> list[Span]:
    """Where the commands of a text are, from the first on; comments have to be blanks already."""
    return [
        Span(kind, start, start + len(body))
        for kind, start, body in _commands(plain)
        if kind != "text"
    ]


def split_theorem(text: str) -> tuple[str, str, str]:
    """(name, statement, proof) of one `theorem … := by …` or `… := term`.

    The proof is a tactic script; a term becomes `exact (…)`. Raises `StatementError` when the text
    is not exactly one theorem with a proof.
    """
    found = [d for d in split_file(text) if d.kind != "text" or d.statement.strip()]
    if len(found) != 1:
        raise StatementError(f"expected one theorem, found {len(found)} commands")
    declaration = found[0]
    if declaration.kind not in THEOREM_KINDS:
        raise StatementError(
            f"line {declaration.line}: expected a theorem with a proof, found '{declaration.kind}'"
        )
    return declaration.name, declaration.statement, declaration.proof


def strip_comments(text: str) -> str:
    """The text with comments turned into blanks, so that lines and columns stay."""
    parts: list[str] = []
    at = 0
    for m in _skips(text):
        start, end, comment = m
        parts.append(text[at:start])
        chunk = text[start:end]
        parts.append(re.sub(r"[^\n]", " ", chunk) if comment else chunk)
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _skips(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, is a comment) of the comments and strings of a text."""
    at = 0
    while (m := _SKIPPED.search(text, at)) is not None:
        end = m.end()
        if m.group() == "/-":
            depth = 1
            for mark in re.finditer(r"/-|-/", text[end:]):
                depth += 1 if mark.group() == "/-" else -1
                if depth == 0:
                    end += mark.end()
                    break
            if depth:
                line = text.count("\n", 0, m.start()) + 1
                raise StatementError(f"line {line}: unterminated comment")
        yield m.start(), end, text[m.start()] != '"'
        at = end


def _commands(plain: str) -> Iterator[tuple[str, int, str]]:
    """(kind, start, text) of each command; text before the first one has the kind `text`."""
    starts = [
        (m.start(), m.group("word") or m.group("hash") or "@[…]") for m in _COMMAND.finditer(plain)
    ]
    first = starts[0][0] if starts else len(plain)
    if plain[:first].strip():
        yield "text", first - len(plain[:first].lstrip()), plain[:first]
    for k, (start, kind) in enumerate(starts):
        end = starts[k + 1][0] if k + 1 < len(starts) else len(plain)
        yield kind, start, plain[start:end]


def _declaration(kind: str, body: str, header: str, line: int) -> Declaration:
    if kind not in THEOREM_KINDS:
        return Declaration("", header, body.strip(), "", kind, line)
    m = _NAME.match(body)
    name = m.group(1) if m is not None else ""
    split = definition_sign(body)
    if split is None:
        return Declaration(name, header, body.strip(), "", "incomplete", line)
    return Declaration(name, header, body[:split].rstrip(), _script(body, split + 2), kind, line)


def definition_sign(body: str) -> int | None:
    """The offset of the `:=` between statement and proof: outside brackets, not of a `let`."""
    depth = pending = 0
    for m in _MARK.finditer(body):
        mark = m.group()
        if mark in "([{⟨⦃":
            depth += 1
        elif mark in ")]}⟩⦄":
            depth -= 1
        elif depth == 0 and mark == ":=":
            if pending == 0:
                return m.start()
            pending -= 1
        elif depth == 0:
            pending += 1
    return None


def _script(body: str, start: int) -> str:
    """The tactic script of a proof that starts at `start`, its layout kept."""
    rest = body[start:].rstrip()
    m = re.match(r"\s*by(?![\w.'!?])", rest)
    skipped = start + (m.end() if m is not None else 0)
    tail = body[skipped:].rstrip()
    content = tail.lstrip()
    begin = skipped + len(tail) - len(content)
    column = begin - (body.rfind("\n", 0, begin) + 1)
    script = " " * column + content
    if m is None:
        return f"exact (\n{textwrap.indent(textwrap.dedent(script), '  ')})"
    return textwrap.dedent(script)
