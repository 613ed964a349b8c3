"""JSON of a case, which may have been written by anyone, into the values of a report."""

from __future__ import annotations

import re
from typing import Any

from gng_desktop.analysis import OWN
from gng_desktop.casework.reading import Facts, check, number_or_none, whole
from gng_desktop.explain.catalogue import MASKERS, name_of
from gng_desktop.imaging.labels import BACKGROUND, CLASSES
from gng_desktop.imaging.provenance.fields import VALUE_LIMIT, WITHHELD, clean
from gng_desktop.report import sentences, text
from gng_desktop.report.content import FileFacts, FurtherMap, MapFacts, Regions

FIELDS_SHOWN, FIELD_CHARACTERS = 24, 160
"""Fields of metadata that a page lists, and characters of each; the case keeps all."""
SENTENCES_SHOWN = 12  # sentences on credentials and traces, of each kind, that a page tells

_CUT = re.compile(r"… \(([\d,]+) characters in all\)$")


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
    check(whole(found["evaluations"]) and len(table) <= len(CLASSES), "evaluations")
    check(all(number_or_none(v) for v in (gain, *table.values())), "gain")
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
