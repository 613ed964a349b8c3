"""A run's network as an ONNX graph, and the segmenter that frames its images."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import keras
import numpy as np

from gng_desktop.datasets.framing import FaceCache
from gng_desktop.engines.export import export_onnx
from gng_desktop.engines.graphs import check_graph
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.engines.select import open_engine
from gng_desktop.modelstore import ModelError, find_models
from gng_desktop.modelstore.compact import compact_weights
from gng_desktop.modelstore.manifest import Calibration
from gng_desktop.modelstore.store import file_sha256
from gng_desktop.networks.families import network
from gng_desktop.networks.layers import ReachableConv2D
from gng_desktop.networks.vit import quantise
from gng_desktop.networks.weights import load_weights
from gng_desktop.runs.records import BEST, RUN, read_record, read_run
from gng_desktop.training.recipe import INSTALLED, Recipe, RecipeError, naming, parse_recipe


def load_run(folder: Path) -> tuple[Recipe, dict[str, Any]]:
    """Return the recipe and the record of a run.

    Raises
    ------
    RecipeError
        If the folder holds no run with trained weights, or its recipe has other fields.
    DataError
        If its record is damaged.
    """
    if not (folder / RUN).exists() or not (folder / BEST).exists():
        raise RecipeError(f"{folder} holds no run with trained weights; train it first.")
    record = read_record(folder)
    with naming(f"Run {folder} is of another version of the program"):
        return parse_recipe(record["recipe"]), record


def trained_network(recipe: Recipe, folder: Path) -> keras.Model:
    """Return the network of a run's recipe with the weights of its best epoch.

    Raises
    ------
    RecipeError
        If they are damaged, or do not fit the recipe.
    """
    part = recipe.model
    how = (part.family, part.network, part.input_size, part.activation or None)
    model = network(recipe.task, *how)
    try:
        load_weights(model, folder / BEST)
    except ValueError as error:
        raise RecipeError(
            f"The weights {folder / BEST} are damaged, or not those of the run's recipe; restore "
            "them, or train it again."
        ) from error
    return model


def calibration_of(run: Path) -> Calibration:
    """Return how a run's scores are calibrated; as they are, where it is not tested."""
    fit = (read_run(run).tested or {}).get("calibration") or {"slope": 1.0, "intercept": 0.0}
    return Calibration("platt", float(fit["slope"]), float(fit["intercept"]), "")


def export_run(folder: Path, into: Path) -> OnnxEngine:
    """Write ``model.weights.h5`` and ``model.onnx`` of a run's best epoch; return their engine.

    The graph is made from the compact weights, so both files hold the same numbers.
    """
    recipe, _ = load_run(folder)
    model = trained_network(recipe, folder)
    into.mkdir(parents=True, exist_ok=True)
    zero_unreachable(model)
    quantise(model)
    # Saved again first: a run's weights carry the optimiser's state, which a model does not need.
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
    if part.probe:
        return f"whole image, area, of which the middle {part.size} px are seen"
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
            reachable = np.zeros_like(kernel)
            reachable[rows, columns] = kernel[rows, columns]
            layer.set_weights([reachable, *rest])


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
    pooled = recipe.model.family == "pooled"  # its first weights are a classifier's
    name = recipe.stripped_by or ("" if pooled else recipe.model.from_run)
    if recipe.task == "segmentation" or not name:
        return None
    if name == INSTALLED:
        model = find_models().models.get("segmenter")
        if model is None:
            raise ModelError("No segmenter is installed; name a segmenter's run in stripped_by.")
        return FaceCache(runs / f"faces-{model.sha256[:12]}", open_engine(model, "cpu"))
    load_run(runs / name)  # refuses what is none
    # Named after the weights: a segmenter that is trained further finds the faces again.
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
