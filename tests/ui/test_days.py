"""What an analyst does on the first days, through the program's own main: nothing disagrees."""

import csv
import re
from types import SimpleNamespace

import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtCore import QPointF, QRect, QSettings, Qt, QTimer
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from gng_desktop.analysis.conclusion import conclude
from gng_desktop.analysis.stress import Stress, StressPoint
from gng_desktop.casework.case.store import Case
from gng_desktop.explain.methods import Explained
from gng_desktop.explain.region_groups import players_of
from gng_desktop.imaging.inputs import resize_mask
from gng_desktop.runs.figures import Figure
from gng_desktop.ui.compare.window import CompareWindow
from gng_desktop.ui.kit import notice, screen
from gng_desktop.ui.kit.badge import WORDS
from gng_desktop.ui.panels.layout import TABBED
from gng_desktop.ui.panes.empty_state import EmptyState
from gng_desktop.ui.report.dialog import ReportDialog
from gng_desktop.ui.training.words import figure_text
from tests.fakes import by_regions
from tests.ui.driver import erase, type_keys
from tests.ui.test_list_session import case_at, evidence, idle, item, names, seen  # noqa: F401
from tests.ui.test_program import collage  # noqa: F401
from tests.ui.test_triage import analysed, at_rest  # noqa: F401

pytestmark = pytest.mark.usefixtures("loaded_once")
SMALL = QRect(0, 0, 960, 540)
"""A screen of 1920 x 1080 at 200 %."""


@pytest.fixture
def italian(isolated, spoken_in):
    """The settings ask for Italian."""
    QSettings().setValue("language", "it")


def dialogs(window, *keys):
    """Open the dialogs of commands one by one; return the size of each."""
    sizes = []

    def close():
        dialog = QApplication.activeModalWidget()
        sizes.append(dialog.frameGeometry().size())
        dialog.reject()

    for key in keys:
        QTimer.singleShot(200, window, close)
        window.commands[key].trigger()
    return sizes


def test_a_small_dark_window_in_italian(start, evidence, italian, explainer, monkeypatch):  # noqa: F811
    monkeypatch.setattr(screen, "available", lambda window: SMALL)
    QSettings().setValue("theme", "Dark")
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("parameters", "portrait\nSteps: 30, Sampler: Euler a, CFG scale: 7, Seed: 5")
    Image.open(evidence / "a.png").save(evidence / "a.png", pnginfo=chunks)

    def steps(window, watchdog):
        panes, verdict = window.panes, window.verdict
        yield "open", lambda: seen(window, "a.png") and verdict.flag.text()
        yield "listed", lambda: item(window, "a.png").flag
        assert SMALL.contains(window.rect()) and window.rect().contains(
            window.statusBar().geometry()
        )
        assert verdict.flag.text().startswith("⚑  I metadati del file dichiarano")
        assert verdict.with_background.score_text == "0,14"
        figure = Figure("all", 90, "auc", 0.931, 0.905, 0.954)
        assert figure_text(figure) == "AUC 0,931 [0,905; 0,954]"
        badge = QAccessible.queryAccessibleInterface(verdict.badge)
        assert badge.text(QAccessible.Text.Name) == "Esito: reale"
        window.commands["explain"].trigger()
        yield "explained", lambda: panes.panes[2].has_picture and idle(window)
        titles = [pane.title for pane in panes.panes]
        assert not [t.text() for t in titles if "…" in t.text() or t.width() < t.sizeHint().width()]
        for key in TABBED:
            window.arrangement.show(key)
            panel = window.arrangement.docks[key].widget()
            yield key, panel.isVisible
            assert panel.widget().minimumSizeHint().width() <= panel.viewport().width(), key
        figures = f"{window.explanation.summary.rows} {window.explanation.summary.text.text()}"
        assert "," in figures and not re.search(r"\d\.\d", figures), figures
        window.commands["views_classic"].trigger()
        shown = [pane for pane in panes.panes if not pane.isHidden()]
        yield "classic", lambda: all(pane.has_picture for pane in shown)
        assert panes.about.isVisible() and panes.colour_bar.isHidden()
        watchdog.forgive()
        sizes = dialogs(window, "settings", "shortcuts", "about")
        assert len(sizes) == 3 and all(s.height() <= 540 and s.width() <= 960 for s in sizes)

    start(steps, "open", evidence)


