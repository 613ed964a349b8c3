"""Each picture is segmented once; what was stored is used again, and a damaged file is not."""

import numpy as np
import pytest

from gng_desktop.datasets.framing import RULE, FaceCache
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.reading import read_image
from tests.fakes import Fixed


class Segmenter(Fixed):
    """Finds a face of fixed place in whatever it is given."""

    def __init__(self):
        mask = np.zeros((32, 32), np.uint8)
        mask[8:24, 8:24] = 1
        mask[4:8, 8:24] = 6
        super().__init__(mask, 32)


@pytest.fixture
def picture(tmp_path, png, noisy):
    return read_image(png(tmp_path / "a.png", noisy))


def test_found_once_and_stored(tmp_path, picture):
    segmenter = Segmenter()
    mask, box = FaceCache(tmp_path / "faces", segmenter).find(picture)
    calls = len(segmenter.batches)
    assert calls >= 1
    assert (mask.shape, mask.dtype) == ((32, 32), np.uint8)
    assert set(np.unique(mask)) == {0, 1, 6}
    assert [p.name for p in (tmp_path / "faces").iterdir()] == [f"{picture.sha256}{RULE}.npz"]
    again = FaceCache(tmp_path / "faces", segmenter)
    stored, same = again.find(picture)
    assert len(segmenter.batches) == calls
    np.testing.assert_array_equal(stored, mask)
    assert same == box
    assert isinstance(same, Box)


def test_another_picture_is_segmented_too(tmp_path, png, picture):
    segmenter = Segmenter()
    cache = FaceCache(tmp_path / "faces", segmenter)
    cache.find(picture)
    calls = len(segmenter.batches)
    cache.find(read_image(png(tmp_path / "b.png", np.zeros((40, 40, 3), np.uint8))))
    assert len(segmenter.batches) == 2 * calls
    assert len(list((tmp_path / "faces").iterdir())) == 2


@pytest.mark.parametrize("share", [0, 0.5])
def test_half_written_file_is_made_again(tmp_path, picture, share):
    segmenter = Segmenter()
    cache = FaceCache(tmp_path / "faces", segmenter)
    mask, box = cache.find(picture)
    (path,) = (tmp_path / "faces").iterdir()
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    calls = len(segmenter.batches)
    again, same = cache.find(picture)
    assert len(segmenter.batches) > calls
    np.testing.assert_array_equal(again, mask)
    assert same == box
    assert path.read_bytes() == content


def test_a_file_that_is_being_written_is_never_seen_half(tmp_path, picture, monkeypatch):
    cache = FaceCache(tmp_path / "faces", Segmenter())

    def broken_off(file, **arrays):
        file.write(b"PK")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(np, "savez_compressed", broken_off)
        cache.find(picture)
    assert list((tmp_path / "faces").iterdir()) == []


def test_a_file_with_a_hole_is_made_again(tmp_path, picture):
    """Two programs that write it at once, or a loss of power, leave its end but not its middle."""
    segmenter = Segmenter()
    mask, _ = FaceCache(tmp_path / "faces", segmenter).find(picture)
    calls, (path,) = len(segmenter.batches), (tmp_path / "faces").iterdir()
    content = bytearray(path.read_bytes())
    content[60:90] = bytes(range(100, 130))
    path.write_bytes(content)
    again, _ = FaceCache(tmp_path / "faces", segmenter).find(picture)
    assert len(segmenter.batches) == 2 * calls
    np.testing.assert_array_equal(again, mask)
