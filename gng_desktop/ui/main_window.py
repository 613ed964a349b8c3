"""The main window: it wires commands, panes, panels and the session together, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QSettings, QSizeF, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from gng_desktop.casework.decisions import KeepsDecisions
from gng_desktop.ui.adding import Adding
from gng_desktop.ui.bindings import Bindings
from gng_desktop.ui.correcting import Correcting
from gng_desktop.ui.evidence.items import Models
from gng_desktop.ui.evidence.view import dropped
from gng_desktop.ui.face_choosing import FaceChoosing
from gng_desktop.ui.feedback import Feedback
from gng_desktop.ui.image import jobs
from gng_desktop.ui.in_view import InView
from gng_desktop.ui.kit.figure_view import stop_drawing
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.style import icon
from gng_desktop.ui.kit.workers import JobRunner, close_all
from gng_desktop.ui.panels.regions import classes_of
from gng_desktop.ui.panes.scene import COMPUTING
from gng_desktop.ui.triage import Triage
from gng_desktop.ui.window_parts import WindowParts

if TYPE_CHECKING:
    from collections.abc import Callable

    from gng_desktop.ui.batch.page import BatchPage
    from gng_desktop.ui.training.page import TrainingPage

CUTTING_MS, WRITING_MS = 2_000, 10_000
"""How long closing waits for what is cut off, and for decisions and list to be written, ms."""


class MainWindow(WindowParts):
    """Many images in a list, one in view, its verdict, and why; parameters as `WindowParts`."""

    def __init__(
        self,
        open_models: jobs.Opener,
        qsettings: QSettings | None = None,
        store: KeepsDecisions | None = None,
        computing: Callable[[], jobs.Computing] | None = None,
    ) -> None:
        super().__init__(open_models, qsettings, store, computing)
        self.threads_ended = True
        self._asks = True
        self._state: object = None
        self.add_tab("batch", self._make_batch)
        self.add_tab("training", self._make_training)
        self.in_view = InView(self)
        self.feedback = Feedback(self)
        self._connect()
        self.face_choosing = FaceChoosing(self)
        self.triage = Triage(self)
        self.correcting = Correcting(self, self.triage.stack.push)
        self.adding = Adding(self, self.casefile.own)
        self.bindings = Bindings(self)
        self._on_theme()
        self._on_tab(self.tabs.key)
        self.arrangement.restore()
        self.arrangement.hold_back()
        self.session.load_models()

    def _connect(self) -> None:
        session, opening = self.session, self.opening
        self.evidence.files_dropped.connect(opening.open_places)
        self.evidence.again.connect(self._on_again)
        self.evidence.waits.connect(session.analyse_list)
        self.empty.open_button.clicked.connect(opening.ask_images)
        self.empty.folder_button.clicked.connect(opening.ask_folder)
        self.empty.sample_button.clicked.connect(opening.sample)
        self.empty.retry_button.clicked.connect(session.load_models)
        session.failed.connect(self._on_failed)
        # What was not recorded must be seen, though the next image is opened at once.
        session.not_written.connect(lambda one, more: self.notice.say(one, more, lasting=True))
        session.models_changed.connect(self._on_models)
        session.no_models.connect(self._on_no_models)
        session.opening.connect(lambda _: self._update_state())
        for result in (session.analysed, session.explained):
            result.connect(lambda _: self._update_state())
        session.row_updated.connect(self.evidence.set_analysis)
        session.decision_found.connect(lambda found: self.evidence.model.set_decision(*found))
        session.flag_found.connect(lambda found: self.evidence.model.set_flag(*found))
        session.state_changed.connect(self._update_state)
        session.jobs.progress.connect(self.explanation.controls.show_progress)
        self.indicator.changed.connect(self._update_state)
        self.panes.view.cursor_moved.connect(
            lambda pixel: self.cursor_text.setText(self.panes.scene.describe(pixel))
        )
        self.panes.view.changed.connect(self._show_zoom)
        for pane in self.panes.panes:
            pane.canvas.resized.connect(self._show_zoom)
        self.panes.views_changed.connect(self.classic.look)
        self.legend.changed.connect(lambda: self.panes.scene.use_overlay(self.legend.look))
        regions = self.explanation.regions
        regions.bars.row_chosen.connect(lambda name: self.legend.solo(classes_of(name)))
        regions.spread.toggled.connect(self.panes.scene.use_per_pixel)
        self.explanation.controls.explain_asked.connect(self.explain)
        self.explanation.controls.test_asked.connect(
            lambda: session.test_maps(self.explanation.controls.detector)
        )
        self.explanation.controls.changed.connect(self._update_state)
        self.explanation.controls.check_asked.connect(session.check_maps)
        self.explanation.controls.cancel_asked.connect(self.cancel)
        self.stress.asked.connect(self.test_stress)
        self.stress.scene_asked.connect(session.test_scene)
        self.notes.recorded.connect(self._on_decision)
        self.casefile.changed.connect(self._on_case)
        self.casefile.checked.connect(self._on_case)
        self.themes.changed.connect(self._on_theme)
        self.tabs.changed.connect(self._on_tab)
        self.commands.tab_asked.connect(self.tabs.bring)
        self.commands.triggered_by("explain", self.explain)
        self.commands.triggered_by("stress", self.test_stress)
        self.commands.triggered_by("cancel", self.cancel)
        for runner, name, cancel in (
            (session.jobs, tr("Image in view"), self._cancel_image),
            (session.loader, tr("Models"), session.loader.cancel),
            (opening.walker, tr("Folder"), opening.walker.cancel),
            (opening.fetcher, tr("Fetching"), opening.fetcher.cancel),
            (self.casefile.opener, tr("Case"), self.casefile.opener.cancel),
            (self.casefile.writer, tr("Report"), self.casefile.writer.cancel),
            (self.list_session.runner, tr("List"), self.list_session.runner.cancel),
            (self.feedback.runner, tr("Marks"), self.feedback.runner.cancel),
        ):
            self.indicator.add(runner, name, cancel)
        self.indicator.add(session.background, tr("List"), self.pause_list, by_key=False)

    def _make_batch(self) -> BatchPage:
        from gng_desktop.ui.batch.page import BatchPage

        page = BatchPage(self.qsettings, self.computing)
        page.table.opened.connect(self.open_image)
        page.table.marked.connect(self.feedback.mark_row)
        page.alert.connect(self.notice.say)
        page.status_message.connect(self.status_text.setText)
        seen = page.isVisible
        self.indicator.add(page.runner, tr("Scan"), page.stop, by_key=False, elsewhere=seen)
        return page

    def _make_training(self) -> TrainingPage:
        from gng_desktop.ui.training.page import TrainingPage

        page = TrainingPage(self.qsettings, lambda: self.computing().models)
        page.workspace.alert.connect(self.notice.say)
        page.workspace.status_message.connect(self.status_text.setText)
        page.workspace.models_changed.connect(self.session.load_models)
        for runner, name, cancel, seen in page.indicated():
            self.indicator.add(runner, name, cancel, by_key=False, elsewhere=seen)
        if page.usable:
            page.pages.currentChanged.connect(lambda: self.indicator.refresh())
            page.data.use_palette(self.settings.value("class_palette"))
        return page

    @property
    def training(self) -> TrainingPage | None:
        return cast("TrainingPage | None", self.tabs.made("training"))

    @property
    def batch(self) -> BatchPage | None:
        return cast("BatchPage | None", self.tabs.made("batch"))

    # -- what the user can do ---------------------------------------------------------------

    def open_image(self, path: Path) -> None:
        self.notice.overtake()
        self.tabs.bring("analyse")
        self.opening.open_image(path)

    def explain(self) -> None:
        """Compute the maps of the image in view, as the explanation panel says."""
        if not self.session.explainable:
            return
        self.notice.overtake()
        choices = self.explanation.controls.choices
        if not choices.detector:
            self.panes.scene.say_of_maps(COMPUTING)
        self.session.explain(choices)

    def test_stress(self) -> None:
        """See whether the verdict survives what happens to images on their way."""
        self.arrangement.show("stress")
        self.session.stress(self.stress.kinds)

    def cancel(self) -> None:
        """Stop the work on the image in view, or where there is none whatever else is shown."""
        if not self.session.jobs.busy:
            self.indicator.cancel_by_key()
            return
        self._cancel_image()

    def _cancel_image(self) -> None:
        if self.session.jobs.busy:
            self.session.jobs.cancel()
            self.status_text.setText(tr("Cancelled"))
            self.empty.invite()
            self.in_view.tidy()

    def pause_list(self) -> None:
        """Analyse no more images of the list until it is asked for again."""
        self.settings.set("background_analysis", False)

    # -- what the session says --------------------------------------------------------------

    def _on_models(self) -> None:
        self.empty.invite()
        analyser = self.session.analyser
        labels = {name: getattr(model, "label", "") for name, model in self.in_view.models.items()}
        known = Models(labels, getattr(analyser, "deciding", ())) if all(labels.values()) else None
        self.evidence.model.use_models(known)
        # Where no fused score decides, neither classifier's score stands for both.
        fuses = getattr(analyser, "fuses", False)
        self.evidence.filters.prefer_score("fused" if fuses else "either")
        # In an event of its own: the first image waits for this one.
        QTimer.singleShot(0, self, lambda: self.verdict.use_models(self.in_view.models))
        engine = getattr(analyser, "engines", {}).get("segmenter")
        device = "" if engine is None else f"{engine.device}"
        self.device_text.setText(device.replace("cpu", "CPU", 1))
        self.explanation.controls.show_detectors(getattr(analyser, "further", ()))
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
        if self.session.analyser is not None:
            self.empty.invite()
        self.in_view.tidy()

    def _on_again(self, paths: list[Path]) -> None:
        found = self.session.found
        if found is not None and Path(found.analysis.path) in paths:
            self.session.open_frame(found.analysis.frame)

    def _on_decision(self, decision: Any) -> None:
        if self.session.awaiting:  # the list names another image than the decision is on
            return self.notes.not_recorded()
        # A decision stands in a case beside what it is about.
        self.casefile.add()
        self.session.record(decision)
        if self.session.found is not None:
            self.triage.on_decision(decision, self.session.found.analysis)

    def _on_case(self) -> None:
        title = self.casefile.title
        text = tr("Case: {title}", title=title) if title else ""
        self.case_text.setText(" · ".join(filter(None, [text, self.casefile.state])))
        self._update_state()

    def _update_state(self) -> None:
        session = self.session
        working, detector = session.jobs.busy, self.explanation.controls.detector
        testable = session.testable(detector)
        image, case = session.found is not None, self.casefile.case is not None
        models = session.analyser is not None or session.loader.busy
        shown = image and not session.awaiting  # not while another image is on its way
        there = {"models": models, "image": shown, "case": case}
        enabled = {spec.key: there[spec.needs] for spec in self.commands if spec.needs}
        enabled |= {
            "explain": session.explainable and not working,
            "test_maps": testable and not working,
            "stress": session.explainable and not working,
            "cancel": self.indicator.busy,
            "add_to_case": case and image,
            "report": case or (shown and self.tabs.key == "analyse"),
        }
        checkable = session.checkable and not working
        explaining = session.explainable, working, enabled["test_maps"], checkable
        if self._state == (state := (enabled, explaining)):
            return  # as most times: an image that is opened calls this some sixteen times
        self._state = state
        for key, on in enabled.items():
            self.commands.enable(key, on)
        self.explanation.controls.set_state(*explaining)
        self.stress.set_testable(enabled["stress"])

    def _on_tab(self, tab: str) -> None:
        self.commands.use_tab(tab)
        self.commands[f"tab_{tab}"].setChecked(True)
        self.zoom_text.setVisible(tab == "analyse")
        if tab == "analyse":
            self.arrangement.show_floating()
        else:
            self.arrangement.hide_floating()
        self.indicator.refresh()
        self._update_state()

    def _show_zoom(self) -> None:
        canvas = self.panes.active.canvas
        if self.panes.view.image_size.isEmpty():
            self.zoom_text.clear()
            return
        scale = self.panes.view.scale(QSizeF(canvas.size())) * canvas.devicePixelRatioF()
        self.zoom_text.setText(tr("{percent:,.0f} %", percent=100 * scale))

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
        if places := dropped(event.mimeData()):
            event.acceptProposedAction()
            self.opening.open_places(places)

    def close_unasked(self) -> None:
        """Close, and all dialogs with it; what is not recorded is lost."""
        self._asks = False
        QApplication.closeAllWindows()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep layout and choices, and let no thread outlive the window."""
        if self._asks and not self._may_close():
            event.ignore()
            return
        self.arrangement.save()
        self.bindings.save()
        self.list_session.close()
        self.casefile.leave()
        if self.batch is not None:
            self.batch.cancel()
        # A training ends so that it can be resumed.
        ended = [self.training is None or self.training.close(), self.session.close()]
        # Decisions that were asked for and the list are written to their end.
        lasting = self.triage.runner, self.list_session.runner
        closed = {*self.session.runners, *lasting}
        others = [runner for runner in self.findChildren(JobRunner) if runner not in closed]
        ended += [close_all(others, CUTTING_MS), stop_drawing()]
        ended += [runner.close(WRITING_MS) for runner in lasting]
        self.threads_ended = all(ended)
        super().closeEvent(event)

    def _may_close(self) -> bool:
        """Ask whether what runs may be stopped, and what is not recorded may be lost."""
        parts = self.training, self.notes, self.batch
        return all(part.may_close(self) for part in parts if part is not None)
