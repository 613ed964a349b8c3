"""The states of the window that `docs.screenshots` takes pictures of, and what brings it there."""

from __future__ import annotations

import time

from PIL import Image
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QInputDialog

from docs.screenshot_images import collage, many, to_learn_from, with_traces
from docs.screenshot_studio import Studio, windows_over
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import decide
from gng_desktop.training.recipe import DataPart, FitPart, ModelPart, Recipe
from gng_desktop.ui.batch.page import BatchPage
from gng_desktop.ui.training.page import TrainingPage
from gng_desktop.ui.training.workspace import RUNS_KEY

MANY = 5_000
SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


# -- states ---------------------------------------------------------------------------------


def empty(studio: Studio) -> None:
    """Show what there is before anything is opened."""


def verdict(studio: Studio) -> None:
    """Open one image."""
    studio.open()


def window(studio: Studio) -> None:
    """Show six panes with SHAP maps."""
    studio.open()
    studio.explain("shap", 400)


def explaining(studio: Studio) -> None:
    """Watch maps that are still growing."""
    studio.open()
    studio.window.explanation.controls.evaluations = 5000
    studio.window.explain()
    studio.window.arrangement.show("explanation")
    studio.wait(lambda: studio.window.panes.scene.pair is not None)
    end = time.monotonic() + 4
    studio.wait(lambda: time.monotonic() > end)


def explanation(studio: Studio) -> None:
    """Explain an image by regions and test the maps."""
    studio.open()
    studio.explain("regions")
    studio.window.session.test_maps()
    studio.wait(lambda: not studio.window.session.jobs.busy)
    studio.window.arrangement.show("explanation")
    studio.wait(lambda: True)


def provenance(studio: Studio) -> None:
    """Open an image that carries traces of a generator."""
    studio.open(with_traces(studio.place, studio.portrait))
    studio.window.panes.use_panes(1)
    studio.window.arrangement.show("provenance")
    studio.wait(lambda: True)


def stress(studio: Studio) -> None:
    """Test an image by compression, reduction and blur."""
    studio.open()
    studio.window.panes.use_panes(2)
    studio.window.test_stress()
    studio.wait(lambda: not studio.window.session.jobs.busy)
    plots = studio.window.stress.plots.values()
    studio.wait(lambda: all(plot.settled for plot in plots if plot.isVisible()))


def notes(studio: Studio) -> None:
    """Record a decision."""
    studio.open()
    studio.window.panes.use_panes(4)
    session = studio.window.session
    assert session.found is not None
    comment = "Published NASA portrait; the source is known."
    session.record(decide(session.found.analysis, "real", comment, "A. Analyst"))
    studio.window.arrangement.show("notes")
    studio.wait(lambda: session.found is not None and bool(session.found.history))


def palette(studio: Studio) -> None:
    """Open the command palette over the window."""
    studio.open()
    studio.window.panes.use_panes(4)
    studio.window.bindings.palette_.ask()
    studio.window.bindings.palette_.field.setText("sh")
    studio.wait(lambda: True)


def not_applicable(studio: Studio) -> None:
    """Open a picture without a face."""
    path = studio.place / "noise.png"
    Image.effect_noise((400, 300), 80).save(path)
    studio.open(path)


def error(studio: Studio) -> None:
    """Open a file that breaks off."""
    path = studio.place / "cut short.jpg"
    Image.open(studio.portrait).save(path)
    path.write_bytes(path.read_bytes()[:9000])
    studio.open(path)


def folder(studio: Studio) -> None:
    """Open a folder of 5,000 images, and see some of them analysed."""
    studio.window.opening.open_places([many(studio.place, studio.portrait, MANY)])
    model = studio.window.evidence.model
    studio.wait(lambda: model.rowCount() == MANY and model.counts()["waiting"] < MANY - 400)


def faces(studio: Studio) -> None:
    """Analyse every face of a picture, and look at the second."""
    studio.open(collage(studio.place, studio.portrait))
    session = studio.window.session
    studio.wait(lambda: session.faces.group is not None and not session.jobs.busy)
    studio.window.panes.use_panes(4)
    session.faces.analyse_every()
    studio.wait(lambda: session.faces.verdict is not None and not session.jobs.busy)
    session.faces.choose(2)
    studio.wait(lambda: session.faces.chosen == 2 and not session.jobs.busy)
    studio.explain("shap", 100)


