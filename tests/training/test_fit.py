"""Parts of the training that need no real network: weights of the loss, stopping, refusals."""

import json
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError

import h5py
import keras
import numpy as np
import pytest
from PIL import Image

from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem
from gng_desktop.training import fit, preparing, run
from gng_desktop.training.building import learning_rate
from gng_desktop.training.errors import failure
from gng_desktop.training.events import Watcher
from gng_desktop.training.preparing import refuse_misfits, refuse_missing
from gng_desktop.training.recipe import FitPart, ModelPart, RecipeError
from gng_desktop.training.run import RunFolder, commit, data_hash, environment, splits_hash
from tests.training.conftest import EAGER, TINY, write_recipe

RECIPE = replace(
    TINY, data=replace(TINY.data, drop_twins=True), augmentation=Augmentation(flip=True, light=0.1)
)
pytestmark = EAGER


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
    *items, ones = masks(tmp_path, quarter, tenth, np.ones((4, 4)))
    counts = {0: 20, 1: 8, 6: 4}  # CelebAMask's 13 is hair, class 6
    balanced = preparing.pixel_weights(items, "balanced", 4)
    raw = {k: 32 / (14 * n) for k, n in counts.items()}
    mean = sum(raw[k] * n for k, n in counts.items()) / 32
    assert balanced.shape == (14,)
    assert balanced.dtype == np.float32
    for k in range(14):
        assert balanced[k] == pytest.approx(raw[k] / mean if k in raw else 0)
    root = preparing.pixel_weights(items, "sqrt", 4)
    assert root[6] / root[0] == pytest.approx(np.sqrt(5))
    assert sum(root[k] * n for k, n in counts.items()) / 32 == pytest.approx(1)
    np.testing.assert_array_equal(preparing.pixel_weights(items, "none", 4), np.ones(14))
    partial = [*items, replace(ones, labels="fasseg6")]  # does not count
    np.testing.assert_array_equal(preparing.pixel_weights(partial, "balanced", 4), balanced)


def faces(tmp_path, real, generated):
    return [FaceItem(tmp_path / "x", n >= real, "s", "train") for n in range(real + generated)]


def test_class_weights(tmp_path):
    items = faces(tmp_path, 30, 10)
    assert preparing.class_weights(items, "balanced") == {0: 40 / (2 * 30), 1: 40 / (2 * 10)}
    root = preparing.class_weights(items, "sqrt")
    assert root == pytest.approx({0: (2 / 3) ** 0.5, 1: 2**0.5})
    assert preparing.class_weights(items, "none") is None


def test_classes_weigh_by_what_a_share_leaves_of_them(tmp_path, data, small_network):
    """Of the four real and four generated training images, one generated one is drawn."""
    index = data / "index.csv"
    text = index.read_text(encoding="utf-8").replace("fake,s,", "fake,gan,")
    index.write_text(text, encoding="utf-8")
    part = replace(RECIPE.data, share={"gan": 0.25})
    ready = preparing.prepare(replace(RECIPE, data=part), data, tmp_path, None, Watcher())
    assert ready.class_weight == {0: 5 / (2 * 4), 1: 5 / (2 * 1)}
    with pytest.raises(DataError, match="data.share names 'gen', which is no source, generator"):
        preparing.refuse_strange_shares(
            replace(RECIPE, data=replace(part, share={"gen": 0.25})), ready.batches.items
        )


def test_schedule():
    assert learning_rate(replace(RECIPE, fit=FitPart(learning_rate=1e-2)), 10) == 1e-2
    cosine = replace(
        RECIPE, fit=FitPart(epochs=4, learning_rate=0.1, schedule="cosine", warmup_epochs=1.0)
    )
    rate = learning_rate(cosine, 10)
    values = [float(rate(step)) for step in range(41)]
    assert values[0] == pytest.approx(0.001)
    assert max(values) == values[10] == pytest.approx(0.1)
    assert values[25] == pytest.approx(0.05, rel=1e-3)
    assert values[40] == pytest.approx(0, abs=1e-6)


