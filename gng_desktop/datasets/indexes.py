"""Index files as a whole: which kind they are, and writing them."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from gng_desktop.core.files import write_text
from gng_desktop.core.progress import Progress, result_of
from gng_desktop.core.tables import csv_text
from gng_desktop.datasets.items import (
    DataError,
    FaceItem,
    MaskItem,
    read_faces,
    read_masks,
    rows_of,
)

Kind = Literal["faces", "masks"]

FACE_COLUMNS = ("path", "label", "source", "split")
MASK_COLUMNS = ("image", "mask", "labels", "split")


def table(path: Path, count: int | None = None) -> list[dict[str, str]]:
    """Return the first `count` rows, or all, of a CSV file; cells that are absent are "".

    Raises: DataError if it cannot be read or is no CSV in UTF-8.
    """
    return [
        {str(k).strip(): v or "" for k, v in row.items() if v is None or isinstance(v, str)}
        for row in rows_of(path, count=count)
    ]


def kind_of(index: Path) -> Kind:
    """Return whether an index lists faces or masks, by its columns.

    Raises
    ------
    DataError
        If it cannot be read, has no row, or lists neither.
    """
    columns = {name for row in table(index, 1) for name in row}
    # Faces may have masks beside them, of what OpenForensics outlines.
    if {"image", "mask"} <= columns and not {"path", "label"} <= columns:
        return "masks"
    if "path" in columns:
        return "faces"
    raise DataError(
        f"The index {index} lists neither faces nor masks; give it the columns "
        f"{', '.join(FACE_COLUMNS)} or {', '.join(MASK_COLUMNS)}, and rows."
    )


def read_index(index: Path) -> list[FaceItem] | list[MaskItem]:
    """Read an index of either kind, all sources and label sets.

    Raises
    ------
    DataError
        As `kind_of`, `read_faces` and `read_masks` do.
    """
    return result_of(index_steps(index))


def index_steps(index: Path) -> Generator[Progress, None, list[FaceItem] | list[MaskItem]]:
    """Like `read_index`, in steps: one index may list a million images.

    Yields
    ------
    Progress
        Between passes over the file.
    """
    yield Progress(0, 0, f"reading {index}")
    if kind_of(index) == "faces":
        return read_faces(index)
    labels = {row.get("labels", "") for row in table(index)}
    yield Progress(0, 0, f"reading {index}")
    return read_masks(index, labels)


def named_in(folder: Path, path: Path) -> str:
    """Return `path` as a table in `folder` names it: relative, with "/"; whole on another drive."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.absolute().as_posix()


def write_index(index: Path, rows: Sequence[Mapping[str, str]], kind: Kind) -> None:
    """Write `rows` as an index; whole or not at all.

    Parameters
    ----------
    rows : sequence of mapping
        The kind's columns, and any others, which follow them.
    kind : {"faces", "masks"}
    """
    first = FACE_COLUMNS if kind == "faces" else MASK_COLUMNS
    columns = list(dict.fromkeys([*first, *(name for row in rows for name in row)]))
    cells = ([row.get(name, "") for name in columns] for row in rows)
    write_text(index, csv_text(columns, cells, line_end="\n"))
