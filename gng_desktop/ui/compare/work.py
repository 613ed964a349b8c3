"""The work of a comparison, as generators: one progress for all images."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
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
    from gng_desktop.explain.catalogue import ExplainChoices
    from gng_desktop.explain.gradient_process import Apart

STEPS = 1_000
"""Of the progress of one image."""


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
    analyser: Analyser, analyses: dict[int, Analysis], choices: ExplainChoices, apart: Apart
) -> Steps:
    """Yield `Progress` and, for each of `analyses`, its number and `Explained`, at last whole.

    Or `FurtherExplained`, where a further detector is chosen.
    """
    total = STEPS * len(analyses)
    for done, (number, analysis) in enumerate(analyses.items()):
        name = Path(analysis.path).name
        with closing(jobs.explain(analyser, analysis, choices, apart)) as steps:
            for step in steps:
                if isinstance(step, Progress):
                    share = step.done / step.total if step.total else 0
                    at = STEPS * done + round(STEPS * share)
                    yield Progress(at, total, tr("Explaining {name}", name=name))
                else:
                    yield number, step
