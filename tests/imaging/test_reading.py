"""Every way a file can be good or bad on its way in."""

import hashlib
import io
import os
import pickle
import struct
import sys
import threading
import tracemalloc
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image, ImageFile

from benchmarks.originals import directory
from gng_desktop.imaging.pixels import TRANSPARENT, UNUSED_ALPHA
from gng_desktop.imaging.reading import (
    ImageError,
    decode_image,
    quiet,
    read_image,
)
from tests.tiny_data import bare_png, image_bytes, png_chunk

NOISE = np.random.default_rng(7).integers(0, 256, (60, 90, 3), np.uint8)


def rgb_of(image, form="PNG", **options):
    """Return what comes of an image written to a file, as whole numbers."""
    return decode_image(image_bytes(image, form, **options)).rgb.astype(int)


def tiff_grey(values, photometric, bits, packed, *extra):
    """Return a TIFF of grey values, packed in so many bits."""
    height, width = values.shape
    entries = [(256, 3, 1, width), (257, 3, 1, height), (258, 3, 1, bits), (259, 3, 1, 1)]
    entries += [(262, 3, 1, photometric), (273, 4, 1, 8), (277, 3, 1, 1), (278, 3, 1, height)]
    entries += [(279, 4, 1, len(packed)), *extra]
    start = 8 + len(packed)
    return struct.pack("<2sHI", b"II", 42, start) + packed + directory(entries, start)


def refused(read, *arguments, **options):
    """Return the error after checking that it is one sentence fit for a user."""
    with pytest.raises(ImageError) as caught:
        read(*arguments, **options)
    text = str(caught.value)
    assert text.endswith(".") and ". " not in text and "\n" not in text and ";" in text, text
    return caught.value


# --- good files -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("PNG", {}),
        ("BMP", {}),
        ("PPM", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("WEBP", {"lossless": True}),
        ("JPEG2000", {"irreversible": False}),
    ],
)
def test_lossless_formats_come_through_exactly(name, options):
    data = image_bytes(NOISE, name, **options)
    picture = decode_image(data)
    np.testing.assert_array_equal(picture.rgb, NOISE)
    assert picture.rgb.dtype == np.uint8
    assert picture.rgb.flags.c_contiguous and picture.rgb.flags.writeable
    assert (picture.width, picture.height, picture.format) == (90, 60, name)
    assert picture.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", ["JPEG", "MPO", "AVIF", "WEBP", "GIF"])
def test_lossy_formats_come_through_closely(name):
    rgb = np.full((32, 48, 3), (200, 120, 40), np.uint8)
    second = Image.new("RGB", (48, 32))
    options = {"save_all": True, "append_images": [second]} if name == "MPO" else {}
    picture = decode_image(image_bytes(rgb, name, **options))
    assert picture.format == name
    assert np.abs(picture.rgb.astype(int) - rgb).max() <= 4


def test_the_file_is_opened_by_content_and_never_changed(tmp_path):
    path = tmp_path / "really a png.jpg"
    path.write_bytes(image_bytes(NOISE))
    before = path.read_bytes()
    path.chmod(0o444)
    os.utime(path, ns=(10**17, 10**18))  # of access and of change
    picture = read_image(str(path))
    assert sys.platform != "linux" or path.stat().st_atime_ns == 10**17
    assert picture.format == "PNG"
    assert picture == read_image(path)
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == 10**18
    assert list(tmp_path.iterdir()) == [path]


QUARTERS = np.array([[1, 2], [3, 4], [5, 6]], np.uint8) * 40  # 2 wide, 3 high


@pytest.mark.parametrize(
    ("orientation", "upright"),
    [
        (1, QUARTERS),
        (2, QUARTERS[:, ::-1]),
        (3, QUARTERS[::-1, ::-1]),
        (4, QUARTERS[::-1]),
        (5, QUARTERS.T),
        (6, np.rot90(QUARTERS, -1)),
        (7, QUARTERS[::-1, ::-1].T),
        (8, np.rot90(QUARTERS)),
    ],
)
@pytest.mark.parametrize("name", ["PNG", "TIFF", "JPEG"])
def test_exif_orientation_is_applied_once(name, orientation, upright):
    # 16 x 16 px per value, so that JPEG's blocks do not mix them.
    stored = Image.fromarray(np.kron(QUARTERS, np.ones((16, 16), np.uint8))).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = decode_image(image_bytes(stored, name, exif=exif.tobytes()))
    assert (picture.height, picture.width) == (upright.shape[0] * 16, upright.shape[1] * 16)
    assert np.abs(picture.rgb[8::16, 8::16, 0].astype(int) - upright).max() <= 2
    assert picture.rgb.flags.c_contiguous


