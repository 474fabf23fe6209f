"""The claim over several seeds: `prover compare CONFIG --seeds 0 1 2`.

One training run a seed, each followed by its control (θ_0 alone, as many tactic applications as the
whole run, all on unsolved held-out statements), and one table of held-out statements proved:

- `θ_0` and `last θ`: one attempt a statement with the first and the last model;
- `last ×n`: n attempts a statement with the last model (`final_attempts` in the configuration);
- `run`: all the attempts of expert iteration, with θ_0, θ_1, … (its applications on train
  statements count too);
- `control`: all the attempts of the control, with as many applications.

`last/θ_0` compares equal attempts, `run/control` equal applications, unless `control.max_rounds`
ended the control before it had spent as many, which is said under the table. `×n/control` sets
what the last model alone proves against all of the control's attempts. A run that is there already
is resumed, so the command can be killed and given again; with another configuration it is refused.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from curriculum import run_directory
from curriculum.config import TrainConfig
from experiments.config_file import Override, load_config, located
from experiments.errors import DONE, UserError
from experiments.train_cmd import train


@dataclass(frozen=True, slots=True)
class Row:
    """One run: held-out statements proved, and what was spent."""

    seed: str
    statements: float
    theta_0: float
    last: float
    last_attempts: float
    any_iteration: float
    control: float
    applications: float
    control_applications: float

    @property
    def cut_short(self) -> bool:
        """Whether the control was ended (by `control.max_rounds`) with fewer applications.

        One that has proved every statement has nothing to spend more on.
        """
        return self.control_applications < self.applications and self.control < self.statements

    @property
    def ratios(self) -> dict[str, float | None]:
        """The claim's ratios; None where nothing was proved to compare with."""
        return {
            "over_theta_0": _ratio(self.last, self.theta_0),
            "run_over_control": _ratio(self.any_iteration, self.control),
            "last_over_control": _ratio(self.last_attempts, self.control),
        }


def _ratio(one: float, other: float) -> float | None:
    return one / other if other else None


def row(summary: dict[str, Any]) -> Row:
    """The figures of the claim from a run's summary (`summary.json` with its control)."""
    proved, control = summary["heldout_proved"], summary["control"]
    return Row(
        seed=str(summary["seed"]),
        statements=summary["heldout_statements"],
        theta_0=proved["theta_0"],
        last=proved["last"],
        last_attempts=proved["last_attempts"],
        any_iteration=proved["any_iteration"],
        control=control["proved"],
        applications=summary["tactic_applications"],
        control_applications=control["tactic_applications"],
    )


def mean(rows: Sequence[Row]) -> Row:
    """The mean of each count; its ratios are those of the means."""

    def of(name: str) -> float:
        return statistics.fmean(getattr(r, name) for r in rows)

    return Row("mean", *(of(name) for name in Row.__slots__[1:]))


def table(rows: Sequence[Row]) -> str:
    """A Markdown table, the mean of the seeds last; under it what its ratios are not fair to."""
    lines = [
        "| seed | held-out | θ_0 | last θ | last ×n | run | control "
        "| last/θ_0 | run/control | ×n/control | applications | control's |",
        "|---" * 12 + "|",
    ]
    for r in [*rows, mean(rows)]:
        counts = (r.statements, r.theta_0, r.last, r.last_attempts, r.any_iteration, r.control)
        cells = [f"{c:.1f}" if r.seed == "mean" else f"{c:.0f}" for c in counts]
        cells += ["–" if ratio is None else f"{ratio:.2f}" for ratio in r.ratios.values()]
        cells += [f"{r.applications:,.0f}", f"{r.control_applications:,.0f}"]
        lines.append(f"| {r.seed} | " + " | ".join(cells) + " |")
    short = [r.seed for r in rows if r.cut_short]
    if short:
        seeds = f"seed{'s' if len(short) > 1 else ''} {', '.join(short)}"
        lines += [
            "",
            f"The control of {seeds} was ended by control.max_rounds before it had as many "
            "applications as the run: run/control and ×n/control flatter the run there.",
        ]
    return "\n".join(lines)


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when the runs of all seeds are complete."""
    twice = next((s for s in options.seeds if options.seeds.count(s) > 1), None)
    if twice is not None:
        raise UserError(f"--seeds: {twice} stands there twice; each seed is one run")
    config_file = Path(options.config)
    folder = Path(options.run or Path("runs", f"compare-{config_file.stem}"))
    try:
        rows = compare(config_file, options.seeds, folder, options.overrides)
    except KeyboardInterrupt:
        raise KeyboardInterrupt("what is done is kept: the same command goes on") from None
    if options.json:
        print(json.dumps([{**asdict(r), **r.ratios} for r in rows]))
    else:
        print(table(rows))
    return DONE


def compare(
    config_file: Path, seeds: Sequence[int], folder: Path, overrides: Sequence[Override] = ()
) -> list[Row]:
    """Run, or go on with, one training and its control for each seed.

    Raises `RunError`, before anything is trained, where a run of another configuration is in the
    place of one of them.
    """
    runs: dict[Path, TrainConfig] = {}
    for seed in seeds:
        mine = [*overrides, ("seed", str(seed)), ("control.enabled", "true")]
        runs[folder / f"seed-{seed}"] = load_config(config_file, mine)
    for run_dir, config in runs.items():
        if _begun(run_dir):
            run_directory.resume(run_dir, config)
    rows: list[Row] = []
    for run_dir, config in runs.items():
        summary = run_dir / run_directory.SUMMARY
        if not summary.exists():
            if rows:  # so far; the last table is the result
                print(table(rows), file=sys.stderr)
            with located(config_file, overrides):
                train(config, run_dir, resume=_begun(run_dir))
        rows.append(row(json.loads(summary.read_text(encoding="utf-8"))))
    return rows


def _begun(run_dir: Path) -> bool:
    return (run_dir / run_directory.RUN_FILE).exists()
