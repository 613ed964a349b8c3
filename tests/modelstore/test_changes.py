"""A model takes another's place and gives it back, whatever happens on the way."""

import itertools
import json
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from gng_desktop import cli
from gng_desktop.modelstore import (
    ModelError,
    find_models,
    install_model,
    inventory,
    load_model,
    plan_roll_back,
    read_changes,
    roll_back,
)
from gng_desktop.modelstore.changes import LOCK_FILE, LOG_FILE, changing

ROLE = "with_background"


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it."""


@pytest.fixture
def user(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_args, **_kw: tmp_path / "user")
    monkeypatch.setattr(inventory, "shipped_folder", lambda: tmp_path / "shipped")
    monkeypatch.setattr(
        "gng_desktop.modelstore.changes.shipped_folder", lambda: tmp_path / "shipped"
    )
    return tmp_path / "user" / "models"


@pytest.fixture
def shipped(user, put):
    return put(user.parents[1] / "shipped" / "with-background", id="shipped")


@pytest.fixture
def use(user, fields, tmp_path):
    """Install a model of this id into the user's folder."""

    def use(name, **changes):
        weights = tmp_path / f"{name}.h5"
        weights.write_bytes(name.encode())
        target = user / "with-background"
        return install_model(
            target, fields(id=name, **changes), {"model.weights.h5": weights}, replace=True
        )

    return use


def in_use():
    found = find_models()
    assert found.problems == ()
    model = found.models.get(ROLE)
    if model and model.manifest.id != "shipped":
        assert model.weights_path.read_bytes() == model.manifest.id.encode()
    return model and model.manifest.id


def left_in(user):
    return {p.name for p in user.iterdir()} - {LOG_FILE, LOCK_FILE}


def test_back_and_forward_and_to_the_shipped_one(shipped, use, user):
    use("one")
    assert in_use() == "one"
    back = roll_back(ROLE)
    assert (back.before.manifest.id, back.after) == ("one", shipped)
    assert in_use() == "shipped"
    assert roll_back(ROLE).after.folder == user / "with-background"
    assert in_use() == "one"
    use("two")
    assert in_use() == "two"
    done = roll_back(ROLE)
    assert (done.before.manifest.id, done.after.manifest.id) == ("two", "one")
    assert in_use() == "one"
    roll_back(ROLE)
    assert in_use() == "two"
    use("three")
    roll_back(ROLE)
    assert in_use() == "two"  # one generation: "one" is gone
    assert left_in(user) == {"with-background", ".with-background.previous"}


def test_after_going_back_to_the_shipped_one_a_new_model_replaces_that(shipped, use):
    use("bad")
    roll_back(ROLE)
    use("good")
    assert in_use() == "good"
    assert roll_back(ROLE).after == shipped and in_use() == "shipped"


def test_everything_is_logged(shipped, use, user):
    first = use("one")
    second = use("two")
    roll_back(ROLE)
    log = read_changes()
    assert [(c.action, c.role) for c in log] == [
        ("install", ROLE),
        ("install", ROLE),
        ("roll back", ROLE),
    ]
    labels = [(c.before and c.before.label, c.after.label) for c in log]
    assert labels == [
        (shipped.label, first.label),
        (first.label, second.label),
        (second.label, first.label),
    ]
    assert log[0].before.sha256 == shipped.sha256
    assert log[0].time.endswith("+00:00")
    with (user / LOG_FILE).open("a") as stream:
        stream.write('{"time": "broken off')
    roll_back(ROLE)
    assert len(read_changes()) == 4
    assert json.loads((user / LOG_FILE).read_text().splitlines()[-1])["action"] == "roll back"


def test_nothing_to_go_back_to(user, use, shipped):
    with pytest.raises(ModelError, match="No with-background classifier was installed"):
        roll_back(ROLE)
    use("only")
    shutil.rmtree(shipped.folder)
    with pytest.raises(ModelError, match="nothing to go back to"):
        roll_back(ROLE)
    assert in_use() == "only"
    with pytest.raises(ModelError, match="is no role"):
        plan_roll_back("background_only")


def test_shipped_models_are_shadowed_never_replaced(shipped, fields, tmp_path, user):
    weights = tmp_path / "w.h5"
    weights.write_bytes(b"w")
    files = {"model.weights.h5": weights}
    with pytest.raises(ModelError, match="came with the program and is never replaced"):
        install_model(shipped.folder, fields(id="new"), files, replace=True)
    with pytest.raises(ModelError, match="never replaced or removed"):
        roll_back(ROLE, shipped.folder.parent)
    assert load_model(shipped.folder) == shipped
    assert [p.name for p in shipped.folder.parent.iterdir()] == ["with-background"]


