"""First weights of a network: ImageNet backbones and transfer from a segmenter (SPEC 1.4)."""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path

import h5py
import keras

from gng_desktop.networks.backbones import BACKBONES
from gng_desktop.networks.vit import BACKBONE as VIT
from gng_desktop.networks.vit import PATCH, vit_tower
from gng_desktop.networks.weights import load_weights

HEAD_PREFIXES = ("head_", "score", "logits")
CORE_PREFIXES = ("aspp_", "decoder_")


def load_backbone(model: keras.Model, backbone: str, weights: Path) -> int:
    """Copy the weights of a ``keras.applications`` backbone file into `model`, layer by layer.

    CLIP's tower may have been stored at another input size. The number of layers that received
    weights is returned.

    Raises
    ------
    ValueError
        If the file cannot be read or does not hold every weight of the backbone.
    """
    if backbone == VIT:
        with h5py.File(weights) as file:
            stored = len(file["layers/patch_tokens/vars/1"]) - 1
        whole = vit_tower(math.isqrt(stored) * PATCH)
    else:
        whole = BACKBONES[backbone].build(
            include_top=False, weights=None, input_shape=(224, 224, 3)
        )
    load_weights(whole, weights)
    if backbone == VIT and stored != model.get_layer("tokens").tokens - 1:
        model.get_layer("tokens").take_over(whole.get_layer("tokens"))
        return copy_layers(whole, model) + 1
    return copy_layers(whole, model)


def _named(model: keras.Model) -> dict[str, keras.layers.Layer]:
    """Return the layers with weights by name."""
    named, seen = {}, Counter[str]()
    for layer in model.layers:
        if not layer.weights:
            continue
        name = layer.name
        if re.fullmatch(r"(conv2d|batch_normalization|normalization)(_\d+)?", name):
            kind = type(layer).__name__
            name = f"{kind} {seen[kind]}"
            seen[kind] += 1
        named[name] = layer
    return named


def copy_layers(source: keras.Model, target: keras.Model) -> int:
    """Copy weights between layers of the same name and shapes; return how many layers did."""
    named = _named(source)
    copied = 0
    for name, layer in _named(target).items():
        twin = named.get(name)
        if twin is None:
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
