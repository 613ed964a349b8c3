"""The sheets of a report, from the title to the log, in the one order that all renderings have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from gng_desktop.casework.decisions import CONCLUSIONS
from gng_desktop.casework.report import face_text, model_text, text
from gng_desktop.casework.report.content import ImagePage, ReportContent
from gng_desktop.casework.report.faces_sheet import decided_on_image, faces_sheet, part_key
from gng_desktop.casework.report.image_sheet import decided, image_sheet, part_sheet, verdict_line
from gng_desktop.casework.report.markup import (
    Html,
    element,
    facts,
    filled,
    foreign,
    joined,
    table,
)
from gng_desktop.casework.report.method_sheets import method_sheet, models_sheet
from gng_desktop.casework.report.placing import Placing

TITLE, SUMMARY, METHOD, MODELS, INDEX, LOG = (
    "title",
    "summary",
    "method",
    "models",
    "index",
    "log",
)
"""Keys of the sheets; those of images are ``image-1`` and so on, those of faces `part_key`."""
PROBLEMS_SHOWN = 5
"""Sentences on what is wrong with a case that the title page has room for."""


@dataclass(frozen=True)
class Sheet:
    """A part of the report that begins on a page of its own.

    Attributes
    ----------
    key : str
        Made of letters, digits and ``-``.
    title : str
        As in the contents.
    render : callable
        Takes a `Placing` and returns the sheet.
    """

    key: str
    title: str
    render: Callable[[Placing], Html]


def image_key(page: ImagePage) -> str:
    """Return the key of an image's sheet."""
    return f"image-{page.number}"


def sheets(content: ReportContent) -> list[Sheet]:
    """Return all sheets of a report, in order; nothing is rendered yet."""
    total = len(content.pages)
    return [
        Sheet(TITLE, content.title, partial(_title, content)),
        Sheet(SUMMARY, text.SUMMARY, partial(_summary, content)),
        Sheet(METHOD, text.METHOD, partial(method_sheet, content)),
        Sheet(MODELS, text.MODELS, partial(models_sheet, content)),
        *(sheet for page in content.pages for sheet in _of_image(page, total, content.palette)),
        Sheet(INDEX, text.INDEX, partial(_index, content)),
        Sheet(LOG, text.LOG, partial(_log, content)),
    ]


def _of_image(page: ImagePage, total: int, palette: str) -> Iterator[Sheet]:
    key = image_key(page)
    if not page.parts:
        yield Sheet(key, page.name, partial(image_sheet, page, total, palette))
        return
    yield Sheet(key, page.name, partial(faces_sheet, page, total))
    for part in page.parts:
        render = partial(part_sheet, page, part, total, palette)
        yield Sheet(part_key(page, part), face_text.part_name(part.face), render)


# -- title ----------------------------------------------------------------------------------------


def _title(content: ReportContent, place: Placing) -> Html:
    rows: list[tuple[str, str]] = [
        (text.REFERENCE, foreign(content.reference)),
        (text.EXAMINER, foreign(content.examiner)),
        (text.MADE_AT, text.when(content.made_at)),
        (text.VERSION, f"GNG Desktop {content.version}"),
        (text.IMAGE_COUNT, str(len(content.pages))),
        *((name, foreign(value)) for name, value in content.about),
    ]
    log = ""
    if content.head:
        log = joined(
            [
                element("h3", text.LOG_HEAD),
                element("p", content.head, class_="hash"),
                element("p", text.HEAD_MEANING, class_="small"),
            ]
        )
    return filled(
        "title",
        kind=text.KIND,
        title=foreign(content.title or text.UNTITLED, 200),
        facts=facts([(name, value or text.NONE) for name, value in rows], 130),
        purpose=text.PURPOSE,
        problems=_problems(content),
        contents_title=text.CONTENTS,
        contents=_contents(content, place),
        note_title=text.SCOPE_TITLE,
        note=text.SCOPE_NOTE,
        hash_title=text.CONTENT_HASH,
        hash=content.sha256,
        hash_meaning=text.HASH_MEANING,
        log=log,
        signature=_signature(),
    )


