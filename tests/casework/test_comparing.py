from types import SimpleNamespace

import pytest

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.casework import comparing
from gng_desktop.cli import FAILED, USAGE, run
from tests.tiny_data import read_table

TABLE = {
    ("shap", "with_background"): [
        (0.2, 0.8, 0.5, 0.5, 0.6, 3.0, 1.0),
        (0.4, 0.6, 0.5, 0.5, 0.2, 1.0, 3.0),
    ]
}


@pytest.fixture(autouse=True)
def without_models(monkeypatch):
    monkeypatch.setattr(Analyser, "open", lambda *arguments: SimpleNamespace(problems=()))


def test_the_table_holds_means_and_an_interval_that_encloses_the_gain():
    row = comparing.markdown(TABLE).splitlines()[2]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[:3] == ["SHAP", "with background", "2"]
    assert cells[3:5] == ["0.300 (0.500)", "0.700 (0.500)"]
    assert cells[5] == "+0.400 [+0.200, +0.600]"
    assert cells[6] == "+2.00 [+1.00, +3.00]"
    assert cells[7] == "2.00"


def test_images_are_taken_by_name_and_folders_left_out(tmp_path):
    for name in ("b.JPG", "a.png", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.png").write_bytes(b"")
    assert [p.name for p in comparing.images_of(tmp_path)] == ["a.png", "b.JPG"]


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_images_is_reported_in_one_sentence(tmp_path, capsys, name):
    (tmp_path / "empty").mkdir()
    assert run(["compare-explainers", str(tmp_path / name)]) == FAILED
    captured = capsys.readouterr()
    assert captured.out == "" and len(captured.err.splitlines()) == 1
    assert "folder" in captured.err


@pytest.mark.parametrize("options", [[], ["--unit", "score"]])
def test_the_csv_grows_with_every_image(tmp_path, monkeypatch, options):
    """A comparison that is cut short keeps the images it has done."""
    asked = []

    def measure(analyser, images, methods, evaluations, unit, detectors):
        asked.append(unit)
        yield {key: rows[:1] for key, rows in TABLE.items()}
        raise KeyboardInterrupt

    monkeypatch.setattr(comparing, "measure", measure)
    out = tmp_path / "out.csv"
    assert run(["compare-explainers", str(tmp_path), "--csv", str(out), *options]) == FAILED
    (row,) = read_table(out)
    assert [row[name] for name in ("method", "classifier", "image")] == [*[*TABLE][0], "1"]
    assert (float(row["gain"]), float(row["gain_log_odds"])) == (0.6, 3.0)
    assert asked == [options[-1] if options else "log-odds"]


def test_a_csv_without_a_place_is_refused_before_the_first_image(tmp_path, monkeypatch, capsys):
    done = []

    def measure(*arguments):
        for number in range(3):
            done.append(number)
            yield TABLE

    monkeypatch.setattr(comparing, "measure", measure)
    out = tmp_path / "missing" / "out.csv"
    assert run(["compare-explainers", str(tmp_path), "--csv", str(out)]) == FAILED
    captured = capsys.readouterr()
    assert captured.out == "" and "choose another --csv" in captured.err
    assert len(captured.err.splitlines()) == 1 and not done


@pytest.mark.parametrize("name", ["a.png", "notes.csv"])
def test_the_csv_replaces_nothing_beside_the_images(tmp_path, capsys, name):
    for file in ("a.png", "notes.csv"):
        (tmp_path / file).write_bytes(b"evidence")
    csv = tmp_path / name
    assert run(["compare-explainers", str(tmp_path), "--csv", str(csv)]) == FAILED
    assert csv.read_bytes() == b"evidence" and "choose another --csv" in capsys.readouterr().err


def test_an_unknown_method_is_wrong_usage(tmp_path, capsys):
    assert run(["compare-explainers", str(tmp_path), "--methods", "shap,tarot"]) == USAGE
    assert "'tarot' is no method" in capsys.readouterr().err
