"""The rows of a scan: kept small, shown, sorted, filtered and followed."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from gng_desktop.ui.batch import rows as module
from gng_desktop.ui.batch.model import ScanModel
from gng_desktop.ui.batch.request import ScanRequest, as_text
from gng_desktop.ui.batch.rows import STATES, Filter, Rows, ScanRow
from gng_desktop.ui.batch.table import FilterBar, ScanTable
from gng_desktop.ui.batch.words import duration, shift_text, work_words
from gng_desktop.ui.kit.language import spoken
from tests.ui.driver import emitted

NAN = float("nan")
COLUMNS = (
    *("file", "face", "status", "verdict", "fused", "with_background", "without_background"),
    *("shift", "reason", "seconds"),
)
NO_FACE = "No face found; crop the picture to it."
DISPLAY = Qt.ItemDataRole.DisplayRole


def row(name, state="real", first=0.2, second=0.1, face=0, reason="", seconds=0.05):
    if state in ("error", "not_applicable"):
        first = second = NAN
    return ScanRow(f"/case/{name}", face, state, first, second, reason, seconds, fused=first)


SOME = [
    row("b.png", "real", 0.1, 0.3, seconds=0.3),
    row("A.png", "generated", 0.98, 0.9, seconds=0.1),
    row("below/c.png", "error", reason="The file is empty."),
    row("a.png", "not_applicable", reason=NO_FACE),
    row("d.png", "inconclusive", 0.6, 0.2, reason="They contradict each other."),
]


def many(count):
    return [row(f"{i:06d}.png", STATES[i % len(STATES)]) for i in range(count)]


@pytest.fixture
def model():
    model = ScanModel()
    model.start("/case")
    return model


def test_further_detectors_have_columns_of_their_own(model):
    model.add([row("a.png")])
    model.add(
        [
            row("b.png")._replace(detectors=(("status", 0.9, False),)),
            row("c.png")._replace(detectors=(("status", 0.2, False), ("gan", 0.41, True))),
        ]
    )
    first = len(COLUMNS)
    assert model.columnCount() == first + 2
    heads = [model.headerData(first + i, Qt.Orientation.Horizontal) for i in (0, 1)]
    assert heads == ["status", "GAN detector"]

    def shown():
        return [
            [model.data(model.index(line, first + i)) for i in (0, 1)]
            for line in range(model.rowCount())
        ]

    assert shown() == [["—", "—"], ["0.90", "—"], ["0.20", "~0.41"]]
    model.sort(first, Qt.SortOrder.AscendingOrder)
    assert shown() == [["0.20", "~0.41"], ["0.90", "—"], ["—", "—"]]
    model.start("/case")
    model.add(SOME)
    model.reorder()
    assert model.columnCount() == first and model.rowCount() == len(SOME)


@pytest.fixture
def table(qtbot, model):
    table = ScanTable(model)
    qtbot.addWidget(table)
    table.resize(900, 300)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    return table


def names(model):
    return [model.data(model.index(i, 0)) for i in range(model.rowCount())]


def cells(model, line):
    return [model.data(model.index(line, i)) for i in range(len(COLUMNS))]


def press(table, column):
    """Click on the title of a column."""
    header = table.horizontalHeader()
    number = COLUMNS.index(column)
    order = header.sortIndicatorOrder()
    turned = header.sortIndicatorSection() == number and order == Qt.SortOrder.AscendingOrder
    down = Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
    table.sortByColumn(number, down)


# -- the rows alone -----------------------------------------------------------------------------


def test_files_are_counted_not_their_faces():
    rows = Rows("/case")
    rows.add([*SOME, row("b.png", "generated", face=1), row("b.png", "real", face=2)])
    assert rows.counts() == dict.fromkeys(STATES, 1)
    assert len(rows) == 7 and rows.found(5).face == 1


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(module, "MOST", 7)
    rows = Rows("/case")
    for _ in range(3):
        rows.add(SOME)
    assert len(rows) == 7 and sum(rows.counts().values()) == 15


@pytest.mark.skipif(sys.platform == "win32", reason="paths are written otherwise there")
@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        ("file", "A a b below/c d", "d below/c b a A"),
        ("status", "b A d a below/c", "below/c a b A d"),
        ("verdict", "A d b a below/c", "below/c a b d A"),
        ("fused", "b d A below/c a", "A d b below/c a"),
        ("with_background", "b d A below/c a", "A d b below/c a"),
        ("shift", "b A d below/c a", "d A b below/c a"),
        ("seconds", "below/c a d A b", "b A below/c a d"),
    ],
)
def test_rows_are_sorted_without_scores_last(column, up, down):
    rows = Rows("/case")
    rows.add(SOME)
    for wanted, descending in ((up, False), (down, True)):
        found = rows.order(Filter(), column, descending)
        shown = [rows.name_of(rows.found(i).path).removesuffix(".png") for i in found]
        assert shown == wanted.split(" "), descending


def test_rows_are_filtered_by_name_as_shown_and_by_state():
    for root in ("/case", "/case/"):
        assert Rows(root).name_of("/case/below/c.png") == "below/c.png"
    assert Rows("").name_of("/case/c.png") == "/case/c.png"
    rows = Rows("/case")
    rows.add(SOME)
    assert rows.passing(Filter("A.PNG")).tolist() == [1, 3]
    assert rows.passing(Filter("case")).tolist() == []
    assert rows.passing(Filter(states=frozenset({"error", "real"}))).tolist() == [0, 2]
    assert rows.passing(Filter("c", frozenset({"error"})), start=1).tolist() == [2]


# -- the model ----------------------------------------------------------------------------------


def test_every_cell_says_what_the_row_says(model):
    model.add(SOME[:3])
    model.add(SOME[3:])
    first = ["A.png", "whole", "OK", "Generated", "0.98", "0.98", "0.90", "+0.08", "", "0.10"]
    assert cells(model, 1) == first
    assert cells(model, 2)[2:9] == ["Error", "—", "—", "—", "—", "—", "The file is empty."]
    assert cells(model, 0)[7] == "−0.20"
    assert "/case/below/c.png" in model.data(model.index(2, 0), Qt.ItemDataRole.ToolTipRole)


def test_no_verdict_and_no_status_is_cut_short_in_any_language(spoken_in, model, qtbot):
    spoken_in("it")
    model.start("/case")
    table = ScanTable(model)
    qtbot.addWidget(table)
    model.add(SOME)
    for key in ("status", "verdict"):
        number = COLUMNS.index(key)
        assert table.columnWidth(number) >= table.sizeHintForColumn(number)


def test_a_name_acts_as_nothing_but_text(model):
    model.add([row("<b>bold</b>\n.png")])
    assert names(model) == ["<b>bold</b>\\n.png"]
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "<b>bold</b>\\n.png\n" in tip


def test_the_menu_marks_verdicts_and_nothing_else(table, model):
    marks = emitted(table.marked)
    model.add([row("a.png", "generated", face=2), row("b.png", "inconclusive")])
    table.selectRow(0)
    right, wrong = (a for a in table.menu().actions() if "Verdict" in a.text())
    wrong.trigger()
    assert right.isEnabled() and len(marks) == 1
    assert (marks[0][0].path, marks[0][0].face, marks[0][1]) == ("/case/a.png", 2, False)
    table.selectRow(1)
    assert not any(a.isEnabled() for a in table.menu().actions() if "Verdict" in a.text())


def test_rows_that_come_while_sorted_find_their_place_together(qtbot, model):
    model.sort(COLUMNS.index("with_background"))
    resets = emitted(model.modelReset)
    for number in range(30):
        model.add([row(f"{number}.png", "real", 1 - number / 100)])
    qtbot.waitUntil(lambda: names(model)[0] == "29.png")
    assert names(model) == [f"{29 - i}.png" for i in range(30)] and len(resets) == 1


# -- the table ----------------------------------------------------------------------------------


def last_in_view(table):
    return table.rowAt(table.viewport().height() - 2)


def test_the_newest_rows_are_followed_until_one_scrolls_away(qtbot, table, model):
    resets = emitted(model.modelReset)
    model.add(many(200))
    qtbot.waitUntil(lambda: last_in_view(table) == 199)
    model.add(many(50))
    qtbot.waitUntil(lambda: last_in_view(table) == 249)
    bar = table.verticalScrollBar()
    bar.setValue(100)
    model.add(many(50))
    qtbot.wait(50)
    assert bar.value() == 100 and not table.follows
    bar.setValue(bar.maximum())
    model.add(many(50))
    qtbot.waitUntil(lambda: last_in_view(table) == 349)
    assert not resets
    # Of what comes only what passes is inserted.
    model.set_filter(Filter(states=frozenset({"error"})))
    inserted = emitted(model.rowsInserted)
    model.add(many(50))
    assert [(first, last) for _, first, last in inserted] == [(70, 79)]


def test_only_rows_in_view_are_asked_for(qtbot, table, model, monkeypatch):
    asked, data = set(), ScanModel.data

    def watched(self, index, *role):
        asked.add(index.row())
        return data(self, index, *role)

    monkeypatch.setattr(ScanModel, "data", watched)
    model.add(many(50_000))
    table.repaint()
    qtbot.wait(50)
    assert 0 < len(asked) < 200


def test_a_sorted_table_stays_where_it_is(qtbot, table, model):
    model.add(many(200))
    qtbot.waitUntil(lambda: last_in_view(table) == 199)
    press(table, "file")
    table.verticalScrollBar().setValue(0)
    assert not table.follows
    model.add(many(50))
    qtbot.wait(50)
    assert table.verticalScrollBar().value() == 0


def test_enter_opens_and_copying_takes_the_path(qtbot, table, model):
    opened = emitted(table.opened)
    model.add(SOME)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    table.selectRow(0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [Path("/case/b.png")]
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "/case/b.png"
    # What is no Unicode is seen in the copy: left out, the path would be another file's.
    model.add([row("b\udcff.png")])
    table.selectRow(len(SOME))
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "/case/b\N{REPLACEMENT CHARACTER}.png"


def test_the_faces_have_a_column_when_they_are_judged(table, model):
    table.show_faces(False)
    assert table.isColumnHidden(COLUMNS.index("face"))
    table.show_faces(True)
    model.add([row("a.png"), row("a.png", face=2)])
    assert [cells(model, i)[1] for i in (0, 1)] == ["whole", "2"]


def test_the_buttons_above_count_and_filter(qtbot):
    bar = FilterBar()
    qtbot.addWidget(bar)
    filters = emitted(bar.filtered)
    bar.show_counts(dict(zip(STATES, (1, 2, 3000, 4, 5), strict=True)))
    texts = [chip.text() for chip in bar.chips.values()]
    assert texts[2:] == ["Real  3,000", "Not applicable  4", "Error  5"]
    bar.chips["real"].click()
    bar.search.setText("img")
    assert filters[-1] == Filter("img", frozenset({"real"}))
    bar.show_only("error")
    assert bar.filter == filters[-1] == Filter("", frozenset({"error"}))
    bar.show_only()
    assert bar.filter == Filter()


# -- words --------------------------------------------------------------------------------------


def test_the_command_line_has_only_what_is_not_the_default(tmp_path):
    request = ScanRequest("/my case/a b", tmp_path / "x.csv", jobs=3)
    words, csv = request.command("new"), str(tmp_path / "x.csv")
    assert words == ("gng-desktop", "scan", "/my case/a b", "--csv", csv, "--jobs", "3")
    if sys.platform != "win32":
        assert as_text(words).startswith("gng-desktop scan '/my case/a b' --csv ")
    full = ScanRequest("a", tmp_path / "x.csv", True, "each", True, 1, "gpu:0", tmp_path)
    assert {
        *("--recursive", "--overwrite", "--explain", "--faces", "--device", "--models", "gpu:0")
    } < set(full.command("replace"))
    assert "--resume" in request.command("resume") and "--overwrite" not in request.command(
        "resume"
    )


def test_a_sentence_of_the_scan_names_no_option_of_the_command_line():
    assert spoken(
        "x.csv exists already; choose another --csv, or replace it with --overwrite."
    ) == ("x.csv exists already; choose another name for the CSV, or start over.")
    assert work_words("Listing files, 1,204 found") == "Listing files: 1,204 found"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(4.26, "4.3 s"), (59.7, "1 min 0 s"), (75, "1 min 15 s"), (7260, "2 h 1 min")],
)
def test_times_are_stated_as_roughly_as_they_matter(seconds, words):
    assert duration(seconds) == words


def test_a_shift_has_its_sign_unless_it_is_nothing(spoken_in):
    pairs = ((0.5, 0.2), (0.2, 0.5), (0.2, 0.201), (0.201, 0.2), (NAN, 0.2))
    assert [shift_text(*pair) for pair in pairs] == ["+0.30", "−0.30", "0.00", "0.00", "—"]
    spoken_in("it")
    assert [shift_text(*pair) for pair in pairs[1:4]] == ["−0,30", "0,00", "0,00"]


def test_the_tip_of_the_fused_score_names_what_decides_instead(model):
    fused = next(i for i, column in enumerate(model.columns) if column.key == "fused")

    def tip():
        return model.headerData(fused, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)

    assert "which the verdict is made of" in tip()
    model.start("", ("with-background", "my-lab"))
    assert tip().endswith("those that do: with-background classifier, my-lab")
