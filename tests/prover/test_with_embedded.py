"""The search and the portfolio in the built-in environment, verification included."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import ProofFinished, TacticState, Theorem
from lean_env.verify import verify_fresh
from prover.pool import attempt_all
from prover.portfolio import PortfolioGenerator, tactics
from prover.search import SearchConfig, StopReason, prove
from prover.tree import Status

CONFIG = SearchConfig(expansions=24, samples=64)
TRUE = {
    "squares": "(a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2",
    "both": "(x : ℝ) (h : x = 3 ∧ 0 < x) : x + 1 = 4 ∧ 0 ≤ x ^ 2",
    "either": "(x : ℝ) (h : x = 1 ∨ x = 2) : 0 < x",
    "every": ": ∀ x : ℝ, 0 < x → 0 < x * x + 1",
    "cases": "(x : ℝ) (h : ∃ y : ℝ, x = y + 1 ∧ 0 < y) : 1 < x",
    "quotient": "(x y : ℝ) (hx : 0 < x) (hy : 0 < y) (h : x ≤ 2 * y) : x / y ≤ 2",
}
FALSE = {
    "strict": "(a b : ℝ) : 2 * a * b < a ^ 2 + b ^ 2",
    "order": "(x : ℝ) (h : 0 ≤ x) : x ≤ x ^ 2",
    "division": "(x : ℝ) : x / x = 1",
}


@pytest.mark.parametrize("name", TRUE)
def test_the_portfolio_proves_what_one_expects(name: str) -> None:
    theorem = Theorem(name, f"theorem {name} {TRUE[name]}")
    result = prove(theorem, EmbeddedEnv, PortfolioGenerator(), CONFIG)
    assert result.status is Status.PROVED, result.outcomes
    assert result.proof is not None
    assert verify_fresh(EmbeddedEnv, theorem, result.proof).proved
    assert result.outcomes.get("unsupported", 0) == 0
    result.tree.check()


def test_nothing_false_is_proved() -> None:
    theorems = [Theorem(name, f"theorem {name} {text}") for name, text in FALSE.items()]
    results = list(attempt_all(theorems, EmbeddedEnv, PortfolioGenerator(), CONFIG, concurrent=2))
    assert len(results) == len(FALSE)
    for result in results:
        assert result.status is not Status.PROVED
        assert result.refusals == ()
        result.tree.check()


def test_a_malformed_statement_is_a_result() -> None:
    result = prove(
        Theorem("bad", "theorem bad (a : ℝ : a = a"), EmbeddedEnv, PortfolioGenerator(), CONFIG
    )
    assert result.stop_reason is StopReason.NOT_STARTED
    assert result.error


@pytest.mark.parametrize("name", [*TRUE, *FALSE])
def test_every_portfolio_tactic_is_in_the_language(name: str) -> None:
    """A tactic of the portfolio may fail, but the environment must know it."""
    env = EmbeddedEnv()
    state = env.start(Theorem(name, f"theorem {name} {({**TRUE, **FALSE})[name]}"))
    for tactic in tactics(state.text):
        outcome = env.apply(state, tactic)
        known = isinstance(outcome, TacticState | ProofFinished) or not (
            getattr(outcome, "unsupported", False)
        )
        assert known, (tactic, outcome)
