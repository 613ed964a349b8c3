"""Label sets of other projects mapped to the 14 classes."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.datasets.items import DataError, MaskItem
from gng_desktop.datasets.left_right import with_sides_corrected

IGNORE = 255
"""Mask value that the loss and the metrics leave out."""

EYES, SKIN, DARK, MOUTH, NOT_HAIR, HAIR_OR_BEARD = range(14, 20)
GROUPS: dict[int, tuple[int, ...]] = {
    EYES: (2, 3),
    SKIN: (0, 1, 9, 10, 12, 13),
    DARK: (6, 7, 8, 12),
    MOUTH: (5, 11),
    NOT_HAIR: (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13),
    HAIR_OR_BEARD: (6, 12),
}
"""Mask values of partial labels, and the classes each leaves open."""

_CELEBAMASK = np.zeros(256, np.uint8)
_CELEBAMASK[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]] = [1, 4, 13, 2, 3, 7, 8, 9, 10, 5, 5, 5, 6]
_CELEBAMASK_MOUTH_INTERIOR = 10
TEETH_MIN_BRIGHTNESS = 100
TEETH_MAX_SATURATION = 0.45


# Each takes a (H, W) uint8 mask of its label set and the (H, W, 3) uint8 RGB image, and returns
# class ids, keys of `GROUPS` and `IGNORE`, (H, W) uint8.


def _from_celebamask(mask: NDArray[np.uint8], rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Map a CelebAMask-HQ style 19-label mask; facial hair never occurs, as it is not labelled.

    0 background, 1 skin, 2 nose, 3 glasses, 4/5 eyes, 6/7 brows, 8/9 ears, 10 mouth interior,
    11/12 lips, 13 hair, 14..18 hat, earring, necklace, neck, cloth. The image distinguishes teeth
    (bright, unsaturated) from the rest of the mouth's interior.
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


def _from_classes(mask: NDArray[np.uint8], rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a mask that holds our own ids; anything above 13 becomes `IGNORE`."""
    return np.where(mask < 14, mask, IGNORE).astype(np.uint8)


def _from_fasseg(mask: NDArray[np.uint8], rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Map a FASSEG style 6-label mask.

    0 background, 1 skin with ears, neck and glasses, 2 hair with brows, 3 eyes, 4 nose, 5 mouth.
    Background and nose say one class, the others a group: the neck is background to us, and a beard
    may have been painted as either skin or hair.
    """
    codes = np.full(256, IGNORE, np.uint8)
    codes[:6] = [0, SKIN, DARK, EYES, 4, MOUTH]
    return codes[mask]


def _from_hair(mask: NDArray[np.uint8], rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Map a mask of hair, 1, beards and moustaches included.

    It is facial hair where a piece lies wholly in the lower middle of the picture, where an aligned
    face has mouth and chin; of the other pieces hair in the upper half, `HAIR_OR_BEARD` below.
    """
    codes = np.full(mask.shape, NOT_HAIR, np.uint8)
    count, pieces, stats, _ = cv2.connectedComponentsWithStats((mask == 1).astype(np.uint8))
    height, width = mask.shape
    for piece in range(1, count):
        x, y, w, h, area = stats[piece]
        here = pieces == piece
        middle = abs(x + w / 2 - width / 2) < width * 0.12 and w < width * 0.5
        if middle and y > height * 0.55 and y + h < height * 0.9 and area > mask.size * 5e-4:
            codes[here] = 12
        else:
            codes[here] = HAIR_OR_BEARD
            codes[: int(height * 0.5)][here[: int(height * 0.5)]] = 6
    return codes


READERS: dict[str, Callable[[NDArray[np.uint8], NDArray[np.uint8]], NDArray[np.uint8]]] = {
    "celebamask19": _from_celebamask,
    "classes14": _from_classes,
    "fasseg6": _from_fasseg,
    "hair2": _from_hair,
}
"""By label set; all take the image, too, which only the first one uses."""
COMPLETE = ("celebamask19", "classes14")
"""Label sets that name the class of every pixel: these validate and test a segmenter."""


def read_mask(item: MaskItem, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Read the mask of `item` as class ids.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        Its image.

    Returns
    -------
    ndarray of uint8, shape (H, W)
        0..13, a key of `GROUPS`, or `IGNORE`.

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


def read_truth(item: MaskItem, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Read the mask of `item` as trainings and tests take it.

    Left and right are exchanged in a mask of `COMPLETE` whose sides contradict their place in the
    face: it was mirrored without its ids, like 71 of the 1,000 of ``celebamask19``.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        Its image.

    Returns
    -------
    ndarray of uint8, shape (H, W)
        As of `read_mask`.

    Raises
    ------
    DataError
        As by `read_mask`.
    """
    mask = read_mask(item, rgb)
    return with_sides_corrected(mask) if item.labels in COMPLETE else mask
