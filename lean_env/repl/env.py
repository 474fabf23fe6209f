"""The environment `repl`: states are numbers in a running Lean, and outlive it by replaying."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field, replace
from typing import Final

from lean_env.audit import verify_in_lean
from lean_env.border import forbidden, statement_problem
from lean_env.lean_file import FileResult, LeanTimeout, LeanUnfinished, from_reply
from lean_env.process import ProcessEnded, ProcessFlooded, ProcessHung
from lean_env.repl.launch import find_launch
from lean_env.repl.replies import Garbled, command_reply, opened_state, shape, tactic_outcome
from lean_env.repl.script import as_one_tactic
from lean_env.repl.slot import Slot, start_server
from lean_env.settings import EnvSettings
from lean_env.types import (
    EnvironmentCrashed,
    EnvironmentUnavailable,
    Outcome,
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    TacticTimeout,
    Theorem,
    Verdict,
)

_BROKEN: Final = (ProcessEnded, ProcessFlooded, Garbled)
_TRIES: Final = 2  # of one tactic, before it is blamed for the server's end
_REPLAYS: Final = 10  # of one prefix, before the environment counts as broken
_STARTS: Final = 3  # of a server that answers nothing at all


@dataclass(slots=True, eq=False)
class _Node:
    """A proof state: how to reach it, and its number in the server of `epoch`."""

    theorem: Theorem
    slot: Slot
    text: str = ""
    parent: _Node | None = None
    tactic: str = ""
    number: int = -1
    epoch: int = -1
    script: tuple[str, ...] = field(default=())

    @property
    def live(self) -> bool:
        return self.epoch == self.slot.epoch and self.slot.pid is not None


class ReplEnv:
    """`LeanEnv` over one or more Lean REPLs. May be used by several threads.

    The REPL never frees a state, so a server is bounded in memory and replaced when it is used up,
    when a tactic does not stop, and when it breaks. What was reached in a lost server is reached
    again, tactic by tactic, when it is next needed: states given out stay valid. A tactic that ends
    two servers in a row has failed. `EnvironmentCrashed` is raised only when Lean cannot be started
    or replaying keeps failing.
    """

    name = "repl"

    def __init__(self, settings: EnvSettings | None = None) -> None:
        self.settings = settings or EnvSettings()
        self.parallel = self.settings.servers
        self._launch = find_launch(self.settings)
        self._slots = [Slot(self._launch, self.settings) for _ in range(self.settings.servers)]
        self._next = itertools.cycle(self._slots)
        self._choosing = threading.Lock()

    @property
    def pids(self) -> list[int]:
        """The process numbers of the running servers."""
        return [slot.pid for slot in self._slots if slot.pid is not None]

    @property
    def restarts(self) -> int:
        """How many servers were ended so far."""
        return sum(slot.restarts for slot in self._slots)

    def start(self, theorem: Theorem) -> TacticState:
        problem = statement_problem(theorem)
        if problem is not None:
            raise StatementError(problem)
        with self._choosing:
            slot = next(self._next)
        root = _Node(self.settings.with_header(theorem), slot)
        with slot.held():
            self._revive(root)
        return TacticState(root.text, root)

    def apply(self, state: TacticState, tactic: str) -> Outcome:
        node = state.handle
        if not isinstance(node, _Node) or node.slot not in self._slots:
            raise EnvironmentCrashed("the state does not belong to this environment")
        refused = _refused(node, tactic)
        if refused is not None:
            return TacticFailed(refused)
        with node.slot.held():
            for _ in range(_TRIES):
                number = self._revive(node)
                try:
                    return self._run(node, number, tactic)
                except ProcessHung:
                    node.slot.drop()
                    seconds = self.settings.tactic_timeout_s
                    return TacticTimeout(f"the tactic ran past {seconds:g} s; Lean was stopped")
                except _BROKEN as error:
                    node.slot.drop()
                    blamed = error
        return TacticFailed(f"Lean does not survive the tactic: {blamed}")

    def verify(self, theorem: Theorem, proof: str) -> Verdict:
        return verify_in_lean(self.settings.with_header(theorem), proof, self.run_file)

    def run_file(self, text: str) -> FileResult:
        """What Lean says of a whole file, imports included, in a server made for it alone.

        Raises `LeanTimeout`, `LeanUnfinished` when two servers in a row do not survive the file
        and a third one answers without it, or `EnvironmentCrashed`.
        """
        seconds = self.settings.start_timeout_s + self.settings.verify_timeout_s
        for last in (False, True):
            server = start_server(self._launch, self.settings)
            try:
                return from_reply(server.command(text, None, seconds))
            except ProcessHung:
                raise LeanTimeout(f"Lean did not finish the file within {seconds:g} s") from None
            except _BROKEN as error:
                if last and not self._answers():
                    raise
                if last:
                    raise LeanUnfinished(f"Lean does not survive the file: {error}") from error
            except ValueError as error:
                if last:
                    raise Garbled(f"no answer of a Lean REPL: {error}") from None
            finally:
                server.kill()
        raise AssertionError("the loop ends by returning or raising")

    def _answers(self) -> bool:
        """Whether a new server answers at all: if so, another's end was its question's fault."""
        server = start_server(self._launch, self.settings)
        try:
            command_reply(server.command("", None, self.settings.start_timeout_s))
        except (*_BROKEN, ProcessHung, StatementError):
            return False
        finally:
            server.kill()
        return True

    def close(self) -> None:
        for slot in self._slots:
            slot.close()

    def _run(self, node: _Node, number: int, tactic: str) -> Outcome:
        """Run a tactic on a live state; the outcome has its handle."""
        text = as_one_tactic(tactic)
        reply = node.slot.server.tactic(text, number, self.settings.tactic_timeout_s)
        reached, outcome = tactic_outcome(reply)
        if not isinstance(outcome, TacticState | ProofFinished):
            return outcome
        child = _Node(
            node.theorem,
            node.slot,
            outcome.text if isinstance(outcome, TacticState) else "",
            node,
            tactic,
            reached,
            node.slot.epoch,
            (*node.script, tactic),
        )
        return replace(outcome, handle=child)

    def _revive(self, node: _Node) -> int:
        """The state's number in the running server, replayed there if it is not known yet.

        Raises `StatementError`, or `EnvironmentCrashed` when it cannot be reached again.
        """
        silent = 0
        for attempt in itertools.count(1):
            try:
                return self._replay(node)
            except (*_BROKEN, ProcessHung) as error:
                silent = 0 if node.slot.answered else silent + 1
                if silent and isinstance(error, ProcessHung) and node.epoch < 0:
                    # Its whole time to start has passed: another would take as long in vain.
                    node.slot.drop()
                    raise EnvironmentUnavailable(f"{error}; --start-timeout gives more") from error
                node.slot.drop()
                if silent == _STARTS:
                    raise EnvironmentUnavailable(str(error)) from error
                if attempt == _REPLAYS:
                    raise EnvironmentCrashed(str(error)) from error
        raise AssertionError("the loop ends by returning or raising")

    def _replay(self, node: _Node) -> int:
        lost: list[_Node] = []
        at: _Node | None = node
        while at is not None and not at.live:
            lost.append(at)
            at = at.parent
        for state in reversed(lost):
            self._reach(state)
        return node.number

    def _reach(self, node: _Node) -> None:
        """Reach a state again whose parent is live."""
        slot = node.slot
        if node.parent is None:
            number, text = self._open(node)
        else:
            again = self._run(node.parent, node.parent.number, node.tactic)
            if not isinstance(again, TacticState):
                raise EnvironmentCrashed(f"the restarted Lean refuses `{node.tactic}`")
            number, text = again.handle.number, again.text
        if node.epoch < 0:
            node.text = text
        elif shape(text) != shape(node.text):
            raise EnvironmentCrashed(f"the restarted Lean reaches another state by `{node.tactic}`")
        node.number, node.epoch = number, slot.epoch

    def _open(self, node: _Node) -> tuple[int, str]:
        """Number and text of a theorem's first state."""
        env = node.slot.header(node.theorem.header)
        source = f"{node.theorem.statement} := by sorry"
        seconds = max(self.settings.tactic_timeout_s, self.settings.verify_timeout_s)
        try:
            return opened_state(node.slot.server.command(source, env, seconds))
        except ProcessHung:
            node.slot.drop()
            raise StatementError(f"Lean did not elaborate it within {seconds:g} s") from None


def _refused(node: _Node, tactic: str) -> str | None:
    """Why the tactic may not be run. What earlier tactics named, a later one may use."""
    refused = forbidden(node.theorem, tactic)
    if refused is None or not node.script:
        return refused
    return forbidden(node.theorem, "\n".join((*node.script, tactic)))
