"""A widget for each kind of field that a schema describes: settings, and recipes of trainings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from gng_desktop.ui.kit.boxes import CalmChoice, CalmSpin, FloatSpin
from gng_desktop.ui.kit.folder_field import FolderField
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across

DEVICES = ("auto", "cpu", "gpu:0", "gpu:1", "gpu:2", "gpu:3")


class Described(Protocol):
    """A field of a schema: `training.recipe_schema.Field` or `ui.settings.schema.Setting`.

    `about` holds words and limits, see `gng_desktop.training.recipe_schema.About`.
    """

    @property
    def kind(self) -> str: ...

    @property
    def about(self) -> Any: ...

    @property
    def whole(self) -> bool: ...


def _spin(field: Described) -> CalmSpin | FloatSpin:
    about = field.about
    box: CalmSpin | FloatSpin
    if field.whole:
        box = CalmSpin()
        box.setRange(int(about.low), int(about.high))
        box.setSingleStep(max(1, int(about.step)))
    else:
        box = FloatSpin(about.low, about.high, about.step)
    if about.unit:
        box.setSuffix(f" {about.unit}")
    return box


class Editor(QWidget):
    """One field; subclasses show and return its value.

    `changed` is emitted when the user, or `put`, changed the value.
    """

    changed = Signal()

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.widgets = widgets
        self._layout = across(*widgets, into=self, margins=(0, 0, 0, 0))
        if widgets:
            self.setFocusProxy(widgets[0])

    def get(self) -> Any:
        """Return the value."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Show `value`."""
        raise NotImplementedError

    def offer(self, names: Mapping[str, int]) -> None:
        """Take note of what may be chosen, and how many images each has (0: not known)."""

    def call(self, name: str, tip: str) -> None:
        self.setToolTip(tip)
        for widget in self.widgets:
            widget.setToolTip(tip)
            if not widget.accessibleName():
                widget.setAccessibleName(name)


class ChoiceEditor(Editor):
    """One of several values, in words."""

    def __init__(self, field: Described) -> None:
        self.box = CalmChoice()
        for value, words in field.about.words:
            self.box.addItem(tr(words), value)
        super().__init__(self.box)
        self.box.currentIndexChanged.connect(self.changed)

    def get(self) -> str:
        return str(self.box.currentData())

    def put(self, value: str) -> None:
        self.box.setCurrentIndex(self.box.findData(value))


class BoolEditor(Editor):
    """Yes or no; the label stands beside the box."""

    def __init__(self, field: Described) -> None:
        self.box = QCheckBox(tr(field.about.label))
        super().__init__(self.box)
        self.box.toggled.connect(self.changed)

    def get(self) -> bool:
        return self.box.isChecked()

    def put(self, value: bool) -> None:
        self.box.setChecked(value)


class NumberEditor(Editor):
    """One number."""

    def __init__(self, field: Described) -> None:
        self.box = _spin(field)
        if field.about.off:
            self.box.setSpecialValueText(tr(field.about.off))
        super().__init__(self.box)
        self.box.valueChanged.connect(self.changed)

    def get(self) -> float:
        return self.box.value()

    def put(self, value: float) -> None:
        self.box.setValue(value)  # type: ignore[arg-type]


