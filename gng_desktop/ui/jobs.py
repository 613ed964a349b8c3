"""The window's long work, as generators.

The rooms below are imported inside the generators: opening the window must load neither an
engine nor OpenCV, and the first import then happens off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import UserError, Work

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.apart import Apart
    from gng_desktop.explain.catalogue import Unit
    from gng_desktop.explain.explanation import Explanation

Opener = Callable[[], "Analyser"]
"""Loads the models; raises `UserError`."""


@dataclass(frozen=True)
class Computing:
    """Where the models are, None for the usual places; the device; CPU threads, None for all."""

    models: Path | None = None
    device: str = "auto"
    threads: int | None = None


def opener(wanted: Callable[[], Computing]) -> Opener:
    """Return what loads the models as `wanted` then says."""

    def open_models() -> Analyser:
        from gng_desktop.analysis.pipeline import Analyser
        from gng_desktop.engines.devices import DeviceError
        from gng_desktop.modelstore import ModelError

        now = wanted()
        try:
            return Analyser.open(now.models, now.device, now.threads)
        except (ModelError, DeviceError) as error:
            raise UserError(str(error)) from error

    return open_models


def in_turn(*works: Work) -> Work:
    """Return the work that does all of `works`, one after the other."""

    def work() -> Generator[Any, None, None]:
        for each in works:
            with closing(each()) as steps:
                yield from steps

    return work


def load(open_models: Opener) -> Work:
    """Yield the analyser."""

    def work() -> Generator[Any, None, None]:
        yield Progress(0, 0, tr("Loading the models"))
        yield open_models()

    return work


def analyse(analyser: Analyser, path: Path, frame: int) -> Work:
    """Yield the `Analysis` of picture `frame`, from 1, in the file at `path`."""

    def work() -> Generator[Any, None, None]:
        yield Progress(0, 0, tr("Analysing {name}", name=path.name))
        analysis = analyser.analyse(path, frame=frame)
        if analysis.views is not None:
            analysis.views.prepare()
        yield analysis

    return work


def sample(folder: Path) -> Work:
    """Yield the path of the sample image, put into `folder` if it is not there yet."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.imaging.reading import ImageError
        from gng_desktop.imaging.sample import sample_path

        yield Progress(0, 0, tr("Fetching the sample"))
        try:
            path = sample_path(folder)
        except ImageError as error:
            raise UserError(str(error)) from error
        yield path

    return work


def explain(
    analyser: Analyser,
    analysis: Analysis,
    method: str,
    evaluations: int,
    masker: str,
    unit: Unit,
    apart: Apart,
) -> Work:
    """Yield `Progress` and `Explained`, the last of them complete.

    Gradient maps are computed in the process `apart`.
    """

    def work() -> Generator[Any, None, None]:
        from gng_desktop.explain import methods

        yield Progress(0, 0, tr("Explaining"))
        if apart.serves(analyser, method):
            yield from apart.explain(analyser, analysis, method)
        else:
            yield from methods.explain(analyser, analysis, method, evaluations, masker, unit)

    return work


def test_maps(analyser: Analyser, pair: tuple[Explanation, Explanation]) -> Work:
    """Yield `Progress`, then the pair of `Faithfulness` of both maps, hidden pixels blurred."""

    def work() -> Generator[Any, None, None]:
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

    return work
