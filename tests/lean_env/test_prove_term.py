"""Proof terms: what elaborates, to a proof that the kernel accepts, and what does not."""

from __future__ import annotations

import pytest

from lean_env.embedded import syntax as sx
from lean_env.embedded.elaborate import elaborate_theorem
from lean_env.embedded.goal import Goal
from lean_env.embedded.kernel import check
from lean_env.embedded.parser import parse_term
from lean_env.embedded.printer import print_term
from lean_env.embedded.proof import Proof, fill, holes
from lean_env.embedded.prove_term import (
    Elaborated,
    ProofTermError,
    apply_proof,
    elaborate_proof,
    open_proof,
)
from lean_env.embedded.term import Term
from lean_env.types import Theorem

BINDERS = (
    "(a b c d : ℝ) (n k : ℕ) (i : ℤ) (f : ℝ → ℝ) (p q r : Prop) "
    "(ha : 0 < a) (hb : 0 < b) (hc : 0 ≤ c) (hab : a ≤ b) (hbc : b < c) (hne : a ≠ d) "
    "(hgt : d > 1) (hp : p) (hpq : p → q) (hpr : p ↔ r) (hand : p ∧ q ∧ 0 ≤ d) "
    "(hor : p ∨ q) (hf : ∀ x, 0 ≤ x → f x = x + 1) (hex : ∃ x, 0 < x ∧ x < a) "
    "(hn : n ≠ 0) (heq : a = b) (hnot : ¬q)"
)


def goal_of(target: str) -> Goal:
    return elaborate_theorem(Theorem("t", f"theorem t {BINDERS} : {target}"))


def no_tactics(goal: Goal, block: sx.Seq) -> Proof:
    """Blocks are `by assumption` here."""
    for local in goal.locals:
        if local.prop == goal.target:
            return elaborate_proof(sx.Ident(local.name), goal, goal.target, no_tactics).proof
    raise ProofTermError("assumption failed")


def complete(result: Elaborated, goal: Goal) -> None:
    assert not result.goals
    check(result.proof, goal)


def names(goal: Goal) -> dict[int, str]:
    return {local.var.data: local.name for local in goal.locals}


def targets(result: Elaborated) -> list[tuple[str | None, str]]:
    return [(g.tag, print_term(g.target, names(g))) for g in result.goals]


