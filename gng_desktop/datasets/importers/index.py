"""Indexes that exist already: checked, merged, and in this program's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gng_desktop.core.progress import Progress
from gng_desktop.datasets.importers.import_result import SPLIT_NAMES, Choice, Harvest
from gng_desktop.datasets.indexes import FACE_COLUMNS, MASK_COLUMNS, kind_of, table
from gng_desktop.datasets.items import DataError

INDEX = "index.csv"
_LABELS = {
    **dict.fromkeys(("real", "0", "0.0"), False),
    **dict.fromkeys(("fake", "generated", "1", "1.0"), True),
}
_MEASURED = ("width", "height", "sha256")


def import_index(source: Path, harvest: Harvest, choice: Choice) -> Iterator[Progress]:
    """Take the rows of an index, or of every ``index.csv`` below a folder.

    Split names such as ``Valid`` and labels such as ``1`` become this program's; rows without a
    split get one; size and hash are measured again; a file that is listed twice is taken once.

    Raises
    ------
    DataError
        If there is no index, one lacks a column, or some list faces and others masks.
    """
    indexes = [source] if source.is_file() else sorted(source.rglob(INDEX))
    indexes = [i for i in indexes if i.resolve().parent != harvest.out]
    if not indexes:
        raise DataError(f"{source} is no {INDEX} and holds none; name the one to import.")
    kinds = {kind_of(index) for index in indexes}
    if len(kinds) > 1:
        raise DataError(f"{source} holds indexes of faces and of masks; import one kind at a time.")
    faces = kinds == {"faces"}
    first, needed = ("path", ("label",)) if faces else ("image", ("mask", "labels"))
    listed = [(index, row) for index in indexes for row in table(index)]
    seen: set[Path] = set()
    for i, (index, row) in enumerate(listed):
        name = row.get(first, "")
        yield Progress(i, len(listed), name)
        path = _place(index, name)
        what = f"{index}: {name or 'a row without a file'}"
        missing = [column for column in (first, *needed) if not row.get(column)]
        split = row.get("split", "").strip().casefold()
        if missing:
            harvest.skip(what, f"It has no {' and '.join(missing)}.")
        elif split and split not in SPLIT_NAMES:
            harvest.skip(what, f"Its split {row['split']!r} is unknown; use train, val or test.")
        elif faces and row["label"].strip().casefold() not in _LABELS:
            harvest.skip(what, f"Its label {row['label']!r} is unknown; use real or fake.")
        elif path.resolve() in seen:
            harvest.skip(what, "It is listed twice; the first row counts.")
        elif picture := harvest.picture(path):
            seen.add(path.resolve())
            used = (*FACE_COLUMNS, *_MEASURED) if faces else (*MASK_COLUMNS, *_MEASURED)
            more = {k: v for k, v in row.items() if k not in used and k}
            split = SPLIT_NAMES.get(split, "")
            if faces:
                generated = _LABELS[row["label"].strip().casefold()]
                source_name = row.get("source", "").strip() or index.resolve().parent.name
                harvest.face(path, picture, generated, source_name, split, more=more)
            else:
                mask = _place(index, row["mask"])
                harvest.mask(path, picture, mask, row["labels"].strip(), split, more=more)


def _place(index: Path, name: str) -> Path:
    path = index.parent / name
    # Windows' separators, unless that is how the file is really called.
    return path if path.exists() else index.parent / name.replace("\\", "/")
