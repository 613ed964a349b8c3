"""What a test found: confusion, reliability, intervals, robustness, left-out sources, fairness."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.charts.look import (
    MARKERS,
    Drawing,
    Look,
    Spot,
    cell_spots,
    dress,
    legend,
    new_figure,
    plain,
    row_spots,
    shortened,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEW = 5  # up to so many classes have large cells, with the count in them
_CELL = {True: 84.0, False: 30.0}


def reach(
    values: Sequence[float], low: Sequence[float | None], high: Sequence[float | None]
) -> NDArray[np.float64]:
    """Return how far intervals reach below and above their values, (2, N); 0 without one."""
    ends = [
        (v - (v if a is None else a), (v if b is None else b) - v)
        for v, a, b in zip(values, low, high, strict=True)
    ]
    return np.asarray(np.maximum(np.array(ends).reshape(-1, 2).T, 0))


def confusion_size(names: Sequence[str], font: float) -> tuple[float, float]:
    """Return width and height in px of a confusion matrix."""
    side = len(names) * _CELL[len(names) <= FEW]
    longest = 0.62 * font * max(map(len, names))
    return side + longest + 3 * font, side + (longest if len(names) > FEW else 2 * font) + 3 * font


def confusion(look: Look, names: Sequence[str], counts: NDArray[np.integer], unit: str) -> Drawing:
    """Draw a confusion matrix, shaded by the share of each true class.

    Parameters
    ----------
    names : sequence of str
        Of the K classes.
    counts : ndarray of int, shape (K, K)
        True class by row.
    unit : {"images", "pixels"}
        What is counted. Of few classes counts and shares are written, else shares in per cent.
    """
    tr = look.tr
    from matplotlib.colors import LinearSegmentedColormap

    total = counts.sum(1, keepdims=True)
    share = np.where(total > 0, counts / np.maximum(total, 1), np.nan)
    few = len(names) <= FEW
    figure = new_figure(look, *confusion_size(names, look.font))
    axis = figure.subplots()
    full = "#8ab4e0" if look.dark else "#1f4f80"
    shades = LinearSegmentedColormap.from_list("share", [look.ground, full])
    axis.imshow(
        share, cmap=shades.with_extremes(bad=look.ground), vmin=-0.03, vmax=1.06, aspect="auto"
    )
    axis.set_xticks(range(len(names)), names, rotation=0 if few else 90)
    axis.set_yticks(range(len(names)), names)
    axis.tick_params(top=True, bottom=False, labeltop=True, labelbottom=False)
    axis.xaxis.set_label_position("top")
    dress(axis, look, (), xlabel=tr("found"), ylabel=tr("true"))
    axis.tick_params(length=0, labelsize=look.points * (1 if few else 0.85))
    for edge in np.arange(len(names) + 1) - 0.5:
        axis.axhline(edge, color=look.faint, lw=0.7)
        axis.axvline(edge, color=look.faint, lw=0.7)
    for (row, column), value in np.ndenumerate(share):
        if np.isnan(value) or (not few and value < 0.005):
            continue
        many = look.number(f"{100 * value:.1f} %")
        if unit == "images":
            many = f"{look.number(f'{counts[row, column]:,}')}\n{many}"
        colour = look.ground if value > 0.45 else look.ink
        words = many if few else f"{100 * value:.0f}"
        size = look.points * (1 if few else 0.85)
        label = axis.text(column, row, words, ha="center", va="center", fontsize=size, color=colour)
        label.set_in_layout(False)
    return Drawing(figure, cell_spots(len(names)))


@dataclass(frozen=True)
class Bin:
    """One bin of a reliability diagram."""

    # start, end: scores, 0..1
    start: float
    end: float
    images: int
    # mean_score, share_generated, low, high: the share of the bin's images that are generated, with
    # its 95 % interval (Wilson); None where the bin is empty
    mean_score: float | None
    share_generated: float | None
    low: float | None
    high: float | None


def reliability(look: Look, bins: Sequence[Bin]) -> Drawing:
    """Draw how often images of a score are generated, above the number of images."""
    tr = look.tr
    figure = new_figure(look, 290, 340)
    top, bottom = figure.subplots(2, 1, sharex=True, height_ratios=[3.6, 1])
    x, y, low, high = zip(
        *((b.mean_score, b.share_generated, b.low, b.high) for b in bins if b.images), strict=True
    )
    top.plot([0, 1], [0, 1], "--", color=look.grey, lw=0.8)
    error = reach(y, low, high)
    top.errorbar(x, y, error, fmt="o", ms=5, capsize=2.5, lw=1.4, color=look.ink)
    edges, counts = [b.start for b in bins], [b.images for b in bins]
    bottom.bar(edges, counts, 0.92 / len(bins), align="edge", color=look.faint)
    bottom.set_yticks([0, max([1, *counts])])
    whole = ("left", "right", "top", "bottom")
    dress(top, look, whole, xlim=(0, 1), ylim=(0, 1), ylabel=tr("share generated"))
    dress(bottom, look, xlabel=tr("mean score"), ylabel=tr("images"))
    spots = [Spot(n, axis, (b.start, b.end)) for axis in (0, 1) for n, b in enumerate(bins)]
    return Drawing(figure, spots)


@dataclass(frozen=True)
class Bar:
    """A value from 0 to 1 and the ends of its 95 % interval; None where there is none."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None


