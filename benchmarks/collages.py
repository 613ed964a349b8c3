"""Pictures of several faces at known places, and pictures of none, to test detectors on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.reading import read_image

ALIGNED = ("ffhq", "celebahq", "stylegan1", "stylegan2", "studio_gan")
"""Sources whose pictures are squares framed by one rule: the picture is the square to be found."""
FRAME = 1.34
"""Side of such a picture in heights of the face, hairline to chin: the median of 60 each."""
FACE_SIZES = (48, 400)
"""Heights of the pasted faces, px."""
CANVASES = ((1024, 768), (1600, 1200), (2400, 1600))
BACKGROUNDS = ("plain", "textured", "photographic")
CUT_OUT = 0.5
"""Share of the faces that are pasted without their surroundings, with a soft edge."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Pasted:
    """One face of a collage.

    Attributes
    ----------
    square : Box
        Where its picture lies in the collage, px.
    pixels : ndarray of uint8, shape (side, side, 3)
        The picture as pasted; None where only the head was.
    source : str
        From the index.
    """

    square: Box
    pixels: Pixels | None
    source: str


@dataclass(frozen=True)
class Collage:
    """A picture, its faces, and the kind of its background."""

    rgb: Pixels
    faces: list[Pasted]
    background: str


def face_rows(index: Path, split: str) -> list[dict[str, str]]:
    """Read the rows of the aligned sources of a split, in the index's order."""
    with index.open(newline="") as file:
        return [r for r in csv.DictReader(file) if r["split"] == split and r["source"] in ALIGNED]


def _photographs() -> dict[str, Pixels]:
    """Return photographs without a face that come with scikit-image and scikit-learn."""
    from skimage import data
    from sklearn.datasets import load_sample_images

    china, flower = load_sample_images().images
    shots = {"china": china, "flower": flower}
    for name in ("coffee", "rocket", "hubble_deep_field", "retina", "immunohistochemistry"):
        shots[name] = getattr(data, name)()
    shots["motorcycle"] = data.stereo_motorcycle()[0]
    return {name: np.ascontiguousarray(rgb[..., :3]) for name, rgb in shots.items()}


def _textures() -> dict[str, Pixels]:
    from skimage import data

    names = ("brick", "grass", "gravel")
    return {name: cv2.cvtColor(getattr(data, name)(), cv2.COLOR_GRAY2RGB) for name in names}


def _covering(rgb: Pixels, width: int, height: int, rng: np.random.Generator) -> Pixels:
    """Cut a random part of (width, height) px out of a picture enlarged to cover it."""
    grow = max(width / rgb.shape[1], height / rgb.shape[0]) * rng.uniform(1, 1.3)
    large = cv2.resize(rgb, None, fx=grow, fy=grow, interpolation=cv2.INTER_CUBIC)
    y = rng.integers(0, max(1, large.shape[0] - height))
    x = rng.integers(0, max(1, large.shape[1] - width))
    part = large[y : y + height, x : x + width]
    return np.asarray(cv2.resize(part, (width, height)), np.uint8)


def backdrop(kind: str, width: int, height: int, rng: np.random.Generator) -> Pixels:
    """Return a (height, width, 3) background of one of `BACKGROUNDS`."""
    if kind == "plain":
        return np.full((height, width, 3), rng.integers(0, 256, 3), np.uint8)
    if kind == "textured" and rng.random() < 0.25:
        noise = rng.integers(0, 256, (height, width, 3)).astype(np.uint8)
        return np.asarray(cv2.GaussianBlur(noise, (0, 0), float(rng.uniform(0.5, 8))), np.uint8)
    shots = _textures() if kind == "textured" else _photographs()
    return _covering(shots[str(rng.choice(list(shots)))], width, height, rng)


def _oval(side: int) -> NDArray[np.float32]:
    """Return the (side, side, 1) weight of an aligned head, with a soft edge."""
    y, x = np.mgrid[0:side, 0:side] / side
    distance = np.hypot((x - 0.5) / 0.40, (y - 0.5) / 0.52)
    return np.clip((1.0 - distance) * 8, 0, 1)[..., None].astype(np.float32)


def _places(
    count: int, width: int, height: int, rng: np.random.Generator
) -> Iterator[tuple[int, int, int]]:
    """Yield left, top and side of up to `count` squares that do not overlap, the largest first."""
    low, high = np.log(FACE_SIZES)
    sides = sorted(np.exp(rng.uniform(low, high, count)) * FRAME, reverse=True)
    taken = np.zeros((height, width), bool)
    for side in (int(s) for s in sides):
        for _ in range(60):
            x, y = rng.integers(0, width - side + 1), rng.integers(0, height - side + 1)
            if not taken[y : y + side, x : x + side].any():
                taken[y : y + side, x : x + side] = True
                yield int(x), int(y), side
                break


def collages(index: Path, split: str, per_background: int, seed: int) -> Iterator[Collage]:
    """Make collages of 1 to 12 faces.

    Parameters
    ----------
    index : Path
        ``index.csv`` with the columns path, source and split, beside the pictures.
    split : str
        Whose faces are used.
    per_background : int
        Pictures of each kind of background.
    seed : int
        The same seed gives the same pictures.

    Yields
    ------
    Collage
    """
    rng = np.random.default_rng(seed)
    rows = face_rows(index, split)
    for kind in BACKGROUNDS:
        for number in range(per_background):
            width, height = CANVASES[rng.integers(len(CANVASES))]
            rgb = backdrop(kind, width, height, rng)
            faces = []
            for x, y, side in _places(1 + number % 12, width, height, rng):
                row = rows[rng.integers(len(rows))]
                whole = read_image(index.parent / row["path"]).rgb
                how = cv2.INTER_AREA if side < whole.shape[0] else cv2.INTER_CUBIC
                piece = np.asarray(cv2.resize(whole, (side, side), interpolation=how), np.uint8)
                square, cut = Box(x, y, side, side), rng.random() < CUT_OUT
                place = square.of(rgb)
                weight = _oval(side) if cut else np.ones((side, side, 1), np.float32)
                place[...] = np.rint(weight * piece + (1 - weight) * place).astype(np.uint8)
                faces.append(Pasted(square, None if cut else piece, row["source"]))
            yield Collage(rgb, faces, kind)


def without_faces(index: Path, split: str, seed: int) -> Iterator[tuple[str, Pixels]]:
    """Yield name and pixels of pictures that show no face.

    Photographs and textures as they are and enlarged, and mosaics of the strips above and below
    the faces of aligned pictures: hair, necks and clothes.
    """
    from skimage import data

    rng = np.random.default_rng(seed)
    shots = _photographs() | _textures()
    shots |= {"cat": data.chelsea(), "moon": cv2.cvtColor(data.moon(), cv2.COLOR_GRAY2RGB)}
    for name, rgb in shots.items():
        yield name, rgb
        yield f"{name} at 1600 px", _covering(rgb, 1600, 1200, rng)
    rows = face_rows(index, split)
    for number in range(4):
        strips = []
        for _ in range(4 * 24):
            row = rows[rng.integers(len(rows))]
            whole = cv2.resize(read_image(index.parent / row["path"]).rgb, (256, 256))
            strips.append(whole[:32] if number % 2 else whole[-32:])
        columns = [np.vstack(strips[n::4]) for n in range(4)]
        yield f"{'hair' if number % 2 else 'necks'} {number // 2 + 1}", np.hstack(columns)
