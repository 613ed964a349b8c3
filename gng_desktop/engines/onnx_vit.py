"""ONNX nodes of the layers of a ViT."""

from __future__ import annotations

from typing import Any

import numpy as np

from gng_desktop.engines.onnx_graph import GraphWriter


def patch_tokens(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write patches, class token, positions and normalisation: (N, 3, S, S) to (N, T, C)."""
    name, width = layer.name, layer.width
    kernel = np.asarray(layer.patches.kernel).transpose(3, 2, 0, 1)
    step = [layer.patch, layer.patch]
    operands = [inputs[0], graph.constant(f"{name}_patches", kernel)]
    x = graph.add("Conv", operands, f"{name}_map", strides=step)
    flat = graph.constant(f"{name}_flat", [0, width, -1], np.int64)
    x = graph.add("Reshape", [x, flat], f"{name}_columns")
    x = graph.add("Transpose", [x], f"{name}_rows", perm=[0, 2, 1])
    # A token that is 0 whatever the batch, for the class token to be added to.
    zero = graph.constant(f"{name}_zero", 0.0)
    ends = [graph.constant(f"{name}_{n}", [n], np.int64) for n in (0, 1)]
    one = graph.add("Slice", [x, *ends, ends[1]], f"{name}_one")
    one = graph.add("Mul", [one, zero], f"{name}_none")
    first = graph.constant(f"{name}_first", np.asarray(layer.first))
    one = graph.add("Add", [one, first], f"{name}_class")
    x = graph.add("Concat", [one, x], f"{name}_all", axis=1)
    positions = graph.constant(f"{name}_positions", np.asarray(layer.positions))
    x = graph.add("Add", [x, positions], f"{name}_placed")
    return layer_norm(graph, layer.norm, x, f"{name}_norm")


def layer_norm(graph: GraphWriter, layer: Any, x: str, name: str) -> str:
    """Write a normalisation over the last axis."""
    weights = [
        graph.constant(f"{name}_{part}", np.asarray(getattr(layer, part)))
        for part in ("gamma", "beta")
    ]
    return graph.add(
        "LayerNormalization", [x, *weights], name, axis=-1, epsilon=float(layer.epsilon)
    )


def scaled_dense(graph: GraphWriter, layer: Any, x: str, name: str) -> str:
    """Write a fully connected layer; ONNX Runtime multiplies its factors in on loading."""
    kernel = graph.constant(f"{name}_kernel", np.asarray(layer.kernel))
    scale = graph.constant(f"{name}_scale", np.asarray(layer.scale))
    x = graph.add("MatMul", [x, graph.add("Mul", [kernel, scale], f"{name}_w")], name)
    if not layer.use_bias:
        return x
    return graph.add("Add", [x, graph.constant(f"{name}_bias", np.asarray(layer.bias))], name)


def block(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write a transformer block on (N, T, C)."""
    name, width = layer.name, int(layer.output.shape[-1])
    split = graph.constant(f"{name}_split", [0, 0, layer.heads, width // layer.heads], np.int64)
    normal = layer_norm(graph, layer.norm1, inputs[0], f"{name}_norm1")
    heads = {}
    for part, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])):
        x = scaled_dense(graph, getattr(layer, part), normal, f"{name}_{part}")
        x = graph.add("Reshape", [x, split], f"{name}_{part}_split")
        heads[part] = graph.add("Transpose", [x], f"{name}_{part}_heads", perm=order)
    factor = graph.constant(f"{name}_factor", (width // layer.heads) ** -0.5)
    weights = graph.add("MatMul", [heads["query"], heads["key"]], f"{name}_products")
    weights = graph.add("Mul", [weights, factor], f"{name}_scaled")
    weights = graph.add("Softmax", [weights], f"{name}_weights", axis=-1)
    mixed = graph.add("MatMul", [weights, heads["value"]], f"{name}_mixed")
    mixed = graph.add("Transpose", [mixed], f"{name}_mixed_rows", perm=[0, 2, 1, 3])
    joined = graph.constant(f"{name}_joined", [0, 0, width], np.int64)
    mixed = graph.add("Reshape", [mixed, joined], f"{name}_attention")
    mixed = scaled_dense(graph, layer.out, mixed, f"{name}_out")
    x = graph.add("Add", [inputs[0], mixed], f"{name}_middle")
    hidden = layer_norm(graph, layer.norm2, x, f"{name}_norm2")
    hidden = scaled_dense(graph, layer.up, hidden, f"{name}_up")
    slope = graph.constant(f"{name}_slope", 1.702)
    gate = graph.add(
        "Sigmoid", [graph.add("Mul", [hidden, slope], f"{name}_steep")], f"{name}_gate"
    )
    hidden = graph.add("Mul", [hidden, gate], f"{name}_hidden")
    hidden = scaled_dense(graph, layer.down, hidden, f"{name}_down")
    return graph.add("Add", [x, hidden], name)


def token_mean(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write the mean of the normalised tokens, or the first one: (N, C)."""
    name = layer.name
    start, end = (0, 1) if layer.first else (1, 2**31 - 1)
    bounds = [
        graph.constant(f"{name}_{what}", [value], np.int64)
        for what, value in (("start", start), ("end", end), ("axis", 1))
    ]
    x = graph.add("Slice", [inputs[0], *bounds], f"{name}_tokens")
    x = layer_norm(graph, layer.norm, x, f"{name}_norm")
    return graph.add("ReduceMean", [x, bounds[2]], name, keepdims=0)
