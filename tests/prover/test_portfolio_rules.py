"""The portfolio's rules for sets, powers, |x|, √x and logarithms: proposals, and proofs by them."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import Theorem
from prover.portfolio import PortfolioGenerator, tactics
from prover.search import SearchConfig, prove

CONFIG = SearchConfig(expansions=64, samples=64, max_depth=5)

PROPOSED = [
    (
        "S : Finset ℕ\nh : ∀ (n : ℕ), n ∈ S ↔ n ∣ 12\n⊢ S.card = 6",
        "have hS : S = Nat.divisors 12 := by ext n; simp [h]",
    ),
    ("S : Finset ℕ\nhS : S = Nat.divisors 12\n⊢ S.card = 6", "rw [hS]"),
    (
        "n : ℕ\n⊢ 9 ∣ 10 ^ n - 1",
        "have hp : 10 ^ n % 9 = 1 ∧ 0 < 10 ^ n := ⟨by simp [Nat.pow_mod], by positivity⟩",
    ),
    (
        "x y : ℕ\nhx : x < 3\nhy : y < 4\nh : 2 ^ x * 3 ^ y = 12\n⊢ x + y = 3",
        "interval_cases x <;> interval_cases y <;> simp_all",
    ),
    (
        "x : ℝ\nh : |x - 2| < 1\n⊢ 1 < x ∧ x < 3",
        "rcases abs_cases (x - 2) with ⟨ha, hb⟩ | ⟨ha, hb⟩ <;> constructor <;> linarith",
    ),
    ("x : ℝ\nh : |x - 2| < 1\n⊢ 1 < x", "rw [abs_lt] at h"),
    (
        "⊢ √9 + 1 = 4",
        "have hs : √9 = 3 := by rw [show (9 : ℝ) = 3 ^ 2 by norm_num]; "
        "exact Real.sqrt_sq (by norm_num)",
    ),
    ("x : ℝ\n⊢ √(x ^ 2 + 3) = 2", "rw [show x ^ 2 + 3 = 2 ^ 2 by nlinarith]"),
    (
        "x y : ℝ\nh : Real.log (x * y ^ 2) = 1\n⊢ x = 2",
        "rw [Real.log_mul (by positivity) (by positivity), Real.log_pow] at h",
    ),
    (
        "a b : ℝ\nh : ∀ (x : ℝ), x ≠ 2 → a / (x - 2) = b * x\n⊢ a = 2",
        "have hi := h 0 (by norm_num)",
    ),
    ("x c : ℝ\nh : 2 * x ^ 2 + 5 * x + c ≤ 0\n⊢ c ≤ 25 / 8", "nlinarith [sq_nonneg (4 * x + 5)]"),
    (
        "x y : ℝ\nn : x ≠ y\nh : x ^ 2 - 3 * x = 1\nk : y ^ 2 - 3 * y = 1\n⊢ x * y = -1",
        "have hr : x + y = 3 := by apply mul_left_cancel₀ (sub_ne_zero.mpr n); linarith",
    ),
]

# Bound variables, members of sets that are not there, moduli that no power is taken by.
NOT_PROPOSED = [
    ("f : ℝ → ℝ\nh : ∀ (x : ℝ), f x = |x|\n⊢ 0 ≤ f 2", "abs_cases"),
    ("f : ℝ → ℝ\nh : ∀ (x : ℝ), f x = √x\n⊢ 0 ≤ f 2", "Real.sq_sqrt"),
    ("S : Set ℕ\nh : ∀ (n : ℕ), n ∈ S ↔ n ∣ 12\n⊢ 3 ∈ S", "Nat.divisors"),
    ("n : ℤ\n⊢ (9 : ℤ) ∣ 10 ^ n.toNat - 1", "Nat.pow_mod"),
]


@pytest.mark.parametrize(("state", "tactic"), PROPOSED, ids=[t for _, t in PROPOSED])
def test_a_shape_has_its_tactic(state: str, tactic: str) -> None:
    proposed = list(tactics(state))
    assert tactic in proposed
    assert len(proposed) == len(set(proposed)) <= 64


@pytest.mark.parametrize(("state", "word"), NOT_PROPOSED, ids=[w for _, w in NOT_PROPOSED])
def test_another_shape_has_not(state: str, word: str) -> None:
    assert not [t for t in tactics(state) if word in t]


PROVABLE = [
    "(S : Finset ℕ) (h : ∀ n : ℕ, n ∈ S ↔ n ∣ 20) : ∑ k ∈ S, k = 42",
    "(S : Finset ℕ) (h : ∀ n, n ∈ S ↔ 0 < n ∧ n ^ 2 < 30) : S.card = 5",
    "(n : ℕ) : 7 ∣ 8 ^ n - 1",
    "(n : ℕ) : (2 ^ n + 3) % 7 ≠ 6",
    "(x y : ℕ) (h : 2 ^ x * 5 ^ y = 200) : x + y = 5",
    "(x : ℝ) (h : |2 * x - 3| < 5) : -1 < x ∧ x < 4",
    "(x y : ℝ) (h : x + y = 7) (h2 : x * y = 12) : Real.sqrt (x ^ 2 + y ^ 2) = 5",
    ": Real.sqrt 49 - 3 = 4",
    "(x y : ℝ) (hx : 0 < x) (hy : 0 < y) (h : Real.log (x * y) = 3) (h2 : Real.log x = 1) :"
    " Real.log y = 2",
    "(a b : ℝ) (h : ∀ x, x ≠ 2 → a * x + b = 3 * x + 1) : a + b = 4",
    "(x c : ℝ) (h : x ^ 2 + 6 * x + c ≤ 0) : c ≤ 9",
    "(n : ℕ) : ∑ k ∈ Finset.range n, (1 : ℝ) / ((k + 1) * (k + 2)) = n / (n + 1)",
]

FALSE = [
    "(S : Finset ℕ) (h : ∀ n : ℕ, n ∈ S ↔ n ∣ 20) : ∑ k ∈ S, k = 41",
    "(S : Finset ℕ) (h : ∀ n, n ∈ S ↔ n ^ 2 < 30) : S.card = 5",
    "(n : ℕ) : 7 ∣ 9 ^ n - 1",
    "(x : ℝ) (h : |2 * x - 3| ≤ 5) : -1 < x ∧ x < 4",
    "(x y : ℝ) (h : x + y = 7) (h2 : x * y = 12) : Real.sqrt (x ^ 2 + y ^ 2) = 6",
    "(x y : ℝ) (hx : 0 < x) (hy : 0 < y) (h : Real.log (x * y) = 3) (h2 : Real.log x = 1) :"
    " Real.log y = 3",
]


@pytest.mark.parametrize("signature", PROVABLE)
def test_the_rules_lead_to_short_proofs(signature: str) -> None:
    theorem = Theorem("t", f"theorem t {signature}")
    result = prove(theorem, EmbeddedEnv, PortfolioGenerator(), CONFIG)
    assert result.proof is not None
    assert len(result.proof.splitlines()) <= 5


@pytest.mark.parametrize("signature", FALSE)
def test_what_is_false_stays_open(signature: str) -> None:
    theorem = Theorem("t", f"theorem t {signature}")
    assert prove(theorem, EmbeddedEnv, PortfolioGenerator(), CONFIG).proof is None
