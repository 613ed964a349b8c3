"""Learning curves of one run or several: told apart by colour, marker and name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gng_desktop.ui.language import tr
from gng_desktop.ui.style import is_dark

if TYPE_CHECKING:
    from gng_desktop.training.plots import Curve

# Okabe & Ito (2008), told apart by the colour-blind too; lightened for a dark ground.
_COLOURS = {
    False: ("#0072b2", "#c04f00", "#00805b", "#a8508a", "#1d1f21", "#8a6200"),
    True: ("#56b4e9", "#f08a4b", "#2fc79a", "#e08fc2", "#e6e7e9", "#e6a72c"),
}
MARKS = 5
GAP, HEIGHT, POINT, SAMPLE, SMALL = 4.0, 150.0, 3.0, 24.0, 0.88


def run_colour(palette: QPalette, number: int) -> QColor:
    """Return the colour of the run of this number, from 0, on `palette`'s window."""
    colours = _COLOURS[is_dark(palette)]
    return QColor(colours[number % len(colours)])


def paint_mark(painter: QPainter, place: QPointF, number: int, reach: float = POINT) -> None:
    """Paint the marker of the run of this number in the painter's pen and brush."""
    x, y, kind = place.x(), place.y(), number % MARKS
    if kind == 0:
        painter.drawEllipse(place, reach, reach)
    elif kind == 1:
        painter.drawRect(QRectF(x - reach, y - reach, 2 * reach, 2 * reach))
    elif kind == 4:
        painter.drawLine(QPointF(x - reach, y - reach), QPointF(x + reach, y + reach))
        painter.drawLine(QPointF(x - reach, y + reach), QPointF(x + reach, y - reach))
    else:
        tip = -1.3 * reach if kind == 2 else 1.3 * reach
        corners = [QPointF(x, y + tip), QPointF(x - 1.2 * reach, y - tip / 1.3)]
        corners.append(QPointF(x + 1.2 * reach, y - tip / 1.3))
        painter.drawPolygon(QPolygonF(corners))


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return at most `most` + 1 round numbers that span `low` to `high`."""
    if not high > low:
        low, high = low - 0.5, high + 0.5
    rough = (high - low) / most
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * n for n in (1, 2, 2.5, 5, 10) if unit * n >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 12) for n in range(first, last + 1)]


class CurvePlot(QWidget):
    """One figure of the log against the epoch: training dashed and thin, validation solid.

    The best epoch has a ring. Pointing at the plot, or the arrow keys, read out an epoch.

    Parameters
    ----------
    title : str
        What is drawn, in the user's language.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self._curves: Sequence[Curve] = ()
        self._read: int | None = None
        self.setAccessibleName(tr("Learning curve: {name}", name=title))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Show a curve for each run that has one."""
        self._curves, self._read = curves, None
        self.setAccessibleDescription("; ".join(filter(None, map(_told, curves))))
        self.updateGeometry()
        self.update()

    # -- geometry ---------------------------------------------------------------------------

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    @property
    def _named(self) -> bool:
        return len(self._curves) > 1

    def _line(self) -> float:
        return QFontMetricsF(self._small()).height()

    def _head(self) -> float:
        """Return the height of title and legend."""
        rows = len(self._curves) + 1 if self._named else 1
        return QFontMetricsF(self.font()).height() + rows * self._line() + 3 * GAP

    def sizeHint(self) -> QSize:
        """Return room for title, legend, plot and the labels of the axis."""
        return QSize(320, round(self._head() + HEIGHT + 2 * self._line() + 3 * GAP))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which curves can be compared."""
        return QSize(220, self.sizeHint().height())

    def _values(self) -> list[float]:
        parts = (v for c in self._curves for v in (*c.training, *c.validation))
        return [value for value in parts if value is not None]

    def _scale(self) -> list[float]:
        values = sorted(self._values())
        if not values:
            return [0.0, 1.0]
        # One epoch that went astray must not flatten all the others; it runs out of the plot.
        high = values[-1]
        if len(values) >= 10:
            usual = values[int(0.95 * (len(values) - 1))]
            if high > values[0] + 3 * (usual - values[0]) > values[0]:
                high = values[0] + 1.5 * (usual - values[0])
        return ticks(values[0], high)

    def _last(self) -> int:
        return max((c.epochs[-1] for c in self._curves if c.epochs), default=1)

    def _area(self, scale: Sequence[float]) -> QRectF:
        metrics = QFontMetricsF(self._small())
        left = max(metrics.horizontalAdvance(f"{t:g}") for t in scale) + 2 * GAP
        width = max(20.0, self.width() - left - 3 * GAP)
        return QRectF(left, self._head(), width, HEIGHT)

    def _x(self, area: QRectF, epoch: float) -> float:
        return area.left() + 8 + (epoch - 1) / max(1, self._last() - 1) * (area.width() - 16)

    # -- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, legend, axes, curves and what is read out."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self.palette().windowText().color()
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(text)
        height = QFontMetricsF(bold).height()
        painter.drawText(QRectF(GAP, 0, self.width() - GAP, height), self.title)
        painter.setFont(self._small())
        scale = self._scale()
        area = self._area(scale)
        self._paint_legend(painter, height + GAP)
        self._paint_axes(painter, area, scale)
        for number, curve in enumerate(self._curves):
            self._paint_curve(painter, area, scale, number, curve)
        if self._read is not None:
            self._paint_read_out(painter, area, self._read)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def _paint_legend(self, painter: QPainter, top: float) -> None:
        text, line = self.palette().windowText().color(), self._line()
        metrics = QFontMetricsF(self._small())
        for number, curve in enumerate(self._curves if self._named else ()):
            y, colour = top + (number + 0.5) * line, run_colour(self.palette(), number)
            painter.setPen(QPen(colour, 1.6))
            painter.setBrush(colour)
            painter.drawLine(QPointF(GAP, y), QPointF(GAP + SAMPLE, y))
            paint_mark(painter, QPointF(GAP + SAMPLE / 2, y), number)
            painter.setPen(text)
            room = QRectF(2 * GAP + SAMPLE, y - line / 2, self.width() - SAMPLE - 3 * GAP, line)
            name = metrics.elidedText(curve.run, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        y = top + (len(self._curves) * self._named + 0.5) * line
        left = GAP
        grey = self.palette().placeholderText().color()
        for words, dash in (
            (tr("validation"), Qt.PenStyle.SolidLine),
            (tr("training"), Qt.PenStyle.DashLine),
            (tr("best epoch"), None),
        ):
            painter.setPen(QPen(grey, 1.4, dash or Qt.PenStyle.SolidLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if dash is None:
                painter.drawEllipse(QPointF(left + SAMPLE / 2, y), 5, 5)
            else:
                painter.drawLine(QPointF(left, y), QPointF(left + SAMPLE, y))
            left += (SAMPLE if dash is not None else SAMPLE / 2 + 6) + GAP
            width = metrics.horizontalAdvance(words) + 3 * GAP
            painter.drawText(
                QRectF(left, y - line / 2, width, line), Qt.AlignmentFlag.AlignVCenter, words
            )
            left += width

    def _paint_axes(self, painter: QPainter, area: QRectF, scale: Sequence[float]) -> None:
        faint, grey = self.palette().mid().color(), self.palette().placeholderText().color()
        line, metrics = self._line(), QFontMetricsF(self._small())
        low, high = scale[0], scale[-1]
        for tick in scale:
            y = area.bottom() - (tick - low) / (high - low) * area.height()
            painter.setPen(QPen(faint, 0.7))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(grey)
            room = QRectF(0, y - line / 2, area.left() - GAP, line)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, side, f"{tick:g}")
        free = -GAP
        whole = [int(t) for t in ticks(1, max(2, self._last()), 6) if t == int(t)]
        for epoch in sorted({1, *(t for t in whole if 1 <= t <= self._last())}):
            x = self._x(area, epoch)
            width = metrics.horizontalAdvance(str(epoch)) + 2
            if x - width / 2 >= free + GAP:
                room = QRectF(x - width / 2, area.bottom() + GAP, width, line)
                painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, str(epoch))
                free = room.right()
        room = QRectF(area.left(), area.bottom() + GAP + line, area.width(), line)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, tr("epoch"))

    def _paint_curve(
        self, painter: QPainter, area: QRectF, scale: Sequence[float], number: int, curve: Curve
    ) -> None:
        colour = run_colour(self.palette(), number)
        low, high = scale[0], scale[-1]

        def place(epoch: int, value: float | None) -> QPointF | None:
            if value is None:
                return None
            y = area.bottom() - (value - low) / (high - low) * area.height()
            return QPointF(self._x(area, epoch), y)

        inside = area.adjusted(-1, -1, 1, 1)
        for values, pen in (
            (curve.training, QPen(colour, 1.1, Qt.PenStyle.DashLine)),
            (curve.validation, QPen(colour, 1.8)),
        ):
            spots = [place(e, v) for e, v in zip(curve.epochs, values, strict=True)]
            painter.save()
            painter.setClipRect(inside)
            painter.setPen(pen)
            for start, end in zip(spots, spots[1:], strict=False):
                if start is not None and end is not None:
                    painter.drawLine(start, end)
            painter.restore()
            if values is not curve.validation:
                continue
            painter.setPen(QPen(colour, 1.2))
            painter.setBrush(colour)
            for spot in filter(None, spots):
                if inside.contains(spot):
                    paint_mark(painter, spot, number)
            if curve.best_epoch in curve.epochs:
                best = spots[curve.epochs.index(curve.best_epoch)]
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour, 1.6))
                if best is not None and inside.contains(best):
                    painter.drawEllipse(best, 7, 7)

    def _paint_read_out(self, painter: QPainter, area: QRectF, epoch: int) -> None:
        x = self._x(area, epoch)
        painter.setPen(QPen(self.palette().windowText().color(), 1))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        words = self.read_out
        flags = int(Qt.AlignmentFlag.AlignLeft)
        needed = painter.boundingRect(QRectF(0, 0, 1e4, 1e4), flags, words)
        box = QRectF(0, 0, needed.width() + 2 * GAP, needed.height() + GAP)
        left = x + GAP if x < area.center().x() else x - GAP - box.width()
        box.moveTo(min(max(0.0, left), max(0.0, self.width() - box.width())), area.top() + GAP)
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.setBrush(self.palette().toolTipBase().color())
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(self.palette().toolTipText().color())
        painter.drawText(box.adjusted(GAP, GAP / 2, 0, 0), flags, words)

    # -- reading out ------------------------------------------------------------------------

    @property
    def read_out(self) -> str:
        """What every run has at the epoch that is pointed at; "" for none."""
        if self._read is None:
            return ""
        lines = [tr("Epoch {epoch}", epoch=self._read)]
        for curve in self._curves:
            if self._read not in curve.epochs:
                continue
            n = curve.epochs.index(self._read)
            told = tr(
                "validation {validation}, training {training}",
                validation=_number(curve.validation[n]),
                training=_number(curve.training[n]),
            )
            lines.append(f"{curve.run}: {told}" if self._named else told)
        return "\n".join(lines)

    def _read_at(self, epoch: int | None) -> None:
        if epoch != self._read:
            self._read = epoch
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the nearest epoch."""
        area = self._area(self._scale())
        epochs = range(1, self._last() + 1) if self._curves else ()
        spot = event.position().x()
        self._read_at(min(epochs, key=lambda e: abs(self._x(area, e) - spot), default=None))

    def leaveEvent(self, event: QEvent) -> None:
        """Stop reading out."""
        self._read_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop reading out."""
        self._read_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrow keys, Home and End; Escape ends it."""
        last, here = self._last(), self._read
        goal = {
            Qt.Key.Key_Left: max(1, (here or 2) - 1),
            Qt.Key.Key_Right: min(last, (here or 0) + 1),
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if self._curves and goal is not None:
            self._read_at(goal)
        elif event.key() == Qt.Key.Key_Escape and here is not None:
            self._read_at(None)
        else:
            super().keyPressEvent(event)


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.4f}"


def _told(curve: Curve) -> str:
    """Return what a screen reader says of a curve."""
    if curve.best_epoch not in curve.epochs:
        return ""
    value = curve.validation[curve.epochs.index(curve.best_epoch)]
    return tr(
        "{run}: {value} on the validation images at the best epoch, {epoch}",
        run=curve.run,
        value=_number(value),
        epoch=curve.best_epoch,
    )
