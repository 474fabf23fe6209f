"""Levels, splits and determinism of the synthetic statements."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys

import pytest

from curriculum.synthetic import LEVELS, generate, parse_level, split
from tests.curriculum.synthetic_reading import read, up_to_renaming, value

SAMPLE = ("w_linear_system", "w_linear_ineq", "w_positivity", "w_ring", "d0_s0", "d1_s1", "d2_s0")


def test_levels_start_with_the_warm_ups_and_name_every_cell_once() -> None:
    assert all(level.startswith("w_") for level in LEVELS[:4])
    assert len(set(LEVELS)) == len(LEVELS)
    for compositions in range(7):
        for size in range(4):
            assert f"d{compositions}_s{size}" in LEVELS
            assert f"d{compositions}_s{size}_x" in LEVELS


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_generates(level: str) -> None:
    statements = generate(level, 5, seed=3)
    assert len({s.theorem.name for s in statements}) == 5
    for statement in statements:
        assert statement.level == level
        assert statement.proof
        reading = read(statement.theorem.statement)
        assert reading.name == statement.theorem.name
        assert re.fullmatch(r"syn_[0-9a-z]{7}", reading.name)


def test_expression_sizes_over_the_listed_ones_are_generated_too() -> None:
    assert len(generate("d0_s5", 3, seed=0)) == 3


@pytest.mark.parametrize("level", SAMPLE)
def test_a_longer_list_starts_with_the_shorter(level: str) -> None:
    assert generate(level, 30, seed=5)[:10] == generate(level, 10, seed=5)
    assert generate(level, 10, seed=5) != generate(level, 10, seed=6)


def test_generation_does_not_depend_on_the_process() -> None:
    code = (
        "from curriculum.synthetic import generate\n"
        f"for level in {SAMPLE!r}:\n"
        "    for s in generate(level, 5, 1):\n"
        "        print(s.theorem.statement, s.proof)\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("level", SAMPLE)
def test_no_two_statements_are_equal_up_to_renaming(level: str) -> None:
    # The order of the hypotheses is not looked at here, so a few more may coincide.
    forms = [up_to_renaming(s.theorem.statement) for s in generate(level, 300, seed=2)]
    assert len(set(forms)) >= 0.99 * len(forms)
    texts = [re.sub(r"^theorem \w+", "", s.theorem.statement) for s in generate(level, 300, 2)]
    assert len(set(texts)) == len(texts)


def test_splits_never_share_a_statement_up_to_renaming() -> None:
    train: set[str] = set()
    held_out: set[str] = set()
    for level in SAMPLE:
        for seed in (1, 2):
            left, right = split(level, 150, 60, seed)
            assert len(left) == 150
            assert len(right) == 60
            train.update(up_to_renaming(s.theorem.statement) for s in left)
            held_out.update(up_to_renaming(s.theorem.statement) for s in right)
    assert train.isdisjoint(held_out)


def test_a_split_is_made_of_generated_statements() -> None:
    train, held_out = split("d1_s0", 40, 10, seed=4)
    everything = generate("d1_s0", 200, seed=4)
    assert [s for s in everything if s in train] == train
    assert [s for s in everything if s in held_out] == held_out


def test_disguise_does_not_carry_a_statement_across_the_split() -> None:
    """The same inequality, expanded or not, is on the same side: meanings decide."""
    train, held_out = split("d0_s0", 400, 150, seed=1)
    train_x, held_out_x = split("d0_s0_x", 60, 25, seed=1)
    sides = [{_difference(s.theorem.statement) for s in part} for part in (train, train_x)]
    others = [{_difference(s.theorem.statement) for s in part} for part in (held_out, held_out_x)]
    assert sides[0] & sides[1], "the two levels do meet"
    assert (sides[0] | sides[1]).isdisjoint(others[0] | others[1])


def _difference(statement: str) -> frozenset[tuple[int, ...]]:
    """Values of rhs - lhs that tell inequalities apart up to renaming of four variables."""
    reading = read(statement)
    lhs, rhs = reading.goals[0].split(" ≤ ")
    points = (101, 1009, 10007, 100003)[: len(reading.variables)]
    values = []
    for order in itertools.permutations(points):
        at = dict(zip(reading.variables, order, strict=True))
        values.append(value(rhs, at) - value(lhs, at))
    return frozenset([tuple(sorted(values))])


@pytest.mark.parametrize("level", ["d7_s0", "d0_s8", "w_nothing", "d1", "d1_s0_y", ""])
def test_an_unknown_level_is_named(level: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(level))):
        generate(level, 1, seed=0)


def test_a_level_that_runs_out_says_so() -> None:
    with pytest.raises(ValueError, match=r"d0_s0_x has only \d+ such statements, not 100000"):
        generate("d0_s0_x", 100_000, seed=0)


def test_parse_level() -> None:
    assert parse_level("w_ring") is None
    for level in LEVELS[4:]:
        assert str(parse_level(level)) == level
