from pathlib import Path

import pytest

from gng_desktop.datasets.items import (
    DataError,
    FaceItem,
    MaskItem,
    of_split,
    read_faces,
    read_masks,
)

FACES = "path,label,source,generator,split,width,height,sha256"
MASKS = "image,mask,labels,split"
ROWS = (
    "stylegan1/a.jpg,fake,stylegan1,StyleGAN,train,256,256,00",
    "ffhq/b.jpg,real,ffhq,,val,256,256,11",
    "ffhq/c.jpg,real,ffhq,,test,256,256,22",
)


def test_faces(index):
    path = index(FACES, *ROWS)
    folder = path.parent
    assert read_faces(path) == [
        FaceItem(folder / "stylegan1/a.jpg", True, "stylegan1", "train", "", "StyleGAN"),
        FaceItem(folder / "ffhq/b.jpg", False, "ffhq", "val", "real"),
        FaceItem(folder / "ffhq/c.jpg", False, "ffhq", "test", "real"),
    ]


def test_families_and_who_is_shown(index):
    path = index(
        "path,label,source,generator,split,family,gender,ethnicity",
        "a.jpg,fake,flux,FLUX.1 dev,train,diffusion,female,south asian",
    )
    known = ("diffusion", "FLUX.1 dev", "female", "south asian")
    assert read_faces(path) == [FaceItem(path.parent / "a.jpg", True, "flux", "train", *known)]
    assert read_faces(path)[0].names == ("flux", "FLUX.1 dev", "diffusion")


def test_sources_select(index):
    assert [i.path.name for i in read_faces(index(FACES, *ROWS), ["ffhq"])] == ["b.jpg", "c.jpg"]


def test_masks(index):
    path = index(MASKS, "i/1.jpg,m/1.png,celebamask19,train", "i/2.jpg,m/2.png,hair2,val")
    folder = path.parent
    first = MaskItem(folder / "i/1.jpg", folder / "m/1.png", "celebamask19", "train")
    assert read_masks(path, ["celebamask19"]) == [first]
    assert [i.labels for i in read_masks(path, ["celebamask19", "hair2"])] == [
        "celebamask19",
        "hair2",
    ]


def test_of_split(index):
    items = read_faces(index(FACES, *ROWS))
    assert [i.path.name for i in of_split(items, "val")] == ["b.jpg"]
    with pytest.raises(DataError, match="No image is in split 'train'"):
        of_split(items[1:], "train")


@pytest.mark.parametrize(
    ("header", "rows", "sentence"),
    [
        (FACES, [*ROWS, "x.jpg,fake,s,,dev,1,1,0"], "names unknown splits: dev; use train, val"),
        (FACES, [*ROWS, "x.jpg,generated,s,,val,1,1,0"], "label.s. generated; use real or fake"),
        (FACES, [*ROWS, "x.jpg,fake"], "breaks off in line 5"),
        ("path,label,source,split,family", ["x.jpg,fake,s,val,real"], "family real .fake.; use"),
        ("path,label,source,split,family", ["x.jpg,fake,s,val,vae"], "family vae .fake.; use"),
        ("path,source,split", ["x.jpg,s,val"], "lacks the column.s. label"),
        (FACES, [], "lacks the column"),
    ],
)
def test_bad_face_index(index, header, rows, sentence):
    path = index(header, *rows)
    with pytest.raises(DataError, match=sentence) as caught:
        read_faces(path)
    assert str(path) in str(caught.value)
    assert str(caught.value).endswith(".")


def test_unknown_source(index):
    path = index(FACES, *ROWS)
    with pytest.raises(DataError, match="has no source dalle, midjourney"):
        read_faces(path, ["ffhq", "midjourney", "dalle"])


def test_no_row_of_these_labels(index):
    path = index(MASKS, "1.jpg,1.png,hair2,train")
    with pytest.raises(DataError, match="no row labelled celebamask19 or fasseg6"):
        read_masks(path, ["fasseg6", "celebamask19"])


def test_mask_index_without_labels(index):
    with pytest.raises(DataError, match="lacks the column.s. mask, labels"):
        read_masks(index("image,split", "1.jpg,train"), ["hair2"])


def test_absent_index(tmp_path):
    with pytest.raises(DataError, match="cannot be read .*; check the data folder"):
        read_faces(tmp_path / "index.csv")


@pytest.mark.parametrize("content", [b"path,label,source,split\n\xff\xfe,real,s,val\n"])
def test_index_that_is_no_text(tmp_path, content):
    path: Path = tmp_path / "index.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match="is no CSV in UTF-8"):
        read_faces(path)
