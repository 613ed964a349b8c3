"""Two or more runs side by side: curves, figures, and what of their making differs."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gng_desktop.datasets.items import DataError
from gng_desktop.training.figures import Figure, figures_of
from gng_desktop.training.history import best_epoch, number
from gng_desktop.training.plots import Curve
from gng_desktop.training.recipe import RecipeError, parse_recipe
from gng_desktop.training.records import Run, read_log, read_run

Verdict = Literal["higher", "lower", "inside the intervals", ""]
"""A run's figure beside the first run's. ``inside the intervals``: both 95 % intervals overlap, so
that no difference is shown. ``""``: one of the two, or its interval, is missing."""
NOT_THERE = "-"
"""Stands where a run has no such entry."""


@dataclass(frozen=True)
class ComparedFigure:
    """One figure of every run.

    Attributes
    ----------
    group, name, words : str
        As in `gng_desktop.training.figures.Figure`.
    figures : tuple of Figure or None
        One for each run; None where its test has none.
    verdicts : tuple of str
        One for each run, see `Verdict`; that of the first is "".
    """

    group: str
    name: str
    words: str
    figures: tuple[Figure | None, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Difference:
    """An entry that is not the same in all runs.

    Attributes
    ----------
    key : str
        ``fit.learning_rate``, ``data_sha256``, ``environment.keras``, ...
    values : tuple of str
        One for each run; `NOT_THERE` where it has no such entry.
    """

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Runs side by side; everything is in the order of `names`.

    Attributes
    ----------
    names : tuple of str
    curves : dict of str to tuple of Curve
        By figure (``loss``, ``accuracy``, ``auc``) the curves of the runs whose log has it.
    figures : tuple of ComparedFigure
    recipe : tuple of Difference
        Of the recipes, keys flattened.
    circumstances : tuple of Difference
        Of data, images, commit, versions, backend, devices, network size and way of testing.
    notes : tuple of str
        Sentences on what keeps the figures from being compared.
    """

    names: tuple[str, ...]
    curves: dict[str, tuple[Curve, ...]]
    figures: tuple[ComparedFigure, ...]
    recipe: tuple[Difference, ...]
    circumstances: tuple[Difference, ...]
    notes: tuple[str, ...]


def compare(folders: Sequence[Path]) -> Comparison:
    """Read two or more runs and set them side by side; the first is what others are held against.

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
            differences([flat(_recipe(run)) for run in runs]),
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
    logs = [read_log(run.folder) for run in runs]
    keys = dict.fromkeys(k for rows in logs for k in (rows[0] if rows else {}))
    shown = sorted((k for k in keys if f"val_{k}" in keys), key=lambda k: k != "loss")
    return {
        key: tuple(
            Curve(
                name,
                tuple(int(row["epoch"]) for row in rows),
                tuple(number(row.get(key)) for row in rows),
                tuple(number(row.get(f"val_{key}")) for row in rows),
                best_epoch(run, rows),
            )
            for run, name, rows in zip(runs, names, logs, strict=True)
            if rows and key in rows[0]
        )
        for key in shown
    }


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
    """Say how a figure stands to the first run's; see `Verdict`."""
    one = first.interval if first else None
    two = other.interval if other else None
    if one is None or two is None:
        return ""
    if two[0] > one[1]:
        return "higher"
    return "lower" if two[1] < one[0] else "inside the intervals"


def _recipe(run: Run) -> Mapping[str, Any]:
    """Return a run's recipe; entries that its version did not know yet have their defaults."""
    recipe = dict(run.record["recipe"])
    with contextlib.suppress(RecipeError):  # made by another version of the program
        recipe = parse_recipe(recipe).to_dict()
    recipe.pop("name", None)  # differs in any case
    return recipe


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
