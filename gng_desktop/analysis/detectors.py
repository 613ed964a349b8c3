"""Further detectors: what each sees of an analysed image, and which of them decide."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis import OWN
from gng_desktop.analysis.face import softness_reason
from gng_desktop.analysis.result import DetectorScore, Verdict, Views
from gng_desktop.analysis.scoring import calibrate, fuse, fusion_of, out_of_scope, zone
from gng_desktop.core.text import capital
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.background import background_only, foreground, strip
from gng_desktop.imaging.inputs import network_input, resize_foreground, resize_mask
from gng_desktop.modelstore import Fusion, ModelError, StoredModel
from gng_desktop.modelstore.detectors import NAMES, StoredDetector, detector_name
from gng_desktop.modelstore.family import answer, calibrated
from gng_desktop.modelstore.manifest import FAMILY, FAMILY_CLASSES, SEGMENTER
from gng_desktop.modelstore.scope import Scope

log = logging.getLogger(__name__)

NOT_CALIBRATED = "not calibrated: no verdict"
"""What is shown beside the raw score of a detector without calibration."""
SET_ASIDE = "does not decide"
"""What is shown beside the fused score where the verdict is made of other detectors."""


def detector_view(views: Views, view: str, size: int) -> NDArray[np.uint8]:
    """Return what a detector is given, (size, size, 3) uint8 RGB.

    Parameters
    ----------
    view : {"whole", "face", "stripped", "background"}
    size : int
        Side of its input, px.
    """
    if view == "whole":
        return network_input(views.rgb, size)
    seen = network_input(views.analysed.of(views.rgb), size)
    if view == "face":
        return seen
    face = resize_foreground(foreground(views.network_mask), size, size)
    return (strip if view == "stripped" else background_only)(seen, face)


def detector_mask(views: Views, view: str, size: int) -> NDArray[np.uint8]:
    """Return the class ids, (size, size) uint8, of `detector_view`."""
    whole = views.mask if view == "whole" else views.network_mask
    return resize_mask(whole, size, size)


def detected(
    stored: StoredDetector, engine: Engine, scope: Scope | None, views: Views
) -> DetectorScore:
    """Return what a detector says of a face; where it fails, why: the others go on without it."""
    manifest = stored.manifest
    known: dict[str, Any] = {"id": manifest.id, "label": stored.label, "view": manifest.view}
    try:
        seen = detector_view(views, manifest.view, engine.size)[None]
        raw, features = engine.run_with_features(seen)
        if scope is not None and features is not None:
            known["novelty"] = float(scope.novelty(features)[0])
        score = float(calibrate(raw, manifest.calibration)[0])
    except Exception as error:
        log.exception("detector %s failed", manifest.id)
        why = str(error) if isinstance(error, ValueError | TimeoutError) else "see the log"
        return DetectorScore(**known, raw=None, problem=f"{why}.")
    if manifest.calibration is None or manifest.thresholds is None:
        return DetectorScore(**known, raw=float(raw[0]))
    where = zone(score, manifest.thresholds)
    return DetectorScore(**known, raw=float(raw[0]), score=score, zone=where)


def fused_facts(
    models: Mapping[str, Any], facts: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fuse the scores of a face.

    Parameters
    ----------
    models : mapping
        By role or id.
    facts : mapping
        Fields of `Analysis`: scores and detectors.

    Returns
    -------
    tuple of dict
        ``score_fused`` and ``contributions``, fields of `Analysis`; and arguments of
        `scoring.verdict`. Both are empty where nothing is fused, as where an alternative failed.
        One that the face is out of the scope of is absent.
    """
    rule, further = fusion_of(models), {one.id: one for one in facts.get("detectors", ())}
    weighed = set(rule.weights) - set(OWN) if rule else set()
    if rule is None or any(further[n].score is None for n in (*rule.alternatives, *weighed)):
        return {}, {}
    scores = {
        role: further[role].score if role in weighed else facts[f"score_{role}"]
        for role in rule.weights
    }
    alone, _ = _fused_by(rule, scores, {})
    found_by = ""
    for name in rule.alternatives:
        one = further[name]
        scores[name] = np.nan if one.novelty is not None and one.novelty > 1 else one.score
        if one.zone == "generated" and np.isfinite(scores[name]):
            found_by = _in_prose(name)
    score, shares = _fused_by(rule, scores, rule.alternatives)
    fused = zone(score, rule.thresholds)
    lifts = fused == "generated" != zone(alone, rule.thresholds)
    blurred = ""
    if (fast := rule.fast) is not None and fused == "generated":
        less, _ = _fused_by(fast, scores, fast.alternatives)
        if zone(less, fast.thresholds) != "generated":
            blurred = softness_reason(facts["views"].network_rgb)
    largest = max(rule.alternatives, key=lambda name: shares[name], default="")
    return (
        {"score_fused": score, "contributions": shares},
        {
            "fused": fused,
            "lifted_by": _in_prose(largest) if lifts else "",
            "found_by": found_by,
            "blurred": blurred,
        },
    )


def _fused_by(
    rule: Fusion, scores: Mapping[str, Any], alternatives: Mapping[str, float]
) -> tuple[float, dict[str, float]]:
    score, shares = fuse(
        scores, rule.weights, rule.intercept, alternatives, rule.slope, rule.offset
    )
    return float(score), {name: float(share) for name, share in shares.items()}


