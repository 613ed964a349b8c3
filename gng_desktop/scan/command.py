"""``gng-desktop scan``: every file of a folder into one CSV."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from contextlib import closing
from typing import Any

from gng_desktop.casework import model_problems
from gng_desktop.core.progress import Progress
from gng_desktop.core.progress_bar import ProgressBar
from gng_desktop.core.text import count, printable
from gng_desktop.modelstore import ModelError
from gng_desktop.scan import ScanError
from gng_desktop.scan.run import ScanOptions, ScanResult, scan


def run(options: argparse.Namespace) -> int:
    """Scan; return the exit code: 1 if any file is an error, or the scan did not come to its end.

    Progress is drawn on a terminal only.
    """
    names = {field.name for field in dataclasses.fields(ScanOptions)} & set(vars(options))
    given: dict[str, Any] = {name: getattr(options, name) for name in names}
    given |= {"regions": options.explain == "regions", "deciding": tuple(options.deciding or ())}
    given |= {"command": tuple(sys.argv)}
    result: ScanResult | None = None
    try:
        with closing(scan(ScanOptions(**given))) as steps, ProgressBar("file") as bar:
            for step in steps:
                if isinstance(step, ScanResult):
                    result = step
                elif isinstance(step, Progress):
                    bar.show(step)
                else:
                    bar.show(Progress(step.done, step.total, "Scanning"))
    except (ScanError, ModelError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; run the same command with --resume to continue.", file=sys.stderr)
        return 1
    assert result is not None
    model_problems.warn(result.problems)
    print(summary(result))
    return int(result.counts.statuses["error"] > 0)


def summary(result: ScanResult) -> str:
    """Return what a scan has found, for people."""
    counts, listing = result.counts, result.listing
    verdicts = ", ".join(f"{name} {found:,}" for name, found in counts.verdicts.items())
    statuses = counts.statuses
    lines = [
        f"{count(counts.files, 'file', 'files')} in {result.seconds:.1f} s: "
        f"ok {statuses['ok']:,} ({verdicts}), "
        f"not applicable {statuses['not_applicable']:,}, error {statuses['error']:,}"
    ]
    if counts.duplicates:
        have = count(counts.duplicates, "has", "have")
        lines.append(f"{have} the same bytes as another file")
    if listing.repeated:
        named = count(listing.repeated, "line of the list names", "lines of the list name")
        lines.append(f"{named} a file a second time")
    if listing.outside:
        lie = count(len(listing.outside), "lies", "lie")
        lines.append(f"{lie} outside the folder, where links lead; --inside-only refuses that")
    if listing.not_entered:
        folders = count(listing.not_entered, "folder was", "folders were")
        lines.append(f"{folders} not entered; --recursive does so")
    lines.append(f"{printable(result.outputs.csv)}, SHA-256 {result.csv_sha256}")
    lines.append(
        "Write this SHA-256 down: without it the CSV and its .meta.json can be changed unnoticed."
    )
    if statuses["error"]:
        lines.append("The column 'reason' says what is wrong with each file of status error.")
    return "\n".join(lines)
