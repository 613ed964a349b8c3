"""From what is known of one image, as a case has it, to its page of a report.

JSON of a case may have been written by anyone: what does not fit is left out, with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from gng_desktop.analysis import OWN
from gng_desktop.analysis.support import support
from gng_desktop.casework.from_json import (
    WRONG,
    Facts,
    analysis_of,
    check,
    number_or_none,
    split_path,
    stress_of,
    support_of,
    whole,
)
from gng_desktop.casework.result_files import of_other_bytes
from gng_desktop.explain.catalogue import MASKERS, METHODS, method_name
from gng_desktop.imaging.labels import BACKGROUND, CLASSES
from gng_desktop.provenance.fields import VALUE_LIMIT, WITHHELD, clean
from gng_desktop.report import sentences, text
from gng_desktop.report.content import (
    FileFacts,
    FurtherMap,
    ImagePage,
    MapFacts,
    ModelSheet,
    Part,
    Regions,
)
from gng_desktop.report.pictures import Picture, View, framed, numbered

if TYPE_CHECKING:
    from gng_desktop.casework.case.contents import CaseExplanation, CaseImage, CasePart

SHAP, REGIONS = METHODS["shap"].result, METHODS["regions"].result
"""`Explanation.method` of the maps that are shown if they are there, and of the bars."""
PLAIN: tuple[View, ...] = ("original", "overlay", "stripped")
MAPS: tuple[View, View] = ("map_with_background", "map_without_background")

FIELDS_SHOWN, FIELD_CHARACTERS = 24, 160
"""Fields of metadata that a page lists, and characters of each; the case keeps all."""
SENTENCES_SHOWN = 12  # sentences on credentials and traces, of each kind, that a page tells

_CUT = re.compile(r"… \(([\d,]+) characters in all\)$")

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
        file=read("the provenance", partial(file_facts_of, gps=gps), stated),
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
        facts_of = partial(maps_of, method, tested=explained[method].tested)
        maps = read("the facts on the maps", facts_of, explained[method].facts)
    if maps is None:  # without words nobody knows what they show
        pictures = {view: found for view, found in pictures.items() if view not in MAPS}
    further = []
    for name, found in explained.items():
        if isinstance(found.facts, Mapping) and "detector" in found.facts:
            drawn = picture(name)
            one = partial(further_of, name, tested=found.tested, picture=drawn)
            further.append(read("the facts on the maps", one, found.facts))
    bars = explained[REGIONS].facts if REGIONS in explained else None
    return Part(
        analysis=analysis,
        support=worth,
        thresholds=_thresholds(used),
        pictures=pictures,
        maps=maps,
        regions=read("the explanation by regions", regions_of, bars),
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


def maps_of(method: str, facts: Facts, tested: Facts | None) -> MapFacts:
    """Return how two maps came about; raises as `analysis_of`.

    `method` is `Explanation.method`, `facts` and `tested` are those of `Explanations`.
    """
    pair = [facts[role] for role in OWN]
    gains = [tested[role]["gain_log_odds"] if tested else None for role in OWN]
    check(all(number_or_none(gain) for gain in gains), "gain")
    check(all(whole(found["evaluations"]) for found in pair), "evaluations")
    masker = str(pair[0]["masker"])
    return MapFacts(
        method=method_name(method),
        masker=MASKERS.get(masker, masker),
        unit=str(pair[0]["unit"]),
        directed=bool(pair[0]["directed"]),
        evaluations=(pair[0]["evaluations"], pair[1]["evaluations"]),
        gains=(gains[0], gains[1]),
        engine=clean(str(pair[0].get("engine", "")), 60),
    )


def further_of(method: str, facts: Facts, tested: Facts | None, picture: Any) -> FurtherMap:
    """Return how a further detector's map, shown by `picture`, came about; see `maps_of`."""
    name = str(facts["detector"])
    found, gain = facts[name], tested[name]["gain_log_odds"] if tested else None
    table = dict(found.get("contributions", {}))
    check(whole(found["evaluations"]) and len(table) <= len(CLASSES), "evaluations")
    check(all(number_or_none(v) for v in (gain, *table.values())), "gain")
    order = sorted(table, key=lambda region: -abs(table[region]))
    return FurtherMap(
        label=clean(str(facts["label"]), 120),
        method=method_name(method.removesuffix(f".{name}")),
        masker=MASKERS.get(str(found["masker"]), str(found["masker"])),
        unit=str(found["unit"]),
        evaluations=found["evaluations"],
        gain=gain,
        engine=clean(str(found.get("engine", "")), 60),
        picture=picture,
        regions=tuple((clean(region, 40), table[region]) for region in order),
    )


