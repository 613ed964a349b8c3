from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gng_desktop.training.presets import Listed, fitted, folder, presets
from gng_desktop.training.recipe import Recipe, load_recipe
from gng_desktop.training.recipe_file import save_recipe
from gng_desktop.training.recipe_schema import described
from gng_desktop.ui.kit import language
from gng_desktop.ui.kit.boxes import FloatSpin
from gng_desktop.ui.training.recipe.page import RecipePage
from gng_desktop.ui.training.workspace import ChosenData, Workspace

SHIPPED = [path for path in sorted(folder().rglob("*.toml")) if path.stem != "table_4_3"]


@pytest.fixture
def page(qtbot, settings):
    made = RecipePage(Workspace(settings))
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitSignal(made.ready, timeout=10_000):
        made.show()
    yield made
    for runner in made.runners:
        assert runner.close()


@pytest.fixture
def data(tmp_path):
    """A data folder with an index of faces, one of masks, and the presets' first weights."""
    for name in ("mine/index.csv", "masks/index.csv", weights()):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "data"


def weights():
    return next(p.recipe.model.initial_weights for p in presets() if p.key == "with_background")


def faces(data, **names):
    return ChosenData(data / "mine/index.csv", "faces", names or {"ffhq": 90, "dalle": 60}, data)


def masks(data):
    return ChosenData(data / "masks/index.csv", "masks", {"celebamask19": 50, "hair2": 20}, data)


def choose(page, key):
    page.preset.setCurrentIndex(page.preset.findData(key))
    page.preset.activated.emit(page.preset.currentIndex())


def editor(page, key):
    return page.form.rows[key].editor


def message(page, key):
    row = page.form.rows[key]
    return "" if row.message.isHidden() else row.message.text()


def preset(key):
    return next(preset for preset in presets() if preset.key == key)


# -- the form -------------------------------------------------------------------------------------


def test_every_shipped_recipe_goes_through_the_form_unchanged(page):
    for recipe in map(load_recipe, SHIPPED):
        page.show_recipe(recipe)
        assert page.recipe() == recipe


def test_the_form_has_every_field_with_its_words(page):
    for about in described():
        if about.derived:
            assert about.key not in page.form.rows
            continue
        made = editor(page, about.key)
        assert made.toolTip() == about.help
        if about.key != "data.share":
            assert any(widget.accessibleName() == about.label for widget in made.widgets) or (
                made.widgets[0].text() == about.label
            )


def test_rarely_used_fields_are_folded_away(page):
    assert not any(fold.is_open for fold in page.form.folds.values())
    assert not editor(page, "seed").isVisible() and editor(page, "fit.epochs").isVisible()
    page.form.folds["run"].header.click()
    assert editor(page, "seed").isVisible()
    # A mistake opens them.
    editor(page, "augmentation.working_size").put((400, 224))
    assert page.form.folds["augmentation"].is_open
    assert "working_size" in message(page, "augmentation.working_size")


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("segmenter", {"data.labels"}, {"stripped_by", "model.family", "data.sources"}),
        ("with_background", {"data.sources", "model.family"}, {"data.labels"}),
        ("without_background", {"stripped_by", "data.sources"}, {"data.labels"}),
        ("background_only", {"stripped_by"}, {"data.labels"}),
    ],
)
def test_fields_that_play_no_part_are_hidden(page, role, shown, hidden):
    editor(page, "role").put(role)
    assert all(page.form.is_shown(key) for key in shown)
    assert not any(page.form.is_shown(key) for key in hidden)


def test_a_field_follows_the_one_it_depends_on(page):
    for key, value, other in (
        ("fit.monitor", "last", "fit.patience"),
        ("fit.schedule", "constant", "fit.warmup_epochs"),
        ("augmentation.jpeg", (0, 0), "augmentation.jpeg_share"),
        ("model.transfer", "none", "model.from_run"),
    ):
        editor(page, key).put(value)
        assert not page.form.is_shown(other), other
    editor(page, "fit.monitor").put("val_loss")
    assert page.form.is_shown("fit.patience")
    # A hidden value does not get into the recipe.
    editor(page, "fit.patience").put(3)
    assert page.recipe().fit.patience == 3
    editor(page, "fit.monitor").put("last")
    assert page.recipe().fit.patience == 10


