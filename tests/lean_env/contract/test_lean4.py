"""What every environment of Lean 4 promises beyond the contract: its syntax, printed its way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lean_env.protocol import LeanEnv
from lean_env.types import (
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    Theorem,
    VerdictKind,
)
from tests.lean_env.contract.kits import KITS

HEADER = "import Mathlib\n"
SQUARES = Theorem("t", "theorem t (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2", HEADER)
BOTH = Theorem("t", "theorem t (p q : Prop) (hp : p) (hq : q) : p ∧ q", HEADER)
EITHER = Theorem("t", "theorem t (x : ℝ) (h : x < 1 ∨ x < 2) : x < 2", HEADER)


@pytest.fixture(scope="module", params=[name for name, kit in KITS.items() if kit.lean4])
def env(request: pytest.FixtureRequest) -> Iterator[LeanEnv]:
    made = KITS[request.param].make()
    yield made
    made.close()


def state(env: LeanEnv, theorem: Theorem, *tactics: str) -> TacticState:
    """The state after some tactics that must all leave goals."""
    current = env.start(theorem)
    for tactic in tactics:
        outcome = env.apply(current, tactic)
        assert isinstance(outcome, TacticState), outcome
        current = outcome
    return current


def test_the_first_state_is_printed_as_lean_prints_it(env: LeanEnv) -> None:
    assert env.start(SQUARES).text == "a b : ℝ\n⊢ 2 * a * b ≤ a ^ 2 + b ^ 2"
    assert env.start(BOTH).text == "p q : Prop\nhp : p\nhq : q\n⊢ p ∧ q"


def test_goals_are_separated_by_a_blank_line_and_tagged(env: LeanEnv) -> None:
    after = state(env, BOTH, "constructor")
    context = "p q : Prop\nhp : p\nhq : q\n"
    assert after.text == f"case left\n{context}⊢ p\n\ncase right\n{context}⊢ q"


def test_tactics_act_on_the_first_goal(env: LeanEnv) -> None:
    after = state(env, BOTH, "constructor", "exact hp")
    assert after.text == "case right\np q : Prop\nhp : p\nhq : q\n⊢ q"
    assert isinstance(env.apply(after, "exact hq"), ProofFinished)


def test_a_state_can_be_used_again_in_any_order(env: LeanEnv) -> None:
    root = env.start(EITHER)
    cases = env.apply(root, "rcases h with h | h")
    assert isinstance(cases, TacticState)
    assert isinstance(env.apply(root, "exfalso"), TacticState)
    one = env.apply(cases, "linarith")
    assert isinstance(one, TacticState)
    assert isinstance(env.apply(one, "exact h"), ProofFinished)
    again = env.apply(cases, "linarith")
    assert isinstance(again, TacticState)
    assert again.text == one.text


def test_a_failure_says_why_and_leaves_the_state_as_it_was(env: LeanEnv) -> None:
    root = env.start(BOTH)
    for tactic in (
        "exact hq",
        "linarith",
        "nonsense",
        "exact (",
        "constructor; exact hp; exact hp",
    ):
        failed = env.apply(root, tactic)
        assert isinstance(failed, TacticFailed), tactic
        assert failed.message
    assert isinstance(env.apply(root, "exact ⟨hp, hq⟩"), ProofFinished)


def test_a_tactic_text_may_be_a_block(env: LeanEnv) -> None:
    root = env.start(BOTH)
    for tactic in (
        "constructor <;> assumption",
        "constructor\n· exact hp\n· exact hq",
        "constructor; exact hp; exact hq",
        "refine ⟨?_, ?_⟩\nall_goals assumption",
    ):
        assert isinstance(env.apply(root, tactic), ProofFinished), tactic


def test_a_tactic_without_goals_is_an_error(env: LeanEnv) -> None:
    root = env.start(BOTH)
    assert isinstance(env.apply(root, "exact ⟨hp, hq⟩\nexact hp"), TacticFailed)


def test_an_empty_tactic_fails(env: LeanEnv) -> None:
    assert isinstance(env.apply(env.start(BOTH), ""), TacticFailed)
    assert isinstance(env.apply(env.start(BOTH), "  -- nothing"), TacticFailed)


@pytest.mark.parametrize(
    "statement",
    [
        "theorem t (a : ℝ : a = a",
        "theorem t : 1 +",
        "theorem t (a : ℝ) : b = a",
        "",
        "axiom t : False",
    ],
)
def test_a_malformed_statement_is_an_error(env: LeanEnv, statement: str) -> None:
    theorem = Theorem("t", statement, HEADER)
    with pytest.raises(StatementError) as caught:
        env.start(theorem)
    assert str(caught.value)
    assert env.verify(theorem, "trivial").kind in (VerdictKind.ERROR, VerdictKind.UNSUPPORTED)


def test_verify_accepts_a_complete_proof(env: LeanEnv) -> None:
    verdict = env.verify(SQUARES, "nlinarith [sq_nonneg (a - b)]")
    assert verdict.proved
    assert verdict.reason == ""
    assert env.verify(BOTH, "constructor\n· exact hp\n· exact hq").proved
    assert env.verify(BOTH, "  constructor\n  · exact hp\n  · exact hq\n").proved


@pytest.mark.parametrize(
    "proof",
    [
        "constructor",
        "constructor\n· exact hp",
        "constructor\n· exact hq\n· exact hp",
        "exact ⟨hp, hq⟩\nexact hp",
        "constructor <;> exact hp",
        "sorry",
        "exact ⟨hp, sorry⟩",
        "have h : p ∧ q := by sorry\nexact h",
        "have h : p ∧ q\nexact h",
        "exact ⟨hp, hq⟩\n\ntheorem u : False := by sorry",
        "exact ⟨hp, hq⟩)",
        "exact t p q hp hq",
        "exact?",
        "",
    ],
)
def test_verify_rejects(env: LeanEnv, proof: str) -> None:
    verdict = env.verify(BOTH, proof)
    assert verdict.kind in (VerdictKind.REJECTED, VerdictKind.UNSUPPORTED)
    assert verdict.reason


def test_verify_rejects_the_proof_of_another_statement(env: LeanEnv) -> None:
    assert not env.verify(EITHER, "nlinarith [sq_nonneg (a - b)]").proved
    assert not env.verify(
        Theorem("t", "theorem t (a b : ℝ) : a ^ 2 + b ^ 2 ≤ 2 * a * b", HEADER),
        "nlinarith [sq_nonneg (a - b)]",
    ).proved


def test_close_twice_is_harmless(env: LeanEnv) -> None:
    env.close()
    env.close()
