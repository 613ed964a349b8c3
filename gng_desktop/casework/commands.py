"""``gng-desktop analyse`` and ``gng-desktop explain``."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.casework import model_problems
from gng_desktop.casework.records import (
    ROLES,
    explanation_facts,
    faithfulness_facts,
    save_analysis,
    save_bars,
    save_curves,
    save_explanations,
    unused_stem,
)
from gng_desktop.casework.saving import holds_evidence, standing_in_the_way
from gng_desktop.core.files import write_json
from gng_desktop.core.text import printable
from gng_desktop.engines.devices import DeviceError
from gng_desktop.imaging.reading import ImageError
from gng_desktop.imaging.sample import sample_path
from gng_desktop.modelstore import ModelError

if TYPE_CHECKING:
    from gng_desktop.explain.methods import Explained
    from gng_desktop.explain.rendering import Palette

log = logging.getLogger(__name__)

INSIDE = "The results failed inside the program; run 'gng-desktop doctor' and retry."


def in_the_way(out: Path, stem: str, images: Iterable[Path]) -> str:
    """Say which file the results of `stem` would replace although it may be evidence.

    In a folder that holds images of the call, any file may be evidence (``a.mask.png``, say), so
    nothing there is ever replaced; elsewhere results take the place of earlier results.

    Returns
    -------
    str
        One sentence for the user, or "".
    """
    if not holds_evidence(out, images):
        return ""
    for path in standing_in_the_way(out, stem):
        return (
            f"{printable(path.name)} is in {printable(out)} already and nothing is replaced in a "
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
    return "  ".join(filter(None, (line, analysis.reason)))


def notes(analysis: Analysis) -> str:
    """Return a line for each oddity of the file, each with a line end in front; "" for none."""
    return "".join(f"\n  Note: {note}" for note in analysis.notes)


def _explain(
    analyser: Analyser, analysis: Analysis, options: argparse.Namespace, stem: str
) -> None:
    from gng_desktop.explain.methods import explain
    from gng_desktop.progress import Progress

    facts: dict[str, Any] = {}
    for method in options.methods:
        for message in explain(
            analyser, analysis, method, options.evals, options.masker, options.unit
        ):
            if isinstance(message, Progress):
                if sys.stderr.isatty():
                    step = f"{message.text}: {message.done}/{message.total}"
                    print(f"\r{step:60s}", end="", file=sys.stderr)
            elif message.complete:
                save_explanations(message.maps, options.out, stem, method, options.palette)
                facts[method] = explanation_facts(message)
                if options.test:
                    start = options.out / f"{stem}.{method}"
                    _test(analyser, message, start, facts[method], options.palette)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    write_json(
        options.out / f"{stem}.explain.json",
        {"path": analysis.path, "sha256": analysis.sha256, "methods": facts},
    )


def _test(
    analyser: Analyser,
    explained: Explained,
    start: Path,
    facts: dict[str, Any],
    palette: Palette,
) -> None:
    """Add to `facts` how faithful the maps are, and draw it; draw the bars of regions too."""
    from gng_desktop.explain.faithfulness import faithfulness

    if explained.regions is not None:
        save_bars(explained.regions, start, palette)
    for role, drawn in zip(ROLES, explained.maps, strict=True):
        found = faithfulness(partial(analyser.score, role), drawn, "blur")
        facts[role]["faithfulness"] = faithfulness_facts(found)
        save_curves(found, drawn.method, role, start)


Work = Callable[[Analyser, Analysis, argparse.Namespace, str], None]


def analyse(options: argparse.Namespace) -> int:
    """Analyse the images of a command line; return the exit code (1 if any failed)."""
    options.methods, options.test = (["shap"] if options.explain else []), False

    def save(
        analyser: Analyser, analysis: Analysis, options: argparse.Namespace, stem: str
    ) -> None:
        save_analysis(analysis, options.out, stem)
        if options.methods and analysis.status == "ok":
            _explain(analyser, analysis, options, stem)

    return over_images(options, save)


def explain(options: argparse.Namespace) -> int:
    """Explain the images of a command line by several methods, and test every map.

    Returns
    -------
    int
        The exit code.
    """
    options.test = True

    def save(
        analyser: Analyser, analysis: Analysis, options: argparse.Namespace, stem: str
    ) -> None:
        if analysis.status == "ok":
            _explain(analyser, analysis, options, stem)

    return over_images(options, save)


def over_images(options: argparse.Namespace, work: Work) -> int:
    """Analyse each image of a command line and hand the result to `work`.

    What fails for one image is told in one sentence, and the next one goes on.

    Returns
    -------
    int
        0, or 1 if any image failed.
    """
    images: list[Path] = list(options.images)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        if options.sample:
            images.append(sample_path(platformdirs.user_cache_path("gng-desktop")))
        analyser = Analyser.open(options.models, options.device)
        model_problems.warn(analyser.problems)
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
    taken: set[str] = set()
    # All of them: one that fails must not end the others.
    return int(
        not all([_finished(analyser, image, taken, images, options, work) for image in images])
    )


def _finished(
    analyser: Analyser,
    image: Path,
    taken: set[str],
    images: Iterable[Path],
    options: argparse.Namespace,
    work: Work,
) -> bool:
    """Analyse the picture of an image, or each of them; return whether nothing failed."""
    good, frame, frames = True, 1, 1
    while frame <= frames:
        name = image.name if frame == 1 else f"{image.stem}.frame{frame}{image.suffix}"
        stem = unused_stem(options.out, image.with_name(name), taken)
        if refusal := in_the_way(options.out, stem, images):
            print(f"{printable(image)}: {refusal}", file=sys.stderr)
            return False
        analysis = analyser.analyse(image, options.partial, frame)
        print(summary(analysis) + notes(analysis), flush=True)
        good &= _worked(analyser, analysis, options, stem, work) and analysis.status != "error"
        frame += 1
        frames = analysis.frames if getattr(options, "frames", "first") == "all" else 1
    return good


def _worked(
    analyser: Analyser, analysis: Analysis, options: argparse.Namespace, stem: str, work: Work
) -> bool:
    """Hand a result to `work`; say what fails there in one sentence, and return False."""
    try:
        work(analyser, analysis, options, stem)
    except OSError as error:
        reason = (
            f"the results cannot be written to {printable(options.out)} "
            f"({error.strerror or error}); free some space or choose another --out."
        )
    except ModelError as error:  # a sentence for the user already
        log.exception("results of %s failed", analysis.path)
        reason = str(error)
    except Exception:
        log.exception("results of %s failed", analysis.path)
        reason = INSIDE
    else:
        return True
    print(f"{printable(analysis.path)}: {reason}", file=sys.stderr)
    return False
