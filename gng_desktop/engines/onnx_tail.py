"""The ONNX nodes of a `LinearTail`: two heads, each in the form with the fewest operations.

Names: h x w is the map of the upper tap, H x W that of the lower one (where the decoder works).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.engines.folding import Array, LinearTail, basis_of, spread, taps_on
from gng_desktop.engines.onnx_graph import GraphWriter
from gng_desktop.engines.onnx_layers import dense
from gng_desktop.networks.layers import bilinear_matrix

SHIFTS = np.zeros((3, 3, 5))
"""Pair (t, s) as one of the shifts -2..2: what a 5-tap convolution can express of it."""
EDGES = np.zeros((3, 3, 2))
"""What it cannot: the pairs that leave the map and come back add nothing to the outermost pixel."""
for _t in range(3):
    for _s in range(3):
        SHIFTS[_t, _s, _t + _s] = 1
EDGES[0, 2, 0] = EDGES[2, 0, 1] = -1


def _sizes(tensor: Any) -> tuple[int, int]:
    return int(tensor.shape[1]), int(tensor.shape[2])


def _conv_kernel(kernel: Array) -> Array:
    """Return a kernel (kh, kw, C, D) as ONNX has it, (D, C, kh, kw)."""
    return kernel.transpose(3, 2, 0, 1)


def _projected(graph: GraphWriter, tail: LinearTail, low: str) -> str:
    if tail.projection is None:
        return low
    kernel = graph.constant("low_kernel", _conv_kernel(tail.projection[None, None]))
    return graph.add("Conv", [low, kernel], "low_projected")


def segmentation_tail(
    graph: GraphWriter, tail: LinearTail, size: tuple[int, int], high: str, low: str
) -> None:
    """Write everything behind the taps of a segmenter up to ``logits``, (N, *size, classes).

    The lower path is one 5x5 convolution, put right along the border. The upper one is brought to
    the decoder's resolution by matrix products over rows and columns that resize, shift and pad
    at once.
    """
    height, width = _sizes(tail.low)
    logits = graph.add(
        "Add",
        [_lower(graph, tail, _projected(graph, tail, low)), _upper(graph, tail, high)],
        "tail_sum",
    )
    ones = (taps_on(height).sum(axis=-1), taps_on(width).sum(axis=-1))
    constant = spread(tail.low_bias, *ones)  # (H, W, classes)
    # A single tap reaches the map where the pair (t, 0) does.
    constant += np.einsum("typ,uxq,tuo->pqo", ones[0][:, 1:2], ones[1][:, 1:2], tail.first_bias)
    constant += tail.second_bias
    offset = graph.constant("tail_constant", constant.transpose(2, 0, 1)[None])
    x = graph.add("Add", [logits, offset], "tail_logits")
    # Resized as matrix products, which ONNX Runtime does faster than a Resize, and with the classes
    # last, where the arg max is faster and the logits need no turning around.
    classes = len(tail.second_bias)
    down = graph.constant("logits_down", bilinear_matrix(height, size[0]))
    along = graph.constant("logits_along", bilinear_matrix(width, size[1]))
    joined = graph.constant("logits_join", [-1, height, width * classes], np.int64)
    split = graph.constant("logits_split", [-1, size[0], width, classes], np.int64)
    x = graph.add("Transpose", [x], "logits_small", perm=[0, 2, 3, 1])
    x = graph.add("Reshape", [x, joined], "logits_rows")
    x = graph.add("MatMul", [down, x], "logits_tall")
    x = graph.add("Reshape", [x, split], "logits_columns")
    graph.output("MatMul", [along, x], "logits")


def _aspp(graph: GraphWriter, tail: LinearTail, high: str) -> str:
    """Write ASPP and its projection: (N, D, h, w)."""
    mean = graph.add("GlobalAveragePool", [high], "aspp_mean")
    bias = graph.constant("aspp_bias", tail.high_bias)
    kernel = graph.constant("aspp_pooled_kernel", _conv_kernel(tail.pooled[None, None]))
    total = graph.add("Conv", [mean, kernel, bias], "aspp_pooled")
    for branch in tail.branches:
        kernel = graph.constant(f"aspp_kernel{branch.rate}", _conv_kernel(branch.kernel))
        pads = [branch.rate * (side // 2) for side in branch.kernel.shape[:2]] * 2
        part = graph.add(
            "Conv",
            [high, kernel],
            f"aspp_branch{branch.rate}",
            pads=pads,
            dilations=[branch.rate, branch.rate],
        )
        total = graph.add("Add", [part, total], "aspp_sum")
    return total


def _upper(graph: GraphWriter, tail: LinearTail, high: str) -> str:
    """Write the upper path: (N, classes, H, W)."""
    (h, w), (height, width) = _sizes(tail.high), _sizes(tail.low)
    down_coefficients, down = basis_of(taps_on(height) @ bilinear_matrix(h, height))
    along_coefficients, along = basis_of(taps_on(width) @ bilinear_matrix(w, width))
    kernel = spread(tail.upper, down_coefficients, along_coefficients)  # (i, j, D, classes)
    i, j, depth, classes = kernel.shape
    kernel = kernel.transpose(3, 0, 1, 2).reshape(-1, depth, 1, 1)
    x = graph.add(
        "Conv", [_aspp(graph, tail, high), graph.constant("upper_kernel", kernel)], "upper_parts"
    )
    split = graph.constant("upper_split", [-1, i, j, h, w], np.int64)
    x = graph.add("Reshape", [x, split], "upper_by_basis")
    x = graph.add("Transpose", [x], "upper_by_axis", perm=[0, 1, 3, 2, 4])
    joined = graph.constant("upper_join", [-1, classes, i * h, j * w], np.int64)
    x = graph.add("Reshape", [x, joined], "upper_joined")
    right = graph.constant("upper_along", along.transpose(0, 2, 1).reshape(j * w, width))
    left = graph.constant("upper_down", down.transpose(1, 0, 2).reshape(height, i * h))
    x = graph.add("MatMul", [x, right], "upper_wide")
    return graph.add("MatMul", [left, x], "upper")


def _lower(graph: GraphWriter, tail: LinearTail, low: str) -> str:
    """Write the lower path, `low` being projected already: (N, classes, H, W)."""
    height, width = _sizes(tail.low)
    depth, classes = tail.lower.shape[-2:]
    kernel = graph.constant("lower_kernel", _conv_kernel(spread(tail.lower, SHIFTS, SHIFTS)))
    x = graph.add("Conv", [low, kernel], "lower", pads=[2, 2, 2, 2])

    corners = spread(tail.lower, EDGES, EDGES)  # (2, 2, d, classes)
    over = spread(tail.lower, EDGES, SHIFTS)  # (2, 5, d, classes)
    down = spread(tail.lower, SHIFTS, EDGES)  # (5, 2, d, classes)
    rows = _ends(graph, low, height, 2, "lower_rows")  # (N, d, 2, W)
    # The corners ride on the rows as channels that are zero but for the first or last pixel.
    masks = np.zeros((3, 1, 1, width))
    masks[0], masks[1, ..., 0], masks[2, ..., -1] = 1, 1, 1
    one = graph.constant("lower_rows_split", [-1, 1, depth, 2, width], np.int64)
    all_three = graph.constant("lower_rows_join", [-1, 3 * depth, 2, width], np.int64)
    rows = graph.add("Reshape", [rows, one], "lower_rows_single")
    rows = graph.add("Mul", [rows, graph.constant("lower_masks", masks)], "lower_rows_masked")
    rows = graph.add("Reshape", [rows, all_three], "lower_rows_triple")
    kernel_rows = np.zeros((classes, 2, 3, depth, 2, 5))
    kernel_columns = np.zeros((classes, 2, depth, 5, 2))
    for side in (0, 1):
        kernel_rows[:, side, 0, :, side] = over[side].transpose(2, 1, 0)
        kernel_rows[:, side, 1:, :, side, 2] = corners[side].transpose(2, 0, 1)
        kernel_columns[:, side, :, :, side] = down[:, side].transpose(2, 1, 0)
    weights = graph.constant("lower_rows_kernel", kernel_rows.reshape(-1, 3 * depth, 2, 5))
    rows = graph.add("Conv", [rows, weights], "lower_rows_all", pads=[0, 2, 0, 2])
    columns = _ends(graph, low, width, 3, "lower_columns")  # (N, d, H, 2)
    weights = graph.constant("lower_columns_kernel", kernel_columns.reshape(-1, depth, 5, 2))
    columns = graph.add("Conv", [columns, weights], "lower_columns_all", pads=[2, 0, 2, 0])

    by_side = [-1, classes, 2]
    shape = graph.constant("lower_rows_sides", [*by_side, width], np.int64)
    rows = graph.add("Reshape", [rows, shape], "lower_rows_by_side")
    shape = graph.constant("lower_columns_sides", [*by_side, height], np.int64)
    columns = graph.add("Reshape", [columns, shape], "lower_columns_by_side")
    columns = graph.add("Transpose", [columns], "lower_columns_upright", perm=[0, 1, 3, 2])
    to_rows = graph.constant("lower_to_rows", np.eye(height)[:, [0, -1]])
    to_columns = graph.constant("lower_to_columns", np.eye(width)[[0, -1]])
    rows = graph.add("MatMul", [to_rows, rows], "lower_rows_placed")
    columns = graph.add("MatMul", [columns, to_columns], "lower_columns_placed")
    border = graph.add("Add", [rows, columns], "lower_border")
    return graph.add("Add", [x, border], "lower_right")


def _ends(graph: GraphWriter, x: str, size: int, axis: int, name: str) -> str:
    """Write the choice of the first and the last row or column."""
    ends = graph.constant(f"{name}_ends", [0, size - 1], np.int64)
    return graph.add("Gather", [x, ends], name, axis=axis)


def classification_tail(
    graph: GraphWriter, tail: LinearTail, layers: tuple[Any, Any, Any], high: str, low: str
) -> str:
    """Write everything behind the taps of a classifier; return the (N, 1) score.

    Parameters
    ----------
    layers : tuple
        The spatial mean and the two dense layers of the head.

    A mean of a convolution is a handful of means of its input: all that is left of ASPP and
    decoder is some weighted means of the taps and one matrix product.
    """
    pool, hidden, score = layers
    (h, w), (height, width) = _sizes(tail.high), _sizes(tail.low)
    weights = pool.weights_of(height, width).astype(np.float64)
    # The weights are an outer product; both factors are made to sum to 1.
    down, along = weights.sum(axis=1), weights.sum(axis=0)
    pairs_down = np.einsum("p,tspr->tsr", down / down.sum(), taps_on(height))
    pairs_along = np.einsum("p,tspr->tsr", along / along.sum(), taps_on(width))
    low_features, low_kernel = _low_means(graph, tail, low, pairs_down, pairs_along)
    high_features, high_kernel = _high_means(
        graph,
        tail,
        high,
        pairs_down @ bilinear_matrix(h, height),
        pairs_along @ bilinear_matrix(w, width),
    )
    constant = spread(tail.low_bias, pairs_down.sum(-1)[..., None], pairs_along.sum(-1)[..., None])
    constant = constant[0, 0] + tail.second_bias
    single = (pairs_down.sum(-1)[:, 1], pairs_along.sum(-1)[:, 1])
    constant += np.einsum("t,u,tuo->o", *single, tail.first_bias)
    features = graph.add("Concat", [high_features, low_features], "means", axis=1)
    kernel = graph.constant("means_kernel", np.concatenate([high_kernel, low_kernel]))
    pooled = graph.add("Gemm", [features, kernel, graph.constant("means_bias", constant)], "pooled")
    return dense(graph, score, [dense(graph, hidden, [pooled])])


def _low_means(
    graph: GraphWriter, tail: LinearTail, low: str, rows: Array, columns: Array
) -> tuple[str, NDArray[np.float64]]:
    """Write the means of the lower tap; return them (N, F) and their kernel (F, O)."""
    down_coefficients, down = basis_of(rows)
    along_coefficients, along = basis_of(columns)
    kernel = spread(tail.lower, down_coefficients, along_coefficients)  # (i, j, d, O)
    i, j, depth, _ = kernel.shape
    x = graph.add("MatMul", [low, graph.constant("low_along", along.T)], "low_over_columns")
    x = graph.add("MatMul", [graph.constant("low_down", down), x], "low_means")  # (N, c, i, j)
    if tail.projection is not None:
        x = _projected(graph, tail, x)
    flat = graph.constant("low_flat", [-1, depth * i * j], np.int64)
    x = graph.add("Reshape", [x, flat], "low_features")
    return x, kernel.transpose(2, 0, 1, 3).reshape(depth * i * j, -1)


def _high_means(
    graph: GraphWriter, tail: LinearTail, high: str, rows: Array, columns: Array
) -> tuple[str, NDArray[np.float64]]:
    """Write the means of ASPP's output; return them (N, F) and their kernel (F, O)."""
    h, w = _sizes(tail.high)
    down_coefficients, down = basis_of(rows)
    along_coefficients, along = basis_of(columns)
    kernel = spread(tail.upper, down_coefficients, along_coefficients)  # (i, j, D, O)
    means = np.einsum("iy,jx->ijyx", down, along).reshape(-1, h, w)  # (F, h, w)
    taps: dict[tuple[int, int], Array] = {}
    for branch in tail.branches:
        for offset, matrix in branch.taps().items():
            taps[offset] = taps.get(offset, 0) + matrix
    # Mean f of tap (dy, dx) of the image: the weights themselves, shifted; last the pooled branch.
    spatial = np.zeros((len(means), len(taps) + 1, h, w))
    for at, (dy, dx) in enumerate(taps):
        spatial[:, at, max(dy, 0) : h + dy, max(dx, 0) : w + dx] = means[
            :, max(-dy, 0) : h - max(dy, 0), max(-dx, 0) : w - max(dx, 0)
        ]
    spatial[:, -1] = means.sum(axis=(1, 2))[:, None, None] / (h * w)
    count, reach = spatial.shape[:2]
    channels, depth = tail.pooled.shape
    flat = graph.constant("high_flat", [-1, channels, h * w], np.int64)
    x = graph.add("Reshape", [high, flat], "high_pixels")
    weights = graph.constant("high_weights", spatial.reshape(count * reach, h * w).T)
    x = graph.add("MatMul", [x, weights], "high_means")  # (N, C, F * taps)
    split = graph.constant("high_split", [-1, channels, count, reach], np.int64)
    x = graph.add("Reshape", [x, split], "high_by_tap")
    x = graph.add("Transpose", [x], "high_by_mean", perm=[0, 2, 3, 1])  # (N, F, taps, C)
    rows_shape = graph.constant("high_rows", [-1, reach * channels], np.int64)
    x = graph.add("Reshape", [x, rows_shape], "high_patches")
    matrix = np.stack([*taps.values(), tail.pooled]).reshape(reach * channels, depth)
    bias = means.sum(axis=(1, 2))[:, None] * tail.high_bias  # (F, D), added behind the reshape
    x = graph.add("MatMul", [x, graph.constant("aspp_kernel", matrix)], "aspp_means")
    split = graph.constant("aspp_flat", [-1, count * depth], np.int64)
    x = graph.add("Reshape", [x, split], "aspp_rows")
    x = graph.add("Add", [x, graph.constant("aspp_bias", bias.reshape(1, -1))], "aspp_features")
    return x, kernel.reshape(count * depth, -1)
