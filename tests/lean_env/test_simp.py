"""`simp`, `simp_all`, `simpa`, `dsimp`, `norm_num`: what they do, and what they must not do."""

from __future__ import annotations

import pytest

from lean_env.registry import make_env
from lean_env.types import Outcome, ProofFinished, TacticFailed, TacticState, Theorem, Verdict

# Statements that the tactic does not prove in Lean, and the tactic.
NOT_PROVED = [
    ("(x y : ℝ) (h : y = x) : x = y + 1", "simp [h]"),
    ("(x : ℝ) : x / x = 1", "simp"),
    ("(x : ℝ) (h : x = 0) : x / x = 1", "simp_all"),
    ("(n : ℕ) : n - 1 + 1 = n", "simp"),
    ("(x : ℝ) : |x| = x", "simp [abs_of_nonneg]"),
    ("(x y : ℝ) : x * y = 1 → y * x = 1", "simp"),
    ("(f : ℝ → ℝ) (h : ∀ x, 0 < x → f x = 1) : f 0 = 1", "simp [h]"),
    ("(f : ℝ → ℝ) (h : ∀ x, 0 < x → f x = 1) (y : ℝ) : f y = 1", "simp_all"),
    ("(x : ℝ) : 2 * (x + 1) = 2 * x + 2", "norm_num"),
    ("(x : ℝ) : 2 * (x + 1) = 2 * x + 2", "simp"),
    ("(x : ℝ) (h : 2 * x + 1 = 7) : x = 3", "simp at h"),
    ("(x y : ℝ) (h : x ≤ 1) (h' : 1 ≤ y) : x ≤ y", "simp_all"),
    ("(x : ℝ) (h : x ^ 2 = 4) : x = 2", "simp_all"),
    ("(a b : ℕ) (h : a ≡ b [MOD 3]) : a = b", "simp_all"),
    ("(p q : Prop) (h : p ∨ q) : p", "simp_all"),
    ("(x y : ℝ) (h : x = y) : y = x + 0 * y + 1", "simp [← h]"),
    ("(x : ℝ) : (3 : ℝ) / 2 = 1", "norm_num"),
    ("(x : ℕ) : (3 : ℕ) / 2 = 2", "simp"),
    ("(x : ℤ) : (-7 : ℤ) % 2 = -1", "simp"),
    ("∀ x : ℝ, ∃ y : ℝ, y = x ∧ y = 1", "simp"),
    ("(f : ℕ → ℕ) : ∑ k ∈ Finset.range 2, f k = f 0", "simp [Finset.sum_range_succ]"),
    ("(x : ℝ) : 2 * (x + 1) = 2 * x + 2", "norm_num1"),
    ("(x y : ℝ) (h : x < y) : y < x", "simpa using h"),
    ("(x : ℝ) (h : x + 0 = 1) : x = 2", "simpa using h"),
]


@pytest.mark.parametrize(("statement", "tactic"), NOT_PROVED)
def test_what_is_not_proved(statement: str, tactic: str) -> None:
    assert not isinstance(run(statement, tactic), ProofFinished)


PROVED = [
    ("(x y : ℝ) (h : x = y) : x + 1 = y + 1", "simp [h]"),
    ("(x y : ℝ) : x + y = y + x", "simp [add_comm]"),
    ("(a b c : ℝ) : a * (b * c) = c * (b * a)", "simp [mul_comm, mul_left_comm]"),
    ("(a b c : ℝ) : c + b + a = a + b + c", "simp [add_comm, add_left_comm, add_assoc]"),
    ("(f : ℝ → ℝ) (h : ∀ x, f x = 2 * x) (y : ℝ) : f y = 2 * y", "simp [h]"),
    ("(f : ℝ → ℝ) (h : f = fun x ↦ x + 1) : f 0 = 1", "simp [h]"),
    ("(f : ℕ → ℕ) (h : ∀ x, 0 < x → f x = 1) : f 3 = 1", "simp [h]"),
    ("(f : ℝ → ℝ) (h : ∀ x, 0 < x → f x = 1) (y : ℝ) (hy : 0 < y) : f y = 1", "simp_all"),
    ("(x : ℝ) (h : 0 ≤ x) : |x| = x", "simp [abs_of_nonneg, h]"),
    ("(x : ℝ) (h : 0 ≤ x) : |x| = x", "simp_all [abs_of_nonneg]"),
    ("(f : ℕ → ℕ) : ∑ k ∈ Finset.range 2, f k = f 0 + f 1", "simp [Finset.sum_range_succ]"),
    ("∑ k ∈ Finset.range 4, (k + 1) = 10", "simp [Finset.sum_range_succ]"),
    ("Nat.factorial 5 = 120", "simp [Nat.factorial]"),
    ("(x : ℝ) (h : x ≠ 0) : x / x = 1", "simp [h]"),
    ("(p q : Prop) (h : p ∧ q) : q ∧ p", "simp [h]"),
    ("(x : ℝ) (h : x = 1 ∧ x = 2) : False", "norm_num [h.1] at h"),
    ("(x : ℕ) (h : x + 2 = 5) : x = 3", "simpa using h"),
    ("(x : ℝ) (h : x + 0 = 1) : 1 * x = 1", "simpa using h"),
    ("(x : ℝ) : ∃ y, y = x ∧ 0 ≤ |y|", "simp"),
    ("∀ x : ℝ, x = 2 → 0 ≤ |x|", "simp"),
    ("(x : ℝ) : x ∈ Set.Icc 0 1 ↔ 0 ≤ x ∧ x ≤ 1", "simp"),
    ("(x : ℝ) : x ∈ {y : ℝ | y < 1} ↔ x < 1", "simp"),
    ("(n : ℕ) (h : n % 3 = 2) : (n + 1) % 3 = 0", "simp [Nat.add_mod, h]"),
    ("(x y : ℝ) (h₁ : x = 2) (h₂ : y = x) : y = 2", "simp_all"),
    ("(x y : ℝ) (h : ¬x < y) : y ≤ x", "simp_all"),
    ("(x : ℝ) (h : x < x) : x = 2", "simp at h"),
    ("(a b : ℝ) (h : a = b) : b = a", "simp [← h]"),
    ("(x y : ℝ) : x + y - y = x", "simp only [add_sub_cancel_right]"),
]


