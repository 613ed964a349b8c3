"""The results on one image as rows of a case; what is there already is not added again."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop.analysis.support import model_of, support
from gng_desktop.casework.case.belonging import of_other_bytes
from gng_desktop.casework.case.canonical import canonical
from gng_desktop.casework.case.maps import pack
from gng_desktop.casework.records import ROLES, explanation_facts, faithfulness_facts
from gng_desktop.moments import now

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.case.log import Addition
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.methods import Explained
    from gng_desktop.modelstore import StoredModel

MODEL_ROLES = ("segmenter", *ROLES)


def add_results(
    addition: Addition,
    case: Path,
    results: Results,
    previews: Mapping[str, bytes],
    models: Mapping[str, StoredModel],
) -> int:
    """Add what is known of one image, as far as it is new; return the number of the analysis.

    An analysis with the same facts, times included, is the same analysis.

    Parameters
    ----------
    addition : Addition
    case : Path
        Of the case, for places relative to it.
    results : Results
        Its analysis has a SHA-256.
    previews : mapping of str to bytes
        JPEG or PNG by name.
    models : mapping of str to StoredModel
        By role; those that made the analysis are added too.
    """
    analysis = results.analysis
    assert analysis.sha256 is not None
    provenance = results.provenance.to_json() if results.provenance is not None else None
    if of_other_bytes(provenance, analysis.sha256):
        provenance = None
        addition.what += "; without what the file states, as it was replaced before that was read"
    _add_image(addition, analysis, provenance)
    _add_place(addition, case, analysis)
    own = {role: model_of(analysis, models, role) for role in MODEL_ROLES}
    for role, model in own.items():
        if model is not None:
            about = canonical({"label": model.label, "manifest": model.manifest.to_json()})
            _add_model(addition, role, model.sha256, about)
    number = _add_analysis(addition, analysis, {r: m for r, m in own.items() if m is not None})
    for name, data in previews.items():
        _add_preview(addition, number, name, data)
    for found in results.explained:
        if found.complete:
            _add_explanation(addition, number, found, results)
    if results.stress is not None:
        facts = canonical(results.stress.to_json())
        addition.add_new("stress_tests", analysis=number, facts=facts)
    if provenance is not None:
        addition.add_new("provenance", image=analysis.sha256, facts=canonical(provenance))
    for decision in results.history:
        facts = canonical(decision.to_json())
        addition.add_new("decisions", image=decision.sha256, facts=facts)
    return number


def _add_image(
    addition: Addition, analysis: Analysis, provenance: Mapping[str, Any] | None
) -> None:
    select = "SELECT 1 FROM images WHERE sha256 = ?"
    if addition.connection.execute(select, (analysis.sha256,)).fetchone():
        return
    facts = {
        "size": (provenance or {}).get("facts", {}).get("size"),
        "width": analysis.width,
        "height": analysis.height,
        "first_path": str(Path(analysis.path).absolute()),
    }
    addition.add("images", sha256=analysis.sha256, facts=canonical(facts))


def _add_place(addition: Addition, case: Path, analysis: Analysis) -> None:
    path = str(Path(analysis.path).absolute())
    computer = platform.node()
    for (facts,) in addition.connection.execute(
        "SELECT facts FROM places WHERE image = ?", (analysis.sha256,)
    ):
        known = json.loads(facts)
        if (known["path"], known["computer"]) == (path, computer):
            return
    place = {
        "path": path,
        "relative": _relative(path, case),
        "seen_at": now(),
        "computer": computer,
    }
    addition.add("places", image=analysis.sha256, facts=canonical(place))


def _relative(path: str, case: Path) -> str | None:
    try:
        return Path(os.path.relpath(path, case.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return None


def _add_model(addition: Addition, role: str, sha256: str, facts: str) -> None:
    known = "SELECT 1 FROM models WHERE role = ? AND sha256 = ?"
    if not addition.connection.execute(known, (role, sha256)).fetchone():
        addition.add("models", role=role, sha256=sha256, facts=facts)


def _add_analysis(addition: Addition, analysis: Analysis, models: Mapping[str, StoredModel]) -> int:
    facts = canonical(analysis.to_json())
    row = addition.connection.execute(
        "SELECT max(id) FROM analyses WHERE image = ? AND facts = ?", (analysis.sha256, facts)
    ).fetchone()
    if row[0] is not None:
        return int(row[0])
    # Without all models nothing can be said of what the scores are worth.
    said = canonical(asdict(support(analysis, models))) if len(models) == 3 else None
    return addition.add("analyses", image=analysis.sha256, facts=facts, support=said)


def _add_preview(addition: Addition, analysis: int, name: str, data: bytes) -> None:
    row = addition.connection.execute(
        "SELECT data FROM previews WHERE analysis = ? AND name = ? ORDER BY id DESC LIMIT 1",
        (analysis, name),
    ).fetchone()
    if row is None or row["data"] != data:
        addition.add("previews", analysis=analysis, name=name, data=data)


def _add_explanation(addition: Addition, analysis: int, found: Explained, results: Results) -> None:
    facts: dict[str, Any] = explanation_facts(found)
    for role, drawn in zip(ROLES, found.maps, strict=True):
        # Compression may differ from one computer to the next, the values do not.
        values = drawn.values.astype("<f4").tobytes()
        facts[role]["values_sha256"] = hashlib.sha256(values).hexdigest()
    method, text = found.maps[0].method, canonical(facts)
    row = addition.connection.execute(
        "SELECT max(id) FROM explanations WHERE analysis = ? AND method = ? AND facts = ?",
        (analysis, method, text),
    ).fetchone()
    number = row[0]
    if number is None:
        data = pack(found.maps)
        number = addition.add(
            "explanations", analysis=analysis, method=method, facts=text, maps=data
        )
    if tested := results.tested.get(method):
        by_role = dict(zip(ROLES, map(faithfulness_facts, tested), strict=True))
        addition.add_new("map_tests", explanation=number, facts=canonical(by_role))
