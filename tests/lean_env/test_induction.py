"""`induction`, `cases` and `rcases` on natural numbers: what they prove, and what they must not."""

from __future__ import annotations

import textwrap

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import TacticState, Theorem

PROVED = [
    (
        "(n : ℕ) : 1 ≤ 2 ^ n",
        "induction n with\n| zero => norm_num\n| succ n ih =>\n  rw [pow_succ]\n  linarith",
    ),
    ("(n : ℕ) : 1 ≤ 2 ^ n", "induction' n with n ih\n· norm_num\nrw [pow_succ]\nlinarith"),
    (
        "(n : ℕ) (h : 4 ≤ n) : 16 ≤ 2 ^ n",
        "induction n, h using Nat.le_induction with\n| base => norm_num\n"
        "| succ k hk ih => rw [pow_succ]; linarith",
    ),
    (
        "(n : ℕ) (h : n ≥ 4) : 16 ≤ 2 ^ n",
        "induction' h with k hk ih\n· norm_num\n· rw [pow_succ]; linarith",
    ),
    (
        "(n : ℕ) (h : 0 < n) : 2 ≤ 2 ^ n",
        "induction' h with k hk ih\n· norm_num\n· rw [pow_succ]; linarith",
    ),
    (
        "(f : ℕ → ℕ) (h0 : f 0 = 0) (h : ∀ n, f (n + 1) = f n) (n : ℕ) : f n = 0",
        "induction' n using Nat.strong_induction_on with n ih\ncases' n with n\n· exact h0\n"
        "· rw [h n]\n  exact ih n (Nat.lt_succ_self n)",
    ),
    (
        "(f : ℕ → ℕ → ℕ) (h0 : ∀ y, f 0 y = y) (h : ∀ x y, f (x + 1) y = f x (y + 1)) (x y : ℕ) : "
        "f x y = x + y",
        "induction x generalizing y with\n| zero => rw [h0, zero_add]\n"
        "| succ x ih => rw [h, ih]; ring",
    ),
    ("(n : ℕ) (h : n ≠ 0) : 1 ≤ n", "cases n with\n| zero => contradiction\n| succ n => linarith"),
    (
        "(n : ℕ) (h : n ≠ 0) (h1 : n ≠ 1) : 2 ≤ n",
        "rcases n with _ | _ | n\n· contradiction\n· norm_num at h1\n· linarith",
    ),
]

# A missing case, an induction hypothesis that is not there, a wrong principle.
REJECTED = [
    ("(n : ℕ) : n = 0", "induction n with\n| zero => rfl\n| succ n ih => exact ih"),
    ("(n : ℕ) : n = 0", "induction' n with n ih\n· rfl\n· linarith"),
    ("(n : ℕ) : 1 ≤ n", "induction n with\n| succ n ih => linarith"),
    ("(n : ℕ) (h : 3 ≤ n) : n = 3", "induction' h with k hk ih\n· rfl\n· exact ih"),
    (
        "(n k : ℕ) (h : n = k) : k = 0",
        "induction n with\n| zero => exact h.symm\n| succ n ih => exact ih h",
    ),
    (
        "(n : ℕ) : n = 0",
        "induction' n using Nat.strong_induction_on with n ih\nexact ih n (le_refl n)",
    ),
    ("(n : ℕ) : n = 0", "cases n with\n| zero => rfl\n| succ n => assumption"),
    ("(n : ℕ) : n = 0", "rcases n with _ | n\n· rfl\n· rfl"),
    ("(n : ℕ) : 1 ≤ n + 1", "induction n with\n| zero => norm_num\n| suc n ih => linarith"),
    ("(n : ℤ) (h : n = n + 0) : n = 0", "induction n with\n| zero => rfl\n| succ n ih => exact ih"),
    ("(n m : ℕ) (h : m ≤ n) : n = m", "induction' h with k hk ih\n· rfl\n· rw [ih]"),
    (
        "(n : ℕ) (h : n ≤ 4) : n = 4",
        "induction n, h using Nat.le_induction with\n| base => rfl\n| succ n h ih => exact ih",
    ),
]


@pytest.mark.parametrize(("statement", "proof"), PROVED)
def test_proved(statement: str, proof: str) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), proof)
    assert verdict.proved, verdict.reason


@pytest.mark.parametrize(("statement", "proof"), REJECTED)
def test_rejected(statement: str, proof: str) -> None:
    assert not EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), proof).proved


STATES = [
    (
        "(n k : ℕ) (h : n ≠ 0) (hk : k = n) : 2 ≤ 2 ^ n",
        "induction n generalizing k",
        """
        case zero
        k : ℕ
        h : 0 ≠ 0
        hk : k = 0
        ⊢ 2 ≤ 2 ^ 0

        case succ
        n✝ : ℕ
        a✝ : ∀ (k : ℕ), n✝ ≠ 0 → k = n✝ → 2 ≤ 2 ^ n✝
        k : ℕ
        h : n✝ + 1 ≠ 0
        hk : k = n✝ + 1
        ⊢ 2 ≤ 2 ^ (n✝ + 1)
        """,
    ),
    (
        "(n k : ℕ) (h : 3 ≤ n) (hk : k = n) : 2 ≤ 2 ^ n",
        "induction' h with m hm ih",
        """
        case refl
        k : ℕ
        hk : k = 3
        ⊢ 2 ≤ 2 ^ 3

        case step
        k m : ℕ
        hm : Nat.le 3 m
        ih : k = m → 2 ≤ 2 ^ m
        hk : k = m + 1
        ⊢ 2 ≤ 2 ^ (m + 1)
        """,
    ),
    (
        "(n : ℕ) (h : n < 3) : n ≠ 3",
        "rcases n with _ | _ | m",
        """
        case zero
        h : 0 < 3
        ⊢ 0 ≠ 3

        case succ.zero
        h : 0 + 1 < 3
        ⊢ 0 + 1 ≠ 3

        case succ.succ
        m : ℕ
        h : m + 1 + 1 < 3
        ⊢ m + 1 + 1 ≠ 3
        """,
    ),
]


@pytest.mark.parametrize(("statement", "tactic", "text"), STATES)
def test_states(statement: str, tactic: str, text: str) -> None:
    env = EmbeddedEnv()
    after = env.apply(env.start(Theorem("t", f"theorem t {statement}")), tactic)
    assert isinstance(after, TacticState)
    assert after.text == textwrap.dedent(text).strip()
