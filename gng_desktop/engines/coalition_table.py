"""What a layer gives on all images of some regions at once: a row for each place and subset.

See `gng_desktop.engines.coalitions`; regions are bits, sets of regions sums of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.modelstore.onnx_facts import Node

Array = NDArray[Any]
Ints = NDArray[np.int64]


class NotLocal(Exception):
    """The network holds a layer that reads more than a neighbourhood before its pooling."""


@lru_cache(1024)
def subsets_of(members: int, free: int) -> tuple[Ints, Ints]:
    """Return all subsets of a set of bits, and the place among them of each subset of `free`."""
    every = np.zeros(1, np.int64)
    for bit in range(free.bit_length()):
        if free >> bit & 1:
            every = np.concatenate([every, every | 1 << bit])
    subsets = np.unique(every & members)
    return subsets, np.searchsorted(subsets, every & members)


@dataclass(frozen=True)
class Table:
    """What a layer gives: for each place (H, W) its regions `sets` and its first row, `start`.

    Rows of one place follow each other by subset, places by set. The last row is none's: what lies
    beyond the border.
    """

    rows: NDArray[np.float32]
    sets: Ints
    start: Ints

    def at(self, taps: Ints, sets: Ints, chosen: int = 0) -> tuple[Ints, Ints]:
        """Return of a new table the first row of each place, (H, W), and what rows read, (n, taps).

        `taps`, (taps, H, W), are the (flat) places that are read, -1 beyond the border; `sets`,
        (H, W), those of the new table; the regions `chosen` are shown in all its rows.
        """
        kinds, kind = np.unique(self.sets, return_inverse=True)
        # One more of each, for what lies beyond the border.
        kind, first = np.append(kind, len(kinds)), np.append(self.start, len(self.rows) - 1)
        flat, new = taps.reshape(len(taps), -1), sets.ravel()
        start = np.empty(new.size, np.int64)
        found = []
        total = 0
        for members in np.unique(new).tolist():
            subsets = subsets_of(members, members)[0] | chosen
            places = np.flatnonzero(new == members)
            start[places] = total + len(subsets) * np.arange(len(places))
            read = flat[:, places]
            near, which = np.unique(kind[read], return_inverse=True)
            ranks = np.zeros((len(near), len(subsets)), np.int64)
            for at, other in enumerate(near[near < len(kinds)]):
                own = int(kinds[other])
                ranks[at] = np.searchsorted(subsets_of(own, own)[0], subsets & own)
            rows = first[read][..., None] + ranks[which.reshape(read.shape)]
            found.append(rows.reshape(len(taps), -1))
            total += found[-1].shape[1]
        found.append(np.full((len(taps), 1), len(self.rows) - 1))
        return start.reshape(sets.shape), np.ascontiguousarray(np.concatenate(found, axis=1).T)

    def fixed(self, bit: int, shown: bool) -> Table:
        """Return the rows in which a region is shown, or hidden."""
        if not (self.sets & bit).any():
            return self
        places = np.arange(self.sets.size).reshape(1, *self.sets.shape)
        sets = self.sets & ~bit
        start, index = self.at(places, sets, bit * shown)
        return Table(self.rows[index[:, 0]], sets, start)

    def mean(self, free: int) -> Array:
        """Return the mean over all places of each image, (subsets of `free`, C)."""
        total = np.zeros((2 ** free.bit_count(), self.rows.shape[1]))
        for members in np.unique(self.sets).tolist():
            subsets, ranks = subsets_of(members, free)
            places = self.start[self.sets == members]
            rows = self.rows[places[0] : places[0] + len(places) * len(subsets)]
            summed = rows.reshape(len(places), len(subsets), -1).sum(axis=0)
            total += summed[ranks]
        return (total / self.sets.size).astype(np.float32)


def window(sets: Ints, node: Node, shape: tuple[int, ...]) -> Ints:
    """Return the (flat) places that each tap of a convolution reads, (taps, H, W)."""
    strides = node.attributes.get("strides", [1, 1])
    rates = node.attributes.get("dilations", [1, 1])
    pads = node.attributes.get("pads", [0, 0, 0, 0])
    along = []
    for axis, side in enumerate(sets.shape):
        reach = (shape[axis] - 1) * rates[axis] + 1
        count = (side + pads[axis] + pads[axis + 2] - reach) // strides[axis] + 1
        at = np.arange(count) * strides[axis] - pads[axis]
        at = at + rates[axis] * np.arange(shape[axis])[:, None]
        along.append(np.where((at >= 0) & (at < side), at, -1))
    taps = [np.add.outer(y * sets.shape[1], x) for y, x in product(*along)]
    beyond = [np.logical_or.outer(y < 0, x < 0) for y, x in product(*along)]
    return np.where(beyond, -1, taps)


def added(one: Table, other: Table) -> Table:
    """Return the sum of two tables of the same places."""
    if one.sets.shape != other.sets.shape:
        raise NotLocal
    sets = one.sets | other.sets
    places = np.arange(sets.size).reshape(1, *sets.shape)
    made: Table | None = None
    for table in (one, other):
        if np.array_equal(table.sets, sets):
            start, rows = table.start, table.rows
        else:
            start, index = table.at(places, sets)
            rows = table.rows.take(index[:, 0], axis=0)
        made = Table(rows if made is None else made.rows + rows, sets, start)
    assert made is not None
    return made


def padded(table: Table, pads: Array) -> Table:
    """Return the table with a border of zeros; `pads` as of ONNX, batch and channels first."""
    border = ((int(pads[2]), int(pads[6])), (int(pads[3]), int(pads[7])))
    table.rows[-1] = 0
    start = np.pad(table.start, border, constant_values=len(table.rows) - 1)
    return Table(table.rows, np.pad(table.sets, border), start)


def largest_region(table: Table, free: int) -> int:
    """Return the region, as a bit of `free`, without which the table has the fewest rows."""
    bits = [1 << p for p in range(free.bit_length()) if free >> p & 1]
    return max(
        bits, key=lambda b: int((1 << np.bitwise_count(table.sets[table.sets & b > 0])).sum())
    )
