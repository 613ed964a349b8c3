"""The stress test as long work."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from gng_desktop.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import Work

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis


def stress(analyser: Analyser, analysis: Analysis) -> Work:
    """Yield `Progress` and each `StressPoint`, then the `Stress` of an analysis with a verdict."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.analysis import stress as room

        for step in room.stress(analyser, analysis):
            if isinstance(step, Progress):
                yield Progress(step.done, step.total, tr("Testing whether the verdict survives"))
            else:
                yield step

    return work
