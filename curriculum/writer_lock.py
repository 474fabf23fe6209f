"""One writer a run: an advisory lock that the operating system drops when its holder dies."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from curriculum.errors import LedgerError


class WriterLock:
    """Held from construction to `release`, on a file beside the one it guards.

    Raises `LedgerError` when another process holds it or it cannot be made.
    """

    def __init__(self, guarded: Path) -> None:
        path = guarded.with_name(f".{guarded.name}.lock")
        try:
            self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
        except OSError as error:
            raise LedgerError(f"cannot open {guarded}: {error.strerror or error}") from None
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._descriptor)
            raise LedgerError(f"another process is writing {guarded}") from None

    def release(self) -> None:
        """Let others write; calling it twice is harmless."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
