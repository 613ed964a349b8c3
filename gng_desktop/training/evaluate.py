"""Test figures of a trained network, run by the engine that users run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import FaceItem, MaskItem, read_faces, read_masks
from gng_desktop.datasets.loading import PLAIN, face_sample, mask_sample
from gng_desktop.datasets.masks import READERS
from gng_desktop.engines.protocol import Engine
from gng_desktop.training.metrics import classification_figures, confusion, segmentation_figures
from gng_desktop.training.recipe import Recipe

BATCH = 16
PAIRS = {
    "stylegan1/ffhq": ("stylegan1", "ffhq"),
    "stylegan2/portraits": ("stylegan2", "portraits"),
}
"""Real and generated sources that share size and encoding, so their figures mean something."""


def segmentation_test(engine: Engine, items: Sequence[MaskItem]) -> dict[str, object]:
    """Return `segmentation_figures` of a segmenter over `items`, unaugmented."""
    rng = np.random.default_rng(0)
    matrix = np.zeros((14, 14), np.int64)
    for start in range(0, len(items), BATCH):
        samples = [mask_sample(i, PLAIN, engine.size, rng) for i in items[start : start + BATCH]]
        found = engine.run(np.stack([s[0] for s in samples]))
        matrix += confusion(np.stack([s[1] for s in samples]), found)
    return {"images": len(items), **segmentation_figures(matrix)}


def raw_scores(
    engine: Engine, items: Sequence[FaceItem], faces: FaceCache | None, stripped: bool
) -> NDArray[np.float32]:
    """Return the uncalibrated scores, (N,) 0..1, of a classifier over `items`, unaugmented.

    `faces` and `stripped` are those of `gng_desktop.datasets.loading.face_sample`.
    """
    rng = np.random.default_rng(0)
    parts = []
    for start in range(0, len(items), BATCH):
        chosen = items[start : start + BATCH]
        images = [face_sample(i, PLAIN, engine.size, rng, faces, stripped)[0] for i in chosen]
        parts.append(engine.run(np.stack(images)))
    return np.concatenate(parts)


def all_faces(recipe: Recipe, data: Path) -> list[FaceItem]:
    """List every face of a classifier's data folder, sources it was not trained on included."""
    faces = read_faces(data / recipe.data.index)
    if not recipe.data.extra_real_index:
        return faces
    for item in read_masks(data / recipe.data.extra_real_index, {*READERS, "hair2"}):
        # hair2 joins two photo collections, told apart by the file name.
        source = item.path.stem.split("_")[0] if item.labels == "hair2" else item.labels
        faces.append(FaceItem(item.path, False, source, item.split))
    return faces


def per_source(
    items: Sequence[FaceItem], score: NDArray[np.floating], limits: tuple[float, float]
) -> dict[str, dict[str, float | int]]:
    """Return, by source, how often each verdict zone was chosen.

    Parameters
    ----------
    items : sequence of FaceItem
    score : ndarray of float, shape (N,)
        Calibrated, 0..1.
    limits : tuple of float
        ``(real_below, generated_above)``.
    """
    table: dict[str, dict[str, float | int]] = {}
    source = np.array([i.source for i in items])
    for name in sorted(set(source)):
        s = score[source == name]
        table[name] = {
            "images": int(s.size),
            "generated": int(next(i.generated for i in items if i.source == name)),
            "called_generated": float((s > limits[1]).mean()),
            "called_real": float((s < limits[0]).mean()),
            "inconclusive": float(((s >= limits[0]) & (s <= limits[1])).mean()),
        }
    return table


def classification_test(
    items: Sequence[FaceItem], score: NDArray[np.floating], limits: tuple[float, float]
) -> dict[str, object]:
    """Return the figures of the matched pairs of sources, and the verdict zones per source.

    A pair of which `items` hold one half only is left out.
    """
    truth = np.array([i.generated for i in items])
    source = np.array([i.source for i in items])
    figures: dict[str, object] = {}
    for pair, names in PAIRS.items():
        chosen = np.isin(source, names)
        if truth[chosen].any() and not truth[chosen].all():
            figures[pair] = classification_figures(truth[chosen], score[chosen])
    return {"pairs": figures, "sources": per_source(items, score, limits)}
