"""`field_simp [..]`: facts and lemmas that show that a denominator is not zero."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import Theorem

CASES = [
    ("(x : ℝ) (h : x ≠ 1) : (x - 1) / (x - 1) = 1", "field_simp [sub_ne_zero]", False),
    ("(x : ℝ) : (x - 1) / (x - 1) = 1", "field_simp [mul_comm, sub_ne_zero]", False),
    ("(x : ℕ) (h : x ≠ 1) : (x - 1) / (x - 1) = 1", "field_simp [h, sub_ne_zero]", False),
    ("(x : ℝ) (h : x = 1) : (x - 1) / (x - 1) = 1", "field_simp [h, sub_ne_zero]", False),
    (
        "(x : ℝ) (h : x ≠ 1) (h2 : 3 / (x - 2) = 2) : x = 7 / 2",
        "field_simp [h, sub_ne_zero] at h2\nlinarith",
        False,
    ),
    ("(x : ℝ) (h : x ≠ 1) : (x - 1) / (x - 1) = 1", "field_simp [h, sub_ne_zero]", True),
    ("(x : ℝ) (h : ¬x = 1) : (x - 1) / (x - 1) = 1", "field_simp [h, sub_ne_zero]", True),
    ("(x : ℝ) (h : x ≠ 0) : (4 / x)⁻¹ = x / 4", "field_simp [h, mul_comm]", True),
    (
        "(x : ℝ) (h : x ≠ 1) (h2 : 3 / (x - 1) = 2) : x = 5 / 2",
        "field_simp [h, sub_eq_zero] at h2\nlinarith",
        True,
    ),
]


@pytest.mark.parametrize(("statement", "proof", "proved"), CASES)
def test_verdicts(statement: str, proof: str, proved: bool) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}"), proof)
    assert verdict.proved == proved, verdict.reason
