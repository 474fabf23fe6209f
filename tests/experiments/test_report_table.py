"""The table of a run: cells, totals, the order of levels and models."""

from __future__ import annotations

from experiments.report_table import Column, Count, Table, align

FIRST, SECOND, CONTROL = Column(False, 0), Column(False, 1), Column(True, 0)
TABLE = Table(
    {
        ("heldout", SECOND, "d1_s0"): Count(3, 4),
        ("heldout", CONTROL, "d1_s0"): Count(2, 4),
        ("heldout", FIRST, "d1_s0"): Count(1, 4),
        ("heldout", FIRST, "w_linear_system"): Count(2, 2),
        ("train", FIRST, "d0_s0"): Count(0, 5),
    }
)


def test_models_in_order_and_the_control_last() -> None:
    assert [column.label for column in TABLE.columns("heldout")] == ["θ_0", "θ_1", "control"]
    assert TABLE.columns("seed") == []


def test_further_attempts_have_a_column_after_the_first() -> None:
    more = Table({**TABLE.counts, ("heldout", Column(False, 1, 8), "d1_s0"): Count(4, 4)})
    labels = [column.label for column in more.columns("heldout")]
    assert labels == ["θ_0", "θ_1", "θ_1 ×8", "control"]


def test_rows_have_a_head_the_levels_from_easy_to_hard_and_a_total() -> None:
    assert TABLE.rows("heldout") == [
        ["held-out", "θ_0", "θ_1", "control"],
        ["w_linear_system", "2/2", "–", "–"],
        ["d1_s0", "1/4", "3/4", "2/4"],
        ["total", "3/6", "3/4", "2/4"],
    ]


def test_splits_are_apart() -> None:
    assert TABLE.total("train", FIRST) == Count(0, 5)
    assert TABLE.levels("train") == ["d0_s0"]


def test_shares() -> None:
    assert Count(1, 4).share == 0.25
    assert Count().share == 0.0


def test_columns_align() -> None:
    assert align([["a", "bb"], ["ccc", "d"]]) == "a    bb\nccc   d"
