"""Whatever colour space a file states, the same colours come out as sRGB."""

import io
import struct
import zlib

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms

from gng_desktop.imaging import icc
from gng_desktop.imaging.reading import decode_image
from gng_desktop.imaging.thumbnails import thumbnail
from gng_desktop.provenance.record import read_provenance
from tests.tiny_data import image_bytes, png_chunk, with_chunks

PROPHOTO = (0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001, 0.3457, 0.3585)
SPACES = {
    "Display P3": (icc.PRIMARIES[12][1], icc.SRGB_CURVE),
    "Adobe RGB": (icc.ADOBE_RGB, (563 / 256,)),
    "ProPhoto": (PROPHOTO, (1.8,)),
}
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# Not up to the edges, where other spaces round to what sRGB lacks.
FLAT = np.random.default_rng(3).integers(40, 216, (6, 8, 3), np.uint8)
COLOURS = np.kron(FLAT, np.ones((16, 16, 1), np.uint8))


def in_space(rgb, space):
    """Return sRGB colours as numbers of another space, 0..1, worked out without a profile."""
    points, curve = SPACES[space]

    def to_xyz(p):
        xyz = np.array([[x / y, 1, (1 - x - y) / y] for x, y in zip(p[::2], p[1::2], strict=True)])
        return xyz[:3].T * np.linalg.solve(xyz[:3].T, xyz[3])

    bradford = np.array(
        [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
    )
    white = [p / p[1] for p in (np.array([x, y, 1 - x - y]) for x, y in (icc.D65, points[6:]))]
    cones = (bradford @ white[1]) / (bradford @ white[0])
    adapt = np.linalg.inv(bradford) @ np.diag(cones) @ bradford
    v = rgb / 255
    linear = np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
    matrix = np.linalg.inv(to_xyz(points)) @ adapt @ to_xyz(icc.PRIMARIES[1][1])
    found = np.clip(linear @ matrix.T, 0, 1)
    if len(curve) == 1:
        return found ** (1 / curve[0])
    return np.where(found <= 0.0031308, found * 12.92, 1.055 * found ** (1 / 2.4) - 0.055)


def stored(space):
    """Return `COLOURS` as 8-bit numbers of another space, and its profile."""
    numbers = np.rint(in_space(COLOURS, space) * 255).astype(np.uint8)
    return numbers, icc.profile(space, *SPACES[space])


def off(rgb, expected=COLOURS):
    return int(np.abs(rgb.astype(int) - expected).max())


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("name", ["PNG", "TIFF", "WEBP", "JPEG", "AVIF"])
def test_an_embedded_profile_is_converted_and_named(space, name):
    numbers, profile = stored(space)
    options = {"WEBP": {"lossless": True}, "JPEG": {"quality": 100, "subsampling": 0}}
    options["AVIF"] = {"quality": 100, "subsampling": "4:4:4"}
    found = decode_image(image_bytes(numbers, name, icc_profile=profile, **options.get(name, {})))
    assert off(found.rgb) <= (12 if name in ("JPEG", "AVIF") else 5)
    assert any(f"“{space}”" in note for note in found.notes)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("suffix", [".png", ".tiff"])
@pytest.mark.parametrize("channels", [3, 4])
def test_16_bit_colours_are_converted_more_closely_than_8_bit(space, suffix, channels):
    values = np.full((*COLOURS.shape[:2], channels), 65535, np.uint16)
    values[..., :3] = np.rint(in_space(COLOURS, space) * 65535)
    profile = icc.profile(space, *SPACES[space])
    if suffix == ".png":
        stored = cv2.imencode(suffix, values[..., [2, 1, 0, 3][:channels]])[1].tobytes()
        data = with_chunks(stored, png_chunk(b"iCCP", b"p\0\0" + zlib.compress(profile)))
    else:
        out = io.BytesIO()
        tifffile.imwrite(out, values, photometric="rgb", iccprofile=profile)
        data = out.getvalue()
    assert off(decode_image(data).rgb) <= 2


def test_srgb_profiles_leave_every_pixel_as_it_is():
    noise = np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)
    for profile in (SRGB, icc.profile("other name", icc.PRIMARIES[1][1], icc.SRGB_CURVE)):
        found = decode_image(image_bytes(noise, icc_profile=profile))
        np.testing.assert_array_equal(found.rgb, noise)
        assert found.notes == ()


def test_grey_and_transparent_pictures_are_converted_too():
    profile = icc.profile("Linear", icc.PRIMARIES[1][1], (1.0,))
    level = 55  # linear: sRGB 128
    for image in (Image.new("L", (4, 4), level), Image.new("LA", (4, 4), (level, 255))):
        assert off(decode_image(image_bytes(image, icc_profile=profile)).rgb, 128) <= 1
    deep = image_bytes(Image.fromarray(np.full((4, 4), level * 257, np.uint16)), "PNG")
    data = with_chunks(deep, png_chunk(b"iCCP", b"p\0\0" + zlib.compress(profile)))
    assert off(decode_image(data).rgb, 128) <= 1
    half = Image.new("RGBA", (4, 4), (level,) * 3 + (128,))
    assert off(decode_image(image_bytes(half, icc_profile=profile)).rgb, 64) <= 1


