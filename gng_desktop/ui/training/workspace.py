"""What the pages of the tab Training share: the data, the runs, the models, and a voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QSettings, Signal

RUNS_KEY, DATA_KEY, TESTED_KEY = "training/runs_folder", "training/data", "training/data_folder"
"""Settings: the folder of runs, that of the data trained on, and that of the data tested on."""


@dataclass(frozen=True)
class ChosenData:
    """One index, its images per source or label set, and the folder recipes name files in."""

    index: Path
    kind: Literal["faces", "masks"]
    names: dict[str, int]
    folder: Path

    @property
    def relative(self) -> str:
        """The index as a recipe names it; whole where it lies outside the data folder."""
        if self.index.is_relative_to(self.folder):
            return self.index.relative_to(self.folder).as_posix()
        return str(self.index)


class Workspace(QObject):
    """The folders in use; a page that changes one of them says so here, and all others hear it.

    Parameters
    ----------
    qsettings : QSettings
        Where the folders used last are stored.
    models : callable
        Returns the folder of models the settings name, or None; as `Computing.models`.
    """

    data_changed = Signal(object)
    runs_changed = Signal(object)
    models_changed = Signal()  # another model is in use
    status_message = Signal(str)  # str: a line for the status bar
    # str, str: a sentence that must not be overlooked and, of an unexpected error, its details
    alert = Signal(str, str)

    def __init__(
        self, qsettings: QSettings, models: Callable[[], Path | None] = lambda: None
    ) -> None:
        super().__init__()
        self.qsettings, self.models = qsettings, models
        self.runs = self._folder(RUNS_KEY)
        self.data_folder = self._folder(DATA_KEY)

    def _folder(self, key: str) -> Path | None:
        text = str(self.qsettings.value(key, "") or "")
        return Path(text) if text else None

    def use_data(self, data: ChosenData) -> None:
        """Train on `data`, and offer what it holds."""
        self.use_data_folder(data.folder)
        self.data_changed.emit(data)

    def use_data_folder(self, folder: Path) -> None:
        """Let the runs that start from now on learn from this data folder."""
        self.data_folder = folder
        self.qsettings.setValue(DATA_KEY, str(folder))

    def use_runs(self, folder: Path) -> None:
        """Train into this folder, which is there, and show what it holds."""
        self.runs = folder
        self.qsettings.setValue(RUNS_KEY, str(folder))
        self.runs_changed.emit(folder)
