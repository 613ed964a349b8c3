"""What an ONNX file's own nodes and constants show, read without the package onnx."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.modelstore.onnx_safety import fields_of

_GRAPH, _NODE, _TENSOR, _GRAPH_OUTPUT, _VALUE_NAME = 7, 1, 5, 12, 1
_INPUT, _OUTPUT, _OPERATOR, _ATTRIBUTE = 1, 2, 4, 5
_PASSING = frozenset({"Identity", "Reshape", "Squeeze", "Flatten", "Cast", "Unsqueeze"})
_SCALING = frozenset({"Sub", "Div", "Mul", "Add", "BatchNormalization"})
_TYPES: dict[int, Any] = {1: "<f4", 2: "u1", 3: "i1", 6: "<i4", 7: "<i8", 10: "<f2", 11: "<f8"}


@dataclass(frozen=True)
class Node:
    """One node of a graph: its operator and the names of its tensors."""

    operator: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    stored: tuple[Any, ...] = field(default=(), repr=False)

    @cached_property
    def attributes(self) -> dict[str, Any]:
        """By name: numbers, lists of integers, and text as bytes; of other kinds None."""
        return dict(_attribute(part) for part in self.stored)


def nodes_of(data: bytes) -> list[Node]:
    """Return the nodes of the outermost graph of a file that `check_onnx` let pass."""
    return [_node(part) for part in _parts(data, _NODE)]


def constants_of(data: bytes) -> dict[str, NDArray[Any]]:
    """Return the constants of such a graph by name; ValueError if one is stored in another form."""
    found = {}
    for part in _parts(data, _TENSOR):
        tensor = _values(part)
        name, kind = bytes(tensor[8][0]).decode(), tensor[2][0]
        if kind not in _TYPES or 9 not in tensor:
            raise ValueError(f"constant {name!r} is of an unknown form")
        found[name] = np.frombuffer(tensor[9][0], _TYPES[kind]).reshape(tensor.get(1, []))
    return found


def _parts(data: bytes, field: int) -> list[memoryview]:
    return [
        part
        for number, _, graph in fields_of(memoryview(data))
        if number == _GRAPH and not isinstance(graph, int)
        for kind, _, part in fields_of(graph)
        if kind == field and not isinstance(part, int)
    ]


def _values(data: memoryview) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for number, _, value in fields_of(data):
        found.setdefault(number, []).append(value)
    return found


def _node(data: memoryview) -> Node:
    found = _values(data)
    inputs, outputs, operators = (
        tuple(
            bytes(v).decode("utf-8", "replace")
            for v in found.get(n, ())
            if isinstance(v, memoryview)
        )
        for n in (_INPUT, _OUTPUT, _OPERATOR)
    )
    return Node(next(iter(operators), ""), inputs, outputs, tuple(found.get(_ATTRIBUTE, ())))


def _attribute(data: memoryview) -> tuple[str, Any]:
    found = _values(data)
    value: Any = None
    if 8 in found or 3 in found:
        # Negative integers are written as 64-bit numbers without a sign.
        whole = [n - (n >> 63 << 64) for n in found.get(8) or found[3]]
        value = whole if 8 in found else whole[0]
    elif 2 in found:
        value = float(np.frombuffer(found[2][0], "<f4")[0])
    elif 4 in found:
        value = bytes(found[4][0])
    return bytes(found[1][0]).decode(), value


def last_operator(nodes: list[Node], output: str) -> str:
    """Return the operator that makes an output, past those that only change its shape or type."""
    makers = {name: node for node in nodes for name in node.outputs}
    for _ in range(len(nodes)):
        node = makers.get(output)
        if node is None:
            return ""
        if node.operator not in _PASSING or not node.inputs:
            return node.operator
        output = node.inputs[0]
    return ""


def scales_itself(nodes: list[Node], name: str) -> bool:
    """Whether the first thing a graph does to its input is to scale it: it takes 0..255 then."""
    for _ in range(len(nodes)):
        readers = [node for node in nodes if name in node.inputs]
        if len(readers) != 1 or not readers[0].outputs:
            return False
        if readers[0].operator in _SCALING:
            return True
        if readers[0].operator not in (*_PASSING, "Transpose"):
            return False
        name = readers[0].outputs[0]
    return False


def features_of(nodes: list[Node], output: str) -> str:
    """Return the tensor that the last layer of weights is given: how the graph sees an image.

    "" where the output is not made by one matrix product.
    """
    makers = {name: node for node in nodes for name in node.outputs}
    for _ in range(len(nodes)):
        node = makers.get(output)
        if node is None or not node.inputs:
            return ""
        if node.operator in ("Gemm", "MatMul"):
            return node.inputs[0]
        if node.operator == "Add":  # the bias of a product
            made = [name for name in node.inputs if name in makers]
            if len(made) != 1:
                return ""
            output = made[0]
        elif node.operator in (*_PASSING, "Sigmoid", "Softmax", "LogSoftmax"):
            output = node.inputs[0]
        else:
            return ""
    return ""


def with_output(data: bytes, name: str) -> bytes:
    """Return a graph that gives one of its inner tensors too.

    Messages that come twice are merged (protobuf), so the output is written behind the file.
    """
    text = name.encode()
    value = _message(_GRAPH_OUTPUT, _message(_VALUE_NAME, text))
    return data + _message(_GRAPH, value)


def _message(number: int, content: bytes) -> bytes:
    length, size = len(content), b""
    while True:
        length, low = length >> 7, length & 127
        size += bytes([low | (128 if length else 0)])
        if not length:
            return bytes([number << 3 | 2]) + size + content
