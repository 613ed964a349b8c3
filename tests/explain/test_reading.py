from dataclasses import replace

import numpy as np
import pytest

from gng_desktop.analysis.result import Views
from gng_desktop.explain.reading import reading
from gng_desktop.explain.units import to_score
from tests.fakes import by_regions

NAMES = ("background", "general face", "lips", "hair")
IMAGE = np.zeros((4, 4, 3), np.uint8)
VIEWS = Views(IMAGE, IMAGE, IMAGE, IMAGE[..., 0])


def regions(phi, baseline=0.2, names=NAMES, unit="score", masker="blur"):
    prediction = to_score(baseline + sum(phi), unit)
    known = {"baseline": baseline, "prediction": prediction, "unit": unit, "masker": masker}
    return by_regions(dict(zip(names, phi, strict=True)), image=IMAGE, **known)


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


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            regions([0, 0, 0, -0.5], 0.7, masker="black"),
            "rests mainly on hair (100 %), pushing away from “generated” (score 0.20, against "
            "0.70 with all regions blacked out)",
        ),
        (
            regions([-0.2, 0, 0.1, 0.6]),
            "hair (67 %), background (22 %) and lips (11 %), hair and lips pushing toward "
            "“generated” but background pushing away from “generated”",
        ),
        (
            regions([-0.4, 0, 0, 0.3], 0.6),
            "background pushing away from “generated” but hair pushing toward",
        ),
        (
            regions([0.05] * 12, names=tuple(f"region {i}" for i in range(12))),
            "rests on many regions a little, and on none mainly",
        ),
        (
            regions([-0.3, 0, 0, 0.31]),
            "contributions for (+0.31) and against (-0.30) “generated” cancel out",
        ),
        (
            odds(1, 1, 1 / 8, 8),
            "contributions for (odds × 8.0) and against (odds ÷ 8.0) “generated” cancel out",
        ),
        (odds(0.25, 1, 1, 40), "howing the background divides the odds of “generated” by 4.0 ("),
        (odds(1.04, 1, 1, 40), "howing the background hardly changes the odds of “generated” ("),
        (odds(0.97, 1, 1, 40), "howing the background hardly changes the odds of “generated” ("),
        (odds(9.96, 1, 1, 40), "howing the background multiplies the odds of “generated” by 10 ("),
        (odds(876, 1, 1, 40), "howing the background multiplies the odds of “generated” by 880 ("),
        (odds(1e-7, 1, 1, 40), "divides the odds of “generated” by more than 1,000 ("),
    ],
)
def test_directions_cancelling_and_factors(read, found, words):
    text = read(found, OTHER)
    assert words in text and ("cancel" in words) == ("cancel" in text)


@pytest.mark.parametrize(
    ("found", "hardly"),
    [
        (regions([0.01, 0, 0.002, -0.01]), "(score 0.20"),
        (odds(1.05, 1, 0.96, 1.05), "(score 0.51"),
        (odds(1.1, 1, 0.9, 1.05), ""),
    ],
)
def test_hardly_any_effect_is_mentioned(read, found, hardly):
    text = read(found, OTHER)
    words = f"The with-background classifier hardly reacts to any region {hardly}"
    assert (words in text) == bool(hardly)
    assert ("he background moved" in text or "the background mult" in text) == (not hardly)


@pytest.mark.parametrize(
    ("found", "mentioned"),
    [
        (regions([0, 0, 0, 0.1], 0.85), True),
        (regions([0, 0, 0, -0.1], 0.15), True),
        (regions([0, 0, 0, 0.3], 0.6), False),
        (regions([0, 0, 0, 0.7], 0.2), False),
        (odds(1, 1, 50, 1, hidden=1e-6), True),
        (odds(1, 1, 5e9, 1, hidden=1e-6), False),
    ],
)
def test_a_score_that_was_there_before_is_mentioned(read, found, mentioned):
    assert ("already scores on the same side of 0.5" in read(found, OTHER)) == mentioned


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
    sure = read(odds(1, 1, 50, 1, hidden=1e-6), OTHER)  # two scores next to 0
    assert "(score <0.001, against <0.001 with all regions blurred: the odds" in sure
    assert "multiplied by 50)" in sure


def test_no_factor_is_named_that_the_held_out_images_do_not_back(read):
    text = read(odds(1e6, 1, 1, 40), odds(1, 1, 1e-5, 1), ((24.0, 6.3), (24.0, 6.3)))
    assert "multiplies the odds of “generated” by more than 24 (" in text
    assert "divided by more than 6.3" in text and "000" not in text.replace("<0.001", "")
    assert text.endswith("held-out images of that classifier back no larger factor.")
    # Of a face that scores as generated, hardly any factor towards "real" is backed.
    text = read(odds(1 / 1.7, 1, 1, 40), odds(1, 1, 1e-5, 1), ((24.0, 1.03), (24.0, 1.03)))
    assert "divides the odds of “generated” by a factor that the held-out images do not b" in text
    assert "“generated” divided by a factor that the held-out images do not back)" in text
    assert "1.0" not in text


def test_explanations_of_another_image_are_refused(make_analysis, read):
    for first, second in ((0.1, 0.8), (None, None)):
        scores = {"score_with_background": first, "score_without_background": second}
        with pytest.raises(ValueError, match="another image"):
            reading((OTHER, OTHER), make_analysis(views=VIEWS, **scores))
    # Also where the sure scores are the same.
    sure = odds(2, 2, 2, 2, hidden=0.9999)
    other = replace(sure, image=IMAGE + 1)
    assert read(sure, sure)
    for pair in ((other, sure), (sure, other)):
        with pytest.raises(ValueError, match="another image"):
            read(*pair)
