"""Tactic states after each tactic, as Lean 4 with Mathlib prints them."""

from __future__ import annotations

import textwrap

import pytest

from lean_env.embedded import env as env_module
from lean_env.embedded.env import EmbeddedEnv, Limits
from lean_env.types import (
    EnvironmentCrashed,
    ProofFinished,
    TacticFailed,
    TacticState,
    TacticTimeout,
    Theorem,
    VerdictKind,
)

# statement (after the name), tactics, the printed state after the last of them
STATES = [
    (
        ": ∀ x y : ℝ, x < y → x ≠ y",
        ["intro x y h"],
        """
        x y : ℝ
        h : x < y
        ⊢ x ≠ y
        """,
    ),
    (
        ": ∀ x : ℝ, 0 < x → x ≠ 0",
        ["intros"],
        """
        x✝ : ℝ
        a✝ : 0 < x✝
        ⊢ x✝ ≠ 0
        """,
    ),
    (
        "(x : ℝ) (h : x < 1) : x ≠ 2",
        ["intro h"],
        """
        x : ℝ
        h✝ : x < 1
        h : x = 2
        ⊢ False
        """,
    ),
    (
        "(p q : Prop) : p ∧ q → q ∧ p",
        ["rintro ⟨hp, hq⟩"],
        """
        case intro
        p q : Prop
        hp : p
        hq : q
        ⊢ q ∧ p
        """,
    ),
    (
        "(p q : Prop) (h : p ∨ q) : q ∨ p",
        ["rcases h with h | h", "right"],
        """
        case inl.h
        p q : Prop
        h : p
        ⊢ p

        case inr
        p q : Prop
        h : q
        ⊢ q ∨ p
        """,
    ),
    (
        "(p q r : Prop) (h : p ∨ q ∨ r) : p",
        ["obtain h | h | h := h", "exact h"],
        """
        case inr.inl
        p q r : Prop
        h : q
        ⊢ p

        case inr.inr
        p q r : Prop
        h : r
        ⊢ p
        """,
    ),
    (
        "(p q : Prop) : p ↔ q",
        ["constructor"],
        """
        case mp
        p q : Prop
        ⊢ p → q

        case mpr
        p q : Prop
        ⊢ q → p
        """,
    ),
    (
        "(n : ℤ) (h : ∃ k : ℤ, n = 2 * k) : 2 ∣ n",
        ["obtain ⟨k, rfl⟩ := h"],
        """
        case intro
        k : ℤ
        ⊢ 2 ∣ 2 * k
        """,
    ),
    (
        "(x y : ℝ) (h : x = y) (hx : 0 < x) (hy : y < 3) : x * y < 9",
        ["subst h"],
        """
        x : ℝ
        hx : 0 < x
        hy : x < 3
        ⊢ x * x < 9
        """,
    ),
    (
        "(x y : ℝ) (hx : 0 < x) (h : x = y + 1) (hy : y < 3) : x < 4",
        ["subst h"],
        """
        y : ℝ
        hy : y < 3
        hx : 0 < y + 1
        ⊢ y + 1 < 4
        """,
    ),
    (
        "(a b : ℝ) (h : a ≤ b) : a < b + 1",
        ["have h2 : b < b + 1"],
        """
        case h2
        a b : ℝ
        h : a ≤ b
        ⊢ b < b + 1

        a b : ℝ
        h : a ≤ b
        h2 : b < b + 1
        ⊢ a < b + 1
        """,
    ),
    (
        "(a b : ℝ) (h : a ≤ b) : a < b + 1",
        ["have := h", "have h : (0 : ℝ) < 1 := by norm_num"],
        """
        a b : ℝ
        h✝ this : a ≤ b
        h : 0 < 1
        ⊢ a < b + 1
        """,
    ),
    (
        "(a b c d : ℝ) (h : a ≤ b) (h' : c ≤ d) : a + c ≤ b + d",
        ["apply add_le_add"],
        """
        case h₁
        a b c d : ℝ
        h : a ≤ b
        h' : c ≤ d
        ⊢ a ≤ b

        case h₂
        a b c d : ℝ
        h : a ≤ b
        h' : c ≤ d
        ⊢ c ≤ d
        """,
    ),
    (
        "(a b : ℝ) : ∃ x : ℝ, a < x ∧ x < b",
        ["use (a + b) / 2", "constructor"],
        """
        case h.left
        a b : ℝ
        ⊢ a < (a + b) / 2

        case h.right
        a b : ℝ
        ⊢ (a + b) / 2 < b
        """,
    ),
    (
        "(a b : ℝ) : ∃ x : ℝ, a < x ∧ x < b",
        ["refine ⟨(a + b) / 2, ?_, ?_⟩"],
        """
        case refine_1
        a b : ℝ
        ⊢ a < (a + b) / 2

        case refine_2
        a b : ℝ
        ⊢ (a + b) / 2 < b
        """,
    ),
    (
        "(a b : ℝ) : a < b",
        ["by_contra h"],
        """
        a b : ℝ
        h : ¬a < b
        ⊢ False
        """,
    ),
    (
        "(a b : ℝ) : a ≠ b",
        ["by_contra h"],
        """
        a b : ℝ
        h : a = b
        ⊢ False
        """,
    ),
    (
        "(a : ℝ) : a * a = 1",
        ["by_cases h : a = 0"],
        """
        case pos
        a : ℝ
        h : a = 0
        ⊢ a * a = 1

        case neg
        a : ℝ
        h : ¬a = 0
        ⊢ a * a = 1
        """,
    ),
    (
        "(a : ℝ) (h : a = 2) : a * a = 4",
        ["rw [h]"],
        """
        a : ℝ
        h : a = 2
        ⊢ 2 * 2 = 4
        """,
    ),
    (
        "(f : ℝ → ℝ) (h : ∀ x, f x = x + 1) : f (f 1) = 3",
        ["rw [h]"],
        """
        f : ℝ → ℝ
        h : ∀ (x : ℝ), f x = x + 1
        ⊢ f 1 + 1 = 3
        """,
    ),
    (
        "(x : ℝ) (y : ℝ) (h : x / y = 2) : x = 2 * y",
        ["rw [div_eq_iff] at h"],
        """
        x y : ℝ
        h : x = 2 * y
        ⊢ x = 2 * y

        case hc
        x y : ℝ
        h : x / y = 2
        ⊢ y ≠ 0
        """,
    ),
    (
        "(x : ℝ) (h : x * 1 + 0 = 3) (h2 : 0 < x) : x = 3",
        ["norm_num at h"],
        """
        x : ℝ
        h2 : 0 < x
        h : x = 3
        ⊢ x = 3
        """,
    ),
    (
        "(p : ℝ → Prop) (h : ∀ x > 0, p x) : p 2",
        ["specialize h 2"],
        """
        p : ℝ → Prop
        h : 2 > 0 → p 2
        ⊢ p 2
        """,
    ),
    (
        "(p q : Prop) (hp : p) : p ∧ q",
        ["constructor", "case right => skip; exact hp.elim"],
        None,
    ),
]


