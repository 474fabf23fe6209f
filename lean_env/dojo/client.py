"""A running worker: a question, its answer, a deadline; and what its answers mean."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from lean_env.dojo.location import INSTALL, Location
from lean_env.installer import environment
from lean_env.process import ChildProcess, ProcessEnded, ProcessHung, Served
from lean_env.settings import EnvSettings, split_command
from lean_env.types import EnvironmentCrashed, StatementError, Theorem

WORKER: Final = Path(__file__).with_name("worker.py")
# LeanDojo's own, for where its traces are and how it runs Lean. Not its GitHub token: Lean, which
# runs text nobody has checked, could read it.
_PASSED_ON: Final = ("CACHE_DIR", "TMP_DIR", "TACTIC_CPU_LIMIT", "NUM_PROCS")
# What Dojo replaces a proof with, and what it puts before.
_IMPORT: Final = "import Lean4Repl\n"
_OPTION: Final = "\n\nset_option maxHeartbeats 0 in\n"
_PLACE: Final = re.compile(r"(?::=)?\s*by\n  lean_dojo_repl\n  sorry\n")
# The type is that of the statement without these.
_MODIFIERS: Final = re.compile(
    r"(?:(?:@\[[^\[\]]*\]|private|protected|noncomputable|nonrec|public)\s+)+"
)


class Garbled(EnvironmentCrashed):
    """The worker's answer is none, or not to what it was asked."""


class Broken(EnvironmentCrashed):
    """LeanDojo or its Lean has ended a session; says how."""


class TacticTimedOut(EnvironmentCrashed):
    """LeanDojo itself gave the tactic up; its Lean goes on, so the session is over."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A theorem that Dojo has opened: its first state, its own source, the traced repository."""

    number: int
    text: str
    theorem: Theorem
    folder: Path


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a tactic: LeanDojo's word for it, the new state, or what Lean says."""

    result: str
    number: int = -1
    text: str = ""


class DojoWorker(Served):
    """A worker process. Whatever goes wrong in a question ends it.

    Raises `EnvironmentCrashed` when it cannot be started.
    """

    def __init__(self, settings: EnvSettings) -> None:
        python = split_command(settings.dojo_python, "dojo_python") or [sys.executable]
        passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        gigabytes = max(1, settings.memory_mb // 1024) if settings.memory_mb else 1024
        variables = {
            **passed,
            "PATH": environment()["PATH"],
            "TACTIC_MEMORY_LIMIT": f"{gigabytes}g",
            "DISABLE_REMOTE_CACHE": "1",
        }
        self._source: Path | None = None  # a file that Dojo has written into the repository
        self._process = ChildProcess([*python, str(WORKER)], settings.limits, env=variables)
        self._start_s = settings.start_timeout_s

    def open(self, place: Location) -> Opened:
        """Have Dojo open a theorem; to be asked once.

        Raises `StatementError` when it cannot be there, else `EnvironmentCrashed`.
        """
        request = {"open": {**asdict(place), "timeout": max(1, int(self._start_s))}}
        match self._ask(request, self._start_s):
            case {
                "state": {"id": int(number), "pp": str(text)},
                "source": str(source),
                "folder": str(folder),
            }:
                self._source = Path(source)
                written = self._source.read_text(encoding="utf-8")
                return Opened(number, text, theorem_in(written, place.name), Path(folder))
            case {"raised": "ModuleNotFoundError", "message": str(why)} if "lean_dojo" in why:
                raise EnvironmentCrashed(f"lean-dojo is not installed: {INSTALL}")
            case {"raised": "NotTraced", "message": str(what)}:
                raise EnvironmentCrashed(
                    f"LeanDojo has not traced {what}: `prover data trace REPOSITORY` does it"
                )
            case {"raised": "DojoInitError", "message": str(why)} if not _lean_ended(why):
                raise StatementError(f"LeanDojo cannot open {place.name}: {why}")
            case {"raised": str(kind), "message": str(why)}:
                raise Broken(f"LeanDojo does not start: {kind}: {why}".rstrip(": "))
            case answer:
                raise self._garbled(answer)

    def run(self, number: int, tactic: str, timeout_s: float) -> Answer:
        """Run a tactic on a state.

        Raises `ProcessHung`, `ProcessEnded`, `ProcessFlooded`, `Broken`, `TacticTimedOut` or
        `Garbled`; the worker is dead then.
        """
        match self._ask({"run": {"id": number, "tactic": tactic}}, timeout_s):
            case {"result": "TacticState", "id": int(state), "pp": str(text)}:
                return Answer("TacticState", state, text)
            case {"result": "ProofFinished", "id": int(state)}:
                return Answer("ProofFinished", state)
            case {"result": "LeanError", "error": str(words)}:
                return Answer("LeanError", text=words)
            case {"result": "ProofGivenUp"}:
                return Answer("ProofGivenUp")
            case {"raised": "DojoTacticTimeoutError" | "DojoHardTimeoutError"}:
                self.kill()
                raise TacticTimedOut("LeanDojo gave the tactic up")
            case {"raised": str(kind), "message": str(why)}:
                self.kill()
                raise Broken(f"{kind}: {why}".rstrip(": "))
            case answer:
                raise self._garbled(answer)

    def kill(self) -> None:
        """End the worker with Lean and all else it started. Idempotent."""
        self._process.kill()
        if self._source is not None:
            self._source.unlink(missing_ok=True)

    def _ask(self, request: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        deadline = time.monotonic() + timeout_s
        try:
            self._process.send(json.dumps(request).encode() + b"\n", timeout_s)
            line = self._process.read_until(b"\n", max(0.0, deadline - time.monotonic()))
        except ProcessHung:
            raise ProcessHung(f"LeanDojo did not answer within {timeout_s:g} s") from None
        except ProcessEnded as error:
            raise ProcessEnded(f"LeanDojo's process: {error}") from None
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._garbled(line[:200])
        return answer

    def _garbled(self, answer: object) -> Garbled:
        self.kill()
        return Garbled(f"no answer of LeanDojo's worker: {str(answer)[:200]}")


def theorem_in(source: str, name: str) -> Theorem:
    """The theorem, with what precedes it in its file, in the file that Dojo has Lean compile.

    Raises `Garbled` when the file is not made as Dojo makes it.
    """
    place = _PLACE.search(source)
    option = source.rfind(_OPTION, 0, place.start()) if place else -1
    if place is None or option < 0:
        raise Garbled("LeanDojo has opened a theorem in an unknown way (another version of it?)")
    header = source[:option].removeprefix(_IMPORT).strip("\n")
    statement = source[option + len(_OPTION) : place.start()].strip()
    modifiers = _MODIFIERS.match(statement)
    return Theorem(name, statement[modifiers.end() if modifiers else 0 :], header)


def _lean_ended(why: str) -> bool:
    """Whether an initialisation failed for what may be another time's luck."""
    return "EOF" in why or "Timeout" in why
