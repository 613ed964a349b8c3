"""How a data set that is no index yet is brought in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.training.job_line import JobLine
from gng_desktop.ui.workers import JobRunner

if TYPE_CHECKING:
    from gng_desktop.datasets.importers.run import Imported

WIDTH = 720
LISTS = (".csv", ".xml", ".json")
"""Files that list images; what else has a dot in its name is a folder."""
SKIPPED_SHOWN = 20
"""So many skipped files are named; ``import.json`` names them all."""


@dataclass(frozen=True)
class Wanted:
    """What the user wants imported, as `gng_desktop.datasets.importers` takes it.

    Attributes
    ----------
    form : str
    source, out : Path
    seed : int
    generators, categories : tuple of str
    masks, replace, outside : bool
    """

    form: str
    source: Path
    out: Path
    seed: int
    generators: tuple[str, ...]
    categories: tuple[str, ...]
    masks: bool
    replace: bool
    outside: bool = False


class ImportForm(QGroupBox):
    """The folder to import into, what some formats may be asked for, a button, progress.

    Parameters
    ----------
    runner : JobRunner
        What imports; shown while it does.

    Signals
    -------
    asked : Wanted
    """

    asked = Signal(object)

    def __init__(self, runner: JobRunner) -> None:
        super().__init__(tr("Import"))
        self._form, self._source = "", Path()
        self.why = paragraph(
            tr(
                "A table of the images is made in a folder of its own, with what must be converted "
                "or cut out. The data set itself is only read."
            )
        )
        self.out = QLineEdit()
        self.out.textChanged.connect(self._update)
        self.browse = QPushButton(tr("Choose…"))
        self.browse.setAccessibleName(tr("Choose: {name}", name=tr("Import into")))
        self.browse.clicked.connect(self._ask)
        self.generators = QLineEdit()
        self.generators.setPlaceholderText(tr("All; or some, with commas between"))
        self.categories = QLineEdit()
        self.categories.setPlaceholderText(tr("All; or some, with commas between"))
        self.masks = QCheckBox(tr("Keep the outlines of the faces as masks"))
        self.seed = QSpinBox()
        self.seed.setRange(0, 2**31 - 1)
        self.seed.setValue(42)
        self.seed.setToolTip(
            tr("Images that bring no split get one, 60/20/20: the same seed gives the same split.")
        )
        self.replace = QCheckBox(tr("Replace an earlier import there"))
        self.outside = QCheckBox(tr("Read images outside the data set too"))
        self.button = QPushButton(tr("Import"))
        self.button.clicked.connect(self._on_asked)
        self.line = JobLine(runner, tr("Importing"))
        runner.busy_changed.connect(self._on_busy)
        self._busy = False
        self._build()

    def _build(self) -> None:
        place = QWidget()
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.out, 0, 0)
        grid.addWidget(self.browse, 0, 1)
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
        layout = QVBoxLayout(self)
        layout.addWidget(self.why)
        layout.addLayout(self._rows)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.line)
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
        self.button.setEnabled(not self._busy and bool(self.out.text().strip()))

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Import into"), self.out.text())
        if chosen:
            self.out.setText(chosen)

    def _on_asked(self) -> None:
        artifact = self._form == "artifact"
        self.asked.emit(
            Wanted(
                self._form,
                self._source,
                Path(self.out.text().strip()).expanduser().absolute(),
                self.seed.value(),
                _names(self.generators) if artifact else (),
                _names(self.categories) if artifact else (),
                self.masks.isChecked() and self._form == "openforensics",
                self.replace.isChecked(),
                self.outside.isChecked(),
            )
        )


def _names(field: QLineEdit) -> tuple[str, ...]:
    return tuple(name for part in field.text().split(",") if (name := part.strip()))


def told(imported: Imported) -> tuple[str, str]:
    """Return a sentence on what was imported, and as details what was assumed and skipped."""
    taken, skipped = sum(imported.counts.values()), len(imported.skipped)
    if skipped == 0:
        sentence = tr("Imported {taken:,} images.", taken=taken)
    elif skipped == 1:
        sentence = tr("Imported {taken:,} images; 1 was left out.", taken=taken)
    else:
        sentence = tr(
            "Imported {taken:,} images; {skipped:,} were left out.", taken=taken, skipped=skipped
        )
    lines = list(imported.notes)
    for what, reason in list(imported.skipped.items())[:SKIPPED_SHOWN]:
        lines.append(reason if what in reason else f"{what}: {reason}")
    if skipped > SKIPPED_SHOWN:
        lines.append(tr("… and others, all of them in {file}.", file="import.json"))
    return sentence, "\n".join(lines)
