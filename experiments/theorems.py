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
from experiments.places import Place
from experiments.records import Record, holds_records, read_records, read_text
from lean_env.border import forbidden, hidden_command
from lean_env.lexing import words
from lean_env.source import TAMPERING, THEOREM_KINDS, Declaration, split_file, strip_comments
from lean_env.types import StatementError, Theorem, Verdict, VerdictKind

_STATEMENT = re.compile(r"\s*(?:theorem|lemma|example)\b")
_NO_PROOF = re.compile(r"(?:sorry|exact \(\s*(?:sorry)?\s*\))?", re.ASCII)
# Before a theorem, these change neither what it says nor whether its proof holds.
_MODIFIERS = re.compile(r"(?:(?:private|protected|@\[simp\])\s+)+(?=(?:theorem|lemma)\b)")
STANDARD_INPUT = "standard input"
_ARGUMENT = "the theorem"
_AXIOMS = {"axiom", "axioms", "constant", "opaque"}
# What `#eval` must hold to change anything but the screen.
_RUNS_CODE = re.compile(r"\b(?:do|Lean|IO|Elab|Meta|Unit|CommandElabM|CoreM|MetaM)\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """The theorem of a command line, and where its statement begins: in a file, or in itself."""

    theorem: Theorem
    place: Place


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of a benchmark; `problem` says why it cannot even be tried.

    `split` is what its record says, empty where it says nothing.
    """

    theorem: Theorem
    place: Place
    problem: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is to be checked: theorems with proofs, or the verdict that settles it."""

    name: str
    theorems: tuple[tuple[Theorem, str], ...] = ()
    verdict: Verdict | None = None


def statement_argument(argument: str) -> Asked:
    """The one theorem of a command-line argument: its text, a file, or `-` for standard input.

    A proof `sorry` is dropped. Raises `UserError` for anything but one statement.
    """
    if any("\ud800" <= c <= "\udfff" for c in argument):
        raise UserError("the theorem is not UTF-8 text")
    if _STATEMENT.match(argument):
        return _one_statement(argument, None)
    if argument == "-":
        return _one_statement(_standard_input(), Place(STANDARD_INPUT))
    # One word is no statement: it is a file's name, also where there is no such file.
    if (len(argument.split()) == 1 and len(argument) < 256) or _is_file(argument):
        return _one_statement(read_text(Path(argument)), Place(argument))
    return _one_statement(argument, None)


def read_statements(path: Path) -> list[Candidate]:
    """The statements of a Lean file, or of a .jsonl file (name, header, statement, split).

    A statement that is not understood has a `problem`. Raises `UserError` when the file cannot be
    read, holds nothing, or has a malformed record (its line is named).
    """
    if not holds_records(path):
        return list(_lean_statements(path))
    records = read_records(path, ("name", "statement"), ("header", "split"))
    for record in records:
        if record.problem:
            raise UserError(record.problem)
    return [replace(_record_statement(r), split=r.fields["split"]) for r in records]


def read_claims(path: Path) -> list[Claim]:
    """The claims of a .jsonl file (name, header, proof) or of a Lean file (`-`: standard input).

    A record may also have the `statement` that its proof is to prove: then one of the theorems in
    the proof must be that one, word for word. Theorems of a record may use those in front of them.

    What is malformed is a claim that has its verdict. Raises `UserError` when the file cannot be
    read or holds nothing.
    """
    if str(path) != "-" and holds_records(path):
        records = read_records(path, ("proof",), ("header", "statement"))
        return list(_named_once(records))
    file = Place(STANDARD_INPUT if str(path) == "-" else path)
    text = _standard_input() if str(path) == "-" else read_text(path)
    claims = list(_lean_claims(_split(text, file), file))
    if not claims:
        raise UserError(f"{file.file}: no theorem in it")
    return claims


def _named_once(records: list[Record]) -> Iterator[Claim]:
    """The claims of records; of a name that stands there twice only the first is judged."""
    first: dict[str, Place] = {}
    for record in records:
        taken = first.setdefault(record.name, record.place) if record.named else record.place
        if taken == record.place or record.problem:
            yield _record_claim(record)
        else:
            reason = f"{record.place}: {taken} has this name already"
            yield Claim(record.name, verdict=Verdict(VerdictKind.ERROR, reason))


def _one_statement(text: str, file: Place | None) -> Asked:
    if file is not None:  # what the text begins with is no part of it
        file = file.at(1 + text.count("\n", 0, len(text) - len(text.lstrip())))
    found = _split(text.strip(), file or Place(_ARGUMENT))
    where = f"{file.file}: " if file else ""
    if len(found) != 1:
        what = f"{len(found)} commands" if found else "none"
        raise UserError(f"{where}one theorem is expected, found {what}")
    [declaration] = found
    place = (file or Place(declaration.name or _ARGUMENT)).at(declaration.line)
    if declaration.kind in THEOREM_KINDS and not _NO_PROOF.fullmatch(declaration.proof.strip()):
        raise UserError(
            f"{where}{_title(declaration)} has a proof already: `prover check` judges it; to have "
            "one searched for, write `sorry` in its place"
        )
    if declaration.kind not in {*THEOREM_KINDS, "incomplete"}:
        raise UserError(f"{place}: {_unexpected(declaration)}")
    return Asked(_theorem(declaration), place)


def _lean_statements(path: Path) -> Iterator[Candidate]:
    problem = ""
    found = _split(read_text(path), Place(path))
    if not any(d.kind in {*THEOREM_KINDS, "incomplete"} for d in found):
        raise UserError(f"{path}: no theorem in it")
    for declaration in found:
        if declaration.kind in {*THEOREM_KINDS, "incomplete"}:
            yield Candidate(_theorem(declaration), Place(path, declaration.line), problem)
        else:
            taint = _taint(declaration)
            problem = problem or (taint.reason if taint else "")


def _record_statement(record: Record) -> Candidate:
    name, header, text = (record.fields[key] for key in ("name", "header", "statement"))
    as_it_stands = Theorem(name, text, header)
    place = replace(record.place, part="statement")
    try:
        found = split_file(text.strip())
        problem = _header_problem(header)
    except StatementError as error:
        return Candidate(as_it_stands, place, str(error))
    reason = problem.reason if problem else ""
    if len(found) != 1 or found[0].kind not in {*THEOREM_KINDS, "incomplete"}:
        return Candidate(as_it_stands, place, "not one theorem: " + _shortened(text))
    [declaration] = found
    theorem = Theorem(name, declaration.statement, _join(header, declaration))
    return Candidate(theorem, place, reason)


def _record_claim(record: Record) -> Claim:
    if record.problem:
        return Claim(record.name, verdict=Verdict(VerdictKind.ERROR, record.problem))
    header = record.fields["header"]
    place = replace(record.place, part="proof")
    try:
        found = split_file(record.fields["proof"].strip())
        problem = _header_problem(header)
    except StatementError as error:
        return Claim(record.name, verdict=Verdict(VerdictKind.ERROR, place.of(str(error))))
    if problem is not None:
        return Claim(record.name, verdict=problem)
    if not found:
        reason = f"{place}: no theorem in the proof"
        return Claim(record.name, verdict=Verdict(VerdictKind.ERROR, reason))
    verdicts = [v for d in found if (v := _verdict_on_kind(d, place)) is not None]
    for verdict in verdicts:
        if verdict.kind is VerdictKind.ERROR:
            return Claim(record.name, verdict=verdict)
    reason = _departure(found, header, record.fields["statement"], place)
    if reason:
        return Claim(record.name, verdict=Verdict(VerdictKind.REJECTED, reason))
    if verdicts:
        return Claim(record.name, verdict=verdicts[0])
    return Claim(record.name, tuple(_behind_lemmas(found, header)))


def _behind_lemmas(found: list[Declaration], header: str) -> Iterator[tuple[Theorem, str]]:
    """The theorems of a record, each behind those in front that its proof names.

    They are judged in their order and the first that fails settles the claim, so a lemma that
    stands in a header has been verified.
    """
    sources: dict[str, str] = {}
    needs: dict[str, set[str]] = {}  # by each theorem, also through others
    for declaration in found:
        theorem = _theorem(declaration, header)
        named = sources.keys() & set(words(declaration.proof))
        needed = named.union(*(needs[name] for name in named))
        before = [text for name, text in sources.items() if name in needed]
        yield replace(theorem, header="\n".join([theorem.header, *before])), declaration.proof
        sources[declaration.name] = theorem.source(declaration.proof)
        needs[declaration.name] = needed


def _departure(found: list[Declaration], header: str, statement: str, place: Place) -> str:
    """How a proof departs from the statement that its record pins; empty if it does not.

    Beside the pinned theorem it may have theorems of other names, nothing that could give the
    pinned text another meaning: no command, and no `open`, import or option but the record's.
    """
    if not statement:
        return ""
    for declaration in found:
        if declaration.kind not in {*THEOREM_KINDS, "incomplete"}:
            return (
                f"{place.line_of(declaration.line)}: the proof brings `{declaration.kind}`, which "
                "could change what the record's statement says"
            )
    pinned = _pinned(statement)
    if pinned is None or not any(_same(declaration, pinned) for declaration in found):
        return "the proof is of another statement than the record's"
    shared = {line.strip() for line in strip_comments(header).split("\n")}
    theirs = {line for line in found[-1].header.split("\n") if line not in shared}
    wanted = {line for line in pinned.header.split("\n") if line not in shared}
    for line in sorted(theirs - wanted - {""}):
        return f"the proof brings `{line}`, which the record's header does not have"
    for line in sorted(wanted - theirs - {""}):
        return f"the proof lacks `{line}`, which the record's statement has"
    names = [declaration.name for declaration in found]
    if len(set(names)) < len(names):
        return "the proof declares a name twice"
    stated = {part for word in words(pinned.statement) for part in word.split(".")}
    for name in names:
        # Behind a lemma of that name the statement's own word may mean the lemma.
        if name != pinned.name and name.split(".")[-1] in stated:
            return f"the proof declares `{name}`, a name that the record's statement uses"
    return ""


def _pinned(statement: str) -> Declaration | None:
    """The theorem that a record's statement is; None if it is not one theorem."""
    try:
        found = split_file(statement.strip())
    except StatementError:
        return None
    return found[0] if len(found) == 1 else None


def _same(one: Declaration, other: Declaration) -> bool:
    """Whether two theorems say the same, up to white space and comments."""
    return one_line(one.statement) == one_line(other.statement)


def _lean_claims(found: list[Declaration], file: Place) -> Iterator[Claim]:
    taint: Verdict | None = None
    names: dict[str, int] = {}
    refused: dict[str, int] = {}  # theorems in front whose proofs are not even tried
    for command in found:
        declaration = _unmodified(command)
        name, title = declaration.name, _title(declaration)
        verdict = _verdict_on_kind(declaration, file)
        if verdict is None and name in names:
            line, first = file.line_of(declaration.line), file.line_of(names[name])
            reason = f"{line}: {first} declares this name already"
            verdict = Verdict(VerdictKind.ERROR, reason)
        if verdict is None:
            verdict = taint or _leans_on(declaration, refused)
        if name:
            names.setdefault(name, declaration.line)
        if verdict is not None:
            yield Claim(title, verdict=verdict)
        else:
            yield Claim(title, ((_theorem(declaration), declaration.proof),))
        if declaration.kind in THEOREM_KINDS and forbidden(
            _theorem(declaration), declaration.proof
        ):
            refused.setdefault(name, declaration.line)
        taint = taint or _taint(command)


def _leans_on(declaration: Declaration, refused: dict[str, int]) -> Verdict | None:
    """The verdict on a theorem that names one in front of it whose proof is refused."""
    for word in words(declaration.proof):
        if word != declaration.name and word in refused:
            reason = f"it uses `{word}` of line {refused[word]}, whose proof is refused"
            return Verdict(VerdictKind.REJECTED, reason)
    return None


def _unmodified(declaration: Declaration) -> Declaration:
    """The theorem behind `private`, `protected` and `@[simp]`; anything else as it is."""
    modifiers = _MODIFIERS.match(declaration.statement)
    if modifiers is None or declaration.kind in THEOREM_KINDS:
        return declaration
    found = split_file(declaration.statement[modifiers.end() :])
    if len(found) != 1:
        return declaration
    return replace(found[0], header=declaration.header, line=declaration.line)


def _verdict_on_kind(declaration: Declaration, place: Place) -> Verdict | None:
    """The verdict on what is not a theorem with a proof, None for one.

    `place` is where the text that it is from begins.
    """
    kind, line = declaration.kind, place.line_of(declaration.line)
    if kind in THEOREM_KINDS:
        return None
    if kind == "incomplete":
        signed = ":=" in declaration.statement
        what = "its brackets do not match" if signed else "no proof (`:= by …` is expected)"
        return Verdict(VerdictKind.ERROR, f"{line}: {what}")
    if kind == "text":
        return Verdict(VerdictKind.ERROR, f"{line}: {_unexpected(declaration)}")
    if kind in _AXIOMS:
        return Verdict(VerdictKind.REJECTED, f"{line}: `{kind}` assumes instead of proving")
    return Verdict(VerdictKind.UNSUPPORTED, f"{line}: `{kind}` is not judged, only theorems")


def _taint(declaration: Declaration) -> Verdict | None:
    """The verdict on theorems behind this command; None if they are judged."""
    kind, line = declaration.kind, declaration.line
    if kind == "#exit":
        return Verdict(VerdictKind.REJECTED, f"Lean reads nothing behind `#exit` on line {line}")
    if kind == "#eval" and _RUNS_CODE.search(declaration.statement):
        return _changes("#eval", line, VerdictKind.REJECTED)
    if kind in {*THEOREM_KINDS, "incomplete"}:
        hidden = hidden_command(f"{declaration.statement}\n{declaration.proof}")
        return None if hidden is None else _changes(hidden, line, VerdictKind.REJECTED)
    if kind.startswith("#"):
        return None
    modifiers = _MODIFIERS.match(declaration.statement)
    if modifiers is not None:
        if "simp" not in modifiers.group():
            return None
        # A new simp lemma changes what simp does from here on.
        lemma = _unmodified(declaration)
        gap = forbidden(_theorem(lemma), lemma.proof) is not None
        return _changes(kind, line, VerdictKind.REJECTED if gap else VerdictKind.UNSUPPORTED)
    tampers = kind in TAMPERING
    return _changes(kind, line, VerdictKind.REJECTED if tampers else VerdictKind.UNSUPPORTED)


def _changes(kind: str, line: int, verdict: VerdictKind) -> Verdict:
    return Verdict(verdict, f"`{kind}` on line {line} could change the meaning of what follows")


def _header_problem(header: str) -> Verdict | None:
    """The verdict on a theorem whose header may change its meaning; None if it cannot."""
    found = split_file(header)
    if not found:
        return None
    tampers = any(declaration.kind in TAMPERING for declaration in found)
    return Verdict(
        VerdictKind.REJECTED if tampers else VerdictKind.UNSUPPORTED,
        f"the header has `{found[0].kind}`: {_shortened(found[0].statement)}",
    )


def _theorem(declaration: Declaration, header: str = "") -> Theorem:
    return Theorem(declaration.name, declaration.statement, _join(header, declaration))


def _join(header: str, declaration: Declaration) -> str:
    """What precedes a theorem. Without comments, equal headers are equal texts (a real Lean loads
    each once), and none ends with documentation that waits for a declaration."""
    lines = f"{strip_comments(header)}\n{declaration.header}".split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def _title(declaration: Declaration) -> str:
    return declaration.name or f"{declaration.kind} (line {declaration.line})"


def _unexpected(declaration: Declaration) -> str:
    return f"a theorem is expected (theorem NAME … : …), not {_shortened(declaration.statement)}"


def _shortened(text: str, limit: int = 60) -> str:
    flat = one_line(text)
    return f"`{flat if len(flat) <= limit else flat[: limit - 1] + '…'}`"


def _split(text: str, file: Place) -> list[Declaration]:
    try:
        return split_file(text)
    except StatementError as error:
        raise UserError(file.of(str(error))) from None


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{STANDARD_INPUT}: not UTF-8 text (byte {error.start})") from None


def _is_file(argument: str) -> bool:
    try:
        return Path(argument).is_file()
    except OSError:  # longer than a file name may be
        return False
