"""The analyst's own conclusions, kept by the image's SHA-256 with all earlier ones."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import platformdirs

from gng_desktop.core.files import write_json
from gng_desktop.core.locks import Held, Lock
from gng_desktop.core.reading import read_bytes
from gng_desktop.modelstore.strict import read
from gng_desktop.moments import now

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

CONCLUSIONS: dict[str, str] = {
    "generated": "generated",
    "probably_generated": "probably generated",
    "undecided": "undecided",
    "probably_real": "probably real",
    "real": "real",
    "unsuitable": "unsuitable",
}
"""What may be concluded, by key; the last: the image is not suitable for a decision."""

FORMAT = 1
WAIT_S = 2.0
"""How long a decision waits for another window to finish writing, s."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


class DecisionError(Exception):
    """Decisions cannot be read or kept; the text is one sentence for the user."""


@dataclass(frozen=True)
class Decision:
    """One conclusion of one analyst on one image, or a face of it, and what the tool had said.

    Attributes
    ----------
    sha256 : str
        Of the image file's bytes, 64 lower-case hexadecimal digits.
    conclusion : str
        Key of `CONCLUSIONS`.
    comment : str
        Free text; may be empty.
    analyst : str
        Who decided; not empty.
    decided_at : str
        ISO 8601, in UTC.
    verdict_seen : str or None
        The tool's verdict; None where it gave none.
    scores_seen : dict of str to (float or None)
        Calibrated probabilities of "generated", 0..1, by classifier.
    models_seen : dict of str to (str or None)
        ``id@hash prefix`` of the models, by role.
    face_index, face_box
        Of the face that was judged on its own, as of the analysis: number from 1; left, top,
        width, height, px. None where the image was judged as a whole.
    frame : int or None
        Which of several pictures in the file, from 1; None where there is one, and in decisions of
        versions that recorded none.

    Raises
    ------
    ValueError
        If a value is not as described.
    """

    sha256: str
    conclusion: str
    comment: str
    analyst: str
    decided_at: str
    verdict_seen: str | None
    scores_seen: dict[str, float | None]
    models_seen: dict[str, str | None]
    face_index: int | None = None
    face_box: tuple[int, int, int, int] | None = None
    frame: int | None = None

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"{self.sha256!r:.80} is no SHA-256")
        if self.conclusion not in CONCLUSIONS:
            raise ValueError(f"conclusion {self.conclusion!r:.40} is not one of {[*CONCLUSIONS]}")
        if not self.analyst.strip():
            raise ValueError("a decision needs the name of its analyst")
        if datetime.fromisoformat(self.decided_at).utcoffset() != timedelta(0):
            raise ValueError(f"{self.decided_at!r:.40} is no time in UTC")
        for score in self.scores_seen.values():
            if score is not None and not (isinstance(score, float) and 0 <= score <= 1):
                raise ValueError(f"{score!r:.40} is no score")
        for model in self.models_seen.values():
            if not isinstance(model, str | None):
                raise ValueError(f"{model!r:.40} is no name of a model")
        if self.face_index is not None and self.face_index < 1:
            raise ValueError(f"{self.face_index!r:.40} is no number of a face")
        if self.frame is not None and self.frame < 1:
            raise ValueError(f"{self.frame!r:.40} is no number of a picture")

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values, in the order declared; optional ones if set."""
        values = asdict(self)
        # What was recorded before there were these must read, and be hashed, as it was.
        optional = ("face_index", "face_box", "frame")
        return {n: v for n, v in values.items() if v is not None or n not in optional}


def decide(analysis: Analysis, conclusion: str, comment: str, analyst: str) -> Decision:
    """Return the decision that `analyst` takes now, beside what `analysis` says.

    Raises
    ------
    ValueError
        If the file could not be read, `conclusion` is unknown or `analyst` empty.
    """
    return Decision(
        sha256=analysis.sha256 or "",
        conclusion=conclusion,
        comment=comment.strip(),
        analyst=analyst.strip(),
        decided_at=now(),
        verdict_seen=analysis.verdict,
        scores_seen={
            "with_background": analysis.score_with_background,
            "without_background": analysis.score_without_background,
        },
        models_seen={
            "segmenter": analysis.segmenter,
            "with_background": analysis.classifier_with_background,
            "without_background": analysis.classifier_without_background,
        },
        face_index=analysis.face_index,
        face_box=None if analysis.face_index is None else analysis.face_box,
        frame=analysis.frame if max(analysis.frame, analysis.frames) > 1 else None,
    )


def decisions_json(history: Sequence[Decision]) -> dict[str, Any]:
    """Return the last decision of a history that is not empty, and under "history" all of them."""
    return history[-1].to_json() | {"history": [decision.to_json() for decision in history]}


class KeepsDecisions(Protocol):
    """Where decisions are kept: in a folder (`DecisionStore`) or in a case (`CaseDecisions`)."""

    @property
    def folder(self) -> Path: ...

    def has(self, sha256: str) -> bool: ...

    def history(self, sha256: str) -> list[Decision]: ...

    def warning(self, sha256: str) -> str: ...

    def record(self, decision: Decision) -> list[Decision]: ...


class DecisionStore:
    """Decisions in a folder, one JSON file an image; only ever added to.

    Parameters
    ----------
    folder : Path or None
        Made when the first decision is kept; None means the user's own data folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or platformdirs.user_data_path("gng-desktop") / "decisions"

    def path(self, sha256: str) -> Path:
        """Return the file of the image with this SHA-256; ValueError if it is none."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r:.80} is no SHA-256")
        return self.folder / f"{sha256}.json"

    def has(self, sha256: str) -> bool:
        """Tell whether decisions on an image are kept; ValueError if this is no SHA-256."""
        return self.path(sha256).exists()

    def history(self, sha256: str) -> list[Decision]:
        """Return all decisions on an image, the earliest first.

        Raises
        ------
        DecisionError
            If the file is damaged: it is then set aside as it is, and there is none from now on.
            Or if a later version of the program wrote it: it then stays where it is.
        OSError
            If the file cannot be read.
        """
        path = self.path(sha256)
        try:
            data = read_bytes(path)
        except FileNotFoundError:
            return []
        try:
            content = json.loads(data)
            found = content["format"]
            if isinstance(found, int) and found > FORMAT:
                raise DecisionError(
                    f"The decisions in {path} were kept by a later version of GNG Desktop; update "
                    "this one to read them."
                )
            if found != FORMAT or not content["history"]:
                raise ValueError(f"format {found!r:.40}")
            history = [read(Decision, entry) for entry in content["history"]]
            if any(decision.sha256 != sha256 for decision in history):
                raise ValueError("a decision on another image")
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            path.rename(_unused(path.with_name(f"{path.name}.damaged")))
            raise DecisionError(self.warning(sha256)) from error
        return history

    def warning(self, sha256: str) -> str:
        """Say in one sentence which damaged files of an image were set aside; "" if none was."""
        aside = sorted(self.folder.glob(f"{self.path(sha256).name}.damaged*"))
        if not aside:
            return ""
        return (
            f"Decisions kept earlier for this image could not be read and were set aside as "
            f"{', '.join(map(str, aside))}; restore the file from a backup, or record the "
            "decision again."
        )

    def record(self, decision: Decision) -> list[Decision]:
        """Add a decision to those on its image; all of them are written, or nothing is changed.

        Returns
        -------
        list of Decision
            All decisions on the image, the earliest first.

        Raises
        ------
        DecisionError
            As `history`; or if another window is writing this file.
        OSError
            If the file cannot be written.
        """
        path = self.path(decision.sha256)
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            lock = Lock(self.folder / ".lock", WAIT_S)
        except Held:
            raise DecisionError(
                "Another window is recording a decision; try again in a moment."
            ) from None
        with lock:  # two windows at the same moment must not drop each other's decision
            history = [*self.history(decision.sha256), decision]
            content = {
                "format": FORMAT,
                "sha256": decision.sha256,
                "history": [entry.to_json() for entry in history],
            }
            write_json(path, content, private=True)
        return history


def _unused(path: Path) -> Path:
    found, number = path, 1
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{path.name}-{number}")
    return found