@pytest.mark.parametrize(
    ("term", "target"),
    [
        ("ha", "0 < a"),
        ("ha", "a > 0"),
        ("ha.le", "0 ≤ a"),
        ("le_of_lt ha", "0 ≤ a"),
        ("ha.ne'", "a ≠ 0"),
        ("ne_of_gt ha", "a ≠ 0"),
        ("hgt.le", "1 ≤ d"),
        ("mul_pos ha hb", "0 < a * b"),
        ("(mul_pos ha hb).le", "0 ≤ a * b"),
        ("mul_nonneg (le_of_lt (add_pos ha hb)) (sq_nonneg (b - a))", "0 ≤ (a + b) * (b - a) ^ 2"),
        ("sq_nonneg (a - b)", "0 ≤ (a - b) ^ 2"),
        ("sq_nonneg _", "0 ≤ (a - b) ^ 2"),
        ("add_le_add hab (le_refl c)", "a + c ≤ b + c"),
        ("add_le_add hab le_rfl", "a + c ≤ b + c"),
        ("add_le_add_left hab _", "c + a ≤ c + b"),
        ("mul_le_mul_of_nonneg_left hab hc", "c * a ≤ c * b"),
        ("pow_le_pow_left₀ ha.le hab 3", "a ^ 3 ≤ b ^ 3"),
        ("pow_pos ha 2", "0 < a ^ 2"),
        ("pow_pos ha _", "0 < a ^ n"),
        ("lt_of_le_of_lt hab hbc", "a < c"),
        ("hab.trans_lt hbc", "a < c"),
        ("hab.trans hbc.le", "a ≤ c"),
        ("sub_nonneg.mpr hab", "0 ≤ b - a"),
        ("sub_nonneg.2 hab", "0 ≤ b - a"),
        ("(sub_nonneg.mpr hab)", "b - a ≥ 0"),
        ("sub_pos_of_lt hbc", "0 < c - b"),
        ("not_lt.mp (not_lt.mpr hab)", "a ≤ b"),
        ("fun h => (div_le_iff₀ hb).mpr h", "a ≤ c * b → a / b ≤ c"),
        ("(div_le_one hb).2 hab", "a / b ≤ 1"),
        ("hand.1", "p"),
        ("hand.2.1", "q"),
        ("hand.right.left", "q"),
        ("⟨hp, hpq hp⟩", "p ∧ q"),
        ("⟨hp, hpq hp, ha⟩", "p ∧ q ∧ 0 < a"),
        ("And.intro hp (hpq hp)", "p ∧ q"),
        ("Or.inl hp", "p ∨ r"),
        ("Or.inr hp", "r ∨ p"),
        (".inl hp", "p ∨ r"),
        ("Or.elim hor hpq id", "q"),
        ("hor.elim hpq (fun h => h)", "q"),
        ("fun h => hpq h", "p → q"),
        ("hpq", "p → q"),
        ("fun x hx => hf x hx", "∀ x, 0 ≤ x → f x = x + 1"),
        ("hf c hc", "f c = c + 1"),
        ("hf _ hc", "f c = c + 1"),
        ("(hf c hc).symm", "c + 1 = f c"),
        ("hpr.mp hp", "r"),
        ("hpr.1 hp", "r"),
        ("⟨hpr.mpr, hpr.mp⟩", "r ↔ p"),
        ("Iff.intro hpr.mpr hpr.mp", "r ↔ p"),
        ("hpr.symm", "r ↔ p"),
        ("⟨b, hb, hbc⟩", "∃ x, 0 < x ∧ x < c"),
        ("⟨_, hb, hbc⟩", "∃ x, 0 < x ∧ x < c"),
        ("⟨2, rfl⟩", "∃ m : ℕ, m = 2"),
        ("rfl", "a + b = a + b"),
        ("absurd (hpq hp) hnot", "0 = (1 : ℝ)"),
        ("absurd hp fun h => hnot (hpq h)", "r"),
        ("hnot", "q → False"),
        ("hne", "¬a = d"),
        ("hne.symm", "d ≠ a"),
        ("hne.lt_or_lt", "a < d ∨ d < a"),
        ("fun h => hnot (hpq h)", "¬p"),
        ("(ha : 0 < a)", "0 < a"),
        ("‹0 < b›", "0 < b"),
        ("show 0 < a from ha", "0 < a"),
        ("(by assumption : 0 < a)", "0 < a"),
        ("mul_pos (by assumption) hb", "0 < a * b"),
        ("have h := ha; h.le", "0 ≤ a"),
        ("heq.le", "a ≤ b"),
        ("heq.symm", "b = a"),
        ("Eq.symm heq", "b = a"),
        ("le_of_eq heq", "a ≤ b"),
        ("le_antisymm hab heq.ge", "a = b"),
        ("Nat.pos_of_ne_zero hn", "0 < n"),
        ("Nat.zero_le n", "0 ≤ n"),
        ("Nat.zero_le _", "0 ≤ n"),
        ("Nat.cast_nonneg n", "(0 : ℝ) ≤ n"),
        ("abs_nonneg (a - b)", "0 ≤ |a - b|"),
        ("fun h => (abs_le.mp h).2", "|a| ≤ b → a ≤ b"),
        ("mul_pos two_pos ha", "0 < 2 * a"),
        ("add_pos (by assumption) (by assumption)", "0 < a + b"),
        ("mul_le_mul (h₁ := hab) (h₂ := hbc.le) hb.le hb.le", "a * b ≤ b * c"),
        ("add_sq a b", "(a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2"),
        ("lt_irrefl a", "¬a < a"),
        ("mul_comm _ _", "a * b = b * a"),
        ("add_pos_of_pos_of_nonneg ha <| hc", "0 < a + c"),
        ("mul_pos", "0 < a → 0 < b → 0 < a * b"),
        ("trivial", "True"),
        ("⟨rfl, fun x hx => hx.ge⟩", "IsLeast {x : ℝ | x = a} a"),
        ("hb", "b ∈ {x | 0 < x}"),
        ("congr_arg (fun x => x + c) heq", "a + c = b + c"),
        ("congrArg f heq", "f a = f b"),
        ("heq ▸ ha", "0 < b"),
        ("heq.symm ▸ hb", "0 < a"),
        ("fun h => Real.sq_sqrt (show 0 ≤ 2 by assumption)", "0 ≤ (2 : ℝ) → √2 ^ 2 = (2 : ℝ)"),
    ],
)
def test_accepted(term: str, target: str) -> None:
    goal = goal_of(target)
    complete(elaborate_proof(parse_term(term), goal, goal.target, no_tactics), goal)


