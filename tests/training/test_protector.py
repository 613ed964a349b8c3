"""The protector: three MLPs that say whether a label fits what the detector sees."""

import hashlib
import json
from dataclasses import replace
from functools import partial

import keras
import numpy as np
import pytest

from gng_desktop.core.progress import Progress
from gng_desktop.modelstore import load_model
from gng_desktop.networks import families
from gng_desktop.networks.vit import vit_classifier
from gng_desktop.training import protector as room
from gng_desktop.training import publish
from gng_desktop.training.from_pool import recipe_again
from gng_desktop.training.protector import FeatureModel, Seen, load_protector
from tests.tiny_data import portrait
from tests.training.conftest import FACES, eagerly, write_recipe


def seen(count, seed):
    """Features in which one low and one high column separate the classes, with noise."""
    rng = np.random.default_rng(seed)
    generated = rng.random(count) < 0.5
    low, high = (rng.normal(size=(count, n)).astype(np.float32) for n in (6, 5))
    low[:, 2] += 3 * generated
    high[:, 1] += 4 * generated
    return Seen(low, high, generated)


@pytest.fixture(scope="module")
def trained():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "EPOCHS", 20)
        return room.train_protector(seen(240, 1), seen(80, 2), seed=3)


def test_it_finds_flipped_labels(trained):
    rows = room.measure_detection(trained, seen(300, 4))
    assert [row["share"] for row in rows] == [0.05, 0.10, 0.20]
    assert [row["wrong"] for row in rows] == [15, 30, 60]
    for row in rows:
        assert row["recall"] > 0.8 and row["auc"] > 0.95 and row["false_flags"] < 0.1
        assert row["intervals"]["recall"][0] < row["recall"] <= row["intervals"]["recall"][1]


def test_it_saves_a_poisoned_pool(trained):
    rows = room.measure_saving(trained, seen(60, 5), seen(300, 6))
    worst = rows[-1]
    assert worst["protected"] > worst["poisoned"]
    assert worst["clean"] - worst["protected"] < 0.03 and worst["kept"] < worst["pool"]


def test_stored_it_says_the_same_without_keras(trained, tmp_path):
    trained.save(tmp_path / "p.npz")
    again, some = load_protector(tmp_path / "p.npz"), seen(20, 7)
    own = trained.wrong(some.low, some.high, some.generated)
    np.testing.assert_array_equal(again.wrong(some.low, some.high, some.generated), own)
    model = room._network(6, 5)
    for layer in model.layers:
        for weight in layer.weights:
            weight.assign(trained.arrays[f"{layer.name}_{weight.name}"])
    inputs = room._both_labels(some, trained.arrays)[0]
    np.testing.assert_allclose(model.predict(inputs, verbose=0)[:20, 0], own, atol=1e-5)
    with pytest.raises(ValueError, match="another network"):
        again.wrong(some.low[:, :4], some.high, some.generated)
    (tmp_path / "p.npz").write_bytes(b"no")
    with pytest.raises(ValueError, match="no protector"):
        load_protector(tmp_path / "p.npz")


def test_features_are_first_and_last_hidden_layer():
    model = vit_classifier(2, 32, width=12, heads=3)
    images = np.random.default_rng(0).integers(0, 256, (2, 32, 32, 3), np.uint8)
    low, high = FeatureModel(model)(images)
    cut = keras.Model(model.inputs[0], model.get_layer("block_1").output)
    tokens = np.asarray(cut(images.astype(np.float32)))
    np.testing.assert_allclose(low[:, :12], tokens.mean(axis=1), atol=1e-5)
    np.testing.assert_allclose(low[:, 12:], tokens.std(axis=1), atol=1e-5)
    cut = keras.Model(model.inputs[0], model.get_layer("head_dense").output)
    np.testing.assert_allclose(high, np.asarray(cut(images.astype(np.float32))), atol=1e-5)


