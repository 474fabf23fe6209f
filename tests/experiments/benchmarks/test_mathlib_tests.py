"""Reading a checkout's tactic tests as theorems with Lean's verdicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.benchmarks.mathlib_tests import cases, judge, main, outcome
from lean_env.types import VerdictKind

_TESTS = """import Mathlib

variable {F : Type*} [Field F] [LinearOrder F] [IsStrictOrderedRing F]

section small
variable (u v : F)

-- a comment
example (h : u < v) : u ≤ v := by linarith

example (h : 0 < u * v) : 0 < v * u / 3 := by
  fail_if_success positivity
  linarith
end small

/-- error: linarith failed -/
#guard_msgs in
example (m : ℕ) : m ≤ 1 := by
  linarith

example {R : Type} [CommRing R] (r : R) : r + r = 2 * r := by ring

example {G : Type} [Group G] (g : G) : g = g := rfl
"""


def test_examples_become_theorems_over_concrete_types() -> None:
    found = list(cases(_TESTS, "t.lean"))
    assert [(c.where, c.accepted) for c in found] == [
        ("t.lean:9", True),
        ("t.lean:11#0", False),
        ("t.lean:11", True),
        ("t.lean:18", False),
        ("t.lean:21", True),
        ("t.lean:23", True),
    ]
    assert "(u v : ℝ)" in found[0].text
    assert found[1].text.endswith("positivity")
    assert "fail_if_success" not in found[2].text
    assert found[2].text.endswith("linarith")
    assert "(r : ℤ)" in found[4].text


def test_a_failure_on_one_line_is_two_theorems() -> None:
    text = "example (x : ℝ) : x = x := by (fail_if_success omega); rfl\n"
    failing, rest = cases(text, "t.lean")
    assert " ".join(failing.text.split()) == "theorem t (x : ℝ) : x = x := by omega"
    assert " ".join(rest.text.split()) == "theorem t (x : ℝ) : x = x := by rfl"
    assert (failing.accepted, rest.accepted) == (False, True)


def test_the_verdicts_are_compared() -> None:
    found = list(cases(_TESTS, "t.lean"))
    kinds = [outcome(c, judge(c)) for c in found]
    assert kinds == ["agree"] * 5 + ["outside"]
    assert judge(found[5]).kind in (VerdictKind.UNSUPPORTED, VerdictKind.ERROR)


def test_what_the_fragment_accepts_against_lean_fails_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "MathlibTest"
    folder.mkdir()
    text = "/-- error: no -/\n#guard_msgs in\nexample (x : ℝ) : x ≤ x := by linarith\n"
    (folder / "linarith.lean").write_text(text, encoding="utf-8")
    assert main(["--mathlib", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "more generous: MathlibTest/linarith.lean:3" in printed
    assert "all: agree 0, stricter 0, more generous 1, outside 0" in printed


def test_a_folder_without_tests_is_refused(tmp_path: Path) -> None:
    assert main(["--mathlib", str(tmp_path)]) == 2
