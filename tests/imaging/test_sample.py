"""The sample image."""

from pathlib import Path

import pytest
from skimage import data

from gng_desktop.imaging import sample
from gng_desktop.imaging.reading import ImageError, read_image
from gng_desktop.imaging.sample import sample_path


def test_the_portrait_is_written_once_and_readable(tmp_path):
    folder = tmp_path / "new" / "folder"
    path = sample_path(folder)
    assert path == folder / "astronaut.png"
    assert [p.name for p in folder.iterdir()] == ["astronaut.png"]
    picture = read_image(path)
    assert picture.format == "PNG"
    assert (picture.rgb == data.astronaut()).all()


def test_an_existing_file_is_left_alone(tmp_path):
    (tmp_path / "astronaut.png").write_bytes(b"mine")
    assert sample_path(tmp_path).read_bytes() == b"mine"


def test_an_installation_without_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(sample, "shipped", lambda part: tmp_path / part)
    with pytest.raises(ImageError, match="is missing from this installation"):
        sample_path(tmp_path)


def test_a_failed_write_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ImageError, match="No space left"):
        sample_path(tmp_path)
    assert list(tmp_path.iterdir()) == []
