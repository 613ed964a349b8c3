"""Explain both scores of an analysis by any method of the catalogue."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from gng_desktop.core.progress import Progress
from gng_desktop.explain.catalogue import METHODS, Unit
from gng_desktop.explain.explanation import Explanation, explained_inputs
from gng_desktop.explain.units import check_unit

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.reading import Caps
    from gng_desktop.explain.regions import RegionExplanation

    RegionPair = tuple[RegionExplanation, RegionExplanation]

Pair = tuple[Explanation, Explanation]
"""With background, without background."""


@dataclass(frozen=True)
class Explained:
    """What explaining both scores gave.

    Attributes
    ----------
    maps : tuple of Explanation
        With and without background; partial ones while ``complete`` is False in them.
    regions : tuple of RegionExplanation or None
        The same by regions, where the method is ``"regions"``.
    reading : str
        One paragraph in plain language; empty for other methods.
    caps : pair of pairs of float or None
        With and without background, the largest factors on the odds of "generated" and of "real"
        that the held-out images back (`gng_desktop.analysis.support.most_backed`).
    """

    maps: Pair
    regions: tuple[RegionExplanation, RegionExplanation] | None = None
    reading: str = ""
    caps: tuple[Caps, Caps] = ((None, None), (None, None))

    @property
    def complete(self) -> bool:
        """Whether this is the last word."""
        return all(e.complete for e in self.maps)


@dataclass(frozen=True)
class FurtherExplained:
    """What explaining the score of a further detector gave.

    Attributes
    ----------
    detector : str
        Its id.
    label : str
        ``id@hash prefix`` of it.
    map : Explanation
        In the detector's own view; of its raw score where it is not calibrated.
    regions : RegionExplanation or None
        The same by regions, where that is the method.
    tested : Faithfulness or None
        What the deletion test of the map gave.
    """

    detector: str
    label: str
    map: Explanation
    regions: RegionExplanation | None = None
    tested: Faithfulness | None = None

    @property
    def key(self) -> str:
        """``<Explanation.method>.<id>``: by which it is stored."""
        return f"{self.map.method}.{self.detector}"


def explain(
    analyser: Analyser,
    analysis: Analysis,
    method: str,
    evaluations: int = 500,
    masker: str = "telea",
    unit: Unit = "log-odds",
    engine: str = "gng",
    preview: bool = False,
) -> Iterator[Progress | Explained]:
    """Explain both scores of an analysis by one method; yield progress and, at last, the result.

    Methods that take long also yield partial results on the way. Closing the generator ends the
    work.

    Parameters
    ----------
    analyser, analysis
        The models, and what they made: with status ``ok`` and its views.
    method : str
        Key of `gng_desktop.explain.catalogue.METHODS`.
    evaluations, masker
        Of methods that sample; see `gng_desktop.explain.partition.partition_steps`.
    unit : {"log-odds", "score"}
        What ``"shap"`` and ``"regions"`` count contributions in; others see `Explanation.unit`.
    engine : {"gng", "shap"}
        What computes ``"shap"``: this program, or the published library.
    preview : bool
        Whether ``"regions"`` is estimated first, see `gng_desktop.explain.regions`.

    Raises
    ------
    ValueError
        If the method or the unit is unknown, or the analysis has no scores to explain.
    """
    if method not in METHODS:
        raise ValueError(f"method {method!r} is unknown; choose one of {', '.join(METHODS)}")
    check_unit(unit)
    jobs = explained_inputs(analysis).items()
    if method == "shap":
        if engine == "shap":
            from gng_desktop.explain.library import library_pair as explain_pair
        else:
            from gng_desktop.explain.partition import explain_pair

        found = explain_pair(analyser, analysis, evaluations, masker, unit)
        with closing(cast("Generator[Progress | Pair]", found)) as steps:
            for step in steps:
                yield step if isinstance(step, Progress) else Explained(step)
        return
    if method == "regions":
        yield from _by_regions(analyser, analysis, unit, preview)
        return
    # Imports TensorFlow: seconds the first time, in the worker that runs this generator.
    from gng_desktop.explain import gradients

    words = METHODS[method].words
    maps = []
    for done, (role, image) in enumerate(jobs):
        yield Progress(done, len(jobs), f"{words} {role.replace('_', ' ')}")
        model = gradients.gradient_model(analyser, role)
        maps.append(gradients.explain(model, image, method))
    yield Explained((maps[0], maps[1]))


def _by_regions(
    analyser: Analyser, analysis: Analysis, unit: Unit, preview: bool
) -> Iterator[Progress | Explained]:
    from gng_desktop.analysis import OWN
    from gng_desktop.analysis.support import most_backed
    from gng_desktop.explain.reading import reading
    from gng_desktop.explain.regions import explain_regions

    first, second = (most_backed(analysis, analyser.models, role) for role in OWN)
    caps = first, second
    found = explain_regions(analyser, analysis, unit=unit, preview=preview)
    with closing(cast("Generator[Progress | RegionPair]", found)) as steps:
        for step in steps:
            if isinstance(step, Progress):
                yield step
            else:
                maps = step[0].to_explanation(), step[1].to_explanation()
                text = reading(step, analysis, caps) if maps[0].complete else step[0].notes[-1]
                yield Explained(maps, step, text, caps)