def intervals_height(count: int, line: float) -> float:
    """Return the height in px of `intervals`."""
    return (count + 2.2) * line * 1.15


def intervals(look: Look, bars: Sequence[Bar]) -> Drawing:
    """Draw values from 0 to 1 as bars with their 95 % intervals, from the top down."""
    figure = new_figure(look, 420, intervals_height(len(bars), look.line))
    axis = figure.subplots()
    there = [(n, b.value, b.low, b.high) for n, b in enumerate(bars) if b.value is not None]
    if there:
        places, values, low, high = zip(*there, strict=True)
        axis.barh(places, values, 0.62, color=look.series(0), alpha=0.45)
        style: dict[str, Any] = {"fmt": "none", "ecolor": look.ink, "elinewidth": 1.4, "capsize": 3}
        axis.errorbar(values, places, xerr=reach(values, low, high), **style)
    numbers = ["—" if bar.value is None else look.number(f"{bar.value:.3f}") for bar in bars]
    axis.set_yticks(range(len(bars)), [shortened(bar.name, 32) for bar in bars])
    right = axis.secondary_yaxis("right")
    right.set_yticks(range(len(bars)), numbers)
    axis.grid(True, axis="x", color=look.faint, lw=0.8)
    axis.set_axisbelow(True)
    dress(axis, look, (), xlim=(0, 1), ylim=(len(bars) - 0.5, -0.5), xticks=(0, 0.5, 1))
    dress(right, look, ())
    for one in (axis, right):
        one.tick_params(length=0)
    return Drawing(figure, row_spots(len(bars)))


def robustness(
    look: Look,
    series: Mapping[str, Sequence[tuple[float, float, Sequence[float] | None]]],
    undisturbed: Mapping[str, float],
    x_label: str,
    y_label: str,
) -> Drawing:
    """Draw a figure against JPEG quality or working size.

    Parameters
    ----------
    series : mapping
        By name of the line: x, figure, and its ``[low, high]`` or None.
    undisturbed : mapping
        By the same names the figure on the images as they are, a dotted line.
    """
    figure = new_figure(look, 500, 360)
    axis = figure.subplots()
    for n, (name, points) in enumerate(series.items()):
        x, y, ends = zip(*points, strict=True)
        low, high = zip(*(pair or (None, None) for pair in ends), strict=True)
        form, colour = f"{MARKERS[n % len(MARKERS)]}-", look.series(n)
        axis.errorbar(
            x, y, reach(y, low, high), fmt=form, ms=4, capsize=2, color=colour, label=name
        )
        if name in undisturbed:
            axis.axhline(undisturbed[name], color=colour, lw=0.8, ls=":")
    axis.set_xticks(sorted({p[0] for points in series.values() for p in points}))
    dress(axis, look, xlabel=x_label, ylabel=f"{y_label}, with 95 % interval")
    handles = axis.get_legend_handles_labels()[0]
    title = "dotted: as is" if undisturbed else None
    legend(axis, look, handles, title=title, title_fontsize=look.points * 0.9)
    return Drawing(figure)


