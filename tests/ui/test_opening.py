"""How images come into the window."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog

from gng_desktop.core.errors import PlainError
from gng_desktop.imaging.errors import ImageError
from gng_desktop.ui.image.opening import APP, from_clipboard
from gng_desktop.ui.image.saving_jobs import paste
from tests.ui.dragging import drag

NOTHING_COPIED = "There is no image on the clipboard; copy an image or an image file, then paste."


def local(*paths):
    return [QUrl.fromLocalFile(str(path)) for path in paths]


def listed(window):
    return [path.name for path in window.evidence.model.paths()]


@pytest.fixture
def chosen(monkeypatch):
    """What the file dialogs answer, and what they were asked."""
    answers, asked = {"files": [], "folder": ""}, []

    def files(parent, title, folder, kinds):
        asked.append((folder, kinds))
        return answers["files"], ""

    def folder(parent, title, start):
        asked.append((start, ""))
        return answers["folder"]

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", files)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder)
    answers["asked"] = asked
    return answers


@pytest.fixture
def clipboard(qapp):
    """Puts MIME data on the clipboard, which is empty before and after."""
    board = QGuiApplication.clipboard()
    board.clear()

    def put(urls=(), image=None):
        data = QMimeData()
        if urls:
            data.setUrls(list(urls))
        if image is not None:
            data.setImageData(image)
        board.setMimeData(data)

    yield put
    board.clear()


# -- dialogs ------------------------------------------------------------------------------------


def test_the_dialog_opens_images_and_shows_the_first(window, chosen, pictures, settled):
    chosen["files"] = [str(pictures[2]), str(pictures[0])]
    window.empty.open_button.click()
    settled(window, "c.png")
    assert listed(window) == ["c.png", "a.png"]
    folder, kinds = chosen["asked"][0]
    assert folder == "" and "*.png" in kinds and "*.jpg" in kinds
    # The next dialog begins where this one ended.
    chosen["files"] = []
    window.commands["open"].trigger()
    assert chosen["asked"][1][0] == str(pictures[0].parent)
    assert not window.opening.walker.busy


def test_the_folder_dialog_lists_all_images_below(window, chosen, pictures, settled, monkeypatch):
    # They come in batches; only the first of all is to be shown.
    monkeypatch.setattr("gng_desktop.ui.evidence.walk.BATCH", 2)
    opened = []
    window.session.opening.connect(lambda path: opened.append(path.name))
    below = pictures[0].parent / "below"
    below.mkdir()
    shutil.copy(pictures[0], below / "e.png")
    (below / "notes.txt").touch()
    (below / ".hidden.png").touch()
    chosen["folder"] = str(pictures[0].parent)
    window.empty.folder_button.click()
    settled(window, "a.png")
    assert listed(window) == ["a.png", "b.png", "c.png", "d.png", "e.png"]
    assert opened == ["a.png"]
    assert window.session.found.analysis.path == str(pictures[0])
    chosen["folder"] = ""
    window.commands["open_folder"].trigger()
    assert chosen["asked"] == [("", ""), (str(pictures[0].parent), "")]


def test_what_was_left_out_is_reported_and_a_folder_without_images(window, pictures, qtbot):
    folder = pictures[0].parent
    (folder / "empty").mkdir()
    window.opening.open_places([folder / "empty"])
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice.text.text() == "⚠  No images were found; choose another folder."
    assert window.pages.currentWidget() is window.empty
    (folder / "notes.txt").touch()
    window.opening.open_places([folder])
    words = "Images found: 4. Skipped: 1 of other types, 0 hidden."
    qtbot.waitUntil(lambda: window.status_text.text() == words)


def test_an_unreadable_folder_is_reported(window, pictures, qtbot, monkeypatch):
    locked = pictures[0].parent / "locked"
    locked.mkdir()
    scandir = os.scandir

    def guarded(folder):
        # A number is an open folder, as what sweeps up after a test names it.
        if not isinstance(folder, int) and Path(folder) == locked:
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr("gng_desktop.ui.evidence.walk.os.scandir", guarded)
    window.opening.open_places([pictures[0].parent])
    words = f"⚠  The folder {locked} could not be read (Permission denied)"
    qtbot.waitUntil(lambda: window.notice.text.text().startswith(words))
    assert len(listed(window)) == 4


# -- dropped ------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", ["window", "list"])
def test_dropped_files_and_folders_are_listed(window, pictures, tmp_path, settled, on):
    single = tmp_path / "single.png"
    shutil.copy(pictures[0], single)
    target = window if on == "window" else window.evidence
    assert drag(target, single, pictures[0].parent)
    settled(window, "single.png")
    assert listed(window) == ["single.png", "a.png", "b.png", "c.png", "d.png"]


def test_a_web_address_is_not_taken_nor_anything_without_models(
    qtbot, window, make_window, pictures
):
    web = QUrl("https://example.org/a.png")
    assert not drag(window, web) and not drag(window.evidence, web)
    assert listed(window) == [] and not window.opening.walker.busy
    assert drag(window, web, pictures[1])

    def fail():
        raise ZeroDivisionError

    without = make_window(fail)
    qtbot.waitUntil(without.empty.retry_button.isVisible)
    qtbot.waitUntil(lambda: not without.session.loader.busy)
    assert not drag(without, pictures[0])


def test_what_is_dropped_during_a_walk_is_listed_too(window, pictures, tmp_path, qtbot, settled):
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(pictures[0], other / "z.png")
    window.opening.open_places([pictures[0].parent])
    assert window.opening.walker.busy
    window.opening.open_places([other])
    qtbot.waitUntil(lambda: not window.opening.walker.busy)
    assert sorted(listed(window)) == ["a.png", "b.png", "c.png", "d.png", "z.png"]
    # Later, it is only what was opened then.
    window.opening.open_places([pictures[3]])
    settled(window, "d.png")


# -- without a file dialog ----------------------------------------------------------------------


def test_the_clipboard_gives_bytes_before_pixels_and_no_web_address(qapp):
    image = QImage(5, 3, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.png")])
    assert from_clipboard(mime) is None
    mime.setImageData(QPixmap.fromImage(image))
    assert from_clipboard(mime).size() == image.size()
    mime.setImageData(image)
    assert from_clipboard(mime) == image
    mime.setData("image/png", b"\x89PNG whatever")
    assert from_clipboard(mime) == b"\x89PNG whatever"
    words, null = QMimeData(), QMimeData()
    words.setText("/evidence/a.png")
    null.setImageData(QImage())
    assert [from_clipboard(nothing) for nothing in (None, QMimeData(), words, null)] == [None] * 4


@pytest.mark.parametrize(
    ("given", "folder", "words"),
    [
        (None, "", "There is no image on the clipboard; copy an image or a file, then paste again"),
        (QImage(), "", "There is no image on the clipboard"),
        (b"no picture", "", "not an image"),
        (QImage(5, 3, QImage.Format.Format_RGB32), "file", "cannot be saved .* save it as a file"),
    ],
)
def test_what_cannot_be_pasted_is_shown_in_a_sentence(tmp_path, given, folder, words):
    (tmp_path / "file").touch()
    with pytest.raises(PlainError, match=words):
        list(paste(given, tmp_path / folder / "pasted"))


def test_the_sample_goes_to_the_cache_folder(window, monkeypatch, user_folders, qtbot, settled):
    folders = []

    def sample_path(folder):
        folders.append(folder)
        if len(folders) == 1:
            raise ImageError("The sample is missing; install the program again.")
        return folder / "sample.png"

    monkeypatch.setattr("gng_desktop.imaging.sample.sample_path", sample_path)
    window.commands["sample"].trigger()
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice.text.text() == "⚠  The sample is missing; install the program again."
    window.empty.sample_button.click()
    settled(window, "sample.png")
    assert {*folders} == {user_folders / "cache" / APP}
    assert window.session.found.analysis.path == str(folders[0] / "sample.png")


def test_pasted_files_are_opened_where_they_lie(window, clipboard, pictures, settled):
    clipboard(urls=local(pictures[1], pictures[0]), image=QImage(4, 4, QImage.Format.Format_RGB32))
    window.commands["paste"].trigger()
    settled(window, "b.png")
    assert listed(window) == ["b.png", "a.png"]


def test_pasted_pixels_are_stored_under_their_hash(window, clipboard, user_folders, qtbot, settled):
    image = QImage(12, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.setPixelColor(4, 2, QColor(200, 0, 7))
    clipboard(image=image)
    window.commands["paste"].trigger()
    qtbot.waitUntil(lambda: window.session.found is not None)
    settled(window, Path(window.session.found.analysis.path).name)
    (pasted,) = (user_folders / "data" / APP / "pasted").iterdir()
    assert window.session.found.analysis.path == str(pasted)
    stored = QImage(str(pasted)).convertToFormat(image.format())
    assert stored == image and pasted.stem == window.session.found.provenance.facts.sha256
    # The same again is the same file.
    window.commands["paste"].trigger()
    qtbot.waitUntil(lambda: not window.opening.fetcher.busy)
    assert listed(window) == [pasted.name]


def test_pasting_nothing_says_what_to_copy(window, clipboard, analyser):
    window.commands["paste"].trigger()
    assert window.notice.isVisible()
    assert window.notice.text.text() == f"⚠  {NOTHING_COPIED}"
    clipboard(urls=[QUrl("https://example.org/a.png")])
    window.notice.hide()
    window.commands["paste"].trigger()
    assert window.notice.isVisible()
    assert analyser.asked == [] and not window.opening.fetcher.busy


# -- recent files -------------------------------------------------------------------------------


def entries(window):
    return [a.toolTip() for a in window.menus.recent_menu.actions() if a.text().startswith("&")]


def test_what_was_opened_can_be_opened_again(
    qtbot, window, make_window, analyser, pictures, settled
):
    folder = pictures[0].parent
    window.opening.open_places([folder, pictures[2]])
    settled(window, "a.png")
    window.open_image(pictures[1])
    settled(window, "b.png")
    # Of several places opened together the first stands for all.
    assert entries(window)[:2] == [str(pictures[1]), str(folder)]
    again = make_window(lambda: analyser)
    assert entries(again)[:2] == [str(pictures[1]), str(folder)]
    action = next(a for a in again.menus.recent_menu.actions() if a.toolTip() == str(folder))
    action.trigger()
    settled(again, "a.png")
    assert len(listed(again)) == 4


# -- what the list and the view have to do with each other --------------------------------------


def test_an_image_hidden_by_the_filter_is_shown_all_the_same(window, pictures, settled):
    window.evidence.filters.search.setText("png")
    window.open_image(pictures[0])
    settled(window, "a.png")
    assert window.evidence.filters.search.text() == "png"  # it hides nothing asked for
    window.evidence.filters.search.setText("a.png")
    window.opening.open_places([pictures[1]])
    settled(window, "b.png")
    assert window.evidence.filters.search.text() == ""
    assert window.evidence.current == pictures[1] and listed(window) == ["a.png", "b.png"]


def test_an_image_asked_for_while_the_models_load_is_opened_then(
    qtbot, make_window, analyser, pictures, settled
):
    window = make_window(lambda: analyser)
    window.open_image(pictures[1])
    window.open_image(pictures[0])
    settled(window, "a.png")
    assert window.pages.currentWidget() is window.panes
    assert "b.png" not in analyser.asked[:1]
    # Other models open the image in view, not the one that waited then.
    window.open_image(pictures[1])
    settled(window, "b.png")
    window.session.load_models()
    settled(window, "b.png")
    assert window.windowTitle().startswith("b.png")


def test_the_row_chosen_is_the_image_in_view(window, pictures, settled):
    window.opening.open_places([pictures[0].parent])
    settled(window, "a.png")
    window.evidence.select(pictures[2])
    settled(window, "c.png")
    assert window.windowTitle().startswith("c.png")
    for key, name in (("next", "d.png"), ("next", "d.png"), ("previous", "c.png")):
        window.commands[key].trigger()
        settled(window, name)
        assert window.evidence.current.name == name


def test_the_last_image_asked_for_wins(qtbot, shown, analyser, pictures):
    analyser.go.clear()
    analyser.entered.clear()
    shown.open_image(pictures[1])
    assert analyser.entered.wait(5)
    shown.open_image(pictures[2])
    titles = []
    shown.windowTitleChanged.connect(titles.append)
    analyser.go.set()
    qtbot.waitUntil(lambda: not shown.session.jobs.busy)
    assert [title.partition(" ")[0] for title in titles] == ["c.png"]
