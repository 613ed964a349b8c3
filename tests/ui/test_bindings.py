"""Which command does what, which setting changes what, and what is stored for the next time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from gng_desktop.imaging.labels import CLASSES, PALETTES
from gng_desktop.ui.commands.registry import Registry
from gng_desktop.ui.commands.shortcuts import ShortcutsDialog
from gng_desktop.ui.commands.specs import SPECS
from gng_desktop.ui.help.about import AboutDialog
from gng_desktop.ui.help.guide import GuideDialog
from gng_desktop.ui.settings.dialog import SettingsDialog
from gng_desktop.ui.settings.schema import SETTINGS

HAIR = CLASSES.index("hair")


def is_dark():
    return QApplication.palette().window().color().lightness() < 128


@pytest.fixture(autouse=True)
def as_before(qapp):
    before = QApplication.palette()
    yield
    QApplication.setPalette(before)


@pytest.fixture
def active(qtbot, shown):
    """A window that has the keyboard."""
    with qtbot.waitActive(shown):
        shown.activateWindow()
    return shown


# -- every command does something ---------------------------------------------------------------


def test_every_command_is_given_something_to_do(make_window, analyser, monkeypatch):
    wired, triggered_by = [], Registry.triggered_by

    def record(registry, key, slot):
        wired.append(key)
        triggered_by(registry, key, slot)

    monkeypatch.setattr(Registry, "triggered_by", record)
    make_window(lambda: analyser)
    assert sorted(wired) == sorted(spec.key for spec in SPECS)


def test_the_number_of_panes_is_chosen_and_shown_and_tools_are_switched(shown):
    for count in (1, 2, 4, 6):
        shown.commands[f"panes_{count}"].trigger()
        assert sum(pane.isVisible() for pane in shown.panes.panes) == count
        checked = [n for n in (1, 2, 4, 6) if shown.commands[f"panes_{n}"].isChecked()]
        assert checked == [count]
    shown.panes.use_panes(2)
    assert shown.commands["panes_2"].isChecked()
    for tool in ("loupe", "crosshair"):
        for on in (True, False):
            shown.commands[tool].trigger()
            assert getattr(shown.panes.view, tool) is on


def test_dialogs_are_opened(window, monkeypatch):
    opened = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: opened.append(dialog))
    kinds = {"settings": SettingsDialog, "shortcuts": ShortcutsDialog, "about": AboutDialog}
    for key, kind in kinds.items():
        window.commands[key].trigger()
        assert isinstance(opened[-1], kind) and opened[-1].parent() is window
        opened[-1].done(0)


def test_the_guide_is_opened_where_there_is_one(qtbot, window, monkeypatch, tmp_path):
    guide = tmp_path / "guide.md"
    monkeypatch.setattr("gng_desktop.ui.bindings.guide_path", lambda: guide if found else None)
    found = False
    window.commands["guide"].trigger()
    assert "user guide is not installed" in window.notice.text.text()
    guide.write_text("# Hello\n")
    found = True
    for _ in range(2):
        window.commands["guide"].trigger()
        (dialog,) = window.findChildren(GuideDialog)
        assert dialog.isVisible() and "Hello" in dialog.browser.toPlainText()
        dialog.hide()


# -- keys and the palette -----------------------------------------------------------------------


def test_a_floating_panel_keeps_plain_keys(qtbot, active):
    dock, notes = active.arrangement.docks["notes"], active.notes
    dock.setFloating(True)
    dock.show()
    with qtbot.waitActive(dock):
        dock.activateWindow()
    # It is a window of its own.
    assert notes.comment.window() is dock
    words = [pane.words for pane in active.panes.panes]
    notes.choices["real"].setFocus()
    qtbot.keyClick(notes.choices["real"], Qt.Key.Key_Space)
    assert notes.choices["real"].isChecked()
    assert [pane.words for pane in active.panes.panes] == words
    notes.comment.setFocus()
    for key in (Qt.Key.Key_L, Qt.Key.Key_O, Qt.Key.Key_X, Qt.Key.Key_Space):
        qtbot.keyClick(notes.comment, key)
    assert notes.comment.toPlainText() == "lox "
    assert not active.panes.view.loupe and not active.panes.view.crosshair
    # What needs more than one key works there too.
    qtbot.keyClick(notes.comment, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert active.panes.count == 2


def test_the_palette_lists_what_can_be_given_now(window, pictures, settled):
    palette = window.bindings.palette_
    window.commands["palette"].trigger()
    assert palette.isVisible()
    enabled = {s.key for s in window.commands if window.commands[s.key].isEnabled()}
    assert set(palette.keys) == enabled - {"palette"}
    assert not {"explain", "stress", "test_maps", "cancel", "save_results"} & set(palette.keys)
    palette.close()
    window.open_image(pictures[0])
    settled(window, "a.png")
    window.commands["palette"].trigger()
    assert {"explain", "stress", "save_results"} < set(palette.keys)
    assert "test_maps" not in palette.keys
    palette.field.setText("4 panes")
    palette.field.returnPressed.emit()
    assert window.panes.count == 4 and not palette.isVisible()


# -- settings -----------------------------------------------------------------------------------


def test_the_theme_changes_at_once_and_is_stored(window, make_window, analyser):
    window.commands["theme_dark"].trigger()
    assert is_dark() and window.settings.value("theme") == "Dark"
    icon = window.commands["open"].icon().pixmap(24, 24).toImage()
    window.settings.set("theme", "Light")
    assert not is_dark() and window.commands["theme_light"].isChecked()
    # The icons are drawn for the theme in use.
    assert window.commands["open"].icon().pixmap(24, 24).toImage() != icon
    window.settings.set("theme", "Dark")
    again = make_window(lambda: analyser)
    assert is_dark() and again.commands["theme_dark"].isChecked()


def test_the_colours_of_the_classes_change_in_legend_and_overlay(shown):
    for palette in ("mut1ny", "colour-blind-safe"):
        shown.settings.set("class_palette", palette)
        swatch = shown.legend.boxes[HAIR].icon().pixmap(12, 12).toImage().pixelColor(6, 6)
        assert swatch.getRgb()[:3] == tuple(PALETTES[palette][HAIR])
        assert shown.panes.scene.overlay.palette == palette


def test_outlines_are_one_thing_in_three_places(shown):
    command, box, settings = shown.commands["outlines"], shown.legend.outlines, shown.settings

    def states():
        overlay = shown.panes.scene.overlay.outlines
        return {command.isChecked(), box.isChecked(), settings.value("outlines"), overlay}

    assert states() == {False}

    def turn():
        settings.set("outlines", not settings.value("outlines"))

    for change in (command.trigger, box.click, turn):
        for on in (True, False):
            change()
            assert states() == {on}


def test_how_to_explain_follows_the_settings_and_not_the_other_way(shown):
    controls = shown.explanation.controls
    choices = {"method": "regions", "masker": "mean", "evaluations": 900, "unit": "score"}
    shown.settings.set_all(choices)
    assert {key: getattr(controls, key) for key in choices} == choices
    controls.method = "attention"
    assert shown.settings.value("method") == "regions"


def test_what_computes_is_loaded_again_and_the_image_analysed_again(
    qtbot, make_window, analyser, make_analysis, pictures, settled, tmp_path
):
    second = type(analyser)("cpu (3 threads)")
    second.answers["a.png"] = make_analysis(score_with_background=0.2)
    analysers = [analyser, second]
    window = make_window(lambda: analysers.pop(0))
    window.open_image(pictures[0])
    settled(window, "a.png")
    assert window.verdict.with_background.score_text == "0.93"
    window.settings.set_all({"device": "cpu", "threads": 2, "models": str(tmp_path)})
    computing = window.computing()
    assert (computing.models, computing.device, computing.threads) == (tmp_path, "cpu", 2)
    # Nothing can be asked of models that are on their way.
    assert not window.commands["explain"].isEnabled() and window.commands["open"].isEnabled()
    settled(window, "a.png")
    assert analysers == [] and second.asked == ["a.png"]
    assert window.verdict.with_background.score_text == "0.20"
    assert window.device_text.text() == "CPU (3 threads)"
    assert window.commands["explain"].isEnabled()


def test_every_setting_that_applies_now_is_applied(shown):
    # A setting nobody listens to would change nothing until the next start.
    for setting in (s for s in SETTINGS if s.applies == "now"):
        other = {
            "choice": lambda s: next(key for key, _ in s.words[::-1] if key != s.default),
            "int": lambda s: s.high,
            "bool": lambda s: not s.default,
        }[setting.kind](setting)
        before = snapshot(shown)
        shown.settings.set(setting.key, other)
        assert snapshot(shown) != before, setting.key


def snapshot(window):
    controls = window.explanation.controls
    return (
        is_dark(),
        window.panes.scene.palette,
        window.panes.scene.overlay,
        window.commands["analyse_all"].isChecked(),
        controls.method,
        controls.masker,
        controls.evaluations,
        controls.unit,
        window.session.shelf.limit,
    )


# -- stored for the next time -------------------------------------------------------------------


def test_panes_and_their_views_are_stored(shown, make_window, analyser, settings):
    shown.commands["panes_2"].trigger()
    shown.panes.panes[0].show_view("background")
    shown.panes.panes[1].show_view("shap_without")
    shown.close()
    settings.sync()
    again = make_window(lambda: analyser)
    assert again.panes.count == 2 and again.commands["panes_2"].isChecked()
    assert again.panes.keys()[:2] == ["background", "shap_without"]


def test_settings_are_restored_with_the_window_and_nonsense_is_passed_over(
    make_window, analyser, settings
):
    stored = {"outlines": "true", "background_analysis": "false", "evaluations": "700"}
    nonsense = {"panes": "5", "views": "tea leaves"}
    for key, value in (stored | nonsense | {"class_palette": "colour-blind-safe"}).items():
        settings.setValue(key, value)
    window = make_window(lambda: analyser)
    assert window.panes.scene.overlay.outlines and window.commands["outlines"].isChecked()
    assert window.panes.scene.overlay.palette == "colour-blind-safe"
    assert not window.commands["analyse_all"].isChecked()
    assert window.explanation.controls.evaluations == 700
    assert window.panes.count == 6 and window.panes.keys()[:2] == ["original", "segmentation"]
    assert window.commands["panes_6"].isChecked()
    settings.setValue("panes", "three")
    assert make_window(lambda: analyser).panes.count == 6
