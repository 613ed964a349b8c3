"""Metadata in every container: what is read, what is named as not read, what follows the end."""

import gzip
import io
import json
import struct
import zipfile
import zlib

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from benchmarks.originals import mutated
from gng_desktop.provenance.record import read_provenance
from tests.tiny_data import (
    image_bytes,
    noise_bytes,
    png_chunk,
    with_chunks,
    with_segments,
    xmp_packet,
)

SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
XMP = xmp_packet(f'Iptc4xmpExt:DigitalSourceType="{SOURCE}"')
IIM = b"\x1c\x02\x6e\0\x13Made with Google AI"
RESOURCE = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(IIM)) + IIM
COMMENT = b"UNICODE\0Steps: 20, Sampler: Euler, Seed: 1"
TIFF = (
    b"II*\0"
    + struct.pack("<IHHHIII", 8, 1, 0x8769, 4, 1, 26, 0)
    + struct.pack("<HHHIII", 1, 0x9286, 7, len(COMMENT), 44, 0)
    + COMMENT
)
LABEL = json.dumps({"Label": "1", "ContentProducer": "0011TEST", "ProduceID": "a1"})


@pytest.fixture
def read(tmp_path):
    def read(data):
        path = tmp_path / "a.bin"
        path.write_bytes(data)
        found = read_provenance(path)
        assert json.loads(json.dumps(found.to_json()))["flag"]["word"] == found.flag.word
        return found

    return read


def box(kind, *content):
    inside = b"".join(content)
    return struct.pack(">I", 8 + len(inside)) + kind + inside


def jpeg_segment(marker, content):
    return with_segments(noise_bytes("JPEG"), marker, content)


def png(*chunks):
    return with_chunks(noise_bytes("PNG"), *(png_chunk(*chunk) for chunk in chunks))


def raw_profile(kind, content):
    digits = content.hex().encode()
    text = b"\n%b\n%8d\n%b\n" % (kind, len(content), digits)
    return png((b"zTXt", b"Raw profile type " + kind + b"\0\0" + zlib.compress(text)))


def gif(name, content, packed=True):
    data = noise_bytes("GIF")
    place = 13 + 3 * 256
    pieces = (content[n : n + 255] for n in range(0, len(content), 255))
    inside = b"".join(bytes([len(p)]) + p for p in pieces) if packed else content
    return data[:place] + b"\x21\xff\x0b" + name + inside + b"\0" + data[place:]


def raw_gif():
    """XMP as it is, with the row of bytes that leads readers of sub-blocks to its end."""
    return gif(b"XMP DataXMP", XMP + b"\x01" + bytes(range(255, -1, -1)), packed=False)


def jp2(*boxes):
    return noise_bytes("JPEG2000") + b"".join(boxes)


def uuid(number, content):
    return box(b"uuid", number if len(number) == 16 else bytes.fromhex(number), content)


def webp(kind, content):
    chunk = kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
    data = noise_bytes("WEBP") + chunk
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def heif(brand=b"heic"):
    """A file of boxes with EXIF and XMP items; no picture."""
    contents = [struct.pack(">I", 0) + TIFF, XMP]
    types = [b"Exif\0", b"mime\0application/rdf+xml\0"]
    infos = [
        box(b"infe", b"\2\0\0\0", struct.pack(">HH", n, 0), kind) for n, kind in enumerate(types, 1)
    ]
    head = box(b"ftyp", brand, bytes(4), b"mif1", brand)

    def meta(start):
        items, place = b"", start
        for n, content in enumerate(contents, 1):
            items += struct.pack(">HHHII", n, 0, 1, place, len(content))
            place += len(content)
        located = box(b"iloc", bytes(4), b"\x44\0", struct.pack(">H", len(contents)), items)
        return box(b"meta", bytes(4), box(b"iinf", bytes(4), b"\0\2", *infos), located)

    start = len(head) + len(meta(0)) + 8
    return head + meta(start) + box(b"mdat", *contents)


def tiff(numbers=""):
    """A TIFF file whose IPTC datasets are declared as bytes, or as 32-bit numbers."""
    data = noise_bytes("TIFF", tiffinfo={700: XMP, 33723: IIM})
    if numbers:
        entry = data.index(struct.pack("<H", 33723), data.index(struct.pack("<H", 700)))
        data = data[: entry + 2] + struct.pack("<HI", 4, 6) + data[entry + 8 :]
        data = data.replace(IIM, struct.pack("<6I", *struct.unpack(f"{numbers}6I", IIM)))
    return data


