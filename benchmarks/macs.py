"""Multiplications of a graph, counted from the shapes of its nodes."""

from __future__ import annotations

import math

import onnx

RESIZES = ("logits_tall", "logits")
"""Matrix products that stand for a bilinear resize: their matrices are almost all zeros."""


def multiplications(graph: bytes) -> int:
    """Return the multiply-adds of convolutions and matrix products for one image.

    Parameters
    ----------
    graph : bytes
        An ONNX graph written by `gng_desktop.engines.export`. Resizes, folded or not, and
        element-wise nodes are left out, so that two forms of one network can be compared.

    Raises
    ------
    ValueError
        If a shape is not known.
    """
    model = onnx.load_from_string(graph)
    for value in (*model.graph.input, *model.graph.output):
        batch = value.type.tensor_type.shape.dim[0]
        batch.ClearField("dim_param")
        batch.dim_value = 1
    model = onnx.shape_inference.infer_shapes(model, data_prop=True)
    known = (*model.graph.value_info, *model.graph.input, *model.graph.output)
    shapes = {v.name: [d.dim_value for d in v.type.tensor_type.shape.dim] for v in known}
    shapes |= {tensor.name: list(tensor.dims) for tensor in model.graph.initializer}
    total = 0
    for node in model.graph.node:
        if node.op_type not in ("Conv", "MatMul", "Gemm") or node.output[0] in RESIZES:
            continue
        left, right = (shapes[name] for name in node.input[:2])
        # What is summed over for one output: a kernel's own input, or a row.
        terms = math.prod(right[1:]) if node.op_type == "Conv" else left[-1]
        count = math.prod(shapes[node.output[0]]) * terms
        if not count:
            raise ValueError(f"the shape of {node.name} is not known")
        total += count
    return total
