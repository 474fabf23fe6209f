"""The contract's story in Lean 3, and environments over the program that plays lean-gym."""

from __future__ import annotations

import json
import shlex
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final

from lean_env.protocol import LeanEnv
from lean_env.registry import make_env
from lean_env.settings import EnvSettings
from lean_env.types import Theorem

REPLAY: Final = Path(__file__).with_name("replay.py")
RECORDED: Final = Path(__file__).parents[4] / "shared" / "data" / "lean_gym_transcripts"
NAME: Final = "both.of_both"
DEPTH: Final = 4


def _text(number: int) -> str:
    """The state after `number` tactics, as Lean 3 prints it."""
    if number == 0:
        return "⊢ ∀ (p q : Prop), p → q → p ∧ q"
    names = " ".join(f"h{k}" for k in range(1, number))
    of_p = f",\n{names} : p" if names else ""
    return f"p q : Prop,\nhp : p,\nhq : q{of_p}\n⊢ p ∧ q"


SCRIPT: Final = (
    "intros p q hp hq",
    *(f"have h{k} : p := hp" for k in range(1, DEPTH)),
    "tauto",  # proves every state of the story, the first one too
)
TEXTS: Final = tuple(_text(number) for number in range(DEPTH + 1))
FAILING: Final = ("exact hq", "exact λ p q hp hq, ⟨hq, hp⟩", "nonsense", "linarith")
THEOREM: Final = Theorem(NAME, NAME)
UNKNOWN: Final = (
    Theorem("no_such_theorem", "no_such_theorem"),
    Theorem("two words", ""),
    Theorem("", ""),
    Theorem("1 + 1", "1 + 1"),
)


def answer(**fields: object) -> dict[str, Any]:
    """An answer of lean-gym, with the fields that are not given empty."""
    empty = dict.fromkeys(("error", "search_id", "tactic_state", "tactic_state_id"))
    return {**empty, "proof_steps": [], **fields}


def exchanges() -> list[dict[str, Any]]:
    """The story as the real lean-gym would have recorded it."""
    texts = [*TEXTS, "no goals"]
    found = [
        {
            "send": ["init_search", [NAME, ""]],
            "receive": answer(search_id="0", tactic_state=texts[0], tactic_state_id="0"),
        }
    ]
    for number, tactic in enumerate(SCRIPT):
        state = {"tactic_state": texts[number + 1], "tactic_state_id": str(number + 1)}
        request = ["run_tac", ["0", str(number), tactic]]
        found.append({"send": request, "receive": answer(search_id="0", **state)})
        if number < DEPTH:
            last = ["run_tac", ["0", str(number), SCRIPT[-1]]]
            done = answer(search_id="0", tactic_state="no goals", tactic_state_id="99")
            found.append({"send": last, "receive": done})
    words = "gen_tac_and_capture_res_failed: pos=(some ⟨1, 2⟩) msg=invalid type ascription"
    for number in range(DEPTH + 1):
        wrong = ["run_tac", ["0", str(number), FAILING[0]]]
        found.append({"send": wrong, "receive": answer(error=words)})
    return found


def write_story(folder: Path) -> Path:
    """The story as a transcript in a file."""
    path = folder / "both.json"
    path.write_text(json.dumps({"exchanges": exchanges()}), encoding="utf-8")
    return path


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes when this process ends."""
    return tempfile.TemporaryDirectory()


def with_story() -> LeanEnv:
    """`lean-gym` over a program that knows the story."""
    return environment(write_story(Path(_kept().name)))


def faulty(folder: Path, faults: Any) -> LeanEnv:
    """The same with faults (`tests.lean_env.contract.kits.Faults`)."""
    options: list[object] = [write_story(folder), "--count", folder / "count"]
    for name in ("hang", "die", "garbage"):
        options += [f"--{name}", getattr(faults, name)]
    options += ["--eat", faults.eat_mb, *(["--split"] if faults.split else [])]
    return environment(
        *options, tactic_timeout_s=faults.tactic_timeout_s, memory_mb=faults.memory_mb
    )


def command(*arguments: object) -> str:
    """The command line of the program that plays lean-gym."""
    return shlex.join(map(str, (sys.executable, "-I", "-S", REPLAY, *arguments)))


def environment(*arguments: object, **settings: Any) -> LeanEnv:
    """`lean-gym` over that program."""
    line = command(*arguments)
    return make_env("lean-gym", EnvSettings(lean_gym_command=line, **settings))
