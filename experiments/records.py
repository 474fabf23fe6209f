"""Records of .jsonl files, each with the line it stands on."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from experiments.errors import UserError
from experiments.places import Place

LEAN_BYTES: Final = 10_000_000  # the largest files of Mathlib have less than 200,000
FIELD_CHARS: Final = 1_000_000  # a proof that is longer than a fifth of this is refused anyway


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a .jsonl file: its fields, or what is wrong with it (`problem`: where and what).

    `named` says whether its name is its own, not made of its line.
    """

    place: Place
    name: str
    fields: dict[str, str]
    problem: str = ""
    named: bool = True


def read_text(path: Path) -> str:
    """The text of a file.

    Raises `UserError` when it is not there, not UTF-8, or Lean that Lean itself would not read or
    that nobody wrote.
    """
    try:
        if path.suffix == ".lean" and path.stat().st_size > LEAN_BYTES:
            raise UserError(
                f"{path}: {path.stat().st_size / 1e6:.0f} MB; of Lean at most "
                f"{LEAN_BYTES / 1e6:.0f} MB are read from one file: split it"
            )
        data = path.read_bytes()
        if data.startswith(codecs.BOM_UTF8):
            if path.suffix == ".lean":
                raise UserError(
                    f"{path}: it begins with a byte order mark, which Lean does not read: "
                    "save it as UTF-8 without one"
                )
            data = data.removeprefix(codecs.BOM_UTF8)
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: not UTF-8 text (byte {error.start})") from None
    except FileNotFoundError:
        raise UserError(f"{path}: no such file") from None
    except OSError as error:
        raise UserError(f"{path}: {error.strerror or error}") from None


def holds_records(path: Path) -> bool:
    """Whether a file is of records (.jsonl), not of Lean.

    Raises `UserError` for a file of another kind: any text can be read as Lean that says nothing.
    What is no regular file (a pipe) is taken as Lean; what is not there is told when it is read.
    """
    if path.suffix not in (".lean", ".jsonl") and path.is_file():
        raise UserError(f"{path}: a .lean file, or a .jsonl file of records, is expected")
    return path.suffix == ".jsonl"


def read_records(path: Path, required: tuple[str, ...], optional: tuple[str, ...]) -> list[Record]:
    """The records of a file, empty lines left out. A malformed one has a `problem`.

    `required` and `optional` fields must be strings (an absent optional one is empty); other
    fields are ignored. Raises `UserError` when the file cannot be read or has no record.
    """
    records = list(_parse(path, read_text(path), required, optional))
    if not records:
        raise UserError(f"{path}: no records (one JSON object a line is expected)")
    return records


def _parse(
    path: Path, text: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> Iterator[Record]:
    # Not splitlines(): a JSON string may hold U+2028 and its like, which are no line ends here.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = Place(path, number)
        try:
            document = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            yield _malformed(place, f"not valid JSON ({what})")
            continue
        if not isinstance(document, dict):
            yield _malformed(place, "not a JSON object")
            continue
        yield _record(place, document, required, optional)


def _malformed(place: Place, what: str, name: str = "") -> Record:
    return Record(place, name or f"line {place.line}", {}, f"{place}: {what}", named=bool(name))


def _record(
    place: Place, document: dict[str, Any], required: tuple[str, ...], optional: tuple[str, ...]
) -> Record:
    stated = document.get("name")
    name = stated if isinstance(stated, str) else ""
    fields = {}
    for key in (*required, *optional):
        value = document.get(key)
        if value is None and key in optional:
            value = ""
        if value is None:
            return _malformed(place, f"no {key}", name)
        if not isinstance(value, str):
            return _malformed(place, f"{key} is not a string", name)
        if key in required and not value.strip():
            return _malformed(place, f"{key} is empty", name)
        if len(value) > FIELD_CHARS:
            longest = f"at most {FIELD_CHARS:,} are read"
            return _malformed(place, f"{key} has {len(value):,} characters; {longest}", name)
        if any("\ud800" <= c <= "\udfff" for c in value):
            return _malformed(place, f"{key} is not valid Unicode text", name)
        fields[key] = value
    return Record(place, name or f"line {place.line}", fields, named=bool(name))
