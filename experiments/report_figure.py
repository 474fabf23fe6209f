"""The figure of a run: held-out statements proved by iteration, and level by level."""

from __future__ import annotations

from pathlib import Path

import matplotlib

from experiments.report_table import Column, Table

matplotlib.use("agg")  # a file is drawn, never a window


def draw(table: Table, title: str, path: Path) -> None:
    """Write the figure as PNG. Raises `ValueError` when the table has no held-out attempts."""
    from matplotlib import pyplot

    columns = table.columns("heldout")
    if not columns:
        raise ValueError("no held-out statement was attempted yet")
    figure, (left, right) = pyplot.subplots(
        1, 2, figsize=(11, 4.2), width_ratios=[1, 1.6], layout="constrained"
    )
    figure.suptitle(title)
    models = [column for column in columns if not column.control]
    left.plot(
        [c.iteration for c in models],
        [_share(table, "heldout", c) for c in models],
        marker="o",
        color="C0",
        label="held-out",
    )
    trained = [c for c in table.columns("train") if not c.control]
    if trained:
        left.plot(
            [c.iteration for c in trained],
            [_share(table, "train", c) for c in trained],
            marker="s",
            color="C2",
            label="train",
        )
    for column in columns:
        if column.control:
            left.axhline(
                _share(table, "heldout", column), color="C1", linestyle="--", label="control"
            )
    left.set(xlabel="iteration", ylabel="statements proved (%)", ylim=(0, 100))
    left.set_xticks([c.iteration for c in models], [c.label for c in models])
    left.legend(loc="lower right")
    left.grid(alpha=0.3)

    levels = table.levels("heldout")
    width = 0.8 / len(columns)
    for i, column in enumerate(columns):
        right.bar(
            [x + (i - (len(columns) - 1) / 2) * width for x in range(len(levels))],
            [100 * table.count("heldout", column, level).share for level in levels],
            width,
            label=column.label,
            color="C1" if column.control else "C0",
            alpha=1.0 if column.control else 0.3 + 0.7 * (i + 1) / len(columns),
        )
    right.set_xticks(range(len(levels)), levels, rotation=45, ha="right")
    right.set(ylabel="held-out statements proved (%)", ylim=(0, 100))
    right.legend(
        ncols=len(columns), fontsize="small", loc="lower center", bbox_to_anchor=(0.5, 1.0)
    )
    right.grid(axis="y", alpha=0.3)
    figure.savefig(path, dpi=150)
    pyplot.close(figure)


def _share(table: Table, split: str, column: Column) -> float:
    return 100 * table.total(split, column).share