def report(window, path, monkeypatch, logo):
    """Write a report of the case's images, but the last one unless the file is called all."""
    proposed = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *rest: proposed.append(rest[2]) or (str(path), "")
    )
    window.commands["report"].trigger()
    yield "asked", lambda: any(d.isVisible() for d in window.findChildren(ReportDialog))
    dialog = next(d for d in window.findChildren(ReportDialog) if d.isVisible())
    assert dialog.list.count() == 3
    dialog.order.setCurrentIndex(1)
    dialog.order.activated.emit(1)
    if path.stem != "all":
        dialog.list.item(2).setCheckState(Qt.CheckState.Unchecked)
        assert dialog.count.text() == "2 of 3 images"
    dialog.laboratory.setText("Laboratory 7")
    dialog.logo.setText(str(logo))
    dialog.accept()
    yield "written", lambda: path.exists() and at_rest(window)
    assert proposed[0].endswith("Robbery.pdf")


# Qt warns so while it prints these pages.
@pytest.mark.qt_log_ignore("Pixel size <= 0", "does not support", extend=True)
def test_images_are_compared_and_reported_on(start, evidence, case_at, analysed, monkeypatch):  # noqa: F811
    paths = [case_at.with_name(name) for name in ("two.html", "two.pdf", "all.pdf")]
    logo = case_at.with_name("logo.png")
    Image.new("RGB", (60, 20), (200, 30, 30)).save(logo)

    def steps(window, watchdog):
        yield from analysed(window)
        table = window.evidence.table
        # One bar for the job, and Esc stops it from anywhere.
        window.explanation.controls.evaluations = 5000
        type_keys(window, "Ctrl+E")
        yield "explaining", lambda: window.indicator.running == ["SHAP maps"]
        type_keys(window, "Esc")
        assert not window.session.jobs.busy and window.status_text.text() == "Cancelled"
        table.selectAll()
        type_keys(window, "Ctrl+M")
        yield "compare", lambda: bool(window.findChildren(CompareWindow))
        (compare,) = window.findChildren(CompareWindow)
        yield "compared", lambda: compare.facts.rowCount() > 4 and not compare.runner.busy
        assert [c.badge.word for c in compare.columns][:2] == ["REAL"] * 2
        first, second, _ = compare.columns
        first.view.zoom_at(first.canvas.size().toSizeF(), QPointF(50, 50), 4)
        yield "linked", lambda: second.view.zoom > 1
        compare.close()

        window.commands["new_case"].trigger()
        yield "case", lambda: window.casefile.case is not None and at_rest(window)
        table.selectAll()
        counted = []
        window.adding.runner.progress.connect(lambda p: counted.append((p.done, p.total)))
        window.commands["add_to_case"].trigger()
        yield "added", lambda: "3 images added" in window.status_text.text() and at_rest(window)
        assert [(n, 3) for n in range(3)] == [pair for pair in counted if pair[1]]
        for path in paths:
            yield from report(window, path, monkeypatch, logo)

    start(steps, "open", evidence)
    text, two, three = (path.read_bytes() for path in paths)
    assert all(part in text for part in (b"Laboratory 7", b"a.png", b"b.png"))
    pages = [len(re.findall(rb"/Type /Page\b(?!s)", data)) for data in (two, three)]
    assert pages[1] == pages[0] + 1  # a page each
    case = Case.open(case_at)
    log = " ".join(entry.what for entry in case.log())
    assert len(case.images()) == 3 and all(path.name in log for path in paths)


def test_the_mask_of_a_face_from_before_there_was_a_case(start, collage, case_at):  # noqa: F811
    scores = []

    def corrected(window):
        found = window.session.found.analysis
        noted = "The mask was corrected by" in " ".join(found.notes)
        return noted and found.face_index == window.session.faces.chosen == 2 and idle(window)

    def face_2(window):
        yield "faces", lambda: window.session.faces.group is not None and idle(window)
        for _ in range(2):
            window.commands["next_face"].trigger()
        yield "face 2", lambda: window.session.faces.chosen == 2 and idle(window)

    def first(window, watchdog):
        yield from face_2(window)
        before = window.session.found.analysis
        yield from erase(window)
        yield "corrected", lambda: corrected(window)
        scores.append(window.session.found.analysis.score_without_background)
        assert scores[0] != before.score_without_background
        window.commands["new_case"].trigger()
        yield "case", lambda: window.casefile.case is not None and idle(window)
        window.commands["add_to_case"].trigger()
        yield "added", lambda: item(window, "collage.png").in_case and idle(window)

    start(first, "open", collage)
    log = [entry.what for entry in Case.open(case_at).log() if "mask" in entry.what]
    assert log == ["analyst's mask of collage.png"]

    def second(window, watchdog):
        yield from face_2(window)
        yield "with the mask", lambda: corrected(window)
        assert window.session.found.analysis.score_without_background == scores[0]
        entries = window.casefile.case.entries
        window.commands["add_to_case"].trigger()
        yield "nothing new", lambda: "is in the case" in window.status_text.text()
        assert window.casefile.case.entries == entries

    start(second)


