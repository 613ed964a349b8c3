"""The report as one HTML file that needs no other and loads nothing."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from gng_desktop.casework.report import text
from gng_desktop.casework.report.content import ReportContent
from gng_desktop.casework.report.markup import Html, element, filled, style_sheet
from gng_desktop.casework.report.placing import InHtml
from gng_desktop.casework.report.sheets import rendered
from gng_desktop.core.files import replacing
from gng_desktop.imaging.provenance.fields import clean

_HERE = Html("\0")


def chunks(content: ReportContent) -> Iterator[str]:
    """Yield the HTML document piece by piece: head, a piece a sheet, end.

    It holds its pictures, styles and the content it was made of, refers to nothing outside, has
    no script, and a policy within it forbids browsers to load anything.
    """
    frame = filled(
        "report",
        version=content.version,
        title=clean(content.title or text.UNTITLED, 200),
        style=style_sheet("style"),
        screen=style_sheet("screen"),
        sheets=_HERE,
        end=_attachment(content),
    )
    start, _, end = frame.partition(_HERE)
    yield start
    for sheet, body in rendered(content, InHtml()):
        yield element("div", Html(f"\n{body}"), id=sheet.key, class_="sheet") + "\n"
    yield end


def _attachment(content: ReportContent) -> Html:
    """Return a link that hands out what the hash is computed of."""
    data = base64.b64encode(content.canonical).decode("ascii")
    return element(
        "a",
        f"{text.CONTENT_FILE} (SHA-256 {content.sha256})",
        href=f"data:application/json;base64,{data}",
        download="report.json",
    )


def html_of(content: ReportContent) -> str:
    """Return the whole HTML document."""
    return "".join(chunks(content))


def write_html(content: ReportContent, path: Path) -> None:
    """Write the HTML document, whole or not at all.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    with replacing(path) as stream:
        stream.writelines(chunk.encode("utf-8") for chunk in chunks(content))
