"""What a case says of its images, models, settings and reports, read from its rows."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gng_desktop.analysis import NEEDED, label_field
from gng_desktop.casework.case.analyst_masks import MASK, mask_note
from gng_desktop.casework.decisions import Decision, decided_on
from gng_desktop.modelstore.strict import read

MODELS = tuple(map(label_field, NEEDED))
"""Where an analysis names its models."""


@dataclass(frozen=True)
class CaseMetadata:
    """What the case is; `created_at` is ISO 8601 in UTC, `reference` and `examiner` may be empty.

    `id` is 32 random hexadecimal digits: no two cases have the same, nor the same log.
    """

    id: str
    title: str
    reference: str
    examiner: str
    created_at: str


@dataclass(frozen=True)
class Place:
    """Where an image was seen: `path` absolute, as on the computer of that name.

    `relative` is the same from the folder of the case, with ``/``; None where there is no way.
    `seen_at` is ISO 8601, in UTC.
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
    def made_by(self) -> tuple[Any, ...]:
        """``id@hash prefix`` of the models that made it: those with roles, others that decided."""
        return made_by(self.facts)

    @property
    def box(self) -> Any:
        """The part of the image that was analysed: left, top, width, height, px."""
        return self.facts.get("face_box")

    @property
    def part(self) -> tuple[Any, ...]:
        """What analyses of one part of an image by the same models have in common."""
        return self.made_by, self.frame, self.box, self.face is None, self.mask_note

    @property
    def face(self) -> int | None:
        """Number of the face that was analysed on its own; None for the picture as a whole."""
        number = self.facts.get("face_index")
        return number if isinstance(number, int) else None

    @property
    def frame(self) -> int:
        """Which of the pictures in the file, from 1."""
        number = self.facts.get("frame")
        return number if isinstance(number, int) else 1

    @property
    def mask_note(self) -> str:
        """The note on the mask that an analyst corrected; "" where none did."""
        return mask_note(self.facts.get("notes", ()))


@dataclass(frozen=True)
class CaseExplanation:
    """One explanation of both scores or of a further detector's: its numbers, entry, analysis.

    `method` is `Explanation.method` or `FurtherExplained.key`. By classifier, `facts` are those of
    `explanation_facts` (or `further_facts`) of `casework.result_files`, and `tested` (how faithful
    the maps are; None if untested) those of `faithfulness_facts` there.
    """

    id: int
    entry: int
    analysis: int
    method: str
    facts: dict[str, Any]
    tested: dict[str, Any] | None

    @property
    def detector(self) -> str:
        """Id of the further detector; "" where it is of both scores."""
        return str(self.facts.get("detector", ""))


@dataclass(frozen=True)
class CasePart:
    """What is known of one analysed part of an image: of a face, or of the picture as a whole.

    Explanations (one a method), stress test (`Stress.to_json`) and previews (by name, the number to
    ask `Case.preview` for) are those of the analysis or of an earlier one of the same part by the
    same models: what was found of one face is never another's. `history` holds the decisions on
    this part, the earliest first.
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
    """What is known of one image.

    `size` is that of the file in bytes, `width` and `height` px of the upright image; None where
    not known. `places` and `history`, all decisions on the image and on faces of it, have the
    earliest first; `provenance` is from `Provenance.to_json`.

    `parts` are, by the models of the last analysis, the newest of each analysed part: the faces in
    the order of their numbers, then the picture as a whole. A face gives way to one analysed later
    that has its number or its place. `last` is the one analysed last. `other_frames` are, of a file
    with several pictures, by the same models, the newest analysis of each picture but that of
    `last`. All leave out an analysis whose corrected mask was withdrawn.

    `analyses` counts all analyses there are, `by_other_models` those by other models than the last.
    """

    sha256: str
    size: int | None
    width: int | None
    height: int | None
    places: tuple[Place, ...]
    provenance: dict[str, Any] | None
    history: tuple[Decision, ...]
    parts: tuple[CasePart, ...] = ()
    last: CasePart | None = None
    analyses: int = 0
    by_other_models: int = 0
    other_frames: tuple[CaseAnalysis, ...] = ()

    @property
    def analysis(self) -> CaseAnalysis | None:
        """The last one."""
        return None if self.last is None else self.last.analysis

    @property
    def explanations(self) -> tuple[CaseExplanation, ...]:
        """Of the part analysed last."""
        return () if self.last is None else self.last.explanations

    @property
    def stress(self) -> dict[str, Any] | None:
        """Of the part analysed last."""
        return None if self.last is None else self.last.stress

    @property
    def previews(self) -> dict[str, int]:
        """Of the part analysed last."""
        return {} if self.last is None else self.last.previews

    @property
    def faces(self) -> tuple[CasePart, ...]:
        """The faces that were analysed one by one; none where there is but one analysed part."""
        return tuple(part for part in self.parts if part.face and len(self.parts) > 1)


@dataclass(frozen=True)
class CaseModel:
    """A model that results of the case were made with.

    `sha256` is that of its ``manifest.json``, `manifest` what `modelstore.Manifest.from_json`
    reads.
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


