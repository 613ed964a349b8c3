"""How figures look, and how they become pixels or files; Matplotlib is loaded with the first."""

from __future__ import annotations

import io
import re
import threading
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.files import replacing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

DOTS = 100.0
"""Px to the inch: every figure is laid out in px, wherever it is drawn."""
POINTS = 72 / DOTS
# By dark or not.
GROUNDS = {
    False: ("#ffffff", "#1d1f21", "#5a5e63", "#c3c6ca"),
    True: ("#292b2e", "#e6e7e9", "#a6abb2", "#55595e"),
}
# Okabe & Ito (2008), distinguishable without colour vision; lightened for a dark ground.
SERIES = {
    False: ("#0072b2", "#c04f00", "#00805b", "#a8508a", "#1d1f21", "#8a6200"),
    True: ("#56b4e9", "#f08a4b", "#2fc79a", "#e08fc2", "#e6e7e9", "#e6a72c"),
}
ACCENT = {False: "#00734f", True: "#3ecf9f"}
"""A green that is neither verdict's colour."""
VERDICTS = {
    False: {"generated": "#b3261e", "real": "#1b5faa", "inconclusive": "#855600", None: "#5a5e63"},
    True: {"generated": "#ff8a80", "real": "#7db8ff", "inconclusive": "#f2b84b", None: "#b0b5bb"},
}
"""Text colours of the verdicts, at least 4.5:1 on the window's grey."""
ZONES = {
    False: {"generated": "#eec5c2", "real": "#c3d7ee", "inconclusive": "#f0dfb9", None: "#d5d7da"},
    True: {"generated": "#6b3733", "real": "#2f4b6b", "inconclusive": "#62501f", None: "#4a4d52"},
}
"""Fills of the zones of scores."""
SIDES = {
    "red-blue": {dark: (of["generated"], of["real"]) for dark, of in VERDICTS.items()},
    "colour-blind-safe": {False: ("#d55e00", "#0072b2"), True: ("#d55e00", "#56b4e9")},
}
"""By palette of the maps: what pushes toward "generated", and away from it."""
MARKERS = "os^vx"
PALE = 0.22  # share of a colour that is mixed into the ground
_DRAWING = threading.Lock()
"""Matplotlib is not safe in several threads at once."""


def _bytes(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))


@dataclass(frozen=True)
class Look:
    """Size, colours and language of a figure."""

    # width, height: px; None for the figure's own size
    width: float | None = None
    height: float | None = None
    ratio: float = 1.2  # dots to the px
    font: float = 12.5  # size of text, px
    dark: bool = False
    # ground, ink, grey, faint: ``#rrggbb``: ground, text, secondary text, grid; "" for those of the
    # theme
    ground: str = ""
    ink: str = ""
    grey: str = ""
    faint: str = ""
    tr: Callable[[str], str] = str  # puts the figure's own words into the user's language
    number: Callable[[str], str] = str  # gives a number the separators of the user's language

    def __post_init__(self) -> None:
        for name, colour in zip(
            ("ground", "ink", "grey", "faint"), GROUNDS[self.dark], strict=True
        ):
            object.__setattr__(self, name, getattr(self, name) or colour)

    @property
    def points(self) -> float:
        """Size of text, points."""
        return self.font * POINTS

    @property
    def line(self) -> float:
        """Height of a line of text, px."""
        return 1.4 * self.font

    def pale(self, colour: str) -> str:
        """Return `colour` mixed into the ground, opaque: a PDF/A has no transparency."""
        mixed = zip(_bytes(self.ground), _bytes(colour), strict=True)
        return "#" + "".join(f"{round(a + PALE * (b - a)):02x}" for a, b in mixed)

    def series(self, number: int) -> str:
        """Return the colour of a series, counted from 0."""
        colours = SERIES[self.dark]
        return colours[number % len(colours)]


@dataclass(frozen=True)
class Spot:
    """A part of a figure that shows words when the pointer is on it."""

    key: int  # of its words; several spots may share them
    axes: int  # number of the axes in the figure
    # x, y: ends in the data's units; None for the whole axis
    x: tuple[float, float] | None = None
    y: tuple[float, float] | None = None
    below: bool = False  # whether the lower part is where the words cover nothing


def row_spots(count: int) -> list[Spot]:
    """Return a spot for each of `count` rows, which lie at 0, 1 ... of the first axes."""
    return [Spot(n, 0, None, (n - 0.5, n + 0.5)) for n in range(count)]


def cell_spots(side: int, matrices: int = 1) -> list[Spot]:
    """Return a spot for each cell of matrices with `side` rows and columns, one an axes."""
    cells = product(range(matrices), range(side), range(side))
    return [
        Spot(n, axes, (column - 0.5, column + 0.5), (row - 0.5, row + 0.5))
        for n, (axes, row, column) in enumerate(cells)
    ]


@dataclass(frozen=True)
class Drawing:
    """A Matplotlib figure and what can be pointed at in it."""

    figure: Figure
    spots: Sequence[Spot] = ()


@dataclass(frozen=True)
class Picture:
    """A figure's pixels."""

    rgba: NDArray[np.uint8]  # (H, W, 4)
    # With left, top, width and height, px
    spots: tuple[tuple[Spot, tuple[float, float, float, float]], ...]


Draw = Callable[[Look], Drawing]
"""A figure with its data, for any look."""