def _problems(content: ReportContent) -> Html:
    if not content.problems:
        return Html("")
    told = [element("li", foreign(problem, 300)) for problem in content.problems[:PROBLEMS_SHOWN]]
    if left := len(content.problems) - len(told):
        told.append(element("li", text.more_problems(left)))
    listed = element("ul", joined(told), class_="problem")
    return joined([element("h3", text.CHANGED, class_="problem"), listed])


def _contents(content: ReportContent, place: Placing) -> Html:
    entries = [(SUMMARY, text.SUMMARY), (METHOD, text.METHOD), (MODELS, text.MODELS)]
    if content.pages:
        told = face_text.images if content.by_faces else text.images
        entries.append((image_key(content.pages[0]), told(len(content.pages))))
    entries += [(INDEX, text.INDEX), (LOG, text.LOG)]
    rows = []
    for key, words in entries:
        page = place.page(key)
        rows.append([place.link(key, words), *([page] if page else [])])
    return table(rows, widths=(None, 60), style="contents", right=frozenset({1}))


def _signature() -> Html:
    cells = (
        element("td", text.PLACE_AND_DATE, width=290),
        element("td", Html("&nbsp;"), class_="none", width=62),
        element("td", text.SIGNATURE, width=290),
    )
    row = element("tr", joined(cells))
    space = element("p", Html("&nbsp;"), style_="font-size: 34px")
    made = element("table", row, class_="signature", width="100%", cellspacing=0, cellpadding=0)
    return joined([space, made])


# -- summary --------------------------------------------------------------------------------------


def _summary(content: ReportContent, place: Placing) -> Html:
    paged = place.page(SUMMARY) is not None
    head = [
        text.NUMBER,
        text.FILE,
        text.VERDICT,
        text.SUPPORT,
        text.WITH_SHORT,
        text.WITHOUT_SHORT,
        text.DECISION,
        *([text.PAGE] if paged else []),
    ]
    rows = []
    for page in content.pages:
        key, analysis = image_key(page), page.analysis
        worth = page.support.word if page.support and page.verdict else text.NONE
        values = (
            (analysis.score_with_background, analysis.score_without_background)
            if analysis and analysis.status == "ok"
            else (None, None)
        )
        number = place.page(key)
        rows.append(
            [
                str(page.number),
                place.link(key, foreign(page.name or text.NONE, 60)),
                _summed_up(page, place),
                text.support_short(worth),
                *(text.score_short(value) for value in values),
                _decided(page) or text.NONE,
                *([number] if number else []),
            ]
        )
    widths = (32, None, 104, 94, 50, 56, 92, 46)
    right = frozenset({4, 5, 7})
    images = table(rows, head, widths, right=right) if rows else element("p", text.NO_IMAGES)
    return filled(
        "summary",
        heading=text.SUMMARY,
        counts=_counts(content, place),
        note=" ".join([text.SUMMARY_NOTE, *[face_text.SUMMARY_NOTE] * content.by_faces]),
        images=images,
    )


def _summed_up(page: ImagePage, place: Placing) -> Html:
    verdict = verdict_line(page.verdict, text.status_word(page.analysis), place)
    if not page.faces:
        return verdict
    count = element("span", face_text.faces(len(page.faces)), class_="label")
    return joined([verdict, Html("<br>"), count])


def _decided(page: ImagePage) -> str:
    """Return the last decision on an image in words; "" where there is none."""
    found = decided(page)
    if not found:
        return ""
    last = decided_on_image(page) if page.parts else found[-1]
    return face_text.ON_FACES if last is None else text.conclusion(last.conclusion)


