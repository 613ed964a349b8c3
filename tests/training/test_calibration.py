import numpy as np
import pytest
from scipy.special import expit

from gng_desktop.training.calibration import (
    MAX_FALSE_ALARMS,
    MAX_MISSES,
    MIN_SOURCE,
    false_alarms,
    limits,
    platt,
    reliability,
    scaled,
)
from gng_desktop.training.metrics import calibration_error


def test_platt_recovers_slope_and_intercept_at_even_odds():
    # Two normal distributions at -1+1.5 and 1+1.5: the log odds are 2 * (x - 1.5).
    rng = np.random.default_rng(1)
    truth = rng.random(40_000) < 0.2
    x = rng.normal(np.where(truth, 2.5, 0.5), 1)
    fit = platt(expit(x), truth)
    assert fit.slope == pytest.approx(2, rel=0.05)
    assert fit.intercept == pytest.approx(-3, rel=0.05)  # whatever the share of generated images


def test_platt_survives_certainty():
    raw = np.array([0.0, 0.0, 1e-9, 0.6, 0.4, 1.0, 1.0, 1.0], np.float32)
    truth = np.array([0, 0, 0, 0, 1, 1, 1, 1], bool)
    fit = platt(raw, truth)
    assert fit.slope > 0
    assert np.isfinite([fit.slope, fit.intercept]).all()
    assert np.isfinite(scaled(raw, fit)).all()


def test_wrong_ranking_is_refused_and_one_class():
    raw, truth = np.array([0.1, 0.4, 0.6, 0.9]), np.array([1, 1, 0, 0], bool)
    with pytest.raises(ValueError, match="generated images score no higher than real ones"):
        platt(raw, truth)
    with pytest.raises(ValueError, match="generated images score no higher than real ones"):
        platt(np.full(4, 0.9), truth)
    with pytest.raises(ValueError):
        platt(raw, np.ones(4, bool))


@pytest.mark.parametrize("count", [50, 99, 1234])
@pytest.mark.parametrize("spread", [0.3, 3.0])
def test_limits_hold_their_promise(count, spread):
    rng = np.random.default_rng(count)
    truth = np.arange(2 * count) % 2 == 0
    score = expit(rng.normal(np.where(truth, 1, -1), spread))
    low, high = limits(score, truth)
    assert 0 <= low <= 0.5 <= high <= 1
    assert (score[~truth] > high).mean() <= MAX_FALSE_ALARMS == 0.02
    assert (score[truth] < low).mean() <= MAX_MISSES == 0.05


def test_limits_are_as_tight_as_they_may_be():
    real, generated = np.linspace(0, 0.8, 1001), np.linspace(0.3, 1, 1001)
    score = np.concatenate([real, generated])
    low, high = limits(score, np.repeat([False, True], 1001))
    assert high == pytest.approx(0.8 * 0.98, abs=1e-3)
    assert low == pytest.approx(0.3 + 0.7 * 0.05, abs=1e-3)


def test_limits_of_perfect_scores_stay_on_their_sides():
    score = np.array([0.01] * 50 + [0.99] * 50)
    assert limits(score, np.repeat([False, True], 50)) == (0.5, 0.5)


def test_calibration_error_by_hand():
    score = np.array([0.15, 0.15, 0.15, 0.15, 0.95, 0.95, 0.85, 1.0])
    truth = np.array([1, 0, 0, 0, 1, 1, 0, 1], bool)
    # bin 1: 4 images, 0.25 against 0.15; bin 8: 1, 0 against 0.85; bin 9: 3, 1 against 2.9 / 3
    expected = (4 * 0.10 + 1 * 0.85 + 3 * (1 - 2.9 / 3)) / 8
    found = calibration_error(truth, score, np.ones((1, truth.size)))
    assert found == pytest.approx([expected])


def sources(hard=40):
    """Return 1,000 real photos, `hard` of them of a source whose scores are high."""
    score = np.concatenate([np.linspace(0, 0.6, 1000 - hard), np.linspace(0.3, 0.9, hard)])
    source = np.repeat(["easy", "hard"], [1000 - hard, hard])
    score, source = np.append(score, np.full(50, 0.99)), np.append(source, ["gan"] * 50)
    return score, np.repeat([False, True], [1000, 50]), source


def test_the_worst_source_sets_the_limit():
    score, truth, source = sources()
    _, pooled = limits(score, truth)
    _, high = limits(score, truth, source)
    found = false_alarms(score, truth, source, pooled)
    assert list(found) == ["pooled", "easy", "hard"]
    assert found["pooled"]["images"] == 1000
    assert 0.015 < found["pooled"]["called_generated"] <= MAX_FALSE_ALARMS
    assert found["hard"]["called_generated"] > 0.4  # hidden in the 2 % of all
    assert high > pooled
    found = false_alarms(score, truth, source, high)
    assert all(row["called_generated"] <= MAX_FALSE_ALARMS for row in found.values())


def test_a_source_too_small_to_count_sets_no_limit():
    assert MIN_SOURCE == 30
    score, truth, source = sources(hard=29)
    assert limits(score, truth, source) == limits(score, truth)
    score, truth, source = sources(hard=30)
    assert limits(score, truth, source)[1] > limits(score, truth)[1]


def test_generated_images_of_a_source_do_not_count_as_its_photos():
    score, truth, source = sources()
    source[truth] = "easy"
    assert limits(score, truth, source) == limits(*sources())
    assert false_alarms(score, truth, source, 0.95)["easy"]["called_generated"] == 0


def test_reliability_by_hand():
    score = np.array([0.15, 0.15, 0.15, 0.15, 0.95, 1.0])
    rows = reliability(score, np.array([1, 0, 0, 0, 1, 1], bool))
    assert [row["images"] for row in rows] == [0, 4, 0, 0, 0, 0, 0, 0, 0, 2]
    assert (rows[1]["from"], rows[1]["to"]) == (0.1, 0.2)
    assert rows[1]["mean_score"] == pytest.approx(0.15)
    assert rows[1]["share_generated"] == 0.25
    assert 0 < rows[1]["low"] < 0.25 < rows[1]["high"] < 1
    assert rows[9]["mean_score"] == pytest.approx(0.975) and rows[9]["high"] == 1
    assert rows[0]["share_generated"] is None and rows[0]["low"] is None
