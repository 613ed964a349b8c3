"""The one colour scale of both maps, with numbers and words."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gng_desktop.explain.catalogue import PALETTES
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.panes.pictures import to_qimage

if TYPE_CHECKING:
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.rendering import Palette

STEPS = 129
GAP = 8.0
AWAY = QT_TR_NOOP("away from generated (blue)")
TOWARD = QT_TR_NOOP("toward generated (red)")
TOWARD_SAFE = QT_TR_NOOP("toward generated (orange)")
LITTLE, MUCH = QT_TR_NOOP("responds little"), QT_TR_NOOP("responds strongly")
SHORT = {
    AWAY: QT_TR_NOOP("away (blue)"),
    TOWARD: QT_TR_NOOP("toward (red)"),
    TOWARD_SAFE: QT_TR_NOOP("toward (orange)"),
    LITTLE: QT_TR_NOOP("little"),
    MUCH: QT_TR_NOOP("strongly"),
}
"""What stands beside a bar that would be too short for its numbers otherwise."""
MEANINGS = {
    "score": QT_TR_NOOP("Contribution of one pixel to the score; one scale for both maps."),
    "log-odds": QT_TR_NOOP(
        "Contribution of one pixel to the log-odds of the score; one scale for both maps."
    ),
    "relative": QT_TR_NOOP(
        "Relative weight of one pixel; the sum has no meaning; one scale for both maps."
    ),
    "score of regions": QT_TR_NOOP(
        "Contribution of the whole region to the score; one scale for both maps."
    ),
    "log-odds of regions": QT_TR_NOOP(
        "Contribution of the whole region to the log-odds of the score; one scale for both maps."
    ),
}

UNITS = {
    "score": QT_TR_NOOP("score per pixel"),
    "log-odds": QT_TR_NOOP("log-odds per pixel"),
    "relative": QT_TR_NOOP("relative weight"),
    "score of regions": QT_TR_NOOP("score per region"),
    "log-odds of regions": QT_TR_NOOP("log-odds per region"),
}
"""What the numbers count, in a few words."""


def unit_of(drawn: Explanation) -> str:
    """Return the key of `MEANINGS` for what a map shows."""
    return drawn.unit if drawn.totals is None else f"{drawn.unit} of regions"


class ColourBar(QWidget):
    """A bar in the very colours of the maps; blank without a limit.

    It runs from -limit to +limit, or from 0 for maps without a direction.
    """

    def __init__(self) -> None:
        super().__init__()
        self.limit: float | None = None
        self._directed = True
        self._unit = "score"
        self._palette = PALETTES[0]
        self._ramps: dict[tuple[bool, str], QImage] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Colour scale of the maps"))
        self.setToolTip(tr(MEANINGS["score"]))

    def sizeHint(self) -> QSize:
        return QSize(600, 2 * self.fontMetrics().height() + 6)

    def show_limit(
        self,
        limit: float | None,
        directed: bool = True,
        unit: str = "score",
        palette: str = PALETTES[0],
    ) -> None:
        """Show the scale up to `limit` in `unit`, a key of `MEANINGS`; None blanks it."""
        self.limit, self._directed, self._palette = limit, directed, palette
        self._unit = unit
        self.setToolTip(tr(MEANINGS[unit]))
        if limit is not None and (directed, palette) not in self._ramps:
            self._ramps[directed, palette] = _ramp(directed, palette)
        low, high = map(tr, self._words)
        start = -(limit or 0.0) if directed else 0.0
        self.setAccessibleDescription(
            ""
            if limit is None
            else tr(
                "{first} {low} to {last} {high}",
                first=_signed(start) if start else "0",
                low=low,
                last=self._end,
                high=high,
            )
        )
        self.update()

    @property
    def _end(self) -> str:
        """What stands at the right end: a sign where there are two directions."""
        words = _signed(self.limit or 0.0)
        return words if self._directed else words.removeprefix("+")

    @property
    def _words(self) -> tuple[str, str]:
        if not self._directed:
            return LITTLE, MUCH
        return AWAY, TOWARD if self._palette == PALETTES[0] else TOWARD_SAFE

    def parts(self) -> tuple[QRectF, list[tuple[QRectF, str]]]:
        """Return where the bar is drawn, and each text with its place: both words, the numbers."""
        metrics = QFontMetricsF(self.font())
        line = metrics.height()
        for short in (False, True):
            low, high = (tr(SHORT[word] if short else word) for word in self._words)
            left = metrics.horizontalAdvance(low)
            right = metrics.horizontalAdvance(high)
            bar = QRectF(left + GAP, 1, self.width() - left - right - 2 * GAP, line)
            numbers = self._numbers(bar, metrics)
            if all(a.right() + GAP / 2 <= b.left() for (a, _), (b, _) in pairwise(numbers)):
                break
        words = [
            (QRectF(0, 1, left, line), low),
            (QRectF(self.width() - right, 1, right, line), high),
        ]
        return bar, words + numbers

    def _numbers(self, bar: QRectF, metrics: QFontMetricsF) -> list[tuple[QRectF, str]]:
        """Return the numbers below `bar` from the left, with their places."""
        limit = self.limit or 0.0
        marks = [(0.0, "0"), (1.0, self._end)]
        if self._directed:
            ends, zero = _signed(-limit), f"0  ({tr(UNITS[self._unit])})"
            taken = metrics.horizontalAdvance(ends) + metrics.horizontalAdvance(zero) + 2 * GAP
            # Between long words the bar is short; the tooltip tells the unit, too.
            zero = zero if taken <= bar.width() else "0"
            marks = [(0.0, ends), (0.5, zero), (1.0, self._end)]
        placed = []
        for share, text in marks:
            width = metrics.horizontalAdvance(text) + 2
            x = bar.x() + share * bar.width() - width / 2
            placed.append((QRectF(x, bar.bottom() + 2, width, metrics.height()), text))
        return placed

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.limit is None:
            return
        bar, texts = self.parts()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(bar, self._ramps[self._directed, self._palette])
        painter.setPen(self.palette().mid().color())
        painter.drawRect(bar)
        painter.setPen(self.palette().windowText().color())
        for box, text in texts:
            # Rounding must not take the last letter.
            painter.drawText(box.adjusted(-1, 0, 1, 0), Qt.AlignmentFlag.AlignCenter, text)


def _signed(value: float) -> str:
    """Return `value` with a sign and two significant digits."""
    if abs(value) < 1e-8:
        return number(value, "+.1e").replace("-", "−")
    digits = max(1 - math.floor(math.log10(abs(value))), 0)
    return number(value, f"+.{digits}f").replace("-", "−")


def _ramp(directed: bool, palette: str) -> QImage:
    """Return the scale as drawn by the maps' own renderer, over white."""
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.rendering import colourise

    start = -1 if directed else 0
    values = np.linspace(start, 1, STEPS, dtype=np.float32)[None]
    white = np.full((1, STEPS, 3), 255, np.uint8)
    scale = Explanation("scale", "none", values, white, 0.0, 0.0, 0, 0.0, directed=directed)
    return to_qimage(colourise(scale, 1.0, cast("Palette", palette)))
