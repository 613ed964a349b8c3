"""The sample image."""

from pathlib import Path

import pytest
from skimage import data

from gng_desktop.imaging import sample
from gng_desktop.imaging.reading import ImageError, read_image
from gng_desktop.imaging.sample import sample_path


def test_the_portrait_is_written_where_there_is_none(tmp_path):
    folder = tmp_path / "new" / "folder"
    path = sample_path(folder)
    assert [*folder.iterdir()] == [path] == [folder / "astronaut.png"]
    assert (read_image(path).rgb == data.astronaut()).all()
    path.write_bytes(b"mine")
    assert sample_path(folder).read_bytes() == b"mine"


def test_an_installation_without_it_and_a_full_disk_are_named(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ImageError, match="No space left"):
        sample_path(tmp_path)
    monkeypatch.setattr(sample, "shipped", lambda part: tmp_path / part)
    with pytest.raises(ImageError, match="is missing from this installation"):
        sample_path(tmp_path)
    assert list(tmp_path.iterdir()) == []
