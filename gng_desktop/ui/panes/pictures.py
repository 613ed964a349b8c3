"""NumPy pictures as Qt images, with the halved copies that clean and fast shrinking needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter


def to_qimage(rgb: NDArray[np.uint8]) -> QImage:
    """Return `rgb`, uint8 (H, W, 3), as a QImage that owns its pixels."""
    height, width = rgb.shape[:2]
    data = np.ascontiguousarray(rgb)
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class Picture:
    """One image and its halvings, drawn without aliasing at any size.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, 0..255.
    """

    def __init__(self, rgb: NDArray[np.uint8]) -> None:
        self.levels = [to_qimage(rgb)]

    def draw(self, painter: QPainter, whole: QRectF, clip: QRectF, nearest: bool) -> None:
        """Draw the part inside `clip` of the picture stretched over `whole`.

        Parameters
        ----------
        painter : QPainter
        whole : QRectF
            Where the whole picture lies, device-independent pixels; may stick out of `clip`.
        clip : QRectF
            The visible area.
        nearest : bool
            Show pixels as they are instead of interpolating.
        """
        shown = whole.intersected(clip)
        if shown.isEmpty():
            return
        image = self.levels[0] if nearest else self._level(whole, painter)
        fx, fy = image.width() / whole.width(), image.height() / whole.height()
        source = QRectF(
            (shown.x() - whole.x()) * fx,
            (shown.y() - whole.y()) * fy,
            shown.width() * fx,
            shown.height() * fy,
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not nearest)
        painter.drawImage(shown, image, source)

    def _level(self, whole: QRectF, painter: QPainter) -> QImage:
        """Return the smallest copy that still is at least as large as it is drawn."""
        wanted = whole.width() * painter.device().devicePixelRatio()
        level = 0
        while True:
            image = self.levels[level]
            if image.width() / 2 < wanted or min(image.width(), image.height()) < 4:
                return image
            if level + 1 == len(self.levels):
                self.levels.append(
                    image.scaled(
                        image.width() // 2,
                        image.height() // 2,
                        Qt.AspectRatioMode.IgnoreAspectRatio,
                        Qt.TransformationMode.SmoothTransformation,
                    )
                )
            level += 1
