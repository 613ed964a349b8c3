"""``gng-desktop analyse``."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import platformdirs

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.casework.records import SUFFIXES, save_analysis, save_explanations, unused_stem
from gng_desktop.engines.devices import DeviceError
from gng_desktop.imaging.reading import ImageError
from gng_desktop.imaging.sample import sample_path
from gng_desktop.modelstore import ModelError

log = logging.getLogger(__name__)

INSIDE = "The results failed inside the program; run 'gng-desktop doctor' and retry."


def printable(path: str | Path) -> str:
    """Return a path fit for one line of a terminal.

    Line breaks, control sequences and bytes that are no UTF-8, all of which occur in file names,
    become backslash escapes.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(path))


def in_the_way(out: Path, stem: str, images: Iterable[Path]) -> str:
    """Say which file the results of `stem` would replace although it may be evidence.

    In a folder that holds images of the call, any file may be evidence (``a.mask.png``, say), so
    nothing there is ever replaced; elsewhere results take the place of earlier results.

    Returns
    -------
    str
        One sentence for the user, or "".
    """
    # Unlike Path.is_file, this takes a name that is too long for a file that is not there.
    holds_evidence = any(
        os.path.isfile(image)  # noqa: PTH113
        and any(f.samefile(out) for f in (image.parent, image.resolve().parent))
        for image in images
    )
    if not holds_evidence:
        return ""
    for name in (f"{stem}{suffix}" for suffix in SUFFIXES):
        if os.path.lexists(out / name):
            return (
                f"{printable(name)} is in {printable(out)} already and nothing is replaced in a "
                "folder that holds evidence; choose another --out."
            )
    return ""


def summary(analysis: Analysis) -> str:
    """Return one line for people: file, verdict, both scores, or the reason there is none."""
    path = printable(analysis.path)
    if analysis.status != "ok":
        return f"{path}: {analysis.status.replace('_', ' ')}: {analysis.reason}"
    verdict = str(analysis.verdict).upper()
    line = (
        f"{path}: {verdict}  score with background {analysis.score_with_background:.3f}, "
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
            f"The folder {printable(options.out)} cannot be made ({error.strerror or error}); "
            "choose another --out.",
            file=sys.stderr,
        )
        return 1
    failed = False
    taken: set[str] = set()
    for image in images:
        stem = unused_stem(options.out, image, taken)
        if refusal := in_the_way(options.out, stem, images):
            print(f"{printable(image)}: {refusal}", file=sys.stderr)
            failed = True
            continue
        analysis = analyser.analyse(image)
        print(summary(analysis), flush=True)
        try:
            save_analysis(analysis, options.out, stem)
            if options.explain and analysis.status == "ok":
                _explain(analyser, analysis, options, stem)
        except OSError as error:
            print(
                f"{printable(image)}: the results cannot be written to {printable(options.out)} "
                f"({error.strerror or error}); free some space or choose another --out.",
                file=sys.stderr,
            )
            failed = True
        except Exception as error:
            log.exception("results of %s failed", image)
            # A ModelError is a sentence for the user already.
            reason = error if isinstance(error, ModelError) else INSIDE
            print(f"{printable(image)}: {reason}", file=sys.stderr)
            failed = True
        failed |= analysis.status == "error"
    return int(failed)