@pytest.mark.parametrize(
    ("profile", "mode", "words"),
    [
        (b"no profile at all", "RGB", "is damaged"),
        (SRGB[:300], "RGB", "is damaged"),
        (SRGB, "CMYK", "is for RGB and the picture is CMYK"),
        (b"", "CMYK", "CMYK without a colour profile"),
    ],
)
def test_a_broken_or_unfit_profile_costs_only_itself(profile, mode, words):
    image = Image.new("RGB", (16, 16), (200, 100, 50)).convert(mode)
    found = decode_image(image_bytes(image, "TIFF", icc_profile=profile))
    np.testing.assert_array_equal(found.rgb, decode_image(image_bytes(image, "TIFF")).rgb)
    assert any(words in note for note in found.notes)


@pytest.mark.parametrize(
    ("chunks", "words"),
    [
        ({b"cICP": bytes([12, 13, 0, 1])}, "Display P3"),
        ({b"gAMA": struct.pack(">I", 45455)}, ""),
        ({b"gAMA": struct.pack(">I", 100_000)}, "gAMA chunk"),
        ({b"gAMA": struct.pack(">I", 100_000), b"sRGB": b"\0"}, ""),
        ({b"gAMA": b"", b"cHRM": b"x"}, "is damaged"),
        ({b"cICP": bytes([9, 16, 0, 1])}, "not converted"),
    ],
)
def test_png_chunks_on_colour_are_followed_or_named(chunks, words):
    values, _ = stored("Display P3")
    made = (png_chunk(kind, body) for kind, body in chunks.items())
    found = decode_image(with_chunks(image_bytes(values), *made))
    assert words in " ".join(found.notes) and bool(words) == bool(found.notes)
    if words == "Display P3":
        assert off(found.rgb) <= 3
    elif words != "gAMA chunk":
        np.testing.assert_array_equal(found.rgb, values)


def test_chromaticities_are_converted():
    values, _ = stored("Adobe RGB")
    points = icc.ADOBE_RGB[6:] + icc.ADOBE_RGB[:6]
    gamma = png_chunk(b"gAMA", struct.pack(">I", 45455))
    stated = png_chunk(b"cHRM", struct.pack(">8I", *(round(p * 100_000) for p in points)))
    found = decode_image(with_chunks(image_bytes(values), gamma, stated))
    assert off(found.rgb) <= 5 and "gAMA and cHRM chunks" in found.notes[0]


def test_cameras_files_without_a_profile_may_be_adobe_rgb():
    values, _ = stored("Adobe RGB")
    exif = Image.Exif()
    exif.get_ifd(0xA005)[1] = "R03"
    exif.get_ifd(0x8769)[0xA005] = exif.get_ifd(0xA005)
    found = decode_image(image_bytes(values, "JPEG", quality=100, subsampling=0, exif=exif))
    assert off(found.rgb) <= 12 and "Adobe RGB (1998), as stated in the EXIF data" in found.notes[0]


def test_previews_show_the_same_colours():
    values, profile = stored("ProPhoto")
    data = image_bytes(values, "JPEG", quality=95, icc_profile=profile)
    whole = cv2.resize(decode_image(data).rgb, (32, 24), interpolation=cv2.INTER_AREA)
    assert np.abs(thumbnail(data, 32).astype(int) - whole).mean() < 8


def with_profile(name, image, profile):
    """Write a GIF or a BMP with a profile, which Pillow does not."""
    if name == "GIF":
        data = image_bytes(image.quantize(256), "GIF")
        at = 13 + 3 * 2 ** ((data[10] & 7) + 1)
        pieces = (profile[n : n + 255] for n in range(0, len(profile), 255))
        blocks = b"".join(bytes([len(piece)]) + piece for piece in pieces)
        return data[:at] + b"\x21\xff\x0bICCRGBG1012" + blocks + b"\0" + data[at:]
    pixels = np.asarray(image)[::-1, :, ::-1].tobytes()
    header = struct.pack("<IiiHH6I", 124, *image.size, 1, 24, 0, len(pixels), 0, 0, 0, 0)
    header += bytes(16) + b"DEBM" + bytes(48)
    header += struct.pack("<4I", 4, 124 + len(pixels), len(profile), 0)
    start = struct.pack("<2sIHHI", b"BM", 138 + len(pixels) + len(profile), 0, 0, 138)
    return start + header + pixels + profile


@pytest.mark.parametrize("name", ["GIF", "BMP"])
@pytest.mark.parametrize("cut", [None, 300])
def test_profiles_that_pillow_passes_over_are_used(tmp_path, name, cut):
    values, profile = stored("Adobe RGB")
    (tmp_path / "a").write_bytes(with_profile(name, Image.fromarray(values), profile[:cut]))
    found = decode_image((tmp_path / "a").read_bytes())
    rows = {row.name for row in read_provenance(tmp_path / "a").metadata if row.group == "ICC"}
    assert len(rows) == 1
    if cut:
        assert found.notes[0].startswith("The embedded colour profile is damaged")
    else:
        assert off(found.rgb) <= 2
        assert found.notes[0].endswith("from the embedded profile “Adobe RGB”.")


def test_lab_is_converted():
    lab = ImageCms.profileToProfile(
        Image.fromarray(COLOURS),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    found = decode_image(image_bytes(lab, "TIFF"))
    # Eight bits of L*a*b* are coarse where colours are dark and strong.
    assert off(found.rgb) <= 16 and np.abs(found.rgb.astype(int) - COLOURS).mean() < 2
    assert found.notes == ("Colours are converted to sRGB from CIE L*a*b*.",)
