"""Index files as a whole: which kind they are, and writing them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from gng_desktop.datasets.items import DataError, FaceItem, MaskItem, read_faces, read_masks
from gng_desktop.files import atomically

Kind = Literal["faces", "masks"]

FACE_COLUMNS = ("path", "label", "source", "split")
MASK_COLUMNS = ("image", "mask", "labels", "split")


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file with a header line; cells that are absent are "".

    Raises
    ------
    DataError
        If it cannot be read or is no CSV in UTF-8.
    """
    try:
        # With "-sig" a byte order mark, as spreadsheets write it, is no part of the first column.
        with path.open(newline="", encoding="utf-8-sig") as stream:
            rows = list(csv.DictReader(stream, restval=""))
    except OSError as error:
        raise DataError(
            f"The table {path} cannot be read ({error.strerror}); check the folder."
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"The table {path} is no CSV in UTF-8; save it as such.") from error
    return [{str(k).strip(): v for k, v in row.items() if isinstance(v, str)} for row in rows]


def kind_of(index: Path) -> Kind:
    """Say whether an index lists faces or masks, by its columns.

    Raises
    ------
    DataError
        If it cannot be read, has no row, or lists neither.
    """
    rows = table(index)
    if rows and "mask" in rows[0] and "image" in rows[0]:
        return "masks"
    if rows and "path" in rows[0]:
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
    if kind_of(index) == "faces":
        return read_faces(index)
    return read_masks(index, {row.get("labels", "") for row in table(index)})


def write_index(index: Path, rows: Sequence[Mapping[str, str]], kind: Kind) -> None:
    """Write `rows` as an index; whole or not at all.

    Parameters
    ----------
    index : Path
    rows : sequence of mapping
        The kind's columns, and any others, which follow them.
    kind : {"faces", "masks"}
    """
    first = FACE_COLUMNS if kind == "faces" else MASK_COLUMNS
    columns = list(dict.fromkeys([*first, *(name for row in rows for name in row)]))

    def write(part: Path) -> None:
        with part.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    atomically(index, write)
