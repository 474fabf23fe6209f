"""`congr`, `split_ifs`, `split`, `rw … at *` and `match` on a number that hypotheses speak of."""

from __future__ import annotations

import textwrap

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import TacticState, Theorem, VerdictKind

CASES = [
    ("(f : ℝ → ℝ) (a b : ℝ) (h : a = b) : f (a + 1) = f (b + 2)", "congr 1\nlinarith", False),
    ("(f : ℝ → ℝ) (a b : ℝ) (h : a = b + 1) : f (a + 1) = f (b + 2)", "congr", False),
    ("(f g : ℝ → ℝ) (a : ℝ) : f a = g a", "congr", False),
    ("(a b : ℝ) (h : a + b = b + a) : a + b = a - b", "congr", False),
    ("(a b : ℝ) : |a| = |b|", "congr", False),
    ("(f : ℝ → ℝ) (a b : ℝ) (h : a = b) : f (a + 1) = f (b + 1)", "congr 1\nlinarith", True),
    ("(f : ℝ → ℝ) (a b : ℝ) (h : a = b) : f (a + 1) = f (b + 1)", "congr", True),
    (
        "(f : ℝ → ℝ → ℝ) (a b c d : ℝ) (h : a = b) (h2 : c * 2 = d * 2) :"
        " f a (c + 1) = f b (d + 1)",
        "congr 2\nlinarith",
        True,
    ),
    ("(x : ℝ) : x ≥ 0", "split_ifs\nlinarith", False),
    ("(x : ℝ) : (if x > 0 then x else x) ≥ 0", "split_ifs\n· linarith\n· linarith", False),
    (
        "(a : ℝ) (h : (if a > 0 then a else 2 * a) = 2) : a = 2",
        "split_ifs at h with h1 <;> exact h",
        False,
    ),
    (
        "(a b : ℝ) : (if a > 0 then (if b > 0 then a else b) else b) ≤ a",
        "split_ifs with h1 h2\n· exact le_refl a\n· linarith\n· linarith",
        False,
    ),
    ("(x : ℝ) : (if x > 0 then x else -x) ≥ 0", "split_ifs with h <;> linarith", True),
    ("(x : ℝ) : (if x > 0 then x else -x) ≥ 0", "split\n· linarith\n· linarith", True),
    (
        "(a : ℝ) (h : (if a > 0 then a else 2 * a) = 2) (ha : a > 0) : a = 2",
        "split_ifs at h\nexact h",
        True,
    ),
    (
        "(a b : ℝ) : (if a > 0 then (if b > 0 then a else b) else b) ≤ max a b",
        "split_ifs with h1 h2\n· exact le_max_left a b\n· exact le_max_right a b\n"
        "· exact le_max_right a b",
        True,
    ),
    # `h` rewrites itself to `b = b`, so that the hypotheses before it stay as they were.
    (
        "(a b c : ℝ) (h2 : b + a = c) (h : a = b) : b + b = c",
        "rw [h] at *\nexact h2",
        False,
    ),
    ("(a b c : ℝ) (h2 : b + a = c) (h : a = b) : a = c", "rw [h] at *\nlinarith", False),
    ("(a b : ℝ) (h : a = b) : b = a", "rw [pow_two] at *", False),
    ("(a b c : ℝ) (h : a = b) (h3 : a * 2 = c) : b * 2 = c", "rw [h] at *\nexact h3", True),
    (
        "(n : ℕ) (h : n ≠ 0) (h2 : n < 3) : n = 1",
        "match n with\n| 0 => contradiction\n| 1 => rfl\n| k + 2 => omega",
        False,
    ),
    (
        "(n : ℕ) (h : n ≠ 0) (h2 : n < 2) : n = 1",
        "match n with\n| 0 => contradiction\n| 1 => rfl\n| k + 2 => omega",
        True,
    ),
    # `congr` goes on to the arguments of a minimum and below a cast.
    ("(a b : ℝ) (f : ℝ → ℝ) : f (min a b) = f (min b a)", "congr\nexact min_comm a b", False),
    ("(a b : ℝ) (f : ℝ → ℝ) : f (min a b) = f (min b a)", "congr 1\nexact min_comm a b", True),
    (
        "(a b : ℕ) (f : ℝ → ℝ) (h₁ : (a : ℝ) ≤ b) (h₂ : (b : ℝ) ≤ a) : f a = f b",
        "congr\nlinarith",
        False,
    ),
    # A hypothesis decides a condition that it states to the letter only.
    ("(x : ℤ) (hx : ¬x = 0) : (if x ≠ 0 then 1 else 2) = 1", "split_ifs\nrfl", False),
    ("(x : ℤ) (hx : x ≠ 0) : (if x ≠ 0 then 1 else 2) = 1", "split_ifs\nrfl", True),
    ("(x : ℤ) (hx : x > 0) : (if 0 < x then 1 else 2) = 1", "split_ifs\nrfl", False),
]


@pytest.mark.parametrize(("statement", "proof", "proved"), CASES)
def test_verdicts(statement: str, proof: str, proved: bool) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), proof)
    assert verdict.proved == proved, verdict.reason


@pytest.mark.parametrize(
    ("statement", "tactic"),
    [
        ("(s t : Finset ℕ) (h : s = t) : ∑ k ∈ s, k = ∑ k ∈ t, (k + 0)", "congr"),
        ("(x : ℝ) : (if x > 0 then 1 else 2) ≤ 2", "split_ifs at *"),
        ("(x : ℝ) : x ≤ 2", "split"),
        ("(a b : ℤ) : (if a = 0 then 1 else b) = (if b = 0 then 1 else b)", "congr"),
        ("(x : ℤ) : (if ¬x = 0 then 1 else 2) ≤ 2", "split_ifs with h"),
        ("(x : ℤ) : if x = 0 then x = 0 else x ≠ 0", "split_ifs with h <;> exact h"),
    ],
)
def test_what_lean_might_do_is_unsupported(statement: str, tactic: str) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), tactic)
    assert verdict.kind is VerdictKind.UNSUPPORTED, verdict


def test_states_after_split_ifs() -> None:
    env = EmbeddedEnv()
    start = env.start(Theorem("t", "theorem t (x : ℝ) : (if x > 0 then x else -x) ≥ 0"))
    after = env.apply(start, "split_ifs with h")
    assert isinstance(after, TacticState)
    expected = """
    case pos
    x : ℝ
    h : x > 0
    ⊢ x ≥ 0

    case neg
    x : ℝ
    h : ¬x > 0
    ⊢ -x ≥ 0
    """
    assert after.text == textwrap.dedent(expected).strip()


def test_the_first_condition_in_a_condition_is_split() -> None:
    env = EmbeddedEnv()
    inner = "(if x = 0 then 1 else 2) = (if y = 0 then 1 else 2)"
    start = env.start(Theorem("t", f"theorem t (x y : ℤ) : (if {inner} then (1 : ℤ) else 2) ≤ 2"))
    after = env.apply(start, "split_ifs with h1")
    assert isinstance(after, TacticState)
    assert "h1 : x = 0" in after.text


def test_the_target_is_split_before_hypotheses() -> None:
    env = EmbeddedEnv()
    start = env.start(
        Theorem(
            "t",
            "theorem t (x y : ℤ) (h : (if x = 0 then 1 else 2) = 1) : (if y = 0 then 1 else 2) ≤ 2",
        )
    )
    after = env.apply(start, "split_ifs at h ⊢ with h1")
    assert isinstance(after, TacticState)
    assert "h1 : y = 0" in after.text
