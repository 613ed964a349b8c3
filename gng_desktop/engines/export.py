"""Our Keras networks as ONNX graphs, written layer by layer.

A graph takes ``rgb``, uint8 (N, S, S, 3), 0..255. A segmenter gives ``classes``, uint8 (N, S, S),
and ``logits``, float32 (N, S, S, classes); a classifier gives ``score``, float32 (N,), and one with
a feature vector ``features``, float32 (N, F), as well; a family model ``family``, float32 (N, 3).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import keras
import numpy as np
from onnx import ModelProto, TensorProto

from gng_desktop.core.files import write_bytes
from gng_desktop.engines.folding import linear_tail
from gng_desktop.engines.keras_engine import feature_tensor
from gng_desktop.engines.onnx_graph import GraphWriter
from gng_desktop.engines.onnx_layers import (
    LINEAR_CONVOLUTIONS,
    WRITERS,
    convolution,
    operation,
    refusal,
)
from gng_desktop.engines.onnx_tail import classification_tail, segmentation_tail

BATCH = "batch"


def export_onnx(
    model: keras.Model, task: str, path: Path, half: bool = True, fold: bool = True
) -> None:
    """Write a segmenter or classifier of `gng_desktop.networks` as an ONNX file.

    Parameters
    ----------
    model : keras.Model
        (N, S, S, 3) -> logits (N, S, S, classes) or score (N, 1).
    task : {"segmentation", "classification", "family"}
        Which outputs the graph has.
    path : Path
        Written in one step, replacing what was there.
    half : bool
        Store kernels that float16 holds without loss in half the space.
    fold : bool
        Multiply an affine tail out (see `gng_desktop.engines.folding`); False writes it layer by
        layer, for comparison.

    Raises
    ------
    ModelError
        If the model holds a layer that cannot be written.
    ValueError
        If `task` is unknown.
    """
    proto = graph_of(model, task, half, fold)
    write_bytes(Path(path), proto.SerializeToString())


def graph_of(model: keras.Model, task: str, half: bool, fold: bool = True) -> ModelProto:
    """Return the checked ONNX model of a Keras model; parameters as in `export_onnx`."""
    if task not in ("segmentation", "classification", "family"):
        raise ValueError(f"task {task!r} is unknown")
    graph = GraphWriter(half, ("rgb", "classes", "logits", "score", "features", "family"))
    planes = graph.add("Transpose", ["rgb"], "planes", perm=[0, 3, 1, 2])
    pixels = graph.add("Cast", [planes], "pixels", to=TensorProto.FLOAT)
    _network(graph, model, task, pixels, fold)
    square = [BATCH, *model.input_shape[1:3]]
    uint8, float32, last = TensorProto.UINT8, TensorProto.FLOAT, model.output_shape[-1]
    if task == "segmentation":
        winner = graph.add("ArgMax", ["logits"], "winner", axis=3, keepdims=0)
        graph.output("Cast", [winner], "classes", to=uint8)
        outputs = [("classes", uint8, square), ("logits", float32, [*square, last])]
    elif task == "family":
        outputs = [("family", float32, [BATCH, last])]
    else:
        outputs = [("score", float32, [BATCH])]
        if (features := feature_tensor(model)) is not None:
            outputs.append(("features", float32, [BATCH, features.shape[-1]]))
    inputs = [("rgb", uint8, [*square, 3])]
    return graph.model(model.name, inputs, outputs)


def _network(graph: GraphWriter, model: keras.Model, task: str, pixels: str, fold: bool) -> None:
    """Write the network up to its outputs, its tail folded where that is possible."""
    tail = linear_tail(model, task) if fold else None
    names = _body(graph, model, pixels, tail.layers if tail else set())
    if task == "segmentation":
        if tail is None:
            graph.output("Transpose", [names[id(model.output)]], "logits", perm=[0, 2, 3, 1])
            return
        high, low = names[id(tail.high)], names[id(tail.low)]
        segmentation_tail(graph, tail, model.output_shape[1:3], high, low)
        return
    if task == "family":
        graph.output("Identity", [names[id(model.output)]], "family")
        return
    if tail is None:
        score = names[id(model.output)]
        if (features := feature_tensor(model)) is not None:
            graph.output("Identity", [names[id(features)]], "features")
    else:
        high, low = names[id(tail.high)], names[id(tail.low)]
        head = tuple(model.get_layer(name) for name in ("pool", "head_dense", "score"))
        score = classification_tail(graph, tail, head, high, low)
    graph.output("Reshape", [score, graph.constant("score_shape", [-1], np.int64)], "score")


def _body(graph: GraphWriter, model: keras.Model, pixels: str, without: set[int]) -> dict[int, str]:
    """Write all layers but those `without`; return the (NCHW) names by ``id`` of the tensor."""
    # All readers count: a tap that is a convolution's output must not take in the norm behind it.
    readers = Counter(id(tensor) for op in model.operations for tensor in _tensors(op.input))
    operations = [op for op in model.operations if id(op) not in without]  # in topological order
    readers[id(model.output)] += 1
    makers = {id(op.output): op for op in operations if type(op).__name__ in LINEAR_CONVOLUTIONS}
    norms: dict[int, Any] = {}  # convolution -> the batch normalisation it takes in
    for op in operations:
        maker = makers.get(id(op.input)) if type(op).__name__ == "BatchNormalization" else None
        if maker is not None and readers[id(op.input)] == 1 and _is_linear(maker):
            norms[id(maker)] = op
    folded = {id(norm) for norm in norms.values()}
    names: dict[int, str] = {}
    for op in operations:
        inputs = [names[id(tensor)] for tensor in _tensors(op.input) if id(tensor) in names]
        if isinstance(op, keras.layers.InputLayer):
            names[id(op.output)] = pixels
        elif id(op) in folded:
            names[id(op.output)] = inputs[0]
        elif id(op) in norms:
            names[id(op.output)] = convolution(graph, op, inputs, norms[id(op)])
        elif not isinstance(op, keras.layers.Layer):
            names[id(op.output)] = operation(graph, op, inputs)
        elif (writer := WRITERS.get(type(op).__name__)) is not None:
            names[id(op.output)] = writer(graph, op, inputs)
        else:
            raise refusal(op, "is of a kind")
    return names


def _tensors(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_linear(layer: Any) -> bool:
    return getattr(layer.activation, "__name__", "") == "linear"
