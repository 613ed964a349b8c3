"""Manifests, models and engines that are made up, for all tests and the programs they start."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

ROLES = ("segmenter", "with_background", "without_background")
SIZE = 56
STEP = 18
"""The red of a painted picture is the class id times this."""

PARTS = (
    (1, 12, 46, 12, 44),
    (3, 20, 24, 18, 24),
    (2, 20, 24, 32, 38),
    (4, 27, 34, 24, 31),
    (5, 38, 41, 22, 34),
)
"""Class id, top, bottom, left, right of a painted face, px of `SIZE`."""


def portrait(green: int, background: int | None = None) -> np.ndarray:
    """Return a painted face, twice `SIZE` square RGB; the greener, the higher its score."""
    rgb = np.zeros((SIZE, SIZE, 3), np.uint8)
    rgb[..., 1] = green if background is None else background
    rgb[12:46, 12:44, 1] = green
    rgb[..., 2] = np.random.default_rng(1).integers(0, 256, (SIZE, SIZE))  # no flat drawing
    for label, top, bottom, left, right in PARTS:
        rgb[top:bottom, left:right, 0] = label * STEP
    # Large enough to be analysed, in whole multiples so that the classes stay apart.
    return np.kron(rgb, np.ones((2, 2, 1), np.uint8))


def framed_face(x: float, y: float, side: float):
    """Return a face whose frame has `side` around (`x`, `y`), px."""
    from gng_desktop.imaging.faces import Face

    eyes, mouth = y - 0.025 * side, y + 0.225 * side  # a quarter apart, a tenth above the centre
    points = [(x - side / 8, eyes), (x + side / 8, eyes), (x, y + side / 10)]
    points += [(x - side / 10, mouth), (x + side / 10, mouth)]
    return Face((x - side / 4, y - side / 4, side / 2, side / 2), tuple(points), 0.9)


def face_in(rgb: np.ndarray):
    """In the place of the detector: a painted face fills its picture."""
    height, width = rgb.shape[:2]
    painted = (rgb[..., 0] > STEP / 2).any()
    return framed_face(width / 2, height / 2, float(width)) if painted else None


def manifest_fields(role: str = "with_background", size: int = SIZE, **changes: Any) -> dict:
    """Return the fields of a valid manifest as `install` takes them, which adds the hashes."""
    from gng_desktop.imaging.labels import CLASSES
    from gng_desktop.modelstore.manifest import CLASSIFIER_CLASSES, FAMILY_CLASSES, ROLES

    task = ROLES[role].task
    classes = {"segmentation": CLASSES, "classification": CLASSIFIER_CLASSES}
    limits = {"real_below": 0.3, "generated_above": 0.7, "chosen_on": "nothing"}
    fields = {
        "id": role.replace("_", "-"),
        "role": role,
        "task": task,
        "architecture": {
            "family": "deepfeaturex" if role == "family" else "deeplabv3plus",
            "backbone": "mobilenet_v2",
            "activation": None,
        },
        "classes": list(classes.get(task, FAMILY_CLASSES)),
        "input": {"size": size, "channels": "RGB", "range": [0, 255], "resize": "whole image"},
        "calibration": None,
        "thresholds": limits if task == "classification" else None,
        "training": {},
        "metrics": {},
        "limits": [],
        "created": "2024-05-01",
        "program": "0.1.0",
    }
    return fields | changes


def platt(slope: float, intercept: float) -> dict[str, Any]:
    """Return the field of a calibration."""
    return {"method": "platt", "slope": slope, "intercept": intercept, "fitted_on": "nothing"}


def stored(role: str, folder: Path | None = None, sha256: str = "", **changes: Any):
    """Return a StoredModel of which no file exists; `sha256` is its manifest's."""
    from gng_desktop.modelstore import Manifest, StoredModel

    hashes = {
        "format": 1,
        "weights": {"file": "model.weights.h5", "sha256": "0" * 64},
        "graph": None,
    }
    manifest = Manifest.from_json(manifest_fields(role, **changes) | hashes)
    return StoredModel(folder or Path(role), manifest, sha256 or f"{role:*<64}")


