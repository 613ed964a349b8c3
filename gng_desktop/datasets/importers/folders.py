"""Plain folders: Train, Valid, Test with Real and Fake in each, or only real and fake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gng_desktop.core.progress import Progress
from gng_desktop.datasets.importers.import_result import SPLIT_NAMES, Choice, Harvest
from gng_desktop.datasets.items import DataError


def import_folders(source: Path, harvest: Harvest, choice: Choice) -> Iterator[Progress]:
    """Take images by the names of their folders (SPEC 1.7); letter case does not matter.

    Raises
    ------
    DataError
        If there is neither ``real`` and ``fake`` nor a split folder that holds them.
    """
    parents = [(source, "")] + [
        (folder, SPLIT_NAMES[folder.name.casefold()])
        for folder in _folders(source)
        if folder.name.casefold() in SPLIT_NAMES
    ]
    classes = [
        (folder, name == "fake", split)
        for parent, split in parents
        for name in ("real", "fake")
        for folder in _folders(parent)
        if folder.name.casefold() == name
    ]
    if not classes:
        raise DataError(
            f"{source} holds no folders 'real' and 'fake', nor 'Train', 'Valid', 'Test' with "
            "these in them; name them so."
        )
    alike = defaultdict(list)
    for folder in (*(parent for parent, _ in parents), *(folder for folder, *_ in classes)):
        alike[folder.parent, folder.name.casefold()].append(str(folder))
    harvest.notes += [
        f"Taken together, as their names differ in letter case only: {', '.join(names)}."
        for names in alike.values()
        if len(names) > 1
    ]
    paths = []
    for folder, generated, split in classes:
        below = yield from harvest.images(folder)
        paths += [(path, generated, split) for path in below]
    for i, (path, generated, split) in enumerate(paths):
        yield Progress(i, len(paths), path.name)
        if picture := harvest.picture(path):
            harvest.face(path, picture, generated, source.resolve().name, split)


def _folders(parent: Path) -> list[Path]:
    return sorted(p for p in parent.iterdir() if p.is_dir())
