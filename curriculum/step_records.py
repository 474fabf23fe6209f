"""Proof steps from elsewhere, one JSON object a line: what a tactic was given, and what it left.

A record has `theorem`, `state` and `tactic`; it may have `state_after` (`no goals` where the tactic
finished), `split` (`train`, `val` or `test`), `premises` (full names) and `origin` (where it is
from). Other fields are ignored.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from curriculum.dataset import Example
from curriculum.errors import DatasetError
from curriculum.files import clear_read_errors, clear_write_errors, sync_directory
from prover.prompt import PROOFSTEP

NO_GOALS: Final = "no goals"
TRAIN: Final = "train"
LEVEL: Final = "records"  # the level that examples from records belong to
_GAP: Final = re.compile(r"\b(?:sorry|admit|stop)\b")
_TEXTS: Final = ("theorem", "state", "tactic", "state_after", "split", "origin")


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One proof step. What is not known is empty."""

    theorem: str
    state: str
    tactic: str
    state_after: str = ""
    split: str = ""
    premises: tuple[str, ...] = ()
    origin: str = ""


def unusable(tactic: str, state: str) -> str:
    """Why a recorded tactic is nothing to learn from; empty if it is.

    Blocks under `·` are left out, as LeanDojo's benchmark does: their tactics are steps already.
    """
    if not tactic:
        return "without text"
    if not state or state == NO_GOALS:
        return "with no goals before them"
    if _GAP.search(tactic):
        return "with sorry or admit"
    return "blocks under ·" if tactic.startswith("·") else ""


def read_steps(path: Path) -> Iterator[StepRecord]:
    """The records of a file, one at a time. Raises `DatasetError`, naming the line, and `RunError`
    when the file cannot be read."""
    with clear_read_errors(path), path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _record(line, f"{path}:{number}")


def step_examples(path: Path) -> list[Example]:
    """Training examples of the records that are not of a `val` or `test` split, no duplicates.

    Raises `DatasetError` when the file has none.
    """
    examples: dict[tuple[str, str], Example] = {}
    for record in _to_learn(path):
        example = Example(PROOFSTEP, record.theorem, record.state, record.tactic, LEVEL)
        examples.setdefault((record.state, record.tactic), example)
    if not examples:
        raise DatasetError(f"{path}: no record to train on (of no split, or of the split `train`)")
    return list(examples.values())


def copy_for_training(path: Path, target: Path) -> None:
    """Copy the records that `step_examples` takes to another file.

    Raises `DatasetError` and `RunError` as reading does, and `RunError` when `target` cannot be
    written.
    """
    with clear_write_errors(target), StepWriter(target) as out:
        for record in _to_learn(path):
            out.add(record)


class StepWriter:
    """Writes records to a file that appears when all are written, and is not there otherwise.

    A record that repeats the state and the tactic of another one of its split is left out. Used as
    a context; `add` and the end raise `OSError` when the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # Digests, not texts: a benchmark's states take gigabytes.
        self._known: set[bytes] = set()
        self._file: IO[str] | None = None
        self._temporary = path
        self.written = 0
        self.duplicates = 0

    def __enter__(self) -> StepWriter:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with _about(self._path):
            descriptor, name = tempfile.mkstemp(
                prefix=f".{self._path.name}.", dir=self._path.parent
            )
        self._temporary = Path(name)
        self._file = os.fdopen(descriptor, "w", encoding="utf-8")
        return self

    def add(self, record: StepRecord) -> None:
        """Write one record, unless it repeats another."""
        assert self._file is not None
        text = "\0".join((record.split, record.state, record.tactic))
        digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
        if digest in self._known:
            self.duplicates += 1
            return
        self._known.add(digest)
        fields = {key: value for key, value in asdict(record).items() if value}
        self._file.write(json.dumps(fields, ensure_ascii=False) + "\n")
        self.written += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._file is not None
        try:
            with self._file:
                if kind is None:
                    self._file.flush()
                    os.fsync(self._file.fileno())
            if kind is None:
                with _about(self._path):
                    self._temporary.chmod(0o644)
                    self._temporary.replace(self._path)
                sync_directory(self._path.parent)
        finally:
            with contextlib.suppress(FileNotFoundError):
                self._temporary.unlink()


@contextlib.contextmanager
def _about(path: Path) -> Iterator[None]:
    """Let an `OSError` name this file instead of the temporary one that stands in for it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _to_learn(path: Path) -> Iterator[StepRecord]:
    return (record for record in read_steps(path) if record.split in ("", TRAIN))


def _record(line: bytes, where: str) -> StepRecord:
    try:
        document = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DatasetError(f"{where}: not valid JSON ({error})") from None
    if not isinstance(document, dict):
        raise DatasetError(f"{where}: not a JSON object")
    for key in ("theorem", "state", "tactic"):
        if not document.get(key):
            raise DatasetError(f"{where}: no {key}")
    fields: dict[str, Any] = {key: document[key] for key in _TEXTS if key in document}
    for key, value in fields.items():
        if not isinstance(value, str):
            raise DatasetError(f"{where}: {key} is not a string")
        if any("\ud800" <= c <= "\udfff" for c in value):
            raise DatasetError(f"{where}: {key} is not valid Unicode text")
    premises = document.get("premises", [])
    if not isinstance(premises, list) or not all(isinstance(p, str) for p in premises):
        raise DatasetError(f"{where}: premises are not a list of strings")
    return StepRecord(**fields, premises=tuple(premises))
