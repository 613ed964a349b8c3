import itertools
from types import SimpleNamespace

import pytest
from scipy.stats import binomtest

from gng_desktop.analysis import scoring
from gng_desktop.analysis.conclusion import UNKNOWN_STRENGTH, conclude
from gng_desktop.analysis.held_out import Share, held_out
from gng_desktop.analysis.support import bound, likelihood_ratio, support, verbal
from tests import fakes


def source(images, generated, wrong):
    errors = "called_real" if generated else "called_generated"
    return {"images": images, "generated": int(generated), errors: wrong / images}


def metrics(sources=None, **counts):
    """Return what a manifest tells of 1,000 real and 1,000 generated held-out images."""
    counts = {"true_real": 990, "false_generated": 10, "false_real": 20, "true_generated": 980} | (
        counts
    )
    group = {
        "images": 2000,
        "auc": 0.99,
        "accuracy": 0.985,
        **counts,
        "intervals": {"auc": [0.98, 0.995], "accuracy": None},
    }
    found = {"trained": group, "all": {**group, "images": 2500}}
    return found if sources is None else found | {"sources": sources}


SOURCES = {
    "easy": source(800, False, 1),
    "hard": source(199, False, 9),
    "fakes": source(999, True, 0),
}


def model(label="m@0", **fields):
    return SimpleNamespace(label=label, manifest=SimpleNamespace(**fields))


def models(found=None):
    return {
        role: model(metrics=metrics(SOURCES) if found is None else found)
        for role in ("with_background", "without_background")
    }


def analysis(verdict="generated", first=0.9, second=0.95, **changes):
    scores = {"score_with_background": first, "score_without_background": second}
    own = dict.fromkeys(("classifier_with_background", "classifier_without_background"), "m@0")
    return fakes.analysis(verdict=verdict, **(scores | own | changes))


# The scale


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (1, "no support"),
        (1.99, "no support"),
        (2, "weak support"),
        (10, "moderate support"),
        (99, "moderate support"),
        (100, "moderately strong support"),
        (1e3, "strong support"),
        (1e4, "very strong support"),
        (1e6, "extremely strong support"),
        (0.6, "no support"),
        (0.05, "moderate support"),
        (0.0, "extremely strong support"),
    ],
)
def test_the_verbal_scale(ratio, words):
    assert verbal(ratio) == words


@pytest.mark.parametrize(("score", "ratio"), [(0.5, 1), (0.8, 4), (0.2, 0.25), (1.0, float("inf"))])
def test_even_prior_odds_make_the_odds_the_ratio(score, ratio):
    assert likelihood_ratio(score) == pytest.approx(ratio)


# What the held-out images back


def test_the_share_has_its_wilson_interval():
    for hits, images in ((0, 99), (6, 546), (31, 464), (50, 50)):
        expected = binomtest(hits, images).proportion_ci(method="wilson")
        assert Share(hits, images).interval == pytest.approx((expected.low, expected.high))


def test_errors_are_counted_by_the_zones_and_over_all_sources():
    found = held_out(metrics(SOURCES))
    assert found.by_zones
    assert found.false_alarms == Share(10, 999) and found.misses == Share(0, 999)
    assert [(s.name, s.errors.hits) for s in found.sources] == [
        ("easy", 1),
        ("hard", 9),
        ("fakes", 0),
    ]


def test_without_sources_errors_are_those_at_one_half_and_a_segmenter_has_other_figures():
    found = held_out(metrics())
    assert not found.by_zones and found.trained and found.images == 2000
    assert found.false_alarms == Share(10, 1000) and found.misses == Share(20, 1000)
    figures = [(f.name, f.interval) for f in found.figures]
    assert figures == [("AUC", (0.98, 0.995)), ("accuracy at score 0.5", None)]
    found = held_out({"images": 99, "pixel_accuracy": 0.93, "mean_iou": 0.6}, "segmentation")
    assert [f.name for f in found.figures] == ["pixel accuracy", "mean IoU"]
    assert found.images == 99 and found.false_alarms is None


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"trained": {}},
        {"all": "good"},
        metrics({"x": {"images": 0, "generated": 0, "called_generated": 0.0}}),
        metrics(false_generated=-2),
        metrics({"x": None}),
    ],
)
def test_metrics_that_do_not_fit_count_as_absent(broken):
    assert held_out(broken) is None