def test_stops_after_patience_and_keeps_the_best(tmp_path, data, small_network):
    recipe = replace(RECIPE, fit=FitPart(epochs=30, batch=3, learning_rate=0.5, patience=2))
    rows = list(fit.train(recipe, data, tmp_path / "runs"))
    losses = [r["val_loss"] for r in rows]
    best = int(np.argmin(losses))
    assert len(rows) == best + 1 + 2 < 30
    run = RunFolder(tmp_path / "runs" / "tiny")
    record = run.read()
    assert record["finished"] is True
    assert (record["best_epoch"], record["epochs"]) == (best + 1, len(rows))
    assert record["wall_seconds"] == pytest.approx(sum(r["seconds"] for r in rows))
    model = preparing.build(recipe, data, tmp_path)
    model.load_weights(run.best)
    model.compile(loss="binary_crossentropy", metrics=["accuracy"])
    # Validation scores each image once.
    items = preparing.of_split(preparing.faces_of(recipe, data), "val")
    found = model.evaluate(*preparing.Batches(items, 8, 100)[0], verbose=0)
    row = rows[best]
    assert found == pytest.approx([row["val_loss"], row["val_accuracy"]], rel=1e-5)
    names = ("loss", "accuracy", "auc")
    assert set(row) == {"epoch", "seconds", *names, *(f"val_{name}" for name in names)}


def test_every_image_is_seen_once_per_epoch(tmp_path, data, small_network, monkeypatch):
    seen = []
    original = preparing.Batches.__getitem__

    def spy(self, index):
        if self.shuffle:
            seen.append((self.epoch, index))
        return original(self, index)

    monkeypatch.setattr(preparing.Batches, "__getitem__", spy)
    list(fit.train(RECIPE, data, tmp_path / "runs"))
    # Keras takes the first batches once more for their shapes.
    assert {e for e, _ in seen} == {0, 1, 2}
    for epoch in range(3):
        assert {i for e, i in seen if e == epoch} == {0, 1, 2, 3}


def test_a_run_of_another_recipe_is_refused(tmp_path, data, small_network):
    next(fit.train(RECIPE, data, tmp_path))
    with pytest.raises(RecipeError, match="was begun with another recipe; rename this one"):
        next(fit.train(replace(RECIPE, seed=1), data, tmp_path, resume=True))


def test_a_refused_training_leaves_nothing(tmp_path, data, small_network):
    index = data / "index.csv"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("val", "test"), encoding="utf-8")
    runs, mine = tmp_path / "not" / "there", tmp_path / "mine"
    with pytest.raises(DataError, match="No image is in split 'val'"):
        next(fit.train(RECIPE, data, runs))
    assert not (tmp_path / "not").exists()
    index.write_text(text, encoding="utf-8")
    (data / "7.png").unlink()
    (mine / "tiny").mkdir(parents=True)
    with pytest.raises(DataError, match=r"7\.png of the index is missing; restore it"):
        next(fit.train(RECIPE, data, mine))
    assert (mine / "tiny").exists()


def test_a_damaged_picture_is_named_whenever_it_is_met(tmp_path, data, small_network, gng):
    (data / "11.png").write_bytes(b"no picture")  # of the validation split, the last of all
    recipe = write_recipe(
        tmp_path / "tiny.toml",
        model={"size": 32},
        data={"index": "index.csv"},
        fit={"batch": 2, "epochs": 1},
    )
    error = gng("train", recipe, "--data", data, "--runs", tmp_path / "runs", code=1).err
    message = f"{data / '11.png'}: The file is not an image this program reads"
    assert error.splitlines()[-1].startswith(message)


def test_data_hash_follows_names_sizes_and_order(tmp_path):
    paths = [tmp_path / "a", tmp_path / "b"]
    for path in paths:
        path.write_bytes(b"123")
    before = data_hash(paths)
    assert len(before) == 64
    assert data_hash(paths[::-1]) != before
    paths[1].write_bytes(b"1234")
    assert data_hash(paths) != before


def test_the_hash_of_splits_follows_what_is_learned_and_validated(tmp_path):
    def found(*items):
        recipe = replace(RECIPE, data=replace(RECIPE.data, pool=str(tmp_path / "pool/index.csv")))
        return splits_hash(recipe, tmp_path, items)

    item = FaceItem(tmp_path / "a", False, "s", "train")
    tested = replace(item, path=tmp_path / "b", split="test")
    marked = replace(item, path=tmp_path / "pool/images/c")
    assert found(item, tested, marked) == found(item)
    for change in ({"generated": True}, {"split": "val"}, {"path": tmp_path / "b"}):
        assert found(replace(item, **change)) != found(item)


