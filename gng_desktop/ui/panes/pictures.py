"""NumPy pictures as Qt images."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def to_qimage(pixels: NDArray[np.uint8]) -> QImage:
    """Return pixels, uint8 (H, W, 3) or (H, W, 4), as a QImage that owns them.

    Of four channels the colours are multiplied by the opacity, the last.
    """
    height, width, channels = pixels.shape
    data = np.ascontiguousarray(pixels)
    formats = QImage.Format
    kind = formats.Format_RGB888 if channels == 3 else formats.Format_RGBA8888_Premultiplied
    return QImage(data.data, width, height, channels * width, kind).copy()
