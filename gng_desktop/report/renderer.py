"""The templates of ``resources/report`` filled by Jinja2: as one HTML file, or for pages.

Every value is escaped by the templates' environment; text of a stranger goes through ``foreign``
or ``lines``, and what would hide or turn text is shown as an escape even where that was forgotten.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from gng_desktop.analysis import OWN
from gng_desktop.analysis.detectors import NOT_CALIBRATED
from gng_desktop.analysis.held_out import held_out, verdict_figures
from gng_desktop.casework.conclusions import CONCLUSIONS
from gng_desktop.casework.decisions import Decision, in_force, on_picture
from gng_desktop.core.files import replacing
from gng_desktop.core.shipped import shipped
from gng_desktop.core.templates import environment
from gng_desktop.core.text import visible
from gng_desktop.modelstore.detectors import NAMES, detector_name
from gng_desktop.modelstore.family import sentence
from gng_desktop.provenance.fields import clean
from gng_desktop.report import charts, sentences, text
from gng_desktop.report.charts import Drawing
from gng_desktop.report.content import ImagePage, Part, ReportContent
from gng_desktop.report.pictures import Picture, thumbnail

if TYPE_CHECKING:
    from jinja2 import Environment

FIGURES = {
    "verdict": charts.verdict_shape,
    "score": charts.score_scale,
    "support": charts.support_ladder,
    "regions": charts.region_bars,
    "colours": charts.colour_key,
    "stress": charts.stress_strip,
}
"""By the name that the templates use, what draws a figure; nothing else here knows of charts."""
VERDICT_INK, INK, FONT = charts.VERDICT_INK, charts.INK, charts.FONT

Figure = Picture | Drawing


class Rendering:
    """How pictures are embedded, and how one sheet names another; here in one HTML file."""

    paged = False

    def source(self, figure: Figure) -> str:
        """Return the address of a picture within the rendering: here the picture itself."""
        if isinstance(figure, Picture):
            kind, data = figure.media_type, figure.data
        else:
            kind, data = "image/svg+xml", figure.svg.encode()
        # Nothing in it needs escaping, which would take long.
        return Markup(f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}")

    def link(self, key: str, words: str) -> Markup:
        """Return `words` so that they lead to the sheet called `key`."""
        return Markup('<a href="#{}">{}</a>').format(key, words)

    def page(self, key: str) -> str:
        """Return the page on which a sheet begins; "" where there are no pages."""
        return ""

    def image(self, figure: Figure, words: str, side: int = 0, style: str = "") -> Markup:
        """Return a picture that shows `words`, at most `side` CSS px long, or in its own size."""
        scale = side / max(figure.width, figure.height) if side else 1
        size = (max(1, round(figure.width * scale)), max(1, round(figure.height * scale)))
        shown = Markup('<img src="{}" width="{}" height="{}" alt="{}"{}>')
        styled = Markup(' style="{}"').format(style) if style else ""
        return shown.format(self.source(figure), *size, visible(words), styled)

    def chart(self, name: str, *values: Any, style: str = "") -> Markup:
        """Return one of `FIGURES` at its own size."""
        drawn = FIGURES[name](*values)  # type: ignore[operator]
        return self.image(drawn, drawn.words, style=style)


class PagedRendering(Rendering):
    """Pictures by number, for a printer that has them; sheets by the page they begin on.

    `pages`, by key of the sheet, is filled while the report is laid out; a sheet that is not there
    yet has a number of the same width.
    """

    paged = True

    def __init__(self, pages: dict[str, int] | None = None) -> None:
        self.pages = {} if pages is None else pages
        self.figures: dict[str, Figure] = {}

    def source(self, figure: Figure) -> str:
        name = f"figure:{len(self.figures)}"
        self.figures[name] = figure
        return name

    def link(self, key: str, words: str) -> Markup:
        return escape(words)

    def page(self, key: str) -> str:
        return str(self.pages.get(key, 888))


def foreign(words: str, limit: int = 200, style: str = "foreign") -> Markup:
    """Return text of a file or of a person on one line: escaped, made visible, cut to `limit`."""
    return Markup('<span class="{}">{}</span>').format(style, clean(words, limit)) if words else _NO


def lines(words: str, limit: int = 4_000) -> Markup:
    """Return free text with its line breaks, each line made harmless; see `foreign`."""
    shown = [clean(line, limit) for line in words[:limit].splitlines()]
    if len(words) > limit:
        shown.append(f"… ({len(words):,} characters in all)")
    return Markup("<br>").join(shown)


_NO = Markup("")


def _finalized(value: Any) -> Any:
    """Return what is put in for a value: text without what hides or turns it."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value, breaks=True)
    return value


@cache
def _environment() -> Environment:
    made = environment("report", markup=True, finalize=_finalized)
    made.filters |= {"foreign": foreign, "lines": lines, "clean": clean, "thumbnail": thumbnail}
    made.filters["detector_name"] = detector_name
    made.globals |= {"t": text, "s": sentences, "OWN": OWN, "NAMES": NAMES}
    made.globals |= {"NOT_CALIBRATED": NOT_CALIBRATED, "VERDICT_INK": VERDICT_INK}
    made.globals |= {"held_out": held_out, "family_sentence": sentence, "part_key": part_key}
    made.globals |= {"decided": decided, "in_force": in_force, "on_image": decided_on_image}
    made.globals |= {"decision_of": decision_of, "elsewhere": decided_elsewhere}
    made.globals |= {"beside": beside, "set_aside": set_aside}
    return made


def style_sheet(name: str) -> str:
    """Return a style sheet of the report's folder."""
    return (shipped("resources") / "report" / f"{name}.css").read_text(encoding="utf-8")


