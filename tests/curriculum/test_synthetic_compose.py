"""The parts of the generator: expressions, compositions, the recorded proofs' shape."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.synthetic import generate, parse_level
from curriculum.synthetic_base import BASES, Base, Inequality
from curriculum.synthetic_compose import (
    add,
    apply_steps,
    chain,
    have_steps,
    multiply,
    pad,
    power,
    scale_left,
    scale_right,
)
from curriculum.synthetic_expr import (
    Expr,
    collected,
    has_negative_coefficient,
    meaning_key,
    num,
    split_signs,
    var,
    variables,
)
from curriculum.synthetic_random import distinct_expressions, random_expression
from tests.curriculum.synthetic_reading import value

A, B, C = var("a"), var("b"), var("c")
POINT = {"a": 2, "b": 3, "c": 5}


def expressions() -> st.SearchStrategy[Expr]:
    leaves = st.sampled_from([A, B, C]) | st.integers(0, 9).map(num)

    def grow(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        pair = st.tuples(inner, inner)
        return (
            pair.map(lambda p: p[0] + p[1])
            | pair.map(lambda p: p[0] - p[1])
            | pair.map(lambda p: p[0] * p[1])
            | st.tuples(inner, st.integers(1, 3)).map(lambda p: p[0] ** p[1])
        )

    return st.recursive(leaves, grow, max_leaves=6)


@given(expressions())
def test_what_is_printed_means_the_tree(e: Expr) -> None:
    """Printed with as few parentheses as Lean needs, the text is worth what FLINT says."""
    at = [POINT.get(name, 0) for name in ("a", "b", "c", "d", "x", "y", "z")]
    assert value(str(e), POINT) == int(e.poly(*at))


def test_parentheses_stand_only_where_lean_needs_them() -> None:
    assert str(A - (B - C)) == "a - (b - c)"
    assert str((A - B) - C) == "a - b - c"
    assert str(A * (B * C)) == "a * (b * c)"
    assert str((A * B) ** 2 * C) == "(a * b) ^ 2 * c"
    assert str((A**2) ** 3) == "(a ^ 2) ^ 3"
    assert str(num(2) * A**2 + B) == "2 * a ^ 2 + b"


def test_collecting_splits_by_sign_and_follows_the_order() -> None:
    positive, negative = split_signs(((A - B) ** 2 + num(3) * A).poly)
    assert str(collected(positive, ("a", "b"))) == "a ^ 2 + 3 * a + b ^ 2"
    assert str(collected(negative, ("b", "a"))) == "2 * b * a"
    assert has_negative_coefficient(((A - B) ** 2).poly)
    assert not has_negative_coefficient(((A + B) ** 2).poly)


def test_meanings_forget_names_and_writing_only() -> None:
    def key(e: Expr) -> int:
        return meaning_key([e.poly], [], variables(e))

    assert key(A**2 + B) == key(C + B**2) == key(C + B * B)
    assert key(A**2 + B) != key(A**2 + A * B)
    assert key(A**2 + B) != key(num(2) * (A**2 + B))


@pytest.mark.parametrize("size", range(6))
def test_expressions_have_exactly_their_size(size: int) -> None:
    def operations(e: Expr) -> int:
        # `x ^ 2` is one operation, its exponent none.
        return (1 if e.args else 0) + sum(operations(a) for a in e.args)

    rng = Random(size)
    for _ in range(100):
        assert operations(random_expression(rng, ("a", "b"), size)) == size
    chosen = distinct_expressions(rng, ("a", "b", "c"), size, 3)
    assert chosen is None or len({str(e) for e in chosen}) == 3


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.build.__name__.strip("_"))
def test_bases_hold_and_only_bernoulli_is_plain_positivity(base: Base) -> None:
    rng = Random(7)
    for _ in range(40):
        chosen = distinct_expressions(rng, ("a", "b", "c", "d"), 0, base.arity)
        assert chosen is not None
        leaf = base.build(rng, chosen)
        difference = leaf.rhs.poly - leaf.lhs.poly
        assert has_negative_coefficient(difference) is base.alone
        for _ in range(20):
            at = {v: rng.randint(1, 9) for v in "abcd"}
            assert value(f"{leaf.lhs} ≤ {leaf.rhs}", at)


AMGM = Inequality(num(2) * A * B, A**2 + B**2, "nlinarith [sq_nonneg (a - b)]")
TANGENT = Inequality(num(2) * C, C**2 + num(1), "nlinarith [sq_nonneg (c - 1)]")


def test_steps_follow_the_goals_that_lean_leaves() -> None:
    """The order of the goals is the order of the lemmas' hypotheses that are not yet known."""
    s, t = AMGM.tactic, TANGENT.tactic
    assert apply_steps(add(AMGM, TANGENT)) == ("apply add_le_add", s, t)
    product = multiply(AMGM, TANGENT)
    assert f"{product.lhs} ≤ {product.rhs}" == "2 * a * b * (2 * c) ≤ (a ^ 2 + b ^ 2) * (c ^ 2 + 1)"
    assert apply_steps(product) == ("apply mul_le_mul", s, t, "positivity", "positivity")
    squared = power(AMGM, 2)
    assert apply_steps(squared) == ("apply pow_le_pow_left₀", "positivity", s)
    for scaled, side in ((scale_left(C, AMGM), "left"), (scale_right(C, AMGM), "right")):
        assert apply_steps(scaled) == (f"apply mul_le_mul_of_nonneg_{side}", s, "positivity")
    assert apply_steps(pad(AMGM, C)) == ("apply le_add_of_le_of_nonneg", s, "positivity")


