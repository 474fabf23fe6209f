"""The environment `dojo`: theorems of traced repositories, through LeanDojo's `Dojo`."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from lean_env.audit import verify_in_lean
from lean_env.border import forbidden, statement_problem
from lean_env.dojo.check import file_runner
from lean_env.dojo.client import Answer, TacticTimedOut
from lean_env.dojo.location import Location, locate, missing_repository
from lean_env.dojo.session import BROKEN, Node, Session
from lean_env.process import ProcessHung
from lean_env.repl.script import as_one_tactic
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

_TRIES: Final = 2  # of one tactic, before it is blamed for the worker's end
# A pool advances up to this many searches in turn, and opening a theorem takes Lean minutes.
_OPEN: Final = 32
# Dojo types its requests into a terminal, whose lines the kernel cuts at 4,096 bytes.
_LINE_BYTES: Final = 4000


class DojoEnv:
    """`LeanEnv` over LeanDojo. May be used by several threads.

    A `Theorem` is a place in the repository of the settings (`lean_env.dojo.location.named`); its
    statement and header are the file's, whatever the text says. Every theorem has a worker process
    of its own, with a Lean; those longest unused end when there are too many. A state that was lost
    with its worker is reached again, tactic by tactic. Raises `EnvironmentCrashed` for settings
    that cannot be meant.
    """

    name = "dojo"

    def __init__(self, settings: EnvSettings) -> None:
        problem = missing_repository(settings)
        if problem is not None:
            raise EnvironmentCrashed(problem)
        self.settings = settings
        self.parallel = settings.servers
        self._sessions: list[Session] = []  # the one used last at the end
        self._table = threading.Lock()

    def start(self, theorem: Theorem) -> TacticState:
        session = self._session(locate(theorem, self.settings))
        with self._using(session):
            root = session.root()
        return TacticState(root.text, root)

    def apply(self, state: TacticState, tactic: str) -> Outcome:
        node = state.handle
        if not isinstance(node, Node) or node.session.owner is not self:
            raise EnvironmentCrashed("the state does not belong to this environment")
        session = node.session
        with self._using(session):
            refused = _refused(node, tactic)
            if refused is not None:
                return TacticFailed(refused)
            seconds = self.settings.tactic_timeout_s
            for _ in range(_TRIES):
                try:
                    session.restore(node)
                except StatementError as error:  # it was there before
                    raise EnvironmentCrashed(str(error)) from None
                try:
                    return _outcome(node, tactic, session.run(node, tactic))
                except (ProcessHung, TacticTimedOut):
                    session.drop()
                    return TacticTimeout(f"the tactic ran past {seconds:g} s; Lean was stopped")
                except BROKEN as error:
                    session.drop()
                    problem = str(error)
        return TacticFailed(f"Lean does not survive the tactic: {problem}")

    def verify(self, theorem: Theorem, proof: str) -> Verdict:
        """Replay the script in a Dojo of its own, then have Lean compile the file and audit it.

        What Dojo says does not make a proof: see `lean_env.dojo.check`.
        """
        try:
            session = Session(locate(theorem, self.settings), self.settings, self)
            try:
                opened = session.opened()
                refused = self._refused_by_dojo(session, opened.theorem, proof)
            finally:
                session.drop()
        except StatementError as error:
            return Verdict(VerdictKind.ERROR, str(error))
        if refused is not None:
            return refused
        runner = file_runner(self.settings, opened.folder)
        if isinstance(runner, str):
            return Verdict(
                VerdictKind.UNSUPPORTED,
                f"LeanDojo accepts the proof, but its axioms cannot be seen: {runner}",
            )
        return verify_in_lean(opened.theorem, proof, runner)

    def close(self) -> None:
        with self._table:
            sessions, self._sessions = self._sessions, []
        for session in sessions:
            with session.lock:
                session.drop()

    def _refused_by_dojo(self, session: Session, source: Theorem, proof: str) -> Verdict | None:
        """The verdict on what is no proof without asking for axioms; None for what may be one."""
        problem = statement_problem(source)
        if problem is not None:
            return Verdict(VerdictKind.UNSUPPORTED, f"the statement in the file: {problem}")
        refused = forbidden(source, proof)
        if refused is None and not _too_long(proof):
            refused = self._replayed(session, proof)
        return None if refused is None else Verdict(VerdictKind.REJECTED, refused)

    def _replayed(self, session: Session, proof: str) -> str | None:
        """Why the script does not end without goals in a Dojo; None if it does."""
        seconds = self.settings.verify_timeout_s
        for _ in range(_TRIES):
            root = session.root()
            try:
                outcome = _outcome(root, proof, session.run(root, proof, seconds))
            except (ProcessHung, TacticTimedOut):
                session.drop()
                problem = f"the proof takes longer than {seconds:g} s"
                continue
            except BROKEN as error:
                session.drop()
                problem = f"Lean does not survive the proof: {error}"
                continue
            match outcome:
                case ProofFinished():
                    return None
                case TacticState(text):
                    return f"goals are left: {text}"
                case TacticFailed(message) | TacticTimeout(message):
                    return message
        return problem

    def _session(self, place: Location) -> Session:
        """The open session of a place, else a new one."""
        with self._table:
            for session in self._sessions:
                if session.place == place:
                    return session
            self._sessions.append(Session(place, self.settings, self))
            return self._sessions[-1]

    @contextmanager
    def _using(self, session: Session) -> Iterator[None]:
        """Hold a session, and end the one that was not used for longest if there are too many."""
        idle = None
        with self._table:
            if session in self._sessions:
                self._sessions.remove(session)
            self._sessions.append(session)
            if len(self._sessions) > max(_OPEN, self.settings.servers):
                idle = self._sessions.pop(0)
        if idle is not None:
            with idle.lock:
                idle.drop()
        with session.lock:
            yield


def _outcome(node: Node, tactic: str, answer: Answer) -> Outcome:
    """What an answer to a tactic on a state means."""
    child = Node(node.session, node, tactic, answer, node.session.epoch)
    match answer.result:
        case "TacticState":
            return TacticState(answer.text, child)
        case "ProofFinished":
            return ProofFinished(child)
        case "ProofGivenUp":
            return TacticFailed("the tactic leaves a gap (`sorry`)")
        case _:
            return TacticFailed(answer.text.strip() or "Lean gave no reason")


def _refused(node: Node, tactic: str) -> str | None:
    """Why the tactic may not be run. What earlier tactics named, a later one may use."""
    theorem = node.session.opened().theorem
    refused = forbidden(theorem, tactic)
    if refused is not None and node.script:
        refused = forbidden(theorem, "\n".join((*node.script, tactic)))
    if refused is None and _too_long(tactic):
        refused = f"the tactic is longer than the {_LINE_BYTES} bytes that LeanDojo can send"
    return refused


def _too_long(tactic: str) -> bool:
    line = json.dumps(as_one_tactic(tactic), ensure_ascii=False)
    return len(line.encode("utf-8", errors="replace")) > _LINE_BYTES
