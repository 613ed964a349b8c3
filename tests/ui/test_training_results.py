"""The page Results on made-up runs: table, one run, comparison, the thesis's tables, models."""

import json
import os
import threading
import time
import tomllib
import types
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from gng_desktop.core.progress import Progress
from gng_desktop.modelstore import find_models, install_model
from gng_desktop.training.recipe import parse_recipe
from gng_desktop.ui.kit import language
from gng_desktop.ui.kit.workers import UserError
from gng_desktop.ui.training.results import run_actions
from gng_desktop.ui.training.results.page import ResultsPage
from gng_desktop.ui.training.results.runs_table import COLUMNS
from gng_desktop.ui.training.workspace import RUNS_KEY, TESTED_KEY, Workspace
from tests.fakes import manifest_fields, platt
from tests.tiny_data import write_table
from tests.ui.driver import emitted
from tests.ui.training_kit import texts_of as texts

NAMES = ("accuracy", "precision", "recall", "f1", "mcc", "auc", "brier", "cllr", "ece")
COUNTS = {"true_real": 40, "false_generated": 2, "false_real": 3, "true_generated": 55}
OLD = 1_700_000_000
WOMEN = {
    "images": 41,
    "counts": [[30, 4, 6], [0, 0, 1]],
    "false_alarm": 0.15,
    "miss": 0.0,
    "intervals": {"false_alarm": [0.07, 0.29], "miss": [0.0, 0.79]},
}
GAP = {"groups": ["male", "female"], "gap": 0.125, "p": 0.02}
GENDERS = {
    "groups": {"female": WOMEN, "male": WOMEN},
    "undocumented": 5,
    "gaps": {"false_alarm": GAP, "miss": None},
}


def group(value, images=100):
    values = dict.fromkeys(NAMES, value)
    intervals = {name: [value - 0.02, value + 0.02] for name in NAMES} | {"ece": None}
    return {**values, **COUNTS, "images": images, "intervals": intervals}


def classifier_test(value):
    zones = {"called_generated": 0.1, "inconclusive": 0.2, "called_real": 0.7}
    source = zones | {"images": 30, "generated": 0, "intervals": dict.fromkeys(zones, [0.0, 0.9])}
    metrics = {
        "pairs": {"stylegan2/portraits": group(value)},
        "trained": group(value),
        "all": group(value),
        "trained_sources": ["stylegan2", "portraits"],
        "sources": {"portraits": source},
        "validation": {"pooled": {"images": 60, "called_generated": 0.01}},
        "fairness": {"gender": GENDERS},
        "ece": 0.02,
    }
    limits = {"real_below": 0.4, "generated_above": 0.8, "chosen_on": "validation split"}
    return {"parameters": 1234, "flip": False, "thresholds": limits, "metrics": metrics}


def segmenter_test():
    intervals = {"pixel_accuracy": [0.9, 0.95], "mean_iou": [0.6, 0.7], "foreground_iou": [0.9, 1]}
    iou = {"background": 0.9, "hair": 0.8}
    metrics = {
        "images": 20,
        "pixel_accuracy": 0.93,
        "mean_iou": 0.65,
        "foreground_iou": 0.94,
        "iou": iou,
        "intervals": intervals | {"iou": {name: [v - 0.1, v + 0.1] for name, v in iou.items()}},
    }
    return {"parameters": 1234, "metrics": metrics}


