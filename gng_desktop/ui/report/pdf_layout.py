"""A sheet of the report laid out for A4 by Qt's documents; nothing is loaded for it.

Qt lays a sheet out once, without pages; where a page ends is decided here: between table rows,
paragraphs or lines, never through a row, a heading and what it heads, or a figure and its note.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QImage,
    QImageReader,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
    QTextTable,
)
from PySide6.QtSvg import QSvgRenderer

from gng_desktop.report import text
from gng_desktop.report.pictures import Picture
from gng_desktop.report.renderer import FONT, INK, Figure, style_sheet

DPI = 96.0
"""What CSS px are counted by."""
MM = DPI / 25.4
PAGE = QSizeF(210 * MM, 297 * MM)
MARGIN = 16 * MM
BODY = QSizeF(PAGE.width() - 2 * MARGIN, PAGE.height() - 2 * MARGIN)
"""A4 with margins of 1.6 cm, CSS px."""
FAMILIES = (
    "Segoe UI",
    "Helvetica Neue",
    "Noto Sans",
    "Liberation Sans",
    "Arial",
    "DejaVu Sans",
)
"""Calm typefaces without serifs, the first that the system has."""
SMALLEST = 0.88
"""By how much a sheet may be reduced to fit one page."""
WHOLE_LINES = 6
"""Lines of a paragraph that is not torn apart."""


class PrintError(Exception):
    """A report cannot be printed; the text is one sentence for the user."""


class _Figures(QPyTextObject):
    """Draws what the template placed: pictures as they are, drawings as lines; nothing else."""

    def __init__(self, figures: dict[str, Figure], family: str, parent: QTextDocument) -> None:
        super().__init__(parent)
        self._figures, self._family = figures, family

    def intrinsicSize(self, doc: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
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
            svg = figure.svg.replace(f'"{FONT}"', f'"{html.escape(self._family)}"')
            QSvgRenderer(QByteArray(svg.encode())).render(painter, rect)


def _decoded(picture: Picture) -> QImage:
    """Decode a picture as what it was found to be, and as nothing else."""
    buffer = QBuffer()
    buffer.setData(picture.data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    kind = picture.media_type.removeprefix("image/").encode()
    return QImageReader(buffer, QByteArray(kind)).read()


class SheetDocument(QTextDocument):
    """A document that loads nothing, whatever its text asks for."""

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Return nothing: pictures are drawn by `_Figures`, the style is handed over."""
        return None


def font(size: float) -> QFont:
    """Return the report's font in `size` CSS px, its letters where the design has them."""
    known = set(QFontDatabase.families())
    made = QFont()
    made.setFamilies([name for name in FAMILIES if name in known] or [made.defaultFamily()])
    made.setStyleHint(QFont.StyleHint.SansSerif)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setPixelSize(round(size))
    return made


@dataclass(frozen=True)
class Piece:
    """What no page end goes through: a row, a short paragraph, a line; y in the document, CSS px.

    `joined` keeps it on one page with the piece below. `head` is the table's heading, top and
    bottom, which a page repeats that begins with this row.
    """

    top: float
    bottom: float
    joined: bool = False
    head: tuple[float, float] | None = None


@dataclass(frozen=True)
class SheetPage:
    """The part of a sheet's document, `top` to `bottom`, that a page shows below `head`."""

    top: float
    bottom: float
    head: tuple[float, float] | None = None

    @property
    def head_height(self) -> float:
        """0 where no heading is repeated."""
        return self.head[1] - self.head[0] if self.head else 0.0


@dataclass(frozen=True)
class SheetLayout:
    """A sheet laid out; `scale` is below 1 where it was reduced to fit one page."""

    document: SheetDocument
    pages: tuple[SheetPage, ...]
    scale: float

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, the first is 0, into `BODY` at the painter's origin."""
        page = self.pages[number]
        painter.save()
        painter.scale(self.scale, self.scale)
        for top, bottom, at in (
            (*(page.head or (0, 0)), 0.0),
            (page.top, page.bottom, page.head_height),
        ):
            if bottom > top:
                painter.save()
                painter.translate(0, at - top)
                shown = QRectF(0, top, BODY.width() / self.scale, bottom - top)
                painter.setClipRect(shown)
                context = QAbstractTextDocumentLayout.PaintContext()
                context.clip = shown  # type: ignore[misc]
                context.palette.setColor(QPalette.ColorRole.Text, QColor(INK))  # type: ignore[misc]
                self.document.documentLayout().draw(painter, context)
                painter.restore()
        painter.restore()


def sheet_layout(body: str, figures: dict[str, Figure], one_page: bool = False) -> SheetLayout:
    """Lay out a sheet.

    Parameters
    ----------
    body : str
        HTML of a `gng_desktop.report.renderer.Sheet`.
    figures : dict of str to Figure
        What the body's pictures are, by name.
    one_page : bool
        Reduce it down to `SMALLEST` if it fits one page then.

    Raises
    ------
    PrintError
        If a part of the sheet is on no page.
    """
    document = _document(body, figures)
    height, scale = document.size().height(), 1.0
    if one_page and BODY.height() < height <= BODY.height() / SMALLEST**2:
        # Set wider, it becomes shorter, too; that decides.
        document.setTextWidth(BODY.width() / SMALLEST)
        if document.size().height() <= BODY.height() / SMALLEST:
            scale = SMALLEST
        else:
            document.setTextWidth(BODY.width())
    pieces = [*_pieces(document)]
    return SheetLayout(document, tuple(_pages(pieces, BODY.height() / scale)), scale)


