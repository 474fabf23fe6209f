"""The answers of the Lean REPL, read strictly: what has an unknown shape never passes for success.

After the source of leanprover-community/repl (REPL/JSON.lean, REPL/Main.lean). A reply is one JSON
object, possibly over several lines, then a blank line. A command is answered with `env` and, where
there are any, `messages` and `sorries`; a tactic with `proofState`, `goals`, `proofStatus` (absent
from REPLs before 2025) and, where there are any, `messages`, `sorries`, `traces`; what could not
be run at all with nothing but a `message`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from lean_env.lean_file import FileResult, Message, from_reply
from lean_env.types import (
    EnvironmentCrashed,
    Outcome,
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    TacticTimeout,
)

Reply = Mapping[str, Any]

_LEAN_ERROR: Final = "Lean error:\n"
# What a REPL says that does not know the numbers it is given: it is not the one that gave them.
_UNKNOWN: Final = re.compile(r"Unknown (?:environment|proof state)\.?", re.IGNORECASE)
_METAVARIABLE: Final = re.compile(r"\?[mu]\.\d+(?:\.\d+)?")
_HEARTBEATS: Final = re.compile(r"\(deterministic\) timeout|maximum number of heartbeats")


class Garbled(EnvironmentCrashed):
    """The server's answer is none: it is out of step, broken, or no REPL at all."""


def garbled(reply: object) -> Garbled:
    """The error for a reply of unknown shape."""
    text = " ".join(str(reply).split())
    return Garbled(f"no answer of a Lean REPL: {text if len(text) <= 200 else text[:199] + '…'}")


def command_reply(reply: Reply) -> tuple[int, FileResult]:
    """The environment's number and the messages in the reply to a command.

    Raises `StatementError` when nothing was run, `Garbled` for any other shape.
    """
    if set(reply) == {"message"}:
        message = str(reply["message"])
        if _UNKNOWN.fullmatch(message.strip()):
            raise garbled(message)
        raise StatementError(message)
    env = reply.get("env")
    if not _is_number(env):
        raise garbled(dict(reply))
    return int(str(env)), _file_result(reply)


def first_error(result: FileResult) -> Message | None:
    """The first message of a severity that is neither information nor a warning."""
    return next(
        (m for m in result.messages if m.severity not in ("trace", "info", "warning")), None
    )


def opened_state(reply: Reply) -> tuple[int, str]:
    """Number and text of the proof state at the one `sorry` of a statement.

    Raises `StatementError` with Lean's words and place, or when there is not exactly one `sorry`
    in tactic mode.
    """
    _, result = command_reply(reply)
    error = first_error(result)
    if error is not None:
        raise StatementError(f"{error.line}:{error.column}: {error.text}")
    match reply.get("sorries"):
        case [{"proofState": int(number), "goal": str(goal)}] if _is_number(number):
            return number, goal
        case None | []:
            raise StatementError("Lean finds nothing to prove in it")
        case [_]:
            raise garbled(dict(reply))
        case _:
            raise StatementError("the statement itself contains `sorry`")


def tactic_outcome(reply: Reply) -> tuple[int, Outcome]:
    """Number of the new proof state, -1 if there is none, and what became of the tactic.

    The outcome has no handle. Raises `Garbled` for an unknown shape.
    """
    if "message" in reply:  # whatever else is said beside it
        message = str(reply["message"])
        if _UNKNOWN.fullmatch(message.strip()):
            raise garbled(message)
        return -1, _failed(message.removeprefix(_LEAN_ERROR))
    number, goals = reply.get("proofState"), reply.get("goals")
    status = reply.get("proofStatus", "")
    if not (
        _is_number(number)
        and isinstance(goals, list)
        and all(isinstance(goal, str) for goal in goals)
        and isinstance(status, str)
    ):
        raise garbled(dict(reply))
    error = first_error(_file_result({"env": 0, "messages": reply.get("messages", [])}))
    if error is not None:
        return -1, _failed(error.text)
    if reply.get("sorries"):
        return -1, TacticFailed("the tactic leaves a gap (`sorry`)")
    if goals:
        return int(str(number)), TacticState("\n\n".join(goals))
    return int(str(number)), _without_goals(status)


def shape(text: str) -> str:
    """A state's text without the numbers of its metavariables, which another Lean gives anew."""
    return _METAVARIABLE.sub("?_", text)


def _without_goals(status: str) -> Outcome:
    """The outcome when no goal is left; the status is the REPL's own check of the term."""
    if status in ("", "Completed") or status.startswith("Not verified"):
        return ProofFinished()
    if status.startswith("Incomplete: contains sorry"):
        return TacticFailed("the tactic leaves a gap (`sorry`)")
    if status.startswith("Incomplete: contains metavariable"):
        return TacticFailed("no goals are left, but the proof has metavariables")
    return _failed(status.removeprefix("Error: "))


def _failed(message: str) -> Outcome:
    text = message.strip() or "Lean gave no reason"
    return TacticTimeout(text) if _HEARTBEATS.search(text) else TacticFailed(text)


def _file_result(reply: Reply) -> FileResult:
    try:
        return from_reply(reply)
    except ValueError as error:
        raise Garbled(f"no answer of a Lean REPL: {error}") from None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