def classic(studio: Studio) -> None:
    """Look at the classic views of an image."""
    studio.open()
    studio.window.commands["views_classic"].trigger()
    panes = studio.window.panes
    studio.wait(lambda: all(pane.has_picture for pane in panes.panes))
    panes.panes[1].canvas.setFocus()
    studio.wait(lambda: True)


def listed(studio: Studio, count: int = 24) -> None:
    """List a folder of images, and wait until all are analysed and one is in view."""
    folder = many(studio.place, studio.portrait, count, 256)
    studio.window.opening.open_places([folder])
    model, session = studio.window.evidence.model, studio.window.session
    studio.wait(lambda: model.rowCount() == count and not model.counts()["waiting"])
    studio.wait(lambda: session.found is not None and session.found.provenance is not None)


def triage(studio: Studio) -> None:
    """Decide on images by one key each, tag some of them, and see which are left."""
    listed(studio)
    window = studio.window
    for key in ("real", "real", "undecided", "real"):
        window.commands[f"decide_{key}"].trigger()
        studio.wait(lambda: not window.session.jobs.busy and not window.triage.runner.busy)
    table = window.evidence.table
    table.choose(1)
    for row in (2, 3):
        table.selectionModel().select(table.model().index(row, 0), SELECT)
    setattr(QInputDialog, "getItem", lambda *rest: ("night shift", True))  # noqa: B010
    window.commands["add_tag"].trigger()
    studio.wait(lambda: not window.triage.runner.busy)
    table.choose(4)
    window.evidence.filters.more.setChecked(True)
    studio.wait(lambda: not window.triage.runner.busy and not window.session.jobs.busy)


def compare(studio: Studio) -> None:
    """Compare an image with a copy of it that carries traces of a generator."""
    with_traces(studio.place, studio.portrait)
    small = studio.place / "small.jpg"
    Image.open(studio.portrait).resize((256, 256)).save(small, quality=60)
    paths = [studio.portrait, studio.place / "with settings.png", small]
    studio.window.opening.open_places(paths)
    model = studio.window.evidence.model
    studio.wait(lambda: model.rowCount() == 3 and not model.counts()["waiting"])
    studio.window.evidence.table.selectAll()
    window = studio.window.bindings.compare()
    assert window is not None
    studio.wait(lambda: window.facts.rowCount() and not window.runner.busy)
    window.show_faces()
    studio.wait(lambda: True)


def case(studio: Studio) -> None:
    """Open a case with images, maps and decisions that were stored in it."""
    path = studio.place / "robbery.gng"
    made = Case.create(path, "Robbery, 4 May", reference="2026-117", examiner="A. Analyst")
    listed(studio, 10)
    window, session = studio.window, studio.window.session
    window.list_session.begin()
    window.casefile.open(made.path, quiet=True)
    studio.wait(lambda: window.casefile.case is not None and not window.list_session.runner.busy)
    window.opening.open_places([studio.place / "evidence"])
    studio.wait(lambda: session.found is not None and not session.jobs.busy)
    window.evidence.table.selectAll()
    window.commands["add_to_case"].trigger()
    studio.wait(lambda: not window.adding.runner.busy and "added" in window.status_text.text())
    window.evidence.table.choose(0)
    studio.wait(lambda: session.found is not None and not session.jobs.busy)
    studio.explain("shap", 100)
    for key in ("real", "undecided", "real"):
        window.commands[f"decide_{key}"].trigger()
        studio.wait(lambda: not session.jobs.busy and not window.triage.runner.busy)
    window.evidence.table.choose(0)
    window.arrangement.show("notes")
    studio.wait(lambda: session.found is not None and session.found.history)
    studio.wait(
        lambda: session.found and session.found.explained and not window.casefile.writer.busy
    )


def report(studio: Studio) -> None:
    """Be asked what the report on a case is to hold."""
    case(studio)
    studio.window.casefile.report()
    studio.wait(lambda: list(windows_over(studio.window)))


def scan(studio: Studio, count: int) -> BatchPage:
    """Go to the tab Batch and start a scan of a folder of `count` images; return the page."""
    studio.window.tabs.bring("batch")
    page = studio.window.batch
    assert page is not None
    page.form.csv.setText(str(studio.place / "evidence.csv"))
    page.form.csv.textEdited.emit(page.form.csv.text())
    page.use_source(many(studio.place, studio.portrait, count))
    studio.wait(page.start_button.isEnabled)
    page.start("new")
    return page


