"""The form of a scan: what is scanned, how, and into which CSV."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt, QThread, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from gng_desktop.ui.batch.output_status import OutputStatus, Unfinished, look
from gng_desktop.ui.batch.request import Faces, ScanRequest
from gng_desktop.ui.image.jobs import Computing
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.row_table import search_field
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.kit.widgets import Panel, button, delay, heading, named, paragraph
from gng_desktop.ui.kit.workers import JobRunner

TYPING_MS = 300
"""How long after the last letter the places are looked up, ms."""
MOST_THREADS = 256
LIST_KINDS = "*.txt *.csv *.lst"


class ScanForm(Panel):
    """All that can be chosen before a scan; the folders last used are in `qsettings`."""

    status_found = Signal(object)
    """OutputStatus: It is known what there is at the places named."""
    edited = Signal()
    """A place was changed; what was known of it may hold no more."""

    def __init__(self, qsettings: QSettings) -> None:
        super().__init__(tr("What to scan, and how"))
        self._qsettings = qsettings
        self._proposes = True
        self.runner = JobRunner(self)
        self.source = search_field(tr("Drop it here, or choose it"))
        self.folder_button = button(tr("Folder…"), name=tr("Choose a folder to scan"))
        tip = tr("A .txt or .csv file with one file name per line")
        self.list_button = button(tr("List…"), tip, tr("Choose a list of files to scan"))
        self.recursive = QCheckBox(tr("Include subfolders"))
        self.csv = search_field(tr("Proposed once a folder or list is chosen"))
        self.save_button = button(tr("Save as…"), name=tr("Choose the CSV to write"))
        self.largest = QRadioButton(tr("The largest face in each image"))
        self.every = QRadioButton(tr("Every face, one row each"))
        self.largest.setChecked(True)
        self.frames = QCheckBox(tr("Every picture in a file (pages, animation frames)"))
        self.regions = QCheckBox(tr("Explain regions"))
        self.hint = paragraph(
            tr("Adds the share of the background in each score; takes seconds per file.")
        )
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.threads = QSpinBox()
        self.threads.setRange(1, MOST_THREADS)
        # One CPU less: the rest of the program is used meanwhile.
        self.threads.setValue(max(1, QThread.idealThreadCount() - 1))
        self.device = paragraph()
        self._typing = delay(self, TYPING_MS, self.look)
        threads = named(tr("Files analysed at a time"), self.threads)
        self.fields = QWidget()
        parts = (
            down(
                emphasise(named(tr("Folder or list of files"), self.source)),
                self.source,
                across(self.folder_button, self.list_button, 1),
                self.recursive,
            ),
            down(
                emphasise(named(tr("CSV to write"), self.csv)),
                self.csv,
                across(self.save_button, 1),
            ),
            down(heading(tr("Analyse")), self.largest, self.every, self.frames),
            down(self.regions, self.hint),
            down(across(threads, self.threads, 1), self.device),
        )
        for part in parts:
            part.setSpacing(6)
        down(*parts, into=self.fields, spacing=14, margins=0)
        self.column.addWidget(self.fields)
        self._connect()
        self.set_free(True)

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self._ask_folder)
        self.list_button.clicked.connect(self._ask_list)
        self.save_button.clicked.connect(self._ask_csv)
        self.source.textEdited.connect(self._on_typed)
        self.csv.textEdited.connect(self._on_csv_typed)

    # -- what is asked for ------------------------------------------------------------------

    def request(self, computing: Computing) -> ScanRequest:
        return ScanRequest(
            source=self._source,
            csv=Path(self.csv.text().strip()),
            recursive=self.recursive.isChecked(),
            faces=self.faces,
            frames="all" if self.frames.isChecked() else "first",
            regions=self.regions.isChecked(),
            jobs=self.threads.value(),
            device=computing.device,
            models=computing.models,
            deciding=computing.deciding,
            fast=computing.fast,
        )

    @property
    def faces(self) -> Faces:
        return "each" if self.every.isChecked() else "whole"

    @property
    def _source(self) -> str:
        """Where the source is, from the root: so does a record of a scan name it."""
        typed = self.source.text().strip()
        return os.path.abspath(typed) if typed else ""  # noqa: PTH100

    def use_source(self, source: str) -> None:
        self.source.setText(source)
        self.look()

    def use_unfinished(self, found: Unfinished) -> None:
        self.source.setText(found.asked["source"])
        self.recursive.setChecked(found.asked["recursive"])
        self.regions.setChecked(found.asked["regions"])
        self.frames.setChecked(found.asked["frames"] == "all")
        (self.every if found.asked["faces"] == "each" else self.largest).setChecked(True)

    def set_free(self, free: bool) -> None:
        """Let the form be changed, or not while a scan runs."""
        self.fields.setEnabled(free)
        # A disabled placeholder would be darker than the words around it.
        role = QPalette.ColorRole.PlaceholderText if free else QPalette.ColorRole.WindowText
        self.hint.setForegroundRole(role)

    # -- looking up -------------------------------------------------------------------------

    def look(self) -> None:
        self._typing.stop()
        self.edited.emit()
        csv = "" if self._proposes else self.csv.text().strip()
        folders = self._folders() if self._proposes else ()
        self.runner.start(
            look(self._source, csv, folders), tr("Checking the locations"), self._on_status
        )

    def _folders(self) -> tuple[Path, ...]:
        """Return where a CSV may be proposed, the best place first."""
        where = QStandardPaths.StandardLocation
        places = [
            str(self._qsettings.value("batch/csv_folder", "")),
            QStandardPaths.writableLocation(where.DocumentsLocation),
            QStandardPaths.writableLocation(where.HomeLocation),
        ]
        return tuple(Path(place) for place in places if place)

    def _on_status(self, found: OutputStatus) -> None:
        if self._proposes:
            self.csv.setText(found.proposal)
        self.status_found.emit(found)

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
            self, tr("Choose a folder to scan"), str(self._qsettings.value("folder", ""))
        )
        if chosen:
            self._qsettings.setValue("folder", chosen)
            self.use_source(chosen)

    def _ask_list(self) -> None:
        kinds = tr("Lists of files ({patterns});;All files (*)", patterns=LIST_KINDS)
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Choose a list of files to scan"),
            str(self._qsettings.value("folder", "")),
            kinds,
        )
        if chosen:
            self._qsettings.setValue("folder", str(Path(chosen).parent))
            self.use_source(chosen)

    def _ask_csv(self) -> None:
        place = self.csv.text().strip() or str(self._qsettings.value("batch/csv_folder", ""))
        # The tab asks itself before anything is replaced; an unfinished scan is resumed.
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
            self._qsettings.setValue("batch/csv_folder", str(path.parent))
            self._proposes = False
            self.csv.setText(str(path))
            self.look()
