"""The comparison over seeds: figures from the tables, ratios of means."""

from __future__ import annotations

import pytest

from curriculum.config import TrainConfig
from experiments.compare import SeedResult, rows, seed_result
from experiments.errors import UserError
from experiments.report_table import Column, Count, Table


def test_the_means_and_their_ratios() -> None:
    table = rows([SeedResult(0, 200, 60, 100, 80), SeedResult(1, 200, 40, 100, 80)])
    assert table[1] == ["0", "200", "60", "80", "100", "1.67", "1.25"]
    assert table[-1] == ["mean", "200.0", "50.0", "80.0", "100.0", "2.00", "1.25"]


def test_nothing_is_divided_by_zero() -> None:
    assert rows([SeedResult(0, 5, 0, 2, 1)])[1][-2:] == ["–", "2.00"]


def test_a_run_without_its_last_iteration_is_no_result() -> None:
    cells = {
        ("heldout", Column(False, 0), "d0_s0"): Count(1, 4),
        ("heldout", Column(False, 1), "d0_s0"): Count(2, 4),
        ("heldout", Column(True, 0), "d0_s0"): Count(3, 4),
    }
    config = TrainConfig(iterations=1)
    assert seed_result(7, Table(cells), config) == SeedResult(7, 4, 1, 2, 3)
    with pytest.raises(UserError, match="seed 7"):
        seed_result(7, Table(cells), TrainConfig(iterations=2))
