"""How far a figure may be off: 95 % intervals from the images it was measured on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.training.metrics import (
    classification_figures,
    of_matrices,
    of_scores,
    segmentation_figures,
)

RESAMPLES = 1000
LEVEL = 0.95
_CELLS = 4_000_000  # counts held at once; keeps the memory flat whatever the number of images

Interval = list[float] | None
"""``[low, high]``, four decimals; None where the figure is not defined."""


def resampled(count: int) -> Iterator[NDArray[np.float64]]:
    """Yield, in blocks of rows, how often each of `count` images is drawn by each resample."""
    rng = np.random.default_rng(0)
    done = 0
    while done < RESAMPLES:
        rows = min(RESAMPLES - done, max(1, _CELLS // count))
        drawn = rng.integers(0, count, (rows, count)) + np.arange(rows)[:, None] * count
        yield np.bincount(drawn.ravel(), minlength=rows * count).reshape(rows, count).astype(float)
        done += rows


def bootstrap(
    figures: Callable[[NDArray[np.float64]], Mapping[str, NDArray[np.float64]]],
    count: int,
) -> dict[str, Interval]:
    """Return the percentile bootstrap interval of each figure (Efron 1979).

    Parameters
    ----------
    figures : callable
        Maps weights, (B, `count`) float64, to (B,) values by name.
    count : int
        Number of images, from 1; they are drawn with replacement.

    Returns
    -------
    dict of str to list of float or None
        95 % intervals. Resamples in which a figure is not defined are left out.
    """
    parts = [figures(weights) for weights in resampled(count)]
    return {name: _middle(np.concatenate([p[name] for p in parts])) for name in parts[0]}


def _middle(values: NDArray[np.float64]) -> Interval:
    values = values[~np.isnan(values)]
    if not values.size:
        return None
    return _rounded(*np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]))


def _rounded(low: float, high: float) -> list[float]:
    return [round(float(low), 4), round(float(high), 4)]


def share_interval(hits: int, count: int) -> Interval:
    """Return the 95 % interval of a share of `count` images (Wilson 1927).

    Not by bootstrap: that of 0 in 100 images would be 0 to 0, and this is 0 to 0.037.
    """
    if not count:
        return None
    from scipy.stats import binomtest  # slow to load, and a window reads tables of it

    found = binomtest(hits, count).proportion_ci(LEVEL, method="wilson")
    return _rounded(found.low, found.high)


def classification_with_intervals(
    truth: NDArray[np.bool_], score: NDArray[np.floating]
) -> dict[str, Any]:
    """Return `classification_figures`, None for nan, with ``intervals`` by figure.

    The ECE has none: it is never negative, so that every resample's is larger than the true one.
    """
    figures = classification_figures(truth, score)
    found = bootstrap(partial(of_scores, truth, score), truth.size)
    # JSON knows no nan.
    plain = {k: None if np.isnan(v) else v for k, v in figures.items()}
    return {**plain, "intervals": {**found, "ece": None}}


def segmentation_with_intervals(matrices: NDArray[np.integer]) -> dict[str, Any]:
    """Return `segmentation_figures` of (N, 14, 14) pixel counts, one matrix per image.

    ``images`` and ``intervals``, by figure and per class under ``iou``, are added.
    """
    figures = segmentation_figures(matrices.sum(0))
    found: dict[str, Any] = bootstrap(partial(of_matrices, matrices), len(matrices))
    names = [name.removeprefix("iou/") for name in found if name.startswith("iou/")]
    iou = {name: found.pop(f"iou/{name}") for name in names}
    found["iou"] = {name: interval for name, interval in iou.items() if interval}
    return {"images": len(matrices), **figures, "intervals": found}