def run(statement: str, tactics: list[str]) -> object:
    env = EmbeddedEnv()
    state: object = env.start(Theorem("t", f"theorem t {statement}", "import Mathlib"))
    for tactic in tactics:
        assert isinstance(state, TacticState), state
        state = env.apply(state, tactic)
    return state


@pytest.mark.parametrize(("statement", "tactics", "expected"), STATES)
def test_printed_state(statement: str, tactics: list[str], expected: str | None) -> None:
    after = run(statement, tactics)
    if expected is None:
        assert isinstance(after, TacticFailed)
        return
    assert isinstance(after, TacticState), after
    assert after.text == textwrap.dedent(expected).strip()


REAL = "(a b : ℝ) (h : a ≤ b) : a ≤ b + 1"


@pytest.mark.parametrize(
    "tactic",
    [
        "linarith",
        "try linarith",
        "first | omega | linarith",
        "any_goals linarith",
        "all_goals linarith",
        "skip <;> linarith",
        "· linarith",
        "(linarith)",
        "repeat linarith",
        "case _ => linarith",
        "next => linarith",
        "have h2 : b ≤ b + 1 := by\n  norm_num\nexact h.trans h2",
        "suffices h2 : b ≤ b + 1 by\n  exact h.trans h2\nnorm_num",
        "show a ≤ b + 1\nlinarith",
        "by_contra hn\nexact hn (by linarith)",
        "by_contra hn\napply hn; linarith",
        "refine h.trans ?_\nnorm_num",
        "obtain ⟨c, hc⟩ : ∃ c : ℝ, c = b + 1 := ⟨b + 1, by norm_num⟩\nrw [← hc]\nlinarith",
    ],
)
def test_a_finishing_script(tactic: str) -> None:
    assert isinstance(run(REAL, [tactic]), ProofFinished)


