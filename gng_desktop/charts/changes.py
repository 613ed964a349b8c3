"""Scores over the changes of a stress test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import numpy as np

from gng_desktop.charts.look import VERDICTS, ZONES, Drawing, Look, Spot, dress, legend, new_figure

Verdict = Literal["generated", "real", "inconclusive"]
# None of them is the shape of a verdict.
Mark = Literal["square", "open square", "cross", "star", "plus"]
MARKERS: dict[Mark, str] = dict(zip(get_args(Mark), "ssx*P", strict=True))
SHAPES = {"generated": "^", "real": "o", "inconclusive": "D"}
HEIGHT = 150.0  # of the plotted area with its labels, px


@dataclass(frozen=True)
class Series:
    """One line."""

    name: str
    points: Sequence[tuple[float, float | None]]  # x, ascending, and y, 0..1; None leaves a gap
    dash: str = "-"  # {"-", "--", ":"}
    marker: Mark = "square"
    levels: Sequence[float] = ()  # y of thin lines across the chart: its own limits
    width: float = 1.4  # of the line, points


@dataclass(frozen=True)
class Zone:
    """A shaded band between two y, named at the right; the colour is that of a verdict."""

    low: float
    high: float
    verdict: Verdict | None
    name: str


@dataclass(frozen=True)
class Chart:
    """What `changes` draws."""

    series: Sequence[Series]
    # Places and labels; the first and the last are the ends of the axis. At least two.
    x_ticks: Sequence[tuple[float, str]]
    zones: Sequence[Zone] = ()
    # By x, the verdict whose shape is drawn below the axis
    marks: Mapping[float, Verdict | None] = field(default_factory=dict)
    # By x, the words shown when the pointer is there
    notes: Mapping[float, str] = field(default_factory=dict)


def changes_height(chart: Chart, line: float) -> float:
    """Return the height of `changes`, px."""
    return HEIGHT + line * (len(chart.series) + 2)


def changes(look: Look, chart: Chart) -> Drawing:
    """Draw scores over changes from mild to hard, in the zones of the classifiers."""
    from matplotlib.transforms import ScaledTranslation

    figure = new_figure(look, 330, changes_height(chart, look.line))
    axis = figure.subplots()
    for zone in chart.zones:
        axis.axhspan(zone.low, zone.high, color=ZONES[look.dark][zone.verdict], lw=0)
    for series in chart.series:
        for level in series.levels:
            axis.axhline(level, color=look.grey, lw=0.8, ls=series.dash)
        points = np.array(series.points, float).reshape(-1, 2)  # None becomes nan
        face = look.ground if series.marker == "open square" else look.ink
        mark = MARKERS[series.marker]
        style: dict[str, Any] = {"color": look.ink, "mfc": face, "marker": mark, "ms": 5}
        style |= {"lw": series.width, "ls": series.dash, "label": series.name}
        axis.plot(*points.T, clip_on=False, **style)
    first, last = chart.x_ticks[0][0], chart.x_ticks[-1][0]
    edge = 0.04 * (last - first)
    axis.set_xticks([x for x, _ in chart.x_ticks], [label for _, label in chart.x_ticks])
    whole = ("left", "right", "top", "bottom")
    limits = {"xlim": (first - edge, last + edge), "ylim": (0, 1), "yticks": (0, 0.5, 1)}
    dress(axis, look, whole, **limits)
    if chart.zones:
        right = axis.secondary_yaxis("right")
        # A narrow zone's name may reach out of it, but not out of the figure.
        places = [min(max((z.low + z.high) / 2, 0.05), 0.95) for z in chart.zones]
        right.set_yticks(places, [zone.name for zone in chart.zones])
        dress(right, look, ())
        right.tick_params(length=0)
    below = ScaledTranslation(0, -2.2 * look.line / 100, figure.dpi_scale_trans)
    where = axis.get_xaxis_transform() + below
    for x, verdict in chart.marks.items():
        colour = VERDICTS[look.dark][verdict]
        style = {"transform": where, "clip_on": False, "color": colour, "ls": "", "ms": 7}
        if verdict is not None:
            axis.plot([x], [0], marker=SHAPES[verdict], **style)
        else:
            axis.plot([x], [0], marker="o", mfc="none", **style)
            axis.plot([x], [0], marker=(2, 2, 45), **style)
    legend(figure, look, axis.get_legend_handles_labels()[0], loc="outside upper left")
    places = sorted(chart.notes)
    half = min((b - a for a, b in zip(places, places[1:], strict=False)), default=1.0) / 2
    heights = {
        at: [y for series in chart.series for x, y in series.points if x == at and y is not None]
        for at in places
    }
    return Drawing(
        figure,
        [
            Spot(n, 0, (x - half, x + half), below=sum(heights[x]) > len(heights[x]) / 2)
            for n, x in enumerate(places)
        ],
    )