TYPE, CREDIT, SETTINGS = "trainedAlgorithmicMedia", "Google AI", "Automatic1111"
FILES = {
    "jpeg iptc": (jpeg_segment(0xED, b"Photoshop 3.0\0" + RESOURCE), CREDIT),
    "gif xmp raw": (raw_gif(), TYPE),
    "gif xmp in blocks": (gif(b"XMP DataXMP", XMP), TYPE),
    "gif 8bim": (gif(b"MGK8BIM0000", RESOURCE), CREDIT),
    "png raw xmp": (raw_profile(b"xmp", XMP), TYPE),
    "png raw app1": (raw_profile(b"APP1", b"http://ns.adobe.com/xap/1.0/\0" + XMP), TYPE),
    "png raw exif": (raw_profile(b"exif", b"Exif\0\0" + TIFF), SETTINGS),
    "png raw iptc": (raw_profile(b"iptc", RESOURCE), CREDIT),
    "png raw 8bim": (raw_profile(b"8bim", RESOURCE), CREDIT),
    "jp2 xmp": (jp2(uuid("be7acfcb97a942e89c71999491e3afac", XMP)), TYPE),
    "jp2 xmp in xml": (jp2(box(b"xml ", XMP)), TYPE),
    "jp2 exif": (jp2(uuid(b"JpgTiffExif->JP2", b"Exif\0\0" + TIFF)), SETTINGS),
    "jp2 iptc": (jp2(uuid("33c7a4d2b81d4723a0baf1a3e097ad38", IIM)), CREDIT),
    "jp2 comment": (noise_bytes("JPEG2000", comment="Steps: 9, Sampler: a, Seed: 1"), SETTINGS),
    "webp xmp": (webp(b"XMP ", XMP), TYPE),
    "webp exif": (webp(b"EXIF", TIFF), SETTINGS),
    "tiff xmp": (tiff(), TYPE),
    "tiff iptc": (tiff(), CREDIT),
    "tiff iptc as numbers": (tiff("<"), CREDIT),
    "tiff iptc as numbers turned round": (tiff(">"), CREDIT),
    "heic exif": (heif(), SETTINGS),
    "heic xmp": (heif(b"mif1"), TYPE),
    "avif xmp": (heif(b"avif"), TYPE),
    "avif xmp of Pillow": (noise_bytes("AVIF", xmp=XMP), TYPE),
    "xmp after the end": (noise_bytes("JPEG") + XMP, TYPE),
    "tc260 png text": (png((b"tEXt", b"AIGC\0" + LABEL.encode())), "TC260 AIGC"),
    "tc260 exif": (
        webp(b"EXIF", TIFF.replace(COMMENT, b"ASCII\0\0\0" + b'{"AIGC":{"Label":"1"}}'.ljust(35))),
        "TC260",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_traces_are_found_wherever_a_format_can_hold_them(read, name):
    data, words = FILES[name]
    found = read(data)
    assert any(words in trace.what for trace in found.traces)
    assert found.flag.word == "generated"
    assert found.no_traces == ""


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (f'Iptc4xmpExt:DigitalSourceType="{SOURCE}"', TYPE),
        (f"<TC260:AIGC>{LABEL.replace(chr(34), '&quot;')}</TC260:AIGC>", "TC260 AIGC), value 1"),
    ],
)
def test_a_malformed_xmp_packet_is_searched_as_text(read, inside, words):
    found = read(jpeg_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + inside.encode()))
    assert words in found.traces[0].what
    assert any("no well-formed XML" in problem for problem in found.problems)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (noise_bytes("JPEG"), "EXIF, XMP, IPTC, comments"),
        (noise_bytes("BMP"), "the format holds no metadata"),
        (jpeg_segment(0xE4, b"Maker\0stuff"), "JPEG segment APP4 'Maker' (11 bytes)"),
        (png((b"prVt", b"secret")), "PNG chunk 'prVt' (6 bytes)"),
        (gif(b"PRIVATE 1.0", b"secret"), "GIF application extension 'PRIVATE 1.0' (6 bytes)"),
        (webp(b"PRIV", b"secret"), "WebP chunk 'PRIV' (6 bytes)"),
        (jp2(uuid("00112233445566778899aabbccddeeff", b"12345")), "UUID box '00112233"),
        (jpeg_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<rdf"), "XMP (malformed)"),
        (noise_bytes("PNG") + b"PK\3\4", "4 bytes after the end"),
        (noise_bytes("PNG")[:-200], "Not read: text hidden in the"),
    ],
)
def test_no_traces_is_stated_only_of_what_was_read(read, data, words):
    found = read(data)
    assert found.traces == () and found.flag.word == ""
    assert found.no_traces.startswith("No generator traces")
    assert words in found.no_traces and "invisible watermarks" in found.no_traces
    assert "proves nothing" in found.no_traces


