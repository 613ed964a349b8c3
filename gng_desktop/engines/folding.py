"""What DeepLabV3+ does between the backbone's taps and its head, as one affine map.

Without an activation in ASPP and decoder nothing there is curved: convolutions, batch
normalisations, a bilinear resize, and at the end the logits convolution or the spatial mean. A
composition of affine maps is an affine map, so the graph need not follow the layers: here their
kernels are multiplied out in float64, and `onnx_tail` writes the product in its cheapest form.

Two 3x3 convolutions in a row are not quite one 5x5 convolution: the second pads with zeros, not
with what the first would give outside the map. Along one axis the pair of taps (t, s) moves pixel
r = p + t + s to p only if p + t lies on the map as well; `taps_on` holds these nine matrices, and
everything is exact because it is derived from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.engines.onnx_layers import normalisation

Array = NDArray[np.float64]
STEPS = (-1, 0, 1)
"""Offsets of the taps of a 3-tap kernel."""
TOLERANCE = 1e-10
"""Singular values below this share of the largest are rounding, not rank."""


@dataclass(frozen=True)
class Branch:
    """A stride-1, zero-padded convolution with odd kernel, without bias.

    Attributes
    ----------
    rate : int
        Dilation.
    kernel : ndarray of float64, shape (kh, kw, C, D)
        Only the taps that can meet the map.
    """

    rate: int
    kernel: Array

    def taps(self) -> dict[tuple[int, int], Array]:
        """Return the (C, D) matrix of each offset (dy, dx), px."""
        height, width = self.kernel.shape[:2]
        return {
            ((y - height // 2) * self.rate, (x - width // 2) * self.rate): self.kernel[y, x]
            for y in range(height)
            for x in range(width)
        }


@dataclass(frozen=True)
class LinearTail:
    """The affine map behind the taps, up to the second decoder convolution and its norm.

    Attributes
    ----------
    high, low : KerasTensor
        The taps, (N, h, w, C) and (N, H, W, c).
    layers : set of int
        ``id`` of every layer it replaces, head included.
    branches : list of Branch
        ASPP and its projection: their sum, plus `pooled`, is the decoder's upper input.
    pooled : ndarray, shape (C, D)
        What the mean of `high` adds everywhere.
    high_bias : ndarray, shape (D,)
        The constant of the upper input.
    projection : ndarray of shape (c, d), or None
        Applied to `low` first; None where it is multiplied into `pairs`.
    low_bias : ndarray, shape (3, 3, 3, 3, O)
        What the constant of the lower input becomes behind each of `pairs`.
    pairs : ndarray, shape (3, 3, 3, 3, D + d, O)
        By (ty, tx, sy, sx): tap s of the first decoder convolution, then tap t of the second.
    first_bias : ndarray, shape (3, 3, O)
        The first convolution's bias behind tap (ty, tx) of the second.
    second_bias : ndarray, shape (O,)
        The last constant.
    """

    high: Any
    low: Any
    layers: set[int]
    branches: list[Branch]
    pooled: Array
    high_bias: Array
    projection: Array | None
    low_bias: Array
    pairs: Array
    first_bias: Array
    second_bias: Array

    @property
    def upper(self) -> Array:
        """The part of `pairs` that reads the resized ASPP output."""
        return self.pairs[..., : len(self.high_bias), :]

    @property
    def lower(self) -> Array:
        """The part of `pairs` that reads the (projected) low-level features."""
        return self.pairs[..., len(self.high_bias) :, :]


class _Differs(Exception):
    """The network is not one that can be folded."""


def _demand(holds: bool) -> None:
    if not holds:
        raise _Differs


def linear_tail(model: Any, task: str) -> LinearTail | None:
    """Return the affine tail of a network of `gng_desktop.networks.deeplab`.

    Parameters
    ----------
    task : {"segmentation", "classification"}
        Decides which head is folded in: the logits convolution, or nothing (the mean is left to
        the writer).

    Returns
    -------
    LinearTail or None
        None if the tail has an activation or is put together in another way.
    """
    layers = {layer.name: layer for layer in model.layers}
    try:
        return _tail(model, layers, task)
    except (KeyError, _Differs):
        return None


def _tail(model: Any, layers: dict[str, Any], task: str) -> LinearTail:
    used: set[int] = set()

    def take(name: str, *sources: Any) -> Any:
        """Return a layer, having checked that it reads just these tensors."""
        layer = layers[name]
        found = layer.input if isinstance(layer.input, list) else [layer.input]
        _demand(len(found) == len(sources))
        _demand(all(tensor is source for tensor, source in zip(found, sources, strict=True)))
        used.add(id(layer))
        return layer

    def step(name: str, source: Any) -> tuple[Any, Array, Array]:
        """Return output, kernel and bias of a convolution with its batch normalisation."""
        conv = take(name, source)
        norm = take(f"{name}_bn", conv.output)
        return norm.output, *_affine(conv, norm)

    high, low = layers["aspp_pool"].input, layers["decoder_low"].input
    pool = take("aspp_pool", high)
    _demand(bool(pool.keepdims))
    out, image, bias = step("aspp_image", pool.output)
    parts = [take("aspp_image_resize", out, high).output]
    names = sorted(n for n in layers if n.startswith("aspp_rate") and not n.endswith("_bn"))
    order = {id(tensor): at for at, tensor in enumerate(layers["aspp_concat"].input)}
    found = [(*step(name, high), layers[name].dilation_rate[0]) for name in names]
    _demand(all(id(entry[0]) in order for entry in found))
    found.sort(key=lambda entry: order[id(entry[0])])
    joined = take("aspp_concat", *parts, *(entry[0] for entry in found))
    upper, project, high_bias = step("aspp_project", joined.output)
    _demand(project.shape[:2] == (1, 1))
    cuts = np.cumsum([image.shape[-1], *(entry[1].shape[-1] for entry in found)])[:-1]
    first, *others = np.split(project[0, 0], cuts)
    high_bias = high_bias + bias @ first
    branches = []
    for (_, kernel, bias, rate), part in zip(found, others, strict=True):
        branches.append(Branch(rate if kernel.shape[:2] != (1, 1) else 1, kernel @ part))
        high_bias = high_bias + bias @ part

    lower, low_kernel, low_bias = step("decoder_low", low)
    _demand(low_kernel.shape[:2] == (1, 1) and image.shape[:2] == (1, 1))
    resize = take("decoder_resize", upper, lower)
    _demand(resize.method == "bilinear")
    x = take("decoder_concat", resize.output, lower).output
    x, kernel1, bias1 = step("decoder_conv1", x)
    x, kernel2, bias2 = step("decoder_conv2", x)
    _demand(kernel1.shape[:2] == kernel2.shape[:2] == (3, 3))
    if task == "segmentation":
        logits = take("logits", x)
        head, head_bias = _affine(logits, None)
        _demand(head.shape[:2] == (1, 1))
        kernel2, bias2 = kernel2 @ head[0, 0], bias2 @ head[0, 0] + head_bias
        _demand(take("logits_resize", logits.output, model.inputs[0]).output is model.output)
    else:
        x = take("pool", x).output
        for name in ("head_dense", "score"):
            x = take(name, x).output
        _demand(x is model.output and hasattr(layers["pool"], "weights_of"))
    pairs = np.einsum("yxcm,tumo->tuyxco", kernel1, kernel2, optimize=True)
    depth = len(high_bias)
    lowered = pairs[..., depth:, :]
    low_bias = np.einsum("c,tuyxco->tuyxo", low_bias, lowered)
    projection: Array | None = low_kernel[0, 0]
    if low_kernel.shape[2] <= low_kernel.shape[3]:  # then reading the tap itself is no dearer
        pairs = np.concatenate([pairs[..., :depth, :], projection @ lowered], axis=-2)
        projection = None
    return LinearTail(
        high=high,
        low=low,
        layers=used,
        branches=merged(branches),
        pooled=image[0, 0] @ first,
        high_bias=high_bias,
        projection=projection,
        low_bias=low_bias,
        pairs=pairs,
        first_bias=np.einsum("m,tumo->tuo", bias1, kernel2),
        second_bias=bias2,
    )


def _affine(conv: Any, norm: Any) -> tuple[Array, Array]:
    """Return kernel (kh, kw, C, D), cut to the taps that can meet the map, and bias (D,)."""
    _demand(type(conv).__name__ in ("Conv2D", "ReachableConv2D"))
    _demand(conv.activation.__name__ == "linear" and conv.groups == 1)
    _demand(tuple(conv.strides) == (1, 1) and conv.dilation_rate[0] == conv.dilation_rate[1])
    kernel = np.asarray(conv.kernel, np.float64)
    _demand(conv.padding == "same" or kernel.shape[:2] == (1, 1))
    _demand(kernel.shape[0] % 2 == kernel.shape[1] % 2 == 1)
    if type(conv).__name__ == "ReachableConv2D":
        height, width = conv.input.shape[1:3]
        kernel = kernel[conv.reach(height, 0), conv.reach(width, 1)]
    bias = np.asarray(conv.bias, np.float64) if conv.use_bias else np.zeros(kernel.shape[-1])
    if norm is None:
        return kernel, bias
    _demand(type(norm).__name__ == "BatchNormalization")
    scale, offset = normalisation(norm)
    return kernel * scale, bias * scale + offset


def merged(branches: list[Branch]) -> list[Branch]:
    """Add every branch whose offsets all occur in a larger one to that one."""
    remaining: list[Branch] = []
    for branch in sorted(branches, key=lambda b: -b.kernel.shape[0] * b.kernel.shape[1]):
        taps = branch.taps()
        for at, other in enumerate(remaining):
            places = {offset: index for index, offset in enumerate(other.taps())}
            if taps.keys() <= places.keys():
                kernel = other.kernel.copy()
                flat = kernel.reshape(-1, *kernel.shape[2:])
                for offset, matrix in taps.items():
                    flat[places[offset]] += matrix
                remaining[at] = Branch(other.rate, kernel)
                break
        else:
            remaining.append(branch)
    return remaining


def taps_on(size: int) -> Array:
    """Return, by (t, s), the (size, size) matrices of a pair of zero-padded 3-tap steps."""
    result = np.zeros((3, 3, size, size))
    for t in STEPS:
        for s in STEPS:
            for p in range(size):
                if 0 <= p + t < size and 0 <= p + t + s < size:
                    result[t + 1, s + 1, p, p + t + s] = 1
    return result


def basis_of(family: Array) -> tuple[Array, Array]:
    """Write nine matrices as combinations of as few as possible.

    Parameters
    ----------
    family : ndarray, shape (3, 3, ...)

    Returns
    -------
    coefficients : ndarray, shape (3, 3, k)
    basis : ndarray, shape (k, ...)
        Orthonormal; ``family = coefficients @ basis``.
    """
    flat = family.reshape(9, -1)
    _, values, rows = np.linalg.svd(flat, full_matrices=False)
    basis = rows[values > TOLERANCE * values[0]]
    return (flat @ basis.T).reshape(3, 3, -1), basis.reshape(-1, *family.shape[2:])


def spread(pairs: Array, rows: Array, columns: Array) -> Array:
    """Return pairs (3, 3, 3, 3, ...) in two bases (3, 3, k) and (3, 3, l): (k, l, ...)."""
    return np.asarray(np.einsum("tyi,uxj,tuyx...->ij...", rows, columns, pairs, optimize=True))
