"""Names in simp sets that are no plain lemmas: definitions, simprocs, lemmas of no use here."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import Theorem

CASES = [
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
