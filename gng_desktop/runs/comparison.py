"""Two or more runs side by side: what differs, as Markdown, CSV and pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gng_desktop.charts.curves import Curve, curves_of, learning_curves
from gng_desktop.charts.look import Look, save_drawing
from gng_desktop.core.files import write_text
from gng_desktop.core.tables import csv_text
from gng_desktop.datasets.items import DataError
from gng_desktop.runs.figures import Figure, figures_of
from gng_desktop.runs.history import best_epoch
from gng_desktop.runs.records import Run, read_log, read_run
from gng_desktop.runs.table import Cell, Table

Verdict = Literal["higher", "lower", "inside the intervals", ""]
"""A run's figure beside the first run's. ``inside the intervals``: both 95 % intervals overlap, so
that no difference is shown. ``""``: one of the two, or its interval, is missing."""
PICTURES = "curves.{}.png"
NOT_THERE = "-"  # stands where a run has no such entry


@dataclass(frozen=True)
class ComparedFigure:
    """One figure of every run."""

    # group, name, words: as in `gng_desktop.runs.figures.Figure`
    group: str
    name: str
    words: str
    figures: tuple[Figure | None, ...]  # one for each run; None where its test has none
    verdicts: tuple[Verdict, ...]  # one for each run, see `Verdict`; that of the first is ""


@dataclass(frozen=True)
class Difference:
    """An entry that is not the same in all runs."""

    key: str  # ``fit.learning_rate``, ``data_sha256``, ``environment.keras``, ...
    values: tuple[str, ...]  # one for each run; `NOT_THERE` where it has no such entry


@dataclass(frozen=True)
class Comparison:
    """Runs side by side; everything is in the order of `names`."""

    names: tuple[str, ...]
    # By figure (``loss``, ``accuracy``, ``auc``) the curves of the runs whose log has it
    curves: dict[str, tuple[Curve, ...]]
    figures: tuple[ComparedFigure, ...]
    recipe: tuple[Difference, ...]  # of the recipes, keys flattened
    # Of data, images, commit, versions, backend, devices, network size and way of testing
    circumstances: tuple[Difference, ...]
    notes: tuple[str, ...]  # sentences on what keeps the figures from being compared


def compare(
    folders: Sequence[Path], complete: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict
) -> Comparison:
    """Read two or more runs and set them side by side; the first is what others are held against.

    `complete` fills into a recipe the defaults of entries that its version did not know yet.

    Raises
    ------
    DataError
        If there are fewer than two, one is named twice, or one is no run or damaged.
    """
    places = [folder.resolve() for folder in folders]
    if len(places) < 2 or len(set(places)) < len(places):
        raise DataError("Name two or more different runs to compare.")
    runs = [read_run(folder) for folder in folders]
    names = _names(runs)
    try:
        return Comparison(
            names,
            _curves(runs, names),
            _figures(runs),
            # The name differs in any case.
            differences([flat({**complete(r.record["recipe"]), "name": ""}) for r in runs]),
            differences([_circumstances(run) for run in runs]),
            tuple(_notes(runs, names)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(
            "One of the runs holds something else than a test's figures; test it again."
        ) from error


def _names(runs: Sequence[Run]) -> tuple[str, ...]:
    """Name each run by its folder, and by the one above where two have the same name."""
    count = Counter(run.name for run in runs)
    names = [
        f"{run.folder.resolve().parent.name}/{run.name}" if count[run.name] > 1 else run.name
        for run in runs
    ]
    if len(set(names)) < len(names):
        names = [str(run.folder) for run in runs]
    return tuple(names)


def _curves(runs: Sequence[Run], names: Sequence[str]) -> dict[str, tuple[Curve, ...]]:
    found: dict[str, tuple[Curve, ...]] = {}
    for run, name in zip(runs, names, strict=True):
        rows = read_log(run.folder)
        for key, curve in curves_of(name, rows, best_epoch(run, rows)).items():
            found[key] = (*found.get(key, ()), curve)
    return found


def _figures(runs: Sequence[Run]) -> tuple[ComparedFigure, ...]:
    found = [
        {(f.group, f.name): f for f in figures_of(run.tested["metrics"])} if run.tested else {}
        for run in runs
    ]
    keys = dict.fromkeys(key for figures in found for key in figures)
    rows = []
    for group, name in keys:
        cells = tuple(figures.get((group, name)) for figures in found)
        words = next(c.words for c in cells if c is not None)
        verdicts: tuple[Verdict, ...] = ("", *(verdict(cells[0], other) for other in cells[1:]))
        rows.append(ComparedFigure(group, name, words, cells, verdicts))
    return tuple(rows)


def verdict(first: Figure | None, other: Figure | None) -> Verdict:
    """Return how a figure compares with the first run's; see `Verdict`."""
    one = first.interval if first else None
    two = other.interval if other else None
    if one is None or two is None:
        return ""
    if two[0] > one[1]:
        return "higher"
    return "lower" if two[1] < one[0] else "inside the intervals"


def flat(value: Any, start: str = "") -> dict[str, str]:
    """Return nested mappings as one, values as text: ``{"fit.learning_rate": "0.0005"}``."""
    if isinstance(value, Mapping):
        parts = (flat(v, f"{start}.{k}" if start else str(k)) for k, v in value.items())
        return {k: v for part in parts for k, v in part.items()}
    return {start: _plain(value)}


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value)) or "(none)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value) or "(none)"


