"""``data balance``: majorities reduced, minorities turned and mirrored."""

import json
from collections import Counter

import numpy as np
import pytest
from PIL import Image

from gng_desktop import cli
from tests.tiny_data import read_table, write_png, write_table

COUNTS = {"real": {"white": 20, "black": 2, "asian": 6}, "fake": {"white": 9, "black": 9}}


def write_index(folder, counts=COUNTS):
    """Of each label and group, and of none, so many training images and one for the test."""
    rows, rng = [], np.random.default_rng(0)
    for label, groups in counts.items():
        for group, count in [*groups.items(), ("", 3)]:
            for number in range(count + 1):
                name = f"{label}_{group}_{number}.png"
                write_png(folder / name, rng.integers(0, 256, (6, 8, 3), np.uint8))
                split = "train" if number < count else "test"
                rows.append([name, label, "s", split, ("female", "male")[number % 2], group])
    return write_table(folder / "index.csv", "path,label,source,split,gender,ethnicity", rows)


@pytest.fixture
def index(tmp_path):
    return write_index(tmp_path)


def test_every_group_holds_its_share_and_real_are_as_many_as_fake(index, tmp_path, capsys):
    out = tmp_path / "out"
    before = {p.name: p.read_bytes() for p in tmp_path.glob("*.png")}
    assert cli.run(["data", "balance", str(index), str(out)]) == 0
    rows = read_table(out / "index.csv")
    training = [r for r in rows if r["split"] == "train"]
    by = {label: [r for r in training if r["label"] == label] for label in COUNTS}
    assert len(by["real"]) == len(by["fake"]) > 10
    for label, groups in COUNTS.items():
        for group in groups:
            own = [r for r in by[label] if r["ethnicity"] == group]
            assert len(own) >= 0.2 * len(by[label])
            genders = [r["gender"] for r in own]
            assert abs(genders.count("female") - genders.count("male")) <= 1
    assert sum(r["split"] == "test" for r in rows) == 7  # as they were, groups or none
    copies = [r for r in training if "copies/" in r["path"]]
    assert copies and all(r["ethnicity"] == "black" and r["label"] == "real" for r in copies)
    first = np.asarray(Image.open(out / copies[0]["path"]))
    originals = [np.asarray(Image.open(tmp_path / f"real_black_{n}.png"))[:, ::-1] for n in (0, 1)]
    assert any(np.array_equal(first, o) for o in originals)  # mirrored, no pixel changed
    assert all((out / r["path"]).exists() for r in rows)
    assert before == {p.name: p.read_bytes() for p in tmp_path.glob("*.png")}
    report = json.loads((out / "balance.json").read_text())
    assert report["before"] == COUNTS and report["undocumented"] == 6
    assert "6 training images without a documented ethnicity" in capsys.readouterr().out
    assert cli.run(["data", "balance", str(index), str(out)]) == 1
    assert "choose another folder" in capsys.readouterr().err


def test_the_same_seed_draws_the_same(index, tmp_path):
    command = ["data", "balance", str(index)]
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        assert cli.run([*command, str(tmp_path / name), "--seed", seed, "--by", "gender"]) == 0
    a, b, c = ((tmp_path / n / "index.csv").read_text() for n in "abc")
    assert a == b != c


@pytest.mark.parametrize(
    ("counts", "options", "real", "fake"),
    [
        (COUNTS, ["--copies", "0", "--least", "0.33"], 2, 3),  # the smallest group limits all
        ({"real": dict(a=8, b=8), "fake": dict(a=5, b=5, c=6)}, ["--least", "0.5"], 6, 4),
    ],
)
def test_even_shares(tmp_path, counts, options, real, fake):
    index = write_index(tmp_path, counts)
    assert cli.run(["data", "balance", str(index), str(tmp_path / "out"), *options]) == 0
    training = [r for r in read_table(tmp_path / "out/index.csv") if r["split"] == "train"]
    assert Counter((r["label"], r["ethnicity"]) for r in training) == {
        **{("real", group): real for group in counts["real"]},
        **{("fake", group): fake for group in counts["fake"]},
    }


def test_what_cannot_be_balanced_is_one_sentence(index, tmp_path, capsys):
    index.write_text(index.read_text().replace(",black", ",white"))
    assert cli.run(["data", "balance", str(index), str(tmp_path / "out"), "--least", "0.33"]) == 1
    assert "fewer than two groups" in capsys.readouterr().err
