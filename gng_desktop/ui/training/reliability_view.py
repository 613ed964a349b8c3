"""A reliability diagram: of the images with a score, how many are generated."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gng_desktop.ui.language import tr

if TYPE_CHECKING:
    from gng_desktop.training.tested import Bin

SMALL, GAP, SIDE, COUNTS, REACH = 0.88, 4.0, 190.0, 44.0, 3.5


class ReliabilityView(QWidget):
    """A point with its 95 % interval for each bin, and below it the number of images."""

    def __init__(self) -> None:
        super().__init__()
        self._bins: Sequence[Bin] = ()
        self.setAccessibleName(tr("Reliability diagram"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_bins(self, bins: Sequence[Bin]) -> None:
        """Show `bins`, ascending."""
        self._bins = bins
        self.setAccessibleDescription("; ".join(self.told(b) for b in bins if b.images))
        self.updateGeometry()
        self.update()

    def told(self, found: Bin) -> str:
        """Return a bin in words."""
        start, end, images = found.start, found.end, found.images
        if found.share_generated is None:
            return tr("Scores {start:.1f} to {end:.1f}: no images", start=start, end=end)
        return tr(
            "Scores {start:.1f} to {end:.1f}: {images:,} images, {share:.1%} of them generated",
            start=start,
            end=end,
            images=images,
            share=found.share_generated,
        )

    # -- geometry ---------------------------------------------------------------------------

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    def _line(self) -> float:
        return QFontMetricsF(self._small()).height()

    def _area(self) -> QRectF:
        left = self._line() + QFontMetricsF(self._small()).horizontalAdvance("0.5") + 2 * GAP
        return QRectF(left, self._line() / 2, SIDE, SIDE)

    def sizeHint(self) -> QSize:
        """Return room for both parts and their labels."""
        if not self._bins:
            return QSize(0, 0)
        area = self._area()
        most = QFontMetricsF(self._small()).horizontalAdvance("10,000")
        height = area.bottom() + GAP + COUNTS + 2 * self._line() + GAP
        return QSize(math.ceil(area.right() + GAP + most), math.ceil(height))

    def minimumSizeHint(self) -> QSize:
        """Return the same: it does not shrink."""
        return self.sizeHint()

    # -- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, the diagonal, points, and the bars of the counts."""
        if not self._bins:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        area = self._area()
        counts = QRectF(area.left(), area.bottom() + GAP, SIDE, COUNTS)
        self._paint_axes(painter, area, counts)
        self._paint_counts(painter, counts)
        ink = self.palette().windowText().color()
        for found in self._bins:
            if found.share_generated is None or found.mean_score is None:
                continue
            x = area.left() + found.mean_score * SIDE
            y = area.bottom() - found.share_generated * SIDE
            painter.setPen(QPen(ink, 1.4))
            if found.low is not None and found.high is not None:
                ends = [area.bottom() - end * SIDE for end in (found.low, found.high)]
                painter.drawLine(QPointF(x, ends[0]), QPointF(x, ends[1]))
                for end in ends:
                    painter.drawLine(QPointF(x - 3, end), QPointF(x + 3, end))
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(x, y), REACH, REACH)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def _paint_axes(self, painter: QPainter, area: QRectF, counts: QRectF) -> None:
        grey, line = self.palette().placeholderText().color(), self._line()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.drawRect(area)
        painter.setPen(QPen(grey, 1, Qt.PenStyle.DashLine))
        painter.drawLine(area.bottomLeft(), area.topRight())
        painter.setPen(grey)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for tick in (0.0, 0.5, 1.0):
            y, x = area.bottom() - tick * SIDE, area.left() + tick * SIDE
            place = QRectF(line, y - line / 2, area.left() - line - GAP, line)
            painter.drawText(place, side, f"{tick:g}")
            place = QRectF(x - 20, counts.bottom() + 1, 40, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, f"{tick:g}")
        place = QRectF(area.left(), counts.bottom() + line, SIDE, line + 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, tr("mean score"))
        painter.save()
        painter.translate(0, area.bottom())
        painter.rotate(-90)
        place = QRectF(0, 0, SIDE, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, tr("share generated"))
        painter.restore()

    def _paint_counts(self, painter: QPainter, room: QRectF) -> None:
        most = max(found.images for found in self._bins)
        for found in self._bins:
            high = found.images / max(1, most) * room.height()
            left = room.left() + found.start * SIDE
            box = QRectF(left + 1, room.bottom() - high, (found.end - found.start) * SIDE - 2, high)
            painter.fillRect(box, self.palette().mid().color())
        painter.setPen(self.palette().placeholderText().color())
        place = QRectF(room.right() + GAP, room.top() - 2, 80, self._line())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{most:,}")
        place.moveTop(place.bottom() - 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, tr("images"))

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of the bin under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = (event.pos().x() - self._area().left()) / SIDE
            inside = (self.told(b) for b in self._bins if b.start <= at < b.end)
            QToolTip.showText(event.globalPos(), next(inside, ""), self)
            return True
        return super().event(event)
