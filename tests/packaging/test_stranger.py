"""Somebody who has just unpacked the program, with a program made up."""

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")

PROGRAM = """#!/bin/sh
echo "home $HOME"
echo "path $PATH"
echo "here $0"
echo "rest $@"
/usr/bin/env | /usr/bin/sort
echo x > "$HOME/note"
exit 3
"""


@pytest.fixture
def bundle(tmp_path):
    folder = tmp_path / "bundle"
    (folder / "inner").mkdir(parents=True)
    (folder / "gng-desktop").write_text(PROGRAM)
    (folder / "gng-desktop").chmod(0o755)
    (folder / "inner" / "library").write_text("library")
    return folder


@pytest.fixture(params=["as it can", "copied"])
def stranger(request, script, bundle, tmp_path, monkeypatch):
    module = script("stranger")
    if request.param == "copied":
        monkeypatch.setattr(module.Stranger, "_can_mount", lambda self: False)
    place = tmp_path / "a place"
    place.mkdir()
    made = module.Stranger(bundle, place=place)
    yield made
    made.leave()
    assert not place.exists() and (bundle / "inner" / "library").read_text() == "library"


def test_it_is_started_with_nothing_but_a_home(stranger, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    done = stranger.run("open", "a b")
    assert done.returncode == 3
    printed = done.stdout
    assert f"home {stranger.home}\n" in printed and f"path {stranger.nowhere}\n" in printed
    assert "rest open a b\n" in printed and "PYTHONPATH" not in printed
    assert " " in printed.split("here ")[1].split("\n")[0] and "è" in printed
    assert list(stranger.nowhere.iterdir()) == []


def test_what_was_left_in_the_home_is_found(stranger):
    for name in (".cache/gng-desktop/x", ".config/gng-desktop.d", ".local/share/gng-desktop/y"):
        (stranger.home / name).mkdir(parents=True)
    assert stranger.foreign() == [".config/gng-desktop.d"]
    stranger.run()
    assert stranger.foreign() == [".config/gng-desktop.d", "note"]


def test_a_changed_program_is_found(stranger, bundle):
    assert stranger.altered() == []
    program = bundle if stranger.mounted else stranger.folder
    library = program / "inner" / "library"
    library.parent.chmod(0o755)
    library.chmod(0o644)
    library.write_text("other")
    (program / "inner" / "new").write_text("new")
    assert stranger.altered() == ["inner/library", "inner/new"]
    library.write_text("library")
    assert stranger.altered() == ["inner/new"]


def test_a_mounted_program_cannot_be_written_even_by_root(stranger, bundle):
    if not stranger.mounted:
        pytest.skip("nothing may be mounted here")
    (bundle / "gng-desktop").write_text('#!/bin/sh\necho x > "$(/usr/bin/dirname "$0")/new"\n')
    done = stranger.run()
    assert "Read-only file system" in done.stderr and not (bundle / "new").exists()