@pytest.mark.parametrize(
    ("term", "target"),
    [
        ("ha", "0 ≤ a"),
        ("ha", "0 < b"),
        ("hp", "q"),
        ("mul_pos ha hc", "0 < a * c"),
        ("mul_pos ha", "0 < a * b"),
        ("mul_pos ha hb hc", "0 < a * b"),
        ("sub_nonneg.mpr (Nat.zero_le n)", "0 ≤ n - 0"),
        ("abs_nonneg n", "0 ≤ n"),
        ("add_le_add_left hab _", "a + c ≤ b + c"),
        ("mul_le_mul_of_nonneg_left hc hab", "c * a ≤ c * b"),
        ("⟨hp⟩", "p ∧ q"),
        ("⟨hp, hp⟩", "p ∧ q"),
        ("⟨hp, hp⟩", "p ∨ q"),
        ("hand.3", "p"),
        ("hor.1", "p"),
        ("_", "0 < a"),
        ("Or.inl hp", "q ∨ r"),
        ("fun h => hp", "0 < a"),
        ("hf c ha", "f c = c + 1"),
        ("⟨2, rfl⟩", "∃ m : ℕ, m = 3 ∧ m = 2"),
        ("rfl", "a = b"),
        ("no_such_lemma a", "0 < a"),
        ("ha.no_such_field", "0 < a"),
        ("Nat.zero_le i", "0 ≤ i"),
        ("a", "0 < a"),
        ("le_of_lt ha", "0 ≤ n"),
    ],
)
def test_refused(term: str, target: str) -> None:
    goal = goal_of(target)
    with pytest.raises(ProofTermError):
        elaborate_proof(parse_term(term), goal, goal.target, no_tactics)


@pytest.mark.parametrize("term", ["no_such_lemma a", "ha.no_such_field", "-ha"])
def test_unknown_constructs_say_unsupported(term: str) -> None:
    goal = goal_of("0 < a")
    with pytest.raises(ProofTermError) as caught:
        elaborate_proof(parse_term(term), goal, goal.target, no_tactics)
    assert caught.value.unsupported


@pytest.mark.parametrize(
    ("term", "proposition"),
    [
        ("sq_nonneg (a - b)", "0 ≤ (a - b) ^ 2"),
        ("mul_pos ha hb", "0 < a * b"),
        ("hf c hc", "f c = c + 1"),
        ("mul_self_nonneg (a + 2)", "0 ≤ (a + 2) * (a + 2)"),
        ("sq_nonneg (i - 1)", "0 ≤ (i - 1) ^ 2"),
        ("hand.2.2", "0 ≤ d"),
        ("hbc.le", "b ≤ c"),
        ("add_pos hb (by assumption : (0 : ℝ) < a)", "0 < b + a"),
        ("mul_pos (mul_pos ha hb) two_pos", "0 < a * b * 2"),
    ],
)
def test_inferred_propositions(term: str, proposition: str) -> None:
    goal = goal_of("True")
    result = elaborate_proof(parse_term(term), goal, None, no_tactics)
    assert print_term(result.prop, names(goal)) == proposition
    check(result.proof, Goal(0, goal.locals, result.prop))


