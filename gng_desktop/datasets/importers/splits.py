"""Training, validation and test splits for data sets that have none (SPEC 1.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

TRAIN, VAL = 0.6, 0.2
"""Shares of the pictures; the rest is the test share."""
SPLIT_NAMES: dict[str, str] = {
    **dict.fromkeys(("train", "training"), "train"),
    **dict.fromkeys(("val", "valid", "validation", "dev"), "val"),
    **dict.fromkeys(("test", "testing"), "test"),
}
"""What data sets call their splits, in lower case, and what they are called here."""


def automatic_splits(strata: Sequence[str], groups: Sequence[str], seed: int) -> list[str]:
    """Split 60/20/20 within each stratum, keeping every group whole.

    Parameters
    ----------
    strata : sequence of str
        Per picture what must be spread evenly, such as label and source.
    groups : sequence of str
        Per picture the group that must stay whole: pictures of one person, or copies of one file.
    seed : int
        The same pictures and seed give the same splits, in whatever order they come.

    Returns
    -------
    list of {"train", "val", "test"}
    """
    members: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for stratum, group in zip(strata, groups, strict=True):
        members[stratum][group] += 1
    chosen: dict[str, str] = {}
    for stratum in sorted(members):
        # A group that reaches into several strata goes where the first one put it.
        sizes = {g: n for g, n in sorted(members[stratum].items()) if g not in chosen}
        names = list(sizes)
        total, done = sum(sizes.values()), 0
        for i in np.random.default_rng(seed).permutation(len(names)):
            middle = (done + sizes[names[i]] / 2) / total
            chosen[names[i]] = (
                "train" if middle < TRAIN else "val" if middle < TRAIN + VAL else "test"
            )
            done += sizes[names[i]]
    return [chosen[group] for group in groups]
