"""Files that are odd and not damaged, or damaged and not lost: HEIC, RAW, PNG, BigTIFF, JPEG."""

import io
import struct
import zlib

import numpy as np
import pytest
import tifffile
from PIL import Image, PngImagePlugin

from benchmarks.originals import HEIC, big_tiff, directory, dng
from gng_desktop.imaging import raw, reading
from gng_desktop.imaging.reading import ImageError, decode_image
from gng_desktop.provenance.record import read_provenance
from tests.tiny_data import image_bytes, png_chunk, with_chunks, with_segments

RGB = np.random.default_rng(5).integers(0, 256, (96, 64, 3), np.uint8)
SMOOTH = np.kron(RGB[:6, :4], np.ones((16, 16, 1), np.uint8))
PHOTO = np.asarray(Image.fromarray(RGB).resize((512, 384), Image.Resampling.BICUBIC))


def refusal(data, **options):
    with pytest.raises(ImageError) as caught:
        decode_image(data, **options)
    return str(caught.value)


# --- PNG ------------------------------------------------------------------------------------

LARGE = zlib.compress(b"workflow " * 1_000_000)
BOMB = zlib.compress(bytes(1 << 26))
ODD_CHUNKS = {
    "a wrong checksum": (b"tEXt", b"parameters\0a face", "checksum of 1 chunk"),
    "a large zTXt": (b"zTXt", b"workflow\0\0" + LARGE, "unusually large (9,000,000 bytes)"),
    "a large iTXt": (b"iTXt", b"workflow\0\1\0en\0w\0" + LARGE, "unusually large"),
    "a bomb": (b"zTXt", b"w\0\0" + BOMB, "too large to be read"),
    "a large iCCP": (b"iCCP", b"p\0\0" + LARGE, "unusually large"),
    "a malformed iTXt": (b"iTXt", b"\0", ""),
    "a short pHYs": (b"pHYs", b"\0", "(pHYs) is malformed"),
}


@pytest.mark.parametrize("place", [33, -12])
@pytest.mark.parametrize("kind", ODD_CHUNKS)
def test_an_odd_chunk_beside_the_picture_does_not_damage_it(kind, place):
    name, content, words = ODD_CHUNKS[kind]
    made = png_chunk(name, content, 1 if kind == "a wrong checksum" else None)
    plain = image_bytes(RGB)
    found = decode_image(plain[:place] + made + plain[place:])
    np.testing.assert_array_equal(found.rgb, RGB)
    assert words in " ".join(found.notes)


STEPS = "\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1"


def test_texts_under_a_wrong_checksum_and_above_a_mebibyte_are_read(tmp_path):
    chunk = png_chunk(b"tEXt", b"parameters\0a face" + STEPS.encode(), 1)
    (tmp_path / "a.png").write_bytes(with_chunks(image_bytes(RGB), chunk))
    info = PngImagePlugin.PngInfo()
    info.add_text("parameters", "face " * 300_000 + STEPS, zip=True)
    (tmp_path / "b.png").write_bytes(image_bytes(RGB, pnginfo=info))
    assert all(read_provenance(tmp_path / name).traces for name in ("a.png", "b.png"))


# --- HEIC -----------------------------------------------------------------------------------


@pytest.mark.parametrize("brand", ["heic", "heix", "hevc", "heim", "mif1", "msf1"])
def test_heic_is_decoded_whatever_its_brand(brand):
    found = decode_image(HEIC[:8] + brand.encode() + HEIC[12:])
    assert found.format == "HEIF" and found.rgb.shape == (48, 64, 3)
    for x, colour in ((8, (200, 60, 40)), (56, (30, 90, 180))):
        assert np.abs(found.rgb[8, x].astype(int) - colour).max() < 12


@pytest.mark.parametrize("brand", ["heic", "heim", "hevc", "msf1", "mif1", "avci", "vvic"])
def test_a_heic_without_content_is_no_avif(brand):
    compatible = b"heic" if brand in ("mif1", "msf1") else b"mif1"
    data = struct.pack(">I4s4sI4s4s", 24, b"ftyp", brand.encode(), 0, compatible, b"miaf")
    text = refusal(data + bytes(64))
    assert "HEIF" in text and "AVIF" not in text
    assert ("coded by" in text) == (brand in ("avci", "vvic"))


def test_an_avif_under_a_general_brand_is_one(tmp_path):
    data = image_bytes(SMOOTH, "AVIF")
    assert decode_image(data[:8] + b"mif1" + data[12:]).format == "AVIF"


