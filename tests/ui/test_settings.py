import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialogButtonBox

from gng_desktop.engines.devices import parse_device
from gng_desktop.explain.catalogue import MASKERS, METHODS, PALETTES, UNITS
from gng_desktop.imaging.labels import PALETTES as CLASS_PALETTES
from gng_desktop.ui.kit.style import THEMES
from gng_desktop.ui.settings.dialog import SettingsDialog
from gng_desktop.ui.settings.schema import SECTIONS, SETTINGS, valid
from gng_desktop.ui.settings.store import Settings

Button = QDialogButtonBox.StandardButton


@pytest.fixture
def store(qapp, settings):
    return Settings(settings)


@pytest.fixture
def make_dialog(qtbot, store):
    made = []

    def make():
        dialog = SettingsDialog(store)
        qtbot.addWidget(dialog)
        dialog.show()
        made.append(dialog)
        return dialog

    yield make
    for dialog in made:
        dialog.reject()
        assert dialog.editors["models"].box.runner.pool.activeThreadCount() == 0


def by_key(key):
    return next(setting for setting in SETTINGS if setting.key == key)


def ok(dialog):
    return dialog.buttons.button(Button.Ok)


# -- the schema ---------------------------------------------------------------------------------


def test_defaults_are_valid_and_sections_known():
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert valid(setting, setting.default), setting.key
        assert setting.section in SECTIONS


def test_choices_are_those_of_the_rooms_below_each_with_words():
    offered = {"theme": THEMES, "method": METHODS, "masker": MASKERS, "unit": UNITS}
    offered |= {"map_palette": PALETTES, "class_palette": CLASS_PALETTES}
    for key, keys in offered.items():
        choices = dict(by_key(key).words)
        assert list(choices) == list(keys)
        assert all(words[0].isupper() for words in choices.values()), "a key without words"
    for device, _ in by_key("device").words:
        parse_device(device)


# -- the store ----------------------------------------------------------------------------------


def test_values_keep_their_kind_through_a_file(store, settings):
    changes = {"threads": 3, "outlines": True, "device": "gpu:1", "models": "/a, b"}
    store.set_all(changes)
    settings.sync()
    again = Settings(QSettings(settings.fileName(), QSettings.Format.IniFormat))
    for key, value in changes.items():
        assert again.value(key) == value and type(again.value(key)) is type(value)
    assert again.value("evaluations") == 500


def test_nonsense_counts_as_none_and_is_refused(store, settings):
    stored = {"theme": "Purple", "threads": "many", "evaluations": "99", "outlines": "perhaps"}
    for key, value in (stored | {"models": ["a", "b"], "device": ""}).items():
        settings.setValue(key, value)
        assert store.value(key) == by_key(key).default
        settings.remove(key)
    wrong = [("theme", "light"), ("evaluations", 99), ("evaluations", 10_001), ("threads", True)]
    for key, value in (*wrong, ("threads", "2"), ("outlines", 1), ("models", None)):
        with pytest.raises(ValueError, match=f"{key} cannot be {value!r}"):
            store.set_all({"unit": "score", key: value})
    assert settings.allKeys() == []
    with pytest.raises(KeyError):
        store.value("colour of the moon")


def test_changes_are_shown_once_and_only_if_they_are_changes(store):
    heard = []
    store.changed.connect(heard.append)
    store.models_changed.connect(lambda: heard.append("models anew"))
    store.set("unit", UNITS[0])
    assert heard == []
    store.set("unit", UNITS[1])
    assert heard == ["unit"]
    heard.clear()
    store.set_all({"threads": 2, "device": "cpu", "unit": UNITS[1]})
    assert heard == ["threads", "device", "models anew"]


# -- the dialog ---------------------------------------------------------------------------------


def test_the_dialog_shows_every_setting_as_it_is(store, make_dialog):
    store.set_all({"threads": 2, "outlines": True, "method": "gradcam"})
    dialog = make_dialog()
    assert dialog.shown() == {setting.key: store.value(setting.key) for setting in SETTINGS}
    chain, widget = [], dialog
    while (widget := widget.nextInFocusChain()) is not dialog:
        chain.append(widget)
    for made in dialog.editors.values():
        field = made.widgets[0]
        assert field.accessibleName() and field.toolTip()
        target = field.focusProxy() or field
        assert target in chain and target.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert dialog.editors["threads"].box.text() == "2"


def test_ok_keeps_what_the_fields_say_and_cancel_does_not(store, make_dialog):
    store.set_all({"threads": 2, "theme": "Dark"})
    dialog = make_dialog()
    dialog.buttons.button(Button.RestoreDefaults).click()
    assert dialog.shown() == {setting.key: setting.default for setting in SETTINGS}
    dialog.reject()
    assert store.value("threads") == 2 and store.value("theme") == "Dark"
    heard = []
    store.changed.connect(heard.append)
    dialog = make_dialog()
    dialog.editors["threads"].box.setValue(0)
    dialog.editors["method"].box.setCurrentIndex(1)
    ok(dialog).click()
    assert heard == ["threads", "method"]
    assert store.value("threads") == 0 and store.value("method") == list(METHODS)[1]


def test_what_a_change_entails_is_reported(make_dialog):
    dialog = make_dialog()
    assert dialog.note.text() == ""
    dialog.editors["outlines"].box.setChecked(True)
    assert dialog.note.text() == ""
    dialog.editors["threads"].box.setValue(2)
    assert dialog.note.text() == "The models will be reloaded."
    dialog.editors["language"].box.setCurrentIndex(1)
    assert "“Language” takes effect at the next start." in dialog.note.text()
    dialog.editors["threads"].box.setValue(0)
    assert "models" not in dialog.note.text()


def test_a_folder_that_is_not_there_is_reported_and_not_accepted(
    qtbot, make_dialog, store, tmp_path
):
    dialog = make_dialog()
    models = dialog.editors["models"].box
    for wrong in (str(tmp_path / "nowhere"), "relative", __file__):
        models.field.setText(wrong)
        qtbot.waitUntil(lambda: models.message.isVisible() and not models.runner.busy)
        assert "This folder does not exist" in models.message.text() and not ok(dialog).isEnabled()
        models.field.setText(str(tmp_path))
        qtbot.waitUntil(lambda: not models.message.isVisible() and not models.runner.busy)
        assert ok(dialog).isEnabled()
    models.field.setText("nowhere")
    qtbot.waitUntil(lambda: models.message.isVisible())
    models.field.clear()
    assert not models.message.isVisible() and ok(dialog).isEnabled()
    models.field.setText(f"{tmp_path} ")
    ok(dialog).click()
    assert store.value("models") == str(tmp_path)
    # One that was removed since keeps nothing else from being changed.
    store.set("models", str(tmp_path / "gone"))
    dialog = make_dialog()
    qtbot.waitUntil(lambda: dialog.editors["models"].box.message.isVisible())
    dialog.editors["outlines"].box.setChecked(True)
    ok(dialog).click()
    assert store.value("outlines") is True
