"""Links that lead out of the scanned folder are said, and refused where that is asked for."""

import os
from pathlib import Path

import pytest

from gng_desktop.cli import run
from gng_desktop.core.files import replacing
from gng_desktop.scan.listing import list_files
from tests.scan.scan_files import portraits
from tests.tiny_data import read_table

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need privileges there")


@pytest.fixture
def linked(tmp_path):
    """A folder with a file, a link within it, one that leads out, and a folder that does."""
    folder, away = tmp_path / "evidence", tmp_path / "away"
    (folder / "sub").mkdir(parents=True)
    away.mkdir()
    (folder / "sub" / "a.png").write_bytes(portraits(90))
    (away / "b.png").write_bytes(portraits(90))  # a twin: what is said of one is not of the other
    (folder / "inside.png").symlink_to(folder / "sub" / "a.png")
    (folder / "outside.png").symlink_to(away / "b.png")
    (folder / "links").symlink_to(away)
    return folder


def test_files_outside_the_folder_are_named(linked, run_scan):
    found = run_scan(linked, recursive=True).all()
    reasons = {os.path.relpath(r["path"], linked): r["reason"] for r in read_table(found.csv)}
    said = {name for name, reason in reasons.items() if "outside the scanned folder" in reason}
    assert said == {"outside.png", "links/b.png"} and len(reasons) == 4
    assert str(linked.parent / "away" / "b.png") in reasons["outside.png"]
    assert found.meta["settings"]["outside"] is None


def test_what_lies_outside_is_refused(linked, run_scan):
    found = run_scan(linked, recursive=True, inside_only=True).all()
    rows = {os.path.relpath(r["path"], linked): r for r in read_table(found.csv)}
    refused = {name: row for name, row in rows.items() if row["status"] == "error"}
    assert set(refused) == {"outside.png", "links"} and len(rows) == 4
    assert all("--inside-only" in row["reason"] and not row["sha256"] for row in refused.values())


def test_what_a_killed_scan_left_half_written_is_no_evidence(tmp_path):
    (tmp_path / "a.png").touch()
    with replacing(tmp_path / "out.csv") as stream:
        part = Path(stream.name)
        (tmp_path / f"{part.name[:30]}{'0' * 16}.part").touch()  # named alike by another
        *_, listing = list_files(str(tmp_path), False)
    assert len(listing.paths) == 2 and str(part) not in listing.paths


@pytest.mark.parametrize("outside", [False, True])
def test_an_import_reads_no_image_outside_the_data_set(outside, linked, tmp_path, capsys):
    (linked / "index.csv").write_text(
        "path,label,source,split\nsub/a.png,fake,s,test\n../away/b.png,fake,s,test\n"
        "outside.png,real,s,test\n"
    )
    out = tmp_path / "out"
    arguments = ["data", "import", "index", str(linked), str(out)]
    assert run([*arguments, *["--outside"] * outside]) == 0
    said = capsys.readouterr().err
    # The link is another way to the second picture.
    assert (out / "index.csv").read_text().count("\n") == (3 if outside else 2)
    assert said.count("outside the data set") == (0 if outside else 2)


def test_case_and_log_are_read_by_no_other_user(tmp_path, user_folders):
    before = os.umask(0o022)
    try:
        assert run(["case", "new", str(tmp_path / "a.gng"), "--title", "t"]) == 0
    finally:
        os.umask(before)
    (log,) = user_folders.rglob("gng-desktop.log")
    for path in (tmp_path / "a.gng", log):
        assert path.stat().st_mode & 0o077 == 0
