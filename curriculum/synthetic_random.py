"""Random positive expressions: what is put for the variables of a base inequality."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from curriculum.synthetic_expr import Expr, num, var


def random_expression(rng: Random, names: Sequence[str], size: int) -> Expr:
    """A positive expression with exactly `size` operations (N_S)."""
    if size == 0:
        return var(rng.choice(names))
    inner = random_expression(rng, names, size - 1)
    shape = rng.randrange(8)
    if shape == 0:
        return inner + num(rng.randint(1, 4))
    if shape == 1:
        return num(rng.randint(2, 5)) * inner
    if shape == 2 and inner.degree <= 2:
        return inner**2
    split = rng.randrange(size)
    left = random_expression(rng, names, split)
    right = random_expression(rng, names, size - 1 - split)
    if shape in (3, 4) and left.degree + right.degree <= 3:
        return left * right
    return left + right


def distinct_expressions(
    rng: Random, names: Sequence[str], size: int, count: int
) -> list[Expr] | None:
    """`count` expressions of that size with different values; `None` if luck fails.

    Over fewer variables than places, size 0 fills the last place with a numeral.
    """
    if size == 0:
        chosen = [var(v) for v in rng.sample(names, min(count, len(names)))]
        return chosen + [num(rng.randint(2, 5)) for _ in range(count - len(chosen))]
    for _ in range(4):
        found = [random_expression(rng, names, size) for _ in range(count)]
        if all(found[i].poly != found[j].poly for i in range(count) for j in range(i)):
            return found
    return None
