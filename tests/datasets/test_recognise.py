import os

import pytest
from PIL import Image

from gng_desktop.datasets.importers import recognise as room
from gng_desktop.datasets.importers.recognise import data_folder, recognise
from gng_desktop.datasets.importers.run import import_data
from gng_desktop.datasets.indexes import read_index
from gng_desktop.datasets.items import DataError, FaceItem

FACES = "path,label,source,split\na.png,real,x,train\n"


def write(path, text=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in (".png", ".jpg"):
        Image.new("RGB", (8, 8)).save(path)
    else:
        path.write_text(text, encoding="utf-8")
    return path


def made(folder, *names):
    for name in names:
        name, _, text = name.partition("|")
        write(folder / name, text)
    return folder


LAYOUTS = {
    "mut1ny": ("training.xml|<x/>", "people/a.png", "people/a_label.png"),
    "mut1ny below": ("v2/training.xml|<x/>", "v2/people/a.png"),
    "artifact": (
        "ffhq/metadata.csv|filename,image_path,target,category\n",
        "ffhq/img/a.jpg",
        "sg2/metadata.csv|filename,image_path,target,category\n",
    ),
    "artifact alone": ("metadata.csv|filename,image_path,target\n", "img/a.jpg"),
    "openforensics": ("Train_poly.json|{}", "Images/Train/a.jpg"),
    "openforensics below": ("OF/Test-Dev_poly.json|{}", "OF/Test-Dev/a.jpg"),
    "celebamask": (
        "CelebA-HQ-img/0.jpg",
        "CelebAMask-HQ-mask-anno/0/00000_hair.png",
        "CelebAMask-HQ-mask-anno/0/00000_ear_r.png",
    ),
    "celebamask mapping": ("CelebA-HQ-to-CelebA-mapping.txt|x", "CelebA-HQ-img/0.jpg"),
    "celebamask index masks": ("images/a.jpg", "masks/a.png"),
    "celebamask beside": ("a.jpg", "labels/a.png"),
    "folders": ("real/a.jpg", "fake/b.jpg"),
    "folders split": ("Train/Real/a.jpg", "Train/Fake/b.jpg", "Valid/Real/c.jpg"),
    "index": (f"index.csv|{FACES}", "a.png", "real/a.jpg", "fake/a.jpg"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_is_recognised(tmp_path, layout):
    found = recognise(made(tmp_path / "set", *LAYOUTS[layout]))
    assert found.format == layout.split()[0]
    assert found.mark.exists() and str(found.mark) in found.reason


def test_what_is_recognised_can_be_imported(tmp_path):
    source = made(tmp_path / "above" / "set", *LAYOUTS["folders"])
    found = recognise(tmp_path / "above")
    assert (found.format, found.source) == ("folders", source)
    assert list(import_data(found.format, found.source, tmp_path / "out"))[-1].kind == "faces"


def test_artifact_is_named_by_the_folder_above_its_sources(tmp_path):
    source = made(tmp_path / "a" / "b" / "set", *LAYOUTS["artifact"])
    assert recognise(tmp_path / "a").source == recognise(source).source == source
    assert recognise(source / "ffhq" / "metadata.csv").source.name == "ffhq"


@pytest.mark.parametrize(
    ("name", "text", "form", "usable"),
    [
        ("training.xml", "<x/>", "mut1ny", False),
        ("Val_poly.json", "{}", "openforensics", False),
        ("metadata.csv", "filename,target\n", "artifact", False),
        ("mine.csv", FACES, "index", True),
        ("mine.csv", "\ufeffimage,mask\n", "index", False),  # for want of the other columns
        ("mine.csv", "path,label\na.png,1\n", "index", False),
    ],
)
def test_a_file_says_it_itself(tmp_path, name, text, form, usable):
    path = write(tmp_path / name, text)
    found = recognise(path)
    assert found.format == form and found.indexes == ((path,) if usable else ())


def test_faces_with_outlines_are_an_index_of_faces(tmp_path):
    text = "path,label,source,split,image,mask\na.jpg,real,x,train,b.jpg,a.png\n"
    (item,) = read_index(write(tmp_path / "index.csv", text))
    assert isinstance(item, FaceItem)


def test_indexes_side_by_side_are_all_named(tmp_path):
    one = write(tmp_path / "faces" / "index.csv", FACES)
    two = write(tmp_path / "parsing" / "index.csv", "image,mask,labels,split\n")
    made(tmp_path, "weights/a.h5|x")
    found = recognise(tmp_path)
    assert (found.format, found.source, found.indexes) == ("index", tmp_path, (one, two))
    two.unlink()
    assert recognise(tmp_path).source == one and recognise(tmp_path).indexes == (one,)


def test_a_folder_called_masks_is_no_mark_where_others_are_sure(tmp_path):
    index = write(tmp_path / "faces" / "index.csv", FACES)
    made(tmp_path, "faces/a.jpg", "masks/a.png")
    assert recognise(tmp_path).indexes == (index,)
    write(tmp_path / "masks" / "index.csv", "image,mask,labels,split\n")
    assert len(recognise(tmp_path).indexes) == 2


def test_the_mark_nearest_to_the_top_counts(tmp_path):
    made(tmp_path, "training.xml|<x/>", f"earlier/import/index.csv|{FACES}")
    assert recognise(tmp_path).format == "mut1ny"


@pytest.mark.parametrize(
    "names",
    [
        ("a.jpg", "b.jpg"),
        ("index.csv|a,b\n1,2\n",),
        ("metadata.csv|name\n",),
        ("real/a.jpg", "other/b.jpg"),
        ("images/a.jpg", "masks/notes.txt|x"),
    ],
)
def test_what_no_mark_tells_is_refused_in_one_sentence(tmp_path, names):
    with pytest.raises(DataError, match="^[^\n]*which data set this is; .*mut1ny, artifact[^\n]*$"):
        recognise(made(tmp_path / "set", *names))


@pytest.mark.skipif(os.name == "nt", reason="links need privileges there")
def test_a_link_round_in_a_circle_hides_nothing(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    for name in ("real", "fake"):
        (tmp_path / name).mkdir()
    assert recognise(tmp_path).format == "folders"


def test_files_of_nothing_known(tmp_path):
    with pytest.raises(DataError, match="lists no data set that this program knows; choose"):
        recognise(write(tmp_path / "notes.csv", "a,b\n"))
    (tmp_path / "raw.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(DataError, match="lists no data set"):
        recognise(tmp_path / "raw.csv")
    with pytest.raises(DataError, match="does not exist"):
        recognise(tmp_path / "gone")


def test_a_large_place_is_not_walked_through_and_marks_are_found_among_many_files(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(room, "FOLDERS", 3)
    monkeypatch.setattr(room, "ENTRIES", 7)
    made(tmp_path, *(f"{i}/a.jpg" for i in range(5)), "9/training.xml|<x/>")
    made(tmp_path, *(f"9/{i}.jpg" for i in range(9)))
    with pytest.raises(DataError):
        recognise(tmp_path)
    monkeypatch.setattr(room, "FOLDERS", 10)
    assert recognise(tmp_path).format == "mut1ny"


def test_the_data_folder_is_above_where_something_lies_beside(tmp_path):
    data = tmp_path / "data"
    index = write(data / "faces" / "index.csv", FACES)
    (data / "other").mkdir()
    assert data_folder(index) == data / "faces"
    (data / "weights").mkdir()
    assert data_folder(index) == data
    (data / "weights").rmdir()
    write(data / "parsing" / "index.csv")
    assert data_folder(index) == data
