"""``gng-desktop data`` from the program's own entrance."""

import json

import numpy as np
import pytest
from PIL import Image

from gng_desktop.cli import FAILED, OK, USAGE, run
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


def test_import_tells_what_it_took_and_skipped(source, out, capsys):
    (source / "real" / "10.jpg").write_bytes(b"no picture")
    (source / "fake" / "10.jpg").write_bytes(b"")
    assert run(["data", "import", "folders", str(source), str(out)]) == OK
    captured = capsys.readouterr()
    errors = captured.err.splitlines()
    assert len(errors) == 2 and all(line.startswith(f"skipped {source}") for line in errors)
    assert "6  train real set" in captured.out
    assert captured.out.splitlines()[-1].endswith("20 faces imported, 2 skipped.")
    assert len(read_faces(out / "index.csv")) == 20


def test_an_import_of_nothing_fails_in_one_sentence(tmp_path, out, capsys):
    (tmp_path / "set" / "real").mkdir(parents=True)
    for folder in ("set", "none"):
        assert run(["data", "import", "folders", str(tmp_path / folder), str(out)]) == FAILED
        captured = capsys.readouterr()
        assert captured.out == "" and len(captured.err.splitlines()) == 1
    assert not out.exists()


def test_replace(source, out, capsys):
    arguments = ["data", "import", "folders", str(source), str(out)]
    assert run(arguments) == OK
    first = (out / "index.csv").read_bytes()
    capsys.readouterr()
    assert run([*arguments, "--seed", "7"]) == FAILED
    assert "--replace" in capsys.readouterr().err
    assert (out / "index.csv").read_bytes() == first
    assert run([*arguments, "--seed", "7", "--replace"]) == OK
    assert (out / "index.csv").read_bytes() != first


def test_generators(tmp_path, out):
    for name, target in (("ffhq", 0), ("dalle", 3), ("stylegan3", 5)):
        picture(tmp_path / "set" / name / "a.jpg", target)
        (tmp_path / "set" / name / "metadata.csv").write_text(
            f"filename,image_path,target,category\na.jpg,a.jpg,{target},face\n"
        )
    arguments = ["data", "import", "artifact", str(tmp_path / "set"), str(out)]
    assert run([*arguments, "--generators", "ffhq,stylegan3"]) == OK
    assert {i.source for i in read_faces(out / "index.csv")} == {"ffhq", "stylegan3"}


def test_import_of_a_format_that_is_recognised(source, out, capsys):
    assert run(["data", "import", "auto", str(source.parent), str(out)]) == OK
    assert "tells that this is folders" in capsys.readouterr().out
    assert len(read_faces(out / "index.csv")) == 20
    (source.parent / "empty").mkdir()
    assert run(["data", "import", "auto", str(source.parent / "empty"), str(out / "b")]) == FAILED
    assert len(capsys.readouterr().err.splitlines()) == 1 and not (out / "b").exists()


def test_recognising(source, out, capsys):
    assert run(["data", "recognise", str(source)]) == OK
    assert "tells that this is folders (Train, Valid, Test" in capsys.readouterr().out
    run(["data", "import", "folders", str(source), str(out)])
    capsys.readouterr()
    assert run(["data", "recognise", str(out)]) == OK
    assert capsys.readouterr().out.endswith(f"{out / 'index.csv'} can be used as it is.\n")
    assert run(["data", "recognise", str(source / "gone")]) == FAILED
    assert "does not exist" in capsys.readouterr().err


def test_check_warns_and_writes_json(source, out, tmp_path, capsys):
    run(["data", "import", "folders", str(source), str(out)])
    capsys.readouterr()
    report = tmp_path / "report.json"
    assert run(["data", "check", str(out / "index.csv"), "--json", str(report)]) == OK
    captured = capsys.readouterr()
    assert captured.err == ""
    warnings = [line for line in captured.out.splitlines() if line.startswith("Warning: ")]
    assert any("split train: JPEG quality alone tells real from fake" in w for w in warnings)
    read = json.loads(report.read_text(encoding="utf-8"))
    assert [f"Warning: {w}" for w in read["warnings"]] == warnings
    assert read["indexes"][0]["kind"] == "faces" and read["near_duplicates"] == []


def test_check_of_masks(tmp_path, capsys):
    picture(tmp_path / "a.jpg", 1)
    Image.new("L", (48, 40), 6).save(tmp_path / "a.png")
    index = tmp_path / "index.csv"
    index.write_text("image,mask,labels,split\na.jpg,a.png,classes14,train\n")
    assert run(["data", "check", str(index)]) == OK
    text = capsys.readouterr().out
    assert "train classes14: 1 masks, 48 x 40 px" in text and "100.0000% of the" in text
    assert "no leak between splits was found" in text


def test_check_fails_where_a_file_cannot_be_used(source, out, capsys):
    run(["data", "import", "folders", str(source), str(out)])
    (source / "real" / "3.jpg").unlink()
    capsys.readouterr()
    assert run(["data", "check", str(out / "index.csv")]) == FAILED
    captured = capsys.readouterr()
    (line,) = captured.err.splitlines()
    assert line.startswith(f"{source / 'real' / '3.jpg'}: The file does not exist")
    assert "ffhq" not in captured.out and "train" in captured.out


def test_check_of_no_index_fails_in_one_sentence(tmp_path, capsys):
    assert run(["data", "check", str(tmp_path / "index.csv")]) == FAILED
    captured = capsys.readouterr()
    assert captured.out == "" and len(captured.err.splitlines()) == 1


def test_json_that_cannot_be_written(source, out, tmp_path, capsys):
    run(["data", "import", "folders", str(source), str(out)])
    capsys.readouterr()
    place = tmp_path / "none" / "report.json"
    assert run(["data", "check", str(out / "index.csv"), "--json", str(place)]) == FAILED
    assert "cannot be written" in capsys.readouterr().err


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
def test_wrong_usage(capsys, arguments, words):
    assert run(arguments) == USAGE
    captured = capsys.readouterr()
    assert captured.out == "" and words in captured.err.splitlines()[-1]


def test_help_describes_every_format(capsys):
    assert run(["data", "import", "--help"]) == OK
    text = " ".join(capsys.readouterr().out.split())
    assert all(f"{name}: {what}" in text for name, what in FORMATS.items())
