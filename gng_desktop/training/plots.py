"""Figures of runs and evaluations as pictures."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.files import replacing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe & Ito (2008): told apart by the colour-blind too.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#e69f00")
MARKERS = "os^Dvx"
_FONT = 9
"""Size of a table's text, points."""


@dataclass(frozen=True)
class Curve:
    """One figure of one run, epoch by epoch.

    Attributes
    ----------
    run : str
        Name of the run.
    epochs : tuple of int
        From 1.
    training, validation : tuple of float or None
        As long as `epochs`; None where the log has no number.
    best_epoch : int or None
    """

    run: str
    epochs: tuple[int, ...]
    training: tuple[float | None, ...]
    validation: tuple[float | None, ...]
    best_epoch: int | None


def save_figure(figure: Figure, path: Path) -> None:
    """Write a PNG, whole or not at all."""
    with replacing(path) as stream:
        figure.savefig(stream, dpi=120, format="png")


def _figure(width: float, height: float) -> Figure:
    # Not pyplot: its list of open figures is global, and its back end may want a display.
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def learning_curves(rows: Sequence[Mapping[str, float]], best: int) -> Figure:
    """Draw each figure of a run's log that exists for training and validation, epoch by epoch.

    Parameters
    ----------
    rows : sequence of mapping
        ``log.csv``, values as numbers: ``epoch``, ``loss``, ``val_loss`` and others of this kind.
    best : int
        The epoch whose weights are kept; it is marked.
    """
    names = [name for name in rows[0] if f"val_{name}" in rows[0]]
    names.sort(key=lambda name: name != "loss")
    epochs = [row["epoch"] for row in rows]
    figure = _figure(4.2 * len(names), 3.2)
    for axis, name in zip(figure.subplots(1, len(names), squeeze=False)[0], names, strict=True):
        axis.plot(epochs, [r[name] for r in rows], "o--", ms=3, color=COLOURS[0], label="training")
        values = [r[f"val_{name}"] for r in rows]
        axis.plot(epochs, values, "s-", ms=3, color=COLOURS[1], label="validation")
        axis.axvline(best, color="0.6", linewidth=0.8, label=f"best epoch {best}")
        axis.set(xlabel="epoch", title=name)
        axis.xaxis.get_major_locator().set_params(integer=True)
    figure.axes[0].legend(fontsize=8, frameon=False)
    return figure


