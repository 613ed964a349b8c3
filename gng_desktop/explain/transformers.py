"""Vision transformers as the maps by gradients see them: opened blocks, tokens, rollout."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from gng_desktop.networks.vit import Block, attend, attention_weights, quick_gelu


class Attention(layers.Layer):
    """The only layer of a block that mixes tokens: query, key and value, each (N, T, width)."""

    def __init__(self, heads: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.heads = heads

    def call(self, query: Any, key: Any, value: Any) -> Any:
        """Return (N, T, width)."""
        return attend(query, key, value, self.heads)

    def weights_of(self, query: Any, key: Any) -> Any:
        """Return (N, heads, T, T)."""
        return attention_weights(query, key, self.heads)


def opened(model: keras.Model) -> keras.Model:
    """Return a network that computes the same, its blocks replaced by the layers they consist of.

    So that each layer normalisation, attention and fully connected layer has a bias term of its
    own in Full-Grad. `model` is not changed; one without blocks is returned as it is.
    """
    if not any(isinstance(layer, Block) for layer in model.layers):
        return model
    blocks: dict[str, Block] = {}

    def call(layer: Any, *inputs: Any, **named: Any) -> Any:
        if not isinstance(layer, Block):
            return layer(*inputs, **named)
        blocks[layer.name] = layer
        return _open(layer, inputs[0])

    copy = keras.models.clone_model(model, call_function=call)
    for layer in model.layers:
        (blocks.get(layer.name) or copy.get_layer(layer.name)).set_weights(layer.get_weights())
    return copy


def _open(block: Block, x: Any) -> Any:
    block.build(x.shape)
    for part in (block.norm1, block.norm2, *block.kernels):
        part.name = f"{block.name}_{part.name}"
    y = block.norm1(x)
    mix = Attention(block.heads, name=f"{block.name}_attention")
    mixed = mix(block.query(y), block.key(y), block.value(y))
    x = layers.Add(name=f"{block.name}_sum1")([x, block.out(mixed)])
    gelu = layers.Activation(quick_gelu, name=f"{block.name}_gelu")
    y = block.down(gelu(block.up(block.norm2(x))))
    return layers.Add(name=f"{block.name}_sum2")([x, y])


def grid_of(shape: Sequence[int | None]) -> int:
    """Return the side of the grid of patches of tokens (N, 1 + side * side, C); 0 for no tokens."""
    if len(shape) != 3 or not shape[1] or shape[1] < 5:
        return 0
    side = math.isqrt(shape[1] - 1)
    return side if side * side == shape[1] - 1 else 0


def rollout(weights: Sequence[NDArray[np.floating]]) -> NDArray[np.float64]:
    """Return how much of each patch reaches the class token (attention rollout).

    Abnar & Zuidema (2020): per block the mean over the heads, half of it the residual connection,
    multiplied from the first block to the last.

    Parameters
    ----------
    weights : sequence of ndarray of float, shape (heads, T, T)
        Of each block: how much of each token (last axis) each token takes; rows sum to 1.

    Returns
    -------
    ndarray of float64, shape (g, g)
        Shares, 0..1; with the class token's own they sum to 1.
    """
    total = np.eye(weights[0].shape[-1])
    for block in weights:
        total = (block.mean(axis=0, dtype=np.float64) + np.eye(len(total))) / 2 @ total
    return total[0, 1:].reshape(math.isqrt(len(total) - 1), -1)
