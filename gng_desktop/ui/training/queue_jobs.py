"""The long work of the page Running: the queue in its file, and runs read from their folders.

The queue may lie on a slow disk and be held by another program: nothing of it is touched on the
window's own thread.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtGui import QImage

from gng_desktop.core.reading import LARGE, read_bytes, read_text
from gng_desktop.progress import Progress
from gng_desktop.training.events import Samples, parse_line
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import UserError, Work

if TYPE_CHECKING:
    from gng_desktop.training.grid import Grid
    from gng_desktop.training.queue import Claim, Queue
    from gng_desktop.training.recipe import Recipe

Change = Callable[["Queue"], Any]
"""Does something to a queue; what it returns is yielded if it is not None."""

LOG_TAIL = 16_384
"""Bytes that are shown of what a process said, from its end."""


@dataclass(frozen=True)
class Listed:
    """An entry of the queue and how far its run has come.

    Attributes
    ----------
    name : str
    state : {"waiting", "running", "finished", "failed", "stopped"}
    sentence : str
    epochs : int
        Finished ones.
    most : int
        Of its recipe; 0 if that is not known.
    """

    name: str
    state: Literal["waiting", "running", "finished", "failed", "stopped"]
    sentence: str
    epochs: int = 0
    most: int = 0


@dataclass(frozen=True)
class Listing:
    """The queue in order."""

    entries: tuple[Listed, ...]


@dataclass(frozen=True)
class Taken:
    """An entry that this program is to train.

    Attributes
    ----------
    claim : Claim or None
        None if nothing waits, or only what needs another program's run.
    resume : bool
    """

    claim: Claim | None
    resume: bool = True


@dataclass(frozen=True)
class Written:
    """A recipe as a file, for a process that only estimates; `folder` is to be removed."""

    recipe: Path
    folder: Path


@dataclass(frozen=True)
class Seen:
    """A run as its folder shows it.

    Attributes
    ----------
    name : str
    rows : list of dict
        As in ``log.csv``.
    best_epoch, most : int
        0 where they are not known.
    samples : Samples or None
    details : str
        What its process said at last.
    """

    name: str
    rows: list[dict[str, float | None]] = field(default_factory=list)
    best_epoch: int = 0
    most: int = 0
    samples: Samples | None = None
    details: str = ""


def change(runs: Path, what: Change | None = None) -> Work:
    """Change the queue of the folder `runs`; yield what that returns, then the `Listing`.

    Without a change nothing is written, not even where there is no queue yet.
    """

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.items import DataError
        from gng_desktop.training.queue import FILE, Queue
        from gng_desktop.training.recipe import RecipeError

        yield Progress(0, 0, tr("Queue"))
        if what is None and not (runs / FILE).exists():
            yield Listing(())
            return
        try:
            queue = Queue(runs)
            found = None if what is None else what(queue)
            if found is not None:
                yield found
            yield Listing(tuple(_listed(runs, entry) for entry in queue.entries()))
        except (DataError, RecipeError) as error:
            raise UserError(str(error)) from error
        except OSError as error:
            raise UserError(
                tr(
                    "The folder of runs {folder} cannot be used ({why}); choose another one.",
                    folder=runs,
                    why=error.strerror or error,
                )
            ) from error

    return work


def _listed(runs: Path, entry: Any) -> Listed:
    from gng_desktop.datasets.items import DataError
    from gng_desktop.training.records import read_log

    listed = Listed(entry.name, entry.state, entry.sentence, most=_most(runs, entry.name))
    try:
        return replace(listed, epochs=len(read_log(runs / entry.name)))
    except DataError:
        return listed


def _most(runs: Path, name: str) -> int:
    import tomllib

    from gng_desktop.training.queue import FOLDER
    from gng_desktop.training.recipe import FitPart

    try:
        text = read_text(runs / FOLDER / f"{name}.toml")
        return int(tomllib.loads(text).get("fit", {}).get("epochs", FitPart.epochs))
    except (OSError, ValueError, TypeError, AttributeError):
        return 0


def load(recipe: Recipe | Path) -> Recipe:
    """Return a recipe that may be given as a file.

    Raises
    ------
    RecipeError
        If the file is none.
    """
    from gng_desktop.training.recipe import load_recipe

    return load_recipe(recipe) if isinstance(recipe, Path) else recipe


def adding(recipes: Sequence[Recipe | Path]) -> Change:
    """Return what puts `recipes` at the end of a queue; all of them, or none is left out unsaid."""

    def add(queue: Queue) -> None:
        for recipe in [load(each) for each in recipes]:
            queue.add(recipe)

    return add


def adding_grid(grid: Grid) -> Change:
    """Return what queues a grid's recipes, but those whose runs are finished already."""

    def add(queue: Queue) -> None:
        from gng_desktop.training.grid import finished
        from gng_desktop.training.queue import put

        recipes = grid.recipes(queue.runs)
        put(queue, recipes, lambda recipe: finished(queue.runs, recipe))

    return add


