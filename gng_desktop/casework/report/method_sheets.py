"""The sheets on the method and on the models."""

from __future__ import annotations

from collections.abc import Sequence

from gng_desktop.analysis.held_out import HeldOut, held_out
from gng_desktop.casework.report import face_text, method_text, model_text, text
from gng_desktop.casework.report.content import ModelSheet, ReportContent
from gng_desktop.casework.report.markup import (
    Html,
    element,
    facts,
    filled,
    foreign,
    joined,
    table,
)
from gng_desktop.casework.report.placing import Placing


def method_sheet(content: ReportContent, place: Placing) -> Html:
    """Return the method in plain words."""
    by_faces = content.by_faces
    after = (*[face_text.METHOD_PART] * by_faces, *method_text.METHOD_AFTER)
    cannot = [
        face_text.CANNOT if by_faces and words == method_text.ONE_FACE else words
        for words in method_text.CANNOT
    ]

    def parts(told: Sequence[tuple[str, str]]) -> Html:
        return joined(
            joined([element("h3", heading), element("p", words)]) for heading, words in told
        )

    return filled(
        "method",
        heading=text.METHOD,
        parts=parts(method_text.METHOD_PARTS),
        scale=table(method_text.scale_rows(), method_text.SCALE_HEAD, (200,), "fine"),
        after=parts(after),
        cannot_title=method_text.CANNOT_TITLE,
        cannot=element("ul", joined(element("li", words) for words in cannot)),
    )


def models_sheet(content: ReportContent, place: Placing) -> Html:
    """Return what is known of the models."""
    models = [_model(model) for model in content.models]
    return filled(
        "models",
        heading=text.MODELS,
        note=model_text.MODELS_NOTE,
        models=joined(models) if models else element("p", model_text.NO_MODELS),
    )


def _model(model: ModelSheet) -> Html:
    manifest = model.manifest
    found = held_out(manifest.metrics, manifest.task)
    limits = manifest.thresholds
    decides = text.zones((limits.real_below, limits.generated_above)) if limits else ""
    rows: list[tuple[str, str]] = [
        (model_text.MANIFEST, foreign(manifest.id)),
        (text.SHA256, element("span", model.sha256 or text.NONE, class_="mono")),
        (
            model_text.ARCHITECTURE,
            foreign(f"{model_text.network(model)}; {model_text.network_input(model)}", 300),
        ),
        (model_text.TRAINED_ON, foreign(model_text.trained_on(manifest.training.get("images")))),
        (model_text.CREATED, foreign(model_text.made_on(model))),
        (model_text.DECIDES, foreign(f"{decides} ({limits.chosen_on})", 300) if limits else ""),
        (
            model_text.CALIBRATION,
            foreign(model_text.calibrated(manifest.calibration.fitted_on))
            if manifest.calibration
            else "",
        ),
        (model_text.TESTED_ON, _figures(found) if found else model_text.NO_FIGURES),
    ]
    told = joined(element("li", foreign(limit, 400)) for limit in manifest.limits)
    return filled(
        "model",
        heading=model_text.model_heading(model.role),
        facts=facts(rows, 100),
        sources=_sources(found) if found else "",
        limits=joined([element("h4", model_text.LIMITS), element("ul", told)]) if told else "",
    )


def _figures(found: HeldOut) -> Html:
    start = model_text.tested_on(found.images, found.trained)
    return joined([start, "; ".join(model_text.figure(f) for f in found.figures), "."])


def _sources(found: HeldOut) -> Html:
    rows = [
        [
            foreign(s.name, 60),
            model_text.TRUTHS[s.generated],
            model_text.ERRORS_ARE[s.generated],
            model_text.share(s.errors),
        ]
        for s in found.sources
    ]
    pooled = ((False, found.false_alarms), (True, found.misses))
    rows += [
        [
            model_text.ALL_SOURCES,
            model_text.TRUTHS[generated],
            model_text.ERRORS_ARE[generated],
            model_text.share(share),
        ]
        for generated, share in pooled
        if share is not None
    ]
    if not rows:
        return Html("")
    made = table(rows, model_text.SOURCE_HEAD, (170, 70, 110), "fine")
    if found.by_zones:
        return made
    return joined([made, element("p", model_text.BY_SCORE_HALF, class_="small")])
