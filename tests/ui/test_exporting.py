"""What goes out of the window: files, pictures, questions before anything is replaced."""

import errno
import json
import shutil
import threading
from pathlib import Path
from unittest.mock import Mock

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from gng_desktop.casework.saving import Results
from gng_desktop.explain.methods import Explained
from gng_desktop.ui.image.saving_jobs import InTheWay, export, save
from gng_desktop.ui.kit.workers import UserError

ALREADY = "These files already exist in the folder:"
AMONG_EVIDENCE = (
    "The folder holds evidence, so nothing in it is replaced. These files already exist:"
)
VIEWS = {f"a.{view}.png" for view in ("background", "mask", "outlines", "overlay", "stripped")}


@pytest.fixture
def out(tmp_path, monkeypatch):
    """The folder that the user chooses; `asked` of it where the dialogs started."""
    folder = tmp_path / "out"
    folder.mkdir()
    starts = []

    def choose(parent, title, start):
        starts.append(start)
        return str(folder) if folder.exists() else ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    return folder, starts


@pytest.fixture
def written(qtbot):
    """Gives a command and waits until all is written."""

    def give(window, key):
        window.commands[key].trigger()
        qtbot.waitUntil(lambda: not window.session.saver.busy)

    return give


def names(folder):
    return {path.name for path in folder.iterdir()}


# -- results and views --------------------------------------------------------------------------


def test_results_are_written_where_the_user_says(shown, out, written, settled, pictures):
    folder, starts = out
    shown.explain()
    settled(shown, "a.png")
    evidence = pictures[0].read_bytes()
    written(shown, "save_results")
    content = json.loads((folder / "a.json").read_text())
    assert content["path"] == str(pictures[0]) and content["verdict"] == "generated"
    assert {"a.overlay.png", "a.shap.png", "a.explain.json"} <= names(folder)
    listing = f"{len(names(folder))} files written to {folder}"
    assert shown.status_text.text() == listing
    assert pictures[0].read_bytes() == evidence
    # The next dialog begins in that folder; nothing is written where none is chosen.
    shutil.rmtree(folder)
    for key in ("export_views", "save_results"):
        shown.commands[key].trigger()
        assert not shown.session.saver.busy
    assert starts == ["", str(folder), str(folder)]


def test_views_are_exported_as_the_overlay_shows_them(shown, out, written, analyser):
    folder, _ = out
    shown.legend.opacity_slider.setValue(0)
    written(shown, "export_views")
    assert names(folder) == VIEWS
    # At opacity 0 the overlay is the image.
    views = shown.session.found.analysis.views
    assert (np.asarray(Image.open(folder / "a.overlay.png")) == views.rgb).all()
    assert (np.asarray(Image.open(folder / "a.mask.png")) == views.mask).all()


def test_what_cannot_be_written_is_reported(shown, out, written, monkeypatch):
    errors = (
        (OSError(errno.ENOSPC, ""), "The disk with {} is full; free some space"),
        (OSError(errno.EROFS, ""), "You do not have permission to write to {}"),
        (OSError(errno.EACCES, ""), "You do not have permission to write to {}"),
        (OSError(errno.ENOENT, ""), "The folder {} no longer exists"),
        (OSError(errno.EIO, "I/O"), "The files cannot be written to {} (I/O); choose another"),
        (MemoryError(), "There is not enough memory to draw the views"),
    )

    for error, words in errors:
        monkeypatch.setattr(Path, "replace", Mock(side_effect=error))
        for command in ("save_results", "export_views"):
            shown.notice.hide()
            written(shown, command)
            assert shown.notice.text.text().startswith(f"⚠  {words.format(out[0])}")
            assert not shown.notice.details_button.isVisible() and not names(out[0])


def test_a_job_that_is_closed_leaves_whole_files(make_analysis, tmp_path):
    steps = save(Results(make_analysis()), tmp_path)
    next(steps), next(steps)
    steps.close()
    assert names(tmp_path) == {"a.overlay.png"}
    with pytest.raises(UserError, match="no views"):
        list(export(make_analysis(status="error", views=None), [], tmp_path, stem="b"))


def test_results_on_one_face_never_stand_in_the_way_of_anothers(
    make_analysis, make_explanation, tmp_path
):
    explained = Explained((make_explanation(), make_explanation(0.5)))
    list(save(Results(make_analysis()), tmp_path))
    for number in (1, 2):
        face = make_analysis(face_index=number, face_box=(2 * number, 3, 20, 20))
        *_, paths = save(Results(face, [explained]), tmp_path)
        assert all(isinstance(path, Path) for path in paths)
    for name in ("a.face2.json", "a.face2.explain.json"):
        read = json.loads((tmp_path / name).read_text())
        assert (read["face_index"], read["face_box"]) == (2, [4, 3, 20, 20])
    assert json.loads((tmp_path / "a.json").read_text())["face_index"] is None


