"""``gng-desktop data`` from the program's own entrance."""

import json

import numpy as np
import pytest
from PIL import Image

from gng_desktop.datasets.importers import FORMATS
from gng_desktop.datasets.items import read_faces


def picture(path, seed, quality=80):
    path.parent.mkdir(parents=True, exist_ok=True)
    small = np.random.default_rng(seed).integers(0, 256, (6, 7, 3), dtype=np.uint8)
    large = Image.fromarray(small).resize((48, 40), Image.Resampling.BICUBIC)
    large.save(path, format="JPEG", quality=quality)
    return path


@pytest.fixture
def source(tmp_path):
    """Ten real and ten generated pictures, the latter of higher JPEG quality."""
    for i in range(10):
        picture(tmp_path / "set" / "real" / f"{i}.jpg", i)
        picture(tmp_path / "set" / "fake" / f"{i}.jpg", 100 + i, 95)
    return tmp_path / "set"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def imported(source, out, gng):
    """The index of `source`."""
    gng("data", "import", "folders", source, out)
    return out / "index.csv"


def test_import_tells_what_it_took_and_skipped(source, out, gng):
    (source / "real" / "10.jpg").write_bytes(b"no picture")
    (source / "fake" / "10.jpg").write_bytes(b"")
    printed, errors = gng("data", "import", "folders", source, out)
    assert errors.count("\n") == errors.count(f"skipped {source}") == 2
    assert "6  train real set" in printed
    assert printed.splitlines()[-1].endswith("20 faces imported, 2 skipped.")
    assert len(read_faces(out / "index.csv")) == 20


def test_an_import_of_nothing_fails_in_one_sentence(tmp_path, out, refused):
    (tmp_path / "set" / "real").mkdir(parents=True)
    for folder in ("set", "none"):
        refused("data", "import", "folders", tmp_path / folder, out)
    refused("data", "import", "auto", tmp_path / "set" / "real", out)
    assert not out.exists()


def test_replace(source, out, imported, gng, refused):
    command = ["data", "import", "folders", source, out, "--seed", "7"]
    first = imported.read_bytes()
    assert "--replace" in refused(*command)
    assert imported.read_bytes() == first
    gng(*command, "--replace")
    assert imported.read_bytes() != first


def test_generators(tmp_path, out, gng):
    for name, target in (("ffhq", 0), ("dalle", 3), ("stylegan3", 5)):
        picture(tmp_path / "set" / name / "a.jpg", target)
        (tmp_path / "set" / name / "metadata.csv").write_text(
            f"filename,image_path,target,category\na.jpg,a.jpg,{target},face\n"
        )
    command = ["data", "import", "artifact", tmp_path / "set", out]
    gng(*command, "--generators", "ffhq,stylegan3")
    assert {i.source for i in read_faces(out / "index.csv")} == {"ffhq", "stylegan3"}


def test_import_of_a_format_that_is_recognised(source, out, gng, refused):
    printed = gng("data", "import", "auto", source.parent, out).out
    assert "tells that this is folders" in printed
    assert len(read_faces(out / "index.csv")) == 20
    printed = gng("data", "recognise", source).out
    assert "tells that this is folders (Train, Valid, Test" in printed
    printed = gng("data", "recognise", out).out
    assert printed.endswith(f"{out / 'index.csv'} can be used as it is.\n")
    assert "does not exist" in refused("data", "recognise", source / "gone")


def test_check_warns_and_writes_json(imported, tmp_path, gng, refused):
    report = tmp_path / "report.json"
    printed, errors = gng("data", "check", imported, "--json", report)
    assert errors == ""
    warnings = [line for line in printed.splitlines() if line.startswith("Warning: ")]
    assert any("split train: JPEG quality alone tells real from fake" in w for w in warnings)
    read = json.loads(report.read_text(encoding="utf-8"))
    assert [f"Warning: {w}" for w in read["warnings"]] == warnings
    assert read["indexes"][0]["kind"] == "faces" and read["near_duplicates"] == []
    before = imported.read_bytes()
    assert ".json; choose" in refused("data", "check", imported, "--json", imported)
    assert imported.read_bytes() == before
    error = refused("data", "check", imported, "--json", tmp_path / "none" / "report.json")
    assert "cannot be written" in error


def test_check_of_masks(tmp_path, gng):
    picture(tmp_path / "a.jpg", 1)
    Image.new("L", (48, 40), 6).save(tmp_path / "a.png")
    index = tmp_path / "index.csv"
    index.write_text("image,mask,labels,split\na.jpg,a.png,classes14,train\n")
    text = gng("data", "check", index).out
    assert "train classes14: 1 masks, 48 x 40 px" in text and "100.0000% of the" in text
    assert "no leak between splits was found" in text


def test_check_fails_where_a_file_cannot_be_used(source, imported, tmp_path, gng, refused):
    (source / "real" / "3.jpg").unlink()
    printed, error = gng("data", "check", imported, code=1)
    assert error.startswith(f"{source / 'real' / '3.jpg'}: The file does not exist")
    assert error.count("\n") == 1
    assert "ffhq" not in printed and "train" in printed
    refused("data", "check", tmp_path / "index.csv")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["data"], "ACTION"),
        (["data", "import", "zip", "a", "b"], "'zip'"),
        (["data", "import", "folders", "a"], "OUT"),
        (["data", "import", "folders", "a", "b", "--seed", "x"], "'x' is not a whole number"),
        (["data", "check"], "INDEX"),
    ],
)
def test_wrong_usage(gng, arguments, words):
    printed, error = gng(*arguments, code=2)
    assert printed == "" and words in error.splitlines()[-1]


def test_help_describes_every_format(gng):
    text = " ".join(gng("data", "import", "--help").out.split())
    assert all(f"{name}: {what}" in text for name, what in FORMATS.items())