def test_heics_metadata_are_read(tmp_path):
    (tmp_path / "a.heic").write_bytes(HEIC)
    found = read_provenance(tmp_path / "a.heic")
    assert ("ImageDescription", "made for a test") in [(r.name, r.value) for r in found.rows()]


# --- TIFF and RAW ---------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["<", ">"])
def test_compressed_pages_of_bigtiff_are_read(order):
    out = io.BytesIO()
    with tifffile.TiffWriter(out, bigtiff=True, byteorder=order) as file:
        file.write(RGB, photometric="rgb", compression="zlib")
        file.write(255 - RGB, photometric="rgb", compression="zlib")
    np.testing.assert_array_equal(decode_image(out.getvalue()).rgb, RGB)
    np.testing.assert_array_equal(decode_image(out.getvalue(), frame=2).rgb, 255 - RGB)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", [4, 13, 16, 18])  # of the place of the EXIF data
def test_bigtiff_of_both_byte_orders_is_valid(tmp_path, order, kind):
    data = big_tiff(RGB, order)
    (first,) = struct.unpack_from(order + "Q", data, 8)
    (count,) = struct.unpack_from(order + "Q", data, first)
    exif = directory([(0x829A, 5, 1, struct.pack(order + "2I", 1, 250))], len(data), order, True)
    entries = struct.pack(order + "Q", count + 1) + data[first + 8 :][: 20 * count]
    place = struct.pack(order + ("I" if kind in (4, 13) else "Q"), len(data)).ljust(8, b"\0")
    entries += struct.pack(order + "HHQ", 34665, kind, 1) + place
    header = data[:8] + struct.pack(order + "Q", len(data) + len(exif))
    data = header + data[16:] + exif + entries + bytes(8)
    np.testing.assert_array_equal(decode_image(data).rgb, RGB)
    (tmp_path / "a.tif").write_bytes(data)
    found = {row.name: row.value for row in read_provenance(tmp_path / "a.tif").rows()}
    assert (found["ImageDescription"], found["ExposureTime"]) == ("big picture", "1/250")


def test_raw_data_are_developed_and_not_their_preview(tmp_path, monkeypatch):
    data = dng(128, 96)
    found = decode_image(data)
    assert (found.width, found.height, found.format) == (128, 96, "RAW")
    red, blue = found.rgb[48, 8].astype(int), found.rgb[48, -8].astype(int)
    assert red[0] - red[2] > 100 and blue[2] - blue[0] > 100
    assert "developed from RAW data" in found.notes[0]
    (tmp_path / "a.dng").write_bytes(data)
    pixels = read_provenance(tmp_path / "a.dng").facts.pixels
    assert (pixels.width, pixels.height) == (128, 96)
    monkeypatch.setattr(raw, "FULL_PIXELS", 1000)  # larger ones are halved
    found = decode_image(data)
    assert (found.width, found.height) == (64, 48) and "has 128 x 96 px" in found.notes[1]


UNKNOWN = 52546
"""JPEG XL, which LibRaw does not unpack."""


def test_what_cannot_be_developed_gives_its_picture_of_full_size_by_name():
    preview = image_bytes(Image.new("RGB", (128, 96), (10, 200, 30)), "JPEG")
    found = decode_image(dng(128, 96, UNKNOWN, preview))
    assert (found.width, found.height) == (128, 96) and found.rgb[5, 5, 1] > 190
    assert "JPEG picture of 128 x 96 px that the camera put beside them" in found.notes[0]


def camera_file(magic=b"", sub=False):
    """Return the head of a camera's TIFF with a reduced picture, the rest of it lost."""
    start = 16 + 16 * 12 * 3
    entries = [(254, 4, 1, 1), (256, 4, 1, 16), (257, 4, 1, 12), (259, 3, 1, 1), (262, 3, 1, 2)]
    entries += [(258, 3, 3, struct.pack("<3H", 8, 8, 8)), (271, 2, 6, b"NIKON\0"), (273, 4, 1, 16)]
    entries += [(277, 3, 1, 3), (278, 4, 1, 12), (279, 4, 1, 16 * 12 * 3)]
    entries += [(330, 4, 2, struct.pack("<2I", 9999, 8888))] if sub else []
    head = struct.pack("<2sHI", b"II", 42, start) + magic.ljust(8, b"\0")
    return head + bytes(16 * 12 * 3) + directory(entries, start)


