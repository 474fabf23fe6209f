"""The comparison's table: ratios of means, from summaries as runs write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from experiments.cli import main
from experiments.compare import mean, row, table
from tests.experiments.shell import Prover
from tests.experiments.test_train import TINY


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
    assert average.ratios == {
        "over_theta_0": 105 / 75,
        "run_over_control": 108 / 90,
        "last_over_control": 107 / 90,
    }
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


def test_nothing_proved_to_compare_with_is_a_dash() -> None:
    text = table([row(_summary(0, 0, 2, 0))])
    assert "| 0 | 200 | 0 | 2 | 4 | 5 | 0 | – | – | – | 1,000 | 1,010 |" in text


def test_a_control_that_was_cut_short_is_told_under_the_table() -> None:
    whole, short = _summary(0, 50, 100, 80), _summary(7, 50, 100, 80)
    short["control"]["tactic_applications"] = 900
    all_proved = _summary(8, 50, 100, 200)
    all_proved["control"]["tactic_applications"] = 900
    assert table([row(whole), row(all_proved)]).splitlines()[-1].startswith("| mean |")
    note = table([row(whole), row(short), row(all_proved)]).splitlines()[-1]
    assert note.startswith("The control of seed 7 was ended by control.max_rounds before it had")


def test_a_seed_that_is_given_twice_is_a_mistake(command: Prover, tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_text(TINY, encoding="utf-8")
    asked = ("compare", tmp_path / "tiny.yaml", "--run", tmp_path / "cmp", "--seeds", "3", "7", "7")
    assert command(*asked).mistake() == "--seeds: 7 stands there twice; each seed is one run"
    assert not (tmp_path / "cmp").exists()


def test_a_comparison_goes_on_with_its_own_configuration_only(
    prover: Prover, tmp_path: Path
) -> None:
    (tmp_path / "tiny.yaml").write_text(TINY, encoding="utf-8")
    first = prover("compare", "tiny.yaml", "--run", "cmp", "--seeds", "0", OMP_NUM_THREADS="1")
    assert first.code == 0, first.err
    assert "| seed |" in first.out
    assert "| seed |" not in first.err

    again = prover("compare", "tiny.yaml", "--run", "cmp", "--seeds", "0", "--workers.count", "2")
    assert (again.code, again.out) == (0, first.out)
    ran = prover("compare", "tiny.yaml", "--run", "cmp", "--seeds", "0", "--json")
    [figures] = json.loads(ran.out)
    proved, control = figures["any_iteration"], figures["control"]
    assert figures["run_over_control"] == (proved / control if control else None)

    other = prover(
        "compare", "tiny.yaml", "--run", "cmp", "--seeds", "1", "0",
        "--search.samples", "4", "--iterations", "5",
    )  # fmt: skip
    told = other.mistake()
    assert told.startswith("cmp/seed-0 was begun with other values of ")
    assert "iterations (1 there, 5 now), search.samples (2 there, 4 now)" in told
    assert not (tmp_path / "cmp" / "seed-1").exists()

    assert "cmp/seed-0" in prover("report", "cmp").mistake()
