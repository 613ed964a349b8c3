"""Texts of strangers (names, titles, metadata) as they are: no markup, nothing hidden or loaded."""

from __future__ import annotations

import textwrap
from functools import lru_cache

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from gng_desktop.core.text import visible

TIP_WIDTH = 90
"""Characters of a tooltip's line."""


@lru_cache(1024)
def tip(*lines: str) -> str:
    """Return the tooltip that shows `lines`, wrapped; empty ones are left out."""
    wrapped = (textwrap.wrap(visible(line), TIP_WIDTH) for line in lines if line)
    return "\n".join(line for part in wrapped for line in part)


def copy_text(text: str) -> None:
    """Put `text` on the clipboard; bytes of it that are no Unicode become replacement characters.

    Qt would leave them out: a path copied would be that of another file.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    QGuiApplication.clipboard().setText(whole)


class Reader(QTextBrowser):
    """Markdown to read, without HTML; it opens no link and loads nothing.

    Pictures are shown only where they were added to the document as resources.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(name)

    def show_markdown(self, text: str, pictures: bool = False) -> None:
        """Show `text`; pictures are named by their text unless `pictures` are to be added."""
        if not pictures:
            # On a dense screen Qt looks for a picture's file before it asks for the resource.
            text = text.replace("![", "\\![")
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(
            visible(text, breaks=True),
            features.MarkdownDialectGitHub | features.MarkdownNoHTML,
        )

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Return an empty picture: after nothing at all Qt would open the file itself."""
        empty = QImage(1, 1, QImage.Format.Format_ARGB32)
        empty.fill(0)
        return empty
