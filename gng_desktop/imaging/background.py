"""Background stripping and its inverse (SPEC 1.3; 000, section 3.2)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

REFERENCE_SIZE = 448
CLOSING_KERNEL = 10
CLOSING_ITERATIONS = 4
EROSION_KERNEL = 7


def _kernel(pixels_at_reference: int, size: int) -> NDArray[np.uint8]:
    side = max(1, round(pixels_at_reference * size / REFERENCE_SIZE))
    return np.ones((side, side), np.uint8)


def foreground(mask: NDArray[np.uint8], erode: bool = False) -> NDArray[np.bool_]:
    """Collapse classes 1..13 to foreground and close its small holes.

    Parameters
    ----------
    mask : ndarray of uint8, shape (H, W)
        Class ids, 0 is background.
    erode : bool
        Shrink the result by the optional 7x7 erosion of SPEC 1.3.

    Returns
    -------
    ndarray of bool, shape (H, W)
        True on the face, head and hair. The closing is 10x10, 4 iterations at 448 px (the
        shorter side), scaled to the size of `mask`.
    """
    size = min(mask.shape)
    binary = (mask != 0).astype(np.uint8)
    kernel = _kernel(CLOSING_KERNEL, size)
    # Padding keeps the closing from eating or inventing foreground along the frame.
    pad = kernel.shape[0] * CLOSING_ITERATIONS
    padded = cv2.copyMakeBorder(binary, pad, pad, pad, pad, cv2.BORDER_REPLICATE)
    # The erosion mirrors the dilation's anchor. With MORPH_CLOSE an even kernel, as 10x10 is, moves
    # the foreground by 1 px per iteration: 4 px of background would stay on one side of the face.
    side = kernel.shape[0]
    there, back = (side // 2,) * 2, (side - 1 - side // 2,) * 2
    grown = cv2.dilate(padded, kernel, anchor=there, iterations=CLOSING_ITERATIONS)
    closed = cv2.erode(grown, kernel, anchor=back, iterations=CLOSING_ITERATIONS)
    closed = closed[pad:-pad, pad:-pad]
    if erode:
        closed = cv2.erode(closed, _kernel(EROSION_KERNEL, size))
    return np.asarray(closed, np.bool_)


def strip(rgb: NDArray[np.uint8], face: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return `rgb` (H, W, 3) with every pixel outside `face` (H, W) black: the stripped view."""
    return rgb * face[..., None].astype(np.uint8)


def background_only(rgb: NDArray[np.uint8], face: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return `rgb` (H, W, 3) with `face` (H, W) black: the thesis's own future work (000, 5.1)."""
    return strip(rgb, ~face)
