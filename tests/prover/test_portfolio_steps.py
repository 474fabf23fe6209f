"""The portfolio's rules: what they propose for a shape of goal, and that it leads to proofs."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import Theorem
from prover.portfolio import PortfolioGenerator, tactics
from prover.search import SearchConfig, prove

CONFIG = SearchConfig(expansions=40, samples=64, max_depth=5)

PROPOSED = [
    ("a : ℤ\n⊢ a ^ 2 % 3 = 1", "have hm : a % 3 = 0 ∨ a % 3 = 1 ∨ a % 3 = 2 := by omega"),
    ("n : ℕ\n⊢ n ≤ 2 ^ n", "induction' n with k ih"),
    ("k : ℕ\nih : ∑ i ∈ Finset.range k, i = k\n⊢ ∑ i ∈ Finset.range (k + 1), i = k",
     "rw [Finset.sum_range_succ, ih]"),
    ("x : ℝ\nh : x ≠ 3\nh₁ : 1 / (x - 3) = 2\n⊢ x = 1", "have hd := sub_ne_zero.mpr h"),
    ("x : ℝ\nh : x ≠ -3\nh₁ : 1 / (x + 3) = 2\n⊢ x = 1",
     "have hd : x + 3 ≠ 0 := by intro h; apply h; linarith"),
    ("x y : ℝ\nh : x ≠ y\n⊢ x * y = 2", "apply mul_left_cancel₀ (sub_ne_zero.mpr h)"),
    ("x y : ℝ\nh : x ≠ 0\n⊢ y = 2", "apply mul_left_cancel₀ h"),
    ("f : ℝ → ℝ\nh : ∀ (x : ℝ), f x = 2 * x\nh₁ : f 3 = 4\n⊢ False", "simp only [h] at h₁"),
    ("a b : ℝ\nh : ∀ (x : ℝ), a * x + b = 2 * x\n⊢ a = 2",
     "linarith [h 0, h 1, h (-1), h 2]"),
    ("a : ℕ\nh : ↑a * 3 = 12\n⊢ a = 4", "exact_mod_cast (by linarith : (a : ℝ) = 4)"),
    ("z w : ℂ\nh : z + w = 3\nh₁ : z - w = 1\n⊢ z = 2",
     "linear_combination (1) * h + (-1) * h₁"),
    ("a b : ℝ\n⊢ 4 * a * b ≤ 4 * a ^ 2 + b ^ 2",
     "nlinarith [sq_nonneg (2 * a - b), sq_nonneg (2 * a - b - 1), sq_nonneg (2 * a - b + 1), "
     "sq_nonneg (2 * a - b - 2)]"),
    ("n : ℤ\nh₀ : 0 < n\nh₁ : n ^ 2 + n = 30\n⊢ n = 5", "have hn : n ≤ 30 := by nlinarith"),
    ("⊢ ∑ k ∈ Finset.range 5, k = 10", "decide"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "tactic"), PROPOSED, ids=[t for _, t in PROPOSED])
def test_a_shape_has_its_tactic(state: str, tactic: str) -> None:
    assert tactic in list(tactics(state))


def test_a_list_is_short_and_without_repetitions() -> None:
    for state, _ in PROPOSED:
        proposed = list(tactics(state))
        assert len(proposed) == len(set(proposed)) <= 64


PROVABLE = [
    "(a : ℤ) : a ^ 2 % 3 = 0 ∨ a ^ 2 % 3 = 1",
    "(n : ℕ) : 3 ∣ n ^ 3 + 2 * n",
    "(n : ℕ) : ∑ k ∈ Finset.range n, (2 * k + 1) = n ^ 2",
    "(n : ℝ) (h₀ : n ≠ 2) (h₁ : (n + 4) / (n - 2) = 3) : n = 5",
    "(x y : ℝ) (h₀ : x ≠ y) (h₁ : x ^ 2 + 3 * x = y ^ 2 + 3 * y) : x + y = -3",
    "(a b : ℝ) (h₀ : ∀ x, a * x + b = 2 * x + 5) : a + b = 7",
    "(x e : ℂ) (h₀ : x + e = 5) (h₁ : 2 * x + e = 8) : x = 3 ∧ e = 2",
    "(a : ℕ) (h₀ : (3 : ℚ) * a = 12) : a = 4",
    "(a c : ℝ) : 4 * a * c ≤ 4 * a ^ 2 + c ^ 2",
]


@pytest.mark.parametrize("signature", PROVABLE)
def test_the_rules_lead_to_short_proofs(signature: str) -> None:
    theorem = Theorem("t", f"theorem t {signature}")
    result = prove(theorem, EmbeddedEnv, PortfolioGenerator(), CONFIG)
    assert result.proof is not None
    assert len(result.proof.splitlines()) <= 5
