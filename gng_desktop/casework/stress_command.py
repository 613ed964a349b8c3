"""``gng-desktop stress``: does the verdict on an image survive re-posting?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.analysis.stress import Stress, StressPoint, point_of
from gng_desktop.analysis.stress import stress as test
from gng_desktop.casework import model_problems
from gng_desktop.casework.commands import failure, summary
from gng_desktop.casework.result_files import check_csv, save_csv
from gng_desktop.core.progress_bar import over_files, say, with_bar
from gng_desktop.core.tables import csv_text, path_text
from gng_desktop.core.text import printable
from gng_desktop.explain.units import score_text

COLUMNS = (
    *("path", "sha256", "change", "amount", "status", "verdict", "survives"),
    *("score_with_background", "score_without_background", "reason", "segmenter"),
    *("classifier_with_background", "classifier_without_background", "version", "score_fused"),
)
HEADINGS = {
    "score_with_background": "with",
    "score_without_background": "without",
    "score_fused": "fused",
}


def rows(analysis: Analysis, found: Stress) -> Iterator[dict[str, object]]:
    """Yield a row of `COLUMNS` for the image as it is and for each change of it."""
    for point in found.points:
        of = [point if hasattr(point, name) else analysis for name in COLUMNS]
        row = {name: getattr(one, name, None) for name, one in zip(COLUMNS, of, strict=True)}
        row |= {"path": path_text(analysis.path), "change": point.kind}
        row["amount"] = "" if point.kind == "as is" else point.amount
        survives = ("no", "yes")[point.verdict == found.verdict]
        row["survives"] = survives if found.verdict else ""
        for name, (score, raw) in point.detectors.items():
            row |= {f"score_{name}": score, f"raw_{name}": raw}
        yield row


def as_csv(table: Iterable[dict[str, object]]) -> str:
    """Return rows of `COLUMNS` as CSV with a header, RFC 4180; None is an empty field.

    Further detectors have columns of their own behind those.
    """
    table = list(table)
    names = list(dict.fromkeys([*COLUMNS, *(name for row in table for name in row)]))
    return csv_text(names, ([row.get(name) for name in names] for row in table))


def shown_scores(analysis: Analysis) -> list[str]:
    """Return what `line` prints of each change: keys of `HEADINGS`, ids of further detectors."""
    own = [name for name in HEADINGS if name != "score_fused" or analysis.score_fused is not None]
    return [*own, *(found.id for found in analysis.detectors)]


def line(point: StressPoint, names: Sequence[str]) -> str:
    """Return one line for people: the change, its `shown_scores`, the verdict, its reason."""
    scores = point.detectors | {name: (getattr(point, name), None) for name in HEADINGS}
    shown = _aligned(names, (_cell(*scores.get(name, (None, None))) for name in names))
    outcome = str(point.verdict).upper() if point.verdict else "-"
    return f"  {point.name:18s}  {shown}  {outcome:12s}  {point.reason}".rstrip()


def _aligned(names: Sequence[str], cells: Iterable[str]) -> str:
    pairs = zip(names, cells, strict=True)
    return "  ".join(cell.ljust(max(5, len(HEADINGS.get(name, name)))) for name, cell in pairs)


def _cell(score: float | None, raw: float | None) -> str:
    if score is not None:
        return score_text(score)
    return "-" if raw is None else f"~{score_text(raw)}"


def stress(options: argparse.Namespace) -> int:
    """Test the images of a command line; return the exit code (1 if any could not be tested)."""
    check_csv(options, (*options.images, *options.backgrounds))
    analyser = model_problems.opened(options)
    table: list[dict[str, object]] = []
    failed = False
    for image in over_files(options.images):
        analysis = analyser.analyse(image)
        say(summary(analysis))
        if analysis.verdict is None:
            failed |= analysis.status == "error"
            table += rows(analysis, Stress((point_of("as is", 0, analysis),)))
            continue
        try:
            table += rows(analysis, _tested(analyser, analysis, options.perturb))
            if options.backgrounds:
                failed |= not _scene(analyser, analysis, options.backgrounds)
        except Exception as error:
            print(f"{printable(image)}: {failure(image, error)}", file=sys.stderr)
            failed = True
    save_csv(options, as_csv(table))
    return int(failed)


def _tested(analyser: Analyser, analysis: Analysis, kinds: Sequence[str]) -> Stress:
    """Test one image, printing each point as it comes and the answer at last."""
    names = shown_scores(analysis)
    headings = _aligned(names, (HEADINGS.get(name, name) for name in names))
    say(f"  {'change':18s}  {headings}".rstrip())
    if any(found.raw is not None and found.score is None for found in analysis.detectors):
        say("  (~ raw: not calibrated, no verdict)")
    for step in with_bar(test(analyser, analysis, kinds), "change"):
        if isinstance(step, Stress):
            say(f"  {step.sentence}")
            return step
        say(line(step, names))
    raise AssertionError("a test ends with its result")


def _scene(analyser: Analyser, analysis: Analysis, others: Sequence[Path]) -> bool:
    """Print whether the score depends on the face or the scene; tell whether that was tested."""
    from gng_desktop.analysis.scene import SceneTest, scene_test

    try:
        for step in scene_test(analyser, analysis, [str(path) for path in others]):
            if isinstance(step, SceneTest):
                print(f"  {step.sentence}", flush=True)
    except ValueError as error:
        print(f"{printable(analysis.path)}: {error}", file=sys.stderr)
        return False
    return True