def test_a_run_does_not_go_on_with_other_images(tmp_path, data, small_network):
    """Were train and test exchanged in between, the figures would be those of images learned."""
    next(fit.train(RECIPE, data, tmp_path))
    index = data / "index.csv"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("7.png,fake,s,train", "7.png,fake,s,test"), encoding="utf-8")
    with pytest.raises(DataError, match="'tiny', their labels or splits are not those") as caught:
        next(fit.train(RECIPE, data, tmp_path, resume=True))
    assert failure(caught.value, RECIPE, tmp_path / "tiny").resumable
    index.write_text(text, encoding="utf-8")
    assert len(list(fit.train(RECIPE, data, tmp_path, resume=True))) == 2


def test_a_resumed_dropout_goes_on_where_it_was(tmp_path, data):
    part = ModelPart("custom_cnn", "custom_cnn", size=8)
    recipe = replace(RECIPE, model=part)
    whole = list(fit.train(recipe, data, tmp_path / "whole"))
    next(fit.train(recipe, data, tmp_path / "killed"))
    rest = list(fit.train(recipe, data, tmp_path / "killed", resume=True))
    for row, other in zip(rest, whole[1:], strict=True):
        assert {**row, "seconds": 0} == {**other, "seconds": 0}


def test_state_is_valid_though_the_next_was_half_written(tmp_path, data, small_network):
    next(fit.train(RECIPE, data, tmp_path))
    run = tmp_path / "tiny"
    (run / "state0.weights.h5").write_bytes(b"half")  # of epoch 2, whose JSON is not yet there
    assert json.loads((run / "state.json").read_text(encoding="utf-8"))["epoch"] == 1
    rest = list(fit.train(RECIPE, data, tmp_path, resume=True))
    assert [r["epoch"] for r in rest] == [2, 3]


@pytest.mark.parametrize("name", ["state.json", "state1.weights.h5"])
def test_a_damaged_state_is_one_sentence_and_not_to_be_resumed(tmp_path, data, small_network, name):
    next(fit.train(RECIPE, data, tmp_path))
    whole = (tmp_path / "tiny" / name).read_bytes()
    (tmp_path / "tiny" / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RecipeError, match="tiny is damaged; restore its files, or") as caught:
        next(fit.train(RECIPE, data, tmp_path, resume=True))
    assert not failure(caught.value, RECIPE, tmp_path / "tiny").resumable


def test_figures_of_earlier_weights_go_when_a_run_goes_on_to_better_ones(
    tmp_path, data, small_network
):
    recipe = replace(RECIPE, fit=replace(RECIPE.fit, monitor="last"))
    next(fit.train(recipe, data, tmp_path))
    for name in ("metrics.json", "kinds.json", "protector.npz", "protector.json"):
        (tmp_path / "tiny" / name).write_text("{}", encoding="utf-8")
    (tmp_path / "tiny" / "mistakes").mkdir()
    list(fit.train(recipe, data, tmp_path, resume=True))
    kinds = {path.suffix for path in (tmp_path / "tiny").iterdir() if path.is_file()}
    assert kinds == {"", ".h5", ".json", ".csv"}
    names = {path.name for path in (tmp_path / "tiny").glob("*.json")}
    assert names == {"run.json", "state.json"}
    assert not (tmp_path / "tiny" / "mistakes").exists()


def test_a_run_killed_behind_its_last_epoch_stays_that_of_its_images(tmp_path, data, small_network):
    recipe = replace(RECIPE, fit=replace(RECIPE.fit, monitor="last"))  # the last epoch is the best
    list(fit.train(recipe, data, tmp_path))
    run, figures = RunFolder(tmp_path / "tiny"), tmp_path / "tiny" / "metrics.json"
    run.write(run.read() | {"finished": False})
    figures.write_text("{}", encoding="utf-8")
    index = data / "index.csv"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("7.png,fake,s,train", "7.png,fake,s,test"), encoding="utf-8")
    with pytest.raises(DataError, match="'tiny', their labels or splits are not those"):
        list(fit.train(recipe, data, tmp_path, resume=True))
    index.write_text(text, encoding="utf-8")
    assert list(fit.train(recipe, data, tmp_path, resume=True)) == []
    assert run.read()["finished"] and figures.exists()


def test_another_device_may_go_on_with_a_run(tmp_path, data, small_network):
    next(fit.train(replace(RECIPE, fit=replace(RECIPE.fit, device="cpu")), data, tmp_path))
    rest = list(fit.train(RECIPE, data, tmp_path, resume=True))
    assert [r["epoch"] for r in rest] == [2, 3]
    old = json.loads((tmp_path / "tiny" / "run.json").read_text(encoding="utf-8"))
    assert old["recipe"]["fit"]["device"] == "auto"
    del old["recipe"]["fit"]["device"]  # as in runs from before there was a choice
    RunFolder(tmp_path / "tiny").write(old)
    assert list(fit.train(RECIPE, data, tmp_path, resume=True)) == []


