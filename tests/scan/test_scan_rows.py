import csv
import io
import os

import pytest

from gng_desktop.core.tables import path_cell, path_of
from gng_desktop.scan.rows import COLUMNS, csv_bytes, row_of

NAMES = [
    b"plain.png",
    b"with, comma and ; semicolon.png",
    b'with "quotes".png',
    b"with\nnewline\r\nand\rreturn.png",
    b"tab\tand bell\a.png",
    "smörgås 顔 \U0001f600.png".encode(),
    b"latin-1 \xe9t\xe9.png",
    b"broken utf-8 \xf0\x9f.png",
    rb"literal \xe9 escape.png",
    rb"literal \x5c escape.png",
    b"\\\xff backslash before a byte",
    rb"C:\x64\a.png",
    b"=cmd|' /C calc'!A0.png",
    b"+1.png",
    b"-1.png",
    b"@sum.png",
    b"'quoted.png",
    b"'=both.png",
    b"''twice.png",
    b"\r.png",
    "＝wide.png".encode(),
]


@pytest.mark.skipif(os.name == "nt", reason="names are not bytes here")
@pytest.mark.parametrize("name", NAMES)
def test_any_name_survives_the_csv(name):
    data = csv_bytes([["path", "more"], [path_cell(os.fsdecode(name)), "x"]])
    header, line = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    assert header == ["path", "more"] and line[1] == "x"
    assert os.fsencode(path_of(line[0])) == name


def test_a_windows_name_that_is_no_unicode_survives(monkeypatch):
    # As Windows has it: half of a pair, "surrogatepass" both ways.
    monkeypatch.setattr(os, "fsencode", lambda text: text.encode("utf-8", "surrogatepass"))
    monkeypatch.setattr(os, "fsdecode", lambda data: data.decode("utf-8", "surrogatepass"))
    name = "C:\\case\\half \ud83d.png"
    cell = path_cell(name)
    assert cell.encode("utf-8") and path_of(cell) == name


def test_names_that_nothing_ails_stay_as_they_are():
    for name in ("a b.png", r"C:\Users\x\a.png", "/home/é/-1.png", "it's.png"):
        assert path_cell(name) == name


def test_a_row_holds_what_the_analysis_found(make_analysis):
    analysis = make_analysis(
        path="-a.png",
        score_with_background=0.123456789012,
        score_without_background=0.25,
        face_box=(3, 4, 50, 60),
        seconds={"total": 0.25},
        notes=("One.", "Two."),
        partial=True,
        likelihood_ratio=7.5,
        support="weak support",
        family="gan",
        family_probabilities={"real": 0.1, "gan": 0.8, "diffusion": 0.1},
        classifier_family="family@ab",
    )
    row = row_of(analysis, "2026-01-01T00:00:00+00:00", 0.5, 1.5)
    cells = dict(zip(COLUMNS, row.cells(), strict=True))
    same = ["sha256", "status", "reason", "width", "height", "verdict", "face_fraction", "engine"]
    same += ["segmenter", "classifier_with_background", "classifier_without_background"]
    same += ["likelihood_ratio", "support", "family", "classifier_family"]
    same += ["score_without_background"]
    assert cells == {name: str(getattr(analysis, name)) for name in same} | {
        "path": "'-a.png",
        "face_index": "0",
        "frame": "",
        "face_box": "3 4 50 60",
        "score_with_background": "0.123456789",
        "score_shift": "-0.126543211",
        "background_share": "0.5",
        "seconds": "1.75",
        "analysed_at": "2026-01-01T00:00:00+00:00",
        "partial": "yes",
        "notes": "One. Two.",
        "provenance_flag": "",
        "score_fused": "",
        "family_real": "0.1",
        "family_gan": "0.8",
        "family_diffusion": "0.1",
    }


def test_what_is_not_known_is_empty(make_analysis):
    names = ("score_with_background", "score_without_background", "face_fraction", "face_box")
    unknown = dict.fromkeys((*names, "sha256", "width", "height", "verdict"))
    row = row_of(make_analysis(status="error", reason="=Broken.", **unknown), "")
    cells = dict(zip(COLUMNS, row.cells(), strict=True))
    assert {cells[name] for name in (*unknown, "score_shift", "background_share")} == {""}
    assert cells["reason"] == "'=Broken."


@pytest.mark.parametrize(
    ("score", "text"), [(0.0, "0"), (1.0, "1"), (0.1, "0.1"), (1e-7, "0.0000001"), (-0.0, "0")]
)
def test_numbers_are_plain(make_analysis, score, text):
    cells = row_of(make_analysis(score_with_background=score), "").cells()
    assert cells[COLUMNS.index("score_with_background")] == text
