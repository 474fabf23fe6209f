"""The environment over a real Lean with Mathlib, where this machine has one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pytest

from lean_env.registry import make_env, problem
from lean_env.repl.env import ReplEnv
from lean_env.settings import EnvSettings
from lean_env.types import (
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    TacticTimeout,
    Theorem,
)
from tests.lean_env.contract.kits import BOTH
from tests.lean_env.test_process import gone

MISSING: Final = problem("repl", EnvSettings())
pytestmark = [
    pytest.mark.lean,
    pytest.mark.skipif(MISSING is not None, reason=f"no real Lean: {MISSING}"),
]
SQUARES: Final = Theorem("t", "theorem t (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2", "import Mathlib")


@pytest.fixture(scope="module")
def env() -> Iterator[ReplEnv]:
    made = make_env("repl", EnvSettings(tactic_timeout_s=20.0))
    assert isinstance(made, ReplEnv)
    yield made
    made.close()


def test_the_story_of_the_contract_is_lean_s(env: ReplEnv) -> None:
    state = env.start(BOTH.theorem)
    for tactic, text in zip(BOTH.script[:-1], BOTH.texts, strict=False):
        assert state.text == text
        outcome = env.apply(state, tactic)
        assert isinstance(outcome, TacticState)
        state = outcome
    assert isinstance(env.apply(state, BOTH.script[-1]), ProofFinished)
    for tactic in BOTH.failing:
        assert isinstance(env.apply(state, tactic), TacticFailed)
    for theorem in BOTH.unknown:
        with pytest.raises(StatementError):
            env.start(theorem)


@pytest.mark.parametrize(
    "block",
    [
        "have h := sq_nonneg (a - b)\nnlinarith",
        "have h := sq_nonneg (a - b); nlinarith [h]",
        "rcases le_total a b with h | h\n· nlinarith [sq_nonneg (a - b)]\n"
        "· nlinarith [sq_nonneg (a - b)]",
        "first\n| ring\n| nlinarith [sq_nonneg (a - b)]",
    ],
)
def test_a_block_is_one_tactic_to_the_repl(env: ReplEnv, block: str) -> None:
    assert isinstance(env.apply(env.start(SQUARES), block), ProofFinished)
    assert env.verify(SQUARES, block).proved


def test_verification_in_a_fresh_lean(env: ReplEnv) -> None:
    assert env.verify(SQUARES, "nlinarith [sq_nonneg (a - b)]").proved
    assert not env.verify(SQUARES, "linarith").proved
    false = replace(SQUARES, statement="theorem t (a b : ℝ) : a ^ 2 + b ^ 2 ≤ 2 * a * b")
    assert not env.verify(false, "nlinarith [sq_nonneg (a - b)]").proved


def test_a_tactic_that_does_not_stop_is_stopped(env: ReplEnv) -> None:
    endless = EnvSettings(tactic_timeout_s=2.0)
    with_timeout = ReplEnv(endless)
    try:
        state = with_timeout.start(SQUARES)
        [pid] = with_timeout.pids
        outcome = with_timeout.apply(state, "iterate 1000000000 skip")
        assert isinstance(outcome, TacticTimeout | TacticFailed)  # Lean may give up by itself
        if isinstance(outcome, TacticTimeout) and with_timeout.restarts:
            assert gone(pid)
        finish = with_timeout.apply(state, "nlinarith [sq_nonneg (a - b)]")
        assert isinstance(finish, ProofFinished)
    finally:
        with_timeout.close()
