"""Goals and terms as Lean prints them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lean_env.embedded.elaborate import Elaborator, elaborate_theorem
from lean_env.embedded.goal import PROOF, Goal, Local
from lean_env.embedded.parser import parse_term
from lean_env.embedded.printer import print_goal, print_term
from lean_env.embedded.term import REAL, TRUE, Term, fvar, num, prop
from lean_env.types import Theorem

X, Y = fvar(REAL), fvar(REAL)
LOCALS = (Local("x", X), Local("y", Y))
NAMES = {X.data: "x", Y.data: "y"}


def test_a_whole_goal() -> None:
    theorem = Theorem(
        "t",
        "theorem t (a b : ℝ) (n : ℕ) (f : ℕ → ℝ) (h₀ : 0 < a ∧ 0 < b) (h₀ : ∀ k, f k = k * a)"
        " (h₁ : ∃ c > 0, a = c) : |a - b| ≤ √(a ^ 2) + n",
    )
    assert print_goal(elaborate_theorem(theorem)) == (
        "a b : ℝ\n"
        "n : ℕ\n"
        "f : ℕ → ℝ\n"
        "h₀✝ : 0 < a ∧ 0 < b\n"
        "h₀ : ∀ (k : ℕ), f k = ↑k * a\n"
        "h₁ : ∃ c > 0, a = c\n"
        "⊢ |a - b| ≤ √(a ^ 2) + ↑n"
    )


def test_case_tags_groups_and_inaccessible_names() -> None:
    hypotheses = tuple(Local(name, fvar(PROOF), TRUE) for name in ("h", "a✝", "h", "a✝"))
    assert print_goal(Goal(1, (*LOCALS, *hypotheses), TRUE, "inl")) == (
        "case inl\nx y : ℝ\nh✝ a✝¹ h a✝ : True\n⊢ True"
    )


ROUND = [
    "- -x = x",
    "(-x) ^ 2 = x ^ 2",
    "-x ^ 2 = -(x * y)",
    "x ^ (-1) = x⁻¹ ∧ (√x)⁻¹ = √x⁻¹",
    "x - (y - x) = x - y - x",
    "x / (y / x) = x / y * x",
    "(x ^ 2) ^ 3 = x ^ 2 ^ 3",
    "¬x = y ∧ x ≠ y",
    "(¬x = y) ∨ x = y",
    "(x = y → x = y) → x = y",
    "(∀ (z : ℝ), z = x) ∧ x = y",
    "x = y ∧ ∀ (z : ℝ), z = x",
    "∃ z w, z = x ∧ w = y",
    "∃! z, z = x",
    "∀ z > 0, ∃ w ≥ z, w < x",
    "∀ (z w : ℝ), z < w → x < y",
    "∑ k ∈ Finset.range 3, x + 1 = (∑ k ∈ Finset.range 3, x) * 2",
    "(x < y ↔ y < x) ↔ x = y",
    "max x y ≤ min (x + 1) (-y)",
    "|(|x| - |y|)| ≤ 1",
    "{z | 0 ≤ z} = Set.Icc x y",
    "(if x < y then x else y) = x",
    "⌊x + 1⌋ = ⌈y⌉",
]


@pytest.mark.parametrize("text", [t for t in ROUND if "(-1)" not in t])
def test_lean_text_is_reproduced(text: str) -> None:
    expected = text.replace("(¬x = y) ∨", "¬x = y ∨")
    assert print_term(Elaborator(LOCALS).prop(parse_term(text)), NAMES) == expected


def test_bound_names_do_not_capture() -> None:
    term = Elaborator(LOCALS).prop(parse_term("∀ z : ℝ, z = x"))
    assert print_term(term, {X.data: "z"}) == "∀ (z_1 : ℝ), z_1 = z"


def reals() -> st.SearchStrategy[Term]:
    atoms = st.sampled_from([X, Y]) | st.integers(0, 9).map(lambda n: num(n, REAL))

    def grow(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        two = st.sampled_from(["add", "sub", "mul", "div", "min", "max"])
        return (
            st.builds(lambda op, a, b: Term(op, (a, b), REAL), two, inner, inner)
            | st.builds(
                lambda op, a: Term(op, (a,), REAL),
                st.sampled_from(["neg", "inv", "abs", "Real.sqrt", "Real.cos"]),
                inner,
            )
            | st.builds(
                lambda a, n: Term("pow", (a, num(n, Y_EXPONENT)), REAL), inner, st.integers(0, 5)
            )
        )

    return st.recursive(atoms, grow, max_leaves=12)


Y_EXPONENT = Elaborator().type(parse_term("ℕ"))


def propositions() -> st.SearchStrategy[Term]:
    relations = st.builds(
        lambda op, a, b: prop(op, a, b),
        st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]),
        reals(),
        reals(),
    )

    def grow(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        return st.builds(
            lambda op, a, b: prop(op, a, b),
            st.sampled_from(["and", "or", "imp", "iff"]),
            inner,
            inner,
        ) | st.builds(lambda a: prop("not", a), inner)

    return st.recursive(relations, grow, max_leaves=6)


@settings(max_examples=200, deadline=None)
@given(propositions())
def test_printing_then_reading_gives_the_term_back(term: Term) -> None:
    text = print_term(term, NAMES, explicit=True)
    assert Elaborator(LOCALS).prop(parse_term(text)) == term
