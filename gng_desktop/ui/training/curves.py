"""Learning curves drawn by Matplotlib into an image, on a worker's thread.

A drawing takes longer than the window may stand still, so none is done on its thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

Values = tuple[float | None, ...]


@dataclass(frozen=True)
class Figure:
    """One figure of a run, epoch by epoch; None where it is no finite number.

    Attributes
    ----------
    title : str
    training, validation : tuple of float or None
        One for each epoch.
    trace : tuple of (float, float)
        The epoch in course: place on the axis of epochs, mean so far.
    """

    title: str
    training: Values
    validation: Values
    trace: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Curves:
    """What is drawn: figures side by side over the same epochs.

    Attributes
    ----------
    epochs : tuple of int
    figures : tuple of Figure
    best_epoch : int
        0 for none.
    """

    epochs: tuple[int, ...]
    figures: tuple[Figure, ...]
    best_epoch: int = 0


@dataclass(frozen=True)
class Look:
    """Size and colours of a drawing, and its words in the user's language.

    Attributes
    ----------
    width, height : int
        In the widget's pixels.
    ratio : float
        Device pixels for each of them.
    font : float
        Size of the text, in the widget's pixels.
    ground, ink, grey, faint, accent : str
        Colours as ``#rrggbb``: of the ground, text and axes, training, grid, validation.
    training, validation, best, epoch : str
    """

    width: int
    height: int
    ratio: float
    font: float
    ground: str
    ink: str
    grey: str
    faint: str
    accent: str
    training: str = "training"
    validation: str = "validation"
    best: str = "best epoch"
    epoch: str = "Epoch"


@dataclass(frozen=True)
class Picture:
    """A drawing and where its axes lie.

    Attributes
    ----------
    image : QImage
    plots : tuple of QRectF
        Of each figure, in the widget's pixels.
    left, right : float
        The epochs at the ends of every axis.
    """

    image: QImage
    plots: tuple[QRectF, ...]
    left: float
    right: float


NAMES = ("loss", "accuracy", "auc")


def curves_of(
    rows: Sequence[Mapping[str, float | None]],
    best_epoch: int,
    trace: Sequence[tuple[float, float]],
    titles: Mapping[str, str],
) -> Curves:
    """Return what is to be drawn of a run.

    Parameters
    ----------
    rows : sequence of mapping
        As in ``log.csv``.
    best_epoch : int
        0 for none.
    trace : sequence of (float, float)
        Of the loss, as in `Figure`.
    titles : mapping of str to str
        By name of the figure, `NAMES`.
    """
    names = [n for n in NAMES if n == "loss" or any(n in row for row in rows)]
    figures = [
        Figure(
            titles[name],
            tuple(row.get(name) for row in rows),
            tuple(row.get(f"val_{name}") for row in rows),
            tuple(trace) if name == "loss" else (),
        )
        for name in names
    ]
    return Curves(tuple(int(row["epoch"] or 0) for row in rows), tuple(figures), best_epoch)


def ticks(last: float, most: int) -> list[int]:
    """Return at most `most` whole epochs from 1 to `last`, evenly spaced."""
    whole = max(1, int(last))
    steps = (base * 10**power for power in range(9) for base in (1, 2, 5))
    step = next(s for s in steps if whole // s <= most)
    return [1, *range(2, whole + 1)] if step == 1 else list(range(step, whole + 1, step))


def draw(curves: Curves, look: Look) -> Picture:
    """Draw `curves`: training dashed, validation solid, the best epoch in a ring."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Drawing

    dots = 100.0 * look.ratio
    width, height = look.width / 100, look.height / 100
    drawing = Drawing(figsize=(width, height), dpi=dots, facecolor=look.ground)
    canvas = FigureCanvasAgg(drawing)
    font = look.font * 0.72  # points: the drawing has 100 of the widget's pixels to an inch
    place = (*curves.epochs, *(x for figure in curves.figures for x, _ in figure.trace))
    right = max((*place, 2.0)) + 0.4
    left = 0.0 if any(figure.trace for figure in curves.figures) and len(place) < 2000 else 0.6
    areas = _areas(len(curves.figures), look)
    handles: list[Any] = []
    for figure, area in zip(curves.figures, areas, strict=True):
        axis = drawing.add_axes(
            (
                area.left() / look.width,
                1 - area.bottom() / look.height,
                area.width() / look.width,
                area.height() / look.height,
            )
        )
        handles = _plot(axis, curves, figure, look, font)
        axis.set_xlim(left, right)
        axis.set_xticks(ticks(right, max(2, int(area.width() / (3.2 * look.font)))))
    legend = drawing.legend(
        handles=handles,
        loc="upper center",
        ncols=len(handles),
        frameon=False,
        fontsize=font,
        labelcolor=look.ink,
        handlelength=3.2,
        borderaxespad=0.2,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)
    canvas.draw()
    buffer = canvas.buffer_rgba()
    high, wide = buffer.shape[:2]
    image = QImage(bytes(buffer), wide, high, 4 * wide, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(look.ratio)
    return Picture(image, tuple(areas), left, right)


def _areas(count: int, look: Look) -> list[QRectF]:
    """Return the rectangles of the axes: margins for text whose size does not change."""
    line = look.font * 1.4
    left, gap = 4.0 * look.font, 0.8 * look.font
    top, bottom = 2.9 * line, 2.3 * line
    each = look.width / count
    return [
        QRectF(
            n * each + left,
            top,
            max(20.0, each - left - gap),
            max(20.0, look.height - top - bottom),
        )
        for n in range(count)
    ]


def _plot(axis: Any, curves: Curves, figure: Figure, look: Look, font: float) -> list[Any]:
    """Draw one figure; return what the legend names."""
    import numpy as np

    def numbers(values: Values) -> Any:
        return np.array([np.nan if v is None else v for v in values], float)

    # Markers only as long as they do not run into one another.
    few = len(curves.epochs) <= 40
    dashed = {"ls": (0, (4, 2)), "lw": 1.3, "color": look.grey}
    train = axis.plot(
        curves.epochs,
        numbers(figure.training),
        marker="o" if few else "",
        ms=3.2,
        mfc=look.ground,
        label=look.training,
        **dashed,
    )
    check = axis.plot(
        curves.epochs,
        numbers(figure.validation),
        marker="s" if few else "",
        ms=3.4,
        lw=1.7,
        color=look.accent,
        label=look.validation,
    )
    if figure.trace:
        x, y = zip(*figure.trace, strict=True)
        axis.plot(x, y, lw=0.9, alpha=0.9, color=look.grey)
    handles = [*train, *check]
    if curves.best_epoch in curves.epochs:
        value = figure.validation[curves.epochs.index(curves.best_epoch)]
        axis.axvline(curves.best_epoch, color=look.ink, lw=0.8, ls=":")
        handles += axis.plot(
            [curves.best_epoch],
            [np.nan if value is None else value],
            ls="",
            marker="o",
            ms=9,
            mfc="none",
            mec=look.ink,
            mew=1.3,
            label=f"{look.best} {curves.best_epoch}",
        )
    axis.set_facecolor(look.ground)
    axis.set_title(
        figure.title, fontsize=font * 1.05, color=look.ink, pad=4, parse_math=False, loc="left"
    )
    axis.set_xlabel(look.epoch, fontsize=font, color=look.ink, labelpad=2, parse_math=False)
    axis.grid(True, color=look.faint, lw=0.6)
    axis.set_axisbelow(True)
    axis.tick_params(labelsize=font * 0.95, colors=look.ink, color=look.faint, length=3)
    axis.yaxis.get_major_formatter().set_useOffset(False)
    axis.yaxis.get_major_locator().set_params(nbins=6)
    for side, spine in axis.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(look.faint)
    return handles
