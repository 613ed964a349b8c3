"""What a case says, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gng_desktop.casework.case.contents import CaseImage, CaseMetadata
from gng_desktop.casework.case.evidence import EvidenceState
from gng_desktop.casework.case.log import LogEntry
from gng_desktop.casework.decisions import CONCLUSIONS
from gng_desktop.explain.catalogue import name_of


def title(about: CaseMetadata) -> str:
    """Return title, reference and examiner on one line."""
    return " | ".join(filter(None, (about.title, about.reference, about.examiner)))


def line(image: CaseImage) -> str:
    """Return one line: hash, verdict, both scores, last decision, last place."""
    verdict, with_background, without_background = _outcome(image)
    decided = CONCLUSIONS[image.history[-1].conclusion] if image.history else "-"
    place = image.places[-1].path if image.places else ""
    return (
        f"{image.sha256[:12]}  {verdict:14s}  {with_background:>5s}  {without_background:>5s}  "
        f"{decided:18s}  {place}"
    ).rstrip()


def _outcome(image: CaseImage) -> tuple[str, str, str]:
    facts: dict[str, Any] = image.analysis.facts if image.analysis is not None else {}
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
    yield from _analysis(image)
    for found in image.explanations:
        tested = ", the maps tested" if found.tested else ""
        yield f"Explained by {name_of(found.method)}{tested}"
        if reading := found.facts.get("reading"):
            yield f"  {reading}"
    if image.stress is not None:
        yield f"Stress test: {image.stress['sentence']}"
    for decision in image.history:
        said = CONCLUSIONS[decision.conclusion]
        face = "" if decision.face_index is None else f" on face {decision.face_index}"
        yield f"Decision by {decision.analyst}{face}, {decision.decided_at}: {said}"
        if decision.comment:
            yield f"  {decision.comment}"


def _analysis(image: CaseImage) -> Iterator[str]:
    verdict, with_background, without_background = _outcome(image)
    count = f", the last of {image.analyses} analyses" if image.analyses > 1 else ""
    yield (
        f"{verdict.upper()}: score with background {with_background}, without background "
        f"{without_background}{count}"
    )
    if image.analysis is None:
        return
    if (number := image.analysis.facts.get("face_index")) is not None:
        yield f"  of face {number}{_place(image.analysis.judged)}"
    if image.analysis.facts["reason"]:
        yield f"  {image.analysis.facts['reason']}"
    if image.analysis.support is not None:
        yield f"  {image.analysis.support['sentence']}"
    yield f"  models {', '.join(map(str, image.analysis.models))}"


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