def taking(resume: bool = True) -> Change:
    """Return what takes the next entry of a queue."""
    return lambda queue: Taken(queue.take(), resume)


def starting(recipe: Recipe | Path, resume: bool, now: bool) -> Change:
    """Return what puts `recipe` before all that waits and, if it is to begin `now`, takes it."""

    def start(queue: Queue) -> Taken | None:
        name = queue.add(load(recipe)).name
        _first(queue, name)
        return Taken(queue.take(), resume) if now else None

    return start


def resuming(name: str, now: bool) -> Change:
    """Return what lets an entry be the next one and, if it is to begin `now`, takes it."""

    def resume(queue: Queue) -> Taken | None:
        if any(e.name == name and e.state in ("failed", "stopped") for e in queue.entries()):
            queue.again(name)
        _first(queue, name)
        return Taken(queue.take()) if now else None

    return resume


def _first(queue: Queue, name: str) -> None:
    entries = [e for e in queue.entries() if e.name != name]
    places = (n for n, e in enumerate(entries) if e.state == "waiting")
    queue.move(name, next(places, len(entries)))


def moving(name: str, step: int) -> Change:
    """Return what moves an entry up (`step` below 0) or down."""

    def move(queue: Queue) -> None:
        names = [e.name for e in queue.entries()]
        if name in names:
            place = names.index(name) + step
            queue.move(name, min(max(0, place), len(names) - 1))

    return move


def removing(name: str) -> Change:
    """Return what takes an entry out of a queue."""
    return lambda queue: queue.remove(name)


def ending(claim: Claim, state: Any, sentence: str, said: str) -> Change:
    """Return what notes how the run of `claim` ended and gives it back."""

    def end(queue: Queue) -> None:
        try:
            if said:
                claim.said.write_text(said, encoding="utf-8")
            else:
                claim.said.unlink(missing_ok=True)
        finally:
            claim.done(state, sentence)

    return end


def write(recipe: Recipe | Path) -> Work:
    """Yield the recipe `Written` where nobody keeps it."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.training.recipe import RecipeError
        from gng_desktop.training.recipe_file import save_recipe

        yield Progress(0, 0, tr("Estimate"))
        try:
            found = load(recipe)
            folder = Path(tempfile.mkdtemp(prefix="gng-desktop-"))
            save_recipe(found, folder / "recipe.toml")
        except RecipeError as error:
            raise UserError(str(error)) from error
        yield Written(folder / "recipe.toml", folder)

    return work


def remove(folder: Path) -> Work:
    """Remove the folder of what was `Written`."""

    def work() -> Generator[Any, None, None]:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)
        yield None

    return work


def look(runs: Path, name: str) -> Work:
    """Yield the run `name` as it is `Seen`; one that has not begun has nothing to show."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.items import DataError
        from gng_desktop.training.history import best_epoch
        from gng_desktop.training.queue import FOLDER
        from gng_desktop.training.records import read_log, read_run

        yield Progress(0, 0, tr("Reading the run"))
        folder = runs / name
        seen = Seen(name, most=_most(runs, name), details=_tail(runs / FOLDER / f"{name}.log"))
        try:
            rows = read_log(folder)
            run = read_run(folder)
        except DataError:
            yield seen  # not begun, or damaged, which the page Results says
            return
        most = int(run.record["recipe"].get("fit", {}).get("epochs", 0))
        yield replace(
            seen,
            rows=[dict(row) for row in rows],
            best_epoch=best_epoch(run, rows) or 0,
            most=most or seen.most,
            samples=_samples(folder),
        )

    return work


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


def cut(samples: Samples) -> Work:
    """Yield the `samples` and the rows of their picture as images, the first on top.

    A picture that is gone or broken yields nothing: the next epoch brings another one.
    """

    def work() -> Generator[Any, None, None]:
        image = QImage(samples.picture)
        side, count = samples.tile, len(samples.samples)
        if not image.isNull() and image.height() >= side * count > 0:
            width = side * max(1, len(samples.columns))
            rows = [image.copy(0, n * side, width, side) for n in range(count)]
            yield samples, rows

    return work
