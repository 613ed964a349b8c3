"""What goes out: results and views into a folder, a view or the summary into the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from gng_desktop.core.text import visible
from gng_desktop.ui.clipboard import picture_to_clipboard
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels import saving_jobs
from gng_desktop.ui.panes.grid import PaneGrid
from gng_desktop.ui.sitting import Sitting
from gng_desktop.ui.workers import Work

Writing = Callable[..., Work]
"""Makes the work that writes; takes ``replace`` and ``stem``."""
MOST_NAMED = 8
"""Files listed before a question becomes too long to read."""


class Exporting(QObject):
    """Save what is known of the image in view.

    Parameters
    ----------
    window : QWidget
        Parent of the dialogs.
    sitting : Sitting
    panes : PaneGrid
        Whose palette and overlay the pictures take.
    kept : QSettings
        Where the folder last used is kept.
    evidence : callable
        Returns the images at hand: in a folder that holds one of them nothing is replaced.

    Signals
    -------
    told : str
        A line for the status bar.
    """

    told = Signal(str)

    def __init__(
        self,
        window: QWidget,
        sitting: Sitting,
        panes: PaneGrid,
        kept: QSettings,
        evidence: Callable[[], list[Path]],
    ) -> None:
        super().__init__(window)
        self._window, self._sitting, self._panes = window, sitting, panes
        self._kept, self._evidence = kept, evidence

    def save_results(self) -> None:
        """Write JSON, pictures, explanations, decision into a folder that the user chooses."""
        if self._sitting.found is None or (folder := self._ask_folder()) is None:
            return
        results = self._sitting.found.results()
        palette, evidence = self._panes.scene.palette, self._evidence()

        def work(replace: bool = False, stem: str = "") -> Work:
            return saving_jobs.save(results, folder, palette, evidence, replace, stem)

        self._write(work)

    def export_views(self) -> None:
        """Write every view at the image's full size into a folder that the user chooses."""
        if self._sitting.found is None or (folder := self._ask_folder()) is None:
            return
        results, look = self._sitting.found.results(), self._panes.scene.overlay
        palette, evidence = self._panes.scene.palette, self._evidence()

        def work(replace: bool = False, stem: str = "") -> Work:
            return saving_jobs.export(
                results.analysis,
                results.explained,
                folder,
                palette,
                look.opacity,
                look.hidden,
                evidence,
                replace,
                stem,
            )

        self._write(work)

    def copy_view(self) -> None:
        """Put the pane in use, as it is seen, into the clipboard."""
        pane = self._panes.active
        picture_to_clipboard(pane.canvas.image())
        self.told.emit(tr("Copied: {title}", title=pane.words))

    # -- asking -----------------------------------------------------------------------------

    def _ask_folder(self) -> Path | None:
        start = str(self._kept.value("save_folder", ""))
        title = tr("Choose a folder for the files")
        chosen = QFileDialog.getExistingDirectory(self._window, title, start)
        if not chosen:
            return None
        self._kept.setValue("save_folder", chosen)
        return Path(chosen)

    def _write(self, work: Writing) -> None:
        self._sitting.write(work(), tr("Saving"), partial(self._on_written, work))

    def _on_written(self, work: Writing, news: Any) -> None:
        if isinstance(news, saving_jobs.InTheWay):
            self._ask_way(work, news)
        elif news:
            folder = news[0].parent
            self.told.emit(tr("{count} files written to {folder}", count=len(news), folder=folder))

    def _ask_way(self, work: Writing, standing: saving_jobs.InTheWay) -> None:
        """Let the user choose between replacing, another name and nothing at all."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Files are there already"))
        names = "\n".join(visible(path.name) for path in standing.paths[:MOST_NAMED])
        if len(standing.paths) > MOST_NAMED:
            names += "\n…"
        box.setText(
            tr("These files are in the folder already:")
            if standing.replaceable
            else tr(
                "The folder holds evidence, where nothing is replaced. These are there already:"
            )
        )
        box.setInformativeText(names)
        other = box.addButton(
            tr("Save as “{name}…”", name=standing.free_stem), QMessageBox.ButtonRole.AcceptRole
        )
        replace = None
        if standing.replaceable:
            replace = box.addButton(tr("Replace them"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(other)
        box.exec()
        if box.clickedButton() is other:
            self._write(partial(work, stem=standing.free_stem))
        elif replace is not None and box.clickedButton() is replace:
            self._write(partial(work, replace=True))
