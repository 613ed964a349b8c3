from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

from gng_desktop.analysis.result import DetectorScore
from gng_desktop.ui.panels import badge
from gng_desktop.ui.panels.fused import contributions
from gng_desktop.ui.panels.verdict import VerdictPanel


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


# What the verdict is worth


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


def decisive(make_analysis, **changes):
    fields = {"score_with_background": 0.99, "score_without_background": 0.95, "reason": ""}
    return make_analysis(**(fields | changes))


def test_the_support_is_told_in_words_and_as_a_ratio(panel, make_analysis, models):
    panel.show_analysis(decisive(make_analysis), models)
    assert panel.support_word.text() == "Moderate support"
    assert "about 19 times more probable if the face was generated" in panel.support_sentence.text()
    panel.show_analysis(decisive(make_analysis, score_without_background=0.9999), models)
    assert "at most about 24 times" in panel.support_sentence.text()
    assert "(173 real photos of ffhq, 6 of them misclassified)" in panel.support_sentence.text()


def test_a_fused_score_has_its_scale_and_generators_their_lines(panel, make_analysis, models):
    panel.show_analysis(decisive(make_analysis), models)
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
    analysis = decisive(make_analysis, score_fused=0.97, contributions=added)
    panel.show_analysis(analysis, models)
    assert not panel.fused.isHidden() and panel.fused.scale.zone == "generated"
    assert panel.fused.parts.text() == (
        "Contributions to the log-odds: with background +3.0, without background −0.5. "
        "The fusion rule itself adds +0.9, the same for every image."
    )
    assert "at most about 24 times" in panel.support_sentence.text()
    gan = DetectorScore(id="gan", label="gan@1", view="face", raw=0.9, score=0.9, zone="generated")
    more = replace(analysis, contributions=added | {"gan": 2.14}, detectors=(gan,))
    panel.show_analysis(more, models)
    assert "without background −0.5, GAN detector +2.1." in panel.fused.parts.text()
    assert "score 0.90, generated; part of the fused score" in panel.further.text()
    no_part = "the verdict is not made of the fused score"
    assert no_part not in panel.fused.parts.text()
    panel.show_analysis(replace(more, deciding=("with_background", "gan")), models)
    assert panel.fused.parts.text().endswith(f"{no_part}.")
    panel.show_analysis(analysis, models)
    assert panel.generators.lines.text().startswith("• Flux (diffusion): detected 38 of 40, 95.0 %")
    assert "trained without it detected 20 of 50" in panel.generators.lines.text()
    panel.copy_summary()
    copied = QGuiApplication.clipboard().text()
    assert "Fused score: 0.97 (range 0 to 1; real below 0.30, generated above 0.80)" in copied


def test_a_contribution_that_rounds_to_zero_has_no_sign(make_analysis):
    for value, shown in ((-0.04, "0.0"), (0.04, "0.0"), (-0.06, "−0.1")):
        added = {"with_background": value, "without_background": 1.0}
        words = contributions(make_analysis(contributions=added))
        assert (
            words
            == f"Contributions to the log-odds: with background {shown}, without background +1.0."
        )


def test_an_inconclusive_verdict_gives_its_reason_and_no_support(panel, make_analysis, models):
    analysis = make_analysis(verdict="inconclusive", reason="The classifiers disagree.")
    panel.show_analysis(analysis, models)
    assert panel.support_word.text() == "No conclusion"
    assert panel.support_sentence.isHidden()
    assert panel.reason.text() == "The classifiers disagree."


def test_scores_near_the_middle_make_no_banner_that_support_denies(panel, make_analysis, models):
    middle = {"score_with_background": 0.52, "score_without_background": 0.52}
    panel.show_analysis(decisive(make_analysis, **middle), models)
    assert panel.badge.word == "INCONCLUSIVE" and panel.support_word.text() == "No conclusion"
    assert "too little for a conclusion" in panel.reason.text()


def test_without_a_face_nothing_is_said_of_support(panel, make_analysis, models):
    analysis = make_analysis(status="not_applicable", verdict=None, reason="No face.")
    panel.show_analysis(analysis, models)
    assert panel.support_word.isHidden() and panel.support_sentence.isHidden()
    assert panel.shift.isHidden() and panel.reading.isHidden()


def test_the_zones_of_both_scores_are_told(panel, make_analysis, models):
    panel.show_analysis(decisive(make_analysis), models)
    assert panel.shift.text() == "Both scores lie in the zone “generated”."
    panel.show_analysis(decisive(make_analysis, score_without_background=0.2), models)
    assert panel.shift.text() == (
        "With background the score lies in the zone “generated”, without it in the zone “real”."
    )


# The reading


def test_the_reading_waits_for_an_explanation(panel, make_analysis, models):
    panel.show_analysis(decisive(make_analysis), models)
    assert "press Explain" in panel.reading.text()
    panel.show_reading("Both scores rest mainly on hair.")
    assert panel.reading.text() == "Both scores rest mainly on hair."
    panel.show_analysis(decisive(make_analysis), models)
    assert "press Explain" in panel.reading.text()


