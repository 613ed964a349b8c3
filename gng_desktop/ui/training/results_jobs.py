"""What the page Results reads and writes, off the GUI thread and without Keras."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import UserError, Work

if TYPE_CHECKING:
    from gng_desktop.modelstore import RollBack, StoredModel
    from gng_desktop.training.comparison import Comparison
    from gng_desktop.training.figures import Figure
    from gng_desktop.training.history import Summary
    from gng_desktop.training.records import Run
    from gng_desktop.training.table import Table


@dataclass(frozen=True)
class Overview:
    """The runs of a folder by name; `there` says whether the folder exists."""

    folder: Path
    there: bool
    runs: tuple[Summary, ...]


@dataclass(frozen=True)
class InUse:
    """The models an analysis uses.

    Attributes
    ----------
    models : dict of str to StoredModel
        By role.
    back : dict of str to RollBack
        By role, what rolling back would do; a role is absent where there is nothing to go back to.
    figures : dict of str to tuple of Figure
        By role, the main figures of the model's test.
    known : bool
        Whether they were read; else there may be others.
    """

    models: dict[str, StoredModel] = field(default_factory=dict)
    back: dict[str, RollBack] = field(default_factory=dict)
    figures: dict[str, tuple[Figure, ...]] = field(default_factory=dict)
    known: bool = False


def overview(folder: Path) -> Work:
    """Yield the `Overview` of a folder of runs."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.training.history import summary
        from gng_desktop.training.records import run_folders

        text = tr("Reading the runs")
        yield Progress(0, 0, text)
        if not folder.is_dir():
            yield Overview(folder, False, ())
            return
        places, found = run_folders(folder), []
        for place in places:
            found.append(summary(place))
            yield Progress(len(found), len(places), text)
        yield Overview(folder, True, tuple(found))

    return work


def in_use(models: Path | None) -> Work:
    """Yield what is `InUse`, every hash checked; `models` as `Computing.models`."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.modelstore import ModelError, find_models, plan_roll_back
        from gng_desktop.training.figures import main_figures

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
        yield InUse(found, back, figures, True)

    return work


def used_runs(folders: Sequence[Path], used: InUse) -> Work:
    """Yield the set of those run folders of which a model in use was made."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.items import DataError
        from gng_desktop.training.records import read_run

        found = set()
        for folder in folders:
            yield Progress(0, 0, tr("Reading the runs"))
            with contextlib.suppress(DataError):
                if made_of(read_run(folder), used) is not None:
                    found.add(folder)
        yield frozenset(found)

    return work


def made_of(run: Run, used: InUse) -> StoredModel | None:
    """Return the model in use that was made of `run`: its manifest holds the run's record."""
    model = used.models.get(run.role)
    if model is None:
        return None
    told = model.manifest.training
    keys = ("recipe", "data_sha256", "wall_seconds", "best_epoch")
    same = all(told.get(key) == run.record.get(key) for key in keys)
    return model if same else None


def comparison(folders: Sequence[Path]) -> Work:
    """Yield the `Comparison` of some runs; the first is what the others are held against."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.items import DataError
        from gng_desktop.training.comparison import compare

        yield Progress(0, 0, tr("Comparing the runs"))
        try:
            yield compare(folders)
        except DataError as error:
            raise UserError(str(error)) from error

    return work


@dataclass(frozen=True)
class ThesisTables:
    """The thesis's tables by number, and the names of the damaged runs that are left out."""

    tables: dict[str, Table]
    left_out: tuple[str, ...]


def thesis_tables(folder: Path) -> Work:
    """Yield the `ThesisTables` made from a folder of runs."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.items import DataError
        from gng_desktop.training.records import read_run, run_folders
        from gng_desktop.training.tables import TABLES

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
        for number, make in TABLES.items():
            try:
                tables[number] = make(runs)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise UserError(
                    tr(
                        "Table {number} cannot be filled because a run holds something else than a "
                        "test's figures; test that run again.",
                        number=number,
                    )
                ) from error
        yield ThesisTables(tables, tuple(left_out))

    return work


def write_table(table: Table, path: Path) -> Work:
    """Write a table as its suffix says and yield `path`."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.items import DataError

        yield Progress(0, 0, tr("Writing the table"))
        try:
            table.write(path)
        except DataError as error:
            raise UserError(str(error)) from error
        except OSError as error:
            raise UserError(_unwritable(path, error)) from error
        yield path

    return work


def write_comparison(found: Comparison, folder: Path) -> Work:
    """Write a comparison into `folder`, which is yielded."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.training.comparison_text import write_comparison as write

        yield Progress(0, 0, tr("Writing the comparison"))
        try:
            write(found, folder)
        except OSError as error:
            raise UserError(_unwritable(folder, error)) from error
        yield folder

    return work


def _unwritable(path: Path, error: OSError) -> str:
    reason = error.strerror or str(error)
    return tr("{path} cannot be written ({reason}); choose another.", path=path, reason=reason)


def go_back(role: str, models: Path | None) -> Work:
    """Put the previous model of `role` into use again; yield the `RollBack`."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.modelstore import ModelError, roll_back

        yield Progress(0, 0, tr("Going back to the previous model"))
        try:
            yield roll_back(role, models)
        except ModelError as error:
            raise UserError(str(error)) from error

    return work
