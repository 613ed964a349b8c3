"""JSON of a case or a window, which may have been written by anyone, into results."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from gng_desktop.analysis import OWN
from gng_desktop.analysis.result import Analysis
from gng_desktop.analysis.stress import AMOUNTS, Stress, StressPoint
from gng_desktop.analysis.support import NO_CONCLUSION, NO_SUPPORT, SCALE, Support
from gng_desktop.imaging.perturbations import KINDS
from gng_desktop.modelstore.family import ANSWERS
from gng_desktop.modelstore.manifest import FAMILY_CLASSES
from gng_desktop.modelstore.strict import read

WRONG = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)
"""What these functions, and those that read for reports, raise on values that do not fit."""

Facts = Mapping[str, Any]
_SHARES = (*(f"score_{role}" for role in OWN), "score_fused", "face_fraction")
_FROM_0 = (*(f"novelty_{role}" for role in OWN), "likelihood_ratio", "width", "height")


def split_path(path: str) -> tuple[str, str]:
    """Return name and folder of a file, also of one on a computer of another kind."""
    windows = re.match(r"[A-Za-z]:[\\/]|\\\\", path)
    place = PureWindowsPath(path) if windows else PurePosixPath(path)
    return place.name or path, str(place.parent)


def analysis_of(facts: Facts) -> Analysis:
    """Return what `Analysis.to_json` was made of, without views; what is not known here is left.

    Raises
    ------
    ValueError
        If a value is missing or none of its kind.
    """
    names = Analysis.__dataclass_fields__.keys() & facts.keys() - {"views"}
    found: Analysis = read(Analysis, {name: facts[name] for name in names})
    for name in _SHARES:
        check(number_or_none(getattr(found, name), 0, 1), name)
    for name in _FROM_0:
        check(number_or_none(getattr(found, name), 0), name)
    for one in found.detectors:
        check(all(number_or_none(n, 0, 1) for n in (one.raw, one.score)), "detectors")
        check(number_or_none(one.novelty, 0), "detectors")
    check(min(found.face_box or (0,)) >= 0, "face_box")
    check(min(found.frame, found.frames) >= 1, "frame")
    check(found.face_index is None or found.face_index >= 1, "face_index")
    check(all(value >= 0 for value in found.seconds.values()), "seconds")
    check(found.family in (*ANSWERS, ""), "family")
    check(set(found.family_probabilities) <= set(FAMILY_CLASSES), "family_probabilities")
    check(all(0 <= p <= 1 for p in found.family_probabilities.values()), "family_probabilities")
    check(found.status != "ok" or found.verdict is not None, "verdict")
    return found


def support_of(facts: Facts) -> Support:
    """Return a `Support` of its fields; raises as `analysis_of`."""
    found: Support = read(Support, facts)
    check(found.word in (NO_CONCLUSION, NO_SUPPORT, *(word for _, word in SCALE)), "word")
    check(number_or_none(found.ratio, 0), "ratio")
    return found


def stress_of(facts: Facts) -> Stress:
    """Return what `Stress.to_json` was made of; raises as `analysis_of`."""
    points: tuple[StressPoint, ...] = tuple(read(StressPoint, point) for point in facts["points"])
    check(bool(points) and points[0].kind == "as is", "points")
    for point in points:
        check(point.kind in ("as is", *AMOUNTS, *KINDS), "kind")
        check(point.amount >= 0, "amount")
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
