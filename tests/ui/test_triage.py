"""Many images at once, through the program's own main: decided, tagged, undone, in a case."""

import json
import shutil

import pytest
from PySide6.QtWidgets import QInputDialog, QMessageBox

from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import in_force, tags_of
from gng_desktop.core.shipped import shipped
from tests.ui.driver import type_keys
from tests.ui.test_list_session import case_at, evidence, idle, item, names, seen  # noqa: F401

pytestmark = pytest.mark.usefixtures("loaded_once")


def at_rest(window):
    own = window.triage.runner, window.adding.runner, window.adding.finder
    return idle(window) and not any(runner.busy for runner in own)


def decisions(window):
    return {name: item(window, name).decision for name in names(window)}


@pytest.fixture
def analysed(monkeypatch):
    """Steps until all images of the list are analysed and an analyst is named."""

    def steps(window):
        yield "open", lambda: seen(window, "a.png") and len(names(window)) == 3
        yield "all", lambda: window.evidence.model.counts()["waiting"] == 0 and at_rest(window)
        window.notes.set_analyst("A. Analyst")
        window.evidence.table.setFocus()

    return steps


def test_one_key_decides_and_goes_on(start, evidence, analysed):  # noqa: F811
    def steps(window, watchdog):
        yield from analysed(window)
        first, second, third = names(window)
        filters = window.evidence.filters
        window.notes.comment.setPlainText("The ear.")
        type_keys(window, "1")
        yield "decided", lambda: item(window, first).decision == "generated" and at_rest(window)
        assert window.evidence.current.name == second
        type_keys(window, "2")
        yield "next", lambda: seen(window, third) and item(window, second).decision == "real"
        (recorded,) = window.session.store.history(hash_of(window, first))
        assert recorded.comment == "The ear."
        # Undone, it is withdrawn, not erased, and the image is in view again.
        type_keys(window, "0")
        yield "undone", lambda: not item(window, second).decided and seen(window, second)
        history = window.session.store.history(hash_of(window, second))
        assert [d.conclusion for d in history] == ["real", "withdrawn"]
        assert not window.notes.last.isVisibleTo(window.notes)
        type_keys(window, "Ctrl+Shift+Z")
        yield "redone", lambda: item(window, second).decision == "real" and at_rest(window)

        # What is decided leaves a list of what is not, but not under the pointer.
        window.evidence.model.hold(True)
        filters.decision.setCurrentIndex(filters.decision.findData("none"))
        assert names(window) == [third]
        assert window.evidence.select(evidence / "below" / "c.png")
        type_keys(window, "4")
        yield "last", lambda: item(window, third).decision == "unsuitable" and at_rest(window)
        assert names(window) == [third]
        window.evidence.model.hold(False)
        yield "moved", lambda: names(window) == []
        filters.clear()
        filters.search.setText("below")
        assert names(window) == ["c.png"]

    start(steps, "open", evidence)


def hash_of(window, name):
    path = next(p for p in window.evidence.model.paths() if p.name == name)
    return window.evidence.model.analysis(path).sha256


def test_a_selection_is_decided_tagged_and_added_to_a_case(
    start,
    evidence,  # noqa: F811
    case_at,  # noqa: F811
    analysed,
    monkeypatch,
):
    asked = []
    monkeypatch.setattr(QInputDialog, "getItem", lambda *rest: ("night shift", True))
    monkeypatch.setattr(
        QMessageBox,
        "question",
        lambda *rest: asked.append(rest[2]) or QMessageBox.StandardButton.Yes,
    )

    def steps(window, watchdog):
        yield from analysed(window)
        window.evidence.table.selectAll()
        type_keys(window, "3")
        yield "decided", lambda: set(decisions(window).values()) == {"undecided"}
        window.evidence.table.selectAll()
        window.commands["add_tag"].trigger()
        yield "tagged", lambda: item(window, "c.png").tags == ("night shift",) and at_rest(window)
        window.commands["undo"].trigger()
        yield "untagged", lambda: item(window, "c.png").tags == () and at_rest(window)
        window.commands["redo"].trigger()
        yield "tagged again", lambda: item(window, "c.png").tags and at_rest(window)
        filters = window.evidence.filters
        yield "offered", lambda: filters.tag.findData("night shift") > 0
        filters.tag.setCurrentIndex(filters.tag.findData("night shift"))
        assert len(names(window)) == 3
        filters.clear()

        # What was recorded before there was a case is imported when asked.
        window.commands["new_case"].trigger()
        yield "imported", lambda: bool(asked) and item(window, "a.png").in_case
        yield "rest", lambda: at_rest(window)
        assert "3 images have records" in asked[0]
        assert set(decisions(window).values()) == {"undecided"}
        window.evidence.table.selectAll()
        window.commands["add_to_case"].trigger()
        yield "added", lambda: "3 images added" in window.status_text.text() and at_rest(window)
        window.commands["add_to_case"].trigger()
        yield "again", lambda: "3 were already in it" in window.status_text.text()
        yield "rest", lambda: at_rest(window)

        window.evidence.table.selectAll()
        window.evidence.remove_rows.trigger()
        assert names(window) == []
        window.commands["undo"].trigger()
        assert len(names(window)) == 3

    start(steps, "open", evidence)
    case = Case.open(case_at)
    images = case.images()
    assert len(images) == 3 and len(asked) == 1
    for image in images:
        assert image.previews and image.provenance and image.analyses == 1
        assert [d.conclusion for d in in_force(image.history)] == ["undecided"]
        assert tags_of(image.history) == ("night shift",)
    assert any("taken over" in entry.what for entry in case.log())


def test_rows_of_other_models_are_marked_and_analysed_again(
    start,
    evidence,  # noqa: F811
    analysed,
    tmp_path,
):
    folder = tmp_path / "models"
    shutil.copytree(shipped("models"), folder)
    manifest = next(folder.glob("with-background*/manifest.json"))
    content = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(content | {"created": "2001-01-01"}))

    def steps(window, watchdog):
        yield from analysed(window)
        before = window.session.found.analysis.own_models
        window.settings.set("background_analysis", False)
        window.settings.set("models", str(folder))
        yield "loaded", lambda: seen(window, "a.png") and at_rest(window)
        assert window.session.found.analysis.own_models != before
        assert [item(window, n).stale for n in names(window)] == [False, True, True]
        # What other models reported stays to be seen until it is replaced.
        assert item(window, "b.png").state == "real"
        yield (
            "counted",
            lambda: "2 outdated" in window.evidence.count.text().replace("\N{NO-BREAK SPACE}", " "),
        )
        window.evidence.filters.stale.setChecked(True)
        assert names(window) == ["b.png", "c.png"]
        window.evidence.filters.clear()
        window.settings.set("background_analysis", True)
        yield "again", lambda: not window.evidence.model.items.stale and at_rest(window)
        assert not any(item(window, n).stale for n in names(window))

    start(steps, "open", evidence)