class RangeEditor(Editor):
    """Two numbers, and where that means something a box that puts them out of use."""

    def __init__(self, field: Described) -> None:
        self.low, self.high = _spin(field), _spin(field)
        dash = QLabel("–")
        dash.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.on = QCheckBox() if field.about.off else None
        first = (self.on,) if self.on else ()
        super().__init__(*first, self.low, dash, self.high)
        name = tr(field.about.label)
        self.low.setAccessibleName(tr("{name}, lowest", name=name))
        self.high.setAccessibleName(tr("{name}, highest", name=name))
        for box in (self.low, self.high):
            box.valueChanged.connect(self.changed)
        if self.on is not None:
            self.on.setAccessibleName(name)
            self.on.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.on.toggled.connect(self._on_toggled)
        self._start = (field.about.low, field.about.high)

    def get(self) -> tuple[float, float]:
        if self.on is not None and not self.on.isChecked():
            return 0, 0
        return self.low.value(), self.high.value()

    def put(self, value: tuple[float, float]) -> None:
        on = self.on is None or tuple(value) != (0, 0)
        if self.on is not None:
            self.on.setChecked(on)
        low, high = value if on else self._start
        self.low.setValue(low)  # type: ignore[arg-type]
        self.high.setValue(high)  # type: ignore[arg-type]
        self._on_toggled(on)

    def _on_toggled(self, on: bool) -> None:
        for box in (self.low, self.high):
            box.setEnabled(on)
        self.changed.emit()


class TextEditor(Editor):
    """A line of text."""

    def __init__(self, field: Described, *beside: QWidget) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr(field.about.off))
        super().__init__(self.line, *beside)
        self.line.textChanged.connect(self.changed)

    def get(self) -> Any:
        return self.line.text().strip()

    def put(self, value: Any) -> None:
        self.line.setText(value)
        self.line.setCursorPosition(0)  # of a long text the beginning is shown


class FolderEditor(Editor):
    """A folder's path; `box.missing` says that it is gone."""

    def __init__(self, field: Described) -> None:
        self.box = FolderField(tr(field.about.label), tr(field.about.off))
        super().__init__(self.box)
        self.box.changed.connect(self.changed)

    def get(self) -> str:
        return self.box.folder

    def put(self, value: str) -> None:
        self.box.field.setText(value)


class FileEditor(TextEditor):
    """A file of the data folder, which `folder` returns."""

    def __init__(self, field: Described, folder: Callable[[], Path | None]) -> None:
        self.browse = QPushButton(tr("Browse…"))
        self.browse.setAccessibleName(tr("Browse: {name}", name=tr(field.about.label)))
        super().__init__(field, self.browse)
        self._folder = folder
        self.browse.clicked.connect(self._ask)

    def _ask(self) -> None:
        folder = self._folder()
        kinds = tr("Keras weights (*.h5);;All files (*)")
        start = str(folder or "")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("First weights"), start, kinds)
        if chosen:
            path = Path(chosen)
            inside = folder is not None and path.is_relative_to(folder)
            self.put(path.relative_to(folder).as_posix() if folder and inside else str(path))


class ListedEditor(Editor):
    """A text of which some are offered: a run, an index, a device."""

    def __init__(self, field: Described) -> None:
        self.box = CalmChoice()
        self.box.setEditable(True)
        self.box.setInsertPolicy(CalmChoice.InsertPolicy.NoInsert)
        self.box.addItems(list(DEVICES if field.about.means == "device" else ()))
        super().__init__(self.box)
        line = self.box.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr(field.about.off))
        line.setAccessibleName(tr(field.about.label))
        self.box.setCurrentText("")
        self.box.currentTextChanged.connect(self.changed)

    def get(self) -> str:
        return self.box.currentText().strip()

    def put(self, value: str) -> None:
        self.box.setCurrentText(value)

    def offer(self, names: Mapping[str, int]) -> None:
        written, self_blocked = self.get(), self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems(list(names))
        self.box.setCurrentText(written)
        self.box.blockSignals(self_blocked)


class NamesEditor(TextEditor):
    """Names with commas between; a menu of known ones."""

    def __init__(self, field: Described) -> None:
        self.button = QPushButton(tr("Choose"))
        self.button.setAccessibleName(tr("Browse: {name}", name=tr(field.about.label)))
        super().__init__(field, self.button)
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        self.offer({})

    def get(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(str.strip, self.line.text().split(",")))))

    def put(self, value: tuple[str, ...]) -> None:
        self.line.setText(", ".join(value))

    def offer(self, names: Mapping[str, int]) -> None:
        self._known = dict(names)
        self.button.setEnabled(bool(names))

    def _fill(self) -> None:
        self.menu.clear()
        chosen = self.get()
        for name, count in self._known.items():
            action = self.menu.addAction(
                tr("{name}  ({count:,} images)", name=name, count=count) if count else name
            )
            action.setCheckable(True)
            action.setChecked(name in chosen)
            action.toggled.connect(lambda on, name=name: self._set(name, on))

    def _set(self, name: str, on: bool) -> None:
        others = tuple(each for each in self.get() if each != name)
        self.put((*others, name) if on else others)


