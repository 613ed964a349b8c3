"""One view of the image, zoomed and moved together with the others."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.style import LETTERBOX, LETTERBOX_TEXT
from gng_desktop.ui.panes.face_boxes import FaceMark
from gng_desktop.ui.panes.scene import Scene
from gng_desktop.ui.panes.view_state import ViewState

WHEEL_STEP = 1.25
KEY_PAN = 40.0
DARK, LIGHT = QColor(0, 0, 0, 160), QColor(255, 255, 255)
ARM = 6.0
"""Of the linked cursor, device-independent pixels."""
LOUPE_SIDE, LOUPE_PIXEL = 176.0, 8.0
"""Side of the loupe and of an image pixel in it, device-independent pixels."""
BRUSH = 12.0
"""Radius of the brush, device-independent pixels at any zoom."""
LABEL = 0.9
"""Size of the numbers of faces in sizes of the window's text."""


class Canvas(QWidget):
    """The picture of one view, on a dark neutral ground in either theme.

    `view` and `scene` are shared; `key` is the view of the scene shown at first.
    """

    activated = Signal()  # the user clicked on the canvas or moved the focus to it
    pointed = Signal(bool)  # the pointer came to the canvas, or left it
    resized = Signal()

    def __init__(self, view: ViewState, scene: Scene, key: str) -> None:
        super().__init__()
        self.view, self.scene, self.key = view, scene, key
        self._drawn: QPixmap | None = None
        self._drag: QPointF | None = None
        self._pointer: QPointF | None = None
        self._pressed: FaceMark | None = None
        self._using = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(110, 90)
        view.changed.connect(self._redraw)
        view.cursor_moved.connect(self.update)
        view.tools_changed.connect(self.update)
        view.faces.changed.connect(self.update)
        scene.changed.connect(self._redraw)

    def sizeHint(self) -> QSize:
        return QSize(300, 300)

    def show_view(self, key: str) -> None:
        self.key = key
        self._redraw()

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def _viewport(self) -> QSizeF:
        return QSizeF(self.size())

    def _place(self) -> tuple[QPointF, float]:
        """Return where the corner of the image lies, and how many times as large it is."""
        viewport = self._viewport()
        return self.view.image_rect(viewport).topLeft(), self.view.scale(viewport)

    def image(self) -> QImage:
        """Return what the canvas shows, without cursor and focus, at the screen's resolution."""
        if self._drawn is None:
            self._drawn = self._draw()
        return self._drawn.toImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._drawn is None:
            self._drawn = self._draw()
        painter.drawPixmap(0, 0, self._drawn)
        text = self.scene.text(self.key)
        if text:
            painter.setPen(LETTERBOX_TEXT)
            room = self.rect().adjusted(16, 8, -16, -8)
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, wrap, text)
        else:
            self._paint_marks(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _draw(self) -> QPixmap:
        """Return the pane as a pixmap: moving the cursor must not draw the picture again."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(LETTERBOX)
        painter = QPainter(pixmap)
        part = self.view.part(self._viewport(), QRectF(self.rect()))
        self._paint_part(painter, part, *self._place())
        painter.end()
        return pixmap

    def _paint_part(self, painter: QPainter, part: QRect, corner: QPointF, scale: float) -> None:
        """Paint `part` of the image (px), whose corner lies at `corner`, `scale` times as large."""
        if part.isEmpty():
            return
        from gng_desktop.imaging.pyramid import Window

        fine = scale * self.devicePixelRatioF()
        share = min(1.0, fine)
        window = Window(
            *(part.x(), part.y(), part.width(), part.height()),
            columns=max(1, round(part.width() * share)),
            rows=max(1, round(part.height() * share)),
        )
        for layer in self.scene.layers(self.key, window):
            place = QRectF(corner + layer.place.topLeft() * scale, layer.place.size() * scale)
            # Above 1:1 pixels are shown as they are; a map coarser than the screen, too.
            shrunk = layer.image.width() > place.width() * self.devicePixelRatioF()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrunk)
            painter.drawImage(place, layer.image)

    def _paint_marks(self, painter: QPainter) -> None:
        if not self.scene.on_image(self.key):
            return
        corner, scale = self._place()
        faces = self.view.faces
        if self.view.band is not None:
            _paint_analysed(painter, self.view.band, corner, scale)
        if self.view.tool in ("brush", "eraser") and self._pointer is not None:
            painter.setPen(QPen(QColor(255, 255, 255), 1))
            painter.drawEllipse(self._pointer, BRUSH, BRUSH)
        if self.view.analysed is not None and not faces.analysed_is_framed:
            _paint_analysed(painter, self.view.analysed, corner, scale)
        painter.setFont(self._label_font())
        faces.paint(painter, corner, scale, QRectF(self.rect()))
        if self.view.cursor is not None:
            spot = corner + (QPointF(self.view.cursor) + QPointF(0.5, 0.5)) * scale
            if self.view.crosshair:
                _paint_cross(painter, spot, QRectF(self.rect()))
            elif not self.underMouse():  # in another pane
                reach = QPointF(ARM, ARM)
                _paint_cross(painter, spot, QRectF(spot - reach, spot + reach))
        if self.view.loupe and self._pointer is not None and self.view.cursor is not None:
            self._paint_loupe(painter, self._pointer)

    def _label_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * LABEL)
        font.setBold(True)
        return font

    def face_at(self, spot: QPointF) -> FaceMark | None:
        if self.scene.text(self.key) or not self.scene.on_image(self.key):
            return None
        metrics = QFontMetricsF(self._label_font())
        return self.view.faces.at(spot, *self._place(), metrics, QRectF(self.rect()))

    def _paint_loupe(self, painter: QPainter, pointer: QPointF) -> None:
        """Paint the image around the pointer, `LOUPE_PIXEL` times as large, in a frame."""
        assert self.view.cursor is not None
        frame = QRectF(0, 0, LOUPE_SIDE, LOUPE_SIDE)
        frame.moveCenter(pointer)
        scale = LOUPE_PIXEL
        middle = QPointF(self.view.cursor) + QPointF(0.5, 0.5)
        corner = frame.center() - middle * scale
        reach = int(LOUPE_SIDE / 2 / scale) + 1
        spot = self.view.cursor
        whole = QRect(0, 0, self.view.image_size.width(), self.view.image_size.height())
        part = QRect(spot.x() - reach, spot.y() - reach, 2 * reach + 1, 2 * reach + 1) & whole
        painter.save()
        painter.setClipRect(frame)
        painter.fillRect(frame, LETTERBOX)
        self._paint_part(painter, part, corner, scale)
        painter.setClipping(False)
        for colour, width in ((QColor(0, 0, 0), 3), (QColor(255, 255, 255), 1)):
            painter.setPen(QPen(colour, width))
            painter.drawRect(frame)
            painter.drawRect(QRectF(corner + QPointF(spot) * scale, QSizeF(scale, scale)))
        painter.restore()

    # -- events -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._redraw()
        self.resized.emit()

    def focusInEvent(self, event: QEvent) -> None:  # type: ignore[override]
        self.activated.emit()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        self.view.zoom_at(self._viewport(), event.position(), WHEEL_STEP**steps)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.scene.views is None:
            return
        if self.view.tool and self.scene.on_image(self.key):
            self._using = True
            self._use_tool("press", event.position())
            return
        self._pressed = self.face_at(event.position())
        if self._pressed is None:
            self._drag = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._using:
            self._use_tool("move", event.position())
        elif self._drag is not None:
            self.view.pan(self._viewport(), event.position() - self._drag)
            self._drag = event.position()
        else:
            self._point_at(self.face_at(event.position()))
        self._pointer = event.position()
        self.view.set_cursor(self.view.to_image(self._viewport(), event.position()))
        if self.view.loupe or self.view.tool:
            self.update()

    def _use_tool(self, phase: str, spot: QPointF) -> None:
        corner, scale = self._place()
        self.view.tool_used.emit(phase, (spot - corner) / scale, BRUSH / scale)

    def _point_at(self, face: FaceMark | None) -> None:
        if face is None:
            self.unsetCursor()
            self.setToolTip("")
            return
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        tip = tr("Analyse face {number}", number=face.number)
        if face.word:
            tip = tr("Face {number}: {verdict}", number=face.number, verdict=face.word)
        self.setToolTip(tip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._using:
            self._using = False
            self._use_tool("release", event.position())
            return
        pressed, self._drag, self._pressed = self._pressed, None, None
        face = self.face_at(event.position())
        self._point_at(face)
        if pressed is not None and pressed == face:
            self.view.faces.chosen.emit(face.number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole image again; two clicks on a label are no double click."""
        if self.face_at(event.position()) is None:
            self.view.fit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hide the linked cursor below the pointer itself."""
        self.pointed.emit(True)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.pointed.emit(False)
        self.view.set_cursor(None)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
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


def _paint_analysed(painter: QPainter, analysed: QRect, corner: QPointF, scale: float) -> None:
    """Outline the part `analysed` (px) of an image that lies at `corner`, `scale` times larger."""
    part = QRectF(analysed)
    outline = QRectF(corner + part.topLeft() * scale, part.size() * scale)
    for colour, style in ((DARK, Qt.PenStyle.SolidLine), (LIGHT, Qt.PenStyle.DashLine)):
        painter.setPen(QPen(colour, 1, style))
        painter.drawRect(outline)


def _paint_cross(painter: QPainter, spot: QPointF, room: QRectF) -> None:
    """Draw lines through `spot` across `room`."""
    for colour, width in ((DARK, 3), (LIGHT, 1)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QPointF(room.left(), spot.y()), QPointF(room.right(), spot.y()))
        painter.drawLine(QPointF(spot.x(), room.top()), QPointF(spot.x(), room.bottom()))
