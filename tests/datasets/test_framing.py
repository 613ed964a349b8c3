"""Each picture is segmented once; what was stored is used again, and a damaged file is not."""

import numpy as np
import pytest

from gng_desktop.datasets.framing import RULE, FaceCache
from gng_desktop.imaging.reading import read_image
from tests.tiny_data import write_png


@pytest.fixture
def picture(tmp_path, noisy):
    return read_image(write_png(tmp_path / "a.png", noisy))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "faces"


def test_each_picture_is_segmented_once(folder, tmp_path, picture, segmenter):
    mask, box = FaceCache(folder, segmenter).find(picture)
    assert (mask.shape, mask.dtype) == ((32, 32), np.uint8)
    assert set(np.unique(mask)) == {0, 1, 6}
    assert [p.name for p in folder.iterdir()] == [f"{picture.sha256}{RULE}.npz"]
    again = FaceCache(folder, segmenter)
    stored, same = again.find(picture)
    assert len(segmenter.batches) == 1 and same == box
    np.testing.assert_array_equal(stored, mask)
    again.find(read_image(write_png(tmp_path / "b.png", np.zeros((40, 40, 3), np.uint8))))
    assert len(segmenter.batches) == len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("damage", ["empty", "cut", "hole"])
def test_a_damaged_file_is_made_again(folder, picture, segmenter, damage):
    """Two programs that write it at once, or a loss of power, leave its end but not its middle."""
    cache = FaceCache(folder, segmenter)
    mask, box = cache.find(picture)
    (path,) = folder.iterdir()
    content = path.read_bytes()
    hole = content[:60] + bytes(range(100, 130)) + content[90:]
    path.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "hole": hole}[damage])
    again, same = cache.find(picture)
    assert len(segmenter.batches) == 2 and same == box
    np.testing.assert_array_equal(again, mask)
    assert path.read_bytes() == content


def test_a_file_that_is_being_written_is_never_seen_half(folder, picture, segmenter, monkeypatch):
    def broken_off(file, **arrays):
        file.write(b"PK")
        raise KeyboardInterrupt

    monkeypatch.setattr(np, "savez_compressed", broken_off)
    with pytest.raises(KeyboardInterrupt):
        FaceCache(folder, segmenter).find(picture)
    assert list(folder.iterdir()) == []
