"""Small picture files of every format that is read, and seeded mutations of them.

``python -m benchmarks.originals FOLDER [COUNT]`` writes mutations to scan.
"""

from __future__ import annotations

import base64
import io
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin

HEIC = base64.b85decode(
    "0000SW^{RQXk}?*00000ZE0pPXk}?*ZE0a<0005LZDn*}000000000XXk=`10000000000aA{+7000000000000000"
    "00000G-"
    "+&aV*mgE07O6l0ssL300001;s5~v000000049V0ssI200LG30RR9100000GynhqIB98aW&i*H00062000$fZf0cy00"
    "0000RRAKc4ILB0000LX>Mj^0ssI300IC2MR;ju000004sdC7Z2$lO00031008}IaB^?}007--aAR)(004Gqc4I>U18"
    "@KU0FVFx0000U@BsY%`1k+-4+CHT0RR|40Sp2E{{wIU00RJ!0009300RIXx&lC90096hLID8-"
    "Z~y=U0FVFx0{{R603M(qfd!W8<fgf}2xu@M00096AOHXZ03l)k0RRR>0l{;?i2wiq6Ju{|a&BX6cmM$a4FCp!0000K"
    "X>)L8000000000$0000$0000eV{Bn?0000$000010000m000010000000002|NsB+000020000GaA|mH000000|*ER"
    "0000OX>e^}0000000001009Mo0s{qv0000QX>w&|000000000EV`Ot<00IC3009610I+RjVRQfh0B|S)uL<BIHF<yd"
    "o&WyFoQI8OM^5hjN<a5a`>5ysx@~>>JJbK&q65x=FZCYgssx*vv-"
    ";HKXdGp{XGPat=o3Pfcqsq^8yyA7+61m9^JpuT%LwL`J~#>qvsVr1+m2ooTP^@*`K!?RYt<%A^nd^W00u>PX=VTbO-"
    "%qQ000080099G00IC201yBG02%-Q003=aWMv>`Z*m}EAarGObN~"
)
"""64 x 48 px: left red, right blue, both darker below; with EXIF. Nothing here encodes HEVC."""

Entry = tuple[int, int, int, int | bytes]


def directory(entries: Sequence[Entry], place: int, order: str = "<", big: bool = False) -> bytes:
    """Return a TIFF directory that lies at `place`, with its long values behind it.

    Parameters
    ----------
    entries : sequence of tuple
        Tag, type, count, and the value: a number, or bytes in the file's order.
    place : int
    order : str
        ``"<"`` or ``">"``.
    big : bool
        Whether the file is a BigTIFF.
    """
    count, entry, room, where = ("Q", "HHQ", 8, "Q") if big else ("H", "HHI", 4, "I")
    body, extra = struct.pack(order + count, len(entries)), b""
    start = place + len(body) + len(entries) * (12 + 8 * big) + room
    for tag, kind, many, value in sorted(entries, key=lambda e: e[0]):
        if isinstance(value, int):
            value = struct.pack(order + {3: "H", 4: "I", 16: "Q"}[kind], value)
        if len(value) > room:
            packed = struct.pack(order + where, start + len(extra))
            extra += value + bytes(len(value) % 2)
        else:
            packed = value.ljust(room, b"\0")
        body += struct.pack(order + entry, tag, kind, many) + packed
    return body + bytes(room) + extra


def big_tiff(rgb: NDArray[np.uint8], order: str = ">") -> bytes:
    """Return an uncompressed BigTIFF of (H, W, 3) uint8 RGB."""
    height, width = rgb.shape[:2]
    pixels = rgb.tobytes()
    place = 16 + len(pixels) + len(pixels) % 2
    entries: list[Entry] = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 3, struct.pack(order + "3H", 8, 8, 8)),
        (259, 3, 1, 1),
        (262, 3, 1, 2),
        (270, 2, 12, b"big picture\0"),
        (273, 16, 1, 16),
        (277, 3, 1, 3),
        (278, 4, 1, height),
        (279, 16, 1, len(pixels)),
    ]
    mark = b"II" if order == "<" else b"MM"
    header = mark + struct.pack(order + "HHHQ", 43, 8, 0, place)
    return (header + pixels).ljust(place, b"\0") + directory(entries, place, order, True)


