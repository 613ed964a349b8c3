"""From what is known of one image, as a case has it, to its page of a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from gng_desktop.analysis import OWN
from gng_desktop.analysis.support import support
from gng_desktop.casework.reading import WRONG, analysis_of, split_path, stress_of, support_of
from gng_desktop.casework.records import of_other_bytes
from gng_desktop.explain.catalogue import METHODS
from gng_desktop.report import reading, text
from gng_desktop.report.content import ImagePage, ModelSheet, Part
from gng_desktop.report.pictures import Picture, View, framed, numbered

if TYPE_CHECKING:
    from gng_desktop.casework.case.contents import CaseExplanation, CaseImage, CasePart

SHAP, REGIONS = METHODS["shap"].result, METHODS["regions"].result
"""`Explanation.method` of the maps that are shown if they are there, and of the bars."""
PLAIN: tuple[View, ...] = ("original", "overlay", "stripped")
MAPS: tuple[View, View] = ("map_with_background", "map_without_background")

T = TypeVar("T")
Load = Callable[[int], bytes]  # returns the preview of a number


class _Reader:
    """Reads what may not fit, and keeps a sentence for each part that does not."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def __call__(self, what: str, read: Callable[[Any], T], facts: Any) -> T | None:
        if facts is None:
            return None
        try:
            return read(facts)
        except WRONG:
            self.problems.append(text.broken(what))
            return None


def page_of(
    image: CaseImage, load: Load, number: int, models: Sequence[ModelSheet], gps: bool
) -> ImagePage:
    """Return the page of an image, its `number` from 1; `models` made the results.

    `load` gives the preview of a number, `gps` is whether to say where the image was taken.
    """
    read = _Reader()
    found = [_part(part, load, models, read) for part in image.parts]
    found = found or [Part(analysis=None, support=None, thresholds=_thresholds({}), pictures={})]
    # Of an analysis that cannot be read nobody knows which part it is of.
    found = [part for part in found if part.analysis is not None] or found[-1:]
    faces = [part for part in found if part.face is not None]
    parts = [replace(part, pictures=framed(part.pictures, part.analysis)) for part in found]
    if len(parts) > 1 and faces:
        shown = _of_file(faces)
    else:
        shown, parts = parts[-1], []
    others = [read("the analysis", analysis_of, a.facts) for a in image.other_frames]
    if sentence := text.other_frames([analysis for analysis in others if analysis is not None]):
        read.problems.append(sentence)
    name, folder = split_path(image.places[-1].path if image.places else "")
    stated = image.provenance
    if of_other_bytes(stated, image.sha256):
        stated = None
        read.problems.append(text.OTHER_BYTES)
    of_part = {f.name: getattr(shown, f.name) for f in fields(Part)} | {"decisions": image.history}
    return ImagePage(
        **of_part,
        number=number,
        name=name,
        folder=folder,
        sha256=image.sha256,
        size=image.size,
        file=read("the provenance", partial(reading.file_facts_of, gps=gps), stated),
        problems=tuple(dict.fromkeys(read.problems)),
        parts=tuple(parts),
        by_other_models=image.by_other_models,
    )


def _of_file(faces: Sequence[Part]) -> Part:
    """Return what the faces of an image mean for it, and all of them in one picture."""
    from gng_desktop.analysis.faces_in_image import file_verdict

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


def _part(known: CasePart, load: Load, models: Sequence[ModelSheet], read: _Reader) -> Part:
    analysis = read("the analysis", analysis_of, known.analysis.facts)
    # Those of `models` that made it, by role.
    used = {m.role: m for m in models if analysis and analysis.label_of(m.role) == m.label}
    stated, explained = known.analysis.support, {e.method: e for e in known.explanations}
    worth = read("the support", support_of, stated)
    if stated is None and analysis is not None:
        worth = support(analysis, used)

    def picture(name: str) -> Picture | None:
        return read("a picture", lambda n: Picture.of(load(n)), known.previews.get(name))

    method = _shown_method(known, explained)
    names: dict[View, str] = {view: view for view in PLAIN}
    names |= {view: f"{method}.{role}" for view, role in zip(MAPS, OWN, strict=True)}
    loaded = {view: picture(name) for view, name in names.items()}
    pictures: dict[View, Picture] = {v: found for v, found in loaded.items() if found is not None}
    maps = None
    if method and set(MAPS) <= set(pictures):
        facts_of = partial(reading.maps_of, method, tested=explained[method].tested)
        maps = read("the facts on the maps", facts_of, explained[method].facts)
    if maps is None:  # without words nobody knows what they show
        pictures = {view: found for view, found in pictures.items() if view not in MAPS}
    further = []
    for name, found in explained.items():
        if isinstance(found.facts, Mapping) and "detector" in found.facts:
            drawn = picture(name)
            one = partial(reading.further_of, name, tested=found.tested, picture=drawn)
            further.append(read("the facts on the maps", one, found.facts))
    bars = explained[REGIONS].facts if REGIONS in explained else None
    return Part(
        analysis=analysis,
        support=worth,
        thresholds=_thresholds(used),
        pictures=pictures,
        maps=maps,
        regions=read("the explanation by regions", reading.regions_of, bars),
        stress=read("the stress test", stress_of, known.stress),
        decisions=known.history,
        further=tuple(found for found in further if found is not None),
    )


def _thresholds(used: Mapping[str, ModelSheet]) -> dict[str, tuple[float, float] | None]:
    found: dict[str, tuple[float, float] | None] = {}
    for role in dict.fromkeys((*OWN, *(name for name in used if name != "segmenter"))):
        model = used.get(role)
        limits = None if model is None else model.manifest.thresholds
        found[role] = None if limits is None else (limits.real_below, limits.generated_above)
    first = used.get(OWN[0])
    if first is not None and (fusion := getattr(first.manifest, "fusion", None)):
        found[text.FUSED] = (fusion.thresholds.real_below, fusion.thresholds.generated_above)
    return found


def _shown_method(known: CasePart, explained: Mapping[str, CaseExplanation]) -> str:
    """Return the method whose maps are shown: SHAP if there, else any other; "" for none."""
    for method in (SHAP, *(m.result for m in METHODS.values() if m.result not in (SHAP, REGIONS))):
        if method in explained and all(f"{method}.{role}" in known.previews for role in OWN):
            return method
    return ""
