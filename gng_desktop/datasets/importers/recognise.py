"""Which of the formats a folder or file is in, by the marks each of them leaves."""

from __future__ import annotations

import contextlib
import csv
import itertools
import os
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gng_desktop.core.reading import opened
from gng_desktop.datasets.importers import FORMATS
from gng_desktop.datasets.importers.artifact import METADATA
from gng_desktop.datasets.importers.celebamask import MAPPING, MASK_FOLDER, PARTS
from gng_desktop.datasets.importers.import_result import SPLIT_NAMES
from gng_desktop.datasets.importers.index import INDEX
from gng_desktop.datasets.importers.mut1ny import XML
from gng_desktop.datasets.importers.openforensics import ENDING, SPLITS
from gng_desktop.datasets.indexes import FACE_COLUMNS, MASK_COLUMNS
from gng_desktop.datasets.items import DataError
from gng_desktop.imaging.reading import IMAGE_SUFFIXES

DEPTH, FOLDERS, ENTRIES = 4, 400, 2_000
"""How deep is looked, into how many folders, and at how many entries of each: a data set may hold
a million files, and its marks lie near its top."""
_HEADER_BYTES = 1 << 16
_PART_ENDINGS = tuple(f"_{part}.png" for part in PARTS)

Mark = tuple[str, Path]
"""A format, and the file or folder that it is recognised by."""


@dataclass(frozen=True)
class Recognised:
    """What a folder or file was recognised as.

    Attributes
    ----------
    format : str
        A key of `gng_desktop.datasets.importers.FORMATS`.
    source : Path
        What to import: the folder or file that the format's importer takes.
    mark : Path
        The file or folder by which the format was recognised.
    indexes : tuple of Path
        Of format ``index`` the indexes that can be used as they are, by their columns.
    """

    format: str
    source: Path
    mark: Path
    indexes: tuple[Path, ...] = ()

    @property
    def reason(self) -> str:
        """A sentence on what it is and what showed it."""
        return f"{self.mark} tells that this is {self.format} ({FORMATS[self.format]})."


def recognise(path: Path) -> Recognised:
    """Recognise a data set's format; only names and the first lines of tables are read.

    Of several marks the one nearest to the top counts. At most `FOLDERS` folders are entered.

    Parameters
    ----------
    path : Path
        The data set's folder, or a file that lists its pictures.

    Raises
    ------
    DataError
        If there is no such place, or nothing there marks a format.
    """
    try:
        if path.is_dir():
            return _folder(path)
        if path.is_file():
            return _file(path)
    except OSError as error:
        raise DataError(
            f"{error.filename or path} cannot be read ({error.strerror or error}); check the disk "
            "and its permissions."
        ) from error
    raise DataError(f"{path} does not exist; check its name and location.")


def data_folder(index: Path) -> Path:
    """Return the folder that the indexes and weights of an index's recipes are likely below.

    Recipes name all their files relative to one data folder: the one above that of `index` where
    weights or another index lie there too, else the one of `index`.
    """
    above = index.resolve().parent.parent
    with contextlib.suppress(OSError):
        beside = [above / name for name in _entries(above)[1]]
        others = (p for p in beside if p != index.resolve().parent)
        if any(p.name == "weights" or (p / INDEX).is_file() for p in others):
            return above
    return index.resolve().parent


def _file(path: Path) -> Recognised:
    if path.suffix.lower() == ".xml":
        return Recognised("mut1ny", path, path)
    if path.name.lower() in SPLITS:
        return Recognised("openforensics", path, path)
    columns = _columns(path)
    if path.name == METADATA and "target" in columns:
        return Recognised("artifact", path.parent, path)
    if _is_index(columns):
        return Recognised("index", path, path, (path,) if _complete(columns) else ())
    raise DataError(
        f"{path} lists no data set that this program knows; choose an {INDEX}, {XML}, {METADATA} "
        f"or Train{ENDING}, or the folder of a data set."
    )


