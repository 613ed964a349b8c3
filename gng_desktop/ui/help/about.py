"""What the program is, and whether it is in order: a window to read and to copy from."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)

import gng_desktop
from gng_desktop.core.progress import Progress
from gng_desktop.core.shipped import build
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.plain import copy_text
from gng_desktop.ui.kit.screen import resize_within_screen
from gng_desktop.ui.kit.show_in_folder import open_folder
from gng_desktop.ui.kit.style import emphasise, icon
from gng_desktop.ui.kit.widgets import ElidedLabel, button, paragraph, say
from gng_desktop.ui.kit.workers import JobRunner, Steps

ICON_SIZE, BAR_WIDTH = 64, 130
LICENCE = QT_TR_NOOP("Free software under the Apache License 2.0.")
PURPOSE = QT_TR_NOOP(
    "Estimates whether a face was made by a generator and shows what in the image points to that. "
    "It supports an expert's opinion and is no proof; faces from generators it has never seen may "
    "go undetected."
)
BUILDS = {
    "inspector": QT_TR_NOOP(
        "This is the inspector build: training, gradient maps and GPU computation need the full "
        "build."
    ),
    "full": QT_TR_NOOP("This is the full build, with training, gradient maps and GPU computation."),
}
"""What to say of the binaries; nothing of a program run from its source."""


class AboutDialog(QDialog):
    """Name, version, licence, and what ``gng-desktop doctor`` says, found out when shown.

    `models` are searched for models first. Close `runner` with the window.
    """

    def __init__(self, models: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self.runner = JobRunner(self)
        self.setWindowTitle(tr("About and diagnostics"))
        resize_within_screen(self, 760, 600)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        # A read-only text shows its cursor only if it may be reached by keyboard.
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(tr("Diagnostics"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(BAR_WIDTH)
        self.bar.setMaximumHeight(self.fontMetrics().height())
        self.bar.setAccessibleName(tr("Checking the installation"))
        self.log = ElidedLabel()
        self.log.set_full_text(str(log_folder()))
        self.log.setAccessibleName(tr("Log folder"))
        self.log_button = button(tr("Open folder"), do=self._open_log)
        self.refusal = paragraph()
        say(self.refusal, "")
        self.copy_button = button(
            tr("Copy diagnostics"), do=lambda: copy_text(self.text.toPlainText())
        )
        self.runner.failed.connect(self._on_failed)
        self.runner.busy_changed.connect(self._on_busy)
        self._build()
        self._on_busy(False)

    def _build(self) -> None:
        name = QLabel("GNG Desktop")
        emphasise(name, 1.6)
        version = paragraph(tr("Version {version}", version=gng_desktop.__version__))
        own = [tr(BUILDS[kind])] if (kind := build()) in BUILDS else []
        about = map(paragraph, (*own, tr(LICENCE), tr(PURPOSE)))
        words = down(name, version, *about, spacing=3)
        picture = QLabel()
        picture.setPixmap(icon("app").pixmap(ICON_SIZE, ICON_SIZE))
        head = across((picture, 0, Qt.AlignmentFlag.AlignTop), (words, 1), spacing=14)
        heading = QLabel(tr("Diagnostics"))
        emphasise(heading)
        line = across(heading, 1, self.bar)
        log = across(QLabel(tr("Log")), (self.log, 1), self.log_button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        down(head, line, (self.text, 1), log, self.refusal, buttons, into=self).insertSpacing(1, 6)

    def showEvent(self, event: QShowEvent) -> None:
        """Check the installation again."""
        super().showEvent(event)
        if not event.spontaneous():
            self.text.clear()
            work = diagnose(self._models)
            self.runner.start(work, tr("Diagnostics report"), self.text.setPlainText)

    def done(self, result: int) -> None:
        self.runner.cancel()
        super().done(result)

    def _on_busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.copy_button.setEnabled(not busy)

    def _on_failed(self, sentence: str, details: str) -> None:
        self.text.setPlainText("\n\n".join(filter(None, (sentence, details))))

    def _open_log(self) -> None:
        say(self.refusal, open_folder(log_folder()))


def log_folder() -> Path:
    """Return the folder of the program's log."""
    return platformdirs.user_log_path("gng-desktop")


def diagnose(models: Path | None) -> Steps:
    """Yield `Progress`, then the text that ``gng-desktop doctor`` prints."""
    yield Progress(0, 0, tr("Checking the installation"))
    from gng_desktop.casework.doctor import examine

    found = []
    for line in examine(models, []):
        found.append(line)
        yield Progress(0, 0, tr("Checking the installation"))
    yield "\n".join(found)
