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
    assert [i.labels for i in read_masks(path, ["celebamask19", "hair2"])][1:] == ["hair2"]


def test_of_split(index):
    items = read_faces(index(FACES, *ROWS))
    assert [i.path.name for i in of_split(items, "val")] == ["b.jpg"]
    with pytest.raises(DataError, match="No image is in split 'train'"):
        of_split(items[1:], "train")


FAMILY = "path,label,source,split,family"


@pytest.mark.parametrize(
    ("header", "rows", "chosen", "sentence"),
    [
        (FACES, [*ROWS, "x.jpg,fake,s,,dev,1,1,0"], (), "unknown splits: dev; use train, val"),
        (FACES, [*ROWS, "x.jpg,made,s,,val,1,1,0"], (), "label.s. made; use real or fake"),
        (FACES, [*ROWS, "x.jpg,fake"], (), "breaks off in line 5"),
        (FAMILY, ["x.jpg,fake,s,val,real"], (), "family real .fake.; use"),
        (FAMILY, ["x.jpg,fake,s,val,vae"], (), "family vae .fake.; use"),
        ("path,source,split", ["x.jpg,s,val"], (), "lacks the column.s. label"),
        (FACES, [], (), "lacks the column"),
        (FACES, ROWS, ("ffhq", "midjourney", "dalle"), "has no source dalle, midjourney"),
        (MASKS, ["1.jpg,1.png,hair2,train"], ("b", "a"), "no row labelled a or b"),
        ("image,split", ["1.jpg,train"], ("hair2",), "lacks the column.s. mask, labels"),
    ],
)
def test_a_bad_index_is_named(index, header, rows, chosen, sentence):
    path = index(header, *rows)
    with pytest.raises(DataError, match=sentence) as caught:
        (read_masks if header.startswith("image") else read_faces)(path, chosen)
    assert str(path) in str(caught.value)
    assert str(caught.value).endswith(".")


def test_an_index_that_is_absent_or_no_text(tmp_path):
    path = tmp_path / "index.csv"
    with pytest.raises(DataError, match="cannot be read .*; check the data folder"):
        read_faces(path)
    path.write_bytes(b"path,label,source,split\n\xff\xfe,real,s,val\n")
    with pytest.raises(DataError, match="is no CSV in UTF-8"):
        read_faces(path)