def test_refine_makes_goals_in_order() -> None:
    goal = goal_of("0 < a * b")
    result = elaborate_proof(parse_term("mul_pos ?_ ?_"), goal, goal.target, no_tactics)
    assert targets(result) == [("refine_1", "0 < a"), ("refine_2", "0 < b")]
    assert holes(result.proof) == [g.id for g in result.goals]
    filled = {
        g.id: elaborate_proof(parse_term(h), g, g.target, no_tactics).proof
        for g, h in zip(result.goals, ("ha", "hb"), strict=True)
    }
    check(fill(result.proof, filled), goal)


def test_refine_tags() -> None:
    goal = goal_of("p ∧ q ∧ r")
    one = elaborate_proof(parse_term("⟨hp, ?_⟩"), goal, goal.target, no_tactics)
    assert targets(one) == [(None, "q ∧ r")]
    named = elaborate_proof(parse_term("⟨hp, ?left, ?_⟩"), goal, goal.target, no_tactics)
    assert targets(named) == [("left", "q"), (None, "r")]


def apply(term: str, target: str) -> Elaborated:
    return apply_proof(parse_term(term), goal_of(target), no_tactics)


def test_apply_makes_a_goal_of_each_premise() -> None:
    assert targets(apply("add_le_add", "a + c ≤ b + d")) == [("h₁", "a ≤ b"), ("h₂", "c ≤ d")]
    assert targets(apply("mul_le_mul", "a * c ≤ b * d")) == [
        ("h₁", "a ≤ b"),
        ("h₂", "c ≤ d"),
        ("hc", "0 ≤ c"),
        ("hb", "0 ≤ b"),
    ]
    assert targets(apply("mul_le_mul_of_nonneg_left hab", "c * a ≤ c * b")) == [(None, "0 ≤ c")]
    assert targets(apply("pow_le_pow_left₀", "a ^ 3 ≤ b ^ 3")) == [
        ("ha", "0 ≤ a"),
        ("hab", "a ≤ b"),
    ]
    assert targets(apply("hpq", "q")) == [(None, "p")]
    assert targets(apply("hf", "f c = c + 1")) == [("a", "0 ≤ c")]
    assert targets(apply("hnot", "False")) == [(None, "q")]
    assert targets(apply("hand.1", "p")) == []


def test_apply_leaves_no_value_open() -> None:
    with pytest.raises(ProofTermError) as caught:
        apply("lt_trans", "a < c")
    assert caught.value.unsupported


@pytest.mark.parametrize(
    ("term", "target"), [("add_le_add", "a < b"), ("hpq", "p"), ("sub_nonneg", "0 ≤ a - b")]
)
def test_apply_refused(term: str, target: str) -> None:
    with pytest.raises(ProofTermError):
        apply(term, target)


def test_open_proof_is_matched_later() -> None:
    goal = goal_of("b * a + 1 = 1")
    found = open_proof(parse_term("mul_comm"), goal, no_tactics)
    left = found.prop.args[0]
    product = goal.target.args[0].args[0]
    assert not found.unify(left, goal.target.args[1])
    assert found.unify(left, product)
    result = found.finish()
    assert print_term(result.prop, names(goal)) == "b * a = a * b"
    check(result.proof, Goal(0, goal.locals, result.prop))


def test_open_proof_with_a_premise() -> None:
    goal = goal_of("f c = 3")
    found = open_proof(parse_term("hf"), goal, no_tactics)
    target: Term = goal.target.args[0]
    assert found.unify(found.prop.args[0], target)
    assert targets(found.finish()) == [("a", "0 ≤ c")]
