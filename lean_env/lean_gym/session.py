"""Searches on a lean-gym that may be replaced at any time.

A tactic state of lean-gym is a number that dies with its process. So every state that is still
wanted is remembered as the tactic that led to it from its parent, up to a theorem, and is made
again, when somebody asks for it, in the process that runs then.
"""

from __future__ import annotations

import weakref
from collections import deque
from typing import Final

from lean_env.lean_gym import messages
from lean_env.lean_gym.command import Launch
from lean_env.lean_gym.declarations import declaration, open_namespaces
from lean_env.lean_gym.messages import Answer, ErrorKind
from lean_env.lean_gym.printing import NO_GOALS
from lean_env.lean_gym.server import Garbled, LeanGymServer
from lean_env.process import ProcessEnded, ProcessFlooded, ProcessHung
from lean_env.settings import EnvSettings
from lean_env.types import EnvironmentCrashed, EnvironmentUnavailable, StatementError, Theorem

BROKEN: Final = (ProcessEnded, ProcessFlooded, Garbled)

_INIT_S: Final = 60.0  # for a theorem, once the library is loaded
_CLEAR_S: Final = 10.0
_STARTS: Final = 2  # processes in a row that may end before they answer anything
_REPLAYS: Final = 12  # processes that may end while a state is made again
_NO_SEARCH: Final = "none"  # an id that lean-gym, which counts searches, never gives out
_LOST: Final = (ErrorKind.UNKNOWN_ID, ErrorKind.LOST_ROOT, ErrorKind.UNREADABLE)


class _Ids(list[tuple[int, str]]):
    """The process (counted) and the number of one search; it outlives the search to clear it."""


class Root:
    """A theorem whose search is going on in a session."""

    def __init__(self, session: Session, theorem: Theorem) -> None:
        opens = open_namespaces(theorem)
        declaration(theorem.name, opens)
        self.session = session
        self.theorem = theorem
        self.request = messages.init_search(theorem.name, opens)
        self.ids = _Ids()


class Node:
    """A state of a search. `text` is what Lean printed."""

    def __init__(self, root: Root, parent: Node | None, tactic: str, text: str) -> None:
        self.root = root
        self.parent = parent
        self.tactic = tactic
        self.text = text
        self.epoch = 0  # of the process that knows the state under `state_id`
        self.state_id = ""


