"""The settings dialog, built from the schema alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.settings.folder_field import FolderField
from gng_desktop.ui.settings.schema import SECTIONS, SETTINGS, Setting, Value
from gng_desktop.ui.settings.store import Settings


class SettingsDialog(QDialog):
    """Every setting of the schema; nothing is kept before OK.

    Parameters
    ----------
    settings : Settings
        What is shown and changed.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(tr("Settings"))
        self.fields: dict[str, QWidget] = {setting.key: _field(setting) for setting in SETTINGS}
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
            _put(self.fields[setting.key], settings.value(setting.key))
            _on_change(self.fields[setting.key], self._update)
        self._update()

    def _build(self) -> None:
        column = QWidget()
        groups = QVBoxLayout(column)
        labels = [tr(setting.label) for setting in SETTINGS if setting.kind != "bool"]
        width = max(self.fontMetrics().horizontalAdvance(label) for label in labels)
        for section, title in SECTIONS.items():
            group = QGroupBox(tr(title))
            form = QFormLayout(group)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
            for setting in SETTINGS:
                if setting.section != section:
                    continue
                field = self.fields[setting.key]
                # A check box carries its label itself.
                label = QLabel("" if setting.kind == "bool" else tr(setting.label))
                label.setBuddy(field)
                label.setMinimumWidth(width)
                form.addRow(label, field)
            groups.addWidget(group)
        groups.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(column)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.buttons)
        self.resize(520, column.sizeHint().height() + 120)

    def shown(self) -> dict[str, Any]:
        """Return what the fields say, by key."""
        return {setting.key: _get(self.fields[setting.key]) for setting in SETTINGS}

    def restore(self) -> None:
        """Put the defaults into the fields."""
        for setting in SETTINGS:
            _put(self.fields[setting.key], setting.default)

    def accept(self) -> None:
        """Keep what the fields say, and close."""
        self._settings.set_all(self.shown())
        super().accept()

    def done(self, result: int) -> None:
        """Let no thread of a field outlive the dialog."""
        for field in self.fields.values():
            if isinstance(field, FolderField):
                field.runner.close()
        super().done(result)

    def _changes(self) -> list[Setting]:
        shown = self.shown()
        return [s for s in SETTINGS if shown[s.key] != self._settings.value(s.key)]

    def _update(self) -> None:
        """Say what the changes entail; do not accept a new folder that is not there."""
        changes = self._changes()
        reloading = any(setting.applies == "models" for setting in changes)
        lines = [tr("The models will be loaded anew.")] if reloading else []
        lines += [
            tr("“{setting}” takes effect at the next start.", setting=tr(setting.label))
            for setting in changes
            if setting.applies == "restart"
        ]
        self.note.setText("\n".join(lines))
        fields = [self.fields[setting.key] for setting in changes]
        missing = any(isinstance(field, FolderField) and field.missing for field in fields)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not missing)


def _field(setting: Setting) -> QWidget:
    field: QWidget
    if setting.kind == "choice":
        field = QComboBox()
        for value, words in setting.choices:
            field.addItem(tr(words), value)
    elif setting.kind == "int":
        field = QSpinBox()
        field.setRange(setting.low, setting.high)
        field.setSingleStep(setting.step)
        field.setSpecialValueText(tr(setting.special) if setting.special else "")
    elif setting.kind == "bool":
        field = QCheckBox(tr(setting.label))
    else:
        field = FolderField(tr(setting.label), tr(setting.special))
    field.setAccessibleName(tr(setting.label))
    field.setToolTip(tr(setting.tip))
    return field


def _get(field: QWidget) -> Value:
    if isinstance(field, QComboBox):
        return str(field.currentData())
    if isinstance(field, QSpinBox):
        return field.value()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    assert isinstance(field, FolderField)
    return field.folder


def _put(field: QWidget, value: Any) -> None:
    if isinstance(field, QComboBox):
        field.setCurrentIndex(field.findData(value))
    elif isinstance(field, QSpinBox):
        field.setValue(value)
    elif isinstance(field, QCheckBox):
        field.setChecked(value)
    elif isinstance(field, FolderField):
        field.field.setText(value)


def _on_change(field: QWidget, slot: Any) -> None:
    if isinstance(field, QComboBox):
        field.currentIndexChanged.connect(slot)
    elif isinstance(field, QSpinBox):
        field.valueChanged.connect(slot)
    elif isinstance(field, QCheckBox):
        field.toggled.connect(slot)
    elif isinstance(field, FolderField):
        field.changed.connect(slot)
