"""What regions of a face, and pairs of them, bring to both scores."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.charts.look import (
    SIDES,
    Drawing,
    Look,
    cell_spots,
    dress,
    legend,
    new_figure,
    plain,
    row_spots,
    shortened,
)

ROW = 1.9  # height of a row of bars, lines of text
CELL = 28.0
WIDE = 480  # width from which both matrices lie side by side, px
STRONG = 0.25  # share of the scale from which a cell bears its sign


@dataclass(frozen=True)
class Row:
    """Name, contributions with and without background (None: not taken part), and a note."""

    name: str
    with_background: float | None
    without_background: float | None
    note: str = ""

    @property
    def values(self) -> tuple[float | None, float | None]:
        """Both contributions."""
        return self.with_background, self.without_background

    @property
    def size(self) -> float:
        """The larger magnitude."""
        return max(abs(value or 0.0) for value in self.values)


def ranked(tables: Sequence[Mapping[str, float]]) -> list[Row]:
    """Return rows of both classifiers' contributions by name, the largest first."""
    names = dict.fromkeys(name for table in tables for name in table)
    rows = [Row(name, tables[0].get(name), tables[1].get(name)) for name in names]
    return sorted(rows, key=lambda row: -row.size)


def signed(value: float | None, unit: str = "score") -> str:
    """Return `value` with its sign, two decimals in log-odds and three in score; None: a dash."""
    if value is None:
        return "—"
    return f"{value:+z.{2 if unit == 'log-odds' else 3}f}".replace("-", "−")


def scale(limit: float) -> tuple[float, list[float]]:
    """Return the end of an axis that holds ±`limit`, and its ticks, from -end to end.

    Ticks lie at up to three multiples of a round step on either side.
    """
    power = 10.0 ** math.floor(math.log10(max(limit, 1e-9) / 3))
    steps = [power * step for step in (1, 2, 2.5, 4, 5, 10)]
    counts = [max(1, math.ceil(limit / step - 1e-9)) for step in steps]
    fitting = [pair for pair in zip(counts, steps, strict=True) if pair[0] <= 3]
    count, step = min(fitting, key=lambda pair: pair[0] * pair[1])
    return count * step, [i * step for i in range(-count, count + 1)]


def tick_text(value: float) -> str:
    """Return the number at a tick: its sign and no more digits than it has."""
    return f"{value:+.3g}".replace("-", "−") if abs(value) > 1e-12 else "0"


def bars_height(rows: Sequence[Row], line: float) -> float:
    """Return the height of `paired_bars`, px."""
    noted = any(row.note for row in rows)
    return line * (len(rows) * (ROW + noted) + 5.6)


def _on_two_lines(words: str) -> str:
    gaps = [place for place, letter in enumerate(words) if letter == " "]
    middle = min(gaps, key=lambda place: abs(place - len(words) / 2))
    return f"{words[:middle]}\n{words[middle + 1 :]}"


def paired_bars(
    look: Look,
    rows: Sequence[Row],
    unit: str,
    palette: str = "red-blue",
    title: str = "",
) -> Drawing:
    """Draw pairs of bars around 0: filled with background, hatched without.

    Parameters
    ----------
    rows : sequence of Row
        From the top down. Where rows have notes, name and note lie above the bars.
    unit : {"log-odds", "score"}
    palette : {"red-blue", "colour-blind-safe"}
    """
    tr = look.tr
    from matplotlib.patches import Patch

    figure = new_figure(look, 640, bars_height(rows, look.line) + 2 * look.line * bool(title))
    axis = figure.subplots()
    noted = any(row.note for row in rows)
    toward, away = SIDES[palette][look.dark]
    end, ticks = scale(max((row.size for row in rows), default=0.0))
    middles = np.arange(len(rows)) + (0.18 if noted else 0.0)
    thick = 0.27 if noted else 0.36
    for n, (place, row) in enumerate(zip(middles, rows, strict=True)):
        for step, value in enumerate(row.values):
            y = place + (step - 0.5) * (thick + 0.04)
            if value is not None:
                colour = toward if value >= 0 else away
                if step:
                    pale: dict[str, Any] = {
                        "facecolor": look.pale(colour),
                        "hatch": "/////",
                        "edgecolor": colour,
                    }
                    axis.barh(y, value, thick, linewidth=0.8, **pale)
                else:
                    axis.barh(y, value, thick, color=colour)
            words = look.number(signed(value, unit))
            label = axis.text(1.02, y, words, va="center", transform=axis.get_yaxis_transform())
            plain(label, size=look.points * 0.82, color=look.ink)
        if noted:
            room = int((look.width or 640) / (0.5 * look.font)) - len(row.name) - 14
            note = shortened(row.note, max(8, room))
            for x, words, side in ((0.0, row.name, "left"), (1.0, note, "right")):
                label = axis.text(
                    x, n - 0.32, words, ha=side, va="center", transform=axis.get_yaxis_transform()
                )
                size, colour = (1, look.ink) if not x else (0.85, look.grey)
                plain(label, size=look.points * size, color=colour)
    names = [] if noted else [shortened(row.name, 32) for row in rows]
    axis.set_yticks(range(len(names)), names)
    axis.set_xticks(ticks, [look.number(tick_text(tick)) for tick in ticks])
    axis.grid(True, axis="x", color=look.faint, lw=0.6)
    axis.set_axisbelow(True)
    axis.axvline(0, color=look.grey, lw=1.2)
    in_odds = unit == "log-odds"
    words = tr("log-odds of the score") if in_odds else tr("score, 0 to 1")
    dress(axis, look, (), xlabel=words)
    axis.set(xlim=(-end, end), ylim=(max(len(rows), 1) - 0.5, -0.5))
    axis.tick_params(length=0)
    ends = [f"◀ {tr('away from generated')}", f"{tr('toward generated')} ▶"]
    if (look.width or 640) < len("".join(ends)) * look.font:  # the axis is half as wide
        ends = [_on_two_lines(words) for words in ends]
    for x, words, side, colour in (
        (0, ends[0], "left", away),
        (1, ends[1], "right", toward),
    ):
        label = axis.text(x, 1.01, words, ha=side, va="bottom", transform=axis.transAxes)
        plain(label, size=look.points * 0.9, color=colour)
    if title:
        plain(axis.set_title(title, pad=1.6 * look.points), size=look.points, color=look.ink)
    key = [
        Patch(color=look.ink, label=tr("with background")),
        Patch(
            facecolor=look.pale(look.ink),
            edgecolor=look.ink,
            hatch="/////",
            label=tr("without background"),
        ),
    ]
    legend(figure, look, key, loc="outside upper center", ncols=2, handlelength=1.6)
    return Drawing(figure, row_spots(len(rows)))


