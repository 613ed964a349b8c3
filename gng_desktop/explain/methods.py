"""Every way to explain a score, by the name that window and command line know it by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.partition import explain_pair
from gng_desktop.progress import Progress

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis

Pair = tuple[Explanation, Explanation]
"""With background, without background."""


@dataclass(frozen=True)
class Method:
    """One way to explain.

    Attributes
    ----------
    key : str
        As typed on the command line, and part of file names.
    words : str
        As shown.
    tip : str
        What it does, in one sentence.
    sampled : bool
        Whether evaluations and masker matter to it.
    """

    key: str
    words: str
    tip: str
    sampled: bool = False


METHODS: dict[str, Method] = {
    m.key: m
    for m in (
        Method(
            "shap",
            "SHAP partition",
            "Hides rectangles of the image and shares the change of the score among them.",
            sampled=True,
        ),
        Method(
            "gradcam",
            "Grad-CAM",
            "Where features stand that raise (red) or lower (blue) the score; coarse, fast.",
        ),
        Method(
            "fullgrad",
            "Full-Grad",
            "Gradients of the input and of every bias; adds up to the score's log-odds exactly.",
        ),
        Method(
            "attention",
            "Attention",
            "How strongly the network responds where; it does not say which way.",
        ),
    )
}


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
        Key of `METHODS`.
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