# -- sheets --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheet:
    """A part of the report that begins on a page of its own: `template`, filled with `values`.

    Its `key` is made of letters, digits and ``-``.
    """

    key: str
    template: str
    values: dict[str, Any] = field(repr=False)

    def render(self, out: Rendering) -> Markup:
        """Return the sheet as it is in a rendering."""
        template = _environment().get_template(f"{self.template}.html")
        return Markup(template.render(self.values, out=out))


def part_key(page: ImagePage, part: Part | None = None) -> str:
    """Return the key of an image's sheet, or of that of an analysed part of it."""
    if part is None:
        return f"image-{page.number}"
    return f"image-{page.number}-{'whole' if part.face is None else f'face-{part.face}'}"


def sheets(content: ReportContent) -> list[Sheet]:
    """Return all sheets of a report, in order; nothing is rendered yet."""
    shared: dict[str, Any] = {"content": content, "total": len(content.pages)}
    verdicts = Counter((page.verdict, text.status_word(page.analysis)) for page in content.pages)
    decisions = Counter(map(decision_of, content.pages))
    order = tuple(text.VERDICT_WORDS)
    counts = {
        "verdicts": sorted(verdicts.items(), key=lambda n: (order.index(n[0][0]), n[0][1])),
        "decisions": [(w, decisions[w]) for w in (*CONCLUSIONS.values(), text.ON_FACES, "")],
    }
    figures = verdict_figures({model.role: model for model in content.models})
    found = [Sheet("title", "title", shared), Sheet("summary", "summary", shared | counts)]
    if content.contact_sheet and len(content.pages) > 1:
        found.append(Sheet("contact", "contact", shared))
    found.append(Sheet("method", "method", shared))
    found.append(Sheet("models", "models", shared | {"generators": figures and figures.generators}))
    for page in content.pages:
        values = shared | {"page": page}
        kind = "faces" if page.parts else "image"
        found.append(Sheet(part_key(page), kind, values | {"part": page}))
        for part in page.parts:
            found.append(Sheet(part_key(page, part), "image", values | {"part": part}))
    return [*found, Sheet("index", "index", shared), Sheet("log", "log", shared)]


def decided(part: Part) -> list[Decision]:
    """Return the decisions that hold on the picture analysed, the earliest first."""
    frame = 1 if part.analysis is None else part.analysis.frame
    return in_force(on_picture(part.decisions, frame))


def decided_on_image(page: ImagePage) -> Decision | None:
    """Return the last decision on the image as a whole."""
    found = [decision for decision in decided(page) if decision.face_index is None]
    return found[-1] if found else None


def decided_elsewhere(page: ImagePage) -> list[Decision]:
    """Return the decisions that are on no face's sheet."""
    on_faces = [decision for face in page.faces for decision in face.decisions]
    return [decision for decision in page.decisions if decision not in on_faces]


def decision_of(page: ImagePage) -> str:
    """Return the last decision on an image in words; "" where there is none."""
    found = decided(page)
    if not found:
        return ""
    last = decided_on_image(page) if page.parts else found[-1]
    return text.ON_FACES if last is None else text.conclusion(last.conclusion)


def beside(parts: Sequence[Part]) -> dict[str, tuple[str, int, str]]:
    """Return the headings of the scores that decide beside the classifiers', or in their place.

    By "fused" or the id of a further detector, for a table of `parts`.
    """
    found = (part.analysis for part in parts if part.analysis is not None)
    names = dict.fromkeys(name for a in found if a.status == "ok" for name in a.beside_scores)
    words = {name: clean(detector_name(name), 40) for name in names}
    if text.FUSED in words:
        words[text.FUSED] = text.capital(words[text.FUSED])
    return {name: (head, 50, "right") for name, head in words.items()}


def set_aside(pages: Sequence[ImagePage]) -> str:
    """Say what the verdicts of `pages` are made of where that is not usual; "" where it is."""
    shown = [part.analysis for page in pages for part in (page.parts or (page,))]
    scored = [a for a in shown if a is not None and a.verdict is not None]
    if all(set(a.deciding) == set(OWN) for a in scored):
        return ""
    made_of = Counter(", ".join(map(detector_name, a.deciding_scores)) for a in scored)
    words = "; or of: ".join(
        f"{names} ({text.count(n, 'verdict', 'verdicts')})" if len(made_of) > 1 else names
        for names, n in made_of.items()
    )
    aside = sum(a.score_fused is not None and not a.fused_decides for a in scored)
    where = "" if aside == len(scored) else f" for {aside:,} of {len(scored):,} verdicts"
    aside_words = (
        f" The fused score was set aside{where}: it does not decide there." if aside else ""
    )
    return f"The verdicts are made of: {words}.{aside_words}"


# -- the HTML file -------------------------------------------------------------------------------


def chunks(content: ReportContent) -> Iterator[str]:
    """Yield the HTML document piece by piece.

    It holds its pictures, styles and the content it was made of, refers to nothing outside, has
    no script, and a policy within it forbids browsers to load anything.
    """
    out = Rendering()
    yield from (
        _environment()
        .get_template("report.html")
        .generate(
            content=content,
            sheets=((sheet.key, sheet.render(out)) for sheet in sheets(content)),
            style=Markup(style_sheet("style") + style_sheet("screen")),
            attached=base64.b64encode(content.canonical).decode("ascii"),
        )
    )


def write_html(content: ReportContent, path: Path) -> None:
    """Write the HTML document, whole or not at all; OSError if it cannot be written."""
    with replacing(path) as stream:
        stream.writelines(chunk.encode("utf-8") for chunk in chunks(content))
