"""Images that no training could use, found before it begins rather than after an hour."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from gng_desktop.datasets.items import DataError, FaceItem, MaskItem

_ORIENTATION = 274  # the EXIF tag that says how a picture is turned; from 5 on it lies on its side
_SPLITS = {"train": "training", "val": "validation"}


def _size(path: str, image: bool) -> tuple[int, int] | None:
    """Return width and height, px, from a file's header; None if it has none that Pillow reads."""
    try:
        with Image.open(path) as file:
            turned = image and file.getexif().get(_ORIENTATION, 1) >= 5
            return file.size[::-1] if turned else file.size
    except Exception:  # decoders raise anything; the training says what is wrong with the file
        return None


def refuse_misfits(items: Sequence[FaceItem] | Sequence[MaskItem]) -> None:
    """Compare each mask with its image; only the headers of the files are read.

    Raises
    ------
    DataError
        If a mask differs from its image in size.
    """
    misfits = []
    for item in items:
        if isinstance(item, MaskItem):
            image, mask = _size(str(item.path), True), _size(str(item.mask), False)
            if image and mask and image != mask:
                misfits.append((item, image, mask))
    if misfits:
        item, (width, height), (wide, high) = misfits[0]
        raise DataError(
            f"{len(misfits)} mask(s) do not fit their images, such as {item.mask}, which is "
            f"{wide} x {high} px to {width} x {height} px of the image; make them again, or take "
            "their rows out of the index."
        )


def refuse_missing(
    training: Sequence[FaceItem] | Sequence[MaskItem],
    validation: Sequence[FaceItem] | Sequence[MaskItem],
) -> None:
    """Make sure that both splits hold every class.

    Raises
    ------
    DataError
        If a split has no real or no generated face, or validation no mask.
    """
    for split, items in (("train", training), ("val", validation)):
        name = _SPLITS[split]
        if not items:
            raise DataError(
                f"No {name} image has a mask that names the class of every pixel; put some of "
                f"celebamask19 or classes14 in split {split!r} of the index."
            )
        labels = {item.generated for item in items if isinstance(item, FaceItem)}
        if len(labels) == 1:
            missing = "real" if labels.pop() else "generated"
            raise DataError(
                f"The {name} split holds one class only: there is no {missing} image; add some in "
                f"split {split!r} of the index, or choose other sources."
            )
