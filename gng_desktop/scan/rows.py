"""The rows of a scan's CSV: each column declared once, with its value and what it may hold."""

from __future__ import annotations

import csv
import dataclasses
import io
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, get_args

from gng_desktop.analysis.result import Analysis
from gng_desktop.analysis.support import NO_CONCLUSION, NO_SUPPORT, SCALE
from gng_desktop.core.tables import harmless, path_cell
from gng_desktop.core.tables import path_of as path_of  # where docs/scan.md says it is
from gng_desktop.modelstore.family import ANSWERS
from gng_desktop.provenance.traces import States

STATUSES = ("ok", "not_applicable", "error")
VERDICTS = ("generated", "real", "inconclusive")
BOM = b"\xef\xbb\xbf"  # byte order mark, by which Excel knows UTF-8
SCORE_DIGITS, SHARE_DIGITS, SECONDS_DIGITS = 9, 6, 4
"""Decimals: scores keep all that the networks' float32 holds."""
MOST_TEXT, MOST_NOTES = 2_000, 20_000
"""Characters of a sentence or a version, and of notes, that a worker of a cluster may answer."""

Of = Callable[[Analysis], Any]
Fits = Callable[[Any], bool]


def _column(of: Of | None = None, fits: Fits | None = None, **default: Any) -> Any:
    """Declare a column: its value of an analysis, and what a value that is not None must be."""
    return dataclasses.field(**default, metadata={"of": of, "fits": fits})


def _same(name: str, fits: Fits | None = None, **default: Any) -> Any:
    return _column(attrgetter(name), fits, **default)


def _number(of: Of | None, fits: Fits | None = None, digits: int = SCORE_DIGITS) -> Any:
    return _column(None if of is None else lambda a: _rounded(of(a), digits), fits, default=None)


def _rounded(value: float | None, digits: int = SCORE_DIGITS) -> float | None:
    return None if value is None else round(float(value), digits)


def _share(value: float) -> bool:
    return 0 <= value <= 1


def _shift(analysis: Analysis) -> float | None:
    first, second = analysis.score_with_background, analysis.score_without_background
    return None if first is None or second is None else first - second


def _family(name: str) -> Any:
    return _number(lambda a: a.family_probabilities.get(name), _share, SHARE_DIGITS)


