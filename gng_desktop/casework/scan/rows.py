"""The rows of a scan's CSV: what they hold, and how any file name survives in them."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gng_desktop.analysis.result import Analysis
from gng_desktop.core.tables import harmless, path_cell
from gng_desktop.core.tables import path_of as path_of  # where docs/scan.md says it is

BOM = b"\xef\xbb\xbf"
"""Byte order mark, by which Excel knows UTF-8."""
SCORE_DIGITS, SHARE_DIGITS, SECONDS_DIGITS = 9, 6, 4
"""Decimals: scores keep all that the networks' float32 holds."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row; the fields are the columns, in their order.

    Attributes
    ----------
    path : str
        The file, as the listing names it.
    sha256 : str or None
        Of the file's bytes; None where they could not be read.
    status : {"ok", "not_applicable", "error"}
    reason : str
        One sentence; "" where the verdict speaks for itself.
    width, height : int or None
        Of the upright image, px.
    face_index : int
        0 for the whole file; 1, 2, ... for each of its faces, where they are judged one by one.
    frame : int or None
        Which of several pictures in the file, from 1; None where there is only one.
    face_box : tuple of int or None
        Left, top, width, height of the judged part, px.
    verdict : {"generated", "real", "inconclusive"} or None
    score_with_background, score_without_background : float or None
        0..1.
    score_shift : float or None
        The first score less the second: what the background does to it.
    background_share : float or None
        The background's share of all contributions to the with-background score, 0..1, where the
        regions were explained.
    face_fraction : float or None
        Share of the image's pixels that belong to the face, 0..1.
    segmenter, classifier_with_background, classifier_without_background : str or None
        ``id@hash prefix`` of the models.
    engine : str or None
        What ran them.
    seconds : float
        Spent on the file; of work done for several at once its share.
    analysed_at : str
        ISO 8601, UTC.
    partial : bool
        Whether a part of the picture is missing in the file.
    notes : str
        A sentence for each oddity of the file; see `Analysis.notes`.
    provenance_flag : {"generated", "partly_generated", "possibly_generated", "none"} or None
        What the file says of itself; it enters no score. None where that was not read.
    likelihood_ratio : float or None
        How many times more probable the scores are if the verdict is right.
    support : str
        That in words; "" without a verdict.
    """

    path: str
    sha256: str | None
    status: str
    reason: str
    width: int | None
    height: int | None
    face_index: int
    frame: int | None = None  # not in the records of earlier versions
    face_box: tuple[int, ...] | None
    verdict: str | None
    score_with_background: float | None
    score_without_background: float | None
    score_shift: float | None
    background_share: float | None
    face_fraction: float | None
    segmenter: str | None
    classifier_with_background: str | None
    classifier_without_background: str | None
    engine: str | None
    seconds: float
    analysed_at: str
    # Records of earlier versions are without these.
    partial: bool = False
    notes: str = ""
    provenance_flag: str | None = None
    likelihood_ratio: float | None = None
    support: str = ""

    def cells(self) -> list[str]:
        """Return the row as texts for a CSV."""
        facts = {name: getattr(self, name) for name in COLUMNS}
        return [path_cell(self.path), *(_cell(facts[name]) for name in COLUMNS[1:])]


COLUMNS: tuple[str, ...] = tuple(field.name for field in dataclasses.fields(Row))
FIRST_COLUMNS = COLUMNS[: COLUMNS.index("analysed_at") + 1]
"""What every CSV of every version begins with."""


def row_of(
    analysis: Analysis,
    analysed_at: str,
    background_share: float | None = None,
    seconds: float = 0.0,
) -> Row:
    """Return the row of an analysis, of a whole file or of one face of it.

    Parameters
    ----------
    analysis : Analysis
    analysed_at : str
        ISO 8601, UTC.
    background_share : float, optional
        See `Row`.
    seconds : float
        Spent on explaining it, s.
    """
    scores = analysis.score_with_background, analysis.score_without_background
    shift = None if scores[0] is None or scores[1] is None else scores[0] - scores[1]
    return Row(
        path=analysis.path,
        sha256=analysis.sha256,
        status=analysis.status,
        reason=analysis.reason,
        width=analysis.width,
        height=analysis.height,
        face_index=analysis.face_index or 0,
        # Of a picture that failed nobody may know how many there are.
        frame=analysis.frame if max(analysis.frame, analysis.frames) > 1 else None,
        face_box=analysis.face_box,
        verdict=analysis.verdict,
        score_with_background=_rounded(scores[0], SCORE_DIGITS),
        score_without_background=_rounded(scores[1], SCORE_DIGITS),
        score_shift=_rounded(shift, SCORE_DIGITS),
        background_share=_rounded(background_share, SHARE_DIGITS),
        face_fraction=_rounded(analysis.face_fraction, SHARE_DIGITS),
        segmenter=analysis.segmenter,
        classifier_with_background=analysis.classifier_with_background,
        classifier_without_background=analysis.classifier_without_background,
        engine=analysis.engine,
        seconds=round(analysis.seconds["total"] + seconds, SECONDS_DIGITS),
        analysed_at=analysed_at,
        partial=analysis.partial,
        notes=" ".join(analysis.notes),
        likelihood_ratio=analysis.likelihood_ratio,
        support=analysis.support,
    )


def csv_bytes(lines: Iterable[Sequence[str]]) -> bytes:
    """Return lines of cells as CSV: UTF-8 without byte order mark, RFC 4180."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(lines)
    return stream.getvalue().encode("utf-8")


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, (tuple, list)):
        return " ".join(str(part) for part in value)
    if isinstance(value, float):
        # Of a number a minus in front is harmless. Adding 0 turns -0.0 into 0.0.
        return f"{value + 0.0:.{SCORE_DIGITS}f}".rstrip("0").rstrip(".")
    return str(value)
