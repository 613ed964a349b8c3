"""The queue as a list: what waits, runs and is done, and the buttons that change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.filling import down
from gng_desktop.ui.language import tr
from gng_desktop.ui.plain import tip
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.training.queue_jobs import Listed
from gng_desktop.ui.training.queue_runner import QueueRunner
from gng_desktop.ui.training.run_progress import ACTIVE, RunProgress, State
from gng_desktop.ui.training.words import QUEUE_STATES, state_icon

NAME = Qt.ItemDataRole.UserRole


def state_of(listed: Listed, current: RunProgress | None) -> State:
    """Return the state of an entry; `current` knows more of its own than the file does."""
    if (
        current is not None
        and current.name == listed.name
        and (current.active or listed.state == "running")
    ):
        return current.state
    return "elsewhere" if listed.state == "running" else listed.state


def words_of(listed: Listed, state: State, current: RunProgress | None) -> str:
    """Return the state of an entry and how far it has come, in a line."""
    word = tr(QUEUE_STATES[state])
    done, most = listed.epochs, listed.most
    if current is not None and current.name == listed.name and current.epochs:
        done, most = len(current.rows), current.epochs
    if state == "waiting" and done:
        return tr("Continues after epoch {epoch} of {most}", epoch=done, most=most)
    if done and most:
        return tr("{word}, {epoch} of {most} epochs", word=word, epoch=done, most=most)
    return word


class _List(QListWidget):
    """Rows of two lines; Alt with Up and Down moves a row, Delete removes it."""

    def __init__(self, view: QueueView) -> None:
        super().__init__()
        self._view = view
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setIconSize(QSize(14, 14))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setSpacing(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, moved = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if moved and key == Qt.Key.Key_Up:
            self._view.up_button.click()
        elif moved and key == Qt.Key.Key_Down:
            self._view.down_button.click()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._view.remove_button.click()
        else:
            super().keyPressEvent(event)


class QueueView(QWidget):
    """The queue; the entry that is chosen is shown beside it.

    `chosen` tells the name of the entry that the user chose.
    """

    chosen = Signal(str)

    def __init__(self, queue_runner: QueueRunner) -> None:
        super().__init__()
        self._queue_runner = queue_runner
        self._entries: dict[str, Listed] = {}
        heading = QLabel(tr("Queue"))
        emphasise(heading)
        self.list = _List(self)
        self.list.setAccessibleName(tr("Queue of runs"))
        heading.setBuddy(self.list)
        self.up_button, self.down_button = QPushButton(tr("Up")), QPushButton(tr("Down"))
        self.remove_button = QPushButton(tr("Remove"))
        self.go_button = QPushButton()
        for button, name, words in (
            (self.up_button, tr("Move up in the queue"), tr("Train it earlier (Alt+Up)")),
            (self.down_button, tr("Move down in the queue"), tr("Train it later (Alt+Down)")),
            (
                self.remove_button,
                tr("Remove from the queue"),
                tr("Remove it from the queue; what has been trained stays on disk (Del)"),
            ),
        ):
            button.setAccessibleName(name)
            button.setToolTip(words)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        buttons = QGridLayout()
        buttons.addWidget(self.up_button, 0, 0)
        buttons.addWidget(self.down_button, 0, 1)
        buttons.addWidget(self.remove_button, 0, 2)
        buttons.addWidget(self.go_button, 1, 0, 1, 3)
        down(
            heading, (self.list, 1), self.hint, buttons, into=self, margins=(0, 0, 0, 0), spacing=6
        )
        self.setMinimumWidth(220)
        self.list.currentItemChanged.connect(self._on_current)
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.remove_button.clicked.connect(self._remove)
        self.go_button.clicked.connect(self._go_or_hold)
        self._update_buttons()

    @property
    def name(self) -> str:
        """Of the entry chosen; "" for none."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(NAME))

    @property
    def entries(self) -> Mapping[str, Listed]:
        """By name, in order."""
        return self._entries

    def show_entries(self, listed: Sequence[Listed]) -> None:
        """Show the queue; the choice stays with its entry."""
        before, row = self.name, self.list.currentRow()
        self._entries = {entry.name: entry for entry in listed}
        self.list.blockSignals(True)
        self.list.clear()
        for entry in listed:
            item = QListWidgetItem()
            item.setData(NAME, entry.name)
            self.list.addItem(item)
        names = list(self._entries)
        if before in names:
            self.list.setCurrentRow(names.index(before))
        elif before and names:
            self.list.setCurrentRow(min(row, len(names) - 1))
        self.list.blockSignals(False)
        self.refresh()
        if before and self.name != before:
            self.chosen.emit(self.name)

    def choose(self, name: str) -> None:
        """Choose an entry; no signal comes of it."""
        self.list.blockSignals(True)
        names = list(self._entries)
        self.list.setCurrentRow(names.index(name) if name in names else -1)
        self.list.blockSignals(False)
        self._update_buttons()

    def state(self, name: str) -> State | None:
        """Return the state of an entry; None if it is not here."""
        entry = self._entries.get(name)
        return None if entry is None else state_of(entry, self._queue_runner.current)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the shapes in the colours of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()

    def refresh(self) -> None:
        """Show how the runs stand, and whether the queue is worked off."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            entry = self._entries[str(item.data(NAME))]
            state = state_of(entry, self._queue_runner.current)
            line = words_of(entry, state, self._queue_runner.current)
            text = visible(f"{entry.name}\n{line}", breaks=True)
            if item.text() != text:
                item.setText(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.name}, {line}")
            item.setIcon(state_icon(state, self.palette()))
            item.setToolTip(tip(entry.sentence) if state == "failed" else "")
        self._update_buttons()

    def _update_buttons(self) -> None:
        states = [state_of(entry, self._queue_runner.current) for entry in self._entries.values()]
        row, count = self.list.currentRow(), len(states)
        chosen = states[row] if 0 <= row < count else None
        waits = chosen == "waiting"
        self.up_button.setEnabled(waits and row > 0)
        self.down_button.setEnabled(waits and row < count - 1)
        self.remove_button.setEnabled(
            chosen is not None and chosen not in ACTIVE and chosen != "elsewhere"
        )
        waiting = states.count("waiting")
        self.go_button.setText(
            tr("Pause queue") if self._queue_runner.going else tr("Start the queue")
        )
        self.go_button.setToolTip(
            tr("Let no other run start automatically; the current one continues")
            if self._queue_runner.going
            else tr("Train the queued recipes one after another")
        )
        self.go_button.setEnabled(self._queue_runner.going or waiting > 0)
        self.hint.setText(self._hint(waiting, any(state in ACTIVE for state in states)))
        self.hint.setVisible(bool(self.hint.text()))

    def _hint(self, waiting: int, active: bool) -> str:
        if not waiting:
            return ""
        if not self._queue_runner.going:
            return (
                tr("The queue is paused: nothing else starts automatically.")
                if active
                else tr("Nothing is trained until the queue is started.")
            )
        return tr("The next run starts automatically.") if active else ""

    def _move(self, step: int) -> None:
        if self.name:
            self._queue_runner.move(self.name, step)

    def _remove(self) -> None:
        if self.name:
            self._queue_runner.remove(self.name)

    def _go_or_hold(self) -> None:
        (self._queue_runner.hold if self._queue_runner.going else self._queue_runner.go)()

    def _on_current(self) -> None:
        self._update_buttons()
        if self.name:
            self.chosen.emit(self.name)
