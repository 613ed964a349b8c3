"""One run: curves, figures, errors, mistakes, recipe, card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget

from gng_desktop.ui.kit.figure_view import FigureView
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import across, page, scrolled, split
from gng_desktop.ui.kit.plain import Reader
from gng_desktop.ui.kit.tabs import flatten
from gng_desktop.ui.kit.widgets import Panel, heading, paragraph, say
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.training.curves_view import CurvesFigure
from gng_desktop.ui.training.read_table import ReadTable, Row, Text, share_cell
from gng_desktop.ui.training.results import jobs
from gng_desktop.ui.training.results.error_figures import (
    FairnessView,
    show_confusion,
    show_iou,
    show_reliability,
)
from gng_desktop.ui.training.results.jobs import Details, InUse, MistakesFound
from gng_desktop.ui.training.results.mistakes_view import MistakesView
from gng_desktop.ui.training.words import (
    GROUPS,
    LOGGED,
    TRUTHS,
    duration,
    figure_name,
    images_text,
    known,
    moment,
)

if TYPE_CHECKING:
    from gng_desktop.runs.history import Summary
    from gng_desktop.runs.tested import Tested


class RunDetails(QTabWidget):
    """Everything known of one run, read off the GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self.details: Details | None = None
        self._shown: Path | None = None
        self._used = InUse()
        self._card_of: object = None
        self.runner, self.card_runner = JobRunner(self), JobRunner(self)
        flatten(self, tr("About the run"))
        self.setAccessibleName(tr("Details of the run"))
        self.curves = CurvesFigure()
        self.no_log = paragraph(tr("No epoch has finished yet: there are no curves to show."))
        self.figures = ReadTable(tr("Test figures"), texts=2)
        self.no_figures = paragraph()
        self.confusion = FigureView(tr("Confusion matrix"))
        self.reliability = FigureView(tr("Reliability diagram"))
        self.iou = FigureView(tr("IoU per class"), least=240)
        self.sources = ReadTable(tr("Verdict zones per source"), texts=2)
        self.fairness = FairnessView()
        self.mistakes = MistakesView()
        self.recipe = ReadTable(tr("Recipe"), texts=2)
        self.facts = ReadTable(tr("Data and program"), texts=2)
        self.card = Reader(tr("Model card"))
        self.card_note = paragraph()
        self._build()
        self.currentChanged.connect(self._on_tab)

    def _build(self) -> None:
        left = Panel(tr("Learning curves"), top=6)
        left.add(self.no_log, self.curves, 1)
        title = heading(tr("Test figures with 95 % intervals"))
        # The last stretch is for where there is no table.
        right = page(title, self.no_figures, (self.figures, 100), 1, margins=(8, 6, 0, 0))
        first = split(left, right, sizes=(640, 460), stretch=(1, 1))
        # Held: what Python does not hold of a live widget any thread that draws may tidy up.
        self._first = first, left
        self.addTab(first, tr("Curves and figures"))
        self.errors = self._errors()
        self.addTab(self.errors, tr("Errors"))
        self.addTab(self.fairness, tr("Fairness"))
        self.addTab(self.mistakes, tr("Mistakes"))
        parts = ((tr("Recipe"), self.recipe), (tr("Data and program"), self.facts))
        both = (page(heading(words), (table, 1), margins=(4, 6, 4, 0)) for words, table in parts)
        self.addTab(split(*both, sizes=(500, 500)), tr("Recipe and data"))
        self.addTab(page(self.card_note, (self.card, 1), margins=(4, 6, 0, 0)), tr("Card"))

    def _errors(self) -> QScrollArea:
        self._blocks: dict[QWidget, QWidget] = {}
        self.confusion_note = paragraph()
        body = QWidget()
        line = across(into=body, margins=(8, 6, 8, 4), spacing=28)
        self.no_errors = paragraph()
        line.addWidget(self.no_errors, 1)
        for view, words, stretch in (
            (self.confusion, tr("Confusion matrix"), 0),
            (self.reliability, tr("Reliability, with 95 % intervals"), 0),
            (self.iou, tr("IoU per class, with 95 % intervals"), 1),
            (self.sources, tr("Verdicts per source, with 95 % intervals"), 1),
        ):
            note = [self.confusion_note] if view is self.confusion else []
            self._blocks[view] = block = page(heading(words), view, *note, 1)
            line.addWidget(block, stretch)
        self.iou.setMaximumWidth(640)
        self.sources.setMinimumWidth(420)
        area = scrolled(body)
        area.setAccessibleName(tr("Errors"))
        return area

    # -- reading ----------------------------------------------------------------------------

    @property
    def runners(self) -> tuple[JobRunner, ...]:
        """All that may be running."""
        return self.runner, self.card_runner

    def show_run(self, found: Summary, used: InUse) -> None:
        """Read a run that is not damaged, and show it; `used` are the models in use."""
        if found.folder != self._shown:
            self._clear(found)
        self._shown, self._used = found.folder, used
        self.runner.start(jobs.details(found, used), tr("Reading the run"), self._on_news)

    def forget(self) -> None:
        self.details, self._shown, self._card_of = None, None, None
        for runner in self.runners:
            runner.cancel()

    def _clear(self, found: Summary) -> None:
        self.details, self._card_of = None, None
        self.curves.show_curves({})
        for table in (self.figures, self.recipe, self.facts, self.sources):
            table.setRowCount(0)
        self.mistakes.prepare(found.task == "segmentation", "")
        self.card.clear()

    def _on_news(self, news: Any) -> None:
        if isinstance(news, Details):
            self.details = news
            self._show(news)
            self._on_tab()
        elif isinstance(news, MistakesFound):
            self.mistakes.show_found(news)

    def read_mistakes(self) -> None:
        """Show the mistakes that were looked for again."""
        if self._shown is not None and not self.runner.busy:
            work = jobs.mistakes(self._shown)
            self.runner.start(work, tr("Reading the mistakes"), self._on_news)

    # -- showing ----------------------------------------------------------------------------

    def _show(self, found: Details) -> None:
        self.no_log.setVisible(not found.curves)
        self.curves.setVisible(bool(found.curves))
        self.curves.show_curves({known(LOGGED, n): [c] for n, c in found.curves.items()})
        self._show_figures(found)
        self._show_errors(found)
        entries: list[Row] = [[key, value] for key, value in found.recipe.items()]
        self.recipe.fill([tr("Entry"), tr("Value")], entries)
        self.facts.fill([tr("Entry"), tr("Value")], _facts(found))

    def _show_figures(self, found: Details) -> None:
        tested = found.tested
        if found.no_figures:
            words = f"⚠  {found.no_figures}"
        elif tested is None:
            words = tr("This run has not been tested yet: it has no figures on the test images.")
        else:
            words = ""
        say(self.no_figures, words)
        self.figures.setVisible(tested is not None)
        if tested is None:
            return
        sources = {source.name for source in tested.sources}
        rows: list[Row] = []
        before = ""
        for figure in tested.figures:
            if figure.group in sources or figure.words.startswith("IoU "):
                continue
            new, before = figure.group != before, figure.group
            group = known(GROUPS, figure.group)
            first = f"{group}, {images_text(figure.images)}"
            interval = " – ".join(number(end, ".3f") for end in figure.interval or ()) or "—"
            value = "—" if figure.value is None else number(figure.value, ".3f")
            name = Text(first if new else "", bold=True)
            rows.append([name, figure_name(figure.words), value, interval])
        head = [tr("Test images"), tr("Figure"), tr("Value"), tr("95 % interval")]
        self.figures.fill(head, rows)

    def _show_errors(self, found: Details) -> None:
        tested = found.tested
        self.fairness.show_fairness(tested is not None, tested.fairness if tested else {})
        words = tr("There is nothing to show until the run has been tested.")
        say(self.no_errors, words if tested is None else "")
        for view, part in (
            (self.confusion, tested and tested.confusion),
            (self.reliability, tested and tested.reliability),
            (self.iou, tested and tested.iou),
            (self.sources, tested and tested.sources),
        ):
            self._blocks[view].setVisible(bool(part))
        if tested is None:
            return
        show_confusion(self.confusion, tested.confusion)
        images = tested.confusion is not None and tested.confusion.unit == "images"
        note = QT_TR_NOOP("Percentage of the pixels of the true class")
        if images:
            note = QT_TR_NOOP("Images of the training sources, split at a score of 0.5")
        self.confusion_note.setText(tr(note))
        self.confusion_note.setMaximumWidth(max(200, self.confusion.sizeHint().width()))
        show_reliability(self.reliability, tested.reliability)
        show_iou(self.iou, tested.iou)
        self._show_sources(tested)

    def _show_sources(self, tested: Tested) -> None:
        rows: list[Row] = []
        for source in tested.sources:
            zones = {figure.name: figure for figure in source.zones}
            cells = [
                share_cell(figure.value, figure.interval) if figure else Text("—")
                for figure in map(zones.get, ("called_generated", "inconclusive", "called_real"))
            ]
            truth = tr(TRUTHS["generated" if source.generated else "real"])
            trained = tr("trained on") if source.trained else tr("not trained on")
            images = images_text(source.images)
            rows.append([Text(source.name, images, bold=True), Text(truth, trained), *cells])
        head = [
            tr("Source"),
            tr("Truth"),
            tr("Called generated"),
            tr("Inconclusive"),
            tr("Called real"),
        ]
        self.sources.fill(head, rows)
        self.sources.fit_height()

    # -- the card ---------------------------------------------------------------------------

    def _on_tab(self) -> None:
        """Read the card when it is first looked at: that loads what counts and fits."""
        found = self.details
        if found is None or self.currentIndex() != self.count() - 1:
            return
        card_of = (found.summary.folder, found.summary, found.model)
        if card_of == self._card_of:
            return
        self._card_of = card_of
        self.card.clear()
        self.card_note.setText(tr("Reading the card…"))
        work = jobs.card(found.summary.folder, found.model)
        self.card_runner.start(work, tr("Reading the card"), self._on_card)

    def _on_card(self, text: str) -> None:
        details = self.details
        if details is None:  # it is of a run that is not shown any more
            return
        self.card.setVisible(bool(text))
        self.card.show_markdown(text)
        if not text and details.tested is None:
            words = tr("There is no card until the run has been tested.")
        elif not text:
            words = details.refusal or tr(
                "There is no card: the run was tested with another version of the program."
            )
        elif details.model is not None:
            words = tr("The card of the model in use that was made from this run")
        else:
            words = tr(
                "What the card of a model made from this run would say; it is measured again at "
                "that point"
            )
        self.card_note.setText(words)


