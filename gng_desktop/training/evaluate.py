"""Test figures of a trained network, run by the engine that users run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem, of_split, read_faces
from gng_desktop.datasets.loading import PLAIN, VIEWS, View, mask_sample, plain_views
from gng_desktop.datasets.masks import COMPLETE
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.modelstore.manifest import CLASSIFIER_CLASSES
from gng_desktop.progress import Progress, result_of
from gng_desktop.training.as_evidence import flipped_classes, flipped_scores
from gng_desktop.training.calibration import (
    apply_platt,
    false_alarms,
    limits,
    platt,
    reliability,
)
from gng_desktop.training.groups import TRAINED, classification_test
from gng_desktop.training.intervals import segmentation_with_intervals
from gng_desktop.training.metrics import confusion
from gng_desktop.training.preparing import faces_of, masks_of
from gng_desktop.training.recipe import Recipe
from gng_desktop.training.steps import PART, Steps
from gng_desktop.training.testdata import photos_of
from gng_desktop.training.unseen import Unseen

TEST_IMAGES, VALIDATION_IMAGES = "Test images", "Validation images"


@dataclass(frozen=True)
class Measurement:
    """What a network reached on its test split.

    Attributes
    ----------
    metrics : dict
        As manifests hold them.
    classes : tuple of str
        Names of the rows and columns of `counts`.
    counts : ndarray of int64, shape (K, K)
        Confusion matrix, true class by row: pixels of a segmenter; of a classifier the test
        images of the trained sources, divided at 0.5.
    calibration, thresholds : dict or None
        As manifests hold them; None for a segmenter. `calibration` is None too for a classifier
        that ranks the validation images no better than backwards: its scores are the raw ones.
    reliability : list of dict
        Of a classifier's test images of the trained sources; empty for a segmenter.
    """

    metrics: dict[str, Any]
    classes: tuple[str, ...]
    counts: NDArray[np.int64]
    calibration: dict[str, Any] | None = None
    thresholds: dict[str, Any] | None = None
    reliability: tuple[dict[str, Any], ...] = ()


def matrix_steps(
    engine: Engine, items: Sequence[MaskItem], flip: bool = False
) -> Steps[NDArray[np.int64]]:
    """Find the pixel counts of each image, (N, 14, 14), of a segmenter, unaugmented.

    A few images at a time; `flip` adds the logits of the mirrored image.
    """
    rng = np.random.default_rng(0)
    matrices: list[NDArray[np.int64]] = []
    for start in range(0, len(items), PART):
        yield Progress(start, len(items), TEST_IMAGES)
        samples = [mask_sample(i, PLAIN, engine.size, rng) for i in items[start : start + PART]]
        images = np.stack([s[0] for s in samples])
        found = flipped_classes(engine, images) if flip else engine.run(images)
        matrices += [confusion(s[1], f) for s, f in zip(samples, found, strict=True)]
    return np.stack(matrices)


def score_steps(
    engine: Engine,
    items: Sequence[FaceItem],
    faces: FaceCache | None,
    view: View,
    flip: bool,
    text: str,
) -> Steps[NDArray[np.float32]]:
    """Find `raw_scores`, a few images at a time; `text` says which images they are."""
    found: list[NDArray[np.float32]] = []
    yield Progress(0, len(items), text)
    for views in plain_views(items, engine.size, PART, faces, view):
        found.append(flipped_scores(engine, views) if flip else engine.run(views))
        yield Progress(min(len(found) * PART, len(items)), len(items), text)
    return np.concatenate(found)


def raw_scores(
    engine: Engine,
    items: Sequence[FaceItem],
    faces: FaceCache | None,
    view: View = "whole",
    flip: bool = False,
) -> NDArray[np.float32]:
    """Return the uncalibrated scores, (N,) 0..1, of a classifier over `items`, unaugmented.

    Parameters
    ----------
    engine : Engine
    items : sequence of FaceItem
    faces, view
        Those of `gng_desktop.datasets.loading.face_sample`.
    flip : bool
        Average the logits of each image and its mirror.
    """
    return result_of(score_steps(engine, items, faces, view, flip, TEST_IMAGES))


def all_faces(recipe: Recipe, data: Path) -> list[FaceItem]:
    """List every face of a classifier's data folder, sources it was not trained on included."""
    faces = read_faces(data / recipe.data.index)
    if not recipe.data.extra_real_index:
        return faces
    return faces + photos_of(data / recipe.data.extra_real_index)


