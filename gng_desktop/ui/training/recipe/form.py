"""The form of a recipe, built from its schema alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGroupBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.training.recipe_schema import GROUPS
from gng_desktop.ui.kit.editors import Editor, add_row, editor, label_width
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.widgets import Section, paragraph, say

if TYPE_CHECKING:
    from gng_desktop.training.recipe import Recipe

TWO_COLUMNS = 820  # from this width on the groups stand in two columns, px
RIGHT = ("augmentation", "fit")  # groups of the right column

WEIGHTS = "model.initial_weights"
RUN_KEYS = ("stripped_by", "model.from_run")
GONE_WORDS = {
    "data.index": QT_TR_NOOP("The data folder has no such index; choose one on the Data page."),
    "data.extra_real_index": QT_TR_NOOP("The data folder has no such index; leave this empty."),
    WEIGHTS: QT_TR_NOOP(
        "The data folder has no such file of first weights; put it there, choose another, or "
        "start with random weights."
    ),
}


class _Row(QWidget):
    """An editor, and below it what is wrong with its value, or good to know of it."""

    def __init__(self, made: Editor) -> None:
        super().__init__()
        self.editor = made
        self.message = paragraph()
        self.message.hide()
        self._note = ""
        down(made, self.message, into=self, margins=0, spacing=2)
        self.setFocusProxy(made)

    def say(self, sentence: str) -> None:
        """Show what is wrong below the editor; "" shows the note, if there is one."""
        say(self.message, f"⚠  {sentence}" if sentence else self._note)
        self.editor.setAccessibleDescription(sentence or self._note)

    def hold(self, note: str | None) -> None:
        """Let nobody change the value, `note` says why; None lets it be changed again."""
        self._note = note or ""
        self.editor.setEnabled(note is None)
        self.say("")


class RecipeForm(QScrollArea):
    """Every field of a recipe that applies, in groups, the rarely used ones folded away.

    `recipe_schema.fields`, which loads OpenCV, has been called before. `folder` returns the data
    folder, if there is one.
    """

    changed = Signal()  # a value has changed

    def __init__(self, folder: Callable[[], Path | None]) -> None:
        super().__init__()
        from gng_desktop.training.recipe_schema import fields as schema

        fields = schema()
        self._fields = {key: f for key, f in fields.items() if not f.about.derived}
        self._derived = {key: f.default for key, f in fields.items() if f.about.derived}
        self.rows = {key: _Row(editor(field, folder)) for key, field in self._fields.items()}
        self.folds: dict[str, Section] = {}
        self._groups: dict[str, QGroupBox] = {}
        self._forms: dict[str, QFormLayout] = {}
        self._putting = False
        width = label_width(self._fields, self)
        for group, title in GROUPS.items():
            self._groups[group] = self._group(group, title, width)
        body = QWidget()
        left, right = self._columns = (QVBoxLayout(), QVBoxLayout())
        both = (left, 1), (right, 1)
        self._side_by_side = across(*both, into=body, margins=(0, 0, 6, 0), spacing=12)
        self._two: bool | None = None
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Recipe"))
        self._arrange(True)
        for row in self.rows.values():
            row.editor.changed.connect(self._on_changed)

    def _group(self, group: str, title: str, width: int) -> QGroupBox:
        box = QGroupBox(tr(title))
        column = QVBoxLayout(box)
        fold = Section(tr("Rarely used"), open_=False)
        for advanced, place in ((False, column), (True, fold.column)):
            form = QFormLayout()
            # Fields of both parts begin in one line though the fold is indented.
            narrower = fold.column.contentsMargins().left() if advanced else 0
            for key, field in self._fields.items():
                if field.about.group == group and field.about.advanced == advanced:
                    add_row(form, field, self.rows[key], width - narrower)
                    self._forms[key] = form
            if form.rowCount():
                place.addLayout(form)
        if fold.column.count():
            column.addWidget(fold)
            self.folds[group] = fold
        return box

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

    def recipe(
        self, runs: Collection[str] | None, gone: Collection[str]
    ) -> tuple[Recipe | str, dict[str, str]]:
        """Return the recipe or why there is none, and the message on each field.

        `runs` have a trained segmenter (None: not known yet); `gone` are keys of missing files.
        """
        from gng_desktop.training.recipe import INSTALLED, RecipeError
        from gng_desktop.training.recipe_schema import key_in, recipe_of

        sentences = {}
        values = self.values()
        for key in RUN_KEYS:
            known = runs is None or values[key] in ("", INSTALLED, *runs)
            if self.is_shown(key) and not known:
                sentences[key] = tr(
                    "There is no trained segmenter of this name yet: train it before this recipe."
                )
        found: Recipe | str
        try:
            found = recipe_of(values)
        except RecipeError as error:
            found = tr(str(error))
            sentences[key_in(str(error))] = found
        for key in gone:
            if self.is_shown(key) and key not in sentences and values[key]:
                sentences[key] = tr(GONE_WORDS[key])
                if not isinstance(found, str):
                    label = tr(self._fields[key].about.label)
                    found = tr("{field}: {sentence}", field=label, sentence=sentences[key])
        return found, sentences

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
        values, folds = self.values(), set()
        for key, field in self._fields.items():
            form, row = self._forms[key], self.rows[key]
            applies = field.about.applies(values)
            if form.isRowVisible(row) != applies:
                form.setRowVisible(row, applies)
            if applies and field.about.advanced:
                folds.add(field.about.group)
        for group, fold in self.folds.items():
            fold.setVisible(group in folds)
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
            while column.count():
                column.takeAt(0)
        for group, box in self._groups.items():
            self._columns[int(two and group in RIGHT)].addWidget(box)
        for column in self._columns:
            column.addStretch(1)
        self._side_by_side.setStretch(1, int(two))
