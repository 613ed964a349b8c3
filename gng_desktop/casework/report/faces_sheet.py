"""The sheet of an image whose faces were judged one by one: all of them, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from gng_desktop.casework.decisions import Decision
from gng_desktop.casework.report import face_text, sheet_text, text
from gng_desktop.casework.report.content import ImagePage, Part
from gng_desktop.casework.report.image_sheet import (
    COMMENT_BESIDE,
    boxes,
    decided,
    decision,
    file_rows,
    history,
    name_of,
    problems_of,
    verdict_line,
)
from gng_desktop.casework.report.markup import Html, element, facts, filled, foreign, joined, table
from gng_desktop.casework.report.placing import Placing, image
from gng_desktop.casework.report.sections import file_of, side_by_side
from gng_desktop.imaging.provenance.fields import clean

PICTURE_SIDE = 400
"""Longest side of the picture with all faces framed, CSS px."""


def part_key(page: ImagePage, part: Part) -> str:
    """Return the key of the sheet of a judged part."""
    return f"image-{page.number}-{'whole' if part.face is None else f'face-{part.face}'}"


def faces_sheet(page: ImagePage, total: int, place: Placing) -> Html:
    """Return the sheet of one of `total` images; each judged part has another of its own."""
    whole = len(page.parts) > len(page.faces)
    notes = (face_text.RULE, face_text.CAUTION, *[face_text.WHOLE_ASIDE] * whole)
    judged = (text.JUDGED, face_text.judged(len(page.faces), whole))
    return filled(
        "faces",
        count=sheet_text.image_heading(page.number, total),
        name=name_of(page),
        facts=facts([*file_rows(page), judged], 100),
        problems=problems_of(page),
        boxes=boxes(_verdict(page, place), _decision(page), page.verdict),
        title=face_text.TITLE,
        overview=side_by_side(
            [
                (_picture(page, place), {"width": PICTURE_SIDE + 20}),
                (joined(element("p", words, class_="small") for words in notes), {}),
            ],
            "views",
        ),
        faces=_table(page, place),
        file=file_of(page.file),
        history=history(_elsewhere(page), face_text.OTHER_HISTORY, hidden=COMMENT_BESIDE),
    )


def _verdict(page: ImagePage, place: Placing) -> Iterator[Html]:
    word = text.status_word(page.analysis)
    yield element("p", face_text.PROGRAM_SAYS, class_="small")
    yield element("p", verdict_line(page.verdict, word.upper(), place, 16), class_="word")
    worth = page.support
    if worth is not None and page.verdict is not None and page.face is not None:
        yield element("p", face_text.support(page.face, worth.word), class_="support")
    if page.analysis is not None and page.analysis.reason:
        yield element("p", foreign(page.analysis.reason, 600), class_="told")
    known = [face.face for face in page.faces if face.face is not None]
    if missing := face_text.missing(known):
        yield element("p", foreign(missing, 600), class_="told")


def decided_on_image(page: ImagePage) -> Decision | None:
    """Return the last decision on the image as a whole."""
    found = [decision for decision in decided(page) if decision.face_index is None]
    return found[-1] if found else None


def _decision(page: ImagePage) -> Iterator[Html]:
    yield element("p", face_text.ANALYST_SAYS, class_="small")
    if (last := decided_on_image(page)) is not None:
        yield from decision(last)
    else:
        yield element("p", face_text.NO_DECISION, class_="told")


def _elsewhere(page: ImagePage) -> list[Decision]:
    """Return the decisions that stand on no face's sheet."""
    told = [decision for face in page.faces for decision in face.decisions]
    return [decision for decision in page.decisions if decision not in told]


def _picture(page: ImagePage, place: Placing) -> Html:
    if "original" not in page.pictures:
        return element("p", sheet_text.NO_VIEWS, class_="told")
    words = f"{face_text.FRAMED}: {clean(page.name, 160)}"
    shown = image(place, page.pictures["original"], words, PICTURE_SIDE)
    caption = element("p", face_text.FRAMED, class_="caption")
    return joined([element("p", shown, class_="figure"), caption])


def _table(page: ImagePage, place: Placing) -> Html:
    paged = place.page(part_key(page, page.parts[0])) is not None
    head = [
        face_text.FACE,
        face_text.WHERE,
        text.VERDICT,
        text.WITH_SHORT,
        text.WITHOUT_SHORT,
        text.SUPPORT,
        text.DECISION,
        *([text.PAGE] if paged else []),
    ]
    rows = [_row(page, part, place) for part in page.parts]
    return table(rows, head, (46, None, 104, 50, 56, 88, 86, 44), right=frozenset({3, 4, 7}))


def _row(page: ImagePage, part: Part, place: Placing) -> list[str]:
    analysis, key = part.analysis, part_key(page, part)
    name = face_text.WHOLE if part.face is None else str(part.face)
    scores: tuple[float | None, float | None] = (None, None)
    if analysis is not None and analysis.status == "ok":
        scores = (analysis.score_with_background, analysis.score_without_background)
    worth = part.support.word if part.support is not None and part.verdict else text.NONE
    number = place.page(key)
    return [
        place.link(key, name),
        face_text.where(analysis) if analysis is not None else text.NONE,
        verdict_line(part.verdict, text.status_word(analysis), place),
        *(text.score_short(value) for value in scores),
        text.support_short(worth),
        text.conclusion(part.decisions[-1].conclusion) if part.decisions else text.NONE,
        *([number] if number else []),
    ]
