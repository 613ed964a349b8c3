"""A verdict marked right or wrong: the protector looks at it, and it enters the pool or not."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from gng_desktop.casework.pool.store import Entry, Pool, PoolError
from gng_desktop.core.errors import plain_errors
from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import LARGE, read_bytes
from gng_desktop.core.text import N_
from gng_desktop.core.timestamps import now
from gng_desktop.modelstore import StoredModel
from gng_desktop.modelstore.store import file_sha256
from gng_desktop.runs.records import PROTECTOR
from gng_desktop.training.intervals import share_interval
from gng_desktop.training.protector import THRESHOLD, FeatureModel, Protector, load_protector

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis

ROLE = "with_background"
DROP = 0.10  # how far the accuracy may fall below the baseline before a new training is proposed
LEAST = 20  # marks below which drift is not reported


def mark(
    pool: Pool, analyser: Analyser, analysis: Analysis, right: bool, by: str, case: str = ""
) -> Entry:
    """Take an analyst's word on a verdict: into the pool, or flagged as suspect.

    Return what became of it, and why. `analyser` has the models that made `analysis`, which comes
    with its views. `PoolError` if there is no verdict to mark, or the pool cannot be written.
    """
    if not by.strip():
        raise PoolError("A mark needs the name of its analyst.")
    if analysis.verdict not in ("real", "generated") or analysis.views is None:
        raise PoolError(
            f"{analysis.path}: only a verdict of real or generated can be marked right or wrong; "
            "record a conclusion instead."
        )
    if analysis.frame > 1:
        raise PoolError(f"{analysis.path}: only the first picture of a file can be marked.")
    generated = (analysis.verdict == "generated") == right
    chance, reason = suspicion(analyser, analysis, generated)
    content, suffix = _content(analysis)
    face = "" if analysis.face_index is None else f"-{analysis.face_index}"
    entry = Entry(
        sha256=analysis.sha256 or "",
        face=analysis.face_index,
        label="fake" if generated else "real",
        right=right,
        verdict=analysis.verdict,
        model=analyser.models[ROLE].label,
        state="suspect" if reason else "accepted",
        wrong_label=chance,
        reason=reason or f"the protector agrees ({chance:.2f} that the label is wrong)",
        path=str(Path(analysis.path).absolute()),
        case=case,
        by=by.strip(),
        at=now(),
        copy=f"{analysis.sha256}{face}{suffix}",
    )
    pool.add(entry, content)
    return entry


def analysed(analyser: Analyser, path: Path, face: int | None) -> Analysis:
    """Return the analysis of an image, or of one of its faces, with views; raises `PoolError`."""
    from gng_desktop.analysis.faces_in_image import analyse_each
    from gng_desktop.imaging.reading import ImageError, read_image

    if face is None:
        found = [analyser.analyse(path)]
    else:
        try:
            found = analyse_each(analyser, path, read_image(path)).faces
        except ImageError as error:
            raise PoolError(f"{path}: {error}") from error
    analysis = next((a for a in found if a.face_index == face), None)
    if analysis is None:
        raise PoolError(f"{path} has no face {face} that can be analysed.")
    if analysis.status == "error":
        raise PoolError(f"{path}: {analysis.reason}")
    return analysis


@dataclass(frozen=True)
class Marked:
    """What became of a mark, and how the model's verdicts fare by all marks."""

    entry: Entry
    drift: Drift


def mark_steps(
    path: Path,
    face: int | None,
    right: bool,
    by: str,
    case: str = "",
    models: Path | None = None,
    device: str = "auto",
    folder: Path | None = None,
) -> Generator[Progress, None, Marked]:
    """Analyse an image once more and mark its verdict, for a process of its own.

    `face` is of a face that was analysed on its own, `folder` the pool (None: the user's own); for
    the rest see `mark` and `Analyser.open`. Raises `PoolError` and `ModelError`.
    """
    from gng_desktop.analysis.pipeline import Analyser

    pool = Pool(folder)
    yield Progress(0, 0, N_("Loading the models"))
    analyser = Analyser.open(models, device)
    yield Progress(0, 0, N_("Analysing the image"))
    analysis = analysed(analyser, path, face)
    entry = mark(pool, analyser, analysis, right, by, case)
    return Marked(entry, drift(pool, analyser.models[ROLE]))


def _content(analysis: Analysis) -> tuple[bytes, str]:
    """Return what is trained on: the file as it was analysed, or the part around one face."""
    assert analysis.views is not None
    if analysis.face_index is not None:
        stream = io.BytesIO()
        part = analysis.views.analysed.of(analysis.views.rgb)
        Image.fromarray(np.ascontiguousarray(part)).save(stream, "PNG")
        return stream.getvalue(), ".png"
    with plain_errors(PoolError, f"{analysis.path} cannot be read", "check the file"):
        content = read_bytes(Path(analysis.path), LARGE)
    if hashlib.sha256(content).hexdigest() != analysis.sha256:
        raise PoolError(f"{analysis.path} was changed since it was analysed; analyse it again.")
    return content, Path(analysis.path).suffix.lower()