def test_unreadable_exif_does_not_cost_the_image():
    exif = b"Exif\0\0 nonsense that is no TIFF"
    np.testing.assert_array_equal(rgb_of(NOISE, exif=exif), NOISE)


# --- pixel types ----------------------------------------------------------------------------

DEEP = np.array([[0, 255, 256], [32768, 65280, 65535]], np.uint16)


@pytest.mark.parametrize("suffix", [".png", ".tif", ".jp2", ".pgm"])
def test_16_bit_grey_keeps_its_high_byte(suffix):
    values = np.kron(DEEP, np.ones((64, 64), np.uint16))
    rgb = decode_image(cv2.imencode(suffix, values)[1].tobytes()).rgb
    # JPEG 2000 as OpenCV writes it is lossy by a level or so.
    off = np.abs(rgb.astype(int) - (values >> 8)[..., None])
    assert off.max() <= (suffix == ".jp2")


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("channels", [3, 4])
def test_16_bit_colour_keeps_its_high_byte(suffix, channels):
    values = np.random.default_rng(8).integers(0, 65536, (5, 7, channels), np.uint16)
    values[..., 3:] = 65535
    rgb = decode_image(cv2.imencode(suffix, values)[1].tobytes()).rgb
    np.testing.assert_array_equal(rgb, values[..., [2, 1, 0]] >> 8)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("compression", [None, "zlib"])
@pytest.mark.parametrize("number", [1, 2])
def test_16_bit_colour_in_planes_is_that_of_pixel_by_pixel(order, compression, number):
    values = np.random.default_rng(8).integers(0, 65536, (3, 5, 7), np.uint16)
    file = io.BytesIO()
    with tifffile.TiffWriter(file, byteorder=order) as writer:
        for page in (values, values[:, ::-1]):
            writer.write(page, photometric="rgb", planarconfig="separate", compression=compression)
    found = decode_image(file.getvalue(), frame=number).rgb
    expected = values if number == 1 else values[:, ::-1]
    np.testing.assert_array_equal(found, np.moveaxis(expected, 0, 2) >> 8)


@pytest.mark.parametrize(("clear", "notes"), [(1, ()), (32768, (TRANSPARENT,))])
def test_16_bit_grey_with_a_transparent_value_shows_black_there(clear, notes):
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in DEEP)
    data = bare_png(3, 2, 16, 0, rows, png_chunk(b"tRNS", struct.pack(">H", clear)))
    found = decode_image(data)
    np.testing.assert_array_equal(found.rgb[..., 1], (DEEP >> 8) * (clear != DEEP))
    assert found.notes == notes


@pytest.mark.parametrize(("clear", "notes"), [(257, ()), (1, ()), (32768, (TRANSPARENT,))])
@pytest.mark.parametrize("gamma", [45_455, 100_000])
def test_16_bit_colour_with_a_transparent_one_shows_black_there_alone(clear, notes, gamma):
    deep = np.repeat(DEEP[..., None], 3, axis=2)
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in deep)
    trns = png_chunk(b"tRNS", struct.pack(">3H", clear, clear, clear))
    gama = png_chunk(b"gAMA", struct.pack(">I", gamma))
    whole, found = (
        decode_image(bare_png(3, 2, 16, 2, rows, gama, *more)) for more in ((), (trns,))
    )
    np.testing.assert_array_equal(found.rgb, whole.rgb * (clear != deep))
    assert set(notes) == set(found.notes) - set(whole.notes)


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_grey_of_few_bits_with_a_transparent_value_shows_black_there(bits):
    values = np.array([0, 1, 1, 0], np.uint8) * (2**bits - 1)
    row = np.packbits(np.unpackbits(values[:, None], axis=1)[:, 8 - bits :]).tobytes()
    trns = png_chunk(b"tRNS", struct.pack(">H", 2**bits - 1))
    found = decode_image(bare_png(4, 1, bits, 0, b"\0" + row, trns))
    assert not found.rgb.any() and found.notes == (TRANSPARENT,)


