"""Small previews through the one door."""

import numpy as np
import pytest
from PIL import Image

from gng_desktop.imaging import thumbnails
from gng_desktop.imaging.reading import ImageError, decode_image
from gng_desktop.imaging.thumbnails import SIDE, thumbnail
from tests.tiny_data import image_bytes


def picture(width, height):
    """Red left, blue right, dark below: no two turnings of it look alike."""
    rgb = np.zeros((height, width, 3), np.uint8)
    rgb[:, : width // 2, 0] = 250
    rgb[:, width // 2 :, 2] = 250
    rgb[height // 2 :] //= 3
    return Image.fromarray(rgb)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF"])
@pytest.mark.parametrize("size", [(400, 300), (300, 400), (97, 500), (50, 40), (1, 1), (3000, 4)])
def test_a_preview_is_small_and_looks_like_the_image(form, size):
    data = image_bytes(picture(*size), form)
    found = thumbnail(data)
    assert found.dtype == np.uint8 and found.ndim == 3 and found.shape[2] == 3
    scale = min(1.0, SIDE / max(size))
    assert max(found.shape[:2]) == round(max(size) * scale)
    assert abs(found.shape[0] - max(1, size[1] * scale)) <= 1
    assert abs(found.shape[1] - max(1, size[0] * scale)) <= 1
    if min(size) > 30:
        quarters = np.array([1, 3])
        shown, whole = (
            rgb[np.ix_(*(quarters * side // 4 for side in rgb.shape[:2]))].astype(int)
            for rgb in (found, decode_image(data).rgb)
        )
        assert np.abs(shown - whole).max() < 30


def test_the_requested_side_is_not_exceeded(tmp_path):
    picture(800, 600).save(tmp_path / "a.jpg")
    assert thumbnail(tmp_path / "a.jpg", 36).shape == (27, 36, 3)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_preview_is_upright(form):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn by a quarter to the right
    found = thumbnail(image_bytes(picture(400, 200), form, exif=exif)).astype(int)
    assert found.shape == (96, 48, 3)
    top, bottom = found[20, 36], found[76, 36]
    assert top[0] > 200 > 60 > top[2] and bottom[2] > 200 > 60 > bottom[0]


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_jpegs_become_rgb(mode):
    data = image_bytes(picture(300, 300).convert(mode), "JPEG")
    off = thumbnail(data)[20, 20].astype(int) - decode_image(data).rgb[62, 62]
    assert np.abs(off).max() < 12


def test_a_large_jpeg_is_decoded_at_a_fraction_of_its_size(monkeypatch):
    def decoded_whole(data):
        raise AssertionError("decoded at its full size")

    monkeypatch.setattr(thumbnails, "decode_image", decoded_whole)
    assert thumbnail(image_bytes(picture(4000, 3000), "JPEG")).shape == (72, 96, 3)


def too_many_pixels():
    data = bytearray(image_bytes(picture(64, 64), "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = (60_000).to_bytes(2, "big") * 2
    return bytes(data)


BAD = {
    "empty": (b"", "empty"),
    "text": (b"no image at all", "is not an image"),
    "head of a JPEG": (image_bytes(picture(600, 400), "JPEG")[:20], "damaged"),
    "cut PNG": (image_bytes(picture(600, 400))[:300], "damaged or truncated"),
    "too many pixels": (too_many_pixels(), "above the limit"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_reading_refuses_has_no_preview(kind):
    data, words = BAD[kind]
    with pytest.raises(ImageError, match=words) as refused:
        thumbnail(data)
    with pytest.raises(ImageError) as read:
        decode_image(data)
    assert str(refused.value) == str(read.value)


def test_missing_files_and_folders_are_reported(tmp_path):
    with pytest.raises(ImageError, match="does not exist"):
        thumbnail(tmp_path / "gone.png")
    with pytest.raises(ImageError, match="folder"):
        thumbnail(tmp_path)
