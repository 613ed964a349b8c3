"""The ONNX graph of a stored model: shipped, cached, or exported once and checked."""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import platformdirs
from numpy.typing import NDArray

from gng_desktop.core.files import write_bytes
from gng_desktop.core.reading import read_bytes
from gng_desktop.engines.keras_engine import feature_tensor
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.modelstore import ModelError, StoredModel
from gng_desktop.modelstore.onnx_safety import MOST_BYTES
from gng_desktop.modelstore.store import checked_bytes

if TYPE_CHECKING:  # importing this module must not import Keras
    import keras

EXPORT_VERSION = 3
"""Raised whenever the same weights would give another graph; cached graphs are keyed by it."""
SCORE_TOLERANCE = 1e-4
FEATURE_TOLERANCE = 1e-4
"""Of the largest value of each image's features."""
CLASS_AGREEMENT = 0.9999


def cache_path(stored: StoredModel) -> Path:
    """Return where the exported graph of a model is stored.

    The name holds all that shapes the graph: weights, architecture and version of the export.
    """
    manifest = stored.manifest
    shape = [
        manifest.task,
        manifest.architecture.family,
        manifest.architecture.backbone,
        manifest.architecture.activation,
        manifest.input.size,
        len(manifest.classes),
    ]
    digest = hashlib.sha256(json.dumps(shape).encode()).hexdigest()[:12]
    name = f"{manifest.weights.sha256}-{digest}-{EXPORT_VERSION}.onnx"
    return platformdirs.user_cache_path("gng-desktop") / "graphs" / name


def graph_bytes(stored: StoredModel) -> bytes:
    """Return the graph of a model, its hash checked; export it first if there is none.

    Raises
    ------
    ModelError
        If the shipped graph was altered, or the exported one disagrees with Keras.
    """
    if (ref := stored.manifest.graph) is not None:
        return checked_bytes(stored.folder, ref, MOST_BYTES)
    path = cache_path(stored)
    cached = _read_cached(path)
    return cached if cached is not None else _export(stored, path)


def _digest_path(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def _read_cached(path: Path) -> bytes | None:
    try:
        graph = read_bytes(path, MOST_BYTES)
        digest = read_bytes(_digest_path(path)).decode("ascii")
    except (OSError, ValueError):
        return None
    return graph if hashlib.sha256(graph).hexdigest() == digest.strip() else None


def _export(stored: StoredModel, path: Path) -> bytes:
    from gng_desktop.engines.export import graph_of
    from gng_desktop.engines.keras_engine import build_keras

    model, task = build_keras(stored), stored.manifest.task
    graph: bytes = graph_of(model, task, half=True).SerializeToString()
    check_graph(model, task, graph)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(_digest_path(path), hashlib.sha256(graph).hexdigest().encode("ascii"))
        write_bytes(path, graph)
    except OSError as error:
        warnings.warn(
            f"The converted model could not be stored in {path.parent} ({error.strerror}); "
            "it will be converted again next time.",
            RuntimeWarning,
            stacklevel=3,
        )
    return graph


def check_images(size: int) -> NDArray[np.uint8]:
    """Return the 8 fixed images (8, size, size, 3) on which graphs are checked.

    Smooth random colours, each with more noise than the one before.
    """
    rng = np.random.default_rng(20240607)
    images = []
    for level in range(8):
        coarse = rng.uniform(0, 255, (5, 5, 3)).astype(np.float32)
        smooth = cv2.resize(coarse, (size, size), interpolation=cv2.INTER_CUBIC)
        noise = rng.normal(0, 8 * level, (size, size, 3))
        images.append(np.clip(smooth + noise, 0, 255).astype(np.uint8))
    return np.stack(images)


def check_graph(model: keras.Model, task: str, graph: Path | bytes) -> None:
    """Compare a graph with the Keras model it was made from, on `check_images`.

    Raises
    ------
    ModelError
        If a score differs by more than 1e-4, features by more than 1e-4 of the largest, or more
        than 0.01 % of the pixels get another class.
    """
    engine = OnnxEngine(graph, task)
    images = check_images(engine.size)
    tensor = feature_tensor(model) if task == "classification" else None
    expected, *features = _outputs(model, tensor, images)
    found = engine.run(images)
    if task == "segmentation":
        agreement = float((found == expected.argmax(axis=-1)).mean())
        fits, report = agreement >= CLASS_AGREEMENT, f"{100 * agreement:.2f} % of the pixels agree"
    else:
        difference = float(np.abs(found - expected.reshape(found.shape)).max())
        fits, report = difference <= SCORE_TOLERANCE, f"scores differ by {difference:.1g}"
        if fits and features:
            difference = _feature_difference(features[0], engine, images)
            fits, report = difference <= FEATURE_TOLERANCE, f"features differ by {difference:.1g}"
    if not fits:
        raise ModelError(
            f"The ONNX graph of {model.name} does not reproduce the model ({report}); "
            "run this model with TensorFlow on a GPU."
        )


def _outputs(model: keras.Model, tensor: Any, images: NDArray[np.uint8]) -> list[NDArray[Any]]:
    """Return what the model gives for `images`, and its features if `tensor` is their tensor."""
    import keras

    seen = model if tensor is None else keras.Model(model.input, [model.output, tensor])
    # Called, not `predict`: compiling a network takes many times as long as running one batch.
    found = seen(images.astype(np.float32), training=False)
    return [keras.ops.convert_to_numpy(each) for each in ([found] if tensor is None else found)]


def _feature_difference(
    expected: NDArray[np.float32], engine: OnnxEngine, images: NDArray[np.uint8]
) -> float:
    """Return the largest difference of a feature, as a share of the largest of its image."""
    _, found = engine.run_with_features(images)
    if found is None:
        return float("inf")
    return float((np.abs(found - expected) / np.abs(expected).max(axis=1, keepdims=True)).max())
