"""CelebAMask-HQ: images with index masks, or its own layout with a mask per part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import read_bytes
from gng_desktop.datasets.importers.import_result import Choice, Harvest
from gng_desktop.datasets.items import DataError
from gng_desktop.imaging.reading import Picture

# fmt: off
PARTS = (
    "skin", "nose", "eye_g", "l_eye", "r_eye", "l_brow", "r_brow", "l_ear", "r_ear",
    "mouth", "u_lip", "l_lip", "hair", "hat", "ear_r", "neck_l", "neck", "cloth",
)
# fmt: on
"""Parts in the order of their ids 1..18; where masks overlap, the later one counts."""
LABELS = "celebamask19"
MAPPING = "CelebA-HQ-to-CelebA-mapping.txt"
CELEBA_VAL, CELEBA_TEST = 162_771, 182_638
"""First image of CelebA's own validation and test partition, by its number there."""

_PART = re.compile(rf"(\d+)_({'|'.join(PARTS)})", re.IGNORECASE)
MASK_FOLDER = re.compile("mask|label|anno|seg", re.IGNORECASE)  # parts of its name


def import_celebamask(source: Path, harvest: Harvest, choice: Choice) -> Iterator[Progress]:
    """Take images with their 19-label masks.

    A mask is a PNG of 8-bit ids whose name is that of an image but for the suffix; or there is a
    PNG per part (``00000_l_eye.png``), put together here and enlarged to the image's size. With
    the published mapping file the splits are CelebA's own, which do not divide a person's images.

    Raises
    ------
    DataError
        If there are no such pairs.
    """
    images: dict[str, Path] = {}
    masks: dict[str, Path] = {}
    parts: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in (yield from harvest.images(source)):
        if path.suffix.lower() != ".png":
            images.setdefault(path.stem, path)
        elif match := _PART.fullmatch(path.stem):
            parts[str(int(match[1]))][match[2].lower()] = path
        elif path.parent != source and MASK_FOLDER.search(path.parent.name):
            masks[path.stem] = path
        elif path.stem not in images:
            images[path.stem] = path
        else:  # an index mask next to its image
            masks[path.stem] = path
    # Image 7 is "7.jpg", its parts are "00007_...".
    numbered = {str(int(stem)): stem for stem in images if stem.isascii() and stem.isdigit()}
    pairs = {stem: stem for stem in masks if stem in images}
    pairs |= {numbered[n]: n for n in parts if n in numbered and numbered[n] not in pairs}
    if not pairs:
        raise DataError(
            f"{source} holds no images with masks of the same name, nor with masks named like "
            "00000_l_eye.png; name the folder above both."
        )
    for name in sorted((masks.keys() | images.keys()) - pairs.keys()):
        missing = "image" if name in masks else "mask"
        harvest.skip(masks.get(name) or images[name], f"There is no {missing} of its name.")
    for number in sorted(parts.keys() - numbered.keys()):
        harvest.skip(next(iter(parts[number].values())), "There is no image of its number.")
    splits = _celeba_splits(source)
    for i, (stem, key) in enumerate(sorted(pairs.items())):
        yield Progress(i, len(pairs), images[stem].name)
        picture = harvest.picture(images[stem])
        if picture is None:
            continue
        mask = masks.get(stem) or _put_together(stem, parts[key], picture, harvest)
        if mask is not None:
            number = str(int(stem)) if stem.isascii() and stem.isdigit() else stem
            harvest.mask(images[stem], picture, mask, LABELS, splits.get(number, ""))


def _put_together(
    stem: str, parts: dict[str, Path], picture: Picture, harvest: Harvest
) -> Path | None:
    size = (picture.width, picture.height)
    ids = np.zeros((picture.height, picture.width), np.uint8)
    for label, part in enumerate(PARTS, 1):
        if part not in parts:
            continue
        drawn = harvest.picture(parts[part])
        if drawn is None:
            return None
        there = drawn.rgb.max(axis=2) > 127
        ids[cv2.resize(there.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0] = label
    return harvest.write_png(f"masks/{stem}.png", ids)


def _celeba_splits(source: Path) -> dict[str, str]:
    """Return the split of each image number, or nothing without the mapping file."""
    path = next(iter(sorted(source.rglob(MAPPING))), None)
    if path is None:
        return {}
    splits = {}
    # Columns: number in CelebA-HQ, number and file name in CelebA; the first line names them.
    with plain_errors(DataError, f"{path} cannot be read", "check the folder"):
        text = read_bytes(path).decode("utf-8", "replace")
    for line in text.splitlines()[1:]:
        fields = line.split()
        if len(fields) >= 2 and fields[0].isdigit() and fields[1].isdigit():
            number = int(fields[1])
            splits[str(int(fields[0]))] = (
                "train" if number < CELEBA_VAL else "val" if number < CELEBA_TEST else "test"
            )
    return splits