@pytest.mark.parametrize(
    ("tactic", "message"),
    [
        ("linarith\nlinarith", "no goals"),
        ("linarith; linarith", "no goals"),
        ("· skip", "unsolved goals"),
        ("have h2 : b ≤ b + 1 := by skip", "unsolved goals"),
        ("have h2 : b ≤ b + 1 := by linarith; linarith", "no goals"),
        ("assumption", "assumption"),
        ("exact h", "type mismatch"),
        ("intro x", "insufficient number of binders"),
        ("case left => linarith", "case tag"),
        ("rw [mul_comm]", "did not find instance of the pattern"),
        ("linarith only []", "linarith failed to find a contradiction"),
        ("fail_if_success linarith", "succeeded"),
        ("linarith [", "1:10"),
        ("exact h h2", "too many arguments"),
    ],
)
def test_a_failure_is_worded_as_leans(tactic: str, message: str) -> None:
    failed = run(REAL, [tactic])
    assert isinstance(failed, TacticFailed), failed
    assert message in failed.message
    assert not failed.unsupported


@pytest.mark.parametrize(
    "tactic",
    [
        "frobnicate a b",
        "try frobnicate",
        "first | frobnicate | linarith",
        "norm_num\n  <;> aesop",
        "have h2 : a = b := by grind\nlinarith",
        "linarith [frobnicate_le a b]",
    ],
)
def test_what_is_not_known_is_said_and_never_guessed(tactic: str) -> None:
    failed = run(
        "(a b : ℝ) (h : a ≤ b) : a + 0 ≤ b + 1",
        [tactic],
    )
    assert isinstance(failed, TacticFailed), failed
    assert failed.unsupported
    assert any(word in failed.message for word in ("frobnicate", "aesop", "grind"))


def test_an_endless_loop_times_out() -> None:
    assert isinstance(run(REAL, ["repeat have := h"]), TacticTimeout)
    env = EmbeddedEnv(Limits(steps=3))
    state = env.start(Theorem("t", f"theorem t {REAL}", ""))
    assert isinstance(env.apply(state, "skip; skip; skip; skip; linarith"), TacticTimeout)


def test_verification_has_a_budget_too() -> None:
    env = EmbeddedEnv(Limits(steps=0))
    verdict = env.verify(Theorem("t", f"theorem t {REAL}", ""), "skip\nlinarith")
    assert verdict.kind is VerdictKind.REJECTED
    assert "budget" in verdict.reason


def test_a_state_of_another_environment_is_refused() -> None:
    with pytest.raises(EnvironmentCrashed):
        EmbeddedEnv().apply(TacticState("⊢ True", handle=object()), "trivial")


def test_a_state_too_large_to_print_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    env = EmbeddedEnv()
    state = env.start(Theorem("t", f"theorem t {REAL}", ""))
    monkeypatch.setattr(env_module, "MAX_STATE_CHARS", 40)
    failed = env.apply(state, "have h2 : a ≤ b + 2 := by linarith")
    assert isinstance(failed, TacticFailed)
    assert "longer than 40" in failed.message


def test_an_internal_error_is_a_crash_that_names_the_tactic(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("oops")

    env = EmbeddedEnv()
    state = env.start(Theorem("t", f"theorem t {REAL}", ""))
    monkeypatch.setattr(env_module, "render", broken)
    with pytest.raises(EnvironmentCrashed, match="skip"):
        env.apply(state, "skip")


@pytest.mark.parametrize(
    ("statement", "tactic", "closes"),
    [
        (": (2 : ℕ) ^ 10 % 7 = 2", "decide", True),
        (": (2 : ℕ) ^ 10 % 7 = 2", "rfl", True),
        (": (2 : ℕ) ^ 1000 % 7 = 2", "decide", False),
        (": (2 : ℝ) + 2 = 4", "rfl", False),
        (": (2 : ℝ) + 2 = 4", "decide", False),
        (": Nat.Prime 7", "decide", False),
        (": (3 : ℤ) ∣ 12 ∧ ¬(5 : ℤ) ∣ 12", "decide", True),
        (": (2 : ℕ) + 2 = 5", "decide", False),
        ("(x : ℝ) : x ≤ x", "rfl", True),
        ("(x : ℝ) : x < x", "rfl", False),
        ("(p : Prop) : p ↔ p", "rfl", True),
    ],
)
def test_computation(statement: str, tactic: str, closes: bool) -> None:
    assert isinstance(run(statement, [tactic]), ProofFinished) == closes