_OF_IMAGE = {
    "sha256": "sha256 = ?",
    "image": "image = ?",
    "analysis": "analysis IN (SELECT id FROM analyses WHERE image = ?)",
    "explanation": "explanation IN (SELECT e.id FROM explanations e JOIN analyses a "
    "ON a.id = e.analysis WHERE a.image = ?)",
}
"""By the column that leads to it, what chooses the rows of one image."""
_LIGHT = {
    "explanations": "id, entry, analysis, method, facts",
    "previews": "id, analysis, name, length(data) AS size",
}
"""Columns without the pictures and maps themselves."""
_Grouped = defaultdict[Any, list[sqlite3.Row]]


def read_images(connection: sqlite3.Connection, sha256: str | None = None) -> list[CaseImage]:
    """Return all images in the order they were added, or the one with this SHA-256."""

    def grouped(column: str, *tables: str) -> dict[str, _Grouped]:
        groups: dict[str, _Grouped] = {table: defaultdict(list) for table in tables}
        for table, found in groups.items():
            for row in _rows(connection, table, column, sha256):
                found[row[column]].append(row)
        return groups

    by_image = grouped("image", "places", "analyses", "provenance", "decisions")
    by_analysis = grouped("analysis", "explanations", "stress_tests", "previews")
    tested = _rows(connection, "map_tests", "explanation", sha256)
    tests = {row["explanation"]: json.loads(row["facts"]) for row in tested}
    images = _rows(connection, "images", "sha256", sha256)
    return [_image(row, by_image, by_analysis, tests) for row in images]


def read_history(connection: sqlite3.Connection, sha256: str) -> list[Decision]:
    """Return all decisions on an image, the earliest first."""
    rows = _rows(connection, "decisions", "image", sha256)
    return [read(Decision, json.loads(row["facts"])) for row in rows]


def _rows(
    connection: sqlite3.Connection, table: str, column: str, sha256: str | None
) -> list[sqlite3.Row]:
    """Return the rows of a table that belong to one image, or all of them."""
    select = f"SELECT {_LIGHT.get(table, '*')} FROM {table}"
    if sha256 is None:
        return connection.execute(f"{select} ORDER BY id").fetchall()
    chosen = f"{select} WHERE {_OF_IMAGE[column]} ORDER BY id"
    return connection.execute(chosen, (sha256,)).fetchall()


def _last(rows: list[sqlite3.Row]) -> Any:
    return json.loads(rows[-1]["facts"]) if rows else None


def _whole(value: object) -> int | None:
    """Return a whole number; None for anything else that a tampered case may hold."""
    return value if type(value) is int else None


