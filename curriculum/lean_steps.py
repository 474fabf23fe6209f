"""The proof steps of a Lean file, out of what the Lean REPL says of all its tactics.

The REPL is asked to elaborate the file with `allTactics`: it answers with every tactic, its place
and the goals before it. Steps of a theorem that has an error or a `sorry` are not taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from curriculum.errors import DatasetError
from curriculum.step_records import StepRecord, unusable
from lean_env.lean_file import INFO, WARNING, from_reply
from lean_env.source import THEOREM_KINDS, Declaration, split_file
from lean_env.types import StatementError


class _Place(BaseModel):
    model_config = ConfigDict(frozen=True)

    line: int
    column: int


class _Tactic(BaseModel):
    model_config = ConfigDict(frozen=True)

    tactic: str
    goals: str
    pos: _Place
    premises: list[str] = Field(default=[], alias="usedConstants")


def request(text: str) -> dict[str, Any]:
    """What to ask the REPL about a file's text."""
    return {"cmd": text, "allTactics": True}


def theorems(text: str, where: str) -> list[Declaration]:
    """The commands of a file, of which the theorems are those of `THEOREM_KINDS`.

    Raises `DatasetError` when the text cannot be split or has no theorem.
    """
    try:
        found = split_file(text)
    except StatementError as error:
        raise DatasetError(f"{where}: {error}") from None
    if not any(d.kind in THEOREM_KINDS for d in found):
        raise DatasetError(f"{where}: no theorem with a proof in it")
    return found


def steps_in_reply(
    commands: list[Declaration],
    reply: Mapping[str, Any],
    where: str,
    split: str,
    skipped: Counter[str],
) -> Iterator[StepRecord]:
    """The steps of the theorems that Lean accepts, in the order of the file.

    `skipped` counts what is left out by the reason. Raises `DatasetError` for an error before the
    first theorem (an import that is missing) and for a reply of unknown shape.
    """
    try:
        result = from_reply(reply)
        tactics = [_Tactic.model_validate(tactic) for tactic in reply.get("tactics", [])]
    except (ValueError, ValidationError) as error:
        raise DatasetError(f"{where}: no answer of a Lean REPL: {error}") from None
    starts = [command.line for command in commands]
    errors = [m for m in result.messages if m.severity not in (INFO, WARNING, "trace")]
    outside = [m for m in errors if m.line < starts[0]]
    if outside:
        raise DatasetError(f"{where}:{outside[0].line}: {outside[0].text}")
    broken = {_command(starts, line) for line in (*(m.line for m in errors), *result.sorry_lines)}
    for tactic in sorted(tactics, key=lambda t: (t.pos.line, t.pos.column)):
        number = _command(starts, tactic.pos.line)
        command = commands[number] if number >= 0 else None
        text, state = tactic.tactic.strip(), separated(tactic.goals.strip())
        if command is None or command.kind not in THEOREM_KINDS:
            skipped["outside of theorems"] += 1
        elif number in broken:
            skipped["of theorems with an error or a sorry"] += 1
        elif why := unusable(text, state):
            skipped[why] += 1
        else:
            name = command.name or f"example_{command.line}"
            yield StepRecord(
                name, state, text, split=split, premises=tuple(tactic.premises), origin=where
            )


def separated(goals: str) -> str:
    """Goals with a blank line between two of them, as everywhere else.

    The REPL prints them one below the other; a goal ends after its `⊢`, whose further lines are
    indented.
    """
    lines: list[str] = []
    ended = False
    for line in goals.split("\n"):
        if ended and line and not line[0].isspace():
            lines.append("")
            ended = False
        lines.append(line)
        ended = ended or line.startswith("⊢")
        if not line:
            ended = False
    return "\n".join(lines)


def _command(starts: list[int], line: int) -> int:
    """The number of the command that a line belongs to; -1 before the first."""
    return bisect_right(starts, line) - 1
