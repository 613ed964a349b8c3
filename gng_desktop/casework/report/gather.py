"""From results, of a case or at hand, to what a report holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from gng_desktop import __version__
from gng_desktop.analysis.result import Analysis
from gng_desktop.analysis.support import support
from gng_desktop.casework.records import ROLES, explanation_facts, faithfulness_facts
from gng_desktop.casework.report import reading, text
from gng_desktop.casework.report.content import (
    FileEntry,
    ImagePage,
    LogEntry,
    ModelSheet,
    Picture,
    ReportContent,
    View,
)
from gng_desktop.casework.report.pictures import framed
from gng_desktop.explain.catalogue import METHODS
from gng_desktop.modelstore import Manifest
from gng_desktop.progress import Progress

if TYPE_CHECKING:
    from gng_desktop.casework.case.contents import CaseImage
    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.decisions import Decision
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.rendering import Palette

SHAP, REGIONS = METHODS["shap"].result, METHODS["regions"].result
"""`Explanation.method` of the maps that are shown if they are there, and of the bars."""
PLAIN: tuple[View, ...] = ("original", "overlay", "stripped")
MAPS: tuple[View, View] = ("map_with_background", "map_without_background")

T = TypeVar("T")
Facts = Mapping[str, Any]


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
        pages.append(_page(_of_case(case, image), done + 1, models, gps))
    yield ReportContent(
        title=about.title,
        reference=about.reference,
        examiner=about.examiner,
        about=((text.CASE_MADE, text.when(about.created_at)), (text.CASE_NUMBER, about.id)),
        made_at=now(),
        version=__version__,
        pages=tuple(pages),
        models=tuple(models),
        files=tuple(entry for image in wanted for entry in _files(image)),
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
) -> ReportContent:
    """Return the report on results that are in no case.

    Parameters
    ----------
    results : sequence of Results
    models : mapping of str to StoredModel
        By role, those that made them.
    title, reference, examiner : str
        Of the report, as far as they are known.
    palette : {"red-blue", "colour-blind-safe"}
        Of maps and bars.
    gps : bool
        Whether to tell where images were taken, if their provenance was read.
    """
    sheets = [
        ModelSheet(role, model.label, model.sha256, model.manifest)
        for role, model in models.items()
    ]
    pages = [
        _page(_of_results(found, palette, gps), number, sheets, gps)
        for number, found in enumerate(results, start=1)
    ]
    return ReportContent(
        title=title,
        reference=reference,
        examiner=examiner,
        about=(),
        made_at=now(),
        version=__version__,
        pages=tuple(pages),
        models=tuple(sheets),
        files=tuple(FileEntry(p.name, p.folder, "", p.size, p.sha256) for p in pages),
        log=(),
        head="",
        palette=palette,
    )


def _palette(case: Case) -> Palette:
    """Return the colours in which the case's maps were drawn, as its settings tell."""
    found = case.settings().get("palette")
    return "colour-blind-safe" if found == "colour-blind-safe" else "red-blue"


def now() -> str:
    """Return the time as a report tells it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _models(case: Case, problems: list[str]) -> list[ModelSheet]:
    sheets = []
    for model in case.models():
        try:
            manifest = Manifest.from_json(model.manifest)
            sheets.append(ModelSheet(manifest.role, model.label, model.sha256, manifest))
        except reading.WRONG:
            problems.append(text.broken_model(model.role))
    return sheets


def _files(image: CaseImage) -> Iterator[FileEntry]:
    """Yield an entry for each place of an image; one without a name where none is known."""
    for place in image.places:
        name, folder = reading.split_path(place.path)
        yield FileEntry(name, folder, place.computer, image.size, image.sha256)
    if not image.places:
        yield FileEntry("", "", "", image.size, image.sha256)


@dataclass(frozen=True)
class _Known:
    """What is known of one image: JSON values, and pictures by the names of case previews."""

    path: str
    sha256: str
    size: int | None
    analysis: Facts | None
    support: Facts | None
    explanations: Mapping[str, tuple[Facts, Facts | None]]
    pictures: Mapping[str, Callable[[], bytes]]
    stress: Facts | None
    provenance: Facts | None
    history: tuple[Decision, ...]


def _of_case(case: Case, image: CaseImage) -> _Known:
    return _Known(
        path=image.places[-1].path if image.places else "",
        sha256=image.sha256,
        size=image.size,
        analysis=image.analysis.facts if image.analysis else None,
        support=image.analysis.support if image.analysis else None,
        explanations={e.method: (e.facts, e.tested) for e in image.explanations},
        pictures={name: partial(case.preview, kept) for name, kept in image.previews.items()},
        stress=image.stress,
        provenance=image.provenance,
        history=image.history,
    )


def _of_results(results: Results, palette: Palette, gps: bool) -> _Known:
    from gng_desktop.casework.case.previews import previews
    from gng_desktop.imaging.provenance.record import Provenance

    analysis, found = results.analysis, results.provenance
    provenance = None
    if found is not None:
        provenance = found.to_json(gps) if isinstance(found, Provenance) else found.to_json()
    explanations: dict[str, tuple[Facts, Facts | None]] = {}
    for explained in results.explained:
        if explained.complete:
            method = explained.maps[0].method
            tests = map(faithfulness_facts, results.tested.get(method, ()))
            tested = dict(zip(ROLES, tests, strict=False))
            explanations[method] = explanation_facts(explained), tested or None
    drawn = previews(results, palette)
    return _Known(
        path=str(Path(analysis.path).absolute()),
        sha256=analysis.sha256 or "",
        size=provenance["facts"]["size"] if provenance else None,
        analysis=analysis.to_json(),
        support=None,
        explanations=explanations,
        pictures={name: partial(drawn.__getitem__, name) for name in drawn},
        stress=results.stress.to_json() if results.stress is not None else None,
        provenance=provenance,
        history=tuple(results.history),
    )


class _Reader:
    """Reads what may not fit, and keeps a sentence for each part that does not."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def __call__(self, what: str, read: Callable[[Any], T], facts: Any) -> T | None:
        if facts is None:
            return None
        try:
            return read(facts)
        except reading.WRONG:
            self.problems.append(text.broken(what))
            return None


