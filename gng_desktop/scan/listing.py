"""Which files a scan takes: every file of a folder, or those that a list names."""

from __future__ import annotations

import csv
import errno
import io
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.files import is_part
from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import LARGE, read_bytes
from gng_desktop.core.tables import path_of
from gng_desktop.core.text import printable
from gng_desktop.scan import TICK, ScanError

LISTS = (".txt", ".csv", ".lst")
STDIN = "-"
NOT_FOLLOWED = "It was not read because of --inside-only."
_HEADERS = ("path", "file", "filename", "file_name", "image", "image_path")


@dataclass
class Listing:
    """What is to be scanned.

    `paths` has every file once, by the bytes of its path, and with them the folders of `problems`
    that could not be listed, and why: whatever is in them must not be missing silently. `outside`
    says of files where links lead outside of the folder. `root` is the folder, None for a list;
    `not_entered` counts the folders inside it that were left out, `repeated` the lines of a list
    that name a file a second time.
    """

    paths: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)
    root: str | None = None
    not_entered: int = 0
    repeated: int = 0


def list_files(
    source: str, recursive: bool, own: frozenset[Path] = frozenset(), inside_only: bool = False
) -> Iterator[Progress | Listing]:
    """Find the files to be scanned; yield progress, at last the listing.

    `source` is a folder, whose files are all taken; a ``.txt`` or ``.csv`` list of paths, one a
    line or in the first column; or ``-`` for such a list on standard input (NUL bytes may part the
    paths). If `recursive`, folders inside are entered too, and links, each once. `own` are the
    scan's own files, never listed. With `inside_only` a link that leads outside the folder is a
    problem. `ScanError` if `source` cannot be read.
    """
    if source != STDIN and Path(source).is_dir():
        yield from _Walk(recursive, own, inside_only).run(source)
        return
    names = {os.path.normcase(path.name) for path in own}
    listing = Listing()
    seen: set[str] = set()
    for path in _named(source):
        if path in seen:
            listing.repeated += 1
        elif not _is_own(path, names, own):
            seen.add(path)
    listing.paths = sorted(seen, key=os.fsencode)
    yield listing


def _named(source: str) -> Iterator[str]:
    """Yield the paths that a list names."""
    if source == STDIN:
        if sys.stdin is None:
            raise ScanError("There is no standard input; name a folder or a list of files.")
        data = sys.stdin.buffer.read(LARGE + 1)
        if len(data) > LARGE:
            raise ScanError(
                f"The list on standard input holds more than {LARGE:,} bytes; scan it in parts."
            )
        yield from _lines(_utf8(data, "The list on standard input"))
        return
    path, shown = Path(source), printable(source)
    if path.exists() and path.suffix.lower() not in LISTS:
        raise ScanError(
            f"{shown} is neither a folder nor a list of files (.txt or .csv); name one of them."
        )
    errors = (OSError, ValueError)
    with plain_errors(ScanError, f"{shown} cannot be read", "name another list", errors):
        try:
            data = read_bytes(path, LARGE)
        except FileNotFoundError as error:
            raise ScanError(f"{shown} does not exist; name a folder or a list of files.") from error
    data = _utf8(data, shown)
    yield from _column(data, shown) if path.suffix.lower() == ".csv" else _lines(data)


def _utf8(data: bytes, shown: str) -> bytes:
    """Return a text without byte order mark; PowerShell writes UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16", "surrogatepass").encode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise ScanError(
                f"{shown} is no text; write one path a line into a text file."
            ) from error
    return data.removeprefix(b"\xef\xbb\xbf")


def _lines(data: bytes) -> Iterator[str]:
    if b"\0" in data:
        parts = data.split(b"\0")
    else:
        parts = [line.removesuffix(b"\r") for line in data.split(b"\n")]
    yield from (os.fsdecode(part) for part in parts if part)


def _column(data: bytes, shown: str) -> Iterator[str]:
    """Yield the first column of a CSV, as this program writes it and as others do."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""))):
            if line and line[0] and not (number == 0 and line[0].lower() in _HEADERS):
                yield path_of(line[0])
    except csv.Error as error:
        raise ScanError(
            f"{shown} is no CSV ({error}); write one path a line into a .txt."
        ) from error


