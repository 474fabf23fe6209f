"""`calc` chains and `rw`: what is composed, what is found, what is left."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import Theorem

CHAIN = "(x y : ℝ) (n : ℕ) (h : x = y) (h2 : y ≥ 3) (h3 : x = n) (h4 : n = 5) : "


@pytest.mark.parametrize(
    ("target", "proof", "proved"),
    [
        ("x > 2", "calc x = y := h\n  _ ≥ 3 := h2\n  _ > 2 := by norm_num", True),
        ("2 < x", "calc (2 : ℝ) < 3 := by norm_num\n  _ ≤ y := h2\n  _ = x := h.symm", True),
        (
            "x ≤ 6",
            "calc x = n := h3\n  _ = 5 := by rw [h4]; norm_num\n  _ ≤ 6 := by norm_num",
            True,
        ),
        ("x ≥ 3", "calc x = y := h\n  _ ≥ 3 := h2", True),
        ("x > 3", "calc x = y := h\n  _ ≥ 3 := h2", False),
        ("x ≥ 4", "calc x = y := h\n  _ ≥ 3 := h2", False),
        ("x ≥ 3", "calc x = y := h\n  _ ≤ 3 := by linarith", False),
        ("x ≥ 2", "calc x = y := h\n  y + 0 ≥ 2 := by linarith", False),
        ("x ≥ 2", "calc x ≥ 3 := by linarith\n  _ ≤ 4 := by norm_num", False),
        ("x = x", "calc x = y := h\n  _ = x := by rw [h]", True),
    ],
)
def test_calc(target: str, proof: str, proved: bool) -> None:
    theorem = Theorem("t", f"theorem t {CHAIN}{target}", "")
    assert EmbeddedEnv().verify(theorem, proof).proved == proved


@pytest.mark.parametrize(
    ("statement", "proof", "proved"),
    [
        ("(a b : ℝ) (h : a = b) : a + a = b + b", "rw [h]", True),
        ("(a b : ℝ) (h : a = b) : b + b = a + a", "rw [← h]", True),
        ("(a b : ℝ) (h : a = b) : a + 1 ≤ b + 1", "rw [h]", True),
        ("(a b : ℝ) (h : a = b) : a + 1 ≤ b + 1", "rewrite [h]", False),
        ("(a b : ℝ) (h : a = b) : a + 1 ≤ b + 2", "rw [h]", False),
        ("(a b c : ℝ) (h : a = b) (h2 : b = c) (h3 : c < 1) : a < 1", "rwa [h, h2]", True),
        ("(a b c : ℝ) (h : a = b) (h2 : b = c) (h3 : c < 1) : a < 1", "rwa [h2]", False),
        ("(a b : ℝ) (h : a < 1) (h2 : a = b) : b < 1", "rw [h2] at h\nexact h", True),
        ("(a b : ℝ) : a * b = b * a", "rw [mul_comm]", True),
        ("(a b c : ℝ) : a * b * c = c * (a * b)", "rw [mul_comm]", True),
        ("(a b c : ℝ) : a * b * c = c * (b * a)", "rw [mul_comm]", False),
        ("(a b c : ℝ) : a * b * c = c * (b * a)", "rw [mul_comm, mul_comm a]", True),
        ("(f : ℝ → ℝ) (h : ∀ x, f x = x) : f (f 2) = 2", "rw [h, h]", True),
        ("(f : ℝ → ℝ) (h : ∀ x, f x = x) : ∀ y, f y = y", "rw [h]", False),
        ("(p q : Prop) (h : p ↔ q) (hq : q) : p ∧ p", "rw [h]\nexact ⟨hq, hq⟩", True),
        ("(p q : Prop) (h : ¬p) : p ∨ q ↔ q", "rw [h]", False),
        ("(x y : ℝ) (hy : y ≠ 0) (h : x = 2 * y) : x / y = 2", "rw [div_eq_iff hy]\nexact h", True),
        ("(x y : ℝ) (h : x = 2 * y) : x / y = 2", "rw [div_eq_iff]\nexact h", False),
        ("(n : ℕ) (h : n = 2) : n + 2 = 4", "rw [h]", True),
        ("(n : ℝ) (h : n = 2) : n + 2 = 4", "rw [h]", False),
        ("(a b : ℝ) (h : a ≤ b) : a ≤ b", "rw [h]", False),
        ("(a b c : ℝ) : a * b + c * a = a * b + a * c", "nth_rw 2 [mul_comm]", True),
        ("(a b c : ℝ) : a * b + c * a = a * b + a * c", "nth_rw 1 [mul_comm]", False),
        ("(a b : ℝ) (h : a = b) : a + a = a + b", "nth_rw 2 [h]", True),
        ("(a b : ℝ) (h : a = b) : a + a = a + b", "nth_rw 5 [h]", False),
        ("(x : ℝ) : x ^ 2 = x * x", "rw [pow_two]", True),
        ("(x : ℝ) : x ^ 3 = x ^ 2 * x", "rw [pow_succ]", True),
        ("(x : ℝ) : x ^ 3 = x ^ 1 * x", "rw [pow_succ]", False),
        (
            "(f : ℕ → ℕ) (n : ℕ) (h : ∑ k ∈ Finset.range n, f k = 3) : "
            "∑ k ∈ Finset.range (n + 1), f k = 3 + f n",
            "rw [Finset.sum_range_succ, h]",
            True,
        ),
        (
            "(f : ℕ → ℕ) (n : ℕ) (h : ∑ k ∈ Finset.range n, f k = 3) : "
            "∑ k ∈ Finset.range (n + 1), f k = 3 + f (n + 1)",
            "rw [Finset.sum_range_succ, h]",
            False,
        ),
        ("(a : ℕ) (h : a ≡ 3 [MOD 5]) : a % 5 = 3 % 5", "rw [Nat.ModEq] at h\nexact h", True),
        ("(a : ℤ) (h : a % 5 = 3 % 5) : a ≡ 3 [ZMOD 5]", "unfold Int.ModEq\nexact h", True),
        ("(a : ℤ) (h : a % 5 = 2 % 5) : a ≡ 3 [ZMOD 5]", "rw [Int.ModEq]\nexact h", False),
        ("(a b : ℤ) (h : a = b) : b = a", "rw [Int.ModEq]\nexact h.symm", False),
    ],
)
def test_rw(statement: str, proof: str, proved: bool) -> None:
    theorem = Theorem("t", f"theorem t {statement}", "")
    assert EmbeddedEnv().verify(theorem, proof).proved == proved
