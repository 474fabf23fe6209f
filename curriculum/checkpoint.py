"""Checkpoints that are whole or absent: a temporary folder, the manifest last, then a rename.

A checkpoint is a folder that `transformers` can load (weights, model configuration, tokenizer) with
two files beside: `state.pt` when training can go on from it (optimizer and random state), and
`manifest.json`, written last, with the size and SHA-256 of every other file, the run's
configuration, the source commit and the counters.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from curriculum.errors import CheckpointError
from curriculum.files import clear_write_errors, sync_directory, sync_file

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
STATE: Final = "state.pt"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a checkpoint says of itself. `counters`: steps, tokens and the like."""

    config: Mapping[str, Any]
    commit: str
    counters: Mapping[str, float]
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def save(
    path: Path,
    write: Callable[[Path], None],
    *,
    config: Mapping[str, Any],
    counters: Mapping[str, float],
) -> None:
    """Save a checkpoint at `path`, its files put into a given empty folder by `write`.

    Until the final rename nothing is at `path`. Raises `CheckpointError` when something is there
    already, when the disk is full, or when the folder cannot be written.
    """
    if path.exists():
        raise CheckpointError(f"{path} exists already: a checkpoint is never overwritten")
    with clear_write_errors(path, CheckpointError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        try:
            temporary.chmod(0o755)
            _write(temporary, write)
            _write_manifest(temporary, config, counters)
            temporary.rename(path)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        sync_directory(path.parent)


def _write(folder: Path, write: Callable[[Path], None]) -> None:
    """Run `write`; libraries in other languages report a full disk in exceptions of their own."""
    try:
        write(folder)
    except OSError:
        raise
    except Exception as error:
        # torch, safetensors and tokenizers wrap the operating system's error in their own types.
        wrapped = isinstance(error, RuntimeError) or type(error).__name__ == "SafetensorError"
        if not wrapped and type(error) is not Exception:
            raise
        raise CheckpointError(
            f"cannot write a checkpoint into {folder.parent} (a full disk?): {_one_line(error)}; "
            "what was written before is safe; resume the run when that is mended"
        ) from error


def _write_manifest(folder: Path, config: Mapping[str, Any], counters: Mapping[str, float]) -> None:
    files: dict[str, dict[str, Any]] = {}
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        sync_file(file)
        name = file.relative_to(folder).as_posix()
        files[name] = {"bytes": file.stat().st_size, "sha256": _digest(file)}
    manifest = folder / MANIFEST
    document = {
        "format": FORMAT,
        "commit": source_commit(),
        "counters": dict(counters),
        "config": dict(config),
        "files": files,
    }
    manifest.write_text(json.dumps(document, indent=2, ensure_ascii=False), encoding="utf-8")
    sync_file(manifest)
    sync_directory(folder)


def load(path: Path) -> Manifest:
    """The manifest of the checkpoint at `path`, after every file was checked against it.

    Raises `CheckpointError` (one line, with the file at fault) when it is missing, was written by
    another version, or any file is absent, truncated or altered.
    """
    manifest = path / MANIFEST
    remedy = "delete the folder and resume the run to train it again"
    try:
        document = json.loads(manifest.read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            raise CheckpointError(
                f"checkpoint {path} has format {document['format']}, this version reads {FORMAT}"
            )
        for name, expected in document["files"].items():
            file = path / name
            size = file.stat().st_size if file.is_file() else None
            if size is None:
                raise CheckpointError(f"checkpoint {path} lacks {name}: {remedy}")
            if size != expected["bytes"]:
                raise CheckpointError(
                    f"checkpoint {path} is damaged: {name} has {size} bytes instead of "
                    f"{expected['bytes']}: {remedy}"
                )
            if _digest(file) != expected["sha256"]:
                raise CheckpointError(f"checkpoint {path} is damaged: {name} was altered: {remedy}")
        return Manifest(
            config=document["config"],
            commit=document["commit"],
            counters=document["counters"],
            files=document["files"],
        )
    except FileNotFoundError:
        raise CheckpointError(f"no checkpoint at {path} (no {MANIFEST})") from None
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, UnicodeDecodeError):
        raise CheckpointError(f"checkpoint {path} has a damaged {MANIFEST}: {remedy}") from None
    except OSError as error:
        raise CheckpointError(f"cannot read checkpoint {path}: {error.strerror or error}") from None


def exists(path: Path) -> bool:
    """Whether a checkpoint was saved at `path` (it may be damaged since: `load` tells)."""
    return path.is_dir()


def remove_leftovers(folder: Path) -> None:
    """Delete the temporary folders of saves that were killed."""
    if folder.is_dir():
        for left in folder.glob(".*"):
            with contextlib.suppress(OSError):
                shutil.rmtree(left)


def source_commit() -> str:
    """The commit of the source tree this package runs from; empty when there is none."""
    root = Path(__file__).resolve().parent.parent
    if not (root / ".git").exists():
        return ""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "HEAD"],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _one_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return text[0] if text else type(error).__name__