@pytest.mark.parametrize(("devices", "rows"), [(1, 3), (2, 4), (3, 3), (4, 4), (8, 8)])
def test_an_odd_batch_is_filled_up_for_several_devices(tmp_path, data, devices, rows):
    items = preparing.of_split(preparing.faces_of(RECIPE, data), "train")[:7]
    batches = preparing.SharedBatches(items, 8, 4)
    plain = preparing.Batches(items, 8, 4)
    batches.devices = devices
    for found, whole in zip(batches[1], plain[1], strict=True):
        assert len(found) == rows
        np.testing.assert_array_equal(found, np.concatenate([whole] * 3)[:rows])
    assert len(batches) == len(plain) == 2


def test_only_masks_that_name_every_pixel_are_scored(tmp_path):
    sets = ("celebamask19", "fasseg6", "classes14", "hair2")
    items = [MaskItem(tmp_path / "a", tmp_path / "b", labels, "val") for labels in sets]
    assert [i.labels for i in preparing.complete(items)] == ["celebamask19", "classes14"]
    both = faces(tmp_path, 2, 2)
    assert preparing.complete(both) == both


def smooth(seed):
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(0, 256, (6, 6, 3), dtype=np.uint8))
    return coarse.resize((64, 64), Image.Resampling.BICUBIC)


def test_near_duplicates_of_what_is_left_out_are_dropped(tmp_path, data):
    """A protocol scores the source that it leaves out, its training images too."""
    for n in range(12):
        smooth(n % 8).save(data / f"{n}.png")  # 4 and 8, 5 and 9, ... look the same
    index = data / "index.csv"
    text = index.read_text(encoding="utf-8").replace("val", "train")
    for n in range(8, 12):
        label = ("real", "fake")[n % 2]
        text = text.replace(f"{n}.png,{label},s,", f"{n}.png,{label},t,")
    index.write_text(text, encoding="utf-8")
    fold = replace(RECIPE, data=replace(RECIPE.data, leave_out_sources=("t",)))
    found = preparing.training_of(fold, data, preparing.faces_of(fold, data))
    assert [i.path.name for i in found] == [f"{n}.png" for n in range(4, 8)]


def test_near_duplicates_of_held_out_images_are_dropped(tmp_path, data, small_network):
    for n in range(12):
        smooth(n).save(data / f"{n}.png")
    smooth(9).save(data / "2.png")  # image 9 validates
    next(fit.train(RECIPE, data, tmp_path / "a"))
    assert RunFolder(tmp_path / "a" / "tiny").read()["images"] == {"train": 7, "val": 4}
    leaky = replace(RECIPE, data=replace(RECIPE.data, drop_twins=False))
    next(fit.train(leaky, data, tmp_path / "b"))
    assert RunFolder(tmp_path / "b" / "tiny").read()["images"] == {"train": 8, "val": 4}
    for n in range(8):
        smooth(9).save(data / f"{n}.png")
    with pytest.raises(DataError, match="Every training image is nearly the same as a held-out"):
        next(fit.train(RECIPE, data, tmp_path / "c"))


@pytest.mark.parametrize("family", ["deeplabv3plus", "pooled"])
def test_mixed_precision_leaves_no_trace(tmp_path, data, tiny_backbone, family):
    before = keras.config.dtype_policy()
    part = ModelPart("mobilenet_v2", size=16, family=family)
    recipe = replace(RECIPE, model=part, fit=replace(RECIPE.fit, epochs=2, mixed_precision=True))
    built = preparing.build
    models = []

    def spy(*arguments):
        models.append(built(*arguments))
        return models[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preparing, "build", spy)
        for row in fit.train(recipe, data, tmp_path):
            assert keras.config.dtype_policy() == before
            assert np.isfinite(row["loss"])
    (model,) = models
    assert model.get_layer("stem").compute_dtype == "bfloat16"
    assert model.get_layer("score").compute_dtype == "float32"
    with h5py.File(tmp_path / "tiny" / "best.weights.h5") as file:
        kinds = set()
        file["layers"].visititems(
            lambda _, item: kinds.add(item.dtype.str) if isinstance(item, h5py.Dataset) else None
        )
    assert kinds == {"<f4"}
    plain = preparing.build(replace(recipe, fit=FitPart()), data, tmp_path)
    plain.load_weights(tmp_path / "tiny" / "best.weights.h5")
    assert plain.get_layer("stem").compute_dtype == "float32"


