"""Where the settings are stored: read with their kind, written only if they make sense."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal

from gng_desktop.ui.settings.schema import SETTINGS, Setting, Value, valid


class Settings(QObject):
    """The user's settings, by the keys of `gng_desktop.ui.settings.schema.SETTINGS`.

    Nothing is held in memory: what another part of the program writes to `qsettings` is seen.
    """

    changed = Signal(str)  # key of a setting that has another value now
    # The models must be loaded again; once, however many settings were changed together.
    models_changed = Signal()

    def __init__(self, qsettings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._qsettings = qsettings
        self._known = {setting.key: setting for setting in SETTINGS}

    def value(self, key: str) -> Any:
        """Return a str, int or bool, as the setting's kind says; its default if none is stored.

        A stored value that makes no sense, from another version or an edited file, counts as none.
        """
        setting = self._known[key]
        found = _read(setting, self._qsettings.value(key))
        return found if valid(setting, found) else setting.default

    def set(self, key: str, value: Value) -> None:
        """Store one value; see `set_all`."""
        self.set_all({key: value})

    def set_all(self, values: Mapping[str, Value]) -> None:
        """Store several values, all or none of them.

        Raises
        ------
        ValueError
            If one of the values makes no sense.
        """
        for key, value in values.items():
            if not valid(self._known[key], value):
                raise ValueError(f"{key} cannot be {value!r}.")
        different = {key: value for key, value in values.items() if value != self.value(key)}
        for key, value in different.items():
            self._qsettings.setValue(key, value)
        for key in different:
            self.changed.emit(key)
        if any(self._known[key].applies == "models" for key in different):
            self.models_changed.emit()


def _read(setting: Setting, stored: object) -> object:
    """Return what was stored as a value of the setting's kind; a file holds only text."""
    if setting.kind == "bool" and isinstance(stored, str):
        return {"true": True, "false": False}.get(stored.lower())
    if setting.kind == "int" and isinstance(stored, str):
        try:
            return int(stored)
        except ValueError:
            return None
    return stored
