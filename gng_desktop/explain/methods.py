"""Explain both scores of an analysis by any method of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gng_desktop.explain.catalogue import METHODS
from gng_desktop.explain.explanation import Explanation
from gng_desktop.progress import Progress

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis

Pair = tuple[Explanation, Explanation]
"""With background, without background."""


def explain(
    analyser: Analyser,
    analysis: Analysis,
    method: str,
    evaluations: int = 500,
    masker: str = "telea",
) -> Iterator[Progress | Pair]:
    """Explain both scores of an analysis by one method; yield progress, at last the two maps.

    Parameters
    ----------
    analyser : Analyser
        The models that made `analysis`.
    analysis : Analysis
        With status ``ok`` and its views.
    method : str
        Key of `gng_desktop.explain.catalogue.METHODS`.
    evaluations, masker
        Of methods that sample; see `gng_desktop.explain.partition.partition_map`.

    Raises
    ------
    ValueError
        If the method is unknown or the analysis has no scores to explain.
    """
    if method not in METHODS:
        raise ValueError(f"method {method!r} is unknown; choose one of {', '.join(METHODS)}")
    if analysis.status != "ok" or analysis.views is None:
        raise ValueError("There are no scores to explain for this image.")
    if method == "shap":
        from gng_desktop.explain.partition import explain_pair

        yield from explain_pair(analyser, analysis, evaluations, masker)
        return
    # Imports TensorFlow: seconds the first time, in the worker that runs this generator.
    from gng_desktop.explain import gradients

    words = METHODS[method].words
    jobs = (
        ("with_background", analysis.views.network_rgb),
        ("without_background", analysis.views.network_stripped),
    )
    maps = []
    for step, (role, image) in enumerate(jobs):
        yield Progress(step, len(jobs), f"{words} {role.replace('_', ' ')}")
        model = gradients.gradient_model(analyser, role)
        maps.append(gradients.explain(model, image, method))
    yield maps[0], maps[1]
