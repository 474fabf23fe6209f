"""`prover data import`: proof steps out of LeanDojo's benchmark files and of Lean files."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from curriculum.leandojo import PARTITIONS, SPLITS, partition_of, read_benchmark, split_of, steps
from curriculum.step_records import StepRecord, StepWriter
from experiments.console import progress_bar
from experiments.errors import DONE, NOT_PROVED, UserError

_MB = 1_000_000


@dataclass
class Tally:
    """What was imported, and what was left out by the reason.

    `theorems` were read; `used` are those that a record is of, by where they are from and name.
    """

    theorems: int = 0
    used: set[tuple[str, str]] = field(default_factory=set)
    steps: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 1 when the files hold no proof step."""
    files = find_files([Path(name) for name in options.files])
    tally = Tally()
    with writer(Path(options.out), replace=options.force) as out:
        for path in files:
            if path.suffix == ".lean":
                from experiments.data_lean import lean_steps

                found = lean_steps(path, options, tally)
            else:
                found = _benchmark_steps(path, options.split, tally)
            write(found, out, tally)
    return report(Path(options.out), tally, out.duplicates, as_json=options.json)


def find_files(given: Sequence[Path]) -> list[Path]:
    """The files to read; a folder stands for its `train.json`, `val.json`, `test.json`.

    Raises `UserError` for what is not there, of an unknown kind, or of both partitions of a
    benchmark: the test theorems of one are train theorems of the other.
    """
    files: list[Path] = []
    for path in given:
        if path.is_dir():
            inside = [path / f"{name}.json" for name in SPLITS if (path / f"{name}.json").is_file()]
            if not inside:
                parts = [name for name in PARTITIONS if (path / name).is_dir()]
                hint = f"; name one of its folders: {', '.join(parts)}" if parts else ""
                raise UserError(f"{path}: no train.json, val.json or test.json in it{hint}")
            files += inside
        elif not path.exists():
            raise UserError(f"{path}: no such file")
        elif path.suffix not in (".json", ".lean"):
            raise UserError(f"{path}: a .json file of LeanDojo's or a .lean file is expected")
        else:
            files.append(path)
    partitions = {name for name in map(partition_of, files) if name}
    if len(partitions) > 1:
        raise UserError(
            f"{' and '.join(sorted(partitions))} split the same theorems in two ways: "
            "import one of them, or theorems to test on are trained on"
        )
    return files


def writer(path: Path, *, replace: bool) -> StepWriter:
    """A writer of records to `path`. Raises `UserError` when that would replace a file unasked."""
    if path.is_dir():
        raise UserError(f"--out {path}: that is a folder")
    if path.exists() and not replace:
        raise UserError(f"--out {path}: there is a file already (--force replaces it)")
    return StepWriter(path)


def write(records: Iterable[StepRecord], out: StepWriter, tally: Tally) -> None:
    """Write records, and count those that are new."""
    for record in records:
        before = out.written
        out.add(record)
        if out.written > before:
            tally.steps[record.split] += 1
            tally.used.add((record.origin, record.theorem))


def report(path: Path, tally: Tally, duplicates: int, *, as_json: bool) -> int:
    """Print what came of it; returns the exit code."""
    total = tally.steps.total()
    skipped = {"duplicates": duplicates, **tally.skipped}
    if as_json:
        document = {
            "out": str(path),
            "theorems": tally.theorems,
            "theorems_with_steps": len(tally.used),
            "steps": total,
            "splits": dict(tally.steps),
            "left_out": skipped,
        }
        print(json.dumps(document, ensure_ascii=False))
        return DONE if total else NOT_PROVED
    splits = ", ".join(f"{count:,} {name}" for name, count in tally.steps.items() if name and count)
    named = f" ({splits})" if splits else ""
    theorems = f"{len(tally.used):,} of {tally.theorems:,} theorems"
    print(f"{path}: {total:,} proof steps{named} of {theorems}")
    left = ", ".join(f"{count:,} {reason}" for reason, count in skipped.items() if count)
    if left:
        print(f"left out: {left}")
    return DONE if total else NOT_PROVED


def _benchmark_steps(path: Path, split: str | None, tally: Tally) -> Iterator[StepRecord]:
    chosen = split_of(path) if split is None else split
    with progress_bar(f"importing {path.name} (MB)", path.stat().st_size // _MB) as bar:
        shown = 0

        def advanced(position: int) -> None:
            nonlocal shown
            while shown < position // _MB:
                bar.advance()
                shown += 1

        for theorem in read_benchmark(path, advanced):
            tally.theorems += 1
            yield from steps(theorem, chosen, tally.skipped)
