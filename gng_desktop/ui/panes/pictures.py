"""NumPy pictures as Qt images."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def to_qimage(rgb: NDArray[np.uint8]) -> QImage:
    """Return `rgb`, uint8 (H, W, 3), as a QImage that owns its pixels."""
    height, width = rgb.shape[:2]
    data = np.ascontiguousarray(rgb)
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def to_transparent_qimage(rgba: NDArray[np.uint8]) -> QImage:
    """Return `rgba`, uint8 (H, W, 4), colours multiplied by the opacity, as a QImage of its own."""
    height, width = rgba.shape[:2]
    data = np.ascontiguousarray(rgba)
    kind = QImage.Format.Format_RGBA8888_Premultiplied
    return QImage(data.data, width, height, 4 * width, kind).copy()
