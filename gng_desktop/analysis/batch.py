"""Many images at once: what `Analyser.analyse` finds of each, by networks run in batches."""

from __future__ import annotations

import dataclasses
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis.face import no_face_reason
from gng_desktop.analysis.pipeline import SEGMENTER, WITH, WITHOUT, Analyser, Stopwatch
from gng_desktop.analysis.result import Analysis, Views
from gng_desktop.analysis.scoring import calibrate, verdict, zone
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.background import foreground, strip
from gng_desktop.imaging.faces import Box, judged_parts
from gng_desktop.imaging.inputs import network_input, resize_foreground
from gng_desktop.imaging.labels import BACKGROUND, CLASSES, fractions
from gng_desktop.imaging.reading import ImageError, Picture, read_image

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Loaded:
    """One file as far as it could be read.

    Attributes
    ----------
    path : str or path-like
        What the result calls it.
    found : Picture or ImageError
        What is in it, or why it cannot be used.
    seconds : float
        Spent on reading it, s.
    frame : int
        Which of several pictures in it, from 1.
    """

    path: str | os.PathLike[str]
    found: Picture | ImageError
    seconds: float = 0.0
    frame: int = 1


@dataclass
class _Part:
    """What becomes of one image on its way through a batch."""

    item: Loaded
    picture: Picture
    views: Views
    box: Box
    facts: dict[str, Any]
    reason: str


def load(path: str | os.PathLike[str]) -> Loaded:
    """Read one file; whatever is wrong with it ends up in the result, never raises."""
    start = time.perf_counter()
    found: Picture | ImageError
    try:
        found = read_image(path, partial=True)
    except ImageError as error:
        found = error
    return Loaded(path, found, time.perf_counter() - start)


def analyse_batch(analyser: Analyser, items: Sequence[Loaded]) -> list[Analysis]:
    """Analyse several files as `Analyser.analyse` does one; never raises.

    Parameters
    ----------
    analyser : Analyser
    items : sequence of Loaded
        Their decoded images are all held in memory at once.

    Returns
    -------
    list of Analysis
        One per item, in their order. Scores differ from those of `Analyser.analyse` by rounding
        at most; the seconds of a stage are the batch's, shared out evenly. An image that makes a
        batch fail takes none of the others with it: each is then analysed alone.
    """
    pictures = [item for item in items if isinstance(item.found, Picture)]
    try:
        found = _together(analyser, pictures) if pictures else []
    except Exception:
        log.exception("a batch of %d images failed; each is analysed alone", len(pictures))
        found = [_alone(analyser, item) for item in pictures]
    results = iter(found)
    return [
        next(results) if isinstance(item.found, Picture) else _unread(analyser, item, item.found)
        for item in items
    ]


def _unread(analyser: Analyser, item: Loaded, error: ImageError) -> Analysis:
    found = analyser._result(item.path, _spent(item), error.sha256, None, "error", str(error))
    return dataclasses.replace(found, frame=item.frame, frames=error.frames)


def _alone(analyser: Analyser, item: Loaded) -> Analysis:
    assert isinstance(item.found, Picture)
    found = analyser.analyse_picture(item.path, item.found.rgb, item.found.sha256)
    spent = {**_spent(item).seconds, **found.seconds}
    spent["total"] = round(found.seconds["total"] + spent["read"], 6)
    return dataclasses.replace(found, seconds=spent, **item.found.about)


def _spent(item: Loaded, stages: dict[str, float] | None = None) -> Stopwatch:
    """Return a stopwatch that has run for an image's reading and its share of each stage."""
    watch = Stopwatch()
    watch.seconds = {"read": round(item.seconds, 6), **(stages or {})}
    return watch


def _together(analyser: Analyser, items: Sequence[Loaded]) -> list[Analysis]:
    watch = _Shared(len(items))
    images = [item.found for item in items if isinstance(item.found, Picture)]
    segmenter = _Segmenter(analyser.engines[SEGMENTER])
    judged = judged_parts([picture.rgb for picture in images], segmenter)
    watch.lap("segment")
    boxes = [box for _, box in judged]
    seen = segmenter.last_seen(
        [box.covers(i.width, i.height) for i, box in zip(images, boxes, strict=True)]
    )
    parts = [
        _part(analyser, item, picture, mask, box, given)
        for item, picture, (mask, box), given in zip(items, images, judged, seen, strict=True)
    ]
    watch.lap("strip")
    faces = [part for part in parts if not part.reason]
    before, watch = watch.seconds, _Shared(len(faces))
    if faces:
        inputs = np.stack([part.views.network_rgb for part in faces])
        _score(analyser, WITH, inputs, faces)
        watch.lap("score_with_background")
        inputs = np.stack([part.views.network_stripped for part in faces])
        _score(analyser, WITHOUT, inputs, faces)
        watch.lap("score_without_background")
    return [
        _result(analyser, part, before if part.reason else before | watch.seconds) for part in parts
    ]


