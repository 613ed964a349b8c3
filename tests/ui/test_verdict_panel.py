from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication

from gng_desktop.analysis.conclusion import conclude
from gng_desktop.analysis.result import DetectorScore
from gng_desktop.core.shipped import shipped
from gng_desktop.ui.kit import badge
from gng_desktop.ui.kit.badge import VerdictBadge
from gng_desktop.ui.kit.score_scale import ScoreScale
from gng_desktop.ui.kit.style import icon, palette, verdict_colour, zone_colour
from gng_desktop.ui.panels.further import contributions
from gng_desktop.ui.panels.verdict import VerdictPanel, difference_text
from tests.ui.driver import contrast, pixels


@pytest.fixture
def panel(qtbot):
    panel = VerdictPanel()
    qtbot.addWidget(panel)
    return panel


def test_each_classifier_has_a_line_of_its_own(panel, make_analysis):
    def lines(**changes):
        panel.show_analysis(make_analysis(**changes), {})
        parts = (panel.novelty_with, panel.novelty_without)
        return [None if part.isHidden() else part.text() for part in parts]

    outside, inside = "novelty 1.40 × limit, out of scope", "novelty 0.70 × limit"
    assert lines(novelty_with_background=1.4, novelty_without_background=0.7) == [outside, inside]
    order = [panel.column.itemAt(i).widget() for i in range(panel.column.count())]
    assert order.index(panel.novelty_with) == order.index(panel.with_background) + 1
    assert order.index(panel.novelty_without) == order.index(panel.without_background) + 1
    assert lines(novelty_with_background=1.0) == ["novelty 1.00 × limit", None]
    # Without a verdict there is no novelty either.
    none = {"status": "not_applicable", "verdict": None, "novelty_with_background": 1.4}
    assert lines() == lines(**none) == [None, None]


def metrics(real=(6, 173), generated=(9, 175)):
    (alarms, photos), (misses, fakes) = real, generated
    group = {
        "images": photos + fakes,
        "auc": 0.9904,
        "accuracy": 0.9499,
        "true_real": photos - alarms,
        "false_generated": alarms,
        "false_real": misses,
        "true_generated": fakes - misses,
        "intervals": {"auc": [0.9855, 0.9946], "accuracy": [0.9309, 0.9655]},
    }
    sources = {
        "ffhq": {"images": photos, "generated": 0, "called_generated": alarms / photos},
        "lfw": {"images": 118, "generated": 0, "called_generated": 0.0},
        "stylegan1": {"images": fakes, "generated": 1, "called_real": misses / fakes},
    }
    return {"trained": group, "sources": sources}


def model(label, thresholds=(0.5, 0.87), **fields):
    limits = thresholds and SimpleNamespace(real_below=thresholds[0], generated_above=thresholds[1])
    manifest = SimpleNamespace(
        **{"thresholds": limits, "metrics": metrics(), "limits": ["Knows StyleGAN only."]} | fields
    )
    return SimpleNamespace(label=label, sha256=label[-1] * 64, manifest=manifest)


@pytest.fixture
def models():
    segmenter = {"images": 99, "pixel_accuracy": 0.9326, "intervals": {}}
    return {
        "segmenter": model("seg@0123456789ab", None, metrics=segmenter, limits=["Faces only."]),
        "with_background": model("with@0123456789ab"),
        "without_background": model("without@0123456789ab"),
    }


@pytest.fixture
def show(panel, make_analysis, models):
    """Shows a decisive analysis with some changes, and returns it."""

    def show(**changes):
        scores = {"score_with_background": 0.99, "score_without_background": 0.95, "reason": ""}
        analysis = make_analysis(**(scores | changes))
        panel.show_analysis(analysis, models)
        return analysis

    return show


@pytest.fixture
def copied(panel):
    """Presses the button that copies the summary; returns what was copied."""

    def copy():
        panel.summary_button.click()
        return QGuiApplication.clipboard().text()

    return copy