def batch_empty(studio: Studio) -> None:
    """Go to the tab Batch."""
    studio.window.tabs.bring("batch")
    studio.wait(lambda: True)


def batch(studio: Studio) -> None:
    """Watch a scan of 2,000 images."""
    page = scan(studio, 2_000)
    studio.wait(lambda: len(page.model.rows) > 300)


def batch_done(studio: Studio) -> None:
    """See what a scan of 120 images has found."""
    page = scan(studio, 120)
    studio.wait(page.summary.isVisible)


def batch_unfinished(studio: Studio) -> None:
    """Stop a scan that can be gone on with."""
    page = scan(studio, 400)
    studio.wait(lambda: len(page.model.rows) > 100)
    page.stop()
    studio.wait(page.resume_button.isVisible)


def training(studio: Studio) -> TrainingPage:
    """Go to the tab Training and choose a data set; return the page."""
    window = studio.window
    index = to_learn_from(studio.place, studio.portrait)
    (studio.place / "runs").mkdir()
    window.qsettings.setValue(RUNS_KEY, str(studio.place / "runs"))
    window.tabs.bring("training")
    page = window.training
    assert page is not None
    page.data.open(index)
    studio.wait(lambda: page.data.data is not None and not page.data.checker.busy)
    studio.wait(lambda: page.workspace.runs is not None and not page.data.viewer.busy)
    return page


def small_recipe(name: str, epochs: int, learning_rate: float = 1e-3) -> Recipe:
    """Return the recipe of a network that a CPU trains in some seconds an epoch."""
    return Recipe(
        name,
        "classification",
        "with_background",
        model=ModelPart(backbone="mobilenet_v2", family="pooled", size=96, norm_momentum=0.9),
        data=DataPart("index.csv", ("photographs", "enlarged"), drop_twins=False),
        fit=FitPart(epochs=epochs, batch=16, learning_rate=learning_rate, schedule="cosine"),
    )


def training_data(studio: Studio) -> None:
    """Choose a data set and have it checked."""
    training(studio)


def training_recipe(studio: Studio) -> None:
    """Have the time measured that a recipe takes."""
    page = training(studio)
    page.data.next_button.click()
    studio.wait(lambda: page.recipe.form is not None)
    form = page.recipe.form
    assert form is not None
    # There are no weights to begin with among the data.
    form.put({**form.values(), "name": "portraits", "model.initial_weights": ""})
    studio.wait(lambda: not page.recipe.file_checker.busy)
    page.recipe.estimate_button.click()
    studio.wait(lambda: not page.running.estimator.busy)


def training_running(studio: Studio) -> None:
    """Watch a training in the midst of its seventh epoch."""
    page = training(studio)
    page.recipe.start_asked.emit(small_recipe("portraits", 12))
    page.recipe.queue_asked.emit(small_recipe("portraits-slower", 12, 3e-4))

    def amid() -> bool:
        run = page.running.queue_runner.current
        if run is not None and run.state == "failed":
            raise RuntimeError(f"{run.sentence}\n{run.details}")
        batch = run.batch if run is not None else None
        return batch is not None and batch.epoch == 7 and batch.batch > batch.batches // 3

    studio.wait(amid)


def training_results(studio: Studio) -> None:
    """Look at one of two runs, which is tested."""
    page = training(studio)
    results = page.results
    for name, rate in (("portraits", 1e-3), ("portraits-slower", 3e-4)):
        page.recipe.start_asked.emit(small_recipe(name, 5, rate))
        studio.wait(lambda: page.running.queue_runner.busy)
        studio.wait(lambda: not page.running.queue_runner.busy)
    page.pages.setCurrentWidget(results)
    studio.wait(lambda: len(results.model.runs) == 2)
    results.table.choose(0)
    studio.wait(lambda: results.details.details is not None)
    results.test()
    studio.wait(lambda: not results.busy)
    studio.wait(lambda: bool(results.model.runs[0].figures) and not results.reader.busy)


def settings(studio: Studio) -> None:
    """Open the settings dialog."""
    from gng_desktop.ui.settings.dialog import SettingsDialog

    SettingsDialog(studio.window.settings, studio.window).show()
    studio.wait(lambda: True)