class _Segmenter:
    """A segmenter that remembers what it was given: no image need be reduced a second time."""

    def __init__(self, engine: Engine) -> None:
        self.size = engine.size
        self._engine = engine
        self._given: list[NDArray[np.uint8]] = []

    def run(self, batch: NDArray[np.uint8]) -> NDArray[Any]:
        self._given.append(batch)
        return self._engine.run(batch)

    def last_seen(self, whole: Sequence[bool]) -> list[NDArray[np.uint8]]:
        """Return the input of each image's judged part, (size, size, 3), after `judged_parts`.

        Parameters
        ----------
        whole : sequence of bool
            Of each image, whether all of it was judged: the others were given again, cut out.
        """
        again = iter(self._given[1] if len(self._given) > 1 else ())
        return [
            first if all_of_it else next(again)
            for first, all_of_it in zip(self._given[0], whole, strict=True)
        ]


def _part(
    analyser: Analyser,
    item: Loaded,
    picture: Picture,
    mask: NDArray[np.uint8],
    box: Box,
    given: NDArray[np.uint8],
) -> _Part:
    """Prepare what the classifiers see of one image, as `Analyser.analyse` does.

    `given` is the input that the segmenter had of the judged part.
    """
    rgb = picture.rgb
    size, stripped_size = analyser.engines[WITH].size, analyser.engines[WITHOUT].size
    judged = box.of(rgb)
    seen, to_strip = (
        given if wanted == len(given) else network_input(judged, wanted)
        for wanted in (size, stripped_size)
    )
    face = resize_foreground(foreground(mask), stripped_size, stripped_size)
    whole = box.covers(picture.width, picture.height)
    views = Views(rgb, seen, strip(to_strip, face), mask, None if whole else box)
    share = box.width * box.height / (picture.width * picture.height)
    regions = {name: fraction * share for name, fraction in fractions(mask).items()}
    background = 1.0 - share + regions.pop(CLASSES[BACKGROUND], 0.0)
    facts = {
        "face_fraction": 1.0 - background,
        "face_box": (box.x, box.y, box.width, box.height),
        "regions": {CLASSES[BACKGROUND]: background} | regions,
        "views": views,
    }
    reason = no_face_reason(mask, min(box.width, box.height))
    return _Part(item, picture, views, box, facts, reason)


def _score(
    analyser: Analyser, role: str, inputs: NDArray[np.uint8], faces: Sequence[_Part]
) -> None:
    """Add to the facts of each face its score and novelty, from one run of a classifier."""
    novelties: Sequence[float | None]
    if (scope := analyser.scopes.get(role)) is None:
        scores, novelties = analyser.score(role, inputs), [None] * len(faces)
    else:
        raw, features = analyser.engines[role].run_with_features(inputs)
        if features is None:
            raise ValueError("the engine gives no features although the model has a scope")
        scores = calibrate(raw, analyser.models[role].manifest.calibration)
        # One at a time: a matrix product rounds by the number of its rows.
        novelties = [float(scope.novelty(row[None])[0]) for row in features]
    for part, score, novelty in zip(faces, scores, novelties, strict=True):
        part.facts |= {f"score_{role}": float(score), f"novelty_{role}": novelty}


def _result(analyser: Analyser, part: _Part, stages: dict[str, float]) -> Analysis:
    facts, reason = part.facts, part.reason
    if not reason:
        with_background, without_background = (
            zone(facts[f"score_{role}"], analyser.models[role].manifest.thresholds)
            for role in (WITH, WITHOUT)
        )
        novelties = facts[f"novelty_{WITH}"], facts[f"novelty_{WITHOUT}"]
        facts["verdict"], reason = verdict(with_background, without_background, *novelties)
    status = "not_applicable" if part.reason else "ok"
    watch = _spent(part.item, stages)
    path, picture = part.item.path, part.picture
    facts |= picture.about
    return analyser._result(path, watch, picture.sha256, picture.rgb, status, reason, **facts)


class _Shared:
    """Wall seconds per named stage of a batch, a share of each for every one of `count` images."""

    def __init__(self, count: int) -> None:
        self.seconds: dict[str, float] = {}
        self._count, self._last = count, time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = round((now - self._last) / self._count, 6)
        self._last = now