def _folder(top: Path) -> Recognised:
    indexes: list[Path] = []
    first: Mark | None = None
    guess: tuple[Mark, int] | None = None
    waiting = deque([(top, 0)])
    looked_into = 0
    while waiting and looked_into < FOLDERS:
        folder, depth = waiting.popleft()
        enough = first is not None and (first[0] != "index" or depth > 2)
        if enough or (guess is not None and depth > guess[1] + 1):
            break
        looked_into += 1
        try:
            files, folders = _entries(folder)
            mark = next(_marks(folder, files, folders), None)
            if first is None and guess is None and mark is None:
                found = _guess(folder, files, folders)
                guess = None if found is None else (found, depth)
        except OSError:
            if folder == top:
                raise
            continue  # one folder that may not be entered says nothing of the others
        if mark is not None and mark[0] == "index":
            indexes.append(mark[1])
        if first is None:
            first = mark
        if mark is None and depth < DEPTH:
            waiting += [(folder / name, depth + 1) for name in folders]
    if first is None and guess is not None:
        first = guess[0]
    if first is None:
        raise DataError(
            f"Nothing in {top} tells which data set this is; choose its own folder, or say which "
            f"format it is ({', '.join(FORMATS)})."
        )
    return _found(top, first, indexes)


def _found(top: Path, first: Mark, indexes: list[Path]) -> Recognised:
    form, mark = first
    if form == "artifact":
        # Its importer looks no deeper than one folder down.
        near = top in (mark.parent, mark.parent.parent)
        return Recognised(form, top if near else mark.parent.parent, mark)
    if form == "folders":
        return Recognised(form, mark.parent, mark)
    if form == "index":
        usable = tuple(sorted(index for index in indexes if _complete(_columns(index))))
        return Recognised(form, indexes[0] if len(indexes) == 1 else top, mark, usable)
    return Recognised(form, top, mark)


def _entries(folder: Path) -> tuple[list[str], list[str]]:
    """Return the names of some files and folders in `folder`, sorted."""
    files: list[str] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in itertools.islice(entries, ENTRIES):
            if not entry.name.startswith("."):
                (folders if _is_folder(entry) else files).append(entry.name)
    return sorted(files), sorted(folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link round in a circle, for one
        return False


def _marks(folder: Path, files: list[str], folders: list[str]) -> Iterator[Mark]:
    """Yield the marks of formats in `folder`, the surest first."""
    # Asked by name: among many files it may not be one of those listed.
    if (index := folder / INDEX).is_file() and _is_index(_columns(index)):
        yield "index", index
    if (xml := folder / XML).is_file():
        yield "mut1ny", xml
    if (metadata := folder / METADATA).is_file() and "target" in _columns(metadata):
        yield "artifact", metadata
    for name in files:
        if name.lower() in SPLITS:
            yield "openforensics", folder / name
    if (mapping := folder / MAPPING).is_file():
        yield "celebamask", mapping
    for name in files:
        if name.lower().endswith(_PART_ENDINGS) and name.split("_")[0].isdigit():
            yield "celebamask", folder / name
    yield from _classes(folder, folders)


def _guess(folder: Path, files: list[str], folders: list[str]) -> Mark | None:
    """Return a folder of masks that seems to belong to images beside it.

    Only names say so: a folder of a mark's own, beside it or in it, counts more.
    """
    for name in filter(MASK_FOLDER.search, folders):
        others = [other for other in folders if not MASK_FOLDER.search(other)]
        beside = files or [f for other in others for f in _entries(folder / other)[0][:20]]
        images = any(Path(f).suffix.lower() in IMAGE_SUFFIXES for f in beside)
        if images and any(f.lower().endswith(".png") for f in _entries(folder / name)[0]):
            return "celebamask", folder / name
    return None


def _classes(folder: Path, folders: list[str]) -> Iterator[Mark]:
    for name in folders:
        inside = folders if name.casefold() in ("real", "fake") else []
        if name.casefold() in SPLIT_NAMES:
            inside = _entries(folder / name)[1]
        if {"real", "fake"} <= {other.casefold() for other in inside}:
            yield "folders", folder / name


def _columns(path: Path) -> set[str]:
    """Return the names in the first line of a table; none if it has no such line."""
    with opened(path) as stream:
        line = stream.readline(_HEADER_BYTES)
    try:
        header = next(csv.reader([line.decode("utf-8-sig")]), [])
    except (UnicodeDecodeError, csv.Error):
        return set()
    return {name.strip() for name in header}


def _is_index(columns: set[str]) -> bool:
    return {"path", "label"} <= columns or {"image", "mask"} <= columns


def _complete(columns: set[str]) -> bool:
    return set(FACE_COLUMNS) <= columns or set(MASK_COLUMNS) <= columns