@pytest.mark.parametrize("cut", [0, 1])
def test_a_wrong_checksum_hides_nothing_and_is_named(read, cut):
    data = png((b"tEXt", b"parameters\0Steps: 20, Sampler: Euler, Seed: 1"))
    place = data.index(b"Seed: 1") + 7
    broken = data[:place] + bytes(byte ^ 1 for byte in data[place : place + 4]) + data[place + 4 :]
    found = read(broken if not cut else broken[:-40])
    assert any("wrong checksum" in problem for problem in found.problems)
    assert SETTINGS in found.traces[0].what


@pytest.mark.parametrize("mode", ["RGBA", "RGB"])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("by_rows", [False, True])
@pytest.mark.parametrize("format_name", ["PNG", "WEBP"])
def test_text_in_the_lowest_bits(read, mode, packed, by_rows, format_name):
    text = b"a face\nSteps: 20, Sampler: Euler, Seed: 1"
    content = gzip.compress(text) if packed else text
    mark = b"stealth_%b%b" % (b"png" if mode == "RGBA" else b"rgb", b"comp" if packed else b"info")
    bits = np.unpackbits(
        np.frombuffer(mark + struct.pack(">I", 8 * len(content)) + content, np.uint8)
    )
    pixels = np.random.default_rng(1).integers(1, 255, (40, 30, len(mode)), np.uint8)
    line = pixels if by_rows else np.ascontiguousarray(pixels.swapaxes(0, 1))
    part = line[..., 3] if mode == "RGBA" else line
    changed = part.reshape(-1).copy()
    changed[: bits.size] = changed[: bits.size] & 254 | bits
    part[...] = changed.reshape(part.shape)
    image = Image.fromarray(line if by_rows else np.ascontiguousarray(line.swapaxes(0, 1)))
    found = read(image_bytes(image, format_name, lossless=True, exact=True))
    assert [trace.what for trace in found.traces] == [
        "The hidden text 'Stealth PNG info' holds Stable Diffusion settings (Automatic1111 form)."
    ]


# --- after the end ------------------------------------------------------------------------------


def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "a")
        file.writestr("b.txt", "b")
    return out.getvalue()


VIDEO = box(b"ftyp", b"mp42", bytes(4), b"mp42") + box(b"mdat", bytes(900))
PHONE = b"\0\0\1\x0aImage_UTC_Data1568SEFH" + bytes(20) + b"SEFT"
AFTER = {
    "zip": (archive(), ["a ZIP archive of 2 files"]),
    "video": (VIDEO, ["a video"]),
    "video and phone": (VIDEO + PHONE[-28:], ["a video", "a phone's proprietary data"]),
    "phone": (PHONE, ["a phone's proprietary"]),
    "no program": (b"MZ or Mozambique", ["text"]),
    "picture": (noise_bytes("JPEG"), ["another picture (JPEG)"]),
    "two pictures": (noise_bytes("JPEG") + noise_bytes("PNG"), ["picture (JPEG)", "picture (PNG)"]),
    "zeros": (bytes(100), ["padding"]),
    "zeros and zip": (bytes(64) + archive(), ["padding", "a ZIP archive"]),
    "text": (b"hidden message", ["text"]),
    "unknown and zip": (b"\x01\x02\x03" * 9 + archive(), ["an unknown kind", "a ZIP archive"]),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(9), ["a 7-Zip archive"]),
    "rar": (b"Rar!\x1a\x07\x01\0", ["a RAR archive"]),
    "pdf": (b"%PDF-1.7 ...", ["a PDF document"]),
    "one byte": (b"\x99", ["an unknown kind"]),
}


