"""A field for the path of a folder that says at once if there is no such folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QWidget

from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.widgets import button, paragraph, say
from gng_desktop.ui.kit.workers import JobRunner, Steps


class FolderField(QWidget):
    """A path, typed or chosen; "" stands for `nothing`.

    `name` says what the folder is for; `nothing` is shown while the field is empty.
    """

    changed = Signal()  # the text has changed, or it has become known whether the folder is there

    def __init__(self, name: str, nothing: str) -> None:
        super().__init__()
        self._name = name
        self.missing = False
        self.runner = JobRunner(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(nothing)
        self.field.setAccessibleName(name)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._look)
        words = tr("Browse: {name}", name=name)
        self.browse = button(tr("Browse…"), name=words, do=self._choose)
        self.message = paragraph()
        self.message.hide()
        line = across((self.field, 1), self.browse)
        down(line, self.message, into=self, margins=(0, 0, 0, 0))
        self.setFocusProxy(self.field)

    def labelled(self, words: str) -> QHBoxLayout:
        """Return the field behind a label; no sentence below the field moves that."""
        label = QLabel(words)
        label.setBuddy(self)
        label.setFixedHeight(self.field.sizeHint().height())
        return across((label, 0, Qt.AlignmentFlag.AlignTop), (self, 1))

    @property
    def folder(self) -> str:
        return self.field.text().strip()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._name, self.folder)
        if chosen:
            self.field.setText(chosen)

    def _look(self) -> None:
        """Look off the GUI thread whether the folder is there: drives may not answer."""
        if self.folder:
            self.runner.start(_is_missing(Path(self.folder)), self._name, self._say)
        else:
            self.runner.cancel()
            self._say(False)
        self.changed.emit()

    def _say(self, missing: bool) -> None:
        self.missing = missing
        words = tr("⚠  This folder does not exist; choose another, or leave the field empty.")
        say(self.message, words if missing else "")
        self.changed.emit()


def _is_missing(folder: Path) -> Steps:
    """Yield whether `folder` is no folder; a relative path means another one with every start."""
    try:
        yield not (folder.is_absolute() and folder.is_dir())
    except OSError:
        yield True
