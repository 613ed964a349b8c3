"""Colour spaces that files only name, written as ICC profiles (ICC.1:2022, matrix and curve)."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.gif import sub_blocks

SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
D65 = (0.3127, 0.3290)
PRIMARIES: dict[int, tuple[str, tuple[float, ...]]] = {
    1: ("BT.709", (0.64, 0.33, 0.30, 0.60, 0.15, 0.06, *D65)),
    5: ("BT.470 BG", (0.64, 0.33, 0.29, 0.60, 0.15, 0.06, *D65)),
    6: ("SMPTE 170M", (0.63, 0.34, 0.31, 0.595, 0.155, 0.07, *D65)),
    7: ("SMPTE 240M", (0.63, 0.34, 0.31, 0.595, 0.155, 0.07, *D65)),
    9: ("BT.2020", (0.708, 0.292, 0.17, 0.797, 0.131, 0.046, *D65)),
    11: ("DCI-P3", (0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351)),
    12: ("Display P3", (0.68, 0.32, 0.265, 0.69, 0.15, 0.06, *D65)),
}
"""Names and chromaticities x, y of red, green, blue and white, by number (ITU-T H.273)."""
ADOBE_RGB = (0.64, 0.33, 0.21, 0.71, 0.15, 0.06, *D65)
CURVES: dict[int, tuple[float, ...]] = {
    **dict.fromkeys((1, 2, 6, 13, 14, 15), SRGB_CURVE),
    4: (2.2,),
    5: (2.8,),
    8: (1.0,),
}
"""Transfer curves by number (ITU-T H.273); viewers show stills of BT.709 as sRGB."""
HDR = {16: "PQ", 18: "HLG"}

_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
_D50 = np.array([0.9642, 1.0, 0.8249])


def stored(format_name: str, data: bytes) -> bytes:
    """Return the ICC profile of a file where Pillow reads none; b"" where there is none.

    Parameters
    ----------
    format_name : str
        Pillow's: ``"GIF"``, ``"BMP"`` or ``"JPEG2000"``.
    """
    if format_name == "GIF":  # ICC.1:2022, B.6
        at = data.find(b"\x21\xff\x0bICCRGBG1012") + 14
        return b"".join(sub_blocks(data, at)[1]) if at >= 14 else b""
    if format_name == "BMP" and data[70:74] == b"DEBM" and data[14] >= 124:  # PROFILE_EMBEDDED
        place, length = struct.unpack_from("<II", data, 14 + 112)
        return data[14 + place : 14 + place + length]
    if format_name == "JPEG2000":  # ISO 15444-1, I.5.3.3
        start = data.find(b"jp2h", 0, 4096)
        box = data.find(b"colr", start, start + 4096) if start > 0 else -1
        if box > 0 and data[box + 4 : box + 5] in (b"\2", b"\3"):
            (length,) = struct.unpack_from(">I", data, box - 4)
            return data[box + 7 : box - 4 + length]
    return b""


def profile(name: str, chromaticities: Sequence[float], curve: Sequence[float]) -> bytes:
    """Return an ICC profile of a display-like RGB space.

    Parameters
    ----------
    name : str
        Its description.
    chromaticities : sequence of 8 floats
        x, y of red, green, blue and white.
    curve : sequence of 1 or 5 floats
        A gamma, or the parameters g, a, b, c, d of ICC's function type 3.

    Raises
    ------
    ValueError
        If the chromaticities span no space.
    """
    matrix = _to_d50(chromaticities)
    kind = 3 if len(curve) == 5 else 0
    para = b"para" + struct.pack(f">IHH{len(curve)}i", 0, kind, 0, *map(_fixed, curve))
    text = name.encode("utf-16-be")
    words = b"mluc" + struct.pack(">III2s2sII", 0, 1, 12, b"en", b"US", len(text), 28) + text
    tags = {b"desc": words, b"cprt": words, b"wtpt": _xyz(_D50)}
    for key, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), matrix.T, strict=True):
        tags[key] = _xyz(column)
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), para)
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for key, content in tags.items():
        table += struct.pack(">4sII", key, start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    header = struct.pack(
        ">I4xI4s4s4s12x4s28x12s48x",
        start + len(body),
        0x04300000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        b"acsp",
        _xyz(_D50)[8:],
    )
    return header + table + body


def _to_d50(chromaticities: Sequence[float]) -> NDArray[np.float64]:
    """Return the matrix from linear RGB to XYZ, adapted to D50 by Bradford's method."""
    points = np.array(chromaticities, np.float64).reshape(4, 2)
    if not np.isfinite(points).all() or (points[:, 1] <= 0).any():
        raise ValueError("no chromaticities")
    xyz = np.column_stack([points[:, 0], points[:, 1], 1 - points.sum(axis=1)]) / points[:, 1:]
    try:
        matrix = xyz[:3].T * np.linalg.solve(xyz[:3].T, xyz[3])
    except np.linalg.LinAlgError as error:
        raise ValueError("the chromaticities span no space") from error
    cones = _BRADFORD @ _D50 / (_BRADFORD @ xyz[3])
    adapted: NDArray[np.float64] = np.linalg.inv(_BRADFORD) @ np.diag(cones) @ _BRADFORD @ matrix
    if not np.isfinite(adapted).all() or np.abs(adapted).max() > 8:
        raise ValueError("the chromaticities span no space")
    return adapted


def _fixed(value: float) -> int:
    return round(float(value) * 65536)


def _xyz(values: Sequence[float] | NDArray[np.float64]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_fixed, values))