def test_the_support_is_shown_in_words_and_as_a_ratio(panel, show):
    show(score_without_background=0.2)
    assert panel.shift.text() == (
        "With background the score lies in the zone “generated”, without it in the zone “real”."
    )
    show()
    assert panel.shift.text() == "Both scores lie in the zone “generated”."
    assert panel.support_word.text() == "Moderate support"
    assert "about 19 times more probable if the face was generated" in panel.support_sentence.text()
    show(score_without_background=0.9999)
    assert "at most about 24 times" in panel.support_sentence.text()
    assert "(173 real photos of ffhq, 6 of them misclassified)" in panel.support_sentence.text()


def test_a_fused_score_has_its_scale_and_generators_their_lines(panel, show, models, copied):
    show()
    assert panel.fused.isHidden() and panel.generators.isHidden()
    out = {"name": "Flux", "kind": "generator", "family": "diffusion", "images": 50, "auc": 0.8}
    out |= {"called_generated": 0.4, "inconclusive": 0.3, "called_real": 0.3}
    found = metrics() | {
        "generators": {"Flux": {"images": 40, "called_generated": 0.95, "family": "diffusion"}},
        "leave_one_out": {
            "rows": [out],
            "images": {"generated": 50, "real": 50},
            "scores": [0.5],
            "generated_at_or_below": [0.3],
            "real_at_or_below": [0.99],
        },
    }
    limits = SimpleNamespace(real_below=0.3, generated_above=0.8)
    rule = SimpleNamespace(thresholds=limits, metrics=found, models={})
    models["with_background"].manifest.fusion = rule
    added = {"with_background": 3.04, "without_background": -0.5}
    analysis = show(score_fused=0.97, contributions=added)
    assert not panel.fused.isHidden() and panel.fused.scale.zone == "generated"
    assert panel.fused.parts.text() == (
        "Contributions to the log-odds: with background +3.04, without background −0.50. "
        "The fusion rule itself adds +0.94, the same for every image."
    )
    assert "at most about 24 times" in panel.support_sentence.text()
    gan = DetectorScore(id="gan", label="gan@1", view="face", raw=0.9, score=0.9, zone="generated")
    more = replace(analysis, contributions=added | {"gan": 2.14}, detectors=(gan,))
    panel.show_analysis(more, models)
    assert "without background −0.50, GAN detector +2.14." in panel.fused.parts.text()
    assert "score 0.90, generated; part of the fused score" in panel.further.text()
    no_part = "the verdict is not made of the fused score"
    assert no_part not in panel.fused.parts.text()
    panel.show_analysis(replace(more, deciding=("with_background", "gan")), models)
    assert panel.fused.parts.text().endswith(f"{no_part}.")
    panel.show_analysis(analysis, models)
    assert panel.generators.lines.text().startswith("• Flux (diffusion): detected 38 of 40, 95.0 %")
    assert "trained without it detected 20 of 50" in panel.generators.lines.text()
    assert "Fused score: 0.97 (range 0 to 1; real below 0.30, generated above 0.80)" in copied()
    panel.show_analysis(replace(analysis, score_fused=0.804), models)
    near = "Fused score: 0.804 (range 0 to 1; real below 0.300, generated above 0.800)"
    assert near in copied() and panel.fused.scale.score_text == "0.804"
    panel.show_analysis(analysis, models)
    of_rule = copied().partition("The fused score, of which this classifier is a part:")[2]
    assert of_rule.lstrip().startswith("On ") and "held-out images" in of_rule


def test_a_contribution_that_rounds_to_zero_has_no_sign(make_analysis):
    for value, shown in ((-0.004, "0.00"), (0.004, "0.00"), (-0.06, "−0.06")):
        added = {"with_background": value, "without_background": 1.0}
        words = contributions(make_analysis(contributions=added))
        assert f"log-odds: with background {shown}, without background +1.00." in words


def test_an_inconclusive_verdict_gives_its_reason_once_and_no_support(panel, show, copied):
    reason = "The classifiers disagree."
    show(verdict="inconclusive", reason=reason)
    assert panel.support_word.text() == "No conclusion" and panel.support_sentence.isHidden()
    assert panel.reason.text() == reason
    assert f"Support: no conclusion\nReason: {reason}\n" in copied()
    assert copied().count("disagree") == 1
    # Scores near the middle make no banner that support denies.
    middle = {"score_with_background": 0.52, "score_without_background": 0.52}
    show(**middle)
    assert panel.badge.word == "INCONCLUSIVE" and panel.support_word.text() == "No conclusion"
    assert "too little for a conclusion" in panel.reason.text()


