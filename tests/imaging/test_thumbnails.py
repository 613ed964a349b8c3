"""Small previews through the one door."""

import numpy as np
import pytest
from PIL import Image

from gng_desktop.imaging import thumbnails
from gng_desktop.imaging.reading import MAX_PIXELS, ImageError, decode_image
from gng_desktop.imaging.thumbnails import SIDE, thumbnail
from tests.tiny_data import image_bytes


def picture(width, height):
    """Red left, blue right, dark below: no two turnings of it look alike."""
    rgb = np.zeros((height, width, 3), np.uint8)
    rgb[:, : width // 2, 0] = 250
    rgb[:, width // 2 :, 2] = 250
    rgb[height // 2 :] //= 3
    return Image.fromarray(rgb)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif", "bmp", "gif"])
@pytest.mark.parametrize("size", [(400, 300), (300, 400), (97, 500), (50, 40), (1, 1), (3000, 4)])
def test_a_preview_is_small_and_looks_like_the_image(tmp_path, suffix, size):
    path = tmp_path / f"a.{suffix}"
    picture(*size).save(path)
    found = thumbnail(path)
    assert found.dtype == np.uint8 and found.ndim == 3 and found.shape[2] == 3
    longest = max(size)
    scale = min(1.0, SIDE / longest)
    assert max(found.shape[:2]) == round(longest * scale)
    assert abs(found.shape[0] - max(1, size[1] * scale)) <= 1
    assert abs(found.shape[1] - max(1, size[0] * scale)) <= 1
    if min(size) > 30:
        rows, columns = (np.array([1, 3]) * side // 4 for side in found.shape[:2])
        whole = decode_image(path.read_bytes()).rgb
        expected = whole[np.ix_(np.array([1, 3]) * size[1] // 4, np.array([1, 3]) * size[0] // 4)]
        assert np.abs(found[np.ix_(rows, columns)].astype(int) - expected).max() < 30


def test_the_requested_side_is_not_exceeded(tmp_path):
    picture(800, 600).save(tmp_path / "a.jpg")
    assert thumbnail(tmp_path / "a.jpg", 36).shape == (27, 36, 3)


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_a_preview_is_upright(tmp_path, suffix):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn by a quarter to the right
    picture(400, 200).save(tmp_path / f"a.{suffix}", exif=exif)
    found = thumbnail(tmp_path / f"a.{suffix}").astype(int)
    assert found.shape == (96, 48, 3)
    top, bottom = found[20, 36], found[76, 36]
    assert top[0] > 200 > 60 > top[2] and bottom[2] > 200 > 60 > bottom[0]


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_jpegs_become_rgb(tmp_path, mode):
    picture(300, 300).convert(mode).save(tmp_path / "a.jpg")
    whole = decode_image((tmp_path / "a.jpg").read_bytes()).rgb
    found = thumbnail(tmp_path / "a.jpg")
    assert np.abs(found[20, 20].astype(int) - whole[62, 62]).max() < 12


def test_a_large_jpeg_is_decoded_at_a_fraction_of_its_size(tmp_path, monkeypatch):
    picture(4000, 3000).save(tmp_path / "a.jpg")

    def decoded_whole(data):
        raise AssertionError("decoded at its full size")

    monkeypatch.setattr(thumbnails, "decode_image", decoded_whole)
    assert thumbnail(tmp_path / "a.jpg").shape == (72, 96, 3)


def bad_files():
    return {
        "empty": b"",
        "text": b"no image at all",
        "head of a JPEG": image_bytes(picture(600, 400), "JPEG")[:20],
        "cut PNG": image_bytes(picture(600, 400))[:300],
    }


@pytest.mark.parametrize("kind", bad_files())
def test_what_reading_refuses_has_no_preview(tmp_path, kind):
    path = tmp_path / "a.jpg"
    path.write_bytes(bad_files()[kind])
    with pytest.raises(ImageError) as refused:
        thumbnail(path)
    with pytest.raises(ImageError) as read:
        decode_image(path.read_bytes())
    assert str(refused.value) == str(read.value)


def test_too_many_pixels_are_refused_before_decoding(tmp_path):
    picture(64, 64).save(tmp_path / "a.jpg")
    data = bytearray((tmp_path / "a.jpg").read_bytes())
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = (60_000).to_bytes(2, "big") * 2
    assert MAX_PIXELS < 60_000**2
    (tmp_path / "a.jpg").write_bytes(data)
    with pytest.raises(ImageError, match="above the limit"):
        thumbnail(tmp_path / "a.jpg")


def test_missing_files_and_folders_are_reported(tmp_path):
    with pytest.raises(ImageError, match="does not exist"):
        thumbnail(tmp_path / "gone.png")
    with pytest.raises(ImageError, match="folder"):
        thumbnail(tmp_path)
