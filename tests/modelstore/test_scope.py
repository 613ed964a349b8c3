import hashlib
import io
import json

import numpy as np
import pytest
from scipy.spatial.distance import mahalanobis

from gng_desktop.modelstore import ModelError, install, load_model
from gng_desktop.modelstore.scope import Scope, load_scope

ABOUT = {"limit": 3.0, "quantile": 0.99, "fitted_on": "training split"}


@pytest.fixture
def scope():
    rng = np.random.default_rng(4)
    return Scope(
        rng.normal(0, 1, (2, 3)).astype(np.float32),
        rng.normal(0, 1, (5, 3)).astype(np.float32),
        3.0,
    )


@pytest.fixture
def put_scope(scope, fields, tmp_path):
    """Install a classifier with placeholder weights and the file given as its scope."""

    def put(content=None):
        scope.save(tmp_path / "source.npz")
        if content is not None:
            (tmp_path / "source.npz").write_bytes(content)
        (tmp_path / "w").write_bytes(b"weights")
        files = {"model.weights.h5": tmp_path / "w", "scope.npz": tmp_path / "source.npz"}
        return install(tmp_path / "m", fields(scope=ABOUT), files)

    return put


def test_distance_is_mahalanobis_to_the_nearer_class():
    rng = np.random.default_rng(1)
    covariance = np.array([[2.0, 0.6], [0.6, 0.5]])
    variances, vectors = np.linalg.eigh(covariance)
    directions = (vectors / np.sqrt(variances)).astype(np.float32)
    means = np.array([[1.0, 2.0], [4.0, -1.0]])
    scope = Scope((means @ directions).astype(np.float32), directions, 2.5)
    features = rng.uniform(-9, 9, (20, 2)).astype(np.float32)
    inverse = np.linalg.inv(covariance)
    points = np.sign(features) * np.sqrt(np.abs(features))
    expected = [min(mahalanobis(point, mean, inverse) for mean in means) for point in points]
    np.testing.assert_allclose(scope.distance(features), expected, rtol=1e-5)
    np.testing.assert_allclose(scope.novelty(features), np.array(expected) / 2.5, rtol=1e-5)

    for bad in (np.nan, np.inf):
        features[1, 1] = bad
        with pytest.raises(ValueError, match="not numbers"):
            scope.novelty(features)


def test_an_installed_scope_is_read_back(put_scope, scope):
    stored = put_scope()
    again = load_scope(load_model(stored.folder))
    np.testing.assert_array_equal(again.centres, scope.centres)
    np.testing.assert_array_equal(again.directions, scope.directions)
    assert again.limit == 3.0
    raw = (stored.folder / "scope.npz").read_bytes()
    assert stored.manifest.scope.sha256 == hashlib.sha256(raw).hexdigest()
    assert stored.manifest.scope.fitted_on == "training split"


def test_a_model_without_scope_has_none(put, tmp_path):
    stored = put(tmp_path / "m")
    assert stored.manifest.scope is None and load_scope(stored) is None
    assert "scope" not in json.loads((stored.folder / "manifest.json").read_text())


def test_an_altered_or_missing_scope_is_refused(put_scope):
    stored = put_scope()
    path = stored.folder / "scope.npz"
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    for words in ("is not the file its manifest", "cannot be read"):
        for use in (lambda: load_scope(stored), lambda: load_model(stored.folder)):
            with pytest.raises(ModelError, match=rf"scope\.npz {words}"):
                use()
        path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    "centres_of",
    [
        None,
        lambda centres: np.array([{"a": 1}], object),  # which numpy pickles
        lambda centres: centres.astype(np.float64),
        lambda centres: centres[:, :2],
        lambda centres: centres * np.float32(np.nan),
    ],
)
def test_a_file_that_is_no_scope_is_one_sentence(put_scope, scope, centres_of):
    content = io.BytesIO()
    arrays = {"centres": centres_of(scope.centres)} if centres_of else {}
    np.savez(content, directions=scope.directions, **arrays)
    with pytest.raises(ModelError, match="is no scope of a classifier; install the model again"):
        load_scope(put_scope(content.getvalue()))


def test_text_is_no_scope(put_scope):
    stored = put_scope(b"hello")
    with pytest.raises(ModelError, match="is no scope of a classifier; install the model again"):
        load_scope(stored)


def test_file_and_entry_come_together(scope, fields, tmp_path):
    (tmp_path / "w").write_bytes(b"weights")
    scope.save(tmp_path / "s.npz")
    weights, both = {"model.weights.h5": tmp_path / "w"}, {"scope.npz": tmp_path / "s.npz"}
    with pytest.raises(ModelError, match="give both or neither"):
        install(tmp_path / "m", fields(scope=ABOUT), weights)
    with pytest.raises(ModelError, match="give both or neither"):
        install(tmp_path / "m", fields(), weights | both)
    assert not (tmp_path / "m").exists()
