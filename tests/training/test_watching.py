"""A training that is watched, made to wait, stopped, and that goes wrong."""

import errno
import resource
import threading
import time
from dataclasses import replace

import keras
import numpy as np
import pytest
import tensorflow as tf

from gng_desktop.core.locks import Lock
from gng_desktop.datasets import duplicates
from gng_desktop.datasets.items import DataError
from gng_desktop.training import fit, preparing, reporting
from gng_desktop.training.errors import (
    Diverged,
    Leave,
    Stop,
    StoppedTooEarly,
    failure,
    known,
)
from gng_desktop.training.events import Watcher, Watchers
from gng_desktop.training.recipe import RecipeError
from gng_desktop.training.run import RunFolder
from tests.tiny_data import read_table
from tests.training.conftest import EAGER, write_recipe
from tests.training.conftest import TINY as RECIPE

pytestmark = [pytest.mark.usefixtures("small_network"), *EAGER]
UNBROKEN = {}


@pytest.fixture
def whole(data, small_network, tmp_path_factory):
    """The folder of a run that nobody watched, trained once; `data` is the same in every test."""
    if not UNBROKEN:
        folder = tmp_path_factory.mktemp("whole")
        UNBROKEN["rows"] = list(fit.train(RECIPE, data, folder))
        UNBROKEN["folder"] = folder
    return UNBROKEN["folder"]


class Spy(Watcher):
    """Collects the events; does `act` after a batch."""

    def __init__(self, act=None, samples=0):
        self.events, self.times, self.act, self.samples = [], [], act, samples

    def notify(self, event):
        self.events.append(event)
        self.times.append(time.perf_counter())

    def between(self, epoch, batch):
        if self.act:
            self.act(epoch, batch)

    def of(self, kind):
        return [e for e in self.events if e.event == kind]


def at(epoch, batch, error):
    """Return what raises `error` after a batch of the training, which comes first."""

    def act(*place):
        if place == (epoch, batch):
            raise error

    return act


def log_of(runs):
    rows = read_table(runs / "tiny" / "log.csv")
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows]


def weights_of(runs, name="best.weights.h5"):
    model = preparing.build(RECIPE, None, None)
    model.load_weights(runs / "tiny" / name)
    return model.get_weights()


def same(runs, others):
    assert log_of(runs) == log_of(others)
    for one, other in zip(weights_of(runs), weights_of(others), strict=True):
        np.testing.assert_array_equal(one, other)


def test_watching_changes_nothing(tmp_path, data, whole, monkeypatch):
    monkeypatch.setattr(reporting, "EVERY", 0.0)
    spy = Spy(lambda epoch, batch: time.sleep(0.3 if (epoch, batch) == (2, 2) else 0), samples=3)
    rows = list(fit.train(RECIPE, data, tmp_path / "watched", watcher=Watchers(Watcher(), spy)))
    same(whole, tmp_path / "watched")
    assert [e.row for e in spy.of("epoch")] == rows
    ends = [t for t, e in zip(spy.times, spy.events, strict=True) if e.event == "epoch"]
    assert rows[1]["seconds"] < ends[1] - ends[0] - 0.6  # it waited twice

    (begun,) = spy.of("begun")
    assert begun.images["train"] == {"real": 4, "generated": 4}
    assert begun.images["val"] == {"real": 2, "generated": 2}
    assert (begun.epochs, begun.batches, begun.checks, begun.resumed_at) == (3, 4, 2, 0)
    assert (begun.device, begun.backend) == ("cpu:0", "tensorflow")
    batches = spy.of("batch")
    places = [(b.epoch, b.phase, b.batch, b.batches) for b in batches]
    assert places == [
        (epoch, phase, batch + 1, count)
        for epoch in (1, 2, 3)
        for phase, count in (("training", 4), ("validation", 2))
        for batch in range(count)
    ]
    for batch in batches[5::6]:  # the last of each validation
        row = rows[batch.epoch - 1]
        assert batch.loss == pytest.approx(row["val_loss"], rel=1e-6)
        assert batch.metrics["auc"] == pytest.approx(row["val_auc"], rel=1e-6)
        assert batch.seconds_left_epoch == 0
    assert batches[0].seconds_left_epoch is None
    assert batches[1].seconds_left_run > batches[1].seconds_left_epoch > 0
    assert all(b.images_per_second > 0 for b in batches)
    # Warmed up over half an epoch, then down to nothing.
    rates = [b.learning_rate for b in batches if b.phase == "training"]
    assert max(rates) == rates[2] == pytest.approx(1e-2)
    assert rates[-1] < 1e-3
    (end,) = spy.of("finished")
    assert (end.stopped, end.epochs) == (False, 3)
    assert end.figures == rows[end.best_epoch - 1]
    assert [s.epoch for s in spy.of("samples")] == [1, 2, 3]
    order = [e.event for e in spy.events if e.event not in ("batch", "preparing")]
    assert order == ["begun", *["epoch", "samples"] * 3, "finished"]


