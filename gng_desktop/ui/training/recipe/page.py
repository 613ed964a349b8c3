"""The page Recipe: begin with a preset, change what is to be changed, start or queue it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from gng_desktop.ui.kit.boxes import CalmChoice
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.notice import Notice
from gng_desktop.ui.kit.widgets import button, delay, named, paragraph, say
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.training.recipe import jobs
from gng_desktop.ui.training.recipe.form import GONE_WORDS, RUN_KEYS, WEIGHTS, RecipeForm
from gng_desktop.ui.training.workspace import ChosenData, Workspace

if TYPE_CHECKING:
    from gng_desktop.training.presets import Listed, Preset
    from gng_desktop.training.recipe import Recipe

LOOK_MS = 300  # after so long without a change it is looked whether the files named are there, ms
NOT_READY = QT_TR_NOOP("The recipes are being read.")
NO_ESTIMATE = QT_TR_NOOP("The time it takes on this computer is not known yet.")
MEASURING = QT_TR_NOOP("Measuring how long it takes on this computer…")


class RecipePage(QWidget):
    """A form of every field of a recipe, with presets, files, and what it would take.

    Fields are read with the first showing; until then there is no recipe. The `runners` are to be
    closed with the window.
    """

    # start_asked, queue_asked, estimate_asked: Recipe: train this now, or when its turn comes;
    # measure how long it takes
    start_asked = Signal(object)
    queue_asked = Signal(object)
    estimate_asked = Signal(object)
    grid_asked = Signal(object)  # Grid: queue all of its recipes
    ready = Signal()  # the form is there

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        workspace.data_changed.connect(self.use_data)
        self.reader, self.file_checker = JobRunner(self), JobRunner(self)
        self.form: RecipeForm | None = None
        self._presets: list[Preset] = []
        self._data: dict[str, ChosenData] = {}
        self._runs: tuple[str, ...] | None = None
        self._fresh: dict[str, Any] | None = None
        self._recipe: Recipe | str = tr(NOT_READY)
        self._gone: set[str] = set()
        self._measuring = False
        self._timer = delay(self, LOOK_MS, self._find_missing)
        self.preset = CalmChoice()
        self.preset.setMinimumContentsLength(20)
        self.about = paragraph()
        tip = tr("Read a recipe from a TOML file")
        self.load_button = button(tr("Load…"), tip, do=self._ask_load)
        tip = tr("Write this recipe to a TOML file")
        self.save_button = button(tr("Save…"), tip, do=self._ask_save)
        self.notice = Notice()
        self.problem, self.estimate = paragraph(), paragraph(tr(NO_ESTIMATE), faint=True)
        tip = tr("Measure a few steps on this computer; nothing is kept of them")
        self.estimate_button = button(tr("Estimate"), tip)
        self.queue_button = button(tr("Add to the queue"))
        self.start_button = button(tr("Start training"))
        for asking, signal in (
            (self.estimate_button, self.estimate_asked),
            (self.queue_button, self.queue_asked),
            (self.start_button, self.start_asked),
        ):
            asking.clicked.connect(lambda _, signal=signal: self._ask(signal))
        self.grid_button = button("", do=self._ask_grid)
        tip = tr("Leave out the file of first weights; training then takes longer to learn")
        self.way_out = button(tr("Start with random weights"), tip, do=self._leave_weights_out)
        self.preset.activated.connect(self._on_preset)
        self.reader.failed.connect(self.notice.say)
        self._build()
        self._update()

    def _build(self) -> None:
        label = named(tr("Start from"), self.preset)
        top = across(label, self.preset, (self.about, 1), self.load_button, self.save_button)
        way_out = (self.way_out, 0, Qt.AlignmentFlag.AlignLeft)
        below = down(self.problem, way_out, self.estimate, spacing=2)
        buttons = self.estimate_button, self.grid_button, self.queue_button, self.start_button
        bottom = across((below, 1), *buttons)
        self._layout = down(top, self.notice, 1, bottom, into=self, margins=(10, 8, 10, 8))

    @property
    def runners(self) -> list[JobRunner]:
        """Everything that may be working; to be closed with the window."""
        return [self.reader, self.file_checker]

    def close(self) -> bool:
        """Close the page, and look for no more files: nobody would end that thread."""
        self._timer.stop()
        return super().close()

    @property
    def folder(self) -> Path | None:
        """The data folder, of the data chosen last."""
        data = next(reversed(self._data.values()), None)
        return None if data is None else data.folder

    def recipe(self) -> Recipe | str:
        """Return the recipe shown, or the sentence that says why it is none."""
        return self._recipe

    # -- what others tell -------------------------------------------------------------------

    def use_data(self, data: ChosenData) -> None:
        """Offer what `data` holds; a preset that was not changed takes it."""
        self._data.pop(data.kind, None)
        if self.folder not in (None, data.folder):
            # Recipes know one data folder: what lies in another one is not at hand any more.
            self._data.clear()
        self._data[data.kind] = data
        self._offer()
        if self.form is not None and self._fresh is not None:
            self._on_preset()
        self._update()
        self._timer.start()

    def set_runs(self, runs: Sequence[str]) -> None:
        """Offer `runs`, the names of the runs whose segmenter may be used."""
        self._runs = tuple(runs)
        self._offer()
        self._update()

    def show_recipe(self, recipe: Recipe) -> None:
        """Show `recipe`, a run's for one; it must lie within the limits of the schema."""
        assert self.form is not None
        from gng_desktop.training.recipe_schema import values_of

        self._fresh = None
        self.preset.setCurrentIndex(-1)
        self.about.clear()
        self.form.put(values_of(recipe))

    def show_estimate(self, words: str) -> None:
        """Show how long the recipe takes, as measured; "" where that is not known."""
        self.estimate.setText(
            tr("On this computer: {words} (measured)", words=words) if words else tr(NO_ESTIMATE)
        )

    def show_measuring(self, measuring: bool) -> None:
        """Say whether an estimate is being made; it is forgotten when the recipe changes."""
        self._measuring = measuring
        self.estimate.setText(tr(MEASURING if measuring else NO_ESTIMATE))
        self._update()

    # -- the form ---------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.form is None and not self.reader.busy:
            self.reader.start(jobs.presets(), tr("Reading the recipes"), self._on_presets)

    def _on_presets(self, found: list[Preset] | str) -> None:
        if isinstance(found, str):
            self.notice.say(found)
        else:
            self._presets = found
        for preset in self._presets:
            self.preset.addItem(tr(preset.title), preset.key)
        self.form = RecipeForm(lambda: self.folder)
        self._layout.insertWidget(2, self.form, 1)
        self._layout.takeAt(3)  # the stretch that held its place
        self._offer()
        self.form.changed.connect(self._on_changed)
        if self._presets:
            # With the whole image: what most want, and what needs no other run.
            self.preset.setCurrentIndex(self.preset.findData("with_background"))
            self._on_preset()
        self.ready.emit()

    @property
    def _chosen_preset(self) -> Preset | None:
        key = self.preset.currentData()
        return next((preset for preset in self._presets if preset.key == key), None)

    def _on_preset(self) -> None:
        preset = self._chosen_preset
        if preset is None or self.form is None:
            return
        from gng_desktop.training.presets import fitted
        from gng_desktop.training.recipe_schema import values_of

        self.about.setText(tr(preset.about))
        self.form.hold(self._held(preset))
        values = values_of(fitted(preset, self._listed("faces"), self._listed("masks")))
        self._fresh = None
        self.form.put(values)
        self._fresh = self.form.values()
        self._offer_names()

    def _held(self, preset: Preset) -> dict[str, str]:
        """Return the fields that a grid sets, and what it sets them to."""
        assert self.form is not None
        notes = dict.fromkeys(preset.held, tr("Set by the grid"))
        for key, values in (preset.grid.axes if preset.grid is not None else {}).items():
            words = "; ".join(tr(word) for word in self.form.words(key, values))
            notes[key] = tr("Varies: {values}", values=words)
        return notes

    def _listed(self, kind: str) -> Listed | None:
        from gng_desktop.training.presets import Listed

        data = self._data.get(kind)
        return None if data is None else Listed(data.relative, tuple(data.names))

    def _offer(self) -> None:
        if self.form is None:
            return
        from gng_desktop.training.recipe import INSTALLED

        for key in RUN_KEYS:
            self.form.offer(key, dict.fromkeys((INSTALLED, *(self._runs or ())), 0))
        indexes = {kind: data.relative for kind, data in self._data.items()}
        of_masks = self._names("masks")
        for key, names in (
            ("data.index", dict.fromkeys(indexes.values(), 0)),
            ("data.extra_real_index", {indexes["masks"]: 0} if "masks" in indexes else {}),
            ("data.sources", self._names("faces")),
            ("data.labels", of_masks),
            ("data.extra_real", of_masks),
        ):
            self.form.offer(key, names)
        self._offer_names()

    def _names(self, kind: str) -> dict[str, int]:
        data = self._data.get(kind)
        return {} if data is None else data.names

    def _offer_names(self) -> None:
        """Let the shares be those of the sources and label sets that the recipe uses."""
        assert self.form is not None
        values = self.form.values()
        if values["role"] == "segmenter":
            used = values["data.labels"]
        else:
            used = values["data.sources"] or tuple(self._names("faces"))
            if values["data.extra_real_index"]:
                used = (*used, *values["data.extra_real"])
        self.form.offer("data.share", dict.fromkeys(used, 0))

    def _on_changed(self) -> None:
        assert self.form is not None
        if self._fresh is not None and self.form.values() != self._fresh:
            self._fresh = None
        self._offer_names()
        self.show_estimate("")
        self._update()
        self._timer.start()

    # -- what is wrong ----------------------------------------------------------------------

    def _find_missing(self) -> None:
        """Look off the GUI thread whether the files named are there."""
        if self.form is None or self.folder is None:
            return
        values = self.form.values()
        named = {key: values[key] for key in GONE_WORDS if self.form.is_shown(key)}
        what = tr("Looking for the files")
        self.file_checker.start(jobs.missing(self.folder, named), what, self._on_missing)

    def _on_missing(self, gone: set[str]) -> None:
        if gone != self._gone:
            self._gone = gone
            self._update()

    def _update(self) -> None:
        """Say what is wrong with the recipe, beside the field it is about."""
        sentences: dict[str, str] = {}
        if self.form is not None:
            self._recipe, sentences = self.form.recipe(self._runs, self._gone)
            self.form.say(sentences)
        broken = isinstance(self._recipe, str)
        say(self.problem, f"⚠  {self._recipe}" if broken else "")
        self.way_out.setVisible(
            broken and WEIGHTS in self._gone and self.form is not None and WEIGHTS in sentences
        )
        preset = self._chosen_preset
        axes = preset.grid.axes if preset is not None and preset.grid is not None else {}
        single = self.start_button, self.queue_button, self.estimate_button
        for widget in (*single, self.estimate):
            widget.setVisible(not axes)
        for widget in (*single, self.grid_button, self.save_button):
            widget.setEnabled(not broken)
        if self._measuring:
            self.estimate_button.setEnabled(False)
        self.grid_button.setVisible(bool(axes))
        count = math.prod(len(values) for values in axes.values())
        self.grid_button.setText(tr("Queue {count} runs and their segmenters", count=count))
        self.load_button.setEnabled(self.form is not None)

    def _leave_weights_out(self) -> None:
        if self.form is not None:
            self.form.put({**self.form.values(), WEIGHTS: ""})

    # -- what the user can do ---------------------------------------------------------------

    def _ask(self, signal: Any) -> None:
        if not isinstance(self._recipe, str):
            signal.emit(self._recipe)

    def _ask_grid(self) -> None:
        preset = self._chosen_preset
        if preset is not None and not isinstance(self._recipe, str):
            from gng_desktop.training.presets import grid_of

            listed = self._listed("faces"), self._listed("masks")
            self.grid_asked.emit(grid_of(preset, self._recipe, *listed))

    def _ask_load(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Load a recipe"), "", tr("Recipes (*.toml);;All files (*)")
        )
        if chosen:
            self.load(Path(chosen))

    def load(self, path: Path) -> None:
        self.notice.hide()
        self.reader.start(jobs.load(path), tr("Loading the recipe"), self._on_loaded)

    def _on_loaded(self, recipe: Recipe) -> None:
        assert self.form is not None
        self.form.hold({})
        self.show_recipe(recipe)
        self._update()

    def _ask_save(self) -> None:
        assert self.form is not None
        start = f"{self.form.values()['name']}.toml"
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the recipe"), start, tr("Recipes (*.toml);;All files (*)")
        )
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write the recipe shown to `path`; comments of a recipe there stay."""
        if not isinstance(self._recipe, str):
            self.notice.hide()
            work = jobs.save(self._recipe, path)
            self.reader.start(work, tr("Saving the recipe"), self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self.notice.tell(tr("Saved as {file}.", file=path))
