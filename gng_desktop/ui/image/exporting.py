"""What goes out: results and views into a folder, a view or the summary into the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from gng_desktop.core.text import visible
from gng_desktop.ui.image import saving_jobs
from gng_desktop.ui.image.session import ImageSession
from gng_desktop.ui.kit.asking import CANCEL, Button, Role, ask
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.notice import StatusText
from gng_desktop.ui.kit.workers import Work
from gng_desktop.ui.panes.grid import PaneGrid

Writing = Callable[..., Work]
"""Makes the work that writes; takes ``replace`` and ``stem``."""
MOST_NAMED = 8
"""Files listed before a question becomes too long to read."""


class Exporting(QObject):
    """Save what is known of the image in view.

    In a folder that holds one of the images that `evidence` returns nothing is replaced.
    """

    def __init__(
        self,
        window: QWidget,
        session: ImageSession,
        panes: PaneGrid,
        qsettings: QSettings,
        evidence: Callable[[], list[Path]],
        status: StatusText,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._panes = window, session, panes
        self._qsettings, self._evidence, self._status = qsettings, evidence, status

    def save_results(self) -> None:
        """Write JSON, pictures, explanations, decision into a folder that the user chooses."""
        if self._session.found is None or (folder := self._ask_folder()) is None:
            return
        results = self._session.found.results()
        palette, evidence = self._panes.scene.palette, self._evidence()
        self._write(partial(saving_jobs.save, results, folder, palette, evidence))

    def export_views(self) -> None:
        """Write every view at the image's full size into a folder that the user chooses."""
        if self._session.found is None or (folder := self._ask_folder()) is None:
            return
        results, look = self._session.found.results(), self._panes.scene.overlay
        drawn: dict[str, Any] = {
            "palette": self._panes.scene.palette,
            "opacity": look.opacity,
            "hidden": look.hidden,
            "classic": self._panes.scene.classic_pixels(),
        }
        what = results.analysis, results.explained, folder, self._evidence()
        self._write(partial(saving_jobs.export, *what, **drawn))

    def copy_view(self) -> None:
        pane = self._panes.active
        QGuiApplication.clipboard().setImage(pane.canvas.image())
        self._status.setText(tr("Copied: {title}", title=pane.words))

    # -- asking -----------------------------------------------------------------------------

    def _ask_folder(self) -> Path | None:
        start = str(self._qsettings.value("save_folder", ""))
        title = tr("Choose a folder for the files")
        chosen = QFileDialog.getExistingDirectory(self._window, title, start)
        if not chosen:
            return None
        self._qsettings.setValue("save_folder", chosen)
        return Path(chosen)

    def _write(self, work: Writing) -> None:
        self._session.saver.start(work(), tr("Saving"), partial(self._on_written, work))

    def _on_written(self, work: Writing, news: Any) -> None:
        if isinstance(news, saving_jobs.InTheWay):
            self._ask_way(work, news)
        elif news:
            folder = news[0].parent
            self._status.setText(
                tr("{count} files written to {folder}", count=len(news), folder=folder)
            )

    def _ask_way(self, work: Writing, found: saving_jobs.InTheWay) -> None:
        """Let the user choose between replacing, another name and nothing at all."""
        names = "\n".join(visible(path.name) for path in found.paths[:MOST_NAMED])
        if len(found.paths) > MOST_NAMED:
            names += "\n…"
        text = tr("These files already exist in the folder:")
        if not found.replaceable:
            text = tr(
                "The folder holds evidence, so nothing in it is replaced. These files already "
                "exist:"
            )
        buttons: list[Button] = [(tr("Save as “{name}…”", name=found.free_stem), Role.AcceptRole)]
        if found.replaceable:
            buttons.append((tr("Replace"), Role.DestructiveRole))
        buttons.append(CANCEL)
        answer = ask(self._window, tr("Files already exist"), text, *buttons, detail=names)
        if answer == 0:
            self._write(partial(work, stem=found.free_stem))
        elif answer < len(buttons) - 1:
            self._write(partial(work, replace=True))
