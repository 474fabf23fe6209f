"""`prover report`: the table, the figure and the page of a run, finished or not."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from curriculum.config import TrainConfig
from curriculum.ledger import Ledger, Tally
from curriculum.run_directory import CONTROL_LEDGER, LEDGER, stored_config
from experiments.errors import DONE, UserError
from experiments.report_page import Proof, page
from experiments.report_table import Column, Count, Table, align

_SPLITS = ("heldout", "train")
_PROOFS_SHOWN = 6


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when the run has something to report."""
    run_dir = Path(options.run)
    config = stored_config(run_dir)
    table = load_table(run_dir, config)
    if not table.counts:
        raise UserError(f"{run_dir}: nothing was attempted yet, so there is nothing to report")
    out = Path(options.out) if options.out else run_dir / "report"
    try:
        _write_page(run_dir, config, table, out)
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(f"cannot write {out}: {why} (--out DIR writes elsewhere)") from error
    if options.json:
        print(json.dumps(_document(table, config, out), ensure_ascii=False))
        return DONE
    for split in _SPLITS:
        if table.columns(split):
            print(align(table.rows(split)), end="\n\n")
    print(_headline(table, config))
    print(f"figure: {out / 'figure.png'}\npage:   {out / 'index.html'}")
    return DONE


def load_table(run_dir: Path, config: TrainConfig) -> Table:
    """The counts of a run's ledger and of its control's, seeds left out.

    Raises `LedgerError` when there is no ledger or it is damaged.
    """
    counts: dict[tuple[str, Column, str], Count] = {}

    def add(tallies: list[Tally], column: Callable[[int], Column]) -> None:
        for tally in tallies:
            key = (tally.split, column(tally.iteration), tally.level)
            counts[key] = Count(tally.proved, tally.attempted)

    with Ledger(run_dir / LEDGER, read_only=True) as ledger:
        add(ledger.tallies(first_attempts=True), lambda k: Column(control=False, iteration=k))
        k, attempts = config.iterations, config.final_attempts
        if attempts > 1 and ledger.phase_done(k, "attempts"):
            last = [t for t in ledger.tallies() if t.iteration == k and t.split == "heldout"]
            add(last, lambda k: Column(False, k, attempts))
    if (run_dir / CONTROL_LEDGER).exists():
        with Ledger(run_dir / CONTROL_LEDGER, read_only=True) as ledger:
            add(ledger.tallies(), lambda k: Column(control=True, iteration=k))
    return Table(counts)


def _headline(table: Table, config: TrainConfig) -> str:
    """The claim in numbers: the last model against θ_0, in all attempts against the control."""
    columns = table.columns("heldout")
    models = [column for column in columns if not column.control]
    if not models:
        return f"environment {config.environment}: no held-out statement was attempted yet"
    first, most = models[0], models[-1]
    last = next(column for column in reversed(models) if column.attempts == 1)
    text = (
        f"environment {config.environment}: {last.label} proves "
        f"{table.total('heldout', last)} held-out statements, "
        f"{first.label} {table.total('heldout', first)}{_ratio(table, last, first)}"
    )
    if most != last:
        text += f"; {most.label} {table.total('heldout', most)}"
    for control in (column for column in columns if column.control):
        text += (
            f"; the control (θ_0, as many tactic applications as the whole run) "
            f"{table.total('heldout', control)}{_ratio(table, most, control)}"
        )
    return text


def _ratio(table: Table, last: Column, other: Column) -> str:
    proved = table.total("heldout", other).proved
    if last == other or not proved:
        return ""
    return f" (×{table.total('heldout', last).proved / proved:.2f})"


def _document(table: Table, config: TrainConfig, out: Path) -> dict[str, Any]:
    return {
        "name": config.name,
        "environment": config.environment,
        "seed": config.seed,
        "table": [
            {
                "split": split,
                "model": column.label,
                "level": level,
                "proved": count.proved,
                "attempted": count.attempted,
            }
            for (split, column, level), count in table.counts.items()
        ],
        "figure": str(out / "figure.png"),
        "page": str(out / "index.html"),
    }


def _write_page(run_dir: Path, config: TrainConfig, table: Table, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    figure = None
    if table.columns("heldout"):
        from experiments.report_figure import draw

        figure = out / "figure.png"
        draw(table, f"{config.name} (seed {config.seed}, {config.environment})", figure)
    with Ledger(run_dir / LEDGER, read_only=True) as ledger:
        proofs = _proofs(ledger)
        times = _times(ledger)
    names = {"heldout": "Held-out statements", "train": "Train statements"}
    tables = [(names[s], table.rows(s)) for s in _SPLITS if table.columns(s)]
    tables.append(("Seconds", times))
    html = page(
        title=f"{config.name}, seed {config.seed}",
        summary=_headline(table, config),
        figure=figure,
        tables=tables,
        proofs=proofs,
        config=yaml.safe_dump(config.model_dump(mode="json"), sort_keys=False),
    )
    (out / "index.html").write_text(html, encoding="utf-8")


def _proofs(ledger: Ledger) -> list[Proof]:
    """The longest held-out proofs, at most one of a statement."""
    theorems = {s.id: s.statement.theorem for s in ledger.statements("heldout")}
    found = sorted(ledger.proofs("heldout"), key=lambda p: (-len(p.steps), p.iteration, p.name))
    longest = {proof.statement_id: proof for proof in reversed(found)}
    chosen = sorted(longest.values(), key=lambda p: (-len(p.steps), p.name))[:_PROOFS_SHOWN]
    return [
        Proof(
            f"{proof.level}, found with θ_{proof.iteration}, {len(proof.steps)} tactics",
            theorems[proof.statement_id].source(proof.script),
        )
        for proof in chosen
    ]


def _times(ledger: Ledger) -> list[list[str]]:
    phases = ledger.phases()
    names = list(dict.fromkeys(name for by_name in phases.values() for name in by_name))
    rows = [["iteration", *names, "total"]]
    for k, by_name in sorted(phases.items()):
        seconds = [by_name[name]["seconds"] if name in by_name else None for name in names]
        cells = ["–" if s is None else f"{s:.0f}" for s in seconds]
        rows.append([str(k), *cells, f"{sum(s or 0.0 for s in seconds):.0f}"])
    every = sum(f["seconds"] for by_name in phases.values() for f in by_name.values())
    return [*rows, ["total", *("" for _ in names), f"{every:.0f}"]]
