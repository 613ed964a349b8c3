"""The masks that analysts corrected, as records of a case: PNG of class ids beside the analysis."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.casework.analyst_masks import mask_note
from gng_desktop.casework.case.canonical import canonical
from gng_desktop.casework.case.connection import CaseError, reading
from gng_desktop.casework.case.contents import MASK
from gng_desktop.casework.case.log import adding

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.case.store import Case


class AnalystMask(NamedTuple):
    """A mask, what the analysis with it notes on it, and the facts of that analysis."""

    mask: NDArray[np.uint8]
    note: str
    facts: dict[str, Any]


Key = tuple[str, int, tuple[int, ...] | None]
Masks = dict[Key, AnalystMask]  # by `key_of` their analyses

_LAST = "p.id = (SELECT max(id) FROM previews WHERE analysis = a.id AND name = ?)"


def key_of(facts: Mapping[str, Any]) -> Key:
    """Return SHA-256, picture and analysed square of an analysis, from `Analysis.to_json`."""
    box = facts.get("face_box")
    return facts["sha256"] or "", facts.get("frame", 1), None if box is None else tuple(box)


def add_mask(
    case: Case, analysis: Analysis, mask: NDArray[np.uint8] | None, what: str, who: str
) -> None:
    """Record the mask that an analysis in the case was made with, or None to withdraw it.

    Where that analysis is not the newest, or its mask was withdrawn, it is added again. A mask is
    withdrawn from all analyses of the same square that have the same note on it.

    Parameters
    ----------
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
    data, facts = io.BytesIO(), analysis.to_json()
    known, note = key_of(facts), mask_note(analysis.notes)
    select = (
        "SELECT a.id, a.facts, a.support, length(p.data) AS size FROM analyses a "
        f"LEFT JOIN previews p ON {_LAST} WHERE a.image = ? ORDER BY a.id"
    )
    with adding(case.path, who, what) as addition:
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


def masks_of(case: Case) -> Masks:
    """Return the newest masks that were not withdrawn; CaseError if the case cannot be read."""
    found: Masks = {}
    select = (
        f"SELECT a.facts, p.data FROM analyses a JOIN previews p ON {_LAST} "
        "WHERE length(p.data) > 0 ORDER BY a.id"
    )
    with reading(case.path) as connection:
        for row in connection.execute(select, (MASK,)):
            facts = json.loads(row["facts"])
            # Without the note an analysis would not say that it is a corrected one.
            if note := mask_note(facts.get("notes", ())[:1]):
                with Image.open(io.BytesIO(row["data"]), formats=["PNG"]) as image:
                    mask = np.asarray(image.convert("L"))
                found[key_of(facts)] = AnalystMask(mask, note, facts)
    return found
