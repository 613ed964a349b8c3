import numpy as np
import pytest
from PIL import Image

from gng_desktop.datasets.items import DataError, FaceItem, MaskItem
from gng_desktop.training.preparing import refuse_misfits, refuse_missing


def pair(folder, name, image, mask, turned=False):
    exif = Image.Exif()
    if turned:
        exif[274] = 6
    Image.fromarray(np.zeros((*image, 3), np.uint8)).save(folder / f"{name}.jpg", exif=exif)
    Image.fromarray(np.zeros(mask, np.uint8)).save(folder / f"{name}.png")
    return MaskItem(folder / f"{name}.jpg", folder / f"{name}.png", "classes14", "train")


def test_masks_have_the_size_of_their_images(tmp_path):
    good = [pair(tmp_path, "a", (8, 9), (8, 9)), pair(tmp_path, "b", (8, 9), (9, 8), turned=True)]
    refuse_misfits(good)
    (tmp_path / "broken.png").write_bytes(b"no mask")
    broken = MaskItem(tmp_path / "a.jpg", tmp_path / "broken.png", "classes14", "val")
    refuse_misfits([*good, broken])  # which the training names when it reads it
    bad = [pair(tmp_path, "c", (8, 9), (4, 9)), pair(tmp_path, "d", (8, 9), (9, 8))]
    with pytest.raises(DataError) as caught:
        refuse_misfits([*good, *bad])
    assert str(caught.value) == (
        f"2 mask(s) do not fit their images, such as {tmp_path / 'c.png'}, which is 9 x 4 px to "
        "9 x 8 px of the image; make them again, or take their rows out of the index."
    )


def test_every_class_has_images(tmp_path):
    real, fake = (FaceItem(tmp_path / "x", label, "s", "train") for label in (False, True))
    mask = MaskItem(tmp_path / "x", tmp_path / "m", "classes14", "train")
    refuse_missing([real, fake], [fake, real])
    refuse_missing([mask], [mask])
    for training, validation, sentence in (
        ([fake], [real, fake], "The training split holds one class only: there is no real image"),
        ([real], [real, fake], "The training split holds one class only: there is no generated"),
        ([real, fake], [real], "The validation split holds one class only: there is no generated"),
        ([mask], [], "No validation image has a mask that names the class"),
    ):
        with pytest.raises(DataError, match=sentence):
            refuse_missing(training, validation)
