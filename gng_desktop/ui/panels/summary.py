"""What was found about one image as plain text that a report can quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gng_desktop.analysis.conclusion import conclude
from gng_desktop.analysis.support import model_of
from gng_desktop.modelstore.family import WORDS as FAMILY_WORDS
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.score_scale import limits_text, novelty_text, score_text, thresholds
from gng_desktop.ui.panels.frame_picker import frame_text, other_notes
from gng_desktop.ui.panels.further import further_text, fused_text
from gng_desktop.ui.panels.model_facts import NAMES, figures_text

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis


def summary(
    analysis: Analysis, models: Mapping[str, Any], verdict: str, shift: str, reading: str
) -> str:
    """Return verdict, support, scores, thresholds and models, a fact a line.

    `models` are those in use, by role; `verdict`, `shift` and `reading` are as the panel shows
    them, empty where it does not.
    """
    return "\n".join(filter(None, _lines(analysis, models, verdict, shift, reading))) + "\n"


def _lines(
    analysis: Analysis, models: Mapping[str, Any], verdict: str, shift: str, reading: str
) -> Iterator[str]:
    yield tr("File: {path}", path=analysis.path)
    if analysis.sha256:
        yield tr("SHA-256: {sha256}", sha256=analysis.sha256)
    if analysis.width is not None:
        yield tr("Size: {width} × {height} px", width=analysis.width, height=analysis.height)
    if words := frame_text(analysis):
        yield words
    if analysis.face_index is not None and analysis.face_box is not None:
        box = dict(zip(("x", "y", "width", "height"), analysis.face_box, strict=True))
        words = QT_TR_NOOP("Analysed: face {number}, {width} × {height} px at {x}, {y}")
        yield tr(words, number=analysis.face_index, **box)
    yield tr("Verdict: {verdict}", verdict=verdict)
    found = conclude(analysis, models)
    if found.verdict is not None:
        # The sentence ends in the words; without a conclusion the reason follows.
        sentence = tr(found.support_sentence or found.support_word)
        yield tr("Support: {support}", support=sentence)
    if found.reason:
        yield tr("Reason: {reason}", reason=tr(found.reason))
    for note in other_notes(analysis):
        yield tr("Note: {note}", note=note)
    if analysis.status == "ok":
        yield fused_text(analysis, {role: model_of(analysis, models, role) for role in models})
        yield _score(analysis, models, "with_background", tr("Score with background"))
        yield _score(analysis, models, "without_background", tr("Score without background"))
        yield family_text(analysis)
        yield shift
        yield further_text(analysis)
        if reading:
            yield tr("Reading: {reading}", reading=" ".join(reading.split()))
    for role, name in NAMES.items():
        yield from _model(analysis, models, role, tr(name))
    used = (model_of(analysis, models, role) for role in NAMES)
    limits = dict.fromkeys(text for m in used if m is not None for text in m.manifest.limits)
    if limits:
        yield tr("Known limits of the models:")
        yield from (f"  {tr(limit)}" for limit in limits)
    engine = ", ".join(filter(None, (analysis.engine, analysis.device)))
    if engine:
        yield tr("Engine: {engine}", engine=engine)
    yield tr("Program: GNG Desktop {version}", version=analysis.version)


def _score(analysis: Analysis, models: Mapping[str, Any], role: str, name: str) -> str:
    limits = thresholds({role: model_of(analysis, models, role)}, role)
    score = getattr(analysis, f"score_{role}")
    words = tr("{name}: {score} (no decision thresholds)", name=name, score=score_text(score))
    if limits is not None:
        words = limits_text(name, score, limits)
    novelty = novelty_text(getattr(analysis, f"novelty_{role}"))
    return f"{words}; {novelty}" if novelty else words


def _model(analysis: Analysis, models: Mapping[str, Any], role: str, name: str) -> Iterator[str]:
    model = model_of(analysis, models, role)
    words, sha256 = QT_TR_NOOP("{name}: {label}"), getattr(model, "sha256", None)
    if sha256:
        words = QT_TR_NOOP("{name}: {label} (SHA-256 of its manifest {sha256})")
    yield tr(words, name=name, label=analysis.label_of(role) or "—", sha256=sha256)
    yield from (f"  {line}" for line in figures_text(role, model).splitlines())


def family_text(analysis: Analysis) -> str:
    """Return the answer of the family model and its probabilities; "" where there is none."""
    if not analysis.family:
        return ""
    shares = ", ".join(
        f"{tr(FAMILY_WORDS[name])} {number(100 * p, '.0f')} %"
        for name, p in analysis.family_probabilities.items()
    )
    answer = tr(FAMILY_WORDS[analysis.family])
    return tr("Generator family: {answer} ({shares})", answer=answer, shares=shares)