class Session:
    """A lean-gym and the searches on it. Not for several threads at once."""

    def __init__(self, launch: Launch, settings: EnvSettings) -> None:
        self._launch = launch
        self._settings = settings
        self._server: LeanGymServer | None = None
        self._forgotten: deque[_Ids] = deque()
        self.epoch = 0
        self.pids: list[int] = []  # of all processes so far

    @property
    def server(self) -> LeanGymServer:
        """The running process. Raises `EnvironmentCrashed` when it cannot be started."""
        if self._server is None or not self._server.alive:
            self.drop()
            settings = self._settings
            self._server = LeanGymServer(self._launch, settings.limits, settings.start_timeout_s)
            self.epoch += 1
            self.pids.append(self._server.pid)
        return self._server

    def drop(self) -> None:
        """End the process; the next use starts another."""
        server, self._server = self._server, None
        if server is not None:
            server.kill()

    def open(self, theorem: Theorem) -> Node:
        """Begin a search. Raises `StatementError`, or `EnvironmentCrashed` without a lean-gym."""
        root = Root(self, theorem)
        node = Node(root, None, "", "")
        for attempt in range(_STARTS):
            answered = self._server is not None and self._server.answered
            try:
                answer = self._init(root)
            except ProcessEnded as error:
                self.drop()
                # Lean says `[fatal]` when a request, not its own start, was the end of it.
                if answered or "[fatal]" in str(error):
                    if attempt + 1 < _STARTS:
                        continue
                    raise StatementError(_fatal(theorem, str(error))) from None
                if attempt + 1 == _STARTS:
                    raise EnvironmentUnavailable(f"lean-gym did not start: {error}") from None
                continue
            except ProcessHung as error:
                self.drop()
                if answered:
                    raise
                raise EnvironmentUnavailable(f"{error}; --start-timeout gives more") from None
            if answer.error:
                raise StatementError(_refused(theorem, answer))
            node.text = answer.state
            self._known(node, answer)
            weakref.finalize(root, self._forgotten.append, root.ids)
            return node
        raise AssertionError("unreachable: the last attempt returns or raises")

    def finish(self, root: Root) -> None:
        """Have lean-gym forget a search, and see that its answers were those to our requests.

        An answer that a tactic had printed would have put all later ones out of step. Raises
        `Garbled` then, and what `LeanGymServer.ask` raises.
        """
        _, search_id = root.ids.pop()
        self._clear(search_id)

    def restore(self, node: Node) -> None:
        """Make a state known to the running process, starting one if there is none.

        Raises `EnvironmentCrashed` when that keeps failing.
        """
        problem = ""
        for _ in range(_REPLAYS):
            self.server  # noqa: B018  a new process, if there is need, makes a new epoch
            path = []
            known: Node | None = node
            while known is not None and known.epoch != self.epoch:
                path.append(known)
                known = known.parent
            if not path:
                return
            try:
                problem = self._replay(path[::-1])
            except EnvironmentCrashed as error:
                problem = str(error)
            if not problem:
                return
            self.drop()
        raise EnvironmentCrashed(f"a state could not be made again: {problem}")

    def run(self, node: Node, tactic: str, timeout_s: float) -> Answer:
        """Apply a tactic to a restored state. Raises what `LeanGymServer.ask` raises."""
        _, search_id = node.root.ids[0]
        request = messages.run_tactic(search_id, node.state_id, tactic)
        answer = self.server.ask(request, timeout_s)
        if answer.error and answer.kind in _LOST:
            self.drop()
            raise Garbled(f"lean-gym has lost a state: {answer.error}")
        if not answer.error and (answer.search_id != search_id or not answer.went_well):
            self.drop()
            raise Garbled("lean-gym answers with another search")
        if answer.state == NO_GOALS:
            self._clear(_NO_SEARCH)  # a tactic can print what looks like success
        return answer

    def extend(self, node: Node, tactic: str, answer: Answer) -> Node:
        """The state that an answer of `run` led to."""
        child = Node(node.root, node, tactic, answer.state)
        child.epoch, child.state_id = self.epoch, answer.state_id
        return child

    def _replay(self, path: list[Node]) -> str:
        """Make states again, from the first on; what is wrong, or nothing."""
        for node in path:
            if node.parent is None:
                answer = self._init(node.root)
            else:
                seconds = self._settings.tactic_timeout_s
                answer = self.run(node.parent, node.tactic, seconds)
            if answer.state != node.text or not answer.went_well:
                what = f"'{node.tactic}'" if node.tactic else node.root.theorem.name
                return f"{what} leads elsewhere this time: {answer.error or answer.state[:200]}"
            self._known(node, answer)
        return ""

    def _clear(self, search_id: str) -> None:
        """Have a search forgotten. Raises `Garbled` when that is not what gets answered."""
        answer = self.server.ask(messages.clear_search(search_id), _CLEAR_S)
        if answer != Answer(search_id=search_id):
            self.drop()
            raise Garbled("lean-gym answers another request than the last one")

    def _init(self, root: Root) -> Answer:
        server = self.server
        self._clear_forgotten(server)
        return server.ask(root.request, _INIT_S)

    def _known(self, node: Node, answer: Answer) -> None:
        node.epoch, node.state_id = self.epoch, answer.state_id
        if node.parent is None:
            node.root.ids[:] = [(self.epoch, answer.search_id)]

    def _clear_forgotten(self, server: LeanGymServer) -> None:
        """Have lean-gym forget the searches that nobody holds a state of any more."""
        while self._forgotten:
            for epoch, search_id in self._forgotten.popleft():
                if epoch == self.epoch and server.answered:
                    server.ask(messages.clear_search(search_id), _CLEAR_S)


def _refused(theorem: Theorem, answer: Answer) -> str:
    if answer.kind is ErrorKind.NOT_A_THEOREM:
        return (
            f"there is no theorem {theorem.name} in the library that lean-gym has loaded "
            "(misspelt, a definition, or of a file that its src/repl.lean does not import?)"
        )
    return f"lean-gym does not begin with {theorem.name}: {answer.error}"


def _fatal(theorem: Theorem, words: str) -> str:
    opens = open_namespaces(theorem)
    hint = f" (are {', '.join(opens)} namespaces of its library?)" if opens else ""
    return f"lean-gym ends when it is asked for {theorem.name}{hint}: {words}"
