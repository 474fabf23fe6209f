"""The warm-up levels: linear systems, linear inequalities, positivity, ring identities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from flint import fmpq_mat, fmpz_mpoly

from curriculum.synthetic_expr import (
    Expr,
    collected,
    meaning_key,
    num,
    product,
    split_signs,
    total,
    var,
    variables,
)
from curriculum.synthetic_item import Item
from curriculum.synthetic_random import random_expression

_NAMES: Final = (("a", "b", "c"), ("x", "y", "z"))
_Row = tuple[int, ...]


def linear_system(rng: Random) -> Item | None:
    """Equations that determine their unknowns; the goal is the value of one, or of each of two."""
    names = rng.choice(_NAMES)[: rng.choice((1, 2, 2, 2, 3))]
    solution = [rng.randint(-6, 6) for _ in names]
    rows = [_random_row(rng, len(names)) for _ in names]
    matrix = fmpq_mat(len(names), len(names), [c for row in rows for c in row])
    if matrix.det() == 0:
        return None
    values = [_dot(row, solution) for row in rows]
    hypotheses = [f"{_linear(row, names)} = {v}" for row, v in zip(rows, values, strict=True)]
    inverse = matrix.inv()
    order = rng.sample(range(len(names)), len(names))
    wanted = order[: 2 if len(names) > 1 and rng.random() < 0.3 else 1]
    goals = [f"{names[i]} = {solution[i]}" for i in wanted]
    steps: list[str] = []
    for i in wanted:
        weights = [inverse[i, j] for j in range(len(names))]
        if all(w.q == 1 for w in weights):
            combination = _combination([int(w.p) for w in weights])
            steps.append(f"linear_combination {combination}")
        else:
            steps.append("linarith")
    proof = tuple(["constructor", *steps] if len(wanted) == 2 else steps)
    polys = [_poly(row, names) - v for row, v in zip(rows, values, strict=True)]
    goal = [_poly(_unit(i, len(names)), names) for i in sorted(wanted)]
    return _linear_item(names, hypotheses, " ∧ ".join(goals), proof, goal, polys)


def linear_inequality(rng: Random) -> Item | None:
    """Linear hypotheses, and a goal that is a positive combination of them with some slack."""
    names = rng.choice(_NAMES)[: rng.choice((2, 2, 3))]
    count = rng.choice((2, 2, 3))
    rows, bounds, strict = [], [], []
    for _ in range(count):
        rows.append(_random_row(rng, len(names)))
        bounds.append(rng.randint(-9, 9))
        strict.append(rng.random() < 0.3)
    weights = [rng.randint(1, 3) for _ in range(count)]
    goal_row = tuple(_dot(weights, [row[i] for row in rows]) for i in range(len(names)))
    if not any(goal_row):
        return None
    goal_bound = _dot(weights, bounds) + rng.choice((0, 0, 1, 2, 5))
    slack = goal_bound > _dot(weights, bounds)
    goal_strict = (slack or any(strict)) and rng.random() < 0.5
    hypotheses = [
        _relation(rng, row, bound, is_strict, names)
        for row, bound, is_strict in zip(rows, bounds, strict, strict=True)
    ]
    goal = _relation(rng, goal_row, goal_bound, goal_strict, names)
    polys = [_poly(row, names) - bound for row, bound in zip(rows, bounds, strict=True)]
    goal_poly = _poly(goal_row, names) - goal_bound
    return _linear_item(names, hypotheses, goal, ("linarith",), [goal_poly], polys)


def positivity(rng: Random) -> Item | None:
    """`0 < e` or `0 ≤ e` over positive variables, in one step or taken apart lemma by lemma."""
    names = rng.choice(_NAMES)[: rng.choice((1, 2, 2, 3))]
    e = random_expression(rng, names, rng.randint(1, 5))
    used, signed = variables(e), False
    proof: tuple[str, ...] = ("positivity",)
    if rng.random() < 0.3:  # variables of any sign: a sum of squares
        squares = [random_expression(rng, names, rng.randint(0, 2)) for _ in range(2)]
        e = total([(squares[0] - squares[1]) ** 2, _scaled(rng, e**2)])
        used = variables(e)
        goal, signed = f"0 ≤ {e}", True
    elif rng.random() < 0.5 and e.op in "+*":
        goal, proof = f"0 < {e}", tuple(_positive_steps(e))
    else:
        goal = f"0 {rng.choice('<≤')} {e}"
    if e.degree > 8:
        return None
    hypotheses = () if signed else tuple((f"h{v}", f"0 < {v}") for v in used)
    return Item(used, hypotheses, goal, proof, meaning_key([e.poly], [], used))


def ring_identity(rng: Random) -> Item | None:
    """A product or power and its expanded form, on either side; closed by `ring`."""
    names = rng.choice(_NAMES)[: rng.choice((1, 2, 2, 3))]
    factors = [_signed_factor(rng, names) for _ in range(rng.choice((1, 2, 2)))]
    e = product(factors)
    if len(factors) == 1:
        e = e ** rng.choice((2, 2, 3))
    if rng.random() < 0.3:
        e = _scaled(rng, var(rng.choice(names))) * e
    if rng.random() < 0.4:
        e = e + _signed_factor(rng, names) ** 2
    used = variables(e)
    expanded = _signed_collected(e.poly, rng.sample(used, len(used)))
    if expanded is None or e.degree > 6 or len(e.poly) > 12:
        return None
    sides = (str(e), str(expanded))
    if sides[0] == sides[1]:
        return None
    if rng.random() < 0.25:
        sides = sides[::-1]
    return Item(used, (), " = ".join(sides), ("ring",), meaning_key([e.poly], [], used))


WARM_UPS: Final[dict[str, Callable[[Random], Item | None]]] = {
    "w_linear_system": linear_system,
    "w_linear_ineq": linear_inequality,
    "w_positivity": positivity,
    "w_ring": ring_identity,
}


# --- linear forms --------------------------------------------------------------------------------


def _random_row(rng: Random, width: int) -> _Row:
    while True:
        row = tuple(rng.choice((-4, -3, -2, -1, 0, 1, 1, 2, 3, 4, 5)) for _ in range(width))
        if any(row):
            return row if next(c for c in row if c) > 0 else tuple(-c for c in row)


def _dot(xs: Sequence[int], ys: Sequence[int]) -> int:
    return sum(x * y for x, y in zip(xs, ys, strict=True))


def _unit(index: int, width: int) -> _Row:
    return tuple(int(i == index) for i in range(width))


def _signed_sum(terms: Sequence[tuple[int, str]]) -> str:
    """`2 * x - y`: the terms with a non-zero coefficient; an empty name is the constant term."""
    text = ""
    for coefficient, name in terms:
        if coefficient == 0:
            continue
        size = abs(coefficient)
        body = str(size) if not name else name if size == 1 else f"{size} * {name}"
        if text:
            text += f" {'-' if coefficient < 0 else '+'} {body}"
        else:
            text = f"-{body}" if coefficient < 0 else body
    return text or "0"


def _linear(row: Sequence[int], names: Sequence[str]) -> str:
    return _signed_sum(list(zip(row, names, strict=True)))


def _combination(weights: Sequence[int]) -> str:
    """`2 * h2 - h1`: positive coefficients first, as one would write it."""
    named = [(w, f"h{i}") for i, w in enumerate(weights, 1)]
    return _signed_sum(sorted(named, key=lambda term: term[0] < 0))


def _poly(row: Sequence[int], names: Sequence[str]) -> fmpz_mpoly:
    return sum((c * var(name).poly for c, name in zip(row, names, strict=True)), num(0).poly)


def _relation(
    rng: Random, row: Sequence[int], bound: int, strict: bool, names: Sequence[str]
) -> str:
    """`row · names ≤ bound` with some of its terms moved to the other side."""
    left = [(c, name) for c, name in zip(row, names, strict=True) if c]
    right = [(bound, "")]
    for term in list(left):
        if rng.random() < (0.7 if term[0] < 0 else 0.1):
            left.remove(term)
            right.insert(0, (-term[0], term[1]))
    if not left and rng.random() < 0.7:  # 0 ≤ x - 3 reads better as 3 ≤ x
        right.remove((bound, ""))
        left = [(-bound, "")]
    return f"{_signed_sum(left)} {'<' if strict else '≤'} {_signed_sum(right)}"


def _linear_item(
    names: Sequence[str],
    hypotheses: Sequence[str],
    goal: str,
    proof: tuple[str, ...],
    goal_polys: Sequence[fmpz_mpoly],
    polys: Sequence[fmpz_mpoly],
) -> Item | None:
    if len(set(hypotheses)) < len(hypotheses) or goal in hypotheses:
        return None
    named = tuple((f"h{i}", text) for i, text in enumerate(hypotheses, 1))
    return Item(tuple(names), named, goal, proof, meaning_key(goal_polys, polys, names))


# --- positivity and ring -------------------------------------------------------------------------


def _positive_steps(e: Expr) -> list[str]:
    """`0 < e` by mul_pos and add_pos down to variables and what positivity is for."""
    if e.op == "var":
        return [f"exact h{e.value}"]
    if e.op in "+*":
        lemma = "apply add_pos" if e.op == "+" else "apply mul_pos"
        return [lemma, *_positive_steps(e.args[0]), *_positive_steps(e.args[1])]
    return ["positivity"]


def _scaled(rng: Random, e: Expr) -> Expr:
    factor = rng.randint(1, 4)
    return e if factor == 1 else num(factor) * e


def _signed_factor(rng: Random, names: Sequence[str]) -> Expr:
    """A short sum or difference, such as `2 * x - y` or `a ^ 2 + 1`."""
    first = random_expression(rng, names, rng.choice((0, 0, 1)))
    second = random_expression(rng, names, rng.choice((0, 0, 1)))
    if rng.random() < 0.4:
        second = num(rng.randint(1, 5))
    return first - second if rng.random() < 0.4 else first + second


def _signed_collected(poly: fmpz_mpoly, order: Sequence[str]) -> Expr | None:
    """The collected form, positive monomials first; `None` if there is none to begin with."""
    positive, negative = split_signs(poly)
    if len(positive) == 0:
        return None
    result = collected(positive, order)
    if len(negative):
        for monomial in _summands(collected(negative, order)):
            result = result - monomial
    return result


def _summands(e: Expr) -> list[Expr]:
    return [*_summands(e.args[0]), e.args[1]] if e.op == "+" else [e]
