"""What is read of one run, off the GUI thread and without Keras."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from gng_desktop.core.reading import read_bytes
from gng_desktop.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.training.results_jobs import InUse, made_of
from gng_desktop.ui.workers import UserError, Work

if TYPE_CHECKING:
    from gng_desktop.modelstore import StoredModel
    from gng_desktop.training.history import Summary
    from gng_desktop.training.mistaken import Mistake
    from gng_desktop.training.plots import Curve
    from gng_desktop.training.records import Run
    from gng_desktop.training.tested import Tested


@dataclass(frozen=True)
class Details:
    """One run.

    Attributes
    ----------
    summary : Summary
    curves : dict of str to Curve
        By figure of the log.
    tested : Tested or None
    untold : str
        Why there are no test figures, one sentence; "" if there are.
    recipe, environment : dict of str to str
        Flattened.
    model : StoredModel or None
        In use and made of this run.
    refusal : str
        Why no model can be made of it; "" if one can.
    """

    summary: Summary
    curves: dict[str, Curve]
    tested: Tested | None
    untold: str
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

    folder: Path
    known: bool
    tiles: tuple[MistakeTile, ...]


def details(found: Summary, used: InUse) -> Work:
    """Yield the `Details` of a run that is not damaged, then its `MistakesFound`."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.items import DataError
        from gng_desktop.training.comparison import flat
        from gng_desktop.training.history import summary
        from gng_desktop.training.records import read_log, read_run, why_no_model
        from gng_desktop.training.tested import read_tested

        yield Progress(0, 0, tr("Reading the run"))
        try:
            now, run, rows = summary(found.folder), read_run(found.folder), read_log(found.folder)
        except DataError as error:
            raise UserError(str(error)) from error
        tested, untold = None, ""
        if run.tested:
            try:
                tested = read_tested(found.folder)
            except DataError as error:
                untold = str(error)
        yield Progress(0, 0, tr("Reading the run"))
        model = made_of(run, used)
        yield Details(
            now,
            curves(run.name, rows, now.best_epoch),
            tested,
            untold,
            flat(run.record["recipe"]),
            flat(run.record.get("environment", {})),
            model,
            why_no_model(found.folder),
        )
        yield Progress(0, 0, tr("Reading the mistakes"))
        yield from mistakes(found.folder)()

    return work


def curves(name: str, rows: Sequence[Mapping[str, float]], best: int | None) -> dict[str, Curve]:
    """Return what a run's log has of training and validation, the loss first."""
    from gng_desktop.training.history import number
    from gng_desktop.training.plots import Curve

    keys = [k for k in (rows[0] if rows else ()) if f"val_{k}" in rows[0]]
    return {
        key: Curve(
            name,
            tuple(int(row["epoch"]) for row in rows),
            tuple(number(row.get(key)) for row in rows),
            tuple(number(row.get(f"val_{key}")) for row in rows),
            best,
        )
        for key in sorted(keys, key=lambda k: k != "loss")
    }


@dataclass(frozen=True)
class Card:
    """A run's model card, Markdown; "" where there is none yet. `real` says it is a model's own."""

    text: str
    real: bool


def card(folder: Path, model: StoredModel | None) -> Work:
    """Yield the `Card` of the run in `folder`, of which `model` was made."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.items import DataError
        from gng_desktop.training.records import read_run

        yield Progress(0, 0, tr("Reading the card"))
        try:
            yield Card(_card(read_run(folder), model), model is not None)
        except (DataError, OSError) as error:
            raise UserError(str(error)) from error

    return work


def _card(run: Run, model: StoredModel | None) -> str:
    from gng_desktop.datasets.items import DataError
    from gng_desktop.modelstore.store import CARD_FILE
    from gng_desktop.training.card import LIMITS, card
    from gng_desktop.training.recipe import RecipeError, parse_recipe

    if model is not None and (model.folder / CARD_FILE).is_file():
        return read_bytes(model.folder / CARD_FILE).decode("utf-8", "replace")
    if not run.tested or run.role not in LIMITS:
        return ""
    try:
        part = parse_recipe(dict(run.record["recipe"])).model
        fields = {
            "id": f"{run.role}-{part.backbone}".replace("_", "-"),
            "role": run.role,
            "task": run.task,
            "architecture": {"family": part.family, "backbone": part.backbone},
            "input": {"size": part.size},
            "training": run.record,
            "limits": LIMITS[run.role],
            "thresholds": run.tested.get("thresholds"),
            "metrics": run.tested["metrics"],
        }
        return card(fields)
    except (RecipeError, DataError, KeyError, TypeError, ValueError, AttributeError):
        return ""  # made or tested by another version, which told less


def mistakes(run: Path) -> Work:
    """Yield the `MistakesFound` of a run."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.items import DataError
        from gng_desktop.training.mistaken import FOLDER, TABLE, read_mistakes

        text = tr("Reading the mistakes")
        yield Progress(0, 0, text)
        try:
            found = read_mistakes(run)
        except DataError as error:
            raise UserError(str(error)) from error
        tiles = []
        for mistake in found:
            pictures = (_picture(run / FOLDER, n) for n in (mistake.picture, mistake.map))
            tiles.append(MistakeTile(mistake, *pictures))
            yield Progress(len(tiles), len(found), text)
        yield MistakesFound(run, (run / FOLDER / TABLE).exists(), tuple(tiles))

    return work


def _picture(folder: Path, name: str) -> QImage:
    # Only what lies in the folder itself, whatever the table says.
    plain = Path(name).name
    return QImage(str(folder / plain)) if plain else QImage()
