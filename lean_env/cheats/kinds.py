"""What a cheat is, and how Lean's recorded answer to it reaches the judge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from lean_env.audit import CheckFile, Part
from lean_env.lean_file import ERROR, INFO, FileResult, FileRunner, LeanTimeout, Message
from lean_env.types import Theorem

# False, so that whatever "proves" it is a cheat.
STATEMENT: Final = Theorem("cheat", "theorem cheat (x : ℝ) (h : x = 1) : x = 2", "import Mathlib")

_STANDARD: Final = "depends on axioms: [propext, Classical.choice, Quot.sound]"


class CheatClass(Enum):
    """What kind of trick it is."""

    GAP = "a gap left open"
    HINT = "hints that leave a gap"
    COMPILER = "compiled evaluation"
    KERNEL = "no goals, yet no proof"
    SELF = "the theorem itself"
    TAMPERING = "theorem tampering"
    EXIT = "early exit"
    AXIOM = "axioms and opaque"
    META = "meta-programming"
    UNSAFE = "unsafe and partial"
    VARIABLE = "variable"
    REDEFINITION = "redefinition"
    INSTANCE = "local instances"
    PREREQUISITE = "tampered prerequisites"
    HIDDEN = "hidden text"
    TIME = "time"


class Stage(Enum):
    """What refuses a cheat first."""

    FILTER = "filter"  # before anything runs
    READER = "reader"  # of files and records
    VERIFICATION = "verification"  # by what the environment says of the whole proof


@dataclass(frozen=True, slots=True)
class LeanAnswer:
    """What Lean answers to the check file of a cheat: an error in a part, or a list of axioms.

    `axioms` replaces the usual answer to `#print axioms`; `silent` says that there is none.
    """

    part: Part | None = None
    error: str = ""
    axioms: str = _STANDARD
    silent: bool = False
    timeout: bool = False


@dataclass(frozen=True, slots=True)
class ScriptCheat:
    """A script given as a proof of `STATEMENT` (or of `theorem`).

    `believed` says why a careless judge would accept it. `lean` is what Lean answers without our
    filter; None where Lean can be made to say what it likes, so that only the filter refuses it.
    """

    kind: CheatClass
    name: str
    script: str
    believed: str
    lean: LeanAnswer | None
    refused_by: Stage = Stage.FILTER
    theorem: Theorem = STATEMENT


@dataclass(frozen=True, slots=True)
class FileCheat:
    """A file of Lean for `prover check`, or (with a `statement`) a record that pins one.

    `target` is the theorem that must not count.
    """

    kind: CheatClass
    name: str
    text: str
    believed: str
    statement: str = ""
    header: str = ""
    target: str = "cheat"
    refused_by: Stage = Stage.READER


def scripted(check: CheckFile, answer: LeanAnswer) -> FileRunner:
    """A runner that gives Lean's recorded answer, placed where the check file has its parts."""

    def run(text: str) -> FileResult:
        if text != check.text:
            raise ValueError("the answer is to another file")
        if answer.timeout:
            raise LeanTimeout("Lean did not finish in time")
        messages = []
        if answer.part is not None:
            messages.append(Message(ERROR, answer.error, check.first_lines[answer.part]))
        if not answer.silent:
            said = f"'{check.pinned}' {answer.axioms}"
            messages.append(Message(INFO, said, check.first_lines[Part.AXIOMS] + 1))
        return FileResult(tuple(messages))

    return run
