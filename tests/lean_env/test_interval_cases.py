"""interval_cases: the goals it leaves, the bounds it finds and those it must not find."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import Outcome, TacticFailed, TacticState, Theorem


def after(statement: str, *tactics: str) -> Outcome:
    env = EmbeddedEnv()
    state: Outcome = env.start(Theorem("t", f"theorem t {statement}", ""))
    for tactic in tactics:
        assert isinstance(state, TacticState), state
        state = env.apply(state, tactic)
    return state


def proves(statement: str, proof: str) -> bool:
    theorem = Theorem("t", f"theorem t {statement}", "")
    return EmbeddedEnv().verify(theorem, proof).proved


def test_one_goal_for_each_value() -> None:
    state = after("(n : ℕ) (h₁ : n ≥ 3) (h₂ : n < 5) : n = 3 ∨ n = 4", "interval_cases n")
    assert isinstance(state, TacticState)
    assert state.text == (
        "case «3»\nh₁ : 3 ≥ 3\nh₂ : 3 < 5\n⊢ 3 = 3 ∨ 3 = 4\n\n"
        "case «4»\nh₁ : 4 ≥ 3\nh₂ : 4 < 5\n⊢ 4 = 3 ∨ 4 = 4"
    )


def test_integers_have_negative_values() -> None:
    state = after("(z : ℤ) (h₁ : -2 < z) (h₂ : z ≤ 0) : z < 1", "interval_cases z")
    assert isinstance(state, TacticState)
    assert [line for line in state.text.splitlines() if line.startswith("⊢")] == [
        "⊢ -1 < 1",
        "⊢ 0 < 1",
    ]


def test_a_term_is_replaced_and_its_equation_kept() -> None:
    state = after(
        "(f : ℕ → ℕ) (h : f 2 < 1) (h' : f 2 + f 3 = 4) : f 3 = f 2 + 4", "interval_cases k : f 2"
    )
    assert isinstance(state, TacticState)
    assert state.text == (
        "case «0»\nf : ℕ → ℕ\nh : 0 < 1\nh' : 0 + f 3 = 4\nk : f 2 = 0\n⊢ f 3 = 0 + 4"
    )


PROVED = [
    ("(n : ℕ) (h : n < 4) : n * n < 10", "interval_cases n <;> norm_num"),
    ("(n : ℤ) (h : ¬ n ≤ 1) (h' : ¬ 4 < n) : n ≤ 4 ∧ 2 ≤ n", "interval_cases n <;> norm_num"),
    ("(n : ℕ) (h : n ≤ 2 ^ 2 - 1) : n < 4", "interval_cases n <;> norm_num"),
    ("(n : ℕ) (h : n < 0) : n = 17", "interval_cases n"),
    ("(n : ℤ) (h : 3 < n) (h' : n < 2) : False", "interval_cases n"),
    (
        "(n : ℕ) : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2",
        "have h : n % 3 < 3 := by omega\ninterval_cases n % 3 <;> norm_num",
    ),
    ("(n : ℤ) (h : 0 ≤ n) (h' : n < 90) : n < 100", "interval_cases n <;> norm_num"),
]


@pytest.mark.parametrize(("statement", "proof"), PROVED)
def test_proved(statement: str, proof: str) -> None:
    assert proves(statement, proof)


NOT_BOUNDED = [
    "(n : ℕ) (h : 3 ≤ n) : n = 3",  # no upper bound
    "(n : ℤ) (h : n ≤ 3) : n = 3",  # no lower bound
    "(n : ℤ) (h : 0 ≤ n ∧ n ≤ 3) : n = 3",  # conjunctions are not taken apart
    "(n m : ℕ) (h : n ≤ m) (h' : m ≤ 3) : n = 3",  # bounds do not chain
    "(n : ℕ) (h : n + 1 ≤ 3) : n = 3",  # the term itself has to be bounded
    "(n : ℕ) (h : (n : ℤ) ≤ 3) : n = 3",
    "(n : ℕ) (h : n ≤ 3 → False) (h' : n ≤ 5 ∨ n ≤ 6) : n = 3",
    "(n : ℝ) (h : 0 ≤ n) (h' : n ≤ 3) : n = 3",
    "(n : ℕ) (h : n ≤ 10000000) : n = 3",  # too many
]


@pytest.mark.parametrize("statement", NOT_BOUNDED)
def test_not_bounded(statement: str) -> None:
    assert isinstance(after(statement, "interval_cases n"), TacticFailed)


def test_values_at_both_ends_are_there() -> None:
    for statement in (
        "(n : ℕ) (h : 2 ≤ n) (h' : n ≤ 4) : n ≠ 2",
        "(n : ℕ) (h : 1 < n) (h' : n < 5) : n ≠ 4",
        "(n : ℤ) (h : -3 ≤ n) (h' : n ≤ 2) : n ≠ -3",
        "(n : ℕ) (h : n < 3) : n ≠ 0",
    ):
        state = after(statement, "interval_cases n", "all_goals try norm_num")
        assert isinstance(state, TacticState | TacticFailed)
        assert not proves(statement, "interval_cases n <;> norm_num")
        assert not proves(statement, "interval_cases n <;> omega")
