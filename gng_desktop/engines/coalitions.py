"""A convolutional classifier on all images that show some regions and hide the others, at once.

What a layer gives at a place depends on the few regions within its receptive field there. It is
computed once for each subset of these, not once for each of the 2**n images: a row of a `Table`
is one place and one such subset. The numbers are the network's own; only sums are added up in
another order. At the pooling every image picks the rows that are its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.engines.coalition_table import (
    Array,
    Ints,
    NotLocal,
    Table,
    added,
    largest_region,
    padded,
    subsets_of,
    window,
)
from gng_desktop.modelstore.onnx_facts import Node, constants_of, nodes_of

LARGEST = 12_000_000
"""Numbers in a table (48 MB); before it grows beyond, the work is halved by fixing a region."""
CACHED = 330_000
"""Numbers that a convolution gathers at a time: they stay in a core's cache."""

DENSE: dict[str, Callable[..., Array]] = {
    "Add": np.add,
    "Sub": np.subtract,
    "Mul": np.multiply,
    "Relu": lambda x: np.maximum(x, 0),
    "Clip": np.clip,
    "Sigmoid": lambda x: 1 / (1 + np.exp(-x.astype(np.float64))),
    "Tanh": np.tanh,
    "Identity": lambda x: x,
}
"""Element by element, with NumPy's broadcasting, which is ONNX's."""