def regions_of(facts: Facts) -> Regions:
    """Return what regions brought to both scores, the largest first; raises as `analysis_of`."""
    pair = [facts[role] for role in OWN]
    tables = [dict(found["contributions"]) for found in pair]
    check(all(number_or_none(v) and v is not None for t in tables for v in t.values()), "value")
    # The stripped view's background is black from the start and takes no part.
    tables[1].pop(CLASSES[BACKGROUND], None)
    names = dict.fromkeys(name for table in tables for name in table)
    rows = [(clean(name, 40), tables[0].get(name), tables[1].get(name)) for name in names]
    unit, hidden = pair[0]["unit"], [found["hidden_score"] for found in pair]
    check(len(names) <= len(CLASSES), "contributions")
    check(unit == pair[1]["unit"] and unit in text.BAR_UNITS, "unit")
    check(all(number_or_none(s, 0, 1) and s is not None for s in hidden), "hidden_score")
    return Regions(
        unit=unit,
        rows=tuple(sorted(rows, key=lambda row: -max(abs(v or 0.0) for v in row[1:]))),
        hidden_scores=(hidden[0], hidden[1]),
        evaluations=(pair[0]["evaluations"], pair[1]["evaluations"]),
        notes=tuple(dict.fromkeys(str(note) for found in pair for note in found["notes"])),
        reading=str(facts.get("reading", "")),
    )


def file_facts_of(facts: Facts, gps: bool = False) -> FileFacts:
    """Return what a file states, by `Provenance.to_json`; raises as `analysis_of`.

    `gps`: say where the image was taken, if `facts` do.
    """
    file, rows = facts["facts"], facts["metadata"]
    # What tells the place is left out, not only its value: a name can tell, too.
    open_rows = [row for row in rows if (gps and row["value"] != WITHHELD) or not row["gps"]]
    metadata = tuple(
        (clean(str(row["group"]), 40), clean(str(row["name"]), 80), shortened(str(row["value"])))
        for row in open_rows[:FIELDS_SHOWN]
    )
    found = facts["content_credentials"]
    for name in ("size", "width", "height", "bits_per_channel"):
        check(file[name] is None or whole(file[name]), name)
    return FileFacts(
        format=str(file["format"] or ""),
        colours=str(file["colours"] or ""),
        width=file["width"],
        height=file["height"],
        bits=file["bits_per_channel"],
        size=file["size"],
        suffix=str(file["suffix"]),
        suffix_fits=bool(file["suffix_fits"]),
        modified=str(file["modified"] or ""),
        md5=str(file["md5"] or ""),
        credentials=tuple(sentences.credentials(found))[:SENTENCES_SHOWN],
        traces=tuple(
            (str(trace["what"]), str(trace["source"]), str(trace["excerpt"]))
            for trace in facts["generator_traces"][:SENTENCES_SHOWN]
        ),
        jpeg=sentences.jpeg(facts["jpeg"]) if facts["jpeg"] else "",
        thumbnails=tuple(
            sentences.thumbnail(found) for found in facts["thumbnails"][:SENTENCES_SHOWN]
        ),
        metadata=metadata,
        fields=len(open_rows),
        has_gps=bool(facts["has_gps"]),
        shows_gps=gps and any(row["gps"] for row in open_rows),
        problems=tuple(str(problem) for problem in facts["problems"][:SENTENCES_SHOWN]),
        # Cases of earlier versions lack these.
        flag=str(facts.get("flag", {}).get("sentence", "")),
        no_traces=str(facts.get("no_traces") or sentences.NO_TRACES),
        trailing=tuple(str(p["sentence"]) for p in facts.get("trailing", [])[:SENTENCES_SHOWN]),
    )


def shortened(value: str, limit: int = FIELD_CHARACTERS) -> str:
    """Return a value of `fields.clean` in at most `limit` characters, with its true length."""
    if len(value) <= limit:
        return clean(value, limit)
    # Only a value above the first limit has its length stated by this program, not by the file.
    cut = _CUT.search(value) if len(value) > VALUE_LIMIT else None
    length = cut[1] if cut else f"{len(value):,}"
    return f"{clean(value[:limit], limit)}… ({length} characters in all)"
