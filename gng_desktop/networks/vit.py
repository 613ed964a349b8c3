"""CLIP's image tower, ViT-B/16, and a classifier on its first blocks.

Radford et al. 2021, "Learning Transferable Visual Models From Natural Language Supervision";
Dosovitskiy et al. 2021. Blocks normalise before attention and before their MLP, whose activation
is x * sigmoid(1.702 x).
"""

from __future__ import annotations

import math
from typing import Any

import keras
import numpy as np
from keras import layers, ops

PACKAGE = "gng_desktop"
WIDTH, HEADS, BLOCKS, PATCH, EMBEDDING = 768, 12, 12, 16, 512
MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)
"""Of CLIP's training images, RGB 0..1."""
EPSILON = 1e-5
BACKBONE = "clip_vit_b16"
NAMES = tuple(f"{BACKBONE}_{blocks}" for blocks in range(1, BLOCKS + 1))
"""Backbones as manifests name them: with the number of blocks."""
MIDDLE = "_middle"
"""Behind such a name, with a side in px: see `vit_probe`."""
LEVELS = 127
"""Kernels are stored as whole numbers of at most this size, times a factor for each column."""


@keras.saving.register_keras_serializable(package=PACKAGE)
class ScaledDense(layers.Layer):
    """A fully connected layer whose kernel is stored with a factor for each of its columns.

    With whole numbers in the kernel, a byte each holds it without loss; trained on, the factors
    are 1 and the kernel is any.

    Parameters
    ----------
    units : int
    use_bias : bool
    """

    def __init__(self, units: int, use_bias: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.units, self.use_bias = units, use_bias

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Make the weights for inputs of (..., C)."""
        shape = (input_shape[-1], self.units)
        self.kernel = self.add_weight(shape=shape, name="kernel", initializer="glorot_uniform")
        self.scale = self.add_weight(
            shape=(self.units,), name="scale", initializer="ones", trainable=False
        )
        if self.use_bias:
            self.bias = self.add_weight(shape=(self.units,), name="bias", initializer="zeros")

    def call(self, inputs: Any) -> Any:
        """Return (..., units)."""
        x = ops.matmul(inputs, self.kernel * self.scale)
        return x + self.bias if self.use_bias else x

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return (..., units)."""
        return (*input_shape[:-1], self.units)

    def get_config(self) -> dict[str, Any]:
        """Return what `__init__` takes."""
        return {**super().get_config(), "units": self.units, "use_bias": self.use_bias}

    def unfold(self) -> None:
        """Multiply the factors into the kernel, so that it can be trained."""
        self.kernel.assign(self.kernel * self.scale)
        self.scale.assign(ops.ones_like(self.scale))

    def quantise(self) -> None:
        """Round the kernel to whole numbers and factors; nothing if it is rounded already."""
        kernel, scale = np.asarray(self.kernel), np.asarray(self.scale)
        if np.array_equal(kernel, np.clip(np.round(kernel), -LEVELS, LEVELS)):
            return
        values = kernel * scale
        scale = np.maximum(np.abs(values).max(axis=0) / LEVELS, 1e-12).astype(np.float32)
        self.kernel.assign(np.round(values / scale))
        self.scale.assign(scale)


@keras.saving.register_keras_serializable(package=PACKAGE)
class PatchTokens(layers.Layer):
    """Cut an image into patches and return normalised tokens, the class token first.

    (N, S, S, 3) in CLIP's normalisation becomes (N, 1 + (S / patch)^2, width).
    """

    def __init__(self, width: int = WIDTH, patch: int = PATCH, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width, self.patch = width, patch
        self.patches = layers.Conv2D(width, patch, patch, use_bias=False, name="patches")
        self.norm = layers.LayerNormalization(epsilon=EPSILON, name="norm")

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Make class token and positions for a fixed size."""
        _, height, width, _ = input_shape
        self.tokens = (height // self.patch) * (width // self.patch) + 1
        self.patches.build(input_shape)
        self.norm.build((None, self.tokens, self.width))
        normal = keras.initializers.RandomNormal(stddev=0.02)
        self.first = self.add_weight(shape=(1, self.width), name="first", initializer=normal)
        self.positions = self.add_weight(
            shape=(self.tokens, self.width), name="positions", initializer=normal
        )

    def call(self, inputs: Any) -> Any:
        """Return the tokens."""
        x = ops.reshape(self.patches(inputs), (-1, self.tokens - 1, self.width))
        first = ops.broadcast_to(self.first, (ops.shape(x)[0], 1, self.width))
        return self.norm(ops.concatenate([first, x], axis=1) + self.positions)

    def take_over(self, other: PatchTokens) -> None:
        """Take the weights of a layer built for another size, its positions interpolated.

        Dosovitskiy et al. 2021, section 3.2.
        """
        old, new = (math.isqrt(layer.tokens - 1) for layer in (other, self))
        grid = ops.reshape(other.positions[1:], (1, old, old, self.width))
        grid = ops.image.resize(grid, (new, new), "bicubic", antialias=new < old)
        grid = ops.reshape(grid, (-1, self.width))
        positions = np.concatenate([other.positions[:1], grid])
        values = (positions if w is other.positions else np.asarray(w) for w in other.weights)
        self.set_weights(list(values))

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return (N, tokens, width)."""
        count = (input_shape[1] // self.patch) * (input_shape[2] // self.patch) + 1
        return (input_shape[0], count, self.width)

    def get_config(self) -> dict[str, Any]:
        """Return what `__init__` takes."""
        return {**super().get_config(), "width": self.width, "patch": self.patch}


def quick_gelu(x: Any) -> Any:
    """Return x * sigmoid(1.702 x), of any shape."""
    return x * ops.sigmoid(1.702 * x)


def _split(x: Any, heads: int) -> Any:
    """Return (N, T, width) as (N, heads, T, width / heads)."""
    _, count, width = x.shape
    return ops.transpose(ops.reshape(x, (-1, count, heads, width // heads)), (0, 2, 1, 3))


def attention_weights(query: Any, key: Any, heads: int) -> Any:
    """Return how much of each token (last axis) each takes, (N, heads, T, T), of (N, T, width)."""
    one, other = _split(query, heads), _split(key, heads)
    logits = ops.matmul(one, ops.transpose(other, (0, 1, 3, 2)))
    return ops.softmax(logits * one.shape[-1] ** -0.5, axis=-1)


def attend(query: Any, key: Any, value: Any, heads: int) -> Any:
    """Return `value` mixed by `attention_weights`; all (N, T, width)."""
    mixed = ops.matmul(attention_weights(query, key, heads), _split(value, heads))
    return ops.reshape(ops.transpose(mixed, (0, 2, 1, 3)), (-1, *value.shape[1:]))


@keras.saving.register_keras_serializable(package=PACKAGE)
class Block(layers.Layer):
    """One transformer block on (N, T, width)."""

    def __init__(self, heads: int = HEADS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.heads = heads
        self.norm1, self.norm2 = (
            layers.LayerNormalization(epsilon=EPSILON, name=f"norm{n}") for n in (1, 2)
        )

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Make the six fully connected layers."""
        width = input_shape[-1]
        for norm in (self.norm1, self.norm2):
            norm.build(input_shape)
        self.query, self.key, self.value, self.out = (
            ScaledDense(width, name=name) for name in ("query", "key", "value", "out")
        )
        self.up, self.down = ScaledDense(4 * width, name="up"), ScaledDense(width, name="down")
        for dense in (self.query, self.key, self.value, self.out, self.up):
            dense.build(input_shape)
        self.down.build((*input_shape[:-1], 4 * width))

    @property
    def kernels(self) -> tuple[ScaledDense, ...]:
        """The fully connected layers."""
        return self.query, self.key, self.value, self.out, self.up, self.down

    def call(self, inputs: Any) -> Any:
        """Return tokens of the same shape."""
        x = self.norm1(inputs)
        mixed = attend(self.query(x), self.key(x), self.value(x), self.heads)
        x = inputs + self.out(mixed)
        return x + self.down(quick_gelu(self.up(self.norm2(x))))

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the shape of the input."""
        return tuple(input_shape)

    def get_config(self) -> dict[str, Any]:
        """Return what `__init__` takes."""
        return {**super().get_config(), "heads": self.heads}


@keras.saving.register_keras_serializable(package=PACKAGE)
class TokenMean(layers.Layer):
    """Normalise tokens and return their mean, or with `first` the class token alone."""

    def __init__(self, first: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.first = first
        self.norm = layers.LayerNormalization(epsilon=EPSILON, name="norm")

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Make the normalisation."""
        self.norm.build(input_shape)

    def call(self, inputs: Any) -> Any:
        """Return (N, width)."""
        x = self.norm(inputs[:, :1] if self.first else inputs[:, 1:])
        return ops.mean(x, axis=1)

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return (N, width)."""
        return (input_shape[0], input_shape[2])

    def get_config(self) -> dict[str, Any]:
        """Return what `__init__` takes."""
        return {**super().get_config(), "first": self.first}


def _tokens(inputs: Any, blocks: int, width: int, heads: int) -> list[Any]:
    """Return the tokens behind the patches and behind each block."""
    scale = [1 / (255 * std) for std in STD]
    offset = [-mean / std for mean, std in zip(MEAN, STD, strict=True)]
    x = layers.Rescaling(scale, offset=offset, name="preprocess")(inputs)
    found = [PatchTokens(width, name="tokens")(x)]
    for number in range(1, blocks + 1):
        found.append(Block(heads, name=f"block_{number}")(found[-1]))
    return found


def vit_tower(
    size: int = 224,
    blocks: int = BLOCKS,
    width: int = WIDTH,
    heads: int = HEADS,
    embedding: int = EMBEDDING,
) -> keras.Model:
    """Build the whole image tower.

    Parameters
    ----------
    size : int
        Side of the input, px; a multiple of 16.
    blocks, width, heads, embedding : int
        Those of ViT-B/16 by default.

    Returns
    -------
    keras.Model
        (N, size, size, 3) RGB 0..255 -> (N, embedding) float32, CLIP's ``image_embeds``.
    """
    inputs = keras.Input((size, size, 3), name="rgb")
    tokens = _tokens(inputs, blocks, width, heads)[-1]
    x = TokenMean(first=True, name="pool_first")(tokens)
    outputs = ScaledDense(embedding, use_bias=False, name="projection")(x)
    return keras.Model(inputs, outputs, name="vit_tower")


def vit_classifier(
    blocks: int = BLOCKS, size: int = 224, width: int = WIDTH, heads: int = HEADS
) -> keras.Model:
    """Build a real/generated classifier on the first blocks of the tower.

    Its head reads the class token and the mean of the others behind the last block, and the means
    behind a third and two thirds of the blocks: what a decoder leaves is seen early.

    Parameters
    ----------
    blocks : int
        1 to 12.
    size, width, heads : int
        As in `vit_tower`.

    Returns
    -------
    keras.Model
        (N, size, size, 3) RGB 0..255 -> (N, 1) float32 probability of "generated", 0..1.
    """
    inputs = keras.Input((size, size, 3), name="rgb")
    tokens = _tokens(inputs, blocks, width, heads)
    taps = dict.fromkeys((max(1, blocks // 3), max(1, 2 * blocks // 3), blocks))
    parts = [TokenMean(first=True, name="pool_first")(tokens[-1])]
    parts += [TokenMean(name=f"pool_{number}")(tokens[number]) for number in taps]
    x = layers.Concatenate(name="pool")(parts)
    x = layers.Dense(200, activation="selu", name="head_dense")(x)
    outputs = layers.Dense(1, activation="sigmoid", dtype="float32", name="score")(x)
    return keras.Model(inputs, outputs, name=f"vit_{blocks}")


def vit_probe(
    blocks: int, size: int, middle: int, width: int = WIDTH, heads: int = HEADS
) -> keras.Model:
    """Build a linear classifier on the class token and the mean of the others behind a block.

    Parameters
    ----------
    blocks : int
        1 to 12.
    size : int
        Side of the input, px.
    middle : int
        Side of the middle of the input that is seen, px; a multiple of 16.
    width, heads : int
        As in `vit_tower`.

    Returns
    -------
    keras.Model
        As of `vit_classifier`.
    """
    inputs = keras.Input((size, size, 3), name="rgb")
    seen = layers.CenterCrop(middle, middle, name="middle")(inputs)
    tokens = _tokens(seen, blocks, width, heads)[-1]
    parts = [TokenMean(first=True, name="pool_first")(tokens), TokenMean(name="pool_mean")(tokens)]
    x = layers.Concatenate(name="pool")(parts)
    outputs = layers.Dense(1, activation="sigmoid", dtype="float32", name="score")(x)
    return keras.Model(inputs, outputs, name=f"vit_{blocks}")


def tune(model: keras.Model, what: str, blocks: tuple[int, int]) -> None:
    """Set what of a ViT is trained; its head always is.

    Parameters
    ----------
    what : {"all", "norms", "blocks", "head"}
        Everything; the normalisations alone; some blocks; nothing but the head.
    blocks : tuple of int
        First and last block of "blocks", from 1.
    """
    for layer in model.layers:
        if layer.name.startswith(("head_", "score")):
            continue
        number = int(layer.name.removeprefix("block_")) if isinstance(layer, Block) else 0
        own = what == "blocks" and blocks[0] <= number <= blocks[1]
        layer.trainable = what in ("all", "norms") or own
        if what == "norms" and isinstance(layer, Block):
            for kernel in layer.kernels:
                kernel.trainable = False
        elif what == "norms" and isinstance(layer, PatchTokens):
            layer.patches.trainable = False
            layer.first.trainable = layer.positions.trainable = False
        if isinstance(layer, Block) and (what == "all" or own):
            for kernel in layer.kernels:
                kernel.unfold()


def quantise(model: keras.Model) -> None:
    """Round the kernels of a ViT as it is stored; nothing in other networks."""
    for layer in model.layers:
        for kernel in layer.kernels if isinstance(layer, Block) else ():
            kernel.quantise()
