"""Marks over a picture: the judged part, the linked cursor, the crosshair."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

_DARK, _LIGHT = QColor(0, 0, 0, 160), QColor(255, 255, 255)
ARM = 6.0


def paint_judged(painter: QPainter, judged: QRect, corner: QPointF, scale: float) -> None:
    """Outline the part `judged` (px) of an image that lies at `corner`, `scale` times as large."""
    part = QRectF(judged)
    outline = QRectF(corner + part.topLeft() * scale, part.size() * scale)
    for colour, style in ((_DARK, Qt.PenStyle.SolidLine), (_LIGHT, Qt.PenStyle.DashLine)):
        painter.setPen(QPen(colour, 1, style))
        painter.drawRect(outline)


def paint_cursor(painter: QPainter, spot: QPointF) -> None:
    """Mark the spot that the pointer shows in another pane."""
    for colour, width in ((_DARK, 3), (_LIGHT, 1)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(spot - QPointF(ARM, 0), spot + QPointF(ARM, 0))
        painter.drawLine(spot - QPointF(0, ARM), spot + QPointF(0, ARM))


def paint_crosshair(painter: QPainter, spot: QPointF, room: QRect) -> None:
    """Draw lines through `spot` across the whole pane."""
    for colour, width in ((_DARK, 3), (_LIGHT, 1)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QPointF(0, spot.y()), QPointF(room.width(), spot.y()))
        painter.drawLine(QPointF(spot.x(), 0), QPointF(spot.x(), room.height()))
