"""`prover lean prove` and `prover lean check` on files of a project, over the real protocol.

The built-in environment plays Lean behind it.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

import pytest

from tests.experiments.shell import Prover, Ran
from tests.lean_env.contract.kits import REPLAY
from tests.lean_env.lean_machine import TOOLCHAIN, bare_machine, script

LEAN = f"{shlex.quote(sys.executable)} {shlex.quote(str(REPLAY))} --embedded"
FILE = """\
import Mathlib

open Real

/-- First. -/
@[simp]
theorem first (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2 := by
  nlinarith [sq_nonneg (a - b)]

theorem second (x : ℝ) (h : x = 2) : x + 1 = 3 := by
  sorry

example : (1 : ℝ) < 2 := sorry
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "lakefile.toml").write_text('name = "mine"\n', encoding="utf-8")
    file = folder / "A.lean"
    file.write_text(FILE, encoding="utf-8")
    return file


def run(command: Prover, what: str, path: Path, *arguments: str) -> Ran:
    return command("lean", what, path, "--server-cmd", LEAN, *arguments)


def test_theorems_are_printed_with_their_proofs(command: Prover, path: Path) -> None:
    ran = run(command, "prove", path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "theorem second (x : ℝ) (h : x = 2) : x + 1 = 3 := by\n  linarith\n\n"
        "example : (1 : ℝ) < 2 := by\n  norm_num\n\n"
    )
    assert path.read_text(encoding="utf-8") == FILE


def test_written_proofs_are_shown_as_a_difference_and_check(command: Prover, path: Path) -> None:
    ran = run(command, "prove", path, "--write")
    assert ran.code == 0
    assert ran.out.startswith(f"--- {path}\n+++ {path}\n@@ ")
    assert "-  sorry\n+  linarith\n" in ran.out
    expected = FILE.replace("  sorry", "  linarith").replace(":= sorry", ":= by\n  norm_num")
    assert path.read_text(encoding="utf-8") == expected
    checked = run(command, "check", path)
    assert (checked.code, checked.out) == (
        0,
        "first: proved\nsecond: proved\nexample (line 13): proved\n",
    )
    again = run(command, "prove", path)
    assert (again.code, again.out) == (0, "")
    assert "no theorem whose proof is `sorry`" in again.err


def test_one_theorem_of_the_file(command: Prover, path: Path) -> None:
    ran = run(command, "prove", path, "--theorem", "second", "--write")
    assert ran.code == 0
    assert path.read_text(encoding="utf-8") == FILE.replace("  sorry", "  linarith")
    assert "no theorem secnd (did you mean second?)" in (
        run(command, "prove", path, "--theorem", "secnd").mistake()
    )
    assert "it has a proof already" in run(command, "prove", path, "--theorem", "first").mistake()


