"""The main window: it wires commands, panes, panels and the sitting together, nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QSettings
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMessageBox,
)

from gng_desktop.casework.decisions import KeepsDecisions, decide
from gng_desktop.core.text import visible
from gng_desktop.ui import jobs
from gng_desktop.ui.face_choosing import FaceChoosing
from gng_desktop.ui.frame import Frame
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.opening import dropped
from gng_desktop.ui.panels.regions import classes_of
from gng_desktop.ui.style import icon
from gng_desktop.ui.wiring import Wiring

if TYPE_CHECKING:
    from collections.abc import Callable

    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.methods import Explained
    from gng_desktop.progress import Progress
    from gng_desktop.ui.batch.page import BatchPage
    from gng_desktop.ui.training.page import TrainingPage

NOT_EXPLAINED = QT_TR_NOOP(
    "Not explained yet.\nPress Explain (Ctrl+E) to see which parts moved the score."
)
NOTHING_TO_EXPLAIN = QT_TR_NOOP("Nothing to explain")
NO_PICTURE = QT_TR_NOOP("No picture")
COMPUTING = QT_TR_NOOP("Computing…")


class MainWindow(Frame):
    """Many images in a list, one in view, its verdict, and why; see `Frame` for parameters."""

    def __init__(
        self,
        open_models: jobs.Opener,
        kept: QSettings | None = None,
        store: KeepsDecisions | None = None,
        computing: Callable[[], jobs.Computing] | None = None,
    ) -> None:
        super().__init__(open_models, kept, store, computing)
        self.threads_ended = True
        self._asks = True
        self.add_tab("batch", self._make_batch)
        self.add_tab("training", self._make_training)
        self._connect()
        self.face_choosing = FaceChoosing(self, self.show_explained)
        doing = {"explain": self.explain, "stress": self.test_stress, "cancel": self.cancel}
        self.wiring = Wiring(self, doing)
        self._on_theme()
        self._on_tab(self.tabs.key)
        self.arrangement.restore()
        self.arrangement.hold_back()
        self.sitting.load_models()

    def _connect(self) -> None:
        sitting, opening = self.sitting, self.opening
        self.evidence.chosen.connect(sitting.open)
        self.evidence.files_dropped.connect(opening.open_places)
        self.evidence.again.connect(self._on_again)
        self.evidence.waits.connect(sitting.analyse_list)
        self.empty.open_asked.connect(opening.ask_images)
        self.empty.folder_asked.connect(opening.ask_folder)
        self.empty.sample_asked.connect(opening.sample)
        self.empty.retry_asked.connect(sitting.load_models)
        for speaker in (opening, self.exporting):
            speaker.told.connect(self.status_text.setText)
        opening.said.connect(self.notice.say)
        opening.failed.connect(self.notice.say)
        sitting.failed.connect(self._on_failed)
        self.verdict.frame.chosen.connect(sitting.open_frame)
        sitting.models_changed.connect(self._on_models)
        sitting.no_models.connect(self._on_no_models)
        # While the image is analysed there is time to lay out the panels.
        sitting.opening.connect(lambda path: self.arrangement.reveal())
        sitting.analysed.connect(self.show_analysis)
        sitting.listed.connect(self._on_listed)
        sitting.decided.connect(lambda found: self.evidence.set_decided(*found))
        sitting.flagged.connect(lambda found: self.evidence.set_flag(*found))
        sitting.explained.connect(self.show_explained)
        sitting.tested.connect(self._on_tested)
        sitting.stressed.connect(self.stress.show_step)
        sitting.provenance_read.connect(self._on_provenance)
        sitting.history_read.connect(self._on_history)
        sitting.recorder.failed.connect(self.notes.not_recorded)
        sitting.state_changed.connect(self._update_state)
        sitting.jobs.progress.connect(self._on_progress)
        self.panes.view.cursor_moved.connect(self._on_cursor)
        self.legend.changed.connect(lambda: self.panes.scene.use_overlay(self.legend.look))
        self.explanation.region_chosen.connect(lambda r: self.legend.solo(classes_of(r)))
        self.explanation.controls.explain_asked.connect(self.explain)
        self.explanation.controls.test_asked.connect(sitting.test_maps)
        self.explanation.controls.cancel_asked.connect(self.cancel)
        self.stress.asked.connect(self.test_stress)
        self.notes.recorded.connect(self._on_decision)
        self.casefile.changed.connect(self._on_case)
        self.casefile.said.connect(self.notice.say)
        self.casefile.told.connect(self.status_text.setText)
        self.themes.changed.connect(self._on_theme)
        self.tabs.changed.connect(self._on_tab)
        self.commands.tab_asked.connect(self.tabs.bring)
        for runner, name, cancel in (
            (sitting.jobs, tr("Image in view"), self.cancel),
            (sitting.loader, tr("Models"), sitting.loader.cancel),
            (opening.walker, tr("Folder"), opening.walker.cancel),
            (opening.fetcher, tr("Fetching"), opening.fetcher.cancel),
            (self.casefile.opener, tr("Case"), self.casefile.opener.cancel),
            (self.casefile.writer, tr("Report"), self.casefile.writer.cancel),
            (sitting.background, tr("List"), self.pause_list),
        ):
            self.indicator.add(runner, name, cancel)

    def _make_batch(self) -> BatchPage:
        """Return the page of the tab Batch, connected."""
        from gng_desktop.ui.batch.page import BatchPage

        page = BatchPage(self.kept, self.computing)
        page.open_asked.connect(self.open_image)
        page.said.connect(self.notice.say)
        page.told.connect(self.status_text.setText)
        self.indicator.add(page.runner, tr("Scan"), page.stop)
        return page

    def _make_training(self) -> TrainingPage:
        """Return the page of the tab Training, connected."""
        from gng_desktop.ui.training.page import TrainingPage

        page = TrainingPage(self.kept, lambda: self.computing().models)
        page.said.connect(self.notice.say)
        page.told.connect(self.status_text.setText)
        page.models_changed.connect(self.sitting.load_models)
        for runner, name, cancel in page.indicated():
            self.indicator.add(runner, name, cancel)
        return page

    @property
    def training(self) -> TrainingPage | None:
        """The page of the tab Training, once it was shown."""
        return cast("TrainingPage | None", self.tabs.made("training"))

    @property
    def batch(self) -> BatchPage | None:
        """The page of the tab Batch, once it was shown."""
        return cast("BatchPage | None", self.tabs.made("batch"))

    # -- what the user can do ---------------------------------------------------------------

    def open_image(self, path: Path) -> None:
        """List the image at `path` and show it."""
        self.notice.hide()
        self.tabs.bring("analyse")
        self.opening.open_image(path)

    def explain(self) -> None:
        """Compute the maps of the image in view, as the explanation panel says."""
        if not self.sitting.explainable:
            return
        self.notice.hide()
        controls = self.explanation.controls
        self.panes.scene.say_of_maps(COMPUTING)
        self.sitting.explain(controls.method, controls.evaluations, controls.masker, controls.unit)

    def test_stress(self) -> None:
        """See whether the verdict survives what happens to images on their way."""
        self.arrangement.show("stress")
        self.sitting.stress()

    def cancel(self) -> None:
        """Stop the work on the image in view."""
        if self.sitting.jobs.busy:
            self.sitting.cancel()
            self.status_text.setText(tr("Cancelled"))
            self._tidy()

    def pause_list(self) -> None:
        """Analyse no more images of the list until it is asked for again."""
        self.settings.set("background_analysis", False)

    # -- showing ----------------------------------------------------------------------------

    def show_analysis(self, analysis: Analysis) -> None:
        """Show everything known about one image."""
        self.notice.hide()
        explainable = analysis.status == "ok" and analysis.views is not None
        self.panes.show_views(
            analysis.views, NO_PICTURE, NOT_EXPLAINED if explainable else NOTHING_TO_EXPLAIN
        )
        self.legend.show_regions(analysis.regions)
        self.explanation.show_explained(None)
        self.explanation.show_tested(None)
        self.provenance.show_provenance(None, None)
        self.stress.show_stress(None, self._models)
        self.verdict.show_analysis(analysis, self._models)
        word, make = self.verdict.badge.word, partial(decide, analysis)
        self.notes.show_image(analysis.sha256, [], word, make, analysis.face_index, analysis.frame)
        if self.pages.currentWidget() is not self.panes:
            self.pages.setCurrentWidget(self.panes)
            # The button that had the focus is gone; keys are for the picture from now on.
            self.panes.active.canvas.setFocus()
        self.setWindowTitle(f"{visible(Path(analysis.path).name)} — GNG Desktop")
        self.status_text.clear()
        self._update_state()

    @property
    def _models(self) -> dict[str, Any]:
        return self.sitting.analyser.models if self.sitting.analyser else {}

    def show_explained(self, explained: Explained) -> None:
        """Show the two maps, partial ones too, and what was found by regions."""
        self.panes.scene.show_maps(explained.maps)
        self.explanation.show_explained(explained)
        if not explained.complete:
            return
        self.explanation.show_tested(None)
        if explained.regions is not None:
            self.legend.show_contributions(
                {
                    name: (region, *values)
                    for region, values in self.explanation.regions_of().items()
                    for name in classes_of(region)
                }
            )
            self.verdict.show_reading(explained.reading)
        seconds = sum(one.seconds for one in explained.maps)
        spent = sum(one.evaluations for one in explained.maps)
        told = tr(
            "Explained with {spent:,} evaluations in {seconds:.1f} s", spent=spent, seconds=seconds
        )
        self.status_text.setText(told)
        self._update_state()

    def _tidy(self) -> None:
        """Take the word "Computing" out of the panes when nothing is being computed."""
        if self.sitting.found is not None:
            explainable = self.sitting.explainable
            self.panes.scene.say_of_maps(NOT_EXPLAINED if explainable else NOTHING_TO_EXPLAIN)
        if self.sitting.found is not None and self.sitting.found.stress is None:
            self.stress.show_stress(None, self._models)

    # -- what the sitting says --------------------------------------------------------------

    def _on_models(self) -> None:
        self.empty.invite()
        analyser = self.sitting.analyser
        engine = getattr(analyser, "engines", {}).get("segmenter")
        device = "" if engine is None else f"{engine.device}"
        self.device_text.setText(device.replace("cpu", "CPU", 1))
        if problems := getattr(analyser, "problems", ()):
            self.notice.say(problems[0], "\n".join(problems[1:]))
        self.empty.tell_device(device)

    def _on_no_models(self, sentence: str) -> None:
        self.empty.say_no_models(sentence)
        self.pages.setCurrentWidget(self.empty)
        self.arrangement.hold_back()
        self._update_state()

    def _on_failed(self, sentence: str, details: str) -> None:
        self.notice.say(sentence, details)
        self._tidy()

    def _on_progress(self, progress: Progress) -> None:
        self.explanation.show_progress(progress)

    def _on_listed(self, analysis: Analysis) -> None:
        self.evidence.set_analysis(analysis)

    def _on_again(self, paths: list[Path]) -> None:
        found = self.sitting.found
        if found is not None and Path(found.analysis.path) in paths:
            self.sitting.open_frame(found.analysis.frame)

    def _on_tested(self, pair: Any) -> None:
        self.explanation.show_tested(pair)
        self.arrangement.show("explanation")

    def _on_provenance(self, provenance: Any) -> None:
        found = self.sitting.found
        views = None if found is None else found.analysis.views
        preview = None
        if views is not None:
            preview = views.pyramid.levels[-1]
        self.provenance.show_provenance(provenance, preview)
        self.verdict.show_flag(provenance.flag.sentence)

    def _on_history(self, history: list[Any]) -> None:
        found = self.sitting.found
        if found is not None:
            self.notes.show_history(history)
            self.evidence.set_decided(Path(found.analysis.path), bool(history))

    def _on_decision(self, decision: Any) -> None:
        # A decision stands in a case beside what it is about.
        self.casefile.add()
        self.sitting.record(decision)

    def _on_case(self) -> None:
        title = self.casefile.title
        self.case_text.setText(tr("Case: {title}", title=title) if title else "")
        self._update_state()

    def _update_state(self) -> None:
        sitting = self.sitting
        working = sitting.jobs.busy
        enabled = {
            "explain": sitting.explainable and not working,
            "test_maps": sitting.testable and not working,
            "stress": sitting.explainable and not working,
            "cancel": working,
        }
        usable = sitting.analyser is not None or sitting.loader.busy
        enabled |= dict.fromkeys(("open", "open_folder", "paste", "sample"), usable)
        enabled |= dict.fromkeys(
            ("save_results", "export_views", "copy_view", "copy_summary", "again"),
            sitting.found is not None,
        )
        in_case = self.casefile.case is not None
        enabled["add_to_case"] = in_case and sitting.found is not None
        enabled["close_case"] = enabled["case_proof"] = in_case
        in_view = sitting.found is not None and self.tabs.key == "analyse"
        enabled["report"] = in_case or in_view
        for key, on in enabled.items():
            self.commands.enable(key, on)
        self.explanation.set_state(sitting.explainable, working, enabled["test_maps"])
        self.stress.set_testable(enabled["stress"])

    def _on_tab(self, tab: str) -> None:
        self.commands.use_tab(tab)
        self.commands[f"tab_{tab}"].setChecked(True)
        if tab == "analyse":
            self.arrangement.bring_back()
        else:
            self.arrangement.set_aside()
        self._update_state()

    def _on_cursor(self, pixel: object) -> None:
        self.cursor_text.setText(self.panes.scene.describe(self.panes.view.cursor))

    def _on_theme(self) -> None:
        # The window's own palette follows only with the next event.
        colour = QApplication.palette().windowText().color()
        self.commands.recolour(colour)
        self.verdict.set_copy_icon(icon("copy", colour))

    # -- window events ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files and folders only; another tab takes what it wants itself."""
        here = self.tabs.key == "analyse" and self.commands["open"].isEnabled()
        if here and dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        if places := dropped(event.mimeData()):
            event.acceptProposedAction()
            self.opening.open_places(places)

    def close_unasked(self) -> None:
        """Close, and all dialogs with it; what is not recorded is lost."""
        self._asks = False
        QApplication.closeAllWindows()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep layout and choices, and let no thread outlive the window."""
        scanning = self.batch is not None and self.batch.busy
        if self._asks and (
            (self.notes.drafts and not self._may_drop_drafts())
            or (scanning and not self._may_stop_scan())
        ):
            event.ignore()
            return
        self.arrangement.keep()
        self.wiring.keep()
        runners = (
            self.casefile.opener,
            self.casefile.writer,
            self.opening.walker,
            self.opening.fetcher,
            self.recent_menu.runner,
            self.evidence.thumbnails.runner,
            *(self.batch.runners if self.batch is not None else ()),
        )
        if self.batch is not None:
            self.batch.cancel()
        for runner in runners:
            runner.cancel()
        # A training ends so that it can be gone on with.
        ended = [self.training is None or self.training.close(), self.sitting.close()]
        self.threads_ended = all([*ended, *(r.close(500) for r in runners)])
        super().closeEvent(event)

    def _may_stop_scan(self) -> bool:
        """Ask whether the scan may be stopped: it may have been meant to run on."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Stop the scan?"))
        box.setText(tr("A scan is running. What is done is kept and can be gone on with."))
        stop = box.addButton(tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is stop

    def _may_drop_drafts(self) -> bool:
        """Ask whether notes that were not recorded may be lost."""
        count = len(self.notes.drafts)
        answer = QMessageBox.question(
            self,
            tr("Close without recording?"),
            tr("The notes on one image are not recorded and would be lost.")
            if count == 1
            else tr("The notes on {count} images are not recorded and would be lost.", count=count),
            QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Close