@pytest.mark.parametrize(
    ("changes", "ratio"),
    [
        ({}, 200 / 10),
        # A small or faultless source does not lower the bound; more errors back less.
        ({"tiny": source(20, False, 5)}, 200 / 10),
        ({"hard": source(800, False, 2), "clean": source(30, False, 0)}, 801 / 3),
        ({"hard": source(199, False, 39)}, 200 / 40),
    ],
)
def test_the_source_with_the_most_errors_decides(changes, ratio):
    found = held_out(metrics(SOURCES | changes))
    assert bound(found, "generated").ratio == pytest.approx(ratio)
    assert bound(found, "generated").source == "hard"
    assert bound(found, "real").ratio == 1000


# The support of an image


def test_the_weaker_classifier_decides():
    for first, second in ((0.9, 0.99), (0.99, 0.9)):
        found = support(analysis(first=first, second=second), models())
        assert (found.proposition, found.word, found.ratio) == ("generated", "weak support", 9.0)
        assert not found.capped
        assert found.sentence == (
            "The scores are about 9 times more probable if the face was generated (by a generator "
            "of the kinds known to the models) than if it is a real photo: weak support."
        )


def test_no_more_is_claimed_than_the_held_out_images_back():
    found = support(analysis(first=0.9999, second=1.0), models())
    assert (found.ratio, found.word, found.capped) == (20, "moderate support", True)
    assert found.sentence.endswith(
        "moderate support. The held-out images do not allow stronger support than this (199 real "
        "photos of hard, 9 of them misclassified)."
    )
    assert "at most about 20 times" in found.sentence


def test_a_real_photo_is_supported_by_the_reciprocal():
    found = support(analysis("real", 0.02, 0.001), models())
    assert (found.proposition, found.word, found.ratio) == ("real", "moderate support", 49)
    assert "if the face is a real photo than if it was generated" in found.sentence
    capped = support(analysis("real", 1e-9, 1e-9), models())
    assert (capped.ratio, capped.word) == (1000, "strong support")
    assert "(999 generated images, none of them misclassified)." in capped.sentence


@pytest.mark.parametrize(
    ("verdict", "first", "second", "ratio", "word"),
    [
        ("real", 0.45, 0.1, 1.2, "no support"),
        # Thresholds on the wrong side of 0.5 make verdicts that the scores contradict.
        ("real", 0.6, 0.1, 0.66, "no support"),
        # A claim is rounded down.
        ("generated", 0.95, 0.9999, 19, "moderate support"),
        ("generated", 0.9091, 0.9999, 10, "moderate support"),
        ("generated", 0.909, 0.9999, 9.9, "weak support"),
    ],
)
def test_claims_are_rounded_down_and_below_2_there_is_no_support(
    verdict, first, second, ratio, word
):
    found = support(analysis(verdict, first, second), models())
    assert (found.proposition, found.ratio, found.word) == (verdict, ratio, word)
    assert ("less than 2 times" in found.sentence) == (word == "no support")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("inconclusive",), "They disagree."),
        ((None, None, None), "No face was analysed"),
    ],
)
def test_no_conclusion_from_an_inconclusive_verdict_or_without_a_face(given, words):
    status = "ok" if given[0] else "not_applicable"
    found = support(analysis(*given, status=status, reason="They disagree."), models())
    assert (found.proposition, found.ratio, found.word) == (None, None, "no conclusion")
    assert words in found.sentence


@pytest.mark.parametrize(
    "used",
    [
        {},
        models(found={}),
        models() | {"with_background": model("other@1", metrics=metrics(SOURCES))},
        models() | {"with_background": model()},
    ],
)
def test_without_the_figures_of_both_models_no_strength_is_given(used):
    found = support(analysis(), used)
    assert found.word == "no conclusion"
    assert "the models' test figures are missing" in found.sentence


# Generators and sources that no network has seen


def left_out(generated, real=(0.5, 0.9, 1.0), images=200):
    """Return metrics with a protocol: the share at or below scores 0.01, 0.1 and 0.9."""
    row = {"kind": "generator", "family": "diffusion", "images": 100, "auc": 0.8}
    zones = {"called_generated": 0.4, "inconclusive": 0.2, "called_real": 0.4}
    return metrics(SOURCES) | {
        "generators": {
            "Flux": {"images": 50, "generated": 1, "called_generated": 0.9, "family": "diffusion"},
        },
        "leave_one_out": {
            "rows": [{"name": name, **row, **zones} for name in ("Flux", "SDXL")],
            "images": {"generated": images, "real": images},
            "scores": [0.01, 0.1, 0.9],
            "generated_at_or_below": list(generated),
            "real_at_or_below": list(real),
        },
    }


