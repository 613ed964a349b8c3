"""The window's long work, as generators.

The rooms below are imported inside the generators: opening the window must load neither an
engine nor OpenCV, and the first import then happens off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop.progress import Progress
from gng_desktop.ui.workers import UserError, Work

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.explanation import Explanation

Opener = Callable[[], "Analyser"]
"""Loads the models; raises `UserError`."""


def opener(models: Path | None, device: str) -> Opener:
    """Return what loads the models from folder `models` (None: the usual places) on `device`."""

    def open_models() -> Analyser:
        from gng_desktop.analysis.pipeline import Analyser
        from gng_desktop.modelstore import ModelError

        try:
            return Analyser.open(models, device)
        except ModelError as error:
            raise UserError(str(error)) from error

    return open_models


def load(open_models: Opener) -> Work:
    """Yield the analyser."""

    def work() -> Generator[Any, None, None]:
        yield Progress(0, 0, "Loading the models")
        yield open_models()

    return work


def analyse(analyser: Analyser, path: Path) -> Work:
    """Yield the `Analysis` of the image at `path`."""

    def work() -> Generator[Any, None, None]:
        yield Progress(0, 0, f"Analysing {path.name}")
        analysis = analyser.analyse(path)
        if analysis.views is not None:
            analysis.views.prepare()
        yield analysis

    return work


def sample(folder: Path) -> Work:
    """Yield the path of the sample image, put into `folder` if it is not there yet."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.imaging.reading import ImageError
        from gng_desktop.imaging.sample import sample_path

        yield Progress(0, 0, "Fetching the sample")
        try:
            path = sample_path(folder)
        except ImageError as error:
            raise UserError(str(error)) from error
        yield path

    return work


def explain(
    analyser: Analyser, analysis: Analysis, method: str, evaluations: int, masker: str
) -> Work:
    """Yield `Progress`, then the pair of `Explanation` objects (with, without background)."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.explain import methods

        yield Progress(0, 0, "Explaining")
        yield from methods.explain(analyser, analysis, method, evaluations, masker)

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
