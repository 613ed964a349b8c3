"""What one import takes from a data set, skips, and writes."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.files import replacing
from gng_desktop.core.progress import Progress
from gng_desktop.datasets.items import DataError, MaskItem
from gng_desktop.datasets.masks import read_mask
from gng_desktop.imaging.reading import IMAGE_SUFFIXES, ImageError, Picture, read_image

JPEG_QUALITY = 95
"""Of cut-out faces: OpenCV's default, which the source wrote them with (SPEC 2)."""
_LISTED_AT_ONCE = 1000
SPLIT_NAMES: dict[str, str] = {
    **dict.fromkeys(("train", "training"), "train"),
    **dict.fromkeys(("val", "valid", "validation", "dev"), "val"),
    **dict.fromkeys(("test", "testing"), "test"),
}
"""What data sets call their splits, in lower case, and what they are called here."""


@dataclass(frozen=True)
class Choice:
    """What the user chose for an import.

    Attributes
    ----------
    seed : int
        Of automatic splits.
    generators, categories : tuple of str
        Only these folders and categories of ArtiFact; empty takes all.
    masks : bool
        Write OpenForensics' polygons as masks beside the faces.
    outside : bool
        Read images that lie outside the data set, too, by links or paths that lead there.
    """

    seed: int = 42
    generators: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    masks: bool = False
    outside: bool = False


class Harvest:
    """The growing result of an import.

    Parameters
    ----------
    out : Path
        Existing folder that files may be written into.
    ours : bool
        Whether its files come from an earlier import, so that they may be replaced.
    inside : Path, optional
        The folder that no image may lie outside of, wherever links lead; any if None.

    Attributes
    ----------
    rows : list of dict
        Rows of the index; a split "" is still to be chosen.
    groups : list of str
        Per row the group that an automatic split must not divide.
    skipped : dict of str to str
        What was left out, and why.
    notes : list of str
        Sentences for the summary.
    """

    def __init__(self, out: Path, ours: bool, inside: Path | None = None) -> None:
        self.out, self.ours = out.resolve(), ours
        self._inside = None if inside is None else inside.resolve()
        self.rows: list[dict[str, str]] = []
        self.groups: list[str] = []
        self.skipped: dict[str, str] = {}
        self.notes: list[str] = []
        self._written: set[Path] = set()

    def skip(self, what: Path | str, reason: str) -> None:
        """Leave something out; only the first reason counts."""
        self.skipped.setdefault(str(what), reason)

    def images(self, folder: Path) -> Generator[Progress, None, list[Path]]:
        """List the image files below a folder, see `images_below`, but for those of the import.

        Raises
        ------
        DataError
            If the folder lies in that of the import, or images are there that no import made: they
            would be lost.
        """
        found = yield from images_below(folder)
        outside = [path for path in found if not path.resolve().is_relative_to(self.out)]
        if len(outside) < len(found) and not (self.ours and outside):
            raise DataError(f"{self.out} holds images of the data set; choose another folder.")
        return outside

    def picture(self, path: Path) -> Picture | None:
        """Read an image file; skip it if that fails, or it lies outside the data set."""
        if self._leads_out(path):
            return None
        try:
            return read_image(path)
        except ImageError as error:
            self.skip(path, str(error))
            return None

    def _leads_out(self, path: Path) -> bool:
        """Skip what lies outside the data set; return whether it does."""
        if self._inside is None:
            return False
        place = Path(os.path.realpath(path))  # unlike Path.resolve it never raises
        if place.is_relative_to(self._inside) or place.is_relative_to(self.out):
            return False
        self.skip(path, f"It lies outside the data set, at {place}; import with --outside.")
        return True

    def face(
        self,
        path: Path,
        picture: Picture,
        generated: bool,
        source: str,
        split: str = "",
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Add an image with its label; `more` are the data set's own columns."""
        label = "fake" if generated else "real"
        columns = {**(more or {}), "label": label, "source": source, "split": split}
        self._take({"path": path}, picture, columns, "")

    def mask(
        self,
        path: Path,
        picture: Picture,
        mask: Path,
        labels: str,
        split: str = "",
        group: str = "",
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Add an image with its mask; skip it if the mask cannot be read or does not fit.

        Without a `group`, copies of one file are one.
        """
        if self._leads_out(mask):
            return
        try:
            read_mask(MaskItem(path, mask, labels, split), picture.rgb)
        except DataError as error:
            self.skip(mask, str(error))
            return
        columns = {**(more or {}), "labels": labels, "split": split}
        self._take({"image": path, "mask": mask}, picture, columns, group)

    def _take(
        self, files: dict[str, Path], picture: Picture, columns: dict[str, str], group: str
    ) -> None:
        row: dict[str, str] = {}
        for column, path in files.items():
            row[column] = text = self._listed(path)
            if any(unicodedata.category(c) in ("Cs", "Cc") for c in text):
                self.skip(path, "Its name holds control characters or no valid text; rename it.")
                return
        size = {"width": str(picture.width), "height": str(picture.height)}
        self.rows.append({**columns, **row, **size, "sha256": picture.sha256})
        self.groups.append(group or picture.sha256)

    def _listed(self, path: Path) -> str:
        """Return how the index names `path`: what lies in its folder moves with it."""
        path = path.resolve()
        return path.relative_to(self.out).as_posix() if path.is_relative_to(self.out) else str(path)

    def write_png(self, name: str, pixels: NDArray[np.uint8]) -> Path:
        """Write (H, W) uint8 as grey PNG under the import's folder; return its path."""
        return self._write(name, pixels, format="PNG")

    def write_jpeg(self, name: str, rgb: NDArray[np.uint8]) -> Path:
        """Write (H, W, 3) uint8 RGB as JPEG, 4:2:0, under the import's folder."""
        return self._write(name, rgb, format="JPEG", quality=JPEG_QUALITY, subsampling="4:2:0")

    def _write(self, name: str, pixels: NDArray[np.uint8], **how: Any) -> Path:
        path = (self.out / name).resolve()
        if not path.is_relative_to(self.out):
            raise DataError(f"The name {name!r} leads out of {self.out}; check the data set.")
        if path in self._written or (path.exists() and not self.ours):
            raise DataError(
                f"{path} is there already and would be replaced; choose an empty folder."
            )
        with plain_errors(DataError, f"{path} cannot be written", "check the disk"):
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path, durable=False) as stream:
                Image.fromarray(pixels).save(stream, **how)
        self._written.add(path)
        return path


def images_below(folder: Path) -> Generator[Progress, None, list[Path]]:
    """List the image files of a folder and those below it, by name, not content.

    Yields
    ------
    Progress
        A step per thousand entries: a large folder takes a while to list.

    Returns
    -------
    list of Path
        Sorted.
    """
    found = []
    for i, path in enumerate(folder.rglob("*")):
        if i % _LISTED_AT_ONCE == 0:
            yield Progress(0, 0, "listing images")
        if path.suffix.lower() in IMAGE_SUFFIXES and not path.is_dir():
            found.append(path)
    return sorted(found)