def test_what_is_not_proved_leaves_the_file_alone(command: Prover, path: Path) -> None:
    path.write_text(FILE.replace("x + 1 = 3", "x + 1 = 4"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    ran = run(command, "prove", path, "--theorem", "second", "--write")
    assert ran.code == 1
    assert ran.err.startswith("prover: second (line 10): not proved: ")
    assert ran.out == ""
    assert path.read_text(encoding="utf-8") == before


def test_a_wrong_proof_in_front_counts_as_sorry(command: Prover, path: Path) -> None:
    wrong = "theorem wrong (a b : ℝ) : a ≤ b := by\n  linarith\n\ntheorem second"
    path.write_text(FILE.replace("theorem second", wrong), encoding="utf-8")
    ran = run(command, "prove", path, "--theorem", "second", "--write")
    assert ran.code == 0, ran.err
    assert ran.err.startswith(f"prover: wrong (line 10) counts as `sorry` here: {path}:10: ")
    text = path.read_text(encoding="utf-8")
    assert wrong in text  # it is the author's to mend
    assert "x + 1 = 3 := by\n  linarith\n" in text


def test_an_error_that_no_proof_in_front_makes_is_told(command: Prover, path: Path) -> None:
    bad = "theorem bad (a : ℝ) : a ≤ b := by\n  linarith\n\ntheorem second"
    path.write_text(FILE.replace("theorem second", bad), encoding="utf-8")
    ran = run(command, "prove", path, "--theorem", "second")
    assert ran.code == 2
    assert f"second: {path}:10: " in ran.err


def test_json_is_one_object_a_theorem(command: Prover, path: Path) -> None:
    lines = run(command, "prove", path, "--json").out.splitlines()
    found = [json.loads(line) for line in lines]
    assert [(f["name"], f["line"], f["status"]) for f in found] == [
        ("second", 10, "proved"),
        ("", 13, "proved"),
    ]
    assert found[0]["environment"] == "repl"
    assert found[0]["proof"].endswith(":= by\n  linarith\n")


def test_check_says_what_is_wrong_with_each(command: Prover, path: Path) -> None:
    text = FILE + (
        "\ntheorem wrong (a b : ℝ) : a ≤ b := by\n  linarith\n"
        "\ntheorem gap (a : ℝ) : a = a ∧ a ≤ a := by\n  constructor\n  · rfl\n  · sorry\n"
        "\ntheorem equations : (n : ℕ) → n = n\n  | _ => rfl\n"
        "\nrun_cmd pure ()\n\ntheorem behind : 1 = 1 := by rfl\n"
    )
    path.write_text(text, encoding="utf-8")
    ran = run(command, "check", path, "--json")
    verdicts = {
        v["name"]: (v["verdict"], v["reason"]) for v in map(json.loads, ran.out.splitlines())
    }
    assert ran.code == 1
    assert verdicts["first"] == ("proved", "")
    assert verdicts["second"] == ("rejected", "it has no proof, but `sorry`")
    assert verdicts["wrong"][0] == "rejected"
    assert verdicts["gap"] == ("rejected", "the proof uses 'sorry'")
    assert verdicts["equations"][0] == "unsupported"
    assert verdicts["behind"][0] == "unsupported"
    assert "`run_cmd` on line" in verdicts["behind"][1]


def test_a_statement_that_lean_refuses_is_told_with_its_line(command: Prover, path: Path) -> None:
    path.write_text(FILE.replace("x + 1 = 3", "x + y = 3"), encoding="utf-8")
    message = run(command, "prove", path, "--theorem", "second").mistake()
    assert re.match(rf"second: {path}:10:\d+: ", message)


def test_files_outside_of_projects_and_without_lean(
    command: Prover, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = bare_machine(tmp_path, monkeypatch)
    outside = tmp_path / "B.lean"
    outside.write_text(FILE, encoding="utf-8")
    message = command("lean", "prove", outside).mistake()
    assert "is in no Lake project" in message
    assert "--project DIR" in message
    assert "lean-toolchain" in command("lean", "check", path).mistake()
    (path.parent / "lean-toolchain").write_text(TOOLCHAIN, encoding="utf-8")
    assert "no Lean REPL was built" in command("lean", "check", path).mistake()
    assert "--env embedded" in command("lean", "check", path, "--env", "embedded").mistake()
    assert "no such file" in command("lean", "check", tmp_path / "C.lean").mistake()
    assert machine.bin.is_dir()


def test_the_projects_own_toolchain_and_repl_run_the_file(
    command: Prover, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --server-cmd: `lake env` of the project's toolchain, in the project's folder."""
    machine = bare_machine(tmp_path, monkeypatch)
    machine.elan(TOOLCHAIN)
    machine.repl()
    (path.parent / "lean-toolchain").write_text(TOOLCHAIN, encoding="utf-8")
    calls = tmp_path / "calls"
    lake = machine.elan_home / "toolchains" / "leanprover--lean4---v4.20.0" / "bin" / "lake"
    script(
        lake,
        "import os, sys\n"
        f"open({str(calls)!r}, 'a').write(f'{{os.getcwd()}} {{sys.argv[1:]}}\\n')\n"
        f"os.execv({sys.executable!r}, {[sys.executable, str(REPLAY), '--embedded']!r})",
    )
    ran = command("lean", "check", path, "--theorem", "first")
    assert (ran.code, ran.out) == (0, "first: proved\n"), ran.err
    assert calls.read_text(encoding="utf-8").startswith(f"{path.parent} ['env', '")


def test_data_import_reads_a_lean_file_through_the_same_lean(
    command: Prover, path: Path, tmp_path: Path
) -> None:
    transcript = tmp_path / "t.json"
    text = "theorem t (P : Prop) (hp : P) : P := by\n  exact hp\n"
    tactic = {
        "tactic": "exact hp",
        "goals": "P : Prop\nhp : P\n⊢ P",
        "pos": {"line": 2, "column": 2},
        "usedConstants": [],
    }
    exchange = {"send": {"cmd": text, "allTactics": True}, "receive": {"tactics": [tactic]}}
    transcript.write_text(json.dumps({"exchanges": [exchange]}), encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    lean = (
        f"{shlex.quote(sys.executable)} {shlex.quote(str(REPLAY))} {shlex.quote(str(transcript))}"
    )
    out = tmp_path / "records.jsonl"
    ran = command("data", "import", path, "--server-cmd", lean, "--out", out, "--split", "train")
    assert ran.code == 0, ran.err
    record = json.loads(out.read_text(encoding="utf-8"))
    assert record == {
        "theorem": "t",
        "state": "P : Prop\nhp : P\n⊢ P",
        "tactic": "exact hp",
        "split": "train",
        "origin": str(path),
    }
