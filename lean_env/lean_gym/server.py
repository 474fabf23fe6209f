"""A running lean-gym: a request, its answer, a deadline."""

from __future__ import annotations

import time
from typing import Final

from lean_env.lean_gym.command import Launch
from lean_env.lean_gym.messages import Answer, parse_answer
from lean_env.process import ChildProcess, ProcessEnded, ProcessHung, ProcessLimits, Served
from lean_env.types import EnvironmentCrashed

_NOISE_LINES: Final = 10_000  # lines that are no answers, in the time of one request
_KEPT: Final = 20  # of them are quoted when the process ends
_QUOTED: Final = 1000  # characters
_SEND_S: Final = 30.0


class Garbled(EnvironmentCrashed):
    """What lean-gym writes is not what it was asked for; it was stopped."""


class LeanGymServer(Served):
    """A lean-gym process. The first answer may take `start_s`, as Lean loads its library first.

    Whatever goes wrong in a request ends the process. Raises `EnvironmentCrashed` when the program
    cannot be started.
    """

    def __init__(self, launch: Launch, limits: ProcessLimits, start_s: float) -> None:
        self._process = ChildProcess(
            launch.arguments, limits, cwd=launch.cwd, env=dict(launch.variables)
        )
        self._start_s = start_s
        self._noise: list[str] = []
        self.answered = False  # whether it has answered anything yet

    def ask(self, request: bytes, timeout_s: float) -> Answer:
        """Send one request and return its answer; other lines before it are passed over.

        Raises `ProcessEnded`, `ProcessHung`, `ProcessFlooded` or `Garbled`; the server is dead
        then.
        """
        allowed = timeout_s if self.answered else self._start_s
        deadline = time.monotonic() + allowed
        if self._stray_answer():
            # An answer to nothing: from now on every answer would be that of another request.
            self.kill()
            raise Garbled("lean-gym wrote an answer that nothing asked for and was stopped")
        self._noise.clear()
        try:
            self._process.send(request, min(_SEND_S, allowed))
            answer = self._answer(deadline)
        except ProcessHung:
            what = "answer" if self.answered else "start"
            raise ProcessHung(
                f"lean-gym did not {what} within {allowed:g} s and was stopped" + self._last_words()
            ) from None
        except ProcessEnded as error:
            raise ProcessEnded(f"{error}{self._last_words()}") from None
        self.answered = True
        return answer

    def kill(self) -> None:
        """End the process and all it started. Idempotent."""
        self._process.kill()

    def _answer(self, deadline: float) -> Answer:
        for _ in range(_NOISE_LINES):
            line = self._process.read_until(b"\n", max(0.0, deadline - time.monotonic()))
            answer = parse_answer(line)
            if answer is not None:
                return answer
            text = line.decode(errors="replace").strip()
            if text:
                self._noise = [*self._noise[1 - _KEPT :], text[:_QUOTED]]
        self.kill()
        raise Garbled("lean-gym writes lines that are no answers" + self._last_words())

    def _stray_answer(self) -> bool:
        # Complete lines only: what is unfinished is read, and judged, with the next answer.
        lines = self._process.unread().split(b"\n")[:-1]
        return any(parse_answer(line) is not None for line in lines)

    def _last_words(self) -> str:
        noise = " / ".join(self._noise)
        return f": {noise[-_QUOTED:]}" if noise else ""
