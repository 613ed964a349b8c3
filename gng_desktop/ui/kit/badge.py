"""The verdict as a shape, a word and a colour; the colour is never alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QIcon,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.style import drawn_icon, verdict_colour, zone_colour

if TYPE_CHECKING:
    from gng_desktop.analysis.conclusion import Conclusion
    from gng_desktop.analysis.result import Verdict

SHAPE, ICON = 26.0, 12
SIZES = (1.6, 1.4, 1.25, 1.1)
"""Of the word, in sizes of the window's font."""
WORDS: dict[str, str] = {
    "generated": QT_TR_NOOP("GENERATED"),
    "real": QT_TR_NOOP("REAL"),
    "no sign": QT_TR_NOOP("NO SIGN OF GENERATION FOUND"),
    "inconclusive": QT_TR_NOOP("INCONCLUSIVE"),
    "not_applicable": QT_TR_NOOP("NOT APPLICABLE"),
    "error": QT_TR_NOOP("NOT READABLE"),
}


class VerdictBadge(QWidget):
    """Triangle GENERATED, circle REAL, diamond INCONCLUSIVE, crossed ring for no verdict."""

    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict | None = None
        self.word = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(260, 52)

    def show_conclusion(self, conclusion: Conclusion) -> None:
        self._verdict = conclusion.verdict
        self.word = tr(WORDS[conclusion.headline])
        self.setAccessibleName(tr("Verdict: {verdict}", verdict=self.word.lower()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.word:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = zone_colour(self.palette(), self._verdict)
        ground.setAlpha(120)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        colour = verdict_colour(self.palette(), self._verdict)
        painter.setBrush(colour)
        box = QRectF(14, (self.height() - SHAPE) / 2, SHAPE, SHAPE)
        paint_shape(painter, box, self._verdict)
        room = QRectF(self.rect()).adjusted(box.right() + 12, 0, -8, 0)
        painter.setFont(fitting(self.font(), self.word, room.width()))
        painter.setPen(colour)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, left | Qt.TextFlag.TextWordWrap, self.word)


def fitting(font: QFont, word: str, width: float) -> QFont:
    """Return the largest bold font in which `word` takes one line of `width` px; else the least."""
    found = QFont(font)
    found.setBold(True)
    for factor in SIZES:
        found.setPointSizeF(font.pointSizeF() * factor)
        if QFontMetricsF(found).horizontalAdvance(word) <= width:
            break
    return found


def paint_shape(painter: QPainter, box: QRectF, verdict: Verdict | None) -> None:
    """Paint the shape of `verdict` (None: there is none) into square `box`, in the brush's colour.

    Triangle generated, circle real, diamond inconclusive, crossed ring for no verdict.
    """
    middle = box.center()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    if verdict == "generated":
        corners = [QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]
        painter.drawPolygon(QPolygonF(corners))
    elif verdict == "real":
        painter.drawEllipse(box)
    elif verdict == "inconclusive":
        sides = [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
        painter.drawPolygon(QPolygonF(sides))
    else:
        width = 3 * box.width() / SHAPE
        painter.setPen(QPen(painter.brush().color(), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 2 * width / 3
        ring = box.adjusted(inset, inset, -inset, -inset)
        painter.drawEllipse(ring)
        reach = QPointF(ring.width(), ring.width()) * 0.35
        painter.drawLine(middle - reach, middle + reach)
    painter.restore()


def verdict_icon(verdict: Verdict | None, palette: QPalette) -> QIcon:
    """Return the shape of `verdict` in its colour; in that of the text if selected."""

    def draw(painter: QPainter, colour: QColor) -> None:
        painter.setBrush(colour)
        paint_shape(painter, QRectF(1, 1, ICON - 2, ICON - 2), verdict)

    return drawn_icon(ICON, draw, verdict_colour(palette, verdict), palette)
