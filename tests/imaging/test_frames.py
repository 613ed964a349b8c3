"""Several pictures in one file: counted, chosen, and each as good as a file of its own."""

import io
import struct

import numpy as np
import pytest
import tifffile
from PIL import Image

from benchmarks.originals import HEIC
from gng_desktop.imaging.frames import MAX_FRAMES
from gng_desktop.imaging.opening import open_file
from gng_desktop.imaging.reading import ImageError, decode_image, read_image
from gng_desktop.provenance.record import read_provenance
from tests.tiny_data import image_bytes

COLOURS = ("red", "lime", "blue")
OPTIONS = {"GIF": {}, "PNG": {}, "TIFF": {}, "WEBP": {"lossless": True}}
OPTIONS |= {"AVIF": {"quality": 100}, "MPO": {"quality": 100}}


def several(name, colours=COLOURS, **options):
    first, *others = (Image.new("RGB", (20, 10), colour) for colour in colours)
    return image_bytes(first, name, save_all=True, append_images=others, **OPTIONS[name] | options)


@pytest.mark.parametrize("name", OPTIONS)
def test_each_picture_of_a_file_can_be_read(tmp_path, name):
    path = tmp_path / "several"
    path.write_bytes(several(name))
    for frame, colour in enumerate(COLOURS, start=1):
        found = read_image(path, frame=frame)
        assert (found.frame, found.frames, found.width) == (frame, 3, 20)
        assert found.notes == (f"The file holds 3 pictures; picture {frame} was analysed.",)
        expected = np.asarray(Image.new("RGB", (1, 1), colour))[0, 0].astype(int)
        off = abs(found.rgb.reshape(-1, 3).mean(0) - expected).max()
        assert off < (9 if name in ("AVIF", "MPO") else 1e-9)
    with pytest.raises(ImageError, match="Picture 4 of 3 in the file cannot be read"):
        read_image(path, frame=4)
    for found in (read_image(path), decode_image(path.read_bytes())):
        np.testing.assert_array_equal(found.rgb, read_image(path, frame=1).rgb)
    single = decode_image(several(name, COLOURS[:1]))
    assert (single.frame, single.frames, single.notes) == (1, 1, ())


def test_a_default_picture_outside_of_the_animation_counts():
    found = decode_image(several("PNG", default_image=True), frame=3)
    assert found.frames == 3 and found.rgb[0, 0].tolist() == [0, 0, 255]


def test_pages_of_any_size():
    first, second = Image.new("RGB", (30, 20), "red"), Image.new("L", (4, 9), 200)
    small, big = (
        image_bytes(first, "TIFF", save_all=True, append_images=[second], big_tiff=big)
        for big in (False, True)
    )
    assert decode_image(small, frame=2).rgb.shape == (9, 4, 3)
    assert decode_image(big, frame=2).frames == 2
    with pytest.raises(ImageError, match="above the limit"):
        decode_image(small, 599, frame=2)


@pytest.mark.parametrize("name", ["GIF", "PNG", "WEBP"])
def test_frames_are_the_same_one_after_the_other_and_each_on_its_own(name):
    rng = np.random.default_rng(3)
    frames = [
        Image.fromarray(np.where(rng.random((40, 60, 1)) < 0.4, noise, 0).astype(np.uint8), "RGBA")
        for noise in rng.integers(0, 256, (6, 40, 60, 4), np.uint8)
    ]
    exif = Image.Exif()
    exif[274] = 6
    more = {} if name == "GIF" else {"exif": exif}
    more |= {"save_all": True, "append_images": frames[1:], "disposal": 1}
    data = image_bytes(frames[0], name, **more)
    opened = open_file(data)
    for frame in range(2, 7):
        again = decode_image(data, frame=frame, opened=opened)
        np.testing.assert_array_equal(again.rgb, decode_image(data, frame=frame).rgb)
    assert again.rgb.shape == ((40, 60, 3) if name == "GIF" else (60, 40, 3))


def tiff_chain(pages, loop):
    """Return a readable page followed by `pages` empty directories, the last one leading back."""
    data = bytearray(image_bytes(Image.new("L", (2, 2)), "TIFF"))
    (at,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, at)
    struct.pack_into("<I", data, at + 2 + 12 * entries, len(data))
    for number in range(pages):
        after = len(data) + 6 if number < pages - 1 else at if loop else 0
        data += struct.pack("<HI", 0, after)
    return bytes(data)


def test_what_a_header_claims_is_not_believed():
    assert decode_image(tiff_chain(3, loop=True)).frames == 4
    assert decode_image(tiff_chain(2 * MAX_FRAMES, loop=False)).frames == MAX_FRAMES
    lying = several("PNG").replace(struct.pack(">I", 3), struct.pack(">I", 9_000), 1)
    found = decode_image(lying)
    assert found.frames == 3 and "(acTL) is wrong" in found.notes[1]


