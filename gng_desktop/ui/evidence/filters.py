"""The controls above the evidence list: which rows are shown, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.evidence.items import SCORED, Filter
from gng_desktop.ui.evidence.words import ICON, WORDS, shape_icon
from gng_desktop.ui.kit.decision_words import CONCLUSION_WORDS
from gng_desktop.ui.kit.flow import FlowLayout
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.row_store import STATES, State
from gng_desktop.ui.kit.row_table import search_field
from gng_desktop.ui.kit.widgets import chooser

SORTS = {
    "added": QT_TR_NOOP("As added"),
    "name": QT_TR_NOOP("Name"),
    "folder": QT_TR_NOOP("Folder"),
    "verdict": QT_TR_NOOP("Verdict"),
    "fused": QT_TR_NOOP("Fused score"),
    "with_background": QT_TR_NOOP("Score with background"),
    "without_background": QT_TR_NOOP("Score without background"),
}
SCORES = {
    "either": QT_TR_NOOP("Either classifier"),
    "fused": QT_TR_NOOP("Fused score"),
    "with_background": QT_TR_NOOP("With background"),
    "without_background": QT_TR_NOOP("Without background"),
}
DECISIONS = {
    "none": QT_TR_NOOP("Not decided yet"),
    "some": QT_TR_NOOP("Decided"),
    **CONCLUSION_WORDS,
}
FOLDERS = 500
"""Most folders to choose from."""


class Chip(QToolButton):
    """A button that stays down: the shape and the word of one state."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.setText(tr(WORDS[state]))
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


class Chips(QWidget):
    """A `Chip` for each of `states`; `toggled` is emitted when one was pressed."""

    toggled = Signal()

    def __init__(self, states: Sequence[State], tip: str) -> None:
        super().__init__()
        self.by_state = {state: Chip(state) for state in states}
        flow = FlowLayout(4)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for chip in self.by_state.values():
            chip.setToolTip(tip)
            chip.toggled.connect(self.toggled)
            flow.addWidget(chip)
        self._colour()

    @property
    def pressed(self) -> frozenset[State]:
        """The states let through; no chip pressed means all."""
        pressed = frozenset(state for state, chip in self.by_state.items() if chip.isChecked())
        return pressed or frozenset(self.by_state)

    def press(self, *states: State) -> None:
        for state, chip in self.by_state.items():
            chip.setChecked(state in states)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        for state, chip in self.by_state.items():
            chip.setIcon(shape_icon(state, self.palette()))


