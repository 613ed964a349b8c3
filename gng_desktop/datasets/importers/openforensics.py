"""OpenForensics: many faces per image, boxes and polygons in COCO's ``*_poly.json``."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import LARGE, read_json
from gng_desktop.datasets.importers.import_result import Choice, Harvest, images_below
from gng_desktop.datasets.items import DataError

ENDING = "_poly.json"
SPLITS: dict[str, tuple[str, str, str]] = {
    f"train{ENDING}": ("Train", "train", "openforensics"),
    f"val{ENDING}": ("Val", "val", "openforensics"),
    f"test-dev{ENDING}": ("Test-Dev", "test", "openforensics"),
    f"test-challenge{ENDING}": ("Test-Challenge", "test", "openforensics-challenge"),
}
"""Folder, split and source by file name in lower case; both tests are test data, of two sources."""
REAL, FAKE = 0, 1
"""Its category ids."""

Box = tuple[int, int, int, int]


def import_openforensics(source: Path, harvest: Harvest, choice: Choice) -> Iterator[Progress]:
    """Cut the annotated faces out into ``SPLIT/real`` and ``SPLIT/fake`` (SPEC 2).

    `source` is a folder or one ``*_poly.json``. Boxes are cut without margin, as the source does;
    a face is named ``{image}_{n}.jpg``, n counting the faces of the split. With ``choice.masks``
    its polygon goes into ``SPLIT/masks`` (255 inside) and into the column ``mask``.

    Raises
    ------
    DataError
        If there is no such file, or one holds no COCO annotations.
    """
    files = [source] if source.is_file() else sorted(source.rglob(f"*{ENDING}"))
    known = [f for f in files if f.name.lower() in SPLITS]
    for file in files:
        if file not in known:
            harvest.skip(file, f"Its name is none of {', '.join(SPLITS)}.")
    if not known:
        raise DataError(f"{source} holds no Train{ENDING} or the like; name the folder above it.")
    for file in known:
        yield from _import_split(file, harvest, choice)


def _import_split(file: Path, harvest: Harvest, choice: Choice) -> Iterator[Progress]:
    folder, split, source = SPLITS[file.name.lower()]
    yield Progress(0, 0, f"reading {file.name}")
    images, faces = _annotations(file)
    elsewhere: dict[str, Path] | None = None
    written = without = 0
    for i, (image_id, annotated) in enumerate(faces.items()):
        image = images.get(image_id, {})
        name = str(image.get("file_name", "")).replace("\\", "/")
        base = PurePosixPath(name).name
        yield Progress(i, len(faces), f"{folder}: {base}")
        if not base:
            harvest.skip(f"{file}: image {image_id}", "Its file is not named.")
            continue
        places = [file.parent / p for p in (name, f"{folder}/{base}", base)]
        path = next((p for p in places if p.is_file()), None)
        if path is None:
            if elsewhere is None:
                elsewhere = {p.name: p for p in (yield from images_below(file.parent))}
            path = elsewhere.get(base, file.parent / name)
        picture = harvest.picture(path)
        if picture is None:
            continue
        stated = (image.get("width", picture.width), image.get("height", picture.height))
        if stated != (picture.width, picture.height):
            harvest.skip(
                path,
                f"It is {picture.width} x {picture.height} px, the annotations are of "
                f"{stated[0]} x {stated[1]} px.",
            )
            continue
        for annotation in annotated:
            what = f"{file}: annotation {annotation.get('id', '?')} of {base}"
            box = _face_box(annotation.get("bbox"), picture.width, picture.height)
            category = annotation.get("category_id")
            if box is None:
                harvest.skip(what, "It has no box inside its image.")
                continue
            if category not in (REAL, FAKE):
                harvest.skip(what, f"Its category {category!r} is neither 0 (real) nor 1 (fake).")
                continue
            x0, y0, x1, y1 = box
            stem = f"{PurePosixPath(base).stem}_{written}"
            label = "fake" if category == FAKE else "real"
            crop = harvest.write_jpeg(
                f"{folder}/{label}/{stem}.jpg", np.ascontiguousarray(picture.rgb[y0:y1, x0:x1])
            )
            written += 1
            more = {"image": base}
            inside = _polygons(annotation.get("segmentation"), box) if choice.masks else None
            if choice.masks and inside is None:
                without += 1
            elif inside is not None:
                mask = harvest.write_png(f"{folder}/masks/{stem}.png", inside)
                more["mask"] = mask.relative_to(harvest.out).as_posix()
            if face := harvest.picture(crop):
                harvest.face(crop, face, category == FAKE, source, split, more)
    if without:
        harvest.notes.append(
            f"{without:,} of {written:,} faces of {file.name} have no mask: there is no polygon of "
            "them; run-length codes are not read."
        )


def _annotations(file: Path) -> tuple[dict[Any, dict[str, Any]], dict[Any, list[dict[str, Any]]]]:
    """Return the images by id and the annotations by image id."""
    try:
        with plain_errors(DataError, f"{file} cannot be read", "check the folder"):
            content = read_json(file, LARGE)
        images = {image["id"]: image for image in content["images"]}
        faces: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for annotation in content["annotations"]:
            faces[annotation["image_id"]].append(annotation)
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{file} holds no COCO images and annotations; obtain another copy of it."
        ) from error
    return images, faces


def _face_box(bbox: Any, width: int, height: int) -> Box | None:
    """Return left, top, right, bottom (exclusive), px, of a COCO box [x, y, w, h] in its image.

    Coordinates are rounded down, as the source does, and cut off at the image's edge; None if it
    is no box or nothing of it lies inside.
    """
    try:
        x, y, w, h = (float(v) for v in bbox)
        corners = (int(x), int(y), int(x + w), int(y + h))
    except (TypeError, ValueError, OverflowError):
        return None
    x0, y0, x1, y1 = (
        min(max(v, 0), side) for v, side in zip(corners, (width, height) * 2, strict=True)
    )
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _polygons(segmentation: Any, box: Box) -> NDArray[np.uint8] | None:
    """Draw COCO polygons (x0, y0, x1, y1, ... px) as seen in `box`, 255 inside; None without."""
    x0, y0, x1, y1 = box
    outlines = []
    for flat in segmentation if isinstance(segmentation, list) else []:
        try:
            points = np.array(flat, np.float64).reshape(-1, 2)
        except (TypeError, ValueError):
            continue
        if len(points) >= 3 and all(math.isfinite(v) for v in points.ravel()):
            outlines.append(np.rint(points - (x0, y0)).astype(np.int32))
    if not outlines:
        return None
    return np.asarray(cv2.fillPoly(np.zeros((y1 - y0, x1 - x0), np.uint8), outlines, 255), np.uint8)
