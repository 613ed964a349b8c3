"""What a report is to hold: which images in which order, and what its first page says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.widgets import button

PLACE = Qt.ItemDataRole.UserRole
"""Of a row: which of the images it is, from 0."""
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True)
class ReportImage:
    """An image that a report may be on: its hash, its name, and what was found of it in words."""

    sha256: str
    name: str
    verdict: str


@dataclass(frozen=True)
class ReportChoice:
    """What was chosen in the dialog, `images` by hash in their order; `logo` is a path or ""."""

    images: tuple[str, ...]
    title: str
    reference: str
    examiner: str
    laboratory: str
    logo: str
    contact_sheet: bool
    gps: bool


class ReportDialog(QDialog):
    """Asks what a report is to hold, and proposes the texts given.

    `images` are in the order of the case; a single one is not asked about.
    """

    def __init__(
        self,
        images: Sequence[ReportImage],
        title: str,
        reference: str,
        examiner: str,
        laboratory: str = "",
        logo: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Report"))
        self._known = images
        self.title, self.reference = QLineEdit(title), QLineEdit(reference)
        self.examiner, self.laboratory = QLineEdit(examiner), QLineEdit(laboratory)
        self.logo = QLineEdit(logo)
        self.logo.setPlaceholderText(tr("No logo"))
        self.logo.setClearButtonEnabled(True)
        icon = self.style().standardIcon(QStyle.StandardPixmap.SP_DialogOpenButton)
        browse = QAction(icon, tr("Browse for a logo, PNG or JPEG"), self.logo)
        browse.triggered.connect(self._browse)
        self.logo.addAction(browse, QLineEdit.ActionPosition.TrailingPosition)
        self.contact_sheet = QCheckBox(tr("&Contact sheet with all images"))
        self.contact_sheet.setChecked(True)
        self.gps = QCheckBox(tr("Say where images were taken (&GPS)"))
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.button(kinds.Ok).setText(tr("&Write report"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list, self.count, self.order = QListWidget(), QLabel(), QComboBox()
        cover = (self._cover(len(images)), 4)
        columns = across((self._images(), 5), cover) if len(images) > 1 else across(cover)
        down(columns, self.buttons, into=self)
        for place, image in enumerate(images):
            item = QListWidgetItem(f"{visible(image.name)}   {image.verdict}", self.list)
            item.setData(PLACE, place)
            item.setCheckState(CHECKED)
        self.list.itemChanged.connect(self._count)
        self._count()
        self.resize(820 if len(images) > 1 else 460, 420 if len(images) > 1 else 0)

    def _images(self) -> QVBoxLayout:
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Images of the report"))
        self.list.setToolTip(tr("Drag images, or use the buttons, to change their order"))
        for words in (tr("Order of the case"), tr("By name"), tr("By verdict")):
            self.order.addItem(words)
        self.order.setAccessibleName(tr("Order"))
        self.order.activated.connect(self._sort)
        buttons = (
            button(tr("&All"), do=lambda: self._check(CHECKED)),
            button(tr("&None"), do=lambda: self._check(UNCHECKED)),
            button(tr("&Up"), do=lambda: self._move(-1)),
            button(tr("&Down"), do=lambda: self._move(1)),
        )
        return down(across((self.count, 1), self.order), (self.list, 1), across(*buttons))

    def _cover(self, images: int) -> QVBoxLayout:
        form = QFormLayout()
        for words, field in (
            (tr("&Title"), self.title),
            (tr("Case nu&mber"), self.reference),
            (tr("&Examiner"), self.examiner),
            (tr("&Laboratory"), self.laboratory),
            (tr("L&ogo"), self.logo),
        ):
            field.setCursorPosition(0)
            form.addRow(words, field)
        note = QLabel(tr("Changes made here apply to this report only."))
        note.setWordWrap(True)
        self.contact_sheet.setVisible(images > 1)
        return down(form, note, self.contact_sheet, self.gps, 1)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]

    def _count(self) -> None:
        chosen = sum(item.checkState() == CHECKED for item in self._items())
        self.count.setText(
            tr("{chosen:,} of {every:,} images", chosen=chosen, every=self.list.count())
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(chosen > 0)

    def _check(self, state: Qt.CheckState) -> None:
        """Choose, or leave out, the selected images; all where fewer than two are selected."""
        selected = self.list.selectedItems()
        self.list.blockSignals(True)
        for item in selected if len(selected) > 1 else self._items():
            item.setCheckState(state)
        self.list.blockSignals(False)
        self._count()

    def _move(self, by: int) -> None:
        """Move the selected images one place up or down, as far as there is room."""
        rows = sorted(map(self.list.row, self.list.selectedItems()), reverse=by > 0)
        if not rows or not 0 <= rows[0] + by < self.list.count():
            return
        for row in rows:
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            item.setSelected(True)

    def _sort(self, order: int) -> None:
        items = [self.list.takeItem(0) for _ in range(self.list.count())]
        places = sorted(item.data(PLACE) for item in items)
        if order:
            places.sort(key=lambda n: (self._known[n].name, self._known[n].verdict)[order - 1])
        by_place = {item.data(PLACE): item for item in items}
        for place in places:
            self.list.addItem(by_place[place])

    def _browse(self) -> None:
        kinds = tr("Images (*.png *.jpg *.jpeg)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Logo"), self.logo.text(), kinds)
        if chosen:
            self.logo.setText(chosen)

    def choice(self) -> ReportChoice:
        return ReportChoice(
            images=tuple(
                self._known[item.data(PLACE)].sha256
                for item in self._items()
                if item.checkState() == CHECKED
            ),
            title=self.title.text().strip(),
            reference=self.reference.text().strip(),
            examiner=self.examiner.text().strip(),
            laboratory=self.laboratory.text().strip(),
            logo=self.logo.text().strip(),
            contact_sheet=self.contact_sheet.isChecked(),
            gps=self.gps.isChecked(),
        )
