"""Everything that an image file's bytes state about where it comes from, in one object."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from PIL import ImageFile

from gng_desktop.core.progress import Progress, first_of
from gng_desktop.core.text import N_
from gng_desktop.imaging.reading import ImageError, open_image, quiet, read_bytes, reason_of
from gng_desktop.provenance import containers, facts, jpeg, metadata, thumbnail, traces
from gng_desktop.provenance.credentials import Credentials, read_credentials
from gng_desktop.provenance.fields import Field, Row, clean, row_of
from gng_desktop.provenance.traces import States, Trace
from gng_desktop.provenance.trailing import Trailing

_TERMS = "http://purl.org/dc/terms/"

T = TypeVar("T")
_ORDER: tuple[States, ...] = ("generated", "partly_generated", "possibly_generated")
_SAYS = {
    "generated": "was made by an image generator",
    "partly_generated": "was made in part by an image generator",
    "possibly_generated": "was possibly made by an image generator",
}


class Flag(NamedTuple):
    """What a file says of itself; anyone can write it, and it enters no score.

    Attributes
    ----------
    word : {"generated", "partly_generated", "possibly_generated", ""}
        "" where nothing was found, which proves nothing.
    sentence : str
        Who says so and where; "" with an empty word.
    trailing : tuple of str
        A sentence for each piece of data after the end of the image, but for padding and for
        pictures that the file itself announces.
    """

    word: States | Literal[""]
    sentence: str
    trailing: tuple[str, ...] = ()


def provenance_flag(credentials: Credentials, found: Sequence[Trace]) -> Flag:
    """Return what Content Credentials and metadata say of a generator, the strongest word first."""
    stated = credentials.states
    words = [stated] if stated else []
    words += [trace.states for trace in found]
    if not words:
        return Flag("", "")
    word = min(words, key=_ORDER.index)
    if stated == word:
        holds = "" if credentials.state in ("valid", "trusted") else ", which are not valid,"
        who = f"The Content Credentials{holds} state"
        why = credentials.statement
    else:
        first = next(trace for trace in found if trace.states == word)
        who, why = "The file's metadata state", first.what[:1].lower() + first.what[1:].rstrip(".")
    others = len(words) - 1
    more = f" (and {others} more trace{'s' if others > 1 else ''})" if others else ""
    return Flag(word, f"{who} that the image {_SAYS[word]}: {why}{more}.")


@dataclass(frozen=True)
class Provenance:
    """What one image file states; no part of any score.

    Every text in it comes from the file and is made fit for one line (`fields.clean`), but for
    ``path`` and the names in ``facts``.

    Attributes
    ----------
    path : As it was given.
    jpeg : None where the file is no JPEG.
    problems : One sentence for each part that could not be read.
    metadata : Including what reveals the place; `rows` withholds that.
    trailing : What stands after the end of the image.
    read, not_read : Kinds of metadata that were searched for traces, and parts that may hold some
        and were not.
    """

    path: str
    facts: facts.Facts
    credentials: Credentials
    traces: tuple[traces.Trace, ...]
    jpeg: jpeg.Jpeg | None
    thumbnails: tuple[thumbnail.Thumbnail, ...]
    problems: tuple[str, ...]
    # Not printed: it may reveal the place.
    metadata: tuple[Row, ...] = field(repr=False)
    trailing: tuple[Trailing, ...] = ()
    read: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()

    @property
    def flag(self) -> Flag:
        """Whether the file says of itself that a generator made it."""
        return provenance_flag(self.credentials, self.traces)

    @property
    def no_traces(self) -> str:
        """The statement on finding no trace; "" where there is one or nothing was read."""
        if self.traces or not (self.read or self.not_read or self.facts.pixels):
            return ""
        return traces.nothing_found(self.read, self.not_read, bool(self.credentials.states))

    @property
    def has_gps(self) -> bool:
        """Whether the metadata reveal where the image was taken."""
        return any(row.gps for row in self.metadata)

    def rows(self, gps: bool = False) -> tuple[Row, ...]:
        """Return the table of metadata; what reveals the place is withheld unless `gps`."""
        return self.metadata if gps else tuple(row.withheld() for row in self.metadata)

    def to_json(self, gps: bool = False) -> dict[str, Any]:
        """Return everything but the thumbnails' pixels as JSON values; the place only if `gps`."""
        return {
            "path": self.path,
            "facts": self.facts.to_json(),
            "content_credentials": self.credentials.to_json(),
            "generator_traces": [trace.to_json() for trace in self.traces],
            "jpeg": self.jpeg.to_json() if self.jpeg else None,
            "thumbnails": [found.to_json() for found in self.thumbnails],
            "has_gps": self.has_gps,
            "metadata": [vars(row) for row in self.rows(gps)],
            "problems": list(self.problems),
            "flag": self.flag._asdict(),
            "no_traces": self.no_traces,
            "trailing": [piece.to_json() for piece in self.trailing],
            "read": list(self.read),
            "not_read": list(self.not_read),
        }