@pytest.mark.parametrize(
    "data",
    [
        dng(128, 96, UNKNOWN),
        camera_file(),
        camera_file(sub=True),
        camera_file(b"IIII"),
        camera_file(b"CR\2\0"),
        b"FUJIFILMCCD-RAW 0201" + bytes(200),
        struct.pack(">I4s4s", 24, b"ftyp", b"crx ") + bytes(200),
    ],
    ids=["DNG", "NEF", "NEF with sub-images", "IIQ", "CR2", "RAF", "CR3"],
)
def test_a_reduced_preview_is_never_taken_for_the_picture(data):
    assert "RAW data" in refusal(data)


# --- JPEG that breaks off, and pictures above the limit -------------------------------------


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("share", [0.4, 0.7, 0.9])
@pytest.mark.parametrize("end", [b"", b"\xff\xd9"], ids=["cut", "closed"])
def test_what_is_left_of_a_jpeg_is_read_on_request(mode, share, end):
    image = Image.fromarray(PHOTO).convert(mode)
    whole = image_bytes(image, "JPEG")
    data = whole[: int(len(whole) * share)] + end
    thumbnail = b"Exif\0\0" + image_bytes(image.resize((99, 99)), "JPEG")
    data = with_segments(data, 0xE1, thumbnail)
    assert "truncated" in refusal(data)
    found = decode_image(data, partial=True)
    assert found.partial and "truncated" in found.notes[0]
    assert found.rgb.shape == PHOTO.shape
    np.testing.assert_array_equal(found.rgb[:100], decode_image(whole).rgb[:100])
    stated = int(found.notes[0].split("about ")[1].split(" %")[0])
    assert abs(stated - 100 * (1 - share)) < 12


def test_a_progressive_jpeg_that_breaks_off_is_partial():
    whole = image_bytes(PHOTO, "JPEG", progressive=True)
    found = decode_image(whole[: len(whole) * 6 // 10], partial=True)
    assert found.partial and np.abs(found.rgb.astype(int) - PHOTO).mean() < 25


def test_the_least_and_the_most_that_a_jpeg_may_lack():
    whole = image_bytes(PHOTO, "JPEG")
    (note,) = decode_image(whole[:-40], partial=True).notes
    assert note.startswith("The JPEG file is truncated: a few rows at its stored bottom edge")
    start = whole.index(b"\xff\xda")
    for end in (start, start + 16, 100):
        refusal(whole[:end], partial=True)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_grey_at_the_bottom_of_a_whole_jpeg_is_no_loss(mode):
    grey = PHOTO.copy()
    grey[150:] = 128
    for rgb in (grey, np.full_like(grey, 128)):
        image = Image.fromarray(rgb).convert(mode)
        thumbnail = image_bytes(image.resize((99, 99)), "JPEG")  # with a scan of its own
        data = image_bytes(image, "JPEG", exif=b"Exif\0\0" + thumbnail)
        found = decode_image(data, partial=True)
        assert (found.partial, found.notes) == (False, ())


@pytest.mark.parametrize("name", ["JPEG", "JPEG2000", "HEIF"])
def test_large_pictures_are_reduced_while_they_are_decoded(name, monkeypatch):
    exif = Image.Exif()
    exif[274] = 6  # turned by a quarter
    options = {"exif": exif} if name == "JPEG" else {}
    data = HEIC if name == "HEIF" else image_bytes(SMOOTH, name, **options)
    full = decode_image(data)
    monkeypatch.setattr(reading, "MAX_PIXELS", 2000)
    found = decode_image(data, 2000)
    assert (found.width, found.height) == (full.width // 2, full.height // 2)
    assert f"has {full.width:,} x {full.height:,} px and was reduced" in found.notes[0]
    small = full.rgb.reshape(found.height, 2, found.width, 2, 3).mean(axis=(1, 3))
    assert np.abs(small - found.rgb).mean() < 4
    # What cannot be reduced is refused.
    assert "above the limit of 2,000 pixels" in refusal(image_bytes(SMOOTH), max_pixels=2000)


def test_a_video_behind_a_jpeg_2000_does_not_damage_it():
    data = image_bytes(Image.new("RGB", (32, 32), "red"), "JPEG2000")
    video = struct.pack(">I4s4sI", 16, b"ftyp", b"mp42", 0) + struct.pack(">I4s", 8, b"mdat")
    np.testing.assert_array_equal(decode_image(data + video).rgb, decode_image(data).rgb)
