"""Where the data set is, and which format it is in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.datasets.importers.catalogue import FORMATS
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.plain import tip

if TYPE_CHECKING:
    from gng_desktop.datasets.importers.recognise import Recognised

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
    "CelebAMask-HQ and plain folders real and fake are recognised. Nothing in them is changed."
)


class SourceBar(QWidget):
    """A path, typed, chosen or dropped; its format, recognised or chosen; of several indexes one.

    Signals
    -------
    place_chosen : Path
        A folder or file to look at.
    format_chosen : str
        The user chose another format than was recognised.
    index_chosen : Path
        Of several indexes the user chose this one.
    """

    place_chosen = Signal(object)
    format_chosen = Signal(str)
    index_chosen = Signal(object)

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
        self.told = paragraph(tr(HINT))
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
        second.addWidget(self.told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(first)
        layout.addLayout(second)

    @property
    def form(self) -> str:
        """The format shown, a key of `FORMATS`."""
        return str(self.format.currentData())

    def show_place(self, place: Path) -> None:
        """Show `place`, of which nothing is known yet."""
        self.field.setText(str(place))
        self.told.setText(tr("Looking at it…"))
        self._show_choice(False)
        self._show_indexes(())

    def show_recognised(self, found: Recognised) -> None:
        """Show what the place was recognised as."""
        self.format.setCurrentIndex(self.format.findData(found.format))
        self._show_choice(True)
        several = found.indexes if len(found.indexes) > 1 else ()
        self._show_indexes(several)
        if several:
            self.told.setText(
                tr("{count} indexes lie there; choose which one to look at.", count=len(several))
            )
        else:
            self.told.setText(tr("Recognised by “{mark}”.", mark=found.mark.name))
        self.told.setToolTip(tip(str(found.mark)))

    def show_unknown(self, sentence: str) -> None:
        """Say why the place was not recognised, and let the user choose the format."""
        self.told.setText(f"⚠  {sentence}")
        self.told.setToolTip("")
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
