"""Zoom, position and cursor, shared by all panes: geometry only, no widget."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Signal

from gng_desktop.ui.panes.face_boxes import FaceBoxes

MAX_PIXEL = 32.0
"""Screen pixels that one image pixel may at most take up."""


class ViewState(QObject):
    """What part of the image is shown; every pane draws the same part.

    Zoom 1 fits the whole image into a pane. The centre is in fractions of the image, so
    that panes whose pictures differ in size (the SHAP maps) stay aligned.
    """

    changed = Signal()  # zoom, position or image size changed
    tools_changed = Signal()  # the crosshair or the loupe was switched
    # QPoint or None: image pixel below the pointer; None when it left the image.
    cursor_moved = Signal(object)
    # Str, QPointF, float: "press", "move" or "release" of the mouse while there is a tool; where on
    # the image, px; and how many pixels of the image a brush covers to either side.
    tool_used = Signal(str, object, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.image_size = QSize()
        self.zoom = 1.0
        self.centre = QPointF(0.5, 0.5)
        self.cursor: QPoint | None = None
        # What the networks saw of the image, px; None for the whole of it.
        self.analysed: QRect | None = None
        self.faces = FaceBoxes(self)
        self.crosshair = False
        self.loupe = False
        self.tool = ""
        self.band: QRect | None = None

    def use_tool(self, tool: str, on: bool) -> None:
        """Take a tool ("brush", "eraser", "box") in hand, or lay it down."""
        self.tool = tool if on else ("" if self.tool == tool else self.tool)
        self.band = None
        self.tools_changed.emit()

    def use_tools(self, crosshair: bool | None = None, loupe: bool | None = None) -> None:
        """Switch the full crosshair and the loupe; None leaves one as it is."""
        self.crosshair = self.crosshair if crosshair is None else crosshair
        self.loupe = self.loupe if loupe is None else loupe
        self.tools_changed.emit()

    def reset(self, image_size: QSize, analysed: QRect | None = None) -> None:
        """Show the whole of a new image of `image_size` px, of which `analysed` was looked at."""
        self.image_size = QSize(image_size)
        self.analysed = analysed
        self.set_cursor(None)
        self.fit()

    def set_analysed(self, analysed: QRect | None) -> None:
        """Say that `analysed` is what was looked at now; the image and its place stay."""
        self.analysed = analysed
        self.changed.emit()

    def fit(self) -> None:
        self.zoom = 1.0
        self.centre = QPointF(0.5, 0.5)
        self.changed.emit()

    def show_part(self, viewport: QSizeF, part: QRect) -> None:
        """Show `part` of the image, px, as large as it nearly fits a pane of size `viewport`."""
        if self.image_size.isEmpty() or part.isEmpty() or viewport.isEmpty():
            return
        width, height = self.image_size.width(), self.image_size.height()
        scale = min(viewport.width() / part.width(), viewport.height() / part.height())
        fitted = self.scale(viewport) / self.zoom
        middle = QRectF(part).center()
        self.place_at(0.95 * scale / fitted, QPointF(middle.x() / width, middle.y() / height))

    def place_at(self, zoom: float, centre: QPointF) -> None:
        """Use another zoom, from 1, and centre, in fractions of the image."""
        self.zoom = max(1.0, zoom)
        self.centre = QPointF(min(max(centre.x(), 0), 1), min(max(centre.y(), 0), 1))
        self.changed.emit()

    def scale(self, viewport: QSizeF) -> float:
        """Return the screen pixels per image pixel in a pane of size `viewport`."""
        if self.image_size.isEmpty():
            return 1.0
        width, height = self.image_size.width(), self.image_size.height()
        return min(viewport.width() / width, viewport.height() / height) * self.zoom

    def image_rect(self, viewport: QSizeF) -> QRectF:
        """Return where the whole image lies in a pane of size `viewport`; it may stick out."""
        scale = self.scale(viewport)
        width, height = self.image_size.width() * scale, self.image_size.height() * scale
        x = _place(self.centre.x(), width, viewport.width())
        y = _place(self.centre.y(), height, viewport.height())
        return QRectF(x, y, width, height)

    def one_to_one(self, viewport: QSizeF, ratio: float) -> None:
        """Show an image pixel on one pixel of a screen with `ratio` pixels per unit."""
        if not (self.image_size.isEmpty() or viewport.isEmpty()):
            middle = QPointF(viewport.width() / 2, viewport.height() / 2)
            self.zoom_at(viewport, middle, 1 / (ratio * self.scale(viewport)))

    def part(self, viewport: QSizeF, room: QRectF) -> QRect:
        """Return the image pixels that are seen, wholly or partly, inside `room` of a pane."""
        whole = self.image_rect(viewport)
        seen = whole.intersected(room)
        scale = self.scale(viewport)
        if seen.isEmpty() or self.image_size.isEmpty():
            return QRect()
        left, top = floor((seen.x() - whole.x()) / scale), floor((seen.y() - whole.y()) / scale)
        right = min(ceil((seen.right() - whole.x()) / scale), self.image_size.width())
        bottom = min(ceil((seen.bottom() - whole.y()) / scale), self.image_size.height())
        return QRect(left, top, right - left, bottom - top)

    def zoom_at(self, viewport: QSizeF, point: QPointF, factor: float) -> None:
        """Zoom by `factor`, keeping what lies below `point` of the pane in place."""
        if self.image_size.isEmpty() or viewport.isEmpty():
            return
        before = self.image_rect(viewport)
        # A small image may be shown at 1:1 although it fits with room to spare.
        at_one = self.zoom / self.scale(viewport)
        lowest, highest = min(1.0, at_one), max(1.0, MAX_PIXEL * at_one)
        self.zoom = min(max(lowest, self.zoom * factor), highest)
        ratio = self.scale(viewport) * self.image_size.width() / before.width()
        self._move_to(point + (before.topLeft() - point) * ratio, viewport)

    def pan(self, viewport: QSizeF, delta: QPointF) -> None:
        if not self.image_size.isEmpty():
            self._move_to(self.image_rect(viewport).topLeft() + delta, viewport)

    def to_image(self, viewport: QSizeF, point: QPointF) -> QPoint | None:
        """Return the image pixel below `point` of a pane, None outside the image."""
        rect = self.image_rect(viewport)
        if self.image_size.isEmpty() or not rect.contains(point):
            return None
        offset = (point - rect.topLeft()) / self.scale(viewport)
        return QPoint(
            min(int(offset.x()), self.image_size.width() - 1),
            min(int(offset.y()), self.image_size.height() - 1),
        )

    def set_cursor(self, pixel: QPoint | None) -> None:
        """Announce the image pixel below the pointer."""
        if pixel != self.cursor:
            self.cursor = pixel
            self.cursor_moved.emit(pixel)

    def _move_to(self, top_left: QPointF, viewport: QSizeF) -> None:
        """Put the image's corner at `top_left`, within bounds."""
        scale = self.scale(viewport)
        width, height = self.image_size.width() * scale, self.image_size.height() * scale
        x = (viewport.width() / 2 - top_left.x()) / width
        y = (viewport.height() / 2 - top_left.y()) / height
        # Read back through _place, so that dragging against an edge stores no hidden excess.
        x = (viewport.width() / 2 - _place(x, width, viewport.width())) / width
        y = (viewport.height() / 2 - _place(y, height, viewport.height())) / height
        self.centre = QPointF(x, y)
        self.changed.emit()


def _place(centre: float, length: float, room: float) -> float:
    """Return where an image `length` long starts in `room`: centred if it fits, else no gap."""
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, room / 2 - centre * length))
