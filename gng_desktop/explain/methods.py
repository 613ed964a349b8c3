"""Explain both scores of an analysis by any method of the catalogue."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from gng_desktop.explain.catalogue import METHODS, Unit
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.units import check_unit
from gng_desktop.progress import Progress

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
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
    """

    maps: Pair
    regions: tuple[RegionExplanation, RegionExplanation] | None = None
    reading: str = ""

    @property
    def complete(self) -> bool:
        """Whether this is the last word."""
        return all(e.complete for e in self.maps)


def explain(
    analyser: Analyser,
    analysis: Analysis,
    method: str,
    evaluations: int = 500,
    masker: str = "telea",
    unit: Unit = "log-odds",
) -> Iterator[Progress | Explained]:
    """Explain both scores of an analysis by one method; yield progress and, at last, the result.

    Methods that take long also yield partial results on the way. Closing the generator ends the
    work.

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
    unit : {"log-odds", "score"}
        What ``"shap"`` and ``"regions"`` count contributions in. The other methods have a unit of
        their own, see `Explanation.unit`.

    Yields
    ------
    Progress or Explained

    Raises
    ------
    ValueError
        If the method or the unit is unknown, or the analysis has no scores to explain.
    """
    if method not in METHODS:
        raise ValueError(f"method {method!r} is unknown; choose one of {', '.join(METHODS)}")
    check_unit(unit)
    if analysis.status != "ok" or analysis.views is None:
        raise ValueError("There are no scores to explain for this image.")
    if method == "shap":
        from gng_desktop.explain.partition import explain_pair

        found = explain_pair(analyser, analysis, evaluations, masker, unit)
        with closing(cast("Generator[Progress | Pair]", found)) as steps:
            for step in steps:
                yield step if isinstance(step, Progress) else Explained(step)
        return
    if method == "regions":
        yield from _by_regions(analyser, analysis, unit)
        return
    # Imports TensorFlow: seconds the first time, in the worker that runs this generator.
    from gng_desktop.explain import gradients

    words = METHODS[method].words
    jobs = (
        ("with_background", analysis.views.network_rgb),
        ("without_background", analysis.views.network_stripped),
    )
    maps = []
    for done, (role, image) in enumerate(jobs):
        yield Progress(done, len(jobs), f"{words} {role.replace('_', ' ')}")
        model = gradients.gradient_model(analyser, role)
        maps.append(gradients.explain(model, image, method))
    yield Explained((maps[0], maps[1]))


def _by_regions(
    analyser: Analyser, analysis: Analysis, unit: Unit
) -> Iterator[Progress | Explained]:
    from gng_desktop.explain.reading import reading
    from gng_desktop.explain.regions import explain_regions

    found = explain_regions(analyser, analysis, unit=unit)
    with closing(cast("Generator[Progress | RegionPair]", found)) as steps:
        for step in steps:
            if isinstance(step, Progress):
                yield step
            else:
                maps = step[0].to_explanation(), step[1].to_explanation()
                yield Explained(maps, step, reading(step, analysis))