def read_provenance(path: str | os.PathLike[str]) -> Provenance:
    """Read where an image file may come from; the file is only read, the network never used.

    Parameters
    ----------
    path : str or path-like
        The file. Whatever is wrong with it becomes a sentence in ``problems``; nothing is raised
        for it.
    """
    return first_of(Provenance, provenance_steps(path))


def read_flag(data: bytes) -> Flag | None:
    """Return what the bytes of a file say of a generator, and what follows; None for no image."""
    image = _open(data, [])
    if image is None and not containers.format_of(data):
        return None
    with quiet():
        table = metadata.read_metadata(image, data)
    credentials = _credentials(image, data, table.fields, [])
    flag = provenance_flag(credentials, traces.find_traces(table.fields))
    return flag._replace(trailing=tuple(t.sentence for t in table.trailing if t.unexpected))


def provenance_steps(path: str | os.PathLike[str]) -> Iterator[Progress | Provenance]:
    """Like `read_provenance`, but yield `Progress` between the parts, then the `Provenance`."""
    text = os.fspath(path)
    yield Progress(0, 0, "Reading the file")
    problems: list[str] = []
    data = b""
    try:
        data = read_bytes(text)
    except ImageError as error:
        problems.append(str(error))
    readable = not problems
    hashes = None
    for step in facts.hashes(data) if readable else ():
        hashes = step
        yield Progress(0, 0, "Hashing the file")
    image = _open(data, problems) if readable else None
    yield Progress(0, 0, "Reading the metadata")
    with quiet():
        pixels = _attempt(image, "header", problems, lambda i: facts.read_pixels(i, data))
        table = metadata.read_metadata(image, data)
        compression = _attempt(image, "compression", problems, jpeg.read_jpeg)
    problems += table.problems
    yield Progress(0, 0, "Reading the embedded thumbnail")
    pictures = _attempt(
        image, "thumbnail", problems, lambda i: thumbnail.read_thumbnails(i, data, table.exif)
    )
    problems += pictures[1] if pictures else []
    yield Progress(0, 0, "Reading Content Credentials")
    known = image is not None or containers.format_of(data)
    credentials = _credentials(image, data, table.fields, problems)
    place = Path(text)
    yield Provenance(
        path=text,
        facts=facts.Facts(
            name=place.name,
            folder=str(place.parent.absolute()),
            size=len(data) if readable else None,
            modified=facts.modified(place),
            sha256=hashes[0] if hashes else None,
            md5=hashes[1] if hashes else None,
            suffix=place.suffix.lower(),
            pixels=pixels,
        ),
        credentials=credentials,
        traces=tuple(traces.find_traces(table.fields)),
        jpeg=compression,
        thumbnails=tuple(pictures[0]) if pictures else (),
        problems=tuple(clean(problem) for problem in problems),
        metadata=tuple(row_of(found) for found in table.fields),
        trailing=tuple(table.trailing),
        read=tuple(table.read) if known else (),
        not_read=_not_read(table.unread, credentials) if known else (),
    )


def _open(data: bytes, problems: list[str]) -> ImageFile.ImageFile | None:
    try:
        with quiet():
            return open_image(data)
    except ImageError as error:
        problems.append(str(error))
        return None


def _attempt(
    image: ImageFile.ImageFile | None,
    what: str,
    problems: list[str],
    read: Callable[[ImageFile.ImageFile], T],
) -> T | None:
    """Return what `read` makes of the image; None, and a sentence, where it fails."""
    if image is None:
        return None
    try:
        return read(image)
    except Exception as error:  # parsers raise anything on malformed bytes
        problems.append(f"The {what} could not be read ({reason_of(error)}).")
        return None


def _credentials(
    image: ImageFile.ImageFile | None, data: bytes, fields: list[Field], problems: list[str]
) -> Credentials:
    name = (image and image.format) or containers.format_of(data)
    try:
        if name:
            return read_credentials(data, name, _remote(fields))
    except Exception as error:  # of the library, on malformed bytes
        problems.append(f"The Content Credentials could not be read ({reason_of(error)}).")
    return Credentials("not read", N_("Content Credentials were not read."))


def _not_read(parts: list[str], credentials: Credentials) -> tuple[str, ...]:
    """Return each part once, with Content Credentials that are there and could not be read."""
    unread = dict.fromkeys(parts)
    if credentials.state in ("not read", "elsewhere", "unreadable"):
        unread["Content Credentials"] = None
    return tuple(unread)


def _remote(fields: list[Field]) -> str:
    """Return where XMP says that a manifest is, "" for nowhere (C2PA 2.x, "External manifests")."""
    for found in fields:
        if found.group == "XMP" and found.source.endswith(_TERMS) and "provenance" in found.name:
            return found.text
    return ""
