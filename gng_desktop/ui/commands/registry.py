"""The commands as actions of one window, with the keys the user chose for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QKeySequence
from PySide6.QtWidgets import QWidget

from gng_desktop.ui.commands.specs import MENUS, SPECS, SUBMENUS, Spec
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.style import icon

PORTABLE = QKeySequence.SequenceFormat.PortableText
NATIVE = QKeySequence.SequenceFormat.NativeText
GROUP = "shortcuts"
"""Where changed keys are stored in the settings."""

RESERVED = ("Tab", "Shift+Tab", "Return", "Enter", "Up", "Down", "Left", "Right")
"""Keys without which the window cannot be used by keyboard."""


class Registry(QObject):
    """All commands of `SPECS`, as actions that menus, toolbar and palette share.

    ``registry["open"]`` is the QAction; iteration yields every `Spec` in order.
    """

    keys_changed = Signal(str)  # key of the command whose keys have changed
    tab_asked = Signal(str)  # A command was given that needs this tab in front

    def __init__(self, window: QWidget, settings: QSettings) -> None:
        super().__init__(window)
        self._settings = settings
        self._specs = {spec.key: spec for spec in SPECS}
        self._actions = {spec.key: QAction(tr(spec.text), window) for spec in SPECS}
        self._taken: dict[str, list[str]] = {}  # by command, as portable text
        groups: dict[str, QActionGroup] = {}
        for spec in SPECS:
            action = self[spec.key]
            action.setObjectName(spec.key)
            action.setCheckable(spec.checkable)
            if spec.group:
                groups.setdefault(spec.group, QActionGroup(window)).addAction(action)
        self._usable_now = dict.fromkeys(self._specs, True)
        self._tab = ""
        self._load()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def __iter__(self) -> Iterator[Spec]:
        return iter(self._specs.values())

    def name(self, key: str) -> str:
        """Return the text of a command without its mnemonic."""
        return plain(self[key].text())

    def triggered_by(self, key: str, slot: Callable[..., object]) -> None:
        """Call `slot` when the command is given: with on or off if it is a switch, else bare."""
        action = self[key]
        # The signal always says "checked"; an open(path=None) would take that for its path.
        spec = self._specs[key]
        says_on, tab = spec.checkable and not spec.group, spec.brings

        def give(on: bool) -> None:
            if tab:
                self.tab_asked.emit(tab)
            slot(on) if says_on else slot()

        action.triggered.connect(give)

    # -- when they can be given -------------------------------------------------------------

    def enable(self, key: str, on: bool) -> None:
        """Let a command be given, in front of the tab that it belongs to, or not at all."""
        self._usable_now[key] = on
        only = self._specs[key].only
        self[key].setEnabled(on and only in ("", self._tab))

    def use_tab(self, tab: str) -> None:
        """Let those commands be given that make sense in front of `tab`."""
        self._tab = tab
        for key, on in self._usable_now.items():
            self.enable(key, on)

    # -- looks ------------------------------------------------------------------------------

    def recolour(self, colour: QColor) -> None:
        for spec in self:
            if spec.icon:
                self[spec.key].setIcon(icon(spec.icon, colour))

    # -- keys -------------------------------------------------------------------------------

    def keys(self, key: str) -> tuple[str, ...]:
        """Return the keys of a command, as QKeySequence's portable text."""
        return tuple(each.toString(PORTABLE) for each in self[key].shortcuts())

    def shown_keys(self, key: str) -> str:
        """Return the keys of a command as the platform writes them; "" for none."""
        return ", ".join(each.toString(NATIVE) for each in self[key].shortcuts())

    def set_keys(self, key: str, sequences: Iterable[str]) -> str:
        """Give a command other keys, as portable text, and remember them; none: no keys at all.

        Returns "" if that was done; else a sentence why not, and nothing has changed.
        """
        found = []
        for text in filter(None, sequences):
            found.append(sequence := QKeySequence.fromString(text, PORTABLE))
            if not sequence.toString(PORTABLE):
                return tr("“{keys}” is not a valid shortcut; press another.", keys=text)
            if problem := self._conflict(key, sequence):
                return problem
        self._apply(key, found)
        place = f"{GROUP}/{key}"
        if self.keys(key) == self._specs[key].keys:
            self._settings.remove(place)
        else:
            self._settings.setValue(place, QKeySequence.listToString(found, PORTABLE))
        return ""

    def reset(self, key: str) -> str:
        """Give a command its first keys again; return as `set_keys`."""
        return self.set_keys(key, self._specs[key].keys)

    def reset_all(self) -> None:
        self._settings.remove(GROUP)
        self._load()

    def _load(self) -> None:
        """Take the stored keys first: a default never takes away what the user chose."""
        for action in self._actions.values():
            action.setShortcuts([])
        self._taken.clear()
        stored = {spec.key: self._settings.value(f"{GROUP}/{spec.key}") for spec in self}
        for key in sorted(self._specs, key=lambda key: stored[key] is None):
            text = stored[key]
            defaults = [QKeySequence.fromString(one, PORTABLE) for one in self._specs[key].keys]
            found = defaults if text is None else QKeySequence.listFromString(str(text), PORTABLE)
            self._apply(key, [one for one in found if self._usable(key, one)])

    def _usable(self, key: str, sequence: QKeySequence) -> bool:
        return bool(sequence.toString(PORTABLE)) and not self._conflict(key, sequence)

    def _apply(self, key: str, sequences: list[QKeySequence]) -> None:
        action = self[key]
        action.setShortcuts(sequences)
        self._taken[key] = [each.toString(PORTABLE) for each in sequences]
        tip, keys = tr(self._specs[key].tip), self.shown_keys(key)
        action.setToolTip(tr("{tip} ({keys})", tip=tip, keys=keys) if keys else tip)
        self.keys_changed.emit(key)

    def _conflict(self, key: str, sequence: QKeySequence) -> str:
        """Return a sentence if `sequence` cannot be used for command `key`, else ""."""
        shown = sequence.toString(NATIVE)
        if (text := sequence.toString(PORTABLE)) in RESERVED:
            return tr("{keys} is needed to operate the window; press another shortcut.", keys=shown)
        for menu, title in MENUS.items():
            if menu not in SUBMENUS and sequence == QKeySequence.mnemonic(tr(title)):
                name = plain(tr(title))
                return tr(
                    "{keys} opens the menu “{menu}”; press another shortcut.", keys=shown, menu=name
                )
        for other, taken in self._taken.items():
            if other != key and any(_overlap(text, one) for one in taken):
                return tr(
                    "{keys} is already used by “{command}”; change that command first.",
                    keys=shown,
                    command=self.name(other),
                )
        return ""


def plain(text: str) -> str:
    """Return the text of a menu entry without the mark of its mnemonic."""
    return re.sub(r"&(.)", r"\1", text)


def _overlap(one: str, other: str) -> bool:
    """Tell whether both are the same, or one is how the other begins."""
    return one == other or one.startswith(f"{other}, ") or other.startswith(f"{one}, ")
