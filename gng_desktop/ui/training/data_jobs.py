"""The long work of the page Data: recognise, read, look at, import and check a data set."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtGui import QImage

from gng_desktop.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.panes.pictures import to_qimage
from gng_desktop.ui.workers import UserError, Work

if TYPE_CHECKING:
    from gng_desktop.datasets.census import Count
    from gng_desktop.datasets.findings import Finding
    from gng_desktop.datasets.importers.harvest import Choice

PREVIEWS = 24
POOL = 2_000
"""So many images of an index are kept to draw previews from."""
SIDE = 160
"""Longest side of a preview, px."""


@dataclass(frozen=True)
class Listing:
    """What an index lists.

    Attributes
    ----------
    index : Path
        Absolute.
    kind : {"faces", "masks"}
    counts : list of Count
    folder : Path
        The data folder it is likely to belong to.
    pool : list of FaceItem or of MaskItem
        At most `POOL` of its images, evenly drawn: what previews are drawn from.
    """

    index: Path
    kind: Literal["faces", "masks"]
    counts: list[Count]
    folder: Path
    pool: list[Any]


@dataclass(frozen=True)
class Preview:
    """One image to look at; null images where it cannot be shown.

    Attributes
    ----------
    path : Path
    label : {"real", "fake", ""}
        "" of an image with a mask.
    source, split : str
        Of a mask the label set.
    plain, overlay : QImage
        The latter null without a mask.
    classes : tuple of str
        Classes of the mask, English.
    reason : str
        Why it cannot be shown, else "".
    """

    path: Path
    label: str
    source: str
    split: str
    plain: QImage = field(default_factory=QImage)
    overlay: QImage = field(default_factory=QImage)
    classes: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Checked:
    """What a check found: findings, the worst first, and of masks images and pixels per class.

    Attributes
    ----------
    findings : list of Finding
    classes : dict of str to (int, float)
        By class name the masks that hold it, and its share of all pixels, 0..1.
    """

    findings: list[Finding]
    classes: dict[str, tuple[int, float]]


def recognise(path: Path) -> Work:
    """Yield what `path` is `Recognised` as."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.importers import recognise as room
        from gng_desktop.datasets.items import DataError

        yield Progress(0, 0, tr("Looking at the data set"))
        try:
            yield room.recognise(path)
        except DataError as error:
            raise UserError(str(error)) from error

    return work


def read(index: Path) -> Work:
    """Yield the `Listing` of an index."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.census import count_table
        from gng_desktop.datasets.importers.recognise import data_folder
        from gng_desktop.datasets.indexes import index_steps
        from gng_desktop.datasets.items import DataError, FaceItem
        from gng_desktop.datasets.preview import draw

        try:
            items: Any = yield from _renamed(index_steps(index), tr("Reading the index"))
        except DataError as error:
            raise UserError(str(error)) from error
        yield Progress(0, 0, tr("Reading the index"))
        kind: Literal["faces", "masks"] = "faces" if isinstance(items[0], FaceItem) else "masks"
        pool = draw(items, POOL, seed=0)
        yield Listing(index.absolute(), kind, count_table(items), data_folder(index), pool)

    return work


def _renamed(steps: Generator[Progress, None, Any], text: str) -> Generator[Progress, None, Any]:
    """Go through `steps`, whose words are English, with `text`; return what they return."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        yield Progress(step.done, step.total, text)


def previews(pool: list[Any], seed: int, palette: str) -> Work:
    """Yield each `Preview` of some images.

    Parameters
    ----------
    pool : list of FaceItem or of MaskItem
        What is drawn from, evenly.
    seed : int
        Another one draws other images.
    palette : str
        A key of `gng_desktop.imaging.labels.PALETTES`.
    """

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.preview import draw
        from gng_desktop.imaging.labels import PALETTES

        yield Progress(0, 0, tr("Drawing images"))
        for item in draw(pool, PREVIEWS, seed):
            yield _preview(item, PALETTES[palette])

    return work


def _preview(item: Any, colours: Any) -> Preview:
    from gng_desktop.datasets.census import stratum_of
    from gng_desktop.datasets.items import DataError, MaskItem
    from gng_desktop.datasets.preview import masked
    from gng_desktop.imaging.reading import ImageError
    from gng_desktop.imaging.thumbnails import thumbnail

    told = (item.path, *stratum_of(item), item.split)
    try:
        if not isinstance(item, MaskItem):
            return Preview(*told, to_qimage(thumbnail(item.path, SIDE)))
        found = masked(item, SIDE, colours)
    except (DataError, ImageError) as error:
        return Preview(*told, reason=str(error))
    return Preview(*told, to_qimage(found.plain), to_qimage(found.overlay), found.classes)


def import_set(form: str, source: Path, out: Path, choice: Choice, replace: bool) -> Work:
    """Import a data set into a folder outside of it; yield `Progress`, last the `Imported`."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.importers.run import import_data
        from gng_desktop.datasets.items import DataError

        text = tr("Importing")
        yield Progress(0, 0, text)
        folder = source if source.is_dir() else source.parent
        if out.resolve().is_relative_to(folder.resolve()):
            raise UserError(
                tr("This folder is part of the data set; choose one outside, which stays as it is.")
            )
        try:
            for step in import_data(form, source, out, choice, replace):
                yield Progress(step.done, step.total, text) if isinstance(step, Progress) else step
        except DataError as error:
            raise UserError(str(error)) from error

    return work


def check(index: Path) -> Work:
    """Yield `Progress`, last what is `Checked`."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.datasets.check import Report, check_data
        from gng_desktop.datasets.findings import findings
        from gng_desktop.datasets.items import DataError

        text = tr("Checking the images")
        try:
            for step in check_data([index]):
                if isinstance(step, Report):
                    yield Checked(findings(step), _classes(step))
                else:
                    yield Progress(step.done, step.total, text)
        except DataError as error:
            raise UserError(str(error)) from error

    return work


def _classes(report: Any) -> dict[str, tuple[int, float]]:
    """Return masks and share of the pixels by class, over all splits and label sets."""
    masks: dict[str, int] = {}
    pixels: dict[str, float] = {}
    total = 0.0
    for found in report.indexes:
        for group in found.groups if found.kind == "masks" else ():
            # Every mask counts alike, whatever its size.
            total += group["masks"]
            for row in group["classes"]:
                name = row["name"]
                masks[name] = masks.get(name, 0) + row["masks"]
                pixels[name] = pixels.get(name, 0.0) + row["pixels"] * group["masks"]
    return {name: (masks[name], pixels[name] / total) for name in masks}
