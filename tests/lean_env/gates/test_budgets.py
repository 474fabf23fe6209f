"""Adversarial goals: whatever the tactic, it ends within its budget, and says something."""

from __future__ import annotations

import time

import pytest

from lean_env.embedded.env import EmbeddedEnv, Limits
from lean_env.types import ProofFinished, Theorem

SECONDS = 0.5
SLACK = 2.0  # CPU seconds past the budget: the step that was under way when it ran out

_MANY = " ".join(f"(h{i} : {i + 2} * a + {i} * b ≤ {7 * i} + c)" for i in range(60))
_LONG = "123456789012345678901234567890"
GOALS = {
    "60 hypotheses": f"(a b c : ℤ) {_MANY} : a * b * c ≤ 0",
    "30 digits": f"(a b c : ℤ) (h0 : {_LONG} * a = {_LONG}7 * b + 7) : a * b ≠ c",
    "degree 40": "(a b c : ℤ) (h0 : a ^ 40 + b ^ 40 = c ^ 40) : (a + b + c) ^ 40 ≠ a + 1",
    "wide bounds": f"(a b c : ℕ) (h0 : a ≤ {_LONG}) (h1 : b ≤ 100000) : a * b ≠ c + 1",
    "large remainder": f"(a b c : ℕ) (h0 : a % 1000003 = 5) : (a ^ 7 + b) % {_LONG} ≠ c",
    "deep": f"(a b c : ℤ) : {'(' * 80}a{' + b) * c' * 80} = 1",
    "sum": "(a b c : ℕ) : ∑ i ∈ Finset.range 100000, i ^ 9 % 7 = a * b + c",
    "factorials": "(a b c : ℕ) : 900 ! % 7 ^ 900 = a * b + c",
}
TACTICS = (
    "omega", "simp", "simp_all", "norm_num", "norm_num at *", "nlinarith", "linarith", "ring_nf",
    "ring_nf at *", "field_simp", "push_cast", "norm_cast", "decide", "rfl", "interval_cases a",
    "interval_cases b", "simp [mul_comm, mul_left_comm, mul_add]", "simp [pow_succ]",
    "nlinarith [sq_nonneg a, sq_nonneg b, sq_nonneg c, sq_nonneg (a - b), sq_nonneg (b - c)]",
    "norm_num [Finset.sum_range_succ]", "induction' a with k ih", "positivity", "contradiction",
)  # fmt: skip


@pytest.mark.parametrize("goal", GOALS.values(), ids=GOALS)
def test_no_tactic_runs_past_its_budget(goal: str) -> None:
    env = EmbeddedEnv(Limits(seconds=SECONDS))
    state = env.start(Theorem("t", f"theorem t {goal}", "open Nat"))
    late = []
    for tactic in TACTICS:
        begin = time.process_time()
        outcome = env.apply(state, tactic)
        spent = time.process_time() - begin
        assert not isinstance(outcome, ProofFinished), tactic
        if spent > SECONDS + SLACK:
            late.append(f"{tactic}: {spent:.1f} s")
    assert late == []


@pytest.mark.parametrize(
    "tactic",
    [
        "simp [" + "mul_comm, " * 5000 + "h]",
        "exact " + "(" * 10_000 + "h" + ")" * 10_000,
        "nlinarith [" + ", ".join(["sq_nonneg a"] * 1500) + "]",
        "have : " + "a + " * 5000 + "a = 0 := by ring",
        "· " * 5000 + "rfl",
        "try " * 3000 + "rfl",
        "rfl\x00",
        "rfl\u202e",
        "lіnarith",  # a Cyrillic letter
        "(" * 5000,
        "⟨" * 5000,
        "rcases h with " + "⟨" * 2000 + "x" + "⟩" * 2000,
        "intro " + "x " * 5000,
        "simp at " + "h " * 4000,
    ],
    ids=lambda t: t[:12],
)
def test_a_hostile_tactic_is_refused_in_time(tactic: str) -> None:
    env = EmbeddedEnv(Limits(seconds=SECONDS))
    state = env.start(Theorem("t", "theorem t (a : ℤ) (h : a = 1) : a ^ 2 = 2"))
    begin = time.process_time()
    outcome = env.apply(state, tactic)
    assert time.process_time() - begin < SECONDS + SLACK
    assert getattr(outcome, "message", "")
