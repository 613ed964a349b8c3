"""Pictures of the measured figures of documents 002, 003 and 004."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from gng_desktop.charts.look import SERIES, Look, new_figure
from gng_desktop.charts.measured import reach, robustness

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LOOK = Look()
COLOURS = SERIES[False]
Point = tuple[float, float, Sequence[float] | None]


def _figure(width: float, height: float) -> Figure:
    """Return an empty figure of a size in inches."""
    return new_figure(LOOK, 100 * width, 100 * height)


def by_resolution(tested: Mapping[str, Mapping[str, Any]]) -> Figure:
    """Draw the accuracy of classifiers of 002 by input resolution; `tested`: metrics by run."""
    series: dict[str, list[Point]] = {}
    for name, metrics in tested.items():
        series[name] = [
            (float(side), group["accuracy"], group["intervals"]["accuracy"])
            for side, group in metrics["resolution"].items()
        ]
    figure = robustness(LOOK, series, {}, "input resolution, px", "accuracy").figure
    sides = [side for side, *_ in next(iter(series.values()))]
    figure.axes[0].set_xscale("log", base=2)
    figure.axes[0].set_xticks(sides, [f"{side:.0f}" for side in sides])
    return figure


def by_kind(
    found: Mapping[str, Mapping[str, Any]], kinds: Sequence[str], strengths: Sequence[int]
) -> Figure:
    """Draw accuracies by kind and strength; `found` is what was measured of each run."""
    figure = _figure(2.6 * len(found) + 1.6, 5.2)
    panels = figure.subplots(1, len(found), sharey=True, squeeze=False)[0]
    for axis, (name, measured) in zip(panels, found.items(), strict=True):
        values = [[measured["found"][f"{k} {s}"]["accuracy"] for s in strengths] for k in kinds]
        drawn = axis.imshow(values, cmap="cividis", vmin=0.4, vmax=1, aspect="auto")
        clean = measured["found"]["as is"]["accuracy"]
        axis.set_title(f"{name}\nas is {clean:.2f}", fontsize=8)
        axis.set_xticks(range(len(strengths)), strengths)
        axis.set_yticks(range(len(kinds)), kinds, fontsize=8)
        axis.set(xlabel="strength")
        for (row, column), value in np.ndenumerate(values):
            colour = "black" if value > 0.75 else "white"
            axis.text(column, row, f"{value:.2f}", ha="center", va="center", size=6, color=colour)
    figure.colorbar(drawn, ax=panels, label="accuracy")
    return figure


def by_quality(
    metrics: Mapping[str, Any], published: Mapping[str, Mapping[str, Any]], qualities: Sequence[int]
) -> Figure:
    """Draw a family model's accuracy by JPEG quality, beside the published DenseNet121's.

    `published` holds the paper's rows of "accuracy" and "binary_accuracy", by backbone.
    """
    series: dict[str, list[Point]] = {}
    for words, name in (("three classes", "accuracy"), ("generated or real", "binary_accuracy")):
        groups = [(100.0, metrics), *((float(q), metrics["jpeg"][str(q)]) for q in qualities)]
        series[words] = [(q, g[name], g["intervals"][name]) for q, g in groups]
        paper = zip((100, *qualities), published[name]["densenet121"], strict=True)
        series[f"{words}, paper"] = [(float(q), row[0], None) for q, row in paper]
    return robustness(LOOK, series, {}, "JPEG quality (100: as is)", "accuracy").figure


def of_protectors(found: Mapping[str, Mapping[str, Any]]) -> Figure:
    """Draw ROC curves of finding wrong labels; `found` is ``protector.json`` of each run."""
    figure = _figure(3.4 * len(found) + 0.6, 3.6)
    for axis, (name, about) in zip(
        figure.subplots(1, len(found), sharey=True, squeeze=False)[0], found.items(), strict=True
    ):
        axis.plot([0, 1], [0, 1], "--", color="0.6", linewidth=0.8)
        for colour, row in zip(COLOURS, about["detection"], strict=False):
            label = f"{row['share']:.0%} wrong, AUC {row['auc']:.3f}"
            axis.plot(*row["roc"], color=colour, label=label)
        axis.set(xlabel="right labels flagged", ylabel="wrong labels found")
        axis.set_title(name, fontsize=9)
        axis.legend(fontsize=7, frameon=False, loc="lower right")
    return figure


def of_completeness(found: Mapping[str, Sequence[Mapping[str, float]]]) -> Figure:
    """Draw the sums of Full-Grad's terms against the log-odds they explain."""
    figure = _figure(4.2, 3.8)
    axis = figure.subplots()
    for colour, marker, (name, rows) in zip(COLOURS, "os^D", found.items(), strict=False):
        pairs = np.array([[row["log_odds"], row["sum"]] for row in rows])
        axis.plot(*pairs.T, marker, ms=4, color=colour, alpha=0.7, label=name)
    axis.axline((0, 0), slope=1, color="0.6", linewidth=0.8)
    axis.set(xlabel="log-odds of the score", ylabel="sum of all Full-Grad terms")
    axis.legend(fontsize=8, frameon=False)
    return figure


def of_mistakes(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Figure:
    """Draw which images of a misclassification matrix each model gets wrong, without the faces.

    Parameters
    ----------
    head, rows : sequence
        Of ``matrix.csv``.
    """
    models = [name.removeprefix("score ") for name in head[3::2]]
    scores = np.array([[float(value) for value in row[3::2]] for row in rows]).T
    figure = _figure(1.8 + 0.55 * len(rows), 1.9 + 0.4 * len(models))
    axis = figure.subplots()
    drawn = axis.imshow(scores, cmap="coolwarm", vmin=0, vmax=1, aspect="auto")
    for (model, image), score in np.ndenumerate(scores):
        wrong = " wrong" * bool(rows[image][4 + 2 * model])
        axis.text(image, model, f"{score:.2f}\n{wrong}", ha="center", va="center", fontsize=6)
    labels = [f"{row[2]}\n{row[1]}" for row in rows]
    axis.set_xticks(range(len(rows)), labels, fontsize=7, rotation=60)
    axis.set_yticks(range(len(models)), models, fontsize=8)
    figure.colorbar(drawn, ax=axis, label="score")
    return figure


def of_four_cells(cells: Mapping[str, Any]) -> Figure:
    """Draw the mean scores of real and generated faces on real and generated backgrounds."""
    figure = _figure(5.6, 3.4)
    axis = figure.subplots()
    for n, (role, found) in enumerate(cells.items()):
        names = [name for name in found if name != "effects"]
        y = [found[name]["score"] for name in names]
        ends = zip(*(found[name]["intervals"]["score"] for name in names), strict=True)
        x = np.arange(len(names)) + 0.18 * (2 * n - 1)
        label = role.replace("_", " ")
        labels = [name.replace(" on ", " face on\n") + " background" for name in names]
        axis.bar(x, y, 0.34, yerr=reach(y, *ends), capsize=2, color=COLOURS[n], label=label)
        axis.set_xticks(np.arange(len(names)), labels, fontsize=7)
    axis.set(ylabel="mean score", ylim=(0, 1))
    axis.legend(fontsize=8, frameon=False)
    return figure
