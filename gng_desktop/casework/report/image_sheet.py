"""The sheet of one image: verdict and decision, scores, views, what they rest on, the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gng_desktop.analysis.result import Verdict
from gng_desktop.casework.case.belonging import on_picture
from gng_desktop.casework.decisions import Decision
from gng_desktop.casework.records import ROLES
from gng_desktop.casework.report import charts, face_text, sheet_text, text
from gng_desktop.casework.report.content import ImagePage, Part
from gng_desktop.casework.report.markup import (
    Html,
    element,
    facts,
    filled,
    foreign,
    joined,
    lines,
    table,
)
from gng_desktop.casework.report.placing import Placing, drawing
from gng_desktop.casework.report.sections import (
    Cell,
    file_of,
    ladder_of,
    rests_of,
    scores_of,
    side_by_side,
    stress_of,
    views_of,
)

COMMENT_BESIDE = 260
"""Characters of a comment that stand beside the verdict; a longer one stands below."""
GROUND: dict[Verdict | None, str] = {
    "generated": "#f8e6e4",
    "real": "#e4edf7",
    "inconclusive": "#f8f0dd",
    None: "#f1f2f3",
}
"""By the program's verdict, the ground of its box."""
LONG_NAME = 44
"""Characters above which a name is set smaller."""


def image_sheet(page: ImagePage, total: int, palette: str, place: Placing) -> Html:
    """Return the sheet of one of `total` images, judged as a whole or by one face."""
    return filled(
        "image",
        count=sheet_text.image_heading(page.number, total),
        name=name_of(page),
        facts=_facts(page),
        problems=problems_of(page),
        file=file_of(page.file),
        history=history(
            page.decisions,
            sheet_text.HISTORY_TITLE,
            hidden=COMMENT_BESIDE if decided(page) else -1,
        ),
        **_findings(page, page.name, palette, place),
    )


def part_sheet(page: ImagePage, part: Part, total: int, palette: str, place: Placing) -> Html:
    """Return the sheet of one judged part of one of `total` images."""
    name = face_text.part_name(part.face)
    known = [other.face for other in page.parts]
    title = face_text.WHOLE_HISTORY if part.face is None else face_text.FACE_HISTORY
    rows: list[tuple[str, str]] = [
        (text.FILE, foreign(page.name or text.NONE, 160)),
        (text.SHA256, element("span", page.sha256 or text.NONE, class_="mono")),
    ]
    return filled(
        "image",
        count=face_text.part_heading(page.number, total, part.face, known),
        name=element("h2", name),
        facts=facts([*rows, *_judged(part)], 100),
        problems="",
        file="",
        history=history(part.decisions, title, hidden=COMMENT_BESIDE),
        **_findings(part, f"{name}, {page.name}", palette, place),
    )


def _findings(part: Part, name: str, palette: str, place: Placing) -> dict[str, str]:
    """Return what was found of a judged part, by place of the template."""
    return {
        "boxes": boxes(_verdict(part, place), _decision(part), part.verdict),
        "ladder": ladder_of(part, place),
        "scores": scores_of(part, place),
        "views": views_of(part, name, palette, place),
        "rests": rests_of(part, palette, place),
        "stress": stress_of(part, place),
    }


def name_of(page: ImagePage) -> Html:
    """Return the heading with the name of an image."""
    style = "foreign long" if len(page.name) > LONG_NAME else "foreign"
    return element("h2", foreign(page.name or text.NONE, 160, style))


def problems_of(page: ImagePage) -> Html:
    """Return what is kept of an image but cannot be shown."""
    return joined(element("p", foreign(found, 300), class_="problem") for found in page.problems)


def verdict_line(verdict: Verdict | None, words: str, place: Placing, side: int = 11) -> Html:
    """Return the shape and the word of a verdict, in its colour."""
    shape = drawing(place, charts.verdict_shape(verdict, side), "vertical-align: middle")
    # Qt's documents know no gap around a picture.
    gap = Html("&nbsp;")
    word = element("span", words, style_=f"color: {charts.VERDICT_INK[verdict]}")
    return joined([shape, gap, word])


def _facts(page: ImagePage) -> Html:
    return facts([*file_rows(page), *_judged(page)], 100)


def file_rows(page: ImagePage) -> Iterator[tuple[str, str]]:
    """Yield names and values of what an image is."""
    yield text.FOLDER, foreign(page.folder, 300) if page.folder else ""
    yield text.SHA256, element("span", page.sha256 or text.NONE, class_="mono")
    if (analysis := page.analysis) is not None:
        sizes = [sheet_text.pixels(analysis.width, analysis.height) if analysis.width else ""]
        sizes.append("" if page.size is None else text.count(page.size, "byte", "bytes"))
        yield text.SIZE, ", ".join(filter(None, sizes))
    yield text.BESIDES, text.by_other_models(page.by_other_models)


