"""A finished run becomes a model: compact weights, graph, calibration, figures, card."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from pathlib import Path
from typing import Any

import keras
import numpy as np

from gng_desktop import __version__
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import of_split
from gng_desktop.engines.export import export_onnx
from gng_desktop.engines.graphs import check_graph
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.modelstore import (
    ModelError,
    StoredModel,
    compact_weights,
    install,
    load_model,
)
from gng_desktop.modelstore.store import MANIFEST_FILE, file_sha256
from gng_desktop.networks.deeplab import classifier, segmenter
from gng_desktop.networks.layers import ReachableConv2D
from gng_desktop.networks.weights import load_weights
from gng_desktop.training.calibration import (
    apply_platt,
    expected_calibration_error,
    limits,
    platt,
)
from gng_desktop.training.card import LIMITS, card
from gng_desktop.training.evaluate import (
    all_faces,
    classification_test,
    raw_scores,
    segmentation_test,
)
from gng_desktop.training.fit import faces_of, masks_of
from gng_desktop.training.recipe import Recipe, RecipeError, parse_recipe
from gng_desktop.training.run import RunFolder


def load_run(folder: Path) -> tuple[Recipe, dict[str, Any]]:
    """Return the recipe and the record of a run.

    Raises
    ------
    RecipeError
        If the folder holds no run with trained weights.
    """
    run = RunFolder(folder)
    record = run.read()
    if not record or not run.best.exists():
        raise RecipeError(f"{folder} holds no run with trained weights; train it first.")
    return parse_recipe(_as_lists(record["recipe"])), record


def _as_lists(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {k: _as_lists(v) for k, v in raw.items()}
    return list(raw) if isinstance(raw, tuple) else raw


def export_run(folder: Path, into: Path) -> OnnxEngine:
    """Write ``model.weights.h5`` and ``model.onnx`` of a run's best epoch; return their engine.

    The graph is made from the compact weights, so both files hold the same numbers.
    """
    recipe, _ = load_run(folder)
    make = segmenter if recipe.task == "segmentation" else classifier
    part = recipe.model
    model = make(part.backbone, part.size, activation=part.activation or None)
    into.mkdir(parents=True, exist_ok=True)
    load_weights(model, RunFolder(folder).best)
    zero_unreachable(model)
    # Saved anew first: a run's weights carry the optimiser's state, which a model does not need.
    model.save_weights(into / "full.weights.h5")
    compact_weights(into / "full.weights.h5", into / "model.weights.h5")
    (into / "full.weights.h5").unlink()
    load_weights(model, into / "model.weights.h5")
    export_onnx(model, recipe.task, into / "model.onnx", half=True)
    check_graph(model, recipe.task, into / "model.onnx")
    return OnnxEngine(into / "model.onnx", recipe.task)


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

    That is the run named by ``stripped_by``, else the one the weights came from; None for a
    segmenter, and for a classifier that knows no segmenter, whose images are used whole.
    """
    name = recipe.stripped_by or recipe.model.from_run
    if recipe.task == "segmentation" or not name:
        return None
    engine = export_run(runs / name, runs / name / "export")
    # Named after the weights: a segmenter that trains on finds the faces anew.
    weights = file_sha256(RunFolder(runs / name).best)[:12]
    return FaceCache(runs / name / f"faces-{weights}", engine)


def _classifier_fields(
    recipe: Recipe, engine: OnnxEngine, data: Path, runs: Path
) -> dict[str, Any]:
    faces = face_cache(recipe, runs)
    stripped = recipe.role == "without_background"
    check = of_split(faces_of(recipe, data), "val")
    truth = np.array([i.generated for i in check])
    raw = raw_scores(engine, check, faces, stripped)
    slope, intercept = platt(raw, truth)
    score = apply_platt(raw, slope, intercept)
    low, high = limits(score, truth)
    test = of_split(all_faces(recipe, data), "test")
    test_score = apply_platt(raw_scores(engine, test, faces, stripped), slope, intercept)
    trained = {i.source for i in check}
    seen = np.array([i.source in trained for i in test])
    test_truth = np.array([i.generated for i in test])
    metrics = classification_test(test, test_score, (low, high))
    metrics["trained_sources"] = sorted(trained)
    metrics["ece"] = expected_calibration_error(test_score[seen], test_truth[seen])
    on = f"validation split, {len(check)} images"
    return {
        "calibration": {
            "method": "platt",
            "slope": slope,
            "intercept": intercept,
            "fitted_on": on,
        },
        "thresholds": {"real_below": low, "generated_above": high, "chosen_on": on},
        "metrics": metrics,
    }


def publish(folder: Path, data: Path, target: Path, replace: bool = False) -> StoredModel:
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
        Put the model in the place of the one in `target`, which stays until the new one is done.

    Raises
    ------
    RecipeError
        If the run has no trained weights.
    ModelError
        If `target` exists, unless it is a model to be replaced.
    """
    if target.exists() and not (replace and (target / MANIFEST_FILE).exists()):
        raise ModelError(f"Folder {target} exists already; choose another, or replace a model.")
    recipe, record = load_run(folder)
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        engine = export_run(folder, scratch)
        if recipe.task == "segmentation":
            test = of_split(masks_of(recipe, data), "test")
            measured: dict[str, Any] = {
                "calibration": None,
                "thresholds": None,
                "metrics": segmentation_test(engine, test),
            }
        else:
            measured = _classifier_fields(recipe, engine, data, folder.parent)
        fields: dict[str, Any] = {
            "id": f"{recipe.role}-{recipe.model.backbone}".replace("_", "-"),
            "role": recipe.role,
            "task": recipe.task,
            "architecture": {
                "family": "deeplabv3plus",
                "backbone": recipe.model.backbone,
                "activation": recipe.model.activation or None,
            },
            "classes": list(CLASSES) if recipe.task == "segmentation" else ["real", "generated"],
            "input": {
                "size": recipe.model.size,
                "channels": "RGB",
                "range": [0, 255],
                "resize": "whole image, area",
            },
            "training": record,
            "limits": LIMITS[recipe.role],
            "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "program": __version__,
            **measured,
        }
        (scratch / "CARD.md").write_text(card(fields), encoding="utf-8")
        names = ("model.weights.h5", "model.onnx", "CARD.md")
        files = {name: scratch / name for name in names}
        if not target.exists():
            return install(target, fields, files)
        new = target.with_name(f".{target.name}-new")  # hidden: models are not looked for there
        shutil.rmtree(new, ignore_errors=True)
        install(new, fields, files)
        shutil.rmtree(target)
        new.replace(target)
        return load_model(target)
