"""No cell of a table that the program writes is run by a spreadsheet, and reading undoes that."""

import csv
import io
import re
from pathlib import Path

import pytest

import gng_desktop
from gng_desktop.casework import stress_command
from gng_desktop.casework.stress_command import as_csv
from gng_desktop.core.tables import csv_text, path_of, read_rows
from gng_desktop.datasets.indexes import read_index, write_index

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "'it is", "=cmd|'/C'!A0"]
FORMULAS += ["＝1", "＋1", "－1", "＠SUM(A1)"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_and_reading_undoes_it(text, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(csv_text(["a", "b"], [[text, 1], [None, -0.5]]).encode())
    first, second = csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))
    assert first["a"] == f"'{text}" and second == {"a": "", "b": "-0.5"}
    assert [row["a"] for row in read_rows(path)] == [text, ""]


def test_numbers_keep_their_sign():
    assert csv_text(["-1", "+0.25", "-1e-05"], []) == "-1,+0.25,-1e-05\r\n"


@pytest.mark.parametrize("name", ["=a.png", "@a.png", "'a.png", "a,b.png", 'a"b.png', "è.png"])
def test_an_index_takes_any_name_and_gives_it_back(name, tmp_path):
    rows = [{"path": name, "label": "fake", "source": "=s", "split": "test"}]
    write_index(tmp_path / "index.csv", rows, "faces")
    (item,) = read_index(tmp_path / "index.csv")
    assert (item.path.name, item.source) == (name, "=s")
    assert not re.search(r"(^|,)[=@]", (tmp_path / "index.csv").read_text("utf-8"), re.M)


def test_a_stress_table_names_files_as_a_scan_does():
    row = dict.fromkeys(stress_command.COLUMNS) | {"path": "=a.png", "reason": "-a"}
    (found,) = csv.DictReader(io.StringIO(as_csv([row])))
    assert (found["path"], found["reason"]) == ("'=a.png", "'-a") and path_of("'=a.png") == "=a.png"


def test_one_function_writes_all_tables():
    """All others are written through `csv_text`, or by the scan, whose cells are `harmless`."""
    root = Path(gng_desktop.__file__).parent
    writers = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if re.search(r"csv\.(writer|DictWriter)\b", path.read_text("utf-8"))
    }
    assert writers == {"core/tables.py", "scan/rows.py"}
