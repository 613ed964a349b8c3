import subprocess
import sys

import numpy as np
import pytest
from PIL import Image, ImageFile

from gng_desktop.imaging import in_place
from gng_desktop.imaging.errors import ImageError
from gng_desktop.imaging.opening import open_picture
from gng_desktop.imaging.reading import decode_image
from tests.tiny_data import image_bytes

MEASURED = """
import pathlib, re, sys
from gng_desktop.imaging.reading import decode_image

def peak():
    status = pathlib.Path("/proc/self/status").read_text()
    return 1024 * int(re.search(r"VmHWM:\\s*(\\d+)", status)[1])

data = sys.stdin.buffer.read()
before = peak()
rgb = decode_image(data).rgb
print((peak() - before) / (rgb.size / 3))
"""
SMALL = np.random.default_rng(5).integers(0, 256, (50, 80, 3), np.uint8)
PHOTO = Image.fromarray(SMALL).resize((640, 400), Image.Resampling.BICUBIC)
TURNED = Image.Exif()
TURNED[0x0112] = 6
FILES = {
    "jpeg": image_bytes(PHOTO, "JPEG"),
    "progressive": image_bytes(PHOTO, "JPEG", progressive=True),
    "png": image_bytes(PHOTO),
    "transparent": image_bytes(PHOTO, transparency=(0, 0, 0)),
    "turned": image_bytes(PHOTO, "JPEG", exif=TURNED),
    "cut short": image_bytes(PHOTO, "JPEG")[:-9000],
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("most", [None, 640 * 400 // 2])
def test_pixels_decoded_in_place_are_the_same(monkeypatch, name, most):
    if most:  # reduced while it is decoded, where the format allows it
        monkeypatch.setattr("gng_desktop.imaging.reading.MAX_PIXELS", most)
    options = {"max_pixels": most, "partial": True} if most else {"partial": True}

    def found():
        try:
            return decode_image(FILES[name], **options)
        except ImageError as error:
            return str(error)

    usual = found()
    monkeypatch.setattr(in_place, "LARGE_PIXELS", 1)
    places = []
    original = in_place.taken
    monkeypatch.setattr(in_place, "taken", lambda im: places.append(original(im)) or places[-1])
    again = found()
    assert again == usual
    if isinstance(usual, str):
        return
    np.testing.assert_array_equal(again.rgb, usual.rgb)
    assert again.rgb.flags.c_contiguous and again.rgb.flags.writeable
    if name in ("jpeg", "progressive") or (name, most) == ("png", None):
        assert places[-1] is again.rgb


@pytest.mark.parametrize("name", ["jpeg", "png"])
def test_a_picture_decoded_already_is_not_blackened(monkeypatch, name):
    usual = decode_image(FILES[name]).rgb
    monkeypatch.setattr(in_place, "LARGE_PIXELS", 1)
    opened = open_picture(FILES[name])
    for _ in range(2):
        np.testing.assert_array_equal(decode_image(FILES[name], opened=opened).rgb, usual)


def test_pixels_that_pillow_decodes_elsewhere_are_taken_from_there(monkeypatch):
    usual = decode_image(FILES["jpeg"]).rgb
    monkeypatch.setattr(in_place, "LARGE_PIXELS", 1)

    def load_prepare(image):
        image.im = Image.core.new(image.mode, image.size)

    monkeypatch.setattr(ImageFile.ImageFile, "load_prepare", load_prepare)
    np.testing.assert_array_equal(decode_image(FILES["jpeg"]).rgb, usual)


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a child is not measured there")
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_large_picture_is_in_memory_once(form):
    """Its four bytes a pixel while it is decoded; with a copy it would be seven."""
    image = Image.linear_gradient("L").convert("RGB").resize((6000, 5000))
    data = image_bytes(image, form, **({"compress_level": 1} if form == "PNG" else {}))
    command = [sys.executable, "-c", MEASURED]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    assert 3 < float(done.stdout) < 5.5
