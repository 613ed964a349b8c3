"""The part of a picture that the networks see, and its mask: for training, tests and analysis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.detect import largest_face
from gng_desktop.imaging.faces import Box, frame
from gng_desktop.imaging.inputs import network_input


class Segmenter(Protocol):
    """Gives uint8 class ids (N, size, size) for uint8 RGB (N, size, size, 3)."""

    size: int

    def run(self, batch: NDArray[np.uint8]) -> NDArray[Any]: ...


def part_of(rgb: NDArray[np.uint8]) -> Box:
    """Return the frame of the largest face of an image (H, W, 3); without a face the whole."""
    height, width = rgb.shape[:2]
    face = largest_face(rgb)
    return Box(0, 0, width, height) if face is None else frame(face, width, height)


def judged_part(rgb: NDArray[np.uint8], segmenter: Segmenter) -> tuple[NDArray[np.uint8], Box]:
    """Return the (S, S) uint8 class ids of the part of `rgb` (H, W, 3) analysed, and that part."""
    return judged_parts([rgb], segmenter)[0]


def judged_parts(
    images: Sequence[NDArray[np.uint8]], segmenter: Segmenter
) -> list[tuple[NDArray[np.uint8], Box]]:
    """Do for several images, in one batch, what `judged_part` does for one."""
    boxes = [part_of(rgb) for rgb in images]
    inputs = [
        network_input(b.of(rgb), segmenter.size) for rgb, b in zip(images, boxes, strict=True)
    ]
    return list(zip(segmenter.run(np.stack(inputs)), boxes, strict=True))
