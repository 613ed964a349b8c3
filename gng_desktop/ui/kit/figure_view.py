"""A figure of `gng_desktop.charts`, drawn off the GUI thread, pointed at by mouse and keys."""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from gng_desktop.ui.kit.garbage import ancestors
from gng_desktop.ui.kit.language import local, tr
from gng_desktop.ui.kit.style import is_dark
from gng_desktop.ui.kit.workers import JobQueue, Steps

if TYPE_CHECKING:
    from gng_desktop.charts.look import Draw, Look, Picture

GAP = 4.0
SOON = 30
"""Until a figure is drawn, ms: a layout that settles resizes it more than once."""
Pointing = Literal["row", "line", "box"]
Height = Callable[[float, float], float]
"""Px of a figure at a width and a height of line, px."""
_queues: list[JobQueue] = []


def drawing_queue() -> JobQueue:
    """Return what draws all figures, one at a time: Matplotlib is not safe in several threads."""
    if not _queues:
        _queues.append(JobQueue())
        atexit.register(stop_drawing)
    return _queues[0]


def stop_drawing(timeout_ms: int = 2_000) -> bool:
    """Draw nothing that waits; return whether nothing is being drawn after `timeout_ms` ms."""
    for queue in _queues:
        queue.pool.clear()
    return all(queue.close(timeout_ms) for queue in _queues)