class FilterBar(QWidget):
    """Search field, verdict chips, score range and sorting."""

    filtered = Signal(object)
    """Filter: Other rows are to be shown."""
    sorted = Signal(str, bool)
    """str, bool: A key of `SORTS`, and whether the largest comes first."""

    def __init__(self) -> None:
        super().__init__()
        self.search = search_field(tr("Filter by name or folder"))
        self.states = Chips(STATES, tr("Show only images with the selected verdicts"))
        self.chips = self.states.by_state
        self.sort = chooser(tr("Sort by"), SORTS, 6)
        self.direction = _tool()
        self.more = _tool()
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.low, self.high = _score(tr("Lowest score shown")), _score(tr("Highest score shown"))
        self.which = chooser(tr("Which score"), SCORES, 6)
        self.flagged = QCheckBox(tr("Generator named in file"))
        self.flagged.setToolTip(
            tr("Show only files whose metadata or Content Credentials name an image generator")
        )
        self.decision = chooser(tr("Decision"), {"": tr("Any decision")} | DECISIONS, 6)
        self.tag = chooser(tr("Tag"), {"": tr("Any tag")}, 6)
        self.folder = chooser(tr("Folder"), {"": tr("All folders")})
        self.stale = QCheckBox(tr("Outdated"))
        self.stale.setToolTip(tr("Show only images analysed with models other than those in use"))
        self.out_of_scope = QCheckBox(tr("Out of scope"))
        self.out_of_scope.setToolTip(tr("Show only faces unlike those a classifier was trained on"))
        self.not_in_case = QCheckBox(tr("Not in the case"))
        self.checks = (self.flagged, self.stale, self.out_of_scope, self.not_in_case)
        self.boxes = (self.decision, self.tag, self.folder)
        for box in self.boxes:
            box.setToolTip(box.accessibleName())
        self._descending = False
        self._quiet = False
        self._preferred = self.which.currentData()
        self._build()
        self._connect()
        self.clear()
        self._show_direction()

    def _build(self) -> None:
        label = QLabel(tr("Sort by"))
        label.setBuddy(self.sort)
        self.range = QWidget()
        # On two lines: side by side they would make the list wider than a small window has room.
        ends = across((self.low, 1), QLabel("–"), (self.high, 1), spacing=4)
        down(self.which, ends, into=self.range, spacing=4, margins=0)
        checks = FlowLayout(4)
        for check in self.checks:
            checks.addWidget(check)
        down(
            across((self.search, 1), self.more),
            self.states,
            across(label, (self.sort, 1), self.direction),
            self.range,
            across((self.decision, 1), (self.tag, 1)),
            self.folder,
            checks,
            into=self,
            spacing=4,
            margins=(0, 0, 0, 0),
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self._emit)
        self.states.toggled.connect(self._emit)
        self.low.valueChanged.connect(self._emit)
        self.high.valueChanged.connect(self._emit)
        self.which.currentIndexChanged.connect(self._emit)
        for check in self.checks:
            check.toggled.connect(self._emit)
        for box in self.boxes:
            box.currentIndexChanged.connect(self._emit)
        self.sort.currentIndexChanged.connect(lambda: self._sort(self._by_score))
        self.direction.clicked.connect(lambda: self._sort(not self._descending))
        self.more.toggled.connect(self._show_more)

    @property
    def _by_score(self) -> bool:
        """Of a score, the highest is what one looks for."""
        return self.sort.currentData() in SCORED

    @property
    def filter(self) -> Filter:
        return Filter(
            self.search.text(),
            self.states.pressed,
            self.low.value(),
            self.high.value(),
            self.which.currentData(),
            self.flagged.isChecked(),
            self.decision.currentData(),
            self.tag.currentData(),
            self.folder.currentData(),
            self.stale.isChecked(),
            self.out_of_scope.isChecked(),
            self.not_in_case.isChecked(),
        )

    def set_choices(self, tags: Sequence[str], folders: Sequence[str]) -> None:
        """Let these tags and folders be chosen; what is chosen stays chosen."""
        for box, values in ((self.tag, tags), (self.folder, folders[:FOLDERS])):
            known = [box.itemData(i) for i in range(1, box.count())]
            chosen = box.currentData()
            choices = [*values, *([chosen] if chosen and chosen not in values else [])]
            if choices == known:
                continue
            with QSignalBlocker(box):
                while box.count() > 1:
                    box.removeItem(1)
                for value in choices:
                    box.addItem(visible(value), value)
                box.setCurrentIndex(max(0, box.findData(chosen)))
        self._show_more(self.more.isChecked())

    @property
    def order(self) -> dict[str, object]:
        return {"sort": self.sort.currentData(), "descending": self._descending}

    def use_order(self, order: Mapping[str, object]) -> None:
        """Sort as `order` says, if it does."""
        at = self.sort.findData(order.get("sort"))
        if at >= 0:
            self.sort.setCurrentIndex(at)
            if bool(order.get("descending")) != self._descending:
                self._sort(not self._descending)

    def prefer_score(self, key: str) -> None:
        """Filter by the score `key` of `SCORES` unless the user has chosen another."""
        before, self._preferred = self._preferred, key
        if self.which.currentData() == before:
            self.which.setCurrentIndex(self.which.findData(key))

    def clear(self) -> None:
        self._quiet = True
        self.search.clear()
        self.states.press()
        self.low.setValue(0.0)
        self.high.setValue(1.0)
        for check in self.checks:
            check.setChecked(False)
        for box in self.boxes:
            box.setCurrentIndex(0)
        self._quiet = False
        self._emit()

    def _emit(self) -> None:
        if self._quiet:
            return
        self.low.setMaximum(self.high.value())
        self.high.setMinimum(self.low.value())
        self._show_more(self.more.isChecked())
        self.filtered.emit(self.filter)

    def _show_more(self, shown: bool) -> None:
        self.range.setVisible(shown)
        # A filter that hides rows must not itself be out of sight.
        for check in self.checks:
            check.setVisible(shown or check.isChecked())
        for box in self.boxes:
            box.setVisible((shown and box.count() > 1) or box.currentIndex() > 0)
        self.more.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        ranged = (self.low.value(), self.high.value()) != (0.0, 1.0)
        # A range that hides rows must not itself be out of sight.
        self.more.setText(tr("Filter by score") if ranged else tr("More filters"))

    def _sort(self, descending: bool) -> None:
        self._descending = descending
        self._show_direction()
        self.sorted.emit(self.sort.currentData(), descending)

    def _show_direction(self) -> None:
        arrow = Qt.ArrowType.DownArrow if self._descending else Qt.ArrowType.UpArrow
        self.direction.setArrowType(arrow)
        words = (
            tr("Descending; click to reverse")
            if self._descending
            else tr("Ascending; click to reverse")
        )
        self.direction.setToolTip(words)
        self.direction.setAccessibleName(words)


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
