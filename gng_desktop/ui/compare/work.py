"""The work of a comparison, as generators: one progress for all images."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.core.progress import Progress
from gng_desktop.ui import jobs
from gng_desktop.ui.compare.rows import Compared
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import Steps

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.catalogue import Unit
    from gng_desktop.explain.gradient_process import GradientProcess

STEPS = 1_000
"""Of the progress of one image."""


@dataclass(frozen=True)
class Choices:
    """How maps are computed, and of which further detector: what the Explanation panel says."""

    method: str
    evaluations: int
    masker: str
    unit: Unit
    detector: str = ""


def load(analyser: Analyser, paths: Sequence[Path]) -> Steps:
    """Yield `Progress` and, for each of `paths`, its number from 0 and `Compared`."""
    from gng_desktop.imaging.provenance.record import read_provenance

    for number, path in enumerate(paths):
        yield Progress(number, len(paths), tr("Analysing {name}", name=path.name))
        analysis = analyser.analyse(path)
        if analysis.views is not None:
            analysis.views.prepare()
        yield number, Compared(analysis, read_provenance(path))


def explain(
    analyser: Analyser, analyses: dict[int, Analysis], choices: Choices, process: GradientProcess
) -> Steps:
    """Yield `Progress` and, for each of `analyses`, its number and `Explained`, at last whole.

    Or `FurtherExplained`, where a further detector is chosen.
    """
    total = STEPS * len(analyses)
    for done, (number, analysis) in enumerate(analyses.items()):
        how = choices.method, choices.evaluations, choices.masker, choices.unit
        if choices.detector:
            one = jobs.explain_further(analyser, analysis, choices.detector, *how)
        else:
            one = jobs.explain(analyser, analysis, *how, process)
        name = Path(analysis.path).name
        with closing(one) as steps:
            for step in steps:
                if isinstance(step, Progress):
                    share = step.done / step.total if step.total else 0
                    at = STEPS * done + round(STEPS * share)
                    yield Progress(at, total, tr("Explaining {name}", name=name))
                else:
                    yield number, step
