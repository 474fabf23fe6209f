"""Borders of the arithmetic tactics: pairs that differ little, each with the rule that decides.

`proved` and `rejected` are what Lean 4 with Mathlib says. A row that is rejected states something
true as far as possible, so that nothing but the rule stands in the way.
"""

from __future__ import annotations

from typing import Final

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import Theorem

_HEADER: Final = "import Mathlib\nopen Real Nat"

# Mathlib's rule -> (statement, tactics, whether Lean accepts).
_NO_PROGRESS: Final = [
    # `Simp.Config.failIfUnchanged`: simp at a hypothesis that it does not change is an error …
    ("(x : ℝ) (h : 3 ≤ x ^ 2 * x) : 3 ≤ x ^ 2 * x", "simp at h\nexact h", False),
    ("(x y : ℝ) (h : x + y = 4) : x + y = 4", "simp only [mul_comm] at h\nexact h", False),
    # … unless another place changes.
    ("(x y : ℝ) (h : x + y = 4) (k : x + 0 = 1) : x = 1", "simp at h k\nexact k", True),
    # `norm_num`, `push_cast` and `norm_cast` run their simplifiers with `failIfUnchanged := false`.
    ("(x y : ℝ) (h : x + y = 4) : x + y = 4", "norm_num at h\nexact h", True),
    ("(x y : ℝ) (h : x + y = 4) : x + y = 4", "push_cast at h\nexact h", True),
    ("(x y : ℝ) (h : x + y = 4) : x + y < 5", "norm_cast at h\nlinarith", True),
    # The type of a hypothesis that `have h := e` makes is a metavariable until simp replaces it.
    (
        "(x y : ℝ) (k : ∀ z : ℝ, z + y = 4) : x + y = 4",
        "have h := k x\nsimp at h\nexact h",
        True,
    ),
    (
        "(x y : ℝ) (k : ∀ z : ℝ, z + y = 4) : x + y = 4",
        "have h : x + y = 4 := k x\nsimp at h\nexact h",
        False,
    ),
]
_EVALUATED: Final = [
    # `Nat.factorial` has no extension, `Nat.fib` and `Nat.minFac` have one.
    (": Nat.factorial 6 = 720", "norm_num", False),
    (": Nat.factorial 6 = 720", "norm_num [Nat.factorial]", True),
    (": Nat.factorial 2 = 2", "norm_num", True),
    (": Nat.fib 12 = 144", "norm_num", True),
    (": Nat.minFac 77 = 7", "norm_num1", True),
    # `Nat.ModEq` and `Even` are definitions: they have to be unfolded, or decided.
    (": 17 ≡ 5 [MOD 4]", "norm_num", False),
    (": 17 ≡ 5 [MOD 4]", "norm_num [Nat.ModEq]", True),
    (": 17 ≡ 5 [MOD 4]", "decide", True),
    # No simproc runs in `norm_num`: `Nat.reduceEqDiff` is simp's.
    ("(n : ℕ) (h : n + 4 = 9) : n = 5", "norm_num at h\nexact h", False),
    ("(n : ℕ) (h : n + 4 = 9) : n = 5", "simp at h\nexact h", True),
    # `Mathlib.Meta.NormNum.evalNot`; `≠` is seen through.
    (": (2 : ℝ) / 3 ≠ 3 / 4", "norm_num1", True),
    # `|x|`, `max` and `min` are simp lemmas' work.
    (": |(-5 : ℝ)| = 5", "norm_num", True),
    (": |(-5 : ℝ)| = 5", "norm_num1", False),
    # simp computes on ℕ and ℤ, and compares numerals elsewhere.
    (": (5 : ℤ) * -3 = -15", "simp", True),
    (": (5 : ℝ) * 3 = 15", "simp", False),
    (": (5 : ℝ) < 15", "simp", True),
]
_SIMP_SET: Final = [
    # `max_eq_right` is a simp lemma whose premise is `≤`.
    ("(x y : ℝ) (h : x ≤ y) : max x y + 1 = y + 1", "simp [h]", True),
    ("(x y : ℝ) (h : x < y) : max x y + 1 = y + 1", "simp [h]", False),
    # `add_eq_zero_iff` and `add_pos_iff` hold in ℕ, not in ℤ.
    ("(n : ℕ) : n + 7 ≠ 0", "norm_num", True),
    ("(m n : ℕ) (h : 0 < n) : 0 < m + n", "simp [h]", True),
    ("(m n : ℤ) (h : 0 < n) (k : 0 < m) : 0 < m + n", "simp [h, k]", False),
    # `Nat.cast_sub` is a simp lemma with a premise; no lemma casts a quotient to a field.
    ("(m n : ℕ) (h : n ≤ m) : ((m - n : ℕ) : ℚ) = m - n", "simp [h]", True),
    ("(m n : ℕ) (h : n < m) : ((m - n : ℕ) : ℚ) = m - n", "simp [h]", False),
    ("(m n : ℕ) : ((m / n : ℕ) : ℤ) = m / n", "norm_num", True),
    ("(m n : ℕ) : ((m / n : ℕ) : ℚ) = m / n", "norm_num", False),
    # `Nat.ofNat_le_cast` takes numerals through casts of naturals; casts of integers have none.
    ("(n : ℕ) (h : (3 : ℝ) ≤ n) : 3 ≤ n", "simpa using h", True),
    ("(n : ℤ) (h : (3 : ℝ) ≤ n) : 3 ≤ n", "simpa using h", False),
    ("(m n : ℤ) (h : (m : ℝ) ≤ n) : m ≤ n", "simpa using h", True),
    # `div_pow` and `inv_pow` are simp lemmas, `mul_pow` is not.
    ("(x y : ℝ) : (x / y) ^ 3 * 1 = x ^ 3 / y ^ 3", "simp", True),
    ("(x y : ℝ) : (x * y) ^ 3 * 1 = x ^ 3 * y ^ 3", "simp", False),
    # `mul_lt_mul_left` needs the factor's sign, `mul_eq_mul_right_iff` makes a disjunction.
    ("(x y z : ℝ) (h : 0 < z) (k : y < x) : z * y < z * x", "simp [h, k]", True),
    ("(x y z : ℝ) (h : z ≠ 0) (k : x * z = y * z) : x = y", "simp at k\nexact k", False),
    ("(x y z : ℝ) (h : z ≠ 0) (k : x * z = y * z) : x = y", "simp [h] at k\nexact k", True),
]
_NORMAL_FORMS: Final = [
    # The places of one call share their atoms, in the order in which they occur.
    ("(p q : ℝ) (h : p * q = 7) : q * p = 7", "ring_nf at h ⊢\nexact h", True),
    ("(p q : ℝ) (h : p * q = 7) : q * p = 7", "ring_nf at h\nring_nf\nexact h", False),
    ("(f : ℝ → ℝ) (p q : ℝ) (h : f (q + p) = 2) : f (p + q) = 2", "ring_nf at *\nexact h", True),
    # `iff_self` is among simp's builtins, `le_refl` is not.
    ("(p q : ℤ) : p + q = 0 ↔ q + p = 0", "ring_nf", True),
    ("(p q : ℤ) : p * q ≤ q * p", "ring_nf", False),
    ("(m n : ℕ) : (m : ℝ) < n ↔ m < n", "norm_cast", True),
    # `norm_cast` is `norm_cast0 <;> try trivial`, and `trivial` tries `assumption`.
    ("(m n : ℕ) (h : m < n) : (m : ℝ) < n", "norm_cast", True),
    ("(m n : ℕ) (h : m < n) : (m : ℝ) ≤ n", "norm_cast", False),
    ("(m n : ℕ) (h : (m : ℝ) < n) : m < n", "norm_cast at h", True),
    ("(m n : ℕ) (h : (m : ℝ) < n) : m < n", "norm_cast at h\nexact h", False),
    ("(m n : ℕ) (h : m < n) : (m : ℝ) < n", "push_cast", False),
]
_DENOMINATORS: Final = [
    # `div_div_eq_mul_div` needs no premise.
    ("(a b c : ℝ) (h : b ≠ 0) : a / (b / c) * b = c * a", "field_simp\nring", True),
    ("(a b c : ℝ) (h : c ≠ 0) : a / (b / c) * b = c * a", "field_simp\nring", False),
    # `div_add_div_same`, `div_div`, `mul_div_assoc'`, `inv_eq_one_div` need no premise …
    ("(a b c : ℝ) : b / a - c / a = (b - c) / a", "field_simp", True),
    ("(a b c : ℝ) : c * (a / b / c) = c * a / (b * c)", "field_simp", True),
    ("(a b : ℝ) : b * a⁻¹ = b / a", "field_simp", True),
    # … but `div_add_div`, `div_add'` and `div_eq_iff` do.
    ("(a b c d : ℝ) : b / a + c / d = (b * d + a * c) / (a * d)", "field_simp", False),
    ("(a b : ℝ) : b / a + 3 = (b + 3 * a) / a", "field_simp", False),
    ("(a b : ℝ) (h : b / a = 3) : b = 3 * a", "field_simp at h\nexact h", False),
    ("(a b : ℝ) (k : a ≠ 0) (h : b / a = 3) : b = 3 * a", "field_simp at h\nexact h", True),
    # The discharger finds signs of casts, but takes no fact through a cast.
    ("(n : ℕ) (a : ℝ) : a / (n + 2) * (n + 2) = a", "field_simp", True),
    ("(n : ℤ) (a : ℝ) : a / (n + 2) * (n + 2) = a", "field_simp", False),
    ("(n : ℕ) (a : ℝ) (h : n ≠ 0) : a / n * n = a", "field_simp", False),
    ("(n : ℕ) (a : ℝ) (h : (n : ℝ) ≠ 0) : a / n * n = a", "field_simp", True),
    # Its simp set has the cast lemmas.
    ("(n : ℕ) (a : ℝ) : a / ((n + 3 : ℕ) : ℝ) * (n + 3) = a", "field_simp", True),
    # `div_add_div_same`, then the default simp set: nothing is left for `ring`.
    ("(a : ℝ) (h : a ≠ 0) : 1 / a + 1 / a = 2 / a", "field_simp", True),
    ("(a : ℝ) (h : a ≠ 0) : 1 / a + 1 / a = 2 / a", "field_simp\nring", False),
    ("(a b : ℝ) (h : b ≠ 0) : 2 + a / b = (a + 2 * b) / b", "field_simp", False),
    ("(a b : ℝ) (h : b ≠ 0) : 2 + a / b = (a + 2 * b) / b", "field_simp\nring", True),
]
_CASTS: Final = [
    # norm_cast discharges the premise of `Nat.cast_sub` by assumption, and by nothing else.
    ("(m n : ℕ) (h : n ≤ m) (k : (m : ℝ) - n = 6) : m - n = 6", "exact_mod_cast k", True),
    ("(m n : ℕ) (h : n < m) (k : (m : ℝ) - n = 6) : m - n = 6", "exact_mod_cast k", False),
    ("(m : ℕ) (h : 2 ≤ m) (k : (m : ℚ) - 2 = 6) : m - 2 = 6", "exact_mod_cast k", True),
    ("(l m n : ℕ) (h : n ≤ m * l) : ((m * l - n : ℕ) : ℤ) = m * l - n", "norm_cast", True),
    ("(l m n : ℕ) (h : n ≤ l * m) : ((m * l - n : ℕ) : ℤ) = m * l - n", "norm_cast", False),
    # push_cast takes the premise from its simp set only, and does not end with reflexivity.
    ("(m n : ℕ) (h : n ≤ m) : ((m - n : ℕ) : ℤ) = m - n", "push_cast\nrfl", False),
    ("(m n : ℕ) (h : n ≤ m) : ((m - n : ℕ) : ℤ) = m - n", "push_cast [h]\nrfl", True),
    ("(m n : ℕ) (h : n ≤ m) : ((m - n : ℕ) : ℤ) = m - n", "push_cast [h]", False),
]
_BORDERS: Final = {
    "casts": _CASTS,
    "normal forms": _NORMAL_FORMS,
    "denominators": _DENOMINATORS,
    "no progress": _NO_PROGRESS,
    "evaluation": _EVALUATED,
    "simp set": _SIMP_SET,
}


@pytest.mark.parametrize(
    ("statement", "tactics", "accepted"),
    [
        pytest.param(*row, id=f"{rule}-{number}")
        for rule, rows in _BORDERS.items()
        for number, row in enumerate(rows, 1)
    ],
)
def test_agrees_with_lean(statement: str, tactics: str, accepted: bool) -> None:
    verdict = EmbeddedEnv().verify(
        Theorem("border", f"theorem border {statement}", _HEADER), tactics
    )
    assert verdict.proved == accepted, verdict
