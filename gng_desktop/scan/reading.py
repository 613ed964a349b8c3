"""Files read ahead of the networks, so that neither the disk nor the processor waits."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gng_desktop.analysis.batch import Loaded
from gng_desktop.imaging.in_place import LARGE_PIXELS
from gng_desktop.imaging.opening import Opened, open_file
from gng_desktop.imaging.reading import ImageError, Picture, decode_image, quiet, read_bytes

CHUNK_BYTES = 8_000_000  # content of files read together, a file more at most
AHEAD_BYTES = 2 * CHUNK_BYTES  # content on its way for each executor and one more, likewise
LARGE_BYTES = 256_000
"""Files of more bytes are looked into: pictures of `LARGE_PIXELS` are analysed one at a time."""


class Chunk(NamedTuple):
    """Files that are read together, and how many bytes they hold."""

    paths: list[str]
    size: int


@dataclass(frozen=True)
class Content:
    """The bytes of a file and their SHA-256, or the sentence why there are none.

    `seconds` were spent on reading and hashing.
    """

    path: str
    data: bytes = field(repr=False)
    sha256: str | None
    error: str
    seconds: float


def chunks(paths: Sequence[str], count: int) -> Iterator[Chunk]:
    """Yield the paths in order, `count` at a time, or fewer where the files are large."""
    chunk: list[str] = []
    total = 0
    for path in paths:
        chunk.append(path)
        total += _size(path)
        if len(chunk) == count or total >= CHUNK_BYTES:
            yield Chunk(chunk, total)
            chunk, total = [], 0
    if chunk:
        yield Chunk(chunk, total)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except (OSError, ValueError):
        return 0


def read(paths: Sequence[str], problems: Mapping[str, str], stop: threading.Event) -> list[Content]:
    """Read files, never writing to them, until `stop` is set; `problems` says why some are not."""
    return [_content(path, problems.get(path, "")) for path in paths if not stop.is_set()]


def _content(path: str, error: str) -> Content:
    start = time.perf_counter()
    data, digest = b"", None
    if not error:
        try:
            data = read_bytes(path)
            digest = hashlib.sha256(data).hexdigest()
        except ImageError as found:
            error = str(found)
        except MemoryError:
            error = "There is not enough memory to read the file; close other programs."
    return Content(path, data, digest, error, time.perf_counter() - start)


def is_large(content: Content) -> bool:
    """Return whether a file's picture takes so much memory that one is enough at a time."""
    if len(content.data) < LARGE_BYTES:
        return False
    try:
        with quiet():
            image = open_file(content.data).image
            return image.width * image.height > LARGE_PIXELS
    except Exception:  # decoders raise anything on malformed bytes; `decoded` says what is wrong
        return False


def decoded(
    content: Content, partial: bool = True, frame: int = 1, opened: Opened | None = None
) -> Loaded:
    """Decode a picture of a file; whatever is wrong ends up in the result, never raises.

    What is left of a JPEG that breaks off is taken where `partial`.

    Always at full size: the smaller decoding that JPEG offers ("draft") does not average the
    pixels, so that scores change: of 59 portraits of 512 px, decoded at half the size, all but one
    did, by up to 0.025.
    """
    start = time.perf_counter()
    try:
        if content.error:
            raise ImageError(content.error)
        found: Picture | ImageError = decode_image(
            content.data, sha256=content.sha256, partial=partial, frame=frame, opened=opened
        )
    except ImageError as error:
        found = error
    # The file is read once for all its pictures.
    spent = time.perf_counter() - start + (content.seconds if frame == 1 else 0.0)
    return Loaded(content.path, found, spent, frame)


def every_frame(content: Content, partial: bool = True) -> Iterator[Loaded]:
    """Decode one picture of a file after the other; as `decoded`, also where one is damaged."""
    first = decoded(content, partial)
    yield first
    opened: Opened | None = None
    for frame in range(2, first.found.frames + 1):
        if opened is None:
            opened = _animation(content.data)
        found = decoded(content, partial, frame, opened)
        yield found
        if isinstance(found.found, ImageError):
            opened = None  # whose state is not to be relied on


def _animation(data: bytes) -> Opened | None:
    """Open a file whose pictures are drawn upon each other; None of one with pages."""
    with quiet():
        opened = open_file(data)
        return None if opened.image.format in ("TIFF", "MPO") else opened
