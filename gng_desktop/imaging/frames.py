"""Several pictures in one file: how many there are, and selecting one of them."""

from __future__ import annotations

from PIL import ImageFile

from gng_desktop.imaging import heif, png_chunks
from gng_desktop.imaging.gif import colour_bytes, sub_blocks
from gng_desktop.imaging.tiff import MAX_PAGES, mend_planes, pages, pictures

MAX_FRAMES = MAX_PAGES
"""Counted at most: a file of a gigabyte can name millions."""


def count_frames(image: ImageFile.ImageFile, data: bytes) -> int:
    """Return how many pictures a file holds: pages, pictures, frames of an animation.

    From 1 to `MAX_FRAMES`; those that are really there, whatever the header states. A TIFF page
    that says it is a reduced copy of another one is none.
    """
    found = 1
    if image.format == "GIF":
        found = _gif_frames(data)
    elif image.format == "TIFF":
        found = len(pictures(pages(data)))
    elif image.format in ("PNG", "WEBP", "AVIF", "MPO", "HEIF"):
        found = int(getattr(image, "n_frames", 1))
        if image.format == "PNG" and found > 1:
            found = min(found, _apng_frames(data))
    return min(max(found, 1), MAX_FRAMES)


def seek(image: ImageFile.ImageFile, data: bytes, frame: int) -> None:
    """Select a picture of a file, by its number from 1; raises what the decoder raises."""
    number = frame - 1
    if image.format == "TIFF":
        whole = pictures(pages(data))
        if number >= len(whole) > 0:
            raise EOFError("no more pictures")
        image.seek(whole[number] if whole else number)
        mend_planes(image)
    elif image.format == "HEIF":
        heif.seek(image, number)
    elif number:
        image.seek(number)


def frames_notes(frame: int, frames: int, read: bool = True) -> tuple[str, ...]:
    """Return a note on which of the pictures of a file was analysed; none for a single one.

    Parameters
    ----------
    frame, frames : int
        Which of how many, from 1.
    read : bool
        Whether it could be read.
    """
    if frames < 2:
        return ()
    done = "was analysed" if read else "could not be read"
    return (f"The file holds {frames:,} pictures; picture {frame:,} {done}.",)


def _gif_frames(data: bytes) -> int:
    """Count image descriptors."""
    found, at = 0, 13 + (colour_bytes(data[10]) if len(data) > 10 else 0)
    while at < len(data) and data[at] != 0x3B and found < MAX_FRAMES:
        if data[at] == 0x2C:
            found += 1
            at += 11 + (colour_bytes(data[at + 9]) if at + 9 < len(data) else 0)
        elif data[at] == 0x21:
            at += 2
        else:
            at += 1
            continue
        at, _ = sub_blocks(data, at)
    return found


def _apng_frames(data: bytes) -> int:
    """Count the chunks that begin a frame, and the default picture where it is none of them."""
    kinds = [kind for _, kind, _ in png_chunks.chunks(data) if kind in (b"fcTL", b"IDAT")]
    return kinds.count(b"fcTL") + (kinds[:1] == [b"IDAT"])
