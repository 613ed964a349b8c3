"""The settings dialog, built from the schema alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.ui.kit.editors import FolderEditor, add_row, editor, label_width
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import down, scrolled
from gng_desktop.ui.kit.screen import resize_within_screen
from gng_desktop.ui.kit.widgets import paragraph
from gng_desktop.ui.settings.schema import SECTIONS, SETTINGS, Setting
from gng_desktop.ui.settings.store import Settings


class SettingsDialog(QDialog):
    """Every setting of the schema; nothing is stored before OK."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(tr("Settings"))
        self.editors = {setting.key: editor(setting) for setting in SETTINGS}
        self.note = paragraph()
        self.note.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        box = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(box.RestoreDefaults | box.Cancel | box.Ok)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(box.RestoreDefaults).clicked.connect(self.restore)
        self._build()
        for setting in SETTINGS:
            self.editors[setting.key].put(settings.value(setting.key))
            self.editors[setting.key].changed.connect(self._update)
        self._update()

    def _build(self) -> None:
        column = QWidget()
        groups = QVBoxLayout(column)
        width = label_width({setting.key: setting for setting in SETTINGS}, self)
        for section, title in SECTIONS.items():
            group = QGroupBox(tr(title))
            form = QFormLayout(group)
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
            for setting in SETTINGS:
                if setting.section == section:
                    add_row(form, setting, self.editors[setting.key], width)
            groups.addWidget(group)
        groups.addStretch(1)
        scroll = scrolled(column)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        down((scroll, 1), self.note, self.buttons, into=self)
        resize_within_screen(self, 520, column.sizeHint().height() + 120)

    def shown(self) -> dict[str, Any]:
        return {key: made.get() for key, made in self.editors.items()}

    def restore(self) -> None:
        for setting in SETTINGS:
            self.editors[setting.key].put(setting.default)

    def accept(self) -> None:
        self._settings.set_all(self.shown())
        super().accept()

    def done(self, result: int) -> None:
        for made in self.findChildren(FolderEditor):
            made.box.runner.close()
        super().done(result)

    def _changes(self) -> list[Setting]:
        shown = self.shown()
        return [s for s in SETTINGS if shown[s.key] != self._settings.value(s.key)]

    def _update(self) -> None:
        """Say what the changes entail; do not accept a new folder that is not there."""
        changes = self._changes()
        reloading = any(setting.applies == "models" for setting in changes)
        lines = [tr("The models will be reloaded.")] if reloading else []
        lines += [
            tr("“{setting}” takes effect at the next start.", setting=tr(setting.label))
            for setting in changes
            if setting.applies == "restart"
        ]
        self.note.setText("\n".join(lines))
        changed = [self.editors[setting.key] for setting in changes]
        missing = any(isinstance(made, FolderEditor) and made.box.missing for made in changed)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not missing)
