"""Parts of the training that need no real network: weights of the loss, stopping, refusals."""

import csv
import json
import random
from dataclasses import replace

import keras
import numpy as np
import pytest
from PIL import Image

from gng_desktop import cli
from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem
from gng_desktop.training import fit
from gng_desktop.training.recipe import DataPart, FitPart, ModelPart, Recipe, RecipeError
from gng_desktop.training.run import RunFolder, data_hash

RECIPE = Recipe(
    "tiny",
    "classification",
    "with_background",
    model=ModelPart(size=8),
    data=DataPart("index.csv"),
    augmentation=Augmentation(flip=True, light=0.1),
    fit=FitPart(epochs=3, batch=2, learning_rate=1e-2, schedule="cosine", warmup_epochs=0.5),
)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    rng = np.random.default_rng(0)
    with (folder / "index.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["path", "label", "source", "split"])
        for n in range(12):
            Image.fromarray(rng.integers(0, 256, (8, 8, 3), dtype=np.uint8)).save(
                folder / f"{n}.png"
            )
            split = "train" if n < 8 else "val"
            writer.writerow([f"{n}.png", ("real", "fake")[n % 2], "s", split])
    return folder


@pytest.fixture
def small_network(monkeypatch):
    def build(recipe, data, runs):
        keras.utils.set_random_seed(recipe.seed)
        return keras.Sequential(
            [
                keras.Input((8, 8, 3)),
                keras.layers.Rescaling(1 / 255),
                keras.layers.Conv2D(4, 3, name="frozen", trainable=False),
                keras.layers.Conv2D(4, 3),
                keras.layers.BatchNormalization(),
                keras.layers.Flatten(),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )

    monkeypatch.setattr(fit, "build", build)


def masks(tmp_path, *pixels):
    items = []
    for n, labels in enumerate(pixels):
        labels = np.asarray(labels, np.uint8)
        Image.fromarray(np.zeros((*labels.shape, 3), np.uint8)).save(tmp_path / f"{n}.png")
        Image.fromarray(labels).save(tmp_path / f"{n}_mask.png")
        paths = (tmp_path / f"{n}.png", tmp_path / f"{n}_mask.png")
        items.append(MaskItem(*paths, "celebamask19", "train"))
    return items


def test_pixel_weights(tmp_path):
    quarter, tenth = np.zeros((4, 4)), np.ones((4, 4))
    quarter[0], tenth[:2] = 13, 0
    items = masks(tmp_path, quarter, tenth)
    counts = {0: 20, 1: 8, 6: 4}  # CelebAMask's 13 is hair, class 6
    balanced = fit.pixel_weights(items, "balanced", 4)
    raw = {k: 32 / (14 * n) for k, n in counts.items()}
    mean = sum(raw[k] * n for k, n in counts.items()) / 32
    assert balanced.shape == (14,)
    assert balanced.dtype == np.float32
    for k in range(14):
        assert balanced[k] == pytest.approx(raw[k] / mean if k in raw else 0)
    root = fit.pixel_weights(items, "sqrt", 4)
    assert root[6] / root[0] == pytest.approx(np.sqrt(5))
    assert sum(root[k] * n for k, n in counts.items()) / 32 == pytest.approx(1)
    np.testing.assert_array_equal(fit.pixel_weights(items, "none", 4), np.ones(14))


def faces(tmp_path, real, generated):
    return [FaceItem(tmp_path / "x", n >= real, "s", "train") for n in range(real + generated)]


def test_class_weights(tmp_path):
    items = faces(tmp_path, 30, 10)
    assert fit._class_weight(items, "balanced") == {0: 40 / (2 * 30), 1: 40 / (2 * 10)}
    root = fit._class_weight(items, "sqrt")
    assert root == pytest.approx({0: (2 / 3) ** 0.5, 1: 2**0.5})
    assert fit._class_weight(items, "none") is None
    for one_class in (faces(tmp_path, 3, 0), faces(tmp_path, 0, 3)):
        with pytest.raises(RecipeError, match="holds one class only"):
            fit._class_weight(one_class, "balanced")


def test_schedule():
    assert fit._rate(replace(RECIPE, fit=FitPart(learning_rate=1e-2)), 10) == 1e-2
    cosine = replace(
        RECIPE, fit=FitPart(epochs=4, learning_rate=0.1, schedule="cosine", warmup_epochs=1.0)
    )
    rate = fit._rate(cosine, 10)
    values = [float(rate(step)) for step in range(41)]
    assert values[0] == pytest.approx(0.001)
    assert max(values) == values[10] == pytest.approx(0.1)
    assert values[25] == pytest.approx(0.05, rel=1e-3)
    assert values[40] == pytest.approx(0, abs=1e-6)


def test_stops_after_patience_and_keeps_the_best(tmp_path, data, small_network):
    recipe = replace(RECIPE, fit=FitPart(epochs=30, batch=8, learning_rate=0.5, patience=2))
    rows = list(fit.train(recipe, data, tmp_path / "runs"))
    losses = [r["val_loss"] for r in rows]
    best = int(np.argmin(losses))
    assert len(rows) == best + 1 + 2 < 30
    run = RunFolder(tmp_path / "runs" / "tiny")
    record = run.read()
    assert record["finished"] is True
    assert (record["best_epoch"], record["epochs"]) == (best + 1, len(rows))
    assert record["wall_seconds"] == pytest.approx(sum(r["seconds"] for r in rows))
    model = fit.build(recipe, data, tmp_path)
    model.load_weights(run.best)
    model.compile(loss="binary_crossentropy")
    checks = fit.Batches(fit.of_split(fit.faces_of(recipe, data), "val"), 8, 8)
    assert model.evaluate(checks, verbose=0) == pytest.approx(losses[best], rel=1e-5)


def test_resumed_run_is_the_unbroken_run(tmp_path, data, small_network):
    whole = list(fit.train(RECIPE, data, tmp_path / "a"))
    broken = fit.train(RECIPE, data, tmp_path / "b")
    next(broken)
    broken.close()
    random.seed(99)  # another process
    rest = list(fit.train(RECIPE, data, tmp_path / "b", resume=True))
    assert [r["epoch"] for r in rest] == [2, 3]
    log = {}
    for name in "ab":
        with (tmp_path / name / "tiny" / "log.csv").open(encoding="utf-8") as stream:
            log[name] = [{k: float(v) for k, v in r.items()} for r in csv.DictReader(stream)]
    assert len(log["a"]) == len(log["b"]) == len(whole) == 3
    for one, other in zip(log["a"], log["b"], strict=True):
        del one["seconds"], other["seconds"]
        assert other == pytest.approx(one, rel=1e-4)
    for name in ("state1.weights.h5", "best.weights.h5"):
        weights = []
        for runs in "ab":
            model = fit.build(RECIPE, data, tmp_path)
            model.load_weights(tmp_path / runs / "tiny" / name)
            weights.append(model.get_weights())
        for one, other in zip(*weights, strict=True):
            np.testing.assert_allclose(other, one, atol=1e-4)
    assert list(fit.train(RECIPE, data, tmp_path / "b", resume=True)) == []  # nothing is left


def test_every_image_is_seen_once_per_epoch(tmp_path, data, small_network, monkeypatch):
    seen = []
    original = fit.Batches.__getitem__

    def spy(self, index):
        if self.shuffle:
            seen.append((self.epoch, index))
        return original(self, index)

    monkeypatch.setattr(fit.Batches, "__getitem__", spy)
    list(fit.train(RECIPE, data, tmp_path / "runs"))
    # Keras takes the first batches once more for their shapes.
    assert {e for e, _ in seen} == {0, 1, 2}
    for epoch in range(3):
        assert {i for e, i in seen if e == epoch} == {0, 1, 2, 3}


def test_existing_run_is_refused(tmp_path, data, small_network):
    next(fit.train(RECIPE, data, tmp_path))
    with pytest.raises(RecipeError, match="Run 'tiny' exists; add --resume to go on, or rename"):
        next(fit.train(RECIPE, data, tmp_path))
    other = replace(RECIPE, seed=1)
    with pytest.raises(RecipeError, match="was begun with another recipe; rename this one"):
        next(fit.train(other, data, tmp_path, resume=True))


def test_data_that_cannot_be_used(tmp_path, data, small_network):
    index = data / "index.csv"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("val", "test"), encoding="utf-8")
    with pytest.raises(DataError, match="No image is in split 'val'"):
        next(fit.train(RECIPE, data, tmp_path / "a"))
    index.write_text(text, encoding="utf-8")
    (data / "7.png").rename(data / "gone.png")
    with pytest.raises(DataError, match=r"7\.png of the index is missing; restore it"):
        next(fit.train(RECIPE, data, tmp_path / "b"))


def test_a_damaged_picture_is_named_whenever_it_is_met(tmp_path, data, small_network, capsys):
    recipe = tmp_path / "tiny.toml"
    recipe.write_text(
        'name = "tiny"\ntask = "classification"\nrole = "with_background"\n'
        '[model]\nsize = 8\n[data]\nindex = "index.csv"\n[fit]\nbatch = 2\nepochs = 1\n',
        encoding="utf-8",
    )
    (data / "11.png").write_bytes(b"no picture")  # of the validation split, the last of all
    command = ["train", str(recipe), "--data", str(data), "--runs", str(tmp_path / "runs")]
    assert cli.run(command) == 1
    message = capsys.readouterr().err.splitlines()[-1]
    assert message.startswith(f"{data / '11.png'}: The file is not an image this program reads")


def test_data_hash_follows_names_sizes_and_order(tmp_path):
    paths = [tmp_path / "a", tmp_path / "b"]
    for path in paths:
        path.write_bytes(b"123")
    before = data_hash(paths)
    assert len(before) == 64
    assert data_hash(paths[::-1]) != before
    paths[1].write_bytes(b"1234")
    assert data_hash(paths) != before


def test_state_is_valid_though_the_next_was_half_written(tmp_path, data, small_network):
    next(fit.train(RECIPE, data, tmp_path))
    run = tmp_path / "tiny"
    (run / "state0.weights.h5").write_bytes(b"half")  # of epoch 2, whose JSON is not yet there
    (run / "state0.npz").write_bytes(b"half")
    assert json.loads((run / "state.json").read_text(encoding="utf-8"))["epoch"] == 1
    rest = list(fit.train(RECIPE, data, tmp_path, resume=True))
    assert [r["epoch"] for r in rest] == [2, 3]
