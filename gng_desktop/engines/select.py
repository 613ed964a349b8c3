"""The engine that fits a model and the machine."""

from __future__ import annotations

import warnings

from gng_desktop.core.shipped import build
from gng_desktop.engines.devices import DeviceError, absent, cuda_devices, parse_device
from gng_desktop.engines.graphs import graph_bytes
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.modelstore import ModelError, StoredModel


def open_engine(model: StoredModel, device: str = "auto", threads: int | None = None) -> Engine:
    """Load a stored model.

    Parameters
    ----------
    model : StoredModel
        What to run.
    device : str
        ``auto``: TensorFlow where there is a CUDA GPU it can use, else ONNX Runtime. ``cpu``:
        ONNX Runtime. ``gpu:N``: TensorFlow on that GPU; not in the inspector, which has none.
    threads : int, optional
        CPU threads of ONNX Runtime; all usable CPUs if None.

    Raises
    ------
    DeviceError
        If `device` is unknown, or is a GPU that is not there or not usable.
    ModelError
        If the model does not fit the program or its files.
    ValueError
        If `threads` is below 1.
    """
    kind, number = parse_device(device)
    manifest = model.manifest
    if manifest.task == "segmentation" and manifest.classes != CLASSES:
        raise ModelError(
            f"Model folder {model.folder} cannot be used because it segments other classes than "
            "this program knows; install a model made for it."
        )
    inspector = build() == "inspector"
    if kind == "gpu":
        if inspector:
            raise DeviceError(
                "The inspector computes on the CPU; choose auto or cpu, or use the full build for "
                "the GPU."
            )
        if number >= len(known := cuda_devices()):
            raise absent(number, len(known))
        return _tensorflow(model, device)
    if kind == "auto" and not inspector and cuda_devices():
        try:
            return _tensorflow(model, "gpu:0")
        except DeviceError:
            warnings.warn(
                "There is a CUDA GPU, but TensorFlow cannot use it; continuing on the CPU.",
                RuntimeWarning,
                stacklevel=2,
            )
    engine = OnnxEngine(graph_bytes(model), manifest.task, threads, f"of {model.folder}")
    if engine.size != manifest.input.size:
        raise ModelError(
            f"Model folder {model.folder} cannot be used because its graph takes {engine.size} px "
            f"and its manifest says {manifest.input.size}; install the model again."
        )
    return engine


def _tensorflow(model: StoredModel, device: str) -> Engine:
    from gng_desktop.engines.keras_engine import KerasEngine

    return KerasEngine(model, device)
