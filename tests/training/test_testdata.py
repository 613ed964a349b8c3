import numpy as np
import pytest
from PIL import Image

from gng_desktop.datasets.items import DataError
from gng_desktop.training.testdata import faces_to_test, masks_to_test


def write(path, text=None):
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        Image.fromarray(np.zeros((8, 8, 3), np.uint8)).save(path)
    else:
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def data(tmp_path):
    write(
        tmp_path / "faces/index.csv",
        "path,label,source,split\na.jpg,fake,gan,test\nb.jpg,real,ffhq,test\nc.jpg,real,ffhq,val\n",
    )
    rows = "1.jpg,1.png,celebamask19,test\nlfw_2.jpg,2.png,hair2,test\n3.jpg,3.png,classes14,test\n"
    write(tmp_path / "parsing/index.csv", f"image,mask,labels,split\n{rows}")
    return tmp_path


def found(items):
    return {i.path.name: (i.source, i.generated) for i in items}


def test_faces_of_a_data_folder_join_both_indexes(data):
    photos = {"1.jpg": ("celebamask19", False), "lfw_2.jpg": ("lfw", False)}
    photos |= {"3.jpg": ("classes14", False)}
    faces = {"a.jpg": ("gan", True), "b.jpg": ("ffhq", False)}
    assert found(faces_to_test(data, "test")) == faces | photos
    assert found(faces_to_test(data, "val")) == {"c.jpg": ("ffhq", False)}
    assert found(faces_to_test(data / "faces/index.csv", "test")) == faces
    assert found(faces_to_test(data / "parsing/index.csv", "test")) == photos
    (data / "faces/index.csv").unlink()
    assert found(faces_to_test(data, "test")) == photos


def test_a_segmenter_is_tested_where_every_pixel_is_labelled(data):
    for place in (data, data / "parsing/index.csv"):
        masks = {i.path.name: i.mask.name for i in masks_to_test(place, "test")}
        assert masks == {"1.jpg": "1.png", "3.jpg": "3.png"}


def test_plain_folders(tmp_path):
    for name in ("Real/a.png", "Real/ffhq/b.png", "FAKE/x/deep/c.jpg", "other/d.png"):
        write(tmp_path / name)
    write(tmp_path / "Real/notes.txt", "no image")
    expected = {"a.png": ("real", False), "b.png": ("ffhq", False), "c.jpg": ("x", True)}
    assert found(faces_to_test(tmp_path, "test")) == expected
    assert {i.split for i in faces_to_test(tmp_path, "val")} == {"val"}


def test_what_cannot_be_tested_is_reported(data, tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        faces_to_test(tmp_path / "absent.csv", "test")
    with pytest.raises(DataError, match="No image is in split 'train'"):
        faces_to_test(data, "train")
    with pytest.raises(DataError, match="lists no masks"):
        masks_to_test(data / "faces/index.csv", "test")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(DataError, match="no images in real/ or fake/; name another"):
        faces_to_test(empty, "test")
    with pytest.raises(DataError, match="which a segmenter is tested on"):
        masks_to_test(empty, "test")
