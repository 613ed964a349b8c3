"""DeepLabV3+ as published: one core, a segmentation head and a classification head (SPEC 1.2)."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from gng_desktop.networks.backbones import features
from gng_desktop.networks.layers import DynamicUpsample, ReachableConv2D, UpsampledAverage

RATES = (1, 4, 8, 16)
"""Dilation rates of the ASPP branches (000, section 3.3)."""


def kernel_size(rate: int) -> int:
    """Return the ASPP kernel size of a dilation rate: 3, 5, 7, 11 for 1, 4, 8, 16.

    The appendix listing's factor 1/3 is a slip; only ``3 + int(rate * 0.5)`` gives the published
    parameter totals (000, section 3.3 text).
    """
    return 3 if rate == 1 else 3 + int(rate * 0.5)


def _normalise(x: Any, name: str, activation: str | None) -> Any:
    x = layers.BatchNormalization(name=f"{name}_bn")(x)
    return layers.Activation(activation, name=f"{name}_{activation}")(x) if activation else x


def aspp(high: Any, activation: str | None = None) -> Any:
    """Return the atrous spatial pyramid pooling output, (N, h, w, 128), on high-level features."""
    pooled = layers.GlobalAveragePooling2D(keepdims=True, name="aspp_pool")(high)
    pooled = layers.Conv2D(24, 1, padding="same", name="aspp_image")(pooled)
    pooled = _normalise(pooled, "aspp_image", activation)
    branches = [DynamicUpsample(name="aspp_image_resize")(pooled, high)]
    for rate in RATES:
        name = f"aspp_rate{rate}"
        conv = ReachableConv2D(
            128, kernel_size(rate), dilation_rate=rate, padding="same", name=name
        )
        branches.append(_normalise(conv(high), name, activation))
    x = layers.Concatenate(name="aspp_concat")(branches)
    return _normalise(layers.Conv2D(128, 1, name="aspp_project")(x), "aspp_project", activation)


def core(backbone: str, inputs: Any, activation: str | None = None) -> Any:
    """Return the decoder's output, (N, h, w, 128), at the resolution of the low-level features.

    Parameters
    ----------
    backbone : str
        Key of `gng_desktop.networks.backbones.BACKBONES`.
    inputs : KerasTensor
        (N, H, W, 3), RGB 0..255.
    activation : str, optional
        Put after every batch normalisation of ASPP and decoder. None, the default, is the
        source's choice.
    """
    high, low = features(backbone, inputs)
    low = _normalise(layers.Conv2D(24, 1, name="decoder_low")(low), "decoder_low", activation)
    up = DynamicUpsample(name="decoder_resize")(aspp(high, activation), low)
    x = layers.Concatenate(name="decoder_concat")([up, low])
    for step in ("decoder_conv1", "decoder_conv2"):
        x = layers.Conv2D(128, 3, padding="same", name=step)(x)
        x = _normalise(x, step, activation)
    return x


def segmenter(
    backbone: str, size: int = 224, classes: int = 14, activation: str | None = None
) -> keras.Model:
    """Build the semantic segmentation network.

    The source resizes the 128 feature channels to the input and then applies the 1x1 convolution
    of the logits. Bilinear weights sum to 1, so the two commute: in this order, same weights and
    same logits take a ninth of the memory.

    Parameters
    ----------
    backbone : Key of `gng_desktop.networks.backbones.BACKBONES`.
    size : Height and width of the input, px.
    classes : Number of labels.
    activation : See `core`.

    Returns: (N, size, size, 3) RGB 0..255 -> (N, size, size, classes) float32 logits.
    """
    inputs = keras.Input((size, size, 3), name="rgb")
    x = core(backbone, inputs, activation)
    head = layers.Conv2D(classes, 1, dtype="float32", name="logits")
    resize = DynamicUpsample(dtype="float32", name="logits_resize")
    return keras.Model(inputs, resize(head(x), inputs), name=f"segmenter_{backbone}")


def classifier(backbone: str, size: int = 224, activation: str | None = None) -> keras.Model:
    """Build the real/generated classification network; parameters are those of `segmenter`.

    The source resizes the features to the input and averages them; the equal weighted mean is
    taken directly.

    Returns: (N, size, size, 3) RGB 0..255 -> (N, 1) float32 probability of "generated", 0..1.
    """
    inputs = keras.Input((size, size, 3), name="rgb")
    x = core(backbone, inputs, activation)
    x = UpsampledAverage((size, size), name="pool")(x)
    x = layers.Dense(200, activation="selu", name="head_dense")(x)
    outputs = layers.Dense(1, activation="sigmoid", dtype="float32", name="score")(x)
    return keras.Model(inputs, outputs, name=f"classifier_{backbone}")
