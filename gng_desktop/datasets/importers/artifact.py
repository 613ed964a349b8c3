"""ArtiFact: one folder per source or generator, each with ``metadata.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gng_desktop.core.progress import Progress
from gng_desktop.datasets.importers.import_result import Choice, Harvest
from gng_desktop.datasets.indexes import table
from gng_desktop.datasets.items import DataError

METADATA = "metadata.csv"


def import_artifact(source: Path, harvest: Harvest, choice: Choice) -> Iterator[Progress]:
    """Take the images that the folders' ``metadata.csv`` list (SPEC 1.7).

    `source` may also be one such folder. ``target`` 0 is real, any other number generated.

    Raises
    ------
    DataError
        If there is no ``metadata.csv``, one lacks a column, or a chosen folder or category is not
        there.
    """
    folders = [source] if (source / METADATA).is_file() else []
    folders += sorted(p.parent for p in source.glob(f"*/{METADATA}"))
    if not folders:
        raise DataError(f"{source} holds no folder with a {METADATA}; name the folder above them.")
    _known(choice.generators, {folder.resolve().name for folder in folders}, "folder")
    if choice.generators:
        folders = [folder for folder in folders if folder.resolve().name in choice.generators]
    listed = []
    for folder in folders:
        yield Progress(0, 0, f"reading {folder.name}")
        listed += [(folder, row) for row in _rows(folder)]
    _known(choice.categories, {row.get("category", "") for _, row in listed}, "category")
    if choice.categories:
        listed = [(f, row) for f, row in listed if row.get("category") in choice.categories]
    for i, (folder, row) in enumerate(listed):
        yield Progress(i, len(listed), folder.name)
        path = _find(folder, row)
        try:
            target = float(row["target"])
        except ValueError:
            harvest.skip(path, f"Its target {row['target']!r} is no number.")
            continue
        if picture := harvest.picture(path):
            harvest.face(
                path,
                picture,
                target != 0,
                folder.resolve().name,
                more={"category": row.get("category", "")},
            )


def _known(chosen: tuple[str, ...], there: set[str], what: str) -> None:
    if unknown := sorted(set(chosen) - there):
        raise DataError(
            f"There is no {what} {', '.join(unknown)}; choose from {', '.join(sorted(there))}."
        )


def _rows(folder: Path) -> list[dict[str, str]]:
    rows = table(folder / METADATA)
    for columns in (("target",), ("image_path", "filename")):
        if rows and not any(column in rows[0] for column in columns):
            raise DataError(f"{folder / METADATA} lacks the column {' or '.join(columns)}.")
    return rows


def _find(folder: Path, row: dict[str, str]) -> Path:
    """Return the image of a row: its path counts from the folder, or from the one above."""
    names = [row[c].strip().replace("\\", "/") for c in ("image_path", "filename") if row.get(c)]
    places = [base / name for name in names for base in (folder, folder.parent)]
    return next((p for p in places if p.is_file()), places[0] if places else folder / METADATA)
