"""A place for one REPL: started when needed, replaced when it breaks, its imports paid once."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from lean_env.process import ProcessHung
from lean_env.repl.launch import Launch
from lean_env.repl.replies import Reply, command_reply, first_error
from lean_env.repl.server import ReplServer
from lean_env.settings import EnvSettings
from lean_env.types import EnvironmentCrashed, StatementError


class Slot:
    """One server and what it has loaded. `epoch` grows with every new server: a number that a
    server gave is good for its own epoch only. Use it within `held()`."""

    def __init__(self, launch: Launch, settings: EnvSettings) -> None:
        self.epoch = 0
        self.restarts = 0
        self._launch = launch
        self._settings = settings
        self._lock = threading.RLock()
        self._server: ReplServer | None = None
        self._headers: dict[str, int] = {}
        self._closings = 0
        self._seen = 0

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep other threads away meanwhile."""
        closings = self._closings
        with self._lock:
            self._seen = closings
            yield

    @property
    def server(self) -> ReplServer:
        """The running server. Raises `EnvironmentCrashed` when none can be started."""
        if self._closings != self._seen:
            raise EnvironmentCrashed("the environment was closed")
        if self._server is None or not self._server.alive:
            self.drop()
            self._server = start_server(self._launch, self._settings)
            self.epoch += 1
        return self._server

    @property
    def pid(self) -> int | None:
        """The server's process number; None while there is none."""
        return None if self._server is None or not self._server.alive else self._server.pid

    @property
    def answered(self) -> bool:
        """Whether the last server ever answered."""
        return self._server is not None and self._server.answered

    def header(self, text: str) -> int | None:
        """The number of the environment after a header, loaded once; None for no header.

        Raises `StatementError` when Lean refuses the header, else what `ReplServer.ask` raises.
        """
        server = self.server
        if not text.strip():
            return None
        if text not in self._headers:
            try:
                reply = server.command(text, None, self._settings.start_timeout_s)
            except ProcessHung:
                seconds = self._settings.start_timeout_s
                raise ProcessHung(f"Lean did not load the header within {seconds:g} s") from None
            self._headers[text] = header_env(reply)
        return self._headers[text]

    def close(self) -> None:
        """End the server, also while another thread waits for its answer; the thread starts no
        other. What is asked later does."""
        self._closings += 1
        server = self._server
        if server is not None:
            server.stop()
        with self._lock:
            self.drop()

    def drop(self) -> None:
        """End the server; the next use starts another."""
        server, self._server = self._server, None
        self._headers.clear()
        if server is not None:
            self.restarts += 1
            server.kill()


def start_server(launch: Launch, settings: EnvSettings) -> ReplServer:
    """A new server. Raises `EnvironmentCrashed` when it cannot be started."""
    return ReplServer(launch.command, settings.limits, launch.folder)


def header_env(reply: Reply) -> int:
    """The environment after a header. Raises `StatementError` with Lean's words."""
    try:
        env, result = command_reply(reply)
    except StatementError as error:
        raise StatementError(f"the header: {error}") from None
    problem = first_error(result)
    if problem is not None:
        raise StatementError(f"the header, line {problem.line}: {problem.text}")
    return env
