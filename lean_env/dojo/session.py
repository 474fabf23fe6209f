"""A theorem that is open in a Dojo, which may be replaced at any time.

A state of Dojo is a number that dies with its Lean. So every state that is still wanted is
remembered as the tactic that led to it from its parent, and is made again when it is needed.
"""

from __future__ import annotations

import threading
from typing import Final

from lean_env.dojo.client import Answer, Broken, DojoWorker, Garbled, Opened
from lean_env.dojo.location import Location
from lean_env.process import ProcessEnded, ProcessFlooded, ProcessHung
from lean_env.repl.replies import shape
from lean_env.repl.script import as_one_tactic
from lean_env.settings import EnvSettings
from lean_env.types import EnvironmentCrashed, StatementError

BROKEN: Final = (ProcessEnded, ProcessFlooded, Garbled, Broken)

_REPLAYS: Final = 10  # of one prefix, before the environment counts as broken
_STARTS: Final = 2  # that may fail in a row


class Node:
    """A state: how to reach it, and its number in the worker of `epoch`."""

    def __init__(
        self, session: Session, parent: Node | None, tactic: str, answer: Answer, epoch: int
    ) -> None:
        self.session = session
        self.parent = parent
        self.tactic = tactic
        self.text = answer.text
        self.number = answer.number
        self.epoch = epoch

    @property
    def script(self) -> list[str]:
        """The tactics that lead to it."""
        above = [] if self.parent is None else self.parent.script
        return [*above, self.tactic] if self.tactic else above


class Session:
    """One theorem in one worker. Hold `lock` while using it."""

    def __init__(self, place: Location, settings: EnvSettings, owner: object) -> None:
        self.lock = threading.RLock()
        self.place = place
        self.settings = settings
        self.owner = owner
        self.epoch = 0
        self._worker: DojoWorker | None = None
        self._opened: Opened | None = None
        self._root: Node | None = None

    def opened(self) -> Opened:
        """What Dojo said of the theorem. Raises as `root` does when it was not opened yet."""
        if self._opened is None:
            self.root()
        assert self._opened is not None
        return self._opened

    def root(self) -> Node:
        """The first state. Raises `StatementError`, or `EnvironmentCrashed` without a Dojo."""
        if self._root is None or self._worker is None or not self._worker.alive:
            self._start()
        assert self._root is not None
        return self._root

    def _start(self) -> None:
        for last in (False,) * (_STARTS - 1) + (True,):
            self.drop()
            self._worker = DojoWorker(self.settings)
            try:
                opened = self._worker.open(self.place)
                break
            except StatementError:
                self.drop()
                raise
            except ProcessHung as error:
                self.drop()
                raise EnvironmentCrashed(f"{error} for {self.place.name}") from None
            except BROKEN as error:
                self.drop()
                if last:
                    raise EnvironmentCrashed(str(error)) from None
        self.epoch += 1
        if self._opened is not None and self._opened.theorem != opened.theorem:
            self.drop()
            raise EnvironmentCrashed(f"{self.place.name} has changed in its repository")
        self._opened = opened
        if self._root is None:
            self._root = Node(self, None, "", Answer("", opened.number, opened.text), self.epoch)
        self._root.number, self._root.epoch = opened.number, self.epoch

    def drop(self) -> None:
        """End the worker; the next use starts another."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()

    def run(self, node: Node, tactic: str, timeout_s: float | None = None) -> Answer:
        """Run a tactic on a state that has been restored, by default in the time of a tactic.

        Raises what `DojoWorker.run` raises.
        """
        assert self._worker is not None
        seconds = self.settings.tactic_timeout_s if timeout_s is None else timeout_s
        return self._worker.run(node.number, as_one_tactic(tactic), seconds)

    def restore(self, node: Node) -> None:
        """Make a state known to the running worker, starting one if there is none.

        Raises `StatementError` or `EnvironmentCrashed` when it cannot be reached again.
        """
        problem = ""
        for _ in range(_REPLAYS):
            root = self.root()
            path = []
            known: Node | None = node
            while known is not None and known.epoch != self.epoch:
                path.append(known)
                known = known.parent
            if known is None and path[-1] is not root:
                raise EnvironmentCrashed("the state does not belong to this theorem")
            try:
                problem = self._replay(path[::-1])
            except EnvironmentCrashed as error:
                problem = str(error)
            if not problem:
                return
            self.drop()
        raise EnvironmentCrashed(f"a state could not be made again: {problem}")

    def _replay(self, path: list[Node]) -> str:
        """Make states again, each from its parent; what is wrong, or nothing."""
        for node in path:
            assert node.parent is not None
            answer = self.run(node.parent, node.tactic)
            if answer.result != "TacticState" or shape(answer.text) != shape(node.text):
                return f"'{node.tactic}' leads elsewhere this time: {answer.text[:200]}"
            node.number, node.epoch = answer.number, self.epoch
        return ""