def without_costly(models: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return models, by role, fused by the rule of ``--fast``; and what it leaves out.

    Returns
    -------
    tuple of dict
        The models; and the SHA-256, by id, of each detector that is left out. Another detector
        with its id is not.
    """
    first = models["with_background"]
    rule = getattr(first.manifest, "fusion", None)
    if rule is None or rule.fast is None:
        return dict(models), {}
    fast = replace(first, manifest=replace(first.manifest, fusion=rule.fast), full=first.manifest)
    left_out = {name: rule.models[name] for name in rule.models.keys() - rule.fast.models}
    return {**models, "with_background": fast}, left_out


def _in_prose(detector: str) -> str:
    return NAMES.get(detector, f"detector {detector}")


def family_facts(stored: StoredModel, engine: Engine, views: Views) -> dict[str, Any]:
    """Return what a family model says of a face, as fields of `Analysis`."""
    seen = detector_view(views, "face", engine.size)[None]
    row = calibrated(engine.run(seen), stored.manifest.calibration)[0].tolist()
    return {
        "family": answer(row),
        "family_probabilities": dict(zip(FAMILY_CLASSES, row, strict=True)),
        "classifier_family": stored.label,
    }


def check_deciding(deciding: Sequence[str], models: Mapping[str, object]) -> tuple[str, ...]:
    """Return the detectors that are to decide, each once, in the order of `models`.

    Parameters
    ----------
    deciding : sequence of str
        Roles and ids; ``with-background`` stands for ``with_background``.
    models : mapping
        Those loaded, by role or id.

    Raises
    ------
    ModelError
        If there is none, one is unknown, or one is not calibrated.
    """
    named = (name if name in models else name.replace("-", "_") for name in deciding)
    chosen = tuple(dict.fromkeys(named))
    known = [name for name in models if name not in (SEGMENTER, FAMILY)]
    if not chosen:
        raise ModelError(f"No detector decides; name one or more of {', '.join(known)}.")
    for name in chosen:
        fusion = getattr(getattr(models.get(OWN[0]), "full", None), "fusion", None)
        if fusion is not None and name in fusion.models and name not in models:
            raise ModelError(
                f"Detector {name} cannot decide because the fast analysis leaves it out; omit "
                "--fast, or let other detectors decide."
            )
        if name not in known:
            raise ModelError(
                f"Detector {name!r:.80} cannot decide because it is not installed; choose from "
                f"{', '.join(known)}."
            )
        manifest = getattr(models[name], "manifest", None)
        if name not in OWN and getattr(manifest, "thresholds", None) is None:
            raise ModelError(
                f"Detector {name} cannot decide because it is not calibrated; run 'gng-desktop "
                f"models calibrate {name} --data DIR' first."
            )
    # However they are named, the same detectors make the same verdict, and results say the same.
    return tuple(name for name in known if name in chosen)


def joined(
    own: Mapping[str, tuple[Verdict, float | None]],
    outcome: tuple[Verdict, str],
    further: Iterable[DetectorScore],
    deciding: Sequence[str],
    framing: str,
) -> tuple[Verdict, str]:
    """Make the verdict of the deciding detectors: it takes all of them to decide alike.

    Parameters
    ----------
    own : mapping of str to (Verdict, float or None)
        By role: the zone of the score, and the novelty.
    outcome : tuple of (Verdict, str)
        Of all roles together, from `gng_desktop.analysis.scoring.verdict`; it stands for them
        where all of them decide.
    deciding : sequence of str
        Roles and ids.
    framing : str
        As of `gng_desktop.analysis.scoring.verdict`, whose outcome minds it already.

    Returns
    -------
    tuple of (Verdict, str)
        The verdict, and why it is inconclusive.
    """
    zones: dict[str, Verdict] = {}
    all_own = set(OWN) <= set(deciding)
    if all_own:
        if outcome[0] == "inconclusive" or set(deciding) == set(OWN):
            return outcome
        zones["the program's own classifiers"] = outcome[0]
    else:
        for role in (role for role in deciding if role in own):
            zones[detector_name(role)], novelty = own[role]
            if far := out_of_scope({f"the {detector_name(role)}": novelty}):
                return "inconclusive", far
    for found in further:
        if found.id in deciding:
            named = _in_prose(found.id)
            if found.id in NAMES:
                named = f"the {named}"
            if found.problem:
                return "inconclusive", f"{capital(named)} failed: {found.problem}"
            if far := out_of_scope({named: found.novelty}):
                return "inconclusive", far
            zones[named] = found.zone or "inconclusive"
    first, *others = zones.values()
    if all(zone == first for zone in others):
        verdict: Verdict = first
        reason = "" if first != "inconclusive" else "No score lies beyond the limits it decides at."
    else:
        each = ", ".join(f"{name} {zone}" for name, zone in zones.items())
        verdict, reason = "inconclusive", f"The deciding detectors do not decide alike: {each}."
    if all_own:
        return verdict, reason or outcome[1]
    if framing and verdict == "real":
        return "inconclusive", framing
    return verdict, f"{reason} {framing}".strip()