def test_grey_multiplied_by_its_alpha_is_left_as_it_is():
    file, grey = io.BytesIO(), np.array([[[200, 255], [50, 100], [0, 0]]], np.uint8)
    tifffile.imwrite(file, grey, photometric="minisblack", extrasamples=["assocalpha"])
    found = decode_image(file.getvalue())
    assert np.abs(found.rgb[..., 1] - grey[..., 0].astype(int)).max() <= 1
    assert found.notes == (TRANSPARENT,)


@pytest.mark.parametrize("alpha", [(0, 0), (0, 255)])
def test_a_bmp_without_any_alpha_is_opaque(alpha):
    bgra = np.array([[(50, 100, 200, alpha[0]), (5, 10, 20, alpha[1])]], np.uint8)
    masks = struct.pack("<4I", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    about = struct.pack("<IiiHHIIiiII", 108, 2, 1, 1, 32, 3, 8, 0, 0, 0, 0) + masks + bytes(52)
    head = b"BM" + struct.pack("<IHHI", 14 + 108 + 8, 0, 0, 14 + 108)
    found = decode_image(head + about + bgra.tobytes())
    shown = bgra[..., 2::-1] if alpha == (0, 0) else bgra[..., 2::-1] * [[[0], [1]]]
    np.testing.assert_array_equal(found.rgb, shown)
    assert found.notes == ((UNUSED_ALPHA,) if alpha == (0, 0) else (TRANSPARENT,))


def test_tiff_where_white_is_zero_is_not_a_negative():
    data = tiff_grey(DEEP, 0, 16, DEEP.astype("<u2").tobytes())
    np.testing.assert_array_equal(decode_image(data).rgb[..., 0], 255 - (DEEP >> 8))


def test_12_bit_tiff_uses_the_whole_range():
    values = np.array([[0x000, 0xFFF, 0x800, 0x123]], np.uint16)
    data = tiff_grey(values, 1, 12, bytes.fromhex("000fff800123"))
    np.testing.assert_array_equal(decode_image(data).rgb[0, :, 0], [0x00, 0xFF, 0x80, 0x12])


@pytest.mark.parametrize("mode", ["F", "I"])
def test_values_without_a_scale_are_refused(mode):
    error = refused(decode_image, image_bytes(Image.new(mode, (4, 4), 1), "TIFF"))
    assert "8 or 16 bits per channel" in str(error)


@pytest.mark.parametrize("kind", [np.int8, np.int16])
def test_signed_values_are_refused(kind):
    file = io.BytesIO()
    tifffile.imwrite(file, np.arange(-8, 8, dtype=kind).reshape(4, 4), photometric="minisblack")
    assert "8 or 16 bits per channel" in str(refused(decode_image, file.getvalue()))


def test_grey_and_one_bit():
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    np.testing.assert_array_equal(rgb_of(grey), np.stack([grey] * 3, axis=2))
    bits = Image.fromarray(grey > 100)
    assert bits.mode == "1"
    for name in ("PNG", "TIFF"):
        np.testing.assert_array_equal(rgb_of(bits, name)[..., 2], (grey > 100) * 255)


@pytest.mark.parametrize("name", ["JPEG", "TIFF"])
def test_cmyk_becomes_rgb_and_is_not_inverted(name):
    rgb = rgb_of(Image.new("CMYK", (16, 16), (255, 0, 0, 0)), name)
    assert np.abs(rgb.reshape(-1, 3).mean(axis=0) - (0, 255, 255)).max() <= 3


@pytest.mark.parametrize("name", ["PNG", "TIFF", "WEBP"])
def test_transparency_is_laid_over_black(name):
    rgba = np.array([[(200, 100, 50, 255), (200, 100, 50, 128), (200, 100, 50, 0)]], np.uint8)
    options = {"lossless": True, "exact": True} if name == "WEBP" else {}
    rgb = rgb_of(rgba, name, **options)
    assert np.abs(rgb[0] - [(200, 100, 50), (100, 50, 25), (0, 0, 0)]).max() <= 1
    grey = Image.merge("LA", (Image.new("L", (2, 2), 240), Image.new("L", (2, 2), 64)))
    assert np.abs(rgb_of(grey) - 60).max() <= 1


@pytest.mark.parametrize(
    ("name", "mode"),
    [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("GIF", "RGBA"), ("TIFF", "RGBA")],
)
def test_black_below_transparent_parts_is_noted(name, mode):
    image = Image.new("RGBA", (3, 1), (200, 100, 50, 255))
    assert decode_image(image_bytes(image.convert(mode), name)).notes == ()
    image.putpixel((1, 0), (200, 100, 50, 0))
    assert decode_image(image_bytes(image.convert(mode), name)).notes == (TRANSPARENT,)


@pytest.mark.parametrize("transparency", [1, b"\xff\x00", None])
def test_palette_with_transparency(transparency):
    image = Image.new("P", (3, 1))
    image.putpalette([10, 20, 30, 200, 210, 220, 90, 80, 70])
    image.putdata([0, 1, 2])
    options = {} if transparency is None else {"transparency": transparency}
    second = (0, 0, 0) if options else (200, 210, 220)
    np.testing.assert_array_equal(rgb_of(image, **options)[0], [(10, 20, 30), second, (90, 80, 70)])


# --- limits ---------------------------------------------------------------------------------


def test_headers_are_held_to_the_limit_before_anything_is_decoded(monkeypatch):
    small = {form: image_bytes(Image.new("RGB", (100, 50)), form) for form in ("GIF", "BMP", "PPM")}

    def fail(*_):
        raise AssertionError("pixels were decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", fail)
    bomb = bare_png(30_000, 30_000, 8, 2, bytes(1000))
    error = refused(decode_image, bomb)
    assert "30,000 x 30,000 px" in str(error)
    assert "limit of 120,000,000 pixels" in str(error)
    assert error.sha256 == hashlib.sha256(bomb).hexdigest()
    for data in small.values():
        assert "100 x 50 px" in str(refused(decode_image, data, max_pixels=4999))


def test_the_limit_itself_is_allowed_and_pillows_own_plays_no_part(monkeypatch):
    data = image_bytes(Image.new("RGB", (100, 50)))
    assert decode_image(data, max_pixels=5000).rgb.shape == (50, 100, 3)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)
    assert decode_image(data).width == 100
    assert Image.MAX_IMAGE_PIXELS == 10


