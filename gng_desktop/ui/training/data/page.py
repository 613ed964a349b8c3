"""The page Data: choose what to learn from, look at it, and hear what is wrong with it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from gng_desktop.ui.evidence.view import dropped
from gng_desktop.ui.kit.folder_field import FolderField
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down, split
from gng_desktop.ui.kit.notice import Notice
from gng_desktop.ui.kit.widgets import Panel, Section, button, centred, delay, fainter, heading
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.training.data import jobs
from gng_desktop.ui.training.data.jobs import Checked, Listing
from gng_desktop.ui.training.data.source import ImportForm, SourceBar, summary
from gng_desktop.ui.training.data.views import FindingsList, PreviewGrid, show_classes, show_counts
from gng_desktop.ui.training.read_table import ReadTable
from gng_desktop.ui.training.widgets import JobLine
from gng_desktop.ui.training.workspace import ChosenData, Workspace

if TYPE_CHECKING:
    from gng_desktop.datasets.importers.recognise import Recognised
    from gng_desktop.datasets.importers.run import Imported

FOLDER_MS = 300  # so long after the last change of the data folder it is announced, ms
INVITATION = QT_TR_NOOP("Choose the images to learn from, or drop their folder here")


class DataPage(QWidget):
    """A data set: where it is, what it holds, how it looks, what would spoil a training.

    Everything that touches the disk is done by the `runners`, which are to be closed with the
    window.
    """

    recipe_asked = Signal()  # the user wants to go on to the recipe

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.reader, self.viewer = JobRunner(self), JobRunner(self)
        self.importer, self.checker = JobRunner(self), JobRunner(self)
        self._source: Path | None = None
        self._listing: Listing | None = None
        self.data: ChosenData | None = None  # the index chosen and its data folder
        self._seeds = itertools.count()
        self._palette = "mut1ny"
        self._pending = ""
        self.bar, self.notice = SourceBar(), Notice()
        self.importing = ImportForm(self.importer)
        self.counts = ReadTable(tr("Images per source, class and split"), most=9)
        self.classes = ReadTable(tr("Classes of the masks"), most=20)
        self.findings, self.grid = FindingsList(), PreviewGrid()
        self.folder = FolderField(tr("Data folder"), tr("The folder of the index"))
        self.folder.setToolTip(
            tr("Recipes give file names relative to this folder, including first weights.")
        )
        self.invitation = centred(heading(tr(INVITATION), 1.5))
        self.check_button = button(tr("Check again"), do=self._check)
        self.next_button = button(tr("Next: recipe"), do=self.recipe_asked)
        self.why_not = fainter(QLabel(tr("Choose a data set first.")))
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self._show(None)

    def _build(self) -> None:
        self.left = Panel(tr("Data set"), top=0)
        folder = self.folder.labelled(tr("Data folder"))
        checking = JobLine(self.checker, tr("Checking the images"), self.stop_checking)
        again = (self.check_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._classes_part = Section(tr("Classes of the masks"), self.classes)
        self._parts = (
            Section(tr("Images"), self.counts, folder),
            Section(tr("Check"), checking, self.findings, again),
            self._classes_part,
        )
        self.left.add(self.importing, *self._parts, 1)
        self.split = split(self.left, self.grid, sizes=(460, 720), stretch=(0, 1))
        self.left.setMinimumWidth(360)
        reading = JobLine(self.reader, tr("Reading the index"), self.stop_reading)
        bottom = across((reading, 1), 1, self.why_not, self.next_button)
        middle = (self.invitation, 1), (self.split, 1)
        down(self.bar, self.notice, *middle, bottom, into=self, margins=(10, 8, 10, 8))

    def _connect(self) -> None:
        self.bar.place_chosen.connect(self.open)
        self.bar.format_chosen.connect(self._on_format)
        self.bar.index_chosen.connect(self._on_index)
        self.importing.asked.connect(self._import)
        self.grid.others_asked.connect(self._preview)
        self._folder_timer = delay(self, FOLDER_MS, self._use_folder)
        self.folder.changed.connect(self._folder_timer.start)
        self.reader.failed.connect(self._on_unread)
        self.checker.failed.connect(self._on_unchecked)
        for runner in (self.viewer, self.importer):
            runner.failed.connect(self.notice.say)

    @property
    def runners(self) -> list[JobRunner]:
        """Everything that may be working; to be closed with the window."""
        return [self.reader, self.viewer, self.importer, self.checker, self.folder.runner]

    # -- what the user can do ---------------------------------------------------------------

    def open(self, place: Path) -> None:
        """Recognise what lies at `place`; read it if it is an index, else offer to import it."""
        self.notice.hide()
        self._source = place
        self._show(None)
        self.bar.show_place(place)
        self._pending = "recognise"
        what = tr("Looking at the data set")
        self.reader.start(jobs.recognise(place), what, self._on_recognised)

    def read(self, index: Path) -> None:
        """Read `index`, show what it lists and check it."""
        self._show(None)
        self._pending = "read"
        self.reader.start(jobs.read(index), tr("Reading the index"), self._on_listing)

    def stop_reading(self) -> None:
        self.reader.cancel()
        self.bar.status.setText(tr("Stopped; press Enter in the field above to check again."))

    def stop_checking(self) -> None:
        self.checker.cancel()
        self.findings.say(tr("The check was stopped, so its outcome is not known."))
        self.check_button.show()

    def use_palette(self, palette: str) -> None:
        """Draw classes in the colours of `palette`, a key of `imaging.labels.PALETTES`."""
        if palette != self._palette:
            self._palette = palette
            if self._listing is not None:
                self._show_classes({})
                self._preview()

    # -- what the work says -----------------------------------------------------------------

    def _on_recognised(self, found: Recognised) -> None:
        self.bar.show_recognised(found)
        self._source = found.source
        if found.indexes:
            self.read(found.indexes[0])
        else:
            self._offer_import(found.format)

    def _on_unread(self, sentence: str, details: str) -> None:
        if details:
            self.notice.say(sentence, details)
        elif self._pending == "recognise":
            self.bar.show_unknown(sentence)
        else:
            # What is wrong with an index an import may mend, such as labels called 0 and 1.
            self.notice.say(sentence)
            self._offer_import("index")

    def _on_format(self, form: str) -> None:
        if self._source is not None:
            self.reader.cancel()
            self._show(None)
            self._offer_import(form)

    def _on_index(self, index: Path) -> None:
        self.notice.hide()
        self.read(index)

    def _offer_import(self, form: str) -> None:
        assert self._source is not None
        self.importing.prepare(form, self._source)
        self.importing.show()
        self._arrange()

    def _arrange(self) -> None:
        """Show the invitation while there is nothing else."""
        empty = self._listing is None and self.importing.isHidden()
        self.invitation.setVisible(empty)
        self.split.setVisible(not empty)

    def _import(self) -> None:
        self.notice.hide()
        self.importer.start(self.importing.work(), tr("The import"), self._on_imported)

    def _on_imported(self, imported: Imported) -> None:
        sentence, details = summary(imported)
        self.open(imported.index)
        (self.notice.say if imported.skipped else self.notice.tell)(sentence, details)

    def _on_listing(self, listing: Listing) -> None:
        self._listing = listing
        self._show(listing)
        names: dict[str, int] = {}
        for count in listing.counts:
            names[count.source] = names.get(count.source, 0) + sum(count.splits)
        before = self.data.folder if self.data is not None else None
        near = before if before and listing.index.is_relative_to(before) else listing.folder
        self.data = ChosenData(listing.index, listing.kind, names, near)
        self.folder.field.setText(str(near))
        self._workspace.use_data(self.data)
        self._preview()
        self._check()

    def _use_folder(self) -> None:
        """Take over another data folder, once it is known to be there."""
        if self.folder.runner.busy:
            self._folder_timer.start()
            return
        if self.data is None or self._listing is None or self.folder.missing:
            return
        place = self.folder.folder
        folder = Path(place) if place else self._listing.index.parent
        if folder != self.data.folder:
            self.data = replace(self.data, folder=folder)
            self._workspace.use_data(self.data)

    def _preview(self) -> None:
        if self._listing is not None:
            self.grid.begin(self._listing.kind == "masks")
            work = jobs.previews(self._listing.pool, next(self._seeds), self._palette)
            self.viewer.start(work, tr("The preview"), self.grid.add)

    def _check(self) -> None:
        if self._listing is not None:
            self.findings.say("")
            self.check_button.hide()
            work = jobs.check(self._listing.index)
            self.checker.start(work, tr("The check"), self._on_checked)

    def _on_checked(self, found: Checked) -> None:
        self.findings.show_findings(found.findings)
        self.check_button.show()
        self._show_classes(found.classes)

    def _on_unchecked(self, sentence: str, details: str) -> None:
        self.findings.say(f"⚠  {sentence}")
        self.check_button.show()

    # -- showing ----------------------------------------------------------------------------

    def _show(self, listing: Listing | None) -> None:
        """Show the parts on an index, or none of them."""
        if listing is None:
            for runner in (self.viewer, self.checker):
                runner.cancel()
            self._listing = None
            self.importing.hide()
        for widget in (*self._parts, self.grid):
            widget.setVisible(listing is not None)
        self._arrange()
        self.next_button.setEnabled(listing is not None)
        self.why_not.setVisible(listing is None)
        if listing is not None:
            show_counts(self.counts, listing.kind, listing.counts)
            self._classes_part.setVisible(listing.kind == "masks")
            self._show_classes({})

    def _show_classes(self, found: dict[str, tuple[int, float]]) -> None:
        if self._listing is not None and self._listing.kind == "masks":
            show_classes(self.classes, class_colours(self._palette), found)

    # -- window events ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if len(places := dropped(event.mimeData())) == 1:
            event.acceptProposedAction()
            self.open(places[0])


def class_colours(palette: str) -> dict[str, QColor]:
    """Return the colour of every class, the background left out, by its English name."""
    from gng_desktop.imaging.labels import CLASSES, PALETTES  # NumPy alone

    colours = PALETTES[palette]
    return {name: QColor(*map(int, colours[i])) for i, name in enumerate(CLASSES) if i}