def _image(
    row: sqlite3.Row,
    by_image: dict[str, _Grouped],
    by_analysis: dict[str, _Grouped],
    tests: dict[int, dict[str, Any]],
) -> CaseImage:
    sha256, facts = row["sha256"], json.loads(row["facts"])
    analyses = []
    for r in by_image["analyses"][sha256]:
        worth = json.loads(r["support"]) if r["support"] else None
        analyses.append(CaseAnalysis(r["id"], r["entry"], json.loads(r["facts"]), worth))
    history = tuple(read(Decision, json.loads(r["facts"])) for r in by_image["decisions"][sha256])
    valid = [a for a in analyses if not _withdrawn(by_analysis["previews"][a.id])]
    parts = [_part(a, analyses, by_analysis, tests, history) for a in _current(valid)]
    last = next((part for part in parts if part.analysis is valid[-1]), None)
    seen = last.analysis.facts if last is not None else {}
    return CaseImage(
        sha256=sha256,
        size=_whole(facts["size"]),
        width=_whole(facts["width"]) or _whole(seen.get("width")),
        height=_whole(facts["height"]) or _whole(seen.get("height")),
        places=tuple(read(Place, json.loads(r["facts"])) for r in by_image["places"][sha256]),
        provenance=_last(by_image["provenance"][sha256]),
        history=history,
        parts=tuple(parts),
        last=last,
        analyses=len(analyses),
        by_other_models=sum(a.made_by != valid[-1].made_by for a in valid),
        other_frames=_other_frames(valid),
    )


def _withdrawn(previews: list[sqlite3.Row]) -> bool:
    """Tell whether an analysis was made with a corrected mask that was withdrawn."""
    return [row["size"] for row in previews if row["name"] == MASK][-1:] == [0]


def _current(analyses: list[CaseAnalysis]) -> list[CaseAnalysis]:
    """Return the newest analysis of each analysed part, faces first; see `CaseImage.parts`."""
    found: list[CaseAnalysis] = []
    for analysis in reversed(analyses):
        last = analyses[-1]
        alike = (analysis.made_by, analysis.frame) == (last.made_by, last.frame)
        if alike and not any(_replaces(later, analysis) for later in found):
            found.append(analysis)
    return sorted(found, key=lambda a: (a.face is None, a.face or 0))


def _other_frames(analyses: list[CaseAnalysis]) -> tuple[CaseAnalysis, ...]:
    newest = {a.frame: a for a in analyses if a.made_by == analyses[-1].made_by}
    return tuple(newest[n] for n in sorted(newest) if n != analyses[-1].frame)


def made_by(facts: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the models of an analysis, from `Analysis.to_json`; see `CaseAnalysis.made_by`."""
    deciding = facts.get("deciding", ())
    further = (d["label"] for d in facts.get("detectors", ()) if d["id"] in deciding)
    return (*(facts.get(name) for name in MODELS), *further)


def _replaces(later: CaseAnalysis, earlier: CaseAnalysis) -> bool:
    if later.face is None or earlier.face is None:
        return later.face is earlier.face
    if later.face == earlier.face:
        return True
    # Where the program failed there is no place to compare.
    return later.box is not None and later.box == earlier.box


def _part(
    analysis: CaseAnalysis,
    analyses: list[CaseAnalysis],
    by_analysis: dict[str, _Grouped],
    tests: dict[int, dict[str, Any]],
    history: tuple[Decision, ...],
) -> CasePart:
    alike = [a.id for a in analyses if a.part == analysis.part]
    own = {
        table: sorted((r for number in alike for r in groups[number]), key=lambda r: int(r["id"]))
        for table, groups in by_analysis.items()
    }
    explanations = {}
    for r in own["explanations"]:
        values = dict(r) | {"facts": json.loads(r["facts"]), "tested": tests.get(r["id"])}
        explanations[r["method"]] = CaseExplanation(**values)
    return CasePart(
        analysis=analysis,
        explanations=tuple(explanations.values()),
        stress=_last(own["stress_tests"]),
        previews={r["name"]: r["id"] for r in own["previews"]},
        history=decided_on(history, analysis.face, analysis.box, analysis.frame),
    )
