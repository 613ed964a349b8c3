"""The test of a run: figures of its network, run by the engine that users run."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.files import write_json
from gng_desktop.core.progress import Progress
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import (
    DataError,
    FaceItem,
    MaskItem,
    of_split,
    sources_of,
    truth_of,
)
from gng_desktop.datasets.reconstruct import as_taken
from gng_desktop.datasets.sampling import as_many_of_each
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.imaging.perturbations import DRAWN, KINDS, STRENGTHS, Perturbation
from gng_desktop.modelstore.manifest import CLASSIFIER_CLASSES, ROLES, Calibration, View
from gng_desktop.runs.figures import TRAINED
from gng_desktop.runs.published import SIDES
from gng_desktop.runs.records import KINDS_FILE
from gng_desktop.training.batch_analysis import matrices
from gng_desktop.training.calibration import false_alarms, limits, platt, reliability, scaled
from gng_desktop.training.exporting import calibration_of, export_run, face_cache, load_run
from gng_desktop.training.family import family_steps
from gng_desktop.training.groups import classification_test
from gng_desktop.training.intervals import (
    classification_with_intervals,
    segmentation_with_intervals,
    share_interval,
)
from gng_desktop.training.metrics import confusion
from gng_desktop.training.preparing import complete, faces_of, masks_of
from gng_desktop.training.recipe import Recipe
from gng_desktop.training.scoring import (
    PART,
    TEST_IMAGES,
    VALIDATION_IMAGES,
    Measurement,
    Steps,
    score_steps,
)
from gng_desktop.training.testdata import all_faces
from gng_desktop.training.unseen import Unseen


def matrix_steps(
    engine: Engine, items: Sequence[MaskItem], flip: bool = False
) -> Steps[NDArray[np.int64]]:
    """Find the pixel counts of each image, (N, 14, 14), of a segmenter, unaugmented.

    A few images at a time; `flip` adds the logits of the mirrored image.
    """
    found: list[NDArray[np.int64]] = []
    yield Progress(0, len(items), TEST_IMAGES)
    for (part,) in matrices(engine, items, (Perturbation(),), flip, PART):
        found.extend(part)
        yield Progress(len(found), len(items), TEST_IMAGES)
    return np.stack(found)


def masks_for_test(recipe: Recipe, data: Path) -> list[MaskItem]:
    """List the test images of a segmenter's data folder whose masks name every pixel's class."""
    return of_split(complete(masks_of(recipe, data)), "test")


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
        pixels = yield from matrix_steps(engine, masks_for_test(recipe, data), flip)
        return Measurement(segmentation_with_intervals(pixels), CLASSES, pixels.sum(0))
    if recipe.task == "family":
        return (yield from family_steps(recipe, engine, data, faces))
    view = ROLES[recipe.role].view
    check = of_split(as_taken(faces_of(recipe, data)), "val")
    truth = truth_of(check)
    if truth.all() or not truth.any():
        raise DataError("The validation split holds one class only; choose other sources.")
    raw = yield from score_steps(engine, check, faces, view, flip, VALIDATION_IMAGES)
    fit = None
    with suppress(ValueError):  # a study's network may have learned nothing: its figures say so
        fit = platt(raw, truth, f"validation split, {len(check)} images")
    score = scaled(raw, fit)
    thresholds = limited(score, check, unseen)
    low, high = thresholds["real_below"], thresholds["generated_above"]
    # Only the base models' own lists say which class is the positive one.
    every = faces_of(recipe, data) if recipe.role == "base_model" else all_faces(recipe, data)
    test = of_split(every, "test")
    found = scaled((yield from score_steps(engine, test, faces, view, flip)), fit)
    trained = {item.source for item in check}
    metrics = held_out_figures(check, score, test, found, (low, high), unseen)
    if recipe.model.family in ("finetuned", "custom_cnn") and recipe.role != "base_model":
        own = [item for item in test if item.source in trained] or test
        metrics |= yield from challenge_steps(engine, own, faces, view, fit)
    seen = np.isin(sources_of(test), [*trained])
    seen = seen if seen.any() else ~seen
    truth, found = truth_of(test)[seen], found[seen]
    return Measurement(
        metrics,
        CLASSIFIER_CLASSES,
        confusion(truth.astype(int), found > 0.5, 2),
        asdict(fit) if fit else None,
        thresholds,
        tuple(reliability(found, truth)),
    )


def challenge_steps(
    engine: Engine,
    items: Sequence[FaceItem],
    faces: FaceCache | None,
    view: View,
    fit: Calibration | None,
) -> Steps[dict[str, Any]]:
    """Score `items` once perturbed, each by a kind and strength of its own, and at each of `SIDES`.

    `fit` calibrates the scores; the others are those of `gng_desktop.training.scoring.score_steps`.

    Returns
    -------
    dict
        ``challenge``: `classification_with_intervals`; ``resolution``: the same by side, px.
    """
    truth = truth_of(items)
    found: dict[str, Any] = {}
    changes = {DRAWN: Perturbation(kind=DRAWN), **{str(s): Perturbation(side=s) for s in SIDES}}
    for name, change in changes.items():
        words = f"Test images, {change.name}"
        raw = yield from score_steps(engine, items, faces, view, text=words, change=change)
        found[name] = classification_with_intervals(truth, scaled(raw, fit))
    return {"challenge": found.pop(DRAWN), "resolution": found}


def limited(
    score: NDArray[np.float64], check: Sequence[FaceItem], unseen: Unseen | None
) -> dict[str, Any]:
    """Return the limits of calibrated scores, (N,) 0..1, of validation images, as in manifests."""
    low, high = limits(score, truth_of(check), sources_of(check))
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
    trained = sorted({item.source for item in check})
    metrics = classification_test(test, found, ends, trained)
    metrics["trained_sources"] = trained
    metrics["ece"] = metrics[TRAINED if TRAINED in metrics else "all"]["ece"]
    metrics["validation"] = false_alarms(score, truth_of(check), sources_of(check), ends[1])
    if unseen:
        metrics["leave_one_out"] = unseen.to_json(ends)
    return metrics


def kinds_steps(run: Path, data: Path, count: int) -> Steps[None]:
    """Measure a tested run on perturbed test images; write ``kinds.json`` into its folder.

    Parameters
    ----------
    count : int
        Images, as many real as generated, drawn by the recipe's seed.

    Raises
    ------
    RecipeError, DataError, ModelError
        If the run is not tested, its data does not fit, or its segmenter is missing.
    """
    recipe, _ = load_run(run)
    fit = calibration_of(run)
    test = of_split(faces_of(recipe, data), "test")
    sides = [[i for i in test if i.generated is side] for side in (False, True)]
    items = as_many_of_each(sides, recipe.seed, count // 2)
    if not items:
        raise DataError("The test split holds one class only; choose other sources.")
    faces, view = face_cache(recipe, run.parent), ROLES[recipe.role].view
    truth = truth_of(items)
    changes = [Perturbation()]
    changes += [Perturbation(kind=kind, strength=s) for kind in KINDS for s in STRENGTHS]
    found = {}
    with tempfile.TemporaryDirectory() as scratch:
        engine = export_run(run, Path(scratch))
        for change in changes:
            words = f"{run.name}, {change.name}"
            raw = yield from score_steps(engine, items, faces, view, text=words, change=change)
            right = int(((scaled(raw, fit) > 0.5) == truth).sum())
            ends = share_interval(right, len(items))
            found[change.name] = {"accuracy": right / len(items), "interval": ends}
    write_json(run / KINDS_FILE, {"images": len(items), "seed": recipe.seed, "found": found})