def _circumstances(run: Run) -> dict[str, str]:
    record, tested = run.record, run.tested or {}
    found = {
        "data_sha256": record.get("data_sha256"),
        "images": record.get("images"),
        "stopped": bool(record.get("stopped")),
        "environment": record.get("environment"),
        "test": {
            "parameters": tested.get("parameters"),
            "flip": tested.get("flip"),
            "program": tested.get("program"),
        },
    }
    return {key: text for key, text in flat(found).items() if text != "None"}


def differences(entries: Sequence[Mapping[str, str]]) -> tuple[Difference, ...]:
    """Return the entries whose value is not the same in all of some mappings."""
    keys = dict.fromkeys(key for entry in entries for key in entry)
    rows = (Difference(key, tuple(e.get(key, NOT_THERE) for e in entries)) for key in keys)
    return tuple(row for row in rows if len(set(row.values)) > 1)


def _notes(runs: Sequence[Run], names: Sequence[str]) -> list[str]:
    notes = []
    for run, name in zip(runs, names, strict=True):
        if run.empty:
            notes.append(f"{name} is {run.empty}: it has no figures yet.")
    if len({run.task for run in runs}) > 1:
        notes.append("A segmenter and a classifier have no figures in common.")
    if len({run.record.get("data_sha256") for run in runs}) > 1:
        notes.append(
            "The runs were trained on different data; only groups with the same test images can be "
            "compared."
        )
    uneven = []
    for row in _figures(runs):
        if len({f.images for f in row.figures if f}) > 1 and row.group not in uneven:
            uneven.append(row.group)
    if uneven:
        notes.append(f"Not the same number of test images: {', '.join(uneven)}.")
    return notes


def figures_table(found: Comparison) -> Table:
    """Return the figures as a table: a row a figure, a column a run, and beside it its verdict."""
    first, *others = found.names
    columns = [first]
    for name in others:
        columns += [name, f"against {first}"]
    table = Table(
        f'Figures of the test split with 95 % intervals. "higher" and "lower" than {first} are '
        "stated where the intervals do not overlap; inside the intervals no difference is shown.",
        ("group", "figure"),
        tuple(columns),
    )
    for row in found.figures:
        cells: list[Cell] = []
        for n, (figure, words) in enumerate(zip(row.figures, row.verdicts, strict=True)):
            cells.append(Cell(figure.value, figure.interval) if figure else Cell())
            cells += [Cell(words or None)] * bool(n)
        table.rows.append(((row.group, row.words), tuple(cells)))
    return table


def _differences(caption: str, rows: Sequence[Difference], names: tuple[str, ...]) -> Table:
    """Return what differs as a table: a row an entry, a column a run."""
    return Table(
        caption if rows else f"{caption}: nothing",
        ("entry",),
        names,
        [((row.key,), tuple(Cell(value) for value in row.values)) for row in rows],
    )


def text(found: Comparison) -> str:
    """Return the whole comparison as Markdown."""
    tables = [
        figures_table(found),
        _differences("What differs in the recipes", found.recipe, found.names),
        _differences("What differs in data, program and test", found.circumstances, found.names),
    ]
    parts = [t.markdown() if t.rows else f"{t.caption}.\n" for t in tables]
    return "\n".join([*parts, *(f"Note: {note}\n" for note in found.notes)])


def write_comparison(found: Comparison, out: Path) -> list[Path]:
    """Write a comparison into a folder, made if missing; return what was written.

    ``comparison.md``; ``figures.csv`` (a row a figure and run), ``differences.csv``,
    ``curves.csv`` (a row an epoch and run) and, for each figure of the logs, ``curves.NAME.png``;
    each file whole or not at all.
    """
    texts = {
        "comparison.md": text(found),
        "figures.csv": csv_text(_FIGURES, _figure_rows(found)),
        "differences.csv": csv_text(
            ["of", "entry", *found.names],
            (
                [what, row.key, *row.values]
                for what, rows in (("recipe", found.recipe), ("circumstances", found.circumstances))
                for row in rows
            ),
        ),
        "curves.csv": csv_text(_CURVES, _curve_rows(found)),
    }
    written = [out / name for name in texts]
    out.mkdir(parents=True, exist_ok=True)
    for path, content in zip(written, texts.values(), strict=True):
        write_text(path, content)
    for name, curves in found.curves.items():
        path = out / PICTURES.format(name)
        save_drawing(learning_curves(Look(), {name: curves}), path)
        written.append(path)
    return written


_FIGURES = ("group", "figure", "run", "images", "value", "low", "high", "against the first")
_CURVES = ("figure", "run", "epoch", "training", "validation", "best")


def _figure_rows(found: Comparison) -> Iterator[list[Any]]:
    for row in found.figures:
        for run, f, words in zip(found.names, row.figures, row.verdicts, strict=True):
            known = [f.images, f.value, f.low, f.high] if f else [None] * 4
            yield [row.group, row.name, run, *known, words]


def _curve_rows(found: Comparison) -> Iterator[list[Any]]:
    for name, curves in found.curves.items():
        for c in curves:
            for epoch, *values in zip(c.epochs, c.training, c.validation, strict=True):
                yield [name, c.run, epoch, *values, int(epoch == c.best_epoch)]
