"""A sheet of the report laid out on A4 by Qt's documents; nothing is loaded for it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontInfo,
    QImage,
    QImageReader,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from gng_desktop.casework.report import charts, text
from gng_desktop.casework.report.content import Picture
from gng_desktop.casework.report.markup import style_sheet
from gng_desktop.casework.report.placing import Figure

if TYPE_CHECKING:
    from gng_desktop.casework.report.markup import Html

DPI = 96.0
"""What CSS px are counted by."""
MM = DPI / 25.4
PAGE = QSizeF(210 * MM, 297 * MM)
MARGIN = 20 * MM
BODY = QSizeF(PAGE.width() - 2 * MARGIN, PAGE.height() - 2 * MARGIN)
"""A4 with margins of 2 cm, CSS px."""
FAMILIES = (
    "Segoe UI",
    "Helvetica Neue",
    "Noto Sans",
    "Liberation Sans",
    "Arial",
    "DejaVu Sans",
)
"""Calm typefaces without serifs, the first that the system has."""
_MOST = 12
"""Parts of a sheet that are moved to a new page, at most."""
_LEAST = 90.0
"""What stays with a heading, CSS px."""


class PrintError(Exception):
    """A report cannot be printed; the text is one sentence for the user."""


class _Figures(QPyTextObject):
    """Draws what the template placed: pictures as they are, drawings as lines; nothing else."""

    def __init__(self, figures: dict[str, Figure], family: str, parent: QTextDocument) -> None:
        super().__init__(parent)
        self._figures, self._family = figures, family

    def intrinsicSize(self, doc: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        """Return the size that the template gave."""
        found = format.toImageFormat()
        return QSizeF(max(found.width(), 0.0), max(found.height(), 0.0))

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        position: int,
        format: QTextFormat,
    ) -> None:
        """Draw the picture of that name; a name that no template gave draws nothing."""
        figure = self._figures.get(format.toImageFormat().name())
        if isinstance(figure, Picture):
            pixels = _decoded(figure)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            # PDF/A-1 knows no transparency.
            painter.drawImage(rect, pixels.convertToFormat(QImage.Format.Format_RGB32))
            painter.restore()
        elif figure is not None:
            svg = figure.svg.replace(f'"{charts.FONT}"', f'"{html.escape(self._family)}"')
            QSvgRenderer(QByteArray(svg.encode())).render(painter, rect)


def _decoded(picture: Picture) -> QImage:
    """Decode a picture as what it was found to be, and as nothing else."""
    buffer = QBuffer()
    buffer.setData(picture.data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    kind = picture.media_type.removeprefix("image/").encode()
    return QImageReader(buffer, QByteArray(kind)).read()


class _Paper(QTextDocument):
    """A document that loads nothing, whatever its text asks for."""

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Return nothing: pictures are drawn by `_Figures`, the style is handed over."""
        return None


def font(size: float) -> QFont:
    """Return the report's font in `size` CSS px, its letters where the design wants them."""
    known = set(QFontDatabase.families())
    made = QFont()
    made.setFamilies([name for name in FAMILIES if name in known] or [made.defaultFamily()])
    made.setStyleHint(QFont.StyleHint.SansSerif)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setPixelSize(round(size))
    return made


def document(body: Html, figures: dict[str, Figure]) -> QTextDocument:
    """Return a sheet laid out on pages of `BODY`, its parts torn apart only where they must.

    A part with a heading that begins in the lower half of a page and fits on one is moved to the
    next as a whole; of any other at least `_LEAST` px stay with their heading.

    Parameters
    ----------
    body : Html
        From `gng_desktop.casework.report.sheets`.
    figures : dict of str to Figure
        What the body's pictures are, by name.

    Raises
    ------
    PrintError
        If a part of the sheet is on no page.
    """
    moved: set[int] = set()
    made = _document(body, figures, moved)
    # Anew each time: after a change Qt lays out only what it takes for changed, and at times
    # loses what follows.
    while len(moved) < _MOST and (torn := _torn(made)) is not None and torn not in moved:
        moved.add(torn)
        made = _document(body, figures, moved)
    _check_complete(made)
    return made


def _document(body: Html, figures: dict[str, Figure], moved: set[int]) -> QTextDocument:
    """Lay a sheet out, the blocks of these numbers at the heads of pages."""
    made = _Paper()
    made.setUseDesignMetrics(True)
    made.setDocumentMargin(0)
    made.setIndentWidth(15)  # of lists
    made.setUndoRedoEnabled(False)
    base = font(12)
    made.setDefaultFont(base)
    # A name without spaces must not run over the edge, one in Hebrew not turn its paragraph.
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    options.setTextDirection(Qt.LayoutDirection.LeftToRight)
    made.setDefaultTextOption(options)
    made.setDefaultStyleSheet(style_sheet("style"))
    made.setHtml(body)
    _size_headings(made)
    above = QTextBlockFormat()
    above.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    for number in moved:
        QTextCursor(made.findBlockByNumber(number)).mergeBlockFormat(above)
    # Only now is anything laid out.
    handler = _Figures(figures, QFontInfo(base).family(), made)
    layout = made.documentLayout()
    layout.registerHandler(QTextFormat.ObjectTypes.ImageObject.value, handler)
    made.setPageSize(BODY)
    return made


def _check_complete(made: QTextDocument) -> None:
    block = made.begin()
    while block.isValid():
        if not block.layout().lineCount():
            raise PrintError(text.INCOMPLETE)
        block = block.next()


def _size_headings(made: QTextDocument) -> None:
    """Let headings have the sizes of the style sheet, over which Qt puts its own."""
    block = made.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            cursor = QTextCursor(block)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            letters = cursor.charFormat()
            letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            cursor.setCharFormat(letters)
        block = block.next()


def _torn(made: QTextDocument) -> int | None:
    """Return the number of the first heading that is better moved; None if all is well."""
    layout, height = made.documentLayout(), BODY.height()
    headings: list[QTextBlock] = []
    block = made.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            headings.append(block)
        block = block.next()
    # Not where the next part begins: that may be on another page.
    ends = [*(heading.previous() for heading in headings[1:]), made.lastBlock()]
    for heading, last in zip(headings, ends, strict=False):  # no heading, no end
        top = layout.blockBoundingRect(heading).top()
        end = layout.blockBoundingRect(last).bottom()
        # What stands at the head of a page already cannot be helped.
        begun = top % height
        whole = end - top <= height and begun > height / 2
        reach = end if whole else min(end, top + _LEAST)
        if begun > 1 and begun + reach - top > height + 1:
            return heading.blockNumber()
    return None
