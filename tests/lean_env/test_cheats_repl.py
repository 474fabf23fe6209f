"""Cheats on their way through a REPL process: what it answers is judged, and nothing else."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lean_env.audit import verify_unfiltered
from lean_env.cheats import SCRIPTS, LeanAnswer, ScriptCheat, Stage
from lean_env.repl.env import ReplEnv
from lean_env.settings import EnvSettings
from lean_env.types import VerdictKind

CHEATED = Path(__file__).parent / "repl" / "cheated.py"
SCRIPT = "linarith [h]\nnlinarith [sq_nonneg x]"


def environment(folder: Path, answers: dict[str, LeanAnswer], seconds: float = 30.0) -> ReplEnv:
    path = folder / "answers.json"
    said = {
        script: {
            "part": a.part.value if a.part else "",
            "error": a.error,
            "axioms": a.axioms,
            "silent": a.silent,
            "hang": a.timeout,
        }
        for script, a in answers.items()
    }
    path.write_text(json.dumps(said), encoding="utf-8")
    command = shlex.join([sys.executable, "-S", str(CHEATED), str(path)])
    return ReplEnv(
        EnvSettings(
            server_command=command, start_timeout_s=seconds / 2, verify_timeout_s=seconds / 2
        )
    )


def different() -> list[ScriptCheat]:
    """A cheat for each thing that Lean may answer, and all that Lean is the first to refuse."""
    chosen: dict[object, ScriptCheat] = {}
    for cheat in SCRIPTS:
        asked = not set('"«»') & set(cheat.script)  # else it is not sent to Lean at all
        if asked and cheat.lean is not None and not cheat.lean.timeout:
            first = cheat.refused_by is Stage.VERIFICATION
            chosen.setdefault(cheat.name if first else replace(cheat.lean, error=""), cheat)
    return list(chosen.values())


@pytest.mark.parametrize("cheat", different(), ids=lambda cheat: cheat.name.replace(" ", "-"))
def test_what_lean_says_of_a_cheat_refuses_it(cheat: ScriptCheat, tmp_path: Path) -> None:
    assert cheat.lean is not None
    env = environment(tmp_path, {cheat.script: cheat.lean})
    verdict = verify_unfiltered(cheat.theorem, cheat.script, env.run_file)
    assert verdict.kind is VerdictKind.REJECTED
    if cheat.lean.part is not None:
        assert " ".join(cheat.lean.error.split()) in verdict.reason
    assert env.pids == []


def test_what_lean_has_nothing_against_is_believed(tmp_path: Path) -> None:
    cheat = SCRIPTS[0]
    env = environment(tmp_path, {SCRIPT: LeanAnswer()})
    assert env.verify(cheat.theorem, SCRIPT).proved
    assert env.verify(replace(cheat.theorem, header="import Mathlib\nopen Real"), SCRIPT).proved


def test_a_lean_that_does_not_answer_is_stopped_and_proves_nothing(tmp_path: Path) -> None:
    env = environment(tmp_path, {SCRIPT: LeanAnswer(timeout=True)}, seconds=1.0)
    verdict = env.verify(SCRIPTS[0].theorem, SCRIPT)
    assert verdict.kind is VerdictKind.REJECTED
    assert "within 1 s" in verdict.reason


def test_the_filter_stands_before_the_process(tmp_path: Path) -> None:
    env = environment(tmp_path, {})  # it knows no script: whatever reaches it ends it
    for cheat in SCRIPTS:
        if cheat.refused_by is Stage.FILTER:
            assert env.verify(cheat.theorem, cheat.script).kind is VerdictKind.REJECTED
