"""Finding the faces of an image, and judging them one by one, as long work."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gng_desktop.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import Work

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.imaging.faces import Face


def seek(whole: Analysis) -> Work:
    """Yield the `Group` of faces of an image, or a sentence why they cannot be found.

    Parameters
    ----------
    whole : Analysis
        Of the image, with its views.
    """

    def work() -> Generator[Any, None, None]:
        from gng_desktop.analysis.each import group_of
        from gng_desktop.imaging.detect import DetectorError

        assert whole.views is not None
        yield Progress(0, 0, tr("Looking for faces"))
        try:
            yield group_of(whole.views.rgb, whole.views.judged)
        except DetectorError as error:
            yield str(error)

    return work


def judge(analyser: Analyser, whole: Analysis, faces: Mapping[int, Face]) -> Work:
    """Yield `Progress` and the `Analysis` of each face, with its views.

    Parameters
    ----------
    analyser : Analyser
    whole : Analysis
        Of the image, with its views.
    faces : mapping of int to Face
        What to judge, by number.
    """

    def work() -> Generator[Any, None, None]:
        from gng_desktop.analysis.each import analyse_face

        assert whole.views is not None
        for done, (number, face) in enumerate(faces.items()):
            yield Progress(done, len(faces), tr("Judging face {number}", number=number))
            rgb, sha256 = whole.views.rgb, whole.sha256
            found = analyse_face(analyser, whole.path, rgb, sha256, face, number)
            found = replace(
                found,
                notes=whole.notes,
                partial=whole.partial,
                frame=whole.frame,
                frames=whole.frames,
            )
            if found.views is not None:
                found.views.share(whole.views)
                found.views.prepare()
            yield found

    return work