def test_a_training_is_prepared_and_nothing_is_disabled_without_a_reason(start, tmp_path):
    rows = ["path,label,source,split"]
    for number, split in enumerate(("train",) * 4 + ("val",) * 2 + ("test",) * 2):
        for label, colour in (("real", (230, 150, 90)), ("fake", (60, 90, 230))):
            Image.new("RGB", (64, 64), colour).save(tmp_path / f"{label}{number}.png")
            rows.append(f"{label}{number}.png,{label},{label}s,{split}")
    (tmp_path / "index.csv").write_text("\n".join(rows))

    def steps(window, watchdog):
        yield "models", lambda: window.session.analyser is not None
        type_keys(window, "F4")
        yield "training", lambda: window.training is not None
        page = window.training
        data, recipe = page.data, page.recipe
        assert not data.next_button.isEnabled()
        assert data.why_not.text() == "Choose a data set first."
        data.open(tmp_path / "index.csv")
        yield "checked", lambda: data.data is not None and not data.checker.busy
        yield "usable", data.next_button.isEnabled
        data.next_button.click()
        yield "recipe", lambda: recipe.form is not None and recipe.way_out.isVisible()
        # What keeps the training from being started is said, with a way out of it.
        assert not recipe.start_button.isEnabled() and "weights" in recipe.problem.text()
        recipe.way_out.click()
        yield "ready", lambda: recipe.start_button.isEnabled() or recipe.problem.text()

    start(steps)


@pytest.fixture
def quick(monkeypatch):
    """Regions and stress tests that take no time; says what was asked for."""
    asked = []

    def explain(analyser, analysis, method, evaluations, masker, unit, preview=False):
        asked.append(method)
        views = analysis.views
        size = views.network_rgb.shape[1::-1]  # of what the classifiers see
        players = players_of(resize_mask(views.network_mask, *size))
        values = dict.fromkeys(players.names, 0.1) | {"background": 1.5, "hair": -9.0}
        pair = tuple(
            by_regions(values, labels=players.labels, image=image)
            for image in (views.network_rgb, views.network_stripped)
        )
        maps = tuple(one.to_explanation() for one in pair)
        yield Explained(maps, pair, "It rests on the hair.", ((9.0, 4.0),) * 2)

    def stress(analyser, analysis, kinds):
        asked.append("stress")
        points = (("as is", 0, "real"), ("jpeg", 90, "real"), ("blur", 2, "inconclusive"))
        yield Stress(tuple(StressPoint(k, n, "ok", v, 0.2, 0.2, "") for k, n, v in points))

    monkeypatch.setattr("gng_desktop.explain.methods.explain", explain)
    monkeypatch.setattr("gng_desktop.ui.image.jobs.stress", stress)
    return asked


def explained_by_regions(window):
    """Assert that map, colour bar, text and tips are those of the regions' totals."""
    regions, bar = window.explanation.regions, window.panes.colour_bar
    assert regions.reading.text() == "It rests on the hair."
    assert window.panes.scene.limit() == pytest.approx(9.0)
    assert "+9.0 toward" in bar.accessibleDescription() and "whole region" in bar.toolTip()
    # No factor on the odds that the held-out images do not back: it would be 1/8103.
    tips = {row.name: regions.bars.tip(row) for row in regions.bars.rows}
    assert tips["hair"].count("× less than 0.") == 2, tips


def test_regions_and_stress_tests_stay_with_their_image(start, evidence, quick):  # noqa: F811
    def shown(window):
        explained_by_regions(window)
        assert "survives 1 of the 2 changes" in window.stress.words.text()

    def first(window, watchdog):
        controls, regions = window.explanation.controls, window.explanation.regions
        yield "open", lambda: seen(window, "a.png")
        controls.masker = "mean"
        controls.method = "regions"
        window.commands["explain"].trigger()
        yield "explained", lambda: bool(window.session.found.explained) and idle(window)
        # The masker shown is the one that was used, whatever another method is to use.
        assert controls.masker_box.currentText() == "blur"
        assert "Hidden pixels: blur" in window.explanation.summary.text.text()
        explained_by_regions(window)
        regions.spread.click()
        yield "per pixel", lambda: window.panes.scene.limit() < 0.5
        assert "whole region" not in window.panes.colour_bar.toolTip()
        regions.spread.click()
        yield "whole", lambda: window.panes.scene.limit() > 0.5
        window.commands["stress"].trigger()
        yield "tested", lambda: window.session.found.stress is not None and idle(window)
        window.evidence.select(evidence / "b.png")
        yield "b", lambda: seen(window, "b.png")
        assert not window.session.found.explained and window.session.found.stress is None
        window.evidence.select(evidence / "a.png")
        yield "back", lambda: seen(window, "a.png")
        shown(window)

    start(first, "open", evidence)

    def second(window, watchdog):
        yield "from the disk", lambda: seen(window, "a.png") and window.session.found.explained
        shown(window)
        # Nothing stays on the disk where none of it is to be used.
        window.settings.set("cache_mb", 0)
        window.evidence.select(evidence / "b.png")
        yield "b", lambda: seen(window, "b.png")
        window.commands["explain"].trigger()
        yield "explained", lambda: bool(window.session.found.explained) and idle(window)

    start(second)

    def third(window, watchdog):
        yield "b", lambda: seen(window, "b.png")
        assert not window.session.found.explained

    start(third)
    assert quick[:2] == ["regions", "stress"] and len(quick) == 3


