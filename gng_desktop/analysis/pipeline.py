"""Image -> segmentation -> stripped view -> two scores -> one `Analysis`."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop import __version__
from gng_desktop.analysis.face import no_face_reason
from gng_desktop.analysis.result import Analysis, Views
from gng_desktop.analysis.scoring import calibrate, verdict, zone
from gng_desktop.analysis.support import support
from gng_desktop.engines.protocol import Engine
from gng_desktop.engines.select import open_engine
from gng_desktop.imaging.background import foreground, strip
from gng_desktop.imaging.faces import Box, judged_part
from gng_desktop.imaging.inputs import network_input, resize_foreground
from gng_desktop.imaging.labels import BACKGROUND, CLASSES, fractions
from gng_desktop.imaging.reading import ImageError, read_image
from gng_desktop.modelstore import ModelError, Scope, StoredModel, find_models, load_scope

log = logging.getLogger(__name__)

SEGMENTER, WITH, WITHOUT = "segmenter", "with_background", "without_background"
INSIDE = "The analysis failed inside the program; run 'gng-desktop doctor' and retry."


class Stopwatch:
    """Wall seconds per named stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Book the time since the last lap on `stage`."""
        now = time.perf_counter()
        self.seconds[stage] = round(now - self._last, 6)
        self._last = now


@dataclass(frozen=True)
class Analyser:
    """Three loaded models; makes an `Analysis` of any file. Safe to share between threads.

    Attributes
    ----------
    models : dict of str to StoredModel
        By role: ``segmenter``, ``with_background``, ``without_background``.
    engines : dict of str to Engine
        The same, running.
    scopes : mapping of str to Scope
        By role, what each classifier was trained and tested on; a classifier whose model does
        not say is absent.
    """

    models: dict[str, StoredModel]
    engines: dict[str, Engine]
    scopes: Mapping[str, Scope] = field(default_factory=dict)

    @classmethod
    def open(
        cls, models: Path | None = None, device: str = "auto", threads: int | None = None
    ) -> Analyser:
        """Find, check and load the models.

        Parameters
        ----------
        models : Path, optional
            Folder searched before the user's and the shipped models.
        device : str
            ``auto``, ``cpu`` or ``gpu:N``.
        threads : int, optional
            CPU threads of each network, from 1; None means all that may be used.

        Raises
        ------
        ModelError
            If a model is missing or damaged, or the device is not there; one sentence.
        """
        inventory = find_models(models)
        stored = {role: inventory.require(role) for role in (SEGMENTER, WITH, WITHOUT)}
        engines = {role: open_engine(m, device, threads) for role, m in stored.items()}
        scopes: dict[str, Scope] = {}
        for role in (WITH, WITHOUT):
            if (scope := load_scope(stored[role])) is not None:
                _check_scope(scope, engines[role], stored[role])
                scopes[role] = scope
        return cls(stored, engines, scopes)

    def score(self, role: str, batch: NDArray[np.uint8]) -> NDArray[np.float64]:
        """Return the calibrated scores, (N,) 0..1, of a classifier on (N, S, S, 3) uint8 RGB."""
        raw: NDArray[Any] = self.engines[role].run(batch)
        return calibrate(raw, self.models[role].manifest.calibration)

    def score_and_novelty(self, role: str, rgb: NDArray[np.uint8]) -> tuple[float, float | None]:
        """Judge one picture, (S, S, 3) uint8 RGB, by a classifier in one run of it.

        Returns
        -------
        tuple
            The calibrated score, 0..1; and the novelty in units of the limit (above 1: out of
            scope), None where the classifier has no scope.
        """
        scope = self.scopes.get(role)
        if scope is None:
            return float(self.score(role, rgb[None])[0]), None
        raw, features = self.engines[role].run_with_features(rgb[None])
        if features is None:
            raise ValueError("the engine gives no features although the model has a scope")
        score = calibrate(raw, self.models[role].manifest.calibration)
        return float(score[0]), float(scope.novelty(features)[0])

    def analyse(self, path: str | os.PathLike[str]) -> Analysis:
        """Analyse one file; whatever is wrong with it ends up in the result, never raises.

        Parameters
        ----------
        path : path-like
            The image file; only read.

        Returns
        -------
        Analysis
        """
        watch = Stopwatch()
        try:
            picture = read_image(path)
        except ImageError as error:
            watch.lap("read")
            return self._result(path, watch, error.sha256, None, "error", str(error))
        watch.lap("read")
        return self._judge(path, picture.rgb, picture.sha256, watch)

    def analyse_picture(
        self, path: str | os.PathLike[str], rgb: NDArray[np.uint8], sha256: str | None = None
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

        Returns
        -------
        Analysis
        """
        return self._judge(path, rgb, sha256, Stopwatch())

    def analyse_part(
        self,
        path: str | os.PathLike[str],
        rgb: NDArray[np.uint8],
        box: Box,
        sha256: str | None = None,
    ) -> Analysis:
        """Analyse a part of a picture in memory; never raises.

        Parameters
        ----------
        path, rgb, sha256
            As of `analyse_picture`.
        box : Box
            What is judged, inside the picture: the result's `face_box`.

        Returns
        -------
        Analysis
        """
        return self._judge(path, rgb, sha256, Stopwatch(), box)

    def _judge(
        self,
        path: str | os.PathLike[str],
        rgb: NDArray[np.uint8],
        sha256: str | None,
        watch: Stopwatch,
        box: Box | None = None,
    ) -> Analysis:
        try:
            return self._analyse(path, rgb, sha256, watch, box)
        except Exception:
            log.exception("analysis of %s failed", path)
            return self._result(path, watch, sha256, rgb, "error", INSIDE)

    def _analyse(
        self,
        path: str | os.PathLike[str],
        rgb: NDArray[np.uint8],
        sha256: str | None,
        watch: Stopwatch,
        box: Box | None,
    ) -> Analysis:
        height, width = rgb.shape[:2]
        segmenter = self.engines[SEGMENTER]
        if box is None:
            mask, box = judged_part(rgb, segmenter)
        elif box.within(width, height):
            mask = segmenter.run(network_input(box.of(rgb), segmenter.size)[None])[0]
        else:
            raise ValueError(f"{box} is not a part of a picture of {width} x {height} px")
        watch.lap("segment")
        judged = box.of(rgb)
        size = self.engines[WITHOUT].size
        whole = box.covers(width, height)
        views = Views(
            rgb=rgb,
            network_rgb=network_input(judged, self.engines[WITH].size),
            network_stripped=strip(
                network_input(judged, size), resize_foreground(foreground(mask), size, size)
            ),
            network_mask=mask,
            box=None if whole else box,
        )
        watch.lap("strip")
        share = box.width * box.height / (width * height)
        regions = {name: fraction * share for name, fraction in fractions(mask).items()}
        background = 1.0 - share + regions.get(CLASSES[BACKGROUND], 0.0)
        facts: dict[str, Any] = {
            "face_fraction": 1.0 - background,
            "face_box": (box.x, box.y, box.width, box.height),
            "regions": {CLASSES[BACKGROUND]: background}
            | {name: v for name, v in regions.items() if name != CLASSES[BACKGROUND]},
            "views": views,
        }
        reason = no_face_reason(mask, min(box.width, box.height))
        if reason:
            return self._result(path, watch, sha256, rgb, "not_applicable", reason, **facts)
        score_with, novelty_with = self.score_and_novelty(WITH, views.network_rgb)
        watch.lap("score_with_background")
        score_without, novelty_without = self.score_and_novelty(WITHOUT, views.network_stripped)
        watch.lap("score_without_background")
        outcome, reason = verdict(
            zone(score_with, self.models[WITH].manifest.thresholds),
            zone(score_without, self.models[WITHOUT].manifest.thresholds),
            novelty_with,
            novelty_without,
        )
        facts |= {
            "verdict": outcome,
            "score_with_background": score_with,
            "score_without_background": score_without,
            "novelty_with_background": novelty_with,
            "novelty_without_background": novelty_without,
        }
        return self._result(path, watch, sha256, rgb, "ok", reason, **facts)

    def _result(
        self,
        path: str | os.PathLike[str],
        watch: Stopwatch,
        sha256: str | None,
        rgb: NDArray[np.uint8] | None,
        status: Any,
        reason: str,
        **facts: Any,
    ) -> Analysis:
        empty: dict[str, Any] = {
            "verdict": None,
            "score_with_background": None,
            "score_without_background": None,
            "face_fraction": None,
            "face_box": None,
            "regions": {},
        }
        engine = self.engines[SEGMENTER]
        found = Analysis(
            path=os.fspath(path),
            sha256=sha256,
            status=status,
            reason=reason,
            width=None if rgb is None else rgb.shape[1],
            height=None if rgb is None else rgb.shape[0],
            segmenter=self.models[SEGMENTER].label,
            classifier_with_background=self.models[WITH].label,
            classifier_without_background=self.models[WITHOUT].label,
            engine=engine.name,
            device=engine.device,
            seconds={**watch.seconds, "total": round(sum(watch.seconds.values()), 6)},
            version=__version__,
            **{**empty, **facts},
        )
        if found.status != "ok":
            return found
        worth = support(found, self.models)
        return replace(found, likelihood_ratio=worth.ratio, support=worth.word)


def _check_scope(scope: Scope, engine: Engine, model: StoredModel) -> None:
    """Raise ModelError unless the scope judges what the engine gives."""
    if scope.directions.shape[0] != engine.features:
        raise ModelError(
            f"Model folder {model.folder} cannot be used because its scope judges "
            f"{scope.directions.shape[0]} features and its network gives {engine.features}; "
            "install the model again."
        )
