"""`gcongr`: which parts it compares, which side conditions it discharges, what it leaves."""

from __future__ import annotations

import textwrap

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import TacticState, Theorem

CASES = [
    ("(a b c : ℝ) (h : a ≤ b) : a + c ≤ b + c", "gcongr", True),
    ("(a b c : ℝ) (h : a < b) : a + c ≤ b + c", "gcongr", True),
    ("(a b c : ℝ) (h : a < b) : a + c < b + c", "gcongr", True),
    ("(a b c : ℝ) (h : a ≤ b) : a + c < b + c", "gcongr", False),
    ("(a b c d : ℝ) (h : a ≤ b) (h2 : c ≤ d) : 2 * a + c ≤ 2 * b + d", "gcongr", True),
    ("(a b c : ℝ) (h : a ≤ b) : c - b ≤ c - a", "gcongr", True),
    ("(a b c : ℝ) (h : a ≤ b) : c - a ≤ c - b", "gcongr", False),
    ("(a b c : ℝ) (h : a ≤ b) (hc : 0 ≤ c) : c * a ≤ c * b", "gcongr", True),
    ("(a b c : ℝ) (h : a ≤ b) : c * a ≤ c * b", "gcongr", False),
    ("(a b c : ℝ) (h : a ≤ b) : c ^ 2 * a ≤ c ^ 2 * b", "gcongr", True),
    ("(a b : ℝ) (h : a ≤ b) (ha : 0 ≤ a) : a ^ 3 ≤ b ^ 3", "gcongr", True),
    ("(a b : ℝ) (h : a ≤ b) : a ^ 3 ≤ b ^ 3", "gcongr", False),
    ("(a b : ℝ) (h : a < b) (ha : 0 ≤ a) : a ^ 3 < b ^ 3", "gcongr", True),
    ("(a b : ℝ) (h : a ≤ b) : a / 2 ≤ b / 2", "gcongr", True),
    ("(a b : ℝ) (h : a ≤ b) (ha : 0 < a) : 1 / b ≤ 1 / a", "gcongr", True),
    ("(a b : ℝ) (h : a ≤ b) : 1 / b ≤ 1 / a", "gcongr", False),
    ("(a b : ℝ) (h : a ≤ b) (ha : 0 < a) : 1 / a ≤ 1 / b", "gcongr", False),
    ("(a b : ℕ) (h : a ≤ b) : 3 * a + 1 ≤ 3 * b + 1", "gcongr", True),
    ("(m n : ℕ) (h : m ≤ n) : (2 : ℝ) ^ m ≤ 2 ^ n", "gcongr\nnorm_num", True),
    ("(m n : ℕ) (x : ℝ) (h : m ≤ n) : x ^ m ≤ x ^ n", "gcongr\npositivity", False),
    ("(a b : ℝ) (h : a ≤ b) : a = b", "gcongr", False),
    ("(a b c : ℝ) (h : a ≤ b) : -b ≤ -a", "gcongr", True),
    ("(a b : ℕ) (h : a ≤ b) : 5 - b ≤ 5 - a", "gcongr", False),
    # side conditions are for positivity alone: no hypothesis closes `1 ≤ x`
    ("(m n : ℕ) (x : ℝ) (h : m ≤ n) (hx : 1 ≤ x) : x ^ m ≤ x ^ n", "gcongr", False),
    ("(m n : ℕ) (x : ℝ) (h : m ≤ n) (hx : 1 ≤ x) : x ^ m ≤ x ^ n", "gcongr\nexact hx", True),
    ("(a b x : ℝ) (h : a ≤ b) (hx : 0 ≤ x - 1) : (x - 1) * a ≤ (x - 1) * b", "gcongr", True),
    # what is left of them stands first, at each level before the parts
    ("(m n : ℕ) (x : ℝ) (h : m < n) (hx : 1 ≤ x) : x ^ m ≤ x ^ n", "gcongr\n· exact hx", True),
    ("(m n : ℕ) (h : m + 1 ≤ n) : 2 ^ m ≤ 2 ^ n", "gcongr\n· norm_num\n· omega", True),
    ("(m n : ℕ) (h : m + 1 ≤ n) : 2 ^ m ≤ 2 ^ n", "gcongr\n· omega\n· norm_num", False),
    # equations close inequalities, either way round
    ("(a b c : ℝ) (h : a = b) : c + a ≤ c + b", "gcongr", True),
    ("(a b c : ℝ) (h : a = b) : c - a ≤ c - b", "gcongr", True),
    ("(a b c : ℝ) (h : a = b) : c + a < c + b", "gcongr", False),
    ("(a c : ℝ) : c + a ≤ c + a", "gcongr", True),
    # congruences: sums, differences over ℤ, products, powers with the same exponent
    ("(a b : ℤ) (h : a ≡ b [ZMOD 7]) : a ^ 2 * 3 - a ≡ b ^ 2 * 3 - b [ZMOD 7]", "gcongr", True),
    ("(a b : ℤ) (h : b ≡ a [ZMOD 7]) : 5 + a ≡ 5 + b [ZMOD 7]", "gcongr", True),
    ("(a b n : ℕ) (h : a ≡ b [MOD n]) : 2 * a + a ^ 3 ≡ 2 * b + b ^ 3 [MOD n]", "gcongr", True),
    ("(a b : ℤ) (h : a ≡ b [ZMOD 7]) : a * 2 ≡ b * 2 [ZMOD 14]", "gcongr", False),
    ("(a b : ℕ) (h : a ≡ b [MOD 7]) : 2 ^ a ≡ 2 ^ b [MOD 7]", "gcongr", False),
    ("(a b : ℕ) (h : a ≡ b [MOD 7]) : a - 1 ≡ b - 1 [MOD 7]", "gcongr", False),
    ("(a b : ℕ) (h : a ≡ b [MOD 7]) : a / 2 ≡ b / 2 [MOD 7]", "gcongr", False),
    # rules that compare both arguments at once, with Mathlib's side conditions
    (
        "(a b c d : ℝ) (h : a < b) (k : c < d) (ha : 0 ≤ a) (hc : 0 < c) : a * c < b * d",
        "gcongr",
        True,
    ),
    ("(a b c d : ℝ) (h : a < b) (k : c < d) (ha : 0 ≤ a) : a * c < b * d", "gcongr", False),
    (
        "(a b c d : ℝ) (h : a < b) (k : d ≤ c) (hb : 0 < b) (hd : 0 < d) : a / c ≤ b / d",
        "gcongr",
        True,
    ),
    ("(a b c d : ℝ) (h : a ≤ b) (k : d ≤ c) (hb : 0 < b) : a / c ≤ b / d", "gcongr", False),
    ("(a b : ℝ) (h : a ≤ b) (ha : 0 < a) : b⁻¹ ≤ a⁻¹", "gcongr", True),
    ("(a b : ℝ) (h : a ≤ b) (ha : 0 < a) : a⁻¹ ≤ b⁻¹", "gcongr", False),
    ("(a b : ℝ) (h : a ≤ b) (ha : 0 ≤ a) : b⁻¹ ≤ a⁻¹", "gcongr", False),
    # casts and functions that keep the order
    ("(m n : ℕ) (x : ℝ) (h : m < n) : (m : ℝ) + x < n + x", "gcongr", True),
    ("(m n : ℤ) (h : m ≤ n) : (m : ℚ) ^ 3 ≤ (n : ℚ) ^ 3", "gcongr", False),
    ("(m n : ℤ) (h : m ≤ n) : 3 * (m : ℚ) ≤ 3 * n", "gcongr", True),
    ("(m n : ℕ) (h : m ≤ n) : (m : ℝ) < n", "gcongr", False),
    ("(x y : ℝ) (h : x < y) : √x ≤ √y", "gcongr", True),
    ("(x y : ℝ) (h : x < y) : √x < √y", "gcongr", False),
    ("(x y : ℝ) (h : x < y) : Real.exp x < Real.exp y", "gcongr", True),
    ("(m n : ℕ) (h : m ≤ n) : 2 * m ! ≤ 2 * n !", "gcongr", True),
]


@pytest.mark.parametrize(("statement", "proof", "proved"), CASES)
def test_verdicts(statement: str, proof: str, proved: bool) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}", "open Nat"), proof)
    assert verdict.proved == proved, verdict.reason


def test_what_is_not_in_the_context_is_left() -> None:
    env = EmbeddedEnv()
    start = env.start(Theorem("t", "theorem t (a b c : ℝ) (hc : 0 < c) : a * c + 1 ≤ b * c + 1"))
    after = env.apply(start, "gcongr")
    assert isinstance(after, TacticState)
    expected = """
    a b c : ℝ
    hc : 0 < c
    ⊢ a ≤ b
    """
    assert after.text == textwrap.dedent(expected).strip()
