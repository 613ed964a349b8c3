"""A classifier that pools the backbone's taps and has nothing between them and its head."""

from __future__ import annotations

import keras
from keras import layers

from gng_desktop.networks.backbones import features


def pooled_classifier(backbone: str, size: int = 224) -> keras.Model:
    """Build a real/generated classifier on the spatial means of both taps.

    Not in the thesis. The published classifier puts ASPP and decoder between the taps and its
    own spatial mean (SPEC 1.2). Without activations those are affine, so apart from the image's
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
