import hashlib

import numpy as np
import pytest

from gng_desktop.casework.clipboard import keep_pasted
from gng_desktop.imaging.reading import ImageError, read_image
from tests.tiny_data import image_bytes


def encoded(seed=0, kind="PNG"):
    pixels = np.random.default_rng(seed).integers(0, 256, (6, 9, 3)).astype(np.uint8)
    return image_bytes(pixels, kind)


def test_pasted_pixels_are_one_file_named_by_its_hash(user_folders):
    data = encoded()
    path = keep_pasted(data)
    assert path.name == f"{hashlib.sha256(data).hexdigest()}.png"
    assert path.is_relative_to(user_folders) and path.parent.name == "pasted"
    assert path.read_bytes() == data and read_image(path).sha256 == path.stem
    written = path.stat().st_mtime_ns
    assert keep_pasted(data) == path and path.stat().st_mtime_ns == written
    assert {*path.parent.iterdir()} == {path}
    assert keep_pasted(encoded(1), path.parent) != path


def test_a_copy_that_was_changed_is_not_replaced(tmp_path):
    path = keep_pasted(encoded(), tmp_path)
    path.write_bytes(b"other")
    with pytest.raises(ImageError, match="changed since; move"):
        keep_pasted(encoded(), tmp_path)
    assert path.read_bytes() == b"other"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no image on the clipboard; copy"),
        (b"text", "not an image"),
        (encoded()[:-20], "damaged or truncated"),
        (encoded(kind="BMP"), "BMP"),
    ],
)
def test_what_is_no_png_is_refused(tmp_path, data, words):
    with pytest.raises(ImageError, match=words):
        keep_pasted(data, tmp_path)
    assert not list(tmp_path.iterdir())
