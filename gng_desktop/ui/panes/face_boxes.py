"""The faces of an image as boxes with numbers over its pictures, by which one can be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gng_desktop.ui.kit.badge import paint_shape
from gng_desktop.ui.kit.style import palette, verdict_colour

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Verdict

DARK, LIGHT, CHIP = QColor(0, 0, 0, 170), QColor(255, 255, 255), QColor(22, 23, 25, 225)
THIN, STRONG = 1.0, 3.0
"""Width of the boxes, and of that of the face analysed, device-independent pixels at any zoom."""
PAD, GAP, SHAPE = 4.0, 4.0, 8.0


@dataclass(frozen=True)
class FaceMark:
    """One face."""

    number: int  # from 1, in reading order
    place: QRect  # its square, px of the image
    word: str = ""  # what was found of it, in the user's language; "" as long as it is not analysed
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Label:
    """Where a face's number stands, and whether its word has room there."""

    mark: FaceMark
    room: QRectF
    worded: bool


class FaceBoxes(QObject):
    """Which faces are marked in every pane, and which of them is analysed."""

    changed = Signal()  # they are to be drawn again
    chosen = Signal(int)  # the label of this face was clicked

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marks: tuple[FaceMark, ...] = ()
        self.analysed = 0
        self.visible = True

    def show_faces(self, marks: Sequence[FaceMark], analysed: int) -> None:
        """Mark the faces; `analysed` is the number of the one analysed, 0 for none of them."""
        if (tuple(marks), analysed) != (self.marks, self.analysed):
            self.marks, self.analysed = tuple(marks), analysed
            self.changed.emit()

    def set_visible(self, visible: bool) -> None:
        self.visible = visible
        self.changed.emit()

    @property
    def shown(self) -> tuple[FaceMark, ...]:
        return self.marks if self.visible else ()

    @property
    def analysed_is_framed(self) -> bool:
        """Whether the part analysed has a box of its own here."""
        return any(mark.number == self.analysed for mark in self.shown)

    # -- on a pane --------------------------------------------------------------------------

    def labels(
        self, corner: QPointF, scale: float, metrics: QFontMetricsF, pane: QRectF
    ) -> Iterator[Label]:
        """Yield where the labels stand on a `pane`, that of the face analysed last: on top.

        Parameters
        ----------
        corner : QPointF
            Where the image's corner lies on the pane.
        scale : float
            How many times as large the image is.
        """
        for mark in sorted(self.shown, key=lambda mark: mark.number == self.analysed):
            box = _on_pane(mark.place, corner, scale)
            number = metrics.horizontalAdvance(str(mark.number)) + 2 * PAD
            shaped = number + (SHAPE + GAP if mark.word else 0)
            full = shaped + metrics.horizontalAdvance(mark.word) + GAP
            room = _room(box, QSizeF(full, metrics.height() + 2), pane)
            # A word must lie over no neighbour.
            worded = bool(mark.word) and (
                full <= box.width() or self._is_free(mark, room, corner, scale)
            )
            if not worded:
                room = _room(box, QSizeF(shaped, room.height()), pane)
            yield Label(mark, room, worded)

    def _is_free(self, mark: FaceMark, room: QRectF, corner: QPointF, scale: float) -> bool:
        """Tell whether `mark` is the face analysed, and no other face lies in `room`."""
        others = (each.place for each in self.shown if each is not mark)
        free = not any(room.intersects(_on_pane(place, corner, scale)) for place in others)
        return free and mark.number == self.analysed

    def at(
        self, spot: QPointF, corner: QPointF, scale: float, metrics: QFontMetricsF, pane: QRectF
    ) -> FaceMark | None:
        """Return the face whose label lies at `spot` of a pane; the others as of `labels`."""
        hit = None
        for label in self.labels(corner, scale, metrics, pane):
            if label.room.contains(spot):
                hit = label.mark
        return hit

    def paint(self, painter: QPainter, corner: QPointF, scale: float, pane: QRectF) -> None:
        """Paint boxes and labels in the painter's font; parameters as of `labels`."""
        painter.save()
        labels = list(self.labels(corner, scale, QFontMetricsF(painter.font()), pane))
        for label in labels:
            self._paint_box(painter, label.mark, _on_pane(label.mark.place, corner, scale))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for label in labels:
            self._paint_label(painter, label)
        painter.restore()

    def _paint_box(self, painter: QPainter, mark: FaceMark, box: QRectF) -> None:
        width = STRONG if mark.number == self.analysed else THIN
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Light on dark: one of the two is seen on any picture.
        for colour, more in ((DARK, 2.0), (_colour(mark), 0.0)):
            pen = QPen(colour, width + more)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            # On whole pixels: between them a thin line would be a grey one.
            painter.drawRect(box.toRect())

    def _paint_label(self, painter: QPainter, label: Label) -> None:
        mark, room, colour = label.mark, label.room, _colour(label.mark)
        analysed = mark.number == self.analysed
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour if analysed else CHIP)
        painter.drawRect(room)
        ink = CHIP if analysed else colour
        painter.setPen(QPen(QColor(ink.rgb())))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        text = room.adjusted(PAD, 0, 0, 0)
        painter.drawText(text, middle, str(mark.number))
        if not mark.word:
            return
        x = text.left() + painter.fontMetrics().horizontalAdvance(str(mark.number)) + GAP
        painter.setBrush(QColor(ink.rgb()))
        shape = QRectF(x, room.center().y() - SHAPE / 2, SHAPE, SHAPE)
        paint_shape(painter, shape, mark.verdict)
        if label.worded:
            painter.drawText(
                room.adjusted(x + SHAPE + GAP - room.left(), 0, 0, 0), middle, mark.word
            )


def _on_pane(place: QRect, corner: QPointF, scale: float) -> QRectF:
    part = QRectF(place)
    return QRectF(corner + part.topLeft() * scale, part.size() * scale)


def _room(box: QRectF, size: QSizeF, pane: QRectF) -> QRectF:
    """Return where a label of `size` stands: above its box, or in it; in sight as long as that."""
    above = box.top() - size.height()
    top = above if above >= pane.top() else max(box.top(), pane.top())
    left = max(box.left(), pane.left())
    if box.intersects(pane):
        left = max(pane.left(), min(left, pane.right() - size.width()))
    return QRectF(QPointF(left, top), size)


def _colour(mark: FaceMark) -> QColor:
    """Return the colour of a face: white until it is analysed, then its verdict's."""
    return verdict_colour(palette(dark=True), mark.verdict) if mark.word else LIGHT
