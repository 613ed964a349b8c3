"""From what is known of one image, as JSON values, to its page of a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from gng_desktop.analysis.support import support
from gng_desktop.casework.case.belonging import of_other_bytes
from gng_desktop.casework.records import ROLES
from gng_desktop.casework.report import reading, text
from gng_desktop.casework.report.content import ImagePage, ModelSheet, Part, Picture, View
from gng_desktop.casework.report.pictures import framed, numbered
from gng_desktop.explain.catalogue import METHODS

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.decisions import Decision

SHAP, REGIONS = METHODS["shap"].result, METHODS["regions"].result
"""`Explanation.method` of the maps that are shown if they are there, and of the bars."""
PLAIN: tuple[View, ...] = ("original", "overlay", "stripped")
MAPS: tuple[View, View] = ("map_with_background", "map_without_background")

T = TypeVar("T")
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class KnownPart:
    """What is known of one judged part: JSON values, and pictures by the names of case previews.

    Attributes
    ----------
    analysis, support, stress : mapping or None
        From `Analysis.to_json`, of the fields of `Support`, and from `Stress.to_json`.
    explanations : mapping of str to (mapping, mapping or None)
        By method, `records.explanation_facts` and, where the maps were tested,
        `records.faithfulness_facts` by classifier.
    pictures : mapping of str to callable
        Each returns the whole file.
    history : tuple of Decision
        Those on this part.
    """

    analysis: Facts | None
    support: Facts | None
    explanations: Mapping[str, tuple[Facts, Facts | None]]
    pictures: Mapping[str, Callable[[], bytes]]
    stress: Facts | None
    history: tuple[Decision, ...]


NOTHING = KnownPart(None, None, {}, {}, None, ())


@dataclass(frozen=True)
class Known:
    """What is known of one image.

    `parts` are its judged parts, faces first; `history` are all decisions on it, and
    `by_other_models` counts analyses by other models than theirs; `other_frames` are those of other
    pictures of the file.
    """

    path: str
    sha256: str
    size: int | None
    parts: tuple[KnownPart, ...]
    provenance: Facts | None
    history: tuple[Decision, ...]
    by_other_models: int = 0
    other_frames: tuple[Facts, ...] = ()


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


def page_of(known: Known, number: int, models: Sequence[ModelSheet], gps: bool) -> ImagePage:
    """Return the page of an image.

    Parameters
    ----------
    known : Known
    number : int
        From 1, in the order of the report.
    models : sequence of ModelSheet
        That made the results.
    gps : bool
        Whether to tell where the image was taken, if that is known.
    """
    read = _Reader()
    found = [_part(part, models, read) for part in known.parts or (NOTHING,)]
    # Of an analysis that cannot be read nobody knows which part it is of.
    found = [part for part in found if part.analysis is not None] or found[-1:]
    faces = [part for part in found if part.face is not None]
    parts = [replace(part, pictures=framed(part.pictures, part.analysis)) for part in found]
    if len(parts) > 1 and faces:
        shown = _of_file(faces)
    else:
        shown, parts = parts[-1], []
    others = [read(text.THE_ANALYSIS, reading.analysis_of, facts) for facts in known.other_frames]
    if told := text.other_frames([analysis for analysis in others if analysis is not None]):
        read.problems.append(told)
    name, folder = reading.split_path(known.path)
    stated = known.provenance
    if of_other_bytes(stated, known.sha256):
        stated = None
        read.problems.append(text.OTHER_BYTES)
    return ImagePage(
        number=number,
        name=name,
        folder=folder,
        sha256=known.sha256,
        size=known.size,
        analysis=shown.analysis,
        support=shown.support,
        thresholds=shown.thresholds,
        pictures=shown.pictures,
        maps=shown.maps,
        regions=shown.regions,
        stress=shown.stress,
        file=read(text.THE_FILE, partial(reading.file_facts_of, gps=gps), stated),
        decisions=known.history,
        problems=tuple(dict.fromkeys(read.problems)),
        parts=tuple(parts),
        by_other_models=known.by_other_models,
    )


def _of_file(faces: Sequence[Part]) -> Part:
    """Return what the faces of an image mean for it, and all of them in one picture."""
    from gng_desktop.analysis.each import file_verdict

    analyses = [face.analysis for face in faces if face.analysis is not None]
    verdict = file_verdict(analyses)
    decides = next(face for face in faces if face.face == verdict.face_index)
    original = next((f.pictures["original"] for f in faces if "original" in f.pictures), None)
    return Part(
        analysis=verdict,
        support=decides.support,
        thresholds=decides.thresholds,
        pictures={} if original is None else {"original": numbered(original, analyses)},
    )


def _part(known: KnownPart, models: Sequence[ModelSheet], read: _Reader) -> Part:
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
    return Part(
        analysis=analysis,
        support=worth,
        thresholds=_thresholds(used),
        pictures=pictures,
        maps=maps,
        regions=read(text.THE_REGIONS, reading.regions_of, bars[0] if bars else None),
        stress=read(text.THE_STRESS, reading.stress_of, known.stress),
        decisions=known.history,
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


def _shown_method(known: KnownPart) -> str:
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
