"""``gng-desktop case``: make a case, analyse images into it, look at it, verify it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.analysis.faces_in_image import Each, analyse_each, too_small_reason
from gng_desktop.casework import model_problems
from gng_desktop.casework.case import text
from gng_desktop.casework.case.connection import CaseError, is_case
from gng_desktop.casework.case.contents import CaseImage
from gng_desktop.casework.case.evidence import (
    EvidenceState,
    check_evidence,
    read_places,
    refusal,
    whereabouts,
)
from gng_desktop.casework.case.log import backwards
from gng_desktop.casework.case.previews import previews
from gng_desktop.casework.case.seal_command import WRITE_DOWN, proofs, verify_file
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.case.verify import log_of, verify
from gng_desktop.casework.commands import explanations, failure, notes
from gng_desktop.casework.decisions import beginning_with, needs_more
from gng_desktop.casework.from_json import WRONG
from gng_desktop.casework.result_files import save_text
from gng_desktop.casework.saving import Results
from gng_desktop.core.progress_bar import over_files, say
from gng_desktop.core.text import printable
from gng_desktop.imaging.reading import ImageError, read_image
from gng_desktop.modelstore.store import file_sha256
from gng_desktop.provenance.record import Provenance, read_provenance

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis

SETTINGS = ("faces", "explain", "evals", "masker", "unit", "test", "stress", "device", "partial")
"""Options of ``add`` that are stored as settings."""


def _fail(sentence: str) -> None:
    print(printable(sentence), file=sys.stderr)


def new(options: argparse.Namespace) -> int:
    """Make a case; return the exit code."""
    made = Case.create(options.case, options.title, options.reference, options.examiner)
    print(f"{printable(options.case)} made; the log ends with {made.head}")
    print(WRITE_DOWN)
    return 0


def add(options: argparse.Namespace) -> int:
    """Analyse images and add what was found to a case; return the exit code."""
    opened = Case.open(options.case, options.examiner)
    analyser = model_problems.opened(options)
    names = "deciding", "detectors", "fast"
    chosen = {name: getattr(options, name) for name in names if getattr(options, name)}
    opened.add_settings({name: getattr(options, name) for name in SETTINGS} | chosen)
    opened.remark_once(analyser.problems)
    failed = False
    for image in over_files(options.images):
        found = _analysed(analyser, image, options.faces, options.partial)
        provenance = None
        for analysis in found.faces:
            say(text.analysed(analysis) + notes(analysis))
            failed |= analysis.status == "error"
            try:
                if analysis.sha256 is None:
                    opened.remark(f"{analysis.path} could not be read: {analysis.reason}")
                    continue
                # Once for all faces: it reads and hashes the whole file.
                provenance = provenance or read_provenance(image)
                for results in _findings(analyser, analysis, provenance, options):
                    opened.add_results(results, previews(results), analyser.models)
            except CaseError:
                raise
            except Exception as error:
                _fail(f"{image}: {failure(image, error)}")
                failed = True
        if small := too_small_reason(found.too_small):
            print(f"{printable(image)}: {small}", flush=True)
    print(f"The log ends with {opened.head}")
    print(WRITE_DOWN)
    return int(failed)


def _analysed(analyser: Analyser, image: Path, faces: str, partial: bool) -> Each:
    """Analyse an image as a whole, or every face of it."""
    if faces == "each":
        try:
            return analyse_each(analyser, image, read_image(image, partial=partial))
        except ImageError:
            pass  # the analysis of the whole says why
    return Each([analyser.analyse(image, partial)], 0)


def _findings(
    analyser: Analyser, analysis: Analysis, provenance: Provenance, options: argparse.Namespace
) -> Iterator[Results]:
    """Yield the analysis at once, and what takes long when it is there."""
    from gng_desktop.analysis.stress import Stress, stress

    yield Results(analysis, provenance=provenance)
    if analysis.status == "ok":
        yield from explanations(analyser, analysis, options.explain, options)
        for found in stress(analyser, analysis) if options.stress else ():
            if isinstance(found, Stress):
                yield Results(analysis, stress=found)


def list_images(options: argparse.Namespace) -> int:
    """Print a line for each image of a case; return the exit code."""
    opened, code = Case.open(options.case), 0
    print(printable(text.title(opened.metadata)))
    for image in opened.images():
        try:
            with _readable(image.sha256[:12]):
                print(printable(text.line(image)))
        except CaseError as error:
            print(error, file=sys.stderr)
            code = 1
    return code


@contextmanager
def _readable(what: str) -> Iterator[None]:
    """Raise CaseError where what a case, perhaps a tampered one, has of `what` does not fit."""
    try:
        yield
    except WRONG as error:
        raise CaseError(
            f"{printable(what)}: what the case has of it cannot be read; run 'gng-desktop case "
            "verify' and go back to an earlier copy."
        ) from error


def show(options: argparse.Namespace) -> int:
    """Print what a case says of one image; return the exit code."""
    opened = Case.open(options.case)
    images = opened.images()
    image = find_image(images, options.image, opened.path)
    # A changed file is looked up by its place; what is printed names the change.
    image = image or seen_at(images, Path(options.image), opened.path)
    if image is None:
        raise CaseError(not_named(options, "image"))
    steps = check_evidence(image.sha256, image.places, opened.path)
    states = [step for step in steps if isinstance(step, EvidenceState)]
    with _readable(image.sha256[:12]):
        print("\n".join(text.lines(image, states)))
    return 0


def find_image(images: list[CaseImage], named: str, case: Path) -> CaseImage | None:
    """Return the image of `case` that `named` names: the start of its SHA-256 alone, or a file.

    A file is known by its content, one that is not there any more by where it was seen.
    """
    begun = beginning_with(named, (image.sha256 for image in images))
    if len(begun) == 1:
        return next(image for image in images if image.sha256 in begun)
    path = Path(named)
    if path.is_file():
        digest = file_sha256(path)
        return next((image for image in images if image.sha256 == digest), None)
    return seen_at(images, path, case)


def not_named(options: argparse.Namespace, what: str) -> str:
    """Return the sentence on a `what` that ``options.image`` does not name in ``options.case``."""
    sentence = (
        f"{options.image} names no {what} of {options.case}, or more than one; "
        "'gng-desktop case list' names them all."
    )
    return f"{sentence} {needs_more(str(options.image))}".rstrip()


def seen_at(images: list[CaseImage], path: Path, case: Path) -> CaseImage | None:
    """Return the one image of `case` that was seen at `path`, whatever is there now."""
    place = os.path.normpath(path.absolute())
    found = [
        image
        for image in images
        if any(place in map(os.path.normpath, whereabouts(p, case)) for p in image.places)
    ]
    return found[0] if len(found) == 1 else None


def export(options: argparse.Namespace) -> int:
    """Write the results of a case as CASE/UCO JSON-LD; return the exit code."""
    from gng_desktop.casework.case.uco import case_graph

    opened = Case.open(options.case)
    if refused := refusal(opened, options.out, options.replace):
        raise CaseError(refused)
    with _readable(str(options.case)):
        graph = case_graph(opened)
    save_text(options.out, json.dumps(graph, indent=2, ensure_ascii=False) + "\n", "--out")
    print(printable(f"{options.out}: {len(graph['@graph'])} nodes, CASE/UCO 1.4"))
    return 0


def show_log(options: argparse.Namespace) -> int:
    """Print the log of a case; return the exit code."""
    entries = Case.open(options.case).log()
    for entry in entries:
        print(printable(text.entry(entry)))
        print(f"       {printable(entry.sha256)}")
    for warning in backwards(entries):
        _fail(warning)
    return 0


def verify_case(options: argparse.Namespace) -> int:
    """Tell whether a case was changed, and on request its images too; return the exit code.

    The case itself is not even brought to the latest schema. Of any other file its seal and time
    stamp are checked.
    """
    proved = dict(proofs(options))
    if options.case.is_file() and not is_case(options.case):
        return verify_file(options.case, proved)
    problems = verify(options.case, *proved.values())
    for problem in problems:
        _fail(problem)
    if problems:
        if options.case.is_file():  # of what is not there nothing else is printed
            _fail("The case was changed or damaged; go back to an earlier copy.")
        return 1
    states: set[str] = set()
    if options.evidence:
        for sha256, places in read_places(options.case).items():
            for step in check_evidence(sha256, places, options.case.absolute()):
                if isinstance(step, EvidenceState):
                    print(printable(f"{step.state}: {step.path}"))
                    states.add(step.state)
    entries = log_of(options.case)
    for words, digest in proved.items():
        number = next(entry.sequence for entry in entries if entry.sha256 == digest)
        print(f"{words} is on entry {number} of {len(entries)}: up to it nothing was changed")
    head = entries[-1].sha256
    print(f"The case is intact: {len(entries)} entries in its log, which ends with {head}")
    print(WRITE_DOWN)
    for warning in backwards(entries):
        _fail(warning)
    if "changed" in states:
        _fail("Images are not what they were; obtain the originals again.")
    if "cannot be read" in states:
        _fail("Images could not be checked; check your rights and the disk, then verify again.")
    return int(not states.isdisjoint(("changed", "cannot be read")))
