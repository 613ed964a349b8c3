"""Foreground masks of whole data sets, made once by a stored segmenter."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.background import foreground
from gng_desktop.imaging.inputs import network_input
from gng_desktop.imaging.reading import Picture


class Segmenter(Protocol):
    """What this room needs of an engine: ids (N, size, size) for RGB (N, size, size, 3)."""

    size: int

    def run(self, batch: NDArray[np.uint8]) -> NDArray[Any]: ...


class MaskCache:
    """The face (foreground) of each image, kept as a small PNG named by the image's hash.

    Parameters
    ----------
    folder : Path
        Where the PNGs lie; name it after the segmenter, whose hash it must not outlive.
    segmenter : Segmenter
        Makes those that are missing, in the same way as the analysis of one image does.
    """

    def __init__(self, folder: Path, segmenter: Segmenter) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.segmenter = folder, segmenter

    def foreground(self, picture: Picture) -> NDArray[np.bool_]:
        """Return the (S, S) bool foreground of `picture` at the segmenter's input size."""
        path = self.folder / f"{picture.sha256}.png"
        kept = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE) if path.exists() else None
        if kept is not None:
            return np.asarray(kept > 0, np.bool_)
        mask = self.segmenter.run(network_input(picture.rgb, self.segmenter.size)[None])[0]
        face = foreground(mask)
        cv2.imwrite(str(path), face.astype(np.uint8) * 255)
        return face
