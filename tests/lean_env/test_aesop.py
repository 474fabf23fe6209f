"""`aesop`: what its part here proves, and that the rest is `unsupported`."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import Theorem, VerdictKind

NOT_PROVED = [
    "(a b : ℝ) (h : a ≤ b) : a ≤ b + 1",
    "(x : ℝ) (h : x ^ 2 = 4) : x = 2",
    "(p q : Prop) (h : p ∨ q) : p ∧ q",
    "(p q : Prop) (h : p → q) : q → p",
    "(n : ℕ) (h : n < 5) : n = 3 ∨ n = 4",
    "(a b : ℝ) : a * b = b * a + 1",
    "(f : ℝ → ℝ) (h : ∀ x, 0 < x → f x = 1) : f 0 = 1",
    ": ∃ x : ℕ, x = 3 ∧ x = 4",
]

PROVED = [
    "(p q r : Prop) (h : p ∧ (q ∨ r)) : (p ∧ q) ∨ (p ∧ r)",
    "(p q : Prop) : p ∧ q → q ∧ p",
    "(p q : Prop) (h : p → q) (hq : ¬q) : ¬p",
    "(x y : ℝ) (h : x = 2) (h2 : y = x) : y = 2",
    "(x : ℝ) (h : ∃ y : ℝ, x = y ∧ y = 3) : x = 3",
    "(f : ℕ → ℕ) (h : ∀ n, f n = 0) : f 3 + f 4 = 0",
    "(x : ℕ) : x ∈ ({1, 2} : Finset ℕ) ↔ x = 1 ∨ x = 2",
    "(p q : Prop) : (p ↔ q) → (q ↔ p)",
]


@pytest.mark.parametrize("statement", NOT_PROVED)
def test_what_is_not_found_is_unsupported(statement: str) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), "aesop")
    assert verdict.kind is VerdictKind.UNSUPPORTED, verdict
    assert "aesop" in verdict.reason


@pytest.mark.parametrize("statement", PROVED)
def test_proved(statement: str) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), "aesop")
    assert verdict.proved, verdict.reason


def test_no_guess_where_aesop_might_have_succeeded() -> None:
    statement = "(a b : ℝ) (h : a ≤ b) : a ≤ b + 1"
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), "try aesop\nlinarith")
    assert verdict.kind is VerdictKind.UNSUPPORTED, verdict
