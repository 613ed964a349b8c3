import os
import platform
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gng_desktop.casework.case import evidence as evidence_module
from gng_desktop.casework.case.contents import Place
from gng_desktop.casework.case.evidence import EvidenceState, check_evidence, read_places
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.saving import Results
from gng_desktop.cli import FAILED, run
from gng_desktop.core.progress import Progress


def states(case):
    (image,) = case.images()
    steps = list(check_evidence(image.sha256, image.places, case.path))
    assert {image.sha256: list(image.places)} == read_places(case.path)
    assert all(isinstance(step, (Progress, EvidenceState)) for step in steps)
    return [step for step in steps if isinstance(step, EvidenceState)]


@pytest.fixture
def seen(case, results):
    case.add_results(Results(results.analysis))
    return case


def test_an_image_is_unchanged_changed_or_gone(seen, evidence, results):
    before = evidence.stat()
    assert states(seen) == [EvidenceState(results.analysis.sha256, str(evidence), "unchanged")]
    assert evidence.stat().st_mtime_ns == before.st_mtime_ns
    data = bytearray(evidence.read_bytes())
    data[-1] ^= 1
    evidence.write_bytes(data)
    assert [s.state for s in states(seen)] == ["changed"]
    evidence.unlink()
    assert [(s.path, s.state) for s in states(seen)] == [(str(evidence), "not found here")]
    evidence.mkdir()  # a folder of that name is no image
    assert [s.state for s in states(seen)] == ["not found here"]


@pytest.fixture
def there(seen, evidence, tmp_path):
    """The case and its images, copied to another computer."""
    folder = tmp_path / "other computer"
    shutil.copytree(evidence.parent, folder / evidence.parent.name)
    return Case(shutil.copy(seen.path, folder / "b.gng"))


def test_images_that_moved_with_the_case_are_found(there, evidence):
    moved = there.path.parent / evidence.parent.name / evidence.name
    shutil.rmtree(evidence.parent)
    assert [(s.path, s.state) for s in states(there)] == [(str(moved), "unchanged")]
    moved.write_bytes(b"another")
    assert [s.state for s in states(there)] == ["changed"]


def test_another_file_at_the_old_place_does_not_hide_the_image(there, evidence):
    evidence.write_bytes(b"somebody else's")
    (state,) = states(there)
    assert state.state == "unchanged" and state.path.startswith(str(there.path.parent))


def test_every_place_is_looked_at(seen, results, evidence, tmp_path):
    copy = shutil.copy(evidence, tmp_path / "copy.png")
    seen.add_results(Results(replace(results.analysis, path=str(copy))))
    copy.write_bytes(b"x")
    assert [s.state for s in states(seen)] == ["unchanged", "changed"]


def test_a_file_that_cannot_be_read_is_named(seen, evidence, monkeypatch, capsys):
    opened = os.open

    def refuse(path, *arguments, **options):
        if path == evidence:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", refuse)
    assert [s.state for s in states(seen)] == ["cannot be read"]
    assert run(["case", "verify", str(seen.path), "--evidence"]) == FAILED
    out, err = capsys.readouterr()
    assert f"cannot be read: {evidence}" in out and "could not be checked" in err


def test_places_that_this_system_cannot_name_are_not_found(tmp_path):
    place = Place("C:\\case\\\0.png", None, "2024-01-01T00:00:00+00:00", "PC")
    (state,) = check_evidence("0" * 64, [place], tmp_path / "a.gng")
    assert state.state == "not found here"


@pytest.mark.parametrize(
    ("path", "relative", "computer", "asked"),
    [
        ("//stranger/share/a.png", "//stranger/share/a.png", "other", False),
        (r"\\stranger\share\a.png", None, "other", False),
        ("//lab/cases/a.png", None, "other", True),  # where the case itself lies
        ("//stranger/share/a.png", None, platform.node(), True),
    ],
)
def test_windows_asks_no_strangers_computer(monkeypatch, path, relative, computer, asked):
    looked = []
    monkeypatch.setattr(evidence_module, "WINDOWS", True)
    monkeypatch.setattr("os.path.isfile", lambda path: looked.append(path))
    place = Place(path, relative, "2026-01-01T00:00:00+00:00", computer)
    (state,) = check_evidence("0" * 64, [place], Path("//lab/cases/b.gng"))
    assert state.state == "not found here" and bool(looked) == asked
