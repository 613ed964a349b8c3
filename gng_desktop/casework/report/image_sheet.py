"""The sheet of one image: verdict and decision, scores, views, what they rest on, the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gng_desktop.analysis.result import Verdict
from gng_desktop.casework.records import ROLES
from gng_desktop.casework.report import charts, text
from gng_desktop.casework.report.content import FileFacts, ImagePage, View
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
from gng_desktop.casework.report.placing import Placing, drawing, image
from gng_desktop.imaging.provenance.fields import clean

VIEW_SIDE = 180
"""Longest side of a view, CSS px: three beside each other."""
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

Cell = tuple[str, dict[str, str | int | None]]


def image_sheet(page: ImagePage, total: int, palette: str, place: Placing) -> Html:
    """Return the sheet of one of `total` images."""
    return filled(
        "image",
        count=text.image_heading(page.number, total),
        name=element("h2", foreign(page.name or text.NONE, 160, _name_style(page.name))),
        facts=_facts(page),
        problems=joined(
            element("p", foreign(found, 300), class_="problem") for found in page.problems
        ),
        boxes=_boxes(page, place),
        ladder=_ladder(page, place),
        scores=_scores(page, place),
        views=_views(page, palette, place),
        rests=_rests(page, palette, place),
        stress=_stress(page, place),
        file=_file(page.file),
        history=_history(page),
    )


def _name_style(name: str) -> str:
    return "foreign long" if len(name) > LONG_NAME else "foreign"


def verdict_line(verdict: Verdict | None, words: str, place: Placing, side: int = 11) -> Html:
    """Return the shape and the word of a verdict, in its colour."""
    shape = drawing(place, charts.verdict_shape(verdict, side), "vertical-align: middle")
    # Qt's documents know no gap around a picture.
    gap = Html("&nbsp;")
    word = element("span", words, style_=f"color: {charts.VERDICT_INK[verdict]}")
    return joined([shape, gap, word])


def _facts(page: ImagePage) -> Html:
    analysis = page.analysis
    rows: list[tuple[str, str]] = [
        (text.FOLDER, foreign(page.folder, 300) if page.folder else ""),
        (text.SHA256, element("span", page.sha256 or text.NONE, class_="mono")),
    ]
    if analysis is not None:
        sizes = [text.pixels(analysis.width, analysis.height) if analysis.width else ""]
        sizes.append("" if page.size is None else text.count(page.size, "byte", "bytes"))
        rows += [
            (text.SIZE, ", ".join(filter(None, sizes))),
            (text.JUDGED, "; ".join(filter(None, (text.judged(analysis), text.face(analysis))))),
            (text.ENGINE, foreign(text.made_with(analysis))),
        ]
    return facts(rows, 100)


def _cells(cells: Sequence[Cell], style: str) -> Html:
    """Return a table of one row whose cells have attributes of their own."""
    made = (element("td", content, **attributes) for content, attributes in cells)
    return element(
        "table",
        element("tr", joined(made)),
        class_=style,
        width="100%",
        cellspacing=0,
        cellpadding=0,
    )


def _boxes(page: ImagePage, place: Placing) -> Html:
    """Return the program's verdict and, beside it, the analyst's decision."""
    word = text.status_word(page.analysis)
    verdict = [
        element("p", text.PROGRAM_SAYS, class_="small"),
        element("p", verdict_line(page.verdict, word.upper(), place, 16), class_="word"),
    ]
    worth, analysis = page.support, page.analysis
    if worth is not None and page.verdict is not None:
        verdict.append(element("p", text.capital(worth.word), class_="support"))
    if worth is not None and page.verdict in ("generated", "real"):
        verdict.append(element("p", foreign(worth.sentence, 800), class_="told"))
    if analysis is not None and analysis.reason:
        verdict.append(element("p", foreign(analysis.reason, 400), class_="told"))
    cells: list[Cell] = [
        (joined(verdict), {"class_": "box", "width": 392, "bgcolor": GROUND[page.verdict]}),
        (Html("&nbsp;"), {"width": 10}),
        (joined(_decision(page)), {"class_": "box", "bgcolor": "#f1f2f3"}),
    ]
    return joined([element("p", Html("&nbsp;"), class_="spacer"), _cells(cells, "boxes")])


def _decision(page: ImagePage) -> Iterator[Html]:
    yield element("p", text.ANALYST_SAYS, class_="small")
    if not page.decisions:
        yield element("p", text.NO_DECISION, class_="told")
        return
    last = page.decisions[-1]
    yield element("p", text.conclusion(last.conclusion).upper(), class_="decision")
    yield element(
        "p", text.decided_by(last.analyst, last.decided_at, last.face_index), class_="told"
    )
    if last.comment and len(last.comment) <= COMMENT_BESIDE:
        yield element("p", lines(last.comment), class_="told")
    elif last.comment:
        yield element("p", text.COMMENT_BELOW, class_="told")


def _ladder(page: ImagePage, place: Placing) -> Html:
    worth = page.support
    if worth is None or worth.proposition is None or page.verdict is None:
        return Html("")
    ladder = charts.support_ladder(worth.word, worth.proposition)
    return element("p", drawing(place, ladder), class_="figure below")


def _scores(page: ImagePage, place: Placing) -> Html:
    analysis = page.analysis
    if analysis is None or analysis.status != "ok":
        return Html("")
    cells: list[Cell] = []
    for role in ROLES:
        value = getattr(analysis, f"score_{role}")
        scale = charts.score_scale(value, page.thresholds.get(role))
        told = [
            element("p", text.SCORE_OF[role], class_="told"),
            element("p", drawing(place, scale), class_="figure"),
            element("p", text.novelty(getattr(analysis, f"novelty_{role}")), class_="caption"),
        ]
        cells.append((joined(told), {"width": 321}))
    parts = [element("h3", text.SCORES_TITLE), _cells(cells, "cells")]
    first, second = analysis.score_with_background, analysis.score_without_background
    if first is not None and second is not None:
        parts.append(element("p", text.difference(first, second), class_="told"))
    return joined(parts)


def _views(page: ImagePage, palette: str, place: Placing) -> Html:
    title = element("h3", text.VIEWS_TITLE)
    if not page.pictures:
        return joined([title, element("p", text.NO_VIEWS, class_="told")])

    analysis = page.analysis
    part = analysis is not None and analysis.status == "ok" and text.is_part(analysis)

    def cell(view: View) -> Cell:
        told = text.FRAMED if part and view == "original" else text.VIEWS[view]
        shown = image(place, page.pictures[view], f"{told}: {clean(page.name, 160)}", VIEW_SIDE)
        told_below = element("p", told, class_="caption")
        return joined([element("p", shown, class_="figure"), told_below]), {"width": 214}

    plain = [cell(view) for view in page.pictures if not view.startswith("map")]
    parts = [title, _cells(plain, "views")]
    if page.maps is not None:
        key = charts.colour_key(page.maps.directed, palette)
        words = joined(
            [
                element("p", drawing(place, key), class_="figure"),
                element("p", foreign(text.map_words(page.maps), 400), class_="caption"),
                element("p", text.map_tests(page.maps), class_="caption"),
            ]
        )
        maps = [cell(view) for view in page.pictures if view.startswith("map")]
        parts.append(_cells([*maps, (words, {"width": 214})], "views"))
    return joined(parts)


def _rests(page: ImagePage, palette: str, place: Placing) -> Html:
    if page.verdict is None:
        return Html("")
    parts = [element("h3", text.RESTS_TITLE)]
    found = page.regions
    if found is None:
        return joined([*parts, element("p", text.NO_REGIONS, class_="told")])
    if found.reading:
        parts.append(element("p", foreign(found.reading, 4_000), class_="told"))
    bars = charts.region_bars(found.rows, found.unit, palette)
    parts.append(element("p", drawing(place, bars), class_="figure"))
    notes = [text.hidden_scores(found.hidden_scores), *found.notes]
    parts.append(element("p", foreign(" ".join(notes), 1_000), class_="small"))
    return joined(parts)


def _stress(page: ImagePage, place: Placing) -> Html:
    if page.verdict is None:
        return Html("")
    title = element("h3", text.STRESS_TITLE)
    if page.stress is None or page.stress.verdict is None:
        return joined([title, element("p", text.NO_STRESS, class_="told")])
    return joined(
        [
            title,
            element("p", page.stress.sentence, class_="told"),
            element("p", drawing(place, charts.stress_strip(page.stress.points)), class_="figure"),
            element("p", text.STRESS_KEY, class_="small"),
        ]
    )


def _file(found: FileFacts | None) -> Html:
    title = element("h3", text.FILE_TITLE)
    if found is None:
        return joined([title, element("p", text.NO_FILE_FACTS, class_="told")])

    def several(sentences: Sequence[str]) -> Html:
        return joined([foreign(s, 600) for s in sentences], Html("<br>"))

    traces = [
        joined([foreign(f"{what} [{source}]", 300), Html("<br>"), foreign(excerpt, 320)])
        for what, source, excerpt in found.traces
    ]
    rows: list[tuple[str, str]] = [
        (text.NOT_READ, several(found.problems)),
        (text.FORMAT, text.suffix(found)),
        (text.SIZE, text.image_facts(found) if found.format else ""),
        (text.MODIFIED, text.when(found.modified) if found.modified else ""),
        (text.MD5, element("span", foreign(found.md5, 40), class_="mono") if found.md5 else ""),
        (text.CREDENTIALS, several(found.credentials)),
        (text.TRACES, joined(traces, Html("<br>")) or (text.NO_TRACES if found.format else "")),
        (text.COMPRESSION, foreign(found.jpeg, 400) if found.jpeg else ""),
        (text.THUMBNAIL, several(found.thumbnails)),
    ]
    parts = [title, facts(rows, 130)]
    if found.metadata:
        head = (text.COLUMN_GROUP, text.COLUMN_NAME, text.COLUMN_VALUE)
        # The limits stand in what was gathered: nothing is cut a second time.
        listed = [[foreign(part, 400) for part in row] for row in found.metadata]
        parts.append(element("h4", text.METADATA))
        parts.append(table(listed, head, (70, 150), "fine"))
    notes = []
    if found.fields > len(found.metadata):
        notes.append(text.more_fields(len(found.metadata), found.fields))
    if found.has_gps:
        notes.append(text.GPS_SHOWN if found.shows_gps else text.GPS_WITHHELD)
    notes.append(text.FILE_CAVEAT)
    parts.append(element("p", " ".join(notes), class_="small gap"))
    return joined(parts)


def _history(page: ImagePage) -> Html:
    if not page.decisions:
        return Html("")
    last = page.decisions[-1]
    if len(page.decisions) == 1 and len(last.comment) <= COMMENT_BESIDE:
        return Html("")
    head = (text.WHEN, text.ANALYST, text.CONCLUSION, text.COMMENT, text.SEEN)
    rows = [
        [
            text.stamp(decision.decided_at),
            foreign(decision.analyst, 100),
            text.conclusion(decision.conclusion),
            lines(decision.comment) if decision.comment else text.NONE,
            foreign(
                text.seen(
                    decision.verdict_seen,
                    [decision.scores_seen.get(role) for role in ROLES],
                    decision.face_index,
                )
            ),
        ]
        for decision in page.decisions
    ]
    return joined(
        [element("h3", text.HISTORY_TITLE), table(rows, head, (92, 92, 84, None, 172), "fine")]
    )
