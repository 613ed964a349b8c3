"""The backbones and the layers DeepLabV3+ taps in each (SPEC 1.2; 000 listing A.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras


@dataclass(frozen=True)
class Backbone:
    """How one ``keras.applications`` network serves as a backbone.

    Attributes
    ----------
    name : str
        Key used in recipes and manifests.
    build : callable
        Makes the ``include_top=False`` network on a preprocessed input tensor.
    high, low : str
        Names of the layers whose outputs feed the ASPP module and the decoder; "" of networks
        that are only used whole (`gng_desktop.networks.finetuned`).
    preprocessing : str
        ``"none"`` (the network rescales by itself), ``"scale"`` (to -1..1), ``"caffe"`` (BGR,
        ImageNet mean removed) or ``"torch"`` (ImageNet mean and deviation):
        ``keras.applications``' own conventions.
    """

    name: str
    build: Callable[..., Any]
    high: str
    low: str
    preprocessing: str


BACKBONES: dict[str, Backbone] = {
    b.name: b
    for b in (
        Backbone(
            "mobilenet_v3_large",
            keras.applications.MobileNetV3Large,
            "expanded_conv_12_project",
            "expanded_conv_3_project",
            "none",
        ),
        Backbone(
            "resnet50",
            keras.applications.ResNet50,
            "conv4_block6_2_relu",
            "conv2_block3_2_relu",
            "caffe",
        ),
        Backbone(
            "xception",
            keras.applications.Xception,
            "block14_sepconv2_act",
            "block4_sepconv2_act",
            "scale",
        ),
        # Not in the thesis: stride 16 keeps the ASPP cheap, stride 4 keeps borders and texture.
        Backbone(
            "mobilenet_v2", keras.applications.MobileNetV2, "block_12_add", "block_2_add", "scale"
        ),
        # The same network tapped where its features are widest and rectified: ASPP and decoder
        # are linear, so what they read decides what the network can distinguish.
        Backbone(
            "mobilenet_v2_expanded",
            keras.applications.MobileNetV2,
            "block_13_expand_relu",
            "block_3_expand_relu",
            "scale",
        ),
        # Those of 003's tables that Keras has; they have no taps.
        *(
            Backbone(name, getattr(keras.applications, builder), "", "", preprocessing)
            for name, builder, preprocessing in (
                ("densenet121", "DenseNet121", "torch"),
                ("densenet169", "DenseNet169", "torch"),
                ("densenet201", "DenseNet201", "torch"),
                ("efficientnet_b0", "EfficientNetB0", "none"),
                ("efficientnet_b4", "EfficientNetB4", "none"),
                ("resnet101", "ResNet101", "caffe"),
                ("resnet152", "ResNet152", "caffe"),
            )
        ),
    )
}
TAPPED = tuple(b.name for b in BACKBONES.values() if b.high)
"""The backbones that DeepLabV3+ and the pooled classifier can be built on."""

CAFFE_MEAN_BGR = (103.939, 116.779, 123.68)
TORCH_MEAN, TORCH_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def preprocess(inputs: Any, how: str) -> Any:
    """Apply a backbone's preprocessing to RGB 0..255 inside the model.

    Parameters
    ----------
    inputs : KerasTensor
        (N, H, W, 3), RGB, 0..255.
    how : str
        See `Backbone.preprocessing`.

    Returns
    -------
    KerasTensor
        Same shape, in the backbone's own range.
    """
    if how == "none":
        return inputs
    if how == "scale":
        return keras.layers.Rescaling(1 / 127.5, offset=-1.0, name="preprocess")(inputs)
    if how == "torch":
        scale = [1 / (255 * std) for std in TORCH_STD]
        offset = [-mean / std for mean, std in zip(TORCH_MEAN, TORCH_STD, strict=True)]
        return keras.layers.Rescaling(scale, offset=offset, name="preprocess")(inputs)
    if how == "caffe":
        offset = [-mean for mean in CAFFE_MEAN_BGR[::-1]]
        centred = keras.layers.Rescaling(1.0, offset=offset, name="preprocess")(inputs)
        return ChannelReverse(name="rgb_to_bgr")(centred)
    raise ValueError(f"unknown preprocessing {how!r}")


@keras.saving.register_keras_serializable(package="gng_desktop")
class ChannelReverse(keras.layers.Layer):
    """Reverse the channel order (RGB to BGR) of a (N, H, W, 3) tensor."""

    def call(self, inputs: Any) -> Any:
        return inputs[..., ::-1]

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(input_shape)


def features(name: str, inputs: Any) -> tuple[Any, Any]:
    """Return the (high-level, low-level) feature tensors of a backbone on `inputs`.

    Parameters
    ----------
    name : str
        Key of `BACKBONES`.
    inputs : KerasTensor
        (N, H, W, 3), RGB 0..255.

    Raises
    ------
    ValueError
        If `name` is none of `TAPPED`.
    """
    if name not in TAPPED:
        raise ValueError(f"backbone {name!r} is unknown; choose one of {', '.join(TAPPED)}")
    spec = BACKBONES[name]
    network = spec.build(
        include_top=False, weights=None, input_tensor=preprocess(inputs, spec.preprocessing)
    )
    return network.get_layer(spec.high).output, network.get_layer(spec.low).output
