from __future__ import annotations

import subprocess
import sys

import pytest

from lean_env.types import TacticState, Theorem
from prover.generator import Request
from prover.goal_text import GoalText, Shape, operands, shape, sides
from prover.portfolio import PortfolioGenerator, tactics


@pytest.mark.parametrize(
    ("proposition", "expected"),
    [
        ("a = b", Shape.EQ),
        ("a ≤ b ∧ b < c", Shape.AND),
        ("(a ≤ b ∨ c) ∧ d", Shape.AND),
        ("a ∧ b → c", Shape.IMPLIES),
        ("¬a = b", Shape.NOT),
        ("¬a = b ∧ c", Shape.AND),
        ("(∃ x, x = 1)", Shape.EXISTS),
        ("∀ x, x = 1 ∧ y", Shape.FORALL),
        ("a = 1 ∨ ∃ x, p → q", Shape.OR),
        ("x = 1 ↔ x ∈ s ∧ y", Shape.IFF),
        ("f (a ≤ b)", Shape.OTHER),
        ("(a + b) * (c + d) ≥ 0", Shape.GE),
    ],
)
def test_shapes(proposition: str, expected: Shape) -> None:
    assert shape(proposition) is expected


def test_sides_and_operands() -> None:
    assert sides("a * b ≤ c + (d = e)") == ("a * b", "c + (d = e)")
    assert operands("a + -b + (c + d)", "+") == ["a", "-b", "(c + d)"]


def test_goals_are_read() -> None:
    goal = GoalText.parse(
        "case left\nx y : ℝ\nx✝ : ℕ\nhx hy : 0 < x\nf : ℝ → ℝ\nh : x =\n    y\n⊢ x ≤ y\n\n⊢ False"
    )
    assert goal.variables == {"x": "ℝ", "y": "ℝ"}
    assert goal.hypotheses == {"hx": "0 < x", "hy": "0 < x", "f": "ℝ → ℝ", "h": "x = y"}
    assert goal.target == "x ≤ y"
    assert goal.fresh("h") == "h1"
    with pytest.raises(ValueError, match="without a goal"):
        GoalText.parse("no goals")


def _has(state: str, *wanted: str) -> None:
    found = list(tactics(state))
    assert len(set(found)) == len(found)
    for tactic in wanted:
        assert tactic in found


def test_tactics_fit_the_state() -> None:
    _has(
        "a b : ℝ\n⊢ 2 * a * b ≤ a ^ 2 + b ^ 2",
        "norm_num",
        "positivity",
        "nlinarith [sq_nonneg (a - b)]",
    )
    _has("⊢ ∀ x > 0, x ^ 2 > 0", "intro x hx")
    _has("x : ℝ\n⊢ ∀ (x y : ℕ), x = y", "intro x1 y")
    _has("x : ℝ\n⊢ x = 2 → x = 3", "intro h")
    _has("⊢ p ↔ q", "constructor")
    _has("x : ℝ\nh : x = 1 ∨ x = 2\n⊢ 0 < x", "rcases h with h | h", "positivity")
    _has("x : ℝ\nh : ∃ y, x = y ∧ 0 < y\n⊢ 0 < x", "obtain ⟨y, hy⟩ := h")
    _has("x y : ℝ\nh : x = y + 1\n⊢ y < x", "subst h")
    _has("x y : ℝ\nhx : 0 < x\nhy : 0 < y\n⊢ 0 < x * y", "nlinarith [mul_pos hx hy]")
    _has("x y : ℝ\nhy : 0 < y\n⊢ x / y ≤ 1", "rw [div_le_iff₀ (by positivity)]")
    _has("n : ℕ\nh : n % 2 = 1\n⊢ (n + 1) % 2 = 0", "omega")
    _has("f : ℝ → ℝ\nhf : ∀ x, f x = x + 1\n⊢ f 1 = 2", "norm_num [hf]")


def test_substitution_needs_a_variable_that_is_gone_afterwards() -> None:
    assert "subst h" not in list(tactics("x : ℝ\nh : x = x ^ 2\n⊢ x = 1"))
    assert "subst h" not in list(tactics("x : ℝ\nh : x + 1 = 2\n⊢ x = 1"))


def test_generator_cuts_and_ranks() -> None:
    request = Request(Theorem("t", ""), TacticState("a b : ℝ\n⊢ a ≤ b"))
    ((first, second, third),) = PortfolioGenerator().generate([request], 3)
    assert 0 > first.logprob > second.logprob > third.logprob


def test_the_search_core_loads_no_heavy_library() -> None:
    code = (
        "import sys, prover.pool, prover.portfolio, prover.prompt, prover.value\n"
        "print([m for m in ('torch', 'ray', 'transformers', 'networkx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
