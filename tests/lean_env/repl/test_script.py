"""One tactic goes as it is; tactics below each other, or after semicolons, go in brackets."""

from __future__ import annotations

import pytest

from lean_env.repl.script import as_one_tactic


@pytest.mark.parametrize(
    "text",
    [
        "simp",
        "constructor <;> simp",
        "nlinarith [sq_nonneg (a - b),\n  sq_nonneg a]",
        "have h : a = b := by\n  simp\n  ring",
        "induction n with\n| zero => simp\n| succ n h => simp [h]",
        "calc\n  a = b := by simp\n  _ = c := by ring",
        "constructor\n<;> simp",
        "exact foo (\n  a\n)",
        "on_goal 2 =>\n  simp",
    ],
)
def test_one_tactic_is_left_alone(text: str) -> None:
    assert as_one_tactic(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "constructor; simp; simp",
        "constructor\n· simp\n· simp",
        "constructor\ncase left => simp\ncase right => simp",
        "refine ⟨?_, ?_⟩\nall_goals simp",
    ],
)
def test_several_become_a_block(text: str) -> None:
    sent = as_one_tactic(text)
    assert sent.startswith("(\n  ")
    assert sent.endswith("\n)")
    assert [line[2:] for line in sent.split("\n")[1:-1]] == text.split("\n")


def test_a_common_indentation_is_taken_off() -> None:
    assert as_one_tactic("  simp\n") == "simp"
    assert as_one_tactic("  constructor\n  · simp\n") == "(\n  constructor\n  · simp\n)"


def test_a_block_keeps_the_layout_inside_it() -> None:
    sent = as_one_tactic("have h : p := by\n  simp\nexact h")
    assert sent == "(\n  have h : p := by\n    simp\n  exact h\n)"


def test_a_comment_cannot_hide_the_closing_bracket() -> None:
    assert as_one_tactic("simp; ring -- done").endswith("-- done\n)")
