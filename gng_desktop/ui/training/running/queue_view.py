"""The queue as a list: what waits, runs and is done, and the buttons that change it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.plain import tip as wrapped
from gng_desktop.ui.kit.widgets import button, heading, paragraph, say
from gng_desktop.ui.training.running.queue_jobs import Listed
from gng_desktop.ui.training.running.queue_runner import QueueRunner
from gng_desktop.ui.training.running.run_progress import ACTIVE, RunProgress, State
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
    """The queue; the entry that is chosen is shown beside it."""

    chosen = Signal(str)  # str: name of the entry that the user chose

    def __init__(self, queue_runner: QueueRunner) -> None:
        super().__init__()
        self._queue_runner = queue_runner
        self.entries: dict[str, Listed] = {}  # by name, in order
        title = heading(tr("Queue"))
        self.list = _List(self)
        self.list.setAccessibleName(tr("Queue of runs"))
        title.setBuddy(self.list)
        name, tip = tr("Move up in the queue"), tr("Train it earlier (Alt+Up)")
        self.up_button = button(tr("Up"), tip, name, lambda: self._move(-1))
        name, tip = tr("Move down in the queue"), tr("Train it later (Alt+Down)")
        self.down_button = button(tr("Down"), tip, name, lambda: self._move(1))
        name = tr("Remove from the queue")
        tip = tr("Remove it from the queue; what has been trained stays on disk (Del)")
        self.remove_button = button(tr("Remove"), tip, name, self._remove)
        self.go_button = button("", do=self._go_or_hold)
        self.hint = paragraph(faint=True)
        entry = across((self.up_button, 1), (self.down_button, 1), (self.remove_button, 1))
        parts = title, (self.list, 1), self.hint, entry, self.go_button
        down(*parts, into=self, margins=0, spacing=6)
        self.setMinimumWidth(220)
        self.list.currentItemChanged.connect(self._on_current)
        self._update_buttons()

    @property
    def name(self) -> str:
        """Of the entry chosen; "" for none."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(NAME))

    def show_entries(self, listed: Sequence[Listed]) -> None:
        """Show the queue; the choice stays with its entry."""
        before, row = self.name, self.list.currentRow()
        self.entries = {entry.name: entry for entry in listed}
        with QSignalBlocker(self.list):
            self.list.clear()
            for entry in listed:
                item = QListWidgetItem()
                item.setData(NAME, entry.name)
                self.list.addItem(item)
            names = list(self.entries)
            if before in names:
                self.list.setCurrentRow(names.index(before))
            elif before and names:
                self.list.setCurrentRow(min(row, len(names) - 1))
        self.refresh()
        if before and self.name != before:
            self.chosen.emit(self.name)

    def choose(self, name: str) -> None:
        """Choose an entry; no signal comes of it."""
        names = list(self.entries)
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(names.index(name) if name in names else -1)
        self._update_buttons()

    def state(self, name: str) -> State | None:
        entry = self.entries.get(name)
        return None if entry is None else state_of(entry, self._queue_runner.current)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()

    def refresh(self) -> None:
        """Show how the runs stand, and whether the queue runs."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            entry = self.entries[str(item.data(NAME))]
            state = state_of(entry, self._queue_runner.current)
            line = words_of(entry, state, self._queue_runner.current)
            text = visible(f"{entry.name}\n{line}", breaks=True)
            if item.text() != text:
                item.setText(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.name}, {line}")
            item.setIcon(state_icon(state, self.palette()))
            item.setToolTip(wrapped(entry.sentence) if state == "failed" else "")
        self._update_buttons()

    def _update_buttons(self) -> None:
        states = [state_of(entry, self._queue_runner.current) for entry in self.entries.values()]
        row, count = self.list.currentRow(), len(states)
        chosen = states[row] if 0 <= row < count else None
        waits = chosen == "waiting"
        self.up_button.setEnabled(waits and row > 0)
        self.down_button.setEnabled(waits and row < count - 1)
        self.remove_button.setEnabled(chosen not in (None, "elsewhere", *ACTIVE))
        waiting = states.count("waiting")
        active, hint = any(state in ACTIVE for state in states), ""
        if self._queue_runner.going:
            words = tr("Pause queue")
            tip = tr("Let no other run start automatically; the current one continues")
            if active:
                hint = tr("The next run starts automatically.")
        else:
            words, tip = tr("Start the queue"), tr("Train the queued recipes one after another")
            hint = tr("Nothing is trained until the queue is started.")
            if active:
                hint = tr("The queue is paused: nothing else starts automatically.")
        self.go_button.setText(words)
        self.go_button.setToolTip(tip)
        self.go_button.setEnabled(self._queue_runner.going or waiting > 0)
        say(self.hint, hint if waiting else "")

    def _move(self, step: int) -> None:
        if self.name:
            self._queue_runner.move(self.name, step)

    def _remove(self) -> None:
        if self.name:
            self._queue_runner.remove(self.name)

    def _go_or_hold(self) -> None:
        runner = self._queue_runner
        (runner.pause_queue if runner.going else runner.start_queue)()

    def _on_current(self) -> None:
        self._update_buttons()
        if self.name:
            self.chosen.emit(self.name)
