"""The commands on a real Lean 4, where `prover lean doctor` finds one that is ready."""

from __future__ import annotations

from pathlib import Path

import pytest

from curriculum.step_records import read_steps
from lean_env.doctor import State, diagnose
from tests.experiments.shell import Prover

pytestmark = pytest.mark.lean

FILE = """\
namespace Mine

def Both (p q : Prop) : Prop := p ∧ q

theorem both (p q : Prop) (hp : p) (hq : q) : Both p q := by
  constructor
  · exact hp
  · exact hq

theorem asked (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  sorry

theorem wrong (p : Prop) : p := by
  assumption

axiom cheat : ∀ p : Prop, p

theorem cheated (p : Prop) : p := by
  exact cheat p

end Mine
"""


@pytest.fixture
def project() -> Path:
    """The Lake project round the current folder, or the one that `prover lean install` made."""
    diagnosis = diagnose(Path.cwd())
    if not diagnosis.ready or diagnosis.project is None:
        lacking = ", ".join(f.what for f in diagnosis.findings if f.state is State.MISSING)
        pytest.skip(f"no real Lean here: missing {lacking}")
    return diagnosis.project


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "A.lean"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_check(command: Prover, project: Path, file: Path) -> None:
    ran = command("lean", "check", file, "--project", project)
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert [line.split(":")[:2] for line in lines] == [
        ["both", " proved"],
        ["asked", " rejected"],
        ["wrong", " rejected"],
        ["cheated", " rejected"],
    ]
    assert "cheat" in lines[3]


def test_prove_and_write(command: Prover, project: Path, file: Path) -> None:
    options = ("--project", project, "--theorem", "asked")
    assert command("lean", "prove", file, *options, "--write").code == 0
    assert command("lean", "check", file, *options).out == "asked: proved\n"


def test_import(command: Prover, project: Path, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    ran = command("data", "import", file, "--project", project, "--out", out)
    assert ran.code == 0, ran.err
    steps = [(record.theorem, record.tactic) for record in read_steps(out)]
    assert ("both", "constructor") in steps
    assert ("both", "exact hq") in steps
    assert all(theorem not in ("asked", "wrong") for theorem, _ in steps)
