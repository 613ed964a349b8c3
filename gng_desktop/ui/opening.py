"""How images come in: dialogs, folders, drops, the clipboard, the sample, recent files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QMimeData, QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from gng_desktop.ui import jobs
from gng_desktop.ui.clipboard import from_clipboard
from gng_desktop.ui.commands.recent import Recent
from gng_desktop.ui.evidence.view import EvidenceList
from gng_desktop.ui.evidence.walk import Walked, walk
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.saving_jobs import paste
from gng_desktop.ui.workers import JobRunner

APP = "gng-desktop"


class Opening(QObject):
    """Bring images into the evidence list and the first of them into view.

    Parameters
    ----------
    window : QWidget
        Parent of the dialogs.
    evidence : EvidenceList
    kept : QSettings
        Where the folder last used is kept.

    Signals
    -------
    said : str
        A sentence that must not be overlooked.
    told : str
        A line for the status bar.
    failed : str, str
        A sentence and, of an unexpected error, its details.
    """

    said = Signal(str)
    told = Signal(str)
    failed = Signal(str, str)

    def __init__(self, window: QWidget, evidence: EvidenceList, kept: QSettings) -> None:
        super().__init__(window)
        self._window, self._evidence, self._kept = window, evidence, kept
        self.recent = Recent(kept, self)
        self.walker = JobRunner(self)
        self.fetcher = JobRunner(self)
        for runner in (self.walker, self.fetcher):
            runner.failed.connect(self.failed)
        self._places: list[Path] = []
        self._show_first = False

    def ask_images(self) -> None:
        """Ask for image files and open them."""
        from gng_desktop.imaging.reading import IMAGE_SUFFIXES

        patterns = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        kinds = tr("Images ({patterns});;All files (*)", patterns=patterns)
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Open images"), self._folder(), kinds
        )
        if chosen:
            self._kept.setValue("folder", str(Path(chosen[0]).parent))
            self.open_places([Path(name) for name in chosen])

    def ask_folder(self) -> None:
        """Ask for a folder and list all images in it and below."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, tr("Open a folder of images"), self._folder()
        )
        if chosen:
            self._kept.setValue("folder", chosen)
            self.open_places([Path(chosen)])

    def _folder(self) -> str:
        return str(self._kept.value("folder", ""))

    def open_places(self, places: Sequence[Path]) -> None:
        """List the images among and in `places`, files or folders, and show the first of them."""
        for place in places[:1]:
            self.recent.add(place)
        # A walk under way is begun anew with what was added: what is listed is not listed twice.
        self._places = [*(self._places if self.walker.busy else []), *places]
        self._show_first = True
        self.walker.start(walk(self._places), tr("Listing the images"), self._on_walked)

    def open_place(self, place: Path) -> None:
        """List an image, or the images of a folder, and show the first of them."""
        self.open_places([place])

    def open_image(self, path: Path) -> None:
        """List one image and show it."""
        self.recent.add(path)
        self._list([path], show=True)

    def _on_walked(self, news: Any) -> None:
        if isinstance(news, Walked):
            if news.notice:
                self.said.emit(news.notice)
            elif not news.images:
                self.said.emit(tr("There are no images in what was opened; choose another folder."))
            if news.others or news.hidden:
                self.told.emit(news.summary)
            return
        self._list(news, show=self._show_first)
        self._show_first = False

    def _list(self, paths: Sequence[Path], show: bool) -> None:
        self._evidence.add(paths)
        if show and not self._evidence.select(paths[0]):
            # The filter hides it; what was asked for is shown all the same.
            self._evidence.clear_filter()
            self._evidence.select(paths[0])

    # -- without a file dialog --------------------------------------------------------------

    def sample(self) -> None:
        """Open the sample image, kept in the user's cache folder."""
        folder = platformdirs.user_cache_path(APP)
        self.fetcher.start(jobs.sample(folder), tr("Fetching the sample"), self.open_image)

    def paste(self) -> None:
        """Open what is in the clipboard: files, or a picture, which is kept under its hash."""
        found = from_clipboard(QGuiApplication.clipboard().mimeData())
        if found is None:
            self.said.emit(
                tr("The clipboard holds no image; copy a picture or an image file, then paste.")
            )
        elif isinstance(found, list):
            self.open_places(found)
        else:
            folder = platformdirs.user_data_path(APP) / "pasted"
            work = paste(found, folder)
            self.fetcher.start(work, tr("Keeping the pasted picture"), self.open_image)


def dropped(data: QMimeData) -> list[Path]:
    """Return the local files and folders of a drag."""
    return [Path(name) for url in data.urls() if (name := url.toLocalFile())]
