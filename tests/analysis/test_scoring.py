import numpy as np
import pytest

from gng_desktop.analysis.scoring import calibrate, fuse, verdict, zone
from gng_desktop.modelstore import Calibration, Thresholds

LIMITS = Thresholds(0.25, 0.75, "nothing")


def test_platt_scaling_acts_on_the_logit():
    raw = np.array([0.1, 0.5, 0.9])
    found = calibrate(raw, Calibration("platt", 2.0, -1.0, "nothing"))
    odds = (raw / (1 - raw)) ** 2 * np.exp(-1.0)
    assert found.dtype == np.float64
    np.testing.assert_allclose(found, odds / (1 + odds), rtol=1e-9)
    plain = np.array([[0.0, 0.25], [0.5, 1.0]], np.float32)
    np.testing.assert_allclose(calibrate(plain, None), plain, atol=1e-6)


@pytest.mark.parametrize(
    ("score", "expected"),
    [(0.2499, "real"), (0.25, "inconclusive"), (0.75, "inconclusive"), (0.7501, "generated")],
)
def test_thresholds_part_three_zones(score, expected):
    assert zone(score, LIMITS) == expected
    assert zone(score, None) == "inconclusive"


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_an_output_that_is_no_number_is_refused(bad):
    with pytest.raises(ValueError, match="not a number"):
        calibrate(np.array([0.5, bad]), None)


@pytest.mark.parametrize(
    ("with_background", "without_background", "expected", "words"),
    [
        ("generated", "generated", "generated", ""),
        ("real", "real", "real", ""),
        ("inconclusive", "inconclusive", "inconclusive", "neither classifier decides"),
        ("generated", "inconclusive", "inconclusive", "classifier with background"),
        ("real", "inconclusive", "inconclusive", "classifier with background"),
        ("inconclusive", "generated", "inconclusive", "classifier without background"),
        ("inconclusive", "real", "inconclusive", "classifier without background"),
        ("generated", "real", "inconclusive", "generated with background, real without"),
        ("real", "generated", "inconclusive", "real with background, generated without"),
    ],
)
def test_a_verdict_needs_both_classifiers(with_background, without_background, expected, words):
    found, reason = verdict(with_background, without_background)
    assert found == expected
    assert words in reason and bool(reason) == bool(words)


@pytest.mark.parametrize(
    ("pair", "gan", "expected"),
    [
        (0.5, 0.5, 0.75),  # neither finds a generator: 1/4
        (0.9, float("nan"), 0.9),  # absent
        (0.2, 0.0, 0.2),
        (0.0, 1.0, 1.0),
        (1.0, 0.0, 1.0),
    ],
)
def test_one_alternative_suffices(pair, gan, expected):
    scores = {"a": pair, "b": pair, "gan": gan}
    found, shares = fuse(scores, {"a": 0.5, "b": 0.5}, 0.0, {"gan": 0.0})
    assert found == pytest.approx(expected, abs=1e-6) and shares["gan"] >= 0
    rule = {"a": 0.7, "b": 0.3}, 0.2, {"gan": -1.0}, 0.9, -0.4
    found, shares = fuse(scores, *rule)
    odds = np.log(found / (1 - found)) if found < 1 - 1e-9 else None
    assert odds is None or sum(shares.values()) + 0.9 * 0.2 - 0.4 == pytest.approx(odds)
    for name in scores:
        rising = fuse(scores | {name: np.linspace(0, 1, 21)}, *rule)[0]
        assert np.diff(rising).min() >= 0


def test_a_rule_without_alternatives_is_what_it_was():
    scores = {"a": np.linspace(0, 1, 51), "b": np.linspace(1, 0, 51) ** 2}
    odds = [
        np.log(np.clip(s, 1e-7, 1 - 1e-7) / (1 - np.clip(s, 1e-7, 1 - 1e-7)))
        for s in scores.values()
    ]
    found, shares = fuse(scores, {"a": 0.42, "b": 0.63}, 0.007)
    np.testing.assert_array_equal(
        found, 1 / (1 + np.exp(-(0.42 * odds[0] + 0.63 * odds[1] + 0.007)))
    )
    assert set(shares) == {"a", "b"}


@pytest.mark.parametrize(
    ("zones", "facts", "expected", "words"),
    [
        (("inconclusive", "real"), {"lifted_by": "GAN detector"}, "generated", "without it the f"),
        (("generated", "real"), {"lifted_by": "GAN detector"}, "inconclusive", "contradict"),
        (("generated", "real"), {"found_by": "GAN detector"}, "generated", "decides between them"),
        (("generated", "generated"), {"found_by": "GAN detector"}, "generated", ""),
    ],
)
def test_an_alternative_can_carry_a_verdict_and_the_reason_says_so(zones, facts, expected, words):
    found, reason = verdict(*zones, fused="generated", **facts)
    assert found == expected and words in reason and bool(words) == bool(reason)
    assert "GAN detector" in reason or expected == "inconclusive" or not words
    assert verdict(*zones, 1.4, None, fused="generated", **facts)[0] == "inconclusive"


@pytest.mark.parametrize("zones", [("real", "real"), ("generated", "real")])
@pytest.mark.parametrize(
    ("novelty", "who"),
    [
        (
            (1.4, 0.9),
            "the with-background classifier this face is unlike the images it was trained and "
            "tested on (1.40 times the limit); its score",
        ),
        (
            (2.0, 1.01),
            "both classifiers this face is unlike the images they were trained and tested on "
            "(2.00 and 1.01 times the limit); their scores",
        ),
        ((None, None), ""),
        ((0.2, 1.0), ""),
    ],
)
def test_out_of_scope_outranks_what_the_scores_say(zones, novelty, who):
    sentence = f"Out of scope: to {who} must not be relied on."
    expected = ("inconclusive", sentence) if who else verdict(*zones)
    assert verdict(*zones, *novelty) == expected


@pytest.mark.parametrize("fused", ["generated", "inconclusive", "real"])
def test_what_rests_on_blur_is_never_generated(fused):
    outcome = verdict("real", "real", fused=fused, blurred="Too blurred.")
    sharp = verdict("real", "real", fused=fused)
    assert outcome == (("inconclusive", "Too blurred.") if fused == "generated" else sharp)