def test_one_face_has_one_verdict_wherever_it_is_analysed(start, evidence, tmp_path):  # noqa: F811
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("parameters", "portrait\nSteps: 30, Sampler: Euler a, CFG scale: 7, Seed: 5")
    Image.open(evidence / "b.png").save(evidence / "b.png", pnginfo=chunks)
    listed = {}
    tables = tmp_path / "largest.csv", tmp_path / "every.csv"

    def steps(window, watchdog):
        model, session = window.evidence.model, window.session
        yield "open", lambda: seen(window, "a.png") and len(names(window)) == 3
        yield "all", lambda: model.counts()["waiting"] == 0 and at_rest(window)
        for path in model.paths():
            window.evidence.select(path)
            yield path.name, lambda path=path: seen(window, path.name)
            analysis = session.found.analysis
            listed[path.name] = scores(analysis)
            # Headline, list and the words below are of one conclusion.
            assert item(window, path.name).state == analysis.verdict
            headline = conclude(analysis, window.in_view.models).headline
            assert window.verdict.badge.word == WORDS[headline]
            assert headline in ("no sign", analysis.verdict)
        window.evidence.filters.flagged.setChecked(True)
        yield "of a generator", lambda: names(window) == ["b.png"]
        window.tabs.bring("batch")
        page = window.batch
        for table, choice in zip(tables, (page.form.largest, page.form.every), strict=True):
            choice.setChecked(True)
            page.form.csv.setText(str(table))
            page.form.csv.textEdited.emit(str(table))
            page.use_source(evidence)
            page.form.recursive.setChecked(True)
            yield "looked up", page.start_button.isEnabled
            page.start_button.click()
            yield "scanned", lambda: page.summary.isVisible() and not page.busy

    start(steps, "open", evidence)
    for table in tables:
        with table.open(newline="", encoding="utf-8") as file:
            rows = {row["path"].rsplit("/", 1)[-1]: row for row in csv.DictReader(file)}
        found = {name: scores(SimpleNamespace(**row)) for name, row in rows.items()}
        assert found == listed
        assert [n for n, row in rows.items() if row["provenance_flag"] != "none"] == ["b.png"]


def scores(analysis):
    """To the last digit that a CSV has."""
    fields = "score_with_background", "score_without_background", "score_fused"
    return tuple(f"{float(getattr(analysis, name)):.6f}" for name in fields)


def test_small_things_are_shown_once_and_go(start, tmp_path, portrait, monkeypatch):
    monkeypatch.setattr(notice, "SECONDS", 0.5)
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    folder = tmp_path / "pages"
    folder.mkdir()
    picture = Image.open(portrait)
    picture.save(folder / "two.tiff", save_all=True, append_images=[picture.rotate(4)])
    waited, say_waiting = [], EmptyState.say_waiting  # seen from here on: it may open at once

    def say(empty, name):
        say_waiting(empty, name)
        waited.append(empty.heading.text())

    monkeypatch.setattr(EmptyState, "say_waiting", say)

    def steps(window, watchdog):
        session, frames = window.session, window.verdict.frame
        yield "open", lambda: seen(window, "two.tiff")
        assert waited == ["Waiting for the analysis"]
        # Several pictures in one file, and no number on the only face of each.
        assert frames.isVisible() and "holds 2 pictures" in frames.words.text()
        assert window.panes.view.faces.shown == ()
        frames.number.setValue(2)
        yield "second", lambda: session.found.analysis.frame == 2 and idle(window)
        type_keys(window, "Ctrl+9")
        yield "100 %", lambda: window.zoom_text.text() == "100 %"
        window.evidence.select(folder / "two.tiff")
        texts = {action.text(): action for action in window.evidence.menu().actions()}
        texts["Show in folder"].trigger()
        assert opened == [str(folder)]
        window.status_text.setText("Something was done")
        yield "gone", lambda: window.status_text.text() == ""
        # A tab that is clicked takes the focus to no slider.
        for key, tab in (("explanation", 1), ("verdict", 0)):
            window.arrangement.show(key)
            focused = window.focusWidget()
            assert focused is None or type(focused).__name__ not in ("QSlider", "QSpinBox"), tab

    start(steps, "open", folder)
