import numpy as np
import pytest

from gng_desktop.explain.catalogue import UNITS
from gng_desktop.explain.units import BOUND, log_odds, score_text, to_score, to_unit
from gng_desktop.modelstore.platt import apply_platt


@pytest.mark.parametrize(("slope", "intercept"), [(1.0, 0.0), (0.75, -0.5), (1.6, 1.5)])
def test_log_odds_are_the_calibrated_logit(slope, intercept):
    logits = np.linspace(-16, 16, 400)
    scores = apply_platt(1 / (1 + np.exp(-logits)), slope, intercept)
    np.testing.assert_allclose(log_odds(scores), slope * logits + intercept, rtol=1e-4, atol=1e-4)


def test_scores_of_0_and_1_have_finite_log_odds_and_a_calibrated_one_stays_inside():
    assert log_odds([0.0, 0.5, 1.0]).tolist() == pytest.approx([-BOUND, 0.0, BOUND], rel=1e-5)
    ends = log_odds(apply_platt(np.array([0.0, 1.0]), 1.0, 0.0))
    assert -BOUND < -16.12 < ends[0] < 0 < ends[1] < 16.12 < BOUND


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("score", [1e-9, 0.2, 0.5, 1 - 1e-9])
def test_a_score_comes_back(unit, score):
    assert to_score(float(to_unit(score, unit)), unit) == pytest.approx(score, rel=1e-6)


@pytest.mark.parametrize("call", [to_unit, to_score])
def test_an_unknown_unit_is_refused(call):
    with pytest.raises(ValueError, match="unit 'bits' is unknown; choose log-odds or score"):
        call(0.5, "bits")


@pytest.mark.parametrize(
    ("score", "digits", "text"),
    [
        (0.25, 2, "0.25"),
        (0.003, 2, "0.003"),
        (0.9961, 2, "0.996"),
        (0.0001, 2, "<0.001"),
        (0.99999, 2, ">0.999"),
        (0.0, 3, "<0.001"),
        (1.0, 3, ">0.999"),
        (0.4567, 3, "0.457"),
    ],
)
def test_no_score_reads_as_certain(score, digits, text):
    assert score_text(score, digits) == text
