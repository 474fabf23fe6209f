"""Hostile input: bounded time, a message, never a traceback, each tactic within its budget."""

from __future__ import annotations

import time

import pytest

from lean_env.embedded.env import EmbeddedEnv, Limits
from lean_env.types import StatementError, TacticFailed, TacticTimeout, Theorem

SECONDS = 0.3  # of this thread's work, as budgets are counted
SLACK = 1.0

HUGE = {
    "characters": "x = " + "+".join(["x"] * 250_000),
    "digits": "x = " + "7" * 100_000,
    "parentheses": "x = " + "(" * 10_000 + "x" + ")" * 10_000,
    "quantifiers": "∀ y : ℝ, " * 10_000 + "x = x",
    "quantifiers without types": "".join(f"∀ y{i}, " for i in range(10_000)) + "y0 = x",
    "variables of one quantifier": "∀ " + " ".join(f"y{i}" for i in range(10_000)) + " : ℝ, x = x",
    "arrows": "x = x → " * 10_000 + "x = x",
    "negations": "¬" * 10_000 + "x = x",
    "powers": "x = " + "2^" * 10_000 + "x",
    "literal": "x = 1e999999999",
    "control character": "x \x07= x",
    "look-alike": "x ⩽ x",
    "surrogate": "x \ud800 x",
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_hostile_statement_is_refused_at_once(text: str) -> None:
    started = time.thread_time()
    with pytest.raises(StatementError) as caught:
        EmbeddedEnv().start(Theorem("t", f"theorem t (x : ℝ) : {text}"))
    assert time.thread_time() - started < SLACK
    assert 0 < len(str(caught.value)) < 500


@pytest.mark.parametrize("count", [50, 100, 140])
def test_a_deep_nest_of_quantifiers_elaborates_in_time(count: int) -> None:
    names = [f"y{i}" for i in range(count)]
    started = time.thread_time()
    statement = "".join(f"∀ {y} : ℝ, " for y in names[:90]) + "y0 = y1"
    EmbeddedEnv().start(Theorem("t", f"theorem t : {statement}"))
    EmbeddedEnv().start(Theorem("t", f"theorem t : ∀ {' '.join(names)} : ℝ, y0 = y1"))
    assert time.thread_time() - started < SLACK


TACTICS = ["norm_num", "ring", "linarith", "nlinarith", "positivity", "field_simp", "decide", "rfl"]
GOALS = {
    "tower": "10 ^ 10 ^ 10 = x",
    "large power of a sum": "(x + 1) ^ (10 ^ 9) = x",
    "large power of a sum, as a literal": "(x + 1) ^ 1000000000 = x",
    "power of a long sum": "(x + y + z + w + 1) ^ 60 = x",
    "powers with large coefficients": "(x + 12345678901234567890) ^ 3000 = x",
    "degree 40": "(x + y + z + w) ^ 40 = (w + z + y + x) ^ 40 + x",
    "symbolic exponent": "(x + 1) ^ (n * 1000000000) = x",
    "fractions": " + ".join(f"1 / (x ^ 2 + {i} * y ^ 2 + {i})" for i in range(1, 12)) + " = z",
}


@pytest.mark.parametrize("tactic", TACTICS)
@pytest.mark.parametrize("goal", GOALS.values(), ids=GOALS)
def test_a_tactic_keeps_to_its_budget(goal: str, tactic: str) -> None:
    env = EmbeddedEnv(Limits(seconds=SECONDS))
    state = env.start(Theorem("t", f"theorem t (n : ℕ) (x y z w : ℝ) : {goal}"))
    started = time.thread_time()
    env.apply(state, tactic)
    assert time.thread_time() - started < SECONDS + SLACK


@pytest.mark.parametrize(
    "tactic",
    ["repeat rw [h]", "norm_num [h]", "repeat (repeat skip)", "iterate 1000000 skip"],
)
def test_a_tactic_that_never_ends_is_stopped(tactic: str) -> None:
    env = EmbeddedEnv(Limits(seconds=SECONDS))
    state = env.start(
        Theorem("t", "theorem t (f : ℝ → ℝ) (h : ∀ x, f x = f (f (x + 1))) : f 0 = 5")
    )
    started = time.thread_time()
    assert isinstance(env.apply(state, tactic), TacticTimeout | TacticFailed)
    assert time.thread_time() - started < SECONDS + SLACK
