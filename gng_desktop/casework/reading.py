"""JSON of a case or a window, which may have been written by anyone, into results."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, get_args

from gng_desktop.analysis import OWN
from gng_desktop.analysis.result import Analysis, DetectorScore, Status, Verdict
from gng_desktop.analysis.stress import AMOUNTS, Stress, StressPoint
from gng_desktop.analysis.support import NO_CONCLUSION, NO_SUPPORT, SCALE, Support
from gng_desktop.imaging.corruptions import KINDS
from gng_desktop.modelstore.family import ANSWERS
from gng_desktop.modelstore.manifest import FAMILY_CLASSES

WRONG = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)
"""What these functions, and those that read for reports, raise on values that do not fit."""

Facts = Mapping[str, Any]


def split_path(path: str) -> tuple[str, str]:
    """Return name and folder of a file, also of one on a computer of another kind."""
    windows = re.match(r"[A-Za-z]:[\\/]|\\\\", path)
    place = PureWindowsPath(path) if windows else PurePosixPath(path)
    return place.name or path, str(place.parent)


def analysis_of(facts: Facts) -> Analysis:
    """Return what `Analysis.to_json` was made of, without views.

    Raises
    ------
    KeyError, TypeError, ValueError
        If a value is missing or none of its kind.
    """
    known = {name: facts[name] for name in Analysis.__dataclass_fields__ if name in facts}
    check(known["status"] in get_args(Status), "status")
    check(known["verdict"] in (*get_args(Verdict), None), "verdict")
    for role in OWN:
        check(number_or_none(known[f"score_{role}"], 0, 1), "score")
        check(number_or_none(known.get(f"novelty_{role}"), 0), "novelty")
    check(number_or_none(known["face_fraction"], 0, 1), "face_fraction")
    check(number_or_none(known.get("likelihood_ratio"), 0), "likelihood_ratio")
    check(isinstance(known.get("support", ""), str), "support")
    check(number_or_none(known.get("score_fused"), 0, 1), "score_fused")
    shares = known.get("contributions", {})
    check(isinstance(shares, dict) and None not in shares.values(), "contributions")
    check(all(map(number_or_none, shares.values())), "contributions")
    check(known.get("family", "") in (*ANSWERS, ""), "family")
    shares = known.get("family_probabilities", {})
    check(isinstance(shares, dict) and set(shares) <= set(FAMILY_CLASSES), "family_probabilities")
    check(None not in shares.values(), "family_probabilities")
    check(all(number_or_none(v, 0, 1) for v in shares.values()), "family_probabilities")
    names = ("sha256", "segmenter", "engine", "device", *(f"classifier_{role}" for role in OWN))
    check(all(isinstance(known[name], str) for name in ("path", "reason", "version")), "texts")
    check(all(isinstance(known[name], str | None) for name in names), "texts")
    check(all(known[name] is None or whole(known[name]) for name in ("width", "height")), "size")
    if (box := known["face_box"]) is not None:
        check(len(box) == 4 and all(map(whole, box)), "face_box")
        known["face_box"] = tuple(box)
    known["notes"] = tuple(known.get("notes", ()))
    check(all(isinstance(note, str) for note in known["notes"]), "notes")
    check(isinstance(known.get("partial", False), bool), "partial")
    known["detectors"] = tuple(DetectorScore(**found) for found in known.get("detectors", ()))
    for found in known["detectors"]:
        texts = (found.id, found.label, found.view, found.problem)
        check(all(isinstance(words, str) for words in texts), "detectors")
        check(all(number_or_none(n, 0, 1) for n in (found.raw, found.score)), "detectors")
        check(number_or_none(found.novelty, 0), "detectors")
        check(found.zone in (*get_args(Verdict), None), "detectors")
    known["deciding"] = tuple(known.get("deciding", OWN))
    check(all(isinstance(name, str) for name in known["deciding"]), "deciding")
    for name in ("frame", "frames"):
        check(whole(known.get(name, 1)) and known.get(name, 1) >= 1, name)
    number = known.get("face_index")
    check(number is None or (whole(number) and number >= 1), "face_index")
    spent = known["seconds"].values()
    check(all(value is not None and number_or_none(value, 0) for value in spent), "seconds")
    if known["status"] == "ok":
        check(known["verdict"] is not None, "verdict")
    return Analysis(**known)


def support_of(facts: Facts) -> Support:
    """Return a `Support` of its fields; raises as `analysis_of`."""
    found = Support(**facts)
    check(found.proposition in ("generated", "real", None), "proposition")
    check(found.word in (NO_CONCLUSION, NO_SUPPORT, *(word for _, word in SCALE)), "word")
    check(isinstance(found.sentence, str), "sentence")
    check(number_or_none(found.ratio, 0), "ratio")
    return found


def stress_of(facts: Facts) -> Stress:
    """Return what `Stress.to_json` was made of; raises as `analysis_of`."""
    points = tuple(StressPoint(**point) for point in facts["points"])
    check(bool(points) and points[0].kind == "as is", "points")
    for point in points:
        check(point.kind in ("as is", *AMOUNTS, *KINDS), "kind")
        check(number_or_none(point.amount, 0) and point.amount is not None, "amount")
        check(point.verdict in (*get_args(Verdict), None), "verdict")
        check(number_or_none(point.score_fused, 0, 1), "score_fused")
    return Stress(points)


def check(holds: bool, name: str) -> None:
    """Raise ValueError for a value, named so, that does not fit."""
    if not holds:
        raise ValueError(f"{name} does not fit")


def whole(value: object) -> bool:
    """Tell whether a value is a whole number from 0."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def number_or_none(value: object, least: float = float("-inf"), most: float = float("inf")) -> bool:
    """Tell whether a value is None or a number in a range, of which nan is in none."""
    return value is None or (isinstance(value, int | float) and least <= value <= most)
