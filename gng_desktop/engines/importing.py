"""Import a foreign image classifier: check it, try it in a limited process, describe it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
import time
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.reading import read_bytes
from gng_desktop.core.shipped import build
from gng_desktop.engines.foreign import OTHER_GRAPH, generated_of, prepared, run_limited
from gng_desktop.engines.limited import limited
from gng_desktop.engines.onnx_engine import open_session
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.detectors import Preprocess
from gng_desktop.modelstore.onnx_facts import (
    features_of,
    last_operator,
    nodes_of,
    scales_itself,
    with_output,
)
from gng_desktop.modelstore.onnx_safety import MOST_BYTES, check_onnx

SECONDS, EXPORT_SECONDS = 120.0, 600.0
"""In which a graph must load and score the probes; a Keras model be exported."""
MEMORY, EXPORT_MEMORY = 12 << 30, 48 << 30
"""Address space of the process that tries a graph out, or exports one, bytes (POSIX)."""
_IMAGENET = {"mean": (0.485, 0.456, 0.406), "std": (0.229, 0.224, 0.225)}
_NONE = {"mean": (0.0, 0.0, 0.0), "std": (1.0, 1.0, 1.0)}
PRESETS: dict[str, dict[str, Any]] = {
    "imagenet": {"scale": 255.0, **_IMAGENET},
    "unit": {"scale": 255.0, **_NONE},
    "signed": {"scale": 127.5, "mean": (1.0, 1.0, 1.0), "std": (1.0, 1.0, 1.0)},
    "raw": {"scale": 1.0, **_NONE},
}
"""Scale, mean and std by name: ImageNet's, 0..1, -1..1, and 0..255 as is."""
_TYPES = {"tensor(float)": "float32", "tensor(float16)": "float16", "tensor(uint8)": "uint8"}


@dataclass(frozen=True)
class Asked:
    """What the user states about a graph; None where it is to be guessed."""

    preprocess: Mapping[str, Any]
    positive: tuple[int, ...] | None = None
    gives: str | None = None


@dataclass(frozen=True)
class Facts:
    """What the trial of a graph showed.

    Attributes
    ----------
    input, output, preprocess, gives, positive, guessed, features
        See `gng_desktop.modelstore.detectors.DetectorManifest`.
    classes : int
        Numbers that it gives for an image.
    seconds : float
        It takes for an image here.
    probes : tuple of float
        What it says of a black, a grey, a white and a noise image: probabilities of "generated".
    """

    input: str
    output: str
    preprocess: Preprocess
    gives: str
    positive: tuple[int, ...]
    guessed: tuple[str, ...]
    features: str
    classes: int
    seconds: float
    probes: tuple[float, ...]


