"""What the tabs beside the panes have in common: a scrolling column, texts, buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QSize, Qt, QTimer, SignalInstance
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.filling import Part, across, add, down
from gng_desktop.ui.language import tr
from gng_desktop.ui.style import Label, emphasise

INTRODUCTION_WIDTH = 600


class Panel(QScrollArea):
    """A `column` of widgets that scrolls up and down only."""

    def __init__(self, name: str, top: int = 8, high: int = 0) -> None:
        """Make one called `name` that asks for `high` px; 0 for the height of its column."""
        super().__init__()
        self._high = high
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(8, top, 8, 4)
        self.column.setSpacing(8)
        self.setWidget(self.body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(360, self._high) if self._high else super().sizeHint()

    def add(self, *parts: Part) -> None:
        """Lay `parts` out at the end of the column."""
        add(self.column, *parts)


class _Paragraph(QLabel):
    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.setText(words)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def setText(self, words: str) -> None:
        super().setText(visible(words, breaks=True))


def paragraph(words: str = "", faint: bool = False, tip: str = "") -> QLabel:
    """Return a label of plain, wrapped text that can be selected; it hides nothing."""
    made = _Paragraph(words)
    made.setToolTip(tip)
    return fainter(made) if faint else made


def fainter(label: Label) -> Label:
    """Write a label in the colour of what matters less, and return it."""
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def centred(label: QLabel) -> QLabel:
    """Let a label stand in the middle of its place, on several lines if need be; return it."""
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label


def introduction(title: str, text: str) -> QWidget:
    """Return what stands in the middle of a place where there is nothing to show yet."""
    column, made = QWidget(), QWidget()
    column.setMaximumWidth(INTRODUCTION_WIDTH)
    down(2, centred(heading(title, 1.7)), centred(QLabel(text)), 3, into=column)
    across((column, 1), into=made)
    return made


def say(label: QLabel, words: str) -> None:
    """Show `words` in `label`; hide it where there are none."""
    label.setText(words)
    label.setVisible(bool(words))


def facts_form(rows: Mapping[str, QWidget]) -> QFormLayout:
    """Return values in a column, each after its name, for assistive technology too."""
    form = QFormLayout()
    form.setVerticalSpacing(3)
    form.setHorizontalSpacing(10)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name, widget in rows.items():
        widget.setAccessibleName(name)
        form.addRow(QLabel(name), widget)
    return form


def rule() -> QFrame:
    """Return a thin line between two parts."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line


def heading(words: str, factor: float = 1.0) -> QLabel:
    """Return a bold label, its text `factor` times as large."""
    return emphasise(QLabel(words), factor)


def named(words: str, field: QWidget) -> QLabel:
    """Return the label of a field, which assistive technology then calls by these words too."""
    label = QLabel(words)
    label.setBuddy(field)
    field.setAccessibleName(words)
    return label


def button(
    words: str,
    tip: str = "",
    name: str = "",
    do: Callable[[], object] | SignalInstance | None = None,
) -> QPushButton:
    """Return a button that does `do`; a screen reader says `name` where that is more."""
    made = QPushButton(words)
    made.setToolTip(tip)
    made.setAccessibleName(name)
    if do is not None:
        made.clicked.connect(do)
    return made


def chooser(name: str, entries: Mapping[str, str], least: int = 8) -> QComboBox:
    """Return a box of words, to be translated, by key; it may get as narrow as `least` letters."""
    box = QComboBox()
    for key, words in entries.items():
        box.addItem(tr(words), key)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(least)
    return box


def delay(parent: QObject, ms: int, do: Callable[[], None]) -> QTimer:
    """Return what, once started, does `do` after `ms` milliseconds."""
    timer = QTimer(parent, singleShot=True, interval=ms)
    timer.timeout.connect(do)
    return timer
