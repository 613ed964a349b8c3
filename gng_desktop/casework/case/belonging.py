"""Does what was recorded belong to these bytes of an image, or to this judged part of it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gng_desktop.casework.decisions import Decision


def of_other_bytes(stated: Mapping[str, Any] | None, sha256: str | None) -> bool:
    """Tell whether what a file states was read after the file had been replaced.

    Parameters
    ----------
    stated : mapping or None
        From `Provenance.to_json`.
    sha256 : str or None
        Of the bytes that were analysed.
    """
    found = (stated or {}).get("facts", {}).get("sha256")
    return found is not None and found != sha256


def on_picture(history: Iterable[Decision], frame: int) -> list[Decision]:
    """Return those decisions that are on picture `frame`, from 1, of a file."""
    return [decision for decision in history if (decision.frame or 1) == frame]


def decided_on(
    history: Iterable[Decision], face: int | None, box: Sequence[int] | None, frame: int = 1
) -> tuple[Decision, ...]:
    """Return those decisions that are on one judged part of an image.

    Parameters
    ----------
    history : iterable of Decision
        On the image.
    face : int or None
        Number of the face; None for the picture as a whole.
    box : sequence of int or None
        The square that was judged: a face is known by it, whatever its number was at the time.
    frame : int
        Which of the pictures in the file, from 1.
    """

    def belongs(decision: Decision) -> bool:
        if face is None or decision.face_index is None:
            return decision.face_index is face
        if decision.face_box is None or box is None:
            return decision.face_index == face
        return tuple(decision.face_box) == tuple(box)

    return tuple(decision for decision in on_picture(history, frame) if belongs(decision))