def test_not_every_batch_is_reported(tmp_path, data, monkeypatch):
    monkeypatch.setattr(reporting, "EVERY", 1000.0)
    spy = Spy()
    next(fit.train(RECIPE, data, tmp_path, watcher=spy))
    places = [(b.phase, b.batch) for b in spy.of("batch")]
    assert places == [(p, b) for p, n in (("training", 4), ("validation", 2)) for b in (1, n)]


def test_a_stopped_run_is_finished_with_its_best_epoch(tmp_path, data, whole):
    spy = Spy(at(3, 2, Stop()))
    rows = list(fit.train(RECIPE, data, tmp_path / "runs", watcher=spy))
    assert len(rows) == 2
    record = RunFolder(tmp_path / "runs" / "tiny").read()
    best = min(UNBROKEN["rows"][:2], key=lambda row: row["val_loss"])["epoch"]
    assert (record["finished"], record["stopped"]) == (True, True)
    assert (record["epochs"], record["best_epoch"]) == (2, best)
    (end,) = spy.of("finished")
    assert (end.stopped, end.early, end.best_epoch) == (True, False, best)
    # Resumed all the same, it is the unbroken run.
    list(fit.train(RECIPE, data, tmp_path / "runs", resume=True))
    same(whole, tmp_path / "runs")
    assert RunFolder(tmp_path / "runs" / "tiny").read()["stopped"] is False


def test_a_stop_in_the_first_epoch_leaves_nothing(tmp_path, data):
    with pytest.raises(StoppedTooEarly, match="before its first epoch was over, so there is noth"):
        list(fit.train(RECIPE, data, tmp_path, watcher=Spy(at(1, 3, Stop()))))
    assert not (tmp_path / "tiny" / "best.weights.h5").exists()
    assert RunFolder(tmp_path / "tiny").read()["finished"] is False
    smaller = replace(RECIPE, fit=replace(RECIPE.fit, batch=1))
    assert next(fit.train(smaller, data, tmp_path))["epoch"] == 1  # another recipe, no --resume


def test_left_and_resumed_it_is_the_unbroken_run(tmp_path, data, whole):
    for place in ((2, 3), (3, 1)):
        with pytest.raises(Leave):
            watcher = Spy(at(*place, Leave()))
            list(fit.train(RECIPE, data, tmp_path / "left", resume=True, watcher=watcher))
    spy = Spy()
    list(fit.train(RECIPE, data, tmp_path / "left", resume=True, watcher=spy))
    same(whole, tmp_path / "left")
    (begun,) = spy.of("begun")
    assert begun.resumed_at == 3
    assert [row["epoch"] for row in begun.rows] == [1, 2]


def test_killed_between_state_and_best_weights(tmp_path, data, whole, monkeypatch):
    with monkeypatch.context() as patch:

        def keep(self, model, rows, best):
            raise Leave

        patch.setattr(RunFolder, "keep", keep)
        with pytest.raises(Leave):
            list(fit.train(RECIPE, data, tmp_path / "killed"))
    with pytest.raises(Leave):
        watcher = Spy(at(2, 1, Leave()))
        list(fit.train(RECIPE, data, tmp_path / "killed", resume=True, watcher=watcher))
    assert log_of(tmp_path / "killed") == log_of(whole)[:1]
    weights_of(tmp_path / "killed")
    list(fit.train(RECIPE, data, tmp_path / "killed", resume=True))
    same(whole, tmp_path / "killed")


