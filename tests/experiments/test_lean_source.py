"""Files of a Lake project: which theorems are in them, what stands before each, proofs put in."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.errors import UserError
from experiments.lean_project import audit_problem, in_file
from experiments.lean_source import LeanSource, Placed, difference, read_source, write_source

FILE = """\
import Mathlib

/-! # A file -/

open Real
variable (n : ℕ)

namespace Mine

/-- Twice. -/
def twice (x : ℝ) : ℝ := x + x

/-- A doc comment with theorem in it. -/
@[simp]
theorem twice_zero : twice 0 = 0 := by
  simp [twice] -- easy

open Nat in
/-- Another. -/
private lemma hard (h : n = 2) :
    n + 1 = 3 := by
  sorry

example : (1 : ℝ) < 2 := sorry

theorem partly (a : ℝ) : a = a ∧ 0 < a ^ 2 + 1 := by
  constructor
  · rfl
  · sorry

theorem equations : (n : ℕ) → n = n
  | 0 => rfl
  | _ + 1 => rfl

end Mine
"""


def source(folder: Path, text: str = FILE) -> LeanSource:
    path = folder / "A.lean"
    path.write_bytes(text.encode())
    return read_source(path)


def placed(folder: Path, text: str = FILE) -> dict[str, Placed]:
    return {place.title: place for place in source(folder, text).placed()}


def test_every_theorem_is_found_with_its_line(tmp_path: Path) -> None:
    found = placed(tmp_path)
    assert {title: place.line for title, place in found.items()} == {
        "twice_zero": 15,
        "hard": 20,
        "example (line 24)": 24,
        "partly": 26,
        "equations": 31,
    }
    assert [title for title, place in found.items() if place.unproved] == [
        "hard",
        "example (line 24)",
    ]
    assert [title for title, place in found.items() if place.gap] == ["partly"]
    assert [title for title, place in found.items() if place.problem] == ["equations"]


def test_statements_are_the_authors_without_modifiers(tmp_path: Path) -> None:
    found = placed(tmp_path)
    assert found["hard"].theorem.statement == "lemma hard (h : n = 2) :\n    n + 1 = 3"
    assert found["twice_zero"].theorem.statement == "theorem twice_zero : twice 0 = 0"
    assert found["twice_zero"].proof.strip() == "simp [twice]"


def test_all_that_stands_before_a_theorem_is_its_header(tmp_path: Path) -> None:
    header = placed(tmp_path)["hard"].theorem.header
    for part in (
        "import Mathlib",
        "variable (n : ℕ)",
        "namespace Mine",
        "def twice",
        "simp [twice]",
    ):
        assert part in header
    # For the theorem alone in the file; in a header of its own it may stand for itself.
    assert header.endswith("\nopen Nat")
    assert "lemma hard" not in header


def test_nothing_dangles_at_the_end_of_a_header(tmp_path: Path) -> None:
    header = placed(tmp_path)["twice_zero"].theorem.header
    assert "@[simp]" not in header
    assert "/--" not in header
    assert header.endswith("def twice (x : ℝ) : ℝ := x + x")


def test_lines_of_a_header_are_the_files(tmp_path: Path) -> None:
    header = placed(tmp_path)["partly"].theorem.header
    lines = header.split("\n")
    assert lines[FILE.split("\n").index("namespace Mine")] == "namespace Mine"


def test_a_proof_goes_where_the_sorry_was_and_nothing_else_changes(tmp_path: Path) -> None:
    old = source(tmp_path)
    place = next(p for p in old.placed() if p.title == "hard")
    new = old.with_proof(place, "rw [h]\nnorm_num")
    assert new.text == FILE.replace(
        "n + 1 = 3 := by\n  sorry", "n + 1 = 3 := by\n  rw [h]\n  norm_num"
    )
    changed = [line for line in difference(old, new).splitlines() if line[0] in "+-"]
    assert changed[2:] == ["-  sorry", "+  rw [h]", "+  norm_num"]


def test_a_term_becomes_a_script(tmp_path: Path) -> None:
    old = source(tmp_path, "example : 1 < 2 := sorry -- later\n\n-- the end")
    [place] = old.placed()
    assert old.with_proof(place, "norm_num").text == (
        "example : 1 < 2 := by\n  norm_num -- later\n\n-- the end"
    )


def test_windows_line_ends_and_the_mode_stay(tmp_path: Path) -> None:
    text = "theorem a : 1 < 2 := by\r\n  sorry\r\n\r\ntheorem b : 1 = 1 := rfl\r\n"
    old = source(tmp_path, text)
    old.path.chmod(0o640)
    place = old.placed()[0]
    assert place.unproved
    write_source(old, old.with_proof(place, "norm_num"))
    assert old.path.read_bytes() == text.replace("sorry", "norm_num").encode()
    assert old.path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [old.path]


def test_line_ends_of_two_kinds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="lines end in different ways"):
        source(tmp_path, "theorem a : 1 < 2 := by\r\n  sorry\n")


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    old = source(tmp_path)
    new = old.with_proof(old.placed()[1], "simp")
    old.path.write_text("-- mine", encoding="utf-8")
    with pytest.raises(UserError, match="changed meanwhile"):
        write_source(old, new)
    assert old.path.read_text(encoding="utf-8") == "-- mine"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    source(tmp_path)
    link = tmp_path / "B.lean"
    link.symlink_to(tmp_path / "A.lean")
    old = read_source(link)
    write_source(old, old.with_proof(old.placed()[1], "simp"))
    assert link.is_symlink()
    assert "n + 1 = 3 := by\n  simp\n" in (tmp_path / "A.lean").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("A.txt", "", r"A\.txt: a \.lean file is expected"),
        ("A.lean", "def a := 1\n", "no theorem in it"),
        ("A.lean", "theorem a : 1 = 1 := rfl /-", "unterminated comment"),
    ],
)
def test_what_is_no_file_of_theorems(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=message):
        read_source(path).placed()


@pytest.mark.parametrize(
    "command",
    [
        'macro "x" : tactic => `(tactic| trivial)',
        'run_cmd Lean.logInfo m!""',
        "#eval 1",
        "  elab_rules : tactic | _ => pure ()",
        "@[implemented_by bad] def good := 1",
        "#exit",
        'def a := r"\\" def b := "x -- " run_cmd pure ()',
        """def quote := '"'""",
        'def a := s!"{f "b -- "}"',
    ],
)
def test_behind_a_command_that_runs_code_nothing_is_judged(tmp_path: Path, command: str) -> None:
    found = placed(tmp_path, f"import Lean\n\n{command}\n\ntheorem a : 1 = 1 := by\n  rfl\n")
    assert "line 3" in audit_problem(found["a"])


@pytest.mark.parametrize(
    "command",
    [
        "def macros := 1",
        "-- macro",
        "instance : Add ℝ := ⟨fun a _ => a⟩",
        'notation "x" => 1',
        "variable (elab' : ℕ)",
        "#check 1",
        'def hello := "world"',
        "def char := 'a'",
    ],
)
def test_what_a_file_means_is_its_authors(tmp_path: Path, command: str) -> None:
    found = placed(tmp_path, f"import Lean\n\n{command}\n\ntheorem a : 1 = 1 := by\n  rfl\n")
    assert audit_problem(found["a"]) == ""


def test_places_are_told_as_the_files(tmp_path: Path) -> None:
    place = placed(tmp_path)["hard"]
    path = Path("A.lean")
    assert in_file("2:4: unknown identifier", place, path) == "A.lean:21:4: unknown identifier"
    told = in_file("the header, line 1: unknown module prefix 'A'", place, path)
    assert told.startswith("A.lean:1: unknown module prefix 'A' (`lake build`")


@pytest.mark.parametrize("statement_too", [False, True])
def test_a_broken_theorem_is_set_aside_and_lines_keep_their_numbers(
    tmp_path: Path, statement_too: bool
) -> None:
    text = "theorem a : 1 = 2 := by\n  rfl\n\ntheorem b : 1 = 1 := by\n  rfl\n"
    old = source(tmp_path, text)
    new = old.set_aside(old.placed()[0], statement_too=statement_too)
    left = new.placed()
    assert left[-1].line == old.placed()[-1].line
    assert left[-1].theorem.statement == "theorem b : 1 = 1"
    header = left[-1].theorem.header
    assert header.strip() == ("" if statement_too else "theorem a : 1 = 2 := sorry")


@pytest.mark.parametrize(
    "text",
    [
        "@[to_additive (attr := [simp])] theorem a : 1 = 1 := by rfl\n",
        "mutual\n  theorem a : 1 = 1 := by rfl\nend\n",
        "def two := 2\n  theorem a : 1 = 1 := by rfl\n",
        "set_option x 1 in\n  theorem a : 1 = 1 := by rfl\n",
    ],
)
def test_no_theorem_passes_unseen(tmp_path: Path, text: str) -> None:
    [place] = source(tmp_path, text).placed()
    assert place.title == "a"
    assert "inside another command" in place.problem
