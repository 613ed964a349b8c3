"""Plain folders: Train, Valid, Test with Real and Fake in each, or only real and fake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gng_desktop.core.progress import Progress
from gng_desktop.datasets.importers.import_result import SPLIT_NAMES, Choice, Harvest, entry
from gng_desktop.datasets.items import DataError


def import_folders(source: Path, harvest: Harvest, choice: Choice) -> Iterator[Progress]:
    """Take images by the names of their folders (SPEC 1.7); letter case does not matter.

    Raises
    ------
    DataError
        If there is neither ``real`` and ``fake`` nor a split folder that holds them.
    """
    classes: list[tuple[Path, bool, str]] = []
    parents = [(source, "")] + [
        (p, SPLIT_NAMES[p.name.casefold()])
        for p in sorted(source.iterdir())
        if p.is_dir() and p.name.casefold() in SPLIT_NAMES
    ]
    for parent, split in parents:
        for name in ("real", "fake"):
            if folder := entry(parent, name):
                classes.append((folder, name == "fake", split))
    if not classes:
        raise DataError(
            f"{source} holds no folders 'real' and 'fake', nor 'Train', 'Valid', 'Test' with "
            "these in them; name them so."
        )
    paths = []
    for folder, generated, split in classes:
        below = yield from harvest.foreign(folder)
        paths += [(path, generated, split) for path in below]
    for i, (path, generated, split) in enumerate(paths):
        yield Progress(i, len(paths), path.name)
        if picture := harvest.picture(path):
            harvest.face(path, picture, generated, source.resolve().name, split)
