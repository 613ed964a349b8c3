"""Masks that analysts corrected, PNG of class ids as they were used; none is ever replaced.

They are records of a case, beside the analysis, and without one files in the user's data folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import platformdirs
from numpy.typing import NDArray

from gng_desktop.analysis import HASHED
from gng_desktop.casework.case.canonical import canonical
from gng_desktop.casework.case.connection import CaseError, reading
from gng_desktop.casework.case.log import adding
from gng_desktop.core.timestamps import now
from gng_desktop.imaging.labels import CLASSES

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

LOG = "masks.jsonl"
MASK = "analyst_mask"
"""Among the previews of an analysis, the corrected mask; empty where it was withdrawn."""


class AnalystMask(NamedTuple):
    """A mask, what the analysis with it notes on it, and the facts of that analysis."""

    mask: NDArray[np.uint8]
    note: str
    facts: dict[str, Any]


Key = tuple[str, int, tuple[int, ...] | None]
Masks = dict[Key, AnalystMask]  # by `key_of` their analyses

_LAST = "p.id = (SELECT max(id) FROM previews WHERE analysis = a.id AND name = ?)"


def mask_sha256(mask: NDArray[np.uint8]) -> str:
    """Return the hash of a mask's class ids, row by row."""
    return hashlib.sha256(np.ascontiguousarray(mask, np.uint8).tobytes()).hexdigest()


def mask_note(notes: Iterable[str]) -> str:
    """Return the note on a corrected mask; "" where the segmenter's own was used."""
    return next((note for note in notes if HASHED in note), "")


def keep_mask(mask: NDArray[np.uint8], facts: dict[str, Any]) -> None:
    """Write a mask, (S, S) class ids 0..13, into the user's data folder, and a line to its log.

    The PNG is named by the hash of the mask; `facts` are JSON values: which image, which part of
    it, by whom. OSError if it cannot be written.
    """
    # Loads OpenCV.
    from gng_desktop.casework.result_files import save_png

    folder = platformdirs.user_data_path("gng-desktop") / "masks"
    folder.mkdir(parents=True, exist_ok=True)
    digest = mask_sha256(mask)
    path = folder / f"{digest}.png"
    if not path.exists():
        save_png(path, mask)
    line = json.dumps({"mask": digest, "at": now(), **facts}, ensure_ascii=True)
    with (folder / LOG).open("a", encoding="ascii") as stream:
        stream.write(line + "\n")


def key_of(facts: Mapping[str, Any]) -> Key:
    """Return SHA-256, picture and analysed square of an analysis, from `Analysis.to_json`."""
    box = facts.get("face_box")
    return facts["sha256"] or "", facts.get("frame", 1), None if box is None else tuple(box)


def add_mask(
    case: Path, analysis: Analysis, mask: NDArray[np.uint8] | None, what: str, who: str
) -> None:
    """Record the mask that an analysis in the case was made with, or None to withdraw it.

    Where that analysis is not the newest, or its mask was withdrawn, it is added again. A mask is
    withdrawn from all analyses of the same square that have the same note on it.

    Parameters
    ----------
    case : Path
    analysis : Analysis
        With the note on the mask; to record one it must be in the case.
    mask : ndarray of uint8, shape (S, S), or None
        Class ids.
    what, who : str
        For the log.

    Raises
    ------
    CaseError
        If the case cannot be written or does not hold the analysis.
    """
    from PIL import Image

    data, facts = io.BytesIO(), analysis.to_json()
    known, note = key_of(facts), mask_note(analysis.notes)
    select = (
        "SELECT a.id, a.facts, a.support, length(p.data) AS size FROM analyses a "
        f"LEFT JOIN previews p ON {_LAST} WHERE a.image = ? ORDER BY a.id"
    )
    with adding(case, who, what) as addition:
        rows = addition.connection.execute(select, (MASK, analysis.sha256)).fetchall()
        if mask is None:
            for row in rows:
                of = json.loads(row["facts"])
                same = note and key_of(of) == known and mask_note(of.get("notes", ())) == note
                if same and row["size"] != 0:
                    addition.add("previews", analysis=row["id"], name=MASK, data=b"")
            return
        text = canonical(facts)
        found = next((row for row in reversed(rows) if row["facts"] == text), None)
        if found is None:
            raise CaseError(
                "The image is not in the case; add it, then analyse with the mask again."
            )
        number = found["id"]
        if found["size"] is not None or number != rows[-1]["id"]:
            values = {"image": analysis.sha256, "facts": text, "support": found["support"]}
            number = addition.add("analyses", **values)
        Image.fromarray(mask).save(data, format="PNG")
        addition.add("previews", analysis=number, name=MASK, data=data.getvalue())


def masks_of(case: Path) -> Masks:
    """Return the newest masks that were not withdrawn.

    CaseError if the case cannot be read, or holds a mask that is none of class ids.
    """
    found: Masks = {}
    select = (
        f"SELECT a.facts, p.data FROM analyses a JOIN previews p ON {_LAST} "
        "WHERE length(p.data) > 0 ORDER BY a.id"
    )
    with reading(case) as connection:
        for row in connection.execute(select, (MASK,)):
            facts = json.loads(row["facts"])
            # Without the note an analysis would not say that it is a corrected one.
            if note := mask_note(facts.get("notes", ())[:1]):
                found[key_of(facts)] = AnalystMask(_mask(row["data"], case), note, facts)
    return found


def _mask(data: bytes, case: Path) -> NDArray[np.uint8]:
    from PIL import Image

    with contextlib.suppress(Exception):  # Pillow raises anything on malformed bytes
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            mask = np.asarray(image.convert("L"))
        if mask.max() < len(CLASSES):
            return mask
    raise CaseError(
        f"The case {case} holds an analyst's mask that is none of the classes 0 to "
        f"{len(CLASSES) - 1}; do not use its masks, and find out who changed it."
    )