@dataclass(frozen=True)
class _Conv:
    """A convolution: kernel (D, C, kh, kw), bias (D,), and the limits its values are cut to."""

    node: Node
    kernel: Array
    bias: Array
    limits: list[Array] | None

    def of(self, table: Table, pool: ThreadPoolExecutor) -> Table:
        node, count, size = self.node, len(self.kernel), self.kernel.shape[2:]
        groups, strides = (node.attributes.get(n, d) for n, d in (("group", 1), ("strides", [1])))
        if (
            groups == 1
            and size == (1, 1)
            and set(strides) == {1}
            and not any(node.attributes.get("pads", [0]))
        ):
            rows = table.rows @ np.ascontiguousarray(self.kernel[:, :, 0, 0].T)
            self._in_parts(self._finish, rows, CACHED // count, pool)
            return replace(table, rows=rows)
        if groups != 1 and (groups != count or self.kernel.shape[1] != 1):
            raise NotLocal
        taps = window(table.sets, node, size)
        sets = np.bitwise_or.reduce(np.append(table.sets, 0)[taps], axis=0)
        start, index = table.at(taps, sets)
        rows = np.empty((len(index), count), np.float32)
        table.rows[-1] = 0
        kernel = self.kernel.reshape(count, -1, len(taps))
        weights = np.ascontiguousarray(kernel[:, 0].T if groups > 1 else kernel.transpose(2, 1, 0))
        channels, own = table.rows.shape[1], local()
        step = max(1, CACHED // (len(taps) * channels))

        def part(out: Array, first: int) -> None:
            if not hasattr(own, "seen"):
                own.seen = np.empty((step, len(taps), channels), np.float32)
            seen = own.seen[: len(out)]
            table.rows.take(index[first : first + len(out)], axis=0, out=seen, mode="clip")
            if groups > 1:
                np.einsum("rtc,tc->rc", seen, weights, out=out)
            else:
                np.matmul(seen.reshape(len(out), -1), weights.reshape(-1, count), out=out)
            self._finish(out, first)

        self._in_parts(part, rows, step, pool)
        return Table(rows, sets, start)

    def _finish(self, rows: Array, _first: int) -> None:
        np.add(rows, self.bias, out=rows)
        if self.limits is not None:
            np.clip(rows, *self.limits, out=rows)

    @staticmethod
    def _in_parts(
        work: Callable[[Array, int], None], rows: Array, step: int, pool: ThreadPoolExecutor
    ) -> None:
        list(pool.map(lambda n: work(rows[n : n + step], n), range(0, len(rows), step)))


def _folded(nodes: list[Node], constants: dict[str, Array]) -> Iterator[Node]:
    """Compute what depends on constants alone; yield the other nodes."""
    for node in nodes:
        if not all(name in constants for name in node.inputs if name):
            yield node
            continue
        values = [constants[name] for name in node.inputs]
        if node.operator == "Cast" and node.attributes["to"] == 1:
            made = values[0].astype(np.float32)
        elif node.operator == "Reshape":
            made = values[0].reshape(values[1])
        elif node.operator in DENSE:
            made = DENSE[node.operator](*values)
        else:
            raise NotLocal
        constants[node.outputs[0]] = made


class CoalitionNetwork:
    """A classifier graph that `gng_desktop.engines.export` wrote, for images of regions.

    Parameters
    ----------
    graph : bytes

    Raises
    ------
    NotLocal
        If a layer before the pooling reads the whole image, or one is of an unknown kind.
    """

    def __init__(self, graph: bytes) -> None:
        try:
            self._constants = constants_of(graph)
            nodes = list(_folded(nodes_of(graph), self._constants))
        except (ValueError, KeyError, IndexError) as error:
            raise NotLocal from error
        needed, self._nodes = {"score"}, list[Node]()
        for node in reversed(nodes):
            if needed.intersection(node.outputs):
                needed.update(node.inputs)
                self._nodes.insert(0, node)
        self._last = {name: at for at, node in enumerate(self._nodes) for name in node.inputs}
        readers = Counter(name for node in self._nodes for name in node.inputs)
        cut = {
            node.inputs[0]: [self._constants[name] for name in node.inputs[1:]]
            for node in self._nodes
            if node.operator == "Clip" and readers[node.inputs[0]] == 1
        }
        self._convs = dict[str, _Conv]()
        for node in self._nodes:
            if node.operator == "Conv" and node.inputs[1] in self._constants:
                kernel, *bias = (self._constants[name] for name in node.inputs[1:])
                offset = bias[0] if bias else np.zeros(len(kernel), np.float32)
                made = _Conv(node, kernel, offset, cut.get(node.outputs[0]))
                self._convs[node.outputs[0]] = made
        blank = np.zeros((32, 32, 3), np.uint8)
        with ThreadPoolExecutor(1) as pool:
            next(self.parts(blank, blank, np.zeros((32, 32), np.int64), 0, pool))

    def parts(
        self,
        image: NDArray[np.uint8],
        hidden: NDArray[np.uint8],
        bits: Ints,
        players: int,
        pool: ThreadPoolExecutor,
    ) -> Iterator[tuple[Ints, NDArray[np.float64]]]:
        """Score all ``2**players`` images; yield coalitions and their scores, part by part.

        Parameters
        ----------
        image, hidden : ndarray of uint8, shape (S, S, 3)
            What is seen where a region is shown, and where it is hidden.
        bits : ndarray of int64, shape (S, S)
            The player of each pixel; `players` where the image is always shown.

        Yields
        ------
        tuple of ndarray of int64, shape (k,), and of float64, shape (k,)
            Coalitions, as sums of ``1 << player`` of those shown, and their raw scores, 0..1.
        """
        always = (bits == players) | (image == hidden).all(axis=2)
        sets = np.where(always, 0, 1 << np.minimum(bits, players))
        order = np.argsort(sets, axis=None, kind="stable")
        sizes = np.where(sets > 0, 2, 1).ravel()[order]
        start = np.empty(sets.shape, np.int64)
        start.ravel()[order] = np.cumsum(sizes) - sizes
        rows = np.zeros((sizes.sum() + 1, 3), np.float32)
        rows[start] = np.where(always[..., None], image, hidden)
        rows[start[~always] + 1] = image[~always]
        free = (1 << players) - 1
        yield from self._from(0, {"rgb": Table(rows, sets, start)}, free, 0, pool)

    def _from(
        self, first: int, values: dict[str, Any], free: int, shown: int, pool: ThreadPoolExecutor
    ) -> Iterator[tuple[Ints, NDArray[np.float64]]]:
        """Compute the nodes from the `first` on, for all subsets of `free` and what is `shown`."""
        for at in range(first, len(self._nodes)):
            node = self._nodes[at]
            if free and self._size(node, values) > LARGEST:
                bit = largest_region(next(values[n] for n in node.inputs if n in values), free)
                for on in (False, True):
                    part = {n: _fixed(value, bit, on, free) for n, value in values.items()}
                    yield from self._from(at, part, free & ~bit, shown | bit * on, pool)
                return
            values[node.outputs[0]] = self._value(at, values, free, pool)
            for name in node.inputs:
                if self._last[name] == at:
                    values.pop(name, None)
        yield subsets_of(free, free)[0] | shown, values["score"].reshape(-1)

    def _size(self, node: Node, values: dict[str, Any]) -> int:
        """Return how many numbers a convolution gives, or fewer: its rows become more."""
        table = values.get(node.inputs[0])
        if node.operator != "Conv" or not isinstance(table, Table):
            return 0
        return len(table.rows) * len(self._constants[node.inputs[1]])

    def _value(self, at: int, values: dict[str, Any], free: int, pool: ThreadPoolExecutor) -> Any:
        node = self._nodes[at]
        given: list[Any] = [values.get(n, self._constants.get(n)) for n in node.inputs]
        tables = [value for value in given if isinstance(value, Table)]
        if not tables:
            return _dense(node, given)
        first, operator = given[0], node.operator
        if operator in ("Transpose", "Cast"):  # rows are float32, channels last
            return first
        if operator == "Conv" and node.outputs[0] in self._convs:
            return self._convs[node.outputs[0]].of(first, pool)
        if operator == "Add" and len(tables) == 2:
            return added(*tables)
        if operator == "Pad" and "mode" not in node.attributes:
            return padded(first, given[1])
        if operator == "GlobalAveragePool":
            return first.mean(free)
        if operator in DENSE and len(tables) == 1 and first is tables[0]:
            # Constants along the channels, which are the last axis here.
            rest = [np.asarray(value, np.float32).reshape(-1) for value in given[1:]]
            conv = self._convs.get(node.inputs[0])
            if operator == "Clip" and conv is not None and conv.limits is not None:
                return first  # done by the convolution
            return replace(first, rows=DENSE[operator](first.rows, *rest))
        raise NotLocal


def _fixed(value: Any, bit: int, on: bool, free: int) -> Any:
    if isinstance(value, Table):
        return value.fixed(bit, on)
    return value[(subsets_of(free, free)[0] & bit > 0) == on]


def _dense(node: Node, given: list[Any]) -> Any:
    """Compute a node behind the pooling: values are (images, channels)."""
    operator = node.operator
    if operator in ("Flatten", "Reshape"):
        return given[0].reshape(len(given[0]), -1)
    if operator == "Concat":
        return np.concatenate(given, axis=1)
    if operator == "Gemm" and not set(node.attributes) - {"transB"}:
        kernel = given[1].T if node.attributes.get("transB") else given[1]
        return given[0] @ kernel + (given[2] if len(given) > 2 else 0)
    if operator == "Selu":
        alpha, gamma = node.attributes["alpha"], node.attributes["gamma"]
        return gamma * np.where(given[0] > 0, given[0], alpha * np.expm1(np.minimum(given[0], 0)))
    if operator not in DENSE:
        raise NotLocal
    return DENSE[operator](*given)