def install_model(folder: Path, role: str, graph: Path | None = None, **changes: Any):
    """Install a model whose weights are no weights; return the StoredModel."""
    from gng_desktop.modelstore import install

    weights = folder.parent / f"{role}.h5"
    weights.parent.mkdir(parents=True, exist_ok=True)
    weights.write_bytes(role.encode())
    files = {"model.weights.h5": weights} | ({"model.onnx": graph} if graph else {})
    return install(folder, manifest_fields(role, **changes), files)


def foreign_graph(
    gives: str = "logit",
    layout: str = "NCHW",
    dtype: str = "float32",
    size: int = 16,
    weights: Any = ((0.0, 8.0, 0.0),),
    bias: Any = (-4.0,),
) -> bytes:
    """Return a foreign detector's graph: a linear layer on the mean colour; a row a class."""
    from onnx import TensorProto, helper, numpy_helper

    kinds = {"float32": TensorProto.FLOAT, "uint8": TensorProto.UINT8}
    shape = ["n", 3, size, size] if layout == "NCHW" else ["n", size, size, 3]
    nodes, x = [], "pixels"
    if dtype == "uint8":
        nodes.append(helper.make_node("Cast", [x], ["float"], to=TensorProto.FLOAT))
        x = "float"
    if layout == "NHWC":
        nodes.append(helper.make_node("Transpose", [x], ["planes"], perm=[0, 3, 1, 2]))
        x = "planes"
    nodes.append(helper.make_node("GlobalAveragePool", [x], ["pooled"]))
    nodes.append(helper.make_node("Flatten", ["pooled"], ["colour"]))
    end = {"probability": "Sigmoid", "probabilities": "Softmax"}.get(gives)
    linear = "linear" if end else "out"
    nodes.append(helper.make_node("Gemm", ["colour", "w", "b"], [linear], transB=1))
    if end:
        nodes.append(helper.make_node(end, ["linear"], ["out"]))
    w, b = np.array(weights, np.float32), np.array(bias, np.float32)
    graph = helper.make_graph(
        nodes,
        "foreign",
        [helper.make_tensor_value_info("pixels", kinds[dtype], shape)],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["n", len(w)])],
        [numpy_helper.from_array(w, "w"), numpy_helper.from_array(b, "b")],
    )
    opset = [helper.make_opsetid("", 17)]
    made = helper.make_model(graph, opset_imports=opset, producer_name="test", ir_version=9)
    return made.SerializeToString()


def install_detector(
    models: Path,
    name: str = "lab",
    graph: bytes | None = None,
    keras: tuple[str, bytes] | None = None,
    replace: bool = False,
    **changes: Any,
):
    """Install a foreign detector into a folder of models; return the StoredDetector."""
    from gng_desktop.modelstore.detectors import detectors_folder, save_detector

    plain = {"mean": [0, 0, 0], "std": [1, 1, 1], "scale": 255, "order": "RGB", "size": 16}
    fields = {
        "id": name,
        "view": "face",
        "input": "pixels",
        "output": "out",
        "preprocess": plain | {"layout": "NCHW", "dtype": "float32"},
        "gives": "logit",
        "positive": [1],
        "guessed": [],
        "features": "",
        "scope": None,
        "source": "lab.onnx",
        "source_sha256": "0" * 64,
        "calibration": None,
        "thresholds": None,
        "training": {},
        "metrics": {},
        "limits": [],
        "created": "2026-11-29",
        "program": "0.1.0",
    }
    folder = detectors_folder(models) / name
    graph = graph or foreign_graph()
    return save_detector(folder, fields | changes, graph, "# lab\n", replace, keras=keras)


def analysis(**changes: Any):
    """Return an Analysis with a verdict and without views."""
    from gng_desktop.analysis.result import Analysis

    models = ("segmenter", "classifier_with_background", "classifier_without_background")
    fields = {name: f"{name.removeprefix('classifier_')}@0123456789ab" for name in models}
    fields |= {"path": "a.png", "sha256": "0" * 64, "status": "ok", "reason": ""}
    fields |= {"width": 8, "height": 8, "face_fraction": 0.5, "face_box": None, "regions": {}}
    fields |= {"score_with_background": 0.9, "score_without_background": 0.8}
    fields |= {"verdict": "generated", "engine": "onnxruntime", "device": "cpu (1 thread)"}
    return Analysis(**(fields | {"seconds": {}, "version": "0.1.0"} | changes))


