"""`ext`, and definitions that unfold where an argument or a constructor is given."""

from __future__ import annotations

import textwrap

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import TacticState, Theorem

CASES = [
    (
        "(s t : Set ℝ) (h : ∀ x, x ∈ s ↔ x ∈ t) : s = t",
        "ext x\nexact h x",
        True,
    ),
    ("(s t : Set ℝ) (h : ∀ x, x ∈ s → x ∈ t) : s = t", "ext x\nexact h x", False),
    ("(s t : Finset ℕ) (h : ∀ x, x ∈ s ↔ x ∈ t) : s = t", "ext x\nexact h x", True),
    ("(z w : ℂ) (h : z.re = w.re) (h2 : z.im = w.im) : z = w", "ext\n· exact h\n· exact h2", True),
    ("(z w : ℂ) (h : z.re = w.re) : z = w", "ext\nexact h", False),
    ("(x y : ℝ) (h : x = y) : x = y", "ext\nexact h", False),
    (
        ": IsLeast {n : ℕ | 3 ≤ n} 3",
        "constructor\n· exact le_refl 3\n· intro m hm\n  exact hm",
        True,
    ),
    (
        ": IsLeast {n : ℕ | 3 ≤ n} 4",
        "constructor\n· exact le_refl 3\n· intro m hm\n  exact hm",
        False,
    ),
    ("(S : Set ℕ) (h : IsLeast S 3) (h4 : 2 ∈ S) : 3 ≤ 2", "exact h.2 h4", True),
    ("(S : Set ℕ) (h : IsLeast S 3) (h4 : 2 ∈ S) : 3 ≤ 2", "exact h.2 2 h4", False),
    ("(f : ℕ → ℕ) (h : Function.Injective f) (h4 : f 2 = f 3) : 2 = 3", "exact h h4", True),
    ("(f : ℕ → ℕ) (h : Function.Injective f) : f 2 = f 3", "exact h rfl", False),
    (
        "(f : ℝ → ℝ) (h : ∀ x, f x = 2 * x + 1) : Function.Injective f",
        "intro a b hab\nrw [h, h] at hab\nlinarith",
        True,
    ),
    (
        "(f : ℝ → ℝ) (h : ∀ x, f x = 2) : Function.Injective f",
        "intro a b hab\nrw [h, h] at hab\nlinarith",
        False,
    ),
    ("(f : ℝ → ℝ) (h : StrictMono f) : f 1 < f 2", "apply h\nnorm_num", True),
    ("(f : ℝ → ℝ) (h : StrictMono f) : f 2 < f 1", "apply h\nnorm_num", False),
    ("(f : ℝ → ℝ) (h : Monotone f) : f 1 ≤ f 2", "exact h (by norm_num)", True),
    ("(f : ℝ → ℝ) (h : Antitone f) : f 1 ≤ f 2", "exact h (by norm_num)", False),
    ("(f : ℝ → ℝ) (h : Function.Surjective f) : ∃ x, f x = 2", "exact h 2", True),
    ("(a : ℕ) (h : a ≡ 3 [MOD 5]) : a % 5 = 3", "exact h", True),
    ("(a : ℕ) (h : a ≡ 8 [MOD 5]) : a % 5 = 8", "exact h", False),
]


@pytest.mark.parametrize(("statement", "proof", "proved"), CASES)
def test_verdicts(statement: str, proof: str, proved: bool) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), proof)
    assert verdict.proved == proved, verdict.reason


def test_state_after_ext() -> None:
    env = EmbeddedEnv()
    after = env.apply(env.start(Theorem("t", "theorem t (s t : Set ℝ) : s = t")), "ext x")
    assert isinstance(after, TacticState)
    expected = """
    case h
    s t : Set ℝ
    x : ℝ
    ⊢ x ∈ s ↔ x ∈ t
    """
    assert after.text == textwrap.dedent(expected).strip()
