"""What is shown while one waits: progress on stderr, so that stdout holds results only.

On a terminal bars and spinners; elsewhere a plain line now and then, so that a log says how far it
is.
"""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Protocol

EVERY_S = 30.0  # between two lines where there is no terminal


class Bar(Protocol):
    """A progress bar: `advance` by one and say what the count is so far."""

    def advance(self, note: str = "") -> None:
        """One more is done; `note` stands beside the bar."""
        ...


class _Counted:
    """What a log is told of a bar."""

    def __init__(self, what: str, total: int) -> None:
        self._what = what
        self._total = total
        self._done = 0
        self._note = ""

    def advance(self, note: str = "") -> None:
        self._done += 1
        self._note = note or self._note

    def line(self) -> str:
        count = f"{self._done} of {self._total}"
        return f"{self._what}: {count}" + (f", {self._note}" if self._note else "")


@contextlib.contextmanager
def now_and_then(
    line: Callable[[], str], write: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Write `line()` and the seconds that it takes so far, every `EVERY_S` seconds, to stderr."""
    done = threading.Event()
    began = time.monotonic()
    interval = EVERY_S

    def tell() -> None:
        while not done.wait(interval):
            text = f"{line()} ({time.monotonic() - began:.0f} s)"
            if write is None:
                print(text, file=sys.stderr, flush=True)
            else:
                write(text)

    thread = threading.Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@contextlib.contextmanager
def progress_bar(what: str, total: int) -> Iterator[Bar]:
    """A bar on stderr for `total` pieces of work; a line now and then when it is no terminal."""
    if not sys.stderr.isatty():
        counted = _Counted(what, total)
        with now_and_then(counted.line):
            yield counted
        return
    # rich is imported only when something is shown: it would double the start-up of `prove`.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total, note="")

        class _Shown:
            def advance(self, note: str = "") -> None:
                progress.update(task, advance=1, note=note)

        yield _Shown()


@contextlib.contextmanager
def waiting(what: str) -> Iterator[None]:
    """A spinner on stderr while something of unknown length runs; appears after a second."""
    if not sys.stderr.isatty():
        with now_and_then(lambda: what):
            yield
        return
    done = threading.Event()

    def spin() -> None:
        if done.wait(1.0):
            return
        from rich.console import Console

        with Console(stderr=True).status(what):
            done.wait()

    thread = threading.Thread(target=spin, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
