"""What counts as proved in Lean 3: the whole script again, in a process made for it.

lean-gym checks a proof itself when no goals are left: it has Lean's kernel check the term against
the declaration's statement, with no `sorry` or `undefined` and no metavariable in it. The
environment of that check is the one right before the declaration, so that neither the theorem
itself nor a later one can be used. What that check leaves open is `lean_env.lean_gym.audit`'s.
"""

from __future__ import annotations

import logging
import time
from typing import Final

from lean_env.lean_gym.audit import AuditProblem, foundations
from lean_env.lean_gym.border import forbidden, self_reference
from lean_env.lean_gym.messages import Answer, ErrorKind
from lean_env.lean_gym.printing import NO_GOALS
from lean_env.lean_gym.scripts import steps
from lean_env.lean_gym.session import BROKEN, Node, Session
from lean_env.process import ProcessHung
from lean_env.settings import EnvSettings
from lean_env.types import EnvironmentCrashed, StatementError, Theorem, Verdict, VerdictKind

_LOG: Final = logging.getLogger(__name__)
_AUDIT: Final = 6  # times the time of a tactic, for looking at what a proof rests on
_TRIES: Final = 3  # of one tactic: lean-gym crashes by itself now and then


# A gap in a lemma of the library would pass, and so would an axiom or a program.
_UNAUDITED: Final = " (--accept-unaudited makes do with lean-gym's own check)"


class _Rejected(Exception):
    """Why a script is no proof."""


class _Undecided(Exception):
    """Why it is not known whether a script is a proof."""


def replayed(session: Session, theorem: Theorem, proof: str, settings: EnvSettings) -> Verdict:
    """Judge a script in a session that nothing else has used.

    Raises `EnvironmentCrashed` when lean-gym does not run.
    """
    refused = forbidden(proof, whole=True) or self_reference(theorem, proof)
    if refused is not None:
        return Verdict(VerdictKind.REJECTED, refused)
    try:
        node = session.open(theorem)
    except StatementError as error:
        return Verdict(VerdictKind.ERROR, str(error))
    try:
        _Replay(session, settings).run(node, proof)
    except _Rejected as reason:
        return Verdict(VerdictKind.REJECTED, str(reason))
    except _Undecided as reason:
        return Verdict(VerdictKind.UNSUPPORTED, str(reason))
    return Verdict(VerdictKind.PROVED)


def explained(tactic: str, answer: Answer) -> str:
    """What an answer's error says to somebody who wrote the tactic."""
    match answer.kind:
        case ErrorKind.INVALID_PROOF:
            return f"no goals are left, but the proof does not hold: {answer.message}"
        case ErrorKind.TACTIC if answer.unparsed:
            return f"Lean 3 cannot parse '{tactic}' (misspelt, or not imported there)"
        case _:
            return answer.message


class _Replay:
    def __init__(self, session: Session, settings: EnvSettings) -> None:
        self._session = session
        self._seconds = settings.tactic_timeout_s
        self._total = settings.verify_timeout_s
        self._unaudited = settings.accept_unaudited
        self._deadline = time.monotonic() + self._total

    def run(self, node: Node, proof: str) -> None:
        """Run a script to "no goals". Raises `_Rejected`, or `EnvironmentCrashed`."""
        root = node
        pieces = steps(proof)
        text = ""
        for number, piece in enumerate(pieces):
            last = number + 1 == len(pieces)
            text = " ".join((text + piece.text).split())
            refused = forbidden(text)
            answer = None if refused else self._answer(node, text)
            if not last and (answer is None or (answer.error and answer.unparsed)):
                text += f"{piece.separator} "  # the cut was not the end of the tactic
                continue
            if answer is None:
                raise _Rejected(refused)
            if answer.error:
                raise _Rejected(f"'{text}': {explained(text, answer)}")
            node = self._session.extend(node, text, answer)
            text = ""
            if answer.state == NO_GOALS:
                if not last:
                    raise _Rejected(f"no goals are left before '{pieces[number + 1].text}'")
                self._audit(root, node)
                self._session.finish(node.root)
                return
        raise _Rejected(f"goals are left: {node.text}")

    def _audit(self, root: Node, finished: Node) -> None:
        """Raise `_Rejected` or `_Undecided` unless the proof is seen to rest on proofs."""
        found = foundations(self._session, root, finished, _AUDIT * self._seconds)
        if isinstance(found, AuditProblem):
            if found is AuditProblem.UNKNOWN and self._unaudited:
                _LOG.warning("what the proof of %s rests on is not known", root.root.theorem.name)
                return
            raise _Undecided(
                f"lean-gym accepts the proof, but what it rests on is not known: {found.value}"
                + (_UNAUDITED if found is AuditProblem.UNKNOWN else "")
            )
        if found:
            raise _Rejected(
                f"the proof rests on {', '.join(found)}: a gap (sorry), an axiom or a program"
            )

    def _answer(self, node: Node, text: str) -> Answer:
        problem: EnvironmentCrashed | None = None
        for _ in range(_TRIES):
            seconds = min(self._seconds, self._deadline - time.monotonic())
            if seconds <= 0:
                raise _Rejected(f"the proof takes longer than {self._total:g} s")
            self._session.restore(node)
            try:
                return self._session.run(node, text, seconds)
            except (ProcessHung, *BROKEN) as error:
                self._session.drop()
                problem = error
        raise _Rejected(f"'{text}': {problem}")
