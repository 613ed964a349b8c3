import threading
import time

import numpy as np
import pytest

from gng_desktop.core.progress import Progress
from gng_desktop.explain.maskers import BATCH, MASKERS, Masker
from gng_desktop.explain.partition import MAX_EVALUATIONS, MIN_EVALUATIONS, PICTURES, explain_pair
from gng_desktop.explain.units import log_odds, to_unit
from tests.fakes import partition_map

UNITS = ("log-odds", "score")


@pytest.fixture(autouse=True)
def no_thread_left():
    yield
    assert [t for t in threading.enumerate() if t.name.startswith("masker")] == []


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("masker", MASKERS)
def test_values_and_baseline_add_up_to_the_prediction(score, make_picture, masker, unit):
    image = make_picture()
    found = partition_map(score, image, 300, masker, unit=unit)
    total = found.baseline + found.values.sum(dtype=float)
    assert total == pytest.approx(float(to_unit(found.prediction, unit)), rel=1e-4)
    assert found.prediction == pytest.approx(1.0) and found.unit == unit
    hidden = MASKERS[masker](make_picture())
    assert found.hidden_score == pytest.approx(float(score(hidden[None])[0]))
    assert (found.method, found.masker, found.complete) == ("shap-partition", masker, True)
    assert found.values.shape == (32, 32) and found.values.dtype == np.float32
    assert found.image is image and np.array_equal(image, make_picture())


def test_a_sure_score_has_a_map_in_log_odds(in_patch, make_picture):
    """Log-odds of -14 to -8, as brightness goes: changes of the score of less than 4e-4."""

    def sure(batch):
        bright = batch[:, in_patch].mean(axis=(1, 2)) / 255
        return 1 / (1 + np.exp(14 - 6 * bright))

    found = partition_map(sure, make_picture(), 1000, "black")
    assert found.baseline == pytest.approx(-14)
    assert found.prediction == pytest.approx(3.4e-4, rel=0.1)
    assert found.values[in_patch].sum() == pytest.approx(6, rel=0.01)
    assert partition_map(sure, make_picture(), 1000, "black", unit="score").values.sum() < 4e-4


# Inpainting fills the patch, 9 % of the picture, from around it, which therefore counts as well.
@pytest.mark.parametrize(("masker", "least"), [("telea", 0.8), ("blur", 0.99)])
def test_what_moves_the_score_carries_the_values(score, make_picture, in_patch, masker, least):
    values = partition_map(score, make_picture(), 1000, masker, unit="score").values
    assert np.abs(values)[in_patch].sum() > least * np.abs(values).sum()
    assert values[in_patch].sum() > 0.5
    away = partition_map(lambda x: 1 - score(x), make_picture(), 1000, masker, unit="score").values
    assert away[in_patch].sum() == pytest.approx(-values[in_patch].sum(), rel=1e-3)


@pytest.mark.parametrize("evaluations", [MIN_EVALUATIONS, 333])
def test_evaluations_are_counted_and_bounded(score, make_picture, evaluations):
    images = []

    def counted(batch):
        images.append(len(batch))
        return score(batch)

    found = partition_map(counted, make_picture(), evaluations, "blur")
    # Whole nodes are split, two evaluations each.
    assert sum(images) == found.evaluations
    assert evaluations - 1 <= found.evaluations <= evaluations + 1
    assert max(images) <= BATCH


def test_the_same_call_gives_the_same_map(make_picture):
    image = make_picture()
    image[4::16, 4::16] = 255

    def lights(batch):  # four equal parts: all is tied
        return (batch[:, 4::16, 4::16] == 255).all(axis=3).mean(axis=(1, 2))

    maps = [partition_map(lights, image, 150, "blur").values for _ in range(2)]
    assert np.array_equal(*maps)


SHAPS = {"telea": "inpaint_telea", "blur": "blur(28,28)", "black": 0}


def by_shap(score, image, evaluations, masker, unit):
    """Return the map and the baseline of shap's own explainer, its tie-breaking seeded."""
    import shap

    if masker == "mean":
        value = np.broadcast_to(image.mean(axis=(0, 1)).astype(np.uint8), image.shape)
    else:
        value = SHAPS[masker]
    link = shap.links.logit if unit == "log-odds" else shap.links.identity
    # A mask makes one picture, so there is nothing to linearise; for images shap fails to, too.
    explainer = shap.PartitionExplainer(
        score, shap.maskers.Image(value, image.shape), link=link, linearize_link=False
    )
    state = np.random.get_state()  # noqa: NPY002
    np.random.seed(0)  # noqa: NPY002
    found = explainer(image[None], max_evals=evaluations, batch_size=BATCH, silent=True)
    np.random.set_state(state)  # noqa: NPY002
    return found.values.reshape(image.shape).sum(axis=2), float(np.ravel(found.base_values)[0])


def wavy(side):
    """Return a score that is neither linear nor even in its pixels."""
    weights = np.random.default_rng(9).normal(0, 1, (side, side, 3)).astype(np.float32)

    def score(batch):
        x = (batch.astype(np.uint8) / np.float32(255) * weights).reshape(len(batch), -1)
        total = x.sum(axis=1, dtype=np.float64) * 3 / side
        return 1 / (1 + np.exp(-total - np.sin(4 * x[:, ::7].sum(axis=1, dtype=np.float64))))

    return score


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    ("side", "evaluations", "masker"),
    [(32, 400, masker) for masker in MASKERS] + [(6, 600, "blur"), (6, 600, "telea")],
)
def test_it_is_what_shap_itself_finds(side, evaluations, masker, unit):
    """On the smallest image down to single channels of single pixels."""
    image = np.random.default_rng(2).integers(0, 256, (side, side, 3)).astype(np.uint8)
    score = wavy(side)
    found = partition_map(score, image, evaluations, masker, unit=unit)
    theirs, baseline = by_shap(score, image, evaluations, masker, unit)
    assert np.abs(theirs).max() > 1e-4
    np.testing.assert_allclose(found.values, theirs, atol=1e-7, rtol=1e-6)
    assert found.baseline == pytest.approx(baseline, abs=1e-9)


