"""A queue of recipes on disk, used by several programs, and worked off without a window."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gng_desktop import cli
from gng_desktop.core import files
from gng_desktop.core.locks import Lock
from gng_desktop.datasets.items import DataError
from gng_desktop.training import events
from gng_desktop.training.queue import Entry, Queue, put
from gng_desktop.training.queue_command import work
from gng_desktop.training.recipe import ModelPart, Recipe, RecipeError, load_recipe


def recipe(name, **more):
    return Recipe(name, "classification", "with_background", **more)


@pytest.fixture
def queue(tmp_path):
    return Queue(tmp_path / "runs")


def names(queue):
    return [e.name for e in queue.entries()]


def states(queue):
    return {e.name: e.state for e in queue.entries()}


def test_added_moved_removed(queue):
    for name in "abc":
        queue.add(recipe(name, seed=5))
    assert names(queue) == ["a", "b", "c"]
    queue.shift("c", -2)
    queue.shift("a", 99)
    assert names(queue) == ["c", "b", "a"]
    queue.remove("b")
    assert names(Queue(queue.runs)) == ["c", "a"]
    assert load_recipe(queue.recipe("a")) == recipe("a", seed=5)
    assert not queue.recipe("b").exists()
    raw = json.loads((queue.runs / "queue.json").read_text("utf-8"))
    texts = {"name": "c", "state": "waiting", "sentence": "", "kind": ""}
    assert raw["entries"][0] == {**texts, "needs": []}
    for wrong in (queue.remove, queue.again):
        with pytest.raises(RecipeError, match="Run 'b' is not in the queue"):
            wrong("b")


def test_killed_while_removing_it_leaves_the_entry_whole(queue, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    queue.add(recipe("a"))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(files, "write_json", killed)
        queue.remove("a")
    assert load_recipe(queue.take().recipe) == recipe("a")


def test_each_name_once_until_it_is_done(queue):
    queue.add(recipe("a"))
    queue.add(recipe("b"))
    with pytest.raises(RecipeError, match="Run 'a' is in the queue already; rename this one"):
        queue.add(recipe("a"))
    queue.take().done("failed", "No memory.")
    assert queue.entries()[0] == Entry("a", "failed", "No memory.")
    queue.again("a")
    assert states(queue) == {"a": "waiting", "b": "waiting"}
    queue.take().done("finished")
    queue.add(recipe("a", seed=1))
    assert names(queue) == ["b", "a"]
    assert load_recipe(queue.recipe("a")).seed == 1
    for name in ("", "../a", "a/b", ".a", "queue"):
        with pytest.raises(RecipeError, match="name is "):
            queue.add(recipe(name))


def test_one_entry_is_run_once(queue):
    queue.add(recipe("a"))
    queue.add(recipe("b"))
    first, second = queue.take(), Queue(queue.runs).take()
    assert (first.entry.name, second.entry.name) == ("a", "b")
    assert queue.take() is None
    assert states(queue) == {"a": "running", "b": "running"}
    for wrong in (queue.remove, queue.again):
        with pytest.raises(RecipeError, match="Run 'a' is running; stop it first"):
            wrong("a")
    first.done("stopped")
    second.done("waiting")
    assert states(queue) == {"a": "stopped", "b": "waiting"}
    assert queue.take().entry.name == "b"


def test_many_programs_at_once(queue):
    for n in range(12):
        queue.add(recipe(f"r{n}"))
    claims = []

    def greedy():
        mine = Queue(queue.runs)
        while claim := mine.take():
            claims.append(claim)

    threads = [threading.Thread(target=greedy, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(c.entry.name for c in claims) == sorted(names(queue))


def test_an_entry_that_is_just_given_back_is_taken(queue):
    queue.add(recipe("a"))
    lock = Lock(queue.runs / "queue" / "a.lock")
    threading.Timer(0.2, lock.release).start()
    assert queue.take().entry.name == "a"


def test_what_a_run_starts_from_comes_first(queue):
    queue.add(recipe("seg"))
    queue.add(recipe("last", model=ModelPart(from_run="seg", transfer="last")))
    queue.add(recipe("without", stripped_by="seg"))
    queue.add(recipe("free", model=ModelPart(from_run="elsewhere", transfer="all")))
    queue.shift("last", -1)
    seg, free = queue.take(), queue.take()
    assert (seg.entry.name, free.entry.name) == ("seg", "free")
    assert queue.take() is None
    seg.done("failed", "x")  # they are tried, and say themselves what they lack
    assert queue.take().entry.name == "last"


def test_a_program_that_died_gives_its_entry_back(queue):
    queue.add(recipe("a"))
    code = (
        "import sys, time; from pathlib import Path; from gng_desktop.training.queue import Queue\n"
        "claim = Queue(Path(sys.argv[1])).take(); print(claim.entry.name, flush=True)\n"
        "time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(queue.runs)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "a\n"
        assert states(queue) == {"a": "running"}
        assert queue.take() is None
        other.kill()
    assert states(queue) == {"a": "waiting"}
    assert queue.take().entry.name == "a"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "7",
        *(
            f'{{"entries": [{{"name": {name}, {more}}}]}}'
            for name, more in (
                ('"a"', '"state": "lost"'),
                ('"a"', '"needs": [["b"]]'),
                ('"a"', '"sentence": 5'),
                ('"../a"', '"state": "waiting"'),
                ('""', '"state": "waiting"'),
            )
        ),
    ],
)
def test_a_damaged_queue_is_reported(queue, text):
    (queue.runs / "queue.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="queue.json cannot be read; restore or remove it"):
        queue.entries()


def test_finished_and_waiting_recipes_are_not_put(queue):
    queue.add(recipe("b"))
    put(queue, [recipe(name) for name in "abc"], lambda r: r.name == "a")
    assert names(queue) == ["b", "c"]


PROGRAM = """
import os, sys, time
from pathlib import Path
from gng_desktop.training.events import Failed, Finished, Interrupted, Preparing
name = Path(sys.argv[2]).stem
assert sys.argv[1] == "train" and "--resume" in sys.argv and "--events" in sys.argv
def say(event): print(event.to_line(), flush=True)
sys.stdout.buffer.write(b'Some library \\xff greets you.\\n{"event":[]}\\n')
print(name, "warns", file=sys.stderr)
say(Preparing("program"))
if name == "bad":
    say(Failed("The index is missing; restore it.", "data"))
    sys.exit(1)
