"""A network's scores of many images, a few at a time; and its figures on the test split."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.progress import Progress
from gng_desktop.core.text import N_
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import FaceItem, sources_of
from gng_desktop.datasets.loading import plain_views
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.perturbations import Perturbation
from gng_desktop.modelstore.manifest import View
from gng_desktop.training.batch_analysis import flipped_scores

T = TypeVar("T")
Steps = Generator[Progress, None, T]
"""Yields progress, returns the result; closing it ends the work."""
PART = 4
"""Images between two places to stop at: finding a face takes some 150 ms, and ONNX Runtime is given
as many at once in any case."""
TEST_IMAGES, VALIDATION_IMAGES = N_("Test images"), N_("Validation images")
UNCHANGED = Perturbation()


@dataclass(frozen=True)
class Measurement:
    """What a network reached on its test split."""

    metrics: dict[str, Any]  # as manifests hold them
    classes: tuple[str, ...]  # names of the rows and columns of `counts`
    # (K, K): confusion matrix, true class by row: pixels of a segmenter; of a classifier the test
    # images of the trained sources, divided at 0.5
    counts: NDArray[np.int64]
    # calibration, thresholds: as manifests hold them; None for a segmenter. `calibration` is None
    # too for a classifier that ranks the validation images no better than backwards: its scores are
    # the raw ones.
    calibration: dict[str, Any] | None = None
    thresholds: dict[str, Any] | None = None
    # Of a classifier's test images of the trained sources; empty for a segmenter
    reliability: tuple[dict[str, Any], ...] = ()


def score_steps(
    engine: Engine,
    items: Sequence[FaceItem],
    faces: FaceCache | None,
    view: View = "face",
    flip: bool = False,
    text: str = TEST_IMAGES,
    change: Perturbation = UNCHANGED,
) -> Steps[NDArray[np.float32]]:
    """Find a classifier's uncalibrated scores, (N,) 0..1, or a family model's, (N, 3).

    Parameters
    ----------
    faces, view, change
        Those of `gng_desktop.datasets.loading.face_sample`; nothing is augmented.
    flip : bool
        Average the logits of each image and its mirror.
    text : str
        Which images they are, for the progress.
    """
    found: list[NDArray[np.float32]] = []
    yield Progress(0, len(items), text)
    for views in plain_views(items, engine.size, PART, faces, view, change):
        found.append(flipped_scores(engine, views) if flip else engine.run(views))
        yield Progress(min(len(found) * PART, len(items)), len(items), text)
    return np.concatenate(found)


def feature_steps(
    engine: Engine, items: Sequence[FaceItem], faces: FaceCache | None, view: View, text: str
) -> Steps[NDArray[np.float32]]:
    """Find the features, (N, F), of a classifier over `items`, unaugmented; a few at a time.

    Parameters as in `score_steps`.

    Raises
    ------
    DataError, ValueError
        If an image cannot be read, or the engine gives no features.
    """
    parts: list[NDArray[np.float32]] = []
    for images in plain_views(items, engine.size, PART, faces, view):
        yield Progress(len(parts) * PART, len(items), text)
        _, features = engine.run_with_features(images)
        if features is None:
            raise ValueError("this network gives no features; only the pooled family does")
        parts.append(features)
    return np.concatenate(parts)


def out_of_scope(
    items: Sequence[FaceItem], novelty: NDArray[np.floating]
) -> dict[str, dict[str, Any]]:
    """Return, by source, ``images`` and ``out_of_scope``: the share, 0..1, of novelty above 1."""
    far, source = novelty > 1, sources_of(items)
    return {
        str(name): {
            "images": int((source == name).sum()),
            "out_of_scope": float(far[source == name].mean()),
        }
        for name in np.unique(source)
    }
