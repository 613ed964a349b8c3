"""What a complete scan has found, the hash of its CSV, and where to go from there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gng_desktop.ui.batch.jobs import Finished
from gng_desktop.ui.batch.words import duration
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.elided_label import ElidedLabel
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.style import emphasise

SHA_LABEL = "SHA-256"


class Summary(QWidget):
    """The end of a scan, in words.

    Signals
    -------
    copied : str
        This text is wanted on the clipboard.
    folder_asked, errors_asked
        The folder of the CSV is to be opened; the rows that are errors are to be shown.
    """

    copied = Signal(str)
    folder_asked = Signal()
    errors_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel()
        emphasise(self.title, 1.15)
        self.words = paragraph()
        self.sha256 = QLineEdit()
        self.sha256.setReadOnly(True)
        self.sha256.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.sha256.setAccessibleName(tr("SHA-256 of the CSV"))
        self.copy_button = QPushButton(tr("Copy hash"))
        self.folder_button = QPushButton(tr("Open folder"))
        self.folder_button.setToolTip(tr("Open the folder of the CSV"))
        self.errors_button = QPushButton(tr("Show errors"))
        self.command_button = QPushButton(tr("Copy command"))
        self.command_button.setToolTip(tr("Copy the command line that does the same scan"))
        self._command = ""
        self.copy_button.clicked.connect(lambda: self.copied.emit(self.sha256.text()))
        self.command_button.clicked.connect(lambda: self.copied.emit(self._command))
        self.folder_button.clicked.connect(self.folder_asked)
        self.errors_button.clicked.connect(self.errors_asked)
        hashed = QHBoxLayout()
        hashed.addWidget(paragraph(SHA_LABEL))
        hashed.addWidget(self.sha256, 1)
        hashed.addWidget(self.copy_button)
        buttons = QHBoxLayout()
        for button in (self.folder_button, self.errors_button, self.command_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(hashed)
        column.addLayout(buttons)

    def show_finished(self, found: Finished) -> None:
        """Show a complete scan."""
        self._command = found.command
        self.title.set_full_text(tr("Done: {csv}", csv=found.csv), str(found.csv))
        self.words.setText(" ".join(_sentences(found)))
        self.sha256.setText(found.sha256)
        self.sha256.setCursorPosition(0)
        self.errors_button.setEnabled(found.errors > 0)


def _sentences(found: Finished) -> list[str]:
    time = duration(found.seconds)
    sentences = [
        tr("One file in {time}.", time=time)
        if found.files == 1
        else tr("{files:,} files in {time}.", files=found.files, time=time)
    ]
    if found.rows != found.files:
        sentences.append(tr("The CSV has {rows:,} rows.", rows=found.rows))
    for count, one, many in (
        (
            found.errors,
            tr("One of them is an error: its row says what is wrong."),
            tr("{n:,} of them are errors: their rows say what is wrong.", n=found.errors),
        ),
        (
            found.duplicates,
            tr("One has the same bytes as another one."),
            tr("{n:,} have the same bytes as another one.", n=found.duplicates),
        ),
        (
            found.repeated,
            tr("One line of the list names a file a second time."),
            tr("{n:,} lines of the list name a file a second time.", n=found.repeated),
        ),
        (
            found.not_entered,
            tr("One folder inside was not entered."),
            tr("{n:,} folders inside were not entered.", n=found.not_entered),
        ),
    ):
        if count:
            sentences.append(one if count == 1 else many)
    return sentences
