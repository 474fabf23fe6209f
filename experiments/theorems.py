"""Theorems from what users write: one to prove, statements to evaluate, claims to check.

A theorem is judged apart from the rest of its file. So what precedes it may only be what cannot
change its meaning: imports, `open`s, harmless options and other theorems. Behind any other command
(a definition, a notation, an instance) a theorem is not judged.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from experiments.errors import UserError, one_line
from experiments.records import Record, read_records, read_text
from lean_env.source import THEOREM_KINDS, Declaration, split_file
from lean_env.types import StatementError, Theorem, Verdict, VerdictKind

_STATEMENT = re.compile(r"\s*(?:theorem|lemma|example)\b")
_NO_PROOF = re.compile(r"(?:sorry|exact \(\s*(?:sorry)?\s*\))?", re.ASCII)
# Before a theorem, these change neither what it says nor whether its proof holds.
_MODIFIERS = re.compile(r"(?:(?:private|protected|@\[simp\])\s+)+(?=(?:theorem|lemma)\b)")
_AXIOMS = {"axiom", "axioms", "constant", "opaque"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of a benchmark; `problem` says why it cannot even be tried."""

    theorem: Theorem
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is to be checked: theorems with proofs, or the verdict that settles it."""

    name: str
    theorems: tuple[tuple[Theorem, str], ...] = ()
    verdict: Verdict | None = None


def statement_argument(argument: str) -> Theorem:
    """The one theorem of a command-line argument: its text, a file, or `-` for standard input.

    A proof `sorry` is dropped. Raises `UserError` for anything but one statement.
    """
    if any("\ud800" <= c <= "\udfff" for c in argument):
        raise UserError("the theorem is not UTF-8 text")
    if _STATEMENT.match(argument):
        return _one_statement(argument, "")
    if argument == "-":
        return _one_statement(_standard_input(), "standard input: ")
    # One word is no statement: it is a file's name, also where there is no such file.
    if (len(argument.split()) == 1 and len(argument) < 256) or _is_file(argument):
        return _one_statement(read_text(Path(argument)), f"{argument}: ")
    return _one_statement(argument, "")


def read_statements(path: Path) -> list[Candidate]:
    """The statements of a .jsonl file (name, header, statement) or of a Lean file, with no proofs.

    A statement that is not understood has a `problem`. Raises `UserError` when the file cannot be
    read, holds nothing, or has a malformed record (its line is named).
    """
    if path.suffix != ".jsonl":
        return list(_lean_statements(path))
    records = read_records(path, ("name", "statement"), ("header",))
    for record in records:
        if record.problem:
            raise UserError(f"{path}: {record.problem}")
    return [_record_statement(record) for record in records]


def read_claims(path: Path) -> list[Claim]:
    """The claims of a .jsonl file (name, header, proof) or of a Lean file (`-`: standard input).

    A record may also have the `statement` that its proof is to prove: then one of the theorems in
    the proof must be that one, word for word.

    What is malformed is a claim that has its verdict. Raises `UserError` when the file cannot be
    read or holds nothing.
    """
    if path.suffix == ".jsonl":
        records = read_records(path, ("proof",), ("header", "statement"))
        return [_record_claim(record) for record in records]
    text = _standard_input() if str(path) == "-" else read_text(path)
    claims = list(_lean_claims(_split(text, f"{path}: ")))
    if not claims:
        raise UserError(f"{path}: no theorem in it")
    return claims


def _one_statement(text: str, where: str) -> Theorem:
    found = _split(text.strip(), where)
    if len(found) != 1:
        what = f"{len(found)} commands" if found else "none"
        raise UserError(f"{where}one theorem is expected, found {what}")
    [declaration] = found
    if declaration.kind in THEOREM_KINDS and not _NO_PROOF.fullmatch(declaration.proof.strip()):
        raise UserError(
            f"{where}{_title(declaration)} has a proof already: `prover check` judges it; to have "
            "one searched for, write `sorry` in its place"
        )
    if declaration.kind not in {*THEOREM_KINDS, "incomplete"}:
        raise UserError(f"{where}{_unexpected(declaration)}")
    return _theorem(declaration)


def _lean_statements(path: Path) -> Iterator[Candidate]:
    problem = ""
    found = _split(read_text(path), f"{path}: ")
    if not any(d.kind in {*THEOREM_KINDS, "incomplete"} for d in found):
        raise UserError(f"{path}: no theorem in it")
    for declaration in found:
        if declaration.kind in {*THEOREM_KINDS, "incomplete"}:
            yield Candidate(_theorem(declaration), problem)
        else:
            problem = problem or _taint(declaration)


def _record_statement(record: Record) -> Candidate:
    name, header, text = (record.fields[key] for key in ("name", "header", "statement"))
    as_it_stands = Theorem(name, text, header)
    try:
        found = split_file(text.strip())
        problem = _header_problem(header)
    except StatementError as error:
        return Candidate(as_it_stands, str(error))
    if len(found) != 1 or found[0].kind not in {*THEOREM_KINDS, "incomplete"}:
        return Candidate(as_it_stands, "not one theorem: " + _shortened(text))
    [declaration] = found
    return Candidate(Theorem(name, declaration.statement, _join(header, declaration)), problem)


def _record_claim(record: Record) -> Claim:
    if record.problem:
        return Claim(record.name, verdict=Verdict(VerdictKind.ERROR, record.problem))
    header = record.fields["header"]
    try:
        found = split_file(record.fields["proof"].strip())
        problem = _header_problem(header)
    except StatementError as error:
        return Claim(record.name, verdict=Verdict(VerdictKind.ERROR, str(error)))
    if problem:
        return Claim(record.name, verdict=Verdict(VerdictKind.UNSUPPORTED, problem))
    if not found:
        return Claim(record.name, verdict=Verdict(VerdictKind.ERROR, "no theorem in the proof"))
    for declaration in found:
        verdict = _verdict_on_kind(declaration)
        if verdict is not None:
            return Claim(record.name, verdict=verdict)
    if record.fields["statement"] and not _states(found, record.fields["statement"]):
        reason = "the proof is of another statement than the record's"
        return Claim(record.name, verdict=Verdict(VerdictKind.REJECTED, reason))
    return Claim(record.name, tuple((_theorem(d, header), d.proof) for d in found))


def _states(found: list[Declaration], statement: str) -> bool:
    """Whether one of the theorems is the given one, up to white space and comments."""
    try:
        wanted = split_file(statement.strip())
    except StatementError:
        return False
    texts = {one_line(declaration.statement) for declaration in found}
    return len(wanted) == 1 and one_line(wanted[0].statement) in texts


def _lean_claims(found: list[Declaration]) -> Iterator[Claim]:
    taint = ""
    names: dict[str, int] = {}
    for command in found:
        declaration = _unmodified(command)
        title = _title(declaration)
        verdict = _verdict_on_kind(declaration)
        if verdict is None and taint:
            verdict = Verdict(VerdictKind.UNSUPPORTED, taint)
        if verdict is None and declaration.name in names:
            first = names[declaration.name]
            verdict = Verdict(VerdictKind.ERROR, f"line {first} declares this name already")
        if declaration.name:
            names.setdefault(declaration.name, declaration.line)
        if verdict is not None:
            yield Claim(title, verdict=verdict)
        else:
            yield Claim(title, ((_theorem(declaration), declaration.proof),))
        taint = taint or _taint(command)


def _unmodified(declaration: Declaration) -> Declaration:
    """The theorem behind `private`, `protected` and `@[simp]`; anything else as it is."""
    modifiers = _MODIFIERS.match(declaration.statement)
    if modifiers is None or declaration.kind in THEOREM_KINDS:
        return declaration
    found = split_file(declaration.statement[modifiers.end() :])
    if len(found) != 1:
        return declaration
    return replace(found[0], header=declaration.header, line=declaration.line)


def _verdict_on_kind(declaration: Declaration) -> Verdict | None:
    """The verdict on what is not a theorem with a proof, None for one."""
    kind, line = declaration.kind, declaration.line
    if kind in THEOREM_KINDS:
        return None
    if kind == "incomplete":
        signed = ":=" in declaration.statement
        what = "its brackets do not match" if signed else "no proof (`:= by …` is expected)"
        return Verdict(VerdictKind.ERROR, f"line {line}: {what}")
    if kind == "text":
        return Verdict(VerdictKind.ERROR, _unexpected(declaration))
    if kind in _AXIOMS:
        return Verdict(VerdictKind.REJECTED, f"line {line}: `{kind}` assumes instead of proving")
    return Verdict(VerdictKind.UNSUPPORTED, f"line {line}: `{kind}` is not judged, only theorems")


def _taint(declaration: Declaration) -> str:
    """Why theorems behind this command are not judged; empty if they are."""
    if declaration.kind in {*THEOREM_KINDS, "incomplete"} or declaration.kind.startswith("#"):
        return ""
    modifiers = _MODIFIERS.match(declaration.statement)
    if modifiers is not None and "simp" not in modifiers.group():
        return ""  # a new simp lemma would change what simp does from here on
    return (
        f"`{declaration.kind}` on line {declaration.line} could change the meaning of what follows"
    )


def _header_problem(header: str) -> str:
    """Why a header may change the meaning of a theorem; empty if it cannot."""
    found = split_file(header)
    return f"the header has `{found[0].kind}`: {_shortened(found[0].statement)}" if found else ""


def _theorem(declaration: Declaration, header: str = "") -> Theorem:
    return Theorem(declaration.name, declaration.statement, _join(header, declaration))


def _join(header: str, declaration: Declaration) -> str:
    return "\n".join(part for part in (header.strip(), declaration.header.strip()) if part)


def _title(declaration: Declaration) -> str:
    return declaration.name or f"{declaration.kind} (line {declaration.line})"


def _unexpected(declaration: Declaration) -> str:
    return (
        f"line {declaration.line}: a theorem is expected (theorem NAME … : …), "
        f"not {_shortened(declaration.statement)}"
    )


def _shortened(text: str, limit: int = 60) -> str:
    flat = one_line(text)
    return f"`{flat if len(flat) <= limit else flat[: limit - 1] + '…'}`"


def _split(text: str, where: str) -> list[Declaration]:
    try:
        return split_file(text)
    except StatementError as error:
        raise UserError(f"{where}{error}") from None


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"standard input: not UTF-8 text (byte {error.start})") from None


def _is_file(argument: str) -> bool:
    try:
        return Path(argument).is_file()
    except OSError:  # longer than a file name may be
        return False
