"""The window's parts and where they stand; what they do with each other is in `main_window`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from gng_desktop.casework.decisions import DecisionStore, KeepsDecisions
from gng_desktop.ui.case.casefile import SUFFIX, CaseFile
from gng_desktop.ui.case.list_session import ListSession
from gng_desktop.ui.commands.menus import build
from gng_desktop.ui.commands.recent import RecentMenu
from gng_desktop.ui.commands.registry import Registry
from gng_desktop.ui.evidence.view import EvidenceList
from gng_desktop.ui.image import jobs
from gng_desktop.ui.image.exporting import Exporting
from gng_desktop.ui.image.opening import Opening
from gng_desktop.ui.image.session import ImageSession
from gng_desktop.ui.keyboard import FocusRing, move_focus
from gng_desktop.ui.kit.jobs_indicator import JobsIndicator
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import down, scrolled
from gng_desktop.ui.kit.notice import Notice, StatusText
from gng_desktop.ui.kit.show_in_folder import show_in_folder
from gng_desktop.ui.kit.style import Themes
from gng_desktop.ui.kit.tabs import Tabs
from gng_desktop.ui.panels.explanation import ExplanationPanel
from gng_desktop.ui.panels.layout import TITLES, Layout
from gng_desktop.ui.panels.notes import NotesPanel
from gng_desktop.ui.panels.provenance import ProvenancePanel
from gng_desktop.ui.panels.stress import StressPanel
from gng_desktop.ui.panels.verdict import VerdictPanel
from gng_desktop.ui.panes.classic import ClassicViews
from gng_desktop.ui.panes.empty_state import EmptyState
from gng_desktop.ui.panes.grid import PaneGrid
from gng_desktop.ui.panes.legend import Legend
from gng_desktop.ui.settings.store import Settings

WORDED = 1000
"""Width from which the buttons of the toolbar have words, px."""


class WindowParts(QMainWindow):
    """All widgets, docks, menus and workers of the window, not yet connected.

    Parameters
    ----------
    qsettings : QSettings or None
        Has settings, layout and shortcuts; None means the user's own.
    store : KeepsDecisions or None
        Has the analyst's decisions; None means the user's data folder.
    computing : callable or None
        Says what other models are to be loaded with; None means what the settings say.
    """

    def __init__(
        self,
        open_models: jobs.Opener,
        qsettings: QSettings | None = None,
        store: KeepsDecisions | None = None,
        computing: Callable[[], jobs.Computing] | None = None,
    ) -> None:
        super().__init__()
        self.qsettings = QSettings() if qsettings is None else qsettings
        self.settings = Settings(self.qsettings, self)
        self.computing = computing or partial(jobs.Computing.of, self.settings)
        self.tabs = Tabs()
        # A window inside the window: its docks and its toolbar are not seen with other tabs.
        self.analyse_page = QMainWindow()
        self.evidence = EvidenceList()
        self.panes = PaneGrid()
        self.classic = ClassicViews(self.panes.scene, self.panes.shown_keys, self)
        self.legend = Legend()
        self.verdict = VerdictPanel()
        self.explanation = ExplanationPanel()
        self.provenance = ProvenancePanel()
        self.stress = StressPanel()
        self.notes = NotesPanel(self.qsettings)
        self.empty = EmptyState()
        self.notice, self.status_text = Notice(), StatusText()
        self.session = ImageSession(
            open_models,
            store or DecisionStore(),
            self.evidence.waiting,
            self,
            self.evidence.model.analysis,
            lambda: int(self.settings.value("cache_mb")),
        )
        self.opening = Opening(self, self.evidence, self.qsettings, self.notice, self.status_text)
        qsettings, status = self.qsettings, self.status_text
        paths, recent = self.evidence.model.paths, self.opening.recent
        self.exporting = Exporting(self, self.session, self.panes, qsettings, paths, status)
        self.casefile = CaseFile(
            self, self.session, self.panes, qsettings, recent, self.notice, status
        )
        self.list_session = ListSession(self.evidence, self.session, self.casefile, self.qsettings)
        self.commands = Registry(self, self.qsettings)
        self.menus = build(self, self.commands, self.analyse_page)
        self.recent_menu = RecentMenu(
            self.menus.recent_menu, self.opening.recent, self._open_recent
        )
        self._build()
        self.ring = FocusRing(self)
        self.themes = Themes(self.qsettings, self)
        self.setAcceptDrops(True)
        self.setWindowTitle("GNG Desktop")

    def _build(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.panes)
        self.analyse_page.setCentralWidget(self.pages)
        self.add_tab("analyse", lambda: self.analyse_page)
        centre = QWidget()
        # Above the tabs: each of them may have something to say.
        down(self.notice, (self.tabs, 1), into=centre, spacing=0, margins=(0, 0, 0, 0))
        self.setCentralWidget(centre)
        self.classes = scrolled(self.legend)  # a window may be small
        self.classes.setFocusProxy(self.legend)
        panels = {key: getattr(self, key) for key in TITLES}
        self.arrangement = Layout(self.analyse_page, panels, self.qsettings)
        show = QAction(tr("Show in folder"), self)
        show.triggered.connect(lambda: show_in_folder(self.evidence.selected_paths()[:1]))
        self.evidence.table.addAction(show)
        for dock in self.arrangement.docks.values():
            dock.installEventFilter(self.menus.plain_keys)
        self.indicator = JobsIndicator()
        self.cursor_text = QLabel()
        self.zoom_text = QLabel()
        self.zoom_text.setToolTip(tr("Pixels of the screen per pixel of the image"))
        self.case_text = QLabel()
        self.device_text = QLabel()
        self.statusBar().addWidget(self.indicator)
        self.statusBar().addWidget(self.status_text, 1)
        for label in (self.cursor_text, self.zoom_text, self.case_text, self.device_text):
            label.setContentsMargins(6, 0, 6, 0)
            self.statusBar().addPermanentWidget(label)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus on by Tab, in the order in which the parts of the window stand."""
        return move_focus(self, forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the toolbar out where there is little room; tips have them."""
        super().resizeEvent(event)
        self.menus.use_words(event.size().width() >= WORDED)

    def add_tab(self, key: str, make: Callable[[], QWidget]) -> None:
        """Add a tab, named as the command that goes to it; `make` makes its page when needed."""
        self.tabs.add(key, self.commands.name(f"tab_{key}"), make)

    def _open_recent(self, path: Path) -> None:
        if path.suffix == SUFFIX:
            self.casefile.open(path)
        else:
            self.tabs.bring("analyse")
            self.opening.open_places([path])
