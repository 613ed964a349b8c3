"""Which images of a data set one epoch draws: shares, caps per source, balance of the classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.items import FaceItem, MaskItem
from gng_desktop.datasets.reconstruct import is_made

Balance = Literal["none", "class", "family"]
MADE_EVERY = 8
T = TypeVar("T")


@dataclass(frozen=True)
class Sampling:
    """How an epoch is drawn; the defaults draw every image once.

    Attributes
    ----------
    share : mapping of str to float
        Share (0..1] of the items of a label set, source, generator or family that is drawn, at
        least one.
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
            count = max(1, round(self.share[name] * len(members)))  # a class must not get lost
            chosen[rng.permutation(members)[count:]] = False
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
        for pool, count in zip(pools, _fair([len(p) for p in pools], half), strict=True):
            result[pool[:count]] = True
        return result


def evenly(items: Sequence[T], count: int) -> list[T]:
    """Return at most `count` of `items`, evenly drawn."""
    places = np.linspace(0, len(items) - 1, min(len(items), count)).round().astype(int)
    return [items[i] for i in dict.fromkeys(places.tolist())]


def as_many_of_each(pools: Sequence[Sequence[T]], seed: int, most: int | None = None) -> list[T]:
    """Return the same number of each pool, at most `most`, drawn by `seed`; pool after pool."""
    rng = np.random.default_rng(seed)
    count = min([*map(len, pools), *([] if most is None else [most])])
    return [pool[n] for pool in pools for n in sorted(rng.permutation(len(pool))[:count].tolist())]


def probe_images(items: Sequence[FaceItem], count: int) -> list[FaceItem]:
    """Return the training images of a linear head: few, but of every kind.

    Parameters
    ----------
    items : sequence of FaceItem
        Of the training split.
    count : int
        At most so many of each source and generator, evenly; of the photos that have been
        reconstructed every eighth by name, with what was made of it.
    """
    made = sorted({item.path.name for item in items if is_made(item) and item.generated})
    chosen = set(made[::MADE_EVERY])
    kinds: dict[tuple[str, str, bool], list[FaceItem]] = defaultdict(list)
    for item in items:
        if not is_made(item):
            kinds[item.source, item.generator, item.generated].append(item)
    found = [item for own in kinds.values() for item in evenly(own, count or len(own))]
    return found + [item for item in items if is_made(item) and item.path.name in chosen]


def _fair(available: Sequence[int], total: int) -> list[int]:
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
