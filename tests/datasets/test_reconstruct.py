import os

import numpy as np
import pytest
from onnx import TensorProto, helper, load, save
from PIL import Image

from gng_desktop import cli
from gng_desktop.datasets.items import FaceItem, read_faces
from gng_desktop.datasets.reconstruct import RECORD, as_taken
from tests.tiny_data import read_table, write_png


def coder(path, *nodes):
    values = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 3, None, None])
        for name in ("x", "y")
    ]
    scales = helper.make_tensor("scales", TensorProto.FLOAT, [4], [1, 1, 8, 8])
    graph = helper.make_graph(list(nodes), "g", values[:1], values[1:], [scales])
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)


@pytest.fixture
def folder(tmp_path):
    """Two autoencoders: one loses all detail, the other also the colours' signs."""
    folder = tmp_path / "coders"
    folder.mkdir()
    pool = helper.make_node("AveragePool", ["x"], ["y"], kernel_shape=[8, 8], strides=[8, 8])
    for name, result in (("blur", "y"), ("dark", "z")):
        coder(folder / f"{name}_encoder.onnx", pool)
        grow = helper.make_node("Resize", ["x", "", "scales"], [result], mode="nearest")
        negate = [helper.make_node("Neg", ["z"], ["y"])] if name == "dark" else []
        coder(folder / f"{name}_decoder.onnx", grow, *negate)
    return folder


@pytest.fixture
def listed(tmp_path, index):
    rng = np.random.default_rng(0)
    path = index(
        "path,label,source,split,gender",
        *(f"{n}.png,real,{'ab'[n % 2]},{'train' if n < 6 else 'val'},female" for n in range(8)),
        "8.png,fake,c,train,",
        "broken.png,real,a,train,",
    )
    for n in range(9):
        write_png(path.parent / f"{n}.png", rng.integers(0, 256, (70, 90, 3), dtype=np.uint8))
    (path.parent / "broken.png").write_bytes(b"no picture")
    return path


def reconstruct(listed, out, *options):
    return cli.run(["data", "reconstruct", str(listed), "--out", str(out), *map(str, options)])


def test_both_halves_differ_only_in_the_autoencoder(listed, folder, tmp_path, capsys):
    out = tmp_path / "out"
    assert reconstruct(listed, out, "--autoencoder", folder / "blur", "--side", 80) == 0
    assert "broken.png" in capsys.readouterr().err
    faces = read_faces(out / "index.csv")
    assert len(faces) == 16 and {f.family for f in faces} == {"real", "diffusion"}
    assert {f.generator for f in faces} == {"", "ae_blur"}
    rows = read_table(out / "index.csv")
    for real, fake in zip(rows[::2], rows[1::2], strict=True):
        for key in ("source", "split", "gender", "origin", "origin_sha256", "quality"):
            assert real[key] == fake[key] and real[key]
        assert len(fake["autoencoder_sha256"]) == 129 and fake["autoencoder"] == "blur"
        one, other = (Image.open(out / row["path"]) for row in (real, fake))
        assert one.size == other.size and not any(side % 16 for side in one.size)
        assert one.quantization == other.quantization
        pixels = [np.asarray(i, float) for i in (one, other)]
        means = [p.mean((0, 1)) for p in pixels]
        np.testing.assert_allclose(*means, atol=3)
        assert pixels[0].std() > 2 * pixels[1].std()  # detail is what the autoencoder loses


def test_it_goes_on_where_it_was_and_repeats_by_seed(listed, folder, tmp_path, capsys):
    out, again = tmp_path / "out", tmp_path / "again"
    options = ("--autoencoder", folder, "--sources", "a", "--splits", "train")
    assert reconstruct(listed, out, *options) == 0
    made = {p.relative_to(out): p.read_bytes() for p in out.rglob("*.jpg")}
    assert len(made) == 6  # of three photos, each by one autoencoder
    times = {p: p.stat().st_mtime_ns for p in out.rglob("*.jpg")}
    gone = sorted(times)[0]
    gone.unlink()
    (out / "index.csv").unlink()
    assert reconstruct(listed, out, *options) == 0
    assert made == {p.relative_to(out): p.read_bytes() for p in out.rglob("*.jpg")}
    assert all(p == gone or p.stat().st_mtime_ns == t for p, t in times.items())
    assert reconstruct(listed, again, *options, "--threads", 1, "--every") == 0
    assert len(list(again.rglob("*.jpg"))) == 9
    capsys.readouterr()
    assert reconstruct(listed, out, *options, "--seed", 1) == 1
    assert "made with other settings" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--autoencoder", "nowhere"), "No autoencoder is at nowhere; name a folder"),
        (("--autoencoder", "{}", "--mix", "0,1"), "Ranges go from low to high"),
        (("--autoencoder", "{}", "--sources", "c"), "no real photo to reconstruct"),
        (("--autoencoder", "{}/broken"), "broken_encoder.onnx cannot be loaded"),
    ],
)
def test_what_cannot_be_gets_one_sentence(listed, folder, tmp_path, capsys, options, sentence):
    for half in ("encoder", "decoder"):
        (folder.parent / "broken").mkdir(exist_ok=True)
        (folder.parent / "broken" / f"broken_{half}.onnx").write_bytes(b"no graph")
    where = folder.parent / "broken" if "broken" in options[-1] else folder
    assert reconstruct(listed, tmp_path / "out", *(o.format(where) for o in options)) == 1
    assert sentence in capsys.readouterr().err


def test_an_autoencoder_that_reads_other_files_or_is_a_pipe_is_refused(
    listed, folder, tmp_path, monkeypatch, capsys
):
    """ONNX Runtime takes the weights from a file that the record's hashes do not cover."""
    monkeypatch.chdir(tmp_path)
    encoder = folder / "blur_encoder.onnx"
    data = load(encoder)
    data.graph.initializer[0].data_location = TensorProto.EXTERNAL
    data.graph.initializer[0].external_data.add(key="location", value="w.bin")
    np.float32([1, 1, 8, 8]).tofile("w.bin")
    encoder.write_bytes(data.SerializeToString())
    options = ("--autoencoder", folder / "blur")
    assert reconstruct(listed, tmp_path / "out", *options) == 1
    assert "reads data from another file" in capsys.readouterr().err
    if hasattr(os, "mkfifo"):
        encoder.unlink()
        os.mkfifo(encoder)
        assert reconstruct(listed, tmp_path / "out", *options) == 1


def test_what_is_calibrated_on_leaves_reconstructions_out(tmp_path):
    """Neither they nor the photos coded like them are what cases bring."""
    made, own = tmp_path / "recon", tmp_path / "faces"
    made.mkdir()
    (made / RECORD).write_text("{}", encoding="utf-8")
    items = [
        FaceItem(folder / part / "a.jpg", part == "ae_x", "s", "val")
        for folder, part in ((made, "ae_x"), (made, "real"), (own, "real"))
    ]
    assert as_taken(items) == items[2:]
