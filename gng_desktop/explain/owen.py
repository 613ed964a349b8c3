"""Owen values over halved rectangles: the recursion of shap's PartitionExplainer, opened up.

shap hides the recursion in one call, builds a tree of all 150,528 channel values of an image and
compiles it first; nothing can be seen before the end. Here the tree is the rule by which
rectangles are halved, work is handed out in batches, and the map so far can be asked for after
each. The same scores give the same values as shap, tie-breaking included (tested).
"""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Box = tuple[int, int, int, int, int, int]
"""Rows, columns and channels: y0, y1, x0, x1, c0, c1."""


def halves(box: Box) -> tuple[Box, Box] | None:
    """Split a box as shap does: rows first, then columns, at last channels; None for one value.

    shap counts its values from the end: the first half, which is the smaller one of an odd side,
    lies at the bottom or at the right.
    """
    y0, y1, x0, x1, c0, c1 = box
    if y1 - y0 >= x1 - x0 and y1 - y0 > 1:
        middle = y1 - (y1 - y0) // 2
        return (middle, y1, x0, x1, c0, c1), (y0, middle, x0, x1, c0, c1)
    if x1 - x0 > 1:
        middle = x1 - (x1 - x0) // 2
        return (y0, y1, middle, x1, c0, c1), (y0, y1, x0, middle, c0, c1)
    if c1 - c0 > 1:
        middle = c1 - (c1 - c0) // 2
        return (y0, y1, x0, x1, middle, c1), (y0, y1, x0, x1, c0, middle)
    return None


@dataclass(frozen=True, slots=True)
class _Node:
    """A box whose contribution in one context is known, but not yet how it splits up."""

    box: Box
    shown: tuple[Box, ...]  # the context: what else is visible
    without: float  # score of the context, in the unit of the map
    having: float  # score of the context with the box
    weight: float  # share of this context among all contexts of the box

    @property
    def value(self) -> float:
        return (self.having - self.without) * self.weight


class OwenValues:
    """The recursion: ask for the next masks, tell their scores, until `done`.

    Parameters
    ----------
    side : int
        Of the square image with three channels, px.
    hidden, full : float
        Score of the wholly hidden and of the whole image, in any unit: that of the map.
    evaluations : int
        Masks that may be asked for; boxes are split in pairs of masks, so there may be one more.
    batch : int
        Most masks asked for at once. As in shap the order in which boxes are split, and with it
        the map at a given budget, depends on it a little.
    """

    def __init__(self, side: int, hidden: float, full: float, evaluations: int, batch: int) -> None:
        self.side, self.limit, self.batch = side, evaluations, batch
        self.asked = 0
        # The generator and seed by which shap's own tie-breaking is made repeatable.
        self._random = np.random.RandomState(0)
        self._number = itertools.count()
        self._leaves: list[_Node] = []
        self._heap: list[tuple[float, float, int, _Node]] = []
        self._open: list[tuple[_Node, Box, Box]] = []
        root = _Node((0, side, 0, side, 0, 3), (), hidden, full, 1.0)
        heapq.heappush(self._heap, (0.0, 0.0, next(self._number), root))

    def next_masks(self) -> list[tuple[Box, ...]]:
        """Return what is visible in each image to score next; empty when all is done."""
        masks: list[tuple[Box, ...]] = []
        self._open = []
        while self._heap and len(masks) < self.batch and self.asked + len(masks) < self.limit:
            node = heapq.heappop(self._heap)[-1]
            pair = halves(node.box)
            if pair is None:
                self._leaves.append(node)
                continue
            self._open.append((node, *pair))
            masks += [(*node.shown, half) for half in pair]
        self.asked += len(masks)
        return masks

    def tell(self, scores: NDArray[np.float64]) -> None:
        """Take the scores, (N,), of the masks last asked for, in their order."""
        for (node, first, second), (one, other) in zip(
            self._open, scores.reshape(-1, 2).tolist(), strict=True
        ):
            weight = node.weight / 2
            for child in (
                _Node(first, node.shown, node.without, one, weight),
                _Node(second, node.shown, node.without, other, weight),
                _Node(first, (*node.shown, second), other, node.having, weight),
                _Node(second, (*node.shown, first), one, node.having, weight),
            ):
                # Not abs(child.value): shap rounds in this order, which decides near ties.
                urgency = -abs(child.having - child.without) * weight
                entry = urgency, float(self._random.randn()), next(self._number), child
                heapq.heappush(self._heap, entry)

    def values(self) -> NDArray[np.float64]:
        """Return the map so far, (side, side): what is not split yet lies evenly on its box.

        To be asked for when the scores of all masks asked for are known.
        """
        total = np.zeros((self.side, self.side))
        for node in (*self._leaves, *(entry[-1] for entry in self._heap)):
            y0, y1, x0, x1, *_ = node.box
            total[y0:y1, x0:x1] += node.value / ((y1 - y0) * (x1 - x0))
        return total
