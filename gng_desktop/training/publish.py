"""A finished run becomes a model: compact weights, graph, calibration, figures, card."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np

from gng_desktop import __version__
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import of_split
from gng_desktop.datasets.loading import VIEWS
from gng_desktop.engines.export import export_onnx
from gng_desktop.engines.graphs import check_graph
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.engines.select import open_engine
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.modelstore import (
    ModelError,
    StoredModel,
    compact_weights,
    find_models,
    install_model,
)
from gng_desktop.modelstore.changes import check_target
from gng_desktop.modelstore.store import SCOPE_FILE, file_sha256
from gng_desktop.networks.families import network
from gng_desktop.networks.layers import ReachableConv2D
from gng_desktop.networks.vit import quantise
from gng_desktop.networks.weights import load_weights
from gng_desktop.progress import Progress, result_of
from gng_desktop.training.card import LIMITS, card
from gng_desktop.training.evaluate import Measurement, all_faces, measure_steps
from gng_desktop.training.preparing import faces_of
from gng_desktop.training.recipe import INSTALLED, Recipe, RecipeError, parse_recipe
from gng_desktop.training.records import (
    BEST,
    RUN,
    best_row,
    read_log,
    read_record,
    why_no_model,
)
from gng_desktop.training.results import write_curves, write_measurement
from gng_desktop.training.scope import StoredScope, fit_steps, share_steps
from gng_desktop.training.steps import Steps
from gng_desktop.training.unseen import read_unseen

EXPORTING, SEGMENTER = "Exporting the network", "Preparing the segmenter"


def load_run(folder: Path) -> tuple[Recipe, dict[str, Any]]:
    """Return the recipe and the record of a run.

    Raises
    ------
    RecipeError
        If the folder holds no run with trained weights.
    DataError
        If its record is damaged.
    """
    if not (folder / RUN).exists() or not (folder / BEST).exists():
        raise RecipeError(f"{folder} holds no run with trained weights; train it first.")
    record = read_record(folder)
    return parse_recipe(record["recipe"]), record


def export_run(folder: Path, into: Path) -> OnnxEngine:
    """Write ``model.weights.h5`` and ``model.onnx`` of a run's best epoch; return their engine.

    The graph is made from the compact weights, so both files hold the same numbers.
    """
    recipe, _ = load_run(folder)
    part = recipe.model
    model = network(
        recipe.task, part.family, part.network, part.input_size, part.activation or None
    )
    into.mkdir(parents=True, exist_ok=True)
    load_weights(model, folder / BEST)
    zero_unreachable(model)
    quantise(model)
    # Saved anew first: a run's weights carry the optimiser's state, which a model does not need.
    model.save_weights(into / "full.weights.h5")
    compact_weights(into / "full.weights.h5", into / "model.weights.h5")
    (into / "full.weights.h5").unlink()
    load_weights(model, into / "model.weights.h5")
    export_onnx(model, recipe.task, into / "model.onnx", half=True)
    check_graph(model, recipe.task, into / "model.onnx")
    return OnnxEngine(into / "model.onnx", recipe.task)


def resize_words(recipe: Recipe) -> str:
    """Say how an image becomes the finished network's input, for manifest and figures."""
    part = recipe.model
    if recipe.augmentation.mode == "whole" and part.input_size == part.size:
        return "whole image, area"
    low, high = recipe.augmentation.native_size
    crops = f"; trained on {part.size} px crops at {low} to {high} px"
    return f"whole image, area, one fully convolutional pass at {part.input_size} px" + crops * (
        recipe.augmentation.mode == "crop"
    )


def zero_unreachable(model: keras.Model) -> None:
    """Set kernel taps that only ever meet padding, and so never learned, to 0: they compress."""
    for layer in model.layers:
        if isinstance(layer, ReachableConv2D):
            rows, columns = (layer.reach(n, axis) for axis, n in enumerate(layer.input.shape[1:3]))
            kernel, *rest = layer.get_weights()
            kept = np.zeros_like(kernel)
            kept[rows, columns] = kernel[rows, columns]
            layer.set_weights([kept, *rest])


