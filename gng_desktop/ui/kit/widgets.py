"""Small parts of panels, pages and dialogs: scrolling columns, texts, buttons, sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import Part, across, add, down
from gng_desktop.ui.kit.plain import copy_text, tip
from gng_desktop.ui.kit.style import Label, emphasise, icon

INTRODUCTION_WIDTH = 600
PERCENT = "\N{NO-BREAK SPACE}%"
"""Keeps the sign on the line of its number."""


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
        super().setText(visible(words, breaks=True).replace(" %", PERCENT))

    def text(self) -> str:
        return super().text().replace(PERCENT, " %")


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
    """Return a button that does `do`; a screen reader says `name` where that is more.

    Enter in a field of a dialog does not press it.
    """
    made = QPushButton(words)
    made.setAutoDefault(False)
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


class Veil(QWidget):
    """Hides another widget behind a sentence; focus and layout stay as they are."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over, self._words = over, ""
        self.setAutoFillBackground(True)
        over.installEventFilter(self)
        self.hide()

    def say(self, words: str) -> None:
        """Hide the widget behind `words`; "" shows it again."""
        self._words = words
        self.setAccessibleName(words)
        self.setGeometry(self._over.rect())
        self.raise_()
        self.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().placeholderText().color())
        middle = QTextOption(Qt.AlignmentFlag.AlignCenter)
        # Names of files may be long and without spaces.
        middle.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.drawText(QRectF(self.rect().adjusted(8, 8, -8, -8)), self._words, middle)


def delay(parent: QObject, ms: int, do: Callable[[], None]) -> QTimer:
    """Return what, once started, does `do` after `ms` milliseconds."""
    timer = QTimer(parent, singleShot=True, interval=ms)
    timer.timeout.connect(do)
    return timer


class ElidedLabel(QLabel):
    """One line, whose both ends matter, as of a name or a hash; the tooltip has the whole text."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(visible(text))

    def set_full_text(self, text: str, tooltip: str = "") -> None:
        """Show `text`; hovering shows `tooltip`, or `text` itself."""
        self.setText(text)
        self.setToolTip(tip(tooltip or text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        middle = Qt.TextElideMode.ElideMiddle
        text = self.fontMetrics().elidedText(self.text(), middle, self.width())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), left, text)


class CopyLine(QWidget):
    """A value called `name`, and a button, which says `words`, that copies it whole."""

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__()
        self._value = ""
        self.label = ElidedLabel()
        self.label.setAccessibleName(name)
        self.button = QToolButton()
        self.button.setAutoRaise(True)
        # A tool button takes no keyboard focus by default.
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = words or tr("Copy: {name}", name=name)
        self.button.setToolTip(words)
        self.button.setAccessibleName(words)
        self.button.clicked.connect(lambda: copy_text(self._value))
        across((self.label, 1), self.button, into=self, spacing=2, margins=0)
        self._draw_icon()

    def show_value(self, value: str, label: str = "", tooltip: str = "") -> None:
        """Show `value`, or `label` in its place; an empty one cannot be copied."""
        self._value = value
        self.label.set_full_text(label or value or "—", tooltip)
        self.button.setEnabled(bool(value))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        self.button.setIcon(icon("copy", self.palette().windowText().color()))


class ReadText(QTextEdit):
    """What a wrapped label is, but it also breaks words that are wider than itself."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def show_text(self, text: str) -> None:
        self.setPlainText(visible(text, breaks=True))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().highlight().color())
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(max(1, round(self.document().size().height() + 0.5)))


class _Heading(QToolButton):
    """A button as wide as the panel that shows its keyboard focus, which styles may leave out."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class Section(QWidget):
    """A heading with an arrow, and below it a `column` of parts that the heading shows or hides."""

    def __init__(self, title: str, *parts: Part, open_: bool = True) -> None:
        super().__init__()
        self.header = _Heading()
        self.header.setText(title)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A tool button takes no keyboard focus by default.
        self.header.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header.setAccessibleName(title)
        emphasise(self.header)
        self.body = QWidget()
        self.column = down(*parts, into=self.body, margins=(4, 2, 0, 6), spacing=6)
        down(self.header, self.body, into=self, spacing=0, margins=0)
        self.header.clicked.connect(lambda: self.set_open(not self.is_open))
        self.set_open(open_)

    @property
    def is_open(self) -> bool:
        return self._open

    def set_open(self, open_: bool) -> None:
        self._open = open_
        self.body.setVisible(open_)
        self.header.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        tip = tr("Hide this section") if open_ else tr("Show this section")
        self.header.setToolTip(tip)
        self.header.setAccessibleDescription(tip)
