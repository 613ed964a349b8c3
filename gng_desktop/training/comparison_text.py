"""Runs side by side as Markdown tables, CSV files and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from gng_desktop.core.files import write_text
from gng_desktop.core.tables import csv_text
from gng_desktop.training.comparison import Comparison, Difference
from gng_desktop.training.plots import compared_curves, save_figure
from gng_desktop.training.table import Cell, Table

PICTURES = "curves.{}.png"


def figures_table(found: Comparison) -> Table:
    """Return the figures as a table: a row a figure, a column a run, and beside it its verdict."""
    first, *others = found.names
    columns = [first]
    for name in others:
        columns += [name, f"against {first}"]
    table = Table(
        f'Figures of the test split with 95 % intervals. "higher" and "lower" than {first} are '
        "said where the intervals are apart; inside the intervals no difference is shown.",
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


def differences_table(found: Comparison, what: Literal["recipe", "circumstances"]) -> Table:
    """Return what differs as a table: a row an entry, a column a run."""
    rows: tuple[Difference, ...] = getattr(found, what)
    caption = {
        "recipe": "What differs in the recipes",
        "circumstances": "What differs in data, program and test",
    }[what]
    return Table(
        caption if rows else f"{caption}: nothing",
        ("entry",),
        found.names,
        [((row.key,), tuple(Cell(value) for value in row.values)) for row in rows],
    )


def text(found: Comparison) -> str:
    """Return the whole comparison as Markdown."""
    tables = [
        figures_table(found),
        differences_table(found, "recipe"),
        differences_table(found, "circumstances"),
    ]
    parts = [t.markdown() if t.rows else f"{t.caption}.\n" for t in tables]
    return "\n".join([*parts, *(f"Note: {note}\n" for note in found.notes)])


def write_comparison(found: Comparison, out: Path) -> list[Path]:
    """Write a comparison into a folder; each file whole or not at all.

    ``comparison.md``; ``figures.csv`` (a row a figure and run), ``differences.csv``,
    ``curves.csv`` (a row an epoch and run) and, for each figure of the logs, ``curves.NAME.png``.

    Parameters
    ----------
    found : Comparison
    out : Path
        Made if missing.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    OSError
        If a file cannot be written.
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
        save_figure(compared_curves(name, curves), path)
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
