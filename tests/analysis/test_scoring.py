import numpy as np
import pytest

from gng_desktop.analysis.scoring import calibrate, verdict, zone
from gng_desktop.modelstore import Calibration, Thresholds

LIMITS = Thresholds(0.25, 0.75, "nothing")


def test_platt_scaling_acts_on_the_logit():
    raw = np.array([0.1, 0.5, 0.9])
    found = calibrate(raw, Calibration("platt", 2.0, -1.0, "nothing"))
    odds = (raw / (1 - raw)) ** 2 * np.exp(-1.0)
    assert found.dtype == np.float64
    np.testing.assert_allclose(found, odds / (1 + odds), rtol=1e-9)


def test_the_analysis_calibrates_as_the_training_measured():
    from gng_desktop.training.calibration import apply_platt

    raw = np.linspace(0, 1, 101).astype(np.float32)
    found = calibrate(raw, Calibration("platt", 0.83, 0.4, "nothing"))
    np.testing.assert_allclose(found, apply_platt(raw, 0.83, 0.4), rtol=1e-12)


def test_without_calibration_the_raw_score_is_kept():
    raw = np.array([[0.0, 0.25], [0.5, 1.0]], np.float32)
    np.testing.assert_allclose(calibrate(raw, None), raw, atol=1e-6)


def test_certain_raw_scores_stay_finite_and_inside_0_to_1():
    found = calibrate(np.array([0.0, 1.0]), Calibration("platt", 3.0, 0.0, "nothing"))
    assert 0 <= found[0] < 1e-6 and 1 - 1e-6 < found[1] <= 1


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_an_output_that_is_no_number_is_refused(bad):
    with pytest.raises(ValueError, match="not a number"):
        calibrate(np.array([0.5, bad]), None)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0.0, "real"),
        (0.2499, "real"),
        (0.25, "inconclusive"),
        (0.5, "inconclusive"),
        (0.75, "inconclusive"),
        (0.7501, "generated"),
        (1.0, "generated"),
    ],
)
def test_thresholds_part_three_zones(score, expected):
    assert zone(score, LIMITS) == expected


@pytest.mark.parametrize("score", [0.0, 0.5, 1.0])
def test_without_thresholds_nothing_is_decided(score):
    assert zone(score, None) == "inconclusive"


@pytest.mark.parametrize(
    ("with_background", "without_background", "expected", "words"),
    [
        ("generated", "generated", "generated", ""),
        ("real", "real", "real", ""),
        ("inconclusive", "inconclusive", "inconclusive", "neither decides"),
        ("generated", "inconclusive", "inconclusive", "classifier with background"),
        ("real", "inconclusive", "inconclusive", "classifier with background"),
        ("inconclusive", "generated", "inconclusive", "classifier without background"),
        ("inconclusive", "real", "inconclusive", "classifier without background"),
        (
            "generated",
            "real",
            "inconclusive",
            "with background generated, without background real",
        ),
        (
            "real",
            "generated",
            "inconclusive",
            "with background real, without background generated",
        ),
    ],
)
def test_a_verdict_needs_both_classifiers(with_background, without_background, expected, words):
    found, reason = verdict(with_background, without_background)
    assert found == expected
    assert words in reason and bool(reason) == bool(words)


@pytest.mark.parametrize("zones", [("real", "real"), ("generated", "real")])
@pytest.mark.parametrize(
    ("novelty", "words"),
    [
        (
            (1.4, 0.9),
            "Out of scope: to the with-background classifier this face is unlike the images it "
            "was trained and tested on (1.40 times the limit); its score must not be relied on.",
        ),
        (
            (None, 1.2),
            "Out of scope: to the without-background classifier this face is unlike the images it "
            "was trained and tested on (1.20 times the limit); its score must not be relied on.",
        ),
        (
            (2.0, 1.01),
            "Out of scope: to both classifiers this face is unlike the images they were trained "
            "and tested on (2.00 and 1.01 times the limit); their scores must not be relied on.",
        ),
    ],
)
def test_out_of_scope_outranks_what_the_scores_say(zones, novelty, words):
    assert verdict(*zones, *novelty) == ("inconclusive", words)


@pytest.mark.parametrize("novelty", [(None, None), (0.2, 1.0), (1.0, None)])
def test_within_the_limit_the_scores_decide(novelty):
    assert verdict("real", "real", *novelty) == ("real", "")
    assert "contradict" in verdict("real", "generated", *novelty)[1]
