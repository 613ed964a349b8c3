"""A file with several pictures in the window: said, and another one chosen."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from gng_desktop.ui.batch.request import ScanRequest

SAID = "The file holds 3 pictures; picture {} was analysed."


@pytest.fixture
def pages(window, analyser, make_analysis, explainer, pictures, settled):
    """A window that shows b.png, in which there are three pictures."""
    analyser.answers["b.png"] = replace(make_analysis(), frames=3)
    window.open_image(pictures[1])
    settled(window, "b.png")
    return window


def test_another_picture_of_the_file_is_chosen(qtbot, pages, pictures, settled):
    picker = pages.verdict.frame
    assert picker.isVisibleTo(pages.verdict) and picker.words.text() == SAID.format(1)
    assert (picker.number.maximum(), picker.number.suffix()) == (3, " of 3")
    picker.number.setValue(2)
    qtbot.waitUntil(lambda: pages.session.found.analysis.frame == 2)
    assert picker.words.text() == SAID.format(2) and picker.number.value() == 2
    pages.verdict.copy_summary()
    assert SAID.format(2) in QGuiApplication.clipboard().text()
    # The list goes by the first.
    items = pages.evidence.model.items
    assert items.analyses[items.id_of(pictures[1])].frame == 1
    pages.commands["again"].trigger()
    qtbot.waitUntil(lambda: not pages.session.jobs.busy)
    assert pages.session.found.analysis.frame == 2
    pages.open_image(pictures[0])
    settled(pages, "a.png")
    assert not picker.isVisibleTo(pages.verdict)


def test_every_picture_is_scanned_if_asked_for(window, tmp_path):
    window.tabs.bring("batch")
    form = window.batch.form
    assert form.request(window.computing()).frames == "first"
    form.frames.setChecked(True)
    assert form.request(window.computing()).frames == "all"
    words = ScanRequest("a", tmp_path / "b.csv", frames="all").command("new")
    assert words[5:7] == ("--frames", "all")
