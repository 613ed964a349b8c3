"""What the tabs beside the panes have in common: a scrolling column, texts, buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer
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
from gng_desktop.ui.language import tr


class Panel(QScrollArea):
    """A column of widgets that scrolls up and down only; subclasses fill `column`."""

    def __init__(self, name: str, top: int = 8) -> None:
        super().__init__()
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(8, top, 8, 4)
        self.column.setSpacing(8)
        self.setWidget(self.body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)


class _Paragraph(QLabel):
    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.setText(words)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def setText(self, words: str) -> None:
        super().setText(visible(words, breaks=True))


def paragraph(words: str = "", faint: bool = False) -> QLabel:
    """Return a label of plain, wrapped text that can be selected; it hides nothing."""
    made = _Paragraph(words)
    if faint:
        made.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return made


def say(label: QLabel, words: str) -> None:
    """Show `words` in `label`; hide it where there are none."""
    label.setText(words)
    label.setVisible(bool(words))


def facts_form(rows: Mapping[str, QWidget]) -> QFormLayout:
    """Return values in a column, each after its name, which assistive technology is told too."""
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


def button(words: str, tip: str = "", name: str = "") -> QPushButton:
    """Return a button that says `words`, to a screen reader `name` where that is more."""
    made = QPushButton(words)
    made.setToolTip(tip)
    made.setAccessibleName(name)
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
