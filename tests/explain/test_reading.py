import numpy as np
import pytest

from gng_desktop.explain.reading import reading
from gng_desktop.explain.regions import RegionExplanation

NAMES = ("background", "general face", "lips", "hair")


def regions(phi, baseline=0.2, names=NAMES, masker="blur"):
    phi = np.array(phi, float)
    return RegionExplanation(
        players=names,
        phi=phi,
        interactions=np.diag(phi),
        baseline=baseline,
        prediction=baseline + phi.sum(),
        evaluations=16,
        seconds=1.0,
        notes=(),
        masker=masker,
        image=np.zeros((4, 4, 3), np.uint8),
        labels=np.arange(16).reshape(4, 4) % len(names),
    )


@pytest.fixture
def read(make_analysis):
    def read(first, second):
        analysis = make_analysis(
            score_with_background=first.prediction, score_without_background=second.prediction
        )
        return reading((first, second), analysis)

    return read


OTHER = regions([0, 0.1, 0.4, 0.1])


def test_what_a_classifier_rests_on(read):
    text = read(regions([0.2, 0.05, 0.05, 0.4]), OTHER)
    assert text.startswith(
        "The with-background classifier rests mainly on hair (57 %) and background (29 %), both "
        "pushing toward “generated” (score 0.90, against 0.20 with all regions blurred)."
    )
    assert "The background moved its score by +0.20, 29 % of all." in text
    assert (
        "The without-background classifier rests mainly on lips (67 %), general face (17 %) "
        "and hair (17 %), all pushing toward"
    ) in text
    assert text.endswith("not whether the scores are right.") and "\n" not in text


def test_a_single_region(read):
    text = read(regions([0, 0, 0, -0.5], 0.7, masker="black"), OTHER)
    assert "rests mainly on hair (100 %), pushing away from “generated”" in text
    assert "0.70 with all regions blacked out" in text


def test_opposite_signs_are_told_apart(read):
    text = read(regions([-0.2, 0, 0.1, 0.6]), OTHER)
    assert (
        "hair (67 %), background (22 %) and lips (11 %), "
        "hair and lips pushing toward “generated” but background pushing away from “generated”"
    ) in text
    text = read(regions([-0.4, 0, 0, 0.3], 0.6), OTHER)
    assert "background pushing away from “generated” but hair pushing toward" in text


def test_hardly_any_effect_is_said(read):
    text = read(regions([0.01, 0, 0.002, -0.01]), OTHER)
    assert "The with-background classifier hardly reacts to any region (score 0.20" in text
    assert "The background moved" not in text and "hair (" not in text.split("without")[0]


def test_a_score_that_hardly_differs_is_told_from_no_effect(read):
    text = read(regions([-0.3, 0, 0, 0.31]), OTHER)
    assert "contributions for (+0.31) and against (-0.30) “generated” cancel out" in text
    assert "cancel" not in read(regions([0.1, 0, 0, 0.31]), OTHER)


def test_a_score_that_was_there_before_is_told(read):
    told = "already scores on the same side of 0.5"
    assert told in read(regions([0, 0, 0, 0.1], 0.85), OTHER)
    assert told in read(regions([0, 0, 0, -0.1], 0.15), OTHER)
    assert told not in read(regions([0, 0, 0, 0.3], 0.6), OTHER)
    assert told not in read(regions([0, 0, 0, 0.7], 0.2), OTHER)


def test_many_small_regions_are_not_called_main(read):
    names = tuple(f"region {i}" for i in range(12))
    text = read(regions([0.05] * 12, names=names), OTHER)
    assert "rests on many regions a little, and on none mainly" in text


def test_explanations_of_another_image_are_refused(make_analysis):
    analysis = make_analysis(score_with_background=0.1, score_without_background=0.8)
    with pytest.raises(ValueError, match="another image"):
        reading((regions([0, 0, 0, 0.6]), OTHER), analysis)
    without = make_analysis(score_with_background=None, score_without_background=None)
    with pytest.raises(ValueError, match="another image"):
        reading((OTHER, OTHER), without)
