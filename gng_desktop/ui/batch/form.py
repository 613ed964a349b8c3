"""The form of a scan: what is scanned, how, and into which CSV."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.ui.batch.standing import Standing, Unfinished, look
from gng_desktop.ui.batch.wanted import Faces, Wanted
from gng_desktop.ui.jobs import Computing
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.panel import Panel, paragraph
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.workers import JobRunner

TYPING_MS = 300
"""How long after the last letter the places are looked up, ms."""
MOST_THREADS = 256
LIST_KINDS = "*.txt *.csv *.lst"


class ScanForm(Panel):
    """All that can be chosen before a scan.

    Parameters
    ----------
    kept : QSettings
        Where the folders last used are kept.

    Signals
    -------
    looked : Standing
        It is known what there is at the places named.
    edited
        A place was changed; what was known of it may hold no more.
    """

    looked = Signal(object)
    edited = Signal()

    def __init__(self, kept: QSettings) -> None:
        super().__init__(tr("What is scanned, and how"))
        self._kept = kept
        self._proposes = True
        self.runner = JobRunner(self)
        self.source = _field(tr("Folder or list of files"))
        self.folder_button = QPushButton(tr("Folder…"))
        self.folder_button.setAccessibleName(tr("Choose a folder to scan"))
        self.list_button = QPushButton(tr("List…"))
        self.list_button.setAccessibleName(tr("Choose a list of files to scan"))
        self.list_button.setToolTip(tr("A .txt or .csv that names one file a line"))
        self.recursive = QCheckBox(tr("Include the folders inside"))
        self.csv = _field(tr("CSV to write"))
        self.save_button = QPushButton(tr("Save as…"))
        self.save_button.setAccessibleName(tr("Choose the CSV to write"))
        self.largest = QRadioButton(tr("The largest face of each image"))
        self.every = QRadioButton(tr("Every face, with a row for each"))
        self.largest.setChecked(True)
        self.frames = QCheckBox(tr("Every picture of a file (pages, animations)"))
        self.regions = QCheckBox(tr("Explain regions"))
        self.hint = paragraph(
            tr("Adds the background's share in each score; takes seconds a file.")
        )
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.threads = QSpinBox()
        self.threads.setRange(1, MOST_THREADS)
        # One CPU less: the rest of the program is used meanwhile.
        self.threads.setValue(max(1, QThread.idealThreadCount() - 1))
        self.threads.setAccessibleName(tr("Files judged at a time"))
        self.device = paragraph()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self.source.setPlaceholderText(tr("Drop it here, or choose it"))
        self.csv.setPlaceholderText(tr("Proposed once there is something to scan"))
        self._build()
        self._connect()
        self.set_free(True)

    def _build(self) -> None:
        self.fields = QWidget()
        column = QVBoxLayout(self.fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(_heading(tr("Folder or list of files"), self.source))
        column.addWidget(self.source)
        browse = QHBoxLayout()
        browse.addWidget(self.folder_button)
        browse.addWidget(self.list_button)
        browse.addStretch(1)
        column.addLayout(browse)
        column.addWidget(self.recursive)
        column.addSpacing(8)
        column.addWidget(_heading(tr("CSV to write"), self.csv))
        column.addWidget(self.csv)
        saving = QHBoxLayout()
        saving.addWidget(self.save_button)
        saving.addStretch(1)
        column.addLayout(saving)
        column.addSpacing(8)
        column.addWidget(_heading(tr("Judged")))
        column.addWidget(self.largest)
        column.addWidget(self.every)
        column.addWidget(self.frames)
        column.addSpacing(8)
        column.addWidget(self.regions)
        column.addWidget(self.hint)
        column.addSpacing(8)
        grid = QGridLayout()
        label = QLabel(tr("Files judged at a time"))
        label.setBuddy(self.threads)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.threads, 0, 1)
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)
        column.addWidget(self.device)
        self.column.addWidget(self.fields)

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self._ask_folder)
        self.list_button.clicked.connect(self._ask_list)
        self.save_button.clicked.connect(self._ask_csv)
        self.source.textEdited.connect(self._on_typed)
        self.csv.textEdited.connect(self._on_csv_typed)
        self._typing.timeout.connect(self.look)

    # -- what is asked for ------------------------------------------------------------------

    def wanted(self, computing: Computing) -> Wanted:
        """Return the scan asked for, to be computed so."""
        return Wanted(
            source=self._source,
            csv=Path(self.csv.text().strip()),
            recursive=self.recursive.isChecked(),
            faces=self.faces,
            frames="all" if self.frames.isChecked() else "first",
            regions=self.regions.isChecked(),
            jobs=self.threads.value(),
            device=computing.device,
            models=computing.models,
        )

    @property
    def faces(self) -> Faces:
        """Which faces are judged."""
        return "each" if self.every.isChecked() else "whole"

    @property
    def _source(self) -> str:
        """Where the source is, from the root: so does a record of a scan name it."""
        typed = self.source.text().strip()
        return os.path.abspath(typed) if typed else ""  # noqa: PTH100

    def use_source(self, source: str) -> None:
        """Scan this folder or list."""
        self.source.setText(source)
        self.look()

    def use_unfinished(self, found: Unfinished) -> None:
        """Ask for what an unfinished scan was begun with."""
        self.source.setText(found.source)
        self.recursive.setChecked(found.recursive)
        self.regions.setChecked(found.regions)
        self.frames.setChecked(found.frames == "all")
        (self.every if found.faces == "each" else self.largest).setChecked(True)

    def tell_device(self, words: str) -> None:
        """Show what the networks will run on."""
        self.device.setText(tr("Device: {device} (see Settings)", device=words))

    def set_free(self, free: bool) -> None:
        """Let the form be changed, or not while a scan runs."""
        self.fields.setEnabled(free)
        # A disabled placeholder would be darker than the words around it.
        role = QPalette.ColorRole.PlaceholderText if free else QPalette.ColorRole.WindowText
        self.hint.setForegroundRole(role)

    # -- looking up -------------------------------------------------------------------------

    def look(self) -> None:
        """Look up what there is at the places named; `looked` tells."""
        self._typing.stop()
        self.edited.emit()
        csv = "" if self._proposes else self.csv.text().strip()
        folders = self._folders() if self._proposes else ()
        self.runner.start(
            look(self._source, csv, folders), tr("Looking at the places"), self._on_looked
        )

    def _folders(self) -> tuple[Path, ...]:
        """Return where a CSV may be proposed, the best place first."""
        places = [str(self._kept.value("batch/csv_folder", ""))]
        for where in (
            QStandardPaths.StandardLocation.DocumentsLocation,
            QStandardPaths.StandardLocation.HomeLocation,
        ):
            places.append(QStandardPaths.writableLocation(where))
        return tuple(Path(place) for place in places if place)

    def _on_looked(self, found: Standing) -> None:
        if self._proposes:
            self.csv.setText(found.proposal)
        self.looked.emit(found)

    def _on_typed(self) -> None:
        self.edited.emit()
        self._typing.start()

    def _on_csv_typed(self) -> None:
        # Emptied, it is proposed again.
        self._proposes = not self.csv.text().strip()
        self._on_typed()

    # -- asking -----------------------------------------------------------------------------

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Choose a folder to scan"), str(self._kept.value("folder", ""))
        )
        if chosen:
            self._kept.setValue("folder", chosen)
            self.use_source(chosen)

    def _ask_list(self) -> None:
        kinds = tr("Lists of files ({patterns});;All files (*)", patterns=LIST_KINDS)
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a list of files to scan"), str(self._kept.value("folder", "")), kinds
        )
        if chosen:
            self._kept.setValue("folder", str(Path(chosen).parent))
            self.use_source(chosen)

    def _ask_csv(self) -> None:
        place = self.csv.text().strip() or str(self._kept.value("batch/csv_folder", ""))
        # The tab asks itself before anything is replaced; an unfinished scan is gone on with.
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Choose the CSV to write"),
            place,
            tr("CSV (*.csv)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            path = Path(chosen)
            if not path.suffix:
                path = path.with_name(f"{path.name}.csv")
            self._kept.setValue("batch/csv_folder", str(path.parent))
            self._proposes = False
            self.csv.setText(str(path))
            self.look()


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    # What is dropped on it goes to the tab.
    field.setAcceptDrops(False)
    return field


def _heading(words: str, buddy: QWidget | None = None) -> QLabel:
    label = QLabel(words)
    emphasise(label)
    if buddy is not None:
        label.setBuddy(buddy)
    return label