def test_another_image_does_not_cut_off_what_is_being_written(
    qtbot, shown, out, pictures, settled, monkeypatch
):
    from gng_desktop.casework import saving

    go, started, real = threading.Event(), threading.Event(), saving.save_results

    def slow(*arguments):
        for path in real(*arguments):
            started.set()
            assert go.wait(10)
            yield path

    monkeypatch.setattr(saving, "save_results", slow)
    shown.commands["save_results"].trigger()
    qtbot.waitUntil(started.is_set)
    shown.open_image(pictures[1])
    qtbot.waitUntil(lambda: shown.windowTitle().startswith("b.png"))
    go.set()
    settled(shown, "b.png")
    # It is of the image that was in view when it was asked for.
    assert json.loads((out[0] / "a.json").read_text())["path"] == str(pictures[0])


# -- files in the way ---------------------------------------------------------------------------


@pytest.mark.parametrize(("answer_is", "name"), [("Replace", "a."), ("Save as", "a-2.")])
def test_replacing_or_another_name_is_asked_for(shown, out, written, answer, answer_is, name):
    folder, _ = out
    written(shown, "export_views")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    shown.legend.opacity_slider.setValue(90)
    asked = answer(answer_is)
    written(shown, "export_views")
    ((title, text, listing, buttons),) = asked
    assert title == "Files already exist" and text == ALREADY
    assert set(listing.splitlines()) == VIEWS
    assert buttons[0] == "Save as “a-2…”" and set(buttons[1:]) == {"Replace", "Cancel"}
    assert names(folder) == VIEWS | {view.replace("a.", name, 1) for view in VIEWS}
    assert (folder / f"{name}overlay.png").read_bytes() != before["a.overlay.png"]
    if answer_is == "Save as":
        assert {key: (folder / key).read_bytes() for key in before} == before


def test_of_many_names_the_first_are_shown_and_cancelling_writes_nothing(
    shown, out, written, answer
):
    folder, _ = out
    (folder / "a.json").write_text("earlier")
    asked = answer("Cancel")
    written(shown, "save_results")
    assert names(folder) == {"a.json"} and (folder / "a.json").read_text() == "earlier"
    for method in ("shap", "regions", "gradcam", "fullgrad", "attention"):
        for suffix in ("png", "npz"):
            (folder / f"a.{method}.{suffix}").touch()
    answer("Cancel")
    written(shown, "save_results")
    assert asked[0][2] == "a.json"
    lines = asked[1][2].splitlines()
    assert len(lines) == 9 and lines[-1] == "…" and len(set(lines)) == 9


def test_among_evidence_nothing_is_replaced(shown, out, written, answer, pictures, monkeypatch):
    folder = pictures[0].parent
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *rest: str(folder))
    # An image of its own right, as it happens.
    pictures[1].rename(folder / "a.overlay.png")
    evidence = {path: path.read_bytes() for path in folder.iterdir()}
    asked = answer("Save as")
    written(shown, "export_views")
    ((_, text, listing, buttons),) = asked
    assert text == AMONG_EVIDENCE and listing == "a.overlay.png"
    assert buttons == ["Save as “a-2…”", "Cancel"]
    assert (folder / "a-2.overlay.png").exists()
    *_, news = export(shown.session.found.analysis, [], folder, replace=True)
    assert isinstance(news, InTheWay) and not news.replaceable
    assert {path: path.read_bytes() for path in evidence} == evidence


def test_other_images_of_the_list_are_evidence_too(shown, out, written, answer, pictures):
    folder, _ = out
    files = {"a.mask.png", "a.json", "b.png"}
    for name in ("a.mask.png", "a.json"):
        (folder / name).touch()
    pictures[1].rename(folder / "b.png")
    shown.evidence.model.add([folder / "b.png"])
    for command in ("export_views", "save_results"):
        asked = answer("Cancel")
        written(shown, command)
        assert asked[-1][1] == AMONG_EVIDENCE and names(folder) == files


# -- the clipboard ------------------------------------------------------------------------------


def test_the_view_in_use_is_copied(shown):
    pane = shown.panes.pane("stripped")
    pane.canvas.setFocus()
    shown.commands["copy_view"].trigger()
    copied = QGuiApplication.clipboard().image()
    assert copied.size() == pane.canvas.image().size()
    assert copied.convertToFormat(
        copied.Format.Format_RGB32
    ) == pane.canvas.image().convertToFormat(copied.Format.Format_RGB32)
    assert shown.status_text.text() == "Copied: Stripped"
