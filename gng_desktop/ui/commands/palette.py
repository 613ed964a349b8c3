"""The command palette: every command that can be given now, found by a few of its letters."""

from __future__ import annotations

import math
import unicodedata

from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gng_desktop.ui.commands.registry import Registry, plain
from gng_desktop.ui.commands.specs import MENUS, Spec
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.row_table import search_field

OWN = "palette"
KEY = "palette/recent"
REMEMBERED = 6
WIDTH, ROWS, SPACE = 620, 12, 8
"""Width, rows shown without scrolling, space within a row; px."""
WORD_START, JOINED = 3.0, 4.0
"""What a letter counts more at the start of a word, or right after the letter before it."""

FORWARDED = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class CommandPalette(QFrame):
    """A field and the list of commands that fit what is typed in it; Enter gives the first.

    It opens over the top of `window`. The commands given last come first; `settings` has them.
    """

    def __init__(self, window: QWidget, registry: Registry, settings: QSettings) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._registry = registry
        self._settings = settings
        self._window = window
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Command palette"))
        self.field = search_field(tr("Type to find a command"), tr("Command"))
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._give)
        self.field.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Commands"))
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemClicked.connect(self._give)
        self.list.itemActivated.connect(self._give)
        self.nothing = QLabel(tr("No matching command"))
        self.nothing.setContentsMargins(6, 6, 6, 6)
        down(self.field, self.nothing, self.list, margins=(8, 8, 8, 8), into=self)

    def ask(self) -> None:
        """Open over the top of the window, with nothing typed."""
        self.field.clear()
        self._fill()
        width = min(WIDTH, self._window.width() - 24)
        self.setFixedWidth(width)
        self.adjustSize()
        left = (self._window.width() - width) // 2
        self.move(self._window.mapToGlobal(QPoint(left, self._window.height() // 12)))
        self.show()
        self.field.setFocus()

    @property
    def keys(self) -> list[str]:
        rows = range(self.list.topLevelItemCount())
        found = [self.list.topLevelItem(row) for row in rows]
        return [str(item.data(0, Qt.ItemDataRole.UserRole)) for item in found if item is not None]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move the choice in the list while the field keeps the focus."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in FORWARDED
        ):
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    # -- filling ----------------------------------------------------------------------------

    def _fill(self) -> None:
        self.list.clear()
        for spec in self._found(self.field.text()):
            self.list.addTopLevelItem(self._row(spec))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        count = self.list.topLevelItemCount()
        self.nothing.setVisible(count == 0)
        self.list.setVisible(count > 0)
        self.list.setFixedHeight(self._row_height * min(count, ROWS))
        if self.isVisible():
            self.adjustSize()

    def _found(self, query: str) -> list[Spec]:
        """Return the commands that can be given and fit `query`, the best first."""
        recent = self._recent
        usable = [s for s in self._registry if s.key != OWN and self._registry[s.key].isEnabled()]
        # Sorting is stable: equals stay in the order of the menus.
        usable.sort(key=lambda s: recent.index(s.key) if s.key in recent else len(recent))
        ranked = [(rank(query, " ".join(self._names(spec))), spec) for spec in usable]
        fitting = [(points, spec) for points, spec in ranked if points is not None]
        return [spec for _, spec in sorted(fitting, key=lambda pair: -pair[0])]

    @property
    def _row_height(self) -> int:
        return self.fontMetrics().height() + SPACE

    def _names(self, spec: Spec) -> tuple[str, str]:
        """Return what a command and its menu are called."""
        return self._registry.name(spec.key), plain(tr(MENUS[spec.menu]))

    def _row(self, spec: Spec) -> QTreeWidgetItem:
        action = self._registry[spec.key]
        name, menu = self._names(spec)
        on = action.isCheckable() and action.isChecked()
        shown = f"✓  {name}" if on else name
        item = QTreeWidgetItem([shown, menu, self._registry.shown_keys(spec.key)])
        item.setData(0, Qt.ItemDataRole.UserRole, spec.key)
        item.setSizeHint(0, QSize(0, self._row_height))
        item.setToolTip(0, tr(spec.tip))
        item.setForeground(1, self.palette().placeholderText())
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if on:
            spoken = tr("{command}, on", command=name)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item

    # -- giving -----------------------------------------------------------------------------

    @property
    def _recent(self) -> list[str]:
        return [key for key in str(self._settings.value(KEY, "")).split(" ") if key]

    def _give(self) -> None:
        item = self.list.currentItem()
        # Where one click activates, a click arrives twice; the first has closed the palette.
        if item is None or not self.isVisible():
            return
        key = str(item.data(0, Qt.ItemDataRole.UserRole))
        rest = [other for other in self._recent if other != key]
        self._settings.setValue(KEY, " ".join([key, *rest][:REMEMBERED]))
        self.close()
        self._registry[key].trigger()


def rank(query: str, text: str) -> float | None:
    """Say how well `query` fits `text`.

    The letters of `query` must occur in `text` in their order; case, accents and spaces do not
    matter. Letters that start a word or follow one another count more, and of two texts that fit
    equally well the shorter one wins. The larger the better; 0 if `query` is empty; None if it
    does not fit.
    """
    letters, text = _folded(query).replace(" ", ""), _folded(text)
    if not letters:
        return 0.0
    # Best points of the letters so far, with the last of them at each place of the text.
    before: list[float] = []
    for letter in letters:
        best, now = -math.inf if before else 0.0, []
        for place, other in enumerate(text):
            starts = place == 0 or not text[place - 1].isalnum()
            joined = before[place - 1] + JOINED if before and place else -math.inf
            points = max(best, joined) + 1 + WORD_START * starts
            now.append(points if other == letter else -math.inf)
            if before:
                best = max(best, before[place])
        before = now
    found = max(before, default=-math.inf)
    return None if found == -math.inf else found - 0.01 * len(text)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
