"""Files that are either the old content or the new one, whatever kills the process."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from curriculum.errors import RunError

# EFBIG: the limit on a process's file size; DQUOT: the user's quota.
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


def is_full(error: OSError) -> bool:
    """Whether writing failed for want of space."""
    return error.errno in _FULL


@contextlib.contextmanager
def clear_write_errors(path: Path, error_type: type[RunError] = RunError) -> Iterator[None]:
    """Turn the `OSError` of a write into one line that says what could not be written, and why."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise error_type(
                f"no space left while writing {path}: what was written before is safe; "
                "free some space and resume the run"
            ) from error
        raise error_type(f"cannot write {path}: {error.strerror or error}") from error


@contextlib.contextmanager
def clear_read_errors(path: Path) -> Iterator[None]:
    """Turn the `OSError` of a read into one line that says what could not be read, and why."""
    try:
        yield
    except OSError as error:
        raise RunError(f"cannot read {path}: {error.strerror or error}") from error


def sync_directory(path: Path) -> None:
    """Make the names in a directory durable (a no-op where directories cannot be opened)."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def write_atomic(path: Path, text: str) -> None:
    """Replace a file's content in one step. Raises `RunError` when it cannot be written."""
    with clear_write_errors(path):
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp makes files private; a run directory is as readable as any other output.
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_directory(path.parent)


def write_json(path: Path, value: Any) -> None:
    """`write_atomic` of a JSON document."""
    write_atomic(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def append_json_line(path: Path, value: Any) -> None:
    """Append one JSON document as a line. Raises `RunError` when it cannot be written."""
    with clear_write_errors(path), path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(value, ensure_ascii=False) + "\n")
