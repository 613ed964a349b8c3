"""Where the face is, read from a mask, and the square around it that the models judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.components import components, members
from gng_desktop.imaging.inputs import network_input
from gng_desktop.imaging.labels import CLASSES

MARGIN = 2.0
"""Side of the square in units of the face's larger side (skin, brow to chin): the framing of the
aligned portraits the models were trained on."""
WHOLE_IF = 0.8
"""A square of at least this share of the image's shorter side is not worth a crop."""
MIN_SHARE = 0.0015
"""Least share of the mask that a face component must hold (75 px of 224 x 224)."""

FACE_IDS: tuple[int, ...] = tuple(
    CLASSES.index(name)
    for name in (
        "general face",
        "left eye",
        "right eye",
        "nose",
        "lips",
        "left eyebrow",
        "right eyebrow",
        "teeth",
        "facial hair",
    )
)
"""Skin, beard and features: what makes a face a face; without hair and ears, and without glasses,
which the segmenter also sees in dark clothing."""


@dataclass(frozen=True)
class Box:
    """A rectangle of an image, px: left, top, width, height."""

    x: int
    y: int
    width: int
    height: int

    def of(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the view of `pixels` (H, W, ...) that lies in the box."""
        return pixels[self.y : self.y + self.height, self.x : self.x + self.width]

    def covers(self, width: int, height: int) -> bool:
        """Tell whether the box is the whole (width, height) image."""
        return (self.x, self.y, self.width, self.height) == (0, 0, width, height)

    def within(self, width: int, height: int) -> bool:
        """Tell whether the box holds pixels and all of them are of a (width, height) image."""
        return (
            0 <= self.x < self.x + self.width <= width
            and 0 <= self.y < self.y + self.height <= height
        )


def square_at(x: float, y: float, side: int, width: int, height: int) -> Box:
    """Return the square of `side` px around a point, shifted to lie inside the image.

    Parameters
    ----------
    x, y : float
        Its centre, px.
    side : int
        px; no longer than the image's shorter side.
    width, height : int
        Of the image, px.
    """
    left, top = round(x - side / 2), round(y - side / 2)
    return Box(int(np.clip(left, 0, width - side)), int(np.clip(top, 0, height - side)), side, side)


def face_box(mask: NDArray[np.uint8], width: int, height: int) -> Box | None:
    """Find the square around the largest face of an image.

    Parameters
    ----------
    mask : ndarray of uint8, shape (S, S)
        Class ids of the whole image, at the segmenter's size.
    width, height : int
        Of the image, px.

    Returns
    -------
    Box or None
        A square of `MARGIN` times the face, inside the image; the whole image where that is
        about as large anyway; None if no component of skin and features is large enough.
    """
    face = members(mask, FACE_IDS)
    labels, areas = components(face)
    largest = int(np.argmax(areas))
    if areas[largest] < MIN_SHARE * mask.size:
        return None
    left, top, wide, high = cv2.boundingRect((labels == largest).astype(np.uint8))
    across, down = width / mask.shape[1], height / mask.shape[0]
    side = round(MARGIN * max(wide * across, high * down))
    if side >= WHOLE_IF * min(width, height):
        return Box(0, 0, width, height)
    return square_at((left + wide / 2) * across, (top + high / 2) * down, side, width, height)


class Segmenter(Protocol):
    """What finds a face: uint8 ids (N, size, size) for uint8 RGB (N, size, size, 3)."""

    size: int

    def run(self, batch: NDArray[np.uint8]) -> NDArray[Any]: ...


def judged_part(rgb: NDArray[np.uint8], segmenter: Segmenter) -> tuple[NDArray[np.uint8], Box]:
    """Segment an image, and a face that is small in it once more in a square of its own.

    So the networks see a face framed, and as large, as those they were trained on. Training,
    evaluation and analysis all come through here.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
    segmenter : Segmenter

    Returns
    -------
    tuple
        (S, S) uint8 class ids of the judged part, and the part: the square around the largest
        face, or the whole image where that is about as large or no face stands out.
    """
    return judged_parts([rgb], segmenter)[0]


def judged_parts(
    images: Sequence[NDArray[np.uint8]], segmenter: Segmenter
) -> list[tuple[NDArray[np.uint8], Box]]:
    """Do for several images, in batches, what `judged_part` does for one."""
    size = segmenter.size
    masks = list(segmenter.run(np.stack([network_input(rgb, size) for rgb in images])))
    boxes = []
    for rgb, mask in zip(images, masks, strict=True):
        height, width = rgb.shape[:2]
        boxes.append(face_box(mask, width, height) or Box(0, 0, width, height))
    small = [
        n
        for n, (rgb, box) in enumerate(zip(images, boxes, strict=True))
        if not box.covers(rgb.shape[1], rgb.shape[0])
    ]
    if small:
        parts = np.stack([network_input(boxes[n].of(images[n]), size) for n in small])
        for n, mask in zip(small, segmenter.run(parts), strict=True):
            masks[n] = mask
    return list(zip(masks, boxes, strict=True))
