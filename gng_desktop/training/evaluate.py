"""Test figures of a trained network, run by the engine that users run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.progress import Progress
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem, of_split, read_faces
from gng_desktop.datasets.loading import PLAIN, VIEWS, mask_sample
from gng_desktop.datasets.masks import COMPLETE
from gng_desktop.datasets.reconstruct import as_taken
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.modelstore.manifest import CLASSIFIER_CLASSES
from gng_desktop.modelstore.platt import apply_platt
from gng_desktop.runs.figures import TRAINED
from gng_desktop.training.batch_analysis import flipped_classes
from gng_desktop.training.calibration import (
    false_alarms,
    limits,
    platt,
    reliability,
)
from gng_desktop.training.challenge import challenge_steps
from gng_desktop.training.family import family_steps
from gng_desktop.training.groups import classification_test
from gng_desktop.training.intervals import segmentation_with_intervals
from gng_desktop.training.metrics import confusion
from gng_desktop.training.preparing import faces_of, masks_of
from gng_desktop.training.recipe import Recipe
from gng_desktop.training.scoring import (
    PART,
    TEST_IMAGES,
    VALIDATION_IMAGES,
    Measurement,
    Steps,
    score_steps,
)
from gng_desktop.training.testdata import photos_of
from gng_desktop.training.unseen import Unseen


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


def all_faces(recipe: Recipe, data: Path) -> list[FaceItem]:
    """List every face of a classifier's data folder, sources it was not trained on included."""
    faces = read_faces(data / recipe.data.index)
    if not recipe.data.extra_real_index:
        return faces
    return faces + photos_of(data / recipe.data.extra_real_index)


def masks_for_test(recipe: Recipe, data: Path) -> list[MaskItem]:
    """List the test images of a segmenter's data folder whose masks name every pixel's class."""
    return of_split([i for i in masks_of(recipe, data) if i.labels in COMPLETE], "test")


def measure_steps(
    recipe: Recipe,
    engine: Engine,
    data: Path,
    faces: FaceCache | None,
    flip: bool = False,
    unseen: Unseen | None = None,
) -> Steps[Measurement]:
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
    unseen : Unseen, optional
        From a protocol: moves the limits.

    Raises
    ------
    DataError
        If a split is empty or, for a classifier, its validation split holds one class only.
    """
    if recipe.task == "segmentation":
        matrices = yield from matrix_steps(engine, masks_for_test(recipe, data), flip)
        return Measurement(segmentation_with_intervals(matrices), CLASSES, matrices.sum(0))
    if recipe.task == "family":
        return (yield from family_steps(recipe, engine, data, faces))
    view = VIEWS[recipe.role]
    check = of_split(as_taken(faces_of(recipe, data)), "val")
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
    thresholds = limited(score, check, unseen)
    low, high = thresholds["real_below"], thresholds["generated_above"]
    # Only the base models' own lists say which class is the positive one.
    every = faces_of(recipe, data) if recipe.role == "base_model" else all_faces(recipe, data)
    test = of_split(every, "test")
    raw = yield from score_steps(engine, test, faces, view, flip, TEST_IMAGES)
    found = apply_platt(raw, slope, intercept)
    trained = sorted(set(source.tolist()))
    metrics = held_out_figures(check, score, test, found, (low, high), unseen)
    if recipe.model.family in ("finetuned", "custom_cnn") and recipe.role != "base_model":
        own = [item for item in test if item.source in trained] or test
        metrics |= yield from challenge_steps(
            engine, own, faces, view, lambda raw: apply_platt(raw, slope, intercept)
        )
    seen = np.isin([i.source for i in test], trained)
    seen = seen if seen.any() else ~seen
    side, called = _truth(test)[seen].astype(int), (found[seen] > 0.5).astype(int)
    return Measurement(
        metrics,
        CLASSIFIER_CLASSES,
        np.bincount(side * 2 + called, minlength=4).reshape(2, 2),
        calibration,
        thresholds,
        tuple(reliability(found[seen], _truth(test)[seen])),
    )


def limited(
    score: NDArray[np.float64], check: Sequence[FaceItem], unseen: Unseen | None
) -> dict[str, Any]:
    """Return the limits of calibrated scores, (N,) 0..1, of validation images, as in manifests."""
    low, high = limits(score, _truth(check), np.array([i.source for i in check]))
    chosen_on = f"validation split, {len(check)} images"
    if unseen:
        low, high = unseen.limits(low, high)
        chosen_on += f", and {unseen.words()}"
    return {"real_below": low, "generated_above": high, "chosen_on": chosen_on}


def held_out_figures(
    check: Sequence[FaceItem],
    score: NDArray[np.float64],
    test: Sequence[FaceItem],
    found: NDArray[np.float64],
    ends: tuple[float, float],
    unseen: Unseen | None,
) -> dict[str, Any]:
    """Return what manifests hold of a classifier, or of several fused, at its limits `ends`.

    Parameters
    ----------
    check, test : sequence of FaceItem
        Validation and test images; those sources count as trained on that `check` holds.
    score, found : ndarray of float64
        Their calibrated scores, 0..1.
    ends : tuple of float
        ``(real_below, generated_above)``.
    unseen : Unseen or None
        From a protocol.
    """
    source = np.array([i.source for i in check])
    trained = sorted(set(source.tolist()))
    metrics = classification_test(test, found, ends, trained)
    metrics["trained_sources"] = trained
    metrics["ece"] = metrics[TRAINED if TRAINED in metrics else "all"]["ece"]
    metrics["validation"] = false_alarms(score, _truth(check), source, ends[1])
    if unseen:
        metrics["leave_one_out"] = unseen.to_json(ends)
    return metrics


def _truth(items: Sequence[FaceItem]) -> NDArray[np.bool_]:
    return np.array([i.generated for i in items])