def test_a_run_is_trained_by_one_program(tmp_path, data, monkeypatch):
    monkeypatch.setattr(fit, "PATIENCE", 0.0)
    first = fit.train(RECIPE, data, tmp_path)
    next(first)
    with pytest.raises(RecipeError, match="Run 'tiny' is being trained by another program"):
        next(fit.train(RECIPE, data, tmp_path, resume=True))
    first.close()
    next(fit.train(RECIPE, data, tmp_path, resume=True))


def test_a_run_begins_though_someone_looks_whether_it_is_trained(tmp_path, data):
    (tmp_path / "tiny").mkdir()
    looking = Lock(tmp_path / "tiny" / ".lock")  # as listing the runs does, for a moment
    threading.Timer(0.2, looking.release).start()
    assert next(fit.train(RECIPE, data, tmp_path))["epoch"] == 1


def test_the_search_for_duplicates_reports_and_can_be_left(tmp_path, data, monkeypatch):
    monkeypatch.setattr(duplicates, "AT_ONCE", 4)
    recipe = replace(RECIPE, data=replace(RECIPE.data, drop_twins=True))
    spy = Spy()
    next(fit.train(recipe, data, tmp_path / "a", watcher=spy))
    reported = [(e.done, e.total) for e in spy.of("preparing") if e.step == "duplicates"]
    assert reported == [(0, 12), (4, 12), (8, 12), (12, 12)]

    class Gone(Spy):
        def notify(self, event):
            super().notify(event)
            if event.event == "preparing" and event.done == 4:
                raise Leave

    gone = Gone()
    with pytest.raises(Leave):
        next(fit.train(recipe, data, tmp_path / "b", watcher=gone))
    assert gone.events[-1].done == 4


def test_a_run_that_diverges_ends_at_once(tmp_path, data, monkeypatch):
    models, stored = [], {}
    built = preparing.build

    def build(*arguments):
        models.append(built(*arguments))
        return models[-1]

    monkeypatch.setattr(preparing, "build", build)
    seen = []

    def act(epoch, batch):
        seen.append((epoch, batch))
        if (epoch, batch) == (2, 2):
            stored["best"] = weights_of(tmp_path)
            weights = models[0].get_weights()
            models[0].set_weights([np.full_like(w, np.nan) for w in weights])

    with pytest.raises(Diverged) as caught:
        list(fit.train(RECIPE, data, tmp_path, watcher=Spy(act)))
    assert seen[-1] == (2, 2)  # the next batch was the last
    assert str(caught.value).startswith("The training diverged: in epoch 2 the loss was no finite")
    assert str(caught.value).endswith("say to a tenth; the best epoch before it is saved.")
    for one, other in zip(stored["best"], weights_of(tmp_path), strict=True):
        np.testing.assert_array_equal(one, other)
    end = failure(caught.value, RECIPE, tmp_path / "tiny")
    assert (end.kind, end.resumable) == ("diverged", False)


def test_the_disk_is_full(tmp_path, data, whole):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def act(epoch, batch):
        if (epoch, batch) == (3, 1):
            resource.setrlimit(resource.RLIMIT_FSIZE, (5000, limits[1]))

    try:
        with pytest.raises(OSError) as caught:
            list(fit.train(RECIPE, data, tmp_path / "full", watcher=Spy(act)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    run = tmp_path / "full" / "tiny"
    end = failure(caught.value, RECIPE, run)
    assert end.sentence.startswith(f"The disk that holds {run} is full; make room and go on with ")
    assert end.sentence.endswith("The last finished epoch is safe.")
    assert (end.kind, end.resumable) == ("disk", True)
    assert len(log_of(tmp_path / "full")) == 2
    assert not list(run.glob("*part*"))
    weights_of(tmp_path / "full")
    list(fit.train(RECIPE, data, tmp_path / "full", resume=True))
    same(whole, tmp_path / "full")


def hidden(error):
    """Return an error as a library hides it in one of its own."""
    outer = ValueError("something went wrong in a graph")
    outer.__cause__ = error
    return outer


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        tf.errors.ResourceExhaustedError(None, None, "OOM when allocating tensor with shape[64]"),
        RuntimeError("RESOURCE_EXHAUSTED: Out of memory while trying to allocate 12 bytes."),
        RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"),
        hidden(MemoryError("no room")),
    ],
    ids=["host", "tensorflow", "jax", "torch", "hidden"],
)
def test_out_of_memory(error):
    end = failure(error, RECIPE)
    assert end.kind == "memory"
    assert end.sentence == (
        "There is not enough memory for this training; try a smaller fit.batch (now 2), a smaller "
        "model.size (now 8) or fit.mixed_precision = true."
    )
    assert end.details
    least = replace(RECIPE, fit=replace(RECIPE.fit, batch=1, mixed_precision=True))
    assert failure(error, least).sentence.endswith("; try a smaller model.size (now 8).")


