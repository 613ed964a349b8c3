"""From results, of a case or at hand, to what a report holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop import __version__
from gng_desktop.analysis.support import model_of
from gng_desktop.casework.case.belonging import decided_on, of_other_bytes
from gng_desktop.casework.records import ROLES, explanation_facts, faithfulness_facts
from gng_desktop.casework.report import reading, text
from gng_desktop.casework.report.content import (
    FileEntry,
    ImagePage,
    LogEntry,
    ModelSheet,
    ReportContent,
)
from gng_desktop.casework.report.pages import Facts, Known, KnownPart, page_of
from gng_desktop.modelstore import Manifest
from gng_desktop.moments import now
from gng_desktop.progress import Progress

if TYPE_CHECKING:
    from gng_desktop.casework.case.contents import CaseImage
    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.decisions import Decision
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.rendering import Palette


def content_of(
    case: Case, gps: bool = False, images: Collection[str] | None = None
) -> ReportContent:
    """Return the report on a case; see `content_steps`."""
    for step in content_steps(case, gps, images):
        if isinstance(step, ReportContent):
            return step
    raise AssertionError("the last step is the content")


def content_steps(
    case: Case, gps: bool = False, images: Collection[str] | None = None
) -> Iterator[Progress | ReportContent]:
    """Read a case as far as a report tells of it; nothing but the case is read.

    Parameters
    ----------
    case : Case
        Also looked over for changes; what is wrong with it is told in the report.
    gps : bool
        Whether to tell where images were taken, if the case knows.
    images : collection of str, optional
        SHA-256 of the images reported on; all of them by default.

    Yields
    ------
    Progress
    ReportContent
        At last.

    Raises
    ------
    CaseError
        If the case cannot be read.
    """
    from gng_desktop.casework.case.verify import verify_steps

    problems: list[str] = []
    for step in verify_steps(case.path):
        if isinstance(step, Progress):
            yield step
        else:
            problems.append(step)
    about, log = case.metadata, case.log()
    models = _models(case, problems)
    wanted = [i for i in case.images() if images is None or i.sha256 in images]
    pages = []
    for done, image in enumerate(wanted):
        yield Progress(done, len(wanted), "Gathering the report")
        pages.append(page_of(_of_case(case, image), done + 1, models, gps))
    yield ReportContent(
        title=about.title,
        reference=about.reference,
        examiner=about.examiner,
        about=((text.CASE_MADE, text.when(about.created_at)), (text.CASE_NUMBER, about.id)),
        made_at=now(),
        version=__version__,
        pages=tuple(pages),
        models=tuple(models),
        files=tuple(
            entry
            for image, page in zip(wanted, pages, strict=True)
            for entry in _files(image, page)
        ),
        log=tuple(
            LogEntry(e.sequence, e.at, e.who, e.what, len(e.rows), e.program, e.sha256) for e in log
        ),
        head=log[-1].sha256 if log else "",
        palette=_palette(case),
        intact=not problems,
        problems=tuple(problems),
    )


def content_of_results(
    results: Sequence[Results],
    models: Mapping[str, Any],
    title: str = "",
    reference: str = "",
    examiner: str = "",
    palette: Palette = "red-blue",
    gps: bool = False,
    problems: Sequence[str] = (),
) -> ReportContent:
    """Return the report on results that are in no case.

    Parameters
    ----------
    results : sequence of Results
        Those on faces of one file, and on the whole of it, make one page.
    models : mapping of str to StoredModel
        By role; those that made them are told of.
    title, reference, examiner : str
        Of the report, as far as they are known.
    palette : {"red-blue", "colour-blind-safe"}
        Of maps and bars.
    gps : bool
        Whether to tell where images were taken, if their provenance was read.
    problems : sequence of str
        What is said of models that were found and not used.
    """
    sheets = [
        ModelSheet(role, model.label, model.sha256, model.manifest)
        for role, model in models.items()
        if any(model_of(found.analysis, models, role) is model for found in results)
    ]
    pages = [
        page_of(_of_results(found, palette, gps), number, sheets, gps)
        for number, found in enumerate(_by_image(results), start=1)
    ]
    return ReportContent(
        title=title,
        reference=reference,
        examiner=examiner,
        about=tuple((text.MODELS_NOT_USED, problem) for problem in problems),
        made_at=now(),
        version=__version__,
        pages=tuple(pages),
        models=tuple(sheets),
        files=tuple(_entry(page, page.name, page.folder, "") for page in pages),
        log=(),
        head="",
        palette=palette,
    )


def _palette(case: Case) -> Palette:
    """Return the colours in which the case's maps were drawn, as its settings tell."""
    found = case.settings().get("palette")
    return "colour-blind-safe" if found == "colour-blind-safe" else "red-blue"


