"""CLIP's image tower from a dynamically quantised ONNX graph: its int8 kernels as Keras weights."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import keras
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from gng_desktop.modelstore.compact import compact_weights
from gng_desktop.networks.vit import Block, vit_tower

_KERNELS = {
    "self_attn/q_proj": "query",
    "self_attn/k_proj": "key",
    "self_attn/v_proj": "value",
    "self_attn/out_proj": "out",
    "mlp/fc1": "up",
    "mlp/fc2": "down",
}
_LAYER = re.compile(r"layers\.(\d+)/(self_attn/\w+_proj|mlp/fc[12])/")
_PREFIX = "vision_model."


def convert_clip(graph: Path, target: Path, **shape: int) -> keras.Model:
    """Write the weights of a quantised image tower as a Keras weights file; return the tower.

    Only the kernels are int8 in such a graph; its activations are quantised at run time, which
    makes an image depend on its batch mates. Here the arithmetic is float.

    Parameters
    ----------
    graph : Path
        A Hugging Face ``CLIPVisionModelWithProjection`` as ONNX Runtime's ``quantize_dynamic``
        leaves it, with int8 kernels per column.
    target : Path
        ``*.weights.h5`` to write, for `vit_tower` of the same shape.
    **shape : int
        Those of `gng_desktop.networks.vit.vit_tower` that differ from ViT-B/16.

    Raises
    ------
    ValueError
        If the graph is not of that kind.
    """
    try:
        source = onnx.load(graph).graph
    except Exception as error:
        raise ValueError(f"{graph} is no ONNX graph that can be read.") from error
    stored = {t.name: numpy_helper.to_array(t) for t in source.initializer}
    model = vit_tower(**shape)
    try:
        _fill(model, source, stored)
    except (KeyError, IndexError) as error:
        raise ValueError(
            f"{graph} is no quantised CLIP image tower of this shape: {error} is missing."
        ) from error
    with TemporaryDirectory(dir=target.parent) as folder:
        model.save_weights(Path(folder) / "whole.weights.h5")
        compact_weights(Path(folder) / "whole.weights.h5", target, lossless=True)
    model.load_weights(target)
    return model


def _fill(model: keras.Model, source: Any, stored: dict[str, NDArray[Any]]) -> None:
    def plain(name: str) -> NDArray[Any]:
        return stored[_PREFIX + name]

    kernels: dict[tuple[int, str], list[NDArray[np.float32]]] = {}
    last: list[NDArray[np.float32]] = []
    for node in source.node:
        if node.op_type != "MatMulInteger":
            continue
        name = node.input[1]
        scale = stored[name.removesuffix("_quantized") + "_scale"].astype(np.float32)
        zero = stored[node.input[3]].astype(np.float32)
        last = [
            stored[name].astype(np.float32) - zero,
            np.broadcast_to(scale, stored[name].shape[1:]),
        ]
        if found := _LAYER.search(node.output[0]):
            kernels[int(found[1]), _KERNELS[found[2]]] = last
    tokens = model.get_layer("tokens")
    tokens.patches.set_weights([plain("embeddings.patch_embedding.weight").transpose(2, 3, 1, 0)])
    tokens.first.assign(plain("embeddings.class_embedding").reshape(1, -1))
    tokens.positions.assign(plain("embeddings.position_embedding.weight"))
    _norm(tokens.norm, plain, "pre_layrnorm")
    for layer in model.layers:
        if not isinstance(layer, Block):
            continue
        number = int(layer.name.removeprefix("block_")) - 1
        start = f"encoder.layers.{number}."
        for place, name in _KERNELS.items():
            bias = plain(f"{start}{place.replace('/', '.')}.bias")
            dense = getattr(layer, name)
            dense.kernel.assign(kernels[number, name][0])
            dense.scale.assign(kernels[number, name][1])
            dense.bias.assign(bias)
        _norm(layer.norm1, plain, f"{start}layer_norm1")
        _norm(layer.norm2, plain, f"{start}layer_norm2")
    _norm(model.get_layer("pool_first").norm, plain, "post_layernorm")
    projection = model.get_layer("projection")
    projection.kernel.assign(last[0])
    projection.scale.assign(last[1])


def _norm(layer: Any, plain: Any, name: str) -> None:
    layer.set_weights([plain(f"{name}.weight"), plain(f"{name}.bias")])
