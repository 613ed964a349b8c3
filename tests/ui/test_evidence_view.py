"""The evidence list as the analyst uses it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gng_desktop.analysis import OWN
from gng_desktop.analysis.result import DetectorScore
from gng_desktop.ui.evidence.delegate import ROW
from gng_desktop.ui.evidence.model import EvidenceModel
from gng_desktop.ui.evidence.queue import background
from gng_desktop.ui.evidence.view import EvidenceList
from gng_desktop.ui.evidence.words import score_words, short_scores, state_colour
from gng_desktop.ui.kit.row_store import STATES
from gng_desktop.ui.kit.style import palette
from gng_desktop.ui.kit.workers import JobRunner
from tests.ui.dragging import drag
from tests.ui.driver import contrast, emitted

Key = Qt.Key


@pytest.fixture
def make_list(qtbot, decoder):
    made = []

    def make():
        widget = EvidenceList()
        made.append(widget)
        qtbot.addWidget(widget)
        widget.resize(320, 700)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    yield make
    for widget in made:
        assert widget.thumbnails.runner.close()


@pytest.fixture
def evidence(make_list):
    return make_list()


@pytest.fixture
def paths():
    return [Path(f"/evidence/{n:03d}.png") for n in range(200)]


@pytest.fixture
def chosen(evidence):
    return emitted(evidence.chosen)


@pytest.fixture
def scored(evidence, paths, analysed):
    """Lists an image for each value, analysed with that value of `key`."""

    def listed(key, *values, **more):
        evidence.model.add(paths[: len(values)])
        for path, value in zip(paths, values, strict=False):
            evidence.set_analysis(analysed(path, **more, **{key: value}))

    return listed


def click(qtbot, evidence, row, modifier=Qt.KeyboardModifier.NoModifier):
    table = evidence.table
    place = table.visualRect(evidence.model.index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


# -- fifty thousand rows ----------------------------------------------------------------------


def test_of_50000_rows_only_those_in_view_are_asked_for(qtbot, make_list, decoder, monkeypatch):
    calls = {"data": 0, "rowCount": 0}
    for name in calls:
        original = getattr(EvidenceModel, name)

        def counted(self, *asked, name=name, original=original):
            calls[name] += 1
            return original(self, *asked)

        monkeypatch.setattr(EvidenceModel, name, counted)
    evidence = make_list()
    for start in range(0, 50_000, 500):
        evidence.model.add([Path(f"/evidence/{start + n:05d}.png") for n in range(500)])

    def settle():
        qtbot.waitUntil(lambda: not evidence._timer.isActive())
        evidence.repaint()
        qtbot.waitUntil(lambda: not evidence.thumbnails.runner.busy)

    settle()
    rows = len(evidence.table.visible_paths())
    assert 8 < rows < 20
    assert calls["data"] > 0, "the counting does not work"
    assert set(decoder.paths) == set(evidence.table.visible_paths())

    decoder.asked.clear()
    calls.update(data=0, rowCount=0)
    evidence.filters.search.setText("9")
    evidence.filters.sort.setCurrentIndex(1)
    evidence.table.verticalScrollBar().setValue(20_000 * ROW)
    settle()
    assert evidence.model.rowCount() > 15_000
    # A repaint for the new order, one for the scrolling, one a thumbnail; never one a row.
    assert calls["data"] < 10 * rows
    assert calls["rowCount"] < 100 * rows
    assert len(decoder.asked) <= 3 * rows
    assert set(evidence.table.visible_paths()) <= set(decoder.paths)

    calls.update(data=0)
    evidence.table.setFocus()
    qtbot.keyClicks(evidence.table, "zebra")
    assert calls["data"] <= rows


def test_thumbnails_scrolled_past_are_not_loaded(qtbot, evidence, paths, decoder):
    decoder.go.clear()
    evidence.model.add(paths)
    evidence.repaint()
    assert decoder.entered.wait(5)
    for row in (40, 80, 120):
        evidence.table.verticalScrollBar().setValue(row * ROW)
        evidence.repaint()
    decoder.go.set()
    qtbot.waitUntil(lambda: not evidence.thumbnails.runner.busy)
    assert decoder.paths == [paths[0], *evidence.table.visible_paths()]


# -- choosing ---------------------------------------------------------------------------------


def test_what_is_selected_is_announced_once(evidence, paths, chosen):
    evidence.model.add(paths)
    assert chosen == []
    assert evidence.select(paths[150])
    assert evidence.select(str(paths[150]))
    assert chosen == [paths[150]] and evidence.current == paths[150]
    assert paths[150] in evidence.table.visible_paths()
    assert not evidence.select(Path("/evidence/none.png"))


def test_a_click_and_the_keys_choose(qtbot, evidence, paths, chosen):
    evidence.model.add(paths)
    click(qtbot, evidence, 2)
    table = evidence.table
    for key in (Key.Key_Down, Key.Key_End, Key.Key_Up, Key.Key_Home, Key.Key_PageDown):
        qtbot.keyClick(table, key)
    page = chosen.pop()
    assert chosen == [paths[n] for n in (2, 3, 199, 198, 0)]
    assert 5 < paths.index(page) < 20
    qtbot.keyClick(table, Key.Key_Return)
    assert chosen[-1] == page and len(chosen) == 6


def test_steps_go_up_and_down_and_stop_at_the_ends(evidence, paths, chosen):
    evidence.step(1)
    assert chosen == []
    evidence.model.add(paths)
    evidence.step(-1)
    evidence.step(1)
    evidence.step(-2)
    assert chosen == [paths[199], paths[197]]
    evidence.select(paths[0])
    evidence.step(-1)
    evidence.step(1)
    assert chosen[2:] == [paths[0], paths[1]]


def test_coming_by_tab_chooses_nothing(qtbot, evidence, paths, chosen):
    evidence.model.add(paths)
    evidence.focus_filter()
    assert QApplication.focusWidget() is evidence.filters.search
    for _ in range(12):
        if QApplication.focusWidget() is evidence.table:
            break
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert QApplication.focusWidget() is evidence.table
    assert chosen == []
    qtbot.keyClick(evidence.table, Key.Key_Return)
    assert chosen == [paths[0]]


# -- a new order ------------------------------------------------------------------------------


def test_current_row_and_selection_outlive_sorting(qtbot, evidence, paths, chosen, analysed):
    evidence.model.add(paths)
    for row in (3, 4, 8):
        click(qtbot, evidence, row, Qt.KeyboardModifier.ControlModifier)
    kept, heard = evidence.selected_paths(), list(chosen)
    place = evidence.table.visualRect(evidence.table.currentIndex()).top()
    for path in paths:
        score = 0.01 * (int(path.stem) % 60) + 0.2
        evidence.set_analysis(analysed(path, score_with_background=score))
    sort = evidence.filters.sort
    sort.setCurrentIndex(sort.findData("with_background"))
    assert evidence.model.paths() != paths
    assert set(evidence.selected_paths()) == set(kept) == {paths[n] for n in (3, 4, 8)}
    assert evidence.current == paths[8]
    current = evidence.table.currentIndex()
    assert evidence.model.path_at(current.row()) == paths[8]
    assert evidence.table.visualRect(current).top() == place
    assert chosen == heard


def test_without_a_current_row_in_view_the_list_stays_where_it_is(evidence, paths):
    evidence.model.add(paths)
    evidence.select(paths[0])
    evidence.table.verticalScrollBar().setValue(40 * ROW)
    evidence.model.sort_by("name", descending=True)
    assert evidence.table.verticalScrollBar().value() == 40 * ROW


def test_a_filtered_out_current_row_comes_back(evidence, paths, chosen):
    evidence.model.add(paths)
    evidence.select(paths[7])
    evidence.filters.search.setText("15")
    assert evidence.selected_paths() == [] and evidence.current == paths[7]
    assert not evidence.select(paths[7])
    evidence.filters.search.clear()
    assert evidence.selected_paths() == [paths[7]]
    assert evidence.table.currentIndex().row() == 7
    assert chosen == [paths[7]]
    evidence.step(1)
    assert chosen == [paths[7], paths[8]]


# -- filtering --------------------------------------------------------------------------------


def test_chips_range_and_text_filter_together(evidence, paths, analysed):
    evidence.model.add(paths[:6])
    found = {"generated": 0.9, "real": 0.1, "inconclusive": 0.5}
    for path, (verdict, score) in zip(paths, [*found.items()] * 2, strict=False):
        scores = {"score_with_background": score, "score_without_background": score / 2}
        evidence.set_analysis(analysed(path, verdict=verdict, **scores))
    evidence.set_analysis(analysed(paths[3], verdict="generated", score_with_background=0.8))
    evidence.wait_again([paths[5]])
    bar = evidence.filters
    bar.chips["generated"].click()
    bar.chips["waiting"].click()
    assert evidence.model.paths() == [paths[0], paths[3], paths[5]]
    bar.chips["waiting"].click()
    bar.low.setValue(0.85)
    assert evidence.model.paths() == [paths[0]]
    bar.chips["generated"].click()
    bar.search.setText("0")
    assert evidence.model.paths() == [paths[0]]
    evidence.clear_filter()
    assert evidence.model.paths() == paths[:6]


def test_the_range_cannot_be_turned_round_and_is_never_hidden(evidence):
    bar = evidence.filters
    assert not bar.range.isVisible()
    bar.more.click()
    assert bar.range.isVisible() and bar.more.text() == "More filters"
    bar.high.setValue(0.4)
    bar.low.setValue(0.7)
    assert bar.low.value() == 0.4
    bar.more.click()
    assert not bar.range.isVisible() and bar.more.text() == "Filter by score"


def test_the_fused_score_filters_and_sorts(evidence, paths, scored):
    both = {"score_with_background": 0.6, "score_without_background": 0.6}
    scored("score_fused", 0.2, 0.9, None, 0.7, **both)
    bar = evidence.filters
    words = [box.itemText(box.findData("fused")) for box in (bar.sort, bar.which)]
    assert words == ["Fused score", "Fused score"]
    bar.sort.setCurrentIndex(bar.sort.findData("fused"))
    assert evidence.model.paths() == [paths[1], paths[3], paths[0], paths[2]]  # the highest first
    bar.direction.click()
    assert evidence.model.paths() == [paths[0], paths[3], paths[1], paths[2]]
    bar.sort.setCurrentIndex(bar.sort.findData("name"))
    assert evidence.model.paths() == paths[:4]
    bar.which.setCurrentIndex(bar.which.findData("fused"))
    bar.low.setValue(0.5)
    assert evidence.model.paths() == [paths[1], paths[3]]
    bar.which.setCurrentIndex(bar.which.findData("either"))
    assert evidence.model.rowCount() == 4


def test_the_score_of_the_models_in_use_is_filtered_by_unless_another_was_chosen(evidence):
    bar = evidence.filters
    assert bar.which.currentData() == "either"
    bar.prefer_score("fused")
    assert bar.which.currentText() == "Fused score" and evidence.model.filter.score == "fused"
    bar.prefer_score("either")
    assert bar.which.currentText() == "Either classifier"
    bar.which.setCurrentIndex(bar.which.findData("without_background"))
    bar.prefer_score("fused")
    assert bar.which.currentData() == "without_background"


def test_an_empty_list_says_what_to_do(evidence, paths):
    assert "The list is empty" in evidence.nothing.text()
    assert evidence.nothing.isVisible() and not evidence.clear_button.isVisible()
    evidence.model.add(paths[:2])
    assert evidence.table.isVisible()
    evidence.filters.search.setText("zzz")
    assert evidence.clear_button.isVisible() and not evidence.table.isVisible()
    assert "passes the filter" in evidence.nothing.text()
    assert evidence.passing.text() == "Showing 0 of 2"
    evidence.clear_button.click()
    assert evidence.table.isVisible() and not evidence.passing.isVisible()


def test_the_line_below_counts(until, evidence, paths, analysed):
    def says(words):
        until(lambda: evidence.count.text().replace("\N{NO-BREAK SPACE}", " ") == words)

    evidence.model.add(paths[:1])
    evidence.set_analysis(analysed(paths[0]))
    says("1 image · 1 generated")
    evidence.model.add(paths)
    for path in paths[1:4]:
        evidence.set_analysis(analysed(path, status="error", verdict=None))
    says("200 images · 1 generated · 3 not readable · 196 waiting")


# -- what can be done with the rows -----------------------------------------------------------


def test_the_menu_copies_paths_and_hashes(evidence, paths, analysed):
    evidence.model.add(paths[:3])
    evidence.set_analysis(analysed(paths[1], sha256="b" * 64))
    evidence.select(paths[0])
    names = [action.text() for action in evidence.menu().actions()]
    assert names == ["Copy path", "Copy SHA-256", "Analyse again", "Remove from the list"]
    assert not evidence.copy_hash.isEnabled()
    evidence.table.selectAll()
    evidence.menu()
    assert evidence.copy_hash.isEnabled()
    evidence.copy_path.trigger()
    assert QGuiApplication.clipboard().text() == "\n".join(map(str, paths[:3]))
    evidence.copy_hash.trigger()
    assert QGuiApplication.clipboard().text() == "b" * 64


def test_removing_chooses_the_row_that_takes_the_place(qtbot, evidence, paths, chosen):
    evidence.model.add(paths[:5])
    removed = emitted(evidence.removed_ids)
    evidence.select(paths[1])
    evidence.table.setFocus()
    qtbot.keyClick(evidence.table, Key.Key_Delete)
    assert chosen == [paths[1], paths[2]] and removed[0].tolist() == [1]
    evidence.select(paths[4])
    evidence.remove([paths[3], paths[4]])
    assert evidence.model.paths() == [paths[0], paths[2]]
    assert chosen[2:] == [paths[4], paths[2]]
    evidence.remove([paths[0], paths[2]])
    assert evidence.current is None and len(chosen) == 4


def test_after_clearing_the_same_image_can_be_chosen_again(evidence, paths, chosen):
    evidence.model.add(paths)
    evidence.select(paths[3])
    evidence.clear()
    assert evidence.current is None and evidence.table.visible_paths() == []
    evidence.model.add(paths)
    evidence.select(paths[3])
    assert chosen == [paths[3], paths[3]]


def test_analysing_again_lets_rows_wait_and_reads_the_file_anew(
    qtbot, evidence, paths, scored, decoder
):
    scored("score_fused", 0.1, 0.2, 0.3)
    qtbot.waitUntil(lambda: len(decoder.asked) == 3)
    assert evidence.waiting.left == 0
    evidence.select(paths[1])
    with qtbot.waitSignal(evidence.waits), qtbot.waitSignal(evidence.again) as signal:
        evidence.analyse_again.trigger()
    assert signal.args == [[paths[1]]]
    assert evidence.model.analysis(paths[1]) is None and evidence.waiting.next() == paths[1]
    qtbot.waitUntil(lambda: decoder.paths.count(paths[1]) == 2)


def test_files_and_folders_dropped_are_announced(evidence, tmp_path):
    dropped = emitted(evidence.files_dropped)
    assert drag(evidence, tmp_path, "https://example.org/a.png")
    assert dropped == [[tmp_path]]
    assert not drag(evidence, "https://example.org/a.png")
    assert not evidence.filters.search.acceptDrops()


# -- with the background ----------------------------------------------------------------------


def test_the_background_analyses_the_rows_in_view_first(qtbot, evidence, paths, analyser):
    runner, done = JobRunner(), []

    def heard(analysis):
        done.append(Path(analysis.path))
        evidence.set_analysis(analysis)

    with qtbot.waitSignal(evidence.waits):
        evidence.model.add(paths)
    evidence.select(paths[120])
    qtbot.waitUntil(lambda: paths[120] in evidence.table.visible_paths())
    evidence.repaint()
    visible = evidence.table.visible_paths()
    assert evidence.waiting.left == 200
    runner.start(background(analyser, evidence.waiting), "The analysis", heard)
    qtbot.waitUntil(lambda: len(done) == 200)
    assert done[: len(visible)] == visible
    assert done[len(visible)] == paths[0]
    assert evidence.model.counts()["generated"] == 200
    assert evidence.waiting.left == 0
    assert runner.close()


def test_waiting_follows_the_order_shown(qtbot, evidence, paths, analysed):
    evidence.model.add(paths)
    evidence.set_analysis(analysed(paths[199]))
    evidence.waiting.show([])
    evidence.filters.search.setText("19")
    evidence.model.sort_by("name", descending=True)
    qtbot.waitUntil(lambda: not evidence._timer.isActive())
    evidence.waiting.show([])
    picked = [evidence.waiting.next() for _ in range(13)]
    assert picked[:11] == [*paths[198:189:-1], paths[119], paths[19]]
    assert picked[11:] == paths[:2]


# -- looks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read_on_the_list_s_ground(dark):
    ground = palette(dark).base().color()
    for state in STATES:
        assert contrast(state_colour(palette(dark), state), ground) >= 4.5


def test_the_list_fits_into_a_narrow_dock(evidence):
    evidence.filters.more.click()
    assert evidence.minimumSizeHint().width() <= 300
    evidence.resize(evidence.minimumSizeHint().width(), 700)
    chips = list(evidence.filters.chips.values())
    for chip in chips:
        assert chip.width() >= chip.sizeHint().width()
        assert evidence.filters.rect().contains(chip.geometry())
        assert not any(chip.geometry().intersects(c.geometry()) for c in chips if c is not chip)
    assert chips[-1].geometry().bottom() < evidence.filters.sort.geometry().top()


def test_a_larger_font_gets_taller_rows(evidence, paths):
    evidence.model.add(paths)
    font = evidence.font()
    font.setPointSizeF(3 * font.pointSizeF())
    evidence.setFont(font)
    metrics = evidence.table.fontMetrics()
    assert evidence.table.rowHeight(0) >= 2 * metrics.height()


LAB = DetectorScore(id="lab", label="lab@1", view="face", raw=0.5, score=0.61)


@pytest.mark.parametrize(
    ("changes", "shown", "spoken"),
    [
        ({"score_fused": 0.19}, "0.19", "Fused score 0.19, with background 0.93, without"),
        ({}, "0.93 · 0.62", "Score with background 0.93, without background 0.62."),
        ({"status": "error", "score_fused": None, "verdict": None}, "", ""),
        (
            {"score_fused": 0.19, "detectors": (LAB,), "deciding": ("lab",)},
            "0.61",
            "Other detectors decide: the verdict is not made of the fused score. "
            "The verdict was made of: lab 0.61.",
        ),
        (
            {"score_fused": 0.19, "detectors": (LAB,), "deciding": (*OWN, "lab")},
            "0.19 · 0.61",
            "without background 0.62. The verdict was made of: fused score 0.19, lab 0.61.",
        ),
        (
            {"deciding": ("with_background",)},
            "0.93",
            "without background 0.62. The verdict was made of: with-background classifier 0.93.",
        ),
    ],
)
def test_a_row_shows_the_scores_that_the_verdict_rests_on(
    evidence, paths, analysed, changes, shown, spoken
):
    evidence.model.add(paths[:1])
    evidence.set_analysis(analysed(paths[0], **changes))
    item = evidence.model.row_at(0)
    assert short_scores(item) == shown
    assert spoken in score_words(item)
    assert ("Other detectors decide" in score_words(item)) == spoken.startswith("Other")
