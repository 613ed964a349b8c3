"""Paints one row of the evidence list: thumbnail, name, verdict, scores, decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

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
from gng_desktop.ui.evidence.thumbnails import Thumbnails
from gng_desktop.ui.evidence.words import (
    DECIDED,
    WORDS,
    paint_state,
    short_scores,
    state_colour,
)
from gng_desktop.ui.kit.badge import paint_shape
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.row_model import ROW_ROLE

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Verdict

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
        return QSize(220, row_height(option.fontMetrics))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row; its thumbnail is asked for only now."""
        item: Item = index.data(ROW_ROLE)
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
            _mark(painter, name, SHAPE, 1, partial(_decision, DECIDED[item.decision]), 3)
        for shown, width, pen, draw in (
            (item.decided, 11, 1.8, _tick),
            (item.flag, 9, 1.4, _flag),
            (item.in_case, 12, 1.3, _folder),
            (item.tags, 12, 1.3, _label),
        ):
            if shown:
                _mark(painter, name, width, pen, draw)
        elide = option.fontMetrics.elidedText
        painter.drawText(name, _LEFT, elide(item.name, Qt.TextElideMode.ElideMiddle, name.width()))
        scores, word = short_scores(item), tr(WORDS[item.state])
        if item.stale:
            word = tr("{verdict}, outdated", verdict=word)
        advance = option.fontMetrics.horizontalAdvance
        room = facts.width() - SHAPE - GAP // 2 - 1 - GAP - advance(scores)
        if scores and advance(word) > room:
            # Half a word says nothing: the shape stands for it, and outdated scores say the least.
            scores, word = ("", word) if item.stale else (scores, "")
        if item.stale and advance(word) > facts.width() - SHAPE - GAP // 2 - 1:
            word = tr("Outdated")
        painter.drawText(facts, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, scores)
        if scores:
            facts.setRight(facts.right() - advance(scores) - GAP)
        if item.stale and not selected:
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        elif not selected:
            painter.setPen(state_colour(option.palette, item.state))
        painter.setBrush(painter.pen().color())
        middle = facts.top() + line / 2
        paint_state(painter, QRectF(facts.left(), middle - SHAPE / 2, SHAPE, SHAPE), item.state)
        facts.setLeft(facts.left() + SHAPE + GAP // 2 + 1)
        tagged = " ".join([*filter(None, [word]), *(f"#{tag}" for tag in item.tags)])
        if advance(tagged) <= facts.width():
            word = tagged
        elided = elide(word, Qt.TextElideMode.ElideRight, facts.width())
        painter.drawText(facts, _LEFT, elided)
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


def _mark(
    painter: QPainter,
    line: QRect,
    width: int,
    pen: float,
    draw: Callable[[QPainter], object],
    gap: int = GAP,
) -> None:
    """Let `draw` paint at the end of `line`, from its middle down and up; shorten the line."""
    painter.save()
    painter.setPen(QPen(painter.pen().color(), pen))
    painter.translate(line.right() - width, line.center().y())
    draw(painter)
    painter.restore()
    line.setRight(line.right() - width - gap)


def _corners(*places: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in places])


def _decision(verdict: Verdict | None, painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    paint_shape(painter, QRectF(0, 1 - SHAPE / 2, SHAPE, SHAPE), verdict)


def _tick(painter: QPainter) -> None:
    """Paint a tick: there is a decision."""
    painter.drawPolyline(_corners((0, 0.5), (4, 4.5), (11, -3.5)))


def _flag(painter: QPainter) -> None:
    """Paint a flag: the file speaks of a generator."""
    painter.drawLine(0, -5, 0, 6)
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(_corners((0, -5), (9, -2), (0, 1)))


def _folder(painter: QPainter) -> None:
    """Paint a folder: the image is in the case."""
    painter.drawPolygon(_corners((0, -4), (4, -4), (6, -2), (12, -2), (12, 6), (0, 6)))


def _label(painter: QPainter) -> None:
    """Paint a label: the image has tags."""
    painter.drawPolygon(_corners((0, 1), (4, -4), (12, -4), (12, 6), (4, 6)))
    painter.drawEllipse(QPointF(5, 1), 1, 1)


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
