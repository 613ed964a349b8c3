"""DeepFeatureX Net: three frozen base models and a convolution over their features (003)."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers, ops

from gng_desktop.networks.finetuned import pooled_features

PACKAGE = "gng_desktop"
CLASSES = ("real", "gan", "diffusion")
"""The classes, and the base models, in the order of the network's outputs and channels."""
FUSION = ((16, 7, 2), (64, 5, 2), (256, 3, 1), (512, 3, 1), (1024, 3, 1))
"""Filters, kernel and stride of each convolution; all are padded by 1 (SPEC part 3)."""


@keras.saving.register_keras_serializable(package=PACKAGE)
class StackChannels(layers.Layer):
    """Stack (N, F) vectors as the channels of one signal: (N, F, number of vectors)."""

    def call(self, inputs: list[Any]) -> Any:
        """Return the signal."""
        return ops.stack(inputs, axis=-1)

    def compute_output_shape(self, input_shape: list[tuple[Any, ...]]) -> tuple[Any, ...]:
        """Return (N, F, number of vectors)."""
        return (*input_shape[0], len(input_shape))


def _branch(name: str, backbone: str, size: int, inputs: Any) -> Any:
    """Return the features of a base model whose layers are named ``NAME_0``, ``NAME_1``..."""
    own = keras.Input((size, size, 3), name="rgb")
    trunk = keras.Model(own, pooled_features(backbone, own))
    number = {id(layer): n for n, layer in enumerate(trunk.layers)}

    def renamed(layer: Any) -> Any:
        return type(layer).from_config(
            {**layer.get_config(), "name": f"{name}_{number[id(layer)]}"}
        )

    twin = keras.models.clone_model(trunk, input_tensors=inputs, clone_function=renamed)
    return twin.outputs[0]


def deepfeaturex(backbone: str, size: int = 224) -> keras.Model:
    """Build the whole network.

    Parameters
    ----------
    backbone : str
        Key of `gng_desktop.networks.backbones.BACKBONES`, of all three base models.
    size : int
        Height and width of the input, px.

    Returns
    -------
    keras.Model
        (N, size, size, 3) RGB 0..255 -> (N, 3) float32 probabilities of `CLASSES`.
    """
    inputs = keras.Input((size, size, 3), name="rgb")
    branches = [_branch(name, backbone, size, inputs) for name in CLASSES]
    x = StackChannels(name="fusion_stack")(branches)
    for number, (filters, kernel, stride) in enumerate(FUSION, 1):
        x = layers.ZeroPadding1D(1, name=f"fusion_pad{number}")(x)
        x = layers.Conv1D(filters, kernel, stride, activation="relu", name=f"fusion_conv{number}")(
            x
        )
        if number < len(FUSION):
            x = layers.BatchNormalization(name=f"fusion_bn{number}")(x)
    x = layers.GlobalAveragePooling1D(name="fusion_pool")(x)
    outputs = layers.Dense(len(CLASSES), activation="softmax", dtype="float32", name="family")(x)
    return keras.Model(inputs, outputs, name=f"deepfeaturex_{backbone}")


def take_base_model(model: keras.Model, name: str, base: keras.Model) -> None:
    """Copy the weights of a base model into `model` and freeze them there.

    Parameters
    ----------
    model : keras.Model
        Of `deepfeaturex`.
    name : str
        One of `CLASSES`.
    base : keras.Model
        Of `gng_desktop.networks.finetuned.finetuned_classifier`, with the same backbone.
    """
    own = {layer.name: layer for layer in model.layers}
    for n, layer in enumerate(base.layers):
        if (twin := own.get(f"{name}_{n}")) is not None:
            twin.set_weights(layer.get_weights())
            twin.trainable = False