@pytest.mark.parametrize("name", AFTER)
@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "JPEG2000", "PPM"])
def test_what_follows_the_end_is_named_with_place_size_and_kind(read, name, format_name):
    data, (after, kinds) = noise_bytes(format_name), AFTER[name]
    found = read(data + after).trailing
    assert [piece.offset for piece in found][0] == len(data)
    assert sum(piece.size for piece in found) == len(after)
    assert len(found) == len(kinds)
    for piece, kind in zip(found, kinds, strict=True):
        assert kind in piece.kind
        assert f"{piece.size:,} byte" in piece.sentence and f"{piece.offset:,}" in piece.sentence


@pytest.mark.parametrize("big", [False, True])
def test_archives_after_a_tiff_file(read, big):
    data = noise_bytes("TIFF", big_tiff=big, exif=TIFF)
    (piece,) = read(data + archive()).trailing
    assert (piece.offset, piece.kind) == (len(data), "a ZIP archive of 2 files")
    assert read(data + b"\1data of a program").trailing == ()


def test_comments_of_a_portable_pixmap(read):
    data = noise_bytes("PPM")
    found = read(data[:3] + b"# CREATOR: Stable Diffusion\n" + data[3:])
    assert [row.value for row in found.metadata] == ["CREATOR: Stable Diffusion"]
    assert found.trailing == ()


def test_further_pictures_that_the_file_announces(read):
    first, second = Image.new("RGB", (32, 24)), Image.new("RGB", (32, 24), "red")
    both = image_bytes(first, "MPO", save_all=True, append_images=[second])
    (piece,) = read(both).trailing
    assert piece.kind == "another picture (JPEG), announced by the file's own index"
    (piece,) = read(noise_bytes("JPEG") + noise_bytes("JPEG")).trailing
    assert piece.kind == "another picture (JPEG)"


def test_videos_in_boxes_of_heic_pictures(read):
    data, boxes = heif(), box(b"mpvd", VIDEO) + box(b"sefd", bytes(9))
    found = read(data + boxes).trailing
    assert [(piece.offset, piece.kind) for piece in found] == [
        (len(data), "a video (motion photo)"),
        (len(data) + 8 + len(VIDEO), "a phone's proprietary data (Samsung)"),
    ]


@pytest.mark.parametrize(
    "format_name", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "JPEG2000", "PPM"]
)
def test_a_file_that_ends_with_its_image_has_nothing_after_it(read, format_name):
    found = read(noise_bytes(format_name))
    assert found.trailing == () and found.problems == ()


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [("PNG", {"compress_level": 0}, {}), ("JPEG", {"quality": 95}, {"quality": 30})],
)
def test_remains_of_a_larger_file_written_over(read, form, old, new):
    data, end = noise_bytes(form, **new), noise_bytes(form, **old)[-1500:]
    (piece,) = read(data + end).trailing
    assert (piece.offset, piece.size) == (len(data), 1500)
    assert f"remains of an earlier, larger {form}" in piece.kind and "CVE-2023-21036" in piece.kind


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "GIF", "WEBP", "JPEG2000", "PPM"])
def test_a_file_cut_short_is_reported(read, format_name):
    data = noise_bytes(format_name)
    found = read(data[: int(0.6 * len(data))])
    assert any("truncated" in problem for problem in found.problems)
    assert found.trailing == ()


def test_damaged_containers_never_raise(read):
    for _, broken in mutated({name: data for name, (data, _) in FILES.items()}, 10 * len(FILES)):
        read(broken)


def test_pillow_s_own_text_chunks_are_whole(read):
    texts = PngImagePlugin.PngInfo()
    settings = {"prompt": "a face", "negative_prompt": "", "seed": "1", "guidance_scale": "7"}
    for key, value in settings.items() | {("use_stable_diffusion_model", "sd-v1-5")}:
        texts.add_text(key, value)
    found = read(noise_bytes("PNG", pnginfo=texts))
    (trace,) = found.traces
    assert "settings of Easy Diffusion" in trace.what
