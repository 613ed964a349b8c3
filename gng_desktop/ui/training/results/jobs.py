"""What the page Results reads and writes, off the GUI thread and without Keras."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import read_bytes
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.workers import Steps, UserError

if TYPE_CHECKING:
    from gng_desktop.charts.curves import Curve
    from gng_desktop.modelstore import RollBack, StoredModel
    from gng_desktop.runs.comparison import Comparison
    from gng_desktop.runs.figures import Figure
    from gng_desktop.runs.history import Summary
    from gng_desktop.runs.records import Run
    from gng_desktop.runs.table import Table
    from gng_desktop.runs.tested import Mistake, Tested


@dataclass(frozen=True)
class InUse:
    """The models an analysis uses, by role; what rolling back would do; their main test figures.

    `known` says whether they were read; else there may be others.
    """

    models: dict[str, StoredModel] = field(default_factory=dict)
    back: dict[str, RollBack] = field(default_factory=dict)
    figures: dict[str, tuple[Figure, ...]] = field(default_factory=dict)
    known: bool = False


def overview(folder: Path, models: Path | None) -> Steps:
    """Yield the runs in a folder, what is `InUse`, and of which of the runs that was made.

    The runs are a tuple of `Summary`, by name; those last are a frozenset of their folders.
    `models` as `Computing.models`.
    """
    from gng_desktop.datasets.items import DataError
    from gng_desktop.runs.history import summary
    from gng_desktop.runs.records import read_run, run_folders

    text = tr("Reading the runs")
    yield Progress(0, 0, text)
    places = run_folders(folder) if folder.is_dir() else []
    found = []
    for place in places:
        found.append(summary(place))
        yield Progress(len(found), len(places), text)
    yield tuple(found)
    used = yield from _in_use(models)
    yield used
    made = set()
    for run in found:
        yield Progress(0, 0, text)
        with contextlib.suppress(DataError):
            if not run.problem and made_of(read_run(run.folder), used) is not None:
                made.add(run.folder)
    yield frozenset(made)


def _in_use(models: Path | None) -> Generator[Progress, None, InUse]:
    """Return what is `InUse`, every hash checked."""
    from gng_desktop.modelstore import ModelError, find_models, plan_roll_back
    from gng_desktop.runs.figures import main_figures

    yield Progress(0, 0, tr("Reading the models"))
    found, back = find_models(models).models, {}
    figures: dict[str, tuple[Figure, ...]] = {}
    for role, model in found.items():
        yield Progress(0, 0, tr("Reading the models"))
        with contextlib.suppress(ModelError):  # nothing to go back to
            back[role] = plan_roll_back(role, models)
        # Made by another version, a manifest may hold no figures, or others.
        with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
            figures[role] = main_figures(model.manifest.metrics, model.manifest.task)
    return InUse(found, back, figures, True)


def made_of(run: Run, used: InUse) -> StoredModel | None:
    """Return the model in use that was made of `run`: its manifest holds the run's record."""
    model = used.models.get(run.role)
    if model is None:
        return None
    training = model.manifest.training
    keys = ("recipe", "data_sha256", "wall_seconds", "best_epoch")
    same = all(training.get(key) == run.record.get(key) for key in keys)
    return model if same else None


def comparison(folders: Sequence[Path]) -> Steps:
    """Yield the `Comparison` of some runs; the first is what the others are held against."""
    from gng_desktop.runs.comparison import compare
    from gng_desktop.training.recipe import completed

    yield Progress(0, 0, tr("Comparing the runs"))
    yield compare(folders, completed)


@dataclass(frozen=True)
class ThesisTables:
    """The thesis's tables by number, and the names of the damaged runs that are left out."""

    tables: dict[str, Table]
    left_out: tuple[str, ...]


def thesis_tables(folder: Path) -> Steps:
    """Yield the `ThesisTables` made from a folder of runs."""
    from gng_desktop.datasets.items import DataError
    from gng_desktop.runs.records import read_run, run_folders
    from gng_desktop.runs.tables import SOURCE_TABLES, TABLES

    text = tr("Filling the tables")
    yield Progress(0, 0, text)
    runs, left_out = [], []
    for place in run_folders(folder) if folder.is_dir() else ():
        yield Progress(0, 0, text)
        try:
            runs.append(read_run(place))
        except DataError:
            left_out.append(place.name)
    tables: dict[str, Table] = {}
    for number, make in {**TABLES, **SOURCE_TABLES}.items():
        try:
            tables[number] = make(runs)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UserError(
                tr(
                    "Table {number} cannot be filled because a run holds something other than "
                    "test figures; test that run again.",
                    number=number,
                )
            ) from error
    yield ThesisTables(tables, tuple(left_out))