def test_it_is_what_shap_finds_at_the_size_of_our_networks():
    rows = np.linspace(0, 255, 224)
    planes = np.add.outer(rows, rows) / 2, np.tile(rows, (224, 1)), 255 - rows[:, None] + 0 * rows
    image = np.stack(planes, -1).astype(np.uint8)
    image[60:90, 100:150] = 250
    score = wavy(224)
    found = partition_map(score, image, MIN_EVALUATIONS, "telea")
    theirs, _ = by_shap(score, image, MIN_EVALUATIONS, "telea", "log-odds")
    assert found.values.sum(dtype=float) == pytest.approx(theirs.sum(), abs=1e-6)
    np.testing.assert_allclose(found.values, theirs, atol=1e-7)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"evaluations": MIN_EVALUATIONS - 1}, "evaluations must be 100 to 10000"),
        ({"evaluations": MAX_EVALUATIONS + 1}, "evaluations must be 100 to 10000"),
        ({"masker": "noise"}, "'noise' is unknown; choose telea, blur, black or mean"),
        ({"unit": "bits"}, "unit 'bits' is unknown; choose log-odds or score"),
    ],
)
def test_bad_options_are_refused(analyser, make_analysis, options, words):
    with pytest.raises(ValueError, match=words):
        next(explain_pair(analyser, make_analysis(), **options))
    assert analyser.calls == 0


# Both scores, step by step


def test_both_maps_grow_and_only_the_last_are_complete(analyser, make_analysis):
    analysis = make_analysis()
    steps = list(explain_pair(analyser, analysis, 400, "blur"))
    progress = [step for step in steps if isinstance(step, Progress)]
    assert {p.total for p in progress} == {800}
    assert [p.done for p in progress] == sorted(p.done for p in progress)
    assert progress[0].done == 0 and progress[-1].done >= 798
    pairs = [step for step in steps if isinstance(step, tuple)]
    *partial, last = pairs
    assert len(partial) >= 5 and last is steps[-1]
    assert all(e.complete for e in last)
    assert not any(e.complete for pair in partial for e in pair)
    assert [e.masker for e in last] == ["blur", "blur"]
    assert [e.prediction for e in last] == pytest.approx([1, 0])
    assert last[0].values.sum() > 0.05 > -0.05 > last[1].values.sum()
    assert last[0].image is analysis.views.network_rgb
    assert last[1].image is analysis.views.network_stripped
    for maps in zip(*pairs, strict=True):
        spent = [e.evaluations for e in maps]
        assert spent == sorted(spent) and spent[0] < 100 and 399 <= spent[-1] <= 401
        assert len(np.unique(maps[0].values)) < len(np.unique(maps[-1].values))
        for e in maps:  # also an unfinished map adds up
            total = e.baseline + e.values.sum(dtype=float)
            assert total == pytest.approx(float(log_odds(e.prediction)), rel=1e-4)


def test_a_growing_map_is_what_a_smaller_budget_gives(analyser, make_analysis, score):
    analysis = make_analysis()
    for message in explain_pair(analyser, analysis, 1000, "blur"):
        if isinstance(message, tuple) and message[0].evaluations >= 100:
            break
    # A budget that ends where a batch ends cuts no batch short.
    whole = partition_map(score, analysis.views.network_rgb, message[0].evaluations, "blur")
    assert np.array_equal(message[0].values, whole.values)


@pytest.mark.timed
def test_closing_ends_the_work_at_once(analyser, make_analysis):
    steps = explain_pair(analyser, make_analysis(), 10_000, "blur")
    while analyser.calls < 5:
        next(steps)
    calls, start = analyser.calls, time.perf_counter()
    steps.close()
    assert time.perf_counter() - start < 0.5
    time.sleep(0.05)
    assert analyser.calls == calls


def test_between_two_places_to_stop_few_pictures_are_made_or_scored(
    analyser, make_analysis, monkeypatch
):
    made, show = [], Masker.show
    monkeypatch.setattr(Masker, "show", lambda *given: made.append(1) or show(*given))
    calls = pictures = 0
    for _ in explain_pair(analyser, make_analysis(), 200, "blur"):
        assert len(made) - pictures <= PICTURES and analyser.calls - calls <= 1
        calls, pictures = analyser.calls, len(made)
    assert analyser.calls > 20 and pictures > 300


def test_an_error_of_the_score_comes_through_as_itself(analyser, make_analysis):
    analyser.fault = fault = ZeroDivisionError("the engine broke")
    with pytest.raises(ZeroDivisionError) as caught:
        list(explain_pair(analyser, make_analysis(), 100, "blur"))
    assert caught.value is fault


def test_seconds_do_not_count_the_time_between_steps(analyser, make_analysis):
    start, slept, last = time.perf_counter(), 0.0, None
    for message in explain_pair(analyser, make_analysis(), 100, "blur"):
        last = message
        time.sleep(0.02)
        slept += 0.02
    total = time.perf_counter() - start
    assert 0 < sum(e.seconds for e in last) <= total - slept
