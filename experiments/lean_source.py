"""A Lean file as its author wrote it: where its theorems are, what stands before each, new proofs.

A theorem of a file is judged behind the file's own text before it: imports, definitions, variables,
open namespaces, earlier theorems. Nothing of that is understood here; Lean reads it.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from experiments.errors import UserError
from experiments.records import read_text
from lean_env.source import (
    THEOREM_KINDS,
    command_spans,
    definition_sign,
    split_file,
    strip_comments,
)
from lean_env.types import StatementError, Theorem

# What may stand before `theorem` in one command; none of it changes what is to be proved.
_MODIFIERS = re.compile(
    r"(?:@\[[^\]]*\]\s*|(?:private|protected|noncomputable|nonrec|public|local|scoped)\s+)*"
    r"(?=(?:theorem|lemma|example)\b)"
)
_ATTRIBUTE = re.compile(r"@\[[^\]]*\]\s*")
# `open Real in`, `set_option … in`, `variable … in`, `omit … in`: for the next command alone.
_FOR_NEXT = re.compile(r"(?s)(?P<command>.*\S)\s+in\s*")
_HIDDEN = re.compile(r"(?:^|\s)((?:theorem|lemma)\s+([^\s:({\[⦃]+)|example\b(?=\s*[:({\[⦃])())")
_SORRY = re.compile(r"\s*(?:by\s+)?sorry\s*")
_ANY_SORRY = re.compile(r"\b(?:sorry|admit)\b")


@dataclass(frozen=True, slots=True)
class Placed:
    """A theorem of a file.

    `start` is the offset where its own text begins (attributes included), `sign` that of the `:=`
    before its proof and `end` that of its proof's end; lines count from 1. `theorem.header` is
    all of the file that stands before it, without comments. `problem` says why its proof cannot be
    told from its statement; then there is no proof and `sign` is `end`.
    """

    theorem: Theorem
    proof: str
    line: int
    start: int
    sign: int
    end: int
    unproved: bool
    problem: str = ""
    last_line: int = 0

    @property
    def title(self) -> str:
        """Its name, or the line of an `example`."""
        return self.theorem.name or f"example (line {self.line})"

    @property
    def gap(self) -> bool:
        """Whether a part of its proof is missing, and not all of it."""
        return not self.unproved and _ANY_SORRY.search(self.proof) is not None


@dataclass(frozen=True, slots=True)
class LeanSource:
    """A file's text, its line ends made `\\n`; `crlf` says that they were `\\r\\n`."""

    path: Path
    text: str
    crlf: bool

    def placed(self) -> list[Placed]:
        """The theorems, whatever their proofs are worth. Raises `UserError` when there is none."""
        try:
            found = list(_placed(self.text))
        except StatementError as error:
            raise UserError(f"{self.path}: {error}") from None
        if not found:
            raise UserError(f"{self.path}: no theorem in it")
        return found

    def with_proof(self, place: Placed, script: str) -> LeanSource:
        """The file with another proof of one of its theorems."""
        body = textwrap.indent(textwrap.dedent(script).strip("\n"), "  ")
        text = f"{self.text[: place.sign]}:= by\n{body}{self.text[place.end :]}"
        return LeanSource(self.path, text, self.crlf)

    def set_aside(self, place: Placed, *, statement_too: bool) -> LeanSource:
        """The file with `sorry` for a proof, or without the theorem; lines keep their numbers.

        So an error in one theorem is not one of all that stand behind it, and what leans on the
        theorem still has the gap in its axioms.
        """
        start = place.start if statement_too else place.sign
        lines = "\n" * self.text.count("\n", start, place.end)
        gap = "" if statement_too else ":= sorry"
        text = f"{self.text[:start]}{gap}{lines}{self.text[place.end :]}"
        return LeanSource(self.path, text, self.crlf)


def read_source(path: Path) -> LeanSource:
    """Read a file. Raises `UserError` when it is not there, not UTF-8, or no Lean file."""
    if path.suffix != ".lean":
        raise UserError(f"{path}: a .lean file is expected")
    raw = read_text(path)
    text = raw.replace("\r\n", "\n")
    crlf = text != raw
    if "\r" in text or (crlf and raw.count("\r\n") != text.count("\n")):
        raise UserError(f"{path}: its lines end in different ways; make them alike first")
    return LeanSource(path, text, crlf)


def difference(old: LeanSource, new: LeanSource) -> str:
    """What changes in the file, as a unified diff."""
    lines = difflib.unified_diff(
        old.text.splitlines(keepends=True),
        new.text.splitlines(keepends=True),
        fromfile=str(old.path),
        tofile=str(old.path),
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def write_source(old: LeanSource, new: LeanSource) -> None:
    """Replace the file in one step.

    Raises `UserError` when it is no longer what was read: an editor's changes are not lost.
    """
    if read_source(old.path) != old:
        raise UserError(f"{old.path}: it was changed meanwhile, and is left as it is now")
    text = new.text.replace("\n", "\r\n") if new.crlf else new.text
    target = old.path.resolve()  # a link stays a link
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _placed(text: str) -> Iterator[Placed]:
    plain = strip_comments(text)
    begin: int | None = None  # where the modifiers of the next command begin
    ahead: list[str] = []  # the commands `… in` before it
    for span in command_spans(plain):
        body = plain[span.start : span.end]
        start = span.start if begin is None else begin
        for_next = _FOR_NEXT.fullmatch(body)
        if for_next is not None and span.kind not in THEOREM_KINDS:
            ahead.append(for_next["command"])
            begin = start
            continue
        if _ATTRIBUTE.fullmatch(body):
            begin = start
            continue
        modifiers = _MODIFIERS.match(body)
        if modifiers is not None:
            own = body[modifiers.end() :]
            yield _place(plain, own, span.start + modifiers.end(), start, ahead)
        elif (hidden := _HIDDEN.search(body)) is not None:
            yield _not_understood(
                plain, span.start + hidden.start(1), span.start + len(body), hidden
            )
        begin, ahead = None, []


def _not_understood(plain: str, at: int, end: int, found: re.Match[str]) -> Placed:
    """A theorem inside another command: reported, so that nothing of a file passes unseen."""
    theorem = Theorem(found[2] or "", plain[at:end].strip(), plain[:at])
    line = plain.count("\n", 0, at) + 1
    problem = "it is inside another command, and is not judged there"
    return Placed(theorem, "", line, at, end, end, False, problem)


def _place(plain: str, body: str, at: int, start: int, ahead: list[str]) -> Placed:
    """The theorem whose own text `body` begins at offset `at`."""
    [declaration] = split_file(body)
    header = "\n".join([plain[:start].rstrip(), *ahead]).strip("\n")
    sign, end = definition_sign(body), at + len(body.rstrip())
    return Placed(
        Theorem(declaration.name, declaration.statement, header),
        declaration.proof,
        plain.count("\n", 0, at) + 1,
        start,
        end if sign is None else at + sign,
        end,
        sign is not None and _SORRY.fullmatch(body[sign + 2 :]) is not None,
        "" if sign is not None else "no `:=` before its proof (equations are not judged)",
        plain.count("\n", 0, end) + 1,
    )
