"""Every face of a picture analysed on its own, and what follows for the file."""

from __future__ import annotations

import dataclasses
import logging
import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis.face import MIN_SIDE
from gng_desktop.analysis.pipeline import Analyser, reason_of_failure
from gng_desktop.analysis.result import Analysis
from gng_desktop.imaging.detect import find_faces
from gng_desktop.imaging.faces import Box, Face, frame
from gng_desktop.imaging.reading import Picture

log = logging.getLogger(__name__)

GRAVITY = ("not_applicable", "real", "inconclusive", "error", "generated")
"""Verdicts, and statuses of faces without one: what comes later outweighs what comes before."""
_TOO_SMALL = f"too small to analyse: the square around a face must be at least {MIN_SIDE} px wide"


class Each(NamedTuple):
    """The faces of a picture, analysed.

    Attributes
    ----------
    faces : list of Analysis
        One per face, `face_index` 1, 2, ... in reading order; ``not_applicable`` where a face
        cannot be analysed. Where no face is left: what `Analyser.analyse` finds of the file, alone,
        `face_index` None. The seconds of finding the faces are the first one's.
    too_small : int
        Faces besides, whose square is below `MIN_SIDE`; 0 where the only reason names them.
    """

    faces: list[Analysis]
    too_small: int


@dataclass(frozen=True)
class Group:
    """The faces of a picture.

    Attributes
    ----------
    faces : tuple of Face
        In reading order: face 1, 2, ...
    squares : tuple of Box
        What is analysed of each.
    too_small : int
        Faces besides, whose square is below `least`.
    least : int
        Least side of a square that is analysed, px.
    analysed : int or None
        Number of the face by which the picture as a whole is analysed; None where it is by none.
    """

    faces: tuple[Face, ...]
    squares: tuple[Box, ...]
    too_small: int
    least: int
    analysed: int | None = None

    @property
    def stands_out(self) -> bool:
        """Whether each face shows more than the picture as a whole: several, or another."""
        return len(self.squares) > 1 or (len(self.squares) == 1 and self.analysed is None)


def group_of(rgb: NDArray[np.uint8], analysed: Box | None = None) -> Group:
    """Find the faces of a picture; `rgb` and errors as of `find_faces`.

    `analysed` is what was analysed of the picture as a whole.
    """
    height, width = rgb.shape[:2]
    found = [(frame(face, width, height), face) for face in find_faces(rgb)]
    large = _in_reading_order([pair for pair in found if pair[0].width >= MIN_SIDE])
    squares = tuple(square for square, _ in large)
    number = squares.index(analysed) + 1 if analysed in squares else None
    faces = tuple(face for _, face in large)
    return Group(faces, squares, len(found) - len(large), MIN_SIDE, number)


def analyse_each(analyser: Analyser, path: str | os.PathLike[str], picture: Picture) -> Each:
    """Analyse every face of a picture, called `path` in the results; never raises."""
    start = time.perf_counter()
    try:
        group = group_of(picture.rgb)
    except Exception as error:
        log.exception("the faces of %s could not be found", path)
        return Each([analyser.failure(path, reason_of_failure(error), picture)], 0)
    seconds = time.perf_counter() - start
    if not group.faces:
        whole = analyser.analyse_picture(path, picture.rgb, picture.sha256, picture.about)
        found = _with_small(whole, group.too_small)
        return Each([_after(seconds, found)], group.too_small if found is whole else 0)
    numbered = dict(enumerate(group.faces, start=1))
    of_file = picture.sha256, picture.about
    faces = analyser.analyse_faces(path, picture.rgb, numbered, *of_file)
    return Each([_after(seconds, faces[0]), *faces[1:]], group.too_small)


def too_small_reason(count: int) -> str:
    """Return one sentence on the `count` of `Each.too_small`; "" for 0."""
    if not count:
        return ""
    faces = "1 more face is" if count == 1 else f"{count} more faces are"
    return f"{faces} {_TOO_SMALL}."


def file_verdict(faces: Sequence[Analysis]) -> Analysis:
    """Say what the faces of a file mean for the file.

    Any generated face makes the file generated; otherwise any inconclusive face makes it
    inconclusive; it is real where every face that could be analysed is. Of the faces with that
    verdict the one with the highest score decides: its lower score of the two, because
    "generated" takes both classifiers.

    Parameters
    ----------
    faces : sequence of Analysis
        `Each.faces`, at least one.

    Returns
    -------
    Analysis
        The deciding face's, with its `face_index`; `reason` says how many faces there are of
        which verdict, `seconds` are all faces' together. Where a face failed inside the program
        and none is generated, that failure. A single analysis is returned as it is.

    Raises
    ------
    ValueError
        If there is no analysis.
    """
    if not faces:
        raise ValueError("a file without any analysis has no verdict")
    if len(faces) == 1:
        return faces[0]
    decisive = max(faces, key=_gravity)
    seconds: dict[str, float] = {}
    for face in faces:
        for stage, spent in face.seconds.items():
            seconds[stage] = round(seconds.get(stage, 0.0) + spent, 6)
    which = f"Face {decisive.face_index}" + (" decides." if decisive.status == "ok" else ":")
    reason = f"{_tally(faces)} {which} {decisive.reason}".rstrip()
    return dataclasses.replace(decisive, reason=reason, seconds=seconds)


def _in_reading_order(found: list[tuple[Box, Face]]) -> list[tuple[Box, Face]]:
    """Sort row by row; a face is of a row if its centre is level with the row's first."""

    def level(pair: tuple[Box, Face]) -> float:
        return pair[0].y + pair[0].height / 2

    rows: list[list[tuple[Box, Face]]] = []
    for pair in sorted(found, key=lambda p: (level(p), p[0].x, p[0].width)):
        first = rows[-1][0] if rows else pair
        if rows and level(pair) - level(first) < min(first[0].height, pair[0].height) / 2:
            rows[-1].append(pair)
        else:
            rows.append([pair])
    return [p for row in rows for p in sorted(row, key=lambda p: (p[0].x, p[0].y, p[0].width))]


def _gravity(face: Analysis) -> tuple[int, float]:
    """Rank a face in the verdict on its file; of equals `max` takes the first."""
    scores = face.score_with_background, face.score_without_background
    lower = min((score for score in scores if score is not None), default=0.0)
    lower = lower if face.score_fused is None else face.score_fused
    return GRAVITY.index(face.verdict or face.status), lower


def _tally(faces: Sequence[Analysis]) -> str:
    """Return one sentence on how many faces there are of which verdict."""
    count = Counter(str(face.verdict or "not analysed") for face in faces)
    words = ("generated", "inconclusive", "real", "not analysed")
    parts = [f"{count[word]} {word}" for word in words if count[word]]
    return f"{len(faces)} faces: {', '.join(parts)}."


def _with_small(whole: Analysis, too_small: int) -> Analysis:
    """Give the true reason where there are faces, but none that is large enough."""
    if whole.status != "not_applicable" or not too_small:
        return whole
    faces = "The face is" if too_small == 1 else f"All {too_small} faces are"
    return dataclasses.replace(whole, reason=f"{faces} {_TOO_SMALL}; use a larger original.")


def _after(seconds: float, analysis: Analysis) -> Analysis:
    """Book the time spent on finding the faces on an analysis."""
    spent = {"detect": round(seconds, 6), **analysis.seconds}
    spent["total"] = round(seconds + analysis.seconds["total"], 6)
    return dataclasses.replace(analysis, seconds=spent)
