"""One pane: a title and a picture, zoomed and moved together with the other panes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gng_desktop.ui.panes.pictures import Picture
from gng_desktop.ui.panes.view_state import ViewState
from gng_desktop.ui.style import LETTERBOX, LETTERBOX_TEXT, emphasise

WHEEL_STEP = 1.25
KEY_PAN = 40.0
_SOLID, _DASHED = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine


class Canvas(QWidget):
    """The picture itself, on a dark neutral ground in either theme."""

    def __init__(self, view: ViewState, name: str) -> None:
        super().__init__()
        self.view = view
        self._picture: Picture | None = None
        self._text = ""
        self._drawn: QPixmap | None = None
        self._drag: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 100)
        self.setAccessibleName(name)
        view.changed.connect(self._redraw)
        view.cursor_moved.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the size a pane likes to have."""
        return QSize(300, 300)

    def show_picture(self, rgb: NDArray[np.uint8] | None, text: str) -> None:
        """Show `rgb`, uint8 (H, W, 3), or, where it is None, `text`."""
        self._picture = None if rgb is None else Picture(rgb)
        self._text = text
        self._redraw()

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._picture is not None

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def _viewport(self) -> QSizeF:
        return QSizeF(self.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, the linked cursor and the focus frame."""
        painter = QPainter(self)
        if self._drawn is None:
            self._drawn = self._draw()
        painter.drawPixmap(0, 0, self._drawn)
        if self._picture is None:
            painter.setPen(LETTERBOX_TEXT)
            room = self.rect().adjusted(16, 8, -16, -8)
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, wrap, self._text)
        else:
            self._paint_judged(painter)
            self._paint_cursor(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _draw(self) -> QPixmap:
        """Return the pane as a pixmap: moving the cursor must not scale the picture anew."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(LETTERBOX)
        if self._picture is not None:
            painter = QPainter(pixmap)
            whole = self.view.image_rect(self._viewport())
            nearest = self.view.scale(self._viewport()) * ratio > 1
            self._picture.draw(painter, whole, QRectF(self.rect()), nearest)
            painter.end()
        return pixmap

    def _paint_judged(self, painter: QPainter) -> None:
        """Outline the part of the image that was judged, if that is not the whole."""
        if self.view.judged is None:
            return
        scale = self.view.scale(self._viewport())
        corner = self.view.image_rect(self._viewport()).topLeft()
        part = QRectF(self.view.judged)
        outline = QRectF(corner + part.topLeft() * scale, part.size() * scale)
        for colour, style in ((QColor(0, 0, 0, 160), _SOLID), (QColor(255, 255, 255), _DASHED)):
            painter.setPen(QPen(colour, 1, style))
            painter.drawRect(outline)

    def _paint_cursor(self, painter: QPainter) -> None:
        """Mark the spot that the pointer shows in another pane."""
        if self.view.cursor is None or self.underMouse():
            return
        scale = self.view.scale(self._viewport())
        corner = self.view.image_rect(self._viewport()).topLeft()
        spot = corner + (QPointF(self.view.cursor) + QPointF(0.5, 0.5)) * scale
        for colour, width in ((QColor(0, 0, 0, 160), 3), (QColor(255, 255, 255), 1)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(spot - QPointF(6, 0), spot + QPointF(6, 0))
            painter.drawLine(spot - QPointF(0, 6), spot + QPointF(0, 6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the picture to the new size."""
        self._redraw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer."""
        steps = event.angleDelta().y() / 120
        self.view.zoom_at(self._viewport(), event.position(), WHEEL_STEP**steps)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the image."""
        if event.button() == Qt.MouseButton.LeftButton and self._picture is not None:
            self._drag = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the image, or tell which pixel the pointer is on."""
        if self._drag is not None:
            self.view.pan(self._viewport(), event.position() - self._drag)
            self._drag = event.position()
        self.view.set_cursor(self.view.to_image(self._viewport(), event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the image."""
        self._drag = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole image again."""
        self.view.fit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hide the linked cursor below the pointer itself."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self.view.set_cursor(None)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with + and -, fit with 0, move with the arrow keys."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        moves = {
            Qt.Key.Key_Left: QPointF(KEY_PAN, 0),
            Qt.Key.Key_Right: QPointF(-KEY_PAN, 0),
            Qt.Key.Key_Up: QPointF(0, KEY_PAN),
            Qt.Key.Key_Down: QPointF(0, -KEY_PAN),
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.view.zoom_at(self._viewport(), middle, WHEEL_STEP)
        elif key == Qt.Key.Key_Minus:
            self.view.zoom_at(self._viewport(), middle, 1 / WHEEL_STEP)
        elif key == Qt.Key.Key_0:
            self.view.fit()
        elif key in moves:
            self.view.pan(self._viewport(), moves[key])
        else:
            super().keyPressEvent(event)


class ImagePane(QFrame):
    """A title line above a `Canvas`.

    Parameters
    ----------
    title : str
    view : ViewState
        Shared by all panes of a window.
    """

    def __init__(self, title: str, view: ViewState) -> None:
        super().__init__()
        self.title = QLabel(title)
        self.title.setIndent(2)
        emphasise(self.title)
        self.canvas = Canvas(view, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.title)
        layout.addWidget(self.canvas, 1)

    def show_picture(self, rgb: NDArray[np.uint8] | None, text: str = "No image") -> None:
        """Show `rgb`, uint8 (H, W, 3) of any size, or, where it is None, `text`."""
        self.canvas.show_picture(rgb, text)

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self.canvas.has_picture
