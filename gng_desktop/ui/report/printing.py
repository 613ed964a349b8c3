"""The report page by page, as PDF or as pictures."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from typing import IO

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from gng_desktop.core.files import replacing
from gng_desktop.core.progress import Progress
from gng_desktop.core.text import printable
from gng_desktop.report import text
from gng_desktop.report.content import ReportContent
from gng_desktop.report.renderer import PagedRendering, Sheet, sheets
from gng_desktop.ui.report.pdf_layout import (
    BODY,
    DPI,
    MARGIN,
    PAGE,
    SheetLayout,
    font,
    sheet_layout,
)
from gng_desktop.ui.report.pdf_layout import PrintError as PrintError  # raised here, too

GREY = QColor("#5a5e63")
RULE = QColor("#c3c6ca")
RESOLUTION = 1200
"""Of the PDF's coordinates, dots to the inch; pictures keep their own pixels."""
NUMBERED = frozenset({"title", "summary", "contact", "faces"})
"""Templates that name the pages of other sheets."""
HELD = 200
"""Sheets that are held in memory, at most."""

Paint = Callable[[QPainter], None]


def pages(content: ReportContent) -> Iterator[Progress | Paint]:
    """Lay a report out; yield progress and, for each page, what paints it.

    How many pages there are, and where each sheet begins, is known only when all are laid out;
    those that name pages, and those for which there is no memory, are laid out a second time.

    What paints a page does so into a `QPainter` whose unit is the CSS px, the whole A4 sheet of
    `PAGE`; to be called before the next step.
    """
    every = sheets(content)
    steps, starts, total = 2 * len(every), dict[str, int](), 0
    held: dict[str, SheetLayout] = {}
    for done, sheet in enumerate(every):
        yield Progress(done, steps, text.LAYING_OUT)
        starts[sheet.key] = total + 1
        made = _laid_out(sheet, starts)
        total += len(made.pages)
        if sheet.template not in NUMBERED and len(held) < HELD:
            held[sheet.key] = made
    number = 0
    for done, sheet in enumerate(every, start=len(every)):
        yield Progress(done, steps, text.PRINTING)
        made = held.pop(sheet.key) if sheet.key in held else _laid_out(sheet, starts)
        for page in range(len(made.pages)):
            number += 1
            frame = _frame(content, number, total, sheet.key != "title")
            yield partial(_paint, made=made, page=page, frame=frame)


def _laid_out(sheet: Sheet, starts: dict[str, int]) -> SheetLayout:
    out = PagedRendering(starts)
    return sheet_layout(sheet.render(out), out.figures, sheet.template in ("image", "faces"))


def _frame(content: ReportContent, number: int, total: int, head: bool) -> tuple[str, ...]:
    """Return what stands around the text of a page: head left and right, foot left and right."""
    left, right = content.title or text.UNTITLED, content.reference
    heads = (printable(left), printable(right)) if head else ("", "")
    return *heads, text.foot_hash(content.sha256), text.page_of(number, total)


def _paint(painter: QPainter, made: SheetLayout, page: int, frame: tuple[str, ...]) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    small = font(9)
    painter.setFont(small)
    painter.setPen(GREY)
    metrics = QFontMetricsF(small)
    sides = Qt.AlignmentFlag
    left, right = sides.AlignLeft | sides.AlignVCenter, sides.AlignRight | sides.AlignVCenter
    head = QRectF(MARGIN, MARGIN - 34, BODY.width(), 16)
    half = BODY.width() / 2 - 8
    heads = [metrics.elidedText(words, Qt.TextElideMode.ElideRight, half) for words in frame[:2]]
    painter.drawText(head, left, heads[0])
    painter.drawText(head, right, heads[1])
    foot = QRectF(MARGIN, PAGE.height() - MARGIN + 18, BODY.width(), 16)
    painter.drawText(foot, left, frame[2])
    painter.drawText(foot, right, frame[3])
    painter.fillRect(QRectF(MARGIN, foot.top() - 4, BODY.width(), 0.6), RULE)
    if any(frame[:2]):
        painter.fillRect(QRectF(MARGIN, head.bottom() + 3, BODY.width(), 0.6), RULE)
    painter.translate(MARGIN, MARGIN)
    made.paint(painter, page)
    painter.restore()


def write_pdf(content: ReportContent, path: Path) -> Generator[Progress, None, None]:
    """Write a report as PDF/A-1b; whole or not at all. Needs a `QGuiApplication`.

    Yields `Progress` before each sheet. Closing the generator ends the work and leaves nothing
    behind; what is at `path` is replaced.

    Raises
    ------
    PrintError
        If the file cannot be written, or a part of the report is on no page.
    """
    try:
        with replacing(path) as stream:
            yield from _write(content, Path(stream.name))
            _check_end(stream)
    except OSError as error:
        raise PrintError(text.not_written(str(path), error.strerror or str(error))) from error


def _write(content: ReportContent, part: Path) -> Iterator[Progress]:
    if not QFontDatabase.families():
        raise OSError(text.NO_FONTS)
    writer = QPdfWriter(str(part))
    writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_A1b)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    writer.setResolution(RESOLUTION)
    writer.setTitle(printable(content.title or text.UNTITLED))
    writer.setCreator(f"GNG Desktop {content.version}")
    if content.examiner:
        writer.setAuthor(printable(content.examiner))
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(text.NO_PRINTER)
    first = True
    try:
        painter.scale(RESOLUTION / DPI, RESOLUTION / DPI)
        for step in pages(content):
            if isinstance(step, Progress):
                yield step
                continue
            if not first and not writer.newPage():
                raise OSError(text.NO_PAGE)
            first = False
            step(painter)
    finally:
        painter.end()


def _check_end(stream: IO[bytes]) -> None:
    """Raise OSError unless a PDF was written to its end: Qt does not report a full disk."""
    stream.seek(-min(stream.seek(0, os.SEEK_END), 64), os.SEEK_END)
    if b"%%EOF" not in stream.read():
        raise OSError(text.NO_ROOM)
