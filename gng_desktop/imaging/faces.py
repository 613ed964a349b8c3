"""A face, and the square around it that the networks see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

SIDE_BY_EYES, SIDE_BY_MOUTH, DOWN = 4.0, 3.6, 0.1
"""The rule by which the portraits used in training were framed (FFHQ): the side in distances
between the eyes or from eyes to mouth, whichever gives more, and how far the centre lies below the
eyes on the way to the mouth."""
NEARLY = 0.8, 0.9
"""A frame of the second share of the image's shorter side is all of that side."""


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

    def rescaled(self, before: tuple[int, ...], after: tuple[int, ...]) -> Box:
        """Return the box in a copy of its picture with another shape (H, W, ...); never empty."""
        (high, wide), (height, width) = before[:2], after[:2]
        left = min(round(self.x * width / wide), width - 1)
        top = min(round(self.y * height / high), height - 1)
        across = max(1, round(self.width * width / wide))
        down = max(1, round(self.height * height / high))
        return Box(left, top, min(across, width - left), min(down, height - top))

    def covers(self, width: int, height: int) -> bool:
        """Return whether the box is the whole (width, height) image."""
        return (self.x, self.y, self.width, self.height) == (0, 0, width, height)

    def within(self, width: int, height: int) -> bool:
        """Return whether the box holds pixels and all of them are of a (width, height) image."""
        return (
            0 <= self.x < self.x + self.width <= width
            and 0 <= self.y < self.y + self.height <= height
        )


@dataclass(frozen=True)
class Face:
    """A face as the detector sees it; all px of the image.

    Attributes
    ----------
    box : tuple of float
        Left, top, width, height of the head, hairline to chin; may reach beyond the image.
    points : tuple of (x, y)
        Two eyes, tip of the nose, two corners of the mouth.
    confidence : float
        0..1.
    """

    box: tuple[float, float, float, float]
    points: tuple[tuple[float, float], ...]
    confidence: float

    @cached_property
    def square(self) -> tuple[float, float, float]:
        """Centre x, y and side of the frame of the portraits used in training (FFHQ's rule).

        It does not end at the borders of the image.
        """
        one, other, _, *mouth = np.asarray(self.points)
        eyes, lips = (one + other) / 2, sum(mouth) / 2
        side = max(
            SIDE_BY_EYES * np.hypot(*(other - one)), SIDE_BY_MOUTH * np.hypot(*(lips - eyes))
        )
        x, y = eyes + DOWN * (lips - eyes)
        return float(x), float(y), float(side)

    def moved(self, right: float, down: float) -> Face:
        """Return the face in an image that begins further left and above, px."""
        x, y, width, height = self.box
        points = tuple((x + right, y + down) for x, y in self.points)
        return Face((x + right, y + down, width, height), points, self.confidence)


def frame(face: Face, width: int, height: int) -> Box:
    """Return the part of an image that the networks see of a face: the one rule for all modes.

    A square, so that no face is ever squeezed: the frame of the training portraits where the
    image has room for it, shifted to lie inside. From `NEARLY[0]` of the image's shorter side on
    it grows twice as fast as the face, so that it is the whole shorter side from `NEARLY[1]` on
    and a portrait framed as in training is used to its last pixel; nothing jumps.

    Parameters
    ----------
    width, height : int
        Of the image, px.
    """
    x, y, side = face.square
    shorter = min(width, height)
    low, high = (share * shorter for share in NEARLY)
    if side > low:
        side = min(shorter, low + (side - low) * (shorter - low) / (high - low))
    side = max(1, round(side))
    left, top = round(x - side / 2), round(y - side / 2)
    return Box(int(np.clip(left, 0, width - side)), int(np.clip(top, 0, height - side)), side, side)


def shown(face: Face, box: Box) -> float:
    """Return the share of the face's frame, 0..1, that lies in a part of its image.

    Below 1 the image ends within the frame; a half of the side in both directions is 0.25.
    """
    x, y, side = face.square
    right, bottom = box.x + box.width, box.y + box.height
    across = min(x + side / 2, right) - max(x - side / 2, box.x)
    down = min(y + side / 2, bottom) - max(y - side / 2, box.y)
    return max(0.0, across) * max(0.0, down) / max(1.0, side * side)
