"""JSON of a case, which may have been written by anyone, into the values of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, get_args

from gng_desktop.analysis import OWN
from gng_desktop.analysis.result import Analysis, DetectorScore, Status, Verdict
from gng_desktop.analysis.stress import AMOUNTS, Stress, StressPoint
from gng_desktop.analysis.support import NO_CONCLUSION, NO_SUPPORT, SCALE, Support
from gng_desktop.casework.records import ROLES
from gng_desktop.casework.report import sentences, text
from gng_desktop.casework.report.content import FileFacts, FurtherMap, MapFacts, Regions
from gng_desktop.explain.catalogue import MASKERS, name_of
from gng_desktop.imaging.corruptions import KINDS
from gng_desktop.imaging.labels import BACKGROUND, CLASSES
from gng_desktop.imaging.provenance.fields import VALUE_LIMIT, WITHHELD, clean
from gng_desktop.modelstore.family import ANSWERS
from gng_desktop.modelstore.manifest import FAMILY_CLASSES

FIELDS_SHOWN, FIELD_CHARACTERS = 24, 160
"""Fields of metadata that a page lists, and characters of each; the case keeps all."""
SENTENCES_SHOWN = 12
"""Sentences on credentials and traces, of each kind, that a page tells."""

WRONG = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)
"""What these functions raise on values that do not fit."""

_CUT = re.compile(r"… \(([\d,]+) characters in all\)$")

Facts = Mapping[str, Any]


def split_path(path: str) -> tuple[str, str]:
    """Return name and folder of a file, also of one on a computer of another kind."""
    windows = re.match(r"[A-Za-z]:[\\/]|\\\\", path)
    place = PureWindowsPath(path) if windows else PurePosixPath(path)
    return place.name or path, str(place.parent)


def analysis_of(facts: Facts) -> Analysis:
    """Return what `Analysis.to_json` was made of, without views.

    KeyError, TypeError or ValueError if a value is missing or none of its kind.
    """
    known = {name: facts[name] for name in Analysis.__dataclass_fields__ if name in facts}
    _check(known["status"] in get_args(Status), "status")
    _check(known["verdict"] in (*get_args(Verdict), None), "verdict")
    for role in ROLES:
        _check(_number_or_none(known[f"score_{role}"], 0, 1), "score")
        _check(_number_or_none(known.get(f"novelty_{role}"), 0), "novelty")
    _check(_number_or_none(known["face_fraction"], 0, 1), "face_fraction")
    _check(_number_or_none(known.get("likelihood_ratio"), 0), "likelihood_ratio")
    _check(isinstance(known.get("support", ""), str), "support")
    _check(_number_or_none(known.get("score_fused"), 0, 1), "score_fused")
    shares = known.get("contributions", {})
    _check(isinstance(shares, dict) and all(map(_number_or_none, shares.values())), "contributions")
    _check(known.get("family", "") in (*ANSWERS, ""), "family")
    shares = known.get("family_probabilities", {})
    _check(isinstance(shares, dict) and set(shares) <= set(FAMILY_CLASSES), "family_probabilities")
    _check(all(_number_or_none(v, 0, 1) for v in shares.values()), "family_probabilities")
    names = ("sha256", "segmenter", "engine", "device", *(f"classifier_{role}" for role in ROLES))
    _check(all(isinstance(known[name], str) for name in ("path", "reason", "version")), "texts")
    _check(all(isinstance(known[name], str | None) for name in names), "texts")
    _check(all(known[name] is None or _whole(known[name]) for name in ("width", "height")), "size")
    if (box := known["face_box"]) is not None:
        _check(len(box) == 4 and all(map(_whole, box)), "face_box")
        known["face_box"] = tuple(box)
    known["notes"] = tuple(known.get("notes", ()))
    _check(all(isinstance(note, str) for note in known["notes"]), "notes")
    _check(isinstance(known.get("partial", False), bool), "partial")
    known["detectors"] = tuple(DetectorScore(**found) for found in known.get("detectors", ()))
    for found in known["detectors"]:
        texts = (found.id, found.label, found.view, found.problem)
        _check(all(isinstance(words, str) for words in texts), "detectors")
        _check(all(_number_or_none(n, 0, 1) for n in (found.raw, found.score)), "detectors")
        _check(_number_or_none(found.novelty, 0), "detectors")
        _check(found.zone in (*get_args(Verdict), None), "detectors")
    known["deciding"] = tuple(known.get("deciding", OWN))
    _check(all(isinstance(name, str) for name in known["deciding"]), "deciding")
    for name in ("frame", "frames"):
        _check(_whole(known.get(name, 1)) and known.get(name, 1) >= 1, name)
    number = known.get("face_index")
    _check(number is None or (_whole(number) and number >= 1), "face_index")
    spent = known["seconds"].values()
    _check(all(value is not None and _number_or_none(value, 0) for value in spent), "seconds")
    if known["status"] == "ok":
        _check(known["verdict"] is not None, "verdict")
    return Analysis(**known)


def support_of(facts: Facts) -> Support:
    """Return a `Support` of its fields; raises as `analysis_of`."""
    found = Support(**facts)
    _check(found.proposition in ("generated", "real", None), "proposition")
    _check(found.word in (NO_CONCLUSION, NO_SUPPORT, *(word for _, word in SCALE)), "word")
    _check(isinstance(found.sentence, str), "sentence")
    return found


def stress_of(facts: Facts) -> Stress:
    """Return what `Stress.to_json` was made of; raises as `analysis_of`."""
    points = tuple(StressPoint(**point) for point in facts["points"])
    _check(bool(points) and points[0].kind == "as is", "points")
    for point in points:
        _check(point.kind in ("as is", *AMOUNTS, *KINDS), "kind")
        _check(_number_or_none(point.amount, 0) and point.amount is not None, "amount")
        _check(point.verdict in (*get_args(Verdict), None), "verdict")
    return Stress(points)


def maps_of(method: str, facts: Facts, tested: Facts | None) -> MapFacts:
    """Return how two maps came about; raises as `analysis_of`.

    `method` is `Explanation.method`, `facts` and `tested` are those of `Explanations`.
    """
    pair = [facts[role] for role in ROLES]
    gains = [tested[role]["gain_log_odds"] if tested else None for role in ROLES]
    _check(all(_number_or_none(gain) for gain in gains), "gain")
    _check(all(_whole(found["evaluations"]) for found in pair), "evaluations")
    masker = str(pair[0]["masker"])
    return MapFacts(
        method=name_of(method),
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
    _check(_whole(found["evaluations"]) and len(table) <= len(CLASSES), "evaluations")
    _check(all(_number_or_none(v) for v in (gain, *table.values())), "gain")
    order = sorted(table, key=lambda region: -abs(table[region]))
    return FurtherMap(
        label=clean(str(facts["label"]), 120),
        method=name_of(method.removesuffix(f".{name}")),
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
    pair = [facts[role] for role in ROLES]
    tables = [dict(found["contributions"]) for found in pair]
    _check(all(_number_or_none(v) and v is not None for t in tables for v in t.values()), "value")
    # The stripped view's background is black from the start and takes no part.
    tables[1].pop(CLASSES[BACKGROUND], None)
    names = dict.fromkeys(name for table in tables for name in table)
    rows = [(clean(name, 40), tables[0].get(name), tables[1].get(name)) for name in names]
    unit, hidden = pair[0]["unit"], [found["hidden_score"] for found in pair]
    _check(len(names) <= len(CLASSES), "contributions")
    _check(unit == pair[1]["unit"] and unit in text.BAR_UNITS, "unit")
    _check(all(_number_or_none(s, 0, 1) and s is not None for s in hidden), "hidden_score")
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
        _check(file[name] is None or _whole(file[name]), name)
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
    """Return a value of `fields.clean` in at most `limit` characters, its true length told."""
    if len(value) <= limit:
        return clean(value, limit)
    # Only a value above the first limit has its length told by this program, not by the file.
    cut = _CUT.search(value) if len(value) > VALUE_LIMIT else None
    length = cut[1] if cut else f"{len(value):,}"
    return f"{clean(value[:limit], limit)}… ({length} characters in all)"


def _check(holds: bool, name: str) -> None:
    if not holds:
        raise ValueError(f"{name} does not fit")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _number_or_none(
    value: object, least: float = float("-inf"), most: float = float("inf")
) -> bool:
    # nan fits no range.
    return value is None or (isinstance(value, int | float) and least <= value <= most)
