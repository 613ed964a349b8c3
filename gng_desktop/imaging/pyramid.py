"""An image and its halvings: any window of it, cut out at the size in which it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.faces import Box

COARSE = 512
"""Side, px, down to which halvings are made ahead."""


@dataclass(frozen=True)
class Window:
    """A part of an image, and how many pixels it is shown on.

    Attributes
    ----------
    left, top, width, height : int
        The part, px of the image; inside of it, not empty.
    columns, rows : int
        Of the result, px; never more than `width` and `height`: enlarging is left to the screen.
    """

    left: int
    top: int
    width: int
    height: int
    columns: int
    rows: int

    def places(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the image row and column, px, below the middle of each row and column shown."""
        y = self.top + (np.arange(self.rows) + 0.5) * (self.height / self.rows)
        x = self.left + (np.arange(self.columns) + 0.5) * (self.width / self.columns)
        return y.astype(np.intp), x.astype(np.intp)


class Pyramid:
    """An image with its halvings, which are made when first needed.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, 0..255; not copied.
    """

    def __init__(self, rgb: NDArray[np.uint8]) -> None:
        self.levels = [rgb]

    def prepare(self) -> None:
        """Make all halvings down to `COARSE`: those of a large image take longest."""
        longest = max(self.levels[0].shape)
        self._level(max(0, int(np.log2(longest / COARSE))))

    def cut(self, window: Window) -> NDArray[np.uint8]:
        """Return (rows, columns, 3) uint8 pixels of `window`, averaged where they are shrunk."""
        if (window.columns, window.rows) == (window.width, window.height):
            place = np.s_[
                window.top : window.top + window.height, window.left : window.left + window.width
            ]
            return np.ascontiguousarray(self.levels[0][place])
        shrink = min(window.width / window.columns, window.height / window.rows)
        level = self._level(int(np.log2(shrink)))
        whole = self.levels[0]
        across, down = level.shape[1] / whole.shape[1], level.shape[0] / whole.shape[0]
        return _stretched(level, window, across, down)

    def _level(self, number: int) -> NDArray[np.uint8]:
        while len(self.levels) <= number:
            last = self.levels[-1]
            size = max(1, last.shape[1] // 2), max(1, last.shape[0] // 2)
            half = cv2.resize(last, size, interpolation=cv2.INTER_AREA)
            self.levels.append(np.asarray(half, np.uint8))
        return self.levels[number]


def _stretched(
    level: NDArray[np.uint8], window: Window, across: float, down: float
) -> NDArray[np.uint8]:
    """Return `window` of an image of which `level` holds `across` times `down` the pixels."""
    x, y = window.left * across, window.top * down
    x0, y0 = max(0, int(x) - 1), max(0, int(y) - 1)
    x1 = min(level.shape[1], int(x + window.width * across) + 2)
    y1 = min(level.shape[0], int(y + window.height * down) + 2)
    fx, fy = window.width * across / window.columns, window.height * down / window.rows
    # From the middle of a pixel shown to the middle of the pixel of the level below it.
    map_ = np.array([[fx, 0, x - x0 + fx / 2 - 0.5], [0, fy, y - y0 + fy / 2 - 0.5]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cut = cv2.warpAffine(
        level[y0:y1, x0:x1],
        map_,
        (window.columns, window.rows),
        flags=flags,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(cut, np.uint8)


def sample(values: NDArray[Any], box: Box, window: Window) -> NDArray[Any]:
    """Return what `values` hold at each pixel of `window`; 0 outside of `box`.

    Parameters
    ----------
    values : ndarray, shape (h, w)
        Of any resolution, stretched over `box`; never mixed.
    box : Box
        The part of the image that `values` cover.

    Returns
    -------
    ndarray, shape (rows, columns), of the type of `values`
    """
    y, x = window.places()
    inside_y = (y >= box.y) & (y < box.y + box.height)
    inside_x = (x >= box.x) & (x < box.x + box.width)
    rows = (y[inside_y] - box.y) * values.shape[0] // box.height
    columns = (x[inside_x] - box.x) * values.shape[1] // box.width
    found = np.zeros((window.rows, window.columns), values.dtype)
    if rows.size and columns.size:
        first_y, first_x = int(np.argmax(inside_y)), int(np.argmax(inside_x))
        place = np.s_[first_y : first_y + rows.size, first_x : first_x + columns.size]
        found[place] = values[rows][:, columns]
    return found
