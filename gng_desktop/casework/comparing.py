"""``gng-desktop compare-explainers``: which maps show what moves the scores, over a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis import OWN
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.casework import model_problems
from gng_desktop.casework.result_files import check_csv, save_csv
from gng_desktop.core.errors import PlainError, plain_errors
from gng_desktop.core.progress_bar import over_files
from gng_desktop.core.tables import csv_text
from gng_desktop.core.text import printable
from gng_desktop.explain.catalogue import METHODS, Unit
from gng_desktop.explain.further import further_model
from gng_desktop.imaging.reading import IMAGE_SUFFIXES
from gng_desktop.modelstore import ModelError

AREAS = ("deletion", "insertion", "random_deletion", "random_insertion")
COLUMNS = (*AREAS, "gain", "gain_log_odds", "seconds")
Table = dict[tuple[str, str], list[tuple[float, ...]]]
"""By method and classifier or further detector: for each image the values of `COLUMNS`."""


def images_of(folder: Path) -> list[Path]:
    """Return the image files of a folder, not of its subfolders, by name."""
    return sorted(p for p in folder.iterdir() if p.suffix.lower() in IMAGE_SUFFIXES)


def measure(
    analyser: Analyser,
    images: Iterable[Path],
    methods: Sequence[str],
    evaluations: int,
    unit: Unit = "log-odds",
    detectors: Sequence[str] = (),
) -> Iterator[Table]:
    """Explain every image by every method and test each map by deletion and insertion.

    Of both classifiers and of further `detectors`; where a method cannot explain one of these it is
    left out, and standard error says why. Images without a score are passed over, and named there.
    Every map is tested with the blur masker, whatever made it: all are held to one standard.

    Yields
    ------
    Table
        After each image with a score, the table so far.
    """
    from gng_desktop.explain.faithfulness import faithfulness
    from gng_desktop.explain.further import explain_further
    from gng_desktop.explain.methods import Explained, FurtherExplained, explain

    table: Table = {}
    further = [(method, detector) for method in methods for detector in detectors]
    for number, image in enumerate(over_files(list(images)), 1):
        analysis = analyser.analyse(image)
        if analysis.status != "ok":
            print(f"{printable(image)}: passed over: {analysis.reason}", file=sys.stderr)
            continue
        for method in methods:
            steps = explain(analyser, analysis, method, evaluations, unit=unit)
            (found,) = (s for s in steps if isinstance(s, Explained) and s.complete)
            drawn = {(method, role): e for role, e in zip(OWN, found.maps, strict=True)}
            for key in [key for key in further if key[0] == method]:
                try:
                    how = (key[1], method, evaluations)
                    made = explain_further(analyser, analysis, *how, unit=unit)
                    (one,) = (s for s in made if isinstance(s, FurtherExplained))
                    drawn[key] = one.map
                except ModelError as error:
                    print(error, file=sys.stderr)
                    further.remove(key)
            for key, e in drawn.items():
                tested = faithfulness(partial(analyser.score, key[1]), e, "blur", steps=20)
                areas = (getattr(tested, f"{name}_auc") for name in AREAS)
                row = (*areas, tested.gain, tested.gain_log_odds, e.seconds)
                table.setdefault(key, []).append(row)
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
        gains, name = [], role.replace("_", " ") if role in OWN else role
        for column, digits in (("gain", 3), ("gain_log_odds", 2)):
            low, high = mean_interval(values[:, COLUMNS.index(column)])
            gains.append(f"{mean[column]:+.{digits}f} [{low:+.{digits}f}, {high:+.{digits}f}]")
        lines.append(
            f"| {METHODS[method].words} | {name} | {len(rows)} | "
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
    folder = options.folder
    with plain_errors(PlainError, f"The folder {folder} cannot be read", "name a folder of images"):
        images = images_of(folder)[: options.limit]
    check_csv(options, images_of(folder))
    analyser = model_problems.opened(options)
    for name in options.detectors:
        further_model(analyser, name)
    table: Table = {}
    given = (options.methods, options.evals, options.unit, options.detectors)
    for table in measure(analyser, images, *given):
        # After every image: a long comparison that is cut short keeps what it has.
        save_csv(options, as_csv(table))
    if not table:
        raise PlainError(f"{folder} holds no image with a face; name another folder.")
    print(markdown(table))
    return 0
