"""The evidence list as a Qt model: what it asks of Python, and when it sorts."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from gng_desktop.ui.evidence.items import Filter
from gng_desktop.ui.evidence.model import EvidenceModel
from tests.ui.driver import emitted

A, B, C = (Path(f"/evidence/{name}.png") for name in "abc")


@pytest.fixture
def model(qapp, qtmodeltester):
    made = EvidenceModel()
    yield made
    qtmodeltester.check(made)


def names(model):
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_rows_are_added_once_and_found_again(model):
    assert model.add([B, A]) == 2
    assert model.add([A, C]) == 1
    assert model.paths() == [B, A, C]
    assert names(model) == ["b.png", "a.png", "c.png"]
    assert [model.row_of(path) for path in (A, str(C), Path("/evidence/z.png"))] == [1, 2, None]
    assert model.path_at(0) == B
    assert model.rowCount(model.index(0, 0)) == 0


def test_a_result_changes_its_row_at_once_and_the_order_soon(qtbot, model, analysed):
    model.add([A, B, C])
    model.sort_by("with_background", descending=True)
    resets, changes = [], emitted(model.dataChanged)
    model.modelReset.connect(lambda: resets.append(model.paths()))
    assert model.set_analysis(analysed(B, score_with_background=0.4)) == B
    assert changes[0][0].row() == changes[0][1].row() == 1
    assert model.row_at(1).with_background == 0.4
    model.set_analysis(analysed(C, score_with_background=0.9))
    assert model.paths() == [A, B, C] and resets == []
    qtbot.waitUntil(lambda: bool(resets))
    assert resets == [[C, B, A]]
    assert model.set_analysis(analysed("/evidence/z.png")) is None
    # What moves nothing resets nothing.
    with qtbot.assertNotEmitted(model.modelReset, wait=400):
        model.set_analysis(analysed(B, score_with_background=0.5))


def test_new_rows_are_inserted_without_a_reset_filtered_and_in_their_place(qtbot, model):
    model.set_filter(Filter(text="a"))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted) as signal:
        model.add([A, B])
    assert signal.args[1:] == [0, 0] and model.paths() == [A] and model.counts()["waiting"] == 2
    model.set_filter(Filter())
    model.sort_by("name", descending=True)
    model.add([C])
    assert model.paths() == [B, A, C]
    qtbot.waitUntil(lambda: model.paths() == [C, B, A])


def test_results_that_keep_coming_do_not_put_the_sorting_off(qtbot, model, analysed):
    paths = [Path(f"/evidence/{n}.png") for n in range(40)]
    model.add(paths)
    model.sort_by("without_background", descending=True)
    resets, begun = [], time.monotonic()
    model.modelReset.connect(lambda: resets.append(1))
    for number, path in enumerate(paths):
        model.set_analysis(analysed(path, score_without_background=number / 40))
        qtbot.wait(25)
    # One in 0.3 s; a busy machine takes longer for all.
    assert 1 <= len(resets) <= (time.monotonic() - begun) / 0.3 + 1


def test_a_row_that_no_longer_passes_goes(qtbot, model, analysed):
    model.add([A, B])
    model.set_filter(Filter(verdicts=frozenset({"waiting"})))
    model.set_analysis(analysed(A))
    assert model.row_of(A) == 0
    qtbot.waitUntil(lambda: model.paths() == [B])
    assert model.row_of(A) is None and model.analysis(A).verdict == "generated"


def test_waiting_rows_come_as_shown_then_those_filtered_out(model, analysed):
    model.add([A, B, C, Path("/evidence/b2.png")])
    model.set_analysis(analysed(A))
    model.sort_by("name", descending=True)
    model.set_filter(Filter(text="b"))
    assert [path.name for path in model.waiting()] == ["b2.png", "b.png", "c.png"]
    model.forget([A])
    assert [path.name for path in model.waiting()] == ["b2.png", "b.png", "a.png", "c.png"]


def test_removing_and_clearing(model, analysed):
    model.add([A, B, C])
    model.set_analysis(analysed(B))
    model.remove([A, Path("/evidence/z.png")])
    assert model.paths() == [B, C] and model.row_of(B) == 0
    model.clear()
    assert model.rowCount() == 0 and model.analysis(B) is None
    assert sum(model.counts().values()) == 0
    model.add([B])
    assert model.row_at(0).state == "waiting"


def test_a_decision_is_marked(qtbot, model):
    model.add([A, B])
    with qtbot.waitSignal(model.dataChanged):
        model.set_decision(B, "real")
    assert [model.row_at(row).decided for row in (0, 1)] == [False, True]
    said = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "b.png, Waiting, Decision recorded: Real."


def test_what_a_file_says_of_a_generator_is_marked_and_can_be_filtered(qtbot, model):
    model.add([A, B])
    with qtbot.waitSignal(model.dataChanged):
        model.set_flag(B, "The file's metadata state a <generator>.")
    assert [model.row_at(row).flag != "" for row in (0, 1)] == [False, True]
    said = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "b.png, Waiting, The file says that a generator made it"
    assert "a <generator>" in model.data(model.index(1, 0), Qt.ItemDataRole.ToolTipRole)
    model.set_filter(Filter(flagged=True))
    assert model.paths() == [B]
    model.set_flag(A, "So does this.")
    qtbot.waitUntil(lambda: model.paths() == [A, B])
    model.set_flag(B, "")
    qtbot.waitUntil(lambda: model.paths() == [A])


def test_the_tooltip_says_what_is_wrong(model, analysed):
    path = Path("/evidence/<img src=x>.png")
    model.add([path])
    reason = "The file does not exist; check its name and location."
    model.set_analysis(analysed(path, status="error", verdict=None, reason=reason))
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert tip == f"{path}\n{reason}"


def test_the_scores_are_named_with_their_bounds(model, analysed):
    model.add([A])
    model.set_analysis(analysed(A, score_with_background=0.999, score_without_background=0.5))
    words = "Score with background above 0.99, without background 0.50."
    assert words in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"a.png, Generated, {words}"
    model.set_analysis(analysed(A, score_fused=0.625))
    fused = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "Fused score 0.62, with background 0." in fused
