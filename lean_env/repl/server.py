"""One running REPL: a question, its answer, a deadline."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from lean_env.process import ChildProcess, ProcessHung, ProcessLimits, Served
from lean_env.repl.replies import Reply, garbled

_LINES: Final = 1_000_000  # of one answer; its size is bounded by the process's limits


class ReplServer(Served):
    """A Lean REPL process. Whatever goes wrong in a question ends the process.

    Raises `EnvironmentCrashed` when it cannot be started.
    """

    def __init__(
        self, command: Sequence[str], limits: ProcessLimits, cwd: Path | None = None
    ) -> None:
        self.answered = False
        self._process = ChildProcess(command, limits, cwd=cwd)

    def command(self, text: str, env: int | None, timeout_s: float) -> Reply:
        """Run Lean commands, in an environment of this server or (None) from nothing."""
        request: dict[str, Any] = {"cmd": text}
        return self.ask(request if env is None else {**request, "env": env}, timeout_s)

    def tactic(self, text: str, state: int, timeout_s: float) -> Reply:
        """Run one tactic in a proof state of this server."""
        return self.ask({"tactic": text, "proofState": state}, timeout_s)

    def ask(self, request: Reply, timeout_s: float) -> Reply:
        """One request, one reply.

        Raises `ProcessHung`, `ProcessEnded`, `ProcessFlooded` or `Garbled`; the server is dead
        then.
        """
        stray = self._process.unread().strip()
        if stray:  # an answer to nothing: whatever came now would be taken for the next one
            self.kill()
            raise garbled(stray.decode(errors="replace"))
        deadline = time.monotonic() + timeout_s
        # As UTF-8 and not escaped: Lean's parser need not combine escaped surrogates.
        line = json.dumps(request, ensure_ascii=False, separators=(",", ":"))
        self._process.send(line.encode("utf-8", errors="replace") + b"\n\n", timeout_s)
        try:
            reply = self._answer(deadline, timeout_s)
        except BaseException:
            self.kill()
            raise
        self.answered = True
        return reply

    def _answer(self, deadline: float, timeout_s: float) -> Reply:
        """The next JSON object: up to a blank line, or to the line that completes it."""
        text = b""
        limit = self._process.limits.answer_bytes
        for _ in range(_LINES):
            left = deadline - time.monotonic()
            try:
                line = self._process.read_until(b"\n", max(left, 0.0))
            except ProcessHung:
                raise ProcessHung(f"Lean did not answer within {timeout_s:g} s") from None
            blank = not line.strip()
            if blank and not text:
                continue
            text += line
            if not text.lstrip().startswith(b"{") or len(text) > limit:
                break
            if not (blank or line.rstrip().endswith(b"}")):
                continue
            try:
                reply = json.loads(text)
            except ValueError:
                if blank:
                    break
                continue
            if isinstance(reply, dict):
                return reply
            break
        raise garbled(text[:1000].decode(errors="replace"))

    def stop(self) -> None:
        """Have the process ended, and do not wait; another thread's question ends with it."""
        self._process.stop()

    def kill(self) -> None:
        """End the process and all it started. Idempotent."""
        self._process.kill()
