"""What an analyst does on a second day, through the program's own main: nothing disagrees."""

import csv
from types import SimpleNamespace

import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtGui import QDesktopServices

from gng_desktop.analysis.conclusion import conclude
from gng_desktop.analysis.stress import Stress, StressPoint
from gng_desktop.explain.methods import Explained
from gng_desktop.explain.region_groups import players_of
from gng_desktop.imaging.inputs import resize_mask
from gng_desktop.ui import notice
from gng_desktop.ui.panels.badge import WORDS
from tests.fakes import by_regions
from tests.ui.driver import type_keys
from tests.ui.test_triage import analysed, at_rest  # noqa: F401
from tests.ui.test_workspace import case_at, evidence, idle, item, names, seen  # noqa: F401

pytestmark = pytest.mark.usefixtures("loaded_once")


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
    monkeypatch.setattr("gng_desktop.ui.jobs.stress", stress)
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

    def steps(window, watchdog):
        session, frames = window.session, window.verdict.frame
        waited = []
        session.opening.connect(lambda path: waited.append(window.empty.heading.text()))
        yield "open", lambda: seen(window, "two.tiff")
        assert "Waiting" in waited[-1]
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
