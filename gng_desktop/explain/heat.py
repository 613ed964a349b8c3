"""Maps as coloured, transparent layers for the screen, laid over the pale image they explain."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.rendering import (
    IMAGE_SHARE,
    MAP_OPACITY,
    PALETTES,
    PAPER,
    UNDIRECTED,
    Palette,
)

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
    explanation : Explanation
    limit : float
        Value at full colour, above 0.
    palette : {"red-blue", "colour-blind-safe"}

    Returns
    -------
    ndarray of uint8, shape (S, S, 4)
        RGBA, the colours already multiplied by the opacity.

    Raises
    ------
    ValueError
        If `limit` is not above 0.
    """
    if not limit > 0:
        raise ValueError(f"the colour limit must be above 0, not {limit}")
    strength = np.clip(explanation.values / limit, -1, 1)[..., None]
    toward, away = PALETTES[palette]
    colour = np.where(strength > 0, toward if explanation.directed else UNDIRECTED, away)
    alpha = np.abs(strength) * MAP_OPACITY
    layer = np.concatenate([colour * alpha, 255 * alpha], axis=2)
    return np.asarray(np.rint(layer), np.uint8)
