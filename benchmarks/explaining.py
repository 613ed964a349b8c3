"""Timings of explanations: ours beside shap's own explainer on ``model.predict``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import clock
from gng_desktop.analysis import WITH, WITHOUT
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.core.progress import Progress
from gng_desktop.explain.partition import explain_pair
from gng_desktop.explain.regions import RegionExplanation, explain_regions

if TYPE_CHECKING:
    from benchmarks.common import Bench, Row

EVALUATIONS = 300
SHAP_EVALUATIONS = 100
"""shap on ``predict`` needs minutes for 300: it is timed on fewer and compared per evaluation."""


def explanation_rows(bench: Bench) -> Iterator[Row]:
    """Time both classifiers' SHAP maps (Telea) and exact region values on the sample."""
    from benchmarks.common import OURS, PREDICT

    ours = bench.analysers[OURS]
    analysis = ours.analyse(bench.picture)
    assert analysis.views is not None
    start = clock()
    maps = [s for s in explain_pair(ours, analysis, EVALUATIONS) if not isinstance(s, Progress)]
    per_call = 1000 * (clock() - start) / (2 * EVALUATIONS)
    assert maps[-1][0].complete
    what = "SHAP map with Telea, per evaluation"
    yield what, f"{OURS}, {EVALUATIONS} evaluations", per_call, 1.0
    images = {WITH: analysis.views.network_rgb, WITHOUT: analysis.views.network_stripped}
    start = clock()
    for role, image in images.items():
        _shap_itself(bench.analysers[PREDICT], role, image)
    theirs = 1000 * (clock() - start) / (2 * SHAP_EVALUATIONS)
    yield what, f"shap on {PREDICT}, {SHAP_EVALUATIONS} evaluations", theirs, theirs / per_call

    start = clock()
    *_, found = explain_regions(ours, analysis)
    assert isinstance(found, tuple) and isinstance(found[0], RegionExplanation)
    seconds = clock() - start
    players = len(found[0].players)
    count = found[0].evaluations + found[1].evaluations
    yield f"exact values of {players} regions, {count} evaluations", OURS, 1000 * seconds, None


def _shap_itself(analyser: Analyser, role: str, image: NDArray[np.uint8]) -> None:
    import shap

    def score(batch: NDArray[np.generic]) -> NDArray[np.float64]:
        return analyser.score(role, np.ascontiguousarray(batch, np.uint8))

    masker = shap.maskers.Image("inpaint_telea", image.shape)
    explainer = shap.PartitionExplainer(score, masker)
    explainer(image[None], max_evals=SHAP_EVALUATIONS, batch_size=50, silent=True)
