"""A small writer of ONNX graphs: nodes, initializers, and names that stay unique."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

OPSET = 18
Tensor = tuple[str, int, list[Any]]
"""Name, type and shape; a text in a shape stands for any size."""
IR_VERSION = 8
"""The ONNX release of opset 18; old enough for every ONNX Runtime of the last years."""


class GraphWriter:
    """Collects the nodes of one graph in order.

    Parameters
    ----------
    half : bool
        Store kernels that int8 or float16 hold without loss so, with a Cast behind them (ONNX
        Runtime folds it when the session loads): a quarter or half the file, the same numbers.
    reserved : iterable of str
        Names of the graph's inputs and outputs, which no layer may take.
    """

    def __init__(self, half: bool, reserved: Iterable[str]) -> None:
        self.half = half
        self.nodes: list[Any] = []
        self.initializers: list[Any] = []
        self._used = dict.fromkeys(reserved, 1)

    def unique(self, name: str) -> str:
        """Return `name`, numbered if it was given out before."""
        count = self._used.get(name, 0)
        self._used[name] = count + 1
        return f"{name}__{count}" if count else name

    def constant(self, name: str, array: ArrayLike, dtype: Any = np.float32) -> str:
        """Store an array and return its name."""
        values = np.ascontiguousarray(np.asarray(array, dtype))
        name = self.unique(name)
        if not (self.half and values.dtype == np.float32 and values.ndim >= 2):
            self.initializers.append(numpy_helper.from_array(values, name))
            return name
        small: NDArray[Any]
        with np.errstate(over="ignore", invalid="ignore"):
            small = values.astype(np.int8)
            if not np.array_equal(small.astype(np.float32), values):
                small = values.astype(np.float16)
        if not np.array_equal(small.astype(np.float32), values):
            self.initializers.append(numpy_helper.from_array(values, name))
            return name
        stored = self.unique(f"{name}_{'byte' if small.dtype == np.int8 else 'half'}")
        self.initializers.append(numpy_helper.from_array(small, stored))
        return self.add("Cast", [stored], name, to=TensorProto.FLOAT)

    def add(self, operator: str, inputs: list[str], name: str, **attributes: Any) -> str:
        """Append a node with one output and return the output's name."""
        return self.output(operator, inputs, self.unique(name), **attributes)

    def output(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        """Append a node whose output has exactly the (reserved) name `output`; return it."""
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def scaled(self, kernel: NDArray[np.float32], scale: NDArray[np.float32], name: str) -> str:
        """Store a kernel (O, ...) and its per-output factors (O,); return their product's name.

        The product is left to ONNX Runtime, which folds it on loading, so that the kernel itself
        keeps the few bits that let it be stored in half.
        """
        shape = (-1,) + (1,) * (kernel.ndim - 1)
        factors = self.constant(f"{name}_scale", scale)
        spread = self.constant(f"{name}_scale_shape", shape, np.int64)
        factors = self.add("Reshape", [factors, spread], f"{name}_scale_column")
        return self.add("Mul", [self.constant(f"{name}_kernel", kernel), factors], f"{name}_w")

    def model(self, name: str, inputs: list[Tensor], outputs: list[Tensor]) -> ModelProto:
        """Return the checked ONNX model."""
        given, made = ([helper.make_tensor_value_info(*t) for t in ts] for ts in (inputs, outputs))
        graph = helper.make_graph(self.nodes, name, given, made, self.initializers)
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION,
            producer_name="gng-desktop",
        )
        checker.check_model(model, full_check=True)
        return model
