"""The long work on models and the image in view, as generators.

The rooms below are imported inside the generators: opening the window must load neither an
engine nor OpenCV, and the first import then happens off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import Steps, UserError, renamed

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.catalogue import ExplainChoices
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.gradient_process import GradientProcess
    from gng_desktop.explain.methods import FurtherExplained
    from gng_desktop.imaging.faces import Face
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


def explain(
    analyser: Analyser, analysis: Analysis, how: ExplainChoices, process: GradientProcess
) -> Steps:
    """Yield `Progress` and `Explained`, the last complete; `FurtherExplained` of a detector.

    Gradient maps of the classifiers are computed in `process`.
    """
    from gng_desktop.explain import further, methods

    yield Progress(0, 0, tr("Explaining"))
    if how.detector:
        yield from further.explain_further(analyser, analysis, how.detector, *how.settings)
    elif process.serves(analyser, how.method):
        yield from process.explain(analyser, analysis, how.method)
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


def find_faces(whole: Analysis) -> Steps:
    """Yield the `Group` of faces of an image analysed with its views, or why there is none."""
    from gng_desktop.analysis.faces_in_image import group_of
    from gng_desktop.imaging.detect import DetectorError

    assert whole.views is not None
    yield Progress(0, 0, tr("Looking for faces"))
    try:
        yield group_of(whole.views.rgb, whole.views.analysed)
    except DetectorError as error:
        yield str(error)


def analyse_each(analyser: Analyser, whole: Analysis, faces: Mapping[int, Face]) -> Steps:
    """Yield the `Analysis`, with views, of each of the faces, by number; `whole` has views, too."""
    from gng_desktop.analysis import FAST_NOTE, HASHED, NOT_FUSED_NOTE

    assert whole.views is not None
    about = {key: getattr(whole, key) for key in ("notes", "partial", "frame", "frames")}
    # What only holds for the analysis of the whole does not hold for its faces.
    about["notes"] = tuple(
        n for n in whole.notes if n not in (FAST_NOTE, NOT_FUSED_NOTE) and HASHED not in n
    )
    for done, (number, face) in enumerate(faces.items()):
        yield Progress(done, len(faces), tr("Analysing face {number}", number=number))
        rgb, sha256 = whole.views.rgb, whole.sha256
        (found,) = analyser.analyse_faces(whole.path, rgb, {number: face}, sha256, about)
        if found.views is not None:
            found.views.share(whole.views)
            found.views.prepare()
        yield found


def read_flag(path: Path) -> Steps:
    """Yield the path and what its file says of a generator, "" for nothing."""
    from gng_desktop.imaging.reading import ImageError, read_bytes
    from gng_desktop.provenance.record import read_flag as flag_in

    with suppress(ImageError):
        found = flag_in(read_bytes(path))
        yield path, found.sentence if found else ""


def read_provenance(path: Path) -> Steps:
    """Yield `Progress`, then the `Provenance` of the file at `path`, whatever is wrong with it."""
    from gng_desktop.provenance.record import provenance_steps

    yield from renamed(provenance_steps(path), tr("Reading the file's provenance"))


def stress(analyser: Analyser, analysis: Analysis, kinds: Sequence[str] = ()) -> Steps:
    """Yield `Progress` and each `StressPoint`, then the `Stress` of an analysis with a verdict.

    `kinds` are further perturbations, of `gng_desktop.imaging.perturbations.KINDS`.
    """
    from gng_desktop.analysis.stress import stress as stress_steps

    steps = stress_steps(analyser, analysis, kinds)
    yield from renamed(steps, tr("Testing whether the verdict survives"))


def test_scene(analyser: Analyser, analysis: Analysis, others: Sequence[str]) -> Steps:
    """Yield `Progress`, then the `SceneTest` of an analysis and other images."""
    from gng_desktop.analysis.scene import scene_test

    try:
        yield from renamed(scene_test(analyser, analysis, others), tr("Cutting out faces"))
    except ValueError as error:
        raise UserError(tr(str(error))) from error