class FigureView(QWidget):
    """Shows a figure; it is drawn again when its size, the theme or its data change.

    A part is chosen by hovering, by a click (which keeps it) or the arrow keys, Home and End. By
    `pointing` it is shaded and says its words in a tooltip ("row"), or is a line ("line"), beside
    which its words are written ("box"). Its least width is `least` px. After a drawing none begins
    for `pause` times as long as it took: for what runs besides.
    """

    chosen = Signal(int)  # number of the part's words; -1 when none is chosen any more
    drawn = Signal()  # A picture is shown

    def __init__(
        self, name: str, pointing: Pointing = "row", least: int = 200, pause: float = 0.0
    ) -> None:
        super().__init__()
        self.picture: Picture | None = None
        self.words: Sequence[str] = ()
        self.current = self._pinned = -1
        self.hint = ""
        self._image = QImage()
        self._pointing, self._least, self._pause = pointing, least, pause
        self._draw: Draw | None = None
        self._height: Height | None = None
        self._width = 0.0
        self._asked: tuple[Draw, Look] | None = None
        self._at_work, self._begun = False, 0.0
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._start)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_figure(
        self,
        draw: Draw | None,
        words: Sequence[str] = (),
        height: Height | None = None,
        width: float = 0.0,
        description: str | None = None,
    ) -> None:
        """Show a figure; None clears the view.

        Parameters
        ----------
        draw : callable or None
            One of the figures of `gng_desktop.charts` with its data.
        words : sequence of str
            What its parts say, by the keys of their spots.
        height : callable or None
            Its height; None where it fills what there is.
        width : float
            Its fixed width, px; 0 for as wide as there is room.
        description : str or None
            For assistive technology; by default all the words.
        """
        self._draw, self.words, self._height, self._width = draw, words, height, width
        self._pinned = -1
        self.choose(-1)
        self.setAccessibleDescription("; ".join(words) if description is None else description)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if width else free, fixed if height else free)
        if draw is None:
            self.picture = None
        self._fit()
        self.redraw()

    @property
    def settled(self) -> bool:
        return not self._at_work and not self._wait.isActive()

    @property
    def read_out(self) -> str:
        """What the chosen part says; "" for none."""
        return self.words[self.current] if 0 <= self.current < len(self.words) else ""

    def redraw(self) -> None:
        if self._draw is not None and not self._at_work and not self._wait.isActive():
            self._wait.start(max(SOON, round(1000 * (self._begun - time.monotonic()))))
        self.update()

    # -- size -----------------------------------------------------------------------------------

    def _high(self, least: int) -> int:
        """Return the height of the figure at this width; `least` where it has none of its own."""
        wide, line = self._width or self.width(), 1.4 * self.fontInfo().pixelSize()
        return round(self._height(wide, line)) if self._height else least

    def _fit(self) -> None:
        if self._height is not None:
            self.setMinimumHeight(self._high(0) if self._draw else 0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self._draw is None:
            return QSize(0, 0)
        return QSize(round(self._width) or max(self._least, 300), self._high(260))

    def minimumSizeHint(self) -> QSize:
        if self._draw is None:
            return QSize(0, 0)
        return QSize(round(self._width) or self._least, self._high(150))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.redraw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.redraw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fit()
            self.redraw()

    # -- drawing --------------------------------------------------------------------------------

    def _look(self) -> Look:
        from gng_desktop.charts.look import Look

        palette = self.palette()
        return Look(
            width=max(60, self.width()),
            height=max(60, self.height()),
            ratio=self.devicePixelRatioF(),
            font=0.92 * self.fontInfo().pixelSize(),
            dark=is_dark(palette),
            ground=palette.window().color().name(),
            ink=palette.windowText().color().name(),
            grey=palette.placeholderText().color().name(),
            faint=palette.mid().color().name(),
            tr=tr,
            number=local,
        )

    def _start(self) -> None:
        if self._draw is None or self._at_work or not self.isVisible():
            return
        asked = (self._draw, self._look())
        if asked == self._asked and self.picture is not None:
            return
        self._asked, self._at_work, self._begun = asked, True, time.monotonic()
        job = drawing_queue().start(_drawing(*asked), tr("The drawing"), self._on_drawn)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_ended)

    def _on_drawn(self, picture: Picture) -> None:
        if self._asked is None or self._draw is None:
            return
        self.picture, (high, wide) = picture, picture.rgba.shape[:2]
        form = QImage.Format.Format_RGBA8888
        self._image = QImage(picture.rgba.data, wide, high, 4 * wide, form)
        self._image.setDevicePixelRatio(self._asked[1].ratio)
        self.update()
        self.drawn.emit()

    def _on_failed(self, sentence: str, details: str) -> None:
        self.picture, self.hint = None, sentence
        self.update()

    def _on_ended(self) -> None:
        self._at_work, now = False, time.monotonic()
        # Not for long: the first drawing of all may have had to list the fonts.
        self._begun = now + min(2.0, self._pause * (now - self._begun))
        if self._asked != (self._draw, self._look()):
            self.redraw()

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.picture is None or self._draw is None:
            painter.setPen(self.palette().placeholderText().color())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), int(flags), self.hint)
        else:
            # As large as it was drawn: until the next one comes, that is the sharper of two ills.
            painter.drawImage(QPointF(0, 0), self._image)
            self._paint_chosen(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def _paint_chosen(self, painter: QPainter) -> None:
        boxes = self._boxes(self.current)
        ink = QColor(self.palette().windowText().color())
        for box in boxes:
            if self._pointing != "row":
                x = box.center().x()
                painter.setPen(QPen(ink, 1))
                painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            else:
                wash = QColor(ink)
                wash.setAlpha(30)
                painter.fillRect(box, wash)
        if boxes and self._pointing == "box" and self.read_out:
            self._paint_read_out(painter, boxes[0])

    def _paint_read_out(self, painter: QPainter, at: QRectF) -> None:
        """Write what is chosen beside its line, inside the figure."""
        assert self.picture is not None
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, self.width() - 6 * GAP, 1e4)
        needed = painter.boundingRect(room, flags, self.read_out)
        box = QRectF(0, 0, needed.width() + 2 * GAP, needed.height() + GAP)
        x = at.center().x()
        left = x + GAP if x < self.width() / 2 else x - GAP - box.width()
        below = any(s.below for s, _ in self.picture.spots if s.key == self.current)
        top = at.bottom() - GAP - box.height() if below else at.top() + GAP
        box.moveTo(min(max(GAP, left), self.width() - box.width() - GAP), top)
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.setBrush(self.palette().toolTipBase().color())
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(self.palette().toolTipText().color())
        painter.drawText(box.adjusted(GAP, GAP / 2, -GAP + 1, 0), flags, self.read_out)

    # -- choosing -------------------------------------------------------------------------------

    def _boxes(self, key: int) -> list[QRectF]:
        spots = self.picture.spots if self.picture else ()
        return [QRectF(*box) for spot, box in spots if spot.key == key]

    def spot_at(self, place: QPointF) -> int:
        """Return the number of the part at `place`; -1 beside the parts."""
        spots = self.picture.spots if self.picture and self._draw else ()
        return next((spot.key for spot, box in spots if QRectF(*box).contains(place)), -1)

    def choose(self, key: int) -> None:
        """Choose a part; -1 for none."""
        if key != self.current:
            self.current = key
            self.chosen.emit(key)
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.redraw()
        if self._pointing == "row" and isinstance(event, QHelpEvent):
            key = self.spot_at(QPointF(event.pos()))
            words = self.words[key] if 0 <= key < len(self.words) else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        key = self.spot_at(event.position())
        self.choose(key if key >= 0 else self._pinned)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (key := self.spot_at(event.position())) >= 0:
            self._keep(key)

    def leaveEvent(self, event: QEvent) -> None:
        self.choose(self._pinned)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.choose(self._pinned)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrow keys, Home and End; keep by Space or Return; let go by Escape."""
        last, here, key = len(self.words) - 1, self.current, Qt.Key(event.key())
        goal = {
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        if goal is not None and last >= 0 and self._draw is not None:
            self.choose(min(max(goal, 0), last))
            self._show_chosen()
        elif here >= 0 and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep(here)
        elif here >= 0 and key == Qt.Key.Key_Escape:
            self._pinned = -1
            self.choose(-1)
        else:
            super().keyPressEvent(event)

    def _keep(self, key: int) -> None:
        self._pinned = -1 if key == self._pinned else key
        self.choose(key)

    def _show_chosen(self) -> None:
        boxes = self._boxes(self.current)
        area = next((p for p in ancestors(self) if isinstance(p, QScrollArea)), None)
        body = area and area.widget()
        if area is not None and body is not None and boxes:
            place = boxes[0].center() + QPointF(self.mapTo(body, QPoint()))
            area.ensureVisible(0, round(place.y()), 0, round(boxes[0].height() / 2))


def _drawing(draw: Draw, look: Look) -> Steps:
    from gng_desktop.charts.look import render

    yield render(draw, look)
