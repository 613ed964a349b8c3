"""Which images a model is tested on: index files, a data folder, or plain real/ and fake/."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.datasets.indexes import kind_of
from gng_desktop.datasets.items import (
    DataError,
    FaceItem,
    MaskItem,
    of_split,
    read_faces,
    read_masks,
)
from gng_desktop.datasets.masks import COMPLETE, READERS
from gng_desktop.imaging.reading import IMAGE_SUFFIXES

if TYPE_CHECKING:
    from gng_desktop.training.recipe import Recipe

FACES, MASKS = Path("faces/index.csv"), Path("parsing/index.csv")
"""Where a data folder keeps its indexes."""


def photos_of(index: Path) -> list[FaceItem]:
    """List the images of a segmentation index, all real photos, as faces.

    The source is the label set; that of ``hair2``, which joins two photo collections, follows from
    the file name.
    """
    faces = []
    for item in read_masks(index, set(READERS)):
        source = item.path.stem.split("_")[0] if item.labels == "hair2" else item.labels
        faces.append(FaceItem(item.path, False, source, item.split))
    return faces


def all_faces(recipe: Recipe, data: Path) -> list[FaceItem]:
    """List every face of a classifier's data folder, sources it was not trained on included."""
    faces = read_faces(data / recipe.data.index)
    if not recipe.data.extra_real_index:
        return faces
    return faces + photos_of(data / recipe.data.extra_real_index)


def masks_to_test(data: Path, split: str) -> list[MaskItem]:
    """List the images that test a segmenter: those whose masks name every pixel's class.

    `data` is a segmentation index, or a folder that holds ``parsing/index.csv``.

    Raises
    ------
    DataError
        If there are none; one sentence.
    """
    index = data / MASKS if data.is_dir() else data
    if data.is_dir() and not index.exists():
        raise DataError(f"The folder {data} holds no {MASKS}, which a segmenter is tested on.")
    if kind_of(index) != "masks":
        raise DataError(f"The index {index} lists no masks, which a segmenter is tested on.")
    return of_split(read_masks(index, COMPLETE), split)


def faces_to_test(data: Path, split: str) -> list[FaceItem]:
    """List the images that test a classifier.

    Parameters
    ----------
    data : Path
        An index of faces or of masks (all real photos); a folder that holds ``faces/index.csv``
        or ``parsing/index.csv`` or both; or a folder that holds ``real`` or ``fake`` or both.
    split : {"train", "val", "test"}
        Plain folders have no splits: all their images are taken.

    Raises
    ------
    DataError
        If there are none; one sentence.
    """
    if not data.is_dir():
        masks = kind_of(data) == "masks"
        return of_split(photos_of(data) if masks else read_faces(data), split)
    faces: list[FaceItem] = []
    if (data / FACES).exists():
        faces += read_faces(data / FACES)
    if (data / MASKS).exists():
        faces += photos_of(data / MASKS)
    return of_split(faces, split) if faces else _plain_folder(data, split)


def _plain_folder(data: Path, split: str) -> list[FaceItem]:
    """List ``real/`` and ``fake/``, whatever their case; subfolders name the sources."""
    items = []
    for folder in sorted(data.iterdir()):
        label = folder.name.lower()
        if label not in ("real", "fake") or not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in IMAGE_SUFFIXES and path.is_file():
                below = path.relative_to(folder).parts
                source = below[0] if len(below) > 1 else label
                items.append(FaceItem(path, label == "fake", source, split))
    if not items:
        raise DataError(
            f"The folder {data} holds no {FACES}, no {MASKS}, and no images in real/ or fake/; "
            "name another."
        )
    return items
