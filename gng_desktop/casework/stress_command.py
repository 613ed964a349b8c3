"""``gng-desktop stress``: does the verdict on an image survive re-posting?"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterable
from pathlib import Path

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.analysis.stress import Stress, StressPoint, point_of
from gng_desktop.analysis.stress import stress as test
from gng_desktop.casework import model_problems
from gng_desktop.casework.commands import INSIDE, summary
from gng_desktop.casework.records import save_or_say
from gng_desktop.core.tables import csv_text, path_text
from gng_desktop.core.text import printable
from gng_desktop.engines.devices import DeviceError
from gng_desktop.modelstore import ModelError
from gng_desktop.progress import Progress

log = logging.getLogger(__name__)

COLUMNS = (
    "path",
    "sha256",
    "change",
    "amount",
    "status",
    "verdict",
    "survives",
    "score_with_background",
    "score_without_background",
    "reason",
    "segmenter",
    "classifier_with_background",
    "classifier_without_background",
    "version",
)


def rows(analysis: Analysis, found: Stress) -> list[dict[str, object]]:
    """Return a row of `COLUMNS` for the image as it is and for each change of it."""
    return [
        {
            "path": path_text(analysis.path),
            "sha256": analysis.sha256,
            "change": point.kind,
            "amount": "" if point.kind == "as is" else point.amount,
            "status": point.status,
            "verdict": point.verdict,
            "survives": _yes_no(point.verdict == found.verdict) if found.verdict else "",
            "score_with_background": point.score_with_background,
            "score_without_background": point.score_without_background,
            "reason": point.reason,
            "segmenter": analysis.segmenter,
            "classifier_with_background": analysis.classifier_with_background,
            "classifier_without_background": analysis.classifier_without_background,
            "version": analysis.version,
        }
        for point in found.points
    ]


def _yes_no(holds: bool) -> str:
    return "yes" if holds else "no"


def as_csv(table: Iterable[dict[str, object]]) -> str:
    """Return rows of `COLUMNS` as CSV with a header, RFC 4180; None is an empty field."""
    return csv_text(COLUMNS, ([row[name] for name in COLUMNS] for row in table))


def line(point: StressPoint) -> str:
    """Return one line for people: the change, both scores, the verdict or why there is none."""
    scores = (point.score_with_background, point.score_without_background)
    told = "  ".join("    -" if score is None else f"{score:.3f}" for score in scores)
    outcome = str(point.verdict).upper() if point.verdict else "-"
    return f"  {point.name:12s}  {told}  {outcome:12s}  {point.reason}".rstrip()


def stress(options: argparse.Namespace) -> int:
    """Test the images of a command line; return the exit code (1 if any could not be tested)."""
    if options.csv is not None and any(_same(options.csv, image) for image in options.images):
        print(
            f"{printable(options.csv)} is one of the images and is not replaced; "
            "choose another --csv.",
            file=sys.stderr,
        )
        return 1
    try:
        analyser = Analyser.open(options.models, options.device)
        model_problems.warn(analyser.problems)
    except (ModelError, DeviceError) as error:
        print(error, file=sys.stderr)
        return 1
    table: list[dict[str, object]] = []
    failed = False
    for image in options.images:
        analysis = analyser.analyse(image)
        print(summary(analysis), flush=True)
        if analysis.verdict is None:
            failed |= analysis.status == "error"
            table += rows(analysis, Stress((point_of("as is", 0, analysis),)))
            continue
        try:
            table += rows(analysis, _tested(analyser, analysis))
        except Exception:
            log.exception("stress test of %s failed", image)
            print(f"{printable(image)}: {INSIDE}", file=sys.stderr)
            failed = True
    mark = "\ufeff" if options.excel else ""
    if options.csv is not None and not save_or_say(options.csv, mark + as_csv(table), "--csv"):
        return 1
    return int(failed)


def _tested(analyser: Analyser, analysis: Analysis) -> Stress:
    """Test one image, printing each point as it comes and the answer at last."""
    print("  change        with   without")
    for step in test(analyser, analysis):
        if isinstance(step, Stress):
            print(f"  {step.sentence}", flush=True)
            return step
        if not isinstance(step, Progress):
            print(line(step), flush=True)
    raise AssertionError("a test ends with its result")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
