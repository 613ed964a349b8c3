"""Further detectors: their scores, and the verdict that the deciding ones make."""

import dataclasses
import json

import numpy as np
import pytest

from gng_desktop.analysis import NOT_FUSED_NOTE, OWN
from gng_desktop.analysis.detectors import check_deciding, detected, joined, without_costly
from gng_desktop.analysis.result import Analysis, DetectorScore
from gng_desktop.engines.foreign import open_detector
from gng_desktop.modelstore import Fusion, ModelError, Thresholds
from tests import fakes
from tests.fakes import foreign_graph, install_detector, platt, with_engine

LIMITS = {"real_below": 0.3, "generated_above": 0.7, "chosen_on": "nothing"}
CALIBRATED = {"calibration": platt(1, 0), "thresholds": LIMITS}


def with_detector(analyser, folder, logit, name="lab", **changes):
    graph = foreign_graph(weights=[[0, 0, 0]], bias=[logit])
    stored = install_detector(folder, name, graph, **changes)
    return with_engine(analyser, name, open_detector(stored, 1), stored)


def test_an_uncalibrated_detector_has_a_raw_score_and_no_verdict(make_analyser, portrait, tmp_path):
    analyser = with_detector(make_analyser(0.9, 0.9), tmp_path, 3.0)
    found = analyser.analyse(portrait)
    (score,) = found.detectors
    assert score.raw == pytest.approx(1 / (1 + np.exp(-3)), abs=1e-6)
    assert (score.score, score.zone, score.problem) == (None, None, "")
    assert found.verdict == "generated" and found.deciding == (
        "with_background",
        "without_background",
    )
    again = Analysis(**json.loads(json.dumps(found.to_json())))
    assert again.detectors == found.detectors and again.deciding == found.deciding
    with pytest.raises(ModelError, match="not calibrated; run 'gng-desktop models calibrate lab"):
        analyser.with_deciding(["lab"])
    with pytest.raises(ModelError, match="'nobody' cannot decide because it is not installed"):
        analyser.with_deciding(["nobody"])


@pytest.mark.parametrize(
    "deciding, own, logit, verdict, why",
    [
        (["with-background", "without-background", "lab"], 0.9, 3, "generated", ""),
        (["with_background", "without_background", "lab"], 0.9, -3, "inconclusive", "lab real"),
        (["with_background", "without_background", "lab"], 0.9, 0, "inconclusive", "lab inconcl"),
        (["lab"], 0.9, -3, "real", ""),
        (["lab"], 0.1, 0, "inconclusive", "No score lies beyond"),
        (["lab", "with_background"], 0.9, 3, "generated", ""),
        (["lab"], 0.1, float("nan"), "inconclusive", "lab failed: its output is not a number."),
    ],
)
def test_the_chosen_detectors_decide(
    make_analyser, portrait, tmp_path, deciding, own, logit, verdict, why
):
    analyser = with_detector(make_analyser(own, own), tmp_path, logit, **CALIBRATED)
    found = analyser.with_deciding(deciding).analyse(portrait)
    assert found.verdict == verdict and why in found.reason
    assert "lab" in found.deciding


@pytest.mark.parametrize(
    "own, logit, novelty, verdict, why",
    [
        ((0.4, 0.4), 6.0, None, "generated", "The GAN detector decides: without it"),
        ((0.4, 0.4), 6.0, 2.0, "inconclusive", "The fused score lies between"),
        ((0.9, 0.1), 6.0, None, "generated", "the GAN detector decides between them."),
        ((0.9, 0.1), 0.5, None, "inconclusive", "contradict each other"),
        ((0.05, 0.05), -6.0, None, "real", ""),
        ((0.05, 0.05), float("nan"), None, "real", ""),
    ],
)
def test_the_gan_detector_is_part_of_the_fused_score(
    make_analyser, portrait, tmp_path, monkeypatch, own, logit, novelty, verdict, why
):
    limits = LIMITS | {"real_below": 0.0, "generated_above": 0.9}
    changes = CALIBRATED | {"thresholds": limits}
    analyser = with_detector(make_analyser(*own), tmp_path, logit, "gan", **changes)
    models = analyser.models
    models["without_background"] = fakes.stored("without_background", sha256="1" * 64)
    hashes = {name: models[name].sha256 for name in ("without_background", "gan")}
    rule = Fusion(
        dict.fromkeys(OWN, 0.5), 0.0, hashes, Thresholds(0.3, 0.7, ""), "", {}, {"gan": 0.0}
    )
    fusion = dataclasses.asdict(rule)
    models["with_background"] = fakes.stored("with_background", fusion=fusion)
    if novelty is not None:
        monkeypatch.setattr(
            "gng_desktop.analysis.pipeline.detected",
            lambda *given: dataclasses.replace(detected(*given), novelty=novelty),
        )
    found = analyser.analyse(portrait)
    assert found.verdict == verdict and why in found.reason
    assert ("gan" in found.contributions) == (found.score_fused is not None) == np.isfinite(logit)
    assert (NOT_FUSED_NOTE in found.notes) == (not np.isfinite(logit))
    if found.contributions:
        odds = np.log(found.score_fused / (1 - found.score_fused))
        assert sum(found.contributions.values()) == pytest.approx(odds)
        assert (found.contributions["gan"] > 0) == (novelty is None)
    # Another one by its name is no part of it.
    other = with_detector(analyser, tmp_path / "b", logit, "gan", **changes, source="other")
    assert other.analyse(portrait).score_fused is None


