"""The result of analysing one image: what window, scans, reports and tests read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Status = Literal["ok", "not_applicable", "error"]
Verdict = Literal["generated", "real", "inconclusive"]


@dataclass(frozen=True)
class Views:
    """The pictures behind an analysis; all RGB uint8, all of the image's own size.

    Attributes
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The image as read: upright, without alpha.
    mask : ndarray of uint8, shape (H, W)
        Class ids 0..13.
    stripped, background_only : ndarray of uint8, shape (H, W, 3)
        The image with its background, or its face, black.
    network_rgb, network_stripped : ndarray of uint8, shape (S, S, 3)
        What the with-background and the without-background classifier were given.
    network_mask : ndarray of uint8, shape (S, S)
        The segmenter's own output.
    """

    rgb: NDArray[np.uint8]
    mask: NDArray[np.uint8]
    stripped: NDArray[np.uint8]
    background_only: NDArray[np.uint8]
    network_rgb: NDArray[np.uint8]
    network_stripped: NDArray[np.uint8]
    network_mask: NDArray[np.uint8]


@dataclass(frozen=True)
class Analysis:
    """Everything that is known about one image.

    Attributes
    ----------
    path : str
        The file as given.
    sha256 : str or None
        Of the file's bytes; None where they could not be read.
    status : {"ok", "not_applicable", "error"}
        ``not_applicable``: readable, but no plausible face; ``error``: not readable.
    reason : str
        One sentence for the user; empty when all went well and the verdict speaks for itself.
    width, height : int or None
        Of the upright image, px.
    verdict : {"generated", "real", "inconclusive"} or None
        None unless `status` is ``ok``.
    score_with_background, score_without_background : float or None
        Calibrated probabilities of "generated", 0..1.
    face_fraction : float or None
        Share of the pixels that belong to classes 1..13, 0..1.
    regions : dict of str to float
        Share of the pixels per class present, 0..1.
    segmenter, classifier_with_background, classifier_without_background : str or None
        ``id@hash prefix`` of the models used.
    engine, device : str or None
        What ran them.
    seconds : dict of str to float
        Wall time per stage, s.
    version : str
        Of the program.
    views : Views or None
        The pictures; left out of `to_json`.
    """

    path: str
    sha256: str | None
    status: Status
    reason: str
    width: int | None
    height: int | None
    verdict: Verdict | None
    score_with_background: float | None
    score_without_background: float | None
    face_fraction: float | None
    regions: dict[str, float]
    segmenter: str | None
    classifier_with_background: str | None
    classifier_without_background: str | None
    engine: str | None
    device: str | None
    seconds: dict[str, float]
    version: str
    views: Views | None = field(default=None, repr=False, compare=False)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON-serialisable fields, in the order they are declared, without views."""
        return {
            name: getattr(self, name) for name in self.__dataclass_fields__ if name != "views"
        }
