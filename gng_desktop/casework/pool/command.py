"""``gng-desktop pool`` and ``gng-desktop case decide``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.casework import model_problems
from gng_desktop.casework.case.command import find_image, not_named, seen_at
from gng_desktop.casework.case.connection import CaseError
from gng_desktop.casework.case.contents import CaseAnalysis, CaseImage
from gng_desktop.casework.case.evidence import candidates
from gng_desktop.casework.case.store import Case, login
from gng_desktop.casework.decisions import decide as decide_on
from gng_desktop.casework.from_json import WRONG, analysis_of
from gng_desktop.casework.pool.marking import analysed, drift, mark
from gng_desktop.casework.pool.store import Entry, Pool, PoolError
from gng_desktop.core.text import printable
from gng_desktop.modelstore import find_models


def _line(entry: Entry) -> str:
    face = "" if entry.face is None else f" face {entry.face}"
    mark = "right" if entry.right else "wrong"
    return (
        f"{entry.state:9s} {entry.sha256[:12]}{face}  verdict {entry.verdict} marked {mark} by "
        f"{entry.by}, so {entry.label}: {entry.reason}  {entry.path}"
    )


def mark_images(options: argparse.Namespace) -> int:
    """Analyse images and mark their verdicts; return the exit code (1 if any failed)."""
    pool, analyser = Pool(options.pool), model_problems.opened(options)
    failures = 0
    for image in options.images:
        try:
            analysis = analysed(analyser, image, options.face)
            entry = mark(pool, analyser, analysis, options.mark == "right", options.by or login())
        except PoolError as error:
            print(printable(error), file=sys.stderr)
            failures += 1
        else:
            print(printable(_line(entry)), flush=True)
    return int(bool(failures))


def list_marks(options: argparse.Namespace) -> int:
    """Print what became of each marked image; return the exit code."""
    entries = Pool(options.pool).entries()
    for entry in entries:
        print(printable(_line(entry)))
    if not entries:
        print("No verdict has been marked yet.", file=sys.stderr)
    return 0


def overrule(options: argparse.Namespace) -> int:
    """Accept or reject an image, as the action says; return the exit code."""
    pool, accept = Pool(options.pool), options.action == "accept"
    for entry in pool.overrule(options.sha256, accept, options.by or login(), options.reason):
        print(printable(_line(entry)))
    return 0


def show_drift(options: argparse.Namespace) -> int:
    """Print how a model's verdicts fare, and train it again on request; return the exit code."""
    pool = Pool(options.pool)
    found = drift(pool, find_models(options.models).require("with_background"))
    print(found.text())
    if not found.retrain or options.retrain is None:
        return 0
    if options.data is None:
        raise PoolError("To train again, name the original data by --data.")
    from gng_desktop.training.train_command import train

    absent = dict.fromkeys(("device", "queue", "grid", "estimate", "events", "resume"))
    own = {"recipe": options.retrain, "data": options.data, "runs": options.runs}
    return train(argparse.Namespace(**absent, **own, from_pool=pool.folder))


def decide(options: argparse.Namespace) -> int:
    """Record a decision in a case, on request mark the verdict, too; return the exit code."""
    who = options.examiner or login()
    case = Case.open(options.case, who)
    images = case.images()
    image = find_image(images, options.image, case.path)
    if image is None and (changed := seen_at(images, Path(options.image), case.path)):
        raise CaseError(
            f"{options.image} is not the file that is in {options.case}: it was changed or "
            f"replaced; decide on the image in the case by its SHA-256, {changed.sha256[:12]}."
        )
    part = None if image is None else _part(image, options.face)
    if image is None or part is None:
        raise CaseError(not_named(options, "analysed image or face"))
    try:
        # What is decided on is this image, whatever a case of others states in the analysis.
        analysis = replace(analysis_of(part.facts), sha256=image.sha256)
    except WRONG as error:
        raise CaseError(
            f"What {options.case} has of this image cannot be read; run 'gng-desktop case verify'."
        ) from error
    case.add_decision(decide_on(analysis, options.conclusion, options.comment, who))
    print(f"{image.sha256[:12]}: {options.conclusion.replace('_', ' ')}, decided by {who}")
    if options.mark:
        entry = _marked(image, part, options, who, case.path)
        case.remark(
            f"the verdict on {image.sha256[:12]} was marked {options.mark} by {who}; in the pool "
            f"it is {entry.state}: {entry.reason}"
        )
        print(printable(_line(entry)))
    return 0


def _part(image: CaseImage, face: int | None) -> CaseAnalysis | None:
    """Return the latest analysis of a face, or of the image as a whole."""
    parts: list[CaseAnalysis | None] = [part.analysis for part in image.parts]
    parts = parts or [image.analysis]
    return next((p for p in parts if p is not None and p.face == face), None)


def _marked(
    image: CaseImage, part: CaseAnalysis, options: argparse.Namespace, who: str, case: Path
) -> Entry:
    """Analyse the image of a case once more, if its file is as it was, and mark the verdict."""
    analyser = Analyser.open(options.models, options.device)
    for path in (path for place in image.places for path in candidates(place, case)):
        analysis = analysed(analyser, path, part.face)
        verdict = part.facts.get("verdict")
        if (analysis.sha256, analysis.verdict) == (image.sha256, verdict):
            right = options.mark == "right"
            return mark(Pool(options.pool), analyser, analysis, right, who, str(options.case))
    raise PoolError(
        "The decision is recorded, but the verdict cannot be marked: the image is not where it "
        "was, or these models say something else of it."
    )
