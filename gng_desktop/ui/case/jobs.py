"""Work on a case off the GUI thread: making, opening, adding to it, reporting on it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import Steps, UserError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.rendering import Palette
    from gng_desktop.report.content import Cover, ReportContent
    from gng_desktop.ui.report.dialog import ReportChoice


@contextmanager
def sentences() -> Iterator[None]:
    """Turn what goes wrong with a case or a report into a sentence for the window."""
    from gng_desktop.casework.case.connection import CaseError
    from gng_desktop.ui.report.printing import PrintError

    try:
        yield
    except (CaseError, PrintError) as error:
        raise UserError(str(error)) from error
    except OSError as error:
        reason = error.strerror or error
        raise UserError(
            tr("The file cannot be written ({reason}); choose another folder.", reason=reason)
        ) from error


def make(path: Path, title: str, reference: str, examiner: str) -> Steps:
    """Yield a new `Case` in the file `path`."""
    from gng_desktop.casework.case.store import Case

    with sentences():
        yield Case.create(path, title, reference, examiner)


@dataclass(frozen=True)
class Marks:
    """What is in a case now: SHA-256 of all its images, how many entries its log has.

    `decided` are those of images with decisions since the case was looked at before.
    """

    hashes: frozenset[str]
    entries: int
    decided: frozenset[str] = frozenset()


def marks(case: Case, since: int | None = None) -> Steps:
    """Yield the `Marks` of `case`, looked at before with `since` entries; None for never."""
    with sentences():
        entries = case.entries
        if since is None or since == entries:
            yield Marks(case.hashes, entries)
        else:
            yield Marks(case.hashes, entries, case.decided_since(since))


def news(case: Case, since: int | None) -> Steps:
    """Yield the `Marks` of `case` if its log has grown; a case that is away for now has none."""
    from gng_desktop.casework.case.connection import CaseError

    try:
        grown = case.entries != since
    except CaseError:
        grown = False
    if grown:
        yield from marks(case, since)


def masks(case: Case) -> Steps:
    """Yield the analyst's masks in `case`."""
    from gng_desktop.casework.case.analyst_masks import masks_of

    with sentences():
        yield masks_of(case.path)


def record_mask(
    case: Case, analysis: Analysis, mask: NDArray[np.uint8] | None, what: str, who: str
) -> Steps:
    """Record an analyst's mask, or None to withdraw it; yield True."""
    from gng_desktop.casework.case.analyst_masks import add_mask

    with sentences():
        add_mask(case.path, analysis, mask, what, who)
        yield True


@dataclass(frozen=True)
class CaseCheck:
    """What looking a case over has shown."""

    # One sentence for each change made to the case outside of the program.
    problems: tuple[str, ...]
    changed: tuple[str, ...]  # paths at which images of the case were seen and other files are now
    missing: int  # images that are nowhere to be found on this machine
    # One sentence for each entry of the log that is dated before the one it follows.
    backwards: tuple[str, ...] = ()
    entries: int = 0  # of the log


def open_case(path: Path) -> Steps:
    """Yield the `Case` in the file `path`, then a `CaseCheck` of it and of its evidence."""
    from gng_desktop.casework.case.log import backwards
    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.case.verify import verify_steps

    with sentences():
        case = Case.open(path)
        yield case
        problems = []
        for step in verify_steps(path):
            if isinstance(step, Progress):
                yield Progress(step.done, step.total, tr("Checking the case"))
            else:
                problems.append(step)
        changed: list[str] = []
        missing = yield from _check_evidence(path, changed)
        log = [] if problems else case.log()
        yield CaseCheck(tuple(problems), tuple(changed), missing, (*backwards(log),), len(log))


@dataclass(frozen=True)
class Proof:
    """The head of a case's log, and what became of a hash noted earlier."""

    head: str
    entries: int  # of the log
    entry: int = 0  # the one whose hash was noted; 0 if there is none, or no hash was noted
    problem: str = ""  # one sentence if the case is not what it was then


def prove(path: Path, noted: str) -> Steps:
    """Yield the `Proof` of the case in the file `path`, held against `noted` unless it is ""."""
    from gng_desktop.casework.case.verify import log_of, verify_steps

    with sentences():
        problem = ""
        for step in verify_steps(path, noted) if noted else ():
            if isinstance(step, Progress):
                yield Progress(step.done, step.total, tr("Checking the case"))
            else:
                problem = problem or step
        log = log_of(path)
        digits = "".join(noted.split()).lower()
        entry = next((e.sequence for e in log if e.sha256 == digits), 0)
        yield Proof(log[-1].sha256, len(log), entry, problem)


