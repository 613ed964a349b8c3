"""Image -> segmentation -> stripped view -> two scores -> one `Analysis`."""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop import __version__
from gng_desktop.analysis.face import no_face_reason
from gng_desktop.analysis.result import Analysis, Views
from gng_desktop.analysis.scoring import calibrate, verdict, zone
from gng_desktop.engines.protocol import Engine
from gng_desktop.engines.select import open_engine
from gng_desktop.imaging.background import foreground, strip
from gng_desktop.imaging.faces import judged_part
from gng_desktop.imaging.inputs import network_input, resize_foreground
from gng_desktop.imaging.labels import BACKGROUND, CLASSES, fractions
from gng_desktop.imaging.reading import ImageError, Picture, read_image
from gng_desktop.modelstore import StoredModel, find_models

log = logging.getLogger(__name__)

SEGMENTER, WITH, WITHOUT = "segmenter", "with_background", "without_background"


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
    """

    models: dict[str, StoredModel]
    engines: dict[str, Engine]

    @classmethod
    def open(cls, models: Path | None = None, device: str = "auto") -> Analyser:
        """Find, check and load the models.

        Parameters
        ----------
        models : Path, optional
            Folder searched before the user's and the shipped models.
        device : str
            ``auto``, ``cpu`` or ``gpu:N``.

        Raises
        ------
        ModelError
            If a model is missing or damaged, or the device is not there; one sentence.
        """
        inventory = find_models(models)
        stored = {role: inventory.require(role) for role in (SEGMENTER, WITH, WITHOUT)}
        return cls(stored, {role: open_engine(m, device) for role, m in stored.items()})

    def score(self, role: str, batch: NDArray[np.uint8]) -> NDArray[np.float64]:
        """Return the calibrated scores, (N,) 0..1, of a classifier on (N, S, S, 3) uint8 RGB."""
        raw: NDArray[Any] = self.engines[role].run(batch)
        return calibrate(raw, self.models[role].manifest.calibration)

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
        try:
            return self._analyse(path, picture, watch)
        except Exception:
            log.exception("analysis of %s failed", path)
            reason = "The analysis failed inside the program; run 'gng-desktop doctor' and retry."
            return self._result(path, watch, picture.sha256, picture, "error", reason)

    def _analyse(
        self, path: str | os.PathLike[str], picture: Picture, watch: Stopwatch
    ) -> Analysis:
        mask, box = judged_part(picture.rgb, self.engines[SEGMENTER])
        watch.lap("segment")
        judged = box.of(picture.rgb)
        size = self.engines[WITHOUT].size
        whole = box.covers(picture.width, picture.height)
        views = Views(
            rgb=picture.rgb,
            network_rgb=network_input(judged, self.engines[WITH].size),
            network_stripped=strip(
                network_input(judged, size), resize_foreground(foreground(mask), size, size)
            ),
            network_mask=mask,
            box=None if whole else box,
        )
        watch.lap("strip")
        share = box.width * box.height / (picture.width * picture.height)
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
            return self._result(
                path, watch, picture.sha256, picture, "not_applicable", reason, **facts
            )
        score_with = float(self.score(WITH, views.network_rgb[None])[0])
        watch.lap("score_with_background")
        score_without = float(self.score(WITHOUT, views.network_stripped[None])[0])
        watch.lap("score_without_background")
        outcome, reason = verdict(
            zone(score_with, self.models[WITH].manifest.thresholds),
            zone(score_without, self.models[WITHOUT].manifest.thresholds),
        )
        facts |= {
            "verdict": outcome,
            "score_with_background": score_with,
            "score_without_background": score_without,
        }
        return self._result(path, watch, picture.sha256, picture, "ok", reason, **facts)

    def _result(
        self,
        path: str | os.PathLike[str],
        watch: Stopwatch,
        sha256: str | None,
        picture: Picture | None,
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
        return Analysis(
            path=os.fspath(path),
            sha256=sha256,
            status=status,
            reason=reason,
            width=picture.width if picture else None,
            height=picture.height if picture else None,
            segmenter=self.models[SEGMENTER].label,
            classifier_with_background=self.models[WITH].label,
            classifier_without_background=self.models[WITHOUT].label,
            engine=engine.name,
            device=engine.device,
            seconds={**watch.seconds, "total": round(sum(watch.seconds.values()), 6)},
            version=__version__,
            **{**empty, **facts},
        )
