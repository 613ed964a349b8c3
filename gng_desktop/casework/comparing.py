"""``gng-desktop compare-explainers``: which maps show what moves the scores, over a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.casework import model_problems
from gng_desktop.casework.records import ROLES, save_or_say
from gng_desktop.core.tables import csv_text
from gng_desktop.core.text import printable
from gng_desktop.engines.devices import DeviceError
from gng_desktop.explain.catalogue import METHODS, Unit
from gng_desktop.imaging.reading import IMAGE_SUFFIXES
from gng_desktop.modelstore import ModelError

COLUMNS = (
    "deletion",
    "insertion",
    "random_deletion",
    "random_insertion",
    "gain",
    "gain_log_odds",
    "seconds",
)
Table = dict[tuple[str, str], list[tuple[float, ...]]]
"""By method and classifier: for each image the values of `COLUMNS`."""


def images_of(folder: Path) -> list[Path]:
    """Return the image files of a folder, not of its subfolders, by name."""
    return sorted(p for p in folder.iterdir() if p.suffix.lower() in IMAGE_SUFFIXES)


def measure(
    analyser: Analyser,
    images: Iterable[Path],
    methods: Iterable[str],
    evaluations: int,
    unit: Unit = "log-odds",
) -> Iterator[Table]:
    """Explain every image by every method and test each map by deletion and insertion.

    Images without a score are passed over, and named on standard error. Every map is tested with
    the blur masker, whatever made it, so that all are held to one standard.

    Yields
    ------
    Table
        After each image with a score, the table so far.
    """
    from gng_desktop.explain.faithfulness import faithfulness
    from gng_desktop.explain.methods import Explained, explain

    table: Table = {}
    for number, image in enumerate(images, 1):
        analysis = analyser.analyse(image)
        if analysis.status != "ok":
            print(f"{printable(image)}: passed over: {analysis.reason}", file=sys.stderr)
            continue
        for method in methods:
            steps = explain(analyser, analysis, method, evaluations, unit=unit)
            (found,) = (s for s in steps if isinstance(s, Explained) and s.complete)
            for role, drawn in zip(ROLES, found.maps, strict=True):
                tested = faithfulness(partial(analyser.score, role), drawn, "blur", steps=20)
                row = (
                    tested.deletion_auc,
                    tested.insertion_auc,
                    tested.random_deletion_auc,
                    tested.random_insertion_auc,
                    tested.gain,
                    tested.gain_log_odds,
                    drawn.seconds,
                )
                table.setdefault((method, role), []).append(row)
        print(f"{number}: {printable(image.name)}", file=sys.stderr, flush=True)
        yield table


def mean_interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean (2,000 resamples, fixed seed)."""
    rng = np.random.default_rng(0)
    means = values[rng.integers(0, values.size, (2000, values.size))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def markdown(table: Mapping[tuple[str, str], list[tuple[float, ...]]]) -> str:
    """Return the means over the images as a Markdown table, gains with 95 % intervals."""
    lines = [
        "| method | classifier | images | deletion (random) | insertion (random) | "
        "gain [95 %] | gain in log-odds [95 %] | s per map |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for (method, role), rows in table.items():
        values = np.array(rows)
        mean = dict(zip(COLUMNS, values.mean(axis=0), strict=True))
        gains = []
        for name, digits in (("gain", 3), ("gain_log_odds", 2)):
            low, high = mean_interval(values[:, COLUMNS.index(name)])
            gains.append(f"{mean[name]:+.{digits}f} [{low:+.{digits}f}, {high:+.{digits}f}]")
        lines.append(
            f"| {METHODS[method].words} | {role.replace('_', ' ')} | {len(rows)} | "
            f"{mean['deletion']:.3f} ({mean['random_deletion']:.3f}) | "
            f"{mean['insertion']:.3f} ({mean['random_insertion']:.3f}) | "
            f"{' | '.join(gains)} | {mean['seconds']:.2f} |"
        )
    return "\n".join(lines) + "\n"


def as_csv(table: Mapping[tuple[str, str], list[tuple[float, ...]]]) -> str:
    """Return one row per method, classifier and image (numbered in order), RFC 4180."""
    rows = (
        (method, role, number, *row)
        for (method, role), found in table.items()
        for number, row in enumerate(found, 1)
    )
    return csv_text(("method", "classifier", "image", *COLUMNS), rows)


def compare(options: argparse.Namespace) -> int:
    """Compare the explainers over a folder, writing the CSV as it grows; return the exit code."""
    try:
        images = images_of(options.folder)[: options.limit]
        analyser = Analyser.open(options.models, options.device)
        model_problems.warn(analyser.problems)
    except (ModelError, DeviceError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"The folder {printable(options.folder)} cannot be read "
            f"({error.strerror or error}); name a folder of images.",
            file=sys.stderr,
        )
        return 1
    table: Table = {}
    mark = "\ufeff" if options.excel else ""
    for table in measure(analyser, images, options.methods, options.evals, options.unit):
        if options.csv is None:
            continue
        # After every image: a long comparison that is cut short keeps what it has.
        if not save_or_say(options.csv, mark + as_csv(table), "--csv"):
            return 1
    if not table:
        print(
            f"{printable(options.folder)} holds no image with a face; name another folder.",
            file=sys.stderr,
        )
        return 1
    print(markdown(table))
    return 0