def write_run(runs, name, role="with_background", tested=None, backbone="mobilenet_v2", **more):
    folder = runs / name
    folder.mkdir(parents=True)
    rate = more.pop("rate", 0.001)
    recipe = {
        "name": name,
        "role": role,
        "model": {"backbone": backbone, "transfer": "none"},
        "fit": {"epochs": 4, "learning_rate": rate},
    }
    record = {
        "recipe": recipe,
        "environment": {"keras": "3"},
        "data_sha256": "ab" * 32,
        "images": {"train": 300, "val": 60},
        "finished": True,
        "best_epoch": 2,
        "wall_seconds": 4000.0,
    }
    (folder / "run.json").write_text(json.dumps(record | more), encoding="utf-8")
    head = ("epoch", "loss", "val_loss", "accuracy", "val_accuracy", "seconds")
    rows = [(n, 0.5 / n, 0.6 / n, 0.7, 0.6, 100.0) for n in (1, 2, 3)]
    write_table(folder / "log.csv", head, rows)
    (folder / "best.weights.h5").write_bytes(b"weights")
    if tested:
        (folder / "metrics.json").write_text(json.dumps(tested), encoding="utf-8")
    for path in folder.iterdir():
        os.utime(path, (OLD, OLD))  # else an unfinished run would count as running
    return folder


@pytest.fixture
def runs(tmp_path):
    folder = tmp_path / "runs"
    best = write_run(folder, "best", tested=classifier_test(0.95))
    bins = [(n / 10, n / 10 + 0.1, 5, n / 10 + 0.05, n / 10, 0.0, 1.0) for n in range(10)]
    head = ("from", "to", "images", "mean_score", "share_generated", "low", "high")
    write_table(best / "plots" / "reliability.csv", head, bins)
    write_run(folder, "poor", tested=classifier_test(0.80), rate=0.5)
    write_run(folder, "near", "without_background", classifier_test(0.94))
    write_run(folder, "seg", "segmenter", segmenter_test(), "resnet50")
    write_run(folder, "half", finished=False)
    write_run(folder, "fresh")
    (folder / "bad").mkdir()
    (folder / "bad" / "run.json").write_text("{", encoding="utf-8")
    return folder


