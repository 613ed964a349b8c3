"""Where the data set is, in which format, and how one that is no index yet is brought in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.datasets.importers import FORMATS
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.plain import tip
from gng_desktop.ui.kit.widgets import button, chooser, named, paragraph
from gng_desktop.ui.kit.workers import JobRunner, Steps
from gng_desktop.ui.training.data import jobs
from gng_desktop.ui.training.widgets import JobLine

if TYPE_CHECKING:
    from gng_desktop.datasets.importers.recognise import Recognised
    from gng_desktop.datasets.importers.run import Imported

FORMAT_WORDS = {
    "mut1ny": QT_TR_NOOP("Mut1ny"),
    "artifact": QT_TR_NOOP("ArtiFact"),
    "openforensics": QT_TR_NOOP("OpenForensics"),
    "celebamask": QT_TR_NOOP("CelebAMask-HQ"),
    "folders": QT_TR_NOOP("Folders real and fake"),
    "index": QT_TR_NOOP("Index (CSV)"),
}
_TOOLTIP = Qt.ItemDataRole.ToolTipRole
HINT = QT_TR_NOOP(
    "Choose a folder or an index.csv, or drop it here. Mut1ny, ArtiFact, OpenForensics, "
    "CelebAMask-HQ and plain folders named real and fake are recognised. Nothing in them is "
    "changed."
)
WIDTH = 720
LISTS = (".csv", ".xml", ".json")
"""Files that list images; what else has a dot in its name is a folder."""
SKIPPED_SHOWN = 20  # so many skipped files are named; ``import.json`` names them all


class SourceBar(QWidget):
    """A path, typed, chosen or dropped; its format, recognised or chosen; which of its indexes."""

    place_chosen = Signal(object)  # Path: a folder or file to look at
    format_chosen = Signal(str)  # str: the user chose another format than was recognised
    index_chosen = Signal(object)  # Path: of several indexes the user chose this one

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Folder or index.csv"))
        self.field.setClearButtonEnabled(True)
        self.field.returnPressed.connect(self._on_typed)
        self.folder_button = button(tr("Choose a folder…"), do=self._ask_folder)
        self.file_button = button(tr("Choose a file…"), do=self._ask_file)
        self.format = QComboBox()
        for key in FORMATS:
            self.format.addItem(tr(FORMAT_WORDS.get(key, key)), key)
        self.format.setToolTip(tr("The format of the data set; choose another if this is wrong"))
        self.format.activated.connect(lambda: self.format_chosen.emit(self.form))
        self.index = chooser(tr("Index"), {}, least=24)
        self.index.activated.connect(lambda: self.index_chosen.emit(self.index.currentData()))
        self.status = paragraph(tr(HINT))
        self._build()
        self._show_choice(False)
        self._show_indexes(())

    def _build(self) -> None:
        label = named(tr("Data set"), self.field)
        first = across(label, (self.field, 1), self.folder_button, self.file_button)
        self._format = named(tr("Format"), self.format), self.format
        self._index = named(tr("Index"), self.index), self.index
        second = across(*self._format, *self._index, (self.status, 1))
        down(first, second, into=self, margins=0)

    @property
    def form(self) -> str:
        """The format shown, a key of `FORMATS`."""
        return str(self.format.currentData())

    def show_place(self, place: Path) -> None:
        """Show `place`, of which nothing is known yet."""
        self.field.setText(str(place))
        self.status.setText(tr("Examining it…"))
        self._show_choice(False)
        self._show_indexes(())

    def show_recognised(self, found: Recognised) -> None:
        self.format.setCurrentIndex(self.format.findData(found.format))
        self._show_choice(True)
        several = found.indexes if len(found.indexes) > 1 else ()
        self._show_indexes(several)
        words = QT_TR_NOOP("Recognised by “{mark}”.")
        if several:
            words = QT_TR_NOOP("There are {count} indexes; choose which one to examine.")
        self.status.setText(tr(words, mark=found.mark.name, count=len(several)))
        self.status.setToolTip(tip(str(found.mark)))

    def show_unknown(self, sentence: str) -> None:
        """Say why the place was not recognised, and let the user choose the format."""
        self.status.setText(f"⚠  {sentence}")
        self.status.setToolTip("")
        self._show_choice(True)

    def _show_choice(self, shown: bool) -> None:
        for widget in self._format:
            widget.setVisible(shown)

    def _show_indexes(self, indexes: tuple[Path, ...]) -> None:
        self.index.clear()
        for index in indexes:
            self.index.addItem(visible("/".join(index.parts[-2:])), index)
            self.index.setItemData(self.index.count() - 1, str(index), _TOOLTIP)
        for widget in self._index:
            widget.setVisible(bool(indexes))

    def _on_typed(self) -> None:
        if text := self.field.text().strip():
            self.place_chosen.emit(Path(text).expanduser().absolute())

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Data set"), self.field.text())
        if chosen:
            self.place_chosen.emit(Path(chosen))

    def _ask_file(self) -> None:
        kinds = tr("Lists of images (*.csv *.xml *.json);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Data set"), self.field.text(), kinds)
        if chosen:
            self.place_chosen.emit(Path(chosen))


class ImportForm(QGroupBox):
    """The folder to import into, what some formats may be asked for, a button, progress."""

    asked = Signal()  # `work` is to be done by `runner`, which is shown while it does

    def __init__(self, runner: JobRunner) -> None:
        super().__init__(tr("Import"))
        self._form, self._source = "", Path()
        self.why = paragraph(
            tr(
                "A table of the images is created in a separate folder, together with anything "
                "that has to be converted or cropped. The data set itself is only read."
            )
        )
        self.out = QLineEdit()
        self.out.textChanged.connect(self._update)
        name = tr("Browse: {name}", name=tr("Import into"))
        self.browse = button(tr("Browse…"), name=name, do=self._ask)
        self.generators, self.categories = QLineEdit(), QLineEdit()
        for field in (self.generators, self.categories):
            field.setPlaceholderText(tr("All; or some, separated by commas"))
        self.masks = QCheckBox(tr("Keep the outlines of the faces as masks"))
        self.seed = QSpinBox()
        self.seed.setRange(0, 2**31 - 1)
        self.seed.setValue(42)
        self.seed.setToolTip(
            tr(
                "Images without a split are assigned one, 60/20/20: the same seed gives the same "
                "split."
            )
        )
        self.replace = QCheckBox(tr("Replace an earlier import there"))
        self.outside = QCheckBox(tr("Also read images outside the data set"))
        self.button = button(tr("Import"), do=self.asked)
        self.line = JobLine(runner, tr("Importing"))
        runner.busy_changed.connect(self._on_busy)
        self._busy = False
        self._build()

    def _build(self) -> None:
        place = QWidget()
        across(self.out, self.browse, into=place, margins=0)
        self._rows = QFormLayout()
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        place.setFocusProxy(self.out)
        for name, field, spoken in (
            (tr("Import into"), place, self.out),
            (tr("Generators"), self.generators, self.generators),
            (tr("Categories"), self.categories, self.categories),
            ("", self.masks, None),
            (tr("Seed of the split"), self.seed, self.seed),
            ("", self.outside, None),
            ("", self.replace, None),
        ):
            self._rows.addRow(name, field)
            if spoken is not None:
                spoken.setAccessibleName(name)
        button = (self.button, 0, Qt.AlignmentFlag.AlignLeft)
        down(self.why, self._rows, button, self.line, into=self)
        self.setMaximumWidth(WIDTH)

    def prepare(self, form: str, source: Path) -> None:
        """Offer to import `source` as `form`; the folder proposed lies beside it."""
        if source != self._source:
            top = source.parent if source.suffix.lower() in LISTS else source
            self.out.setText(str(top.with_name(f"{top.name}-imported")))
            self.replace.setChecked(False)
            self.outside.setChecked(False)
        self._form, self._source = form, source
        for field, forms in (
            (self.generators, ("artifact",)),
            (self.categories, ("artifact",)),
            (self.masks, ("openforensics",)),
        ):
            self._rows.setRowVisible(field, form in forms)
        self._update()

    def _on_busy(self, busy: bool) -> None:
        self._busy = busy
        self._update()

    def _update(self) -> None:
        named = bool(self.out.text().strip())
        self.button.setEnabled(not self._busy and named)
        self.button.setToolTip("" if named else tr("Enter the folder to import into first."))

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Import into"), self.out.text())
        if chosen:
            self.out.setText(chosen)

    def work(self) -> Steps:
        """Return the import that the form asks for."""
        artifact = self._form == "artifact"
        return jobs.import_set(
            self._form,
            self._source,
            Path(self.out.text().strip()).expanduser().absolute(),
            self.replace.isChecked(),
            seed=self.seed.value(),
            generators=_names(self.generators) if artifact else (),
            categories=_names(self.categories) if artifact else (),
            masks=self.masks.isChecked() and self._form == "openforensics",
            outside=self.outside.isChecked(),
        )


def _names(field: QLineEdit) -> tuple[str, ...]:
    return tuple(name for part in field.text().split(",") if (name := part.strip()))


def summary(imported: Imported) -> tuple[str, str]:
    """Return a sentence on what was imported, and as details what was assumed and skipped."""
    taken, skipped = sum(imported.counts.values()), len(imported.skipped)
    words = QT_TR_NOOP("Imported {taken:,} images; {skipped:,} were skipped.")
    if skipped == 0:
        words = QT_TR_NOOP("Imported {taken:,} images.")
    elif skipped == 1:
        words = QT_TR_NOOP("Imported {taken:,} images; 1 was skipped.")
    lines = list(imported.notes)
    for what, reason in list(imported.skipped.items())[:SKIPPED_SHOWN]:
        lines.append(reason if what in reason else f"{what}: {reason}")
    if skipped > SKIPPED_SHOWN:
        lines.append(tr("… and others, all listed in {file}.", file="import.json"))
    return tr(words, taken=taken, skipped=skipped), "\n".join(lines)