def _check_evidence(path: Path, changed: list[str]) -> Generator[Progress, None, int]:
    """Hash the images of a case again; add what is changed, return how many were not found."""
    from gng_desktop.casework.case.evidence import EvidenceState, check_evidence, read_places

    missing, places = 0, read_places(path)
    for done, (sha256, seen) in enumerate(places.items()):
        yield Progress(done, len(places), tr("Checking the images of the case"))
        states = []
        for step in check_evidence(sha256, seen, path.absolute()):
            if isinstance(step, EvidenceState):
                states.append(step.state)
                changed += [step.path] * (step.state == "changed")
            else:
                yield Progress(done, len(places), tr("Checking the images of the case"))
        missing += all(state == "not found here" for state in states)
    return missing


def add(
    case: Case,
    results: Sequence[Results],
    models: Mapping[str, Any],
    palette: str,
    problems: Sequence[str] = (),
) -> Steps:
    """Add what is known of an image, and of each face of it, to `case`; yield True."""
    from gng_desktop.casework.case.previews import preview_steps

    with sentences():
        case.add_settings({"palette": palette})
        case.remark_once(problems)
        for done, found in enumerate(results):
            pictures: dict[str, bytes] = {}
            for name, data in preview_steps(found, cast("Palette", palette)):
                yield Progress(done, len(results), tr("Adding to the case"))
                pictures[name] = data
            case.add_results(found, pictures, models)
        yield True


NO_VERDICT = {"not_applicable": "not applicable", "error": "not readable"}


def report_images(case: Case) -> Steps:
    """Yield the images of `case` that a report may be on, as a list of `ReportImage`."""
    from gng_desktop.casework.from_json import split_path
    from gng_desktop.ui.report.dialog import ReportImage

    found = []
    with sentences():
        for image in case.images():
            name = split_path(image.places[-1].path)[0] if image.places else image.sha256[:12]
            facts = {} if image.analysis is None else image.analysis.facts
            verdict = facts.get("verdict") or NO_VERDICT.get(facts.get("status", ""), "")
            faces = sum(part.analysis.face is not None for part in image.parts)
            words = tr("{count} faces", count=faces) if faces > 1 else tr(str(verdict))
            found.append(ReportImage(image.sha256, name, words))
    yield found


@dataclass(frozen=True)
class Reported:
    """Where a report was written, and what is to be known of it.

    `left_out` images were analysed by other models: it is without them. The files named `changed`
    are not those that were examined, or cannot be read any more.
    """

    path: Path
    left_out: int = 0
    changed: tuple[str, ...] = ()


def _cover(choice: ReportChoice) -> Cover:
    from gng_desktop.report.content import Cover
    from gng_desktop.report.pictures import logo_of

    try:
        logo = logo_of(Path(choice.logo)) if choice.logo else None
    except ValueError as error:
        raise UserError(str(error)) from error
    return Cover(choice.title, choice.reference, choice.examiner, choice.laboratory, logo)


def report_on_case(case: Case, choice: ReportChoice, path: Path) -> Steps:
    """Write the report on `case`, HTML or PDF by its suffix; yield a `Reported`."""
    from gng_desktop.modelstore.store import file_sha256
    from gng_desktop.report.collect import content_steps
    from gng_desktop.report.content import ReportContent
    from gng_desktop.report.text import CHANGED

    with sentences():
        cover, images, left_out = _cover(choice), choice.images, 0
        changed: tuple[str, ...] = ()
        for step in content_steps(case, choice.gps, images, cover, choice.contact_sheet):
            if isinstance(step, ReportContent):
                left_out = len(images) - len(step.pages)
                changed = tuple(f.name for f in step.files if f.state in CHANGED)
                yield from _write(step, path)
                case.add_report(path, file_sha256(path), [page.sha256 for page in step.pages])
            else:
                yield Progress(step.done, step.total, tr("Gathering the report"))
        yield Reported(path, left_out, changed)


def report_on_image(
    results: Sequence[Results],
    models: Mapping[str, Any],
    choice: ReportChoice,
    palette: str,
    path: Path,
    problems: Sequence[str] = (),
) -> Steps:
    """Write the report on one image that is in no case, and on each face; yield a `Reported`."""
    from gng_desktop.report.collect import content_of_results

    with sentences():
        yield Progress(0, 0, tr("Gathering the report"))
        shown = cast("Palette", palette)
        content = content_of_results(results, models, _cover(choice), shown, choice.gps, problems)
        yield from _write(content, path)
        yield Reported(path)


def _write(content: ReportContent, path: Path) -> Iterator[Progress]:
    if path.suffix.lower() in (".html", ".htm"):
        from gng_desktop.report.renderer import write_html

        yield Progress(0, 0, tr("Writing the report"))
        write_html(content, path)
        return
    from gng_desktop.ui.report.printing import write_pdf

    with closing(write_pdf(content, path)) as steps:
        for step in steps:
            yield Progress(step.done, step.total, tr("Writing the report"))