def _facts(found: Details) -> list[Row]:
    """Return what is known of a run's data, time and program."""
    about, tested = found.summary, found.tested
    images = about.images or {}
    rows: list[Row] = [
        [tr("Folder"), str(about.folder)],
        [tr("Training images"), number(images.get("train", 0), ",")],
        [tr("Validation images"), number(images.get("val", 0), ",")],
        [tr("Data SHA-256"), about.data_sha256 or "—"],
        [tr("Wall time"), duration(about.seconds)],
        [tr("Started"), moment(about.begun) or "—"],
        [tr("Ended"), moment(about.ended) or "—"],
        [tr("Size on disk"), f"{number(about.size / 1e6, ',.0f')} MB"],
    ]
    if found.model is not None:
        rows.append([tr("Model in use"), found.model.label])
        rows.append([tr("SHA-256 of its manifest"), found.model.sha256])
    if tested is not None:
        rows.append([tr("Parameters"), number(tested.parameters, ",")])
        mirrored = tr("yes") if tested.flip else tr("no")
        rows.append([tr("Averaged with the mirror image"), mirrored])
        if tested.thresholds:
            limits = tested.thresholds
            rows.append([tr("Real below"), number(limits["real_below"], ".3f")])
            rows.append([tr("Generated above"), number(limits["generated_above"], ".3f")])
    return rows + [[name, value] for name, value in found.environment.items()]