def test_a_table_of_runs(make_run, gng, refused):
    run = make_run("a")
    command = ["runs", "table", "udfd", run.parent]
    assert "runs protector" in refused(*command)
    row = {"share": 0.05, "precision": 0.5, "recall": 0.75, "false_flags": 0.1, "auc": 0.9}
    row["intervals"] = {"precision": [0.2, 0.8], "recall": [0.5, 0.9], "false_flags": [0.0, 0.2]}
    saving = {"clean": 0.9, "poisoned": 0.8, "protected": 0.875}
    (run / "protector.json").write_text(json.dumps({"detection": [row], "saving": [saving]}))
    printed = gng(*command).out
    assert "| a | mobilenet_v2 | 5% | 0.5000 [0.2000, 0.8000] | 0.7500" in printed
    assert "| 0.9000 | 0.8000 | 0.8750 |" in printed


def test_udfd_from_detector_to_retraining(pictures, png, tmp_path, gng, refused, monkeypatch):
    """ViT detector, protector, model, pool, second training, comparison with the model in use."""
    runs, models = tmp_path / "runs", tmp_path / "models"
    recipe = write_recipe(
        tmp_path / "udfd.toml",
        "udfd",
        model={"family": "vit", "backbone": "clip_vit_b16", "blocks": 1, "size": 32},
        data=FACES | {"drop_twins": False},
        fit={"epochs": 4, "batch": 6, "learning_rate": 3e-3},
    )
    data = ["--data", pictures]
    train = ["train", recipe, *data, "--runs", runs]
    monkeypatch.setattr(room, "EPOCHS", 3)
    small = partial(vit_classifier, width=24, heads=3)
    monkeypatch.setattr(families, "vit_classifier", small)

    def given():
        """Return the model, having seen that it has the protector it names."""
        model = load_model(models / "with-background")
        digest = hashlib.sha256((model.folder / "protector.npz").read_bytes()).hexdigest()
        assert model.manifest.training["protector"] == digest
        return model, digest

    with eagerly():
        gng(*train)
        found = gng("runs", "protector", runs / "udfd", *data).out
        assert "| udfd | clip_vit_b16 | 20% |" in found
        add = ["models", "add", *data, "--into", models]
        gng(*add, runs / "udfd")
        old, _ = given()
        gng("runs", "protector", runs / "udfd", *data, "--into", old.folder)
        old, digest = given()
        assert hashlib.sha256((runs / "udfd/protector.npz").read_bytes()).hexdigest() == digest
        pool = tmp_path / "pool"
        again = [*train, "--from-pool", pool]
        assert "holds no accepted images" in refused(*again)
        png(pool / "images/a.png", portrait(np.random.default_rng(8), 40, True)[0])
        rows = "path,label,source,split\nimages/a.png,fake,pool,train\n"
        (pool / "index.csv").write_text(rows, encoding="utf-8")
        gng(*again)
        (run,) = runs.glob("udfd-pool-*")
        record, before = (json.loads((r / "run.json").read_text()) for r in (run, runs / "udfd"))
        assert record["recipe"]["data"]["pool"] == str(pool / "index.csv")
        assert record["images"]["train"] == before["images"]["train"] + 1
        printed = gng(*add, run, "--replace", "--even-if-worse").out
    assert "test images: accuracy" in printed
    again = recipe_again(old, pool, runs)
    assert again.name == run.name and again.data.pool == str(pool / "index.csv")
    new = load_model(models / "with-background")
    assert new.manifest.training["against_old"]["model"] == old.label

    assert recipe_again(new, pool, runs).name == run.name  # not a pool's pool

    trained = new.manifest.training
    fit = trained["recipe"]["fit"] | {"teacher": "gone", "class_weights": "none"}
    taught = {"recipe": trained["recipe"] | {"fit": fit}}
    taught = replace(new, manifest=replace(new.manifest, training=trained | taught))
    assert recipe_again(taught, pool, runs).fit.teacher == ""

    def worse(*_):
        yield Progress(0, 0, "")
        return {"images": 9, "accuracy": [0.9, 0.8], "auc": [0.9, 0.9], "model": old.label}

    monkeypatch.setattr(publish, "_against_old", worse)
    assert "accuracy 0.800 instead of 0.900" in refused(*add, run, "--replace")
    assert load_model(models / "with-background").sha256 == new.sha256