def test_a_chain_names_its_middle() -> None:
    squared = power(AMGM, 2)
    last = Inequality(squared.rhs, num(2) * ((A**2) ** 2 + (B**2) ** 2), "nlinarith [h]")
    link = chain(squared, last)
    assert link.compositions == 2
    assert apply_steps(link)[0] == "apply le_trans (b := (a ^ 2 + b ^ 2) ^ 2)"
    assert apply_steps(link)[1:] == (*apply_steps(squared), "nlinarith [h]")


def test_haves_prove_each_step_before_it_is_used() -> None:
    assert have_steps(AMGM) == (AMGM.tactic,)
    assert have_steps(power(add(AMGM, TANGENT), 2)) == (
        f"have s1 : 2 * a * b ≤ a ^ 2 + b ^ 2 := by {AMGM.tactic}",
        f"have s2 : 2 * c ≤ c ^ 2 + 1 := by {TANGENT.tactic}",
        "have t1 : 2 * a * b + 2 * c ≤ a ^ 2 + b ^ 2 + (c ^ 2 + 1) := add_le_add s1 s2",
        "have t2 : (2 * a * b + 2 * c) ^ 2 ≤ (a ^ 2 + b ^ 2 + (c ^ 2 + 1)) ^ 2 := "
        "pow_le_pow_left₀ (by positivity) t1 2",
        "linarith",
    )


@pytest.mark.parametrize("level", ["d0_s1", "d1_s0", "d2_s1", "d4_s0", "d6_s1"])
def test_n_d_is_the_number_of_lemmas_applied(level: str) -> None:
    difficulty = parse_level(level)
    assert difficulty is not None
    for statement in generate(level, 40, seed=8):
        applied = [step for step in statement.proof if step.startswith("apply ")]
        assert len(applied) == difficulty.compositions
        others = {step.split(" ")[0] for step in statement.proof if step not in applied}
        assert others <= {"nlinarith", "positivity"}


def test_variables_are_named_from_the_start() -> None:
    for statement in generate("d1_s1", 60, seed=1):
        names = statement.theorem.statement.split(" : ℝ)")[0].split("(")[1].split()
        assert names in (["a", "b", "c", "d"][: len(names)], ["x", "y", "z"][: len(names)])