def new_figure(look: Look, width: float, height: float) -> Figure:
    """Return an empty figure, of this size in px where the look has none."""
    # Not pyplot: its list of open figures is global, and its back end may want a display.
    from matplotlib.figure import Figure

    size = ((look.width or width) / DOTS, (look.height or height) / DOTS)
    return Figure(size, DOTS * look.ratio, facecolor=look.ground, layout="constrained")


def dress(axis: Any, look: Look, frame: Sequence[str] = ("left", "bottom"), **labels: Any) -> None:
    """Give axes the colours and the size of text of a look; `labels` as for ``Axes.set``."""
    axis.set_facecolor("none")
    axis.tick_params(labelsize=look.points * 0.9, colors=look.ink, color=look.faint, length=3)
    for side, spine in axis.spines.items():
        spine.set_visible(side in frame)
        spine.set_color(look.faint)
    axis.set(**labels)
    plain(axis.xaxis.label, axis.yaxis.label, axis.title, size=look.points, color=look.ink)
    plain(*axis.get_xticklabels(), *axis.get_yticklabels())


def plain(*texts: Text, size: float | None = None, color: str | None = None) -> None:
    """Take texts literally: names in them may look like formulas."""
    for text in texts:
        text.set_parse_math(False)
        if size is not None:
            text.set_fontsize(size)
        if color is not None:
            text.set_color(color)


def legend(target: Axes | Figure, look: Look, handles: Sequence[Any], **options: Any) -> None:
    """Draw a legend of `handles` without a frame."""
    made = target.legend(
        handles=list(handles),
        fontsize=look.points * 0.9,
        labelcolor=look.ink,
        frameon=False,
        **{"handlelength": 2.6, "borderaxespad": 0.2, "columnspacing": 1.4} | options,
    )
    plain(*made.get_texts())


def shortened(name: str, most: int) -> str:
    """Return a name with its middle left out where it is long."""
    half = max(1, (most - 1) // 2)
    return name if len(name) <= most else f"{name[:half]}…{name[-half:]}"


def render(draw: Draw, look: Look) -> Picture:
    """Draw a figure into pixels; safe in any thread, one at a time."""
    with _DRAWING, warnings.catch_warnings(action="ignore"):  # of sizes too small
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        drawing = draw(look)
        for axis in (axis for axes in drawing.figure.axes for axis in (axes.xaxis, axes.yaxis)):
            _localise(axis.get_major_formatter(), look.number)
        canvas = FigureCanvasAgg(drawing.figure)
        canvas.draw()
        rgba = np.array(canvas.buffer_rgba())
        places = [(s, _place(drawing.figure, s, look.ratio)) for s in drawing.spots]
        release(drawing.figure)
    return Picture(rgba, tuple(places))


def release(figure: Figure) -> None:
    """Break the cycles of a figure that is no longer needed, so that its memory goes at once.

    A figure leaves some 10,000 objects in cycles. The collector frees them in the GUI thread, which
    cannot answer meanwhile (`ui/kit/garbage`).
    """
    for artist in figure.findobj():
        vars(artist).clear()


def _localise(formatter: Any, number: Callable[[str], str]) -> None:
    """Let the formatter of an axis write its numbers by `number`; words stay as they are."""
    from matplotlib.ticker import ScalarFormatter

    if isinstance(formatter, ScalarFormatter) and "format_ticks" not in vars(formatter):
        plain_ticks = formatter.format_ticks
        setattr(formatter, "format_ticks", lambda places: [*map(number, plain_ticks(places))])  # noqa: B010


def _place(figure: Figure, spot: Spot, ratio: float) -> tuple[float, float, float, float]:
    axis = figure.axes[spot.axes]
    xs, ys = spot.x or axis.get_xlim(), spot.y or axis.get_ylim()
    ends = axis.transData.transform([(xs[0], ys[0]), (xs[1], ys[1])])
    box = axis.bbox
    across = ends[:, 0] / ratio
    up = np.clip(ends[:, 1], box.y0, box.y1) / ratio
    top = figure.bbox.height / ratio - up.max()
    return float(across.min()), float(top), float(np.ptp(across)), float(np.ptp(up))


def save_drawing(drawing: Drawing, path: Path) -> None:
    """Write a PNG, whole or not at all; the drawing is used up."""
    with _DRAWING, replacing(path) as stream:
        drawing.figure.savefig(stream, dpi=1.2 * DOTS, format="png")
        release(drawing.figure)


def svg(drawing: Drawing) -> str:
    """Return a figure as SVG that names no file, no address and no font; its words stay text.

    The drawing is used up.
    """
    with _DRAWING, warnings.catch_warnings(action="ignore"):
        from matplotlib import rc_context

        stream = io.StringIO()
        with rc_context({"svg.fonttype": "none", "svg.hashsalt": "gng-desktop"}):
            drawing.figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
        wide, high = (round(size * DOTS) for size in drawing.figure.get_size_inches())
        release(drawing.figure)
    found = stream.getvalue()
    found = re.sub(r"<metadata>.*?</metadata>", "", found[found.index("<svg") :], flags=re.DOTALL)
    found = re.sub(r"(style=\"[^\"]*)font-family: [^;\"]*;", r'font-family="sans-serif" \1', found)
    # Qt makes a picture of a hatch's tile, in a PDF of a thousand px a side. Matplotlib's tiles of
    # 72 units repeat themselves every 24.
    found = re.sub(r'(<pattern [^>]*)width="72" height="72"', r'\1width="24" height="24"', found)
    size = f'width="{wide}" height="{high}"'
    return re.sub(r'width="[\d.]+pt" height="[\d.]+pt"', size, found, count=1)
