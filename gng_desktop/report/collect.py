"""From results, of a case or at hand, to what a report holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop import __version__
from gng_desktop.analysis import FAST_NOTE, OWN
from gng_desktop.analysis.support import by_rule_of, model_of
from gng_desktop.casework import from_json
from gng_desktop.casework.case.contents import (
    CaseAnalysis,
    CaseExplanation,
    CaseImage,
    CaseMetadata,
    CasePart,
    Place,
)
from gng_desktop.casework.case.evidence import STATES, EvidenceState, check_evidence
from gng_desktop.casework.decisions import decided_on
from gng_desktop.casework.result_files import of_other_bytes
from gng_desktop.core.progress import Progress
from gng_desktop.core.timestamps import now
from gng_desktop.modelstore import Manifest
from gng_desktop.modelstore.detectors import NAMES, DetectorManifest
from gng_desktop.report import text
from gng_desktop.report.content import (
    NO_COVER,
    Cover,
    FileEntry,
    ImagePage,
    LogEntry,
    ModelSheet,
    ReportContent,
)
from gng_desktop.report.image_page import page_of

if TYPE_CHECKING:
    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.rendering import Palette


def content_steps(
    case: Case,
    gps: bool = False,
    images: Sequence[str] | None = None,
    cover: Cover = NO_COVER,
    contact_sheet: bool = True,
) -> Iterator[Progress | ReportContent]:
    """Read the content of a report from a case; yield it at last.

    The case is verified, too, and the report says what is wrong with it. The images it is on are
    hashed again where they can be found, and it says which are changed. Results of different
    models are never mixed: of images that others have analysed than the latest one it says that
    they are left out.

    Parameters
    ----------
    case : Case
    gps : bool
        Whether to say where images were taken, if the case knows.
    images : sequence of str, optional
        SHA-256 of the images reported on, in the order of the report; all of them by default.
    cover : Cover
        What it leaves open is that of the case.
    contact_sheet : bool
        Whether several images are also shown small, all together.

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
    every = case.images()
    chosen = every
    if images is not None:
        by_hash = {image.sha256: image for image in every}
        chosen = [by_hash[sha256] for sha256 in dict.fromkeys(images) if sha256 in by_hash]
    shown, others = by_same_models(chosen)
    scored = (i.analysis.facts for i in shown if i.analysis and _scored(i.analysis))
    notes = {note for known in scored for note in known.get("notes", ()) if note == FAST_NOTE}
    models = [by_rule_of(model, notes) for model in models]
    stated, facts = _stated(about, cover)
    if len(chosen) < len(every):
        facts.append(("Selection", text.chosen(len(chosen), len(every))))
    if others:
        places = ((i.places[-1].path if i.places else i.sha256[:12]) for i in others)
        names = [from_json.split_path(place)[0] for place in places]
        facts.append(("Left out", text.other_models(names)))
    pages, states = [], []
    for done, image in enumerate(shown):
        found = []
        for state in check_evidence(image.sha256, image.places, case.path.absolute()):
            yield Progress(done, len(shown), "Collecting the report")
            if isinstance(state, EvidenceState):
                found.append(state.state)
        states.append(found)
        page = page_of(image, case.preview, done + 1, models, gps)
        pages.append(replace(page, evidence=min(found, key=STATES.index, default="")))
    if words := text.evidence([p.evidence for p in pages]):
        facts.append(("Evidence", words))
    drawn_in = case.settings().get("palette")
    yield ReportContent(
        **stated,
        about=tuple(facts),
        made_at=now(),
        version=__version__,
        pages=tuple(pages),
        models=tuple(models),
        files=_files(shown, pages, states),
        log=tuple(
            LogEntry(e.sequence, e.at, e.who, e.what, len(e.rows), e.program, e.sha256) for e in log
        ),
        head=log[-1].sha256 if log else "",
        palette="colour-blind-safe" if drawn_in == "colour-blind-safe" else "red-blue",
        intact=not problems,
        problems=tuple(problems),
        laboratory=cover.laboratory,
        logo=cover.logo,
        contact_sheet=contact_sheet,
    )


