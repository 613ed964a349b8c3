from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMenu

from gng_desktop.ui.commands.recent import LENGTH, Recent, RecentMenu


@pytest.fixture
def recent(qapp, settings):
    return Recent(settings)


@pytest.fixture
def make_menu(qtbot, recent):
    made = []

    def make(open_path=lambda path: None):
        menu = QMenu()
        qtbot.addWidget(menu)
        made.append(RecentMenu(menu, recent, open_path))
        return made[-1]

    yield make
    for menu in made:
        assert menu.runner.close()


def again(settings):
    settings.sync()
    return Recent(QSettings(settings.fileName(), QSettings.Format.IniFormat)).paths


def test_only_the_last_are_listed_each_once_and_the_newest_first(recent, settings):
    recent.add("/evidence/a, b.png")
    assert again(settings) == ["/evidence/a, b.png"]  # one path comes back as one
    for name in ("@c.png", "a, b.png"):
        recent.add(Path("/evidence") / name)
    assert recent.paths == ["/evidence/a, b.png", "/evidence/@c.png"] == again(settings)
    for number in range(LENGTH + 3):
        recent.add(f"{number}.png")
    assert len(recent.paths) == LENGTH
    assert recent.paths[0] == f"{LENGTH + 2}.png" and "2.png" not in recent.paths


def test_clearing_leaves_no_trace_in_the_file(make_menu, recent, settings):
    recent.add("/evidence/secret.png")
    settings.sync()
    assert "secret" in Path(settings.fileName()).read_text()
    menu = make_menu()
    menu.menu.actions()[-1].trigger()
    assert recent.paths == []
    assert "secret" not in Path(settings.fileName()).read_text()
    assert [a.text() for a in menu.menu.actions()] == ["Nothing opened yet"]
    assert not menu.menu.actions()[0].isEnabled()


def test_entries_open_their_path(make_menu, recent, tmp_path):
    opened = []
    menu = make_menu(opened.append)
    recent.add(tmp_path / "a&b.png")
    (action, *_) = menu.menu.actions()
    assert action.text().startswith("&1  a&&b.png — ")
    assert action.toolTip() == str(tmp_path / "a&b.png")
    action.trigger()
    assert opened == [tmp_path / "a&b.png"]


def test_what_is_gone_turns_grey(qtbot, make_menu, recent, tmp_path):
    there = tmp_path / "there.png"
    there.touch()
    recent.add(tmp_path / "gone.png")
    recent.add(tmp_path)
    recent.add(there)
    menu = make_menu()
    qtbot.waitUntil(lambda: not menu.runner.busy)
    states = [action.isEnabled() for action in menu.menu.actions()[:3]]
    assert states == [True, True, False]
    assert "no longer exists" in menu.menu.actions()[2].toolTip()
    there.unlink()
    menu.menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: not menu.runner.busy)
    assert not menu.menu.actions()[0].isEnabled()
