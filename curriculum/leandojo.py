"""LeanDojo's traced theorems, as in its Benchmark 4, to proof-step records.

Yang et al. 2023, "LeanDojo: Theorem Proving with Retrieval-Augmented Language Models": a file is
one JSON list of theorems, hundreds of MB of it, so it is read theorem by theorem. A benchmark has
the folders `random` and `novel_premises`, two splits of the same theorems, with `train.json`,
`val.json` and `test.json` each.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from curriculum.errors import DatasetError
from curriculum.files import clear_read_errors
from curriculum.step_records import StepRecord, unusable

SPLITS: Final = ("train", "val", "test")
PARTITIONS: Final = ("random", "novel_premises")


class _Model(BaseModel):
    # Newer exports have more fields than are used here.
    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class Premise(_Model):
    """A declaration that a tactic names, and where it is defined."""

    full_name: str
    def_path: str | None = None
    def_pos: list[int] | None = None


class TracedTactic(_Model):
    """One tactic, and the states before and after it as Lean printed them.

    `annotated_tactic` is the tactic with its premises in `<a>…</a>`, and the premises.
    """

    tactic: str
    state_before: str
    state_after: str
    annotated_tactic: list[str | list[Premise]] = []

    @property
    def premises(self) -> tuple[str, ...]:
        """The full names of the premises, each once, in the order in which they are named."""
        named = (p for part in self.annotated_tactic if isinstance(part, list) for p in part)
        return tuple(dict.fromkeys(premise.full_name for premise in named))


class TracedTheorem(_Model):
    """One theorem of a traced repository; the list of tactics is empty for a proof by a term."""

    url: str
    commit: str
    file_path: str
    full_name: str
    traced_tactics: list[TracedTactic]
    start: list[int] | None = None
    end: list[int] | None = None


def split_of(path: Path) -> str:
    """The split that a file's name says: `train`, `val`, `test`, or empty."""
    return path.stem if path.stem in SPLITS else ""


def partition_of(path: Path) -> str:
    """Which way of splitting a file belongs to, by its folder: see `PARTITIONS`; else empty."""
    return path.resolve().parent.name if path.resolve().parent.name in PARTITIONS else ""


def read_benchmark(
    path: Path, advanced: Callable[[int], None] = lambda position: None
) -> Iterator[TracedTheorem]:
    """The theorems of a file, one at a time; `advanced` gets the bytes read so far.

    Raises `DatasetError`, which names the file, the theorem's number from 1 and its name, and
    `RunError` when the file cannot be read.
    """
    import ijson

    with clear_read_errors(path), path.open("rb") as file:
        first = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        if first != b"[":
            raise DatasetError(f"{path}: not a JSON list of theorems (LeanDojo Benchmark 4)")
        file.seek(0)
        items = ijson.items(file, "item", use_float=True)
        for number in itertools.count(1):
            try:
                item = next(items)
            except StopIteration:
                return
            except (ijson.JSONError, UnicodeDecodeError) as error:
                # The parser reads ahead: the place is not known better than this.
                raise DatasetError(
                    f"{path}: theorem {number} or later, before byte {file.tell():,}: "
                    f"not valid JSON ({_first_line(error)})"
                ) from None
            yield parse_theorem(item, f"{path}: theorem {number}")
            advanced(file.tell())


def parse_theorem(item: Any, where: str) -> TracedTheorem:
    """One theorem out of plain data. Raises `DatasetError` that begins with `where`."""
    try:
        return TracedTheorem.model_validate(item)
    except ValidationError as error:
        problem = error.errors()[0]
        name = item.get("full_name") if isinstance(item, dict) else None
        named = f" ({name})" if isinstance(name, str) else ""
        key = ".".join(str(part) for part in problem["loc"])
        raise DatasetError(
            f"{where}{named}: " + (f"{key}: " if key else "") + str(problem["msg"])
        ) from None


def steps(theorem: TracedTheorem, split: str, skipped: Counter[str]) -> Iterator[StepRecord]:
    """The proof steps of a theorem; `skipped` counts the others by the reason."""
    origin = f"{theorem.url}@{theorem.commit}:{theorem.file_path}"
    for traced in theorem.traced_tactics:
        tactic, state = traced.tactic.strip(), traced.state_before.strip()
        why = unusable(tactic, state)
        if why:
            skipped[why] += 1
        else:
            after = traced.state_after.strip()
            yield StepRecord(
                theorem.full_name, state, tactic, after, split, traced.premises, origin
            )


def _first_line(error: Exception) -> str:
    text = error.args[0] if error.args else ""
    decoded = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return decoded.split("\n", 1)[0].strip() or type(error).__name__
