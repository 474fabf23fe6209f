"""`contrapose`, `symm`, `revert`, `generalize`, `exacts`, `congr_arg` and `▸`."""

from __future__ import annotations

import textwrap

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import TacticState, Theorem

CASES = [
    ("(x y : ℝ) (h : x < y) : ¬y ≤ x", "contrapose! h\nexact h", True),
    ("(x y : ℝ) (h : x < y) : ¬y ≤ x", "contrapose h\nexact not_lt.mpr (not_not.mp h)", True),
    ("(x y : ℝ) (h : x < y) : ¬x ≤ y", "contrapose! h\nexact h", False),
    ("(x y : ℝ) : ¬y ≤ x → x < y", "contrapose!\nintro h\nexact h", True),
    ("(x y : ℝ) : y ≤ x → x < y", "contrapose!\nintro h\nexact h", False),
    ("(x y : ℝ) : x = y", "contrapose!\nexact rfl", False),
    ("(p q : Prop) (h : p → q) : q → p", "contrapose\nexact h", False),
    ("(p q : Prop) (h : ¬q → ¬p) : p → q", "contrapose\nexact h", True),
    ("(x : ℝ) (h : x = 2) : 2 = x", "symm\nexact h", True),
    ("(x : ℝ) (h : x = 2) : 2 = x", "symm at h\nexact h", True),
    ("(x : ℝ) (h : x ≠ 2) : 2 ≠ x", "symm\nexact h", True),
    ("(x : ℝ) (h : x ≤ 2) : 2 ≤ x", "symm\nexact h", False),
    ("(x : ℝ) (h : x < 2) : 2 < x", "symm at h\nexact h", False),
    ("(x y : ℝ) (h : x = 2) : x + y = 2 + y", "revert h\nintro h2\nrw [h2]", True),
    ("(x y : ℝ) (h : x = 2) : x + y = 2 + y", "revert h\nrw [h]", False),
    ("(x y : ℝ) (h : x = 2) : y = y + 0", "revert x\nintro z hz\nring", True),
    ("(x : ℝ) (h : 0 ≤ x + 1) : 0 ≤ x + 1", "generalize x + 1 = z at h ⊢\nexact h", False),
    ("(x : ℝ) (h : x = 1) : x + 1 = 2", "generalize h2 : x + 1 = z\nlinarith", True),
    ("(x : ℝ) (h : x = 1) : x + 1 = 2", "generalize x + 1 = z\nlinarith", False),
    ("(x : ℝ) (h : x = 2) : x = 2 ∧ 2 = x", "constructor\nexacts [h, h.symm]", True),
    ("(x : ℝ) (h : x = 2) : x = 2 ∧ 2 = x", "constructor\nexacts [h]", False),
    ("(x y : ℝ) (h : x = y) : √x = √y", "have := congr_arg Real.sqrt h\nexact this", True),
    ("(x y : ℝ) (h : x = y) : √x = √y", "exact congr_arg _ h", False),
    ("(x y : ℝ) (h : x ≤ y) : √x = √y", "have := congr_arg Real.sqrt h\nexact this", False),
    ("(x y : ℝ) (h : x = y) : x + 1 = y + 1", "exact congr_arg (fun z => z + 1) h", True),
    ("(x y : ℝ) (h : x = y) : x + 1 = y + 2", "exact congr_arg (fun z => z + 1) h", False),
    ("(x y : ℝ) (h : x = y) (h2 : x < 3) : y < 3", "exact h ▸ h2", True),
    ("(x y : ℝ) (h : x = y) (h2 : y < 3) : x < 3", "have h3 := h ▸ h2\nexact h3", True),
    ("(x y : ℝ) (h : x = y) (h2 : x < 3) : y < 2", "exact h ▸ h2", False),
    ("(x y z : ℝ) (h : x = y) (h2 : z < 3) : z < 3", "have h3 := h ▸ h2\nexact h3", False),
    (
        "(x : ℝ) (h : x < 3) : x < 4",
        "have h3 := fun (z : ℝ) (hz : z < 3) => lt_trans hz (by norm_num : (3 : ℝ) < 4)\n"
        "exact h3 x h",
        True,
    ),
    (
        "(x : ℝ) (h : x < 5) : x < 4",
        "have h3 := fun (z : ℝ) (hz : z < 3) => lt_trans hz (by norm_num : (3 : ℝ) < 4)\n"
        "exact h3 x h",
        False,
    ),
    # ℕ computes by definition, whatever the form of the literals.
    (
        "(f : ℕ → ℝ) (h : ∀ n ≥ 3, f n = f (n - 1)) (h3 : f 5 = 7) : f 4 = 7",
        "rw [← h3]\nexact (h 5 (by norm_num)).symm",
        True,
    ),
    ("(f : ℕ → ℝ) (k : ℕ) (h : ∀ n, f (n + 2) = 1) : f (k + 3) = 1", "exact h (k + 1)", True),
    ("(f : ℕ → ℝ) (k : ℕ) (h : ∀ n, f (n + 2) = 1) : f (k + 1) = 1", "exact h (k - 1)", False),
    ("(f : ℕ → ℝ) (h : f (3 - 5) = 1) : f 0 = 1", "exact h", True),
    ("(f : ℤ → ℝ) (k : ℤ) (h : f (k + 1 - 1) = 1) : f k = 1", "exact h", False),
    ("(f : ℕ → ℝ) (k : ℕ) (h : f (k - 1 + 1) = 1) : f k = 1", "exact h", False),
    ("(f : ℕ → ℝ) (k : ℕ) (h : f (0 + k) = 1) : f k = 1", "exact h", False),
    ("(f : ℕ → ℝ) (h : f (2 / 0) = 1) : f 2 = 1", "exact h", False),
]


@pytest.mark.parametrize(("statement", "proof", "proved"), CASES)
def test_verdicts(statement: str, proof: str, proved: bool) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), proof)
    assert verdict.proved == proved, verdict.reason


STATES = [
    (
        "(x y : ℝ) (h : x = 2 ∧ y = 3) : x + y = 5",
        "contrapose! h",
        """
        x y : ℝ
        h : x + y ≠ 5
        ⊢ x = 2 → y ≠ 3
        """,
    ),
    (
        "(x y : ℝ) (h : x = 2) : x + y = 2 + y",
        "generalize hz : x + y = z",
        """
        x y : ℝ
        h : x = 2
        z : ℝ
        hz : x + y = z
        ⊢ z = 2 + y
        """,
    ),
    (
        "(x y : ℝ) (h : x = y) : x + 1 = y + 1",
        "have h2 := congr_arg (fun z => z + 1) h",
        """
        x y : ℝ
        h : x = y
        h2 : (fun z ↦ z + 1) x = (fun z ↦ z + 1) y
        ⊢ x + 1 = y + 1
        """,
    ),
    (
        "(x y : ℝ) (h : x = y) : x + 1 = y + 1",
        "revert y",
        """
        x : ℝ
        ⊢ ∀ (y : ℝ), x = y → x + 1 = y + 1
        """,
    ),
]


@pytest.mark.parametrize(("statement", "tactic", "text"), STATES)
def test_states(statement: str, tactic: str, text: str) -> None:
    env = EmbeddedEnv()
    after = env.apply(env.start(Theorem("t", f"theorem t {statement}")), tactic)
    assert isinstance(after, TacticState)
    assert after.text == textwrap.dedent(text).strip()
