"""Where tactics of Lean 3 end, and how a script is printed."""

from __future__ import annotations

import pytest

from lean_env.lean_gym.scripts import as_block, steps


@pytest.mark.parametrize(
    ("script", "pieces"),
    [
        ("intros x,\nlinarith", ["intros x", "linarith"]),
        ("intros x\nlinarith", ["intros x", "linarith"]),
        ("split, exact ha, exact hb,", ["split", "exact ha", "exact hb"]),
        ("rw [a, b] at h, simp", ["rw [a, b] at h", "simp"]),
        ("exact λ x y, f x, skip", ["exact λ x y, f x", "skip"]),
        ("have h : ∀ x, ∃ y, p x y, simp", ["have h : ∀ x, ∃ y, p x y", "simp"]),
        ("exact foo\n  bar\nskip", ["exact foo\n  bar", "skip"]),
        ("cases h with x hx,\n{ a, b },\n{ c }", ["cases h with x hx", "{ a, b }", "{ c }"]),
        ("cases h,\n  { a },\n  { b }", ["cases h", "{ a }", "{ b }"]),
        ("begin a, b end, c", ["begin a, b end", "c"]),
        ("exact ⟨λ x, x, y⟩, skip", ["exact ⟨λ x, x, y⟩", "skip"]),
        ("a, -- one, two\nb /- , -/, c", ["a", "b", "c"]),
        ("  a,\n  b", ["a", "b"]),
        ("", []),
        (" , ,", []),
    ],
)
def test_a_script_is_cut_where_a_tactic_may_end(script: str, pieces: list[str]) -> None:
    assert [piece.text for piece in steps(script)] == pieces


def test_pieces_know_what_separates_them() -> None:
    assert [piece.separator for piece in steps("a, b\nc")] == [",", "\n", ""]


def test_a_block_has_a_comma_behind_every_tactic_but_the_last() -> None:
    assert as_block("intros x\nexact f\n  x") == "begin\n  intros x,\n  exact f\n    x\nend\n"
    assert as_block("intros x, simp,") == "begin\n  intros x,\n  simp\nend\n"


@pytest.mark.parametrize("script", ["skip /- no end", "skip -/", 'trace "a, b"'])
def test_comments_must_match_and_strings_are_refused(script: str) -> None:
    with pytest.raises(ValueError, match=r"comment|strings"):
        steps(script)
