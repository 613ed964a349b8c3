"""Classifiers of two classes, fine-tuned whole or trained from scratch (SPEC part 2)."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import layers

from gng_desktop.networks.backbones import BACKBONES, features, preprocess

CUSTOM = "custom_cnn"
"""Backbone and family of the network that is trained from scratch."""
FILTERS = (32, 64, 128)


def pooled_features(backbone: str, inputs: Any) -> Any:
    """Return the (N, F) spatial means of a whole ``keras.applications`` network.

    Parameters
    ----------
    backbone : str
        Key of `gng_desktop.networks.backbones.BACKBONES`.
    inputs : KerasTensor
        (N, H, W, 3), RGB 0..255.

    Raises
    ------
    ValueError
        If there is no such backbone.
    """
    if backbone not in BACKBONES:
        raise ValueError(f"backbone {backbone!r} is unknown; choose one of {', '.join(BACKBONES)}")
    spec = BACKBONES[backbone]
    given = preprocess(inputs, spec.preprocessing)
    network = spec.build(include_top=False, weights=None, input_tensor=given)
    return layers.GlobalAveragePooling2D(name="features")(network.output)


def two_classes(features: Any) -> Any:
    """Return the (N, 1) probability of the second of two classes.

    The softmax of two logits is the sigmoid of their difference, taken by a layer that is not
    trained: like every other classifier the network ends in one unit.
    """
    logits = layers.Dense(2, name="logits")(features)
    difference = layers.Dense(
        1, activation="sigmoid", use_bias=False, trainable=False, dtype="float32", name="score"
    )
    score = difference(logits)
    difference.set_weights([np.array([[-1.0], [1.0]], np.float32)])
    return score


def finetuned_classifier(backbone: str, size: int = 224) -> keras.Model:
    """Build a whole network of ``keras.applications`` with a new two-class head (002, section 4).

    Parameters
    ----------
    backbone : str
        Key of `gng_desktop.networks.backbones.BACKBONES`.
    size : int
        Height and width of the input, px.

    Returns
    -------
    keras.Model
        (N, size, size, 3) RGB 0..255 -> (N, 1) float32 probability of "generated", 0..1.
    """
    inputs = keras.Input((size, size, 3), name="rgb")
    outputs = two_classes(pooled_features(backbone, inputs))
    return keras.Model(inputs, outputs, name=f"finetuned_{backbone}")


def custom_cnn(size: int = 224) -> keras.Model:
    """Build ``CustomCNN`` (002, section 5): three blocks, Dense 512, dropout, two classes.

    Four blocks in the source's table 1 are a slip: its text, its code and the 100,352 flat
    features at 224 px agree on three.

    Returns
    -------
    keras.Model
        As `finetuned_classifier`.
    """
    inputs = keras.Input((size, size, 3), name="rgb")
    x = layers.Rescaling(1 / 127.5, offset=-1.0, name="preprocess")(inputs)
    for number, filters in enumerate(FILTERS, 1):
        x = layers.Conv2D(filters, 3, padding="same", name=f"block{number}_conv")(x)
        x = layers.BatchNormalization(name=f"block{number}_bn")(x)
        x = layers.ReLU(name=f"block{number}_relu")(x)
        x = layers.MaxPooling2D(2, name=f"block{number}_pool")(x)
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(512, activation="relu", name="features")(x)
    x = layers.Dropout(0.5, name="dropout")(x)
    return keras.Model(inputs, two_classes(x), name=CUSTOM)


def pooled_classifier(backbone: str, size: int = 224) -> keras.Model:
    """Build a real/generated classifier on the spatial means of both taps.

    Not in the thesis. The published classifier puts ASPP and decoder between the taps and its
    own spatial mean (SPEC 1.2). Without activations those are affine, so except at the image's
    border the mean behind them is an affine map of the means before them: what they cost in
    training buys no decision that this network cannot take.

    Parameters
    ----------
    backbone : str
        Key of `gng_desktop.networks.backbones.BACKBONES`.
    size : int
        Height and width of the input, px.

    Returns
    -------
    keras.Model
        (N, size, size, 3) RGB 0..255 -> (N, 1) float32 probability of "generated", 0..1.
    """
    inputs = keras.Input((size, size, 3), name="rgb")
    high, low = features(backbone, inputs)
    means = [
        layers.GlobalAveragePooling2D(name="pool_high")(high),
        layers.GlobalAveragePooling2D(name="pool_low")(low),
    ]
    x = layers.Concatenate(name="pool")(means)
    x = layers.Dense(200, activation="selu", name="head_dense")(x)
    outputs = layers.Dense(1, activation="sigmoid", dtype="float32", name="score")(x)
    return keras.Model(inputs, outputs, name=f"pooled_{backbone}")
