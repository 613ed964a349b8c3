"""Marked verdicts: protector, pool, overruling, drift, `case decide`."""

import hashlib
import json
import re
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from gng_desktop import cli
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.pool import marking
from gng_desktop.casework.pool.store import Pool
from gng_desktop.datasets.items import read_faces
from gng_desktop.training.protector import Protector
from tests import fakes
from tests.tiny_data import read_table

REAL, GENERATED = 10, 250
"""Green of a painted face that the classifiers call so."""


def protector(model_folder, wrong_if_fake):
    """A protector that finds the label "fake" wrong, or the label "real"."""
    zero, one = np.zeros(1, np.float32), np.ones(1, np.float32)
    arrays = {}
    for name in ("low", "high"):
        arrays |= {f"{name}_mean": zero, f"{name}_std": one}
        for n in (0, 1):
            arrays |= {f"{name}_{n}_kernel": np.zeros((1, 1), np.float32), f"{name}_{n}_bias": zero}
    sign = 1.0 if wrong_if_fake else -1.0
    arrays |= {"joint_0_kernel": np.float32([[0], [0], [sign]]), "joint_0_bias": zero}
    arrays |= {"wrong_kernel": np.float32([[8]]), "wrong_bias": np.float32([-4])}
    Protector(arrays, {}).save(model_folder / "protector.npz")
    return hashlib.sha256((model_folder / "protector.npz").read_bytes()).hexdigest()


@pytest.fixture
def world(tmp_path, monkeypatch):
    """Models whose protector distrusts the label "fake", and a function that paints images."""
    (tmp_path / "p").mkdir()
    digest = protector(tmp_path / "p", wrong_if_fake=True)
    test = {"images": 100, "called_real": 0.0, "called_generated": 0.0}
    metrics = {
        "trained_sources": ["a", "b"],
        "sources": {
            "a": test | {"generated": 0, "called_real": 0.9},
            "b": test | {"generated": 1, "called_generated": 0.9, "called_real": 0.1},
        },
    }
    models = {}
    for role in fakes.ROLES:
        more = {"training": {"protector": digest}, "metrics": metrics} if "with_" in role else {}
        if role == "without_background":  # most of what it sees is black
            more["thresholds"] = {"real_below": 0.1, "generated_above": 0.25, "chosen_on": "x"}
        models[role] = fakes.install_model(tmp_path / "models" / role, role, **more)
    stored = models["with_background"].folder / "protector.npz"
    stored.write_bytes((tmp_path / "p/protector.npz").read_bytes())
    engines = {role: fakes.Painted(role) for role in fakes.ROLES}
    made = Analyser(models, engines, find_face=fakes.face_in)
    monkeypatch.setattr(Analyser, "open", lambda *_: made)
    one = np.ones((1, 1), np.float32)
    monkeypatch.setattr(marking, "_features", lambda stored: lambda images: (one, one))
    monkeypatch.chdir(tmp_path)

    def paint(name, green):
        Image.fromarray(fakes.portrait(green)).save(tmp_path / name)
        return tmp_path / name

    return SimpleNamespace(paint=paint, protector=stored, models=tmp_path / "models")


def run(*words):
    return cli.run([str(word) for word in words])


def listed(pool):
    return read_table(pool / "index.csv") if (pool / "index.csv").exists() else []


def test_a_log_that_is_not_there_damaged_or_no_file_is_one_sentence(tmp_path, capsys):
    log, listing = tmp_path / "pool.jsonl", ("pool", "list", "--pool", tmp_path)
    assert run(*listing) == 0
    assert tuple(capsys.readouterr()) == ("", "No verdict has been marked yet.\n")
    log.write_text("{", encoding="utf-8")
    assert run(*listing) == 1 and "is damaged; restore it" in capsys.readouterr().err
    log.unlink()
    log.mkdir()
    assert run(*listing) == 1
    assert re.search(r"jsonl cannot be read \(.*\); check your rights\.$", capsys.readouterr().err)


def test_marks_are_accepted_or_suspect_and_only_the_accepted_are_listed(world, tmp_path, capsys):
    real, fake = world.paint("real.png", REAL), world.paint("fake.png", GENERATED)
    pool = tmp_path / "pool"
    before = real.read_bytes()
    assert run("pool", "mark", "right", real, "--by", "Ann", "--pool", pool) == 0
    assert run("pool", "mark", "right", fake, "--by", "Ann", "--pool", pool) == 0
    printed = capsys.readouterr().out
    assert "accepted" in printed and "the protector agrees" in printed
    assert "suspect" in printed and "disagrees with 'generated'" in printed
    (row,) = listed(pool)
    assert [row[n] for n in ("label", "source", "split", "by")] == ["real", "pool", "train", "Ann"]
    assert row["sha256"] == hashlib.sha256(before).hexdigest()
    assert (pool / row["path"]).read_bytes() == before == real.read_bytes()
    (item,) = read_faces(pool / "index.csv")
    assert not item.generated and item.family == "real"


def test_a_wrong_verdict_gets_the_other_label(world, tmp_path):
    image, pool = world.paint("a.png", GENERATED), tmp_path / "pool"
    assert run("pool", "mark", "wrong", image, "--pool", pool) == 0
    (entry,) = Pool(pool).entries()
    assert (entry.label, entry.right) == ("real", False)
    assert (entry.verdict, entry.state) == ("generated", "accepted")


