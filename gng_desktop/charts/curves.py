"""Learning curves of one run or several, and the curves of the test of a map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gng_desktop.charts.look import (
    ACCENT,
    MARKERS,
    Drawing,
    Look,
    Spot,
    dress,
    legend,
    new_figure,
    plain,
    shortened,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST, HEIGHT = 270, 205  # width from which figures lie side by side, and height of one, px
FEW = 40  # up to so many epochs have markers; more would run into one another


@dataclass(frozen=True)
class Curve:
    """One figure of one run, epoch by epoch."""

    run: str  # name of the run
    epochs: tuple[int, ...]  # from 1
    # training, validation: as long as `epochs`; None where the log has no number
    training: tuple[float | None, ...]
    validation: tuple[float | None, ...]
    best_epoch: int | None


Panels = Mapping[str, Sequence[Curve]]
"""By title of the figure, the curve of every run that has one."""
Trace = Sequence[tuple[float, float]]
"""Of the epoch under way: place on the axis of epochs, mean loss so far."""


def curves_of(
    run: str, rows: Sequence[Mapping[str, float | None]], best: int | None
) -> dict[str, Curve]:
    """Return what the rows of a ``log.csv`` have of training and validation, the loss first."""
    keys = dict.fromkeys(key for row in rows for key in row)
    shown = sorted((key for key in keys if f"val_{key}" in keys), key=lambda key: key != "loss")
    return {
        key: Curve(
            run,
            tuple(int(row["epoch"] or 0) for row in rows),
            tuple(_finite(row.get(key)) for row in rows),
            tuple(_finite(row.get(f"val_{key}")) for row in rows),
            best,
        )
        for key in shown
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def columns(count: int, width: float) -> int:
    """Return how many of `count` figures lie side by side."""
    return max(1, min(count, int(width // LEAST)))


def curves_height(panels: Panels, width: float, line: float) -> float:
    """Return the height in px that all figures need at a width, with the names of the runs."""
    entries, beside = _legend_size(panels, width, line / 1.4)
    rows = math.ceil(len(panels) / columns(len(panels), width))
    return 1.1 * line * math.ceil(entries / beside) + HEIGHT * rows


def _legend_size(panels: Panels, width: float, font: float) -> tuple[int, int]:
    """Return how many entries a legend has, and how many of them lie side by side."""
    runs = max(panels.values(), key=len, default=())
    names = [shortened(c.run, int(width / 9)) for c in runs] if len(runs) > 1 else []
    longest = 0.6 * font * max(16, *map(len, names), 0) + 3.5 * font
    return len(names) + 3, max(1, min(len(names) + 3, int(width // longest)))


def learning_curves(look: Look, panels: Panels, trace: Trace = (), joint: bool = False) -> Drawing:
    """Draw training (dashed) and validation (solid) of every run; the best epoch has a ring.

    Parameters
    ----------
    trace : sequence of (float, float)
        Drawn into the first figure.
    joint : bool
        Whether the spots of an epoch in all figures share their key, the epoch's number from 0;
        else each figure has its own, one after the other.
    """
    tr = look.tr
    from matplotlib.lines import Line2D
    from matplotlib.ticker import MaxNLocator

    width = look.width or max(420.0, 400.0 * len(panels))
    beside = columns(len(panels), width)
    rows = math.ceil(len(panels) / beside)
    figure = new_figure(look, width, curves_height(panels, width, look.line))
    runs = max(panels.values(), key=len, default=())
    last = max([2, *(e for curves in panels.values() for c in curves for e in c.epochs)])
    last = max(last, math.ceil(max((x for x, _ in trace), default=0)))
    spots: list[Spot] = []
    for number, (title, curves) in enumerate(panels.items()):
        axis = figure.add_subplot(rows, beside, number + 1)
        for n, curve in enumerate(curves):
            _one_run(axis, look, curve, n, len(runs) > 1)
        if trace and not number:
            axis.plot(*zip(*trace, strict=True), lw=0.9, color=look.grey)
        axis.set_xlim(0.0 if trace else 0.6, last + 0.4)
        axis.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        axis.yaxis.set_major_locator(MaxNLocator(6))
        axis.ticklabel_format(axis="y", useOffset=False)
        axis.grid(True, color=look.faint, lw=0.6)
        axis.set_axisbelow(True)
        dress(axis, look, title=title, xlabel=tr("Epoch"))
        axis.title.set_fontweight("bold")
        _leave_out_strays(axis, (v for c in curves for v in (*c.training, *c.validation)))
        start = 0 if joint else len(spots)
        epochs = range(1, max((c.epochs[-1] for c in curves if c.epochs), default=0) + 1)
        spots += [Spot(start + e - 1, number, (e - 0.5, e + 0.5)) for e in epochs]
    dashed: dict[str, Any] = {"ls": (0, (4, 2)), "lw": 1.3, "color": look.grey}
    solid: dict[str, Any] = {"lw": 1.7, "color": look.grey if len(runs) > 1 else ACCENT[look.dark]}
    ring: dict[str, Any] = {"ls": "", "marker": "o", "ms": 9, "mfc": "none", "color": look.ink}
    best = tr("best epoch")
    if len(runs) == 1 and runs[0].best_epoch:
        best = f"{best} {runs[0].best_epoch}"
    handles = [
        Line2D([], [], label=tr("training"), **dashed),
        Line2D([], [], label=tr("validation"), **solid),
        Line2D([], [], label=best, **ring),
    ]
    named = [
        Line2D([], [], label=shortened(c.run, int(width / 9)), **_style(look, n))
        for n, c in enumerate(runs)
        if len(runs) > 1
    ]
    if named:
        handles = [*named, *handles]
    legend(
        figure,
        look,
        handles,
        loc="outside upper left",
        ncols=_legend_size(panels, width, look.font)[1],
    )
    return Drawing(figure, spots)


def _style(look: Look, number: int) -> dict[str, Any]:
    """Return colour and marker of a run; the seventh has the first's colour and the next marker."""
    marker = MARKERS[(number + number // 6) % len(MARKERS)]
    return {"color": look.series(number), "marker": marker, "ms": 4.5, "lw": 1.5}


def _one_run(axis: Axes, look: Look, curve: Curve, number: int, named: bool) -> None:
    style = _style(look, number) if named else {"color": ACCENT[look.dark], "marker": "s", "ms": 4}
    few = len(curve.epochs) <= FEW
    marker = style.pop("marker") if few else (style.pop("marker"), "")[1]
    check = [np.nan if v is None else v for v in curve.validation]
    train = [np.nan if v is None else v for v in curve.training]
    style["lw"] = 1.7
    faint = style | {"lw": 1.2, "ms": 3.2, "mfc": look.ground}
    if not named:
        faint["color"] = look.grey
    axis.plot(curve.epochs, train, ls=(0, (4, 2)), marker="o" if few and not named else "", **faint)
    axis.plot(curve.epochs, check, marker=marker, **style)
    if curve.best_epoch in curve.epochs:
        best = check[curve.epochs.index(curve.best_epoch)]
        color = style["color"] if named else look.ink
        axis.plot([curve.best_epoch], [best], ls="", marker="o", ms=10, mfc="none", color=color)
        if not named:
            axis.axvline(curve.best_epoch, color=look.ink, lw=0.8, ls=":")


def _leave_out_strays(axis: Axes, found: Iterable[float | None]) -> None:
    """Let one outlying epoch run out of the figure rather than flatten all the others."""
    values = sorted(v for v in found if v is not None)
    if len(values) < 10:
        return
    low, usual = values[0], values[int(0.95 * (len(values) - 1))]
    if values[-1] > low + 3 * (usual - low) > low:
        axis.set_ylim(low - 0.05 * (usual - low), low + 1.5 * (usual - low))


def faithfulness_height(width: float, line: float) -> float:
    """Return the height of `small_faithfulness`, the same at any width, px."""
    return 2 * (110 + 3 * line)


def faithfulness(look: Look, found: Any, title: str) -> Drawing:
    """Draw deletion and insertion curves beside those of random maps: score above, log-odds below.

    `found` is a `gng_desktop.explain.faithfulness.Faithfulness`. A sure classifier's curves are
    flat in the score; in log-odds they show what each step did.
    """
    figure = new_figure(look, 800, 520)
    score = "score" if found.toward > 0 else "1 - score"
    rows = (("", score, (0, 1)), ("_log_odds", "its log-odds", None))
    grid = figure.subplots(2, 2, sharex=True, sharey="row")
    for axes, (kind, ylabel, ylim) in zip(grid, rows, strict=True):
        for axis, part in zip(axes, ("deletion", "insertion"), strict=True):
            _beside_random(axis, look, found, part, kind)
            legend(axis, look, axis.get_lines())
            dress(axis, look)
        dress(axes[0], look, ylabel=ylabel, ylim=ylim)
    for axis, verb in zip(grid[1], ("hidden", "shown"), strict=True):
        dress(axis, look, xlim=(0, 1), xlabel=f"share of pixels {verb}, strongest first")
    gains = f"gain over chance {found.gain:+.3f}, in log-odds {found.gain_log_odds:+.2f}"
    plain(figure.suptitle(f"{title}\n{gains}"), size=look.points * 1.1, color=look.ink)
    return Drawing(figure)


def small_faithfulness(look: Look, found: Any) -> Drawing:
    """Draw the curves of `faithfulness` in the score only, one above the other."""
    tr = look.tr
    figure = new_figure(look, 160, faithfulness_height(160, look.line))
    words = (
        ("deletion", tr("hidden first"), tr("% hidden")),
        ("insertion", tr("shown first"), tr("% shown")),
    )
    for axis, (part, title, below) in zip(figure.subplots(2, 1), words, strict=True):
        _beside_random(axis, look, found, part)
        axis.set_xticks([0, 0.5, 1], ["0", "50", "100"])
        named = {"title": title, "xlabel": below, "ylabel": tr("support")}
        dress(axis, look, xlim=(0, 1), ylim=(0, 1), **named)
    return Drawing(figure)


def _beside_random(axis: Axes, look: Look, found: Any, part: str, kind: str = "") -> None:
    """Draw the curve of a map and that of random maps."""
    lines = (("", "map", "-", look.ink), ("random_", "random", "--", look.grey))
    for start, name, dash, colour in lines:
        curve = getattr(found, f"{start}{part}{kind}")
        mean = f"{name}, mean {np.trapezoid(curve, found.fractions):.3f}"
        axis.plot(found.fractions, curve, dash, color=colour, label=mean)
    axis.grid(True, color=look.faint, lw=0.6)