def test_a_huge_file_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "huge.tif"
    with path.open("wb") as file:
        file.truncate((1 << 30) + 1)  # sparse: takes no space

    def fail(*_):
        raise AssertionError("the file was opened")

    monkeypatch.setattr(os, "open", fail)
    error = refused(read_image, path)
    assert "1,073,741,825 bytes" in str(error)
    assert error.sha256 is None


# --- bad files ------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(
    "name", ["JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP", "JPEG2000", "AVIF", "PPM"]
)
def test_a_truncated_file_is_refused(name, share):
    whole = image_bytes(NOISE, name)
    assert decode_image(whole).format == name
    part = whole[: int(len(whole) * share)]
    error = refused(decode_image, part)
    assert "damaged" in str(error) and "another copy" in str(error)
    assert error.sha256 == hashlib.sha256(part).hexdigest()


WHITE = bare_png(40, 40, 8, 0, (b"\0" + b"\xff" * 40) * 40)


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    "data",
    [
        image_bytes(NOISE)[:-12],
        image_bytes(NOISE)[:-100] + image_bytes(NOISE)[-12:],
        flipped(WHITE, len(WHITE) - 25),
        flipped(WHITE, len(WHITE) - 13),
    ],
    ids=["no last chunk", "no last pixels", "a bit of a pixel", "a bit of a checksum"],
)
def test_a_png_with_the_least_damage_is_refused(data):
    assert decode_image(WHITE).width == 40
    assert "damaged or truncated" in str(refused(decode_image, data))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty (0 bytes)"),
        (b"Dear Sir or Madam, enclosed please find", "is not an image"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "a PostScript file"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (bytes(range(256)) * 4, "is not an image"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG header is damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG header is damaged"),
        (b"GIF89a", "GIF header is damaged"),
        (b"P6 0 5 255\n", "PPM"),
    ],
)
def test_what_is_no_image_is_named(tmp_path, data, words):
    path = tmp_path / "evidence.jpg"
    path.write_bytes(data)
    error = refused(read_image, path)
    assert words in str(error)
    assert error.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", ["TGA", "PCX", "ICO", "EPS"])
