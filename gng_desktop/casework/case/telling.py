"""What a case says, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gng_desktop.analysis.result import Analysis
from gng_desktop.casework.case.contents import CaseImage, CaseMetadata, CasePart
from gng_desktop.casework.case.evidence import EvidenceState
from gng_desktop.casework.case.log import LogEntry
from gng_desktop.casework.commands import summary
from gng_desktop.casework.decisions import CONCLUSIONS, Decision
from gng_desktop.explain.catalogue import name_of


def title(about: CaseMetadata) -> str:
    """Return title, reference and examiner on one line."""
    return " | ".join(filter(None, (about.title, about.reference, about.examiner)))


def judged(analysis: Analysis) -> str:
    """Return one line on what was just found, of a face or of the whole."""
    if analysis.face_index is None:
        return summary(analysis)
    return f"{summary(analysis)}  (face {analysis.face_index})"


def line(image: CaseImage) -> str:
    """Return one line: hash, verdict, both scores, last decision, faces judged, last place."""
    verdict, with_background, without_background = _outcome(_facts(image))
    decided = _decided(image.history[-1], bool(image.faces)) if image.history else "-"
    faces = f"[{_faces(image)}] " if image.faces else ""
    place = image.places[-1].path if image.places else ""
    return (
        f"{image.sha256[:12]}  {verdict:14s}  {with_background:>5s}  {without_background:>5s}  "
        f"{decided:18s}  {faces}{place}"
    ).rstrip()


def _facts(image: CaseImage) -> dict[str, Any]:
    """Return the facts of the last analysis; of faces judged one by one, what they mean."""
    if not image.faces:
        return image.analysis.facts if image.analysis is not None else {}
    # Whoever has judged them has loaded what this loads.
    from gng_desktop.analysis.each import file_verdict

    known = Analysis.__dataclass_fields__
    analyses = [
        Analysis(**{name: value for name, value in face.analysis.facts.items() if name in known})
        for face in image.faces
    ]
    return file_verdict(analyses).to_json()


def _faces(image: CaseImage) -> str:
    return "1 face" if len(image.faces) == 1 else f"{len(image.faces)} faces"


def _decided(decision: Decision, by_face: bool) -> str:
    face = f" (face {decision.face_index})" if by_face and decision.face_index else ""
    return f"{CONCLUSIONS[decision.conclusion]}{face}{_picture(decision.frame, ' (picture {})')}"


def _picture(frame: int | None, words: str) -> str:
    return "" if frame is None else words.format(frame)


def _other_frames(image: CaseImage) -> Iterator[str]:
    for analysis in image.other_frames:
        verdict, *scores = _outcome(analysis.facts)
        first, second = scores
        yield (
            f"Picture {analysis.frame} of the file: {verdict.upper()}, score with background "
            f"{first}, without background {second}"
        )


def _outcome(facts: Mapping[str, Any]) -> tuple[str, str, str]:
    verdict = facts.get("verdict") or facts.get("status", "not analysed").replace("_", " ")
    scores = (facts.get(f"score_{which}_background") for which in ("with", "without"))
    first, second = ("-" if score is None else f"{score:.3f}" for score in scores)
    return verdict, first, second


def lines(image: CaseImage, states: Sequence[EvidenceState]) -> Iterator[str]:
    """Yield what a case says of one image; `states` has one for each of its places."""
    yield f"SHA-256 {image.sha256}"
    if image.width and image.height:
        yield f"  {image.width:,} x {image.height:,} px"
    for place, state in zip(image.places, states, strict=True):
        yield f"  {state.state}: {state.path} (seen {place.seen_at} on {place.computer})"
    if image.faces:
        facts = _facts(image)
        yield f"{_outcome(facts)[0].upper()}: verdict on the file, {_faces(image)} judged"
        yield f"  {facts['reason']}"
    several = image.analyses > 1 and not image.faces
    count = f", the last of {image.analyses} analyses" if several else ""
    for part in image.parts:
        yield from _part(part, count)
    if not image.parts:
        yield _scores({})
    yield from _other_frames(image)
    for decision in image.history:
        said = CONCLUSIONS[decision.conclusion]
        face = "" if decision.face_index is None else f" on face {decision.face_index}"
        face += _picture(decision.frame, " on picture {} of the file")
        yield f"Decision by {decision.analyst}{face}, {decision.decided_at}: {said}"
        if decision.comment:
            yield f"  {decision.comment}"


def _scores(facts: Mapping[str, Any], count: str = "") -> str:
    verdict, with_background, without_background = _outcome(facts)
    return (
        f"{verdict.upper()}: score with background {with_background}, without background "
        f"{without_background}{count}"
    )


def _part(part: CasePart, count: str) -> Iterator[str]:
    facts = part.analysis.facts
    yield _scores(facts, count)
    if part.face is not None:
        yield f"  of face {part.face}{_place(part.analysis.judged)}"
    if facts["reason"]:
        yield f"  {facts['reason']}"
    if part.analysis.support is not None:
        yield f"  {part.analysis.support['sentence']}"
    yield f"  models {', '.join(map(str, part.analysis.models))}"
    for found in part.explanations:
        tested = ", the maps tested" if found.tested else ""
        yield f"Explained by {name_of(found.method)}{tested}"
        if reading := found.facts.get("reading"):
            yield f"  {reading}"
    if part.stress is not None:
        yield f"Stress test: {part.stress['sentence']}"


def _place(box: Sequence[int] | None) -> str:
    if box is None:
        return ""
    left, top, width, height = box
    return f", {width:,} x {height:,} px at {left:,}, {top:,}"


def entry(found: LogEntry) -> str:
    """Return one line: number, time, who, what, and the tables that were added to."""
    tables = ", ".join(dict.fromkeys(ref.table for ref in found.rows))
    added = f" [{tables}]" if tables else ""
    return f"{found.sequence:5d}  {found.at}  {found.who}: {found.what}{added}"