def compared_curves(name: str, curves: Sequence[Curve]) -> Figure:
    """Draw one figure of several runs, epoch by epoch: training dashed, validation solid.

    Parameters
    ----------
    name : str
        Of the figure, as in ``log.csv``: ``loss``, ``accuracy``, ...
    curves : sequence of Curve
        One run each, told apart by colour and marker; the best epoch's marker is large.
    """
    from matplotlib.lines import Line2D
    from matplotlib.ticker import MaxNLocator

    figure = _figure(6.4, 4.2)
    axis = figure.subplots()
    handles = []
    for n, curve in enumerate(curves):
        # With the seventh run the colours begin anew, with the next marker.
        marker = MARKERS[(n + n // len(COLOURS)) % len(MARKERS)]
        look: dict[str, Any] = {
            "color": COLOURS[n % len(COLOURS)],
            "marker": marker,
            "ms": 3,
            "lw": 1.2,
        }
        axis.plot(curve.epochs, _numbers(curve.training), "--", alpha=0.6, **look)
        handles += axis.plot(curve.epochs, _numbers(curve.validation), "-", **look)
        if curve.best_epoch in curve.epochs:
            best = _numbers(curve.validation)[curve.epochs.index(curve.best_epoch)]
            axis.plot([curve.best_epoch], [best], ls="", **(look | {"ms": 9, "mfc": "none"}))
    axis.set(xlabel="epoch", ylabel=name)
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    handles.append(Line2D([], [], ls="--", color="0.4"))
    # Matplotlib leaves out labels that begin with an underscore.
    labels = [f" {c.run}" if c.run.startswith("_") else c.run for c in curves]
    legend = axis.legend(
        handles,
        [*labels, "training"],
        fontsize=8,
        frameon=False,
        title="solid: validation; large: best epoch",
        title_fontsize=8,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)
    return figure


def _numbers(values: Sequence[float | None]) -> list[float]:
    return [float("nan") if value is None else value for value in values]


def table_picture(
    caption: str, names: Sequence[str], rows: Sequence[Sequence[str]], keys: int
) -> Figure:
    """Draw a table of texts, ruled as in a book, large enough for its longest texts.

    Parameters
    ----------
    caption : str
    names : sequence of str
        Of the K columns.
    rows : sequence of sequence of str
        K texts each.
    keys : int
        How many of the first columns name the row; they are set bold.
    """
    from matplotlib.figure import Figure

    high, gap = 0.26, 0.2  # inches: of a line, between columns
    columns = list(zip(names, *rows, strict=True))
    widths = [gap + max(map(_width, column)) for column in columns]
    total = sum(widths) + gap
    # As wide as the table; a character takes 0.075 inches in the mean.
    lines = textwrap.wrap(caption, max(24, int((total - 2 * gap) / 0.075)))
    total = max(total, max(map(_width, lines), default=0) + 2 * gap)
    height = high * (len(lines) + len(rows) + 2)
    figure = Figure(figsize=(total, height))
    axis = figure.add_axes((0, 0, 1, 1))
    axis.set(xlim=(0, total), ylim=(height, 0))
    axis.set_axis_off()
    font: dict[str, Any] = {"fontsize": _FONT, "va": "center", "parse_math": False}
    for n, line in enumerate(lines):
        axis.text(gap, high * (n + 0.6), line, **font)
    top = high * (len(lines) + 0.35)
    left = gap
    for n, (column, width) in enumerate(zip(columns, widths, strict=True)):
        for row, text in enumerate(column):
            bold = "bold" if row == 0 or n < keys else "normal"
            axis.text(left, top + high * (row + 0.55), text, weight=bold, **font)
        left += width
    for y, thick in ((0.0, 1.2), (high * 1.05, 0.6), (high * (len(rows) + 1.1), 1.2)):
        axis.plot([gap / 2, total - gap / 2], [top + y, top + y], color="0", lw=thick)
    return figure


def _width(text: str) -> float:
    """Return how wide a text is in bold, in inches; without drawing it."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    bold = FontProperties(weight="bold", size=_FONT)
    return float(text_to_path.get_text_width_height_descent(text, bold, ismath=False)[0]) / 72


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


def protocol_picture(rows: Sequence[Mapping[str, Any]]) -> Figure:
    """Draw how images that a fold left out were called, and the AUC of each generator.

    Parameters
    ----------
    rows : sequence of mapping
        Each a `gng_desktop.training.protocol_results.HeldOutRow` as a dictionary.
    """
    figure = _figure(8, 1.4 + 0.24 * max(1, len(rows)))
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=[3, 2])
    places = np.arange(len(rows))[::-1]
    start = np.zeros(len(rows))
    zones = ("called_generated", "inconclusive", "called_real")
    for zone, colour in zip(zones, (COLOURS[1], "0.8", COLOURS[0]), strict=True):
        width = np.array([row[zone] for row in rows])
        left.barh(places, width, left=start, color=colour, label=zone.replace("_", " "))
        start += width
    names = [textwrap.shorten(f"{row['name']} ({row['images']})", 44) for row in rows]
    left.set_yticks(places, names, fontsize=8)
    left.set(xlim=(0, 1), xlabel="share at the fold's limits")
    left.legend(fontsize=8, frameon=False, ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1))
    for place, row in zip(places, rows, strict=True):
        if row["auc"] is not None:
            low, high = row["auc_interval"] or (row["auc"], row["auc"])
            right.plot([low, high], [place, place], color=COLOURS[0], linewidth=1.2)
            right.plot(row["auc"], place, "o", ms=4, color=COLOURS[0])
    right.axvline(0.5, color="0.6", linewidth=0.8, linestyle="--")
    right.set(xlim=(0, 1.02), xlabel="AUC, with 95 % interval")
    return figure