def test_formats_off_the_list_are_refused(name):
    refused(decode_image, image_bytes(Image.new("RGB", (16, 16), "red"), name))


def test_a_folder_a_missing_file_and_a_bad_name(tmp_path):
    for path, words in (
        (tmp_path, "a folder"),
        (tmp_path / "nowhere.png", "does not exist"),
        ("nul\0byte.png", "could not be read"),
    ):
        error = refused(read_image, path)
        assert words in str(error)
        assert error.sha256 is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    assert "device or pipe" in str(refused(read_image, tmp_path / "pipe.png"))


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (PermissionError(13, "Permission denied"), "do not have permission to read"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_a_failing_disk_or_right_is_named(tmp_path, monkeypatch, failure, words):
    path = tmp_path / "a.png"
    path.write_bytes(b"x")

    def fail(*_):
        raise failure

    monkeypatch.setattr(os, "open", fail)
    error = refused(read_image, path)
    assert words in str(error)
    assert error.sha256 is None


# --- behaviour in the program ---------------------------------------------------------------


def test_no_warning_escapes():
    # The text of tag 305 lies behind the end of the file.
    odd = tiff_grey(DEEP, 1, 16, DEEP.astype("<u2").tobytes(), (305, 2, 1000, b"\0\0\0\x01"))
    with pytest.warns(UserWarning), Image.open(io.BytesIO(odd)) as image:
        image.load()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        np.testing.assert_array_equal(decode_image(odd).rgb[..., 0], DEEP >> 8)


def test_threads_decode_at_the_same_time_and_the_filters_are_put_back():
    before = list(warnings.filters)
    meeting = threading.Barrier(3, timeout=10)

    def inside(leaves_first):
        with quiet():
            meeting.wait()  # all are inside
            rgb = rgb_of(NOISE)
            if not leaves_first:
                meeting.wait()
                assert list(warnings.filters) != before
        if leaves_first:
            meeting.wait()
        return rgb

    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(inside, first) for first in (True, False, False)]
    for future in done:
        np.testing.assert_array_equal(future.result(), NOISE)
    assert list(warnings.filters) == before


def test_only_pillows_warnings_are_silenced():
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with quiet(), quiet():
            for module in ("PIL.TiffImagePlugin", "gng_desktop.imaging.reading", "engine"):
                warnings.warn_explicit("odd", UserWarning, f"{module}.py", 1, module)
        with quiet():
            pass
    assert [str(Path(found.filename).stem) for found in warned] == ["engine"]


def test_a_hash_that_is_known_is_not_computed_again():
    assert decode_image(image_bytes(NOISE), sha256="f" * 64).sha256 == "f" * 64
    assert refused(decode_image, b"x", sha256="f" * 64).sha256 == "f" * 64


def test_the_error_survives_the_way_between_processes():
    error = refused(decode_image, b"no image")
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.sha256) == (str(error), error.sha256)


@pytest.mark.parametrize("change", ["more", "less", "other"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch, change):
    path = tmp_path / "growing.png"
    path.write_bytes(bytes(100))
    os.utime(path, (1e9, 1e9))

    class Slow(io.FileIO):
        def read(self, most):
            data = super().readall()
            os.truncate(path, {"more": 101, "less": 99, "other": 100}[change])
            os.utime(path, (1e9, 1e9 + (change == "other")))
            return data

    monkeypatch.setattr(os, "fdopen", Slow)
    with pytest.raises(ImageError, match="changed while it was read"):
        read_image(path)


def test_pixels_are_copied_once_and_none_is_changed():
    """All at once Pillow copies them three times: 1 GB more for 120 megapixels."""
    rng = np.random.default_rng(2)
    pixels = np.kron(rng.integers(0, 256, (150, 200, 3), np.uint8), np.ones((10, 10, 1), np.uint8))
    data = image_bytes(Image.fromarray(pixels), "PNG", compress_level=1)
    tracemalloc.start()
    found = decode_image(data).rgb
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    np.testing.assert_array_equal(found, pixels)
    assert peak < 2 * pixels.nbytes
