"""How images come in: dialogs, folders, drops, the clipboard, the sample, recent files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from PySide6.QtCore import QMimeData, QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from gng_desktop.ui.commands.recent import Recent
from gng_desktop.ui.evidence.view import EvidenceList
from gng_desktop.ui.evidence.walk import Walked, walk
from gng_desktop.ui.image import jobs
from gng_desktop.ui.image.saving_jobs import paste
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.notice import Notice, StatusText
from gng_desktop.ui.kit.workers import JobRunner

APP = "gng-desktop"


class Opening(QObject):
    """Bring images into the evidence list and the first of them into view."""

    added = Signal(object)  # ndarray of int: ids in the list of what was opened together

    def __init__(
        self,
        window: QWidget,
        evidence: EvidenceList,
        qsettings: QSettings,
        notice: Notice,
        status: StatusText,
    ) -> None:
        super().__init__(window)
        self._window, self._evidence, self._qsettings = window, evidence, qsettings
        self._notice, self._status = notice, status
        self.recent = Recent(qsettings, self)
        self.walker = JobRunner(self)
        self.fetcher = JobRunner(self)
        for runner in (self.walker, self.fetcher):
            runner.failed.connect(notice.say)
        self._places: list[Path] = []
        self._show_first = False
        self._new: list[int] = []

    def ask_images(self) -> None:
        from gng_desktop.imaging.reading import IMAGE_SUFFIXES

        patterns = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        kinds = tr("Images ({patterns});;All files (*)", patterns=patterns)
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Open images"), self._folder(), kinds
        )
        if chosen:
            self._qsettings.setValue("folder", str(Path(chosen[0]).parent))
            self.open_places([Path(name) for name in chosen])

    def ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self._window, tr("Open a folder of images"), self._folder()
        )
        if chosen:
            self._qsettings.setValue("folder", chosen)
            self.open_places([Path(chosen)])

    def _folder(self) -> str:
        return str(self._qsettings.value("folder", ""))

    def open_places(self, places: Sequence[Path]) -> None:
        """List the images among and in `places`, files or folders, and show the first of them."""
        for place in places[:1]:
            self.recent.add(place)
        # A walk under way is begun again with what was added: what is listed is not listed twice.
        self._places = [*(self._places if self.walker.busy else []), *places]
        self._show_first = True
        self.walker.start(walk(self._places), tr("Listing the images"), self._on_walked)

    def open_image(self, path: Path) -> None:
        self.recent.add(path)
        self._list([path], show=True)
        self._emit_added()

    def _on_walked(self, news: Any) -> None:
        if isinstance(news, Walked):
            self._emit_added()
            if news.notice:
                self._notice.say(news.notice)
            elif not news.images:
                self._notice.say(tr("No images were found; choose another folder."))
            if news.others or news.hidden:
                self._status.setText(news.summary)
            return
        self._list(news, show=self._show_first)
        self._show_first = False

    def _list(self, paths: Sequence[Path], show: bool) -> None:
        start = len(self._evidence.model.items.paths)
        new = self._evidence.model.add(paths)
        self._new += range(start, start + new)
        if show and not self._evidence.select(paths[0]):
            # The filter hides it; what was asked for is shown all the same.
            self._evidence.clear_filter()
            self._evidence.select(paths[0])

    def _emit_added(self) -> None:
        new, self._new = self._new, []
        if new:
            self.added.emit(np.array(new, np.intp))

    # -- without a file dialog --------------------------------------------------------------

    def sample(self) -> None:
        """Open the sample image, stored in the user's cache folder."""
        folder = platformdirs.user_cache_path(APP)
        self.fetcher.start(jobs.sample(folder), tr("Fetching the sample"), self.open_image)

    def paste(self) -> None:
        """Open what is in the clipboard: files, or a picture, which is stored under its hash."""
        found = from_clipboard(QGuiApplication.clipboard().mimeData())
        if found is None:
            self._notice.say(
                tr(
                    "There is no image on the clipboard; copy an image or an image file, then "
                    "paste."
                )
            )
        elif isinstance(found, list):
            self.open_places(found)
        else:
            folder = platformdirs.user_data_path(APP) / "pasted"
            work = paste(found, folder)
            self.fetcher.start(work, tr("Saving the pasted image"), self.open_image)


def from_clipboard(mime: QMimeData | None) -> list[Path] | bytes | QImage | None:
    """Return what of `mime` can be opened: local files before a picture; None without either.

    A picture comes as the PNG bytes that were copied where there are any, as these are stored
    unchanged; else as pixels, which `saving_jobs.paste` encodes off the GUI thread.
    """
    # An empty clipboard may have no data at all.
    if mime is None:
        return None
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return paths
    if mime.hasFormat("image/png"):
        data = bytes(mime.data("image/png").data())
        if data:
            return data
    picture = mime.imageData() if mime.hasImage() else None
    if isinstance(picture, QPixmap):
        picture = picture.toImage()
    return picture if isinstance(picture, QImage) and not picture.isNull() else None
