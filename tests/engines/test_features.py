import numpy as np
import onnx
import pytest

from gng_desktop.engines import graphs
from gng_desktop.engines.keras_engine import KerasEngine
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.engines.select import open_engine
from gng_desktop.modelstore import ModelError


@pytest.fixture(scope="module")
def engines(pooled_graph, stored_pooled):
    graph = OnnxEngine(pooled_graph, "classification", threads=1)
    return graph, KerasEngine(stored_pooled, "cpu")


def without_features(graph):
    """Return the bytes of a graph as earlier versions wrote it."""
    proto = onnx.load_from_string(graph)
    for entries in (proto.graph.node, proto.graph.output):
        (found,) = [entry for entry in entries if entry.name == "features"]
        entries.remove(found)
    return proto.SerializeToString()


def test_both_engines_give_the_same_features(engines, images):
    batch = images(5, 64)
    (_, graph), (_, keras_features) = (engine.run_with_features(batch) for engine in engines)
    assert graph.dtype == keras_features.dtype == np.float32
    assert graph.shape == keras_features.shape == (5, engines[0].features)
    assert engines[0].features == engines[1].features > 0
    scale = np.abs(keras_features).max(axis=1, keepdims=True)
    assert (np.abs(graph - keras_features) <= 1e-4 * scale).all()
    assert np.ptp(graph, axis=0).max() > 0.1, "features that ignore the image prove nothing"


def test_features_are_the_means_that_the_head_reads(pooled, engines, images):
    batch = images(2, 64)
    _, features = engines[0].run_with_features(batch)
    head, score = pooled.get_layer("head_dense"), pooled.get_layer("score")
    expected = np.asarray(score(head(features)))[:, 0]
    np.testing.assert_allclose(engines[0].run(batch), expected, rtol=0, atol=1e-5)


def test_the_score_is_the_same_with_and_without_features(engines, images):
    batch = images(7, 64)  # more than one part of a batch, and a part that is not full
    for engine in engines:
        score, features = engine.run_with_features(batch)
        np.testing.assert_allclose(score, engine.run(batch), rtol=0, atol=1e-6)
        single = np.concatenate([engine.run_with_features(batch[i : i + 1])[1] for i in range(7)])
        np.testing.assert_allclose(features, single, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("count", [7, 8, 33])
def test_many_images_shared_among_threads_give_the_same_bits(engines, pooled_graph, images, count):
    batch = images(count, 64)
    shared = OnnxEngine(pooled_graph, "classification", threads=2)
    for found, alone in zip(
        shared.run_with_features(batch), engines[0].run_with_features(batch), strict=True
    ):
        np.testing.assert_array_equal(found, alone)
    assert len(np.unique(found, axis=0)) == count
    np.testing.assert_array_equal(shared.run(batch), engines[0].run(batch))


def test_other_families_have_none(graph, unfolded_graph, stored_classifier, images):
    batch = images(2, 64)
    for engine in (OnnxEngine(graph, "classification"), KerasEngine(stored_classifier, "cpu")):
        score, features = engine.run_with_features(batch)
        assert (engine.features, features) == (0, None)
        np.testing.assert_array_equal(score, engine.run(batch))
    for proto in map(onnx.load_from_string, (graph, unfolded_graph)):
        assert [output.name for output in proto.graph.output] == ["score"]


def test_a_segmenter_has_none(segmenter_graph, stored_segmenter, images):
    graph = OnnxEngine(segmenter_graph, "segmentation")
    for engine in (graph, KerasEngine(stored_segmenter, "cpu")):
        assert engine.features == 0
        with pytest.raises(ValueError, match="only a classifier has features"):
            engine.run_with_features(images(1, 64))


def test_graphs_from_before_there_were_features_still_run(
    pooled, pooled_graph, install_network, images, cache, tmp_path
):
    (tmp_path / "old.onnx").write_bytes(without_features(pooled_graph))
    stored = install_network(tmp_path / "m", pooled, "with_background", tmp_path / "old.onnx")
    score, features = open_engine(stored, "cpu").run_with_features(images(2, 64))
    assert features is None and score.shape == (2,)


def test_the_check_of_a_graph_covers_its_features(pooled, pooled_graph):
    graphs.check_graph(pooled, "classification", pooled_graph)
    with pytest.raises(ModelError, match="features differ"):
        graphs.check_graph(pooled, "classification", without_features(pooled_graph))
    proto = onnx.load_from_string(pooled_graph)
    (node,) = [node for node in proto.graph.node if node.name == "features"]
    node.op_type = "Abs"  # the low tap of this backbone has negative means
    with pytest.raises(ModelError, match="features differ"):
        graphs.check_graph(pooled, "classification", proto.SerializeToString())