def _judged(part: Part) -> Iterator[tuple[str, str]]:
    if (analysis := part.analysis) is not None:
        told = (sheet_text.judged(analysis), sheet_text.face(analysis))
        yield text.JUDGED, "; ".join(filter(None, told))
        yield text.ENGINE, foreign(sheet_text.made_with(analysis))
        yield text.JUDGED_BY, foreign(sheet_text.models_of(analysis), 300)


def boxes(verdict: Iterable[Html], decision: Iterable[Html], ground: Verdict | None) -> Html:
    """Return what the program says and, beside it, what the analyst says."""
    cells: list[Cell] = [
        (joined(verdict), {"class_": "box", "width": 392, "bgcolor": GROUND[ground]}),
        (Html("&nbsp;"), {"width": 10}),
        (joined(decision), {"class_": "box", "bgcolor": "#f1f2f3"}),
    ]
    return joined([element("p", Html("&nbsp;"), class_="spacer"), side_by_side(cells, "boxes")])


def _verdict(part: Part, place: Placing) -> Iterator[Html]:
    word = text.status_word(part.analysis)
    yield element("p", sheet_text.PROGRAM_SAYS, class_="small")
    yield element("p", verdict_line(part.verdict, word.upper(), place, 16), class_="word")
    worth, analysis = part.support, part.analysis
    if worth is not None and part.verdict is not None:
        yield element("p", text.capital(worth.word), class_="support")
    if worth is not None and part.verdict in ("generated", "real"):
        yield element("p", foreign(worth.sentence, 800), class_="told")
    if analysis is not None and analysis.reason:
        yield element("p", foreign(analysis.reason, 400), class_="told")
    if analysis is not None and analysis.notes:
        yield element("p", foreign(" ".join(analysis.notes), 1200), class_="told")


def _decision(part: Part) -> Iterator[Html]:
    yield element("p", sheet_text.ANALYST_SAYS, class_="small")
    if found := decided(part):
        yield from decision(found[-1])
    else:
        none = face_text.NO_FACE_DECISION if part.face else sheet_text.NO_DECISION
        if part.analysis is not None and part.analysis.frames > 1 and not part.face:
            none = sheet_text.NO_PICTURE_DECISION
        yield element("p", none, class_="told")


def decided(part: Part) -> list[Decision]:
    """Return the decisions on that picture of the file that was analysed, the earliest first."""
    frame = 1 if part.analysis is None else part.analysis.frame
    return on_picture(part.decisions, frame)


def decision(last: Decision) -> Iterator[Html]:
    """Yield what was decided, by whom, and why."""
    yield element("p", text.conclusion(last.conclusion).upper(), class_="decision")
    yield element(
        "p",
        sheet_text.decided_by(last.analyst, last.decided_at, last.face_index, last.frame),
        class_="told",
    )
    if last.comment and len(last.comment) <= COMMENT_BESIDE:
        yield element("p", lines(last.comment), class_="told")
    elif last.comment:
        yield element("p", sheet_text.COMMENT_BELOW, class_="told")


def history(decisions: Sequence[Decision], title: str, hidden: int = -1) -> Html:
    """Return a table of decisions, the earliest first.

    Parameters
    ----------
    decisions : sequence of Decision
    title : str
    hidden : int
        Nothing is returned for a single one whose comment has at most so many characters: it
        stands in its box.
    """
    if not decisions or (len(decisions) == 1 and len(decisions[0].comment) <= hidden):
        return Html("")
    head = (
        sheet_text.WHEN,
        sheet_text.ANALYST,
        sheet_text.CONCLUSION,
        sheet_text.COMMENT,
        sheet_text.SEEN,
    )
    rows = [
        [
            text.stamp(found.decided_at),
            foreign(found.analyst, 100),
            text.conclusion(found.conclusion),
            lines(found.comment) if found.comment else text.NONE,
            foreign(
                sheet_text.seen(
                    found.verdict_seen,
                    [found.scores_seen.get(role) for role in ROLES],
                    found.face_index,
                    found.frame,
                )
            ),
        ]
        for found in decisions
    ]
    return joined(
        [
            element("h3", title),
            table(rows, head, (92, 92, 84, None, 172), "fine"),
        ]
    )