def write(found: Table | Comparison, path: Path) -> Steps:
    """Write a table as the suffix of `path` says, a comparison into that folder; yield `path`."""
    from gng_desktop.runs.comparison import Comparison, write_comparison

    compared = isinstance(found, Comparison)
    yield Progress(0, 0, tr("Writing the comparison") if compared else tr("Writing the table"))
    try:
        write_comparison(found, path) if isinstance(found, Comparison) else found.write(path)
    except OSError as error:
        words = QT_TR_NOOP("{path} cannot be written ({reason}); choose another.")
        raise UserError(tr(words, path=path, reason=error.strerror or str(error))) from error
    yield path


def go_back(role: str, models: Path | None) -> Steps:
    """Put the previous model of `role` into use again; yield the `RollBack`."""
    from gng_desktop.modelstore import roll_back

    yield Progress(0, 0, tr("Restoring the previous model"))
    yield roll_back(role, models)


# -- one run --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Details:
    """One run.

    `curves` by figure of the log; `no_figures` says why there are no test figures, `refusal` why no
    model can be made of it; recipe and environment are flattened.
    """

    summary: Summary
    curves: dict[str, Curve]
    tested: Tested | None
    no_figures: str
    recipe: dict[str, str]
    environment: dict[str, str]
    model: StoredModel | None
    refusal: str


@dataclass(frozen=True)
class MistakeTile:
    """A test image a run gets wrong, with its picture and its map, null if there is none."""

    mistake: Mistake
    picture: QImage
    map: QImage


@dataclass(frozen=True)
class MistakesFound:
    """All of a run's ``mistakes/``, the worst first; `known` says whether they were looked for."""

    known: bool
    tiles: tuple[MistakeTile, ...]


def details(found: Summary, used: InUse) -> Steps:
    """Yield the `Details` of a run that is not damaged, then its `MistakesFound`."""
    from gng_desktop.charts.curves import curves_of
    from gng_desktop.datasets.items import DataError
    from gng_desktop.runs.comparison import flat
    from gng_desktop.runs.history import summary
    from gng_desktop.runs.records import read_log, read_run, why_no_model
    from gng_desktop.runs.tested import read_tested

    yield Progress(0, 0, tr("Reading the run"))
    now, run, rows = summary(found.folder), read_run(found.folder), read_log(found.folder)
    tested, no_figures = None, ""
    try:
        tested = read_tested(found.folder) if run.tested else None
    except DataError as error:
        no_figures = str(error)
    yield Progress(0, 0, tr("Reading the run"))
    curves = curves_of(run.name, rows, now.best_epoch)
    recipe, environment = flat(run.record["recipe"]), flat(run.record.get("environment", {}))
    model, refusal = made_of(run, used), why_no_model(found.folder)
    yield Details(now, curves, tested, no_figures, recipe, environment, model, refusal)
    yield Progress(0, 0, tr("Reading the mistakes"))
    yield from mistakes(found.folder)


def card(folder: Path, model: StoredModel | None) -> Steps:
    """Yield the card of `model`, else what one of the run in `folder` would say; "" for none yet.

    It is Markdown.
    """
    from gng_desktop.datasets.items import DataError
    from gng_desktop.runs.records import read_run

    yield Progress(0, 0, tr("Reading the card"))
    try:
        yield _card(read_run(folder), model)
    except (DataError, OSError) as error:
        raise UserError(str(error)) from error


def _card(run: Run, model: StoredModel | None) -> str:
    from gng_desktop.datasets.items import DataError
    from gng_desktop.modelstore.store import CARD_FILE
    from gng_desktop.training.card import LIMITS, card, fields_of
    from gng_desktop.training.recipe import RecipeError, parse_recipe

    if model is not None and (model.folder / CARD_FILE).is_file():
        return read_bytes(model.folder / CARD_FILE).decode("utf-8", "replace")
    if not run.tested or run.role not in LIMITS:
        return ""
    try:
        recipe = parse_recipe(dict(run.record["recipe"]))
        tested = run.tested["metrics"], run.tested.get("thresholds")
        return card(fields_of(recipe, run.record, *tested))
    except (RecipeError, DataError, KeyError, TypeError, ValueError, AttributeError):
        return ""  # made or tested by another version, which stored less


def mistakes(run: Path) -> Steps:
    """Yield the `MistakesFound` of a run."""
    from gng_desktop.runs.tested import MISTAKES, TABLE, read_mistakes

    text = tr("Reading the mistakes")
    yield Progress(0, 0, text)
    found = read_mistakes(run)
    tiles = []
    for mistake in found:
        pictures = (_picture(run / MISTAKES, n) for n in (mistake.picture, mistake.map))
        tiles.append(MistakeTile(mistake, *pictures))
        yield Progress(len(tiles), len(found), text)
    yield MistakesFound((run / MISTAKES / TABLE).exists(), tuple(tiles))


def _picture(folder: Path, name: str) -> QImage:
    # Only what lies in the folder itself, whatever the table says.
    plain = Path(name).name
    return QImage(str(folder / plain)) if plain else QImage()