def _utc(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).utcoffset() == timedelta(0)
    except ValueError:
        return False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row; the fields are the columns, in their order, named as in `Analysis`.

    Scores, shares and probabilities are 0..1; models are ``id@hash prefix``. Those with a default
    are not in records of earlier versions.
    """

    path: str = _same("path")  # as the listing names the file
    sha256: str | None = _same("sha256")  # of the file's bytes; None where they were not read
    status: str = _same("status", STATUSES.__contains__)
    # One sentence; "" where the verdict speaks for itself.
    reason: str = _same("reason", lambda text: len(text) <= MOST_TEXT)
    width: int | None = _same("width", lambda px: 0 < px < 1 << 31)  # of the upright image, px
    height: int | None = _same("height", lambda px: 0 < px < 1 << 31)
    # 0 for the whole file; 1, 2, ... for its faces, analysed one by one
    face_index: int = _column(lambda a: a.face_index or 0)
    # Which of several pictures, from 1; None where there is one. Of a picture that failed nobody
    # may know how many there are.
    frame: int | None = _column(
        lambda a: a.frame if max(a.frame, a.frames) > 1 else None, default=None
    )
    # left, top, width, height of the analysed part, px
    face_box: tuple[int, ...] | None = _same("face_box")
    verdict: str | None = _same("verdict", VERDICTS.__contains__)
    score_with_background: float | None = _number(attrgetter("score_with_background"), _share)
    score_without_background: float | None = _number(attrgetter("score_without_background"), _share)
    # The first score less the second: what the background does to it.
    score_shift: float | None = _number(_shift, lambda value: -1 <= value <= 1)
    background_share: float | None = _number(None, _share)  # of all that moves the score with it
    face_fraction: float | None = _number(attrgetter("face_fraction"), _share, SHARE_DIGITS)
    segmenter: str | None = _same("segmenter")
    classifier_with_background: str | None = _same("classifier_with_background")
    classifier_without_background: str | None = _same("classifier_without_background")
    engine: str | None = _same("engine")  # what ran them
    # Spent on the file; of work done for several at once its share.
    seconds: float = _column(fits=lambda value: value >= 0 and math.isfinite(value))
    analysed_at: str = _column(fits=_utc)  # ISO 8601, UTC
    partial: bool = _same("partial", default=False)  # a part of the picture is missing
    # A sentence for each oddity of the file.
    notes: str = _column(
        lambda a: " ".join(a.notes), lambda text: len(text) <= MOST_NOTES, default=""
    )
    # What the file says of itself; it enters no score.
    provenance_flag: str | None = _column(
        fits={*get_args(States), "none"}.__contains__, default=None
    )
    # Of the scores, if the verdict is right; and that in words.
    likelihood_ratio: float | None = _same(
        "likelihood_ratio", lambda value: value >= 0, default=None
    )
    support: str = _same(
        "support", {*(w for _, w in SCALE), NO_SUPPORT, NO_CONCLUSION, ""}.__contains__, default=""
    )
    score_fused: float | None = _number(attrgetter("score_fused"), _share)  # of all classifiers
    # Roles and ids of the detectors that the verdict was made of.
    deciding: str = _column(lambda a: " ".join(a.deciding), default="")
    # By id of a further detector, its calibrated and its raw score.
    detectors: dict[str, Any] = _column(
        lambda a: {d.id: [_rounded(d.score), _rounded(d.raw)] for d in a.detectors},
        default_factory=dict,
    )
    # "generated" where it is not decided; "" without a family model
    family: str = _same("family", {*ANSWERS, ""}.__contains__, default="")
    family_real: float | None = _family("real")
    family_gan: float | None = _family("gan")
    family_diffusion: float | None = _family("diffusion")
    classifier_family: str | None = _same("classifier_family", default=None)

    def __post_init__(self) -> None:
        if self.face_box is not None:  # a list, as JSON has it
            object.__setattr__(self, "face_box", tuple(self.face_box))

    def misfits(self) -> list[str]:
        """Return the columns that hold what no analysis gives."""
        pairs = ((name, getattr(self, name), fits) for name, fits in _FITS)
        return [name for name, value, fits in pairs if value is not None and not fits(value)]

    def cells(self, detectors: Sequence[str] = (), deciding: bool = False) -> list[str]:
        """Return the row as texts for a CSV with `columns` of the same arguments."""
        facts = {name: getattr(self, name) for name in (*COLUMNS, "deciding")}
        for name in detectors:
            facts[f"score_{name}"], facts[f"raw_{name}"] = self.detectors.get(name, (None, None))
        names = columns(detectors, deciding)
        return [path_cell(self.path), *(_cell(facts[name]) for name in names[1:])]


_FIELDS = dataclasses.fields(Row)
_OF: list[tuple[str, Of]] = [(f.name, f.metadata["of"]) for f in _FIELDS if f.metadata["of"]]
_FITS: list[tuple[str, Fits]] = [
    (f.name, f.metadata["fits"]) for f in _FIELDS if f.metadata["fits"]
]
COLUMNS = tuple(f.name for f in _FIELDS if f.name not in ("deciding", "detectors"))
FIRST_COLUMNS = COLUMNS[: COLUMNS.index("analysed_at") + 1]
"""What every CSV of every version begins with."""


def columns(detectors: Sequence[str] = (), deciding: bool = False) -> tuple[str, ...]:
    """Return the columns of a CSV: two more for each further detector, and who decided.

    ``score_<id>`` is calibrated, ``raw_<id>`` is not. `deciding`: others than usual decide, which a
    column then tells.
    """
    further = (f"{kind}_{name}" for name in detectors for kind in ("score", "raw"))
    return (*COLUMNS, *(("deciding",) if detectors or deciding else ()), *further)


def row_of(
    analysis: Analysis,
    analysed_at: str,
    background_share: float | None = None,
    seconds: float = 0.0,
) -> Row:
    """Return the row of an analysis, of a whole file or of one face of it.

    `analysed_at` is ISO 8601, UTC; `background_share` as of `Row`; `seconds` were spent on
    explaining.
    """
    return Row(
        **{name: of(analysis) for name, of in _OF},
        background_share=_rounded(background_share, SHARE_DIGITS),
        seconds=round(analysis.seconds["total"] + seconds, SECONDS_DIGITS),
        analysed_at=analysed_at,
    )


@dataclass(frozen=True)
class Record:
    """What was found about one file: its row, and those of its faces if each was analysed.

    `sha256` is None where its bytes could not be read. `again`: it failed for a reason that may
    pass (a file that could not be read, a failure inside the program), so a resumed scan tries it
    once more.
    """

    path: str
    sha256: str | None
    again: bool
    rows: tuple[Row, ...]

    def of(self, path: str, seconds: float) -> Record:
        """Return the same for another file of the same bytes, on which `seconds` were spent."""
        rows = [dataclasses.replace(row, path=path, seconds=0.0) for row in self.rows]
        rows[0] = dataclasses.replace(rows[0], seconds=round(seconds, SECONDS_DIGITS))
        return dataclasses.replace(self, path=path, rows=tuple(rows))


def csv_bytes(lines: Iterable[Sequence[str]]) -> bytes:
    """Return lines of cells as CSV: UTF-8 without byte order mark, RFC 4180."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(lines)
    return stream.getvalue().encode("utf-8")


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
