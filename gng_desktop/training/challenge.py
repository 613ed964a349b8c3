"""Test of 002's classifiers: perturbed as Test-Challenge is, and at input resolutions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import FaceItem, truth_of
from gng_desktop.datasets.loading import View
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.perturb import DRAWN, Perturbation
from gng_desktop.modelstore.manifest import Calibration
from gng_desktop.runs.published import SIDES
from gng_desktop.training.calibration import scaled
from gng_desktop.training.intervals import classification_with_intervals
from gng_desktop.training.scoring import Steps, score_steps


def challenge_steps(
    engine: Engine,
    items: Sequence[FaceItem],
    faces: FaceCache | None,
    view: View,
    fit: Calibration | None,
) -> Steps[dict[str, Any]]:
    """Score `items` once perturbed, each by a kind and strength of its own, and at each of `SIDES`.

    `fit` calibrates the scores; the others are those of `gng_desktop.training.scoring.score_steps`.

    Returns
    -------
    dict
        ``challenge``: `classification_with_intervals`; ``resolution``: the same by side, px.
    """
    truth = truth_of(items)
    found: dict[str, Any] = {}
    changes = {DRAWN: Perturbation(kind=DRAWN), **{str(s): Perturbation(side=s) for s in SIDES}}
    for name, change in changes.items():
        words = f"Test images, {change.name}"
        raw = yield from score_steps(engine, items, faces, view, text=words, change=change)
        found[name] = classification_with_intervals(truth, scaled(raw, fit))
    return {"challenge": found.pop(DRAWN), "resolution": found}
