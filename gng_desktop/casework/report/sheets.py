"""The sheets of a report, from the title to the log, in the one order that all renderings have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from gng_desktop.analysis.held_out import HeldOut, held_out
from gng_desktop.casework.decisions import CONCLUSIONS
from gng_desktop.casework.report import text
from gng_desktop.casework.report.content import ImagePage, ModelSheet, ReportContent
from gng_desktop.casework.report.image_sheet import image_sheet, verdict_line
from gng_desktop.casework.report.markup import (
    Html,
    element,
    facts,
    filled,
    foreign,
    joined,
    table,
)
from gng_desktop.casework.report.placing import Placing

TITLE, SUMMARY, METHOD, MODELS, INDEX, LOG = (
    "title",
    "summary",
    "method",
    "models",
    "index",
    "log",
)
"""Keys of the sheets; those of images are ``image-1`` and so on."""
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
        Sheet(METHOD, text.METHOD, partial(_method, content)),
        Sheet(MODELS, text.MODELS, partial(_models, content)),
        *(
            Sheet(image_key(page), page.name, partial(image_sheet, page, total, content.palette))
            for page in content.pages
        ),
        Sheet(INDEX, text.INDEX, partial(_index, content)),
        Sheet(LOG, text.LOG, partial(_log, content)),
    ]


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
        entries.append((image_key(content.pages[0]), text.images(len(content.pages))))
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
                verdict_line(page.verdict, text.status_word(analysis), place),
                worth.removesuffix(" support") if worth != "no support" else worth,
                *(text.score_short(value) for value in values),
                text.conclusion(page.decisions[-1].conclusion) if page.decisions else text.NONE,
                *([number] if number else []),
            ]
        )
    widths = (28, None, 104, 96, 50, 56, 92, 36)
    right = frozenset({4, 5, 7})
    images = table(rows, head, widths, right=right) if rows else element("p", text.NO_IMAGES)
    return filled(
        "summary",
        heading=text.SUMMARY,
        counts=_counts(content, place),
        note=text.SUMMARY_NOTE,
        images=images,
    )


def _counts(content: ReportContent, place: Placing) -> Html:
    """Return how often each verdict, and each decision, was given."""
    verdicts = Counter((page.verdict, text.status_word(page.analysis)) for page in content.pages)
    order = [*text.ZONES, None]
    told = sorted(verdicts.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    left = [[verdict_line(v, words, place), f"{n:,}"] for (v, words), n in told]
    keys = [page.decisions[-1].conclusion if page.decisions else "" for page in content.pages]
    decisions = Counter(keys)
    conclusions = [key for key in (*CONCLUSIONS, "") if decisions[key]]
    right = [
        [text.conclusion(key) if key else text.UNDECIDED_YET, f"{decisions[key]:,}"]
        for key in conclusions
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


# -- method and models ----------------------------------------------------------------------------


def _method(content: ReportContent, place: Placing) -> Html:
    def parts(told: Sequence[tuple[str, str]]) -> Html:
        return joined(
            joined([element("h3", heading), element("p", words)]) for heading, words in told
        )

    return filled(
        "method",
        heading=text.METHOD,
        parts=parts(text.METHOD_PARTS),
        scale=table(text.scale_rows(), text.SCALE_HEAD, (200,), "fine"),
        after=parts(text.METHOD_AFTER),
        cannot_title=text.CANNOT_TITLE,
        cannot=element("ul", joined(element("li", words) for words in text.CANNOT)),
    )


def _models(content: ReportContent, place: Placing) -> Html:
    models = [_model(model) for model in content.models]
    return filled(
        "models",
        heading=text.MODELS,
        note=text.MODELS_NOTE,
        models=joined(models) if models else element("p", text.NO_MODELS),
    )


def _model(model: ModelSheet) -> Html:
    manifest = model.manifest
    found = held_out(manifest.metrics, manifest.task)
    limits = manifest.thresholds
    decides = text.zones((limits.real_below, limits.generated_above)) if limits else ""
    rows: list[tuple[str, str]] = [
        (text.MANIFEST, foreign(manifest.id)),
        (text.SHA256, element("span", model.sha256 or text.NONE, class_="mono")),
        (text.ARCHITECTURE, foreign(f"{text.network(model)}; {text.network_input(model)}", 300)),
        (text.TRAINED_ON, foreign(text.trained_on(manifest.training.get("images")))),
        (text.CREATED, foreign(text.made_on(model))),
        (text.DECIDES, foreign(f"{decides} ({limits.chosen_on})", 300) if limits else ""),
        (
            text.CALIBRATION,
            foreign(text.calibrated(manifest.calibration.fitted_on))
            if manifest.calibration
            else "",
        ),
        (text.TESTED_ON, _figures(found) if found else text.NO_FIGURES),
    ]
    told = joined(element("li", foreign(limit, 400)) for limit in manifest.limits)
    return filled(
        "model",
        heading=text.model_heading(model.role),
        facts=facts(rows, 100),
        sources=_sources(found) if found else "",
        limits=joined([element("h4", text.LIMITS), element("ul", told)]) if told else "",
    )


def _figures(found: HeldOut) -> Html:
    start = text.tested_on(found.images, found.trained)
    return joined([start, "; ".join(text.figure(f) for f in found.figures), "."])


def _sources(found: HeldOut) -> Html:
    rows = [
        [
            foreign(s.name, 60),
            text.TRUTHS[s.generated],
            text.ERRORS_ARE[s.generated],
            text.share(s.errors),
        ]
        for s in found.sources
    ]
    pooled = ((False, found.false_alarms), (True, found.misses))
    rows += [
        [text.ALL_SOURCES, text.TRUTHS[generated], text.ERRORS_ARE[generated], text.share(share)]
        for generated, share in pooled
        if share is not None
    ]
    if not rows:
        return Html("")
    made = table(rows, text.SOURCE_HEAD, (170, 70, 110), "fine")
    if found.by_zones:
        return made
    return joined([made, element("p", text.BY_SCORE_HALF, class_="small")])


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
        else element("p", text.NO_MODELS),
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
