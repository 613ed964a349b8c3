"""A field for the path of a folder that says at once if there is no such folder."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.workers import JobRunner, Work


class FolderField(QWidget):
    """A path, typed or chosen; "" stands for `nothing`.

    Parameters
    ----------
    name : str
        What the folder is for.
    nothing : str
        Shown while the field is empty.

    Signals
    -------
    changed
        The text has changed, or it has become known whether the folder is there.
    """

    changed = Signal()

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
        self.browse = QPushButton(tr("Choose…"))
        self.browse.setAccessibleName(tr("Choose: {name}", name=name))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._choose)
        self.message = paragraph()
        self.message.hide()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field, 0, 0)
        layout.addWidget(self.browse, 0, 1)
        layout.addWidget(self.message, 1, 0, 1, 2)
        self.setFocusProxy(self.field)

    @property
    def folder(self) -> str:
        """The path; "" for none."""
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
        self.message.setText(
            tr("⚠  There is no such folder; choose another, or leave this empty.")
            if missing
            else ""
        )
        self.message.setVisible(missing)
        self.changed.emit()


def _is_missing(folder: Path) -> Work:
    """Yield whether `folder` is no folder; a relative path means another one with every start."""

    def work() -> Generator[bool, None, None]:
        try:
            yield not (folder.is_absolute() and folder.is_dir())
        except OSError:
            yield True

    return work
