"""The portfolio for Lean 3: read off Lean 3's printing, written in Lean 3's syntax."""

from __future__ import annotations

import pytest

from lean_env.lean_gym.border import forbidden
from lean_env.types import TacticState, Theorem
from prover.generator import Request
from prover.portfolio_lean3 import Lean3Portfolio, tactics

LINEAR = "2 goals\nx p : ℝ,\nh₀ : x < 2 ∧ p = 2,\nh₁ :\n  |x - 2| = p\n⊢ x * x ≤ 4 / p\n\n⊢ true"


def test_a_closed_statement_is_introduced_under_its_own_names() -> None:
    assert next(tactics("⊢ ∀ (x p : ℝ), x < 2 → |x - 2| = p → x - p = 2 - 2 * p")) == "intros"
    assert next(tactics("a b : Prop\n⊢ a → b")) == "intros"
    assert next(tactics("h : 0 = 0\n⊢ ¬1 = 2")) == "intro h1"


def test_hypotheses_are_taken_apart_in_lean_3_syntax() -> None:
    found = list(tactics(LINEAR))
    assert found[0] == "cases h₀ with h₀l h₀r"
    assert "subst h₁" in found
    assert "cases h with y hy" in list(tactics("x : ℕ,\nh : ∃ (y : ℕ), x = y\n⊢ false"))
    assert "cases h" in list(tactics("a b : Prop,\nh : a ∨ b\n⊢ b ∨ a"))


def test_hints_speak_of_the_goals_variables() -> None:
    found = list(tactics(LINEAR))
    assert "nlinarith [sq_nonneg (x - p)]" in found
    assert "field_simp" in found
    assert not any(tactic.startswith("positivity") for tactic in found)  # not in that mathlib
    assert "omega" not in found
    assert "omega" in list(tactics("n : ℕ,\nh : n % 2 = 1\n⊢ 0 < n"))


@pytest.mark.parametrize(
    "state",
    [
        LINEAR,
        "⊢ ∀ {p : ℕ}, nat.prime p → 2 ≤ p",
        "case or.inl\na b : Prop,\nᾰ : a\n⊢ b ∨ a",
        "f : ℕ → ℕ,\nh : ∀ (x : ℕ), f x = x + 1,\ng : f 2 = 3\n⊢ f 1 = 2",
        "s : finset ℕ := finset.range 3\n⊢ s.sum (λ (i : ℕ), i) = 3",
    ],
)
def test_every_entry_passes_the_border(state: str) -> None:
    found = list(tactics(state))
    assert len(found) == len(set(found)) > 3
    assert [tactic for tactic in found if forbidden(tactic)] == []


def test_the_generator_counts_down_from_the_first() -> None:
    request = Request(Theorem("t", "t"), TacticState(LINEAR))
    [samples] = Lean3Portfolio().generate([request], 3)
    assert [s.tactic for s in samples] == list(tactics(LINEAR))[:3]
    assert [s.logprob for s in samples] == pytest.approx([-0.1, -0.2, -0.3])


def test_a_text_without_a_goal_is_no_state() -> None:
    with pytest.raises(ValueError, match="not a tactic state"):
        list(tactics("no goals"))
