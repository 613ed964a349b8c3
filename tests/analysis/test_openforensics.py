"""Document 002 from its COCO files to a verdict for each face of a picture."""

import json
import zlib

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from gng_desktop import cli
from gng_desktop.analysis.faces_in_image import analyse_each
from gng_desktop.engines.select import open_engine
from gng_desktop.imaging.reading import read_image
from gng_desktop.modelstore import load_model
from tests.fakes import with_engine

RECIPE = """
name = "custom_cnn"
task = "classification"
role = "with_background"
[model]
family = "custom_cnn"
backbone = "custom_cnn"
size = 32
norm_momentum = 0.5
[data]
index = "index.csv"
sources = ["openforensics"]
drop_twins = false
[augmentation]
flip = true
challenge = 0.2
[fit]
epochs = 5
batch = 4
learning_rate = 1e-3
monitor = "last"
"""


def crowd(painted, seed):
    """Return a picture of a real face and, right of it, a greener generated one."""
    rng = np.random.default_rng(seed)
    left, right = painted(160, 160), painted(160, 160)
    for face, green in ((left, 60), (right, 190)):
        face[..., 1] = np.clip(green + rng.normal(0, 12, face.shape[:2]), 0, 255)
    return np.concatenate([left, right], axis=1)


def split(root, painted, name, images):
    """Write a split as OpenForensics does: pictures, boxes and polygons."""
    shots, faces = [], []
    for n in range(images):
        file = f"{name.lower()}{n}.png"
        (root / name).mkdir(parents=True, exist_ok=True)
        Image.fromarray(crowd(painted, zlib.crc32(name.encode()) + n)).save(root / name / file)
        shots.append({"id": n, "file_name": f"Images/{name}/{file}", "width": 320, "height": 160})
        for category in (0, 1):
            x = 160 * category
            outline = [x + 40, 40, x + 120, 40, x + 80, 130]
            faces.append(
                {
                    "id": 2 * n + category,
                    "image_id": n,
                    "category_id": category,
                    "bbox": [x, 0, 160, 160],
                    "segmentation": [outline],
                }
            )
    content = {"images": shots, "annotations": faces}
    (root / f"{name}_poly.json").write_text(json.dumps(content), encoding="utf-8")


def test_from_coco_files_to_the_verdict_on_each_face(
    tmp_path, painted, make_analyser, capsys, monkeypatch
):
    source, data, runs = tmp_path / "set", tmp_path / "data", tmp_path / "runs"
    for name, images in (("Train", 8), ("Val", 4), ("Test-Dev", 4), ("Test-Challenge", 3)):
        split(source, painted, name, images)
    assert cli.run(["data", "import", "openforensics", str(source), str(data)]) == 0
    (tmp_path / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    where = ["--data", str(data)]
    tf.config.run_functions_eagerly(True)
    try:
        command = ["train", str(tmp_path / "recipe.toml"), *where, "--runs", str(runs)]
        assert cli.run(command) == 0
    finally:
        tf.config.run_functions_eagerly(False)
    into = tmp_path / "models"
    command = ["models", "add", str(runs / "custom_cnn"), *where, "--into", str(into)]
    assert cli.run(command) == 0
    capsys.readouterr()
    out = tmp_path / "tables" / "openforensics.csv"
    assert cli.run(["runs", "table", "openforensics", str(runs), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    tested = json.loads((runs / "custom_cnn" / "metrics.json").read_text("utf-8"))["metrics"]
    dev, challenge = (tested["pairs"][f"openforensics/test-{n}"] for n in ("dev", "challenge"))
    assert (dev["images"], challenge["images"]) == (8, 6)
    assert f"| Test-Dev | CustomCNN | custom_cnn | {dev['accuracy']:.4f} [" in printed
    assert "(paper 0.9716)" in printed and "(paper 0.8278)" in printed
    assert "| Test-Challenge | Xception | - | no run (paper 0.8023)" in printed
    assert list(tested["resolution"]) == ["32", "64", "128", "256", "512", "1024"]
    assert f"| CustomCNN | custom_cnn | {tested['resolution']['32']['accuracy']:.4f}" in printed
    assert tested["challenge"]["images"] == 8
    assert (runs / "custom_cnn" / "plots" / "resolution.png").exists()
    assert out.exists() and out.with_stem("openforensics-2").exists()
    # The window: every face of a picture gets a verdict of its own.
    stored = load_model(into / "with-background")
    assert stored.manifest.architecture.family == "custom_cnn"
    engine = open_engine(stored, "cpu")
    analyser = with_engine(make_analyser(), "with_background", engine, stored)
    path = tmp_path / "crowd.png"
    Image.fromarray(crowd(painted, 77)).save(path)
    real, generated = analyse_each(analyser, path, read_image(path)).faces
    assert (real.face_index, generated.face_index) == (1, 2)
    assert real.score_with_background < 0.5 < generated.score_with_background


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({'family = "custom_cnn"': 'family = "pooled"'}, "'custom_cnn' go together"),
        (
            {'= "custom_cnn"\nsize': '= "densenet121"\nsize', 'family = "custom_cnn"': ""},
            "only used whole",
        ),
        ({'role = "with_background"': 'role = "base_model"'}, "data.target names the class"),
        ({"norm_momentum = 0.5": 'base_runs = ["a"]'}, "must name three runs"),
    ],
)
def test_recipes_that_do_not_fit_are_refused(changes, sentence, tmp_path, capsys):
    text = RECIPE
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    assert cli.run(["train", str(tmp_path / "recipe.toml"), "--data", str(tmp_path)]) == 1
    assert sentence in capsys.readouterr().err
