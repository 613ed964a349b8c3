"""First weights of a network: ImageNet backbones and transfer from a segmenter (SPEC 1.4)."""

from __future__ import annotations

from pathlib import Path

import keras

from gng_desktop.networks.backbones import BACKBONES

HEAD_PREFIXES = ("head_", "score", "logits")
CORE_PREFIXES = ("aspp_", "decoder_")


def load_backbone(model: keras.Model, backbone: str, weights: Path) -> int:
    """Copy the weights of a ``keras.applications`` backbone file into `model`, layer by layer.

    Returns
    -------
    int
        Number of layers that received weights.
    """
    whole = BACKBONES[backbone].build(include_top=False, weights=None, input_shape=(224, 224, 3))
    whole.load_weights(weights)
    return copy_layers(whole, model)


def copy_layers(source: keras.Model, target: keras.Model) -> int:
    """Copy weights between layers of the same name and shapes; return how many layers did."""
    named = {layer.name: layer for layer in source.layers if layer.weights}
    copied = 0
    for layer in target.layers:
        twin = named.get(layer.name)
        if twin is None or not layer.weights:
            continue
        if [w.shape for w in twin.weights] == [w.shape for w in layer.weights]:
            layer.set_weights(twin.get_weights())
            copied += 1
    return copied


def freeze(model: keras.Model, transfer: str, freeze_backbone: bool) -> None:
    """Set what is trained: ``last`` freezes ASPP and decoder; the backbone has its own switch."""
    for layer in model.layers:
        in_core = layer.name.startswith(CORE_PREFIXES)
        in_head = layer.name.startswith(HEAD_PREFIXES)
        if in_core:
            layer.trainable = transfer != "last"
        elif not in_head:
            layer.trainable = not freeze_backbone
