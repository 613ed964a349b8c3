from dataclasses import replace

import numpy as np
import pytest

from gng_desktop.analysis.result import Views
from gng_desktop.explain.reading import reading
from gng_desktop.explain.regions import RegionExplanation
from gng_desktop.explain.units import to_score

NAMES = ("background", "general face", "lips", "hair")
IMAGE = np.zeros((4, 4, 3), np.uint8)
VIEWS = Views(IMAGE, IMAGE, IMAGE, IMAGE[..., 0])


def regions(phi, baseline=0.2, names=NAMES, masker="blur", unit="score"):
    phi = np.array(phi, float)
    return RegionExplanation(
        players=names,
        phi=phi,
        interactions=np.diag(phi),
        baseline=baseline,
        prediction=to_score(baseline + phi.sum(), unit),
        evaluations=16,
        seconds=1.0,
        notes=(),
        masker=masker,
        image=IMAGE,
        labels=np.arange(16).reshape(4, 4) % len(names),
        unit=unit,
    )


def odds(*factors, hidden=0.5, **changes):
    """Return regions that multiply the odds of "generated" by `factors`."""
    baseline = np.log(hidden / (1 - hidden))
    return regions(np.log(factors), baseline, unit="log-odds", **changes)


@pytest.fixture
def read(make_analysis):
    def read(first, second, *caps):
        analysis = make_analysis(
            score_with_background=first.prediction,
            score_without_background=second.prediction,
            views=VIEWS,
        )
        return reading((first, second), analysis, *caps)

    return read


OTHER = regions([0, 0.1, 0.4, 0.1])


def test_what_a_classifier_rests_on(read):
    text = read(regions([0.2, 0.05, 0.05, 0.4]), OTHER)
    assert text.startswith(
        "The with-background classifier rests mainly on hair (57 %) and background (29 %), both "
        "pushing toward “generated” (score 0.90, against 0.20 with all regions blurred)."
    )
    assert "The background moved its score by +0.20 (29 % of all contributions)." in text
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


def test_in_log_odds_one_reads_what_multiplies_the_odds(read):
    text = read(odds(3.2, 1, 1, 9.9, hidden=0.03), odds(1, 1, 0.02, 1))
    assert text.startswith(
        "The with-background classifier rests mainly on hair (66 %) and background (34 %), both "
        "pushing toward “generated” (score 0.49, against 0.03 with all regions blurred: the odds "
        "of “generated” multiplied by 32)."
    )
    assert (
        "On average, showing the background multiplies the odds of “generated” by 3.2 "
        "(34 % of all contributions)."
    ) in text
    assert "(score 0.02, against 0.50 with all regions blurred: the odds of “generated” " in text
    assert "divided by 50)." in text


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (0.25, "divides the odds of “generated” by 4.0 ("),
        (1.04, "hardly changes the odds of “generated” ("),
        (0.97, "hardly changes the odds of “generated” ("),
        (9.96, "multiplies the odds of “generated” by 10 ("),
        (876.0, "multiplies the odds of “generated” by 880 ("),
        (1e-7, "divides the odds of “generated” by more than 1,000 ("),
    ],
)
def test_the_background_in_factors(read, factor, words):
    assert f"howing the background {words}" in read(odds(factor, 1, 1, 40), OTHER)


def test_no_factor_is_named_that_the_held_out_images_do_not_back(read):
    text = read(odds(1e6, 1, 1, 40), odds(1, 1, 1e-5, 1), ((24.0, 6.3), (24.0, 6.3)))
    assert "multiplies the odds of “generated” by more than 24 (" in text
    assert "divided by more than 6.3" in text and "000" not in text.replace("<0.001", "")
    assert text.endswith("it is the limit of the support, too.")


def test_sure_scores_are_read_as_well(read):
    """Two scores next to 0, a factor of 50 apart."""
    text = read(odds(1, 1, 50, 1, hidden=1e-6), OTHER)
    assert "rests mainly on lips (100 %), pushing toward" in text
    assert "(score <0.001, against <0.001 with all regions blurred: the odds" in text
    assert "multiplied by 50)" in text
    assert "already scores on the same side of 0.5" in text
    assert "same side" not in read(odds(1, 1, 5e9, 1, hidden=1e-6), OTHER)


def test_hardly_any_effect_on_the_odds_is_said(read):
    text = read(odds(1.05, 1, 0.96, 1.05), OTHER)
    assert "The with-background classifier hardly reacts to any region (score 0.51" in text
    assert "showing the background" not in text
    assert "hardly reacts" not in read(odds(1.1, 1, 0.9, 1.05), OTHER)


def test_factors_that_cancel_are_told(read):
    text = read(odds(1, 1, 1 / 8, 8), OTHER)
    assert "contributions for (odds × 8.0) and against (odds ÷ 8.0) “generated” cancel out" in text


def test_explanations_of_another_image_are_refused(make_analysis, read):
    analysis = make_analysis(score_with_background=0.1, score_without_background=0.8, views=VIEWS)
    with pytest.raises(ValueError, match="another image"):
        reading((regions([0, 0, 0, 0.6]), OTHER), analysis)
    without = make_analysis(score_with_background=None, score_without_background=None, views=VIEWS)
    with pytest.raises(ValueError, match="another image"):
        reading((OTHER, OTHER), without)


def test_explanations_of_another_image_with_the_same_sure_score_are_refused(read):
    sure = odds(2, 2, 2, 2, hidden=0.9999)
    other = replace(sure, image=IMAGE + 1)
    assert read(sure, sure)
    for pair in ((other, sure), (sure, other)):
        with pytest.raises(ValueError, match="another image"):
            read(*pair)
