"""The form of a recipe, built from its schema alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.panels.section import Section
from gng_desktop.ui.training.editors import BoolEditor, Editor, editor

if TYPE_CHECKING:
    from gng_desktop.training.recipe_schema import Field

TWO_COLUMNS = 820
"""From this width on the groups stand in two columns, px."""
RIGHT = ("augmentation", "fit")
"""Groups of the right column."""


class _Row(QWidget):
    """An editor, and below it what is wrong with its value, or good to know of it."""

    def __init__(self, made: Editor) -> None:
        super().__init__()
        self.editor = made
        self.said = paragraph()
        self.said.hide()
        self._note = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(made)
        layout.addWidget(self.said)
        self.setFocusProxy(made)

    def say(self, sentence: str) -> None:
        """Show what is wrong below the editor; "" shows the note, if there is one."""
        self.said.setText(f"⚠  {sentence}" if sentence else self._note)
        self.said.setVisible(bool(self.said.text()))
        self.editor.setAccessibleDescription(sentence or self._note)

    def hold(self, note: str | None) -> None:
        """Let nobody change the value, `note` says why; None lets it be changed again."""
        self._note = note or ""
        self.editor.setEnabled(note is None)
        self.say("")


class RecipeForm(QScrollArea):
    """Every field of a recipe that applies, in groups, the rarely used ones folded away.

    Parameters
    ----------
    fields : mapping of str to Field
        The schema, in the order shown.
    groups : mapping of str to str
        Headings by key.
    folder : callable
        Returns the data folder, if there is one.

    Signals
    -------
    changed
        A value has changed.
    """

    changed = Signal()

    def __init__(
        self,
        fields: Mapping[str, Field],
        groups: Mapping[str, str],
        folder: Callable[[], Path | None],
    ) -> None:
        super().__init__()
        self._fields = {key: f for key, f in fields.items() if not f.about.derived}
        self._derived = {key: f.default for key, f in fields.items() if f.about.derived}
        self.rows = {key: _Row(editor(field, folder)) for key, field in self._fields.items()}
        self.folds: dict[str, Section] = {}
        self._groups: dict[str, QGroupBox] = {}
        self._forms: dict[str, QFormLayout] = {}
        self._putting = False
        width = self._label_width()
        for group, title in groups.items():
            self._groups[group] = self._group(group, title, width)
        body = QWidget()
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._side_by_side = QHBoxLayout(body)
        self._side_by_side.setContentsMargins(0, 0, 6, 0)
        self._side_by_side.setSpacing(12)
        for column in self._columns:
            self._side_by_side.addLayout(column, 1)
        self._two: bool | None = None
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Recipe"))
        self._arrange(True)
        for row in self.rows.values():
            row.editor.changed.connect(self._on_changed)

    def _label_width(self) -> int:
        labels = (tr(f.about.label) for f in self._fields.values() if f.kind != "bool")
        return max(self.fontMetrics().horizontalAdvance(label) for label in labels)

    def _group(self, group: str, title: str, width: int) -> QGroupBox:
        box = QGroupBox(tr(title))
        column = QVBoxLayout(box)
        fold = Section(tr("Rarely used"), open_=False)
        for advanced, place in ((False, column), (True, fold.column)):
            form = QFormLayout()
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            # Fields of both parts begin in one line though the fold is indented.
            narrower = fold.column.contentsMargins().left() if advanced else 0
            members = [
                field
                for field in self._fields.values()
                if field.about.group == group and field.about.advanced == advanced
            ]
            for field in members:
                self._add(form, field, width - narrower)
            if members:
                place.addLayout(form)
        if fold.column.count():
            column.addWidget(fold)
            self.folds[group] = fold
        return box

    def _add(self, form: QFormLayout, field: Field, width: int) -> None:
        row = self.rows[field.key]
        name = tr(field.about.label)
        row.editor.call(name, tr(field.about.help))
        # A check box carries its label itself.
        label = QLabel("" if isinstance(row.editor, BoolEditor) else name)
        label.setBuddy(row.editor)
        label.setToolTip(tr(field.about.help))
        label.setMinimumWidth(width)
        form.addRow(label, row)
        self._forms[field.key] = form

    # -- values -----------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Return the value of every field by key, those that do not apply too."""
        return {**self._derived, **{key: row.editor.get() for key, row in self.rows.items()}}

    def put(self, values: Mapping[str, Any]) -> None:
        """Show `values`, one for every field."""
        self._putting = True
        for key, row in self.rows.items():
            row.editor.put(values[key])
        self._putting = False
        self._on_changed()

    def offer(self, key: str, names: Mapping[str, int]) -> None:
        """Let a field offer `names`; a number tells how many images each has."""
        self._putting = True
        self.rows[key].editor.offer(names)
        self._putting = False

    def say(self, sentences: Mapping[str, str]) -> None:
        """Show sentences beside their fields, and nothing beside the others."""
        for key, row in self.rows.items():
            sentence = sentences.get(key, "")
            row.say(sentence)
            about = self._fields[key].about
            if sentence and about.advanced:
                self.folds[about.group].set_open(True)

    def hold(self, notes: Mapping[str, str]) -> None:
        """Let the fields named be changed no more, each with a note why; all others again."""
        for key, row in self.rows.items():
            row.hold(notes.get(key))

    def label(self, key: str) -> str:
        """Return what a field is called, in English."""
        return self._fields[key].about.label

    def words(self, key: str, values: Sequence[str]) -> list[str]:
        """Return how values of a choice are called, in English."""
        called = dict(self._fields[key].about.words)
        return [called.get(value, value) for value in values]

    def is_shown(self, key: str) -> bool:
        """Return whether a field applies, and so is there to be seen."""
        return key in self._fields and self._forms[key].isRowVisible(self.rows[key])

    def _on_changed(self) -> None:
        if self._putting:
            return
        values = self.values()
        for key, field in self._fields.items():
            form, row = self._forms[key], self.rows[key]
            applies = field.about.applies(values)
            if form.isRowVisible(row) != applies:
                form.setRowVisible(row, applies)
        for group, fold in self.folds.items():
            fold.setVisible(
                any(
                    field.about.advanced and field.about.group == group
                    for key, field in self._fields.items()
                    if field.about.applies(values)
                )
            )
        self.changed.emit()

    # -- layout -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column where two would be too narrow."""
        super().resizeEvent(event)
        self._arrange(self.width() >= TWO_COLUMNS)

    def _arrange(self, two: bool) -> None:
        if two == self._two:
            return
        self._two = two
        for column in self._columns:
            _empty(column)
        for group, box in self._groups.items():
            self._columns[int(two and group in RIGHT)].addWidget(box)
        for column in self._columns:
            column.addStretch(1)
        self._side_by_side.setStretch(1, int(two))


def _empty(layout: QLayout) -> None:
    while layout.count():
        layout.takeAt(0)
