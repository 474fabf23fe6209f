"""`prover prove`: from a statement to a complete Lean theorem."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.experiments.shell import Prover

EXAMPLE = "theorem t (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2"


def test_a_complete_theorem_is_printed_and_passes_check(prover: Prover, tmp_path: Path) -> None:
    began = time.perf_counter()
    ran = prover("prove", EXAMPLE)
    assert time.perf_counter() - began < 10  # 3 s, on a machine that has nothing else to do
    assert ran.code == 0
    assert ran.out.startswith(f"{EXAMPLE} := by\n  ")
    assert ran.err == ""
    (tmp_path / "t.lean").write_text(ran.out, encoding="utf-8")
    checked = prover("check", "t.lean")
    assert (checked.code, checked.out) == (0, "t: proved\n")


def test_proving_needs_no_torch(command: Prover, prover: Prover, tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text("raise ImportError('torch was imported')")
    (tmp_path / "ray.py").write_text("raise ImportError('ray was imported')")
    assert prover("prove", EXAMPLE, PYTHONPATH=str(tmp_path)).code == 0


@pytest.mark.parametrize("proof", ["", " := by sorry", " := sorry", " := by", " :="])
def test_a_missing_proof_may_be_written_out(command: Prover, proof: str) -> None:
    ran = command("prove", f"\n  {EXAMPLE}{proof}\n")
    assert ran.code == 0
    assert ran.out.startswith(f"{EXAMPLE} := by\n  ")


def test_statements_come_from_files_and_standard_input(prover: Prover, tmp_path: Path) -> None:
    text = f"import Mathlib\n\n-- easy\n{EXAMPLE} := by\n  sorry\n"
    (tmp_path / "my file.lean").write_text(text, encoding="utf-8")
    from_file = prover("prove", "my file.lean")
    assert from_file.out.startswith(f"import Mathlib\n\n{EXAMPLE} := by\n")
    assert prover("prove", "-", text=text).out == from_file.out


def test_json_has_the_theorem_and_what_it_cost(command: Prover) -> None:
    ran = command("prove", EXAMPLE, "--json")
    found = json.loads(ran.out)
    assert ran.code == 0
    assert found["status"] == "proved"
    assert found["proof"].startswith(EXAMPLE)
    assert found["environment"] == "embedded"


@pytest.mark.parametrize(
    "statement",
    [
        "theorem t (a b : ℝ) : a ^ 2 + b ^ 2 ≤ 2 * a * b",
        "theorem t (a : ℝ) : a < a",
        "theorem t (x : ℝ) : 1 / x * x = 1",
        "theorem t (a b : ℕ) : a - b + b = a",
        "theorem t : ((1 / 2 : ℕ) : ℚ) = 1 / 2",
    ],
)
def test_a_false_statement_is_not_proved(command: Prover, statement: str) -> None:
    ran = command("prove", statement, "--timeout", "5")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.startswith("prover: not proved: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ("theorem t (a b : ℝ : a < b", "t:1:19: unexpected"),
        ("theorem (a b : ℝ) : a < b", "the theorem:1:8: unexpected"),
        ("theorem t (a : Nonsense) : a = a", "more of Lean than the environment embedded knows"),
        ("missing.txt", "no such file"),
        ("theorem t (a : ℝ) : a < c", "c"),
        ("theorem t : ∮ x = 3", "∮"),
        ("2 + 2 = 4", "a theorem is expected"),
        ("", "found none"),
        ("def f := 3", "`def f := 3`"),
        (f"{EXAMPLE}\n\n{EXAMPLE}", "found 2"),
        (f"{EXAMPLE} := by nlinarith", "prover check"),
        ("axiom a : 1 = 2", "`axiom a : 1 = 2`"),
        ("missing.lean", "no such file"),
        ("/- never closed", "unterminated comment"),
        ("theorem t : \ud800 = 1", "UTF-8"),
        ("x" * 5000, "a theorem is expected"),
    ],
)
def test_what_is_no_statement_is_one_line(command: Prover, argument: str, told: str) -> None:
    assert told in command("prove", argument).mistake()


@pytest.mark.parametrize("name", ["s.lean", "-"])
def test_a_mistake_in_a_file_has_its_place(prover: Prover, tmp_path: Path, name: str) -> None:
    text = "\n\nimport Mathlib\n\ntheorem t (a : ℝ)\n    (b : ℝ : a < b := by sorry\n"
    (tmp_path / "s.lean").write_text(text, encoding="utf-8")
    told = prover("prove", name, text=text).mistake()
    file = "standard input" if name == "-" else name
    assert told.startswith(f"{file}:6:11: unexpected token ':'")
    (tmp_path / "s.lean").write_text("\n\ndef f := 3", encoding="utf-8")
    told = prover("prove", name, text="\n\ndef f := 3").mistake()
    assert told.startswith(f"{file}:3: a theorem is expected")


def test_names_nobody_has(command: Prover) -> None:
    assert "did you mean embedded?" in command("prove", EXAMPLE, "--env", "embeded").mistake()
    for lean in ("lean4", "lean", "Lean4"):
        assert "did you mean repl?" in command("prove", EXAMPLE, "--env", lean).mistake()
    told = command("prove", EXAMPLE, "--model", __file__).mistake()
    assert told.startswith(f"no model at {__file__}: it is a file (")
    assert "no model at nowhere" in command("prove", EXAMPLE, "--model", "nowhere").mistake()