def _document(body: str, figures: dict[str, Figure]) -> SheetDocument:
    made = SheetDocument()
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
    # Only now is anything laid out.
    handler = _Figures(figures, QFontInfo(base).family(), made)
    layout = made.documentLayout()
    layout.registerHandler(QTextFormat.ObjectTypes.ImageObject.value, handler)
    made.setTextWidth(BODY.width())
    return made


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield the paragraphs of a document, those in tables among them."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _size_headings(made: QTextDocument) -> None:
    """Let headings have the sizes of the style sheet, over which Qt puts its own."""
    for block in blocks(made):
        if block.blockFormat().headingLevel():
            cursor = QTextCursor(block)
            end = QTextCursor.MoveOperation.EndOfBlock
            cursor.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
            letters = cursor.charFormat()
            letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            cursor.setCharFormat(letters)


# -- pages ---------------------------------------------------------------------------------------


def _row_of(block: QTextBlock) -> tuple[QTextTable, int] | None:
    """Return the outermost table that a paragraph is in, and the row; None outside tables."""
    table: QTextTable | None = None
    frame = QTextCursor(block).currentFrame()
    while frame is not None:
        if isinstance(frame, QTextTable):
            table = frame
        frame = frame.parentFrame()
    return None if table is None else (table, table.cellAt(block.position()).row())


def _lines(document: QTextDocument, block: QTextBlock) -> list[Piece]:
    """Return the lines of a paragraph; those of tables beside each other overlap."""
    drawn = block.layout()
    place = document.documentLayout().blockBoundingRect(block).top() - drawn.boundingRect().top()
    rects = (drawn.lineAt(n).rect() for n in range(drawn.lineCount()))
    return [Piece(place + rect.top(), place + rect.bottom()) for rect in rects]


def _pieces(document: QTextDocument) -> Iterator[Piece]:
    """Yield what a sheet is made of, from top to bottom; PrintError if a paragraph has no line."""
    found: list[tuple[list[QTextBlock], tuple[QTextTable, int] | None]] = []
    for block in blocks(document):
        if not block.layout().lineCount():
            raise PrintError(text.INCOMPLETE)
        row = _row_of(block)
        if row is None and not block.text():
            continue  # Qt's own, behind a table
        if row is not None and found and found[-1][1] == row:
            found[-1][0].append(block)
        else:
            found.append(([block], row))
    heads: dict[int, tuple[float, float]] = {}
    for n, (members, row) in enumerate(found):
        if row is None:
            below = found[n + 1][0][0] if n + 1 < len(found) else None
            yield from _paragraph(document, members[0], below)
            continue
        table, number = row
        padding = table.cellAt(members[0].position()).format().toTableCellFormat()
        every = sorted(
            (line for block in members for line in _lines(document, block)),
            key=lambda line: line.top,
        )
        top = every[0].top - padding.topPadding()
        bottom = max(line.bottom for line in every) + padding.bottomPadding() + 1
        start, heading = table.firstPosition(), number < table.format().headerRowCount()
        if heading:
            heads[start] = (heads.get(start, (top, 0))[0], bottom)
        head = None if heading else heads.get(start)
        if bottom - top <= BODY.height() / 2:
            yield Piece(top, bottom, heading, head)
            continue
        # Too tall to be moved: between lines, where none beside is cut.
        reach = every[0]
        for line in every[1:]:
            if line.top < reach.bottom:
                reach = Piece(reach.top, max(reach.bottom, line.bottom))
            else:
                yield Piece(reach.top, line.top, False, head)
                reach = line
        yield Piece(reach.top, bottom, False, head)


def _paragraph(
    document: QTextDocument, block: QTextBlock, below: QTextBlock | None
) -> Iterator[Piece]:
    every = _lines(document, block)
    heading = block.blockFormat().headingLevel() > 0
    follows = below is not None and not below.blockFormat().headingLevel()
    joined = heading or (
        follows and (_is_figure(block) or (below is not None and _is_figure(below)))
    )
    if len(every) <= WHOLE_LINES:
        yield Piece(every[0].top, every[-1].bottom, joined)
        return
    for n, line in enumerate(every):
        # No line alone at the head or foot of a page.
        yield Piece(
            line.top, line.bottom, n in (0, len(every) - 2) or (joined and line is every[-1])
        )


def _is_figure(block: QTextBlock) -> bool:
    return block.text() == "\N{OBJECT REPLACEMENT CHARACTER}"


def _pages(pieces: list[Piece], height: float) -> Iterator[SheetPage]:
    """Yield pages of at most `height`, each as full as the pieces allow."""
    start = 0
    while start < len(pieces):
        first = pieces[start]
        head = first.head if start else None
        limit = first.top + height - (head[1] - head[0] if head else 0)
        end = start
        while end < len(pieces) and pieces[end].bottom <= limit + 0.5:
            end += 1
        if end < len(pieces):
            cut = end
            while cut > start and pieces[cut - 1].joined:
                cut -= 1
            # What is joined to the head of the page is parted; what is too tall is cut through.
            end = max(cut if cut > start else end, start + 1)
            bottom = min(pieces[end].top, limit) if end < len(pieces) else limit
        else:
            bottom = pieces[-1].bottom
        yield SheetPage(first.top, bottom, head)
        start = end
