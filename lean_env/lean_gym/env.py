"""The environment `lean-gym`: real Lean 3, behind the protocol of all environments."""

from __future__ import annotations

import threading
from typing import Final

from lean_env.lean_gym.border import forbidden, self_reference
from lean_env.lean_gym.command import missing_command, read_command
from lean_env.lean_gym.lexing import without_comments
from lean_env.lean_gym.messages import Answer
from lean_env.lean_gym.printing import NO_GOALS, without_count
from lean_env.lean_gym.replay import explained, replayed
from lean_env.lean_gym.session import BROKEN, Node, Session
from lean_env.process import ProcessHung
from lean_env.settings import EnvSettings
from lean_env.types import (
    EnvironmentCrashed,
    Outcome,
    ProofFinished,
    TacticFailed,
    TacticState,
    TacticTimeout,
    Theorem,
    Verdict,
)

_TRIES: Final = 2  # of a tactic that ends its process: lean-gym crashes by itself now and then


class LeanGymEnv:
    """`LeanEnv` over a lean-gym process, which starts with the first theorem.

    A `Theorem` is the name of a declaration of lean-gym's library (see `declaration`); its
    statement is the library's, whatever the text says. Tactics are Lean 3's, one or several with
    commas. Raises `EnvironmentCrashed` for a command that cannot be meant.
    """

    name = "lean-gym"

    def __init__(self, settings: EnvSettings) -> None:
        problem = missing_command(settings.lean_gym_command)
        if problem is not None:
            raise EnvironmentCrashed(problem)
        self._launch = read_command(settings.lean_gym_command)
        self._settings = settings
        self._session = Session(self._launch, settings)
        self._lock = threading.Lock()

    def start(self, theorem: Theorem) -> TacticState:
        with self._lock:
            return _state(self._session.open(theorem))

    def apply(self, state: TacticState, tactic: str) -> Outcome:
        node = state.handle
        if not isinstance(node, Node) or node.root.session is not self._session:
            raise EnvironmentCrashed("the state does not belong to this environment")
        refused = forbidden(tactic) or self_reference(node.root.theorem, tactic)
        if refused is not None:
            return TacticFailed(refused)
        # Lean 3 takes line ends for spaces; comments would hide the brace behind the tactic.
        text = " ".join(without_comments(tactic).split())
        seconds = self._settings.tactic_timeout_s
        with self._lock:
            for _ in range(_TRIES):
                self._session.restore(node)
                try:
                    return self._outcome(node, text, self._session.run(node, text, seconds))
                except ProcessHung:
                    self._session.drop()
                    return TacticTimeout(f"the tactic ran past {seconds:g} s; Lean was stopped")
                except BROKEN as error:
                    self._session.drop()
                    problem = str(error)
        return TacticFailed(f"Lean does not survive the tactic: {problem}")

    def verify(self, theorem: Theorem, proof: str) -> Verdict:
        fresh = Session(self._launch, self._settings)
        try:
            return replayed(fresh, theorem, proof, self._settings)
        finally:
            fresh.drop()

    def close(self) -> None:
        with self._lock:
            self._session.drop()

    def _outcome(self, node: Node, tactic: str, answer: Answer) -> Outcome:
        if answer.timed_out:
            return TacticTimeout(f"a limit of lean-gym was passed: {answer.message}")
        if answer.error:
            return TacticFailed(explained(tactic, answer))
        child = self._session.extend(node, tactic, answer)
        if answer.state == NO_GOALS:
            return ProofFinished(child)
        return _state(child)


def _state(node: Node) -> TacticState:
    try:
        return TacticState(without_count(node.text), node)
    except ValueError:
        return TacticState(node.text, node)
