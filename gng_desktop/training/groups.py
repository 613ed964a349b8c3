"""A classifier's figures per matched pair of sources, over all images, and per source."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.items import FaceItem, sources_of, truth_of
from gng_desktop.runs.figures import ALL, PAIRS, TRAINED
from gng_desktop.training.calibration import zones
from gng_desktop.training.fairness import fairness
from gng_desktop.training.intervals import classification_with_intervals, share_interval


def per_source(
    items: Sequence[FaceItem], score: NDArray[np.floating], limits: tuple[float, float]
) -> dict[str, dict[str, Any]]:
    """Return, by source, how often each verdict zone was chosen.

    Parameters
    ----------
    score : ndarray of float, shape (N,)
        Calibrated, 0..1.
    limits : tuple of float
        ``(real_below, generated_above)``.

    Returns
    -------
    dict
        By source ``images``, ``generated`` (0 or 1), ``called_generated``, ``called_real``,
        ``inconclusive`` (shares, 0..1) and their ``intervals``. A source of both real and
        generated images makes two rows.
    """
    return _zones(items, [i.source for i in items], score, limits)


def per_generator(
    items: Sequence[FaceItem], score: NDArray[np.floating], limits: tuple[float, float]
) -> dict[str, dict[str, Any]]:
    """Return `per_source` of generators, where they are known, with their ``family``."""
    chosen = [n for n, item in enumerate(items) if item.generated and item.generator]
    own = [items[n] for n in chosen]
    if not own:
        return {}
    names = [item.generator for item in own]
    families = {item.generator: item.family for item in own}
    table = _zones(own, names, score[chosen], limits)
    return {name: {**row, "family": families[name]} for name, row in table.items()}


def _zones(
    items: Sequence[FaceItem],
    names: Sequence[str],
    score: NDArray[np.floating],
    limits: tuple[float, float],
) -> dict[str, dict[str, Any]]:
    truth, source = truth_of(items), np.array(names)
    table: dict[str, dict[str, Any]] = {}
    for name in sorted(set(source)):
        sides = sorted(set(truth[source == name]))
        for side in sides:
            s = score[(source == name) & (truth == side)]
            found = zones(s, limits)
            words = f" ({'generated' if side else 'real'})" if len(sides) > 1 else ""
            table[f"{name}{words}"] = {
                "images": int(s.size),
                "generated": int(side),
                **{zone: float(hit.mean()) for zone, hit in found.items()},
                "intervals": {z: share_interval(int(h.sum()), s.size) for z, h in found.items()},
            }
    return table


def members(items: Sequence[FaceItem], trained: Collection[str] = ()) -> dict[str, NDArray[Any]]:
    """Return which of `items`, (N,) bool, belong to each group: pairs, `TRAINED`, `ALL`.

    A pair of which `items` hold one half only is left out, and so is `TRAINED` where no image
    comes from a source of `trained`.
    """
    truth, source = truth_of(items), sources_of(items)
    groups = {}
    for pair, names in PAIRS.items():
        chosen = np.isin(source, names)
        if truth[chosen].any() and not truth[chosen].all():
            groups[pair] = chosen
    seen = np.isin(source, sorted(trained))
    if seen.any():
        groups[TRAINED] = seen
    return groups | {ALL: np.ones(len(items), bool)}


def classification_test(
    items: Sequence[FaceItem],
    score: NDArray[np.floating],
    limits: tuple[float, float],
    trained: Collection[str] = (),
) -> dict[str, Any]:
    """Return the figures of a classifier.

    Parameters
    ----------
    score : ndarray of float, shape (N,)
        Calibrated, 0..1.
    limits : tuple of float
        ``(real_below, generated_above)``.

    Returns
    -------
    dict
        ``pairs`` (by matched pair), ``trained`` where there is one, ``all``: each
        `gng_desktop.training.intervals.classification_with_intervals`; ``sources``: `per_source`;
        ``generators``: `per_generator`; ``fairness``: that of `gng_desktop.training.fairness`.
    """
    truth = truth_of(items)
    figures = {
        name: classification_with_intervals(truth[chosen], score[chosen])
        for name, chosen in members(items, trained).items()
    }
    pairs = {name: figures.pop(name) for name in PAIRS if name in figures}
    return {
        "pairs": pairs,
        **figures,
        "sources": per_source(items, score, limits),
        "generators": per_generator(items, score, limits),
        "fairness": fairness(items, score, limits),
    }
