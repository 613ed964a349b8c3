"""The test images that a run gets most wrong, with pictures, in its folder ``mistakes/``."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.core.files import write_text
from gng_desktop.core.progress import Progress
from gng_desktop.core.tables import csv_text
from gng_desktop.core.text import N_
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.indexes import named_in
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem, of_split, truth_of
from gng_desktop.datasets.loading import PLAIN, face_sample, mask_sample
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.modelstore.manifest import ROLES, Calibration
from gng_desktop.modelstore.platt import EPSILON
from gng_desktop.runs.tested import MISTAKES, TABLE, Mistake
from gng_desktop.training.calibration import scaled
from gng_desktop.training.exporting import calibration_of, export_run, face_cache, load_run
from gng_desktop.training.metrics import of_matrices
from gng_desktop.training.publish import EXPORTING, SEGMENTER
from gng_desktop.training.recipe import Recipe, RecipeError
from gng_desktop.training.run_test import masks_for_test, matrix_steps
from gng_desktop.training.scoring import Steps, score_steps
from gng_desktop.training.testdata import all_faces

COUNT = 12
WRONG = np.array([213, 94, 0], np.uint8)
"""Vermilion of Okabe & Ito (2008): the wrong pixels of a segmenter."""
PICTURES = N_("Pictures")

Rgb = NDArray[np.uint8]
Score = Callable[[NDArray[np.uint8]], NDArray[np.float64]]
Explainer = Callable[[Score, Rgb], Generator[int, None, Rgb]]
"""Draws why a network scores one input, (S, S, 3), as it does: takes the calibrated score of
(N, S, S, 3) inputs, (N,) 0..1, yields now and then and returns (S, S, 3) RGB. It is given from
above: this room does not explain."""


_COLUMNS = tuple(Mistake.__dataclass_fields__)


def mistake_steps(
    run: Path,
    data: Path,
    count: int = COUNT,
    maps: bool = False,
    explain: Explainer | None = None,
) -> Steps[tuple[Mistake, ...]]:
    """Find the test images a run gets most wrong, yielding progress.

    A classifier's are those of the highest loss, a segmenter's those of the lowest mean IoU over
    the classes present; of equals the first by path. The run's own network is exported for it; the
    images are only read. ``mistakes/`` appears whole, in the place of an earlier one:
    ``mistakes.csv`` and, by rank, ``01.png``, ``01.map.png`` and so on.

    Parameters
    ----------
    data : Path
        The data folder the run was trained on.
    count : int
        How many, from 1.
    maps : bool
        Also draw, for a classifier, what `explain` draws; for a segmenter its wrong pixels.
    explain : callable, optional
        See `Explainer`; needed for the maps of a classifier.

    Raises
    ------
    RecipeError
        If the run, or that of its segmenter, has no trained weights.
    DataError
        If the data does not fit, or ``mistakes/`` holds something else.
    """
    recipe, _ = load_run(run)
    if recipe.role in ("base_model", "family"):
        raise RecipeError(
            f"Run {run} tells no real from generated faces; name a segmenter's or a classifier's."
        )
    target = run / MISTAKES
    for rest in run.glob(f".{MISTAKES}-*"):  # of a search that was killed
        shutil.rmtree(rest, ignore_errors=True)
    if target.exists() and not (target / TABLE).exists():
        raise DataError(f"{target} holds something else than mistakes; move it away.")
    with (
        tempfile.TemporaryDirectory() as scratch,
        tempfile.TemporaryDirectory(prefix=f".{MISTAKES}-", dir=run) as parts,
    ):
        yield Progress(0, 0, EXPORTING)
        engine = export_run(run, Path(scratch))
        new = Path(parts) / "new"
        new.mkdir()
        if recipe.task == "segmentation":
            found = yield from _segmenter(recipe, engine, data, count, maps, new)
        else:
            yield Progress(0, 0, SEGMENTER)
            faces = face_cache(recipe, run.parent)
            asked = (faces, data, count, explain if maps else None, new)
            found = yield from _classifier(recipe, engine, calibration_of(run), *asked)
        rows = ([getattr(mistake, name) for name in _COLUMNS] for mistake in found)
        write_text(new / TABLE, csv_text(_COLUMNS, rows))
        if target.exists():
            target.replace(Path(parts) / "old")
        new.replace(target)
    return found


def _classifier(
    recipe: Recipe,
    engine: Engine,
    fit: Calibration,
    faces: FaceCache | None,
    data: Path,
    count: int,
    explain: Explainer | None,
    out: Path,
) -> Steps[tuple[Mistake, ...]]:
    items = of_split(all_faces(recipe, data), "test")
    view, truth = ROLES[recipe.role].view, truth_of(items)
    score = scaled((yield from score_steps(engine, items, faces, view)), fit)
    loss = -np.log(np.clip(np.where(truth, score, 1 - score), EPSILON, 1))
    paths = [named_in(data, item.path) for item in items]
    chosen = _worst(-loss, paths, count)
    rng = np.random.default_rng(0)  # unused: nothing is augmented
    found = []
    for rank, n in enumerate(chosen, 1):
        yield Progress(rank - 1, len(chosen), PICTURES)
        item: FaceItem = items[n]
        rgb, _ = face_sample(item, PLAIN, engine.size, rng, faces, view)
        drawn = None
        if explain is not None:
            with closing(explain(lambda views: scaled(engine.run(views), fit), rgb)) as steps:
                drawn = yield from _with_progress(steps, Progress(rank - 1, len(chosen), PICTURES))
        found.append(
            Mistake(
                rank,
                paths[n],
                item.source,
                "generated" if item.generated else "real",
                float(score[n]),
                float(loss[n]),
                None,
                None,
                bool((score[n] > 0.5) != item.generated),
                *_save(out, rank, rgb, drawn),
            )
        )
    return tuple(found)


def _with_progress(steps: Generator[int, None, Rgb], progress: Progress) -> Steps[Rgb]:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            drawn: Rgb = end.value
            return drawn
        yield progress


def _segmenter(
    recipe: Recipe, engine: Engine, data: Path, count: int, maps: bool, out: Path
) -> Steps[tuple[Mistake, ...]]:
    items = masks_for_test(recipe, data)
    matrices = yield from matrix_steps(engine, items)
    # One at a time: all at once would take the square of their number.
    alone = [of_matrices(m[None], np.ones((1, 1))) for m in matrices]
    iou, accuracy = (
        np.array([float(f[name][0]) for f in alone]) for name in ("mean_iou", "pixel_accuracy")
    )
    paths = [named_in(data, item.path) for item in items]
    chosen = _worst(np.nan_to_num(iou, nan=1.0), paths, count)
    rng = np.random.default_rng(0)
    found = []
    for rank, n in enumerate(chosen, 1):
        yield Progress(rank - 1, len(chosen), PICTURES)
        item: MaskItem = items[n]
        rgb, mask = mask_sample(item, PLAIN, engine.size, rng)
        drawn = wrong_pixels(rgb, mask, engine.run(rgb[None])[0]) if maps else None
        found.append(
            Mistake(
                rank,
                paths[n],
                item.labels,
                "",
                None,
                None,
                _number(iou[n]),
                _number(accuracy[n]),
                bool(accuracy[n] < 1),
                *_save(out, rank, rgb, drawn),
            )
        )
    return tuple(found)


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _worst(value: NDArray[np.floating[Any]], paths: Sequence[str], count: int) -> list[int]:
    """Return the positions of the lowest values, at most `count`; of equals the first by path."""
    return sorted(range(len(paths)), key=lambda n: (value[n], paths[n]))[:count]


def wrong_pixels(rgb: Rgb, mask: NDArray[np.uint8], found: NDArray[np.uint8]) -> Rgb:
    """Return the pale grey image, (S, S, 3), with the pixels of a wrong class in vermilion.

    Parameters
    ----------
    mask, found : ndarray of uint8, shape (S, S)
        True and found class ids; where the true one is not known (14 and above) nothing is wrong.
    """
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    drawn = np.repeat((128 + grey[..., None] / 2).astype(np.uint8), 3, axis=2)
    drawn[(mask != found) & (mask < len(CLASSES))] = WRONG
    return drawn


def _save(out: Path, rank: int, rgb: Rgb, drawn: Rgb | None) -> tuple[str, str]:
    picture, chart = f"{rank:02d}.png", f"{rank:02d}.map.png" if drawn is not None else ""
    Image.fromarray(rgb).save(out / picture, format="PNG")
    if drawn is not None:
        Image.fromarray(drawn).save(out / chart, format="PNG")
    return picture, chart
