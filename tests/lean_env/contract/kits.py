"""The environments that the contract is checked on: how each is made, and a proof it can follow.

An environment joins the suite by an entry in `KITS`. Real programs stand behind `make` where they
are found, else programs that play them; `faulty` makes the same environment over a program that
misbehaves, through the same settings that a user has.
"""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lean_env.protocol import LeanEnv
from lean_env.registry import make_env
from lean_env.settings import EnvSettings
from lean_env.types import Theorem
from tests.lean_env.dojo import story as dojo
from tests.lean_env.lean_gym import story as lean3

REPLAY: Final = Path(__file__).parents[1] / "repl" / "replay.py"
DEPTH: Final = 4  # of the proof in a long story


@dataclass(frozen=True)
class Story:
    """A theorem and what happens to it.

    `script` are tactics that prove it, each leaving goals but the last; `texts` the states before
    each of them. `failing` are tactics that fail on the first state.
    """

    theorem: Theorem
    script: tuple[str, ...]
    texts: tuple[str, ...]
    failing: tuple[str, ...]
    unknown: tuple[Theorem, ...]


@dataclass(frozen=True)
class Faults:
    """Shares of tactics at which a program hangs, dies or prints garbage; what leaks."""

    hang: float = 0.0
    die: float = 0.0
    garbage: float = 0.0
    eat_mb: int = 0
    split: bool = False
    tactic_timeout_s: float = 5.0
    memory_mb: int = 1024
    servers: int = 1


@dataclass(frozen=True)
class Kit:
    """One environment. `faulty` is None where there is no program that could misbehave.

    `faulty(folder, faults)` may write in the folder. `fault` gives the tactic that makes the
    program hang, die, print garbage, flood, eat memory, or answer twice.
    """

    make: Callable[[], LeanEnv]
    story: Story
    lean4: bool
    faulty: Callable[[Path, Faults], LeanEnv] | None = None
    fault: Callable[[str], str] = field(default="fault_{}".format)


def _both() -> Story:
    """Deep enough that a replay has something to replay, and printed as Lean prints it."""
    statement = "theorem both (p q : Prop) (hp : p) (hq : q) : p ∧ q"
    script = tuple(f"have h{k} : p := hp" for k in range(1, DEPTH))
    hypotheses = ["hp : p", *(f"hp {_names(k)} : p" for k in range(1, DEPTH))]
    texts = tuple(f"p q : Prop\n{_context(h)}⊢ p ∧ q" for h in hypotheses)
    return Story(
        theorem=Theorem("both", statement, "import Mathlib"),
        script=(*script, "exact ⟨hp, hq⟩"),
        texts=texts,
        failing=("exact hq", "exact ⟨hq, hp⟩", "nonsense", "linarith"),
        unknown=(
            Theorem("t", "theorem t (a : ℝ : a = a", "import Mathlib"),
            Theorem("t", "theorem t : nothing_of_that_name", "import Mathlib"),
            Theorem("t", "axiom t : False", "import Mathlib"),
            Theorem("t", "", "import Mathlib"),
        ),
    )


def _names(count: int) -> str:
    return " ".join(f"h{k}" for k in range(1, count + 1))


def _context(of_p: str) -> str:
    names, _, kind = of_p.partition(" : ")
    first, *others = names.split()
    # `hp` and the later hypotheses of `p` stand on both sides of `hq`.
    after = f"{' '.join(others)} : {kind}\n" if others else ""
    return f"{first} : {kind}\nhq : q\n{after}"


BOTH: Final = _both()


