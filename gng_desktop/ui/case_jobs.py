"""Work on a case off the GUI thread: making, opening, adding to it, reporting on it."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gng_desktop.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import UserError, Work

if TYPE_CHECKING:
    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.report.content import ReportContent
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.rendering import Palette


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn what goes wrong with a case or a report into a sentence for the window."""
    from gng_desktop.casework.case.connection import CaseError
    from gng_desktop.ui.printing import PrintError

    try:
        yield
    except (CaseError, PrintError) as error:
        raise UserError(str(error)) from error
    except OSError as error:
        reason = error.strerror or error
        raise UserError(
            tr("The file cannot be written ({reason}); choose another folder.", reason=reason)
        ) from error


def make(path: Path, title: str, reference: str, examiner: str) -> Work:
    """Yield a new `Case` in the file `path`."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.casework.case.store import Case

        with _sentences():
            yield Case.create(path, title, reference, examiner)

    return work


@dataclass(frozen=True)
class CaseCheck:
    """What looking a case over has shown.

    Attributes
    ----------
    problems : tuple of str
        One sentence for each change made to the case outside of the program.
    changed : tuple of str
        Paths at which images of the case were seen and other files are now.
    missing : int
        Images that are nowhere to be found on this machine.
    backwards : tuple of str
        One sentence for each entry of the log that is dated before the one it follows.
    """

    problems: tuple[str, ...]
    changed: tuple[str, ...]
    missing: int
    backwards: tuple[str, ...] = ()


def open_case(path: Path) -> Work:
    """Yield the `Case` in the file `path`, then a `CaseCheck` of it and of its evidence."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.casework.case.log import backwards
        from gng_desktop.casework.case.store import Case
        from gng_desktop.casework.case.verify import verify_steps

        with _sentences():
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
            dated = () if problems else backwards(case.log())
            yield CaseCheck(tuple(problems), tuple(changed), missing, tuple(dated))

    return work


@dataclass(frozen=True)
class Proof:
    """The head of a case's log, and what became of a hash noted earlier.

    Attributes
    ----------
    head : str
    entries : int
        Of the log.
    entry : int
        The one whose hash was noted; 0 if there is none, or no hash was noted.
    problem : str
        One sentence if the case is not what it was then.
    """

    head: str
    entries: int
    entry: int = 0
    problem: str = ""


def prove(path: Path, noted: str) -> Work:
    """Yield the `Proof` of the case in the file `path`, held against `noted` unless it is ""."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.casework.case.verify import log_of, verify_steps

        with _sentences():
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

    return work


def _check_evidence(path: Path, changed: list[str]) -> Generator[Progress, None, int]:
    """Hash the images of a case anew; add what is changed, return how many were not found."""
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
) -> Work:
    """Add what is known of an image, and of each face of it, to `case`; yield True."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.casework.case.previews import preview_steps

        with _sentences():
            case.add_settings({"palette": palette})
            case.remark_once(problems)
            for done, found in enumerate(results):
                pictures: dict[str, bytes] = {}
                for name, data in preview_steps(found, cast("Palette", palette)):
                    yield Progress(done, len(results), tr("Adding to the case"))
                    pictures[name] = data
                case.add_results(found, pictures, models)
            yield True

    return work


def report_on_case(case: Case, path: Path) -> Work:
    """Write the report on `case`, HTML or PDF by its suffix; yield its path."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.casework.report.content import ReportContent
        from gng_desktop.casework.report.gather import content_steps

        with _sentences():
            for step in content_steps(case):
                if isinstance(step, ReportContent):
                    yield from _write(step, path)
                    digest = hashlib.sha256(path.read_bytes()).hexdigest()
                    case.add_report(path, digest, [page.sha256 for page in step.pages])
                else:
                    yield Progress(step.done, step.total, tr("Gathering the report"))
            yield path

    return work


def report_on_image(
    results: Sequence[Results],
    models: Mapping[str, Any],
    examiner: str,
    palette: str,
    path: Path,
    problems: Sequence[str] = (),
) -> Work:
    """Write the report on one image that is in no case, and on each face; yield its path."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.casework.report.gather import content_of_results

        with _sentences():
            yield Progress(0, 0, tr("Gathering the report"))
            content = content_of_results(
                results,
                models,
                Path(results[-1].analysis.path).name,
                examiner=examiner,
                palette=cast("Palette", palette),
                problems=problems,
            )
            yield from _write(content, path)
            yield path

    return work


def _write(content: ReportContent, path: Path) -> Iterator[Progress]:
    if path.suffix.lower() in (".html", ".htm"):
        from gng_desktop.casework.report.html import write_html

        yield Progress(0, 0, tr("Writing the report"))
        write_html(content, path)
        return
    from gng_desktop.ui.printing import write_pdf

    with closing(write_pdf(content, path)) as steps:
        for step in steps:
            yield Progress(step.done, step.total, tr("Writing the report"))
