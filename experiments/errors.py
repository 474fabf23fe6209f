"""What the command line tells the user when something goes wrong: one line, and an exit code."""

from __future__ import annotations

import difflib
import errno
import signal
from collections.abc import Iterable
from typing import Final

DONE: Final = 0
NOT_PROVED: Final = 1
BAD_INPUT: Final = 2
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141  # what a shell reports for a program that SIGPIPE ended

# EFBIG: the limit on a process's file size; DQUOT: the user's quota.
_FULL: Final = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class UserError(Exception):
    """A mistake or a circumstance the user can mend; the message says what and where."""


def ignore_interrupts() -> None:
    """Let further interrupts change nothing: what is left to say is short and must be said."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def explain(error: BaseException) -> str | None:
    """The one line to show for an error the user can act on; None for a bug.

    Knows the project's own errors (`UserError`, the run's, the statement's) and the operating
    system's about a named file or a full disk.
    """
    if isinstance(error, UserError):
        return one_line(str(error))
    if isinstance(error, OSError):
        return _explain_os_error(error)
    # Imported only now: these packages are not needed to print help.
    from curriculum.errors import RunError
    from lean_env.types import EnvironmentCrashed, EnvironmentUnavailable, StatementError

    if isinstance(error, RunError | StatementError):
        return one_line(str(error))
    if isinstance(error, EnvironmentUnavailable):
        return one_line(f"the environment does not run: {error}")
    if isinstance(error, EnvironmentCrashed):
        return one_line(f"the environment crashed: {error}")
    return None


def _explain_os_error(error: OSError) -> str | None:
    if error.errno in _FULL:
        where = f" while writing {error.filename}" if error.filename else ""
        return f"no space left on the disk{where}: what was written before is safe"
    if error.filename is not None and error.strerror:
        return one_line(f"{error.filename}: {error.strerror}")
    return None


def one_line(text: str) -> str:
    """The text with every run of white space, line ends included, made one space."""
    return " ".join(text.split())


def nearest(word: str, known: Iterable[str]) -> str:
    """` (did you mean …?)` with the word that `word` begins or is most like; empty when none."""
    names = list(known)
    near = [name for name in names if word and name.startswith(word)]
    near = near or difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    return f" (did you mean {near[0]}?)" if near else ""
