"""What a run tells whoever watches it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears of a run's phases, one at a time.

    Phases are `seeds` (replaying the recorded proofs), `train`, `evaluate` (held-out), `search`
    (the train statements) and `control`.
    """

    def begin(self, iteration: int, phase: str, total: int, done: int) -> None:
        """A phase begins: `total` units of work, `done` of them by an earlier process."""
        ...

    def advance(self, done: int, note: str = "") -> None:
        """`done` units of the phase are done; `note` says how it goes (`31 proved`)."""
        ...

    def end(self, note: str = "") -> None:
        """The phase is over."""
        ...

    def message(self, text: str) -> None:
        """One line worth showing."""
        ...


class Silent:
    """Shows nothing."""

    def begin(self, iteration: int, phase: str, total: int, done: int) -> None:
        """See `Progress.begin`."""

    def advance(self, done: int, note: str = "") -> None:
        """See `Progress.advance`."""

    def end(self, note: str = "") -> None:
        """See `Progress.end`."""

    def message(self, text: str) -> None:
        """See `Progress.message`."""
