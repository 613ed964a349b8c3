import hashlib
import io
import json
import re
import sys

import pytest
from PIL import Image

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.cli import FAILED, OK, USAGE, run
from tests.scan.scan_files import fake_analyser, portraits
from tests.tiny_data import image_bytes, read_table


@pytest.fixture
def networks(monkeypatch):
    """Fake engines; keeps what the program asked for."""
    asked = []

    def open_analyser(*arguments):
        asked.append(arguments)
        return fake_analyser()

    monkeypatch.setattr(Analyser, "open", open_analyser)
    return asked


def test_errors_among_the_rows_are_summed_up(tmp_path, evidence, networks, capsys):
    out = tmp_path / "out.csv"
    assert run(["scan", str(evidence), "--csv", str(out)]) == FAILED
    captured = capsys.readouterr()
    assert captured.err == "" and "\r" not in captured.out
    assert "51 files" in captured.out and "error 7" in captured.out
    assert "1 folder was not entered; --recursive" in captured.out
    assert "3 have the same bytes" in captured.out
    assert len(read_table(out)) == 51


def test_a_scan_without_errors_is_well_and_jobs_share_the_processors(
    tmp_path, evidence, networks, capsys, monkeypatch
):
    monkeypatch.setattr("gng_desktop.scan.run.usable_cpus", lambda: 8)
    for jobs in ([], ["--jobs", "2"], ["--jobs", "99"]):
        out = tmp_path / f"{len(networks)}.csv"
        assert run(["scan", str(evidence / "deeper"), "--csv", str(out), *jobs]) == OK
    text = capsys.readouterr().out
    assert "error 0" in text and "Write this SHA-256 down" in text
    assert networks == [(None, "auto", threads, False) for threads in (1, 4, 1)]


def test_a_byte_order_mark_is_written_for_excel_only(tmp_path, evidence, networks, capsys):
    out = tmp_path / "out.csv"
    assert run(["scan", str(evidence), "--csv", str(out), "--excel"]) == FAILED
    marked = out.read_bytes()
    assert marked.startswith(b"\xef\xbb\xbfpath,sha256,")
    digest = json.loads(out.with_suffix(".meta.json").read_bytes())["scan"]["csv_sha256"]
    assert hashlib.sha256(marked).hexdigest() == digest
    assert run(["scan", str(evidence), "--csv", str(out), "--overwrite"]) == FAILED
    assert out.read_bytes().startswith(b"path,sha256,")


@pytest.mark.parametrize("options", [[], ["--resume"], ["--overwrite"]])
def test_what_is_wrong_is_one_sentence(tmp_path, networks, capsys, options):
    out = str(tmp_path / "out.csv")
    assert run(["scan", str(tmp_path / "missing"), "--csv", out, *options]) == FAILED
    captured = capsys.readouterr()
    assert captured.out == "" and len(captured.err.splitlines()) == 1
    assert "name a folder or a list" in captured.err
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--csv", "a.csv", "--explain", "shap"],
        ["--csv", "a.csv", "--jobs", "0"],
        ["--csv", "a.csv", "--resume", "--overwrite"],
    ],
)
def test_wrong_usage(options, capsys):
    assert run(["scan", "folder", *options]) == USAGE


def test_progress_is_drawn_on_a_terminal_only(tmp_path, evidence, networks, capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    run(["scan", str(evidence), "--csv", str(tmp_path / "out.csv")])
    drawn = capsys.readouterr().err
    assert "Listing files" in drawn and "Scanning" in drawn
    assert re.search(r"/51 \[.*file/s|s/file", drawn) and drawn.endswith("\r")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    run(["scan", str(evidence), "--csv", str(tmp_path / "again.csv")])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("options", [[], ["--no-partial"]])
@pytest.mark.parametrize("faces", [[], ["--faces", "each"]])
def test_what_is_left_of_a_picture_is_analysed_unless_refused(tmp_path, networks, options, faces):
    data = image_bytes(Image.open(io.BytesIO(portraits(90))).resize((512, 512)), "JPEG")
    (tmp_path / "cut.jpg").write_bytes(data[: len(data) * 9 // 10])
    (tmp_path / "whole.jpg").write_bytes(data)
    out = tmp_path / "out.csv"
    code = run(["scan", str(tmp_path), "--csv", str(out), *options, *faces])
    cut, whole = read_table(out)[:2]
    assert (whole["partial"], whole["notes"]) == ("", "")
    assert code == (FAILED if options else OK)
    if options:
        assert cut["status"] == "error" and "truncated" in cut["reason"]
    else:
        assert cut["status"] == "ok" or cut["width"] == "512"
        assert cut["partial"] == "yes" and "truncated" in cut["notes"]
