"""Longer work on one image: its faces, where its file may come from, whether its verdict lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.core.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import Steps, UserError, renamed

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.imaging.faces import Face


def seek(whole: Analysis) -> Steps:
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
    assert whole.views is not None
    for done, (number, face) in enumerate(faces.items()):
        yield Progress(done, len(faces), tr("Analysing face {number}", number=number))
        rgb, sha256 = whole.views.rgb, whole.sha256
        (found,) = analyser.analyse_faces(whole.path, rgb, {number: face}, sha256)
        of_file = {key: getattr(whole, key) for key in ("notes", "partial", "frame", "frames")}
        found = replace(found, **of_file)
        if found.views is not None:
            found.views.share(whole.views)
            found.views.prepare()
        yield found


def flag(path: Path) -> Steps:
    """Yield the path and what its file says of a generator, "" for nothing."""
    from gng_desktop.imaging.provenance.record import read_flag
    from gng_desktop.imaging.reading import ImageError, read_bytes

    with suppress(ImageError):
        found = read_flag(read_bytes(path))
        yield path, found.sentence if found else ""


def read(path: Path) -> Steps:
    """Yield `Progress`, then the `Provenance` of the file at `path`, whatever is wrong with it."""
    from gng_desktop.imaging.provenance.record import provenance_steps

    yield from renamed(provenance_steps(path), tr("Reading the file's provenance"))


def stress(analyser: Analyser, analysis: Analysis, kinds: Sequence[str] = ()) -> Steps:
    """Yield `Progress` and each `StressPoint`, then the `Stress` of an analysis with a verdict.

    `kinds` are further perturbations, of `gng_desktop.imaging.corruptions.KINDS`.
    """
    from gng_desktop.analysis import stress as room

    steps = room.stress(analyser, analysis, kinds)
    yield from renamed(steps, tr("Testing whether the verdict survives"))


def scene(analyser: Analyser, analysis: Analysis, others: Sequence[str]) -> Steps:
    """Yield `Progress`, then the `SceneTest` of an analysis and other images."""
    from gng_desktop.analysis.scene import scene_test

    try:
        yield from renamed(scene_test(analyser, analysis, others), tr("Cutting out faces"))
    except ValueError as error:
        raise UserError(tr(str(error))) from error