def test_a_damaged_model_is_no_way_back_but_can_be_left(shipped, use, user):
    use("one")
    use("two")
    (user / ".with-background.previous" / "model.weights.h5").write_bytes(b"?")
    with pytest.raises(ModelError, match="is not the file its manifest describes"):
        roll_back(ROLE)
    assert in_use() == "two"
    use("three")
    (user / "with-background" / "model.weights.h5").write_bytes(b"?")
    done = roll_back(ROLE)
    assert done.before is None and in_use() == "two"


def test_a_folder_that_would_come_first_is_named(shipped, use, put, user):
    use("one")
    put(user / "by hand", id="zzz", created="2024-05-01T12:00:00+00:00")
    with pytest.raises(ModelError, match="by hand holds a with-background classifier that would"):
        roll_back(ROLE)


CHANGES = {
    "install over one": (["old", "now"], lambda use: use("new"), 5),
    "install first": ([], lambda use: use("new"), 2),
    "back to one": (["old", "now"], lambda use: roll_back(ROLE), 3),
    "back to shipped": (["old"], lambda use: roll_back(ROLE), 1),
}
"""By name: what was installed before, the change, and the number of its renames."""


@pytest.mark.parametrize("error", [Killed, OSError])
@pytest.mark.parametrize(
    ("what", "step"), [(what, n) for what, (*_, count) in CHANGES.items() for n in range(count + 1)]
)
def test_whole_at_every_step(shipped, use, user, monkeypatch, what, step, error):
    """Each rename fails in turn: the old model is in use or the new one, and work goes on."""
    installed, act, count = CHANGES[what]
    for name in installed:
        use(name)
    before = in_use()
    after = {"install": "new", "back to one": "old", "back to shipped": "shipped"}
    after = next(name for begin, name in after.items() if what.startswith(begin))
    renames = itertools.count()
    original = Path.replace

    def replace(self, target):
        if next(renames) == step:
            raise error(13, "denied")
        return original(self, target)

    fails = pytest.raises((Killed, ModelError, OSError)) if step < count else nullcontext()
    with monkeypatch.context() as patch, fails:
        patch.setattr(Path, "replace", replace)
        act(use)
    broken_off = in_use()
    assert broken_off in ((before, after) if step < count else (after,))
    begun = len(read_changes())
    # The next change finishes what was broken off, says so, and does its own work.
    use("last")
    assert in_use() == "last"
    log = read_changes()[begun:]
    assert log[-1].before.label.startswith(f"{broken_off}@")
    assert {c.action for c in log[:-1]} <= {"complete"}
    roll_back(ROLE)
    assert in_use() == broken_off
    assert all(n in ("with-background", ".with-background.previous") for n in left_in(user))


COPYING = """
import os, shutil, sys
from pathlib import Path
from gng_desktop.modelstore import install_model
shutil.copyfile = lambda *_: os._exit(9)
target = Path(sys.argv[1])
install_model(target, {"role": "with_background"}, {"model.weights.h5": target}, replace=True)
"""


def test_killed_while_copying(use, user, shipped):
    use("one")
    command = [sys.executable, "-c", COPYING, str(user / "with-background")]
    assert subprocess.run(command, env=os.environ, check=False, timeout=60).returncode == 9
    assert len(left_in(user)) == 2
    use("two")
    assert left_in(user) == {"with-background", ".with-background.previous"}


def test_one_at_a_time(shipped, use, user):
    use("one")
    with changing(user), pytest.raises(ModelError, match="Another program is changing"):
        use("two")
    assert in_use() == "one"


def test_a_log_that_cannot_be_written_says_what_to_do(shipped, use, user):
    (user / LOG_FILE).mkdir(parents=True)
    with pytest.raises(ModelError, match=r"is made but .*; free some space or check your rights"):
        use("one")
    assert in_use() == "one"


def test_what_cannot_be_read_or_written_is_one_sentence(tmp_path):
    (tmp_path / LOG_FILE).mkdir()
    with pytest.raises(ModelError, match=r"log\.jsonl cannot be read \(.*\); check your rights\.$"):
        read_changes(tmp_path)
    (tmp_path / "file").touch()
    with (
        pytest.raises(ModelError, match=r"cannot be written \(.*\); choose another\.$"),
        changing(tmp_path / "file"),
    ):
        pass


def test_commands(shipped, use, user, capsys):
    assert cli.run(["models", "log"]) == 0
    assert tuple(capsys.readouterr()) == ("", "No model has been replaced yet.\n")
    first, second = use("one"), use("two")
    assert cli.run(["models", "roll-back", "with-background"]) == 0
    assert capsys.readouterr().out == f"{second.label} -> {first.label}  {first.folder}\n"
    assert cli.run(["models", "log"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[-1].endswith(f"roll back  with_background  {second.label} -> {first.label}")
    assert cli.run(["models", "roll-back", "segmenter"]) == 1
    assert "there is nothing to roll back" in capsys.readouterr().err
