"""The main window: it wires actions, jobs and widgets together and does nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.explain.catalogue import PALETTES
from gng_desktop.progress import Progress
from gng_desktop.ui import jobs
from gng_desktop.ui.actions import Actions
from gng_desktop.ui.empty_state import EmptyState
from gng_desktop.ui.notice import Notice
from gng_desktop.ui.panels.faithfulness import FaithfulnessPanel
from gng_desktop.ui.panels.regions import RegionsPanel
from gng_desktop.ui.panels.verdict import VerdictPanel
from gng_desktop.ui.panes.canvas import WHEEL_STEP
from gng_desktop.ui.panes.grid import PaneGrid
from gng_desktop.ui.panes.legend import Legend
from gng_desktop.ui.style import ThemeKeeper, icon
from gng_desktop.ui.workers import JobRunner

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.methods import Explained

NOT_EXPLAINED = "Not explained yet.\nPress Explain (Ctrl+E) to see which parts moved the score."


class MainWindow(QMainWindow):
    """One image, its verdict, and why.

    Parameters
    ----------
    open_models : callable
        Loads the models on a worker thread; raises `UserError`.
    settings : QSettings or None
        Where geometry and theme are kept; None means the user's own settings.
    """

    def __init__(self, open_models: jobs.Opener, settings: QSettings | None = None) -> None:
        super().__init__()
        self._open_models = open_models
        self.settings = QSettings() if settings is None else settings
        self.analyser: Analyser | None = None
        self.analysis: Analysis | None = None
        self._pending: Path | None = None
        self.loader = JobRunner(self)
        self.jobs = JobRunner(self)

        self.empty = EmptyState()
        self.panes = PaneGrid()
        self.verdict = VerdictPanel()
        self.regions = RegionsPanel()
        self.faithfulness = FaithfulnessPanel()
        self.legend = Legend()
        self.notice = Notice()
        self.actions_ = Actions(self)
        self._build_centre()
        self._build_status()
        self.themes = ThemeKeeper(self.settings, self)
        self._connect()
        self._on_theme(self.themes.theme)
        self._update_actions()
        self.setAcceptDrops(True)
        self.setWindowTitle("GNG Desktop")
        self._restore()
        self.load_models()

    # -- building ---------------------------------------------------------------------------

    def _build_centre(self) -> None:
        side = QWidget()
        side_layout = QVBoxLayout(side)
        side_layout.setContentsMargins(0, 0, 0, 6)
        self.side = QTabWidget()
        self.side.setDocumentMode(True)
        self.side.addTab(self.verdict, "Verdict")
        self.side.addTab(self.regions, "Regions")
        self.side.addTab(self.faithfulness, "Faithfulness")
        side_layout.addWidget(self.side, 1)
        legend_box = QVBoxLayout()
        legend_box.setContentsMargins(8, 0, 8, 0)
        legend_box.addWidget(self.legend)
        side_layout.addLayout(legend_box)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.panes)
        self.splitter.addWidget(side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.splitter)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notice)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(centre)

    def _build_status(self) -> None:
        self.status_text = QLabel()
        self.progress_bar = QProgressBar()
        self.progress_bar.setFixedWidth(180)
        self.progress_bar.setAccessibleName("Progress")
        self.cancel_button = QPushButton("Cancel")
        self.cursor_text = QLabel()
        bar = self.statusBar()
        bar.addWidget(self.status_text)
        bar.addWidget(self.progress_bar)
        bar.addWidget(self.cancel_button)
        bar.addPermanentWidget(self.cursor_text)

    def _connect(self) -> None:
        actions = self.actions_
        actions.open.triggered.connect(self.open_dialog)
        actions.sample.triggered.connect(self.try_sample)
        actions.explain.triggered.connect(self.explain)
        actions.test_maps.triggered.connect(self.test_maps)
        actions.cancel.triggered.connect(self.cancel)
        actions.quit.triggered.connect(self.close)
        actions.zoom_in.triggered.connect(lambda: self._zoom(WHEEL_STEP))
        actions.zoom_out.triggered.connect(lambda: self._zoom(1 / WHEEL_STEP))
        actions.fit.triggered.connect(self.panes.view.fit)
        actions.safe_colours.toggled.connect(self._on_safe_colours)
        for name, action in actions.themes.items():
            action.triggered.connect(self._theme_chooser(name))
        self.cancel_button.clicked.connect(self.cancel)
        self.empty.open_asked.connect(self.open_dialog)
        self.empty.sample_asked.connect(self.try_sample)
        self.empty.retry_asked.connect(self.load_models)
        self.legend.changed.connect(self._refresh_overlay)
        self.panes.view.cursor_moved.connect(self._on_cursor)
        self.themes.changed.connect(self._on_theme)
        self.loader.failed.connect(self._on_no_models)
        self.jobs.failed.connect(self._on_failed)
        for runner in (self.loader, self.jobs):
            runner.progress.connect(self._on_progress)
            runner.busy_changed.connect(self._on_busy)

    def _theme_chooser(self, name: str) -> Callable[[], None]:
        return lambda: self.themes.choose(name)

    # -- what the user can do ---------------------------------------------------------------

    def load_models(self) -> None:
        """Load the models in the background; an image asked for meanwhile waits for them."""
        self.empty.invite()
        self.loader.start(jobs.load(self._open_models), "Loading the models", self._on_models)

    def open_dialog(self) -> None:
        """Ask for an image file and open it."""
        from gng_desktop.imaging.reading import IMAGE_SUFFIXES

        patterns = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        start = str(self.settings.value("folder", ""))
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Open image", start, f"Images ({patterns});;All files (*)"
        )
        if chosen:
            self.settings.setValue("folder", str(Path(chosen).parent))
            self.open_image(Path(chosen))

    def try_sample(self) -> None:
        """Open the sample image, kept in the user's cache folder."""
        folder = platformdirs.user_cache_path("gng-desktop")
        self.jobs.start(jobs.sample(folder), "Fetching the sample", self.open_image)

    def open_image(self, path: Path) -> None:
        """Analyse the image at `path` and show the result; whatever ran before is cut off."""
        self.notice.hide()
        if self.analyser is None:
            self._pending = path
            return
        self._pending = None
        self.jobs.start(jobs.analyse(self.analyser, path), "The analysis", self.show_analysis)

    def explain(self) -> None:
        """Compute the maps of the image shown, by the method chosen."""
        if self.analyser is None or self.analysis is None or self.analysis.verdict is None:
            return
        self.notice.hide()
        actions = self.actions_
        work = jobs.explain(
            self.analyser,
            self.analysis,
            actions.method.currentData(),
            actions.evaluations.value(),
            actions.masker.currentData(),
        )
        self.panes.scene.say_of_maps("Computing…")
        self.jobs.start(work, "The explanation", self.show_explained)

    def test_maps(self) -> None:
        """Test how faithful the maps shown are."""
        if self.analyser is None or self.panes.scene.pair is None:
            return
        self.notice.hide()
        work = jobs.test_maps(self.analyser, self.panes.scene.pair)
        self.jobs.start(work, "The test of the maps", self.show_tested)

    def show_tested(self, pair: tuple[Faithfulness, Faithfulness]) -> None:
        """Show how faithful both maps are."""
        self.faithfulness.show_tested(pair)
        self.side.setCurrentWidget(self.faithfulness)

    def cancel(self) -> None:
        """Stop the running work."""
        if self.jobs.busy:
            self.jobs.cancel()
            self.status_text.setText("Cancelled")
            self._tidy_maps()

    # -- showing ----------------------------------------------------------------------------

    def show_analysis(self, analysis: Analysis) -> None:
        """Show everything known about one image."""
        self.analysis = analysis
        explainable = analysis.status == "ok" and analysis.views is not None
        self.panes.show_views(
            analysis.views, "No picture", NOT_EXPLAINED if explainable else "Nothing to explain"
        )
        self.legend.show_regions(analysis.regions)
        self.regions.show_regions(None, "")
        self.faithfulness.show_tested(None)
        self.side.setCurrentWidget(self.verdict)
        self._refresh_overlay()
        self.verdict.show_analysis(analysis, self.analyser.models if self.analyser else {})
        self.pages.setCurrentWidget(self.splitter)
        self.setWindowTitle(f"{Path(analysis.path).name} — GNG Desktop")
        self.status_text.clear()
        self._update_actions()

    def show_explained(self, explained: Explained) -> None:
        """Show the two maps, partial ones too, and what was found by regions."""
        pair = explained.maps
        self.panes.scene.show_maps(pair)
        self.faithfulness.show_tested(None)
        if not explained.complete:
            return
        if explained.regions is not None:
            self.regions.show_regions(explained.regions, explained.reading)
            self.side.setCurrentWidget(self.regions)
        seconds = sum(explanation.seconds for explanation in pair)
        spent = sum(explanation.evaluations for explanation in pair)
        with_evaluations = f" with {spent} evaluations" if spent > len(pair) else ""
        self.status_text.setText(f"Explained{with_evaluations} in {seconds:.1f} s")

    def _refresh_overlay(self) -> None:
        self.panes.scene.use_overlay(self.legend.look)

    def _tidy_maps(self) -> None:
        """Take the word "Computing" out of the panes when nothing is being computed."""
        if self.analysis is not None and self.panes.scene.pair is None:
            explainable = self.analysis.verdict is not None
            self.panes.scene.say_of_maps(NOT_EXPLAINED if explainable else "Nothing to explain")

    def _zoom(self, factor: float) -> None:
        self.panes.zoom(factor)

    # -- what the jobs say ------------------------------------------------------------------

    def _on_models(self, analyser: Analyser) -> None:
        self.analyser = analyser
        if self._pending is not None:
            self.open_image(self._pending)

    def _on_no_models(self, sentence: str, details: str) -> None:
        self._pending = None
        self.empty.say_no_models(sentence)
        self.pages.setCurrentWidget(self.empty)

    def _on_failed(self, sentence: str, details: str) -> None:
        self.notice.say(sentence, details)
        self._tidy_maps()

    def _on_progress(self, progress: Progress) -> None:
        self.status_text.setText(f"{progress.text}…")
        self.progress_bar.setRange(0, progress.total)
        self.progress_bar.setValue(progress.done)

    def _on_busy(self, busy: bool) -> None:
        if not busy and self.status_text.text().endswith("…"):
            self.status_text.clear()
        self.progress_bar.setRange(0, 0)
        self._update_actions()

    def _update_actions(self) -> None:
        working = self.jobs.busy
        self.progress_bar.setVisible(working or self.loader.busy)
        self.cancel_button.setVisible(working)
        self.actions_.cancel.setEnabled(working)
        usable = self.analyser is not None or self.loader.busy
        self.actions_.open.setEnabled(usable)
        self.actions_.sample.setEnabled(usable)
        explainable = self.analysis is not None and self.analysis.verdict is not None
        self.actions_.explain.setEnabled(explainable and not working)
        pair = self.panes.scene.pair
        tested = pair is not None and pair[0].complete and not working
        self.actions_.test_maps.setEnabled(tested)

    def _on_cursor(self, pixel: object) -> None:
        self.cursor_text.setText(self.panes.scene.describe(self.panes.view.cursor))

    def _on_safe_colours(self, safe: bool) -> None:
        self.settings.setValue("safe_colours", safe)
        self.panes.scene.use_palette(PALETTES[int(safe)])

    def _on_theme(self, theme: str) -> None:
        self.actions_.themes[theme].setChecked(True)
        # The window's own palette follows only with the next event.
        colour = QApplication.palette().windowText().color()
        self.actions_.recolour(colour)
        self.verdict.set_copy_icon(icon("copy", colour))

    # -- window events ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files only."""
        if self.actions_.open.isEnabled() and _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first file dropped."""
        path = _dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.is_dir():
            self.notice.say("That is a folder; drop one image file instead.")
        else:
            self.open_image(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the geometry, and let no thread outlive the window."""
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.setValue("splitter", self.splitter.saveState())
        for runner in (self.loader, self.jobs):
            runner.close()
        super().closeEvent(event)

    def _restore(self) -> None:
        self.resize(1280, 800)
        self.actions_.safe_colours.setChecked(
            self.settings.value("safe_colours", False, type=bool) is True
        )
        geometry, splitter = self.settings.value("geometry"), self.settings.value("splitter")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if splitter is not None:
            self.splitter.restoreState(splitter)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the first local file of a drag, None if it carries none."""
    paths = (url.toLocalFile() for url in event.mimeData().urls())
    return next((Path(path) for path in paths if path), None)
