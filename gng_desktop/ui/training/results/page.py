"""The page Results: the runs, one of them or several compared, the thesis's tables, models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QStackedWidget, QWidget

from gng_desktop.ui.kit.folder_field import FolderField
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down, page, split
from gng_desktop.ui.kit.widgets import button, centred, heading, paragraph
from gng_desktop.ui.kit.workers import JobRunner, close_all
from gng_desktop.ui.training.results import jobs
from gng_desktop.ui.training.results.compare_view import CompareView
from gng_desktop.ui.training.results.jobs import InUse
from gng_desktop.ui.training.results.run_actions import RunActions, confirm_back, confirm_use
from gng_desktop.ui.training.results.run_details import RunDetails
from gng_desktop.ui.training.results.run_header import RunHeader
from gng_desktop.ui.training.results.runs_table import FilterBar, RunsModel, RunsTable
from gng_desktop.ui.training.results.thesis_tables import TablesView
from gng_desktop.ui.training.widgets import JobLine
from gng_desktop.ui.training.workspace import RUNS_KEY, TESTED_KEY, ChosenData, Workspace

if TYPE_CHECKING:
    from gng_desktop.runs.history import Summary

WATCH_MS = 20_000  # how often the runs are read again while one of them is being trained, ms
NO_RUNS = QT_TR_NOOP(
    "There are no runs here yet. Train a recipe, or choose the folder that holds your runs."
)
SELECT = QT_TR_NOOP(
    "Select a run to see its curves and figures. Select several, with Ctrl or Shift, to compare "
    "them."
)


class ResultsPage(QWidget):
    """What came of the runs in a folder; `work` is what is done with them or written."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.runs: Path | None = None  # whose runs are shown; None while it is not there
        self._models: Path | None = None
        self._used = InUse()
        self._shas: dict[str, str] | None = None
        self._stale, self._known = True, False
        self.reader = JobRunner(self)
        self.run_actions = RunActions(workspace, self)
        self.runs_field = FolderField(tr("Folder of the runs"), tr("Folder of the runs"))
        self.data_field = FolderField(
            tr("Data folder used for training the runs"), tr("Needed to test a run")
        )
        tip = tr("Read the runs again (F5)")
        self.refresh_button = button(tr("Refresh"), tip, do=self.refresh)
        self.filter, self.model = FilterBar(), RunsModel()
        self.table = RunsTable(self.model)
        self.header, self.details = RunHeader(), RunDetails()
        self.compare, self.tables = CompareView(), TablesView()
        self.hint = centred(paragraph(tr(SELECT)))
        self.empty = centred(heading(tr(NO_RUNS), 1.3))
        self.views, self.below = QStackedWidget(), QStackedWidget()
        self.runs_button = button(tr("Runs"))
        self.tables_button = button(tr("Tables of the thesis"))
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._build()
        self._connect()
        for field, key in ((self.runs_field, RUNS_KEY), (self.data_field, TESTED_KEY)):
            field.field.setText(str(workspace.qsettings.value(key, "")))

    def _build(self) -> None:
        pages = QButtonGroup(self)
        for either in (self.runs_button, self.tables_button):
            either.setCheckable(True)
            pages.addButton(either)
        self.runs_button.setChecked(True)
        pages.idClicked.connect(self._show_page)
        top = across(self.runs_button, self.tables_button)
        top.addSpacing(12)
        top.addLayout(self.runs_field.labelled(tr("Runs in")), 1)
        top.addLayout(self.data_field.labelled(tr("Data in")), 1)
        top.addWidget(self.refresh_button, 0, Qt.AlignmentFlag.AlignTop)
        above = page(self.filter, (self.table, 1))
        for view in (self.hint, page(self.header, (self.details, 1), spacing=2), self.compare):
            self.below.addWidget(view)
        way = Qt.Orientation.Vertical
        self.split = split(above, self.below, sizes=(200, 340), stretch=(2, 3), way=way)
        for view in (self.split, self.tables, self.empty):
            self.views.addWidget(view)
        # Of these two the work that takes long stands first.
        working = JobLine(self.run_actions.worker, tr("Working"), self.stop)
        bottom = across((working, 1), (JobLine(self.run_actions.writer, tr("Writing")), 1))
        down(top, (self.views, 1), bottom, into=self, margins=(10, 8, 10, 6))

    def _connect(self) -> None:
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F5), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.refresh)
        for field in (self.runs_field, self.data_field):
            # The text changes at once; whether the folder is there is known when this ends.
            field.runner.busy_changed.connect(self._on_fields)
            field.changed.connect(self._on_fields)
        self.filter.filtered.connect(self.model.set_filter)
        self.model.changed.connect(self._on_rows)
        self.table.chosen.connect(self._on_chosen)
        self.header.test.clicked.connect(self.test)
        self.header.use.clicked.connect(self.use)
        self.header.back.clicked.connect(self.roll_back)
        self.details.mistakes.asked.connect(self.find_mistakes)
        self.compare.matrix.button.clicked.connect(self.draw_matrix)
        self.run_actions.matrix_drawn.connect(self.compare.matrix.show_picture)
        for view in (self.compare, self.tables):
            view.export_asked.connect(self.run_actions.write)
        self.run_actions.busy_changed.connect(self._on_busy)
        self.run_actions.tested.connect(self.refresh)
        self.run_actions.searched.connect(self._on_searched)
        self.run_actions.models_changed.connect(self._on_changed)
        for runner in self.runners:
            runner.failed.connect(self._workspace.alert)
        self._watch.timeout.connect(self._on_watch)
        self._workspace.data_changed.connect(self._on_data)

    @property
    def runners(self) -> tuple[JobRunner, ...]:
        """All that may be running; to be closed with the window, which `close` does too."""
        return (
            self.reader,
            self.run_actions.worker,
            self.run_actions.writer,
            *self.details.runners,
            self.compare.runner,
            self.tables.runner,
            self.runs_field.runner,
            self.data_field.runner,
        )

    @property
    def busy(self) -> bool:
        return self.run_actions.busy

    def use_runs(self, folder: Path) -> None:
        self.runs_field.field.setText(str(folder))

    def use_data(self, folder: Path) -> None:
        self.data_field.field.setText(str(folder))

    def _on_data(self, data: ChosenData) -> None:
        self.use_data(data.folder)

    def use_models(self) -> None:
        """Use the models that the settings name now."""
        folder = self._workspace.models()
        if folder != self._models:
            self._models, self._shas, self._used = folder, None, InUse()
            self.refresh()

    def refresh(self) -> None:
        """Read the runs and the models in use again; only when the page is next shown if hidden."""
        if self.runs is None or not self.isVisible():
            self._stale = True
            return
        self._stale = False
        work = jobs.overview(self.runs, self._models)
        self.reader.start(work, tr("Reading the runs"), self._on_read)
        if self.views.currentWidget() is self.tables:
            self.tables.show_runs(self.runs)

    def _on_watch(self) -> None:
        # Reading that takes longer than the interval must come to its end all the same.
        if not self.reader.busy:
            self.refresh()

    def close(self, timeout_ms: int = 2_000) -> bool:
        """End everything, processes too; return whether all had ended within `timeout_ms` ms."""
        super().close()
        self._watch.stop()
        return close_all(self.runners, timeout_ms)

    def _on_fields(self) -> None:
        """Take over the folders that are there."""
        for field, key in ((self.runs_field, RUNS_KEY), (self.data_field, TESTED_KEY)):
            if not field.missing and not field.runner.busy:
                self._workspace.qsettings.setValue(key, field.folder)
        field = self.runs_field
        if field.runner.busy:
            return
        folder = Path(field.folder) if field.folder and not field.missing else None
        if folder != self.runs:
            self.runs, self._known = folder, folder is None
            self.reader.cancel()
            self._show_runs(())
            self.refresh()
            if folder is not None:
                self._workspace.use_runs(folder)

    def _on_read(self, news: tuple[Summary, ...] | InUse | frozenset[Path]) -> None:
        if isinstance(news, tuple):
            self._known = True
            self._show_runs(news)
        elif isinstance(news, InUse):
            self._used = news
            before, self._shas = self._shas, {r: m.sha256 for r, m in news.models.items()}
            if before is not None and before != self._shas:
                # By another program, or by work that was stopped late.
                self._workspace.models_changed.emit()
        else:
            self.model.set_used(news)
            if (chosen := self._one) is not None:
                self._show_one(chosen)

    def _show_runs(self, runs: tuple[Summary, ...]) -> None:
        self.model.set_runs(runs)
        self._arrange()
        training = any(found.state == "running" for found in runs)
        (self._watch.start if training and self.isVisible() else self._watch.stop)()

    def _arrange(self) -> None:
        self.empty.setText(tr(NO_RUNS) if self._known else tr("Reading the runs…"))
        if self.tables_button.isChecked():
            self.views.setCurrentWidget(self.tables)
        else:
            self.views.setCurrentWidget(self.split if self.model.runs else self.empty)

    def _show_page(self) -> None:
        self._arrange()
        if self.tables_button.isChecked() and self.runs is not None:
            self.tables.show_runs(self.runs)

    def _on_rows(self) -> None:
        self.filter.show_count(len(self.model.shown), len(self.model.runs))

    @property
    def _one(self) -> Summary | None:
        """The run that is looked at; None where there is none, or several, or it is damaged."""
        chosen = self.table.selected
        return chosen[0] if len(chosen) == 1 and not chosen[0].problem else None

    def _on_chosen(self, chosen: list[Summary]) -> None:
        whole = [found for found in chosen if not found.problem]
        damaged = [found.problem for found in chosen if found.problem]
        if len(whole) > 1:
            self.details.forget()
            self.below.setCurrentWidget(self.compare)
            self.compare.show_runs(whole)
            return
        self.compare.forget()
        if len(chosen) == 1 and whole:
            self.below.setCurrentIndex(1)
            self._show_one(whole[0])
            return
        self.details.forget()
        self.hint.setText("\n".join(f"⚠  {text}" for text in damaged) or tr(SELECT))
        self.below.setCurrentIndex(0)

    def _show_one(self, found: Summary) -> None:
        self.header.show_run(found, self._used, found.folder in self.model.used)
        self.details.show_run(found, self._used)

    def _data(self) -> Path | None:
        """Return the data folder; ask for it where it is not known."""
        if self.data_field.folder and not self.data_field.missing:
            return Path(self.data_field.folder)
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Data folder used for training the runs")
        )
        if not chosen:
            return None
        self.use_data(Path(chosen))
        return Path(chosen)

    def test(self) -> None:
        found = self._one
        if found is not None and not self.busy and (data := self._data()) is not None:
            self.run_actions.test(found, data)

    def find_mistakes(self, count: int, maps: bool) -> None:
        """Find the test images that the run that is looked at gets most wrong."""
        found = self._one
        if found is not None and not self.busy and (data := self._data()) is not None:
            self.run_actions.find_mistakes(found, data, count, maps)

    def draw_matrix(self) -> None:
        """Draw the matrix of misclassified images of the runs that are compared."""
        if not self.busy and (data := self._data()) is not None:
            self.run_actions.draw_matrix(self.compare.folders, data)

    def _on_searched(self, folder: Path) -> None:
        if (one := self._one) is not None and one.folder == folder:
            self.details.read_mistakes()

    def use(self) -> None:
        """Make the run that is looked at the model of its role, if the user agrees."""
        found, details = self._one, self.details.details
        if found is None or details is None or self.busy or not self._used.known:
            return
        if details.refusal:
            self._workspace.alert.emit(details.refusal, "")
            return
        if (data := self._data()) is None:
            return
        from gng_desktop.modelstore.changes import folder_of  # loaded since the models were read

        target = folder_of(found.role, self._models)
        if confirm_use(self, details.summary, self._used, data, target) and not self.busy:
            self.run_actions.publish(found, data, target)

    def roll_back(self) -> None:
        """Go back to the previous model of the role of the run that is looked at, if agreed."""
        found = self._one
        plan = self._used.back.get(found.role) if found is not None else None
        if plan is not None and not self.busy and confirm_back(self, plan) and not self.busy:
            self.run_actions.roll_back(plan.role, self._models)

    def stop(self) -> None:
        self.run_actions.stop()
        self.refresh()

    def _on_changed(self) -> None:
        self._shas = None
        self.refresh()
        self._workspace.models_changed.emit()

    def _on_busy(self, busy: bool) -> None:
        self.header.set_free(not busy)
        for part in (self.details.mistakes, self.compare.matrix):
            part.button.setEnabled(not busy)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stale |= self._watch.isActive()
        self._watch.stop()
