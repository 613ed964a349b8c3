"""The window's long work, as generators.

The rooms below are imported inside the generators: opening the window must load neither an
engine nor OpenCV, and the first import then happens off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.core.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import Steps

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.catalogue import ExplainChoices
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.gradient_process import Apart
    from gng_desktop.explain.methods import FurtherExplained
    from gng_desktop.ui.settings.store import Settings

Opener = Callable[[], "Analyser"]
"""Loads the models; raises `PlainError`."""


@dataclass(frozen=True)
class Computing:
    """Where the models are, None for the usual places; the device; CPU threads, None for all.

    `deciding` are the detectors that the verdict is made of; none for the usual ones. `fast` leaves
    out the costly ones.
    """

    models: Path | None = None
    device: str = "auto"
    threads: int | None = None
    deciding: tuple[str, ...] = ()
    fast: bool = False

    @classmethod
    def of(
        cls,
        settings: Settings,
        models: Path | None = None,
        device: str = "auto",
        fast: bool = False,
    ) -> Computing:
        """Return what the settings say, unless other models or another device are to be used."""
        folder, names = settings.value("models"), settings.value("deciding").split(",")
        return cls(
            models or (Path(folder) if folder else None),
            settings.value("device") if device == "auto" else device,
            settings.value("threads") or None,
            tuple(filter(None, map(str.strip, names))),
            fast or settings.value("fast"),
        )

    def open(self) -> Analyser:
        """Load the models."""
        from gng_desktop.analysis.pipeline import Analyser

        analyser = Analyser.open(self.models, self.device, self.threads, self.fast)
        return analyser.with_deciding(self.deciding) if self.deciding else analyser


def load(open_models: Opener) -> Steps:
    """Yield the analyser."""
    yield Progress(0, 0, tr("Loading the models"))
    yield open_models()


def analyse(analyser: Analyser, path: Path, frame: int) -> Steps:
    """Yield the `Analysis` of picture `frame`, from 1, in the file at `path`."""
    yield Progress(0, 0, tr("Analysing {name}", name=path.name))
    analysis = analyser.analyse(path, frame=frame)
    if analysis.views is not None:
        analysis.views.prepare()
    yield analysis


def sample(folder: Path) -> Steps:
    """Yield the path of the sample image, put into `folder` if it is not there yet."""
    from gng_desktop.imaging.sample import sample_path

    yield Progress(0, 0, tr("Fetching the sample"))
    yield sample_path(folder)


def explain(analyser: Analyser, analysis: Analysis, how: ExplainChoices, apart: Apart) -> Steps:
    """Yield `Progress` and `Explained`, the last complete; `FurtherExplained` of a detector.

    Gradient maps of the classifiers are computed in the process `apart`.
    """
    from gng_desktop.explain import further, methods

    yield Progress(0, 0, tr("Explaining"))
    if how.detector:
        yield from further.explain_further(analyser, analysis, how.detector, *how.settings)
    elif apart.serves(analyser, how.method):
        yield from apart.explain(analyser, analysis, how.method)
    else:
        yield from methods.explain(analyser, analysis, *how.settings, preview=True)


def check_maps(
    analyser: Analyser, analysis: Analysis, maps: tuple[Explanation, Explanation]
) -> Steps:
    """Yield `Progress`, then what the published shap says of SHAP maps, in a sentence."""
    from gng_desktop.explain.library import Check, check_with_shap

    yield Progress(0, 0, tr("Checking with shap"))
    for step in check_with_shap(analyser, analysis, maps):
        yield step.sentence if isinstance(step, Check) else step


def test_further(analyser: Analyser, found: FurtherExplained) -> Steps:
    """Yield `Progress`, then `found` with its map tested, hidden pixels blurred."""
    from gng_desktop.explain.faithfulness import Faithfulness, measure

    with closing(measure(partial(analyser.score, found.detector), found.map, "blur")) as steps:
        for step in steps:
            yield replace(found, tested=step) if isinstance(step, Faithfulness) else step


def test_maps(analyser: Analyser, pair: tuple[Explanation, Explanation]) -> Steps:
    """Yield `Progress`, then the pair of `Faithfulness` of both maps, hidden pixels blurred."""
    from gng_desktop.explain.faithfulness import Faithfulness, measure

    found = []
    for role, drawn in zip(("with_background", "without_background"), pair, strict=True):
        score = partial(analyser.score, role)
        with closing(measure(score, drawn, "blur")) as steps:
            for step in steps:
                if isinstance(step, Faithfulness):
                    found.append(step)
                else:
                    yield step
    yield tuple(found)