class SharesEditor(Editor):
    """For each name how much of its images an epoch draws, in percent."""

    def __init__(self, field: Described) -> None:
        super().__init__()
        body = QWidget()
        self._rows = QFormLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.none = QLabel(tr("All of each"))
        self._low = field.about.low
        self.boxes: dict[str, FloatSpin] = {}
        self._offered: tuple[str, ...] = ()
        for part in (self.none, body):
            self._layout.addWidget(part)

    def get(self) -> dict[str, float]:
        shares = {name: round(box.value() / 100, 9) for name, box in self.boxes.items()}
        return {name: share for name, share in shares.items() if share < 1}

    def put(self, value: Mapping[str, float]) -> None:
        self._build(dict(value))
        self.changed.emit()

    def offer(self, names: Mapping[str, int]) -> None:
        """Show a row for each of `names`, and for whatever has a share already."""
        if tuple(names) != self._offered:
            self._offered = tuple(names)
            self._build(self.get())

    def _build(self, shares: dict[str, float]) -> None:
        names = tuple(dict.fromkeys((*self._offered, *shares)))
        if names != tuple(self.boxes):
            while self._rows.rowCount():
                self._rows.removeRow(0)
            self.boxes = {}
            for name in names:
                box = FloatSpin(100 * self._low, 100, 5)
                box.setSuffix(tr(" %"))
                box.setAccessibleName(tr("Share of {name}", name=name))
                box.setToolTip(self.toolTip())
                self.boxes[name] = box
                self._rows.addRow(name, box)
                box.setValue(100 * shares.get(name, 1.0))
                box.valueChanged.connect(self.changed)
        else:
            for name, box in self.boxes.items():
                box.setValue(round(100 * shares.get(name, 1.0), 7))
        self.none.setVisible(not self.boxes)


KINDS: dict[str, Callable[[Described], Editor]] = {
    "choice": ChoiceEditor,
    "bool": BoolEditor,
    "int": NumberEditor,
    "float": NumberEditor,
    "range": RangeEditor,
    "names": NamesEditor,
    "shares": SharesEditor,
    "folder": FolderEditor,
    "text": TextEditor,
}


def editor(field: Described, folder: Callable[[], Path | None] = lambda: None) -> Editor:
    """Return the editor of `field`; `folder` returns the data folder, if there is one."""
    made: Editor
    if field.kind == "text" and field.about.means == "file":
        made = FileEditor(field, folder)
    elif field.kind == "text" and field.about.means in ("run", "index", "device"):
        made = ListedEditor(field)
    else:
        made = KINDS[field.kind](field)
    made.call(tr(field.about.label), tr(field.about.help))
    return made


def label_width(fields: Mapping[str, Described], parent: QWidget) -> int:
    """Return the width of the widest label of a form, px; check boxes carry theirs themselves."""
    labels = (tr(field.about.label) for field in fields.values() if field.kind != "bool")
    return max(parent.fontMetrics().horizontalAdvance(label) for label in labels)


def add_row(form: QFormLayout, field: Described, row: QWidget, width: int) -> None:
    """Add `row`, which holds the editor of `field`, with its label, at least `width` px wide."""
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    label = QLabel("" if field.kind == "bool" else tr(field.about.label))
    label.setBuddy(row)
    label.setToolTip(tr(field.about.help))
    label.setMinimumWidth(width)
    form.addRow(label, row)
