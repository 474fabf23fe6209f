"""The four methods every environment has."""

from __future__ import annotations

from typing import Protocol

from lean_env.types import Outcome, TacticState, Theorem, Verdict


class LeanEnv(Protocol):
    """A place where tactics run. State is passed in, never hidden, because search branches.

    One that several threads may use at a time says how many do so to some purpose in an attribute
    `parallel`; without it, one thread at a time may.
    """

    name: str

    def start(self, theorem: Theorem) -> TacticState:
        """The initial tactic state. Raises `StatementError` (or `UnsupportedStatement`)."""
        ...

    def apply(self, state: TacticState, tactic: str) -> Outcome:
        """Run one tactic on the first goal of `state`. Raises only `EnvironmentCrashed`."""
        ...

    def verify(self, theorem: Theorem, proof: str) -> Verdict:
        """Replay the whole script `proof` (what follows `by`) from the statement's source."""
        ...

    def close(self) -> None:
        """Release what the environment holds; calling it twice is harmless."""
        ...
