"""Paints one row of the evidence list: thumbnail, name, verdict, scores, decision."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
)

from gng_desktop.ui.evidence.items import Item
from gng_desktop.ui.evidence.model import ITEM_ROLE
from gng_desktop.ui.evidence.thumbnails import Thumbnails
from gng_desktop.ui.evidence.words import WORDS, paint_state, short_scores, state_colour
from gng_desktop.ui.language import tr

ROW = 44
THUMBNAIL = 36
GAP = 8
SHAPE = 10
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of a row, px: 44, more where the user's font is large."""
    return max(ROW, 2 * metrics.height() + GAP)


class RowDelegate(QStyledItemDelegate):
    """Two lines beside a thumbnail; the verdict as a shape, a word and a colour."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a row."""
        return QSize(220, row_height(option.fontMetrics))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row; its thumbnail is asked for only now."""
        item: Item = index.data(ITEM_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        area = option.rect.adjusted(GAP, 0, -GAP, 0)
        box = QRect(0, 0, THUMBNAIL, THUMBNAIL)
        box.moveCenter(area.center())
        box.moveLeft(area.left())
        self._paint_thumbnail(painter, option, box, item)
        area.setLeft(box.right() + 1 + GAP)
        line = option.fontMetrics.height()
        top = area.top() + (area.height() - 2 * line - 2) // 2
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        name = QRect(area.left(), top, area.width(), line)
        facts = name.translated(0, line + 2)
        text = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(text))
        if item.decided:
            name.setRight(self._paint_tick(painter, name) - GAP)
        if item.flag:
            name.setRight(_paint_flag(painter, name) - GAP)
        elide = option.fontMetrics.elidedText
        painter.drawText(name, _LEFT, elide(item.name, Qt.TextElideMode.ElideMiddle, name.width()))
        scores = short_scores(item)
        painter.drawText(facts, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, scores)
        if scores:
            facts.setRight(facts.right() - option.fontMetrics.horizontalAdvance(scores) - GAP)
        if not selected:
            painter.setPen(state_colour(option.palette, item.state))
        painter.setBrush(painter.pen().color())
        middle = facts.top() + line / 2
        paint_state(painter, QRectF(facts.left(), middle - SHAPE / 2, SHAPE, SHAPE), item.state)
        facts.setLeft(facts.left() + SHAPE + GAP // 2 + 1)
        word = elide(tr(WORDS[item.state]), Qt.TextElideMode.ElideRight, facts.width())
        painter.drawText(facts, _LEFT, word)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        if option.state & QStyle.StateFlag.State_HasFocus:
            frame = QStyleOptionFocusRect()
            frame.rect = option.rect.adjusted(1, 1, -1, -1)
            frame.palette = option.palette
            frame.state = option.state | QStyle.StateFlag.State_KeyboardFocusChange
            frame.backgroundColor = option.palette.highlight().color()
            style.drawPrimitive(
                QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, option.widget
            )

    def _paint_thumbnail(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, item: Item
    ) -> None:
        ratio = painter.device().devicePixelRatio()
        found = self._thumbnails.get(item.path, round(THUMBNAIL * ratio))
        if found is not None and not found.isNull():
            _paint_centred(painter, box, found, ratio)
            return
        grey = option.palette.mid().color()
        grey.setAlpha(110)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(grey)
        painter.drawRoundedRect(box, 3, 3)
        if found is not None:
            role = QPalette.ColorRole.PlaceholderText
            if option.state & QStyle.StateFlag.State_Selected:
                role = QPalette.ColorRole.HighlightedText
            painter.setPen(QPen(option.palette.color(role), 1.4))
            _paint_broken(painter, QRectF(box).adjusted(10, 9, -10, -9))

    def _paint_tick(self, painter: QPainter, line: QRect) -> int:
        """Paint the tick of a decision at the end of `line`; return its left edge, px."""
        painter.save()
        painter.setPen(QPen(painter.pen().color(), 1.8))
        left, middle = line.right() - 11, line.center().y() + 0.5
        corners = [(left, middle), (left + 4, middle + 4), (left + 11, middle - 4)]
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.restore()
        return left


def _paint_flag(painter: QPainter, line: QRect) -> int:
    """Paint a flag at the end of `line`: the file speaks of a generator; return its left edge."""
    painter.save()
    left, top, foot = line.right() - 9, line.center().y() - 5, line.center().y() + 6
    painter.setPen(QPen(painter.pen().color(), 1.4))
    painter.drawLine(left, top, left, foot)
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(
        QPolygonF([QPointF(left, top), QPointF(left + 9, top + 3), QPointF(left, top + 6)])
    )
    painter.restore()
    return left


def _paint_centred(painter: QPainter, box: QRect, pixmap: QPixmap, ratio: float) -> None:
    place = QRectF(0, 0, pixmap.width() / ratio, pixmap.height() / ratio)
    place.moveCenter(QRectF(box).center())
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))


def _paint_broken(painter: QPainter, sheet: QRectF) -> None:
    """Paint a sheet with a crack through it."""
    middle, step = sheet.center().y(), sheet.width() / 4
    crack = [QPointF(sheet.left() + i * step, middle + (2 if i % 2 else -2)) for i in range(5)]
    upper = [sheet.topLeft(), sheet.topRight(), crack[4] - QPointF(0, 2)]
    lower = [crack[4] + QPointF(0, 2), sheet.bottomRight(), sheet.bottomLeft()]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shift = QPointF(0, 2)
    painter.drawPolygon(QPolygonF([*upper, *[point - shift for point in crack[::-1]]]))
    painter.drawPolygon(QPolygonF([*lower, *[point + shift for point in crack]]))
