"""Composing inequalities by monotonicity lemmas, and the two ways to record the proof.

N_D is the number of lemmas applied. An undisguised composition is proved by `apply`ing the lemmas
from the outside in; a disguised one (both sides expanded and collected) by `have`s from the inside
out and a final `linarith`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from curriculum.synthetic_base import LEAF_DEGREE, Inequality, random_leaf
from curriculum.synthetic_expr import Expr, num
from curriculum.synthetic_random import random_expression

_CHAIN_DEGREE: Final = 4  # of the expression a chain squares inside a leaf

# Proof terms that close a side goal `0 ≤ e`; the lemma fixes e.
_SIDE: Final = "(by positivity)"


def add(left: Inequality, right: Inequality) -> Inequality:
    """`add_le_add : a ≤ b → c ≤ d → a + c ≤ b + d`."""
    return Inequality(
        left.lhs + right.lhs,
        left.rhs + right.rhs,
        "apply add_le_add",
        (left, right),
        "add_le_add {} {}",
    )


def scale_left(factor: Expr, inner: Inequality) -> Inequality:
    """`mul_le_mul_of_nonneg_left : b ≤ c → 0 ≤ a → a * b ≤ a * c`."""
    return Inequality(
        factor * inner.lhs,
        factor * inner.rhs,
        "apply mul_le_mul_of_nonneg_left",
        (inner, None),
        f"mul_le_mul_of_nonneg_left {{}} {_SIDE}",
    )


def scale_right(factor: Expr, inner: Inequality) -> Inequality:
    """`mul_le_mul_of_nonneg_right : b ≤ c → 0 ≤ a → b * a ≤ c * a`."""
    return Inequality(
        inner.lhs * factor,
        inner.rhs * factor,
        "apply mul_le_mul_of_nonneg_right",
        (inner, None),
        f"mul_le_mul_of_nonneg_right {{}} {_SIDE}",
    )


def multiply(left: Inequality, right: Inequality) -> Inequality:
    """`mul_le_mul : a ≤ b → c ≤ d → 0 ≤ c → 0 ≤ b → a * c ≤ b * d`."""
    return Inequality(
        left.lhs * right.lhs,
        left.rhs * right.rhs,
        "apply mul_le_mul",
        (left, right, None, None),
        f"mul_le_mul {{}} {{}} {_SIDE} {_SIDE}",
    )


def power(inner: Inequality, exponent: int) -> Inequality:
    """`pow_le_pow_left₀ : 0 ≤ a → a ≤ b → ∀ n, a ^ n ≤ b ^ n`."""
    return Inequality(
        inner.lhs**exponent,
        inner.rhs**exponent,
        "apply pow_le_pow_left₀",
        (None, inner),
        f"pow_le_pow_left₀ {_SIDE} {{}} {exponent}",
    )


def pad(inner: Inequality, extra: Expr) -> Inequality:
    """`le_add_of_le_of_nonneg : b ≤ c → 0 ≤ a → b ≤ c + a`."""
    return Inequality(
        inner.lhs,
        inner.rhs + extra,
        "apply le_add_of_le_of_nonneg",
        (inner, None),
        f"le_add_of_le_of_nonneg {{}} {_SIDE}",
    )


def chain(first: Inequality, second: Inequality) -> Inequality:
    """`le_trans : a ≤ b → b ≤ c → a ≤ c`, where `first.rhs` is `second.lhs`."""
    return Inequality(
        first.lhs,
        second.rhs,
        f"apply le_trans (b := {first.rhs})",
        (first, second),
        "le_trans {} {}",
    )


def _tangent_chain(rng: Random, inner: Inequality) -> Inequality | None:
    """From L ≤ R to 2k·L ≤ R² + k², through 2k·R (two compositions)."""
    r = inner.rhs
    if r.degree > _CHAIN_DEGREE:
        return None
    k = rng.randint(1, 3)
    scaled = scale_left(num(2 * k), inner)
    hint = f"nlinarith [sq_nonneg ({r - num(k)})]"
    return chain(scaled, Inequality(scaled.rhs, r**2 + num(k * k), hint))


def _square_chain(rng: Random, inner: Inequality) -> Inequality | None:
    """From L ≤ X + Y to L² ≤ 2(X² + Y²), through (X + Y)² (two compositions)."""
    r = inner.rhs
    if r.op != "+" or r.degree > _CHAIN_DEGREE:
        return None
    x, y = r.args
    squared = power(inner, 2)
    hint = f"nlinarith [sq_nonneg ({x - y})]"
    return chain(squared, Inequality(squared.rhs, num(2) * (x**2 + y**2), hint))


class Composer:
    """Draws inequalities of given difficulty over given variables."""

    def __init__(self, rng: Random, names: Sequence[str], size: int, degree: int) -> None:
        self._rng = rng
        self._names = names
        self._size = size
        self._degree = degree

    def draw(self, compositions: int) -> Inequality:
        """An inequality with N_D = `compositions`; of a degree over the bound only by bad luck."""
        if compositions == 0:
            leaf_degree = min(LEAF_DEGREE, self._degree)
            return random_leaf(self._rng, self._names, self._size, alone=True, degree=leaf_degree)
        return self._compose(compositions)

    def _compose(self, compositions: int) -> Inequality:
        if compositions == 0:
            leaf_degree = min(LEAF_DEGREE, max(2, self._degree // 2), 4 + 2 * self._size)
            return random_leaf(self._rng, self._names, self._size, alone=False, degree=leaf_degree)
        (step,) = self._rng.choices(_STEPS, _WEIGHTS)
        return step(self, compositions - 1)

    def _split(self, compositions: int) -> tuple[Inequality, Inequality]:
        left = self._rng.randint(0, compositions)
        return self._compose(left), self._compose(compositions - left)

    def _factor(self) -> Expr:
        return random_expression(self._rng, self._names, min(self._size, 2))

    def _add(self, rest: int) -> Inequality:
        return add(*self._split(rest))

    def _scale(self, rest: int) -> Inequality:
        factor, inner = self._factor(), self._compose(rest)
        return (scale_left if self._rng.random() < 0.7 else scale_right)(factor, inner)

    def _multiply(self, rest: int) -> Inequality:
        left, right = self._split(rest)
        if left.degree + right.degree > self._degree:
            return add(left, right)
        return multiply(left, right)

    def _power(self, rest: int) -> Inequality:
        inner = self._compose(rest)
        exponent = 3 if inner.degree * 3 <= self._degree and self._rng.random() < 0.25 else 2
        if inner.degree * exponent > self._degree:
            return scale_left(self._factor(), inner)
        return power(inner, exponent)

    def _pad(self, rest: int) -> Inequality:
        return pad(self._compose(rest), self._factor())

    def _chain(self, rest: int) -> Inequality:
        if rest == 0:
            return self._scale(rest)
        inner = self._compose(rest - 1)
        links = (_tangent_chain, _square_chain)
        first, second = links if self._rng.random() < 0.5 else links[::-1]
        found = first(self._rng, inner) or second(self._rng, inner)
        return found or power(scale_left(self._factor(), inner), 2)


_STEPS: Final[tuple[Callable[[Composer, int], Inequality], ...]] = (
    Composer._add,
    Composer._scale,
    Composer._multiply,
    Composer._power,
    Composer._pad,
    Composer._chain,
)
_WEIGHTS: Final = (5, 4, 4, 3, 2, 1)


def apply_steps(inequality: Inequality) -> tuple[str, ...]:
    """The proof from the outside in: one tactic an entry, each for the first goal."""
    steps = [inequality.tactic]
    for premise in inequality.premises:
        steps.extend(("positivity",) if premise is None else apply_steps(premise))
    return tuple(steps)


def have_steps(inequality: Inequality) -> tuple[str, ...]:
    """The proof from the inside out, of anything `linarith` gets from the inequality.

    Leaves are `s1, s2, …`, compositions `t1, t2, …`. A lone leaf needs no `have`: its `nlinarith`
    proves the collected form as it is.
    """
    if not inequality.premises:
        return (inequality.tactic,)
    steps: list[str] = []
    counts = {"s": 0, "t": 0}

    def prove(node: Inequality) -> str:
        proofs = [prove(p) for p in node.premises if p is not None]
        letter = "t" if node.premises else "s"
        counts[letter] += 1
        name = f"{letter}{counts[letter]}"
        proof = node.term.format(*proofs) if node.premises else f"by {node.tactic}"
        steps.append(f"have {name} : {node.lhs} ≤ {node.rhs} := {proof}")
        return name

    prove(inequality)
    return (*steps, "linarith")


def resistance(inequality: Inequality) -> int:
    """How far the composition is from one `nlinarith` with the hints of all its leaves.

    Sums cost it nothing, a variable factor is one of the products it forms, powers and products of
    inequalities are beyond those.
    """
    lemma = inequality.term.split(" ", 1)[0]
    own = _RESISTANCE.get(lemma, 0)
    if lemma.startswith("mul_le_mul_of_nonneg") and inequality.lhs.args[0].op == "num":
        own = 0
    return own + sum(resistance(p) for p in inequality.premises if p is not None)


_RESISTANCE: Final = {
    "mul_le_mul": 2,
    "pow_le_pow_left₀": 2,
    "mul_le_mul_of_nonneg_left": 1,
    "mul_le_mul_of_nonneg_right": 1,
    "le_trans": 1,
}
