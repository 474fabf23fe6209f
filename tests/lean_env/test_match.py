"""`match` as a tactic and as a term, and the relations that `calc` chains."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import Theorem

CASES = [
    ("(p q : Prop) (h : p ∧ q) : q ∧ p", "match h with\n| ⟨hp, hq⟩ => exact ⟨hq, hp⟩", True),
    ("(p q : Prop) (h : p ∧ q) : q ∧ p", "match h with\n| ⟨hp, hq⟩ => exact ⟨hp, hq⟩", False),
    (
        "(p q : Prop) (h : p ∨ q) : q ∨ p",
        "match h with\n| Or.inl hp => exact Or.inr hp\n| Or.inr hq => exact Or.inl hq",
        True,
    ),
    (
        "(p q : Prop) (h : p ∨ q) : q ∨ p",
        "exact match h with\n| .inl hp => Or.inr hp\n| .inr hq => .inl hq",
        True,
    ),
    ("(p q : Prop) (h : p ∨ q) : q", "match h with\n| Or.inr hq => exact hq", False),
    (
        "(p q : Prop) (h : p ∨ q) : q",
        "match h with\n| Or.inl hq => exact hq\n| Or.inr hq => exact hq",
        False,
    ),
    (
        "(p q r : Prop) (h : p ∨ q ∨ r) : (q ∨ r) ∨ p",
        "match h with\n| Or.inl hp => exact Or.inr hp\n"
        "| Or.inr (Or.inl hq) => exact Or.inl (Or.inl hq)\n"
        "| Or.inr (Or.inr hr) => exact Or.inl (Or.inr hr)",
        True,
    ),
    (
        "(n : ℕ) : n = 0 ∨ n = 1 ∨ 2 ≤ n",
        "match n with\n| 0 => left; rfl\n| 1 => right; left; rfl\n"
        "| n + 2 => right; right; linarith",
        True,
    ),
    ("(n : ℕ) : n = 0", "match n with\n| 0 => rfl", False),
    ("(n : ℕ) : n = 0", "match n with\n| 0 => rfl\n| n + 1 => rfl", False),
    (
        "(a b c : ℤ) (h : a ∣ b) (h2 : b ∣ c) : a ∣ c",
        "calc a ∣ b := h\n  _ ∣ c := h2",
        True,
    ),
    ("(a b c : ℤ) (h : a ∣ b) (h2 : b ∣ c) : c ∣ a", "calc a ∣ b := h\n  _ ∣ c := h2", False),
    (
        "(a b c : ℕ) (h : a ≡ b [MOD 5]) (h2 : b ≡ c [MOD 5]) : a ≡ c [MOD 5]",
        "calc a ≡ b [MOD 5] := h\n  _ ≡ c [MOD 5] := h2",
        True,
    ),
    (
        "(a b c : ℕ) (h : a ≡ b [MOD 5]) (h2 : b ≡ c [MOD 3]) : a ≡ c [MOD 5]",
        "calc a ≡ b [MOD 5] := h\n  _ ≡ c [MOD 3] := h2",
        False,
    ),
    ("(a b c : ℕ) (h : a ≠ b) (h2 : b = c) : a ≠ c", "calc a ≠ b := h\n  _ = c := h2", True),
    ("(a b c : ℝ) (h : a ≤ b) (h2 : b ≤ c) : a ≤ c", "trans b\nexact h\nexact h2", True),
    ("(a b c : ℝ) (h : a ≤ b) (h2 : c ≤ b) : a ≤ c", "trans b\nexact h\nexact h2", False),
    ("(a b c : ℝ) (h : a < b) (h2 : b ≤ c) : a < c", "trans b\nexact h\nexact h2", False),
    ("(h : 0 < 0) (x : ℝ) : x = 1", "contradiction", True),
    ("(h : 3 ∣ 7) (x : ℝ) : x = 1", "contradiction", True),
    ("(h : 0 ≤ 0) (x : ℝ) : x = 1", "contradiction", False),
    ("(n : ℕ) (h : n < 0) (x : ℝ) : x = 1", "contradiction", False),
    ("(h : (1 : ℝ) < 0) (x : ℝ) : x = 1", "contradiction", False),
    ("(a b c : ℕ) (h : a ≠ b) (h2 : b ≠ c) : a ≠ c", "calc a ≠ b := h\n  _ ≠ c := h2", False),
]


@pytest.mark.parametrize(("statement", "proof", "proved"), CASES)
def test_verdicts(statement: str, proof: str, proved: bool) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), proof)
    assert verdict.proved == proved, verdict.reason
