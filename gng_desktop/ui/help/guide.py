"""The user guide, read inside the program: evidence machines often have no browser."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from gng_desktop.core.shipped import shipped
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.plain import Reader
from gng_desktop.ui.kit.screen import resize_within_screen
from gng_desktop.ui.kit.workers import JobRunner, Steps

SIZE = 900, 720
WIDTH = 820
"""To which pictures are scaled down, px."""


def guide_path() -> Path | None:
    """Return the guide in a checkout, a wheel or a frozen program; None if it is missing."""
    path = shipped("docs") / "guide.md"
    return path if path.is_file() else None


class GuideDialog(QDialog):
    """The guide, a Markdown file, with its pictures; only links inside of it are followed."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("User guide"))
        resize_within_screen(self, *SIZE)
        self.browser = Reader(tr("User guide"))
        self.browser.anchorClicked.connect(self._go)
        self.browser.show_markdown(path.read_text(encoding="utf-8"), pictures=True)
        # Decoding all pictures takes longer than the window may stand still.
        self.runner = JobRunner(self)
        self.runner.failed.connect(lambda sentence: self.browser.setToolTip(sentence))
        work = _pictures(path.parent, _named(self.browser.document()))
        self.runner.start(work, tr("Pictures in the guide"), self._on_picture)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        down(self.browser, buttons, into=self)

    def _go(self, link: QUrl) -> None:
        if link.hasFragment() and not link.path():
            self.browser.scrollToAnchor(link.fragment())

    def _on_picture(self, found: tuple[str, QImage]) -> None:
        name, picture = found
        document = self.browser.document()
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
        document.markContentsDirty(0, document.characterCount())

    def done(self, result: int) -> None:
        """Close, and let no thread outlive the dialog."""
        self.runner.close()
        super().done(result)


def _named(document: QTextDocument) -> list[str]:
    """Return the names of the pictures in `document`, from the top."""
    names = []
    block = document.begin()
    while block.isValid():
        places = block.begin()
        while not places.atEnd():
            form = places.fragment().charFormat()
            if form.isImageFormat():
                names.append(form.toImageFormat().name())
            places += 1
        block = block.next()
    return names


def _pictures(folder: Path, names: list[str]) -> Steps:
    """Yield name and picture, no wider than the text, of each of `names` that can be read."""
    for name in names:
        picture = QImage(str(folder / name))
        if picture.width() > WIDTH:
            picture = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
        if not picture.isNull():
            yield name, picture
