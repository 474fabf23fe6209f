"""A small environment for search tests: count up to a goal.

The statement `theorem t : n = k` starts at state `⊢ n` (written `⊢ 3`); the tactic `+i` adds i,
`=` finishes when the state is k. `fake` claims to finish anywhere; verification refuses it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lean_env.types import (
    EnvironmentCrashed,
    Outcome,
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    TacticTimeout,
    Theorem,
    Verdict,
    VerdictKind,
)


def count_to(goal: int, start: int = 0) -> Theorem:
    return Theorem(f"count_{start}_{goal}", f"theorem t : {start} = {goal}")


@dataclass
class Crashes:
    """How many more times the tactic `crash` breaks the environment; shared by restarts."""

    left: int = 0
    starts: int = 0


@dataclass
class ToyEnv:
    crashes: Crashes = field(default_factory=Crashes)
    name: str = "toy"
    closed: bool = False
    broken: bool = False
    applied: list[str] = field(default_factory=list)

    def start(self, theorem: Theorem) -> TacticState:
        assert not self.closed
        self.crashes.starts += 1
        try:
            start, goal = theorem.statement.split(":")[1].split("=")
            return self._state(int(start), int(goal))
        except (IndexError, ValueError) as error:
            raise StatementError(f"1:1 not a statement: {theorem.statement}") from error

    def apply(self, state: TacticState, tactic: str) -> Outcome:
        assert not self.closed
        assert not self.broken
        owner, here, goal = state.handle
        assert isinstance(owner, ToyEnv)
        assert owner is self, "a handle of another environment"
        self.applied.append(tactic)
        if tactic == "crash" and self.crashes.left > 0:
            self.crashes.left -= 1
            self.broken = True
            raise EnvironmentCrashed("out of memory")
        if tactic == "slow":
            return TacticTimeout("too slow")
        if tactic == "odd":
            return TacticFailed("no such tactic", unsupported=True)
        if tactic == "fake" or (tactic == "=" and here == goal):
            return ProofFinished()
        if tactic.startswith(("+", "-")) and tactic[1:].isdigit():
            return self._state(here + int(tactic), goal)
        return TacticFailed(f"cannot {tactic}")

    def verify(self, theorem: Theorem, proof: str) -> Verdict:
        state: Outcome = self.start(theorem)
        for tactic in proof.split("\n"):
            if not isinstance(state, TacticState) or tactic == "fake":
                return Verdict(VerdictKind.REJECTED, "not a proof")
            state = self.apply(state, tactic)
        finished = isinstance(state, ProofFinished)
        return Verdict(VerdictKind.PROVED) if finished else Verdict(VerdictKind.REJECTED, "open")

    def close(self) -> None:
        self.closed = True

    def _state(self, here: int, goal: int) -> TacticState:
        return TacticState(f"⊢ {here} = {goal}", (self, here, goal))


def toy_verify(theorem: Theorem, proof: str) -> Verdict:
    return ToyEnv().verify(theorem, proof)


class FakeClock:
    """Moves only when told to, or by `tick` at every reading."""

    def __init__(self, tick: float = 0.0) -> None:
        self.now = 0.0
        self.tick = tick

    def __call__(self) -> float:
        self.now += self.tick
        return self.now