def face_cache(recipe: Recipe, runs: Path) -> FaceCache | None:
    """Return what frames (and strips) a classifier's images: the segmenter of another run.

    That is the run named by ``stripped_by`` (or the installed segmenter), else the one the weights
    came from; None for a segmenter, and for a classifier that knows no segmenter, whose images are
    used whole.

    Raises
    ------
    RecipeError
        If there is no such run.
    ModelError
        If no segmenter is installed, or it cannot be used.
    """
    name = recipe.stripped_by or recipe.model.from_run
    if recipe.task == "segmentation" or not name:
        return None
    if name == INSTALLED:
        model = find_models().models.get("segmenter")
        if model is None:
            raise ModelError("No segmenter is installed; name a segmenter's run in stripped_by.")
        return FaceCache(runs / f"faces-{model.sha256[:12]}", open_engine(model, "cpu"))
    load_run(runs / name)  # refuses what is none
    # Named after the weights: a segmenter that trains on finds the faces anew.
    faces = runs / name / f"faces-{file_sha256(runs / name / BEST)[:12]}"
    return FaceCache(faces, _exported(runs / name, faces / "segmenter"))


def _exported(run: Path, folder: Path) -> OnnxEngine:
    """Return the engine of a run, exported into `folder` unless it was; whole or not at all."""
    if not folder.exists():
        folder.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=folder.parent) as parts:
            new = Path(parts) / "new"
            export_run(run, new)
            try:
                new.replace(folder)
            except OSError:
                if not folder.exists():  # else another program was faster
                    raise
    return OnnxEngine(folder / "model.onnx", "segmentation")


def evaluate_run(
    folder: Path, data: Path, runs: Path | None = None, flip: bool = False
) -> dict[str, Any]:
    """Test a run and write ``metrics.json`` and ``plots/`` into its folder, without publishing.

    Parameters
    ----------
    folder : Path
        The run.
    data : Path
        The data folder the run was trained on.
    runs : Path, optional
        Where the run of its segmenter lies; beside the run if None.
    flip : bool
        Average over each image and its mirror.

    Returns
    -------
    dict
        The content of ``metrics.json``.

    Raises
    ------
    RecipeError
        If the run, or that of its segmenter, has no trained weights.
    DataError
        If the data does not fit.
    """
    return result_of(evaluation_steps(folder, data, runs, flip))


def evaluation_steps(
    folder: Path, data: Path, runs: Path | None = None, flip: bool = False
) -> Steps[dict[str, Any]]:
    """Do what `evaluate_run` does, yielding progress; what it returns is the result."""
    recipe, _ = load_run(folder)
    with tempfile.TemporaryDirectory() as temporary:
        yield Progress(0, 0, EXPORTING)
        engine = export_run(folder, Path(temporary))
        yield Progress(0, 0, SEGMENTER)
        faces = face_cache(recipe, runs or folder.parent)
        measured = yield from measure_steps(recipe, engine, data, faces, flip)
        parameters = weight_count(Path(temporary) / "model.weights.h5")
    yield Progress(0, 0, "Writing the figures")
    return _written(folder, recipe, measured, parameters, flip)


def _written(
    folder: Path, recipe: Recipe, measured: Measurement, parameters: int, flip: bool = False
) -> dict[str, Any]:
    """Write what a test of a run found, and its learning curves, into its folder."""
    if rows := read_log(folder):
        write_curves(folder, rows, best_row(rows, recipe.fit.monitor) + 1)
    return write_measurement(folder, measured, parameters, flip, resize_words(recipe))


def weight_count(weights: Path) -> int:
    """Return the number of parameters, trained or not, in a Keras weights file."""
    sizes: list[int] = []
    with h5py.File(weights) as file:
        file.visititems(lambda _, item: sizes.append(getattr(item, "size", 0)))
    return int(sum(sizes))