def _stated(about: CaseMetadata, cover: Cover) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return title, reference and examiner, and further facts on the case."""
    facts, stated = [("Case made", text.when(about.created_at)), ("Case identifier", about.id)], {}
    for name, words in text.OF_THE_CASE.items():
        own, other = getattr(about, name), getattr(cover, name)
        stated[name] = own if other is None else other
        # What the cover says otherwise is not hidden.
        if own and stated[name] != own:
            facts.append((words, own))
    return stated, facts


def by_same_models(images: Sequence[CaseImage]) -> tuple[list[CaseImage], list[CaseImage]]:
    """Return the images analysed by the models of the latest analysis, and all others.

    An image without an analysis, or without a face, is not by other models.
    """
    known = [image.analysis for image in images if image.analysis is not None]
    if not known:
        return list(images), []
    latest = max(known, key=lambda a: (None not in a.made_by, a.entry))

    def alike(made: CaseAnalysis) -> bool:
        return all(m is None or m == n for m, n in zip(made.made_by, latest.made_by, strict=False))

    # Without a face no further detector was asked.
    scored = (a for a in known if _scored(a) and alike(a) and None not in a.made_by)
    decided = max(scored, key=lambda a: a.entry, default=latest)

    def fits(image: CaseImage) -> bool:
        made = image.analysis
        if made is None or made.facts.get("status") == "error":
            return True
        asked = _scored(made) and None not in made.made_by
        return alike(made) and (not asked or _deciding(made) == _deciding(decided))

    return [i for i in images if fits(i)], [i for i in images if not fits(i)]


def _scored(analysis: CaseAnalysis) -> bool:
    return isinstance(analysis.facts, Mapping) and analysis.facts.get("status") == "ok"


def _deciding(analysis: CaseAnalysis) -> dict[str, Any]:
    """Return those that decided, and parts of a fusion, with labels; and whether by --fast."""
    try:
        labels = {d["id"]: d["label"] for d in analysis.facts.get("detectors", ())}
        names = (*analysis.facts.get("deciding", OWN), *(n for n in NAMES if n in labels))
        fast = FAST_NOTE in analysis.facts.get("notes", ())
        return {name: labels.get(name) for name in names} | {"--fast": fast}
    except from_json.WRONG:
        # A stranger's case may hold anything; the page itself says that it cannot be read.
        return {}


def content_of_results(
    results: Sequence[Results],
    models: Mapping[str, Any],
    cover: Cover = NO_COVER,
    palette: Palette = "red-blue",
    gps: bool = False,
    problems: Sequence[str] = (),
) -> ReportContent:
    """Return the report on results that are in no case; see `content_steps`.

    Those on faces of one file, and on the whole of it, make one page. Of `models`, by role, those
    that made the results are described; `problems` are sentences on models that were not used.
    """
    sheets = [
        ModelSheet(role, used[0].label, used[0].sha256, used[0].manifest)
        for role in models
        if (used := [m for r in results if (m := model_of(r.analysis, models, role)) is not None])
    ]
    drawn: list[bytes] = []
    images = [_image_of(found, palette, gps, drawn) for found in _by_image(results)]
    load = drawn.__getitem__
    pages = [page_of(image, load, n, sheets, gps) for n, image in enumerate(images, start=1)]
    return ReportContent(
        title=cover.title or "",
        reference=cover.reference or "",
        examiner=cover.examiner or "",
        laboratory=cover.laboratory,
        logo=cover.logo,
        about=tuple(("Not used", problem) for problem in problems),
        made_at=now(),
        version=__version__,
        pages=tuple(pages),
        models=tuple(sheets),
        files=_files(images, pages, [[] for _ in images]),
        log=(),
        head="",
        palette=palette,
    )


def _models(case: Case, problems: list[str]) -> list[ModelSheet]:
    sheets = []
    for model in case.models():
        try:
            foreign = "preprocess" in model.manifest
            kind = DetectorManifest if foreign else Manifest
            manifest = kind.from_json(model.manifest)
            sheets.append(ModelSheet(manifest.role, model.label, model.sha256, manifest))
        except from_json.WRONG:
            problems.append(text.broken_model(model.role))
    return sheets


def _files(
    images: Sequence[CaseImage], pages: Sequence[ImagePage], states: Sequence[Sequence[str]]
) -> tuple[FileEntry, ...]:
    """Return an entry for each place of each image; one without a name where none is known."""
    found = []
    for image, page, seen in zip(images, pages, states, strict=True):
        count, verdict = len(page.faces), page.verdict if page.faces else None
        places = [(*from_json.split_path(p.path), p.computer) for p in image.places]
        for place, state in zip_longest(places or [("", "", "")], seen, fillvalue=""):
            facts = *place, page.size, page.sha256, count, verdict, state
            found.append(FileEntry(*facts))
    return tuple(found)


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


def _image_of(
    results: Sequence[Results], palette: Palette, gps: bool, drawn: list[bytes]
) -> CaseImage:
    """Return results on parts of one image as a case would have them; previews go into `drawn`."""
    from gng_desktop.casework.case.previews import previews
    from gng_desktop.provenance.record import Provenance

    first = results[0].analysis
    found = next((r.provenance for r in results if r.provenance is not None), None)
    provenance = None
    if found is not None:
        provenance = found.to_json(gps) if isinstance(found, Provenance) else found.to_json()
    of_other = of_other_bytes(provenance, first.sha256)
    history = max((tuple(r.history) for r in results), key=len)
    parts = []
    for one in results:
        analysis, names = one.analysis, {}
        for name, data in previews(one, palette).items():
            names[name] = len(drawn)
            drawn.append(data)
        explained = [
            CaseExplanation(0, 0, 0, e.method, e.facts, e.tested_facts())
            for e in one.explanations()
        ]
        stress = None if one.stress is None else dict(one.stress.to_json())
        decided = decided_on(history, analysis.face_index, analysis.face_box, analysis.frame)
        made = CaseAnalysis(0, 0, analysis.to_json(), None)
        parts.append(CasePart(made, tuple(explained), stress, names, decided))
    return CaseImage(
        sha256=first.sha256 or "",
        size=provenance["facts"]["size"] if provenance and not of_other else None,
        width=first.width,
        height=first.height,
        places=(Place(str(Path(first.path).absolute()), None, "", ""),),
        provenance=None if provenance is None else dict(provenance),
        history=history,
        parts=tuple(parts),
    )