def test_other_failures_have_their_kind(tmp_path):
    full = OSError(errno.ENOSPC, "No space left on device", "x")
    assert known(full, RECIPE, tmp_path)[0] == "disk"
    assert "--resume" in known(full, RECIPE, tmp_path)[1]
    denied = known(PermissionError(errno.EACCES, "Permission denied", "a/b\n"), None, None)
    assert denied[0] == "disk" and "a/b\\n cannot be used (Permission denied);" in denied[1]
    assert known(KeyError("x"), None, None) is None
    end = failure(KeyError("x"))
    assert end.kind == "program"
    assert end.sentence.startswith("The program failed (KeyError: 'x'); report")
    assert "KeyError" in end.details
    assert failure(DataError("No data.")).details == ""


@pytest.fixture
def command(tmp_path, data):
    """The words of a command line that trains."""
    fit = {"batch": 2, "epochs": 3}
    path = tmp_path / "tiny.toml"
    write_recipe(path, model={"size": 32}, data={"index": "index.csv"}, fit=fit)
    return ["train", path, "--data", data, "--runs", tmp_path / "runs"]


def test_memory_runs_out_in_a_thread_that_reads(command, monkeypatch, gng):
    original = preparing.Batches.__getitem__

    def starved(self, index):
        if self.epoch == 1:
            raise MemoryError
        return original(self, index)

    monkeypatch.setattr(preparing.Batches, "__getitem__", starved)
    assert gng(*command, code=1).err.splitlines()[-1].startswith("There is not enough memory for ")


def test_a_class_without_images(tmp_path, data):
    index = data / "index.csv"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("fake,s,train", "fake,s,test"), encoding="utf-8")
    with pytest.raises(DataError, match="The training split holds one class only"):
        next(fit.train(RECIPE, data, tmp_path))


def test_what_is_missing_is_reported(command, data, gng, refused):
    (data / "index.csv").unlink()
    assert f"The index {data / 'index.csv'} cannot be read" in refused(*command)
    data.rename(data.with_name("gone"))
    error = f"The data folder {data} does not exist; name another by --data.\n"
    assert refused(*command) == error
    for words in (["train", *command[2:]], [*command, "--queue", data]):
        one_of_them = "name a recipe, or --queue, or --grid; one of them."
        assert one_of_them in gng(*words, code=2).err


def test_the_command_leaves_files_for_tensorboard_and_curves(command, tmp_path, gng):
    gng(*command)
    run = tmp_path / "runs" / "tiny"
    assert list((run / "tensorboard").glob("events.out.tfevents.*"))
    assert (run / "plots" / "curves.png").exists()
    assert len(list((run / "samples").glob("*.png"))) in (2, 3)
    record = RunFolder(run).read()
    assert record["begun"] <= record["ended"]
    assert keras.backend.backend() == record["environment"]["backend"]


def test_an_estimate_is_measured(command, tmp_path, gng):
    duration, memory, basis = gng(*command, "--estimate").out.splitlines()
    assert duration.startswith("On cpu:0 with tensorflow an epoch takes about ")
    assert ", and the run of 3 epochs about " in duration
    assert memory.endswith(" GB of main memory.")
    assert "3 training and 1 validation batches of up to 2 images" in basis
    assert not (tmp_path / "runs" / "tiny").exists()
