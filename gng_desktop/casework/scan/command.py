"""``gng-desktop scan``: every file of a folder into one CSV."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing

from gng_desktop.casework import model_problems
from gng_desktop.casework.scan.errors import ScanError
from gng_desktop.casework.scan.run import ScanOptions, ScanProgress, ScanResult, scan
from gng_desktop.core.text import printable
from gng_desktop.modelstore import ModelError
from gng_desktop.progress import Progress

REDRAW_S = 0.2
"""Between two changes of the line on a terminal, s."""


def run(options: argparse.Namespace) -> int:
    """Scan; return the exit code: 1 if any file is an error, or the scan did not come to its end.

    Progress is drawn on a terminal only.
    """
    asked = ScanOptions(
        source=options.source,
        csv=options.csv,
        recursive=options.recursive,
        inside_only=options.inside_only,
        resume=options.resume,
        overwrite=options.overwrite,
        regions=options.explain == "regions",
        faces=options.faces,
        partial=options.partial,
        frames=options.frames,
        jobs=options.jobs,
        device=options.device,
        models=options.models,
        command=tuple(sys.argv),
        dask=options.dask,
        excel=options.excel,
    )
    line = _Line()
    result: ScanResult | None = None
    try:
        with closing(scan(asked)) as steps:
            for step in steps:
                if isinstance(step, ScanResult):
                    result = step
                else:
                    line.show(text_of(step))
    except (ScanError, ModelError) as error:
        line.clear()
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        line.clear()
        print("Stopped; the same command with --resume goes on from here.", file=sys.stderr)
        return 1
    line.clear()
    assert result is not None
    model_problems.warn(result.problems)
    print(summary(result))
    return int(result.counts.statuses["error"] > 0)


def text_of(step: Progress | ScanProgress) -> str:
    """Return one line about how far a scan has come."""
    if isinstance(step, Progress):
        return step.text
    text = f"{step.done:,} of {step.total:,} files"
    if step.per_second is not None and step.seconds_left is not None:
        minutes, seconds = divmod(round(step.seconds_left), 60)
        text += f", {step.per_second:.1f} a second, {minutes}:{seconds:02d} min left"
    return text


def summary(result: ScanResult) -> str:
    """Return what a scan has found, for people."""
    counts, listing = result.counts, result.listing
    verdicts = ", ".join(f"{name} {count:,}" for name, count in counts.verdicts.items())
    statuses = counts.statuses
    lines = [
        f"{counts.files:,} files in {result.seconds:.1f} s: ok {statuses['ok']:,} ({verdicts}), "
        f"not applicable {statuses['not_applicable']:,}, error {statuses['error']:,}"
    ]
    if counts.duplicates:
        lines.append(f"{counts.duplicates:,} have the same bytes as another file")
    if listing.repeated:
        lines.append(f"{listing.repeated:,} lines of the list name a file a second time")
    if listing.outside:
        lines.append(
            f"{len(listing.outside):,} lie outside the folder, where links lead; --inside-only "
            "refuses them"
        )
    if listing.not_entered:
        lines.append(f"{listing.not_entered:,} folders were not entered; --recursive does so")
    lines.append(f"{printable(result.outputs.csv)}, SHA-256 {result.csv_sha256}")
    lines.append(
        "Write this SHA-256 down: without it the CSV and its .meta.json can be changed unnoticed."
    )
    if statuses["error"]:
        lines.append("The column 'reason' says what is wrong with each file of status error.")
    return "\n".join(lines)


class _Line:
    """One line of a terminal that is drawn over and over; nothing anywhere else."""

    def __init__(self) -> None:
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._width, self._drawn = 0, float("-inf")

    def show(self, text: str) -> None:
        """Draw `text`, unless something was drawn just now."""
        if self._terminal and time.monotonic() - self._drawn >= REDRAW_S:
            self._draw(text)
            self._drawn = time.monotonic()

    def clear(self) -> None:
        """Make room for other words."""
        if self._width:
            self._draw("")
            print("\r", end="", file=sys.stderr, flush=True)

    def _draw(self, text: str) -> None:
        print(f"\r{text.ljust(self._width)}", end="", file=sys.stderr, flush=True)
        self._width = len(text)
