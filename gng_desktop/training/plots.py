"""Figures of runs and evaluations as pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.files import atomically

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe & Ito (2008): told apart by the colour-blind too.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#e69f00")
MARKERS = "os^Dvx"


def save_figure(figure: Figure, path: Path) -> None:
    """Write a PNG, whole or not at all."""
    atomically(path, lambda part: figure.savefig(part, dpi=120, format="png"))


def _figure(width: float, height: float) -> Figure:
    # Not pyplot: its list of open figures is global, and its back end may want a display.
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def learning_curves(rows: Sequence[Mapping[str, float]]) -> Figure:
    """Draw each figure of a run's log that exists for training and validation, epoch by epoch.

    Parameters
    ----------
    rows : sequence of mapping
        ``log.csv``, values as numbers: ``epoch``, ``loss``, ``val_loss`` and others of this kind.
        The epoch of the least ``val_loss`` is marked.
    """
    names = [name for name in rows[0] if f"val_{name}" in rows[0]]
    names.sort(key=lambda name: name != "loss")
    epochs = [row["epoch"] for row in rows]
    best = min(rows, key=lambda row: row["val_loss"])["epoch"]
    figure = _figure(4.2 * len(names), 3.2)
    for axis, name in zip(figure.subplots(1, len(names), squeeze=False)[0], names, strict=True):
        axis.plot(epochs, [r[name] for r in rows], "o-", ms=3, color=COLOURS[0], label="training")
        values = [r[f"val_{name}"] for r in rows]
        axis.plot(epochs, values, "s--", ms=3, color=COLOURS[1], label="validation")
        axis.axvline(best, color="0.6", linewidth=0.8, label=f"best epoch {best:.0f}")
        axis.set(xlabel="epoch", title=name)
        axis.xaxis.get_major_locator().set_params(integer=True)
    figure.axes[0].legend(fontsize=8, frameon=False)
    return figure


def confusion_picture(counts: NDArray[np.integer], names: Sequence[str], unit: str) -> Figure:
    """Draw a confusion matrix, shaded by the share of each true class.

    Parameters
    ----------
    counts : ndarray of int, shape (K, K)
        True class by row.
    names : sequence of str
        Of the K classes.
    unit : str
        What is counted: ``"images"`` or ``"pixels"``. Pixels are written as shares.
    """
    total = counts.sum(1, keepdims=True)
    share = counts / np.maximum(total, 1)
    side = 1.6 + 0.55 * max(len(names), 3)
    figure = _figure(side + 1, side)
    axis = figure.subplots()
    drawn = axis.imshow(share, cmap="Blues", vmin=0, vmax=1)
    for (row, column), value in np.ndenumerate(share):
        text = f"{counts[row, column]}" if unit == "images" else f"{value:.2f}"
        if not total[row, 0] or (unit != "images" and value < 0.005):
            continue
        colour = "white" if value > 0.5 else "black"
        axis.text(column, row, text, ha="center", va="center", fontsize=7, color=colour)
    axis.set_xticks(range(len(names)), names, rotation=90)
    axis.set_yticks(range(len(names)), names)
    axis.set(xlabel="found", ylabel="true")
    figure.colorbar(drawn, ax=axis, label="share of the true class", shrink=0.8)
    return figure


def reliability_picture(rows: Sequence[Mapping[str, Any]]) -> Figure:
    """Draw how often images of a score are generated, above the number of images.

    Parameters
    ----------
    rows : sequence of mapping
        From `gng_desktop.training.calibration.reliability`.
    """
    figure = _figure(4.2, 4.6)
    top, bottom = figure.subplots(2, 1, sharex=True, height_ratios=[3, 1])
    filled = [row for row in rows if row["images"]]
    x = [row["mean_score"] for row in filled]
    y = np.array([row["share_generated"] for row in filled])
    low, high = (np.array([row[k] for row in filled]) for k in ("low", "high"))
    reach = np.maximum(np.stack([y - low, high - y]), 0)
    top.plot([0, 1], [0, 1], "--", color="0.6", linewidth=0.8)
    top.errorbar(x, y, reach, fmt="o", ms=4, capsize=2, color=COLOURS[0])
    top.set(xlim=(0, 1), ylim=(0, 1), ylabel="share generated, with 95 % interval")
    edges = [row["from"] for row in rows]
    bottom.bar(edges, [row["images"] for row in rows], 1 / len(rows), align="edge", color="0.7")
    bottom.set(xlabel="mean score", ylabel="images")
    return figure


def robustness_picture(
    series: Mapping[str, Sequence[tuple[float, float, Sequence[float] | None]]],
    undisturbed: Mapping[str, float],
    x_label: str,
    y_label: str,
) -> Figure:
    """Draw a figure against JPEG quality or working size.

    Parameters
    ----------
    series : mapping
        By name of the line: x, figure, and its ``[low, high]`` or None.
    undisturbed : mapping
        By the same names the figure on the images as they are, a dotted line.
    x_label, y_label : str
    """
    figure = _figure(5, 3.6)
    axis = figure.subplots()
    for n, (name, points) in enumerate(series.items()):
        colour, marker = COLOURS[n % len(COLOURS)], MARKERS[n % len(MARKERS)]
        x, y = [p[0] for p in points], np.array([p[1] for p in points])
        ends = np.array([p[2] or (p[1], p[1]) for p in points]).T
        reach = np.maximum(np.stack([y - ends[0], ends[1] - y]), 0)
        axis.errorbar(x, y, reach, fmt=f"{marker}-", ms=4, capsize=2, color=colour, label=name)
        if name in undisturbed:
            axis.axhline(undisturbed[name], color=colour, linewidth=0.8, linestyle=":")
    axis.set_xticks(sorted({p[0] for points in series.values() for p in points}))
    axis.set(xlabel=x_label, ylabel=f"{y_label}, with 95 % interval")
    axis.legend(fontsize=8, frameon=False, title="dotted: as is", title_fontsize=8)
    return figure