def test_what_the_fast_analysis_leaves_out_cannot_decide(make_analyser):
    models = make_analyser(0.5, 0.5).models
    partner = {"without_background": "1" * 64}
    fast = Fusion(dict.fromkeys(OWN, 0.5), 0.0, partner, Thresholds(0.3, 0.7, ""), "", {})
    weights, hashes = fast.weights | {"vit": 0.5}, partner | {"vit": "2" * 64}
    rule = dataclasses.replace(fast, weights=weights, models=hashes, fast=fast)
    fusion = dataclasses.asdict(rule)
    models["with_background"] = fakes.stored("with_background", fusion=fusion)
    less, left_out = without_costly(models)
    assert left_out == {"vit": "2" * 64}
    with pytest.raises(ModelError, match="the fast analysis leaves it out; omit --fast"):
        check_deciding(["vit"], less)
    with pytest.raises(ModelError, match="'vit' cannot decide because it is not installed"):
        check_deciding(["vit"], models)
    # The usual ones are the usual ones, however they are named.
    assert check_deciding(["without-background", *OWN], models) == OWN


@pytest.mark.parametrize(
    ("fused", "deciding", "scores"),
    [
        (0.7, OWN, {"fused": 0.7}),
        (0.7, (*OWN, "lab"), {"fused": 0.7, "lab": 0.6}),
        (0.7, ("lab",), {"lab": 0.6}),
        (0.7, ("lab", "with_background"), {"lab": 0.6, "with_background": 0.9}),
        (None, OWN, {"with_background": 0.9, "without_background": 0.8}),
    ],
)
def test_the_deciding_scores_leave_out_a_fused_one_that_is_set_aside(fused, deciding, scores):
    lab = DetectorScore(id="lab", label="lab@1", view="face", raw=0.5, score=0.6)
    own = {"score_with_background": 0.9, "score_without_background": 0.8}
    found = fakes.analysis(score_fused=fused, detectors=(lab,), deciding=deciding, **own)
    assert found.deciding_scores == scores and list(found.deciding_scores) == list(scores)


def test_out_of_the_scope_of_a_deciding_detector_nothing_is_decided():
    lab = {"id": "lab", "label": "lab@1", "view": "face", "raw": 0.9, "zone": "generated"}
    for novelty, verdict in ((0.9, "generated"), (1.5, "inconclusive")):
        found, why = joined({}, ("real", ""), [DetectorScore(**lab, novelty=novelty)], ["lab"], "")
        assert found == verdict and ("to detector lab this face" in why) == (novelty > 1)


def test_shipped_detectors_are_called_as_everywhere_else():
    known = {"label": "x@1", "view": "face", "raw": 0.5}
    gan = DetectorScore(id="gan", zone="generated", **known)
    vit = DetectorScore(id="vit", zone="real", **known)
    _, why = joined({}, ("real", ""), [gan, vit], ["gan", "vit"], "")
    assert why.endswith("alike: the GAN detector generated, the ViT detector real.")
    failed = dataclasses.replace(gan, raw=None, problem="see the log.")
    _, why = joined({}, ("real", ""), [failed], ["gan"], "")
    assert why == "The GAN detector failed: see the log."
    far = dataclasses.replace(vit, novelty=1.5)
    _, why = joined({}, ("real", ""), [far], ["vit"], "")
    assert "Out of scope: to the ViT detector this face" in why


def test_views_differ(make_analyser, portrait, tmp_path):
    analyser = make_analyser(0.9, 0.9)
    for view in ("whole", "face", "stripped", "background"):
        stored = install_detector(tmp_path, view, view=view)
        analyser = with_engine(analyser, view, open_detector(stored, 1), stored)
    raw = {d.view: d.raw for d in analyser.analyse(portrait).detectors}
    assert raw["stripped"] < raw["face"] and raw["background"] < raw["face"]
    assert raw["stripped"] != raw["background"]
