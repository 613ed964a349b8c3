"""Reading where an image file may come from, as long work."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

from gng_desktop.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import Work


def flag(path: Path) -> Work:
    """Yield the path and what its file says of a generator, "" for nothing."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.imaging.provenance.record import read_flag
        from gng_desktop.imaging.reading import ImageError, read_bytes

        with suppress(ImageError):
            found = read_flag(read_bytes(path))
            yield path, found.sentence if found else ""

    return work


def read(path: Path) -> Work:
    """Yield `Progress`, then the `Provenance` of the file at `path`, whatever is wrong with it."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.imaging.provenance.record import provenance_steps

        for step in provenance_steps(path):
            if isinstance(step, Progress):
                yield Progress(step.done, step.total, tr("Reading the file's provenance"))
            else:
                yield step

    return work
