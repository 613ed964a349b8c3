"""The long work of the page Running: the queue in its file, and runs read from their folders.

The queue may lie on a slow disk and be held by another program: nothing of it is touched on the
window's own thread.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import LARGE, read_bytes, read_text
from gng_desktop.training.events import Samples, parse_line
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import Steps, UserError
from gng_desktop.ui.training.running.run_progress import RunProgress

if TYPE_CHECKING:
    from gng_desktop.training.grid import Grid
    from gng_desktop.training.queue import Claim, Queue
    from gng_desktop.training.queue import State as Listable
    from gng_desktop.training.recipe import Recipe

LOG_TAIL = 16_384  # bytes that are shown of what a process printed, from its end


@dataclass(frozen=True)
class Listed:
    """An entry of the queue, and how many epochs of its run are over, of how many (0: unknown)."""

    name: str
    state: Listable
    sentence: str
    kind: str = ""
    epochs: int = 0
    most: int = 0


@dataclass(frozen=True)
class Taken:
    """The right to train an entry; None if nothing waits, or only what needs another's run."""

    claim: Claim | None
    resume: bool = True


# -- the queue ------------------------------------------------------------------------------------


def change(
    runs: Path,
    what: Callable[[Queue], Any] | None = None,
    takes: bool = False,
    resume: bool = True,
) -> Steps:
    """Do `what` to the queue of the folder `runs`; yield all `Listed`, before them what is `Taken`.

    Without a change nothing is written, not even where there is no queue yet.
    """
    from gng_desktop.training.queue import FILE, Queue

    yield Progress(0, 0, tr("Queue"))
    if what is None and not takes and not (runs / FILE).exists():
        yield []
        return
    try:
        queue = Queue(runs)
        if what is not None:
            what(queue)
        if takes:
            yield Taken(queue.take(), resume)
        yield [_listed(runs, entry) for entry in queue.entries()]
    except OSError as error:
        raise UserError(
            tr(
                "The folder of runs {folder} cannot be used ({why}); choose another one.",
                folder=runs,
                why=error.strerror or error,
            )
        ) from error


def _listed(runs: Path, entry: Any) -> Listed:
    from gng_desktop.datasets.items import DataError
    from gng_desktop.runs.records import read_log

    most = _most(runs, entry.name)
    listed = Listed(entry.name, entry.state, entry.sentence, entry.kind, most=most)
    try:
        return replace(listed, epochs=len(read_log(runs / entry.name)))
    except DataError:
        return listed


def _most(runs: Path, name: str) -> int:
    from gng_desktop.training.queue import FOLDER
    from gng_desktop.training.recipe import RecipeError, load_recipe

    try:
        return load_recipe(runs / FOLDER / f"{name}.toml").fit.epochs
    except RecipeError:
        return 0


def add_grid(queue: Queue, grid: Grid) -> None:
    """Put a grid's recipes at the end, but those whose runs are finished already."""
    from gng_desktop.training.grid import finished
    from gng_desktop.training.queue import put

    put(queue, grid.recipes(queue.runs), lambda recipe: finished(queue.runs, recipe))


def note_end(claim: Claim, state: Any, sentence: str, output: str, kind: str = "") -> None:
    """Note how the run of `claim` ended and give it back."""
    try:
        if output:
            claim.log.write_text(output, encoding="utf-8")
        else:
            claim.log.unlink(missing_ok=True)
    finally:
        claim.done(state, sentence, kind)


# -- a recipe for a process that only estimates ---------------------------------------------------


def write(recipe: Recipe) -> Steps:
    """Yield the file of the recipe, written into a folder of its own that `clear` removes."""
    from gng_desktop.training.recipe_file import save_recipe

    yield Progress(0, 0, tr("Estimate"))
    path = Path(tempfile.mkdtemp(prefix="gng-desktop-")) / "recipe.toml"
    save_recipe(recipe, path)
    yield path


def clear(folder: Path) -> Steps:
    """Remove the folder of a recipe that was written."""
    shutil.rmtree(folder, ignore_errors=True)
    yield None


# -- runs -----------------------------------------------------------------------------------------


def look(runs: Path, name: str) -> Steps:
    """Yield the run `name` as its folder shows it; one that has not begun has nothing to show."""
    from gng_desktop.datasets.items import DataError
    from gng_desktop.runs.history import best_epoch
    from gng_desktop.runs.records import read_log, read_run
    from gng_desktop.training.queue import FOLDER

    yield Progress(0, 0, tr("Reading the run"))
    found = RunProgress(name, runs / name, epochs=_most(runs, name))
    found.details = _tail(runs / FOLDER / f"{name}.log")
    try:
        rows = read_log(found.folder)
        run = read_run(found.folder)
    except DataError:
        yield found  # not begun, or damaged, which the page Results says
        return
    found.rows = [dict(row) for row in rows]
    found.best_epoch = best_epoch(run, rows) or 0
    found.epochs = int(run.record["recipe"].get("fit", {}).get("epochs", 0)) or found.epochs
    found.samples = _samples(found.folder)
    yield found


def _samples(run: Path) -> Samples | None:
    """Return the newest samples of a run's folder, their picture where it lies now."""
    for path in sorted((run / "samples").glob("epoch-*.json"), reverse=True):
        try:
            event = parse_line(read_text(path))
        except (OSError, ValueError):
            continue
        if isinstance(event, Samples):
            return replace(event, picture=str(path.with_suffix(".png")))
    return None


def _tail(path: Path) -> str:
    try:
        return read_bytes(path, LARGE)[-LOG_TAIL:].decode("utf-8", "replace").strip()
    except OSError:
        return ""


def cut(samples: Samples) -> Steps:
    """Yield the `samples` and the rows of their picture as images, the first on top.

    A picture that is gone or broken yields nothing: the next epoch brings another one.
    """
    image = QImage(samples.picture)
    side, count = samples.tile, len(samples.samples)
    if not image.isNull() and image.height() >= side * count > 0:
        width = side * max(1, len(samples.columns))
        rows = [image.copy(0, n * side, width, side) for n in range(count)]
        yield samples, rows
