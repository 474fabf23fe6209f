"""A run's directory: what is in it, and opening it to start or to resume.

run.json          format, configuration, source commit
ledger.sqlite     statements, attempts, proofs
control.sqlite    the control's ledger, where one was run
checkpoints/      theta_0, theta_1, …
records.jsonl     proof steps from elsewhere that seed θ_0, where there are any
metrics.jsonl     one line a training step
summary.json      the table of results, written at the end
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from curriculum.checkpoint import source_commit
from curriculum.config import TrainConfig, differences, parse_config
from curriculum.errors import ConfigError, RunError
from curriculum.files import clear_read_errors, clear_write_errors, write_atomic, write_json

FORMAT: Final = 1
RUN_FILE: Final = "run.json"
LEDGER: Final = "ledger.sqlite"
CONTROL_LEDGER: Final = "control.sqlite"
RECORDS: Final = "records.jsonl"
METRICS: Final = "metrics.jsonl"
SUMMARY: Final = "summary.json"

_NAMED: Final = 8  # keys in a message
_SHOWN: Final = 40  # characters of a value in it


def stored_config(run_dir: Path) -> TrainConfig:
    """The configuration of an existing run.

    Raises `RunError` when there is no run, or it was made by another version of the program.
    """
    file = run_dir / RUN_FILE
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        version = document["format"]
        config = document["config"]
    except (FileNotFoundError, NotADirectoryError):
        inside = sorted(str(found.parent) for found in run_dir.glob(f"*/{RUN_FILE}"))
        hint = f"; the runs in it: {', '.join(inside)}" if inside else ""
        raise RunError(f"{run_dir} is not a run directory (no {RUN_FILE}){hint}") from None
    except OSError as error:
        raise RunError(f"cannot read {file}: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError):
        raise RunError(f"{file} is damaged: not the JSON document of a run") from None
    if version != FORMAT:
        raise RunError(
            f"{run_dir} is a run of version {version}, this program reads version {FORMAT}: start "
            "a new run, or use the program that wrote it"
        )
    try:
        return parse_config(config, str(file))
    except ConfigError as error:
        raise RunError(
            f"{run_dir} was written by another version of the program: {error}"
        ) from None


def check_free(run_dir: Path) -> None:
    """Raise `RunError` when a new run cannot begin in `run_dir`: there is something already."""
    if not run_dir.exists():
        return
    if not run_dir.is_dir():
        raise RunError(f"{run_dir} is a file: choose another place for the run's directory")
    if (run_dir / RUN_FILE).exists():
        raise RunError(
            f"{run_dir} is a run already: go on with it (prover train --resume {run_dir}), or "
            "choose another directory (--run)"
        )
    with clear_read_errors(run_dir):
        if any(run_dir.iterdir()):
            raise RunError(f"{run_dir} is not empty: choose another directory (--run)")


def start(run_dir: Path, config: TrainConfig) -> None:
    """Make the directory of a new run. Raises `RunError` when there is something in it already."""
    check_free(run_dir)
    with clear_write_errors(run_dir):
        run_dir.mkdir(parents=True, exist_ok=True)
    write_json(
        run_dir / RUN_FILE,
        {"format": FORMAT, "commit": source_commit(), "config": config.model_dump(mode="json")},
    )


def forget_steps(run_dir: Path, k: int, reached: int) -> None:
    """Drop from the metrics what a killed training of θ_k did behind the step it goes on from."""
    file = run_dir / METRICS
    if not file.exists():
        return
    with clear_read_errors(file):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    kept = [line for line in lines if not _is_later(line, k, reached)]
    if kept != lines:
        write_atomic(file, "".join(kept))


def _is_later(line: str, k: int, reached: int) -> bool:
    try:
        figures = json.loads(line)
    except ValueError:  # half a line: a kill, or a full disk
        return True
    return bool(figures["iteration"] == k and figures["step"] > reached)


def resume(run_dir: Path, config: TrainConfig) -> None:
    """Check that a run may go on with `config`.

    Raises `RunError`, with both values of every key that differs, when there is no run or it was
    begun with another configuration; only the workers may change.
    """
    changed = differences(stored_config(run_dir), config)
    if changed:
        told = [f"{d.key} ({_shown(d.old)} there, {_shown(d.new)} now)" for d in changed[:_NAMED]]
        if len(changed) > _NAMED:
            told.append(f"{len(changed) - _NAMED} more")
        raise RunError(
            f"{run_dir} was begun with other values of {', '.join(told)}: a run goes on with its "
            "own configuration (only workers.* may change), another needs another directory (--run)"
        )


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