@pytest.fixture
def models(tmp_path, monkeypatch):
    """The user's folder of models; nothing came with the program."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_args, **_kw: tmp_path / "user")
    for module in ("inventory", "changes"):
        name = f"gng_desktop.modelstore.{module}.shipped_folder"
        monkeypatch.setattr(name, lambda: tmp_path / "shipped")
    return tmp_path / "user" / "models"


def put_model(models, name, training=None, auc=0.9):
    fields = manifest_fields(id=name, calibration=platt(1, 0), training=training or {})
    fields["metrics"] = classifier_test(auc)["metrics"]
    models.mkdir(parents=True, exist_ok=True)
    weights, card = models.parent / f"{name}.h5", models.parent / "CARD.md"
    weights.write_bytes(name.encode())
    card.write_text(f"# Card of {name}", encoding="utf-8")
    files = {"model.weights.h5": weights, "CARD.md": card}
    return install_model(models / "with-background", fields, files, replace=True)


@pytest.fixture
def page(qtbot, settings, models):
    """The page, with all that it said."""
    place = Workspace(settings)
    page = ResultsPage(place)
    page.messages, page.alerts = emitted(place.status_message), emitted(place.alert)
    page.was_busy, page.changes = (
        emitted(page.run_actions.busy_changed),
        emitted(place.models_changed),
    )
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    yield page
    assert page.close()
    assert not any(runner.pool.activeThreadCount() for runner in page.runners)


@pytest.fixture
def idle(until, page):
    return lambda: until(lambda: not any(runner.busy for runner in page.runners))


@pytest.fixture
def shown(page, runs, idle, until):
    page.use_runs(runs)
    until(lambda: len(page.model.runs) == 7)
    idle()
    return page


@pytest.fixture
def choose(shown, runs, idle):
    def choose(*names, data=None):
        shown.table.clearSelection()
        chosen = shown.table.selectionModel()
        for row, found in enumerate(shown.model.shown):
            if found.name in names:
                whole = chosen.SelectionFlag.Select | chosen.SelectionFlag.Rows
                chosen.select(shown.model.index(row, 0), whole)
        if data is not None:
            shown.use_data(data)
        idle()
        return shown

    return choose


def decimal_commas(monkeypatch):
    for sign, other in (".,", ",."):
        monkeypatch.setitem(language._SIGNS, ord(sign), ord(other))


def names(page):
    return [found.name for found in page.model.shown]


# -- the table --------------------------------------------------------------------------------


def test_without_runs_two_sentences_say_what_to_do(page, tmp_path, idle):
    (tmp_path / "none").mkdir()
    page.use_runs(tmp_path / "none")
    idle()
    assert page.views.currentWidget() is page.empty
    assert page.empty.text().startswith("There are no runs here yet. ")


def test_the_table_tells_of_every_run(shown):
    assert names(shown) == ["bad", "best", "fresh", "half", "near", "poor", "seg"]
    row = [shown.model.index(1, column).data() for column in range(len(COLUMNS))]
    assert row[:5] == ["best", "With background", "mobilenet_v2", "none", "Tested"]
    assert row[5:10] == ["3 / 4", "2", "0.3000", "AUC 0.950 [0.930, 0.970]", "1 h 06 min"]
    states = [found.state for found in shown.model.shown]
    assert states == ["damaged", "tested", "finished", "unfinished", *["tested"] * 3]
    assert shown.filter.count.text() == "7 runs"
    assert not shown.alerts


def test_a_damaged_run_says_its_sentence_in_its_row(shown, choose):
    column = COLUMNS.index("epochs")
    index = shown.model.index(0, column)
    assert "cannot be read; restore or remove that run." in index.data()
    assert shown.table.columnSpan(0, column) == len(COLUMNS) - column
    choose("bad")
    assert shown.below.currentWidget() is shown.hint
    assert "restore or remove that run." in shown.hint.text()


def test_rows_are_sorted_and_those_that_say_nothing_come_last(shown):
    shown.table.sortByColumn(COLUMNS.index("figure"), Qt.SortOrder.DescendingOrder)
    assert names(shown)[:4] == ["seg", "best", "near", "poor"]
    assert set(names(shown)[4:]) == {"bad", "fresh", "half"}
    shown.table.sortByColumn(COLUMNS.index("figure"), Qt.SortOrder.AscendingOrder)
    assert names(shown)[:4] == ["poor", "near", "best", "seg"]
    assert set(names(shown)[4:]) == {"bad", "fresh", "half"}


def test_the_filter_takes_text_role_and_state(shown):
    shown.filter.search.setText("resnet")
    assert names(shown) == ["seg"]
    assert shown.filter.count.text() == "1 of 7 runs"
    shown.filter.search.clear()
    shown.filter.role.setCurrentIndex(shown.filter.role.findData("with_background"))
    assert names(shown) == ["best", "fresh", "half", "poor"]
    shown.filter.state.setCurrentIndex(shown.filter.state.findData("tested"))
    assert names(shown) == ["best", "poor"]


def test_what_is_selected_outlives_a_new_order(choose, runs):
    page = choose("best")
    page.table.sortByColumn(COLUMNS.index("seconds"), Qt.SortOrder.DescendingOrder)
    page.filter.search.setText("e")
    assert [found.name for found in page.table.selected] == ["best"]
    page.filter.search.setText("seg")
    assert page.table.selected == []
    assert page.below.currentWidget() is page.hint


def test_f5_reads_the_runs_again(shown, runs, qtbot, until, idle):
    write_run(runs, "new")
    qtbot.keyClick(shown.table, Qt.Key.Key_F5)
    until(lambda: "new" in names(shown))
    idle()


def test_folders_are_kept(shown, runs, settings, idle, tmp_path):
    shown.use_data(tmp_path)
    idle()
    assert settings.value(RUNS_KEY) == str(runs)
    assert settings.value(TESTED_KEY) == str(tmp_path)


def test_a_reading_that_takes_long_is_not_begun_again(shown, qtbot, idle, monkeypatch):
    begun, go = [], threading.Event()

    def overview(folder, models):
        begun.append(folder)
        while not go.wait(0.01):
            yield Progress(0, 0, "Reading the runs")

    monkeypatch.setattr("gng_desktop.ui.training.results.jobs.overview", overview)
    shown.refresh()
    shown._watch.start(1)
    qtbot.wait(200)
    assert len(begun) == 1
    go.set()
    qtbot.waitUntil(lambda: len(begun) > 1)
    shown._watch.stop()
    idle()


def test_a_hidden_page_reads_when_it_is_shown(shown, runs, idle, until):
    shown.hide()
    write_run(runs, "new")
    shown.refresh()
    assert not shown.reader.busy
    shown.show()
    until(lambda: "new" in names(shown))
    idle()


# -- one run ----------------------------------------------------------------------------------


def test_one_run_has_curves_figures_and_errors(choose):
    page = choose("best")
    details = page.details
    description = details.curves.accessibleDescription()
    assert "Loss, best" in description and "Accuracy, best" in description
    rows = texts(details.figures)
    assert rows[0] == ["stylegan2/portraits, 100 images", "accuracy", "0.950", "0.930 – 0.970"]
    assert rows[8] == ["", "ECE", "0.950", "—"]
    assert details.confusion.words[1].startswith("2 of 42 images that are real were called gen")
    assert "5 images, 50.0 % of them generated" in details.reliability.accessibleDescription()
    assert texts(details.sources) == [["portraits", "real", "10.0 %", "20.0 %", "70.0 %"]]
    assert ["fit.learning_rate", "0.001"] in texts(details.recipe)
    assert ["Data SHA-256", "ab" * 32] in texts(details.facts)
    assert page.header.facts.text().endswith("accuracy 0.950 [0.930, 0.970]")


def test_curves_are_read_out_by_the_keys(choose, qtbot):
    plot = choose("best").details.curves
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right):
        qtbot.keyClick(plot, key)
    assert plot.read_out == "Epoch 2\nvalidation 0.3000, training 0.2500"
    assert "0.3000 on the validation images at the best epoch, 2" in plot.accessibleDescription()
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.read_out == ""


def test_a_segmenter_has_its_iou_by_class(choose):
    page = choose("seg")
    output = page.details.iou.accessibleDescription().split("; ")
    assert len(output) == 14
    assert "hair: 0.800, 95 % interval 0.700 to 0.900" in output
    assert "teeth: no figure" in output
    page.details.setCurrentWidget(page.details.errors)
    assert page.details.iou.isVisible()
    assert not page.details.reliability.isVisible()


def test_an_untested_run_says_so(choose):
    details = choose("fresh").details
    assert details.no_figures.text().startswith("This run has not been tested yet")
    assert details.figures.isHidden()
    assert details.no_errors.text() == "There is nothing to show until the run has been tested."


def test_errors_by_group_of_people(choose):
    view = choose("best").details.fairness
    assert "female 12.5 points above male (p = 0.020, more than chance)." in view.gaps.text()
    assert "Fewer than two groups have 30 images to compare misses on." in view.gaps.text()
    cells = [view.table.text(0, c) for c in (0, 1, 2, 4)]
    assert cells == ["Gender", "female", "15.0 %", "30 / 4 / 6"]
    assert view.table.rowCount() == 2


def test_the_card_is_that_of_the_model_made_of_the_run(choose, runs, models, idle):
    record = json.loads((runs / "best" / "run.json").read_text())
    put_model(models, "mine", record)
    page = choose("best")
    page.refresh()
    idle()
    assert page.model.index(1, 0).data() == "✓ best"
    page.details.setCurrentIndex(page.details.count() - 1)
    idle()
    assert "Card of mine" in page.details.card.toPlainText()
    assert "in use" in page.header.facts.text()


def test_a_run_without_a_model_shows_what_its_card_would_say(choose, runs, idle):
    text = (Path(__file__).parents[2] / "recipes" / "with_background.toml").read_text("utf-8")
    record = json.loads((runs / "best" / "run.json").read_text())
    record["recipe"] = parse_recipe(tomllib.loads(text)).to_dict()
    (runs / "best" / "run.json").write_text(json.dumps(record))
    page = choose("best")
    page.details.setCurrentIndex(page.details.count() - 1)
    idle()
    assert "with-background-mobilenet" in page.details.card.toPlainText()
    assert page.details.card_note.text().startswith("What the card of a model made from this run")


def write_mistakes(run, wrong=True):
    folder = run / "mistakes"
    folder.mkdir()
    Image.new("RGB", (32, 32), (200, 10, 10)).save(folder / "01.png")
    head = ["rank", "path", "source", "truth", "score", "loss", "mean_iou", "pixel_accuracy"]
    head += ["wrong", "picture", "map"]
    row = [1, "a/<b>.jpg", "ffhq", "real", 0.97, 3.5, "", "", wrong, "01.png", "../01.png"]
    write_table(folder / "mistakes.csv", head, [row])


def test_mistakes_are_shown_with_truth_and_score(choose, runs):
    write_mistakes(runs / "best")
    view = choose("best").details.mistakes
    assert view.list.count() == 1
    assert view.list.item(0).text() == "✕ real, score 0.970\nffhq"
    assert "<b>" in view.list.item(0).toolTip()
    choose("poor")
    assert view.note.text() == "The mistakes of this run have not been searched for yet."
    assert view.list.count() == 0


def test_damaged_mistakes_are_reported_in_one_sentence(choose, runs):
    (runs / "best" / "mistakes").mkdir()
    (runs / "best" / "mistakes" / "mistakes.csv").write_text("rank\nx\n")
    [(sentence, details)] = choose("best").alerts
    assert sentence.endswith("is damaged; find the mistakes of the run again.")
    assert not details


# -- several runs -----------------------------------------------------------------------------


def test_two_runs_are_compared(choose, idle):
    page = choose("best", "poor", "bad")
    assert page.below.currentWidget() is page.compare
    assert page.compare.title.text() == "2 runs compared"
    description = page.compare.curves.accessibleDescription()
    assert "Loss, best" in description and "Accuracy, poor" in description
    rows = {tuple(row[:2]): n for n, row in enumerate(texts(page.compare.figures))}
    item = page.compare.figures.item(rows["stylegan2/portraits", "accuracy"], 3)
    assert item.text() == "0.800 [0.780, 0.820]"
    assert item.data(Qt.ItemDataRole.UserRole) == "▼ lower"
    assert item.font().bold()
    assert texts(page.compare.recipe) == [["fit.learning_rate", "0.001", "0.5"]]
    page.compare.first.setCurrentIndex(page.compare.first.findText("poor"))
    page.compare.first.activated.emit(1)
    idle()
    assert page.compare.found.names == ("poor", "best")


def test_a_difference_within_the_intervals_is_no_difference(choose):
    page = choose("best", "near")
    cells = [page.compare.figures.item(row, 3) for row in range(9)]
    below = {cell.data(Qt.ItemDataRole.UserRole) for cell in cells}
    assert below == {"≈ within the intervals", ""}  # the ECE has no interval
    page.compare.only_apart.setChecked(True)
    assert {row[1] for row in texts(page.compare.figures)} <= {""}


def test_a_comparison_is_exported(choose, tmp_path, monkeypatch, idle):
    page = choose("best", "poor")
    out = str(tmp_path / "out")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: out)
    page.compare.export.click()
    idle()
    assert (tmp_path / "out" / "comparison.md").is_file()
    assert page.messages == [f"Written: {out}"]


def test_the_matrix_of_mistakes_is_drawn_and_shown(choose, work, runs, idle, tmp_path):
    page = choose("best", "poor", data=tmp_path)
    path = work.result = tmp_path / "matrix.png"
    QImage(40, 30, QImage.Format.Format_RGB32).save(str(path))
    page.compare.matrix.button.click()
    idle()
    folders = [runs / "best", runs / "poor"]
    assert work.asked == [("draw_matrix", folders, tmp_path, runs / "matrix")]
    assert page.compare.matrix.picture.pixmap().width() == 40
    assert str(path) in page.compare.matrix.words.text()


# -- the thesis's tables ----------------------------------------------------------------------


@pytest.fixture
def table(shown, idle):
    shown.tables_button.click()
    idle()
    return shown.tables


def test_tables_hold_our_figures_and_the_thesis_s(table, monkeypatch):
    rows = texts(table.table)
    assert rows[1] == ["ResNet50", "seg", "1,234", "0.9300 [0.900, 0.950]", "0.6500 [0.600, 0.700]"]
    assert table.table.item(1, 3).data(Qt.ItemDataRole.UserRole) == "thesis 0.9539"
    assert table.left_out.text() == "⚠  Left out because damaged: bad"
    table.which.setCurrentIndex(3)
    assert ["mobilenet_v2", "none", "best", "1h 06m", "2"] in texts(table.table)
    table.which.setCurrentIndex(table.which.findData("openforensics"))
    assert texts(table.table)[0][:4] == ["Test-Dev", "MobileNetV2", "—", "no run"]
    assert table.table.item(0, 3).data(Qt.ItemDataRole.UserRole) == "paper 0.9944"
    decimal_commas(monkeypatch)
    table.which.setCurrentIndex(0)
    assert texts(table.table)[1][2:4] == ["1.234", "0,9300 [0,900; 0,950]"]


def test_a_selected_row_is_copied(table, qtbot):
    table.table.selectRow(1)
    qtbot.keyClick(table.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("ResNet50\tseg\t1,234\t0.9300")


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("t.tex", "CSV (*.csv)", "t.tex"),
        ("t", "LaTeX (*.tex)", "t.tex"),
        ("v1.2", "CSV (*.csv)", "v1.2.csv"),
    ],
)
def test_a_table_is_exported(table, typed, kind, written, tmp_path, monkeypatch, shown, idle):
    chosen = (str(tmp_path / typed), kind)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: chosen)
    table.export.click()
    idle()
    assert (tmp_path / written).stat().st_size > 100
    assert shown.messages == [f"Written: {tmp_path / written}"]


def test_a_table_that_cannot_be_written_is_refused(table, tmp_path, monkeypatch, idle, shown):
    (tmp_path / "t.csv").mkdir()
    chosen = (str(tmp_path / "t.csv"), "CSV (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: chosen)
    table.export.click()
    idle()
    [(sentence, details)] = shown.alerts
    assert sentence.endswith("choose another.")
    assert not details


# -- models -----------------------------------------------------------------------------------


@pytest.fixture
def work(monkeypatch):
    """Stands in for the process; what was asked, answered with `result`, or never if `endless`."""
    fake = types.SimpleNamespace(asked=[], result=None, endless=False, ended=False)

    def in_child(what, task, *arguments):
        fake.asked.append((task.__name__, *arguments))
        try:
            yield Progress(1, 2, what)
            while fake.endless:
                time.sleep(0.005)
                yield Progress(1, 2, what)
            if isinstance(fake.result, Exception):
                raise fake.result
            yield fake.result
        finally:
            fake.ended = True

    monkeypatch.setattr(run_actions, "in_child", in_child)
    return fake


def test_a_run_is_tested_on_the_data(choose, runs, work, idle, tmp_path):
    page = choose("fresh", data=tmp_path)
    (runs / "fresh" / "metrics.json").write_text(json.dumps(classifier_test(0.9)))
    page.header.test.click()
    assert not page.header.use.isEnabled()
    idle()
    assert work.asked == [("evaluate", runs / "fresh", tmp_path)]
    assert page.messages == ["Run fresh has been tested."]
    assert page.was_busy == [True, False]
    assert page.table.selected[0].state == "tested"
    assert texts(page.details.figures)[0][2] == "0.900"


def test_the_data_folder_is_asked_for(choose, work, monkeypatch):
    page = choose("fresh")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: "")
    page.header.test.click()
    assert work.asked == []


def test_mistakes_are_looked_for(choose, runs, work, idle, tmp_path):
    page = choose("best", data=tmp_path)
    write_mistakes(runs / "best")
    page.details.mistakes.maps.setChecked(True)
    page.details.mistakes.button.click()
    idle()
    assert work.asked == [("find_mistakes", runs / "best", tmp_path, 12, True)]
    assert page.details.mistakes.list.count() == 1


def test_a_run_is_used_when_the_user_agrees(choose, runs, models, work, idle, tmp_path, answer):
    put_model(models, "before")
    page = choose("best", data=tmp_path)
    page.refresh()
    idle()
    page.changes.clear()
    work.result = ("after@0123", models / "with-background")
    asked = answer("Cancel")
    page.header.use.click()
    assert work.asked == []
    title, text, more, buttons = asked[0]
    assert text == "Use run best as the with-background classifier?"
    assert "It replaces before@" in more
    assert "This run: AUC 0.950" in more and "Model in use: AUC 0.900" in more
    assert buttons[0] == "Cancel" and "has worse test figures" not in more
    answer("Use this model")
    page.header.use.click()
    idle()
    target = models / "with-background"
    assert work.asked == [("publish_run", runs / "best", tmp_path, target)]
    assert page.messages[0].startswith("Run best is now the with-background classifier: after@0123")
    assert len(page.changes) == 1


def test_a_run_that_tests_worse_is_warned_of_with_both_figures(
    choose, models, idle, tmp_path, answer, monkeypatch
):
    put_model(models, "before", auc=0.97)
    page = choose("best", data=tmp_path)
    page.refresh()
    idle()
    asked = answer("Cancel")
    page.header.use.click()
    more = asked[0][2]
    assert more.startswith("⚠ This run has worse test figures than the model in use: AUC 0.950")
    assert "against 0.970" in more.splitlines()[0]
    decimal_commas(monkeypatch)
    answer("Cancel")
    page.header.use.click()
    first, *_, last = asked[-1][2].splitlines()
    assert "AUC 0,950 [0,930; 0,970] against 0,970 [0,950; 0,990]." in first
    assert last == "Model in use: AUC 0,970 [0,950; 0,990]"


def test_a_run_that_cannot_become_a_model_is_refused_plainly(choose, work, tmp_path):
    page = choose("half", data=tmp_path)
    page.header.use.click()
    assert work.asked == []
    assert "is not finished" in page.alerts[0][0]


def test_a_refusal_of_the_publication_is_shown_and_nothing_changes(
    choose, work, tmp_path, idle, answer
):
    page = choose("best", data=tmp_path)
    work.result = UserError("It ranks the classes the wrong way round; train longer.")
    answer("Use this model")
    page.header.use.click()
    idle()
    assert page.alerts == [("It ranks the classes the wrong way round; train longer.", "")]
    assert not page.changes
    assert page.header.use.isEnabled()


def test_rolling_back_brings_the_previous_model_back(choose, models, idle, answer):
    page = choose("best")
    assert not page.header.back.isEnabled()
    put_model(models, "one")
    put_model(models, "two")
    page.refresh()
    idle()
    assert len(page.changes) == 1  # another program has changed them
    assert page.header.back.isEnabled()
    asked = answer("Roll back")
    page.header.back.click()
    idle()
    assert asked[0][1] == "Go back to the previous with-background classifier?"
    assert find_models().models["with_background"].manifest.id == "one"
    assert page.messages[0].startswith("The with-background classifier is one@")
    assert len(page.changes) == 2


def test_work_can_be_stopped(choose, work, until, idle, tmp_path):
    page = choose("best", data=tmp_path)
    work.endless = True
    page.header.test.click()
    until(lambda: work.asked == [("evaluate", page.runs / "best", tmp_path)])
    assert page.busy
    page.stop()
    until(lambda: work.ended)
    assert page.messages == ["Stopped; a model is installed whole or not at all."]
    assert page.was_busy == [True, False]
    idle()
    assert page.header.test.isEnabled()