def test_environment_names_the_backend_and_survives_what_is_missing(monkeypatch):
    found = environment()
    assert found["backend"] == "tensorflow"
    assert found["tensorflow"] == sys.modules["tensorflow"].__version__
    assert found["keras"] == keras.__version__

    def absent(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(run, "version", absent)
    bare = environment()
    assert set(bare) == set(found)
    assert bare["opencv-python-headless"] == ""
    assert bare["tensorflow"] == found["tensorflow"]


def git(folder, *words):
    identity = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
    command = ["git", "-C", str(folder), *identity, *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    return done.stdout.strip()


def test_commit_of_a_checkout(tmp_path, monkeypatch):
    assert commit(tmp_path) == ""
    git(tmp_path, "init", "-q")
    assert commit(tmp_path) == ""  # nothing committed yet
    (tmp_path / "a.py").write_text("1", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    head = git(tmp_path, "rev-parse", "HEAD")
    assert commit(tmp_path) == head
    (tmp_path / "site-packages").mkdir()
    assert commit(tmp_path / "site-packages") == ""  # another program's checkout
    (tmp_path / "a.py").write_text("2", encoding="utf-8")
    assert commit(tmp_path) == f"{head}+"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit(tmp_path) == ""  # no Git


def test_the_last_epoch_is_used_and_nothing_stops_early(tmp_path, data, small_network):
    stopping = FitPart(epochs=6, batch=8, learning_rate=0.5, patience=1)
    assert len(list(fit.train(replace(RECIPE, fit=stopping), data, tmp_path / "a"))) < 6
    recipe = replace(RECIPE, fit=replace(stopping, monitor="last"))
    assert len(list(fit.train(recipe, data, tmp_path / "b"))) == 6
    run = RunFolder(tmp_path / "b" / "tiny")
    assert run.read()["best_epoch"] == 6
    model = preparing.build(recipe, data, tmp_path)
    weights = []
    for path in (run.best, run.folder / "state0.weights.h5"):
        model.load_weights(path)
        weights.append(model.get_weights())
    for saved, last in zip(*weights, strict=True):
        np.testing.assert_array_equal(saved, last)


def pair(folder, name, image, mask, turned=False):
    exif = Image.Exif()
    if turned:
        exif[274] = 6
    Image.fromarray(np.zeros((*image, 3), np.uint8)).save(folder / f"{name}.jpg", exif=exif)
    Image.fromarray(np.zeros(mask, np.uint8)).save(folder / f"{name}.png")
    return MaskItem(folder / f"{name}.jpg", folder / f"{name}.png", "classes14", "train")


def test_masks_have_the_size_of_their_images(tmp_path):
    good = [pair(tmp_path, "a", (8, 9), (8, 9)), pair(tmp_path, "b", (8, 9), (9, 8), turned=True)]
    refuse_misfits(good)
    (tmp_path / "broken.png").write_bytes(b"no mask")
    broken = MaskItem(tmp_path / "a.jpg", tmp_path / "broken.png", "classes14", "val")
    refuse_misfits([*good, broken])  # which the training names when it reads it
    bad = [pair(tmp_path, "c", (8, 9), (4, 9)), pair(tmp_path, "d", (8, 9), (9, 8))]
    with pytest.raises(DataError) as caught:
        refuse_misfits([*good, *bad])
    assert str(caught.value) == (
        f"2 mask(s) do not fit their images, such as {tmp_path / 'c.png'}, which is 9 x 4 px to "
        "9 x 8 px of the image; make them again, or take their rows out of the index."
    )


def test_every_class_has_images(tmp_path):
    real, fake = (FaceItem(tmp_path / "x", label, "s", "train") for label in (False, True))
    mask = MaskItem(tmp_path / "x", tmp_path / "m", "classes14", "train")
    refuse_missing([real, fake], [fake, real])
    refuse_missing([mask], [mask])
    for training, validation, sentence in (
        ([fake], [real, fake], "The training split holds one class only: there is no real image"),
        ([real], [real, fake], "The training split holds one class only: there is no generated"),
        ([real, fake], [real], "The validation split holds one class only: there is no generated"),
        ([mask], [], "No validation image has a mask that names the class"),
    ):
        with pytest.raises(DataError, match=sentence):
            refuse_missing(training, validation)
