"""The long work of the page Data: recognise, read, look at, import and check a data set."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtGui import QImage

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import Steps, UserError, renamed
from gng_desktop.ui.panes.pictures import to_qimage

if TYPE_CHECKING:
    from gng_desktop.datasets.census import Count
    from gng_desktop.datasets.findings import Finding

PREVIEWS = 24
POOL = 2_000  # so many images of an index are held to draw previews from
SIDE = 160  # longest side of a preview, px


@dataclass(frozen=True)
class Listing:
    """What an index lists: its images counted, and at most `POOL` of them, evenly drawn.

    `folder` is the data folder it is likely to belong to.
    """

    index: Path
    kind: Literal["faces", "masks"]
    counts: list[Count]
    folder: Path
    pool: list[Any]


@dataclass(frozen=True)
class Preview:
    """One image to look at; null images where it cannot be shown, for that `reason`.

    Of a mask `label` is "", `source` its label set, and `classes` the English names in it.
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
    """Findings, the worst first; by class the masks that hold it and its share of all pixels."""

    findings: list[Finding]
    classes: dict[str, tuple[int, float]]


def recognise(path: Path) -> Steps:
    """Yield what `path` is `Recognised` as."""
    from gng_desktop.datasets.importers import recognise as room

    yield Progress(0, 0, tr("Looking at the data set"))
    yield room.recognise(path)


def read(index: Path) -> Steps:
    """Yield the `Listing` of an index."""
    from gng_desktop.datasets.census import count_table
    from gng_desktop.datasets.importers.recognise import data_folder
    from gng_desktop.datasets.indexes import index_steps
    from gng_desktop.datasets.items import FaceItem
    from gng_desktop.datasets.preview import draw

    items: Any = yield from renamed(index_steps(index), tr("Reading the index"))
    yield Progress(0, 0, tr("Reading the index"))
    kind: Literal["faces", "masks"] = "faces" if isinstance(items[0], FaceItem) else "masks"
    pool = draw(items, POOL, seed=0)
    yield Listing(index.absolute(), kind, count_table(items), data_folder(index), pool)


def previews(pool: list[Any], seed: int, palette: str) -> Steps:
    """Yield each `Preview` of some images of `pool`; another `seed` draws others."""
    from gng_desktop.datasets.preview import draw
    from gng_desktop.imaging.labels import PALETTES

    yield Progress(0, 0, tr("Drawing images"))
    for item in draw(pool, PREVIEWS, seed):
        yield _preview(item, PALETTES[palette])


def _preview(item: Any, colours: Any) -> Preview:
    from gng_desktop.datasets.census import stratum_of
    from gng_desktop.datasets.items import DataError, MaskItem
    from gng_desktop.datasets.preview import masked
    from gng_desktop.imaging.reading import ImageError
    from gng_desktop.imaging.thumbnails import thumbnail

    about = (item.path, *stratum_of(item), item.split)
    try:
        if not isinstance(item, MaskItem):
            return Preview(*about, to_qimage(thumbnail(item.path, SIDE)))
        found = masked(item, SIDE, colours)
    except (DataError, ImageError) as error:
        return Preview(*about, reason=str(error))
    return Preview(*about, to_qimage(found.plain), to_qimage(found.overlay), found.classes)


def import_set(form: str, source: Path, out: Path, replace: bool, **choice: Any) -> Steps:
    """Import a data set into a folder outside of it; yield `Progress`, last the `Imported`.

    `choice` is that of `gng_desktop.datasets.importers.import_result.Choice`.
    """
    from gng_desktop.datasets.importers.import_result import Choice
    from gng_desktop.datasets.importers.run import import_data

    text = tr("Importing")
    yield Progress(0, 0, text)
    folder = source if source.is_dir() else source.parent
    if out.resolve().is_relative_to(folder.resolve()):
        raise UserError(
            tr(
                "This folder is part of the data set; choose one outside it, so that the data "
                "set stays as it is."
            )
        )
    yield from renamed(import_data(form, source, out, Choice(**choice), replace), text)


def check(index: Path) -> Steps:
    """Yield `Progress`, last what is `Checked`."""
    from gng_desktop.datasets.check import Report, check_data
    from gng_desktop.datasets.findings import findings

    for step in renamed(check_data([index]), tr("Checking the images")):
        yield Checked(findings(step), _classes(step)) if isinstance(step, Report) else step


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