def test_a_person_overrules_and_all_is_logged(world, tmp_path, capsys):
    image, pool = world.paint("a.png", GENERATED), tmp_path / "pool"
    run("pool", "mark", "right", image, "--by", "Ann", "--pool", pool)
    (entry,) = Pool(pool).entries()
    ruling = [entry.sha256[:8], "--by", "Bob", "--pool", pool]
    assert run("pool", "accept", *ruling, "--reason", "seen the source") == 0
    assert [row["label"] for row in listed(pool)] == ["fake"]
    assert run("pool", "reject", *ruling, "--reason", "blurred") == 0
    assert listed(pool) == []
    assert [e.state for e in Pool(pool).log()] == ["suspect", "accepted", "rejected"]
    assert "accepted by Bob: seen the source" in Pool(pool).log()[1].reason
    capsys.readouterr()
    assert run("pool", "accept", "ffffff", "--by", "B", "--reason", "x", "--pool", pool) == 1
    assert "names no image" in (line := capsys.readouterr().err) and "digits" not in line
    ruling[0] = entry.sha256[:5]
    assert run("pool", "accept", *ruling, "--reason", "x") == 1
    assert "can be shortened to its first 6 digits" in capsys.readouterr().err
    assert run("pool", "list", "--pool", pool) == 0
    assert "rejected by Bob: blurred" in capsys.readouterr().out


@pytest.mark.parametrize("how", ["none", "altered"])
def test_without_a_protector_nothing_is_accepted(world, tmp_path, how, capsys):
    image, pool = world.paint("a.png", REAL), tmp_path / "pool"
    if how == "altered":
        protector(world.protector.parent, wrong_if_fake=False)
    else:
        world.protector.unlink()
    assert run("pool", "mark", "right", image, "--pool", pool) == 0
    assert listed(pool) == [] and Pool(pool).entries()[0].state == "suspect"
    words = "not the one it was installed with" if how == "altered" else "cannot be read"
    assert words in capsys.readouterr().out


def test_only_a_verdict_can_be_marked(world, tmp_path, capsys):
    unsure, pool = world.paint("a.png", 130), tmp_path / "pool"
    good = world.paint("b.png", REAL)
    assert run("pool", "mark", "right", unsure, tmp_path / "none.png", good, "--pool", pool) == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2 and "only a verdict of real or generated" in errors[0]
    assert len(listed(pool)) == 1  # the rest goes on


def test_drift_proposes_a_new_training(world, tmp_path, capsys, monkeypatch):
    pool = tmp_path / "pool"
    drifting = ["pool", "drift", "--models", world.models, "--pool", pool]
    assert run(*drifting) == 0
    assert "No verdict" in capsys.readouterr().out
    images = [world.paint(f"{n}.png", n) for n in range(20)]
    assert run("pool", "mark", "wrong", *images[:4], "--pool", pool) == 0
    assert run("pool", "mark", "right", *images[4:], "--pool", pool) == 0
    capsys.readouterr()
    assert run(*drifting) == 0  # 16 of 20 against 1800 of 1900 decided
    printed = capsys.readouterr().out
    assert (
        "16 of 20 marked verdicts are right: 80.0 %" in printed and "4 marks are suspect" in printed
    )
    assert "94.7 %" in printed and "15 points below: train again" in printed
    asked = []
    monkeypatch.setattr(
        "gng_desktop.training.train_command.train", lambda options: asked.append(options) or 0
    )
    assert run(*drifting, "--retrain", "r.toml") == 1
    assert run(*drifting, "--retrain", "r.toml", "--data", tmp_path) == 0
    assert asked[0].from_pool == pool and str(asked[0].recipe) == "r.toml"


def test_decide_in_a_case(world, tmp_path, capsys):
    image, pool = world.paint("a.png", REAL), tmp_path / "pool"
    assert run("case", "new", "c.gng", "--title", "T") == 0
    assert run("case", "add", "c.gng", image) == 0
    words = ["case", "decide", "c.gng", image, "real", "--examiner", "Ann", "--comment", "seen"]
    assert run(*words, "--mark", "right", "--pool", pool) == 0
    case = Case.open(tmp_path / "c.gng")
    (decision,) = case.images()[0].history
    assert (decision.conclusion, decision.analyst, decision.verdict_seen) == ("real", "Ann", "real")
    assert "marked right by Ann; in the pool it is accepted" in case.log()[-1].what
    (row,) = listed(pool)
    assert row["case"] == "c.gng"
    assert json.loads((pool / "pool.jsonl").read_text())["sha256"] == decision.sha256
    capsys.readouterr()
    assert run("case", "decide", "c.gng", "abcdef", "real") == 1
    assert "names no analysed image" in capsys.readouterr().err
    assert run("case", "verify", "c.gng") == 0


def test_a_verdict_is_marked_where_case_and_images_have_moved(world, tmp_path, capsys):
    (tmp_path / "here").mkdir()
    image, pool = world.paint("a.png", REAL), tmp_path / "pool"
    image = image.rename(tmp_path / "here" / "a.png")
    assert run("case", "new", "here/c.gng", "--title", "T") == 0
    assert run("case", "add", "here/c.gng", image) == 0
    (tmp_path / "here").rename(tmp_path / "there")
    words = ["case", "decide", "there/c.gng", "there/a.png", "real", "--mark", "right"]
    assert run(*words, "--pool", pool) == 0, capsys.readouterr().err
    (row,) = listed(pool)
    assert row["case"] == "there/c.gng"
