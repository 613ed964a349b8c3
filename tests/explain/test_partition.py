import numpy as np
import pytest

from gng_desktop.explain.maskers import BATCH, MASKERS
from gng_desktop.explain.partition import MAX_EVALUATIONS, MIN_EVALUATIONS
from gng_desktop.explain.units import to_unit
from tests.fakes import partition_map

UNITS = ("log-odds", "score")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("masker", MASKERS)
def test_values_and_baseline_add_up_to_the_prediction(score, make_picture, masker, unit):
    found = partition_map(score, make_picture(), 300, masker, unit=unit)
    total = found.baseline + found.values.sum(dtype=float)
    assert total == pytest.approx(float(to_unit(found.prediction, unit)), rel=1e-4)
    assert found.prediction == pytest.approx(1.0) and found.unit == unit
    assert (found.method, found.masker, found.complete) == ("shap-partition", masker, True)


@pytest.mark.parametrize("unit", UNITS)
def test_the_score_of_the_hidden_image_is_a_score_in_any_unit(score, make_picture, unit):
    found = partition_map(score, make_picture(), 100, "blur", unit=unit)
    hidden = MASKERS["blur"](make_picture())
    assert found.hidden_score == pytest.approx(float(score(hidden[None])[0]))


def test_a_sure_score_has_a_map_in_log_odds(in_patch, make_picture):
    """Log-odds of -14 to -8, as brightness goes: changes of the score of less than 4e-4."""

    def sure(batch):
        bright = batch[:, in_patch].mean(axis=(1, 2)) / 255
        return 1 / (1 + np.exp(14 - 6 * bright))

    found = partition_map(sure, make_picture(), 1000, "black")
    assert found.baseline == pytest.approx(-14) and found.prediction == pytest.approx(
        3.4e-4, rel=0.1
    )
    assert found.values[in_patch].sum() == pytest.approx(6, rel=0.01)
    assert partition_map(sure, make_picture(), 1000, "black", unit="score").values.sum() < 4e-4


def test_the_map_has_the_input_and_its_shape(score, make_picture):
    image = make_picture()
    before = image.copy()
    found = partition_map(score, image, 200, "blur")
    assert found.values.shape == (32, 32) and found.values.dtype == np.float32
    assert found.image is image and np.array_equal(image, before)
    assert found.seconds > 0


# Inpainting fills the patch, 9 % of the picture, from around it, which therefore counts as well.
@pytest.mark.parametrize(("masker", "least"), [("telea", 0.8), ("blur", 0.99)])
def test_what_moves_the_score_carries_the_values(score, make_picture, in_patch, masker, least):
    values = partition_map(score, make_picture(), 1000, masker, unit="score").values
    assert np.abs(values)[in_patch].sum() > least * np.abs(values).sum()
    assert np.abs(values).sum() > 0.5


def test_the_sign_tells_toward_from_away(make_picture, score, in_patch):
    toward = partition_map(score, make_picture(patch=255), 500, "blur").values
    away = partition_map(lambda x: 1 - score(x), make_picture(patch=255), 500, "blur").values
    assert toward[in_patch].sum() > 0.05
    assert away[in_patch].sum() == pytest.approx(-toward[in_patch].sum(), rel=1e-3)


@pytest.mark.parametrize("evaluations", [MIN_EVALUATIONS, 333, 1000])
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


def test_more_evaluations_resolve_more(score, make_picture):
    coarse, fine = (partition_map(score, make_picture(), n, "blur").values for n in (100, 1000))
    assert len(np.unique(fine)) > len(np.unique(coarse)) > 1


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


@pytest.mark.parametrize("unit", UNITS)
def test_it_is_what_shap_finds_at_the_size_of_our_networks(unit):
    rows = np.linspace(0, 255, 224)
    image = np.stack(
        [np.add.outer(rows, rows) / 2, np.tile(rows, (224, 1)), 255 - rows[:, None] + 0 * rows], -1
    )
    image = image.astype(np.uint8)
    image[60:90, 100:150] = 250
    score = wavy(224)
    found = partition_map(score, image, MIN_EVALUATIONS, "telea", unit=unit)
    theirs, _ = by_shap(score, image, MIN_EVALUATIONS, "telea", unit)
    assert np.corrcoef(found.values.ravel(), theirs.ravel())[0, 1] >= 0.999
    assert found.values.sum(dtype=float) == pytest.approx(theirs.sum(), abs=1e-6)
    np.testing.assert_allclose(found.values, theirs, atol=1e-7)


def test_other_batches_change_little(make_picture, monkeypatch):
    image, score = make_picture(), wavy(32)
    maps = [partition_map(score, image, 1500, "blur").values]
    monkeypatch.setattr("gng_desktop.explain.partition.BATCH", 2)
    maps.append(partition_map(score, image, 1500, "blur").values)
    assert np.corrcoef(*(m.ravel() for m in maps))[0, 1] > 0.99


@pytest.mark.parametrize(
    ("options", "words"),
    [
        *(
            ({"evaluations": count}, "evaluations must be 100 to 10000")
            for count in (-5, 0, MIN_EVALUATIONS - 1, MAX_EVALUATIONS + 1)
        ),
        ({"masker": "noise"}, "'noise' is unknown; choose telea, blur, black or mean"),
        ({"unit": "bits"}, "unit 'bits' is unknown; choose log-odds or score"),
    ],
)
def test_bad_options_are_refused(score, make_picture, options, words):
    with pytest.raises(ValueError, match=words):
        partition_map(score, make_picture(), **options)
