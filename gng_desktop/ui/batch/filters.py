"""The line above the table: how many files of each state there are, and which rows are shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from gng_desktop.ui.batch.rows import STATES, Only
from gng_desktop.ui.batch.words import state_word
from gng_desktop.ui.evidence.filters import Chip
from gng_desktop.ui.evidence.flow import FlowLayout
from gng_desktop.ui.evidence.items import State
from gng_desktop.ui.evidence.words import shape_icon
from gng_desktop.ui.language import tr

LEAST = 180
"""Width of the field for names, px."""


class RowFilter(QWidget):
    """A button for each state, with its number of files, and a field for names.

    Signals
    -------
    filtered : Only
        Other rows are to be shown.
    """

    filtered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.chips = {state: Chip(state) for state in STATES}
        chips = QWidget()
        flow = FlowLayout(4)
        chips.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        for chip in self.chips.values():
            chip.setToolTip(tr("Show only the rows of what is pressed"))
            chip.toggled.connect(self._tell)
            flow.addWidget(chip)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Filter by name"))
        self.search.setAccessibleName(tr("Filter by name"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(LEAST)
        # Files dropped here belong to the tab; as text their names would filter all away.
        self.search.setAcceptDrops(False)
        self.search.textChanged.connect(self._tell)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(chips, 1)
        line.addWidget(self.search)
        self.show_counts(dict.fromkeys(STATES, 0))
        self._colour()

    def show_counts(self, counts: Mapping[State, int]) -> None:
        """Show how many files of each of the `STATES` there are."""
        for state, chip in self.chips.items():
            word, count = state_word(state), f"{counts[state]:,}"
            chip.setText(f"{word}  {count}")
            chip.setAccessibleName(tr("{word}: {count}", word=word, count=count))

    @property
    def only(self) -> Only:
        """What the controls ask for; no button pressed means every state."""
        pressed = frozenset(state for state, chip in self.chips.items() if chip.isChecked())
        return Only(self.search.text(), pressed or frozenset(STATES))

    def show_only(self, *states: State) -> None:
        """Let the rows of these states through, all if none is named, whatever their names."""
        self.search.clear()
        for state, chip in self.chips.items():
            chip.setChecked(state in states)

    def _tell(self) -> None:
        self.filtered.emit(self.only)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the shapes in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        for state, chip in self.chips.items():
            chip.setIcon(shape_icon(state, self.palette()))