def both_exchanges() -> list[dict[str, Any]]:
    """The story as the real REPL would have recorded it."""
    place = {"line": 1, "column": 0}
    sorry = {"proofState": 0, "pos": place, "endPos": place, "goal": BOTH.texts[0]}
    command = f"{BOTH.theorem.statement} := by sorry"
    found: list[dict[str, Any]] = [
        {"send": {"cmd": "import Mathlib"}, "receive": {"env": 0}},
        {"send": {"cmd": command, "env": 0}, "receive": {"sorries": [sorry], "env": 1}},
    ]
    for number, tactic in enumerate(BOTH.script):
        goals = list(BOTH.texts[number + 1 : number + 2])
        status = "Incomplete: open goals remain" if goals else "Completed"
        answer = {"proofState": number + 1, "goals": goals, "proofStatus": status}
        found.append({"send": {"tactic": tactic, "proofState": number}, "receive": answer})
        done = {"proofState": DEPTH + 1, "goals": [], "proofStatus": "Completed"}
        last = {"tactic": BOTH.script[-1], "proofState": number}
        found.append({"send": last, "receive": done})
    return found


def repl_settings(*arguments: object, **settings: Any) -> EnvSettings:
    """Settings of `repl` over the program that plays one."""
    plays = "--embedded" in arguments
    command = [sys.executable, *([] if plays else ["-I", "-S"]), REPLAY, *arguments]
    line = shlex.join(map(str, command))
    return EnvSettings(server_command=line, **{"memory_mb": 1024, **settings})


def faulty_repl(folder: Path, faults: Faults) -> LeanEnv:
    """`repl` over recorded exchanges, with faults."""
    transcript = folder / "both.json"
    transcript.write_text(json.dumps({"exchanges": both_exchanges()}), encoding="utf-8")
    options: list[object] = [transcript, "--count", folder / "count"]
    for name in ("hang", "die", "garbage"):
        options += [f"--{name}", getattr(faults, name)]
    options += ["--eat", faults.eat_mb, *(["--split"] if faults.split else [])]
    settings = repl_settings(
        *options,
        tactic_timeout_s=faults.tactic_timeout_s,
        memory_mb=faults.memory_mb,
        servers=faults.servers,
    )
    return make_env("repl", settings)


def dojo_environment(folder: Path, settings: dict[str, Any], **told: Any) -> LeanEnv:
    """`dojo` over the stand-in for LeanDojo; the program that plays a REPL checks proofs."""
    transcript = folder / "both.json"
    transcript.write_text(json.dumps({"exchanges": both_exchanges()}), encoding="utf-8")
    statement = BOTH.theorem.statement
    repository = dojo.write_repository(folder, statement, BOTH.script, BOTH.texts, **told)
    command = repl_settings(transcript).server_command
    return dojo.environment(repository, server_command=command, **settings)


def faulty_dojo(folder: Path, faults: Faults) -> LeanEnv:
    """`dojo` over the stand-in, with faults. (What it answers is in one piece always.)"""
    told = {name: getattr(faults, name) for name in ("hang", "die", "garbage", "eat_mb")}
    settings = {
        name: getattr(faults, name) for name in ("tactic_timeout_s", "memory_mb", "servers")
    }
    settings["verify_timeout_s"] = 20 * faults.tactic_timeout_s  # for the whole script at once
    return dojo_environment(folder, settings, **told)


KITS: Final[dict[str, Kit]] = {
    "embedded": Kit(lambda: make_env("embedded"), BOTH, lean4=True),
    "repl": Kit(
        lambda: make_env("repl", repl_settings("--embedded")), BOTH, lean4=True, faulty=faulty_repl
    ),
    "dojo": Kit(
        lambda: dojo_environment(dojo.kept_folder(), {}),
        Story(dojo.THEOREM, BOTH.script, BOTH.texts, BOTH.failing, dojo.UNKNOWN),
        lean4=False,  # its theorems are places in a repository, and these have none
        faulty=faulty_dojo,
    ),
    "lean-gym": Kit(
        lean3.with_story,
        Story(lean3.THEOREM, lean3.SCRIPT, lean3.TEXTS, lean3.FAILING, lean3.UNKNOWN),
        lean4=False,
        faulty=lean3.faulty,
    ),
}