@pytest.mark.parametrize(
    ("verdict", "shares", "score", "ratio", "headline"),
    [
        ("real", (0.0, 0.5, 0.8), 0.001, 200.0, "real"),  # as many as there are images
        ("real", (0.2, 0.5, 0.8), 0.001, 4.9, "no sign"),
        ("real", (0.0, 0.5, 0.8), 0.02, 1.9, "no sign"),  # between: the larger share
        ("generated", (0.5, 0.8, 0.9), 0.99, 201 / 21, "generated"),
    ],
)
def test_support_never_exceeds_what_unseen_images_back(verdict, shares, score, ratio, headline):
    used = models(left_out(shares) if verdict == "real" else left_out((0, 0, 0), shares))
    found = support(analysis(verdict, score, score), used)
    assert found.ratio == pytest.approx(ratio, rel=0.03)
    other, side = ("generators", "low") if verdict == "real" else ("sources", "high")
    assert f"{other} that were left out of training" in found.sentence
    # The mean over generators is no count of their images.
    share, each = found.sentence.split("training, ")[1].split(f" with a score at least as {side}")
    if share == "none of them":
        assert each == ")."
    else:
        assert share.endswith(" % of them") and each == f", every {other[:-1]} weighing alike)."
    assert conclude(analysis(verdict, score, score), used).headline == headline


GRID = [0.0, 0.001, 0.03, 0.2, 0.4, 0.47, 0.48, 0.5, 0.52, 0.6, 0.7, 0.88, 0.97, 0.9999, 1.0]
FIGURES = {
    "good": metrics(SOURCES),
    "poor": metrics(true_real=600, false_generated=400, true_generated=550, false_real=450),
    "unseen": left_out((0.2, 0.6, 0.9), (0.1, 0.3, 0.7)),
    "none": {},
}


@pytest.mark.parametrize("figures", FIGURES)
@pytest.mark.parametrize("limits", [(0.5, 0.87), (0.3, 0.7), (0.5, 0.5), (0.02, 0.98)])
@pytest.mark.parametrize("novelties", [(None, None), (0.9, 1.2)])
def test_headline_zones_support_and_reason_never_contradict(figures, limits, novelties):
    thresholds = SimpleNamespace(real_below=limits[0], generated_above=limits[1])
    used = {
        role: model(metrics=FIGURES[figures], thresholds=thresholds)
        for role in ("with_background", "without_background")
    }
    for first, second in itertools.product(GRID, GRID):
        zones = scoring.zone(first, thresholds), scoring.zone(second, thresholds)
        verdict, reason = scoring.verdict(*zones, *novelties)
        found = conclude(analysis(verdict, first, second, reason=reason), used)
        at = (first, second, found)
        assert found.zones == zones, at
        if found.verdict == "inconclusive":
            assert found.headline == "inconclusive" and found.reason, at
            assert found.support_word == "no conclusion" and not found.support_sentence, at
            assert found.support.ratio is None and found.support.proposition is None, at
            continue
        assert (
            set(found.zones) == {found.verdict} == {found.support.proposition or found.verdict}
        ), at
        if figures == "none":
            assert found.support_word == UNKNOWN_STRENGTH and found.headline == found.verdict, at
        elif found.headline == "no sign":
            assert found.verdict == "real" and found.support.ratio < 10, at
            assert found.support.ratio >= 2 or found.support.capped, at
        else:
            assert found.headline == found.verdict, at
            assert found.support.ratio >= (10 if found.verdict == "real" else 2), at
        assert "no support" not in found.support_sentence or found.headline == "no sign", at


def test_a_fused_score_is_bounded_by_its_own_figures():
    used = models({})
    rule = SimpleNamespace(metrics=left_out((0, 0, 0), (0.5, 0.8, 0.9)), models={})
    used["with_background"].manifest.fusion = rule
    found = support(analysis("generated", 0.6, 0.5, score_fused=0.99), used)
    assert found.ratio == pytest.approx(201 / 21, rel=0.03)
    rule.models = {"without_background": "another"}
    used["without_background"].sha256 = "this"
    assert "models' test figures are missing" in (
        support(analysis("generated", 0.6, 0.5, score_fused=0.99), used).sentence
    )


def test_generators_come_with_what_is_known_without_them():
    flux, sdxl = held_out(left_out((0, 0, 0))).generators
    assert (flux.name, flux.found, flux.unseen) == ("Flux", Share(45, 50), Share(40, 100))
    assert (sdxl.found, sdxl.unseen_missed, sdxl.unseen_auc) == (None, Share(40, 100), 0.8)
    assert held_out(metrics(SOURCES)).generators == ()
