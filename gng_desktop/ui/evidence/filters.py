"""The controls above the evidence list: which rows are shown, and in which order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.ui.evidence.flow import FlowLayout
from gng_desktop.ui.evidence.items import STATES, Filter, SortKey, State
from gng_desktop.ui.evidence.words import ICON, WORDS, shape_icon
from gng_desktop.ui.language import QT_TR_NOOP, tr

SORTS: dict[SortKey, str] = {
    "added": QT_TR_NOOP("As added"),
    "name": QT_TR_NOOP("Name"),
    "folder": QT_TR_NOOP("Folder"),
    "verdict": QT_TR_NOOP("Verdict"),
    "with_background": QT_TR_NOOP("Score with background"),
    "without_background": QT_TR_NOOP("Score without background"),
}
SCORES = {
    "either": QT_TR_NOOP("Either score"),
    "with_background": QT_TR_NOOP("With background"),
    "without_background": QT_TR_NOOP("Without background"),
}


class Chip(QToolButton):
    """A button that stays down: the shape and the word of one state."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.setText(tr(WORDS[state]))
        self.setToolTip(tr("Show only the images of the verdicts pressed"))
        self.setCheckable(True)
        self.setIconSize(QSize(ICON, ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the button while it is down: the style alone hardly shows it in the dark."""
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)


class FilterBar(QWidget):
    """Search field, verdict chips, score range and sorting.

    Signals
    -------
    filtered : Filter
        Other rows are to be shown.
    sorted : str, bool
        The `SortKey`, and whether the largest comes first.
    """

    filtered = Signal(object)
    sorted = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Filter by name"))
        self.search.setAccessibleName(tr("Filter by name"))
        self.search.setClearButtonEnabled(True)
        # Files dropped here belong to the list; as text their names would filter all away.
        self.search.setAcceptDrops(False)
        self.chips = {state: Chip(state) for state in STATES}
        self.sort = QComboBox()
        self.sort.setAccessibleName(tr("Sort by"))
        for key, words in SORTS.items():
            self.sort.addItem(tr(words), key)
        self.direction = _tool()
        self.more = _tool()
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.low, self.high = _score(tr("Lowest score shown")), _score(tr("Highest score shown"))
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Which score"))
        for name, words in SCORES.items():
            self.which.addItem(tr(words), name)
        self.flagged = QCheckBox(tr("File names a generator"))
        self.flagged.setToolTip(
            tr("Show only files whose metadata or Content Credentials name an image generator")
        )
        self._descending = False
        self._quiet = False
        self._build()
        self._connect()
        self.clear()
        self._show_direction()
        self._colour()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.search, 1)
        top.addWidget(self.more)
        chips = FlowLayout(4)
        for chip in self.chips.values():
            chips.addWidget(chip)
        order = QHBoxLayout()
        order.setSpacing(4)
        label = QLabel(tr("Sort by"))
        label.setBuddy(self.sort)
        order.addWidget(label)
        order.addWidget(self.sort, 1)
        order.addWidget(self.direction)
        self.range = QWidget()
        score = QHBoxLayout(self.range)
        score.setContentsMargins(0, 0, 0, 0)
        score.setSpacing(4)
        score.addWidget(self.which, 1)
        score.addWidget(self.low)
        score.addWidget(QLabel("–"))
        score.addWidget(self.high)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(chips)
        layout.addLayout(order)
        layout.addWidget(self.range)
        layout.addWidget(self.flagged)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._tell)
        for chip in self.chips.values():
            chip.toggled.connect(self._tell)
        self.low.valueChanged.connect(self._tell)
        self.high.valueChanged.connect(self._tell)
        self.which.currentIndexChanged.connect(self._tell)
        self.flagged.toggled.connect(self._tell)
        self.sort.currentIndexChanged.connect(self._on_sort)
        self.direction.clicked.connect(self._turn)
        self.more.toggled.connect(self._show_more)

    @property
    def filter(self) -> Filter:
        """What the controls ask for; no chip pressed means every verdict."""
        pressed = frozenset(state for state, chip in self.chips.items() if chip.isChecked())
        return Filter(
            self.search.text(),
            pressed or frozenset(STATES),
            self.low.value(),
            self.high.value(),
            self.which.currentData(),
            self.flagged.isChecked(),
        )

    def clear(self) -> None:
        """Let every row through."""
        self._quiet = True
        self.search.clear()
        for chip in self.chips.values():
            chip.setChecked(False)
        self.low.setValue(0.0)
        self.high.setValue(1.0)
        self.flagged.setChecked(False)
        self._quiet = False
        self._tell()

    def _tell(self) -> None:
        if self._quiet:
            return
        self.low.setMaximum(self.high.value())
        self.high.setMinimum(self.low.value())
        self._show_more(self.more.isChecked())
        self.filtered.emit(self.filter)

    def _show_more(self, shown: bool) -> None:
        self.range.setVisible(shown)
        # A filter that hides rows must not itself be out of sight.
        self.flagged.setVisible(shown or self.flagged.isChecked())
        self.more.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        ranged = (self.low.value(), self.high.value()) != (0.0, 1.0)
        # A range that hides rows must not itself be out of sight.
        self.more.setText(tr("Score range on") if ranged else tr("More filters"))

    def _on_sort(self) -> None:
        # Of a score, the highest is what one looks for.
        self._descending = self.sort.currentData() in ("with_background", "without_background")
        self._show_direction()
        self.sorted.emit(self.sort.currentData(), self._descending)

    def _turn(self) -> None:
        self._descending = not self._descending
        self._show_direction()
        self.sorted.emit(self.sort.currentData(), self._descending)

    def _show_direction(self) -> None:
        arrow = Qt.ArrowType.DownArrow if self._descending else Qt.ArrowType.UpArrow
        self.direction.setArrowType(arrow)
        words = (
            tr("Sorted downwards; press to turn round")
            if self._descending
            else tr("Sorted upwards; press to turn round")
        )
        self.direction.setToolTip(words)
        self.direction.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the chips' shapes in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        for state, chip in self.chips.items():
            chip.setIcon(shape_icon(state, self.palette()))


def _tool() -> QToolButton:
    button = QToolButton()
    # Tool buttons take no keyboard focus by default.
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _score(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(0.0, 1.0)
    box.setSingleStep(0.05)
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box