def _models(case: Case, problems: list[str]) -> list[ModelSheet]:
    sheets = []
    for model in case.models():
        try:
            manifest = Manifest.from_json(model.manifest)
            sheets.append(ModelSheet(manifest.role, model.label, model.sha256, manifest))
        except reading.WRONG:
            problems.append(text.broken_model(model.role))
    return sheets


def _files(image: CaseImage, page: ImagePage) -> Iterator[FileEntry]:
    """Yield an entry for each place of an image; one without a name where none is known."""
    for place in image.places:
        yield _entry(page, *reading.split_path(place.path), place.computer)
    if not image.places:
        yield _entry(page, "", "", "")


def _entry(page: ImagePage, name: str, folder: str, computer: str) -> FileEntry:
    judged = page.verdict if page.faces else None
    return FileEntry(name, folder, computer, page.size, page.sha256, len(page.faces), judged)


def _of_case(case: Case, image: CaseImage) -> Known:
    return Known(
        path=image.places[-1].path if image.places else "",
        sha256=image.sha256,
        size=image.size,
        parts=tuple(
            KnownPart(
                analysis=part.analysis.facts,
                support=part.analysis.support,
                explanations={e.method: (e.facts, e.tested) for e in part.explanations},
                pictures={n: partial(case.preview, kept) for n, kept in part.previews.items()},
                stress=part.stress,
                history=part.history,
            )
            for part in image.parts
        ),
        provenance=image.provenance,
        history=image.history,
        by_other_models=image.by_other_models,
        other_frames=tuple(a.facts for a in image.other_frames),
    )


def _by_image(results: Sequence[Results]) -> list[list[Results]]:
    """Put results on parts of one image together, faces first; of one part the last counts."""
    images: dict[tuple[str, str | None, int], dict[int | None, Results]] = {}
    for found in results:
        analysis = found.analysis
        parts = images.setdefault((analysis.path, analysis.sha256, analysis.frame), {})
        parts[analysis.face_index] = found
    return [
        [parts[number] for number in sorted(parts, key=lambda n: (n is None, n or 0))]
        for parts in images.values()
    ]


def _of_results(results: Sequence[Results], palette: Palette, gps: bool) -> Known:
    """Return what results on parts of one image tell of it."""
    from gng_desktop.imaging.provenance.record import Provenance

    analysis = results[0].analysis
    found = next((r.provenance for r in results if r.provenance is not None), None)
    provenance = None
    if found is not None:
        provenance = found.to_json(gps) if isinstance(found, Provenance) else found.to_json()
    of_other = of_other_bytes(provenance, analysis.sha256)
    history = max((tuple(r.history) for r in results), key=len)
    return Known(
        path=str(Path(analysis.path).absolute()),
        sha256=analysis.sha256 or "",
        size=provenance["facts"]["size"] if provenance and not of_other else None,
        parts=tuple(_part_of_results(r, palette, history) for r in results),
        provenance=provenance,
        history=history,
    )


def _part_of_results(results: Results, palette: Palette, history: Sequence[Decision]) -> KnownPart:
    from gng_desktop.casework.case.previews import previews

    analysis = results.analysis
    explanations: dict[str, tuple[Facts, Facts | None]] = {}
    for explained in results.explained:
        if explained.complete:
            method = explained.maps[0].method
            tests = map(faithfulness_facts, results.tested.get(method, ()))
            tested = dict(zip(ROLES, tests, strict=False))
            explanations[method] = explanation_facts(explained), tested or None
    drawn = previews(results, palette)
    return KnownPart(
        analysis=analysis.to_json(),
        support=None,
        explanations=explanations,
        pictures={name: partial(drawn.__getitem__, name) for name in drawn},
        stress=results.stress.to_json() if results.stress is not None else None,
        history=decided_on(history, analysis.face_index, analysis.face_box, analysis.frame),
    )
