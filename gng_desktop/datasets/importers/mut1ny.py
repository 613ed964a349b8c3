"""Mut1ny's head segmentation set: ``training.xml`` and RGB label images, 14 or 11 labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import LARGE, read_bytes
from gng_desktop.datasets.importers.import_result import Choice, Harvest
from gng_desktop.datasets.items import DataError
from gng_desktop.datasets.left_right import assign_sides
from gng_desktop.datasets.masks import IGNORE
from gng_desktop.imaging.labels import COLOURS, SWAPPED_IN_MIRROR
from gng_desktop.imaging.reading import ImageError, read_image

XML = "training.xml"
RIGHT = tuple(right for _, right in SWAPPED_IN_MIRROR)
"""Classes that only the edition with 14 labels knows."""
TOLERANCE = 24
"""Greatest distance of a colour from its class, in RGB levels; the palette's own least is 90."""
FOLDER_SHARE = 0.1
"""Up to this share of all pictures a folder holds one person or scene and goes into one split."""


def import_mut1ny(source: Path, harvest: Harvest, choice: Choice) -> Iterator[Progress]:
    """Take the pairs that ``training.xml`` lists; write their masks as class ids (SPEC 1.1, 1.7).

    `source` is that file or a folder above it. An edition without sides is known by none of its
    label images holding one of the right-hand colours; `assign_sides` then assigns the sides.

    Raises
    ------
    DataError
        If there is no such file or it lists no pair.
    """
    xml = source if source.is_file() else next(iter(sorted(source.rglob(XML))), None)
    if xml is None:
        raise DataError(f"{source} holds no {XML}; name the folder of the data set.")
    pairs = []
    for names in _read_pairs(xml):
        try:
            image, label = (_find(xml.parent, name) for name in names)
            PurePosixPath(label.resolve().relative_to(xml.parent.resolve()))
        except (FileNotFoundError, ValueError) as error:
            harvest.skip(f"{xml}: {names[0]}", str(error))
            continue
        pairs.append((image, label))
    both = False
    for i, (_, label) in enumerate(pairs):
        yield Progress(i, 0, "which edition")
        if both := _has_sides(label):
            break
    table = _colour_table(not both)
    if pairs and not both:
        harvest.notes.append(
            "No label image tells left from right (11 labels): eyes, eyebrows and ears were given "
            "their side by their place in the face."
        )
    folders = Counter(image.parent for image, _ in pairs)
    strange = strange_images = 0
    for i, (image, label) in enumerate(pairs):
        yield Progress(i, len(pairs), image.name)
        picture, drawn = harvest.picture(image), harvest.picture(label)
        if picture is None or drawn is None:
            continue
        if drawn.rgb.shape != picture.rgb.shape:
            harvest.skip(
                label,
                f"It is {drawn.width} x {drawn.height} px, its image {picture.width} x "
                f"{picture.height} px.",
            )
            continue
        ids = table[drawn.rgb[..., 0], drawn.rgb[..., 1], drawn.rgb[..., 2]]
        unknown = int((ids == IGNORE).sum())
        strange, strange_images = strange + unknown, strange_images + bool(unknown)
        if not both:
            ids = assign_sides(ids)
        mask = harvest.write_png(_mask_name(label, xml.parent), ids)
        alone = folders[image.parent] <= FOLDER_SHARE * len(pairs)
        harvest.mask(image, picture, mask, "classes14", group=str(image.parent) if alone else "")
    if strange:
        harvest.notes.append(
            f"{strange:,} pixels of {strange_images} label images have a colour of no class; "
            "training leaves them out."
        )


class _Names(HTMLParser):
    """Reads ``srcimg`` and ``labelimg``; unlike XML parsers it survives unclosed elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.image: str | None = None
        self.pairs: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("name")
        if tag == "srcimg":
            self.image = name
        elif tag == "labelimg" and name and self.image:
            self.pairs.append((self.image, name))
            self.image = None


def _read_pairs(xml: Path) -> list[tuple[str, str]]:
    """Return the names of image and label image of each pair, separated by "/"."""
    with plain_errors(DataError, f"{xml} cannot be read", "check the folder"):
        data = read_bytes(xml, LARGE)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    parser = _Names()
    parser.feed(data.decode("utf-16" if wide else "utf-8-sig", errors="surrogateescape"))
    parser.close()
    pairs = [(_posix(image), _posix(label)) for image, label in parser.pairs]
    if not pairs:
        raise DataError(f"{xml} lists no srcimg followed by a labelimg; is it Mut1ny's {XML}?")
    return list(dict.fromkeys(pairs))


def _posix(name: str) -> str:
    return re.sub(r"^([A-Za-z]:)?(\./|/)*", "", name.strip().replace("\\", "/"))


def _find(folder: Path, name: str) -> Path:
    """Return the file `name` below `folder`; Windows, where the list was made, ignores case."""
    path = folder / name
    if path.is_file():
        return path
    path = folder
    for part in PurePosixPath(name).parts:
        exact = path / part
        if not exact.exists() and path.is_dir():
            alike = (p for p in path.iterdir() if p.name.casefold() == part.casefold())
            exact = next(alike, exact)
        path = exact
    if not path.is_file():
        raise FileNotFoundError(f"The file {name} does not exist.")
    return path


def _mask_name(label: Path, folder: Path) -> str:
    place = label.resolve().relative_to(folder.resolve())
    name = place.name if place.suffix == ".png" else place.name + ".png"
    return (Path("masks") / place.with_name(name)).as_posix()


def _has_sides(label: Path) -> bool:
    """Return whether a label image holds a right-hand colour, as an area.

    Where a label image was resampled, mixed colours such as half a green look like one, but only
    along edges.
    """
    try:
        rgb = read_image(label).rgb
    except ImageError:
        return False  # named when its turn comes
    return any(
        cv2.erode((rgb == COLOURS[i]).all(axis=2).astype(np.uint8), np.ones((3, 3))).any()
        for i in RIGHT
    )


def _colour_table(one_sided: bool) -> NDArray[np.uint8]:
    """Return the (256, 256, 256) class ids of RGB colours, `IGNORE` where none is near.

    The edition with 11 labels, `one_sided`, has no right-hand colours.
    """
    table = np.full((256, 256, 256), IGNORE, np.uint8)
    reach = np.arange(-TOLERANCE, TOLERANCE + 1)
    red, green, blue = np.meshgrid(reach, reach, reach, indexing="ij")
    near = red**2 + green**2 + blue**2 <= TOLERANCE**2
    for label, colour in enumerate(COLOURS.astype(int)):
        if one_sided and label in RIGHT:
            continue
        places = [axis[near] + c for axis, c in zip((red, green, blue), colour, strict=True)]
        valid = np.logical_and.reduce([(p >= 0) & (p <= 255) for p in places])
        table[tuple(p[valid] for p in places)] = label
    return table
