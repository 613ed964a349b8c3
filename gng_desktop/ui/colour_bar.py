"""The one colour scale of both SHAP maps, with numbers and words."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gng_desktop.ui.pictures import to_qimage

STEPS = 129
GAP = 8.0
AWAY = "away from generated (blue)"
TOWARD = "toward generated (red)"


class ColourBar(QWidget):
    """A bar from -limit to +limit in the very colours of the maps; blank without a limit."""

    def __init__(self) -> None:
        super().__init__()
        self._limit: float | None = None
        self._ramp: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Colour scale of the SHAP maps")
        self.setToolTip("Contribution of one pixel to the score; one scale for both maps.")

    def sizeHint(self) -> QSize:
        """Return room for the bar and one line of numbers."""
        return QSize(600, 2 * self.fontMetrics().height() + 6)

    @property
    def limit(self) -> float | None:
        """The value at the right end."""
        return self._limit

    def show_limit(self, limit: float | None) -> None:
        """Show the scale from -`limit` to +`limit`; None blanks it."""
        self._limit = limit
        if limit is not None and self._ramp is None:
            self._ramp = _ramp()
        self.setAccessibleDescription(
            "" if limit is None else f"{-limit:.1e} {AWAY} to {limit:+.1e} {TOWARD}"
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words on either side of the bar and three numbers below it."""
        if self._limit is None or self._ramp is None:
            return
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        metrics = QFontMetricsF(self.font())
        line = metrics.height()
        left = metrics.horizontalAdvance(AWAY) + GAP
        right = metrics.horizontalAdvance(TOWARD) + GAP
        bar = QRectF(left, 1, self.width() - left - right, line)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 1, left, line), middle | Qt.AlignmentFlag.AlignLeft, AWAY)
        painter.drawText(
            QRectF(bar.right(), 1, right, line), middle | Qt.AlignmentFlag.AlignRight, TOWARD
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(bar, self._ramp)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(bar)
        painter.setPen(self.palette().windowText().color())
        for share, text in (
            (0.0, _signed(-self._limit)),
            (0.5, "0"),
            (1.0, _signed(self._limit)),
        ):
            width = metrics.horizontalAdvance(text) + 2
            x = bar.x() + share * bar.width() - width / 2
            box = QRectF(x, bar.bottom() + 2, width, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _signed(value: float) -> str:
    """Return `value` with a sign and two significant digits."""
    text = f"{value:+.2g}" if abs(value) >= 1e-4 else f"{value:+.1e}"
    return text.replace("-", "−", 1)


def _ramp() -> QImage:
    """Return the scale as drawn by the maps' own renderer, over white."""
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.rendering import colourise

    values = np.tile(np.linspace(-1, 1, STEPS, dtype=np.float32), (STEPS, 1))
    white = np.full((STEPS, STEPS, 3), 255, np.uint8)
    scale = Explanation("scale", "none", values, white, 0.0, 0.0, 0, 0.0)
    return to_qimage(colourise(scale, 1.0)[:1])
