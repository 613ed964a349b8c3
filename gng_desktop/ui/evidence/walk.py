"""Find the images in files and folders, telling of everything that was left out."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.row_store import natural
from gng_desktop.ui.kit.workers import Steps

BATCH = 500
PAUSE = 0.1
"""Longest time without a word, s, as far as the disk answers."""


@dataclass
class Walked:
    """What a walk found; yielded at its end."""

    images: int = 0
    others: int = 0
    """Files left out because their name has no suffix of an image."""
    hidden: int = 0
    """Hidden files and folders left out."""
    unreadable: list[tuple[Path, str]] = field(default_factory=list)
    """Folders that could not be listed, in whole or in part, and the system's words for why."""

    @property
    def summary(self) -> str:
        """How many were found and left out, for a status line."""
        return tr(
            "Images found: {images:,}. Skipped: {others:,} of other types, {hidden:,} hidden.",
            images=self.images,
            others=self.others,
            hidden=self.hidden,
        )

    @property
    def notice(self) -> str:
        """A sentence that must not be overlooked; "" if every folder could be listed."""
        if not self.unreadable:
            return ""
        place, reason = self.unreadable[0]
        if len(self.unreadable) == 1:
            return tr(
                "The folder {place} could not be read ({reason}); its images are missing from the "
                "list. Ask for permission or copy the folder, then add it again.",
                place=place,
                reason=reason,
            )
        return tr(
            "{n:,} folders could not be read, the first of them {place} ({reason}); their images "
            "are missing from the list. Ask for permission or copy the folders, then add them "
            "again.",
            n=len(self.unreadable),
            place=place,
            reason=reason,
        )


def walk(places: Sequence[Path], recursive: bool = True) -> Steps:
    """Find the images in `places`: yield `Progress`, lists of at most 500 paths, last a `Walked`.

    Files are taken whatever their name; of folders, and if `recursive` those inside, links too,
    what has the suffix of an image, in natural order, a folder's own files before its folders'. A
    folder is entered once, so no link loops. Paths are absolute.
    """
    yield from _Walk(recursive).run(places)


class _Walk:
    def __init__(self, recursive: bool) -> None:
        self.recursive = recursive
        self.walked = Walked()
        self._seen: set[tuple[int, int]] = set()
        self._found: list[Path] = []
        self._spoken = time.monotonic()

    def run(self, places: Sequence[Path]) -> Generator[Any, None, None]:
        yield self._progress()
        for place in places:
            if _is_folder(place):
                yield from self._folders(place.absolute())
            else:
                self._take(place.absolute())
                yield from self._speak()
        if self._found:
            yield self._batch()
        yield self.walked

    def _folders(self, top: Path) -> Generator[Any, None, None]:
        from gng_desktop.imaging.reading import IMAGE_SUFFIXES

        # A stack of our own: folders may be nested deeper than Python calls.
        stack = [str(top)]
        while stack:
            folder = stack.pop()
            files: list[str] = []
            folders: list[str] = []
            for entry in self._entries(folder):
                if entry is not None:
                    if _is_hidden(entry):
                        self.walked.hidden += 1
                    elif _is_folder(entry):
                        folders.append(entry.name)
                    elif os.path.splitext(entry.name)[1].lower() in IMAGE_SUFFIXES:  # noqa: PTH122
                        files.append(entry.name)
                    else:
                        self.walked.others += 1
                yield from self._speak()
            for name in sorted(files, key=natural):
                self._take(Path(folder, name))
                yield from self._speak()
            if self.recursive:
                stack += [str(Path(folder, name)) for name in sorted(folders, key=natural)[::-1]]

    def _entries(self, folder: str) -> Generator[os.DirEntry[str] | None, None, None]:
        """Yield what is in `folder`, nothing if it was seen before; None to be heard meanwhile."""
        try:
            status = os.stat(folder)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in self._seen:
                return
            self._seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                yield None
                yield from entries
        except OSError as error:
            self.walked.unreadable.append((Path(folder), error.strerror or str(error)))

    def _take(self, path: Path) -> None:
        self._found.append(path)
        self.walked.images += 1

    def _speak(self) -> Generator[Any, None, None]:
        """Yield a full batch; and what there is, and a word of progress, after a while."""
        now = time.monotonic()
        late = now - self._spoken > PAUSE
        if len(self._found) >= BATCH or (late and self._found):
            yield self._batch()
        if late:
            self._spoken = now
            yield self._progress()

    def _batch(self) -> list[Path]:
        batch, self._found = self._found, []
        return batch

    def _progress(self) -> Progress:
        return Progress(0, 0, tr("Listing images: {n:,} found", n=self.walked.images))


def _is_folder(entry: os.DirEntry[str] | Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # Not to be looked at, or a link round in a circle; reading it will say what is wrong.
        return False


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return True
    if os.name != "nt":
        return False
    try:
        attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)