def test_without_a_face_nothing_is_reported_of_support(panel, show, copied):
    show(status="not_applicable", verdict=None, reason="No face was found.")
    parts = panel.support_word, panel.support_sentence, panel.shift, panel.reading
    assert all(part.isHidden() for part in parts)
    assert "Verdict: NOT APPLICABLE\nReason: No face was found.\n" in copied()
    assert not any(word in copied() for word in ("Score", "Support", "Reading"))


def test_each_model_has_its_whole_hash_and_figures_with_intervals(panel, show, models):
    show()
    for role, key in (("segmenter", "segmenter"), ("with_background", "with")):
        facts = panel.models[role]
        assert panel.facts[key] is facts.line.label
        assert facts.line.label.text() == models[role].label
        assert models[role].sha256 in facts.line.label.toolTip()
        facts.line.button.click()
        assert QGuiApplication.clipboard().text() == models[role].sha256
    figures = panel.models["with_background"].figures.text()
    assert figures.splitlines() == [
        "• On 348 held-out images from the training sources: AUC 0.990 (95 % interval 0.986 to "
        "0.995), accuracy at score 0.5 0.950 (95 % interval 0.931 to 0.966).",
        "• Held-out real photos misclassified: 6 of 291, 2.1 % (95 % interval 0.9 to 4.4 %).",
        "• Most false alarms: real photos of ffhq: 6 of 173, 3.5 % (95 % interval 1.6 to 7.4 %).",
        "• Held-out generated images misclassified: 9 of 175, 5.1 % (95 % interval 2.7 to 9.5 %).",
    ]
    assert panel.models["segmenter"].figures.text() == (
        "• On 99 held-out images: pixel accuracy 0.933."
    )


def test_a_model_without_figures_says_so(panel, show, models):
    models["with_background"] = model("with@0123456789ab", metrics={})
    show()
    assert panel.models["with_background"].figures.text() == "• This model reports no test figures."
    assert panel.support_word.text() == "Strength not known"
    assert "the models' test figures are missing" in panel.support_sentence.text()


def test_another_models_thresholds_and_figures_are_not_used(panel, show):
    show(classifier_with_background="old@ffffffffffff")
    assert panel.facts["with"].text() == "old@ffffffffffff"
    assert "not one of those in use" in panel.models["with_background"].figures.text()
    assert not panel.models["with_background"].line.button.isEnabled()
    assert [zone[3] for zone in panel.with_background.zones()] == ["no thresholds"]
    assert len(panel.without_background.zones()) == 3


def test_the_summary_can_be_quoted(panel, show, copied):
    notes = "It breaks off.", "Colours changed."
    face = {"face_index": 2, "face_box": (5, 6, 20, 20), "notes": notes}
    analysis = show(novelty_with_background=0.6, **face)
    assert "press Explain" in panel.reading.text()
    panel.show_reading("Both scores rest\nmainly on hair.")
    assert panel.facts["analysed"].text() == "face 2: 20 × 20 px at 5, 6"
    assert panel.notes.text() == " ".join(notes)
    assert panel.limits.text() == "• Faces only.\n• Knows StyleGAN only."  # listed once
    lines = copied().splitlines()
    for line in (
        "Analysed: face 2, 20 × 20 px at 5, 6",
        *(f"Note: {note}" for note in notes),
        "File: a.png",
        f"SHA-256: {analysis.sha256}",
        "Size: 90 × 60 px",
        "Verdict: GENERATED",
        f"Support: {panel.support_sentence.text()}",
        "Score with background: 0.99 (range 0 to 1; real below 0.50, generated above 0.87); "
        "novelty 0.60 × limit",
        "Score without background: 0.95 (range 0 to 1; real below 0.50, generated above 0.87)",
        "The background moves the score by +0.04. Both scores lie in the zone “generated”.",
        "Reading: Both scores rest mainly on hair.",
        f"With-background classifier: with@0123456789ab (SHA-256 of its manifest {'b' * 64})",
        "  Held-out real photos misclassified: 6 of 291, 2.1 % (95 % interval 0.9 to 4.4 %).",
        "Known limits of the models:",
        "  Knows StyleGAN only.",
        "Engine: onnxruntime, cpu (2 threads)",
        "Program: GNG Desktop 0.1.0",
    ):
        assert line in lines
    panel.sha256.button.click()
    assert QGuiApplication.clipboard().text() == analysis.sha256
    assert panel.facts["sha256"].toolTip() == analysis.sha256