def _scope(
    recipe: Recipe,
    engine: OnnxEngine,
    data: Path,
    faces: FaceCache | None,
    metrics: dict[str, Any],
    into: Path,
) -> Steps[StoredScope | None]:
    """Fit the scope of a classifier that has one, and add to `metrics` what lies outside it."""
    if recipe.task == "segmentation" or not engine.features:
        return None
    items, view = faces_of(recipe, data), VIEWS[recipe.role]
    train, check = of_split(items, "train"), of_split(items, "val")
    scope = yield from fit_steps(engine, train, check, faces, view, into)
    if scope:
        test = of_split(all_faces(recipe, data), "test")
        metrics["scope"] = yield from share_steps(engine, scope.scope, test, faces, view)
    return scope


def publish(
    folder: Path, data: Path, target: Path, replace: bool = False, protocol: Path | None = None
) -> StoredModel:
    """Make a model folder of a run.

    Parameters
    ----------
    folder : Path
        ``RUNS/name``.
    data : Path
        The data folder the run was trained on; validation and test splits are read again.
    target : Path
        The model folder to create.
    replace : bool
        Put the model in the place of the one in `target`, which stays until the new one is done
        and is then kept for `gng_desktop.modelstore.roll_back`.
    protocol : Path, optional
        ``RUNS/name-protocol`` of a classifier: its held-out generators and sources help to set
        the limits, and bound what a verdict is said to support.

    Raises
    ------
    RecipeError
        If the run is not finished, was never validated, or its role is for studies only; see
        `gng_desktop.training.records.why_no_model`.
    ModelError
        If `target` exists, unless it is a model to be replaced, or came with the program; or the
        network ranks the classes the wrong way round.
    """
    return result_of(publish_steps(folder, data, target, replace, protocol))


def publish_steps(
    folder: Path, data: Path, target: Path, replace: bool = False, protocol: Path | None = None
) -> Steps[StoredModel]:
    """Do what `publish` does, yielding progress; closing it before its end installs nothing.

    Measuring, it also writes the figures of the test into the run's folder.
    """
    yield Progress(0, 0, "Reading the run")
    if refusal := why_no_model(folder):
        raise RecipeError(refusal)
    check_target(target, replace)
    recipe, record = load_run(folder)
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        yield Progress(0, 0, EXPORTING)
        engine = export_run(folder, scratch)
        yield Progress(0, 0, SEGMENTER)
        faces = face_cache(recipe, folder.parent)
        unseen = read_unseen(protocol) if protocol else None
        measured = yield from measure_steps(recipe, engine, data, faces, unseen=unseen)
        if recipe.task == "classification" and measured.calibration is None:
            raise ModelError(
                f"Run {folder} ranks generated images below real ones; train it longer."
            )
        scope = yield from _scope(recipe, engine, data, faces, measured.metrics, scratch)
        _written(folder, recipe, measured, weight_count(scratch / "model.weights.h5"))
        fields: dict[str, Any] = {
            "id": f"{recipe.role}-{recipe.model.network}".replace("_", "-"),
            "role": recipe.role,
            "task": recipe.task,
            "architecture": {
                "family": recipe.model.family,
                "backbone": recipe.model.network,
                "activation": recipe.model.activation or None,
            },
            "classes": list(CLASSES) if recipe.task == "segmentation" else ["real", "generated"],
            "input": {
                "size": recipe.model.input_size,
                "channels": "RGB",
                "range": [0, 255],
                "resize": resize_words(recipe),
            },
            "training": record,
            "limits": LIMITS[recipe.role],
            "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "program": __version__,
            "calibration": measured.calibration,
            "thresholds": measured.thresholds,
            "scope": scope.fields if scope else None,
            "metrics": measured.metrics,
        }
        (scratch / "CARD.md").write_text(card(fields), encoding="utf-8")
        names = ("model.weights.h5", "model.onnx", "CARD.md")
        files = {name: scratch / name for name in names}
        if scope:
            files[SCOPE_FILE] = scope.file
        yield Progress(0, 0, "Installing the model")
        return install_model(target, fields, files, replace)
