"""``gng-desktop analyse`` and ``gng-desktop explain``."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from gng_desktop.analysis import OWN
from gng_desktop.analysis.detectors import NOT_CALIBRATED, SET_ASIDE
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.casework import model_problems
from gng_desktop.casework.file_names import SavingError, check_unasked
from gng_desktop.casework.result_files import SUFFIXES, unused_stem
from gng_desktop.casework.saving import (
    Results,
    key_of,
    save_explained,
    save_results,
    write_explained,
)
from gng_desktop.core.errors import plain_errors
from gng_desktop.core.progress_bar import over_files, say, with_bar
from gng_desktop.core.text import printable
from gng_desktop.explain.units import score_text
from gng_desktop.imaging.sample import sample_path
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.family import sentence

if TYPE_CHECKING:
    from gng_desktop.explain.library import Check
    from gng_desktop.explain.methods import Explained

log = logging.getLogger(__name__)

INSIDE = "The results failed inside the program; run 'gng-desktop doctor' and retry."


def summary(analysis: Analysis) -> str:
    """Return one line for people: file, verdict, both scores, or the reason there is none."""
    path = printable(analysis.path)
    if analysis.status != "ok":
        return f"{path}: {analysis.status.replace('_', ' ')}: {analysis.reason}"
    verdict = str(analysis.verdict).upper()
    fused = "" if analysis.score_fused is None else f", fused {score_text(analysis.score_fused)}"
    decides = dict.fromkeys(OWN, "")
    if fused and not analysis.fused_decides:
        fused += f" ({SET_ASIDE})"
        decides = {role: " (decides)" * (role in analysis.deciding) for role in OWN}
    own = ", ".join(
        f"{role.replace('_', ' ')} {score_text(score)}{decides[role]}"
        for role in OWN
        if (score := analysis.score_of(role)) is not None
    )
    further, took = further_scores(analysis), f"({analysis.seconds['total'] * 1000:.0f} ms)"
    line = f"{path}: {verdict}  score {own}{fused}{further}  {took}"
    family = sentence(analysis.family, analysis.family_probabilities)
    return "  ".join(filter(None, (line, family, analysis.reason)))


def further_scores(analysis: Analysis) -> str:
    """Return what further detectors say, a part of a line each."""
    return "".join(
        f", {found.id} {score_text(found.score)}{' (decides)' * (found.id in analysis.deciding)}"
        if found.score is not None
        else f", {found.id} failed ({found.problem.rstrip('.')})"
        if found.raw is None
        else f", {found.id} raw {score_text(found.raw)} ({NOT_CALIBRATED})"
        for found in analysis.detectors
    )


def notes(analysis: Analysis) -> str:
    """Return a line for each oddity of the file, each with a line end in front; "" for none."""
    return "".join(f"\n  Note: {note}" for note in analysis.notes)


def failure(path: object, error: Exception) -> str:
    """Log what failed on an image; return a sentence on it for the user."""
    log.error("results of %s failed", path, exc_info=error)
    return str(error) if isinstance(error, ModelError) else INSIDE


def explanations(
    analyser: Analyser, analysis: Analysis, methods: Iterable[str], options: argparse.Namespace
) -> Iterator[Results]:
    """Explain both scores and those of ``--detectors``; test the maps if ``options.test``."""
    from gng_desktop.explain.faithfulness import faithfulness
    from gng_desktop.explain.further import explain_further
    from gng_desktop.explain.methods import explain

    how, engine = (options.evals, options.masker, options.unit), getattr(options, "engine", "gng")
    for method in methods:
        steps = explain(analyser, analysis, method, *how, engine)
        for found in with_bar(steps, "evaluation"):
            if found.complete:
                tested = {}
                if options.test:
                    first, second = (
                        faithfulness(partial(analyser.score, role), drawn, "blur")
                        for role, drawn in zip(OWN, found.maps, strict=True)
                    )
                    tested[found.maps[0].method] = first, second
                yield Results(analysis, (found,), tested)
        for detector in getattr(options, "detectors", ()):
            score = partial(analyser.score, detector)
            further = explain_further(analyser, analysis, detector, method, *how)
            for one in with_bar(further, "evaluation"):
                curves = faithfulness(score, one.map, "blur") if options.test else None
                yield Results(analysis, further=(replace(one, tested=curves),))


def _explain(
    analyser: Analyser, analysis: Analysis, options: argparse.Namespace, stem: str
) -> None:
    facts: dict[str, Any] = {}
    for found in explanations(analyser, analysis, options.methods, options):
        for _ in save_explained(found, options.out, stem, options.palette, facts):
            pass
        for explained in found.explained:
            checked = facts[key_of(explained.maps[0])]
            for check in _checks(analyser, analysis, explained, options):
                checked["check"] = check.to_json()
            if "check" in checked:
                print(f"{printable(analysis.path)}: {checked['check']['sentence']}", flush=True)
    write_explained(analysis, options.out, stem, facts)


def _checks(
    analyser: Analyser, analysis: Analysis, explained: Explained, options: argparse.Namespace
) -> Iterator[Check]:
    """Hold maps against the libraries asked for."""
    from gng_desktop.explain.library import check_with_shap, check_with_shapiq

    asked = getattr(options, "check", ())
    by_partition = explained.maps[0].method == "shap-partition"
    if "shap" in asked and by_partition and options.engine != "shap":
        yield from with_bar(check_with_shap(analyser, analysis, explained.maps), "evaluation")
    if "shapiq" in asked and explained.regions is not None:
        yield check_with_shapiq(analyser, explained.regions)


def analyse(options: argparse.Namespace) -> int:
    """Analyse the images of a command line; return the exit code (1 if any failed)."""
    options.methods, options.test = (["shap"] if options.explain else []), False
    return _over_images(options)


def explain(options: argparse.Namespace) -> int:
    """Explain the images of a command line and test every map; return the exit code."""
    options.test = True
    return _over_images(options)


def _over_images(options: argparse.Namespace) -> int:
    """Save what is found of each image; what fails for one does not end the others."""
    images: list[Path] = list(options.images)
    what = f"The folder {options.out} cannot be made"
    with plain_errors(SavingError, what, "choose another --out"):
        options.out.mkdir(parents=True, exist_ok=True)
    if options.sample:
        images.append(sample_path(platformdirs.user_cache_path("gng-desktop")))
    analyser, taken = model_problems.opened(options), set[str]()
    done = [_finished(analyser, image, taken, images, options) for image in over_files(images)]
    return int(not all(done))


def _finished(
    analyser: Analyser,
    image: Path,
    taken: set[str],
    images: Iterable[Path],
    options: argparse.Namespace,
) -> bool:
    """Analyse the picture of an image, or each of them; return whether nothing failed."""
    good, frame, frames = True, 1, 1
    suffixes = SUFFIXES + tuple(
        f".{method}.{detector}{kind}"
        for detector in getattr(options, "detectors", ())
        for method in options.methods
        for kind in (".png", ".npz")
    )
    while frame <= frames:
        stem = unused_stem(image, taken, frame)
        try:
            check_unasked(options.out, stem, suffixes, images)
        except SavingError as error:
            print(f"{printable(image)}: {error}", file=sys.stderr)
            return False
        analysis = analyser.analyse(image, options.partial, frame)
        say(summary(analysis) + notes(analysis))
        good &= _saved(analyser, analysis, options, stem) and analysis.status != "error"
        frame += 1
        frames = analysis.frames if getattr(options, "frames", "first") == "all" else 1
    return good


def _saved(analyser: Analyser, analysis: Analysis, options: argparse.Namespace, stem: str) -> bool:
    """Write an analysis and its explanations as asked; say why, and return False, if that fails."""
    try:
        if not options.test:
            # What may not be replaced was looked for before the analysis.
            for _ in save_results(Results(analysis), options.out, stem, replace=True):
                pass
        if options.methods and analysis.status == "ok":
            _explain(analyser, analysis, options, stem)
    except OSError as error:
        reason = (
            f"the results cannot be written to {printable(options.out)} "
            f"({error.strerror or error}); free some space or choose another --out."
        )
    except Exception as error:
        reason = failure(analysis.path, error)
    else:
        return True
    print(f"{printable(analysis.path)}: {reason}", file=sys.stderr)
    return False
