"""What is shown while one waits: progress on stderr, so that stdout holds results only."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Protocol


class Bar(Protocol):
    """A progress bar: `advance` by one and say what the count is so far."""

    def advance(self, note: str = "") -> None:
        """One more is done; `note` stands beside the bar."""
        ...


class _Silent:
    def advance(self, note: str = "") -> None:
        pass


@contextlib.contextmanager
def progress_bar(what: str, total: int) -> Iterator[Bar]:
    """A bar on stderr for `total` pieces of work; nothing when stderr is no terminal."""
    import sys

    if not sys.stderr.isatty():
        yield _Silent()
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
    import sys
    import threading

    if not sys.stderr.isatty():
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