def dng(width: int, height: int, compression: int = 1, preview: bytes = b"") -> bytes:
    """Return a DNG, red on the left and blue on the right.

    `preview` is a JPEG of its full size; without one it has a grey picture of 16 x 12 px.
    """
    values = np.full((height, width), 8000, np.uint16)
    left = np.arange(width // 2) < width // 4
    values[0::2, 0::2] = np.where(left, 40000, 4000)
    values[1::2, 1::2] = np.where(left, 4000, 40000)
    sensor, size, packing = values.astype("<u2").tobytes(), (width, height), (7, 6)
    if not preview:
        preview, size, packing = bytes([128]) * (16 * 12 * 3), (16, 12), (1, 2)
    matrix = (3.24, -1.54, -0.5, -0.97, 1.88, 0.04, 0.06, -0.2, 1.06)
    rationals = b"".join(struct.pack("<2i", int(v * 10_000), 10_000) for v in matrix)
    start = 8 + len(sensor) + len(preview)
    start += start % 2

    def first(sub: int) -> bytes:
        return directory(
            [
                (254, 4, 1, 1),
                (256, 4, 1, size[0]),
                (257, 4, 1, size[1]),
                (258, 3, 3, struct.pack("<3H", 8, 8, 8)),
                (259, 3, 1, packing[0]),
                (262, 3, 1, packing[1]),
                (271, 2, 5, b"Test\0"),
                (272, 2, 6, b"Model\0"),
                (273, 4, 1, 8 + len(sensor)),
                (277, 3, 1, 3),
                (278, 4, 1, size[1]),
                (279, 4, 1, len(preview)),
                (330, 4, 1, sub),
                (50706, 1, 4, b"\1\4\0\0"),
                (50708, 2, 6, b"Model\0"),
                (50721, 10, 9, rationals),
                (50728, 5, 3, struct.pack("<6I", *(1,) * 6)),
                (50778, 3, 1, 21),
            ],
            start,
        )

    sub = start + len(first(0))
    second = directory(
        [
            (254, 4, 1, 0),
            (256, 4, 1, width),
            (257, 4, 1, height),
            (258, 3, 1, 16),
            (259, 3, 1, compression),
            (262, 3, 1, 32803),
            (273, 4, 1, 8),
            (277, 3, 1, 1),
            (278, 4, 1, height),
            (279, 4, 1, len(sensor)),
            (33421, 3, 2, struct.pack("<2H", 2, 2)),
            (33422, 1, 4, b"\0\1\1\2"),
            (50717, 4, 1, 65535),
        ],
        sub,
    )
    head = struct.pack("<2sHI", b"II", 42, start) + sensor + preview
    return head.ljust(start, b"\0") + first(sub) + second


def originals(rgb: NDArray[np.uint8]) -> dict[str, bytes]:
    """Return files of (H, W, 3) uint8 RGB by name, one or more of each format that is read."""
    image, other = Image.fromarray(rgb), Image.fromarray(rgb[:, ::-1])
    text = PngImagePlugin.PngInfo()
    text.add_text("parameters", "a face, Steps: 20" * 20, zip=True)
    more = {"save_all": True, "append_images": [other]}
    saved: dict[str, tuple[str, Image.Image, dict[str, object]]] = {
        "baseline.jpg": ("JPEG", image, {"comment": "one"}),
        "progressive.jpg": ("JPEG", image, {"progressive": True}),
        "cmyk.jpg": ("JPEG", image.convert("CMYK"), {}),
        "two.mpo": ("MPO", image, more),
        "text.png": ("PNG", image, {"pnginfo": text}),
        "palette.png": ("PNG", image.quantize(16), {}),
        "animated.png": ("PNG", image, more),
        "lzw.tif": ("TIFF", image, {"compression": "tiff_lzw"}),
        "jpeg.tif": ("TIFF", image, {"compression": "jpeg"}),
        "lossy.webp": ("WEBP", image, {}),
        "lossless.webp": ("WEBP", image, {"lossless": True}),
        "plain.bmp": ("BMP", image, {}),
        "animated.gif": ("GIF", image, more),
        "plain.jp2": ("JPEG2000", image, {}),
        "plain.avif": ("AVIF", image, {}),
        "plain.ppm": ("PPM", image, {}),
    }
    files = {"big.tif": big_tiff(rgb), "plain.heic": HEIC, "raw.dng": dng(128, 96)}
    for name, (format_name, picture, options) in saved.items():
        stream = io.BytesIO()
        picture.save(stream, format_name, **options)
        files[name] = stream.getvalue()
    return files


def mutated(files: dict[str, bytes], count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of `count` damaged files, taken from `files` in turn."""
    random = np.random.default_rng(seed)
    names = sorted(files)
    for number in range(count):
        name = names[number % len(names)]
        data = bytearray(files[name])
        # Headers decide most.
        end = len(data) if random.random() < 0.5 else min(len(data), 200)
        kind = random.integers(4)
        if kind == 0:
            del data[random.integers(len(data)) :]
        elif kind == 1:
            place, length = random.integers(len(data)), int(random.integers(1, 100))
            data[place : place + length] = random.bytes(length) if length % 2 else bytes(length)
        elif kind == 2:
            place = random.integers(end)
            del data[place : place + random.integers(1, 50)]
        else:
            for place in random.integers(end, size=random.choice((1, 4, 32))):
                data[place] ^= 1 << random.integers(8)
        yield f"{number:05}-{name}", bytes(data)


def main() -> None:
    """Write mutations of a picture of noise into a folder."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    rgb = np.random.default_rng(1).integers(0, 256, (112, 112, 3), np.uint8)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in mutated(originals(rgb), count):
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
