"""Do the maps show what moves the scores? Deletion and insertion curves beside chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gng_desktop.ui.panels.panel import Panel, paragraph
from gng_desktop.ui.style import emphasise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gng_desktop.explain.faithfulness import Faithfulness

NOTHING = (
    "Not tested yet.\n\nExplain the image, then press Test maps (Ctrl+T): the pixels a map calls "
    "important are hidden first (deletion) and shown first (insertion), and the score is followed."
)
MARGIN = 4.0


class CurvePlot(QWidget):
    """Deletion on the left, insertion on the right; solid the map, dashed chance."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._found: Faithfulness | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Return room for two small plots with a title line."""
        return QSize(260, 110 + self.fontMetrics().height())

    def show_curves(self, found: Faithfulness) -> None:
        """Show the curves of `found`."""
        self._found = found
        self.setAccessibleDescription(numbers(found))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both plots."""
        if self._found is None:
            return
        found, painter = self._found, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        width = self.width() / 2 - MARGIN
        plots = (
            ("hidden first", found.deletion, found.random_deletion),
            ("shown first", found.insertion, found.random_insertion),
        )
        for index, (title, own, random) in enumerate(plots):
            left = index * (width + 2 * MARGIN)
            painter.setPen(self.palette().windowText().color())
            place = QRectF(left, 0, width, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, title)
            box = QRectF(left + 1, line + 2, width - 2, self.height() - line - 4)
            painter.setPen(self.palette().mid().color())
            painter.drawRect(box)
            text = self.palette().windowText().color()
            for curve, style in ((random, Qt.PenStyle.DashLine), (own, Qt.PenStyle.SolidLine)):
                painter.setPen(QPen(text, 1.6, style))
                painter.drawPolyline(_polyline(found.fractions, curve, box))


class FaithfulnessPanel(Panel):
    """The curves and numbers of both maps."""

    def __init__(self) -> None:
        super().__init__("Faithfulness")
        self.hint = paragraph(NOTHING)
        self.words = [paragraph() for _ in range(2)]
        names = ("Map with background", "Map without background")
        self.plots = [CurvePlot(name) for name in names]
        layout = self.column
        layout.addWidget(self.hint)
        self._headings = [QLabel(name) for name in names]
        for heading, plot, words in zip(self._headings, self.plots, self.words, strict=True):
            emphasise(heading)
            for widget in (heading, plot, words):
                layout.addWidget(widget)
        layout.addStretch(1)
        self.show_tested(None)

    def sizeHint(self) -> QSize:
        """Ask for no more width than the verdict beside which this panel lies."""
        return QSize(360, 300)

    def show_tested(self, pair: tuple[Faithfulness, Faithfulness] | None) -> None:
        """Show both results; None says how to get them."""
        self.hint.setText(
            NOTHING
            if pair is None
            else "Solid: the map's order of pixels; dashed: the same map turned and shifted at "
            "random. A faithful map falls faster on the left and rises faster on the right."
        )
        for widget in (*self._headings, *self.plots, *self.words):
            widget.setVisible(pair is not None)
        for plot, words, found in zip(self.plots, self.words, pair or (), strict=False):
            plot.show_curves(found)
            words.setText(numbers(found))


def numbers(found: Faithfulness) -> str:
    """Return the areas of the map and of chance, and the gain, in words."""
    return (
        f"Area hidden first {found.deletion_auc:.2f} (chance {found.random_deletion_auc:.2f}), "
        f"shown first {found.insertion_auc:.2f} (chance {found.random_insertion_auc:.2f}); "
        f"gain over chance {found.gain:+.2f}.".replace("-", "−")
    )


def _polyline(x: NDArray[np.float64], y: NDArray[np.float64], box: QRectF) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(box.x() + a * box.width(), box.bottom() - b * box.height())
            for a, b in zip(x.tolist(), y.tolist(), strict=True)
        ]
    )
