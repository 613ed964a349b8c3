"""Label sets of other projects mapped to the 14 classes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.datasets.items import DataError, MaskItem

IGNORE = 255
"""Mask value that the loss and the metrics leave out."""

_CELEBAMASK = np.zeros(256, np.uint8)
_CELEBAMASK[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]] = [1, 4, 13, 2, 3, 7, 8, 9, 10, 5, 5, 5, 6]
_CELEBAMASK_MOUTH_INTERIOR = 10
TEETH_MIN_BRIGHTNESS = 100
TEETH_MAX_SATURATION = 0.45


def from_celebamask(mask: NDArray[np.uint8], rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Map a CelebAMask-HQ style 19-label mask to the 14 classes.

    Parameters
    ----------
    mask : ndarray of uint8, shape (H, W)
        0 background, 1 skin, 2 nose, 3 glasses, 4/5 eyes, 6/7 brows, 8/9 ears, 10 mouth interior,
        11/12 lips, 13 hair, 14..18 hat, earring, necklace, neck, cloth.
    rgb : ndarray of uint8, shape (H, W, 3)
        The image; tells teeth (bright, unsaturated) from the rest of the mouth's interior.

    Returns
    -------
    ndarray of uint8, shape (H, W)
        Class ids 0..13; facial hair never occurs, as CelebAMask-HQ does not label it.
    """
    ids = _CELEBAMASK[mask]
    interior = mask == _CELEBAMASK_MOUTH_INTERIOR
    if interior.any():
        pixels = rgb[interior].astype(np.float32)
        high, low = pixels.max(axis=1), pixels.min(axis=1)
        saturation = (high - low) / np.maximum(high, 1)
        teeth = (high > TEETH_MIN_BRIGHTNESS) & (saturation < TEETH_MAX_SATURATION)
        ids[interior] = np.where(teeth, 11, 5)
    return ids


READERS: dict[str, Callable[[NDArray[np.uint8], NDArray[np.uint8]], NDArray[np.uint8]]] = {
    "celebamask19": from_celebamask,
}


def read_mask(item: MaskItem, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Read the mask of `item` as class ids.

    Parameters
    ----------
    item : MaskItem
    rgb : ndarray of uint8, shape (H, W, 3)
        Its image.

    Returns
    -------
    ndarray of uint8, shape (H, W)
        0..13, or `IGNORE`.

    Raises
    ------
    DataError
        If the label set is unknown, the mask cannot be read, or mask and image differ in size.
    """
    if item.labels not in READERS:
        raise DataError(f"Label set {item.labels!r} is unknown; use {', '.join(READERS)}.")
    try:
        with Image.open(item.mask) as image:
            mask = np.array(image)
    except OSError as error:
        raise DataError(f"The mask {item.mask} cannot be read; check the data folder.") from error
    if mask.shape != rgb.shape[:2]:
        raise DataError(f"The mask {item.mask} is {mask.shape}, its image {rgb.shape[:2]} px.")
    return READERS[item.labels](mask, rgb)
