"""Image -> face -> its square -> segmentation -> stripped view -> two scores -> one `Analysis`."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop import __version__
from gng_desktop.analysis import FAST_NOTE, NOT_FUSED_NOTE, OWN, WITH, WITHOUT
from gng_desktop.analysis.batch import NOTHING, Loaded, Part, Stopwatch, find, load, square
from gng_desktop.analysis.conclusion import conclude
from gng_desktop.analysis.detectors import (
    check_deciding,
    detected,
    family_facts,
    fused_facts,
    joined,
)
from gng_desktop.analysis.face import framing_reason, no_face_reason
from gng_desktop.analysis.loaded import LoadedModels
from gng_desktop.analysis.result import Analysis, Views
from gng_desktop.analysis.scoring import calibrate, fusion_of, verdict, zone
from gng_desktop.imaging.background import foreground, strip
from gng_desktop.imaging.detect import DetectorError, largest_face
from gng_desktop.imaging.faces import Box, Face
from gng_desktop.imaging.frames import frames_notes
from gng_desktop.imaging.inputs import network_input, resize_foreground
from gng_desktop.imaging.labels import BACKGROUND, CLASSES, fractions
from gng_desktop.imaging.reading import ImageError, Picture
from gng_desktop.modelstore.manifest import FAMILY, SEGMENTER

log = logging.getLogger(__name__)

INSIDE = "The analysis failed inside the program; run 'gng-desktop doctor' and try again."


def reason_of_failure(error: Exception) -> str:
    """Return what a result says of a failure inside the program."""
    # A DetectorError is a sentence for the user already.
    return str(error) if isinstance(error, DetectorError) else INSIDE


@dataclass(frozen=True)
class Analyser(LoadedModels):
    """Makes an `Analysis` of any file. Safe to share between threads.

    Attributes
    ----------
    find_face : callable
        Finds the face by which a picture, (H, W, 3) uint8 RGB, is analysed.
    deciding : tuple of str
        Roles and ids of the detectors that the verdict is made of.
    """

    find_face: Callable[[NDArray[np.uint8]], Face | None] = largest_face
    deciding: tuple[str, ...] = OWN

    def with_deciding(self, deciding: Sequence[str]) -> Analyser:
        """Return one whose verdicts are made of these roles and ids; see `check_deciding`."""
        return replace(self, deciding=check_deciding(deciding, self.models))

    @property
    def fuses(self) -> bool:
        """Whether a fused score decides, alone or beside further detectors."""
        return set(OWN) <= set(self.deciding) and fusion_of(self.models) is not None

    def analyse(
        self, path: str | os.PathLike[str], partial: bool = True, frame: int = 1
    ) -> Analysis:
        """Analyse one file; whatever is wrong with it ends up in the result, never raises.

        Parameters
        ----------
        partial : bool
            Analyse what is left of a JPEG that breaks off; else it is an error.
        frame : int
            Which of several pictures in the file; 1 is its primary one.
        """
        return self.analyse_batch([load(path, partial, frame)])[0]

    def analyse_batch(self, items: Sequence[Loaded]) -> list[Analysis]:
        """Analyse several files as `analyse` does one; never raises.

        Parameters
        ----------
        items : sequence of Loaded
            Their decoded images are all in memory at once.

        Returns
        -------
        list of Analysis
            One per item, in their order, equal to those of `analyse` but for the seconds: those
            of a stage are the batch's, shared out evenly.
        """
        parts = [
            Part(
                item.path,
                item.found.rgb,
                item.found.sha256,
                seconds={"read": round(item.seconds, 6)},
                about=item.found.about,
            )
            for item in items
            if isinstance(item.found, Picture)
        ]
        found = iter(self._analysed(parts))
        return [
            next(found) if isinstance(item.found, Picture) else self._unread(item, item.found)
            for item in items
        ]

    def analyse_picture(
        self,
        path: str | os.PathLike[str],
        rgb: NDArray[np.uint8],
        sha256: str | None = None,
        about: Mapping[str, Any] = MappingProxyType({}),
    ) -> Analysis:
        """Analyse a picture in memory exactly as `analyse` does a file's; never raises.

        Parameters
        ----------
        path : path-like
            What the result calls it; nothing is read from there.
        rgb : ndarray of uint8, shape (H, W, 3)
            RGB, 0..255, upright.
        sha256 : str, optional
            Of the file's bytes; None for a picture that is no file's, such as a changed one.
        about : mapping of str to object
            Of the file, as of `Picture.about`.
        """
        return self._analysed([Part(path, rgb, sha256, about=dict(about))])[0]

    def analyse_part(
        self, path: str | os.PathLike[str], rgb: NDArray[np.uint8], box: Box
    ) -> Analysis:
        """Analyse a part of a picture, as it would be analysed cut out; never raises.

        Parameters
        ----------
        path, rgb
            As of `analyse_picture`.
        box : Box
            What the networks see, inside the picture: the result's `face_box`.
        """
        return self._analysed([Part(path, rgb, None, box=box)])[0]

    def analyse_faces(
        self,
        path: str | os.PathLike[str],
        rgb: NDArray[np.uint8],
        faces: Mapping[int, Face],
        sha256: str | None = None,
        about: Mapping[str, Any] = MappingProxyType({}),
    ) -> list[Analysis]:
        """Analyse faces of a picture, each as the picture is for its largest; never raises.

        Parameters
        ----------
        path, rgb, sha256, about
            As of `analyse_picture`.
        faces : mapping of int to Face
            By `face_index`.
        """
        return self._analysed(
            [
                Part(path, rgb, sha256, face, face_index=n, about=dict(about))
                for n, face in faces.items()
            ]
        )

    def analyse_corrected(
        self,
        path: str | os.PathLike[str],
        views: Views,
        note: str,
        box: Box | None = None,
        about: Mapping[str, Any] | None = None,
        sha256: str | None = None,
    ) -> Analysis:
        """Analyse a picture again with what an analyst corrected; never raises.

        Parameters
        ----------
        path, sha256
            As of `analyse_picture`.
        views : Views
            Of the picture; without `box` its mask is used instead of the segmenter's.
        note : str
            What was corrected and by whom; it becomes the first of the result's notes.
        box : Box, optional
            Where the face is to be looked for, and framed as any other; else it stays as it is.
        about : mapping of str to object, optional
            Of the file, as of `Picture.about`.
        """
        known = dict(about or {})
        known["notes"] = (note, *known.get("notes", ()))
        index = known.pop("face_index", None)
        if box is None:
            mask = np.asarray(views.network_mask, np.uint8)
            part = Part(
                path, views.rgb, sha256, None, views.analysed, index, about=known, mask=mask
            )
            return self._analysed([part])[0]
        face = self.find_face(box.of(views.rgb))
        found = None if face is None else face.moved(box.x, box.y)
        part = Part(path, views.rgb, sha256, found, None if found else box, about=known)
        return self._analysed([part])[0]

    def failure(self, path: str | os.PathLike[str], reason: str, picture: Picture) -> Analysis:
        """Return the analysis of a picture that failed, for a reason in one sentence."""
        part = Part(path, picture.rgb, picture.sha256, about=picture.about)
        return self._result(part, "error", reason)

    def _unread(self, item: Loaded, error: ImageError) -> Analysis:
        seconds = {"read": round(item.seconds, 6)}
        about = {
            "frame": item.frame,
            "frames": error.frames,
            "notes": frames_notes(item.frame, error.frames, read=False),
        }
        part = Part(item.path, NOTHING, error.sha256, seconds=seconds, about=about)
        return self._result(part, "error", str(error))

    def _analysed(self, parts: Sequence[Part]) -> list[Analysis]:
        """Analyse all parts together; where that fails each alone, so that it costs only itself."""
        if not parts:
            return []
        work = [replace(part, seconds=dict(part.seconds)) for part in parts]
        try:
            self._run(work)
        except Exception as error:
            if len(parts) > 1:
                log.exception("a batch of %d failed; each is analysed alone", len(parts))
                return [self._analysed([part])[0] for part in parts]
            log.exception("analysis of %s failed", parts[0].path)
            return [self._result(parts[0], "error", reason_of_failure(error))]
        return [self._concluded(part) for part in work]

    def _run(self, parts: Sequence[Part]) -> None:
        """Find the faces, segment, strip and score; what is found becomes the parts' facts."""
        watch = Stopwatch()
        sought = [part for part in parts if part.face is None]
        for part in sought:
            find(part, self.find_face)
        watch.lap("detect", sought)
        segmenter = self.engines[SEGMENTER]
        squares = [square(part) for part in parts]
        given = [network_input(pixels, segmenter.size) for pixels in squares]
        masks = [
            found if part.mask is None else part.mask
            for part, found in zip(parts, segmenter.run(np.stack(given)), strict=True)
        ]
        watch.lap("segment", parts)
        for part, pixels, mask, seen in zip(parts, squares, masks, given, strict=True):
            self._describe(part, pixels, mask, seen)
        watch.lap("strip", parts)
        faces = [part for part in parts if not part.reason]
        if not faces:
            return
        for role in OWN:
            self._score(role, faces)
            watch.lap(f"score_{role}", faces)
        for name in self.further:
            for part in faces:
                running = self.models[name], self.engines[name], self.scopes.get(name)
                score = detected(*running, part.facts["views"])
                part.facts["detectors"] = (*part.facts.get("detectors", ()), score)
            watch.lap(f"score_{name}", faces)
        if FAMILY in self.engines:
            for part in faces:
                views = part.facts["views"]
                part.facts |= family_facts(self.models[FAMILY], self.engines[FAMILY], views)
            watch.lap(FAMILY, faces)

    def _describe(
        self,
        part: Part,
        pixels: NDArray[np.uint8],
        mask: NDArray[np.uint8],
        given: NDArray[np.uint8],
    ) -> None:
        """Prepare what the classifiers see; `given` is the input that the segmenter had."""
        assert part.box is not None
        box, (height, width) = part.box, part.rgb.shape[:2]
        seen, to_strip = (
            given if size == len(given) else network_input(pixels, size)
            for size in (self.engines[role].size for role in OWN)
        )
        size = len(to_strip)
        stripped = strip(to_strip, resize_foreground(foreground(mask), size, size))
        whole = box.covers(width, height)
        share = box.width * box.height / (width * height)
        regions = {name: fraction * share for name, fraction in fractions(mask).items()}
        background = 1.0 - share + regions.pop(CLASSES[BACKGROUND], 0.0)
        part.facts = {
            "face_fraction": 1.0 - background,
            "face_box": (box.x, box.y, box.width, box.height),
            "regions": {CLASSES[BACKGROUND]: background} | regions,
            "views": Views(part.rgb, seen, stripped, mask, None if whole else box),
        }
        part.reason = no_face_reason(part.face, box, mask, given)

    def _score(self, role: str, faces: Sequence[Part]) -> None:
        """Add to the facts of each face its score and novelty, from one run of a classifier."""
        inputs = np.stack([part.facts["views"].inputs[role] for part in faces])
        novelties: Sequence[float | None] = [None] * len(faces)
        if (scope := self.scopes.get(role)) is None:
            scores = self.score(role, inputs)
        else:
            raw, features = self.engines[role].run_with_features(inputs)
            if features is None:
                raise ValueError("the engine gives no features although the model has a scope")
            scores = calibrate(raw, self.models[role].manifest.calibration)
            # One at a time: a matrix product rounds by the number of its rows.
            novelties = [float(scope.novelty(row[None])[0]) for row in features]
        for part, score, novelty in zip(faces, scores, novelties, strict=True):
            part.facts |= {f"score_{role}": float(score), f"novelty_{role}": novelty}

    def _concluded(self, part: Part) -> Analysis:
        if part.reason:
            return self._result(part, "not_applicable", part.reason)
        assert part.box is not None and part.face is not None
        with_background, without_background = (
            zone(part.facts[f"score_{role}"], self.models[role].manifest.thresholds) for role in OWN
        )
        novelties = part.facts[f"novelty_{WITH}"], part.facts[f"novelty_{WITHOUT}"]
        framing = framing_reason(part.face, part.box)
        facts, zones = fused_facts(self.models, part.facts)
        part.facts |= facts
        if not facts and fusion_of(self.models) is not None:
            part.note(NOT_FUSED_NOTE)
        outcome = verdict(with_background, without_background, *novelties, framing, **zones)
        own = {WITH: (with_background, novelties[0]), WITHOUT: (without_background, novelties[1])}
        further = part.facts.get("detectors", ())
        part.facts["verdict"], reason = joined(own, outcome, further, self.deciding, framing)
        return self._result(part, "ok", reason)

    def _result(self, part: Part, status: Any, reason: str) -> Analysis:
        empty: dict[str, Any] = {
            "verdict": None,
            "score_with_background": None,
            "score_without_background": None,
            "face_fraction": None,
            "face_box": None,
            "regions": {},
        }
        engine = self.engines[SEGMENTER]
        read = part.rgb is not NOTHING
        if self.fast:
            part.note(FAST_NOTE)
        found = Analysis(
            path=os.fspath(part.path),
            sha256=part.sha256,
            status=status,
            reason=reason,
            width=part.rgb.shape[1] if read else None,
            height=part.rgb.shape[0] if read else None,
            face_index=part.face_index,
            segmenter=self.models[SEGMENTER].label,
            classifier_with_background=self.models[WITH].label,
            classifier_without_background=self.models[WITHOUT].label,
            engine=engine.name,
            device=engine.device,
            seconds={**part.seconds, "total": round(sum(part.seconds.values()), 6)},
            version=__version__,
            deciding=self.deciding,
            **{**empty, **part.facts, **part.about},
        )
        if found.status != "ok":
            return found
        conclusion = conclude(found, self.models)
        return replace(
            found,
            verdict=conclusion.verdict,
            reason=conclusion.reason,
            likelihood_ratio=conclusion.support.ratio,
            support=conclusion.support.word,
        )