def _page(known: _Known, number: int, models: Sequence[ModelSheet], gps: bool) -> ImagePage:
    read = _Reader()
    name, folder = reading.split_path(known.path)
    analysis = read(text.THE_ANALYSIS, reading.analysis_of, known.analysis)
    used = _used(analysis, models)
    worth = read(text.THE_SUPPORT, reading.support_of, known.support)
    if worth is None and known.support is None and analysis is not None:
        worth = support(analysis, used)
    method = _shown_method(known)
    names: dict[View, str] = {view: view for view in PLAIN}
    names |= {view: f"{method}.{role}" for view, role in zip(MAPS, ROLES, strict=True)}
    loaded = {
        view: read(text.A_PICTURE, lambda load: Picture.of(load()), known.pictures.get(kept))
        for view, kept in names.items()
    }
    pictures: dict[View, Picture] = {v: found for v, found in loaded.items() if found is not None}
    maps = None
    if method and set(MAPS) <= set(pictures):
        told = partial(reading.maps_of, method, tested=known.explanations[method][1])
        maps = read(text.THE_MAPS, told, known.explanations[method][0])
    if maps is None:  # without words nobody knows what they show
        pictures = {view: found for view, found in pictures.items() if view not in MAPS}
    bars = known.explanations.get(REGIONS)
    return ImagePage(
        number=number,
        name=name,
        folder=folder,
        sha256=known.sha256,
        size=known.size,
        analysis=analysis,
        support=worth,
        thresholds=_thresholds(used),
        pictures=framed(pictures, analysis),
        maps=maps,
        regions=read(text.THE_REGIONS, reading.regions_of, bars[0] if bars else None),
        stress=read(text.THE_STRESS, reading.stress_of, known.stress),
        file=read(text.THE_FILE, partial(reading.file_facts_of, gps=gps), known.provenance),
        decisions=known.history,
        problems=tuple(dict.fromkeys(read.problems)),
    )


def _used(analysis: Analysis | None, models: Sequence[ModelSheet]) -> dict[str, ModelSheet]:
    """Return, by role, those of `models` that made `analysis`."""
    if analysis is None:
        return {}
    labels = {role: getattr(analysis, f"classifier_{role}") for role in ROLES}
    labels["segmenter"] = analysis.segmenter
    return {m.role: m for m in models if labels.get(m.role) == m.label}


def _thresholds(used: Mapping[str, ModelSheet]) -> dict[str, tuple[float, float] | None]:
    found: dict[str, tuple[float, float] | None] = {}
    for role in ROLES:
        model = used.get(role)
        limits = None if model is None else model.manifest.thresholds
        found[role] = None if limits is None else (limits.real_below, limits.generated_above)
    return found


def _shown_method(known: _Known) -> str:
    """Return the method whose maps are shown: SHAP if there, else any other; "" for none."""
    every = (SHAP, *(m.result for m in METHODS.values() if m.result not in (SHAP, REGIONS)))
    return next(
        (
            method
            for method in every
            if method in known.explanations
            and all(f"{method}.{role}" in known.pictures for role in ROLES)
        ),
        "",
    )
