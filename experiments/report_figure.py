"""The figure of a run: statements proved by iteration, and level by level before and after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib

from experiments.report_table import Column, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

matplotlib.use("agg")  # a file is drawn, never a window

# Colours that stay apart for the colour-blind (Okabe and Ito) and in print.
_FIRST: Final = "#9ecae1"
_LAST: Final = "#0072b2"
_MOST: Final = "#003c5f"
_TRAIN: Final = "#999999"
_CONTROL: Final = "#d55e00"


def draw(table: Table, title: str, path: Path) -> None:
    """Write the figure as PNG. Raises `ValueError` when the table has no held-out attempts."""
    from matplotlib import pyplot

    if not table.columns("heldout"):
        raise ValueError("no held-out statement was attempted yet")
    figure, (left, right) = pyplot.subplots(
        1, 2, figsize=(12, 4.6), width_ratios=[1, 1.9], layout="constrained"
    )
    figure.suptitle(title)
    _draw_iterations(table, left)
    _draw_levels(table, right)
    for axes in (left, right):
        axes.set_ylim(0, 100)
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(axis="y", alpha=0.3)
        axes.set_axisbelow(True)
        axes.legend(
            ncols=3, frameon=False, fontsize="small", loc="lower center", bbox_to_anchor=(0.5, 1.0)
        )
    figure.savefig(path, dpi=150)
    pyplot.close(figure)


def _draw_iterations(table: Table, axes: Axes) -> None:
    """All levels together: a point for each model, the control as a line across."""
    models = _single(table.columns("heldout"))
    for split, name, color, marker in (
        ("heldout", "held-out", _LAST, "o"),
        ("train", "train", _TRAIN, "s"),
    ):
        columns = _single(table.columns(split))
        shares = [_share(table, split, column) for column in columns]
        if columns:
            axes.plot(
                [column.iteration for column in columns],
                shares,
                marker=marker,
                color=color,
                label=name,
                clip_on=False,
            )
    for column in models:
        count = table.total("heldout", column)
        axes.annotate(
            str(count.proved),
            (column.iteration, 100 * count.share),
            xytext=(0, -15 if count.share > 0.1 else 7),  # below: train is mostly above
            textcoords="offset points",
            ha="center",
            fontsize="small",
            color=_LAST,
        )
    for column in table.columns("heldout"):
        share = _share(table, "heldout", column)
        if column.control:
            axes.axhline(share, color=_CONTROL, linestyle="--", label="control, held-out")
        elif column.attempts > 1:
            label = f"{_label(column)}, held-out"
            axes.plot([column.iteration], [share], "*", ms=12, color=_MOST, label=label)
    axes.set(xlabel="model", ylabel="statements proved (%)")
    axes.set_xticks([c.iteration for c in models], [_label(c) for c in models])
    axes.margins(x=0.08)


def _draw_levels(table: Table, axes: Axes) -> None:
    """Level by level: θ_0, the last model in one attempt and in several, and the control."""
    columns = table.columns("heldout")
    models = _single(columns)
    shown = list(dict.fromkeys([*models[:1], *models[-1:]]))
    shown += [column for column in columns if column.control or column.attempts > 1]
    colors = dict.fromkeys(shown, _LAST) | {models[0]: _FIRST}
    colors |= {column: _MOST for column in shown if column.attempts > 1}
    colors |= {column: _CONTROL for column in shown if column.control}
    levels = table.levels("heldout")
    width = 0.8 / len(shown)
    for i, column in enumerate(shown):
        axes.bar(
            [x + (i - (len(shown) - 1) / 2) * width for x in range(len(levels))],
            [100 * table.count("heldout", column, level).share for level in levels],
            width,
            label=_label(column),
            color=colors[column],
        )
    # A run that is going on has attempted fewer with its last model than with its first.
    most = [max(table.count("heldout", c, level).attempted for c in shown) for level in levels]
    names = [f"{level} ({n})" for level, n in zip(levels, most, strict=True)]
    axes.set_xticks(range(len(levels)), names, rotation=45, ha="right")
    axes.margins(x=0.01)
    axes.set(xlabel="level (held-out statements)", ylabel="held-out statements proved (%)")


def _label(column: Column) -> str:
    if column.control:
        return "control"
    attempts = f" ×{column.attempts}" if column.attempts > 1 else ""
    return rf"$\theta_{{{column.iteration}}}${attempts}"


def _single(columns: list[Column]) -> list[Column]:
    """The models' first attempts."""
    return [column for column in columns if not column.control and column.attempts == 1]


def _share(table: Table, split: str, column: Column) -> float:
    return 100 * table.total(split, column).share