def test_narrow_pages_have_one_column(page, qtbot):
    def columns():
        rows = (page.form.rows[key] for key in ("name", "fit.batch"))
        return [row.mapTo(page, row.rect().topLeft()).x() for row in rows]

    assert columns()[1] > columns()[0] + 300
    page.resize(560, 640)
    qtbot.waitUntil(lambda: columns()[1] == columns()[0])
    assert page.width() == 560


def test_nothing_is_cut_off(page):
    for fold in page.form.folds.values():
        fold.set_open(True)
    for width in (560, 900, 1400):
        page.resize(width, 700)
        body = page.form.widget()
        assert body.minimumSizeHint().width() <= page.form.viewport().width()
        for label in body.findChildren(QLabel):
            if label.isVisible() and not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), (width, label.text())


def test_every_field_can_be_reached_by_tab(page, qtbot):
    seen = set()
    page.preset.setFocus()
    for _ in range(200):
        seen.add(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    for key, row in page.form.rows.items():
        widgets = [w for w in row.editor.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
        focusable = [w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if focusable:
            assert seen & {*focusable, row.editor}, key


# -- what is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("name", "", "name is ''"),
        ("name", "a/b", "letters, digits, dots"),
        ("data.index", "", "data.index is empty"),
        ("augmentation.zoom", (2.0, 0.5), "the first must not be above"),
        ("fit.device", "tpu", "it must be auto, cpu or gpu:N"),
        ("model.transfer", "all", "go together"),
    ],
)
def test_a_mistake_is_named_beside_its_field(page, key, value, words):
    assert isinstance(page.recipe(), Recipe) and page.start_button.isEnabled()
    editor(page, key).put(value)
    assert words in page.recipe() and words in page.problem.text()
    assert words in message(page, key)
    assert not page.start_button.isEnabled() and not page.queue_button.isEnabled()
    assert [k for k in page.form.rows if message(page, k)] == [key]
    choose(page, "with_background")
    assert isinstance(page.recipe(), Recipe) and page.problem.isHidden()
    assert message(page, key) == "" and page.start_button.isEnabled()


def test_files_that_are_not_there_are_named(page, qtbot, data):
    page.use_data(faces(data))
    qtbot.waitUntil(lambda: not page._timer.isActive() and not page.file_checker.busy)
    assert isinstance(page.recipe(), Recipe)
    editor(page, "model.initial_weights").put("weights/gone.h5")
    qtbot.waitUntil(lambda: message(page, "model.initial_weights") != "")
    assert page.recipe().startswith("First weights: ") and not page.start_button.isEnabled()
    assert "start with random weights" in page.problem.text()
    page.way_out.click()
    qtbot.waitUntil(page.start_button.isEnabled)
    assert editor(page, "model.initial_weights").get() == "" and page.way_out.isHidden()
    assert message(page, "model.initial_weights") == ""


def test_a_run_that_is_not_there_yet_is_said_but_may_be_queued(page):
    page.set_runs(["seg1", "seg2"])
    choose(page, "without_background")
    box = editor(page, "stripped_by").box
    assert box.lineEdit().placeholderText() == "None: images are used whole"
    assert [box.itemText(i) for i in range(box.count())] == ["installed", "seg1", "seg2"]
    assert "no trained segmenter of this name" in message(page, "stripped_by")
    assert page.queue_button.isEnabled()
    box.setCurrentIndex(2)
    assert page.recipe().stripped_by == "seg2" and message(page, "stripped_by") == ""
    box.setCurrentIndex(0)
    assert page.recipe().stripped_by == "installed" and message(page, "stripped_by") == ""
    # A training may begin from the model in use.
    choose(page, "with_background")
    editor(page, "model.transfer").put("all")
    box = editor(page, "model.from_run").box
    assert [box.itemText(i) for i in range(box.count())] == ["installed", "seg1", "seg2"]
    box.setCurrentIndex(0)
    assert page.recipe().model.from_run == "installed" and message(page, "model.from_run") == ""


# -- presets and data -----------------------------------------------------------------------------


def test_presets_fill_the_form(page):
    for made in presets():
        choose(page, made.key)
        assert page.recipe() == made.recipe
        assert page.about.text() == made.about


def test_a_preset_takes_the_data_chosen(page, data):
    choose(page, "quick_try")
    page.use_data(masks(data))
    assert page.recipe().role == "segmenter"
    page.use_data(faces(data))
    mine = Listed("mine/index.csv", ("ffhq", "dalle"))
    other = Listed("masks/index.csv", ("celebamask19", "hair2"))
    recipe = page.recipe()
    assert recipe.role == "with_background" and recipe.data.index == "mine/index.csv"
    assert recipe == fitted(preset("quick_try"), mine, other)


def test_what_was_changed_is_not_overwritten_by_new_data(page, data, tmp_path):
    editor(page, "fit.epochs").put(3)
    before = page.recipe()
    page.use_data(faces(data))
    assert page.recipe() == before
    assert editor(page, "data.index").box.itemText(0) == "mine/index.csv"
    # What lay in a data folder is forgotten with it.
    page.use_data(masks(data))
    page.use_data(faces(tmp_path / "other"))
    assert page.folder == tmp_path / "other"
    assert editor(page, "data.extra_real_index").box.count() == 0


def test_sources_are_chosen_from_a_menu_and_shares_are_theirs(page, data):
    page.use_data(faces(data))
    names, shares = editor(page, "data.sources"), editor(page, "data.share")
    names.put(())
    assert list(shares.boxes) == ["ffhq", "dalle"]
    shares.boxes["dalle"].setValue(12.5)
    assert page.recipe().data.share == {"dalle": 0.125}
    names.menu.aboutToShow.emit()
    actions = {action.text(): action for action in names.menu.actions()}
    assert list(actions) == ["ffhq  (90 images)", "dalle  (60 images)"]
    actions["ffhq  (90 images)"].trigger()
    assert page.recipe().data.sources == ("ffhq",)
    assert list(shares.boxes) == ["ffhq", "dalle"]  # a share that was set is not dropped unseen
    shares.boxes["dalle"].setValue(100)
    assert page.recipe().data.share == {}


def test_an_index_outside_the_data_folder_is_named_whole(data, tmp_path):
    outside = ChosenData(tmp_path / "x.csv", "faces", {}, data)
    assert Path(outside.relative) == tmp_path / "x.csv"
    assert faces(data).relative == "mine/index.csv"


# -- files ----------------------------------------------------------------------------------------


def test_saving_and_loading(page, qtbot, tmp_path):
    editor(page, "fit.epochs").put(7)
    recipe, path = page.recipe(), tmp_path / "mine.toml"
    page.save(path)
    qtbot.waitUntil(lambda: not page.reader.busy)
    assert load_recipe(path) == recipe and "Saved as" in page.notice.text.text()
    editor(page, "fit.epochs").put(8)
    page.load(path)
    qtbot.waitUntil(lambda: not page.reader.busy)
    assert page.recipe() == recipe and page.preset.currentIndex() == -1


def test_a_recipe_that_the_form_cannot_show_is_refused(page, qtbot, tmp_path):
    before = page.recipe()
    path = tmp_path / "odd.toml"
    for text, words in (
        ("name = ", "is not valid TOML"),
        ('name = "a"\ntask = "classification"\n', "role is missing"),
        (
            'name = "a"\ntask = "segmentation"\nrole = "segmenter"\n'
            '[data]\nindex = "i.csv"\n[augmentation]\nrotation = 400\n',
            "augmentation.rotation is 400.0; it must lie in 0 to 180 °",
        ),
    ):
        path.write_text(text, encoding="utf-8")
        page.notice.hide()
        page.load(path)
        qtbot.waitUntil(lambda: not page.notice.isHidden())
        assert words in page.notice.text.text() and "\n" not in page.notice.text.text()
        assert page.recipe() == before


def test_files_are_asked_for(page, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "a.toml"
    save_recipe(preset("segmenter").recipe, path)
    where = "gng_desktop.ui.training.recipe.page.QFileDialog"
    monkeypatch.setattr(f"{where}.getOpenFileName", lambda *args: (str(path), ""))
    page.load_button.click()
    qtbot.waitUntil(lambda: not page.reader.busy)
    assert page.recipe().role == "segmenter"
    asked = []
    monkeypatch.setattr(f"{where}.getSaveFileName", lambda *args: asked.append(args) or ("", ""))
    page.save_button.click()
    assert asked[0][2] == "segmenter.toml"


# -- what is asked for ----------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["start", "queue", "estimate"])
def test_the_recipe_shown_is_what_is_asked_for(page, qtbot, what):
    editor(page, "fit.epochs").put(4)
    with qtbot.waitSignal(getattr(page, f"{what}_asked")) as asked:
        getattr(page, f"{what}_button").click()
    assert asked.args == [page.recipe()] and asked.args[0].fit.epochs == 4


def test_a_grid_is_queued_whole(page, qtbot, data, tmp_path):
    choose(page, "table_4_3")
    page.use_data(masks(data))
    page.use_data(faces(data))
    assert not page.start_button.isVisible() and page.grid_button.isVisible()
    assert "9" in page.grid_button.text()
    assert not editor(page, "model.backbone").isEnabled()
    assert message(page, "model.backbone") == "Varies: Xception; ResNet50; MobileNetV3 Large"
    editor(page, "fit.epochs").put(2)
    with qtbot.waitSignal(page.grid_asked) as asked:
        page.grid_button.click()
    made = asked.args[0].recipes(tmp_path)
    assert len([each for each in made if each.role == "with_background"]) == 9
    assert {each.data.index for each in made} == {"mine/index.csv", "masks/index.csv"}
    choose(page, "with_background")
    assert page.start_button.isVisible() and editor(page, "model.backbone").isEnabled()


def test_missing_presets_leave_the_form(qtbot, settings, monkeypatch, tmp_path):
    monkeypatch.setattr("gng_desktop.training.presets.folder", lambda: tmp_path)
    page = RecipePage(Workspace(settings))
    qtbot.addWidget(page)
    assert isinstance(page.recipe(), str)
    with qtbot.waitSignal(page.ready, timeout=10_000):
        page.show()
    assert "is missing; install the program again" in page.notice.text.text()
    page.show_recipe(load_recipe(SHIPPED[0]))
    assert isinstance(page.recipe(), Recipe)
    assert all(runner.close() for runner in page.runners)


# -- numbers --------------------------------------------------------------------------------------


def test_small_numbers_can_be_typed_with_the_separator_of_the_language(qtbot, monkeypatch):
    box = FloatSpin(1e-7, 1, 0)
    qtbot.addWidget(box)
    for text, value in (("0.0005", 5e-4), ("5e-4", 5e-4), ("2E-5", 2e-5), ("0,25", 0.25)):
        box.selectAll()
        qtbot.keyClicks(box, text)
        assert box.value() == pytest.approx(value)
    monkeypatch.setitem(language._SIGNS, ord("."), ord(","))
    box.setValue(5e-4)
    assert box.text() == "0,0005"
    box.stepBy(1)
    assert box.text() == "0,001" and box.value() == 0.001


def test_arrows_go_through_a_series_or_add(qtbot):
    rate, share = FloatSpin(1e-7, 1, 0), FloatSpin(0, 1, 0.05)
    qtbot.addWidget(rate)
    qtbot.addWidget(share)
    rate.setValue(5e-4)
    seen = []
    for steps in (1, 1, -3, -1):
        rate.stepBy(steps)
        seen.append(rate.text())
    assert seen == ["0.001", "0.002", "0.0002", "0.0001"]
    share.setValue(0.1)
    share.stepBy(1)
    assert share.value() == 0.15 and share.text() == "0.15"
    share.stepBy(-100)
    assert share.value() == 0
