import gc
import time
from typing import get_args

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from gng_desktop.datasets import check
from gng_desktop.datasets.file_statistics import Traits, separations
from gng_desktop.datasets.findings import Finding, Kind
from gng_desktop.datasets.importers import FORMATS
from gng_desktop.datasets.importers.import_result import Harvest
from gng_desktop.ui.training.data import jobs as data_jobs
from gng_desktop.ui.training.data.finding_words import TRAIT_ADVICE, TRAIT_WORDS, words
from gng_desktop.ui.training.data.page import DataPage
from gng_desktop.ui.training.data.source import FORMAT_WORDS
from gng_desktop.ui.training.data.views import FindingsList
from gng_desktop.ui.training.workspace import Workspace
from tests.tiny_data import write_table
from tests.ui.dragging import drag
from tests.ui.driver import emitted
from tests.ui.training_kit import texts_of as rows_of


def picture(path, seed, quality=80):
    path.parent.mkdir(parents=True, exist_ok=True)
    small = np.random.default_rng(seed).integers(0, 256, (6, 7, 3), np.uint8)
    Image.fromarray(small).resize((48, 40), Image.Resampling.BICUBIC).save(path, quality=quality)


@pytest.fixture
def faces(tmp_path):
    """An index of 30 real and 30 generated faces, the latter of higher JPEG quality."""
    folder = tmp_path / "data" / "faces"
    rows = []
    for i in range(60):
        fake, split = i % 2, ("train", "train", "val", "test", "train", "test")[i // 2 % 6]
        picture(folder / f"{i}.jpg", i, 95 if fake else 75)
        rows.append((f"{i}.jpg", "fake" if fake else "real", "dalle" if fake else "ffhq", split))
    return write_table(folder / "index.csv", "path,label,source,split", rows)


@pytest.fixture
def masks(tmp_path):
    folder = tmp_path / "data" / "masks"
    mask = np.zeros((40, 48), np.uint8)
    mask[:20] = 6
    rows = []
    for i, split in enumerate(("train", "val", "test")):
        picture(folder / f"{i}.jpg", i)
        Image.fromarray(mask).save(folder / f"{i}.png")
        rows.append((f"{i}.jpg", f"{i}.png", "classes14", split))
    return write_table(folder / "index.csv", "image,mask,labels,split", rows)


@pytest.fixture
def folders(tmp_path):
    """A data set of folders real and fake, five images each."""
    for i in range(5):
        picture(tmp_path / "set" / "real" / f"{i}.jpg", i)
        picture(tmp_path / "set" / "fake" / f"{i}.jpg", 100 + i)
    return tmp_path / "set"


@pytest.fixture
def page(qtbot, settings):
    place = Workspace(settings)
    made = DataPage(place)
    made.chosen = emitted(place.data_changed)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    yield made
    for runner in made.runners:
        assert runner.close(timeout_ms=20_000)


@pytest.fixture
def settle(until, page):
    """Opens a place, or does nothing, and waits until nothing runs any more."""

    def wait(place=None):
        if place is not None:
            page.open(place)
        until(lambda: not any(runner.busy for runner in page.runners))

    return wait


@pytest.fixture
def bring_in(page, until, settle):
    """Presses Import, and waits until what was imported is read, or it is said why it is not."""

    def wait():
        page.importing.button.click()
        settle()
        until(lambda: page.data is not None or not page.notice.isHidden())
        settle()

    return wait


def snapshot(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


# -- an index -------------------------------------------------------------------------------------


def test_an_index_is_counted_shown_and_checked(page, settle, faces):
    assert page.invitation.isVisible() and not page.grid.isVisible()
    assert not page.next_button.isEnabled() and page.data is None
    settle(faces.parent)
    assert page.data.index == faces
    assert page.bar.form == "index" and not page.importing.isVisible()
    assert rows_of(page.counts) == [
        ["ffhq", "real", "15", "5", "10", "30"],
        ["dalle", "generated", "15", "5", "10", "30"],
        ["All", "", "30", "10", "20", "60"],
    ]
    assert page.counts.item(0, 2).textAlignment() & int(Qt.AlignmentFlag.AlignRight)
    assert page.counts.item(0, 1).textAlignment() & int(Qt.AlignmentFlag.AlignLeft)
    assert page.grid.list.count() == data_jobs.PREVIEWS
    captions = {page.grid.list.item(i).text() for i in range(page.grid.list.count())}
    assert {"real\nffhq · training", "generated\ndalle · test"} <= captions
    assert not page.grid.masks.isVisible() and not page.classes.isVisible()
    titles = [card.title.text() for card in page.findings.cards]
    assert "Real or generated can be predicted from JPEG quality alone" in titles
    assert page.next_button.isEnabled()


def test_what_was_chosen_is_emitted_with_its_data_folder(page, settle, qtbot, faces, masks):
    settle(faces)
    (first,) = page.chosen
    assert (first.kind, first.names) == ("faces", {"ffhq": 30, "dalle": 30})
    assert first.relative == "faces/index.csv" and first.folder == faces.parents[1]
    page.folder.field.setText(str(faces.parent))
    qtbot.waitUntil(lambda: len(page.chosen) == 2)
    assert page.chosen[1].relative == "index.csv" and page.data == page.chosen[1]
    page.folder.field.setText(str(faces.parent / "gone"))
    qtbot.waitUntil(lambda: page.folder.missing)
    qtbot.wait(400)
    assert len(page.chosen) == 2
    # It stays for a second index in it.
    page.folder.field.setText(str(faces.parents[2]))
    qtbot.waitUntil(lambda: len(page.chosen) == 3)
    settle(masks)
    assert page.data.folder == faces.parents[2]
    assert page.data.relative == "data/masks/index.csv"


def test_of_several_indexes_one_is_chosen(page, settle, faces, masks):
    settle(faces.parents[1])
    names = [page.bar.index.itemText(i) for i in range(page.bar.index.count())]
    assert names == ["faces/index.csv", "masks/index.csv"] and page.data.kind == "faces"
    page.bar.index.setCurrentIndex(1)
    page.bar.index.activated.emit(1)
    settle()
    assert page.data.kind == "masks"


def test_masks_are_laid_over_in_class_colours(page, settle, masks):
    settle(masks)
    assert page.grid.list.count() == 3 and page.grid.masks.isVisible()

    def middle():
        image = page.grid.list.item(0).icon().pixmap(data_jobs.SIDE).toImage()
        return image.pixelColor(data_jobs.SIDE // 2, data_jobs.SIDE // 2 - 15)

    with_mask = middle()
    page.grid.masks.click()
    assert middle() != with_mask
    assert "hair" in page.grid.list.item(0).toolTip()
    classes = {row[0]: row[1:] for row in rows_of(page.classes)}
    assert classes["hair"] == ["3", "50.00 %"] and classes["nose"] == ["0", "0.00 %"]
    page.grid.masks.click()
    page.use_palette("colour-blind-safe")
    settle()
    # The same draw may come in another order, but hair is orange now.
    assert middle() != with_mask


def test_other_images_are_drawn_on_request(page, settle, faces):
    settle(faces)

    def shown():
        return [page.grid.list.item(i).toolTip() for i in range(page.grid.list.count())]

    before = shown()
    page.grid.others.click()
    settle()
    assert len(shown()) == data_jobs.PREVIEWS and shown() != before


def test_an_image_that_cannot_be_read_has_its_tile(page, settle, faces):
    for path in faces.parent.glob("*.jpg"):
        path.write_bytes(b"")
    settle(faces)
    assert page.grid.list.count() == data_jobs.PREVIEWS
    assert "empty" in page.grid.list.item(0).toolTip()
    card = page.findings.cards[0]
    assert card.title.text() == "60 files cannot be used"
    assert card.severity.text() == "Stops the training"


def test_the_check_can_be_stopped_and_done_again(page, qtbot, settle, faces, monkeypatch):
    plain = check.traits_of
    monkeypatch.setattr(check, "traits_of", lambda path: time.sleep(0.05) or plain(path))
    page.open(faces)
    qtbot.waitUntil(lambda: page.checker.busy)
    page.stop_checking()
    assert "was stopped" in page.findings.text.text() and page.check_button.isVisible()
    monkeypatch.undo()
    page.check_button.click()
    settle()
    assert page.findings.cards and "was stopped" not in page.findings.text.text()


def test_another_place_ends_the_work_on_the_first(page, settle, faces, masks):
    page.open(faces)
    settle(masks)
    assert page.data.index == masks and page.grid.list.count() == 3


# -- what is no index -----------------------------------------------------------------------------


def test_a_data_set_is_imported_beside_itself_and_read(page, settle, bring_in, folders):
    before = snapshot(folders)
    settle(folders)
    assert page.bar.form == "folders" and page.importing.isVisible()
    assert page.importing.out.text() == str(folders.with_name("set-imported"))
    bring_in()
    assert page.data.index == folders.with_name("set-imported") / "index.csv"
    assert page.notice.text.text().endswith("Imported 10 images.")
    assert rows_of(page.counts)[-1][-1] == "10"
    assert snapshot(folders) == before


@pytest.mark.parametrize("part", [".", "out", "real/out"])
def test_nothing_is_imported_into_the_source(page, settle, bring_in, folders, part):
    before = snapshot(folders)
    settle(folders)
    page.importing.out.setText(str(folders / part))
    bring_in()
    assert "is part of the data set; choose one outside" in page.notice.text.text()
    assert snapshot(folders) == before and page.data is None


def test_an_earlier_import_is_replaced_only_on_request(page, settle, bring_in, folders):
    settle(folders)
    bring_in()
    settle(folders)
    bring_in()
    assert "holds an index.csv already" in page.notice.text.text()
    page.importing.replace.setChecked(True)
    bring_in()
    assert page.notice.text.text().endswith("Imported 10 images.")


def test_an_import_can_be_cancelled(page, qtbot, settle, folders, monkeypatch):
    def slow(harvest, folder):
        while True:
            time.sleep(0.01)
            yield data_jobs.Progress(0, 0, "")

    monkeypatch.setattr(Harvest, "images", slow)
    settle(folders)
    page.importing.button.click()
    qtbot.waitUntil(lambda: page.importing.line.isVisible())
    assert not page.importing.button.isEnabled()
    page.importing.line.cancel_button.click()
    assert page.importing.button.isEnabled() and not page.importing.line.isVisible()
    assert page.importer.close()


def test_what_was_left_out_is_reported(page, settle, bring_in, folders):
    (folders / "real" / "bad.jpg").write_bytes(b"")
    settle(folders)
    bring_in()
    assert "Imported 10 images; 1 was skipped." in page.notice.text.text()
    assert "bad.jpg" in page.notice.details.toPlainText()


def test_another_format_may_be_chosen(page, settle, bring_in, folders):
    settle(folders)
    assert not page.importing.generators.isVisible()
    page.bar.format.setCurrentIndex(page.bar.format.findData("artifact"))
    page.bar.format.activated.emit(page.bar.format.currentIndex())
    assert page.importing.generators.isVisible() and not page.importing.masks.isVisible()
    bring_in()
    assert "holds no folder with a metadata.csv" in page.notice.text.text()


def test_what_is_not_recognised_is_said_and_left_to_the_user(page, settle, tmp_path):
    (tmp_path / "empty").mkdir()
    settle(tmp_path / "empty")
    assert "tells which data set this is" in page.bar.status.text()
    assert page.bar.format.isVisible() and page.notice.isHidden()
    settle(tmp_path / "gone")
    assert "does not exist" in page.bar.status.text()


def test_an_index_with_other_words_is_offered_for_import(page, settle, bring_in, faces):
    text = faces.read_text(encoding="utf-8").replace(",real,", ",0,").replace(",fake,", ",1,")
    faces.write_text(text, encoding="utf-8")
    settle(faces)
    assert "use real or fake" in page.notice.text.text() and page.importing.isVisible()
    bring_in()
    assert page.data.names == {"ffhq": 30, "dalle": 30}


# -- ways in --------------------------------------------------------------------------------------


def test_a_place_can_be_typed_chosen_and_dropped(page, qtbot, settle, faces, masks, monkeypatch):
    page.bar.field.setText(str(faces))
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    settle()
    assert page.data.index == faces
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a: str(masks.parent))
    page.bar.folder_button.click()
    settle()
    assert page.data.index == masks
    assert drag(page, faces) and not drag(page, faces, masks)
    settle()
    assert page.data.index == faces


# -- many rows ------------------------------------------------------------------------------------


def test_tens_of_thousands_of_rows_do_not_hold_up_the_window(page, qtbot, tmp_path):
    rows = [
        (f"{i:06d}.jpg", "fake" if i % 3 else "real", f"source{i % 5}", "train")
        for i in range(40_000)
    ]
    place = write_table(tmp_path / "many/index.csv", "path,label,source,split", rows)
    # Reading makes so many objects that Python tidies up, on the reader's thread: Qt's objects that
    # tests before this one left behind must not be among what it finds there.
    gc.collect()
    beats = []
    timer = QTimer(page)
    timer.timeout.connect(lambda: beats.append(page._listing is None))
    timer.start(2)
    page.open(place)
    qtbot.waitUntil(lambda: page.grid.list.count() > 0, timeout=60_000)
    # The window went on all the while that the rows were read, and was handed a few of them only.
    assert any(beats)
    assert rows_of(page.counts)[-1][-1] == "40,000"
    assert len(page._listing.pool) == data_jobs.POOL


# -- words ----------------------------------------------------------------------------------------

EXAMPLES = {
    "unusable": {"count": 2, "example": "a.jpg", "reason": "It is empty."},
    "empty": {"split": "val"},
    "one_sided": {"split": "train", "label": "fake"},
    "leak": {
        "count": 1,
        "split": "train",
        "other": "test",
        "example": "a",
        "twin": "b",
        "dropped": True,
    },
    "separation": {
        "trait": "width",
        "split": "train",
        "auc": 0.9,
        "real": 1.0,
        "fake": 2.0,
        "more": True,
        "chance": False,
    },
    "swapped": {"count": 3, "example": "m.png"},
    "twice": {"count": 1, "example": "a.jpg"},
    "contradicted": {"count": 2, "example": "a.jpg", "twin": "b.jpg"},
    "copies": {"count": 1, "index": "i.csv", "example": "a.jpg"},
}


def test_every_finding_says_what_it_is_and_what_to_do_in_the_order_given(qtbot):
    view = FindingsList()
    qtbot.addWidget(view)
    findings = [Finding(kind, "note", values) for kind, values in EXAMPLES.items()]
    view.show_findings(findings)
    found = [words(finding) for finding in findings]
    assert [card.title.text() for card in view.cards] == [each.title for each in found]
    for each in found:
        assert each.title and not each.title.endswith("."), each
        assert each.text.endswith(".") and each.advice.endswith("."), each
        assert "{" not in "".join(each), each
    view.show_findings([])
    assert view.cards == [] and "Nothing found" in view.text.text()


def test_every_kind_of_finding_trait_and_format_has_words():
    assert set(get_args(Kind)) == set(EXAMPLES)
    traits = Traits(8, 8, "JPEG", 80, "4:2:0", 0.5, 1.0, 0.2)
    names = {s.trait for s in separations("train", [traits], [traits])}
    assert names == set(TRAIT_WORDS) == set(TRAIT_ADVICE)
    assert set(FORMAT_WORDS) == set(FORMATS)
