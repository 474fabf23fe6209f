"""More elaborations pinned by hand: coercions and precedences that are easy to get wrong.

With `tests/lean_env/test_elaborate.py` there are over a hundred. z3, the evaluator and the tactics
all take the elaborator's word for what a statement says, so nothing else would notice a mistake.
Rules: `binop%`, `binrel%` and `unop%` (Lean's `Lean.Elab.Extra`) collect the leaves of a tree of
operators, find the largest type and cast at the leaves; everything else is an ordinary application.
"""

from __future__ import annotations

import pytest

from tests.lean_env.test_elaborate import explicit

COERCIONS = [
    ("(n : ℕ) : (n : ℝ) / 2 = n / 2", "(n : ℝ) / (2 : ℝ) = (n : ℝ) / (2 : ℝ)",
     "binrel%: both sides are one tree"),
    ("(n : ℕ) (x : ℝ) : x = n / 2", "x = (n : ℝ) / (2 : ℝ)", "binop%: the cast is below the /"),
    ("(n : ℕ) (x : ℝ) : x = (n / 2 : ℕ)", "x = ((n / (2 : ℕ) : ℕ) : ℝ)",
     "an ascription is a leaf, and cast as a whole"),
    ("(m n : ℕ) (x : ℝ) : x * (m - n) = 1", "x * ((m : ℝ) - (n : ℝ)) = (1 : ℝ)",
     "binop% looks through parentheses"),
    ("(m n : ℕ) (z : ℤ) : z + m % n = 0", "z + (m : ℤ) % (n : ℤ) = (0 : ℤ)", "% is binop% too"),
    ("(n : ℕ) (q : ℚ) (x : ℝ) : (n : ℚ) * q = x", "((n : ℚ) : ℝ) * (q : ℝ) = x",
     "a typed leaf is cast again to the largest type"),
    ("(a b : ℕ) : (a : ℤ) - b = 0", "(a : ℤ) - (b : ℤ) = (0 : ℤ)", "one typed leaf is enough"),
    ("(x : ℝ) : 2 * x⁻¹ = 1", "(2 : ℝ) * x⁻¹ = (1 : ℝ)", "⁻¹ is a leaf with its own type"),
    ("(x : ℝ) : -2 * x = 1", "-(2 : ℝ) * x = (1 : ℝ)", "unop%: - belongs to the tree"),
    ("(n : ℕ) (z : ℤ) : -n = z", "-(n : ℤ) = z", "unop%: the cast is below the -"),
    ("(n k : ℕ) (x : ℝ) : x = n ^ k", "x = (n : ℝ) ^ k", "rightact%: only the base is cast"),
    ("(n : ℕ) (x : ℝ) : x < 2 ^ n", "x < (2 : ℝ) ^ n", "a numeral base takes the tree's type"),
    ("(n : ℕ) : 2 ^ n > 0", "(2 : ℕ) ^ n > (0 : ℕ)", "nothing but numerals and an exponent: ℕ"),
    ("(x : ℝ) : x ^ (2 : ℝ) = 1", "x ^ (2 : ℝ) = (1 : ℝ)", "a typed exponent is kept: rpow"),
    ("(x : ℝ) (n : ℕ) : x ^ (n + 1) = 1", "x ^ (n + (1 : ℕ)) = (1 : ℝ)",
     "an exponent is elaborated on its own"),
    ("(f : ℕ → ℝ) (n : ℕ) : f n + n = 1", "f n + (n : ℝ) = (1 : ℝ)",
     "the same n is an argument and a leaf"),
    ("(f : ℕ → ℕ) (x : ℝ) : x = f 3", "x = (f (3 : ℕ) : ℝ)", "an application is a leaf"),
    ("(n : ℕ) (x : ℝ) : |n - x| = 0", "|(n : ℝ) - x| = (0 : ℝ)", "|·| holds a tree of its own"),
    ("(n : ℕ) (z : ℂ) : z = n", "z = (n : ℂ)", "ℂ is the largest type"),
    ("(x y : ℝ) : (x + y : ℂ) = 0", "(x : ℂ) + (y : ℂ) = (0 : ℂ)",
     "an ascription's type enters the tree"),
    ("(x y : ℝ) : ((x + y : ℝ) : ℂ) = 0", "((x + y : ℝ) : ℂ) = (0 : ℂ)",
     "the inner ascription comes first"),
    ("(n : ℕ) (x : ℝ) : min n 3 = x", "((min n (3 : ℕ) : ℕ) : ℝ) = x",
     "min is an application: elaborated without expected type, cast outside"),
    ("(n : ℕ) : Nat.gcd n 2 = (1 : ℤ)", "((n.gcd (2 : ℕ) : ℕ) : ℤ) = (1 : ℤ)", "so is gcd"),
    ("(a b : ℕ) : (↑(a - b) : ℤ) = a", "((a - b : ℕ) : ℤ) = (a : ℤ)",
     "↑(…) casts what its parentheses hold"),
    ("(a b : ℕ) : (↑a - ↑b : ℤ) = 0", "(a : ℤ) - (b : ℤ) = (0 : ℤ)", "each ↑ is a leaf"),
    ("(n : ℕ) : (n : ℝ) = (n : ℤ)", "(n : ℝ) = ((n : ℤ) : ℝ)", "a cast of a cast"),
    ("(x : ℝ) (n : ℕ) : x = (-1) ^ n", "x = (-(1 : ℝ)) ^ n", "the base joins through parentheses"),
    ("(a : ℤ) (n : ℕ) : a.natAbs = n", "a.natAbs = n", "field notation by the type of a: ℕ"),
    ("(a b : ℤ) (n : ℕ) : a ≤ b ↔ a + n ≤ b + n",
     "a ≤ b ↔ a + (n : ℤ) ≤ b + (n : ℤ)", "each relation is its own tree"),
    ("(x : ℝ) : x = 1 ∨ 1 / 2 = 0", "x = (1 : ℝ) ∨ (1 : ℕ) / (2 : ℕ) = (0 : ℕ)",
     "the types of one relation do not reach the next"),
    ("(m n : ℕ) : (m + n : ℝ) = ((m + n : ℕ) : ℝ)",
     "(m : ℝ) + (n : ℝ) = ((m + n : ℕ) : ℝ)", "where the ascription stands decides"),
    ("(n : ℕ) : (2 : ℤ) ∣ n", "(2 : ℤ) ∣ (n : ℤ)", "∣: the second argument is cast to the first's"),
    ("(n : ℕ) : n ≡ 3 [MOD 5]", "n ≡ (3 : ℕ) [MOD (5 : ℕ)]", "Nat.ModEq is over ℕ"),
    ("(n : ℕ) (z : ℤ) : n ≡ z [ZMOD 5]", "(n : ℤ) ≡ z [ZMOD (5 : ℤ)]", "Int.ModEq casts to ℤ"),
]  # fmt: skip
PRECEDENCES = [
    ("(p q r : Prop) : (p ∧ q) ∧ r", "(p ∧ q) ∧ r", "∧ associates right: parentheses stay"),
    ("(p q r : Prop) : p ∧ (q ∧ r)", "p ∧ q ∧ r", "∧ associates right: parentheses go"),
    ("(p q r : Prop) : (p → q) → r", "(p → q) → r", "→ associates right"),
    ("(p q : Prop) : (¬p) ∧ q", "¬p ∧ q", "¬ is stronger than ∧"),
    ("(p q : Prop) : ¬(p ∧ q)", "¬(p ∧ q)", "¬ takes its argument at 40"),
    ("(p q r : Prop) : (p ∧ q) ∨ r", "p ∧ q ∨ r", "∧ 35 is stronger than ∨ 30"),
    ("(p q r : Prop) : p ∧ (q ∨ r)", "p ∧ (q ∨ r)", "and not the other way round"),
    ("(x : ℝ) : (0 < x ∧ x < 1) → x ^ 2 < x",
     "(0 : ℝ) < x ∧ x < (1 : ℝ) → x ^ (2 : ℕ) < x", "∧ 35 is stronger than → 25"),
    ("(a b c : ℕ) : (a % b) * c = (a / b) % c", "a % b * c = a / b % c",
     "*, / and % have one level and associate left"),
    ("(a b c : ℤ) : a - (b - c) = a - b - c", "a - (b - c) = a - b - c", "- associates left"),
    ("(a b : ℕ) : (a + b) ∣ (a * b)", "a + b ∣ a * b", "∣ 50 is weaker than + 65"),
    ("(f : ℕ → ℕ) (n : ℕ) : (f n) ^ 2 = n", "f n ^ (2 : ℕ) = n", "an application is strongest"),
    ("(f : ℕ → ℕ) (n : ℕ) : f (n ^ 2) = n", "f (n ^ (2 : ℕ)) = n", "an argument needs parentheses"),
    ("(x : ℝ) : (Real.sin x) ^ 2 = 1", "Real.sin x ^ (2 : ℕ) = (1 : ℝ)", "sin x ^ 2 is (sin x)²"),
    ("(x : ℝ) : -(x⁻¹) = 1", "-x⁻¹ = (1 : ℝ)", "⁻¹ is stronger than -"),
    ("(x : ℝ) : (x⁻¹) ^ 2 = 1", "x⁻¹ ^ (2 : ℕ) = (1 : ℝ)", "⁻¹ is stronger than ^"),
    ("(x : ℝ) : -(x ^ 2) = (-x) ^ 2", "-x ^ (2 : ℕ) = (-x) ^ (2 : ℕ)", "-x ^ 2 is -(x ^ 2)"),
    ("(x : ℝ) : (x ^ 2) ^ 3 = 1", "(x ^ (2 : ℕ)) ^ (3 : ℕ) = (1 : ℝ)", "^ associates right"),
    ("(s : Finset ℕ) : (∑ i ∈ s, i) + 1 = 3", "∑ i ∈ s, i + (1 : ℕ) = (3 : ℕ)",
     "the body of a sum is read at 67: + 65 ends it"),
    ("(s : Finset ℕ) : ∑ i ∈ s, (i + 1) = 3", "∑ i ∈ s, (i + (1 : ℕ)) = (3 : ℕ)",
     "so a sum in it needs parentheses"),
    ("(s : Finset ℕ) : ∑ i ∈ s, (2 * i) = 3", "∑ i ∈ s, (2 : ℕ) * i = (3 : ℕ)",
     "* 70 goes into the body"),
    ("(n : ℕ) : ∀ m < n, m ≠ n", "∀ (m : ℕ), m < n → m ≠ n", "a bounded ∀ is an implication"),
    ("(n : ℕ) : ∃ m ≥ n, m = 2", "∃ (m : ℕ), m ≥ n ∧ m = (2 : ℕ)", "a bounded ∃ is a conjunction"),
    ("(A : Finset ℕ) : ∀ x ∈ A, x = 1", "∀ (x : ℕ), x ∈ A → x = (1 : ℕ)", "∈ bounds as well"),
    ("(p : Prop) : ∀ n : ℕ, n = 0 ∨ p", "∀ (n : ℕ), n = (0 : ℕ) ∨ p",
     "a quantifier reaches as far as it can"),
    ("(p : Prop) : (∀ n : ℕ, n = 0) ∨ p", "(∀ (n : ℕ), n = (0 : ℕ)) ∨ p", "unless it is closed"),
    ("(p q : Prop) : p ↔ (q → p)", "p ↔ q → p", "→ 25 is stronger than ↔ 20"),
]  # fmt: skip


@pytest.mark.parametrize(("signature", "target", "rule"), COERCIONS, ids=[c[0] for c in COERCIONS])
def test_coercions(signature: str, target: str, rule: str) -> None:
    assert explicit(signature) == target, rule


@pytest.mark.parametrize(
    ("signature", "target", "rule"), PRECEDENCES, ids=[c[0] for c in PRECEDENCES]
)
def test_precedences(signature: str, target: str, rule: str) -> None:
    """Written with parentheses that do not matter, or do, and without those that do not."""
    assert explicit(signature) == target, rule