def matrix_height(names: Sequence[str], width: float, line: float) -> float:
    """Return the height of `interaction_matrix` at a width, px."""
    beside = 2 if width >= WIDE else 1
    room = (width - 9 * line) / beside
    side = min(CELL * len(names), room)
    return (side + 2.6 * line) * (3 - beside) + 4.5 * line


def interaction_matrix(
    look: Look,
    names: Sequence[str],
    effects: Sequence[NDArray[np.float64]],
    unit: str,
    palette: str = "red-blue",
) -> Drawing:
    """Draw what pairs of regions bring in together, for both classifiers on one scale.

    Parameters
    ----------
    names : sequence of str
        Of the N regions.
    effects : sequence of ndarray, shape (N, N)
        With and without background; nan where a region did not take part.
    """
    tr = look.tr
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import LinearSegmentedColormap, Normalize

    width, count = look.width or 640, len(names)
    figure = new_figure(look, width, matrix_height(names, width, look.line))
    limit = max([1e-9, *(float(np.nanmax(np.abs(found))) for found in effects)])
    toward, away = SIDES[palette][look.dark]
    colours = LinearSegmentedColormap.from_list("sides", [away, look.ground, toward])
    beside = width >= WIDE
    axes = figure.subplots(1, 2, squeeze=False)[0] if beside else figure.subplots(2, 1)
    titles = (tr("with background"), tr("without background"))
    for number, (axis, found, title) in enumerate(zip(axes, effects, titles, strict=True)):
        axis.imshow(found, cmap=colours, vmin=-limit, vmax=limit)
        numbered = [f"{name}  {n}" for n, name in enumerate(names, 1)]
        named = not (beside and number)
        axis.set_yticks(range(count), numbered if named else [""] * count)
        axis.set_xticks(range(count), [str(n) for n in range(1, count + 1)])
        axis.tick_params(top=True, bottom=False, labeltop=True, labelbottom=False)
        dress(axis, look, (), title=title)
        axis.tick_params(length=0, labelsize=look.points * 0.85)
        for (i, j), value in np.ndenumerate(found):
            sign = "/" if np.isnan(value) else "+" if value > 0 else "−"
            if np.isnan(value) or abs(value) >= STRONG * limit:
                label = axis.text(j, i, sign, ha="center", va="center")
                strong = abs(value) > 0.6 * limit  # as nan is not
                colour = look.ground if strong else look.ink
                plain(label, size=look.points * 0.85, color=colour)
                label.set_in_layout(False)
    bar = figure.colorbar(
        ScalarMappable(Normalize(-limit, limit), colours),
        ax=axes,
        location="bottom",
        aspect=40,
        pad=0.02,
    )
    ends = (tr("away from generated"), "", tr("toward generated"))
    numbers = [look.number(n) for n in (signed(-limit, unit), "0", signed(limit, unit))]
    bar.set_ticks(
        [-limit, 0, limit], labels=[f"{n}\n{w}" for n, w in zip(numbers, ends, strict=True)]
    )
    bar.outline.set_visible(False)
    dress(bar.ax, look, ())
    for label, side in zip(bar.ax.get_xticklabels(), ("left", "center", "right"), strict=True):
        label.set(ha=side)
    return Drawing(figure, cell_spots(count, len(effects)))