@pytest.mark.parametrize(("statement", "tactic"), PROVED)
def test_what_is_proved(statement: str, tactic: str) -> None:
    verdict = judged(statement, tactic)
    assert verdict.proved, verdict


STATES = [
    ("(x y : ℝ) (h : x + 0 = y) : x = 2", "simp at h", "x y : ℝ\nh : x = y\n⊢ x = 2"),
    ("(x : ℝ) : 2 * x = x + x", "simp only [mul_comm]", "x : ℝ\n⊢ x * 2 = x + x"),
    ("(x : ℝ) : x * (x + 1) = 0", "simp only [mul_add]", "x : ℝ\n⊢ x * x + x * 1 = 0"),
    ("(x : ℝ) (h : x = 2) : x + 1 = 4", "simp [h] at h ⊢", None),
    ("(x y : ℝ) (h : x = y) (h' : x = 1) : y = 2", "simp_all", None),
    # Only the lemmas given: `1 * x` stays.
    ("(x y : ℝ) (h : y = x) : 1 * y = 2", "simp only [h]", "x y : ℝ\nh : y = x\n⊢ 1 * x = 2"),
    # The general lemma comes before the special one, as in Lean's discrimination trees.
    ("(x : ℝ) : 4 * 1 = x", "simp only [mul_one, mul_comm]", "x : ℝ\n⊢ 1 * 4 = x"),
]


@pytest.mark.parametrize(("statement", "tactic", "text"), STATES)
def test_what_is_left(statement: str, tactic: str, text: str | None) -> None:
    outcome = run(statement, tactic)
    assert isinstance(outcome, TacticState)
    if text is not None:
        assert outcome.text == text


def test_simp_fails_without_progress() -> None:
    outcome = run("(x y : ℝ) (h : x ≤ y) : x ≤ y + 1", "simp only [mul_comm]")
    assert outcome == TacticFailed("simp made no progress")
    outcome = run("(x y : ℝ) (h : x ≤ y) : x ≤ y + 1", "simp_all only")
    assert outcome == TacticFailed("simp_all made no progress")


def test_an_unknown_lemma_is_unsupported() -> None:
    outcome = run("(x : ℝ) : x + 0 = x", "simp [no_such_lemma]")
    assert isinstance(outcome, TacticFailed)
    assert outcome.unsupported


@pytest.mark.parametrize(
    ("statement", "tactic"),
    [
        ("(a b c d e f : ℝ) : a * b * c * d * e * f = 1", "simp [mul_comm, mul_left_comm]"),
        ("(a b n : ℕ) : (a + b) % n = 1", "simp [Nat.add_mod]"),
        ("(a b : ℕ) : a * b % 7 = 1", "norm_num [Nat.mul_mod, Nat.mod_mod]"),
        ("(f : ℝ → ℝ) (h : ∀ x, f x = f (x + 1)) : f 0 = 1", "simp [h]"),
        ("(x : ℝ) (h : x = x + 1) : x = 2", "simp [h]"),
        ("(x y : ℝ) (h : x = y) (h' : y = x) : x = 2", "simp_all"),
        ("(x y : ℝ) (h : x = y + 1) (h' : y = x + 1) : x = 2", "simp_all"),
        ("(x y : ℝ) : (x + y) ^ 9 = 1", "simp [pow_succ, mul_add, add_mul, mul_comm]"),
    ],
)
def test_looping_rules_end(statement: str, tactic: str) -> None:
    assert not isinstance(run(statement, tactic), ProofFinished)


@pytest.mark.parametrize(
    "tactic", ["ring_nf at h ⊢", "ring_nf at *", "field_simp at h ⊢", "norm_num at *"]
)
def test_normal_forms_at_several_places(tactic: str) -> None:
    outcome = run("(x y : ℝ) (h : x + x = 2 * y) : x * 3 - x = y + y", tactic)
    assert isinstance(outcome, TacticState | ProofFinished)


def run(statement: str, tactic: str) -> Outcome:
    env = make_env("embedded")
    state = env.start(Theorem("t", f"theorem t {statement}" if statement[0] == "("
                              else f"theorem t : {statement}"))  # fmt: skip
    return env.apply(state, tactic)


def judged(statement: str, tactic: str) -> Verdict:
    text = f"theorem t {statement}" if statement[0] == "(" else f"theorem t : {statement}"
    return make_env("embedded").verify(Theorem("t", text), tactic)


@pytest.mark.parametrize("tactic", ["simp at h", "norm_num at h", "simp only [mul_one] at h"])
def test_a_hypothesis_that_becomes_true_stays(tactic: str) -> None:
    env = make_env("embedded")
    start = env.start(Theorem("t", "theorem t (x : ℝ) (h : x * 1 = x) : x = 2"))
    after = env.apply(start, tactic)
    assert isinstance(after, TacticState)
    assert after.text == "x : ℝ\nh : True\n⊢ x = 2"
