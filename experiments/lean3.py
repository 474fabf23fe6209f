"""Theorems of Lean 3 as users name them: declarations of the library that lean-gym has loaded.

They have no statement here: it is the library's. So a record of a `.jsonl` file needs a `name` only
(a miniF2F record's Lean 4 statement is not used); `open` lists the namespaces to open for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from experiments.errors import UserError, one_line
from experiments.places import Place
from experiments.records import Record, read_records, read_text
from experiments.theorems import Candidate, Claim
from lean_env.lean_gym.declarations import declaration
from lean_env.lean_gym.scripts import as_block
from lean_env.types import StatementError, Theorem, Verdict, VerdictKind

ENVIRONMENT: Final = "lean-gym"


def declaration_argument(argument: str, opens: Sequence[str]) -> Theorem:
    """The theorem of a command-line argument. Raises `UserError` for what cannot be a name."""
    try:
        return declaration(argument.strip(), tuple(opens))
    except StatementError as error:
        raise UserError(one_line(str(error))) from None


def read_declarations(path: Path, opens: Sequence[str]) -> list[Candidate]:
    """The declarations of a `.jsonl` file (name, open), or of a text file, one a line.

    A line of a text file is a name, or lean-gym's `name, imports, open namespaces`. `opens` are
    opened for all of them. Raises `UserError` when the file cannot be read or has a malformed
    record.
    """
    if path.suffix == ".jsonl":
        records = read_records(path, ("name",), ("open",))
    else:
        records = list(_lines(path))
    for record in records:
        if record.problem:
            raise UserError(record.problem)
    return [_candidate(record, opens) for record in records]


def read_declaration_claims(path: Path, opens: Sequence[str]) -> list[Claim]:
    """The claims of a `.jsonl` file: name, open, and proof, a Lean 3 script.

    Raises `UserError` when the file cannot be read or is of another kind.
    """
    if path.suffix != ".jsonl":
        raise UserError(
            f"{path}: with --env lean-gym a .jsonl file is expected, one record a line with the "
            "name of a declaration and proof, its Lean 3 tactics"
        )
    claims = []
    for record in read_records(path, ("name", "proof"), ("open",)):
        if record.problem:
            error = Verdict(VerdictKind.ERROR, record.problem)
            claims.append(Claim(record.name, verdict=error))
            continue
        candidate = _candidate(record, opens)
        if candidate.problem:
            error = Verdict(VerdictKind.ERROR, record.place.of(candidate.problem))
            claims.append(Claim(record.name, verdict=error))
        else:
            proof = _unwrapped(record.fields["proof"])
            claims.append(Claim(record.name, ((candidate.theorem, proof),)))
    return claims


def proof_text(theorem: Theorem, proof: str) -> str:
    """A proof as Lean 3 source: what it proves, and the block to put there."""
    opened = f" ({theorem.header})" if theorem.header else ""
    return f"-- {theorem.name}{opened}\n{as_block(proof)}"


def _candidate(record: Record, opens: Sequence[str]) -> Candidate:
    name, own = record.name, record.fields.get("open", "").split()
    try:
        theorem = declaration(name, tuple(dict.fromkeys([*opens, *own])))
    except StatementError as error:
        return Candidate(Theorem(name, name), record.place, one_line(str(error)))
    return Candidate(theorem, record.place)


def _lines(path: Path) -> list[Record]:
    records = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        name, _, rest = line.partition(",")
        if name.strip() and not name.lstrip().startswith("#"):
            fields = {"open": rest.rpartition(",")[2].strip()}
            records.append(Record(Place(path, number), name.strip(), fields))
    if not records:
        raise UserError(f"{path}: no names (one declaration a line is expected)")
    return records


def _unwrapped(proof: str) -> str:
    """The tactics of a proof that may stand in `begin … end`."""
    text = proof.strip()
    if text.startswith("begin") and text.endswith("end") and text[5:6].isspace():
        return text[5:-3].strip("\n ")
    return text
