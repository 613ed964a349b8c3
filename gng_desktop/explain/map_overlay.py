"""Maps as coloured, transparent layers for the screen, laid over the pale image they explain."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.rendering import IMAGE_SHARE, MAP_OPACITY, PAPER, Palette, scaled

_PALE = np.rint(PAPER - IMAGE_SHARE * (255 - np.arange(256))).astype(np.uint8)


def pale(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the pale grey picture, (H, W, 3) uint8, of `rgb`, the same shape, to lay a map on."""
    grey = cv2.LUT(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), _PALE)
    return np.asarray(cv2.merge([grey, grey, grey]), np.uint8)


def heat(
    explanation: Explanation, limit: float, palette: Palette = "red-blue"
) -> NDArray[np.uint8]:
    """Return a map as a layer: over `pale` it looks as `rendering.colourise` draws it.

    Parameters
    ----------
    limit : float
        Value at full colour, above 0.

    Returns
    -------
    ndarray of uint8, shape (S, S, 4)
        RGBA, the colours already multiplied by the opacity.

    Raises
    ------
    ValueError
        If `limit` is not above 0.
    """
    strength, toward, away = scaled(explanation, limit, palette)
    alpha = np.abs(strength) * MAP_OPACITY
    layer = np.empty((*strength.shape, 4), np.uint8)
    # Channel by channel: several times as fast as with the colours as a last axis.
    for channel in range(3):
        colour = np.where(strength > 0, toward[channel], away[channel])
        layer[..., channel] = np.rint(colour * alpha)
    layer[..., 3] = np.rint(255 * alpha)
    return layer
