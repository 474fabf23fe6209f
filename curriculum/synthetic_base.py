"""Base inequalities over positive variables.

A base inequality is a builder: given a source of randomness and the expressions that stand for its
variables it writes one `Inequality` leaf, closed by one `nlinarith` whose hints are the squares
(times positive factors) of which the difference of its sides is a sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import gcd
from random import Random
from typing import Final

from curriculum.synthetic_expr import Expr, num, product, total
from curriculum.synthetic_random import distinct_expressions

_PLAIN: Final = 0.85  # share of base inequalities without weights
LEAF_DEGREE: Final = 8  # nlinarith multiplies pairs of facts; beyond this real Lean times out


@dataclass(frozen=True, slots=True)
class Inequality:
    """`lhs ≤ rhs` with its proof tree.

    `tactic` closes a leaf, or is the `apply` that leaves the `premises` as goals, in Lean's order;
    a premise `None` is a side goal `0 ≤ e` that `positivity` closes. `term` is the same step as a
    proof term, with `{}` for the proof of each premise that is an inequality.
    """

    lhs: Expr
    rhs: Expr
    tactic: str
    premises: tuple[Inequality | None, ...] = ()
    term: str = ""

    @property
    def compositions(self) -> int:
        """N_D: how many lemmas were applied to build the inequality from leaves."""
        children = sum(p.compositions for p in self.premises if p is not None)
        return children + (1 if self.premises else 0)

    @property
    def degree(self) -> int:
        return max(self.lhs.degree, self.rhs.degree)


Builder = Callable[[Random, Sequence[Expr]], Inequality]


@dataclass(frozen=True, slots=True)
class Base:
    """A base inequality: its builder, how many variables it has, how often it is drawn.

    `alone` is false where moving the terms to one side leaves only positive ones.
    """

    build: Builder
    arity: int
    weight: int
    alone: bool = True


# --- writing the sides ---------------------------------------------------------------------------


def _sum(rng: Random, *terms: Expr) -> Expr:
    """The terms added in a random order."""
    return total(rng.sample(terms, len(terms)))


def _term(rng: Random, coefficient: int, *factors: Expr) -> Expr:
    """`coefficient` times the factors in a random order, grouped either way."""
    shuffled = rng.sample(factors, len(factors))
    if coefficient == 1:
        return product(shuffled)
    if len(shuffled) > 1 and rng.random() < 0.5:
        return num(coefficient) * product(shuffled)
    return product([num(coefficient), *shuffled])


def _times(coefficient: int, e: Expr) -> Expr:
    return e if coefficient == 1 else num(coefficient) * e


def _square(x: Expr, y: Expr) -> str:
    return f"sq_nonneg ({x - y})"


def _nonneg(e: Expr) -> str:
    return f"(by positivity : (0:ℝ) ≤ {e})"


def _weighted(factor: Expr, x: Expr, y: Expr) -> str:
    return f"mul_nonneg {_nonneg(factor)} ({_square(x, y)})"


def _leaf(lhs: Expr, rhs: Expr, *hints: str) -> Inequality:
    return Inequality(lhs, rhs, f"nlinarith [{', '.join(hints)}]")


def _weights(rng: Random, count: int, top: int) -> list[int]:
    """Weights without a common factor, mostly all 1: a hint is then made of what one can see.

    With other weights it takes their square roots, which a small model learns slowly.
    """
    if rng.random() < _PLAIN:
        return [1] * count
    while True:
        found = [rng.randint(1, top) for _ in range(count)]
        if gcd(*found) == 1:
            return found


# --- the inequalities ----------------------------------------------------------------------------


def _two_squares(rng: Random, v: Sequence[Expr]) -> Inequality:
    """Weighted AM-GM: 2pq·xy ≤ p²x² + q²y²."""
    x, y = v
    p, q = _weights(rng, 2, 6)
    rhs = _sum(rng, _times(p * p, x**2), _times(q * q, y**2))
    return _leaf(_term(rng, 2 * p * q, x, y), rhs, _square(_times(p, x), _times(q, y)))


def _square_of_sum(rng: Random, v: Sequence[Expr]) -> Inequality:
    """4pq·xy ≤ (px + qy)²."""
    x, y = v
    p, q = _weights(rng, 2, 5)
    rhs = _sum(rng, _times(p, x), _times(q, y)) ** 2
    return _leaf(_term(rng, 4 * p * q, x, y), rhs, _square(_times(p, x), _times(q, y)))


def _sum_of_squares(rng: Random, v: Sequence[Expr]) -> Inequality:
    """(px + qy)² ≤ (p² + q²)(x² + y²)."""
    x, y = v
    p, q = _weights(rng, 2, 5)
    lhs = _sum(rng, _times(p, x), _times(q, y)) ** 2
    rhs = num(p * p + q * q) * _sum(rng, x**2, y**2)
    return _leaf(lhs, rhs, _square(_times(q, x), _times(p, y)))


def _tangent(rng: Random, v: Sequence[Expr]) -> Inequality:
    """2pk·x ≤ p²x² + k²."""
    (x,) = v
    p = 1 if rng.random() < _PLAIN else rng.randint(2, 4)
    k = rng.randint(1, 5)
    rhs = _sum(rng, _times(p * p, x**2), num(k * k))
    return _leaf(_term(rng, 2 * p * k, x), rhs, _square(_times(p, x), num(k)))


def _cauchy(rng: Random, v: Sequence[Expr]) -> Inequality:
    """Cauchy: (xz + yw)² ≤ (x² + y²)(z² + w²)."""
    x, y, z, w = v
    lhs = _sum(rng, x * z, y * w) ** 2
    return _leaf(lhs, (x**2 + y**2) * (z**2 + w**2), _square(x * w, y * z))


def _three_products(rng: Random, v: Sequence[Expr]) -> Inequality:
    """pq·xy + qr·yz + rp·zx ≤ p²x² + q²y² + r²z²."""
    x, y, z = v
    p, q, r = _weights(rng, 3, 3)
    lhs = _sum(rng, _term(rng, p * q, x, y), _term(rng, q * r, y, z), _term(rng, r * p, z, x))
    rhs = _sum(rng, _times(p * p, x**2), _times(q * q, y**2), _times(r * r, z**2))
    px, qy, rz = _times(p, x), _times(q, y), _times(r, z)
    return _leaf(lhs, rhs, _square(px, qy), _square(qy, rz), _square(rz, px))


def _three_squares(rng: Random, v: Sequence[Expr]) -> Inequality:
    """(px + qy + rz)² ≤ (p² + q² + r²)(x² + y² + z²)."""
    x, y, z = v
    p, q, r = _weights(rng, 3, 3)
    lhs = _sum(rng, _times(p, x), _times(q, y), _times(r, z)) ** 2
    rhs = num(p * p + q * q + r * r) * _sum(rng, x**2, y**2, z**2)
    xy = _square(_times(q, x), _times(p, y))
    yz = _square(_times(r, y), _times(q, z))
    return _leaf(lhs, rhs, xy, yz, _square(_times(p, z), _times(r, x)))


def _three_in_square(rng: Random, v: Sequence[Expr]) -> Inequality:
    """3(xy + yz + zx) ≤ (x + y + z)²."""
    x, y, z = v
    lhs, rhs = num(3) * _sum(rng, x * y, y * z, z * x), (x + y + z) ** 2
    return _leaf(lhs, rhs, _square(x, y), _square(y, z), _square(z, x))


def _two_cubes(rng: Random, v: Sequence[Expr]) -> Inequality:
    """p²q·x²y + pq²·xy² ≤ p³x³ + q³y³."""
    x, y = v
    p, q = _weights(rng, 2, 3)
    lhs = _sum(rng, _term(rng, p * p * q, x**2, y), _term(rng, p * q * q, x, y**2))
    rhs = _sum(rng, _times(p**3, x**3), _times(q**3, y**3))
    px, qy = _times(p, x), _times(q, y)
    return _leaf(lhs, rhs, _weighted(px + qy, px, qy))


def _cube_of_sum(rng: Random, v: Sequence[Expr]) -> Inequality:
    """(x + y)³ ≤ 4(x³ + y³)."""
    x, y = v
    return _leaf((x + y) ** 3, num(4) * _sum(rng, x**3, y**3), _weighted(x + y, x, y))


def _weighted_cubes(rng: Random, v: Sequence[Expr]) -> Inequality:
    """Weighted AM-GM: 3p²q·x²y ≤ 2p³x³ + q³y³."""
    x, y = v
    p, q = _weights(rng, 2, 3)
    rhs = _sum(rng, num(2 * p**3) * x**3, _times(q**3, y**3))
    px, qy = _times(p, x), _times(q, y)
    hint = _weighted(_times(2 * p, x) + qy, px, qy)
    return _leaf(_term(rng, 3 * p * p * q, x**2, y), rhs, hint)


def _two_fourths(rng: Random, v: Sequence[Expr]) -> Inequality:
    """x³y + xy³ ≤ x⁴ + y⁴."""
    x, y = v
    lhs, rhs = _sum(rng, _term(rng, 1, x**3, y), _term(rng, 1, x, y**3)), _sum(rng, x**4, y**4)
    return _leaf(lhs, rhs, _weighted(x**2 + x * y + y**2, x, y))


def _three_cubes(rng: Random, v: Sequence[Expr]) -> Inequality:
    """AM-GM: 3pqr·xyz ≤ p³x³ + q³y³ + r³z³."""
    x, y, z = v
    p, q, r = _weights(rng, 3, 2)
    px, qy, rz = _times(p, x), _times(q, y), _times(r, z)
    rhs = _sum(rng, _times(p**3, x**3), _times(q**3, y**3), _times(r**3, z**3))
    squares = (px - qy) ** 2 + (qy - rz) ** 2 + (rz - px) ** 2
    hint = f"mul_nonneg {_nonneg(px + qy + rz)} {_nonneg(squares)}"
    return _leaf(_term(rng, 3 * p * q * r, x, y, z), rhs, hint)


def _three_sums(rng: Random, v: Sequence[Expr]) -> Inequality:
    """8xyz ≤ (x + y)(y + z)(z + x)."""
    x, y, z = v
    hints = (_weighted(x, y, z), _weighted(y, z, x), _weighted(z, x, y))
    return _leaf(_term(rng, 8, x, y, z), (x + y) * (y + z) * (z + x), *hints)


def _cubic_tangent(rng: Random, v: Sequence[Expr]) -> Inequality:
    """Bernoulli at px/k - 1: 3pk²·x ≤ p³x³ + 2k³."""
    (x,) = v
    p, k = rng.choice((1, 1, 2)), rng.randint(1, 4)
    px = _times(p, x)
    rhs = _sum(rng, _times(p**3, x**3), num(2 * k**3))
    return _leaf(num(3 * p * k * k) * x, rhs, _weighted(px + num(2 * k), px, num(k)))


def _bernoulli(rng: Random, v: Sequence[Expr]) -> Inequality:
    """Bernoulli: 1 + 3x ≤ (1 + x)³."""
    (x,) = v
    hints = (f"mul_nonneg {_nonneg(x)} (sq_nonneg ({x}))", f"sq_nonneg ({x})")
    return _leaf(num(1) + num(3) * x, (num(1) + x) ** 3, *hints)


BASES: Final = (
    Base(_two_squares, 2, 6),
    Base(_square_of_sum, 2, 5),
    Base(_sum_of_squares, 2, 5),
    Base(_tangent, 1, 4),
    Base(_cauchy, 4, 1),
    Base(_three_products, 3, 2),
    Base(_three_squares, 3, 1),
    Base(_three_in_square, 3, 1),
    Base(_two_cubes, 2, 4),
    Base(_cube_of_sum, 2, 2),
    Base(_weighted_cubes, 2, 3),
    Base(_two_fourths, 2, 3),
    Base(_three_cubes, 3, 1),
    Base(_three_sums, 3, 1),
    Base(_cubic_tangent, 1, 2),
    Base(_bernoulli, 1, 2, alone=False),
)
_ALONE: Final = tuple(b for b in BASES if b.alone)


def random_leaf(
    rng: Random, names: Sequence[str], size: int, *, alone: bool, degree: int = LEAF_DEGREE
) -> Inequality:
    """A base inequality over expressions of N_S = `size`, of at most that degree.

    `alone`: it is to be a statement by itself, so leave out the bases positivity proves.
    """
    bases = _ALONE if alone else BASES
    weights = [b.weight for b in bases]
    while True:
        (base,) = rng.choices(bases, weights)
        if size == 0 and base.arity > len(names) + 1:
            continue
        chosen = distinct_expressions(rng, names, size, base.arity)
        if chosen is None:
            continue
        leaf = base.build(rng, chosen)
        if leaf.degree <= degree:
            return leaf
