"""``gng-desktop report``: the report on a case as PDF and as HTML, without a window."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from gng_desktop.casework.case.connection import CaseError
from gng_desktop.casework.case.evidence import refusal
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import beginning_with, needs_more
from gng_desktop.casework.from_json import split_path
from gng_desktop.core.progress import first_of
from gng_desktop.core.progress_bar import with_bar
from gng_desktop.core.text import printable
from gng_desktop.modelstore.store import file_sha256
from gng_desktop.report import text
from gng_desktop.report.collect import content_steps
from gng_desktop.report.content import Cover, ReportContent
from gng_desktop.report.pictures import logo_of
from gng_desktop.report.renderer import write_html

FAILED, USAGE = 1, 2


def report(options: argparse.Namespace) -> int:
    """Write the report on a case as the command line asks; return the exit code.

    The report is written even if the case was changed from outside, and says so itself; the exit
    code is 1 then, too.
    """
    if options.pdf is options.html is None:
        _fail("report: name at least one of --pdf OUT and --html OUT")
        return USAGE
    try:
        case = Case.open(options.case)
        cover = _cover(options)
        about = case.metadata
        proposed = text.proposed_name(
            cover.reference or about.reference, cover.title or about.title
        )
        outputs = [
            path / f"{proposed}{suffix}" if path.is_dir() else path
            for path, suffix in ((options.pdf, ".pdf"), (options.html, ".html"))
            if path is not None
        ]
        if len({path.absolute() for path in outputs}) < len(outputs):
            raise CaseError("PDF and HTML cannot be the same file; name two.")
        for path in outputs:
            if refused := refusal(case, path, options.replace):
                raise CaseError(refused)
        images = None if options.images is None else _chosen(case, options.images)
        content = _content(case, options.gps, images, cover, options.contact_sheet)
    except (CaseError, ValueError) as error:
        _fail(str(error))
        return FAILED
    failed = False
    for problem in content.problems:
        _fail(problem)
        failed = True
    # No failure: evidence may be kept elsewhere, and the report says what was found.
    for warning in text.evidence_warnings(content):
        _fail(f"Warning: {warning}")
    for path in outputs:
        if sentence := _write(content, path, options.pdf is not None and path == outputs[0]):
            _fail(sentence)
            failed = True
            continue
        digest = file_sha256(path)
        print(f"{digest}  {printable(path)}", flush=True)
        try:
            case.add_report(path, digest, [page.sha256 for page in content.pages])
        except CaseError as error:
            _fail(f"{text.NOT_LOGGED} {error}")
            failed = True
    return FAILED if failed else 0


def _fail(sentence: str) -> None:
    print(printable(sentence), file=sys.stderr)


def _cover(options: argparse.Namespace) -> Cover:
    logo = logo_of(options.logo) if options.logo else None
    texts = (options.title, options.reference, options.examiner, options.laboratory)
    return Cover(*texts, logo)


def _chosen(case: Case, names: list[str]) -> list[str]:
    """Return the hashes of images by name, path or the beginning of their SHA-256; ValueError."""
    known = {image.sha256: {place.path for place in image.places} for image in case.images()}
    chosen = []
    for name in names:
        begun = beginning_with(name, known)
        found = [
            sha256
            for sha256, paths in known.items()
            if sha256 in begun or name in paths or name in (split_path(path)[0] for path in paths)
        ]
        if len(found) != 1:
            held = "no image" if not found else f"{len(found)} images"
            sentence = f"The case has {held} called {name}; give a name or SHA-256 of it."
            raise ValueError(f"{sentence} {'' if found else needs_more(name)}".rstrip())
        chosen += found
    return chosen


def _content(case: Case, *choice: Any) -> ReportContent:
    return first_of(ReportContent, with_bar(content_steps(case, *choice), "image"))


def _write(content: ReportContent, path: Path, pdf: bool) -> str:
    """Write one rendering; return a sentence on what went wrong, "" for nothing."""
    if not pdf:
        try:
            write_html(content, path)
        except OSError as error:
            return text.not_written(str(path), error.strerror or str(error))
        return ""
    start_qt()
    from gng_desktop.ui.report.pdf_layout import PrintError
    from gng_desktop.ui.report.printing import write_pdf

    try:
        with closing(write_pdf(content, path)) as steps:
            for _ in with_bar(steps, "page"):
                pass
    except PrintError as error:
        return str(error)
    return ""


def start_qt() -> None:
    """Make sure that Qt can lay out text; no window server is needed."""
    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        _application.append(QGuiApplication(["gng-desktop"]))


_application: list[object] = []
"""The application lives as long as the program."""
