"""A training run as one watches it: a bar for each phase on a terminal, else lines.

Without a terminal every phase has a line when it begins, one now and then, and one when it ends. On
a terminal one when it ends, and one where it goes on with what an earlier process began.
"""

from __future__ import annotations

import contextlib
import sys
import time
from types import TracebackType
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from experiments.console import now_and_then

_PHASES: Final = {
    "seeds": "replaying the seeds' proofs",
    "train": "training θ_{k}",
    "evaluate": "held-out statements with θ_{k}",
    "attempts": "further attempts with θ_{k}",
    "search": "train statements with θ_{k}",
    "control": "control: held-out statements with θ_{k}",
}


class ShownProgress:
    """Shows a run's phases on stderr (see `curriculum.progress.Progress`)."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._task: TaskID | None = None
        self._lines = contextlib.ExitStack()
        self._what = ""
        self._began = 0.0
        self._done = self._total = 0
        self._note = ""

    def begin(self, iteration: int, phase: str, total: int, done: int) -> None:
        """Show a new bar."""
        self._what = _PHASES.get(phase, phase + " θ_{k}").format(k=iteration)
        self._began = time.monotonic()
        self._done, self._total, self._note = done, total, ""
        self._task = self._bars.add_task(self._what, total=total, completed=done, note="")
        if done:
            self.message(f"{self._what}: goes on from {done:,} of {total:,}")
        elif not sys.stderr.isatty():
            self.message(f"{self._what}: {total:,} to do")
        if not sys.stderr.isatty():
            self._lines.enter_context(now_and_then(self._where, self.message))

    def advance(self, done: int, note: str = "") -> None:
        """Move the bar."""
        self._done, self._note = done, note or self._note
        if self._task is not None:
            self._bars.update(self._task, completed=done, note=note)

    def end(self, note: str = "") -> None:
        """Replace the bar with a line."""
        self._lines.close()
        if self._task is not None:
            self._bars.remove_task(self._task)
            self._task = None
        seconds = time.monotonic() - self._began
        # A phase that an error or an interrupt ends is told of, too, while that is on its way.
        stopped = "stopped" if sys.exc_info()[0] is not None else ""
        told = ", ".join(part for part in (note, stopped) if part) or "done"
        self.message(f"{self._what}: {told} ({seconds:.0f} s)")

    def _where(self) -> str:
        count = f"{self._done:,} of {self._total:,}"
        return f"{self._what}: {count}" + (f", {self._note}" if self._note else "")

    def message(self, text: str) -> None:
        """A line that stays."""
        self._console.print(text, markup=False, soft_wrap=True)

    def __enter__(self) -> ShownProgress:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()