@pytest.mark.parametrize("name", ["GIF", "TIFF", "MPO"])
def test_a_damaged_picture_costs_only_itself(name):
    noise = np.random.default_rng(5).integers(0, 256, (3, 64, 64, 3), np.uint8)
    first, *others = map(Image.fromarray, noise)
    data = image_bytes(first, name, save_all=True, append_images=others)
    cut = data[: len(data) - 900]
    assert decode_image(cut, frame=1).frames == 3 and decode_image(cut, frame=2).frame == 2
    with pytest.raises(ImageError) as caught:
        decode_image(cut, frame=3)
    assert caught.value.frames == 3 and caught.value.sha256


def tiff_pages(small, large, order=(0, 1), **options):
    """Return a TIFF of a black page of 8 x 6 px and a white one of 80 x 60, with those marks.

    `options` are those of the first page.
    """
    out = io.BytesIO()
    with tifffile.TiffWriter(out) as file:
        for n in order:
            page = np.full(((6, 8, 3), (60, 80, 3))[n], (0, 255)[n], np.uint8)
            file.write(page, photometric="rgb", subfiletype=(small, large)[n], **options)
            options = {}
    return out.getvalue()


@pytest.mark.parametrize("data", [tiff_pages(1, 0), tiff_pages(1, 1), tiff_pages(1, 0, (1, 0))])
def test_a_reduced_copy_is_never_taken_for_the_picture(tmp_path, data):
    (tmp_path / "a.tif").write_bytes(data)
    found = read_image(tmp_path / "a.tif")
    assert (found.width, found.frame, found.frames, found.rgb.min()) == (80, 1, 1, 255)
    (note,) = found.notes
    assert "holds a reduced copy of its picture (8 x 6 px)" in note
    pixels = read_provenance(tmp_path / "a.tif").facts.pixels
    assert pixels is not None and (pixels.width, pixels.height) == (80, 60)
    with pytest.raises(ImageError, match="Picture 2 of 1"):
        read_image(tmp_path / "a.tif", frame=2)


def test_pages_that_are_no_copies_count():
    assert decode_image(tiff_pages(0, 0)).frames == 2  # pages of any sizes
    assert decode_image(tiff_pages(0, 1)).frames == 2  # of what would it be a copy?
    single = decode_image(tiff_pages(1, 0, (0,)))
    assert (single.frames, single.width, single.notes) == (1, 8, ())


@pytest.mark.parametrize("turn", [1, 6])
def test_a_picture_below_its_preview_is_found(turn):
    found = decode_image(tiff_pages(1, 0, subifds=1, extratags=[(274, 3, 1, turn)]))
    assert (found.rgb.shape, found.frames) == ((60, 80, 3) if turn == 1 else (80, 60, 3), 1)
    assert found.rgb.min() == 255 and "a reduced copy" in found.notes[0]


def resized(data, name, more):
    """State another size of a box."""
    at = data.index(name) - 4
    (size,) = struct.unpack_from(">I", data, at)
    return data[:at] + struct.pack(">I", size + more) + data[at + 4 :]


def burst(primary):
    """Return a HEIC with the picture of `HEIC` twice: items 1 and 3, of which one is primary."""
    at = HEIC.index(b"iloc")
    located = [HEIC[at + 12 + 18 * n :][:18] for n in range(2)]
    information = HEIC[HEIC.index(b"infe") - 4 :][:21].replace(b"\0\1", b"\0\3")
    association = HEIC[HEIC.index(b"ipma") + 12 :][:8]
    data = HEIC.replace(b"".join(located), b"".join(map(moved, located)))
    # By box: how far behind its name an entry goes, the entry, and where its count of entries is.
    for name, after, entry, place, size in (
        (b"iloc", 12, b"\0\3" + moved(located[0])[2:], 10, 2),
        (b"iinf", 10, information, 8, 2),
        (b"ipma", 20, b"\0\3" + association[2:], 8, 4),
    ):
        data = resized(data, name, len(entry))
        at = data.index(name) + place
        count = int.from_bytes(data[at : at + size], "big") + 1
        data = data[:at] + count.to_bytes(size, "big") + data[at + size :]
        at = data.index(name) + after
        data = data[:at] + entry + data[at:]
    data = resized(resized(data, b"meta", 47), b"iprp", 8)
    at = data.index(b"pitm") + 8
    return data[:at] + struct.pack(">H", primary) + data[at + 2 :]


def moved(entry):
    """Return an entry of a HEIC's item locations, 47 bytes further back."""
    (base,) = struct.unpack_from(">I", entry, 4)
    return entry[:4] + struct.pack(">I", base + 47) + entry[8:]


@pytest.mark.parametrize("primary", [1, 3])
def test_each_picture_of_a_heic_burst_can_be_read(primary):
    data = burst(primary)
    single = decode_image(HEIC)
    for frame in (1, 2):
        found = decode_image(data, frame=frame)
        assert (found.frame, found.frames) == (frame, 2)
        assert found.notes == (f"The file holds 2 pictures; picture {frame} was analysed.",)
        np.testing.assert_array_equal(found.rgb, single.rgb)
    assert single.frames == 1
    with pytest.raises(ImageError, match="Picture 3 of 2"):
        decode_image(data, frame=3)
