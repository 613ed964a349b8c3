"""The one progress bar of long terminal commands: how far, how fast, how long still."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from gng_desktop.core.progress import Progress
from gng_desktop.core.text import printable

TEXT = 60
"""Longest text beside the bar, characters."""
WIDTH = 80
"""Of the bar on a terminal that says it has none, characters."""


class ProgressBar:
    """A bar on standard error with rate and time left; nothing where that is no terminal.

    Use it as a context manager, and `say` for what is printed meanwhile.

    Parameters
    ----------
    unit : str
        Of the steps, for the rate: "file", "image", "batch".

    Attributes
    ----------
    shown : bool
        Whether there is a terminal.
    """

    def __init__(self, unit: str = "step") -> None:
        self._unit = unit
        self._bar: Any = None
        self.shown = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove the bar from the terminal."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def show(self, progress: Progress, unit: str = "") -> None:
        """Show how far the work is; other totals, or fewer steps than before, begin a new bar."""
        if not self.shown:
            return
        total, bar = progress.total or None, self._bar
        text = printable(progress.text)[:TEXT]
        if bar is None or bar.total != total or progress.done < bar.n or unit not in ("", bar.unit):
            self.close()
            bar = self._bar = tqdm(
                desc=text,
                total=total,
                initial=progress.done,
                unit=unit or self._unit,
                file=sys.stderr,
                dynamic_ncols=not (width := _width()),
                ncols=width,
                leave=False,
            )
        bar.set_description(text, refresh=False)
        bar.update(progress.done - bar.n)


def _width() -> int | None:
    """Return `WIDTH` where the terminal gives 0, as one without a window does; else None."""
    try:
        known = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        return None
    return None if known else WIDTH


def say(text: str) -> None:
    """Print `text` on standard output, above any bar."""
    with tqdm.external_write_mode(file=sys.stdout):
        print(text, flush=True)


def with_bar(steps: Iterable[Any], unit: str = "step") -> Iterator[Any]:
    """Yield what `steps` yields but `Progress`, which becomes a bar."""
    with ProgressBar(unit) as bar:
        for step in steps:
            if isinstance(step, Progress):
                bar.show(step)
            else:
                bar.close()
                yield step


def over_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield `paths` with a bar that names each; none for a single one."""
    with ProgressBar("file") as bar:
        for number, path in enumerate(paths):
            if len(paths) > 1:
                bar.show(Progress(number, len(paths), path.name))
            yield path
