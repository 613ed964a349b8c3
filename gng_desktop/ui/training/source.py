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
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.datasets.importers import FORMATS
from gng_desktop.ui.filling import across, down
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.plain import tip
from gng_desktop.ui.training import data_jobs
from gng_desktop.ui.training.widgets import JobLine
from gng_desktop.ui.workers import JobRunner, Steps

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
        self.field.setAccessibleName(tr("Data set"))
        self.field.setClearButtonEnabled(True)
        self.field.returnPressed.connect(self._on_typed)
        self.folder_button = QPushButton(tr("Choose a folder…"))
        self.folder_button.clicked.connect(self._ask_folder)
        self.file_button = QPushButton(tr("Choose a file…"))
        self.file_button.clicked.connect(self._ask_file)
        self.format = QComboBox()
        for key in FORMATS:
            self.format.addItem(tr(FORMAT_WORDS.get(key, key)), key)
        self.format.setToolTip(tr("The format of the data set; choose another if this is wrong"))
        self.format.activated.connect(lambda: self.format_chosen.emit(self.form))
        self.index = QComboBox()
        self.index.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.index.setMinimumContentsLength(24)
        self.index.activated.connect(lambda: self.index_chosen.emit(self.index.currentData()))
        self.status = paragraph(tr(HINT))
        self._build()
        self._show_choice(False)
        self._show_indexes(())

    def _build(self) -> None:
        first = QHBoxLayout()
        label = QLabel(tr("Data set"))
        label.setBuddy(self.field)
        first.addWidget(label)
        first.addWidget(self.field, 1)
        first.addWidget(self.folder_button)
        first.addWidget(self.file_button)
        second = QHBoxLayout()
        self._labels = {}
        for name, field in ((tr("Format"), self.format), (tr("Index"), self.index)):
            self._labels[field] = QLabel(name)
            self._labels[field].setBuddy(field)
            field.setAccessibleName(name)
            second.addWidget(self._labels[field])
            second.addWidget(field)
        second.addWidget(self.status, 1)
        down(first, second, into=self, margins=(0, 0, 0, 0))

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
        """Show what the place was recognised as."""
        self.format.setCurrentIndex(self.format.findData(found.format))
        self._show_choice(True)
        several = found.indexes if len(found.indexes) > 1 else ()
        self._show_indexes(several)
        if several:
            self.status.setText(
                tr("There are {count} indexes; choose which one to examine.", count=len(several))
            )
        else:
            self.status.setText(tr("Recognised by “{mark}”.", mark=found.mark.name))
        self.status.setToolTip(tip(str(found.mark)))

    def show_unknown(self, sentence: str) -> None:
        """Say why the place was not recognised, and let the user choose the format."""
        self.status.setText(f"⚠  {sentence}")
        self.status.setToolTip("")
        self._show_choice(True)

    def _show_choice(self, shown: bool) -> None:
        for widget in (self._labels[self.format], self.format):
            widget.setVisible(shown)

    def _show_indexes(self, indexes: tuple[Path, ...]) -> None:
        self.index.clear()
        for index in indexes:
            self.index.addItem(visible("/".join(index.parts[-2:])), index)
            self.index.setItemData(self.index.count() - 1, str(index), _TOOLTIP)
        for widget in (self._labels[self.index], self.index):
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
    """The folder to import into, what some formats may be asked for, a button, progress.

    Signals
    -------
    asked
        `work` is to be done by `runner`, which is shown while it does.
    """

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
        self.browse = QPushButton(tr("Browse…"))
        self.browse.setAccessibleName(tr("Browse: {name}", name=tr("Import into")))
        self.browse.clicked.connect(self._ask)
        self.generators = QLineEdit()
        self.generators.setPlaceholderText(tr("All; or some, separated by commas"))
        self.categories = QLineEdit()
        self.categories.setPlaceholderText(tr("All; or some, separated by commas"))
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
        self.button = QPushButton(tr("Import"))
        self.button.clicked.connect(self.asked)
        self.line = JobLine(runner, tr("Importing"))
        runner.busy_changed.connect(self._on_busy)
        self._busy = False
        self._build()

    def _build(self) -> None:
        place = QWidget()
        across(self.out, self.browse, into=place, margins=(0, 0, 0, 0))
        self._rows = QFormLayout()
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        place.setFocusProxy(self.out)
        for name, field, named in (
            (tr("Import into"), place, self.out),
            (tr("Generators"), self.generators, self.generators),
            (tr("Categories"), self.categories, self.categories),
            ("", self.masks, None),
            (tr("Seed of the split"), self.seed, self.seed),
            ("", self.outside, None),
            ("", self.replace, None),
        ):
            self._rows.addRow(name, field)
            if named is not None:
                named.setAccessibleName(name)
        down(
            self.why, self._rows, (self.button, 0, Qt.AlignmentFlag.AlignLeft), self.line, into=self
        )
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
        return data_jobs.import_set(
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
    if skipped == 0:
        sentence = tr("Imported {taken:,} images.", taken=taken)
    elif skipped == 1:
        sentence = tr("Imported {taken:,} images; 1 was skipped.", taken=taken)
    else:
        sentence = tr(
            "Imported {taken:,} images; {skipped:,} were skipped.", taken=taken, skipped=skipped
        )
    lines = list(imported.notes)
    for what, reason in list(imported.skipped.items())[:SKIPPED_SHOWN]:
        lines.append(reason if what in reason else f"{what}: {reason}")
    if skipped > SKIPPED_SHOWN:
        lines.append(tr("… and others, all listed in {file}.", file="import.json"))
    return sentence, "\n".join(lines)
