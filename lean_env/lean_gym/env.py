"""The environment `lean-gym`: real Lean 3, behind the protocol of all environments."""

from __future__ import annotations

import threading
import time
from typing import Final

from lean_env.lean_gym.border import forbidden
from lean_env.lean_gym.command import read_command
from lean_env.lean_gym.lexing import without_comments
from lean_env.lean_gym.messages import Answer, ErrorKind
from lean_env.lean_gym.printing import NO_GOALS, without_count
from lean_env.lean_gym.scripts import steps
from lean_env.lean_gym.session import BROKEN, Node, Session
from lean_env.process import ProcessHung
from lean_env.settings import EnvSettings
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

_TRIES: Final = 2  # of a tactic that ends its process: lean-gym crashes by itself now and then
_VERIFICATIONS: Final = 4  # of a script, for the same reason


class LeanGymEnv:
    """`LeanEnv` over a lean-gym process, which starts with the first theorem.

    A `Theorem` is the name of a declaration of lean-gym's library (see `declaration`); its
    statement is the library's, whatever the text says. Tactics are Lean 3's, one or several with
    commas. Raises `EnvironmentCrashed` for a command that cannot be meant.
    """

    name = "lean-gym"

    def __init__(self, settings: EnvSettings) -> None:
        if not settings.lean_gym_command.strip():
            raise EnvironmentCrashed(
                "the environment lean-gym needs --lean-gym-cmd, the command that starts it "
                "(such as 'cd lean-gym && lean --run src/repl.lean')"
            )
        try:
            self._launch = read_command(settings.lean_gym_command)
        except ValueError as error:
            raise EnvironmentCrashed(str(error)) from None
        self._settings = settings
        self._session = Session(self._launch, settings)
        self._lock = threading.Lock()

    def start(self, theorem: Theorem) -> TacticState:
        with self._lock:
            return _state(self._session.open(theorem))

    def apply(self, state: TacticState, tactic: str) -> Outcome:
        node = state.handle
        if not isinstance(node, Node):
            raise EnvironmentCrashed("the state does not belong to this environment")
        refused = forbidden(tactic)
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
        refused = forbidden(proof, whole=True)
        if refused is not None:
            return Verdict(VerdictKind.REJECTED, refused)
        problem = ""
        for _ in range(_VERIFICATIONS):
            fresh = Session(self._launch, self._settings)
            try:
                return _replayed(fresh, theorem, proof, self._settings)
            except StatementError as error:
                return Verdict(VerdictKind.ERROR, str(error))
            except ProcessHung as error:
                return Verdict(VerdictKind.REJECTED, str(error))
            except EnvironmentCrashed as error:
                problem = str(error)
            finally:
                fresh.drop()
        raise EnvironmentCrashed(problem)

    def close(self) -> None:
        with self._lock:
            self._session.drop()

    def _outcome(self, node: Node, tactic: str, answer: Answer) -> Outcome:
        if answer.timed_out:
            return TacticTimeout(f"a limit of lean-gym was passed: {answer.message}")
        if answer.error:
            return TacticFailed(_explained(tactic, answer))
        child = self._session.extend(node, tactic, answer)
        if answer.state == NO_GOALS:
            return ProofFinished(child)
        return _state(child)


def _state(node: Node) -> TacticState:
    try:
        return TacticState(without_count(node.text), node)
    except ValueError:
        return TacticState(node.text, node)


def _explained(tactic: str, answer: Answer) -> str:
    match answer.kind:
        case ErrorKind.INVALID_PROOF:
            return f"no goals are left, but the proof does not hold: {answer.message}"
        case ErrorKind.TACTIC if answer.unparsed:
            return f"Lean 3 cannot parse '{tactic}' (misspelt, or not imported there)"
        case _:
            return answer.message


def _replayed(session: Session, theorem: Theorem, proof: str, settings: EnvSettings) -> Verdict:
    """Run a whole script in a process of its own, from the theorem to "no goals"."""
    node = session.open(theorem)
    deadline = time.monotonic() + settings.verify_timeout_s
    text = ""
    pieces = steps(proof)
    for number, piece in enumerate(pieces):
        last = number + 1 == len(pieces)
        text = " ".join((text + piece.text).split())
        refused = forbidden(text)
        if refused is None:
            seconds = min(settings.tactic_timeout_s, deadline - time.monotonic())
            if seconds <= 0:
                return _rejected(f"the proof takes longer than {settings.verify_timeout_s:g} s")
            answer = session.run(node, text, seconds)
            if answer.unparsed and not last:  # the cut was not the end of the tactic
                text += piece.separator
                continue
            if answer.error:
                return _rejected(f"'{text}': {_explained(text, answer)}")
            if answer.state == NO_GOALS:
                if not last:
                    return _rejected(f"no goals are left before '{pieces[number + 1].text}'")
                session.finish(node.root)
                return Verdict(VerdictKind.PROVED)
            node = session.extend(node, text, answer)
            text = ""
        elif last:
            return _rejected(refused)
        else:
            text += piece.separator
    return _rejected(f"goals are left: {node.text}")


def _rejected(reason: str) -> Verdict:
    return Verdict(VerdictKind.REJECTED, reason)
