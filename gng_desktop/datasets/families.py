"""The classes real, GAN and diffusion, and the unbalanced halves of 003, section 4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from gng_desktop.datasets.items import SPLITS, FaceItem
from gng_desktop.modelstore.manifest import FAMILY_CLASSES

CLASSES = FAMILY_CLASSES
"""In the order of a family model's outputs."""
TARGET_SHARE = 0.9
"""Share of a base model's training images that are of its class."""


def half_of(
    items: Sequence[FaceItem], half: Literal["", "first", "second"], seed: int
) -> list[FaceItem]:
    """Return a random half, by `seed`, of each split but the test split; "" returns all.

    With an index of 60 to 80 % training and validation images the halves are the source's 40 %.
    Each family is halved by itself.
    """
    if not half:
        return list(items)
    chosen = {n for n, item in enumerate(items) if item.split == "test"}
    rng = np.random.default_rng(seed)
    for split in SPLITS[:2]:
        for family in sorted({item.family for item in items}):
            own = [n for n, i in enumerate(items) if (i.split, i.family) == (split, family)]
            order = rng.permutation(own).tolist()
            middle = -(-len(own) // 2)
            chosen.update(order[:middle] if half == "first" else order[middle:])
    return [item for n, item in enumerate(items) if n in chosen]


def against_others(items: Sequence[FaceItem], target: str, seed: int) -> list[FaceItem]:
    """Return the data of a base model: its class is the positive one, nine of it to one other.

    Parameters
    ----------
    target : str
        One of `CLASSES`; its images are labelled positive.
    seed : int
        Draws the others, evenly from the other families, and of a class that is too large its own.

    Returns
    -------
    list of FaceItem
        Unbalanced in the training and the validation split; the test split is whole.
    """
    rng = np.random.default_rng(seed)
    chosen = {n for n, item in enumerate(items) if item.split == "test"}
    for split in SPLITS[:2]:
        here = [n for n, item in enumerate(items) if item.split == split]
        own = [n for n in here if items[n].family == target]
        others = [n for n in here if items[n].family != target]
        count = min(len(others), max(1, round(len(own) * (1 - TARGET_SHARE) / TARGET_SHARE)))
        most = max(1, round(count * TARGET_SHARE / (1 - TARGET_SHARE)))
        chosen.update(rng.permutation(own)[:most].tolist())
        pools = [
            rng.permutation([n for n in others if items[n].family == family]).tolist()
            for family in sorted({items[n].family for n in others})
        ]
        drawn = [pool[n] for n in range(len(others)) for pool in pools if n < len(pool)]
        chosen.update(drawn[:count])
    return [
        replace(item, generated=item.family == target)
        for n, item in enumerate(items)
        if n in chosen
    ]
