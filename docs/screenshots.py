"""Pictures of every state of the window: ``python -m docs.screenshots [FOLDER]``.

All go into FOLDER (default ``build/screenshots``); those that README and guide show are copied to
``docs/images``. The images analysed and learned from are the public-domain portrait that is the
sample, and changed copies of it, made afresh every time; the trainings are real, but of networks
and data too small to be of use.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QItemSelectionModel, QRect, QSettings
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget

from docs.screenshot_images import collage, many, to_learn_from, with_traces
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import DecisionStore, decide
from gng_desktop.imaging.sample import sample_path
from gng_desktop.training.recipe import DataPart, FitPart, ModelPart, Recipe
from gng_desktop.ui import jobs, layout
from gng_desktop.ui.app import make_application
from gng_desktop.ui.batch.page import BatchPage
from gng_desktop.ui.language import install
from gng_desktop.ui.main_window import MainWindow
from gng_desktop.ui.training.page import TrainingPage
from gng_desktop.ui.training.workspace import RUNS_KEY

REPOSITORY = Path(__file__).parents[1]
KEPT = (
    "window",
    "empty",
    "folder",
    "explanation",
    "provenance",
    "stress",
    "notes",
    "palette",
    "not_applicable",
    "faces",
    "triage",
    "compare",
    "case",
    "report",
    "classic",
    "batch",
    "training_recipe",
    "training_running",
)
"""What README and guide show."""
SMALL, LARGE, HALVED = (1280, 800), (1920, 1080), (960, 540)
MANY = 5_000
SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
PATIENCE = 900.0
"""Longest wait for one state, s."""


class Studio:
    """One window and what is needed to bring it into a state.

    Parameters
    ----------
    place : Path
        Empty; the images, settings and decisions of this studio.
    size : tuple of int
        Of the window, px.
    theme : {"Light", "Dark"}
    """

    def __init__(self, place: Path, size: tuple[int, int], theme: str) -> None:
        self.place = place
        self.portrait = sample_path(place)
        settings = QSettings(str(place / "settings.ini"), QSettings.Format.IniFormat)
        store = DecisionStore(place / "decisions")
        self.window = MainWindow(jobs.Computing().open, settings, store)
        self.window.settings.set("theme", theme)
        self.window.notes.set_analyst("A. Analyst")
        self.window.resize(*size)
        self.window.show()
        self.wait(lambda: self.window.session.analyser is not None)

    def wait(self, until: Callable[[], object]) -> None:
        """Let the window work until `until` holds, then until it is drawn."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get into the state wanted")
            QApplication.processEvents()
            time.sleep(0.005)
        for _ in range(30):
            QApplication.processEvents()
            time.sleep(0.01)

    def open(self, path: Path | None = None) -> None:
        """Open an image, the portrait if none is named, and wait for all that is read of it."""
        self.window.opening.open_image(path or self.portrait)
        session = self.window.session
        self.wait(lambda: session.found is not None and session.found.provenance is not None)

    def explain(self, method: str, evaluations: int = 500) -> None:
        """Explain the image in view."""
        controls = self.window.explanation.controls
        controls.method, controls.evaluations = method, evaluations
        self.window.explain()
        session = self.window.session
        self.wait(lambda: not session.jobs.busy and session.testable())
        # The time it took tells more of what else the machine does.
        self.window.status_text.clear()

    def close(self) -> None:
        """Close the window as a user does who has recorded everything and waits for nothing."""
        self.window.notes.drafts.clear()
        if self.window.batch is not None:
            self.window.batch.stop()
            self.wait(lambda: self.window.batch is None or not self.window.batch.busy)
        self.window.close()


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
    studio.window.wiring.palette_.ask()
    studio.window.wiring.palette_.field.setText("sh")
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
    window = studio.window.wiring.compare()
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
    window.workspace.begin()
    window.casefile.open(made.path, quiet=True)
    studio.wait(lambda: window.casefile.case is not None and not window.workspace.runner.busy)
    window.opening.open_places([studio.place / "evidence"])
    studio.wait(lambda: session.found is not None and not session.jobs.busy)
    window.evidence.table.selectAll()
    window.commands["add_to_case"].trigger()
    studio.wait(lambda: not window.bulk.runner.busy and "added" in window.status_text.text())
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
    studio.wait(lambda: list(_over(studio.window)))


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
    page.data.go_on.click()
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


