"""The whole file in Lean, apart from LeanDojo: what Dojo's word alone leaves open.

Dojo's tactic has Lean's kernel check the finished term against the goal and looks for `sorry` in
the term itself. It asks neither for the axioms nor for `sorry` in lemmas that a tactic has put into
the environment, and its own `check_proof` looks for the wording of a warning. So a proof counts
when `lean_env.audit` accepts it, through a Lean REPL where one is built for the repository's
toolchain, else through `lake env lean`, with which Dojo runs Lean itself.
"""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from lean_env.installation import find_executable
from lean_env.lean_file import FileResult, FileRunner, LeanTimeout, from_reply
from lean_env.process import ChildProcess, ProcessEnded, ProcessHung
from lean_env.repl.env import ReplEnv
from lean_env.repl.launch import ReplNotFound
from lean_env.settings import EnvSettings
from lean_env.types import EnvironmentCrashed

_FINISHED: Final = ("exit code 0", "exit code 1")  # 1: there are errors among the messages


def file_runner(settings: EnvSettings, folder: Path) -> FileRunner | str:
    """What compiles a file in the project at `folder`, or why nothing can."""
    try:
        return ReplEnv(replace(settings, project=str(folder))).run_file
    except ReplNotFound as error:
        lake = find_executable("lake")
        if lake is None:
            return f"there is no lake, and {error}"
        return lambda text: run_file(lake, folder, text, settings)


def run_file(lake: Path, folder: Path, text: str, settings: EnvSettings) -> FileResult:
    """What `lake env lean` says of a file, read from its standard input.

    Raises `LeanTimeout`, or `EnvironmentCrashed` when Lean gives no usable answer.
    """
    seconds = settings.start_timeout_s + settings.verify_timeout_s
    deadline = time.monotonic() + seconds
    command = [str(lake), "env", "lean", "--json", "--stdin"]
    lines: list[bytes] = []
    with ChildProcess(command, settings.limits, cwd=folder) as lean:
        try:
            lean.send(text.encode("utf-8", errors="replace"), seconds)
            lean.close_input()
            while True:
                lines.append(lean.read_until(b"\n", max(0.0, deadline - time.monotonic())))
        except ProcessHung:
            raise LeanTimeout(f"Lean did not finish the file within {seconds:g} s") from None
        except ProcessEnded as error:
            if lean.ended not in _FINISHED:
                raise EnvironmentCrashed(f"Lean did not finish the file: {error}") from None
            words = lean.stderr()
    messages = [message for line in lines if (message := _message(line)) is not None]
    if not messages and words:  # a Lean without --json, a project that is not built
        raise EnvironmentCrashed(f"Lean does not compile the file: {words[-500:]}")
    try:
        return from_reply({"env": 0, "messages": messages})
    except ValueError as error:
        raise EnvironmentCrashed(f"no answer of Lean: {error}") from None


def _message(line: bytes) -> dict[str, Any] | None:
    """The message on a line; None for what the file itself prints."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) and "severity" in found else None
