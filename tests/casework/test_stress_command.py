from functools import partial

import pytest

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import DetectorScore
from gng_desktop.casework import stress_command
from gng_desktop.cli import FAILED, OK, run
from tests.tiny_data import read_table


class FakeAnalyser:
    """Calls an image generated until it is made smaller than half, then inconclusive."""

    problems = ()

    def __init__(self, make_analysis):
        self.make = make_analysis

    def analyse(self, path):
        unknown = dict.fromkeys(("verdict", "score_with_background", "score_without_background"))
        if path.stem == "broken":
            return self.make(path, status="error", reason="Not an image.", views=None, **unknown)
        if path.stem == "cat":
            return self.make(path, status="not_applicable", reason="No face.", **unknown)
        return self.make(path)

    def analyse_picture(self, path, rgb):
        if path.endswith("fails.png"):
            raise RuntimeError("inside")
        small = min(rgb.shape[:2]) < 24
        return self.make(path, verdict="inconclusive" if small else "generated")


@pytest.fixture
def analyser(monkeypatch, make_analysis):
    made = FakeAnalyser(make_analysis)
    monkeypatch.setattr(Analyser, "open", lambda *_: made)
    return made


def test_each_change_is_reported_and_the_answer_last(analyser, tmp_path, capsys):
    assert run(["stress", str(tmp_path / "a.png")]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert "GENERATED" in lines[0] and lines[1].split() == ["change", "with", "without"]
    assert [line.split("  ")[1] for line in lines[2:5]] == ["as is", "JPEG 95", "JPEG 90"]
    assert len(lines) == 2 + 16 + 1
    small = next(line for line in lines if line.startswith("  size 35 %"))
    assert "INCONCLUSIVE" in small and "0.900  0.800" in small
    assert 'The verdict "generated" survives 13 of the 15 changes tested' in lines[-1]
    assert lines[-1].endswith("It turns inconclusive with size 35 and 25 %.")


def test_the_score_that_the_verdict_is_made_of_is_printed_and_in_the_csv(
    analyser, tmp_path, make_analysis, capsys
):
    analyser.make = partial(make_analysis, score_fused=0.625)
    out = tmp_path / "out.csv"
    assert run(["stress", str(tmp_path / "a.png"), "--csv", str(out)]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["change", "with", "without", "fused"]
    where = lines[1].index("fused")
    assert {line[where : where + 5] for line in lines[2:18]} == {"0.625"}
    rows = read_table(out)
    assert list(rows[0])[0] == "path"  # without --excel no byte order mark
    assert {row["score_fused"] for row in rows} == {"0.625"}


def test_a_detector_may_have_the_name_of_a_heading(analyser, tmp_path, make_analysis, capsys):
    own = DetectorScore(id="with", label="with@1", view="face", raw=0.125, score=None)
    analyser.make = partial(make_analysis, detectors=(own,))
    assert run(["stress", str(tmp_path / "a.png")]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["change", "with", "without", "with"]
    assert lines[3].split()[2:5] == ["0.900", "0.800", "~0.125"]


def test_the_csv_holds_a_row_a_change_with_the_models(analyser, tmp_path, make_analysis):
    out = tmp_path / "out.csv"
    images = [tmp_path / name for name in ("a.png", "cat.png", "b.png")]
    assert run(["stress", *map(str, images), "--csv", str(out), "--excel"]) == OK
    assert out.read_bytes().startswith(b"\xef\xbb\xbfpath,")
    rows = read_table(out)
    assert [name.strip("\ufeff") for name in rows[0]] == list(stress_command.COLUMNS)
    paths = [path for path, count in zip(images, (16, 1, 16), strict=True) for _ in range(count)]
    assert [[*row.values()][0] for row in rows] == list(map(str, paths))
    assert (rows[0]["change"], rows[0]["amount"], rows[0]["survives"]) == ("as is", "", "yes")
    lost = [(r["change"], r["amount"]) for r in rows[:16] if r["survives"] == "no"]
    assert lost == [("resize", "35"), ("resize", "25")]
    cat = rows[16]
    assert (cat["status"], cat["verdict"], cat["survives"]) == ("not_applicable", "", "")
    assert cat["score_with_background"] == ""
    assert rows[0]["classifier_with_background"] == make_analysis().classifier_with_background


def test_what_cannot_be_read_or_tested_fails_and_the_next_goes_on(analyser, tmp_path, capsys):
    names = ("broken.png", "fails.png", "a.png")
    assert run(["stress", *(str(tmp_path / name) for name in names)]) == FAILED
    captured = capsys.readouterr()
    assert "error: Not an image." in captured.out
    assert 'The verdict "generated" survives' in captured.out
    (line,) = captured.err.splitlines()
    assert "fails.png" in line and "failed inside the program" in line


def test_a_table_replaces_no_image_and_needs_its_folder(analyser, tmp_path, capsys):
    image = tmp_path / "a.png"
    image.write_bytes(b"evidence")
    (tmp_path / "x").mkdir()
    (tmp_path / "notes.csv").write_bytes(b"evidence")
    refused = {
        "x/../a.png": "is one of the images",
        "no/out.csv": "cannot be written",
        "x": "cannot be written",
        "notes.csv": "nothing is replaced in a folder that holds evidence",
    }
    for csv, words in refused.items():
        assert run(["stress", str(image), "--csv", str(tmp_path / csv)]) == FAILED
        (line,) = capsys.readouterr().err.splitlines()
        assert words in line and line.endswith("choose another --csv.")
    assert image.read_bytes() == (tmp_path / "notes.csv").read_bytes() == b"evidence"
