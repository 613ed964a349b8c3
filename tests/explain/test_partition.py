import numpy as np
import pytest

from gng_desktop.explain.partition import (
    BATCH,
    MASKERS,
    MAX_EVALUATIONS,
    MIN_EVALUATIONS,
    partition_map,
)


def test_values_and_baseline_add_up_to_the_prediction(score, make_picture):
    for masker in MASKERS:
        found = partition_map(score, make_picture(), 300, masker)
        assert found.baseline + found.values.sum() == pytest.approx(found.prediction, abs=1e-4)
        assert found.prediction == pytest.approx(1.0)
        assert (found.method, found.masker, found.complete) == ("shap-partition", masker, True)


def test_the_map_has_the_input_and_its_shape(score, make_picture):
    image = make_picture()
    kept = image.copy()
    found = partition_map(score, image, 200, "blur")
    assert found.values.shape == (32, 32) and found.values.dtype == np.float32
    assert found.image is image and np.array_equal(image, kept)
    assert found.seconds > 0


# Inpainting fills the patch, 9 % of the picture, from around it, which therefore counts as well.
@pytest.mark.parametrize(("masker", "least"), [("telea", 0.8), ("blur", 0.99)])
def test_what_moves_the_score_carries_the_values(score, make_picture, in_patch, masker, least):
    values = partition_map(score, make_picture(), 1000, masker).values
    assert np.abs(values)[in_patch].sum() > least * np.abs(values).sum()
    assert np.abs(values).sum() > 0.5


def test_the_sign_tells_toward_from_away(make_picture, score, in_patch):
    toward = partition_map(score, make_picture(patch=255), 500, "blur").values
    away = partition_map(lambda x: 1 - score(x), make_picture(patch=255), 500, "blur").values
    assert toward[in_patch].sum() > 0.05
    assert away[in_patch].sum() == pytest.approx(-toward[in_patch].sum(), rel=1e-3)


@pytest.mark.parametrize("evaluations", [MIN_EVALUATIONS, 333, 1000])
def test_evaluations_are_counted_and_bounded(score, make_picture, evaluations):
    images, reports = [], []

    def counted(batch):
        images.append(len(batch))
        return score(batch)

    found = partition_map(counted, make_picture(), evaluations, "blur", reports.append)
    # shap expands whole nodes, two evaluations each; the last call is our own prediction.
    assert sum(images[:-1]) == found.evaluations == reports[-1]
    assert evaluations - 1 <= found.evaluations <= evaluations + 1
    assert max(images) <= BATCH
    assert reports == sorted(set(reports)) and len(reports) >= evaluations // BATCH


def test_more_evaluations_resolve_more(score, make_picture):
    coarse, fine = (partition_map(score, make_picture(), n, "blur").values for n in (100, 1000))
    assert len(np.unique(fine)) > len(np.unique(coarse)) > 1


def test_the_same_call_gives_the_same_map(score, make_picture):
    image = make_picture()
    image[4::16, 4::16] = 255

    def lights(batch):  # four equal parts: all is tied, and shap breaks ties by global state
        return (batch[:, 4::16, 4::16] == 255).all(axis=3).mean(axis=(1, 2))

    maps = []
    for seed in (1, 2):
        np.random.seed(seed)  # noqa: NPY002
        maps.append(partition_map(lights, image, 150, "blur").values)
    assert np.array_equal(*maps)
    np.random.seed(3)  # noqa: NPY002
    expected = np.random.rand()  # noqa: NPY002
    np.random.seed(3)  # noqa: NPY002
    partition_map(score, make_picture(), 100, "blur")
    assert np.random.rand() == expected  # noqa: NPY002 - and leaves that state alone


def test_it_is_what_shap_itself_finds(make_picture):
    import shap

    weights = np.random.default_rng(9).normal(0, 1, (32, 32, 3))

    def smooth(batch):
        return 1 / (1 + np.exp(-(batch / 255.0 * weights).sum(axis=(1, 2, 3)) / 10))

    image = make_picture()
    found = partition_map(smooth, image, 400, "telea")
    masker = shap.maskers.Image("inpaint_telea", image.shape)
    theirs = shap.Explainer(smooth, masker, algorithm="partition")(
        image[None], max_evals=400, silent=True
    )
    summed = theirs.values.reshape(32, 32, 3).sum(axis=2)
    assert np.corrcoef(found.values.ravel(), summed.ravel())[0, 1] >= 0.999
    assert np.abs(summed).max() > 1e-3
    np.testing.assert_allclose(found.values, summed, atol=2e-4)
    assert found.baseline == pytest.approx(float(np.ravel(theirs.base_values)[0]))


@pytest.mark.parametrize("evaluations", [0, MIN_EVALUATIONS - 1, MAX_EVALUATIONS + 1, -5])
def test_a_bad_number_of_evaluations_is_refused(score, make_picture, evaluations):
    with pytest.raises(ValueError, match="evaluations must be 100 to 10000"):
        partition_map(score, make_picture(), evaluations)


def test_an_unknown_masker_is_refused(score, make_picture):
    with pytest.raises(ValueError, match="'noise' is unknown; choose telea or blur"):
        partition_map(score, make_picture(), 100, "noise")


def test_whatever_a_report_raises_leaves_shap_at_once(score, make_picture):
    calls = []

    def stop(done):
        calls.append(done)
        if len(calls) == 3:
            raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        partition_map(score, make_picture(), 500, "blur", stop)
    assert len(calls) == 3
