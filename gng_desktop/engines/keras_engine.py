"""Models through Keras on TensorFlow: on CUDA GPUs, and wherever gradients are needed."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.text import N_
from gng_desktop.engines.devices import DeviceError, absent, parse_device
from gng_desktop.engines.protocol import OUTPUTS, OwnEngine, check_batch
from gng_desktop.modelstore import ModelError, StoredModel
from gng_desktop.modelstore.store import check_file

if TYPE_CHECKING:  # importing this module must not import TensorFlow
    import keras

MAX_BATCH, MAX_GPU_BATCH = 16, 64
"""Images at once: more costs memory and gains nothing on a CPU."""
FEATURES, WHOLE_FEATURES = "pool", "features"
"""The layer whose output is the feature vector: of pooled networks and ViTs, and of whole ones."""


def _choose_tensorflow() -> None:
    """Have Keras, which reads this when it is imported, run on TensorFlow."""
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")


def build_keras(stored: StoredModel) -> keras.Model:
    """Return the Keras model of a stored model, its weights loaded and their hash checked again.

    Raises
    ------
    ModelError
        If the weights were altered or do not fit the architecture.
    """
    _choose_tensorflow()
    from gng_desktop.networks.families import network
    from gng_desktop.networks.weights import load_weights

    manifest = stored.manifest
    check_file(stored.folder, manifest.weights)
    architecture, size = manifest.architecture, manifest.input.size
    model = network(
        manifest.task,
        architecture.family,
        architecture.backbone,
        size,
        architecture.activation,
        len(manifest.classes),
    )
    try:
        load_weights(model, stored.weights_path)
    except ValueError as error:
        raise ModelError(
            f"Model folder {stored.folder} cannot be used because its weights do not fit its "
            f"architecture ({architecture.backbone}, {size} px); install the model again."
        ) from error
    return model


class KerasEngine(OwnEngine):
    """A stored model on TensorFlow.

    On a GPU that runs out of memory the batch is halved until it fits; where a single image does
    not fit, the engine moves to the CPU for good and says so in a warning. Reduced-precision
    matrix arithmetic (TF32) is switched off for the process: scores must not depend on the device.

    Parameters
    ----------
    model : StoredModel
        What to run.
    device : str
        ``auto`` (the first GPU that TensorFlow can use, else the CPU), ``cpu`` or ``gpu:N``.

    Attributes
    ----------
    model : keras.Model
        For gradients.
    name, device, size, features
        See `gng_desktop.engines.protocol.Engine`.

    Raises
    ------
    DeviceError
        If the device is unknown or not usable.
    ModelError
        As `build_keras`, and if Keras runs on another backend.
    """

    name = "tensorflow"

    def __init__(self, model: StoredModel, device: str = "auto") -> None:
        kind, number = parse_device(device)
        _choose_tensorflow()
        import keras
        import tensorflow as tf

        if keras.backend.backend() != "tensorflow":
            raise ModelError("Keras runs on another backend; set KERAS_BACKEND=tensorflow.")
        self._tf = tf
        gpus = tf.config.list_physical_devices("GPU")
        if kind == "gpu" and number >= len(gpus):
            raise absent(number, len(gpus))
        self.device = "cpu" if kind == "cpu" or not gpus else f"gpu:{number}"
        if self.device != "cpu":
            _prepare(tf, gpus)
        self.task, self.size = model.manifest.task, model.manifest.input.size
        self._limit = MAX_BATCH if self.device == "cpu" else MAX_GPU_BATCH
        with tf.device(f"/{self.device}"):
            self.model = build_keras(model)
        described = feature_tensor(self.model) if self.task == "classification" else None
        self.features = 0 if described is None else int(described.shape[-1])
        if described is not None:
            self._described = keras.Model(self.model.input, [self.model.output, described])
        signature = [tf.TensorSpec((None, self.size, self.size, 3), tf.uint8)]
        found = {OUTPUTS[self.task]: self._result, "logits": self._forward}
        found["features"] = self._score_and_features
        self._functions = {k: tf.function(f, input_signature=signature) for k, f in found.items()}

    def _forward(self, batch: Any) -> Any:
        return self.model(self._tf.cast(batch, self._tf.float32), training=False)

    def _result(self, batch: Any) -> Any:
        output = self._forward(batch)
        if self.task == "segmentation":
            return self._tf.cast(self._tf.argmax(output, axis=-1), self._tf.uint8)
        return output if self.task == "family" else self._tf.reshape(output, (-1,))

    def _score_and_features(self, batch: Any) -> Any:
        """Return (n, 1 + F): one tensor, as every other function that runs in parts."""
        found = self._described(self._tf.cast(batch, self._tf.float32), training=False)
        return self._tf.concat(found, axis=1)

    def fetch(self, batch: NDArray[np.uint8], *outputs: str) -> NDArray[Any]:
        check_batch(batch, self.size)
        function = self._functions[outputs[-1]]
        done: list[NDArray[Any]] = []
        start = 0
        while start < len(batch):
            part = batch[start : start + self._limit]
            device = self.device
            try:
                with self._tf.device(f"/{device}"):
                    done.append(np.asarray(function(part)))
            except self._tf.errors.ResourceExhaustedError as error:
                self._retreat(len(part), device, error)
                continue
            start += len(part)
        return np.concatenate(done)

    def _retreat(self, failed: int, device: str, error: Exception) -> None:
        if failed > 1:
            self._limit = min(self._limit, failed // 2)
        elif device == "cpu":
            raise DeviceError(N_("Not enough memory; close other programs.")) from error
        elif self.device == device:  # another thread may have moved already
            self.device, self._limit = "cpu", MAX_BATCH
            warnings.warn(
                f"The memory of {device} does not suffice for one image; continuing on the CPU.",
                RuntimeWarning,
                stacklevel=4,
            )


def _prepare(tf: Any, gpus: list[Any]) -> None:
    tf.config.experimental.enable_tensor_float_32_execution(False)
    for gpu in gpus:
        try:
            tf.config.experimental.set_memory_growth(gpu, True)
        except RuntimeError:  # TensorFlow has started already; it keeps the policy it has
            return


def feature_tensor(model: Any) -> Any | None:
    """Return the tensor of a classifier of `gng_desktop.networks` that describes an image.

    Returns
    -------
    KerasTensor or None
        (N, F) float32: the means of a pooled classifier, a ViT or a whole backbone, or what the
        head of ``CustomCNN`` reads; None of any other network. DeepLabV3+ has a layer of the same
        name, but behind an affine tail that its graph multiplies out, and in no form that is cheap
        to have.
    """
    for layer in model.layers:
        if layer.name == WHOLE_FEATURES:
            return layer.output
        if layer.name == FEATURES and type(layer).__name__ == "Concatenate":
            return layer.output if len(layer.output.shape) == 2 else None
    return None
