"""The results on one image as rows of a case; what is there already is not added again."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop.analysis import NEEDED
from gng_desktop.analysis.support import model_of, support
from gng_desktop.casework.case.canonical import canonical
from gng_desktop.casework.result_files import of_other_bytes
from gng_desktop.casework.stored import pack
from gng_desktop.core.timestamps import now

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.case.log import Addition
    from gng_desktop.casework.saving import Explanations, Results
    from gng_desktop.modelstore import StoredModel

# One whose corrected mask was withdrawn and used again has two rows.
_OF_THE_SAME = (
    "analysis IN (SELECT b.id FROM analyses a JOIN analyses b USING (image, facts) WHERE a.id = ?)"
)


def add_results(
    addition: Addition,
    case: Path,
    results: Results,
    previews: Mapping[str, bytes],
    models: Mapping[str, StoredModel],
) -> int:
    """Add what is known of one image, as far as it is new; return the number of the analysis.

    An analysis with the same facts, times included, is the same one. `case` is the file that
    relative places start from; of `models`, by role, those that made the analysis are added too.
    """
    analysis = results.analysis
    assert analysis.sha256 is not None
    provenance = results.provenance.to_json() if results.provenance is not None else None
    if of_other_bytes(provenance, analysis.sha256):
        provenance = None
        addition.what += "; without what the file states, as it was replaced before that was read"
    path = Path(analysis.path).absolute()
    if addition.find("images", sha256=analysis.sha256) is None:
        size = (provenance or {}).get("facts", {}).get("size")
        sides = {"width": analysis.width, "height": analysis.height}
        facts = canonical({"size": size, **sides, "first_path": str(path)})
        addition.add("images", sha256=analysis.sha256, facts=facts)
    _add_place(addition, case, path, analysis.sha256)
    made = {role: model_of(analysis, models, role) for role in models}
    own = {role: model for role, model in made.items() if model is not None}
    for role, model in own.items():
        if addition.find("models", role=role, sha256=model.sha256) is None:
            # As it was hashed, with the rule of --fast beside its own.
            manifest = getattr(models[role], "full", None) or models[role].manifest
            about = canonical({"label": model.label, "manifest": manifest.to_json()})
            addition.add("models", role=role, sha256=model.sha256, facts=about)
    number = _add_analysis(addition, analysis, own)
    for name, data in previews.items():
        _add_preview(addition, number, name, data)
    for found in results.explanations():
        _add_explanation(addition, number, found)
    if results.stress is not None:
        facts = canonical(results.stress.to_json())
        select = f"SELECT id FROM stress_tests WHERE {_OF_THE_SAME} AND facts = ?"
        if addition.connection.execute(select, (number, facts)).fetchone() is None:
            addition.add("stress_tests", analysis=number, facts=facts)
    if provenance is not None:
        addition.add_new("provenance", image=analysis.sha256, facts=canonical(provenance))
    for decision in results.history:
        facts = canonical(decision.to_json())
        addition.add_new("decisions", image=decision.sha256, facts=facts)
    return number


def _add_place(addition: Addition, case: Path, path: Path, sha256: str) -> None:
    place: dict[str, Any] = {"path": str(path), "computer": platform.node()}
    select = "SELECT facts FROM places WHERE image = ?"
    for (facts,) in addition.connection.execute(select, (sha256,)):
        known = json.loads(facts)
        if {name: known[name] for name in place} == place:
            return
    relative = None
    with suppress(ValueError):  # another drive
        relative = Path(os.path.relpath(path, case.absolute().parent)).as_posix()
    facts = canonical(place | {"relative": relative, "seen_at": now()})
    addition.add("places", image=sha256, facts=facts)


def _add_analysis(addition: Addition, analysis: Analysis, models: Mapping[str, StoredModel]) -> int:
    facts = canonical(analysis.to_json())
    number = addition.find("analyses", image=analysis.sha256, facts=facts)
    if number is not None:
        return number
    # Without all models nothing is known of what the scores are worth.
    known = {*NEEDED, *analysis.deciding} <= set(models)
    supported = canonical(asdict(support(analysis, models))) if known else None
    return addition.add("analyses", image=analysis.sha256, facts=facts, support=supported)


def _add_preview(addition: Addition, analysis: int, name: str, data: bytes) -> None:
    row = addition.connection.execute(
        f"SELECT data FROM previews WHERE {_OF_THE_SAME} AND name = ? ORDER BY id DESC LIMIT 1",
        (analysis, name),
    ).fetchone()
    if row is None or row["data"] != data:
        addition.add("previews", analysis=analysis, name=name, data=data)


def _add_explanation(addition: Addition, analysis: int, found: Explanations) -> None:
    for name, drawn in found.maps.items():
        # Compression may differ from one computer to the next, the values do not.
        values = drawn.values.astype("<f4").tobytes()
        found.facts[name]["values_sha256"] = hashlib.sha256(values).hexdigest()
    method, text = found.method, canonical(found.facts)
    select = f"SELECT max(id) FROM explanations WHERE {_OF_THE_SAME} AND method = ? AND facts = ?"
    (number,) = addition.connection.execute(select, (analysis, method, text)).fetchone()
    if number is None:
        row = {"method": method, "facts": text, "maps": pack(found.maps)}
        number = addition.add("explanations", analysis=analysis, **row)
    if (tested := found.tested_facts()) is not None:
        addition.add_new("map_tests", explanation=number, facts=canonical(tested))
