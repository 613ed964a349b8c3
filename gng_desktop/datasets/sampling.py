"""Which images of a data set one epoch draws: shares, caps per source, balance of the classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.items import FaceItem, MaskItem

Balance = Literal["none", "class", "family"]


@dataclass(frozen=True)
class Sampling:
    """How an epoch is drawn; the defaults draw every image once.

    Attributes
    ----------
    share : mapping of str to float
        Share (0..1] of the items of a label set, source, generator or family that is drawn.
    per_source : int
        At most so many real and so many generated faces of each source; 0: all.
    balance : {"none", "class", "family"}
        ``class`` draws as many real as generated faces; ``family`` in addition as many of each
        family of generators, as far as there are so many.
    images : int
        At most so many in all; 0: all.
    """

    share: Mapping[str, float] = field(default_factory=dict)
    per_source: int = 0
    balance: Balance = "none"
    images: int = 0

    def draw(
        self, items: Sequence[FaceItem] | Sequence[MaskItem], rng: np.random.Generator
    ) -> NDArray[np.int64]:
        """Return the positions in `items` of the images drawn, ascending; none twice."""
        names = [set(item.names) for item in items]
        chosen = np.ones(len(items), bool)
        for name in sorted(self.share):
            members = np.flatnonzero([name in own for own in names])
            chosen[rng.permutation(members)[round(self.share[name] * len(members)) :]] = False
        faces = [item for item in items if isinstance(item, FaceItem)]
        if self.per_source and faces:
            labels = np.array([f"{item.generated:d} {item.source}" for item in faces])
            for label in np.unique(labels):
                members = rng.permutation(np.flatnonzero((labels == label) & chosen))
                chosen[members[self.per_source :]] = False
        if self.balance != "none" and faces:
            chosen = self._balanced(faces, chosen, rng)
        order = np.flatnonzero(chosen)
        if 0 < self.images < len(order):
            order = np.sort(rng.permutation(order)[: self.images])
        return order

    def _balanced(
        self, items: Sequence[FaceItem], chosen: NDArray[np.bool_], rng: np.random.Generator
    ) -> NDArray[np.bool_]:
        generated = np.array([item.generated for item in items])
        real = rng.permutation(np.flatnonzero(~generated & chosen))
        fake = np.flatnonzero(generated & chosen)
        families = np.array([item.family if self.balance == "family" else "" for item in items])
        pools = [rng.permutation(fake[families[fake] == f]) for f in np.unique(families[fake])]
        half = min(len(real), len(fake), self.images // 2 or len(items))
        result = np.zeros(len(items), bool)
        result[real[:half]] = True
        for pool, count in zip(pools, fair([len(p) for p in pools], half), strict=True):
            result[pool[:count]] = True
        return result


def fair(available: Sequence[int], total: int) -> list[int]:
    """Divide `total` evenly over what is `available`; what one lacks goes to the others."""
    given = [0] * len(available)
    left = min(total, sum(available))
    while left:
        hungry = [n for n, most in enumerate(available) if given[n] < most]
        each, rest = divmod(left, len(hungry))
        for place, n in enumerate(hungry):
            more = min(available[n] - given[n], each + (place < rest))
            given[n] += more
            left -= more
    return given