class Engine:
    """The least of an engine; counts the images of each batch it was given."""

    name, device, features = "fake", "cpu (1 thread)", 0

    def __init__(self, size: int = SIZE) -> None:
        self.size = size
        self.batches: list[int] = []

    def run(self, batch: np.ndarray) -> np.ndarray:
        assert batch.dtype == np.uint8 and batch.shape[1:] == (self.size, self.size, 3)
        self.batches.append(len(batch))
        return self.answer(batch)

    def answer(self, batch: np.ndarray) -> np.ndarray:
        """Return what `run` does; for subclasses."""
        raise NotImplementedError


class Painted(Engine):
    """Red by `STEP` is the class id, the mean green is the score."""

    def __init__(self, role: str, size: int = SIZE) -> None:
        super().__init__(size)
        self.role = role

    def answer(self, batch: np.ndarray) -> np.ndarray:
        if self.role == "segmenter":
            return np.minimum(np.rint(batch[..., 0] / STEP), 13).astype(np.uint8)
        return (batch[..., 1].mean(axis=(1, 2)) / 255).astype(np.float32)


class Brightness(Engine):
    """The brightness is the score; or skin is where red is bright."""

    def __init__(self, segments: bool = False, size: int = 16) -> None:
        super().__init__(size)
        self.segments = segments

    def answer(self, batch: np.ndarray) -> np.ndarray:
        if self.segments:
            return (batch[..., 0] > 127).astype(np.uint8)
        return (batch.mean(axis=(1, 2, 3)) / 255).astype(np.float32)


class Fixed(Engine):
    """Answers the same for every image, a score or a mask (size, size); keeps what it was given."""

    def __init__(self, answer: float | np.ndarray, size: int = SIZE) -> None:
        super().__init__(size)
        self.fixed = np.asarray(answer, np.uint8 if np.ndim(answer) else np.float32)
        self.given: list[np.ndarray] = []

    def answer(self, batch: np.ndarray) -> np.ndarray:
        self.given.append(batch.copy())
        return np.repeat(self.fixed[None], len(batch), axis=0)


def with_engine(analyser: Any, name: str, engine: Any, model: Any = None):
    """Return an analyser with another engine, and model, of a role or a further detector."""
    from dataclasses import replace

    models = analyser.models | ({name: model} if model else {})
    return replace(analyser, models=models, engines=analyser.engines | {name: engine})


def open_fakes(models: Path | None = None, device="auto", threads=None, fast=False):
    """In the place of `Analyser.open`: painted engines and the detectors installed in `models`."""
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.engines.foreign import open_detector
    from gng_desktop.modelstore.detectors import find_detectors
    from gng_desktop.modelstore.scope import load_scope

    found, problems = find_detectors(models)
    return Analyser(
        {role: stored(role) for role in ROLES} | found,
        {role: Painted(role) for role in ROLES}
        | {name: open_detector(detector, 1) for name, detector in found.items()},
        {n: s for n, detector in found.items() if (s := load_scope(detector)) is not None},
        problems,
        face_in,
    )


def content_of(case: Any, **options: Any):
    """Return the report on a case."""
    from gng_desktop.report.collect import content_steps

    *_, content = content_steps(case, **options)
    return content


def html_of(content: Any) -> str:
    """Return a report as HTML."""
    from gng_desktop.report.renderer import chunks

    return "".join(chunks(content))


def by_regions(phi: Mapping[str, float], **changes: Any):
    """Return what a classifier's score owes to each region, made up, in log-odds."""
    from gng_desktop.explain.regions import RegionExplanation

    names, values = tuple(phi), np.array([*phi.values()], float)
    fields = {
        "players": names,
        "phi": values,
        "interactions": np.diag(values),
        "baseline": 0.1,
        "prediction": 0.5,
        "evaluations": 4,
        "seconds": 0.1,
        "notes": ("The ears were counted with the hair.",),
        "masker": "blur",
        "image": np.zeros((8, 8, 3), np.uint8),
        "labels": np.zeros((8, 8), np.int64),
        "unit": "log-odds",
    }
    return RegionExplanation(**(fields | changes))


def partition_map(score, image, evaluations=500, masker="telea", unit="log-odds"):
    """Return the whole SHAP map of one score."""
    from gng_desktop.explain.maskers import workers
    from gng_desktop.explain.partition import partition_steps

    with workers() as pool:
        *_, found = partition_steps(score, image, evaluations, masker, unit, pool)
    return found