# The models


def test_each_model_is_named_with_its_whole_hash_at_hand(panel, make_analysis, models):
    panel.show_analysis(decisive(make_analysis), models)
    for role, key in (("segmenter", "segmenter"), ("with_background", "with")):
        facts = panel.models[role]
        assert panel.facts[key] is facts.line.label
        assert facts.line.label.text() == models[role].label
        assert models[role].sha256 in facts.line.label.toolTip()
        facts.line.button.click()
        assert QGuiApplication.clipboard().text() == models[role].sha256


def test_test_figures_come_with_their_intervals_and_counts(panel, make_analysis, models):
    panel.show_analysis(decisive(make_analysis), models)
    told = panel.models["with_background"].figures.text().replace("\N{NO-BREAK SPACE}", " ")
    assert told.splitlines() == [
        "• On 348 held-out images from the training sources: AUC 0.990 (95 % interval 0.986 to "
        "0.995), accuracy at score 0.5 0.950 (95 % interval 0.931 to 0.966).",
        "• Held-out real photos misclassified: 6 of 291, 2.1 % (95 % interval 0.9 to 4.4 %).",
        "• Most false alarms: real photos of ffhq: 6 of 173, 3.5 % (95 % interval 1.6 to 7.4 %).",
        "• Held-out generated images misclassified: 9 of 175, 5.1 % (95 % interval 2.7 to 9.5 %).",
    ]
    assert panel.models["segmenter"].figures.text() == (
        "• On 99 held-out images: pixel accuracy 0.933."
    )


def test_a_model_without_figures_says_so(panel, make_analysis, models):
    models["with_background"] = model("with@0123456789ab", metrics={})
    panel.show_analysis(decisive(make_analysis), models)
    assert panel.models["with_background"].figures.text() == "• This model reports no test figures."
    assert panel.support_word.text() == "Strength not known"
    assert "the models' test figures are missing" in panel.support_sentence.text()


def test_another_models_thresholds_and_figures_are_not_used(panel, make_analysis, models):
    analysis = decisive(make_analysis, classifier_with_background="old@ffffffffffff")
    panel.show_analysis(analysis, models)
    assert panel.facts["with"].text() == "old@ffffffffffff"
    assert "not one of those in use" in panel.models["with_background"].figures.text()
    assert not panel.models["with_background"].line.button.isEnabled()
    assert [zone[3] for zone in panel.with_background.zones()] == ["no thresholds"]
    assert len(panel.without_background.zones()) == 3


def test_limits_are_listed_once(panel, make_analysis, models):
    panel.show_analysis(decisive(make_analysis), models)
    assert panel.limits.text() == "• Faces only.\n• Knows StyleGAN only."


# The summary


def test_the_summary_can_be_quoted(panel, make_analysis, models):
    analysis = decisive(make_analysis, novelty_with_background=0.6)
    panel.show_analysis(analysis, models)
    panel.show_reading("Both scores rest\nmainly on hair.")
    panel.summary_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    for line in (
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


def test_the_summary_names_the_face(panel, make_analysis, models):
    found = decisive(make_analysis, face_index=2, face_box=(5, 6, 20, 20))
    panel.show_analysis(found, models)
    assert panel.facts["analysed"].text() == "face 2: 20 × 20 px at 5, 6"
    panel.summary_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert "Analysed: face 2, 20 × 20 px at 5, 6" in lines


def test_the_summary_of_a_refusal_gives_the_reason_and_no_scores(panel, make_analysis, models):
    analysis = make_analysis(status="not_applicable", verdict=None, reason="No face was found.")
    panel.show_analysis(analysis, models)
    panel.summary_button.click()
    text = QGuiApplication.clipboard().text()
    assert "Verdict: NOT APPLICABLE\nReason: No face was found.\n" in text
    assert "Score" not in text and "Support" not in text and "Reading" not in text


def test_the_summary_of_an_inconclusive_verdict_tells_its_reason_once(panel, make_analysis, models):
    analysis = make_analysis(verdict="inconclusive", reason="The classifiers disagree.")
    panel.show_analysis(analysis, models)
    panel.summary_button.click()
    text = QGuiApplication.clipboard().text()
    assert "Support: no conclusion\nReason: The classifiers disagree.\n" in text
    assert text.count("disagree") == 1


def test_notes_on_the_file_are_shown_and_copied(panel, make_analysis, models):
    panel.show_analysis(make_analysis(notes=("It breaks off.", "Colours changed.")), models)
    assert panel.notes.text() == "It breaks off. Colours changed."
    panel.summary_button.click()
    text = QGuiApplication.clipboard().text()
    assert "Note: It breaks off.\nNote: Colours changed.\n" in text
    panel.show_analysis(make_analysis(), models)
    assert panel.notes.isHidden()


# The window


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
