import h5py
import keras
import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from gng_desktop.engines.export import export_onnx
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.networks.vit import (
    MEAN,
    STD,
    Block,
    quantise,
    tune,
    vit_classifier,
    vit_probe,
    vit_tower,
)
from gng_desktop.training.building import copy_layers
from gng_desktop.training.clip_weights import convert_clip

SIZE, WIDTH, HEADS, BLOCKS, EMBEDDING = 48, 24, 3, 2, 8
SHAPE = {"size": SIZE, "blocks": BLOCKS, "width": WIDTH, "heads": HEADS, "embedding": EMBEDDING}
TOKENS = (SIZE // 16) ** 2 + 1


class Source:
    """A dynamically quantised image tower, as the tools of its authors name its parts."""

    def __init__(self, floats=False):
        self.floats = floats  # arithmetic on the int8 kernels
        self.rng = np.random.default_rng(0)
        self.nodes, self.stored = [], {}

    def keep(self, name, array):
        self.stored[name] = numpy_helper.from_array(np.asarray(array), name)
        return name

    def add(self, op, inputs, output, **attributes):
        self.nodes.append(helper.make_node(op, inputs, [output], **attributes))
        return output

    def vector(self, name, count, mean=0.0):
        values = self.rng.normal(mean, 0.1, count).astype(np.float32)
        return self.keep(f"vision_model.{name}", values)

    def norm(self, x, name):
        weights = [self.vector(f"{name}.weight", WIDTH, 1.0), self.vector(f"{name}.bias", WIDTH)]
        return self.add("LayerNormalization", [x, *weights], f"/{name}/out", epsilon=1e-5)

    def dense(self, x, output, rows, columns, bias=""):
        weights = f"w{len(self.nodes)}"
        levels = self.rng.integers(-127, 128, (rows, columns)).astype(np.int8)
        scale = self.rng.uniform(0.5, 1.5, columns).astype(np.float32) / 127 / rows**0.5
        if self.floats:
            y = self.add("MatMul", [x, self.keep(weights, levels * scale)], output)
            return self.biased(y, columns, bias)
        zero = self.keep(f"{weights}_zero_point", np.zeros(columns, np.int8))
        self.keep(f"{weights}_quantized", levels), self.keep(f"{weights}_scale", scale)
        names = [f"{x}_quantized", f"{x}_scale", f"{x}_zero_point"]
        if not any(names[0] in node.output for node in self.nodes):
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], names))
        y = self.add(
            "MatMulInteger",
            [names[0], f"{weights}_quantized", names[2], zero],
            f"{output}_output_quantized",
        )
        y = self.add("Cast", [y], f"{output}_cast", to=TensorProto.FLOAT)
        both = self.add("Mul", [names[1], f"{weights}_scale"], f"{output}_scales")
        return self.biased(self.add("Mul", [y, both], output), columns, bias)

    def biased(self, x, columns, bias):
        return self.add("Add", [x, self.vector(bias, columns)], f"{x}_sum") if bias else x

    def block(self, x, number):
        start, path = f"encoder.layers.{number}", f"/vision_model/encoder/layers.{number}/"
        y = self.norm(x, f"{start}.layer_norm1")
        heads = []
        for part, order in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
            out = f"{path}self_attn/{part}_proj/MatMul_output_0"
            z = self.dense(y, out, WIDTH, WIDTH, f"{start}.self_attn.{part}_proj.bias")
            z = self.add("Reshape", [z, "split"], f"{out}_split")
            heads.append(self.add("Transpose", [z], f"{out}_heads", perm=order))
        z = self.add("MatMul", heads[:2], f"{path}products")
        z = self.add(
            "Mul", [z, self.keep(f"{path}factor", np.float32((WIDTH / HEADS) ** -0.5))], f"{path}m"
        )
        z = self.add("Softmax", [z], f"{path}weights", axis=-1)
        z = self.add("MatMul", [z, heads[2]], f"{path}mixed")
        z = self.add("Transpose", [z], f"{path}rows", perm=[0, 2, 1, 3])
        z = self.add("Reshape", [z, "join"], f"{path}joined")
        out = f"{path}self_attn/out_proj/MatMul_output_0"
        z = self.dense(z, out, WIDTH, WIDTH, f"{start}.self_attn.out_proj.bias")
        x = self.add("Add", [x, z], f"{path}middle")
        y = self.norm(x, f"{start}.layer_norm2")
        y = self.dense(
            y, f"{path}mlp/fc1/MatMul_output_0", WIDTH, 4 * WIDTH, f"{start}.mlp.fc1.bias"
        )
        z = self.add("Mul", [y, "slope"], f"{path}steep")
        y = self.add("Mul", [y, self.add("Sigmoid", [z], f"{path}gate")], f"{path}hidden")
        y = self.dense(
            y, f"{path}mlp/fc2/MatMul_output_0", 4 * WIDTH, WIDTH, f"{start}.mlp.fc2.bias"
        )
        return self.add("Add", [x, y], f"{path}out")

    def model(self):
        self.keep("slope", np.float32(1.702))
        self.keep("split", np.array([0, 0, HEADS, WIDTH // HEADS]))
        self.keep("join", np.array([0, 0, WIDTH])), self.keep("flat", np.array([0, WIDTH, -1]))
        patches = self.rng.normal(0, 0.05, (WIDTH, 3, 16, 16)).astype(np.float32)
        name = self.keep("vision_model.embeddings.patch_embedding.weight", patches)
        x = self.add("Conv", ["pixel_values", name], "map", strides=[16, 16])
        x = self.add("Reshape", [x, "flat"], "columns")
        x = self.add("Transpose", [x], "rows", perm=[0, 2, 1])
        first = self.vector("embeddings.class_embedding", WIDTH)
        self.keep("one", np.array([1, 1, WIDTH]))
        first = self.add("Reshape", [first, "one"], "first")  # a batch of one image
        x = self.add("Concat", [first, x], "all", axis=1)
        places = self.rng.normal(0, 0.1, (TOKENS, WIDTH)).astype(np.float32)
        x = self.add(
            "Add", [x, self.keep("vision_model.embeddings.position_embedding.weight", places)], "at"
        )
        x = self.norm(x, "pre_layrnorm")
        for number in range(BLOCKS):
            x = self.block(x, number)
        x = self.add("Gather", [x, self.keep("zero", np.int64(0))], "class", axis=1)
        self.dense(self.norm(x, "post_layernorm"), "image_embeds", WIDTH, EMBEDDING)
        values = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
            for name, shape in (
                ("pixel_values", [1, 3, SIZE, SIZE]),
                ("image_embeds", [1, EMBEDDING]),
            )
        ]
        graph = helper.make_graph(self.nodes, "g", values[:1], values[1:], [*self.stored.values()])
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def embeddings(source, images):
    """Run a source graph on (N, S, S, 3) RGB 0..255, one image at a time."""
    session = onnxruntime.InferenceSession(source.SerializeToString())
    values = ((images / 255 - MEAN) / STD).astype(np.float32).transpose(0, 3, 1, 2)
    return np.concatenate(
        [session.run(["image_embeds"], {"pixel_values": v[None]})[0] for v in values]
    )


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(1).integers(0, 256, (4, SIZE, SIZE, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def source():
    return Source().model()


@pytest.fixture(scope="module")
def tower(source, tmp_path_factory):
    folder = tmp_path_factory.mktemp("clip")
    (folder / "source.onnx").write_bytes(source.SerializeToString())
    convert_clip(folder / "source.onnx", folder / "clip.weights.h5", **SHAPE)
    kinds = []
    with h5py.File(folder / "clip.weights.h5") as file:
        file.visititems(lambda _, item: kinds.append(str(getattr(item, "dtype", ""))))
    assert kinds.count("int8") == 6 * BLOCKS + 1  # the kernels, a byte for each number
    model = vit_tower(**SHAPE)
    model.load_weights(folder / "clip.weights.h5")
    return model


def test_embeddings_are_those_of_the_source_with_float_arithmetic(source, tower, images):
    expected = embeddings(Source(floats=True).model(), images)
    assert np.ptp(expected, axis=0).min() > 0.01  # embeddings that ignore the image prove nothing
    np.testing.assert_allclose(tower(images.astype(np.float32)), expected, atol=2e-5)
    # That the source quantises its activations is what we do without.
    assert np.abs(embeddings(source, images) - expected).max() > 1e-4


def test_no_other_graph_is_taken(tmp_path):
    (tmp_path / "x.onnx").write_bytes(b"no graph")
    with pytest.raises(ValueError, match="no ONNX graph that can be read"):
        convert_clip(tmp_path / "x.onnx", tmp_path / "clip.weights.h5", **SHAPE)
    helper_graph = helper.make_graph([], "g", [], [])
    (tmp_path / "x.onnx").write_bytes(helper.make_model(helper_graph).SerializeToString())
    with pytest.raises(ValueError, match="no quantised CLIP image tower of this shape"):
        convert_clip(tmp_path / "x.onnx", tmp_path / "clip.weights.h5", **SHAPE)


@pytest.fixture
def classifier(tower):
    keras.utils.set_random_seed(2)
    model = vit_classifier(BLOCKS, SIZE, WIDTH, HEADS)
    assert copy_layers(tower, model) == 2 + BLOCKS  # tokens, blocks, last normalisation
    return model


@pytest.mark.parametrize(
    ("what", "trained", "kernels"),
    [
        ("head", 4, 0),
        ("norms", 4 + 2 + 4 * BLOCKS + 6, 0),
        ("blocks", 4 + 16, 6),
        ("all", None, 12),
    ],
)
def test_what_is_tuned(classifier, images, what, trained, kernels):
    before = np.asarray(classifier(images.astype(np.float32)))
    tune(classifier, what, (2, 2))
    assert trained is None or len(classifier.trainable_weights) == trained
    whole = [
        kernel
        for layer in classifier.layers
        if isinstance(layer, Block)
        for kernel in layer.kernels
        if (np.asarray(kernel.scale) == 1).all()
    ]
    assert len(whole) == kernels  # trained in their own units
    np.testing.assert_allclose(classifier(images.astype(np.float32)), before, atol=1e-5)


def test_a_graph_of_bytes_agrees_with_keras(classifier, images, tmp_path):
    tune(classifier, "all", (1, 2))
    classifier.get_layer("block_1").up.kernel.assign_add(
        np.random.default_rng(0).normal(0, 0.02, (WIDTH, 4 * WIDTH))
    )
    quantise(classifier)
    export_onnx(classifier, "classification", tmp_path / "model.onnx", half=True)
    engine = OnnxEngine(tmp_path / "model.onnx", "classification", threads=1)
    expected = np.asarray(classifier(images.astype(np.float32)))[:, 0]
    assert np.ptp(expected) > 1e-3
    np.testing.assert_allclose(engine.run(images), expected, atol=1e-4)
    assert engine.features == 3 * WIDTH  # class token, block 1, block 2
    kernels = 12 * WIDTH * WIDTH * BLOCKS
    assert (tmp_path / "model.onnx").stat().st_size < kernels * 1.1 + 200 * 1024


def test_a_probe_sees_the_middle_and_its_graph_agrees(images, tmp_path):
    probe = vit_probe(1, SIZE, 32, WIDTH, HEADS)
    kernel = np.random.default_rng(0).normal(0, 1, (2 * WIDTH, 1))
    probe.get_layer("score").set_weights([kernel, np.zeros(1)])
    quantise(probe)
    export_onnx(probe, "classification", tmp_path / "model.onnx", half=True)
    engine = OnnxEngine(tmp_path / "model.onnx", "classification", threads=1)
    expected = np.asarray(probe(images.astype(np.float32)))[:, 0]
    found, features = engine.run_with_features(images)
    np.testing.assert_allclose(found, expected, atol=1e-4)
    assert features.shape[1] == 2 * WIDTH and np.ptp(expected) > 1e-4
    framed = images.copy()
    framed[:, :8] = framed[:, -8:] = 0
    assert (engine.run(framed) == found).all()
    framed[:, 8] = 255 - framed[:, 8]
    assert (engine.run(framed) != found).any()
