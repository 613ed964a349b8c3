"""Diverging bars in pairs, with and without background, on one scale around 0."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from gng_desktop.explain.catalogue import PALETTES
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.signed_scale import scale, side_colour, signed, tick_text

Row = tuple[str, float | None, float | None]
"""Name, value with background, value without."""

GAP, BETWEEN, MARGIN = 7.0, 1.0, 2.0
SMALL = 0.85
LEAST_WIDTH = 220


class PairedBars(QWidget):
    """Rows of two bars: the upper, filled, with background; the lower, hatched, without.

    A row is chosen by hovering, clicking (which keeps it) or the arrow keys.

    Parameters
    ----------
    name : str
        Accessible name, in the user's language.
    names_above : bool
        Whether a row's name has a line of its own above the bars.

    Signals
    -------
    row_chosen : str
        Name of the row; "" when none is chosen any more.
    """

    row_chosen = Signal(str)

    def __init__(self, name: str, names_above: bool = False) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._names_above = names_above
        self._unit = "score"
        self._colours = PALETTES[0]
        self._current, self._kept = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    @property
    def rows(self) -> list[Row]:
        """Name, value with and without background; the largest first."""
        return self._rows

    @property
    def unit(self) -> str:
        """What the values are counted in: "score" or "log-odds"."""
        return self._unit

    @property
    def current(self) -> str:
        """Name of the row chosen, or ""."""
        return self._current

    def show_rows(self, rows: Sequence[Row], unit: str) -> None:
        """Show `rows`, whose values are in `unit`, from the top down."""
        self._rows, self._unit = list(rows), unit
        self._kept = ""
        self._choose("")
        self.setAccessibleDescription("; ".join(self._words(row) for row in self._rows))
        self.updateGeometry()
        self.update()

    def use_palette(self, name: str) -> None:
        """Draw in the colours `name` of `gng_desktop.explain.catalogue.PALETTES`."""
        self._colours = name
        self.update()

    def title(self, row: Row) -> str:
        """Return what is written for the name of `row`."""
        return tr(row[0])

    def note(self, row: Row) -> str:
        """Return what stands at the right of a name that has a line of its own."""
        return ""

    def tip(self, row: Row) -> str:
        """Return what hovering over `row` shows."""
        return self._words(row)

    def _words(self, row: Row) -> str:
        name, *values = row
        first, second = (signed(value, self._unit) for value in values)
        return tr(
            "{name} {first} with, {second} without", name=tr(name), first=first, second=second
        )

    # -- where things are ---------------------------------------------------------------------

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    def _bar(self) -> float:
        return math.ceil(QFontMetricsF(self._small()).capHeight()) + 3.0

    def _line(self) -> float:
        pair = 2 * self._bar() + BETWEEN
        height = QFontMetricsF(self.font()).height()
        return (height + pair if self._names_above else max(pair, height)) + GAP

    def _top(self) -> float:
        """Return the height of the key and the words at both ends of the scale."""
        return 2 * QFontMetricsF(self.font()).height() + 6

    def _bottom(self) -> float:
        return 2 * QFontMetricsF(self._small()).height() + 8

    def sizeHint(self) -> QSize:
        """Return room for a row each, the key and the axis."""
        height = self._top() + self._line() * len(self._rows) + self._bottom()
        return QSize(300, math.ceil(height) if self._rows else 0)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which bars can be compared."""
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    def _room(self) -> QRectF:
        """Return where the bars are."""
        small, metrics = QFontMetricsF(self._small()), QFontMetricsF(self.font())
        left = MARGIN
        if not self._names_above:
            widest = max(metrics.horizontalAdvance(self.title(row)) for row in self._rows)
            left = min(widest + 8, 0.4 * self.width())
        numbers = [signed(v, self._unit) for row in self._rows for v in row[1:]]
        right = max(small.horizontalAdvance(text) for text in numbers) + 8
        width = max(20.0, self.width() - left - right)
        return QRectF(left, self._top(), width, self._line() * len(self._rows))

    def _row_at(self, y: float) -> Row | None:
        index = math.floor((y - self._top()) / self._line())
        return self._rows[index] if 0 <= index < len(self._rows) else None

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint key, scale, names, bars and numbers."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self._room()
        end, ticks = scale(max(abs(v or 0.0) for row in self._rows for v in row[1:]))
        self._paint_key(painter)
        self._paint_axis(painter, room, end, ticks)
        if self.hasFocus() and not self._current:
            self._paint_focus(painter, QRectF(self.rect()))
        for index, row in enumerate(self._rows):
            top = room.top() + index * self._line()
            self._paint_row(painter, row, QRectF(room.left(), top, room.width(), self._line()), end)

    def _paint_row(self, painter: QPainter, row: Row, room: QRectF, end: float) -> None:
        text = self.palette().windowText().color()
        line = QRectF(0, room.top(), self.width(), room.height())
        if row[0] == self._current:
            ground = QColor(text)
            ground.setAlpha(26)
            painter.fillRect(line, ground)
            if self.hasFocus():
                self._paint_focus(painter, line)
        painter.setFont(self.font())
        painter.setPen(text)
        metrics, bar = QFontMetricsF(self.font()), self._bar()
        place = QRectF(MARGIN, room.top(), room.left() - 8, room.height())
        top = room.top() + (room.height() - 2 * bar - BETWEEN) / 2
        if self._names_above:
            place = QRectF(MARGIN, room.top() + GAP / 2, self.width() - 4, metrics.height())
            top = place.bottom()
        title = metrics.elidedText(self.title(row), Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(self._small())
        if self._names_above:
            place.setLeft(place.left() + metrics.horizontalAdvance(title) + 8)
            self._paint_note(painter, place, self.note(row))
        for step, value in enumerate(row[1:]):
            y = top + step * (bar + BETWEEN)
            if value is not None:
                zero = room.center().x()
                length = value / end * room.width() / 2
                box = QRectF(min(zero, zero + length), y, max(abs(length), 1.0), bar)
                _paint_bar(
                    painter, box, side_colour(self.palette(), value > 0, self._colours), step
                )
            painter.setPen(text)
            place = QRectF(room.right(), y - 2, self.width() - room.right() - MARGIN, bar + 4)
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(place, align, signed(value, self._unit))

    def _paint_focus(self, painter: QPainter, box: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().highlight().color(), 1.5))
        painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _paint_note(self, painter: QPainter, place: QRectF, note: str) -> None:
        metrics = QFontMetricsF(self._small())
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(
            place,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            metrics.elidedText(note, Qt.TextElideMode.ElideRight, place.width()),
        )

    def _paint_key(self, painter: QPainter) -> None:
        """Paint which bar is which, and below it which end is which."""
        text, metrics = self.palette().windowText().color(), QFontMetricsF(self.font())
        line, middle = metrics.height(), Qt.AlignmentFlag.AlignVCenter
        half = self.width() / 2
        for step, words in enumerate((tr("with background"), tr("without background"))):
            left = MARGIN + step * half
            box = QRectF(left, (line - self._bar()) / 2, 2 * self._bar(), self._bar())
            _paint_bar(painter, box, text, step)
            painter.setPen(text)
            place = QRectF(box.right() + 5, 0, left + half - box.right() - 9, line)
            painter.drawText(
                place, middle, metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            )
        size, y = line * 0.3, 1.5 * line + 2
        ends = (tr("away from generated"), tr("toward generated"))
        for toward, word in enumerate(ends):
            sign = 1 if toward else -1
            tip = self.width() - MARGIN if toward else MARGIN
            base = tip - sign * 1.6 * size
            corners = [QPointF(tip, y), QPointF(base, y - size), QPointF(base, y + size)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(side_colour(self.palette(), bool(toward), self._colours))
            painter.drawPolygon(QPolygonF(corners))
            painter.setPen(text)
            place = QRectF(base + 4, y - line / 2, half - 24, line)
            if toward:
                place.moveRight(base - 4)
            side = Qt.AlignmentFlag.AlignRight if toward else Qt.AlignmentFlag.AlignLeft
            elided = metrics.elidedText(word, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, middle | side, elided)

    def _paint_axis(
        self, painter: QPainter, room: QRectF, end: float, ticks: Sequence[float]
    ) -> None:
        painter.setFont(self._small())
        metrics = QFontMetricsF(self._small())
        faint = self.palette().mid().color()
        taken: list[QRectF] = []
        # The ends and 0 come first: a tick between them that has no room gives way.
        for tick in sorted(ticks, key=lambda t: (abs(t) not in (0.0, end), abs(t))):
            x = room.center().x() + tick / end * room.width() / 2
            painter.setPen(QPen(faint, 1.5 if tick == 0 else 0.6))
            painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom() + 3))
            width = metrics.horizontalAdvance(tick_text(tick)) + 2
            left = min(max(0.0, x - width / 2), self.width() - width)
            box = QRectF(left, room.bottom() + 4, width, metrics.height())
            if any(box.adjusted(-4, 0, 4, 0).intersects(other) for other in taken):
                continue
            taken.append(box)
            painter.setPen(self.palette().windowText().color())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tick_text(tick))
        unit = tr("log-odds of the score") if self._unit == "log-odds" else tr("score, 0 to 1")
        place = QRectF(0, room.bottom() + 4 + metrics.height(), self.width(), metrics.height())
        place.setLeft(max(0.0, 2 * room.center().x() - self.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, unit)
        painter.setFont(self.font())

    # -- choosing a row -------------------------------------------------------------------------

    def _choose(self, name: str) -> None:
        if name != self._current:
            self._current = name
            self.row_chosen.emit(name)
            self.update()

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of the row under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(event.pos().y()) if self._rows else None
            QToolTip.showText(event.globalPos(), self.tip(row) if row else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the mouse."""
        row = self._row_at(event.position().y()) if self._rows else None
        self._choose(row[0] if row else self._kept)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the row under the mouse, or let go of it."""
        row = self._row_at(event.position().y()) if self._rows else None
        if row is not None:
            self._keep(row[0])

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to the row that is kept."""
        self._choose(self._kept)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go back to the row that is kept."""
        self._choose(self._kept)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrow keys, Home and End; keep by Space or Return."""
        names = [row[0] for row in self._rows]
        here = names.index(self._current) if self._current in names else -1
        goal = {
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_Up: max(here - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(names) - 1,
        }.get(Qt.Key(event.key()))
        if names and goal is not None:
            goal = min(goal, len(names) - 1)
            self._choose(names[goal])
            self._show_row(goal)
        elif here >= 0 and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep(self._current)
        else:
            super().keyPressEvent(event)

    def _keep(self, name: str) -> None:
        self._kept = "" if name == self._kept else name
        self._choose(name)

    def _show_row(self, index: int) -> None:
        """Scroll until row `index` can be seen."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        body = parent.widget() if parent is not None else None
        if parent is not None and body is not None:
            middle = self._top() + (index + 0.5) * self._line()
            place = self.mapTo(body, QPointF(0, middle))
            parent.ensureVisible(0, round(place.y()), 0, round(self._line()))


def _paint_bar(painter: QPainter, box: QRectF, colour: QColor, step: int) -> None:
    """Paint the bar with background (`step` 0) filled, that without hatched and framed."""
    if step == 0:
        painter.fillRect(box, colour)
        return
    pale = QColor(colour)
    pale.setAlpha(60)
    painter.fillRect(box, pale)
    painter.fillRect(box, QBrush(colour, Qt.BrushStyle.BDiagPattern))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
