"""Names in simp sets that are no plain lemmas, and simp's kin: `dsimp`, `simp_rw`; `rfl` of ∣."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import Theorem

CASES = [
    (
        "(f g : ℝ → ℝ) (hf : ∀ x, f x = x + 1) (hg : ∀ x, g x = x) : f 3 = 4",
        "simp_rw [hf, hg]\nnorm_num",
        False,
    ),
    ("(f : ℝ → ℝ) (hf : ∀ x, f x = x + 1) : f 3 = 4", "simp_rw [← hf]", False),
    ("(x : ℝ) (h : x + 1 = 3) : x = 2", "dsimp at h\nlinarith", False),
    ("(x : ℝ) (h : x = 3) : x = 3", "dsimp [h]", False),
    ("(m n : ℕ) (h : m = n) : m ∣ n + 1", "rw [h]", False),
    (
        "(f g : ℝ → ℝ) (hf : ∀ x, f x = x + 1) (hg : ∀ x, g x = 2 * x) : f (g 3) = 7",
        "simp_rw [hf, hg]\nnorm_num",
        True,
    ),
    (
        "(f : ℝ → ℝ) (hf : ∀ x, f x = x + 1) (h : f 2 = 4) : False",
        "simp_rw [hf] at h\nnorm_num at h",
        True,
    ),
    ("(f : ℝ → ℝ) (h : (fun x => x + 1) 2 = f 3) : f 3 = 2 + 1", "dsimp at h\nrw [h]", True),
    ("(m n : ℕ) (h : m = n) : m ∣ n", "rw [h]", True),
    (": Nat.lcm 12 18 = 35", "simp [Nat.lcm]", False),
    ("(n : ℕ) : Nat.gcd n 18 = 6", "simp [Nat.gcd]", False),
    ("(x : ℝ) (h : x = ((3 : ℕ) : ℝ)) : x = 3", "simp only [Int.cast_ofNat] at h\nexact h", False),
    (
        "(x : ℝ) (h : x = 2 + 3 * 2) : x = 8",
        "simp only [Nat.reduceMul, Nat.reduceAdd] at h\nexact h",
        False,
    ),
    ("(a b : ℝ) (hb : b ≠ 0) : b * a / b = a", "simp only [mul_div_cancel_left]", False),
    ("(a b : ℕ) (h : a = b) : a + 1 = b", "simp_all only [Nat.succ.injEq]", False),
    # `induction'` on `2 ≤ n` leaves `Nat.le 2 k`, which simp shows as `2 ≤ k` (`Nat.le_eq`).
    (
        "(n : ℕ) (h : 2 ≤ n) (hp : ∀ k, 3 ≤ k → 5 ≤ k ^ 3) : 5 ≤ n ^ 3",
        "induction' h with k hk ih\n· norm_num\n· simp at hk\n  exact hp _ (by omega)",
        True,
    ),
    (
        "(n : ℕ) (h : 2 ≤ n) (hp : ∀ k, 4 ≤ k → 5 ≤ k ^ 3) : 5 ≤ n ^ 3",
        "induction' h with k hk ih\n· norm_num\n· simp at hk\n  exact hp _ (by omega)",
        False,
    ),
    (": Nat.lcm 12 18 = 36", "simp [Nat.lcm]", True),
    (": Nat.gcd 12 18 = 6", "norm_num [Nat.gcd]", True),
    ("(b : ℝ) : Real.logb 2 b = Real.log b / Real.log 2", "simp [Real.logb]", True),
    ("(x : ℝ) (h : x = ((3 : ℕ) : ℝ)) : x = 3", "simp only [Nat.cast_ofNat] at h\nexact h", True),
    (
        "(x : ℕ) (h : x = 2 + 3 * 2) : x = 8",
        "simp only [Nat.reduceAdd, Nat.reduceMul] at h\nrw [h]",
        True,
    ),
    ("(a b : ℝ) (h : a = b) : b = a", "simp_all only [mul_div_cancel_left]", True),
]


@pytest.mark.parametrize(("statement", "proof", "proved"), CASES)
def test_verdicts(statement: str, proof: str, proved: bool) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), proof)
    assert verdict.proved == proved, verdict.reason