def test_a_long_headline_is_shown_whole(qtbot):
    font = QFont("DejaVu Sans", 10)
    words = badge.WORDS["no sign"], "NESSUN SEGNO DI GENERAZIONE"
    for word in words:
        chosen = badge.fitting(font, word, 310)
        assert QFontMetricsF(chosen).horizontalAdvance(word) <= 310
    assert badge.fitting(font, "REAL", 310).pointSizeF() == pytest.approx(16)


def test_the_family_is_named_with_its_probabilities(panel, make_analysis):
    shares = {"real": 0.04, "gan": 0.9, "diffusion": 0.06}
    panel.show_analysis(make_analysis(family="gan", family_probabilities=shares), {})
    words = "Generator family: GAN (real 4 %, GAN 90 %, diffusion 6 %)"
    assert panel.family.text() == words
    panel.copy_summary()
    assert words in QGuiApplication.clipboard().text()
    panel.show_analysis(make_analysis(family="generated", family_probabilities=shares), {})
    assert "generated, family not decided" in panel.family.text()
    panel.show_analysis(make_analysis(), {})
    assert panel.family.isHidden()
    assert panel.notes.isHidden() and "press Explain" in panel.reading.text()


# -- the parts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "text"), [(0.934, "0.93"), (0.0, "below 0.01"), (1.0, "above 0.99"), (None, "—")]
)
def test_score_scale_tells_the_score_in_words_too(qtbot, score, text):
    scale = ScoreScale("Score with background")
    qtbot.addWidget(scale)
    scale.show_score(score, (0.3, 0.7))
    assert scale.accessibleName() == f"Score with background: {text}"
    assert [zone[3] for zone in scale.zones()] == ["real", "?", "generated"]
    scale.grab()
    scale.show_score(score, None)
    assert [zone[2] for zone in scale.zones()] == [None]
    assert "no decision thresholds" in scale.toolTip()


def test_every_verdict_has_its_own_word_and_shape(qtbot, make_analysis):
    badge = VerdictBadge()
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    silhouettes = {}
    for verdict in ("generated", "real", "inconclusive", None):
        status = "ok" if verdict else "not_applicable"
        badge.show_conclusion(conclude(make_analysis(verdict=verdict, status=status), {}))
        # Without colour: where the shape is, in black and white.
        area = pixels(badge)[8:44, 10:44]
        silhouettes[badge.word] = (np.abs(area - area[0, 0]).sum(2) > 60).tobytes()
    assert {*silhouettes} == {"GENERATED", "REAL", "INCONCLUSIVE", "NOT APPLICABLE"}
    assert len({*silhouettes.values()}) == 4


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("verdict", ["generated", "real", "inconclusive", None])
def test_colours_can_be_read(qapp, dark, verdict):
    made = palette(dark)
    assert contrast(verdict_colour(made, verdict), made.window().color()) >= 4.5
    assert contrast(made.windowText().color(), zone_colour(made, verdict)) >= 4.5
    assert contrast(made.placeholderText().color(), made.window().color()) >= 4.5


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (0.93, 0.62, "The background moves the score by +0.31."),
        (0.10, 0.62, "The background moves the score by −0.52."),
        (0.001, 0.004, "The background moves the score by less than 0.01."),
        (None, 0.62, ""),
    ],
)
def test_difference_is_with_minus_without(first, second, words):
    assert difference_text(first, second) == words


def test_every_icon_draws_something(qapp):
    files = sorted((shipped("resources") / "icons").glob("*.svg"))
    assert len(files) > 6
    for file in files:
        image = icon(file.stem, QColor("black")).pixmap(32, 32).toImage()
        drawn = sum(image.pixelColor(x, y).alpha() > 0 for x in range(32) for y in range(32))
        assert drawn > 40, file.name
