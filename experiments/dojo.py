"""Theorems of a repository that LeanDojo has traced, as users name them: file and full name.

They have no statement here: it is the file's. On the command line a theorem is
`Some/File.lean:Full.name`; in a `.jsonl` file it is `file_path` and `full_name`, as in LeanDojo's
own benchmark.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Final

from experiments.errors import UserError, one_line
from experiments.records import Record, read_records
from experiments.theorems import Candidate, Claim
from lean_env.dojo.location import named
from lean_env.types import StatementError, Theorem, Verdict, VerdictKind

_NAMED: Final = ("file_path", "full_name")


def place_argument(argument: str) -> Theorem:
    """The theorem of a command-line argument. Raises `UserError` for what names none."""
    try:
        return named(argument)
    except StatementError as error:
        raise UserError(one_line(str(error))) from None


def read_places(path: Path) -> list[Candidate]:
    """The theorems of a `.jsonl` file. Raises `UserError` when it is malformed."""
    records = _records(path, _NAMED)
    for record in records:
        if record.problem:
            raise UserError(record.problem)
    return [_candidate(record) for record in records]


def read_place_claims(path: Path) -> list[Claim]:
    """The claims of a `.jsonl` file: a theorem's place, and `proof`, what follows `by`.

    Raises `UserError` when the file cannot be read or is of another kind.
    """
    claims = []
    for record in _records(path, (*_NAMED, "proof")):
        candidate = None if record.problem else _candidate(record)
        problem = record.problem
        if candidate is not None and candidate.problem:
            problem = record.place.of(candidate.problem)
        if candidate is None or problem:
            claims.append(Claim(record.name, verdict=Verdict(VerdictKind.ERROR, problem)))
        else:
            theorem = candidate.theorem
            claims.append(Claim(theorem.name, ((theorem, record.fields["proof"]),)))
    return claims


def place_text(theorem: Theorem, proof: str) -> str:
    """A proof as Lean source: what it proves, and what to put behind the statement's `:=`."""
    body = textwrap.indent(textwrap.dedent(proof).strip("\n"), "  ")
    return f"-- {theorem.statement}\nby\n{body}\n"


def _records(path: Path, required: tuple[str, ...]) -> list[Record]:
    if path.suffix != ".jsonl":
        raise UserError(
            f"{path}: with --env dojo a .jsonl file is expected, one record a line with "
            f"{', '.join(required)}"
        )
    return read_records(path, required, ())


def _candidate(record: Record) -> Candidate:
    text = f"{record.fields['file_path']}:{record.fields['full_name']}"
    try:
        return Candidate(named(text), record.place)
    except StatementError as error:
        return Candidate(Theorem(text, text), record.place, one_line(str(error)))
