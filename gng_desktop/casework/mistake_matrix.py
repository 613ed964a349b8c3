"""``gng-desktop runs matrix``: misclassified images by models, Grad-CAM and attention (002)."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.charts.look import Drawing, save_drawing
from gng_desktop.core.files import write_json, write_text
from gng_desktop.core.progress import Progress, result_of
from gng_desktop.core.tables import csv_text
from gng_desktop.core.text import printable, visible
from gng_desktop.datasets.indexes import named_in
from gng_desktop.datasets.items import DataError, FaceItem, of_split
from gng_desktop.datasets.loading import PLAIN, face_sample
from gng_desktop.explain.explanation import common_limit
from gng_desktop.explain.gradient_model import GradientModel
from gng_desktop.explain.gradients import attention, full_grad, grad_cam
from gng_desktop.explain.rendering import colourise
from gng_desktop.modelstore import Calibration
from gng_desktop.modelstore.manifest import ROLES
from gng_desktop.modelstore.platt import EPSILON
from gng_desktop.runs.records import COMPLETENESS
from gng_desktop.training.calibration import scaled
from gng_desktop.training.exporting import (
    calibration_of,
    export_run,
    face_cache,
    load_run,
    trained_network,
)
from gng_desktop.training.preparing import faces_of
from gng_desktop.training.recipe import Recipe, RecipeError
from gng_desktop.training.scoring import Steps, score_steps
from gng_desktop.training.terminal import quiet_tensorflow, writing
from gng_desktop.training.testdata import all_faces

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PICTURE, TABLE = "matrix.png", "matrix.csv"
Rgb = NDArray[np.uint8]


@dataclass(frozen=True)
class _Model:
    """A run's classifier with what it says of the test images."""

    run: Path
    recipe: Recipe
    fit: Calibration
    items: dict[str, FaceItem]
    scores: dict[str, float]

    def loss(self, path: str) -> float:
        score = self.scores[path]
        own = score if self.items[path].generated else 1 - score
        return float(-np.log(max(own, EPSILON)))

    def wrong(self, path: str) -> bool:
        return (self.scores[path] > 0.5) != self.items[path].generated


def matrix_steps(
    runs: Sequence[Path], data: Path, count: int, out: Path
) -> Steps[dict[str, list[str]]]:
    """Draw which test images classifiers get wrong, and where each looks, into the folder `out`.

    `runs` are run folders, `data` is what they were trained on; only test images that all of them
    have are compared, `count` at most: those that most models get wrong, then those of the highest
    loss. Return by path in the data folder which runs get it wrong. RecipeError or DataError if a
    run is no classifier with trained weights, the data does not fit, or nothing is wrong.
    """
    models = []
    for run in runs:
        models.append((yield from _scored(run, data)))
    common = set.intersection(*(set(model.scores) for model in models))
    mistaken = [path for path in common if any(model.wrong(path) for model in models)]
    if not mistaken:
        raise DataError("No test image is misclassified by any of these runs, so none is drawn.")
    order = sorted(
        mistaken,
        key=lambda p: (-sum(m.wrong(p) for m in models), -sum(m.loss(p) for m in models), p),
    )[:count]
    columns = []
    for done, model in enumerate(models):
        yield Progress(done, len(models), f"Maps of {model.run.name}")
        columns.append(_maps(model, order, runs[0].parent))
    out.mkdir(parents=True, exist_ok=True)
    save_drawing(Drawing(_picture(models, order, columns)), out / PICTURE)
    head = ["path", "source", "truth"]
    for model in models:
        head += [f"score {model.run.name}", f"wrong {model.run.name}"]
    rows = [_row(path, models) for path in order]
    write_text(out / TABLE, csv_text(head, rows))
    return {path: [m.run.name for m in models if m.wrong(path)] for path in order}


def _scored(run: Path, data: Path) -> Steps[_Model]:
    recipe, _ = load_run(run)
    if recipe.task != "classification" or recipe.role == "base_model":
        raise RecipeError(f"Run {run} is no classifier of real and generated; leave it out.")
    fit = calibration_of(run)
    with tempfile.TemporaryDirectory() as scratch:
        engine = export_run(run, Path(scratch))
        items = of_split(all_faces(recipe, data), "test")
        faces = face_cache(recipe, run.parent)
        text = f"Test images, {run.name}"
        raw = yield from score_steps(engine, items, faces, ROLES[recipe.role].view, False, text)
    # A photo may be listed twice: with the faces and in the further index.
    paths = [named_in(data, item.path) for item in items]
    by_path, found = dict(zip(paths, items, strict=True)), map(float, scaled(raw, fit))
    return _Model(run, recipe, fit, by_path, dict(zip(paths, found, strict=True)))


