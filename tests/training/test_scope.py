import numpy as np
import pytest

from gng_desktop.core.progress import result_of
from gng_desktop.datasets.items import DataError, FaceItem
from gng_desktop.datasets.loading import PLAIN, face_sample
from gng_desktop.modelstore.scope import spread
from gng_desktop.training import scope as room
from gng_desktop.training.scope import fit_scope, fit_steps
from gng_desktop.training.scoring import feature_steps, out_of_scope

SIZE = 32


def cloud(count, seed, far=0.0, separation=0.0):
    """Return features (count, 6) of correlated directions; every second image is generated."""
    rng = np.random.default_rng(seed)
    mixing = np.random.default_rng(0).normal(0, 1, (6, 6))
    values = rng.normal(0, 1, (count, 6)) @ mixing + 40 + far * mixing[0]
    values[1::2] += separation
    return (values**2).astype(np.float32)  # `spread` undoes the square


def labels(count):
    return np.arange(count) % 2 == 1


class Engine:
    """Describes an image by the means and the spreads of its channels."""

    name, device, size, features = "fake", "cpu (1 thread)", SIZE, 6

    def run_with_features(self, batch):
        assert batch.dtype == np.uint8 and batch.shape[1:] == (SIZE, SIZE, 3)
        values = batch.reshape(len(batch), -1, 3).astype(np.float32)
        found = np.concatenate([values.mean(1), values.std(1)], axis=1)
        return np.zeros(len(batch), np.float32), found


@pytest.fixture
def items(tmp_path, png):
    """24 images of a split: half of them generated, which are brighter."""

    def make(split, source="s", level=60, seed=0):
        rng = np.random.default_rng(seed)
        made = []
        for number in range(24):
            base = rng.uniform(level - 20, level + 20, 3) + 60 * (number % 2)
            pixels = rng.normal(base, 10, (40, 40, 3)).clip(0, 255).astype(np.uint8)
            path = png(tmp_path / f"{split}-{source}-{number}.png", pixels)
            made.append(FaceItem(path, number % 2 == 1, source, split))
        return made

    return make


@pytest.mark.parametrize("quantile", [0.9, 0.99])
def test_the_limit_holds_the_quantile_of_the_held_out_images(monkeypatch, quantile):
    monkeypatch.setattr(room, "QUANTILE", quantile)
    held_out = cloud(400, 2)
    scope = fit_scope(cloud(600, 1), labels(600), held_out)
    share = (scope.novelty(held_out) <= 1).mean()
    assert quantile <= share <= quantile + 1 / 400 + 1e-9
    # The images it was not fitted on either are scored alike.
    assert (scope.novelty(cloud(4000, 3)) <= 1).mean() == pytest.approx(quantile, abs=0.03)


def test_distance_grows_along_a_direction_in_units_of_its_spread():
    scope = fit_scope(cloud(4000, 1), labels(4000), cloud(400, 2))
    near, far = (scope.distance(cloud(400, 3, far=far)).mean() for far in (0.0, 8.0))
    assert near < 3 and far == pytest.approx(np.hypot(8.0, near), rel=0.1)


def test_classes_have_their_own_centres():
    scope = fit_scope(cloud(600, 1, separation=30), labels(600), cloud(400, 2, separation=30))
    between = spread(cloud(400, 3)) + 15
    assert (scope.novelty(cloud(400, 4, separation=30)) <= 1).mean() > 0.95
    assert (scope.novelty((between**2).astype(np.float32)) > 1)[::2].mean() > 0.95


def test_only_the_widest_directions_are_used(monkeypatch):
    monkeypatch.setattr(room, "DIRECTIONS", 2)
    scope = fit_scope(cloud(600, 1), labels(600), cloud(400, 2))
    assert scope.directions.shape == (6, 2) and scope.centres.shape == (2, 2)
    within = spread(cloud(600, 1))
    within -= np.stack([within[~labels(600)].mean(0), within[labels(600)].mean(0)])[
        labels(600).astype(int)
    ]
    widest = np.linalg.eigh(np.cov(within.T))[1][:, -2:]
    basis = np.linalg.qr(scope.directions.astype(float))[0]
    assert np.linalg.svd(basis.T @ widest)[1].min() > 0.99


def test_few_images_and_dead_features_still_give_a_scope():
    features = np.hstack([cloud(8, 1), np.zeros((8, 30), np.float32)])
    scope = fit_scope(features, labels(8), features)
    assert np.isfinite(scope.novelty(features)).all() and scope.limit > 0


def test_what_cannot_be_fitted_is_refused():
    features, truth, held_out = cloud(20, 1), labels(20), cloud(10, 2)
    for case in (
        (features, np.zeros(20, bool), held_out),
        (features, truth, held_out[:0]),
        (np.ones_like(features), truth, held_out),
    ):
        with pytest.raises(ValueError, match="scope needs|alike"):
            fit_scope(*case)


def test_features_are_those_of_the_unaugmented_images(items):
    chosen = items("train")
    rng = np.random.default_rng(5)
    images = np.stack([face_sample(item, PLAIN, SIZE, rng)[0] for item in chosen])
    found = result_of(feature_steps(Engine(), chosen, None, "face", ""))
    np.testing.assert_allclose(found, Engine().run_with_features(images)[1])


def test_an_unseen_source_is_distinguished_from_a_seen_one(items):
    train, held_out = items("train", seed=1), items("val", seed=2)
    scope = result_of(fit_steps(Engine(), train, held_out, None, "face"))
    test = items("test", "seen", seed=3) + items("test", "unseen", level=180, seed=4)
    features = result_of(feature_steps(Engine(), test, None, "face", ""))
    found = out_of_scope(test, scope.novelty(features))
    assert list(found) == ["seen", "unseen"] and found["unseen"]["images"] == 24
    assert found["seen"]["out_of_scope"] < 0.2 and found["unseen"]["out_of_scope"] > 0.5


def test_a_network_without_features_is_refused(items):
    engine, chosen = Engine(), items("train")
    engine.run_with_features = lambda batch: (np.zeros(len(batch)), None)
    with pytest.raises(ValueError, match="gives no features"):
        result_of(feature_steps(engine, chosen, None, "face", ""))


def test_a_split_of_one_class_is_one_sentence(items):
    real = [item for item in items("train") if not item.generated]
    with pytest.raises(
        DataError, match="What is out of scope cannot be determined: .*; add images"
    ):
        result_of(fit_steps(Engine(), real, real, None, "face"))