def _is_own(path: str, names: set[str], own: frozenset[Path]) -> bool:
    if os.path.normcase(Path(path).name) not in names:
        return False
    try:
        return any(Path(path).parent.samefile(place.parent) for place in own)
    except (OSError, ValueError):
        return False


class _Walk:
    def __init__(self, recursive: bool, own: frozenset[Path], inside_only: bool) -> None:
        self.recursive, self._inside_only = recursive, inside_only
        self._inside = Path()
        self._listing = Listing()
        self._seen: set[tuple[int, int]] = set()
        self._spoken = time.monotonic()
        self._own_names = {os.path.normcase(path.name) for path in own}
        self._own_folder = next((_place(str(path.parent)) for path in own), None)

    def run(self, root: str) -> Iterator[Progress | Listing]:
        yield self._progress()
        self._listing.root = root
        self._inside = Path(os.path.realpath(root))
        # Links are entered last, so that a folder has its own name rather than a link's.
        folders, links = [root], list[str]()
        while folders or links:
            folder = folders.pop() if folders else links.pop()
            inside: list[str] = []
            try:
                place = _place(folder)
                if place in self._seen:
                    continue
                self._seen.add(place)
                out = self._leads_out(folder)
                if self._refused(folder, out):
                    continue
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if not _is_folder(entry):
                            self._take(entry, place, bool(out))
                        elif not self.recursive:
                            self._listing.not_entered += 1
                        else:
                            (links if entry.is_symlink() else inside).append(entry.path)
                        if time.monotonic() - self._spoken > TICK:
                            yield self._progress()
            except OSError as error:
                self._tell(folder, error)
            folders += inside
            links.sort(key=os.fsencode, reverse=True)
        paths = self._listing.paths
        paths += self._listing.problems
        paths.sort(key=os.fsencode)
        yield self._listing

    def _take(self, entry: os.DirEntry[str], folder: tuple[int, int], outside: bool) -> None:
        own = folder == self._own_folder and os.path.normcase(entry.name) in self._own_names
        if own or is_part(entry.path):  # the latter of a scan that was killed
            return
        out = self._leads_out(entry.path) if outside or entry.is_symlink() else ""
        if self._refused(entry.path, out):
            return
        self._listing.paths.append(entry.path)
        if out:
            self._listing.outside[entry.path] = out

    def _refused(self, path: str, out: str) -> bool:
        if refused := bool(out) and self._inside_only:
            self._listing.problems[path] = f"{out} {NOT_FOLLOWED}"
        return refused

    def _leads_out(self, path: str) -> str:
        """Say where links lead to outside the folder; "" if they do not."""
        place = Path(os.path.realpath(path))
        if place.is_relative_to(self._inside):
            return ""
        return f"This lies outside the scanned folder, at {printable(place)}."

    def _tell(self, folder: str, error: OSError) -> None:
        reason = error.strerror or str(error)
        if folder == self._listing.root:
            raise ScanError(
                f"The folder {printable(folder)} cannot be read ({reason}); ask for permission or "
                "name another."
            ) from error
        if isinstance(error, PermissionError):
            advice = "ask for permission or copy it"
        elif error.errno == errno.ENAMETOOLONG:
            advice = "copy it to where its path is shorter and scan the copy"
        else:
            advice = "copy it and scan the copy"
        self._listing.problems[folder] = (
            f"This folder could not be listed ({reason}), so the files in it are missing here; "
            f"{advice}."
        )

    def _progress(self) -> Progress:
        self._spoken = time.monotonic()
        return Progress(0, 0, f"Listing files, {len(self._listing.paths):,} found")


def _place(folder: str) -> tuple[int, int]:
    status = os.stat(folder)  # noqa: PTH116
    return status.st_dev, status.st_ino


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # Not to be looked at, or a link round in a circle; reading it will say what is wrong.
        return False
