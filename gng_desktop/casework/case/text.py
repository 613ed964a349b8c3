"""What a case says, in lines for people; those on one image stand in ``resources/case``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gng_desktop.analysis import OWN
from gng_desktop.analysis.detectors import NOT_CALIBRATED, SET_ASIDE
from gng_desktop.analysis.result import Analysis
from gng_desktop.casework.case.contents import CaseImage, CaseMetadata
from gng_desktop.casework.case.evidence import EvidenceState
from gng_desktop.casework.case.log import LogEntry
from gng_desktop.casework.commands import summary
from gng_desktop.casework.conclusions import RECORDS
from gng_desktop.casework.decisions import in_force, tags_of
from gng_desktop.core.templates import lines_of
from gng_desktop.core.text import count
from gng_desktop.explain.catalogue import method_name
from gng_desktop.explain.units import score_text


def title(about: CaseMetadata) -> str:
    """Return title, reference and examiner on one line."""
    return " | ".join(filter(None, (about.title, about.reference, about.examiner)))


def analysed(analysis: Analysis) -> str:
    """Return one line on what was just found, of a face or of the whole."""
    if analysis.face_index is None:
        return summary(analysis)
    return f"{summary(analysis)}  (face {analysis.face_index})"


def line(image: CaseImage) -> str:
    """Return one line: hash, verdict, scores, last decision, faces, place.

    The scores are those of both classifiers and the fused one, or where it was set aside those of
    the further detectors that decide, with their ids.
    """
    facts = _facts(image)
    verdict, with_background, without_background = _outcome(facts)
    held, decided = in_force(image.history), "-"
    if held:
        face, frame = held[-1].face_index if image.faces else None, held[-1].frame
        decided = RECORDS[held[-1].conclusion] + (f" (face {face})" if face else "")
        decided += "" if frame is None else f" (picture {frame})"
    faces = f"[{_faces(image)}] " if image.faces else ""
    place = image.places[-1].path if image.places else ""
    return (
        f"{image.sha256[:12]}  {verdict:14s}  {with_background:>5s}  {without_background:>5s}  "
        f"{_beside(facts):>5s}  {decided:18s}  {faces}{place}"
    ).rstrip()


def _facts(image: CaseImage) -> dict[str, Any]:
    """Return the facts of the last analysis; of faces analysed one by one, what they mean."""
    if not image.faces:
        return image.analysis.facts if image.analysis is not None else {}
    # Whoever has analysed them has loaded what this loads.
    from gng_desktop.analysis.faces_in_image import file_verdict

    known = Analysis.__dataclass_fields__
    analyses = [
        Analysis(**{name: value for name, value in face.analysis.facts.items() if name in known})
        for face in image.faces
    ]
    return file_verdict(analyses).to_json()


def _faces(image: CaseImage) -> str:
    return count(len(image.faces), "face", "faces")


def _outcome(facts: Mapping[str, Any]) -> tuple[str, str, str]:
    verdict = facts.get("verdict") or facts.get("status", "not analysed").replace("_", " ")
    scores = (facts.get(f"score_{which}_background") for which in ("with", "without"))
    first, second = map(_score, scores)
    return verdict, first, second


def _score(score: float | None) -> str:
    return "-" if score is None else score_text(score)


def _set_aside(facts: Mapping[str, Any]) -> bool:
    """Tell whether the verdict is not made of the fused score, as `Analysis.fused_decides`."""
    return not set(OWN) <= set(facts.get("deciding", OWN))


def _beside(facts: Mapping[str, Any]) -> str:
    if not _set_aside(facts):
        return _score(facts.get("score_fused"))
    scored = [role for role in OWN if facts.get(f"score_{role}") is not None]
    own = [f"{role.replace('_', ' ')} decides" for role in scored if role in facts["deciding"]]
    further = (d for d in facts.get("detectors", ()) if d["id"] in facts["deciding"])
    shown = [*own, *(f"{found['id']} {_score(found['score'])}" for found in further)]
    return ", ".join(shown) or "-"


def _scores(facts: Mapping[str, Any]) -> str:
    verdict, first, second = _outcome(facts)
    fused = facts.get("score_fused")
    aside = fused is not None and _set_aside(facts)
    own = [" (decides)" if aside and role in facts["deciding"] else "" for role in OWN]
    words = (
        f"{verdict.upper()}: score with background {first}{own[0]}, "
        f"without background {second}{own[1]}"
    )
    if fused is None:
        return words
    return f"{words}, fused {score_text(fused)}{f' ({SET_ASIDE})' if aside else ''}"


def lines(image: CaseImage, states: Sequence[EvidenceState]) -> list[str]:
    """Return what a case says of one image; `states` has one for each of its places."""
    known: dict[str, Any] = {"outcome": _outcome, "scores": _scores, "faces": _faces}
    known |= {"method_name": method_name, "RECORDS": RECORDS, "NOT_CALIBRATED": NOT_CALIBRATED}
    known["score_text"] = score_text
    places = list(zip(image.places, states, strict=True))
    values = {"meant": _facts(image) if image.faces else {}, "tags": tags_of(image.history)}
    return lines_of("case/show.txt", image=image, places=places, **values, **known)


def entry(of: LogEntry) -> str:
    """Return one line: number, time, who, what, and the tables that were added to."""
    tables = ", ".join(dict.fromkeys(ref.table for ref in of.rows))
    added = f" [{tables}]" if tables else ""
    return f"{of.sequence:5d}  {of.at}  {of.who}: {of.what}{added}"
