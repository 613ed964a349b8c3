import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QPixmap

from gng_desktop.imaging.reading import read_image
from gng_desktop.ui.opening import from_clipboard
from gng_desktop.ui.panels.saving_jobs import paste
from gng_desktop.ui.workers import JobRunner


@pytest.fixture
def image(qapp):
    made = QImage(5, 3, QImage.Format.Format_RGB888)
    made.fill(QColor(10, 20, 30))
    made.setPixelColor(4, 2, QColor(200, 0, 7))
    return made


@pytest.fixture
def run(qtbot):
    """Runs a job to its end; returns what it yielded and the sentences it failed with."""
    runner = JobRunner()

    def ran(work):
        found, failed = [], []
        runner.failed.connect(lambda sentence, details: failed.append(sentence))
        with qtbot.waitSignal(runner.busy_changed, check_params_cb=lambda busy: not busy):
            runner.start(work, "The job", found.append)
        return found, failed

    yield ran
    assert runner.close()


def test_an_address_of_the_web_does_not_hide_the_picture(image):
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.png")])
    assert from_clipboard(mime) is None
    mime.setImageData(image)
    assert from_clipboard(mime) == image
    words, null = QMimeData(), QMimeData()
    words.setText("/evidence/a.png")
    null.setImageData(QImage())
    assert [from_clipboard(nothing) for nothing in (None, QMimeData(), words, null)] == [None] * 4


def test_the_bytes_that_were_copied_are_preferred_to_their_pixels(image):
    mime = QMimeData()
    mime.setImageData(image)
    mime.setData("image/png", b"\x89PNG whatever")
    assert from_clipboard(mime) == b"\x89PNG whatever"


def test_a_pixmap_is_a_picture_too(image):
    mime = QMimeData()
    mime.setImageData(QPixmap.fromImage(image))
    found = from_clipboard(mime)
    assert isinstance(found, QImage) and found.size() == image.size()


def test_a_pasted_picture_becomes_a_file_with_the_same_pixels(image, run, tmp_path):
    work = paste(image, tmp_path / "pasted")
    assert not (tmp_path / "pasted").exists()  # it is encoded by the job
    (path,), failed = run(work)
    picture = read_image(path)
    assert path == tmp_path / "pasted" / f"{picture.sha256}.png" and not failed
    expected = np.full((3, 5, 3), (10, 20, 30), np.uint8)
    expected[2, 4] = (200, 0, 7)
    assert np.array_equal(picture.rgb, expected)
    assert run(paste(image, tmp_path / "pasted"))[0] == [path]
    assert run(paste(path.read_bytes(), tmp_path / "pasted"))[0] == [path]
    assert len(list(path.parent.iterdir())) == 1


@pytest.mark.parametrize("nothing", [None, b"", QImage()])
def test_an_empty_clipboard_says_what_to_do(nothing, run, tmp_path):
    found, failed = run(paste(nothing, tmp_path))
    assert not found and failed == [
        "There is no image on the clipboard; copy an image or a file, then paste again."
    ]


def test_what_cannot_be_kept_is_told_in_a_sentence(image, run, tmp_path):
    found, (sentence,) = run(paste(b"no picture", tmp_path))
    assert not found and "not an image" in sentence
    (tmp_path / "file").touch()
    found, failed = run(paste(image, tmp_path / "file" / "pasted"))
    assert not found and "cannot be saved" in failed[-1] and "save it as a file" in failed[-1]
