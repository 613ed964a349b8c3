"""``gng-desktop analyse``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import platformdirs

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.casework.records import save_analysis, save_explanations, unused_stem
from gng_desktop.engines.devices import DeviceError
from gng_desktop.imaging.reading import ImageError
from gng_desktop.imaging.sample import sample_path
from gng_desktop.modelstore import ModelError


def summary(analysis: Analysis) -> str:
    """Return one line for people: file, verdict, both scores, or the reason there is none."""
    if analysis.status != "ok":
        return f"{analysis.path}: {analysis.status.replace('_', ' ')}: {analysis.reason}"
    verdict = str(analysis.verdict).upper()
    line = (
        f"{analysis.path}: {verdict}  score with background {analysis.score_with_background:.3f}, "
        f"without background {analysis.score_without_background:.3f}  "
        f"({analysis.seconds['total'] * 1000:.0f} ms)"
    )
    return f"{line}  {analysis.reason}".rstrip()


def _explain(
    analyser: Analyser, analysis: Analysis, options: argparse.Namespace, stem: str
) -> None:
    from gng_desktop.explain.partition import explain_pair
    from gng_desktop.progress import Progress

    for message in explain_pair(analyser, analysis, options.evals, options.masker):
        if not isinstance(message, Progress):
            save_explanations(message, options.out, stem)
        elif sys.stderr.isatty():
            print(f"\r{message.text}: {message.done}/{message.total}  ", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)


def analyse(options: argparse.Namespace) -> int:
    """Analyse the images of a command line; return the exit code (1 if any failed)."""
    images: list[Path] = list(options.images)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        if options.sample:
            images.append(sample_path(platformdirs.user_cache_path("gng-desktop")))
        analyser = Analyser.open(options.models, options.device)
    except (ModelError, DeviceError, ImageError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"The folder {options.out} cannot be made ({error.strerror}); choose another --out.",
            file=sys.stderr,
        )
        return 1
    failed = False
    taken: set[str] = set()
    for image in images:
        stem = unused_stem(options.out, image, taken)
        analysis = analyser.analyse(image)
        print(summary(analysis), flush=True)
        try:
            save_analysis(analysis, options.out, stem)
            if options.explain and analysis.status == "ok":
                _explain(analyser, analysis, options, stem)
        except OSError as error:
            print(
                f"{image}: the results cannot be written to {options.out} ({error.strerror}); "
                "free some space or choose another --out.",
                file=sys.stderr,
            )
            failed = True
        failed |= analysis.status == "error"
    return int(failed)
