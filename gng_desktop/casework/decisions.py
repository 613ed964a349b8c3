"""The analyst's own conclusions, stored by the image's SHA-256 with all earlier ones."""

from __future__ import annotations

import json
import os
import re
import string
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import platformdirs

from gng_desktop.analysis import NEEDED, OWN
from gng_desktop.casework.conclusions import CONCLUSIONS, RECORDS, WITHDRAWN
from gng_desktop.core.errors import PlainError
from gng_desktop.core.files import numbered, write_json
from gng_desktop.core.locks import Held, Lock
from gng_desktop.core.reading import read_bytes
from gng_desktop.core.text import N_
from gng_desktop.core.timestamps import now
from gng_desktop.modelstore.strict import read

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

FORMAT = 2
"""Format 1 knew neither withdrawals nor notes nor tags; whatever holds none is still written so."""
WAIT_S = 2.0  # how long a decision waits for another window to finish writing, s
_SHA256 = re.compile(r"[0-9a-f]{64}")
LEAST = 6  # digits of a SHA-256 that are enough to name an image


def check_sha256(sha256: str) -> None:
    """Raise ValueError for what is no SHA-256 in lower-case hexadecimal digits."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256!r:.80} is no SHA-256")


def beginning_with(named: str, hashes: Iterable[str]) -> set[str]:
    """Return those of `hashes`, lower case, that begin with `named`; none for under `LEAST`."""
    digits = named.lower()
    return {sha256 for sha256 in hashes if len(digits) >= LEAST and sha256.startswith(digits)}


def needs_more(named: str) -> str:
    """Return the sentence on what may be a SHA-256 but is too short for it; "" for all else."""
    if 0 < len(named) < LEAST and set(named) <= set(string.hexdigits):
        return f"A SHA-256 can be shortened to its first {LEAST} digits, not further."
    return ""


class DecisionError(PlainError):
    """Decisions cannot be read or stored; the text is one sentence for the user."""


@dataclass(frozen=True)
class Decision:
    """One conclusion of one analyst on one image, or a face of it, and what the program had found.

    `sha256` is that of the file (64 lower-case hexadecimal digits), `conclusion` a key of
    `RECORDS`, `decided_at` ISO 8601 in UTC. By classifier and role, `scores_seen` are calibrated
    probabilities of "generated", 0..1, and `models_seen` ``id@hash prefix``. `face_index` (from 1)
    and `face_box` (left, top, width, height, px) are of a face analysed on its own; `frame` is one
    of several pictures in the file, from 1. `tags` are all tags of the image from then on; None
    where they stay as they were. ValueError if a value is not as described.
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
    tags: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        check_sha256(self.sha256)
        if self.conclusion not in RECORDS:
            raise ValueError(f"conclusion {self.conclusion!r:.40} is not one of {[*RECORDS]}")
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
        for number in (self.face_index, self.frame):
            if number is not None and number < 1:
                raise ValueError(f"{number!r:.40} is no number of a face or picture")

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values, in the order declared; optional ones if set."""
        values = asdict(self)
        # What was recorded before there were these must read, and be hashed, as it was.
        optional = ("face_index", "face_box", "frame", "tags")
        return {n: v for n, v in values.items() if v is not None or n not in optional}


def decide(
    analysis: Analysis,
    conclusion: str,
    comment: str,
    analyst: str,
    tags: tuple[str, ...] | None = None,
) -> Decision:
    """Return the decision that `analyst` takes now, beside what `analysis` says.

    ValueError if the file could not be read, `conclusion` is unknown or `analyst` empty.
    """
    return Decision(
        sha256=analysis.sha256 or "",
        conclusion=conclusion,
        comment=comment.strip(),
        analyst=analyst.strip(),
        # A decision, its withdrawal and the decision again may take less than a second.
        decided_at=now("milliseconds"),
        verdict_seen=analysis.verdict,
        scores_seen={role: getattr(analysis, f"score_{role}") for role in OWN}
        | {found.id: found.score for found in analysis.detectors},
        models_seen={role: analysis.label_of(role) for role in NEEDED}
        | {found.id: found.label for found in analysis.detectors},
        face_index=analysis.face_index,
        face_box=None if analysis.face_index is None else analysis.face_box,
        frame=analysis.frame if max(analysis.frame, analysis.frames) > 1 else None,
        tags=tags,
    )


def in_force(history: Iterable[Decision]) -> list[Decision]:
    """Return the conclusions that were not withdrawn, the earliest first.

    A withdrawal takes back the last conclusion on the same face and picture that still holds: of
    the same analyst, or where they have none there, of anyone.
    """
    held: list[Decision] = []
    for entry in history:
        if entry.conclusion in CONCLUSIONS:
            held.append(entry)
        elif entry.conclusion == WITHDRAWN:
            part = entry.face_index, entry.frame
            on_it = [i for i, d in enumerate(held) if (d.face_index, d.frame) == part]
            own = [i for i in on_it if held[i].analyst == entry.analyst]
            if on_it:
                del held[(own or on_it)[-1]]
    return held


def tags_of(history: Iterable[Decision]) -> tuple[str, ...]:
    """Return the tags of an image: those recorded last."""
    return next((d.tags for d in reversed([*history]) if d.tags is not None), ())


def mark_of(history: Sequence[Decision]) -> tuple[str, tuple[str, ...]]:
    """Return the conclusion that holds, "" for none, and the tags."""
    held = in_force(history)
    return held[-1].conclusion if held else "", tags_of(history)


def decisions_json(history: Sequence[Decision]) -> dict[str, Any]:
    """Return the decision that holds, of a history that is not empty; under "history" all of it."""
    last = (in_force(history) or [*history])[-1]
    return last.to_json() | {"history": [decision.to_json() for decision in history]}


def on_picture(history: Iterable[Decision], frame: int) -> list[Decision]:
    """Return those decisions that are on picture `frame`, from 1, of a file."""
    return [decision for decision in history if (decision.frame or 1) == frame]


def decided_on(
    history: Iterable[Decision], face: int | None, box: Sequence[int] | None, frame: int = 1
) -> tuple[Decision, ...]:
    """Return those decisions that are on one part of picture `frame`, from 1, of an image.

    `face` is None for the picture as a whole; a face is known by its square `box` (left, top,
    width, height, px), whatever its number was at the time.
    """

    def belongs(decision: Decision) -> bool:
        if face is None or decision.face_index is None:
            return decision.face_index is face
        if decision.face_box is None or box is None:
            return decision.face_index == face
        return tuple(decision.face_box) == tuple(box)

    return tuple(decision for decision in on_picture(history, frame) if belongs(decision))


class KeepsDecisions(Protocol):
    """Where decisions are stored: in a folder (`DecisionStore`) or in a case (`CaseDecisions`)."""

    @property
    def folder(self) -> Path: ...

    def has(self, sha256: str) -> bool: ...

    def history(self, sha256: str) -> list[Decision]: ...

    def warning(self, sha256: str) -> str: ...

    def record(self, decision: Decision) -> list[Decision]: ...


class DecisionStore:
    """Decisions in a folder (None: the user's own), one JSON file an image; only ever added to."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or platformdirs.user_data_path("gng-desktop") / "decisions"

    def path(self, sha256: str) -> Path:
        """Return the file of the image with this SHA-256; ValueError if it is none."""
        check_sha256(sha256)
        return self.folder / f"{sha256}.json"

    def has(self, sha256: str) -> bool:
        """Tell whether decisions on an image are stored; ValueError if this is no SHA-256."""
        return self.path(sha256).exists()

    def history(self, sha256: str) -> list[Decision]:
        """Return all decisions on an image, the earliest first; OSError if they cannot be read.

        `DecisionError` if the file is damaged: it is then set aside as it is, and there is none
        from now on. Or if a later version of the program wrote it: it then stays where it is.
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
                    f"The decisions in {path} were stored by a later version of GNG Desktop; "
                    "update this one to read them."
                )
            if found not in (1, FORMAT) or not content["history"]:
                raise ValueError(f"format {found!r:.40}")
            history = [read(Decision, entry) for entry in content["history"]]
            if any(decision.sha256 != sha256 for decision in history):
                raise ValueError("a decision on another image")
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            with suppress(FileNotFoundError):  # another reader set it aside in this moment
                aside = numbered(
                    f"{path.name}.damaged", lambda n: os.path.lexists(path.with_name(n))
                )
                path.rename(path.with_name(aside))
            raise DecisionError(self.warning(sha256)) from error
        return history

    def warning(self, sha256: str) -> str:
        """Say in one sentence which damaged files of an image were set aside; "" if none was."""
        aside = sorted(self.folder.glob(f"{self.path(sha256).name}.damaged*"))
        if not aside:
            return ""
        return (
            f"Decisions stored earlier for this image could not be read and were set aside as "
            f"{', '.join(map(str, aside))}; restore the file from a backup, or record the "
            "decision again."
        )

    def record(self, decision: Decision) -> list[Decision]:
        """Add a decision to those on its image; return all of them, or change nothing.

        `DecisionError` as `history`, or if another window is writing this file; OSError if the file
        cannot be written.
        """
        path = self.path(decision.sha256)
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            lock = Lock(self.folder / ".lock", WAIT_S)
        except Held:
            raise DecisionError(
                N_("Another window is recording a decision; try again in a moment.")
            ) from None
        with lock:  # two windows at the same moment must not drop each other's decision
            history = [*self.history(decision.sha256), decision]
            later = any(d.conclusion not in CONCLUSIONS or d.tags is not None for d in history)
            content = {
                "format": FORMAT if later else 1,
                "sha256": decision.sha256,
                "history": [entry.to_json() for entry in history],
            }
            write_json(path, content, private=True)
        return history
