"""Sections of a sheet: scores, views, what they rest on, what the verdict survives, the file."""

from __future__ import annotations

from collections.abc import Sequence

from gng_desktop.casework.records import ROLES
from gng_desktop.casework.report import charts, face_text, sheet_text, text
from gng_desktop.casework.report.content import FileFacts, Part, View
from gng_desktop.casework.report.markup import Html, element, facts, foreign, joined, table
from gng_desktop.casework.report.placing import Placing, drawing, image
from gng_desktop.imaging.provenance.fields import clean

VIEW_SIDE = 180
"""Longest side of a view, CSS px: three beside each other."""

Cell = tuple[str, dict[str, str | int | None]]


def side_by_side(cells: Sequence[Cell], style: str) -> Html:
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


def ladder_of(part: Part, place: Placing) -> Html:
    """Return the verbal scale of support; nothing without a conclusion."""
    worth = part.support
    if worth is None or worth.proposition is None or part.verdict is None:
        return Html("")
    ladder = charts.support_ladder(worth.word, worth.proposition)
    return element("p", drawing(place, ladder), class_="figure below")


def scores_of(part: Part, place: Placing) -> Html:
    """Return both scores among the limits of their classifiers; nothing without scores."""
    analysis = part.analysis
    if analysis is None or analysis.status != "ok":
        return Html("")
    cells: list[Cell] = []
    for role in ROLES:
        value = getattr(analysis, f"score_{role}")
        scale = charts.score_scale(value, part.thresholds.get(role))
        told = [
            element("p", sheet_text.SCORE_OF[role], class_="told"),
            element("p", drawing(place, scale), class_="figure"),
            element(
                "p", sheet_text.novelty(getattr(analysis, f"novelty_{role}")), class_="caption"
            ),
        ]
        cells.append((joined(told), {"width": 321}))
    parts = [element("h3", sheet_text.SCORES_TITLE), side_by_side(cells, "cells")]
    first, second = analysis.score_with_background, analysis.score_without_background
    if first is not None and second is not None:
        parts.append(element("p", sheet_text.difference(first, second), class_="told"))
    return joined(parts)


def views_of(part: Part, name: str, palette: str, place: Placing) -> Html:
    """Return the pictures there are; `name` is that of what was judged, for their words."""
    title = element("h3", sheet_text.VIEWS_TITLE)
    if not part.pictures:
        none = face_text.NO_VIEWS if part.face else sheet_text.NO_VIEWS
        return joined([title, element("p", none, class_="told")])
    analysis = part.analysis
    within = analysis is not None and analysis.status == "ok" and sheet_text.is_part(analysis)

    def cell(view: View) -> Cell:
        told = sheet_text.FRAMED if within and view == "original" else sheet_text.VIEWS[view]
        shown = image(place, part.pictures[view], f"{told}: {clean(name, 160)}", VIEW_SIDE)
        told_below = element("p", told, class_="caption")
        return joined([element("p", shown, class_="figure"), told_below]), {"width": 214}

    plain = [cell(view) for view in part.pictures if not view.startswith("map")]
    parts = [title, side_by_side(plain, "views")]
    if part.maps is not None:
        key = charts.colour_key(part.maps.directed, palette)
        words = joined(
            [
                element("p", drawing(place, key), class_="figure"),
                element(
                    "p",
                    foreign(sheet_text.map_words(part.maps, bool(part.face)), 400),
                    class_="caption",
                ),
                element("p", sheet_text.map_tests(part.maps), class_="caption"),
            ]
        )
        maps = [cell(view) for view in part.pictures if view.startswith("map")]
        parts.append(side_by_side([*maps, (words, {"width": 214})], "views"))
    return joined(parts)


def rests_of(part: Part, palette: str, place: Placing) -> Html:
    """Return what each region brought to the scores; nothing without a verdict."""
    if part.verdict is None:
        return Html("")
    parts = [element("h3", sheet_text.RESTS_TITLE)]
    found = part.regions
    if found is None:
        none = face_text.NO_REGIONS if part.face else sheet_text.NO_REGIONS
        return joined([*parts, element("p", none, class_="told")])
    if found.reading:
        parts.append(element("p", foreign(found.reading, 4_000), class_="told"))
    bars = charts.region_bars(found.rows, found.unit, palette)
    parts.append(element("p", drawing(place, bars), class_="figure"))
    notes = [sheet_text.hidden_scores(found.hidden_scores), *found.notes]
    parts.append(element("p", foreign(" ".join(notes), 1_000), class_="small"))
    return joined(parts)


def stress_of(part: Part, place: Placing) -> Html:
    """Return what the verdict survives; nothing without a verdict."""
    if part.verdict is None:
        return Html("")
    title = element("h3", sheet_text.STRESS_TITLE)
    if part.stress is None or part.stress.verdict is None:
        none = face_text.NO_STRESS if part.face else sheet_text.NO_STRESS
        return joined([title, element("p", none, class_="told")])
    return joined(
        [
            title,
            element("p", part.stress.sentence, class_="told"),
            element("p", drawing(place, charts.stress_strip(part.stress.points)), class_="figure"),
            element("p", sheet_text.STRESS_KEY, class_="small"),
        ]
    )


def file_of(found: FileFacts | None) -> Html:
    """Return what the file states."""
    title = element("h3", sheet_text.FILE_TITLE)
    if found is None:
        return joined([title, element("p", sheet_text.NO_FILE_FACTS, class_="told")])

    def several(sentences: Sequence[str]) -> Html:
        return joined([foreign(s, 600) for s in sentences], Html("<br>"))

    traces = [
        joined([foreign(f"{what} [{source}]", 300), Html("<br>"), foreign(excerpt, 320)])
        for what, source, excerpt in found.traces
    ]
    rows: list[tuple[str, str]] = [
        (sheet_text.FLAG, foreign(found.flag, 600) if found.flag else ""),
        (sheet_text.NOT_READ, several(found.problems)),
        (text.FORMAT, sheet_text.suffix(found)),
        (text.SIZE, sheet_text.image_facts(found) if found.format else ""),
        (text.MODIFIED, text.when(found.modified) if found.modified else ""),
        (text.MD5, element("span", foreign(found.md5, 40), class_="mono") if found.md5 else ""),
        (sheet_text.CREDENTIALS, several(found.credentials)),
        (
            sheet_text.TRACES,
            joined(traces, Html("<br>")) or (foreign(found.no_traces, 600) if found.format else ""),
        ),
        (sheet_text.TRAILING, several(found.trailing)),
        (sheet_text.COMPRESSION, foreign(found.jpeg, 400) if found.jpeg else ""),
        (sheet_text.THUMBNAIL, several(found.thumbnails)),
    ]
    parts = [title, facts(rows, 130)]
    if found.metadata:
        head = (sheet_text.COLUMN_GROUP, sheet_text.COLUMN_NAME, sheet_text.COLUMN_VALUE)
        # The limits stand in what was gathered: nothing is cut a second time.
        listed = [[foreign(part, 400) for part in row] for row in found.metadata]
        parts.append(element("h4", sheet_text.METADATA))
        parts.append(table(listed, head, (70, 150), "fine"))
    notes = []
    if found.fields > len(found.metadata):
        notes.append(sheet_text.more_fields(len(found.metadata), found.fields))
    if found.has_gps:
        notes.append(sheet_text.GPS_SHOWN if found.shows_gps else sheet_text.GPS_WITHHELD)
    notes.append(sheet_text.FILE_CAVEAT)
    parts.append(element("p", " ".join(notes), class_="small gap"))
    return joined(parts)
