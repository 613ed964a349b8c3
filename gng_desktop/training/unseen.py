"""What a protocol's folds show of generators and real sources that no network has seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.items import truth_of
from gng_desktop.training.calibration import MAX_FALSE_ALARMS, MIN_SOURCE, zones
from gng_desktop.training.protocol_results import (
    ALIGNED,
    FoldResult,
    HeldOutRow,
    folds_of,
    names_of,
    results,
)

MAX_SOURCE_ALARMS = 0.05  # largest share of a held-out real source that may be called generated
MAX_UNSEEN_MISSES = 0.2
"""Largest share of the images of held-out generators, the mean over them, that may be called
real. A quarter is the aim: the margin is for generators unlike any of those."""
GRID = 1 / (1 + np.exp(-np.arange(-12, 12.1, 0.5)))
"""Scores at which the distributions are stored: even steps of the log-odds."""

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Unseen:
    """The held-out images of a protocol."""

    recipe: str  # name of the recipe whose protocol it is
    # generated, real: calibrated scores (0..1) of each held-out generator and real source;
    # autoencoders, which generate no content, are left out
    generated: tuple[Scores, ...]
    real: tuple[Scores, ...]
    rows: tuple[HeldOutRow, ...]  # at the folds' own limits
    scores: dict[tuple[str, str], Scores]  # by kind and name, those of `rows`

    def limits(self, low: float, high: float) -> tuple[float, float]:
        """Return limits at which unseen sources and generators keep to the largest shares too.

        Parameters
        ----------
        low, high : float
            ``real_below`` and ``generated_above`` as the validation images set them: they are
            only ever moved away from each other.
        """
        for own in self.real:
            if len(own) >= MIN_SOURCE:
                quantile = np.quantile(own, 1 - MAX_SOURCE_ALARMS, method="higher")
                high = max(high, float(quantile))
        if self.real:
            high = max(high, _quantile(self.real, 1 - MAX_FALSE_ALARMS))
        if self.generated:
            low = min(low, _quantile(self.generated, MAX_UNSEEN_MISSES))
        return low, high

    def words(self) -> str:
        """Return what the limits were chosen on besides the validation split."""
        return (
            f"{len(self.real)} real sources and {len(self.generated)} generators left out in turn "
            f"(protocol of {self.recipe})"
        )

    def to_json(self, limits: tuple[float, float]) -> dict[str, Any]:
        """Return what a manifest stores: rows at the model's limits, and the distributions."""
        rows = []
        for row in self.rows:
            s = self.scores[row.kind, row.name]
            shares = {zone: float(hit.mean()) for zone, hit in zones(s, limits).items()}
            rows.append({k: v for k, v in asdict(row).items() if k != "fold"} | shares)
        return {
            "recipe": self.recipe,
            "rows": rows,
            "images": {
                "generated": sum(map(len, self.generated)),
                "real": sum(map(len, self.real)),
            },
            "scores": GRID.tolist(),
            # Every generator, and every source, counts alike: the next one may be like any.
            "generated_at_or_below": _share_below(self.generated),
            "real_at_or_below": _share_below(self.real),
        }


def _share_below(groups: Sequence[Scores]) -> list[float]:
    if not groups:
        return []
    shares = [np.searchsorted(np.sort(s), GRID, side="right") / len(s) for s in groups]
    return [float(value) for value in np.mean(shares, axis=0)]


def _quantile(groups: Sequence[Scores], share: float) -> float:
    """Return the score with `share` of the images at or below it, every group weighing alike."""
    score = np.concatenate(groups)
    weight = np.concatenate([np.full(len(s), 1 / len(s)) for s in groups]) / len(groups)
    order = np.argsort(score)
    place = int(np.searchsorted(np.cumsum(weight[order]), share - 1e-12))
    return float(score[order[min(place, len(order) - 1)]])


def read_unseen(folder: Path) -> Unseen:
    """Read the protocol of a recipe, a folder that ``runs protocol`` has written.

    Raises
    ------
    DataError
        If it is none.
    """
    name, found = folds_of(folder)
    return unseen_of(name, results([fold for fold, _ in found], [run for _, run in found]))


def unseen_of(recipe: str, folds: Sequence[FoldResult]) -> Unseen:
    """Return the held-out images of all `folds` of a recipe's protocol."""
    rows: list[HeldOutRow] = []
    scores: dict[tuple[str, str], Scores] = {}
    for found in folds:
        names, truth = names_of(found.items), truth_of(found.items)
        for row in found.rows:
            own = (names == row.name) & (truth == (row.kind == "generator"))
            rows.append(row)
            scores[row.kind, row.name] = found.score[own]
    chosen = [row for row in rows if not row.name.startswith(ALIGNED)]
    generated, real = (
        tuple(scores[row.kind, row.name] for row in chosen if row.kind == kind)
        for kind in ("generator", "source")
    )
    return Unseen(recipe, generated, real, tuple(rows), scores)