def suspicion(analyser: Analyser, analysis: Analysis, generated: bool) -> tuple[float | None, str]:
    """Ask the protector of the with-background classifier about a label.

    Return how probable a wrong label is, 0..1, None where nobody could be asked; and why the image
    is suspect, "" if it is not.
    """
    stored = analyser.models[ROLE]
    protector, why = protector_of(stored)
    if protector is None:
        return None, why
    assert analysis.views is not None
    try:
        low, high = _features(stored)(analysis.views.network_rgb[None])
        chance = float(protector.wrong(low, high, np.array([generated]))[0])
    except (ImportError, ValueError) as error:
        return None, f"the protector cannot be run here ({error})"
    word = "generated" if generated else "real"
    suspect = f"the protector disagrees with {word!r} ({chance:.2f} that the label is wrong)"
    return chance, suspect if chance >= THRESHOLD else ""


def protector_of(stored: StoredModel) -> tuple[Protector | None, str]:
    """Return the protector that came with a model; None and why, where there is none to use."""
    expected = stored.manifest.training.get("protector")
    path = stored.folder / PROTECTOR
    if not expected:
        return None, N_("the model has no protector; train one with 'runs protector'")
    try:
        if file_sha256(path) != expected:
            return None, N_("the model's protector is not the one it was installed with")
        return load_protector(path), ""
    except (OSError, ValueError):
        return None, N_("the model's protector cannot be read")


@lru_cache(maxsize=1)
def _features(stored: StoredModel) -> FeatureModel:
    from gng_desktop.engines.keras_engine import build_keras

    return FeatureModel(build_keras(stored))


@dataclass(frozen=True)
class Drift:
    """How a model's verdicts fare by the analysts' latest marks, beside its test.

    `suspect` marks are counted among `marks`; `accuracy` is right / marks, with its 95 % `interval`
    (Wilson); `baseline` see there. `retrain`: the accuracy is `DROP` or more below the baseline, on
    `LEAST` marks or more.
    """

    marks: int
    right: int
    suspect: int
    accuracy: float | None
    interval: list[float] | None
    baseline: float | None
    retrain: bool

    def text(self) -> str:
        """Return one or two sentences."""
        if self.accuracy is None or self.interval is None:
            return "No verdict of this model has been marked yet."
        low, high = self.interval
        words = (
            f"{self.right} of {self.marks} marked verdicts are right: {100 * self.accuracy:.1f} % "
            f"({100 * low:.1f} to {100 * high:.1f})"
        )
        words += f", {self.suspect} marks are suspect" * bool(self.suspect)
        if self.baseline is None:
            return f"{words}; the model states no baseline."
        words += f"; on its test images {100 * self.baseline:.1f} %."
        if self.retrain:
            words += (
                f" That is {100 * (self.baseline - self.accuracy):.0f} points below: train again "
                "on the original data and the pool ('train --from-pool')."
            )
        elif self.marks < LEAST:
            words += f" Fewer than {LEAST} marks say little."
        return words


def drift(pool: Pool, stored: StoredModel) -> Drift:
    """Compare what the marks say of a model's verdicts with its own test; raises `PoolError`."""
    own = [e for e in pool.entries() if e.model == stored.label]
    marks, right = len(own), sum(e.right for e in own)
    suspect, base = sum(e.state == "suspect" for e in own), baseline(stored)
    accuracy = right / marks if marks else None
    fallen = accuracy is not None and base is not None and base - accuracy >= DROP - 1e-9
    interval, retrain = share_interval(right, marks), fallen and marks >= LEAST
    return Drift(marks, right, suspect, accuracy, interval, base, retrain)


def baseline(stored: StoredModel) -> float | None:
    """Return the share of right verdicts among the decided test images of trained sources.

    Inconclusive verdicts cannot be marked, so they do not count here either. The classifier's
    accuracy where the manifest has no sources; None where it has no test.
    """
    metrics = stored.manifest.metrics
    trained, decided, right = set(metrics.get("trained_sources", ())), 0.0, 0.0
    for name, row in metrics.get("sources", {}).items():
        if name in trained or not trained:
            called = {True: row["called_generated"], False: row["called_real"]}
            decided += row["images"] * sum(called.values())
            right += row["images"] * called[bool(row["generated"])]
    if decided:
        return float(right / decided)
    group = metrics.get("trained") or metrics.get("all") or {}
    return float(group["accuracy"]) if "accuracy" in group else None
