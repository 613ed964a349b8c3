import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from gng_desktop.ui.commands.palette import CommandPalette, rank
from gng_desktop.ui.commands.registry import Registry
from gng_desktop.ui.commands.specs import SPECS


@pytest.fixture
def registry(qtbot, settings):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    yield Registry(window, settings)


@pytest.fixture
def palette(registry, settings):
    return CommandPalette(registry.parent(), registry, settings)


def given(registry):
    heard = []
    for spec in registry:
        registry[spec.key].triggered.connect(lambda _, key=spec.key: heard.append(key))
    return heard


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("st", "Stress test", "Paste image"),
        ("zo", "Zoom in", "Zoom out of it"),
        ("ei", "Export images", "Reset it"),
        ("EXPL", "Explain", "Export all views as PNG"),
        ("piu", "Più grande", "Pickup"),
    ],
)
def test_the_better_fit_ranks_higher(query, better, worse):
    assert rank(query, better) > (rank(query, worse) or 0)


def test_letters_must_occur_in_their_order():
    assert rank("oi", "Open images") is not None
    assert rank("io", "Open image") is None
    assert rank("xyz", "Open images") is None
    assert rank("", "Open images") == 0
    assert rank("a", "") is None


def test_all_enabled_commands_are_listed_in_the_order_of_the_menus(registry, palette):
    registry["explain"].setEnabled(False)
    registry["loupe"].setChecked(True)
    palette.ask()
    assert palette.keys == [s.key for s in SPECS if s.key not in ("explain", "palette")]
    row = palette.list.topLevelItem(palette.keys.index("loupe"))
    assert [row.text(column) for column in range(3)] == ["✓  Loupe", "View", "L"]
    row = palette.list.topLevelItem(palette.keys.index("crosshair"))
    assert row.text(0) == "Crosshair"


def test_typing_and_enter_give_the_best_fit(qtbot, registry, palette):
    heard = given(registry)
    palette.ask()
    assert palette.field.hasFocus()
    qtbot.keyClicks(palette.field, "filter li")
    assert palette.keys[0] == "find"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert heard == ["find"] and not palette.isVisible()


def test_the_menu_is_searched_too(qtbot, palette):
    palette.ask()
    qtbot.keyClicks(palette.field, "dark theme")
    assert palette.keys == ["theme_dark"]


def test_arrows_choose_while_the_field_keeps_the_focus(qtbot, registry, palette):
    heard = given(registry)
    palette.ask()
    qtbot.keyClicks(palette.field, "zoom")
    first, second, *_ = palette.keys
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(palette.field, key)
    assert palette.field.hasFocus()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert heard == [second] and first != second


def test_a_click_gives_a_command_once(qtbot, registry, palette):
    heard = given(registry)
    palette.ask()
    item = palette.list.topLevelItem(1)
    spot = palette.list.visualItemRect(item).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    # Where the platform activates on one click, this signal follows.
    palette.list.itemActivated.emit(item, 0)
    assert heard == ["open_folder"]


def test_nothing_fits(qtbot, palette):
    palette.ask()
    assert not palette.nothing.isVisible()
    qtbot.keyClicks(palette.field, "qqq")
    assert palette.keys == [] and palette.nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_escape_closes_and_gives_nothing_and_it_fits_a_narrow_window(qtbot, registry, palette):
    heard = given(registry)
    registry.parent().resize(400, 300)
    palette.ask()
    assert palette.width() <= 400
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible() and heard == []


def test_commands_given_last_come_first_and_are_remembered(qtbot, registry, palette, settings):
    for query in ("about", "quit"):
        palette.ask()
        qtbot.keyClicks(palette.field, query)
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    other = CommandPalette(registry.parent(), registry, settings)
    other.ask()
    assert other.keys[:3] == ["quit", "about", "open"]
