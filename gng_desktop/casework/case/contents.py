"""What a case says of its images, models, settings and reports, read from its rows."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from gng_desktop.casework.case.belonging import decided_on
from gng_desktop.casework.decisions import Decision
from gng_desktop.modelstore.strict import read

MODELS = ("segmenter", "classifier_with_background", "classifier_without_background")
"""Where an analysis names its models."""


@dataclass(frozen=True)
class CaseMetadata:
    """What the case is; times are ISO 8601 in UTC.

    Attributes
    ----------
    id : str
        32 random hexadecimal digits: no two cases have the same, nor the same log.
    title, reference, examiner : str
        As given; `reference` and `examiner` may be empty.
    created_at : str
    """

    id: str
    title: str
    reference: str
    examiner: str
    created_at: str


@dataclass(frozen=True)
class Place:
    """Where an image was seen.

    Attributes
    ----------
    path : str
        Absolute, as on the computer of that name.
    relative : str or None
        The same from the folder of the case, with ``/``; None where there is no way.
    seen_at : str
        ISO 8601, in UTC.
    computer : str
    """

    path: str
    relative: str | None
    seen_at: str
    computer: str


@dataclass(frozen=True)
class CaseAnalysis:
    """One analysis: `gng_desktop.analysis.result.Analysis.to_json` and what it is worth.

    `support` holds the fields of `gng_desktop.analysis.support.Support`; None where the models
    were not at hand when it was added. `entry` is the number of the log entry.
    """

    id: int
    entry: int
    facts: dict[str, Any]
    support: dict[str, Any] | None

    @property
    def models(self) -> tuple[Any, ...]:
        """``id@hash prefix`` of the three models that made it."""
        return tuple(self.facts.get(name) for name in MODELS)

    @property
    def judged(self) -> Any:
        """The part of the image that was judged: left, top, width, height, px."""
        return self.facts.get("face_box")

    @property
    def face(self) -> int | None:
        """Number of the face that was judged on its own; None for the picture as a whole."""
        number = self.facts.get("face_index")
        return number if isinstance(number, int) else None

    @property
    def frame(self) -> int:
        """Which of the pictures in the file, from 1."""
        number = self.facts.get("frame")
        return number if isinstance(number, int) else 1


@dataclass(frozen=True)
class CaseExplanation:
    """One explanation of both scores.

    Attributes
    ----------
    id, entry, analysis : int
        Its own number, that of its log entry and that of the analysis it explains.
    method : str
        `Explanation.method`.
    facts : dict
        From `gng_desktop.casework.records.explanation_facts`, by classifier.
    tested : dict or None
        How faithful the maps are, by classifier, from `faithfulness_facts` there.
    """

    id: int
    entry: int
    analysis: int
    method: str
    facts: dict[str, Any]
    tested: dict[str, Any] | None


@dataclass(frozen=True)
class CasePart:
    """What is known of one judged part of an image: of a face, or of the picture as a whole.

    Explanations, stress test and previews are those of the analysis or of an earlier one of the
    same part by the same models: what was found of one face is never another's.

    Attributes
    ----------
    analysis : CaseAnalysis
    explanations : tuple of CaseExplanation
        One a method.
    stress : dict or None
        From `Stress.to_json`.
    previews : dict of str to int
        By name, the number to ask `Case.preview` for.
    history : tuple of Decision
        Those on this part, the earliest first.
    """

    analysis: CaseAnalysis
    explanations: tuple[CaseExplanation, ...]
    stress: dict[str, Any] | None
    previews: dict[str, int]
    history: tuple[Decision, ...]

    @property
    def face(self) -> int | None:
        """Number of the face; None for the picture as a whole."""
        return self.analysis.face


@dataclass(frozen=True)
class CaseImage:
    """What is known of one image; all but `places`, `history` and `parts` is what was added last.

    Attributes
    ----------
    sha256 : str
        Of the file.
    size, width, height : int or None
        Bytes of the file, and px of the upright image; None where not known.
    places : tuple of Place
        The earliest first.
    analyses : int
        How many there are.
    analysis : CaseAnalysis or None
    explanations : tuple of CaseExplanation
        As of `CasePart`, and so are `stress` and `previews`.
    provenance, stress : dict or None
        From `Provenance.to_json` and `Stress.to_json`.
    history : tuple of Decision
        All on the image and on faces of it, the earliest first.
    previews : dict of str to int
    parts : tuple of CasePart
        By the models of the last analysis, the newest of each judged part: the faces in the order
        of their numbers, then the picture as a whole. A face gives way to one judged later that
        has its number or its place.
    by_other_models : int
        Of `analyses`, those by other models than the last one's.
    other_frames : tuple of CaseAnalysis
        Of a file with several pictures, by the same models, the newest analysis of each picture but
        that of the last one, which all the rest is on.
    """

    sha256: str
    size: int | None
    width: int | None
    height: int | None
    places: tuple[Place, ...]
    analyses: int
    analysis: CaseAnalysis | None
    explanations: tuple[CaseExplanation, ...]
    provenance: dict[str, Any] | None
    stress: dict[str, Any] | None
    history: tuple[Decision, ...]
    previews: dict[str, int]
    parts: tuple[CasePart, ...] = ()
    by_other_models: int = 0
    other_frames: tuple[CaseAnalysis, ...] = ()

    @property
    def faces(self) -> tuple[CasePart, ...]:
        """The faces that were judged one by one; none where there is but one judged part."""
        return tuple(part for part in self.parts if part.face and len(self.parts) > 1)


@dataclass(frozen=True)
class CaseModel:
    """A model that results of the case were made with.

    `sha256` is that of its ``manifest.json``, `manifest` what
    `gng_desktop.modelstore.Manifest.from_json` reads: calibration, thresholds, limits, metrics.
    """

    role: str
    label: str
    sha256: str
    manifest: dict[str, Any]


@dataclass(frozen=True)
class CaseReport:
    """A report that was made: where, the SHA-256 of the file, and of the images it is on."""

    entry: int
    path: str
    sha256: str
    images: tuple[str, ...]


def read_images(connection: sqlite3.Connection, sha256: str | None = None) -> list[CaseImage]:
    """Return all images in the order they were added, or the one with this SHA-256."""
    images = _rows(connection, "images", "sha256", sha256)
    by_image = {
        table: _grouped(_rows(connection, table, "image", sha256), "image")
        for table in ("places", "analyses", "provenance", "decisions")
    }
    within = None if sha256 is None else [row["id"] for row in by_image["analyses"][sha256]]
    by_analysis = {
        table: _grouped(_of(connection, table, "*", "analysis", within), "analysis")
        for table in ("explanations", "stress_tests")
    }
    # Without the pictures and maps themselves.
    columns = "id, analysis, name"
    by_analysis["previews"] = _grouped(
        _of(connection, "previews", columns, "analysis", within), "analysis"
    )
    explained = None
    if within is not None:
        explained = [row["id"] for rows in by_analysis["explanations"].values() for row in rows]
    found = _of(connection, "map_tests", "*", "explanation", explained)
    tests = {row["explanation"]: json.loads(row["facts"]) for row in found}
    return [_image(row, by_image, by_analysis, tests) for row in images]


def read_history(connection: sqlite3.Connection, sha256: str) -> list[Decision]:
    """Return all decisions on an image, the earliest first."""
    rows = _rows(connection, "decisions", "image", sha256)
    return [read(Decision, json.loads(row["facts"])) for row in rows]


_Grouped = defaultdict[Any, list[sqlite3.Row]]


def _rows(
    connection: sqlite3.Connection, table: str, column: str, value: str | None
) -> list[sqlite3.Row]:
    return _of(connection, table, "*", column, None if value is None else [value])


def _of(
    connection: sqlite3.Connection, table: str, columns: str, column: str, values: Any
) -> list[sqlite3.Row]:
    """Return the rows of a table whose `column` is one of `values`; all of them for None."""
    if table == "explanations":
        columns = "id, entry, analysis, method, facts"
    if values is None:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()
    marks = ", ".join("?" * len(values))
    select = f"SELECT {columns} FROM {table} WHERE {column} IN ({marks}) ORDER BY id"
    return connection.execute(select, tuple(values)).fetchall()


def _grouped(rows: list[sqlite3.Row], column: str) -> _Grouped:
    groups: _Grouped = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def _last(rows: list[sqlite3.Row]) -> dict[str, Any] | None:
    found: dict[str, Any] | None = json.loads(rows[-1]["facts"]) if rows else None
    return found


def _image(
    row: sqlite3.Row,
    by_image: dict[str, _Grouped],
    by_analysis: dict[str, _Grouped],
    tests: dict[int, dict[str, Any]],
) -> CaseImage:
    sha256, facts = row["sha256"], json.loads(row["facts"])
    analyses = [
        CaseAnalysis(
            r["id"],
            r["entry"],
            json.loads(r["facts"]),
            json.loads(r["support"]) if r["support"] else None,
        )
        for r in by_image["analyses"][sha256]
    ]
    history = tuple(read(Decision, json.loads(r["facts"])) for r in by_image["decisions"][sha256])
    parts = [_part(a, analyses, by_analysis, tests, history) for a in _current(analyses)]
    last = next((part for part in parts if part.analysis is analyses[-1]), None)
    seen = last.analysis.facts if last is not None else {}
    return CaseImage(
        sha256=sha256,
        size=facts["size"],
        width=facts["width"] or seen.get("width"),
        height=facts["height"] or seen.get("height"),
        places=tuple(read(Place, json.loads(r["facts"])) for r in by_image["places"][sha256]),
        analyses=len(analyses),
        analysis=last.analysis if last is not None else None,
        explanations=last.explanations if last is not None else (),
        provenance=_last(by_image["provenance"][sha256]),
        stress=last.stress if last is not None else None,
        history=history,
        previews=last.previews if last is not None else {},
        parts=tuple(parts),
        by_other_models=sum(a.models != analyses[-1].models for a in analyses),
        other_frames=_other_frames(analyses),
    )


def _current(analyses: list[CaseAnalysis]) -> list[CaseAnalysis]:
    """Return the newest analysis of each judged part, faces first; see `CaseImage.parts`."""

    def known(analysis: CaseAnalysis) -> tuple[object, int]:
        return analysis.models, analysis.frame

    found: list[CaseAnalysis] = []
    for analysis in reversed(analyses):
        outdated = any(_replaces(later, analysis) for later in found)
        if known(analysis) == known(analyses[-1]) and not outdated:
            found.append(analysis)
    return sorted(found, key=lambda a: (a.face is None, a.face or 0))


def _other_frames(analyses: list[CaseAnalysis]) -> tuple[CaseAnalysis, ...]:
    newest = {a.frame: a for a in analyses if a.models == analyses[-1].models}
    return tuple(newest[n] for n in sorted(newest) if n != analyses[-1].frame)


def _replaces(later: CaseAnalysis, earlier: CaseAnalysis) -> bool:
    if later.face is None or earlier.face is None:
        return later.face is earlier.face
    if later.face == earlier.face:
        return True
    # Where the program failed there is no place to compare.
    return later.judged is not None and later.judged == earlier.judged


def _part(
    analysis: CaseAnalysis,
    analyses: list[CaseAnalysis],
    by_analysis: dict[str, _Grouped],
    tests: dict[int, dict[str, Any]],
    history: tuple[Decision, ...],
) -> CasePart:
    def alike(other: CaseAnalysis) -> bool:
        known = (other.models, other.frame, other.judged, other.face is None)
        return known == (analysis.models, analysis.frame, analysis.judged, analysis.face is None)

    own = {
        table: sorted(
            (r for a in analyses if alike(a) for r in groups[a.id]), key=lambda r: int(r["id"])
        )
        for table, groups in by_analysis.items()
    }
    explanations = {
        r["method"]: CaseExplanation(
            r["id"],
            r["entry"],
            r["analysis"],
            r["method"],
            json.loads(r["facts"]),
            tests.get(r["id"]),
        )
        for r in own["explanations"]
    }
    return CasePart(
        analysis=analysis,
        explanations=tuple(explanations.values()),
        stress=_last(own["stress_tests"]),
        previews={r["name"]: r["id"] for r in own["previews"]},
        history=decided_on(history, analysis.face, analysis.judged, analysis.frame),
    )
