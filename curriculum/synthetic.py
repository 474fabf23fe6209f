"""Synthetic statements over ℝ in Lean 4, of graded difficulty, each with a proof that is known.

Levels: four warm-ups (`w_…`), then inequalities `d{N_D}_s{N_S}` (Polu et al. 2022, section 5, after
INT): N_D lemmas composed over base inequalities, whose variables are expressions of N_S operations.
The suffix `_x` is a third difficulty, disguise: both sides expanded, collected, and cancelled, so
that nothing of the composition is left to see.

Everything is determined by (level, seed), on every machine; a longer list starts with the shorter
one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from curriculum.statements import Statement
from curriculum.synthetic_base import Inequality
from curriculum.synthetic_compose import Composer, apply_steps, have_steps, resistance
from curriculum.synthetic_expr import (
    collected,
    has_negative_coefficient,
    meaning_key,
    split_signs,
    variables,
)
from curriculum.synthetic_item import Item
from curriculum.synthetic_warmup import WARM_UPS

MAX_COMPOSITIONS: Final = 6
MAX_SIZE: Final = 7
HELD_OUT_SHARE: Final = 4  # one meaning in so many is held out, whatever the level and the seed

_LISTED_SIZES: Final = 4
_CODE_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_DEGREE: Final = 12
_DISGUISED_DEGREE: Final = 8
_DISGUISED_MONOMIALS: Final = 40
_TEXT: Final = 600  # characters of an undisguised goal
_PATIENCE: Final = 400  # draws in a row without a new statement that end a level


@dataclass(frozen=True, slots=True)
class InequalityLevel:
    """The difficulty of an inequality level: N_D, N_S and disguise."""

    compositions: int
    size: int
    disguised: bool = False

    def __str__(self) -> str:
        return f"d{self.compositions}_s{self.size}{'_x' if self.disguised else ''}"


def _listed() -> tuple[str, ...]:
    cells = [
        InequalityLevel(d, s, x)
        for d in range(MAX_COMPOSITIONS + 1)
        for s in range(_LISTED_SIZES)
        for x in (False, True)
    ]
    cells.sort(key=lambda c: (c.compositions + c.disguised, c.disguised, c.size))
    return (*WARM_UPS, *map(str, cells))


LEVELS: Final = _listed()
"""The levels from easy to hard; N_S up to `MAX_SIZE` is generated too, but not listed."""


def parse_level(level: str) -> InequalityLevel | None:
    """The difficulty a level's name says; `None` for a warm-up. Raises `ValueError`."""
    if level in WARM_UPS:
        return None
    match = re.fullmatch(r"d(\d)_s(\d)(_x)?", level)
    if match is None or int(match[1]) > MAX_COMPOSITIONS or int(match[2]) > MAX_SIZE:
        raise ValueError(
            f"unknown level {level!r}: one of {', '.join(WARM_UPS)}, or d<N_D>_s<N_S> with "
            f"N_D ≤ {MAX_COMPOSITIONS} and N_S ≤ {MAX_SIZE}, with or without _x"
        )
    return InequalityLevel(int(match[1]), int(match[2]), match[3] is not None)


def generate(level: str, count: int, seed: int) -> list[Statement]:
    """`count` different statements of a level, from both sides of the split.

    No two are equal up to renaming of variables. Raises `ValueError` for an unknown level, or one
    that has not so many statements.
    """
    return [statement for statement, _ in _take(level, count, seed, None)]


def split(
    level: str, train: int, held_out: int, seed: int
) -> tuple[list[Statement], list[Statement]]:
    """Statements to train on and statements held out.

    The two sides never share a statement up to renaming of variables and ring normalisation of
    what it says, across all levels, counts and seeds: a statement's side is a function of its
    meaning. Raises `ValueError` as `generate` does.
    """
    return (
        [s for s, _ in _take(level, train, seed, False)],
        [s for s, _ in _take(level, held_out, seed, True)],
    )


def is_held_out(item: Item) -> bool:
    """The side of the split an item belongs to."""
    return item.meaning % HELD_OUT_SHARE == 0


def _take(level: str, count: int, seed: int, held_out: bool | None) -> list[tuple[Statement, Item]]:
    found: list[tuple[Statement, Item]] = []
    if count <= 0:
        return found
    names: set[str] = set()
    for item in items(level, seed):
        if held_out is not None and is_held_out(item) is not held_out:
            continue
        # The name is in the prompt: it must not say the level.
        name = f"syn_{_code(item.canonical)}"
        if name in names:
            continue
        names.add(name)
        found.append((item.statement(name, level), item))
        if len(found) == count:
            return found
    raise ValueError(f"level {level} has only {len(found)} such statements, not {count}")


def _code(text: str) -> str:
    """Seven letters and digits that name a text; 3·10¹⁰ of them, so that two hardly ever agree."""
    value = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
    code = ""
    for _ in range(7):
        value, digit = divmod(value, len(_CODE_LETTERS))
        code += _CODE_LETTERS[digit]
    return code


def items(level: str, seed: int) -> Iterator[Item]:
    """The level's items in the order of the seed, no two equal up to renaming of variables.

    Ends when new ones have become too rare. Raises `ValueError` for an unknown level.
    """
    difficulty = parse_level(level)
    rng = Random(f"{level}:{seed}")
    seen: set[str] = set()
    failures = 0
    while failures < _PATIENCE:
        item = WARM_UPS[level](rng) if difficulty is None else _inequality(rng, difficulty)
        if item is None or item.canonical in seen:
            failures += 1
            continue
        failures = 0
        seen.add(item.canonical)
        yield item


def _inequality(rng: Random, level: InequalityLevel) -> Item | None:
    letters = "xyz" if rng.random() < 0.2 else "abcd"
    names = tuple(letters[: rng.choice((2, 3, 3, 3, 4))])
    degree = _DISGUISED_DEGREE if level.disguised else _DEGREE
    inequality = Composer(rng, names, level.size, degree).draw(level.compositions)
    if inequality.degree > degree or not _worth_stating(inequality, level):
        return None
    used = variables(inequality.lhs, inequality.rhs)
    difference = inequality.rhs.poly - inequality.lhs.poly
    if not has_negative_coefficient(difference):  # positivity proves it
        return None
    if level.disguised:
        positive, negative = split_signs(difference)
        if len(difference) > _DISGUISED_MONOMIALS:
            return None
        order = rng.sample(used, len(used))
        goal = f"{collected(negative, order)} ≤ {collected(positive, order)}"
        proof = have_steps(inequality)
    else:
        goal = f"{inequality.lhs} ≤ {inequality.rhs}"
        proof = apply_steps(inequality)
        if len(goal) > _TEXT:
            return None
    hypotheses = tuple((f"h{v}", f"0 < {v}") for v in used)
    item = Item(used, hypotheses, goal, proof, meaning_key([difference], [], used))
    return item.renamed(names)


def _worth_stating(inequality: Inequality, level: InequalityLevel) -> bool:
    """From N_D = 2 on, one nlinarith with all the squares should not do."""
    if level.compositions < 2:
        return True
    return resistance(inequality) >= min(level.compositions, 4)