def gradients_of(run: Path, recipe: Recipe, fit: Calibration) -> GradientModel:
    """Return what explains a classifier's run by gradients, its log-odds calibrated by `fit`."""
    return GradientModel(trained_network(recipe, run), fit)


def measure_completeness(run: Path, data: Path, count: int) -> None:
    """Explain `count` test images of a classifier's run, drawn by its seed; write the sums.

    ``completeness.json`` holds, for each, ``log_odds`` of the calibrated score and ``sum`` of all
    terms of input and biases, layer norms and attention included. RecipeError, DataError or
    ModelError if the run, its data or its segmenter cannot be used.
    """
    recipe, _ = load_run(run)
    model, faces = gradients_of(run, recipe, calibration_of(run)), face_cache(recipe, run.parent)
    items = of_split(faces_of(recipe, data), "test")
    rng, rows = np.random.default_rng(recipe.seed), []
    for n in sorted(rng.permutation(len(items))[:count]):
        size, view = recipe.model.input_size, ROLES[recipe.role].view
        rgb, _ = face_sample(items[n], PLAIN, size, rng, faces, view)
        found = full_grad(model, rgb)
        total = found.baseline + float(found.values.sum(dtype=np.float64))
        # Not from the score, which rounds to 0 or 1 where the network is very sure.
        assert found.residual is not None  # its terms add up
        rows.append({"log_odds": total + found.residual, "sum": total})
    write_json(run / COMPLETENESS, rows)


def _maps(model: _Model, paths: Sequence[str], runs: Path) -> list[tuple[Rgb, ...]]:
    """Return of each image what the model sees, its Grad-CAM and its attention map."""
    size = model.recipe.model.input_size
    gradients = gradients_of(model.run, model.recipe, model.fit)
    rng, faces = np.random.default_rng(0), face_cache(model.recipe, runs)
    found = []
    for path in paths:
        item = model.items[path]
        rgb, _ = face_sample(item, PLAIN, size, rng, faces, ROLES[model.recipe.role].view)
        drawn = [e(gradients, rgb) for e in (grad_cam, attention)]
        found.append((rgb, *(colourise(e, common_limit(e)) for e in drawn)))
    return found


def _row(path: str, models: Sequence[_Model]) -> list[Any]:
    item = models[0].items[path]
    row: list[Any] = [path, item.source, "generated" if item.generated else "real"]
    for model in models:
        row += [model.scores[path], "yes" if model.wrong(path) else ""]
    return row


def _picture(
    models: Sequence[_Model], paths: Sequence[str], columns: Sequence[Sequence[tuple[Rgb, ...]]]
) -> Figure:
    """Draw a row of images, then two rows of maps for each model."""
    from matplotlib.figure import Figure

    height = 1 + 2 * len(models)
    figure = Figure(figsize=(1.5 * len(paths) + 1.2, 1.6 * height), layout="constrained")
    axes = figure.subplots(height, len(paths), squeeze=False)
    for axis in axes.flat:
        axis.set(xticks=[], yticks=[])
    for n, path in enumerate(paths):
        truth = "generated" if models[0].items[path].generated else "real"
        axes[0, n].imshow(columns[0][n][0])
        axes[0, n].set_title(f"{truth}\n{visible(Path(path).name)[-22:]}", fontsize=7)
        for m, model in enumerate(models):
            for k in (1, 2):
                axes[2 * m + k, n].imshow(columns[m][n][k])
            wrong = model.wrong(path)
            words = f"{model.scores[path]:.2f}" + (" wrong" if wrong else " right")
            axes[2 * m + 1, n].set_title(words, fontsize=7, color="#d55e00" if wrong else "black")
    axes[0, 0].set_ylabel("image", fontsize=8)
    for m, model in enumerate(models):
        for k, name in ((1, "Grad-CAM"), (2, "attention")):
            axes[2 * m + k, 0].set_ylabel(f"{visible(model.run.name)[:18]}\n{name}", fontsize=8)
    return figure


def matrix(options: argparse.Namespace) -> int:
    """Draw the matrix of the runs of a command line; return the exit code."""
    quiet_tensorflow()
    with writing(options.out):
        found = result_of(matrix_steps(options.run, options.data, options.count, options.out))
    for path, names in found.items():
        print(printable(f"{path}: wrong by {', '.join(names)}"))
    print(options.out / PICTURE)
    return 0
