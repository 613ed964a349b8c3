"""Where the face of each image of a data set is: found once by a stored segmenter, then cached."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.files import replacing
from gng_desktop.imaging.detect import largest_face
from gng_desktop.imaging.faces import Box, frame
from gng_desktop.imaging.inputs import network_input
from gng_desktop.imaging.reading import Picture


class Segmenter(Protocol):
    """Gives uint8 class ids (N, size, size) for uint8 RGB (N, size, size, 3)."""

    size: int

    def run(self, batch: NDArray[np.uint8]) -> NDArray[Any]: ...


def part_of(rgb: NDArray[np.uint8]) -> Box:
    """Return the frame of the largest face of an image (H, W, 3); without a face all of it."""
    height, width = rgb.shape[:2]
    face = largest_face(rgb)
    return Box(0, 0, width, height) if face is None else frame(face, width, height)


def analysed_parts(
    images: Sequence[NDArray[np.uint8]], segmenter: Segmenter
) -> list[tuple[NDArray[np.uint8], Box]]:
    """Return the (S, S) uint8 class ids of the analysed part of each image, and that part.

    The (H, W, 3) images are segmented in one batch.
    """
    boxes = [part_of(rgb) for rgb in images]
    inputs = [
        network_input(b.of(rgb), segmenter.size) for rgb, b in zip(images, boxes, strict=True)
    ]
    return list(zip(segmenter.run(np.stack(inputs)), boxes, strict=True))


RULE = ".eyes-and-mouth"
"""The framing rule, as part of the file names: results of an earlier rule are not reused."""


class FaceCache:
    """The analysed part of each image and its mask, in small files named by the image's hash.

    Parameters
    ----------
    folder : Path
        Where the files lie; it must not outlive the segmenter's weights.
    segmenter : Segmenter
        Finds those that are missing, in the same way as the analysis of one image does.
    """

    def __init__(self, folder: Path, segmenter: Segmenter) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.segmenter = folder, segmenter

    def find(self, picture: Picture) -> tuple[NDArray[np.uint8], Box]:
        """Return the (S, S) uint8 class ids of the analysed part of `picture`, and that part."""
        path = self.folder / f"{picture.sha256}{RULE}.npz"
        try:
            with np.load(path, allow_pickle=False) as stored:
                return stored["mask"], Box(*(int(v) for v in stored["box"]))
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile, zlib.error):
            pass  # not stored yet, or damaged by a loss of power
        ((mask, box),) = analysed_parts([picture.rgb], self.segmenter)
        # Two trainings may find the same face at once: each writes a file of its own.
        with replacing(path, durable=False) as stream:
            np.savez_compressed(stream, mask=mask, box=[box.x, box.y, box.width, box.height])
        return mask, box
