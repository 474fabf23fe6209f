"""What real Lean says about a whole file: the interface between verification and a Lean process.

Verification writes the file (`lean_env.audit`); a server that has just been started compiles it
and says what Lean said. Positions count from the first line of the text it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

TRACE: Final = "trace"
INFO: Final = "info"
WARNING: Final = "warning"
ERROR: Final = "error"
_INFORMATION: Final = "information"  # Lean's own word for it; the REPL has a shorter one


@dataclass(frozen=True, slots=True)
class Message:
    """One message of Lean: `severity` is its own word, `line` counts from 1, `column` from 0."""

    severity: str
    text: str
    line: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class FileResult:
    """All messages about a file, in any order, and the lines on which the server found `sorry`.

    Line 0 is a `sorry` without a place, which stands nowhere in the text: a macro made it.
    """

    messages: tuple[Message, ...] = ()
    sorry_lines: tuple[int, ...] = ()


class LeanUnfinished(Exception):
    """Lean runs, but did not get to the end of this file; the message says why."""


class LeanTimeout(LeanUnfinished):
    """Lean did not finish the file in time, and was stopped; the message says after how long."""


# Compiles the text in a fresh process. Raises `LeanUnfinished`, `EnvironmentCrashed` (no usable
# answer, to this text or any other). Lean's own complaints, also about imports, are messages.
FileRunner = Callable[[str], FileResult]


def from_reply(reply: Mapping[str, Any]) -> FileResult:
    """The result in a reply of the Lean REPL to one `cmd`.

    A reply `{"message": …}` (nothing was run) is an error on line 1. Raises `ValueError` when the
    reply has another shape: what cannot be read must not pass for silence.
    """
    if "message" in reply:
        return FileResult((Message(ERROR, str(reply["message"]), 1),))
    if "env" not in reply:
        raise ValueError("a reply to a command has to name an environment")
    messages = _listed(reply, "messages")
    sorries = _listed(reply, "sorries")
    if not isinstance(messages, list) or not isinstance(sorries, list):
        raise ValueError("messages and sorries have to be lists")
    return FileResult(tuple(map(_message, messages)), tuple(map(_sorry_line, sorries)))


def _listed(reply: Mapping[str, Any], key: str) -> Any:
    """What a server lists under a key; it may say that there is nothing by null."""
    return [] if reply.get(key) is None else reply[key]


def _message(record: Any) -> Message:
    match record:
        case {
            "severity": str(severity),
            "data": str(text),
            "pos": {"line": int(line), "column": int(column)},
        }:
            return Message(INFO if severity == _INFORMATION else severity, text, line, column)
    raise ValueError(f"not a message of Lean: {str(record)[:200]}")


def _sorry_line(record: Any) -> int:
    match record:
        case {"pos": {"line": int(line)}}:
            return line
        case {"goal": str()} if "pos" not in record:
            return 0
    raise ValueError(f"not a sorry of Lean: {str(record)[:200]}")