def masks_for_test(recipe: Recipe, data: Path) -> list[MaskItem]:
    """List the test images of a segmenter's data folder whose masks name every pixel's class."""
    return of_split([i for i in masks_of(recipe, data) if i.labels in COMPLETE], "test")


def measure(
    recipe: Recipe, engine: Engine, data: Path, faces: FaceCache | None, flip: bool = False
) -> Measurement:
    """Test a run's network; a classifier is calibrated on the validation split first.

    Parameters
    ----------
    recipe : Recipe
        Of the run.
    engine : Engine
        Its network.
    data : Path
        The data folder the run was trained on.
    faces : FaceCache or None
        Frames a classifier's images.
    flip : bool
        Average over each image and its mirror.

    Raises
    ------
    DataError
        If a split is empty or, for a classifier, its validation split holds one class only.
    """
    return result_of(measure_steps(recipe, engine, data, faces, flip))


def measure_steps(
    recipe: Recipe,
    engine: Engine,
    data: Path,
    faces: FaceCache | None,
    flip: bool = False,
    unseen: Unseen | None = None,
) -> Steps[Measurement]:
    """Do what `measure` does, a few images at a time; with `unseen` it moves the limits too."""
    if recipe.task == "segmentation":
        matrices = yield from matrix_steps(engine, masks_for_test(recipe, data), flip)
        return Measurement(segmentation_with_intervals(matrices), CLASSES, matrices.sum(0))
    view = VIEWS[recipe.role]
    check = of_split(faces_of(recipe, data), "val")
    truth = _truth(check)
    if truth.all() or not truth.any():
        raise DataError("The validation split holds one class only; choose other sources.")
    source = np.array([i.source for i in check])
    raw = yield from score_steps(engine, check, faces, view, flip, VALIDATION_IMAGES)
    on = f"validation split, {len(check)} images"
    calibration: dict[str, Any] | None = None
    slope, intercept = 1.0, 0.0
    try:
        slope, intercept = platt(raw, truth)
        calibration = {
            "method": "platt",
            "slope": slope,
            "intercept": intercept,
            "fitted_on": on,
        }
    except ValueError:  # a study's network may have learned nothing: its figures say so
        pass
    score = apply_platt(raw, slope, intercept)
    low, high = limits(score, truth, source)
    chosen_on = on
    if unseen:
        low, high = unseen.limits(low, high)
        chosen_on = f"{on}, and {unseen.words()}"
    test = of_split(all_faces(recipe, data), "test")
    raw = yield from score_steps(engine, test, faces, view, flip, TEST_IMAGES)
    found = apply_platt(raw, slope, intercept)
    trained = sorted(set(source.tolist()))
    metrics = classification_test(test, found, (low, high), trained)
    metrics["trained_sources"] = trained
    metrics["ece"] = metrics[TRAINED]["ece"] if TRAINED in metrics else metrics["all"]["ece"]
    metrics["validation"] = false_alarms(score, truth, source, high)
    if unseen:
        metrics["leave_one_out"] = unseen.to_json((low, high))
    seen = np.isin([i.source for i in test], trained)
    seen = seen if seen.any() else ~seen
    side, called = _truth(test)[seen].astype(int), (found[seen] > 0.5).astype(int)
    return Measurement(
        metrics,
        CLASSIFIER_CLASSES,
        np.bincount(side * 2 + called, minlength=4).reshape(2, 2),
        calibration,
        {"real_below": low, "generated_above": high, "chosen_on": chosen_on},
        tuple(reliability(found[seen], _truth(test)[seen])),
    )


def _truth(items: Sequence[FaceItem]) -> NDArray[np.bool_]:
    return np.array([i.generated for i in items])
