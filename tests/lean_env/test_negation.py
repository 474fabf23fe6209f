"""`push_neg`: each pushed form is Lean's, and the kernel accepts both directions."""

from __future__ import annotations

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import TacticFailed, TacticState, Theorem

# p, and what `push_neg` makes of it
FORMS = [
    ("¬(a < b)", "b ≤ a"),
    ("¬(a ≤ b)", "b < a"),
    ("¬(a > b)", "a ≤ b"),
    ("¬(a ≥ b)", "a < b"),
    ("¬(a = b)", "a ≠ b"),
    ("¬(a ≠ b)", "a = b"),
    ("¬¬p", "p"),
    ("¬(p ∧ q)", "p → ¬q"),
    ("¬(p ∨ q)", "¬p ∧ ¬q"),
    ("¬(p → q)", "p ∧ ¬q"),
    ("¬∀ x : ℝ, x < a", "∃ x, a ≤ x"),
    ("¬∃ x : ℝ, x < a", "∀ (x : ℝ), a ≤ x"),
    ("¬∀ x > (0 : ℝ), x < a", "∃ x > 0, a ≤ x"),
    ("¬∃ x : ℝ, x < a ∧ p", "∀ x < a, ¬p"),
    ("¬∀ x : ℝ, ∃ y : ℝ, x < y", "∃ x, ∀ (y : ℝ), y ≤ x"),
    ("p ∧ ¬(a < b) ∨ q", "p ∧ b ≤ a ∨ q"),
    ("∀ x : ℝ, ¬(x < a)", "∀ (x : ℝ), a ≤ x"),
    ("∃ x : ℝ, ¬(x < a)", "∃ x, a ≤ x"),
    ("p → ¬(q ∨ a = b)", "p → ¬q ∧ a ≠ b"),
    ("¬(p → ¬¬q)", "p ∧ ¬q"),
    ("¬(p ∧ (q → a < b))", "p → q ∧ b ≤ a"),
]
CONTEXT = "(p q : Prop) (a b : ℝ)"


@pytest.mark.parametrize(("before", "after"), FORMS)
def test_pushed_form(before: str, after: str) -> None:
    env = EmbeddedEnv()
    state = env.apply(env.start(Theorem("t", f"theorem t {CONTEXT} : {before}", "")), "push_neg")
    assert isinstance(state, TacticState), state
    assert state.text.splitlines()[-1] == f"⊢ {after}"


@pytest.mark.parametrize(("before", "after"), FORMS)
def test_the_kernel_accepts_both_directions(before: str, after: str) -> None:
    env = EmbeddedEnv()
    forth = Theorem("t", f"theorem t {CONTEXT} (h : {before}) : {after}", "")
    back = Theorem("t", f"theorem t {CONTEXT} (h : {after}) : {before}", "")
    assert env.verify(forth, "push_neg at h\nexact h").proved
    assert env.verify(back, "push_neg\nexact h").proved


def test_nothing_to_push_is_an_error() -> None:
    env = EmbeddedEnv()
    state = env.start(Theorem("t", f"theorem t {CONTEXT} (h : p) : q", ""))
    assert isinstance(env.apply(state, "push_neg"), TacticFailed)
    assert isinstance(env.apply(state, "push_neg at h"), TacticFailed)


def test_no_order_on_the_complex_numbers() -> None:
    env = EmbeddedEnv()
    state = env.start(Theorem("t", "theorem t (z : ℂ) (h : ¬(z = 1)) : False", ""))
    after = env.apply(state, "push_neg at h")
    assert isinstance(after, TacticState)
    assert "h : z ≠ 1" in after.text


def test_by_contra_pushes() -> None:
    env = EmbeddedEnv()
    theorem = Theorem("t", f"theorem t {CONTEXT} (h : ¬(a < b)) : b ≤ a", "")
    after = env.apply(env.start(theorem), "by_contra! hn")
    assert isinstance(after, TacticState)
    assert "hn : a < b" in after.text
    assert env.verify(theorem, "by_contra! hn\nexact h hn").proved
