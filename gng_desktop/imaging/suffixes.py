"""Which endings of file names stand for which format."""

from __future__ import annotations

SUFFIXES: dict[str, tuple[str, ...]] = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "MPO": (".mpo", ".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png", ".apng"),
    "TIFF": (".tif", ".tiff"),
    "WEBP": (".webp",),
    "BMP": (".bmp",),
    "GIF": (".gif",),
    "JPEG2000": (".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx"),
    "AVIF": (".avif",),
    "HEIF": (".heic", ".heif", ".hif", ".heics", ".avci"),
    "PPM": (".ppm", ".pgm", ".pbm", ".pnm"),
    "RAW": (
        *(".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".iiq", ".kdc"),
        *(".mef", ".mos", ".mrw", ".nef", ".nrw", ".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl"),
        *(".sr2", ".srf", ".srw", ".x3f"),
    ),
}
"""By Pillow's name of the format, ``"HEIF"`` or ``"RAW"``, the lower-case suffixes of its files."""
IMAGE_SUFFIXES = frozenset(suffix for known in SUFFIXES.values() for suffix in known)
"""All of them, for folder listings and dialogs; reading goes by content, not by name."""