def parse_preprocess(text: str) -> dict[str, Any]:
    """Return the fields of `Preprocess` that a text such as ``imagenet,size=224,order=BGR`` gives.

    Parts, by comma: a name of `PRESETS`; ``size=``, ``order=RGB|BGR``, ``layout=NCHW|NHWC``,
    ``scale=`` (pixels are divided by it), ``mean=R/G/B``, ``std=R/G/B``.

    Raises
    ------
    ValueError
        Naming the part that is not understood.
    """
    found: dict[str, Any] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = part.partition("=")
        try:
            if name in PRESETS and not value:
                found |= PRESETS[name]
            elif name == "size":
                found[name] = int(value)
            elif name == "scale":
                found[name] = float(value)
            elif name in ("mean", "std"):
                numbers = tuple(float(number) for number in value.split("/"))
                found[name] = numbers if len(numbers) == 3 else numbers * (3 // len(numbers))
                if len(found[name]) != 3:
                    raise ValueError
            elif name in ("order", "layout"):
                found[name] = value.upper()
            else:
                raise ValueError
        except ValueError:
            raise ValueError(
                f"{part!r:.60} is not understood; give parts such as imagenet (or "
                f"{', '.join([*PRESETS][1:])}), size=224, order=RGB, layout=NCHW, scale=255, "
                "mean=R/G/B and std=R/G/B"
            ) from None
    return found


def read_graph(path: Path) -> bytes:
    """Return an ONNX file, complete in itself and checked; data files beside it are taken in.

    Raises
    ------
    ModelError
        If it cannot be read, is too large, `check_onnx` refuses it, or it wants data from anywhere
        but its own folder.
    """
    with plain_errors(ModelError, f"{path} cannot be read", "name an ONNX file of at most 2 GB"):
        data = read_bytes(path, MOST_BYTES)
    try:
        check_onnx(data, str(path))
    except ModelError as error:
        if "reads data from another file" not in str(error):
            raise
        data = _complete(path, data)
        check_onnx(data, str(path))
    return data


def _complete(path: Path, data: bytes) -> bytes:
    """Return a graph with the tensors that lie in files of its own folder inside it."""
    if importlib.util.find_spec("onnx") is None:
        raise ModelError(
            f"{path} keeps its weights in other files; the full build of GNG Desktop can take "
            "them in, this is the inspector."
        )
    import onnx
    from onnx import external_data_helper as external

    try:
        model = onnx.load_model_from_string(data)
        tensors = [
            tensor
            for tensor in external._get_all_tensors(model)
            if external.uses_external_data(tensor)
        ]
        names = {external.ExternalDataInfo(tensor).location for tensor in tensors}
    except Exception as error:
        raise ModelError(f"{path} is no ONNX file, or a damaged one; name another.") from error
    total = 0
    for name in names:
        beside = path.parent / name
        plain = name == Path(name).name and beside.is_file() and not beside.is_symlink()
        if not plain or set(name) & set("\\:"):
            raise ModelError(
                f"{path} reads {name!r:.80}, which is no file in its own folder; put the data file "
                "beside it or export the model into one file."
            )
        total += beside.stat().st_size
    if total > MOST_BYTES:
        raise ModelError(f"The weights of {path} are larger than 2 GB, which cannot be taken in.")
    try:
        external.load_external_data_for_model(model, str(path.parent))
        complete: bytes = model.SerializeToString()
    except Exception as error:
        raise ModelError(
            f"The data files of {path} do not fit it; copy the model and its files again."
        ) from error
    return complete


def export_keras(path: Path) -> bytes:
    """Return a ``.keras`` file or SavedModel folder as a checked ONNX graph.

    It is loaded in a process with limits of time and memory, without code of its own (Keras' safe
    mode).

    Raises
    ------
    ModelError
        If that cannot be done here, or with this model; one sentence.
    """
    if build() == "inspector":
        raise ModelError(
            "Keras models are exported by the full build of GNG Desktop; this is the inspector."
        )
    missing = [n for n in ("tensorflow", "tf2onnx") if importlib.util.find_spec(n) is None]
    if missing:
        raise ModelError(
            f"Exporting {path} needs the Python package {missing[0]}, which is not installed; "
            "install it with pip."
        )
    with tempfile.TemporaryDirectory(prefix="gng-export-") as folder:
        target = Path(folder) / "model.onnx"
        limited(_export, (str(path.absolute()), str(target)), EXPORT_SECONDS, EXPORT_MEMORY, path)
        return read_graph(target)


def _export(path: str, target: str) -> None:
    """Export a Keras model; runs in the limited process."""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
    os.environ["KERAS_BACKEND"] = "tensorflow"
    import keras

    if Path(path).is_dir():
        if not (Path(path) / "saved_model.pb").is_file():
            raise ValueError("it is no SavedModel folder")
        import tensorflow as tf

        signature = tf.saved_model.load(path).signatures["serving_default"]
        (spec,) = signature.structured_input_signature[1].values()
        pixels = keras.Input(spec.shape[1:], dtype=spec.dtype.name)
        given = keras.layers.TFSMLayer(path, call_endpoint="serving_default")(pixels)
        outputs = list(given.values()) if isinstance(given, dict) else given
        model = keras.Model(pixels, outputs)
    else:
        if not (zipfile.is_zipfile(path) or Path(path).suffix.lower() == ".h5"):
            raise ValueError("it is no .keras file, or a damaged one")
        model = keras.models.load_model(path, compile=False, safe_mode=True)
    shape = [1 if side is None else side for side in model.inputs[0].shape]
    model(np.zeros(shape, model.inputs[0].dtype))  # else the export calls it unbuilt
    model.export(target, format="onnx", verbose=False)


def try_out(graph: bytes, asked: Asked, where: Path) -> Facts:
    """Run a checked graph in a separate process; return what is known of it, or guessed.

    Raises
    ------
    ModelError
        If it does not run within the limits, or is no image classifier; one sentence.
    """
    with tempfile.TemporaryDirectory(prefix="gng-import-") as folder:
        copy = Path(folder) / "model.onnx"
        copy.write_bytes(graph)
        digest = hashlib.sha256(graph).hexdigest()
        found: Facts = limited(_probe, (str(copy), digest, asked), SECONDS, MEMORY, where)
    return found


def _probe(path: str, digest: str, asked: Asked) -> Facts:
    """Load a graph and score the probes; runs in the limited process."""
    graph = Path(path).read_bytes()
    if hashlib.sha256(graph).hexdigest() != digest:
        raise ValueError("its copy was changed while it was tried out")
    session = open_session(graph, None, "", OTHER_GRAPH)
    inputs, outputs = session.get_inputs(), session.get_outputs()
    if len(inputs) != 1:
        raise ValueError(f"it has {len(inputs)} inputs; an image classifier has one")
    nodes, pixels, output = nodes_of(graph), inputs[0], outputs[0].name
    how, guessed = _preprocess(pixels, asked, scales_itself(nodes, pixels.name))
    if len(outputs) > 1:
        guessed.append("output")
    rng = np.random.default_rng(0)
    shape = (1, how.size, how.size, 3)
    images = [np.full(shape, level, np.uint8) for level in (0, 128, 255)]
    images.append(rng.integers(0, 256, shape, np.uint8))
    found, start = [], time.perf_counter()
    for image in images:
        feed = {pixels.name: prepared(image, how)}
        given = run_limited(session, [output], feed, SECONDS / 4)[0]
        found.append(given.reshape(1, -1) if given.ndim == 0 or given.shape[0] == 1 else given)
    seconds = (time.perf_counter() - start) / len(images)
    if any(given.shape[0] != 1 or given.dtype.kind != "f" for given in found):
        raise ValueError(f"its output {output} is not one row of numbers for an image")
    classes = found[0].size
    if classes > 10_000:
        raise ValueError(f"it gives {classes:,} numbers for an image, which is no classifier")
    gives = asked.gives
    if gives is None:
        end = {"Sigmoid": "probability", "Softmax": "probabilities"}.get(
            last_operator(nodes, output), ""
        )
        gives = end or ("logit" if classes == 1 else "logits")
        if classes > 1 and gives == "probability":
            gives = "probabilities"
        guessed.append("gives")
    positive = asked.positive
    if positive is None:
        if classes > 2:
            raise ValueError(
                f"it has {classes} classes; name those that mean generated with --positive"
            )
        positive = (1,)
        guessed.append("positive")
    probes = tuple(float(generated_of(given, gives, positive)[0]) for given in found)
    features = _features(graph, features_of(nodes, output), feed)
    known = (pixels.name, output, how, gives, positive, tuple(guessed), features)
    return Facts(*known, classes, seconds, probes)


def _features(graph: bytes, name: str, feed: dict[str, Any]) -> str:
    """Return `name` if the graph can give that tensor as a vector that describes an image."""
    if not name or name in feed:
        return ""
    try:
        session = open_session(with_output(graph, name), None, "", OTHER_GRAPH)
        found = run_limited(session, [name], feed, SECONDS / 4)[0]
    except (ModelError, TimeoutError, ValueError, RuntimeError):
        return ""
    return name if found.dtype.kind == "f" and 2 <= found.size <= 4096 else ""


def _preprocess(pixels: Any, asked: Asked, scales: bool) -> tuple[Preprocess, list[str]]:
    """Return how images enter the graph, and what of it was guessed."""
    given, guessed = dict(asked.preprocess), []
    shape = list(pixels.shape)
    if pixels.type not in _TYPES:
        raise ValueError(f"its input is {pixels.type}, not float or uint8 pixels")
    if len(shape) != 4:
        raise ValueError(f"its input has {len(shape)} dimensions; an image classifier's has 4")
    if "layout" not in given:
        first, last = shape[1] == 3, shape[3] == 3
        if first == last:
            guessed.append("layout")
        given["layout"] = "NHWC" if last and not first else "NCHW"
    sides, channels = shape[1:3], shape[3]
    if given["layout"] == "NCHW":
        sides, channels = shape[2:], shape[1]
    if isinstance(channels, int) and channels != 3:
        raise ValueError(f"its input has {channels} channels; RGB has 3")
    fixed = [side for side in sides if isinstance(side, int)]
    if len(set(fixed)) > 1:
        raise ValueError(f"its input is {fixed[1]} x {fixed[0]} px; only squares are supported")
    if fixed and given.setdefault("size", fixed[0]) != fixed[0]:
        raise ValueError(f"its input is {fixed[0]} px wide, not {given['size']}")
    if "size" not in given:
        given["size"] = 224
        guessed.append("size")
    given["dtype"] = _TYPES[pixels.type]
    if "order" not in given:
        given["order"] = "RGB"
        guessed.append("order")
    if "scale" not in given and "mean" not in given and "std" not in given:
        plain = given["dtype"] == "uint8" or scales
        usual = "imagenet" if given["layout"] == "NCHW" else "unit"
        given |= PRESETS["raw" if plain else usual]
        if given["dtype"] != "uint8":
            guessed.append("scale, mean and std")
    else:
        given = PRESETS["unit"] | given
    if isinstance(shape[0], int) and shape[0] != 1:
        raise ValueError(f"it takes {shape[0]} images at a time; export it for one or any number")
    return Preprocess(**given), guessed


def fields_of(facts: Facts) -> dict[str, Any]:
    """Return the fields of a detector's manifest that its trial showed."""
    known = asdict(facts)
    return {name: known[name] for name in known if name not in ("classes", "seconds", "probes")}