def left_out(look: Look, rows: Sequence[Mapping[str, Any]]) -> Drawing:
    """Draw how images that a fold left out were called, and the AUC of each generator.

    Parameters
    ----------
    rows : sequence of mapping
        Each a `gng_desktop.training.protocol_results.HeldOutRow` as a dictionary.
    """
    figure = new_figure(look, 800, 140 + 24 * max(1, len(rows)))
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=[3, 2])
    places, start = np.arange(len(rows))[::-1], np.zeros(len(rows))
    zones = {
        "called_generated": look.series(1),
        "inconclusive": look.faint,
        "called_real": look.series(0),
    }
    for zone, colour in zones.items():
        width = np.array([row[zone] for row in rows])
        left.barh(places, width, left=start, color=colour, label=zone.replace("_", " "))
        start += width
    left.set_yticks(
        places, [textwrap.shorten(f"{row['name']} ({row['images']})", 44) for row in rows]
    )
    dress(left, look, xlim=(0, 1), xlabel="share at the fold's limits")
    above = {"loc": "lower center", "bbox_to_anchor": (0.5, 1)}
    legend(left, look, left.get_legend_handles_labels()[0], ncols=3, **above)
    _dots(right, look.series(0), [(row["auc"], row["auc_interval"]) for row in rows])
    right.axvline(0.5, color=look.grey, lw=0.8, ls="--")
    dress(right, look, xlim=(0, 1.02), xlabel="AUC, with 95 % interval")
    return Drawing(figure)


def fairness(look: Look, found: Mapping[str, Any]) -> Drawing:
    """Draw false alarms and misses of each group with their 95 % intervals.

    Parameters
    ----------
    found : mapping
        From `gng_desktop.training.fairness.fairness`.
    """
    rows = [(f"{a}: {g}", row) for a, table in found.items() for g, row in table["groups"].items()]
    figure = new_figure(look, 750, 120 + 26 * len(rows))
    places = np.arange(len(rows))[::-1]
    axes = figure.subplots(1, 2, sharey=True)
    axes[0].set_yticks(places, [textwrap.shorten(name, 44) for name, _ in rows])
    for axis, rate, number in zip(axes, ("false_alarm", "miss"), (1, 0), strict=True):
        rates = [(row[rate], row["intervals"].get(rate)) for _, row in rows]
        _dots(axis, look.series(number), rates)
        words = f"{rate.replace('_', ' ')} rate, with 95 % interval"
        dress(axis, look, xlim=(-0.02, 1.02), xlabel=words)
    axes[0].set_ylim(-0.5, len(rows) - 0.5)
    return Drawing(figure)


def _dots(
    axis: Axes, colour: str, rows: Sequence[tuple[float | None, Sequence[float] | None]]
) -> None:
    """Draw values and their intervals from the top down; nothing where there is no value."""
    for place, (value, ends) in zip(reversed(range(len(rows))), rows, strict=True):
        if value is not None:
            axis.plot(ends or (value, value), [place, place], color=colour, lw=1.2)
            axis.plot(value, place, "o", ms=4, color=colour)


def table(
    look: Look, caption: str, names: Sequence[str], rows: Sequence[Sequence[str]], keys: int
) -> Drawing:
    """Draw a table of texts, ruled as in a book, large enough for its longest texts.

    Parameters
    ----------
    names : sequence of str
        Of the K columns.
    rows : sequence of sequence of str
        K texts each.
    keys : int
        How many of the first columns name the row; they are bold.
    """
    high, gap = 2 * look.font, 1.6 * look.font  # px: of a line, between columns
    columns = list(zip(names, *rows, strict=True))
    widths = [gap + max(_width(text, look) for text in column) for column in columns]
    total = sum(widths) + gap
    lines = textwrap.wrap(caption, max(24, int((total - 2 * gap) / (0.6 * look.font))))
    total = max([total, *(_width(line, look) + 2 * gap for line in lines)])
    height = high * (len(lines) + len(rows) + 2)
    figure = new_figure(look, total, height)
    figure.set_layout_engine("none")
    axis = figure.add_axes((0, 0, 1, 1))
    axis.set(xlim=(0, total), ylim=(height, 0))
    axis.set_axis_off()

    def write(x: float, y: float, words: str, weight: str = "normal") -> None:
        plain(axis.text(x, y, words, va="center", weight=weight), size=look.points, color=look.ink)

    for n, line in enumerate(lines):
        write(gap, high * (n + 0.6), line)
    top, left = high * (len(lines) + 0.35), gap
    for n, (column, width) in enumerate(zip(columns, widths, strict=True)):
        for row, words in enumerate(column):
            weight = "bold" if not row or n < keys else "normal"
            write(left, top + high * (row + 0.55), words, weight)
        left += width
    for y, thick in ((0.0, 1.2), (high * 1.05, 0.6), (high * (len(rows) + 1.1), 1.2)):
        axis.plot([gap / 2, total - gap / 2], [top + y, top + y], color=look.ink, lw=thick)
    return Drawing(figure)


def _width(text: str, look: Look) -> float:
    """Return how wide a text is in bold, px; without drawing it."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    bold = FontProperties(weight="bold", size=look.font)
    return float(text_to_path.get_text_width_height_descent(text, bold, ismath=False)[0])
