"""What moved a further detector's score: SHAP and regions on any, gradients on Keras models."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis.detectors import detector_mask, detector_view
from gng_desktop.core.progress import Progress
from gng_desktop.core.shipped import build
from gng_desktop.engines.limited import limited_steps
from gng_desktop.explain.catalogue import METHODS, ON_ANY, Unit
from gng_desktop.explain.explanation import Explanation, explained_views
from gng_desktop.explain.maskers import workers
from gng_desktop.explain.methods import FurtherExplained
from gng_desktop.explain.partition import partition_steps
from gng_desktop.explain.region_groups import players_of
from gng_desktop.explain.regions import RegionExplanation, region_steps
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.store import check_file

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.modelstore.detectors import StoredDetector

SECONDS, MEMORY = 600.0, 48 << 30
"""Of the process that computes a map by gradients."""


def further_model(analyser: Analyser, detector: str) -> StoredDetector:
    """Return the further detector of this id; raises ModelError if there is none."""
    if detector not in analyser.further:
        known = ", ".join(analyser.further) or "none is installed"
        raise ModelError(f"There is no further detector {detector!r:.80}; choose from: {known}.")
    found: StoredDetector = analyser.models[detector]
    return found


def explain_further(
    analyser: Analyser,
    analysis: Analysis,
    detector: str,
    method: str = "shap",
    evaluations: int = 500,
    masker: str = "telea",
    unit: Unit = "log-odds",
) -> Iterator[Progress | FurtherExplained]:
    """Explain the score of a further detector; yield progress, at last the result.

    Parameters
    ----------
    analyser, analysis, evaluations, masker, unit
        As of `gng_desktop.explain.methods.explain`.
    detector : str
        Its id.
    method : str
        Of `gng_desktop.explain.catalogue.METHODS`; those by gradients only where the detector was
        imported from a Keras model.

    Raises
    ------
    ModelError
        If there is no such detector, or the method needs a Keras model that it has not; one
        sentence.
    ValueError
        If the analysis has no scores to explain, or an option is out of range.
    """
    stored = further_model(analyser, detector)
    inspector = build() == "inspector"
    if METHODS[method].inside and (inspector or stored.manifest.keras is None):
        why = (
            "needs the full build for that" if inspector else "was not imported from a .keras file"
        )
        raise ModelError(
            f"{METHODS[method].words} looks inside a network and cannot explain detector "
            f"{detector}, which {why}; choose from {', '.join(ON_ANY)}."
        )
    views = explained_views(analysis)
    view, size = stored.manifest.view, analyser.engines[detector].size
    image = detector_view(views, view, size)
    score = partial(analyser.score, detector)
    words = f"{METHODS[method].words} {detector}"
    made = partial(FurtherExplained, detector, stored.label)
    if METHODS[method].inside:
        name, arguments = f"The Keras model of detector {detector}", (stored, image, method)
        waiting = Progress(0, 0, words)
        drawn = yield from limited_steps(_by_gradients, arguments, SECONDS, MEMORY, name, waiting)
        yield made(drawn)
        return
    with workers() as pool:
        if method == "shap":
            for step in partition_steps(score, image, evaluations, masker, unit, pool):
                if isinstance(step, Explanation):
                    if step.complete:
                        yield made(step)
                else:
                    yield Progress(step, evaluations, words)
            return
        if method != "regions":
            raise ValueError(f"method {method!r} explains no further detector")
        players = players_of(detector_mask(views, view, size))
        always = frozenset({"background"}) if view == "stripped" else frozenset[str]()
        total = 2 ** len(set(players.names) - always)
        for found in region_steps(score, image, players, always, "blur", unit, pool):
            if isinstance(found, RegionExplanation):
                yield made(found.to_explanation(), found)
            else:
                yield Progress(found, total, words)


def _by_gradients(stored: StoredDetector, image: NDArray[np.uint8], method: str) -> Explanation:
    """Return the map; runs in the limited process, as others have made the model."""
    os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    import keras

    from gng_desktop.engines.foreign import prepared
    from gng_desktop.explain import gradients
    from gng_desktop.explain.gradient_model import GradientModel
    from gng_desktop.explain.head import with_log_odds

    manifest = stored.manifest
    assert manifest.keras is not None
    check_file(stored.folder, manifest.keras)
    path = stored.folder / manifest.keras.file
    model = keras.models.load_model(path, compile=False, safe_mode=True)
    model = with_log_odds(model, manifest.gives, manifest.positive)
    # A graph exported from Keras takes what the model takes.
    prepare = partial(prepared, how=manifest.preprocess)
    size = manifest.preprocess.size
    return gradients.explain(
        GradientModel(model, manifest.calibration, "cpu", prepare, size), image, method
    )
