"""The dialog that lists the keys of every command and changes them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QKeySequenceEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gng_desktop.ui.commands.registry import PORTABLE, Registry, plain
from gng_desktop.ui.commands.specs import MENUS
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.row_table import search_field
from gng_desktop.ui.kit.screen import resize_within_screen
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.kit.widgets import ElidedLabel, button, paragraph

EDITORS = (QT_TR_NOOP("Shortcut"), QT_TR_NOOP("Alternative"))
"""Labels of the fields for the keys of one command."""


class ShortcutsDialog(QDialog):
    """Every command by menu with its keys; a change is in force at once."""

    def __init__(self, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registry = registry
        self.setWindowTitle(tr("Keyboard shortcuts"))
        resize_within_screen(self, 560, 620)
        self.field = search_field(tr("Filter by command or shortcut"))
        self.field.textChanged.connect(self._filter)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("Command"), tr("Shortcut")])
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(tr("Commands and their shortcuts"))
        self._tops: dict[str, QTreeWidgetItem] = {}
        self.items: dict[str, QTreeWidgetItem] = {}
        self._fill()
        self.command = ElidedLabel()
        emphasise(self.command)
        self.editors = [self._editor(label) for label in EDITORS]
        labelled = zip(EDITORS, self.editors, strict=True)
        self.removers = [self._remover(label, editor) for label, editor in labelled]
        self.message = paragraph()
        self.reset_button = button(tr("Reset this shortcut"), do=self._reset)
        self.reset_all_button = button(tr("Reset all"), do=self._reset_all)
        self._build()
        self.list.currentItemChanged.connect(self._on_current)
        registry.keys_changed.connect(self._on_keys)
        self.list.setCurrentItem(next(iter(self.items.values())))

    def _build(self) -> None:
        form = QFormLayout()
        form.addRow(self.command)
        for label, editor, remover in zip(EDITORS, self.editors, self.removers, strict=True):
            row = across((editor, 1), remover)
            form.addRow(tr(label), row)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.reset_button, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.addButton(self.reset_all_button, QDialogButtonBox.ButtonRole.ResetRole)
        # Enter in the filter or in a field of keys must press nothing.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        down(self.field, (self.list, 1), form, self.message, buttons, into=self)

    def _editor(self, label: str) -> QKeySequenceEdit:
        editor = QKeySequenceEdit()
        editor.setMaximumSequenceLength(1)
        editor.setAccessibleName(tr(label))
        editor.setToolTip(tr("Press the new shortcut"))
        # The sequence itself is empty from the press of a key to its release.
        editor.editingFinished.connect(self._on_edited)
        return editor

    def _remover(self, label: str, editor: QKeySequenceEdit) -> QPushButton:
        made = button(tr("Remove"), name=tr("Remove: {keys}", keys=tr(label)), do=editor.clear)
        made.clicked.connect(self._on_edited)
        return made

    def _fill(self) -> None:
        for spec in self._registry:
            if spec.menu not in self._tops:
                top = QTreeWidgetItem([plain(tr(MENUS[spec.menu]))])
                top.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.list.addTopLevelItem(top)
                self._tops[spec.menu] = top
            item = QTreeWidgetItem(self._tops[spec.menu])
            item.setText(0, self._registry.name(spec.key))
            item.setText(1, self._registry.shown_keys(spec.key))
            item.setToolTip(0, tr(spec.tip))
            item.setData(0, Qt.ItemDataRole.UserRole, spec.key)
            self.items[spec.key] = item
        self.list.expandAll()

    @property
    def key(self) -> str:
        item = self.list.currentItem()
        return "" if item is None else str(item.data(0, Qt.ItemDataRole.UserRole) or "")

    def choose(self, key: str) -> None:
        self.list.setCurrentItem(self.items[key])

    def _filter(self, text: str) -> None:
        searched = text.casefold().strip()
        for item in self.items.values():
            found = f"{item.text(0)}\n{item.text(1)}".casefold()
            item.setHidden(searched not in found)
        for menu, top in self._tops.items():
            own = [spec.key for spec in self._registry if spec.menu == menu]
            top.setHidden(all(self.items[key].isHidden() for key in own))
        current = self.items.get(self.key)
        if current is None or current.isHidden():
            shown = next((item for item in self.items.values() if not item.isHidden()), None)
            if shown is None:
                self.list.setCurrentIndex(QModelIndex())
            else:
                self.list.setCurrentItem(shown)

    # -- changing ---------------------------------------------------------------------------

    def _on_current(self) -> None:
        self.message.clear()
        self._show_keys()

    def _show_keys(self) -> None:
        key = self.key
        name = self._registry.name(key) if key else tr("Choose a command to change its shortcut.")
        self.command.set_full_text(name)
        sequences = self._registry[key].shortcuts() if key else []
        for index, editor in enumerate(self.editors):
            editor.blockSignals(True)
            editor.setKeySequence(sequences[index] if index < len(sequences) else QKeySequence())
            editor.blockSignals(False)
            editor.setEnabled(bool(key))
            self.removers[index].setEnabled(index < len(sequences))
        self.reset_button.setEnabled(bool(key))

    def _on_edited(self) -> None:
        texts = [editor.keySequence().toString(PORTABLE) for editor in self.editors]
        keys = tuple(dict.fromkeys(text for text in texts if text))
        # Editing ends as well when the field is only left.
        if self.key and keys != self._registry.keys(self.key):
            self._say(self._registry.set_keys(self.key, keys))

    def _reset(self) -> None:
        self._say(self._registry.reset(self.key))

    def _reset_all(self) -> None:
        self._registry.reset_all()
        self._say("")

    def _say(self, problem: str) -> None:
        self.message.setText(f"⚠  {problem}" if problem else "")
        self.message.setAccessibleName(problem)
        self._show_keys()

    def _on_keys(self, key: str) -> None:
        self.items[key].setText(1, self._registry.shown_keys(key))