if name == "early":
    say(Failed("It was stopped before its first epoch was over.", "stopped"))
    sys.exit(1)
if name == "dies":
    os._exit(3)
if name == "killed":
    os.kill(os.getpid(), 9)
if name == "waits":
    sys.stdin.read()
    say(Interrupted(2))
    sys.exit(1)
say(Finished(name, name, 1, 2, {"epoch": 1, "loss": 0.5}, name == "halted", False, 9.0))
"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    root = str(Path(cli.__file__).parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([root, os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setattr(events, "program", lambda: [sys.executable, str(path)])


def test_a_failed_run_does_not_end_the_queue(queue, program, tmp_path, gng):
    expected = {"bad": "failed", "dies": "failed", "killed": "failed", "early": "stopped"}
    expected |= {"halted": "stopped", "good": "finished"}
    for name in expected:
        queue.add(recipe(name))
    out, err = gng("train", "--queue", queue.runs, "--data", tmp_path, code=1)
    assert states(queue) == expected
    sentences = {e.name: e.sentence for e in queue.entries()}
    assert sentences["bad"] == "The index is missing; restore it."
    assert "ended with exit code 3; put it in the queue again" in sentences["dies"]
    assert "was killed by signal 9 (perhaps for want of memory)" in sentences["killed"]
    assert "6 run: 2 finished, 4 failed." in out
    assert "good: finished, best epoch 1" in out
    assert "bad: The index is missing; restore it." in err.splitlines()
    log = (queue.runs / "queue" / "dies.log").read_text("utf-8")
    assert "dies warns" in log
    again = gng("train", "--queue", queue.runs, "--data", tmp_path).out
    assert "0 run: 0 finished, 0 failed." in again


def test_runs_that_wait_for_each_other_are_named(queue, program, tmp_path, gng):
    for name, other in ("ab", "ba"):
        queue.add(recipe(name, model=ModelPart(transfer="all", from_run=other)))
    out, err = gng("train", "--queue", queue.runs, "--data", tmp_path, code=1)
    assert "0 run: 0 finished, 0 failed, 2 waiting." in out
    assert "a: it waits for b, and these for it; change a recipe." in err.splitlines()


def test_who_ends_early_lets_the_run_save(queue, program, tmp_path):
    queue.add(recipe("waits"))
    queue.add(recipe("good"))
    working = work(queue, tmp_path)
    entry, event = next(working)
    assert (entry.name, event.event) == ("waits", "preparing")
    assert states(queue) == {"waits": "running", "good": "waiting"}
    working.close()
    assert states(queue) == {"waits": "waiting", "good": "waiting"}


def test_a_run_that_is_interrupted_ends_the_queue(queue, program, tmp_path, gng, monkeypatch):
    queue.add(recipe("waits"))
    queue.add(recipe("good"))
    started = subprocess.Popen

    def start(*arguments, **options):
        process = started(*arguments, **options)
        process.stdin.close()  # as if its terminal had gone
        return process

    monkeypatch.setattr(subprocess, "Popen", start)
    out, err = gng("train", "--queue", queue.runs, "--data", tmp_path, code=1)
    assert states(queue) == {"waits": "waiting", "good": "waiting"}
    assert "1 run: 0 finished, 0 failed, 2 waiting." in out
    assert "waits: interrupted; the same command goes on." in err


def test_folders_that_are_missing(tmp_path, refused):
    error = refused("train", "--queue", tmp_path / "x", "--data", tmp_path)
    assert "x is no folder; name the folder of runs" in error
    error = refused("train", "--queue", tmp_path, "--data", tmp_path / "y")
    assert f"The data folder {tmp_path / 'y'} does not exist" in error
