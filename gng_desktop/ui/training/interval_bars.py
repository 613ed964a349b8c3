"""Figures from 0 to 1 as bars, each with its 95 % interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gng_desktop.ui.language import tr

GAP, SMALL = 6.0, 0.88


@dataclass(frozen=True)
class Bar:
    """A row: its name; its value and the ends of the interval, 0..1 or None; and a note."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""

    def text(self) -> str:
        """Return the value, or a dash."""
        return "—" if self.value is None else f"{self.value:.3f}"

    def told(self) -> str:
        """Return the row in words."""
        if self.value is None:
            return tr("{name}: no figure", name=self.name)
        if self.low is None or self.high is None:
            return tr("{name}: {value:.3f}", name=self.name, value=self.value)
        return tr(
            "{name}: {value:.3f}, 95 % interval {low:.3f} to {high:.3f}",
            name=self.name,
            value=self.value,
            low=self.low,
            high=self.high,
        )


class IntervalBars(QWidget):
    """Grey bars from 0 to 1 with whiskers; what a row says is in its tooltip too.

    Parameters
    ----------
    name : str
        What is drawn, in the user's language.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.bars: Sequence[Bar] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show `bars` from the top down."""
        self.bars = bars
        self.setAccessibleDescription("; ".join(bar.told() for bar in bars))
        self.updateGeometry()
        self.update()

    def _row(self) -> float:
        return QFontMetricsF(self.font()).height() + GAP

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    def sizeHint(self) -> QSize:
        """Return room for a row each, and the scale."""
        scale = QFontMetricsF(self._small()).height() + 6
        return QSize(320, math.ceil(len(self.bars) * self._row() + scale))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which bars can be compared."""
        return QSize(240, self.sizeHint().height())

    def _room(self) -> QRectF:
        metrics = QFontMetricsF(self.font())
        names = max((metrics.horizontalAdvance(b.name) for b in self.bars), default=0.0)
        left = min(names + 10, 0.4 * self.width())
        right = metrics.horizontalAdvance("0.000") + 10
        width = max(20.0, self.width() - left - right)
        return QRectF(left, 0, width, len(self.bars) * self._row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint scale, names, bars, intervals and numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, high = self._room(), self._row()
        self._paint_scale(painter, room)
        text, metrics = self.palette().windowText().color(), QFontMetricsF(self.font())
        fill = QColor(self.palette().highlight().color())
        fill.setAlpha(120)
        painter.setFont(self.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        for n, bar in enumerate(self.bars):
            top = n * high
            painter.setPen(text)
            place = QRectF(0, top, room.left() - 8, high)
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, middle, name)
            place = QRectF(room.right(), top, self.width() - room.right() - 2, high)
            painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, bar.text())
            if bar.value is None:
                continue
            box = QRectF(room.left(), top + 3, bar.value * room.width(), high - 6)
            painter.fillRect(box, fill)
            if bar.low is None or bar.high is None:
                continue
            y = top + high / 2
            ends = [room.left() + end * room.width() for end in (bar.low, bar.high)]
            painter.setPen(QPen(text, 1.4))
            painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))
            for x in ends:
                painter.drawLine(QPointF(x, y - 3), QPointF(x, y + 3))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def _paint_scale(self, painter: QPainter, room: QRectF) -> None:
        painter.setFont(self._small())
        metrics = QFontMetricsF(self._small())
        for tick in (0.0, 0.5, 1.0):
            x = room.left() + tick * room.width()
            painter.setPen(QPen(self.palette().mid().color(), 0.8))
            painter.drawLine(QPointF(x, 0), QPointF(x, room.bottom() + 3))
            painter.setPen(self.palette().placeholderText().color())
            width = metrics.horizontalAdvance("0.5") + 2
            place = QRectF(x - width / 2, room.bottom() + 4, width, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, f"{tick:g}")

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of the row under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = math.floor(event.pos().y() / self._row())
            bar = self.bars[row] if 0 <= row < len(self.bars) else None
            words = "\n".join(filter(None, (bar.told(), bar.note))) if bar else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
