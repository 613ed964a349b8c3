"""What was found of an image as bytes and JSON, and read back from them."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gng_desktop.analysis import OWN
from gng_desktop.casework.saving import Results
from gng_desktop.explain.explanation import Explanation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.methods import FurtherExplained
    from gng_desktop.explain.regions import RegionExplanation

LARGEST = 64 << 20  # of all maps of an explanation unpacked, bytes


def pack(maps: Mapping[str, Explanation]) -> bytes:
    """Return an NPZ of ``<name>_values`` (S, S) float32 and ``<name>_image`` (S, S, 3).

    Names are those of the classifiers, or the id of a further detector. Everything else of an
    `Explanation` is in its facts; see `unpack`.
    """
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, drawn in maps.items():
        arrays |= {f"{name}_values": drawn.values, f"{name}_image": drawn.image}
    stream = io.BytesIO()
    np.savez_compressed(stream, allow_pickle=False, **arrays)
    return stream.getvalue()


def unpack(data: bytes, facts: Mapping[str, Any]) -> list[Explanation]:
    """Return maps as they were: both, or the one of a further detector.

    `data` is of `pack`, `facts` are the `Explanations.facts`. ValueError if the maps are larger
    than `LARGEST`, or none.
    """
    names = [str(facts["detector"])] if facts.get("detector") else OWN
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        # Of a stranger's case a few bytes could become many GB.
        if sum(member.file_size for member in arrays.zip.infolist()) > LARGEST:
            raise ValueError("maps larger than any that this program draws")
        return [
            _explanation(arrays[f"{name}_values"], arrays[f"{name}_image"], facts[name])
            for name in names
        ]


def _explanation(
    values: NDArray[np.float32], image: NDArray[np.uint8], facts: Mapping[str, Any]
) -> Explanation:
    # JSON has no nan: a baseline that is not known became null.
    baseline = math.nan if facts["baseline"] is None else facts["baseline"]
    names = ("method", "masker", "prediction", "evaluations", "seconds", "unit")
    rest = {name: facts[name] for name in (*names, "directed", "residual")}
    # Of earlier versions neither is stored.
    engine, rest["budget"] = str(facts.get("engine", "")), int(facts.get("budget", 0))
    rest["engine"] = "" if engine.startswith("GNG Desktop") else engine
    return Explanation(values=values, image=image, baseline=baseline, **rest)


def results_from(
    analysis: Analysis,
    maps: Sequence[Explanation],
    facts: Mapping[str, Any],
    tested: Mapping[str, Any] | None,
) -> Results:
    """Return one stored explanation, of both scores or of a further detector's, as it was.

    `facts` are the `Explanations.facts`, `tested` its `tested_facts`. Explanations by regions have
    their regions where the views of `analysis` say which these are. ValueError and the like for
    what does not fit.
    """
    from gng_desktop.explain.methods import Explained

    if "detector" in facts:
        return Results(analysis, further=(_further(maps[0], facts, tested, analysis),))
    pair, regions = (maps[0], maps[1]), None
    if analysis.views is not None and "contributions" in facts[OWN[0]]:
        mask = analysis.views.network_mask
        first, second = (
            _region_table(e, facts[role], mask) for role, e in zip(OWN, pair, strict=True)
        )
        if first is not None and second is not None:
            regions = first, second
            pair = _in_totals(maps[0], first), _in_totals(maps[1], second)
    found = Explained(pair, regions, str(facts.get("reading", "")))
    if not tested:
        return Results(analysis, (found,))
    one, other = (_tested(tested[role], e) for role, e in zip(OWN, pair, strict=True))
    return Results(analysis, (found,), {pair[0].method: (one, other)})


def _tested(given: Mapping[str, Any], drawn: Explanation) -> Faithfulness:
    from gng_desktop.explain.faithfulness import Faithfulness

    known = {field.name: given[field.name] for field in fields(Faithfulness) if field.name in given}
    values: dict[str, Any] = {
        n: np.asarray(v) if isinstance(v, list) else v for n, v in known.items()
    }
    # Support begins with nothing hidden: it is the score, or what is left of it to 1.
    nearer = abs(values["deletion"][0] - drawn.prediction) <= 0.5 * abs(1 - 2 * drawn.prediction)
    return Faithfulness(**{"toward": 1 if nearer else -1, "evaluations": 0} | values)


def _further(
    drawn: Explanation,
    facts: Mapping[str, Any],
    tested: Mapping[str, Any] | None,
    analysis: Analysis,
) -> FurtherExplained:
    from gng_desktop.analysis.detectors import detector_mask
    from gng_desktop.explain.methods import FurtherExplained

    name, label = str(facts["detector"]), str(facts["label"])
    scored = next((d for d in analysis.detectors if (d.id, d.label) == (name, label)), None)
    if scored is None:
        raise ValueError(f"detector {label} did not score this image")
    regions = None
    if analysis.views is not None and "contributions" in facts[name]:
        mask = detector_mask(analysis.views, scored.view, len(drawn.image))
        regions = _region_table(drawn, facts[name], mask)
        drawn = drawn if regions is None else _in_totals(drawn, regions)
    curves = _tested(tested[name], drawn) if tested else None
    return FurtherExplained(name, label, drawn, regions, curves)


def _in_totals(drawn: Explanation, regions: RegionExplanation) -> Explanation:
    """Return a map as it was drawn: by the totals that its regions count."""
    return replace(drawn, totals=regions.to_explanation().totals)


def _region_table(
    drawn: Explanation, one: Mapping[str, Any], mask: NDArray[np.uint8]
) -> RegionExplanation | None:
    from gng_desktop.explain.region_groups import players_of
    from gng_desktop.explain.regions import RegionExplanation
    from gng_desktop.imaging.inputs import resize_mask

    # A classifier may see the face larger than the segmenter.
    players = players_of(resize_mask(mask, *drawn.image.shape[1::-1]))
    # JSON of a case is sorted by name.
    if set(one["contributions"]) != set(players.names):
        return None
    names = ("baseline", "prediction", "evaluations", "seconds", "masker", "unit")
    return RegionExplanation(
        players=players.names,
        phi=np.array([one["contributions"][name] for name in players.names]),
        interactions=np.array(one["interactions"]),
        notes=tuple(one["notes"]),
        image=drawn.image,
        labels=players.labels,
        **{name: one[name] for name in names},
    )


def stored_flag(provenance: Mapping[str, Any] | None) -> str:
    """Return what a file says of a generator, from `Provenance.to_json`; "" for nothing."""
    flag = (provenance or {}).get("flag") or {}
    return str(flag.get("sentence") or "")
