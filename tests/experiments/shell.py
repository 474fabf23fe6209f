"""What a command left behind, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """The exit code of a command, and what it printed."""

    code: int
    out: str
    err: str

    def mistake(self) -> str:
        """The one line a mistake was told in. Fails when there is more, or another exit code."""
        assert self.code == 2, self
        assert self.err.startswith("prover: error: "), self.err
        assert self.err.count("\n") == 1, self.err
        return self.err.removeprefix("prover: error: ").rstrip("\n")


Prover = Callable[..., Ran]