def _counts(content: ReportContent, place: Placing) -> Html:
    """Return how often each verdict, and each decision, was given."""
    verdicts = Counter((page.verdict, text.status_word(page.analysis)) for page in content.pages)
    order = [*text.ZONES, None]
    told = sorted(verdicts.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    left = [[verdict_line(v, words, place), f"{n:,}"] for (v, words), n in told]
    decisions = Counter(_decided(page) for page in content.pages)
    every = (*CONCLUSIONS.values(), face_text.ON_FACES, "")
    right = [
        [words or text.UNDECIDED_YET, f"{decisions[words]:,}"]
        for words in every
        if decisions[words]
    ]
    columns = [
        element("td", _count_table(head, rows), width=310)
        for head, rows in ((text.SUMMARY_VERDICTS, left), (text.SUMMARY_DECISIONS, right))
    ]
    gap = element("td", Html("&nbsp;"), width=22)
    row = element("tr", columns[0], gap, columns[1])
    return element("table", row, class_="cells", width="100%", cellspacing=0, cellpadding=0)


def _count_table(head: str, rows: Sequence[Sequence[str]]) -> Html:
    return table(rows, (head, text.IMAGES), (None, 60), right=frozenset({1}))


# -- index and log --------------------------------------------------------------------------------


def _index(content: ReportContent, place: Placing) -> Html:
    def mono(words: str) -> Html:
        return element("span", words, class_="mono")

    images = []
    for entry in content.files:
        where = foreign(entry.folder, 200, "foreign label") if entry.folder else Html("")
        if entry.computer:
            where = joined(
                [where, element("span", text.on_computer(entry.computer), class_="label")]
            )
        name = joined([foreign(entry.name or text.NONE, 120), Html("<br>"), where])
        if entry.faces:
            found = face_text.indexed(entry.faces, text.VERDICT_WORDS[entry.verdict])
            name = joined([name, Html("<br>"), element("span", found, class_="label")])
        images.append([name, text.byte_count(entry.size), mono(entry.sha256 or text.NONE)])
    models = []
    for model in content.models:
        manifest = model.manifest
        models.append([foreign(f"{model.label}: manifest.json"), mono(model.sha256)])
        for ref in (manifest.weights, manifest.graph, manifest.scope):
            if ref is not None:
                models.append([foreign(f"{model.label}: {ref.file}"), mono(ref.sha256)])
    head = (text.FILE, text.BYTES, text.SHA256)
    return filled(
        "index",
        heading=text.INDEX,
        note=text.INDEX_NOTE,
        images_title=text.INDEX_IMAGES,
        images=table(images, head, (None, 70, 372), "fine", frozenset({1}))
        if images
        else element("p", text.NO_IMAGES),
        models_title=text.INDEX_MODELS,
        models=table(models, (text.FILE, text.SHA256), (None, 372), "fine")
        if models
        else element("p", model_text.NO_MODELS),
    )


def _log(content: ReportContent, place: Placing) -> Html:
    if not content.log:
        return filled("log", heading=text.LOG, note=text.NO_LOG, state="", entries="")
    rows = [
        [
            str(entry.number),
            text.stamp(entry.at),
            foreign(entry.who, 80),
            joined(
                [
                    foreign(entry.what, 240),
                    f" ({text.rows(entry.rows)})",
                    Html("<br>"),
                    element("span", foreign(entry.sha256, 80), class_="mono"),
                ]
            ),
        ]
        for entry in content.log
    ]
    return filled(
        "log",
        heading=text.LOG,
        note=text.LOG_NOTE,
        state=element("p", text.INTACT if content.intact else text.NOT_INTACT, class_="strong"),
        entries=table(rows, text.LOG_HEAD_ROW, (30, 100, 100), "fine"),
    )


def rendered(content: ReportContent, place: Placing) -> Iterator[tuple[Sheet, Html]]:
    """Yield each sheet and what it looks like in a rendering, one at a time."""
    for sheet in sheets(content):
        yield sheet, sheet.render(place)
