"""The comparison's table: ratios of means, from summaries as runs write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from experiments.cli import main
from experiments.compare import mean, row, table


def _summary(seed: int, theta_0: int, last: int, control: int) -> dict[str, Any]:
    return {
        "seed": seed,
        "heldout_statements": 200,
        "heldout_proved": {
            "theta_0": theta_0,
            "last": last,
            "last_attempts": last + 2,
            "any_iteration": last + 3,
        },
        "tactic_applications": 1000,
        "control": {"proved": control, "tactic_applications": 1010},
    }


def test_ratios_are_those_of_the_means() -> None:
    rows = [row(_summary(0, 50, 100, 80)), row(_summary(1, 100, 110, 100))]
    average = mean(rows)
    assert average.theta_0 == 75
    assert average.over_theta_0 == 105 / 75
    assert average.run_over_control == 108 / 90
    assert average.last_over_control == 107 / 90
    text = table(rows)
    assert "| 0 | 200 | 50 | 100 | 102 | 103 | 80 | 2.00 | 1.29 | 1.27 | 1,000 | 1,010 |" in text
    last_line = text.splitlines()[-1]
    assert last_line.startswith(
        "| mean | 200.0 | 75.0 | 105.0 | 107.0 | 108.0 | 90.0 | 1.40 | 1.20 | 1.19 |"
    )


def test_a_missing_configuration_is_one_line(tmp_path: Path, capsys: Any) -> None:
    assert main(["compare", str(tmp_path / "absent.yaml"), "--run", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("prover: error: ")
    assert len(captured.err.splitlines()) == 1
