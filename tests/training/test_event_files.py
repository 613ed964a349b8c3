"""Event files are what TensorBoard would show: read with TensorFlow's own reader."""

import tomllib
from dataclasses import replace

import pytest
import tensorflow as tf

from gng_desktop.training import fit, results
from gng_desktop.training.event_files import EventFiles
from gng_desktop.training.recipe import parse_recipe
from gng_desktop.training.run import RunFolder
from tests.training.conftest import EAGER, TINY

RECIPE = replace(TINY, fit=replace(TINY.fit, batch=8, warmup_epochs=0.0))
pytestmark = [pytest.mark.usefixtures("small_network"), *EAGER]


def records(runs):
    files = sorted((runs / "tiny" / "tensorboard").iterdir())
    return [e for f in files for e in tf.compat.v1.train.summary_iterator(str(f))]


def shown(found):
    """Return step and value of every tag, as TensorBoard forgets what a restart does over."""
    points = []
    for event in found:
        if event.session_log.status == tf.compat.v1.SessionLog.START:
            points = [p for p in points if p[1] < event.step]
        points += [(value.tag, event.step, value) for value in event.summary.value]
    tags = {}
    for tag, step, value in points:
        tags.setdefault(tag, []).append((step, value))
    return tags


def test_figures_recipe_and_samples(tmp_path, data):
    rows = list(fit.train(RECIPE, data, tmp_path, watcher=EventFiles(RECIPE, 4)))
    found = shown(records(tmp_path))
    curves = {
        f"{part}/{name}": [(r["epoch"], r[f"{prefix}{name}"]) for r in rows]
        for part, prefix in (("train", ""), ("validation", "val_"))
        for name in ("loss", "accuracy", "auc")
    }
    curves["seconds"] = [(r["epoch"], r["seconds"]) for r in rows]
    for tag, points in curves.items():
        assert [step for step, _ in found[tag]] == [1, 2, 3]
        values = [value.simple_value for _, value in found[tag]]
        assert values == pytest.approx([value for _, value in points], rel=1e-5)
    rates = [value.simple_value for _, value in found["learning_rate"]]
    assert rates == pytest.approx([0.01, 0.0075, 0.0025], rel=1e-4)
    assert all(value.simple_value > 0 for _, value in found["images_per_second"])

    ((step, text),) = found["recipe/text_summary"]
    assert step == 0
    lines = text.tensor.string_val[0].decode("utf-8").splitlines()
    assert all(line.startswith("    ") or not line for line in lines)
    toml = "\n".join(line[4:] for line in lines)
    assert parse_recipe(tomllib.loads(toml)) == RECIPE

    pictures = found["validation/samples"]
    assert [step for step, _ in pictures] == [1, 2, 3]
    image = pictures[0][1].image
    assert (image.width, image.height) == (8, 32)
    pixels = tf.io.decode_png(image.encoded_image_string)
    assert pixels.shape == (32, 8, 3)


def test_the_curves_mark_the_epoch_that_is_used(tmp_path, data, monkeypatch):
    drawn = []
    monkeypatch.setattr(results, "save_drawing", lambda drawing, path: drawn.append(drawing.figure))
    recipe = replace(RECIPE, fit=replace(RECIPE.fit, monitor="last", learning_rate=0.9))
    rows = list(fit.train(recipe, data, tmp_path, watcher=EventFiles(recipe, 0)))
    assert min(rows, key=lambda row: row["val_loss"])["epoch"] < 3
    (figure,) = drawn
    assert list(figure.axes[0].lines[-1].get_xdata()) == [3, 3]


def test_killed_before_the_state_was_saved(tmp_path, data, monkeypatch):
    with monkeypatch.context() as patch:
        saved = RunFolder.save_state

        def save_state(self, model, rows):
            if len(rows) == 2:
                raise KeyboardInterrupt
            saved(self, model, rows)

        patch.setattr(RunFolder, "save_state", save_state)
        with pytest.raises(KeyboardInterrupt):
            list(fit.train(RECIPE, data, tmp_path, watcher=EventFiles(RECIPE, 2)))
    list(fit.train(RECIPE, data, tmp_path, resume=True, watcher=EventFiles(RECIPE, 2)))
    for tag in ("train/loss", "validation/loss", "validation/samples"):
        assert [step for step, _ in shown(records(tmp_path))[tag]] == [1, 2, 3]
    assert len(shown(records(tmp_path))["recipe/text_summary"]) == 1


def test_an_attempt_without_an_epoch_leaves_nothing_behind(tmp_path, data):
    files = EventFiles(RECIPE, 0)

    class Enough(Exception):
        pass

    def between(epoch, batch):
        raise Enough

    files.between = between
    with pytest.raises(Enough):
        list(fit.train(RECIPE, data, tmp_path, watcher=files))
    short = replace(RECIPE, fit=replace(RECIPE.fit, epochs=1))
    list(fit.train(short, data, tmp_path, watcher=EventFiles(short, 0)))
    found = shown(records(tmp_path))
    assert len(found["recipe/text_summary"]) == 1
    assert "epochs = 1" in found["recipe/text_summary"][0][1].tensor.string_val[0].decode("utf-8")