States = tuple[str, Callable[[Studio], None], tuple[int, int], str, str, str]
STATES: tuple[States, ...] = (
    ("window", window, SMALL, "Light", "1", "en"),
    ("empty", empty, SMALL, "Light", "1", "en"),
    ("verdict", verdict, SMALL, "Light", "1", "en"),
    ("explaining", explaining, SMALL, "Dark", "1", "en"),
    ("explanation", explanation, LARGE, "Light", "1", "en"),
    ("provenance", provenance, SMALL, "Light", "1", "en"),
    ("stress", stress, SMALL, "Dark", "1", "en"),
    ("notes", notes, SMALL, "Light", "1", "en"),
    ("palette", palette, SMALL, "Light", "1", "en"),
    ("settings", settings, SMALL, "Dark", "1", "en"),
    ("not_applicable", not_applicable, SMALL, "Light", "1", "en"),
    ("error", error, SMALL, "Dark", "1", "en"),
    ("folder", folder, LARGE, "Dark", "1", "en"),
    ("classic", classic, SMALL, "Light", "1", "en"),
    ("triage", triage, SMALL, "Light", "1", "en"),
    ("compare", compare, SMALL, "Light", "1", "en"),
    ("case", case, SMALL, "Light", "1", "en"),
    ("report", report, SMALL, "Light", "1", "en"),
    ("small", window, HALVED, "Dark", "2", "en"),
    ("batch_empty", batch_empty, SMALL, "Light", "1", "en"),
    ("faces", faces, SMALL, "Light", "1", "en"),
    ("batch", batch, SMALL, "Light", "1", "en"),
    ("batch_unfinished", batch_unfinished, SMALL, "Light", "1", "en"),
    ("batch_done", batch_done, SMALL, "Light", "1", "en"),
    ("batch_dark", batch, LARGE, "Dark", "1", "en"),
    ("batch_done_dark", batch_done, SMALL, "Dark", "1", "en"),
    ("training_data", training_data, SMALL, "Light", "1", "en"),
    ("training_recipe", training_recipe, SMALL, "Light", "1", "en"),
    ("training_running", training_running, SMALL, "Light", "1", "en"),
    ("training_running_dark", training_running, LARGE, "Dark", "1", "it"),
    ("training_results", training_results, SMALL, "Light", "1", "en"),
    ("double_scale", window, SMALL, "Light", "2", "en"),
    ("italian", explanation, SMALL, "Light", "1", "it"),
)
"""Name, what brings the window there, its size, theme, scale of the screen and language."""


def one(name: str, out: Path) -> None:
    """Bring a window into one state and write its picture."""
    state = next(entry for entry in STATES if entry[0] == name)
    _, arrange, size, theme, _, language = state
    app = make_application(["screenshots"])
    # The screen of no platform at all is smaller than any.
    setattr(layout, "available", lambda window: QRect(0, 0, *(size if size == HALVED else LARGE)))  # noqa: B010
    install(app, language)
    with tempfile.TemporaryDirectory() as place:
        for home in ("CONFIG", "DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{home}_HOME"] = place  # nothing of the user's is read or written
        studio = Studio(Path(place), size, theme)
        arrange(studio)
        pixmap = studio.window.grab()
        for over in _over(studio.window):
            painter = QPainter(pixmap)
            corner = studio.window.mapFromGlobal(over.mapToGlobal(over.rect().topLeft()))
            painter.drawPixmap(corner, over.grab())
            painter.drawRect(QRect(corner, over.size()))
            painter.end()
        pixmap.save(str(out))
        for over in _over(studio.window):
            over.close()
        studio.close()


def _over(window: MainWindow) -> Iterator[QWidget]:
    """Yield dialogs and popups over `window`."""
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible() and widget.parentWidget() is window:
            yield widget


def keep(picture: Path) -> None:
    """Put a picture, with all its colours, where README and guide look for it."""
    place = REPOSITORY / "docs/images" / picture.name
    Image.open(picture).convert("RGB").save(place, optimize=True)


def main() -> int:
    """Make all pictures, each in a process of its own: the scale is set before Qt starts."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("folder", nargs="?", type=Path, default=REPOSITORY / "build/screenshots")
    reader.add_argument("--only", choices=[entry[0] for entry in STATES], action="append")
    reader.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = reader.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.here:
        one(options.only[0], options.folder / f"{options.only[0]}.png")
        return 0
    for name, *_, scale, _ in STATES:
        if options.only and name not in options.only:
            continue
        command = [sys.executable, "-m", "docs.screenshots", str(options.folder)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        print(name, flush=True)
        subprocess.run([*command, "--only", name, "--here"], env=environment, check=True)
        if name in KEPT:
            keep(options.folder / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
