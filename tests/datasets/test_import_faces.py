"""ArtiFact, OpenForensics, plain folders and indexes, in the forms they are published in."""

import hashlib
import json
from collections import Counter

import numpy as np
import pytest
from PIL import Image

from gng_desktop.core.progress import first_of
from gng_desktop.datasets.importers import FORMATS
from gng_desktop.datasets.importers.import_result import Choice
from gng_desktop.datasets.importers.run import Imported, import_data, importer
from gng_desktop.datasets.items import DataError, read_faces, read_masks
from tests.tiny_data import read_table, write_png, write_table


def import_(form, source, out, replace=False, **choice):
    return first_of(Imported, import_data(form, source, out, Choice(**choice), replace))


def faces_of(done, *names):
    """Count the faces of an import by the attributes named."""
    return Counter(tuple(getattr(i, name) for name in names) for i in read_faces(done.index))


def picture(path, seed=None, size=(12, 10)):
    """Write a picture of noise, by its own name unless `seed` is given."""
    digest = hashlib.sha256(str(path if seed is None else seed).encode()).digest()
    rng = np.random.default_rng(list(digest))
    return write_png(path, rng.integers(0, 256, (*size[::-1], 3), dtype=np.uint8))


def snapshot(folder):
    return {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def source(tmp_path):
    """Where the data set lies."""
    return tmp_path / "set"


def test_every_format_of_the_catalogue_has_an_importer():
    assert all(callable(importer(form)) for form in FORMATS)


# ArtiFact


@pytest.fixture
def artifact(source):
    """Folders with `metadata.csv`."""
    generators = {
        "ffhq": [(0, "face")] * 10,
        "stylegan2": [(6, "face")] * 5 + [(6, "car")] * 5,
        "stylegan3": [(7, "face")] * 5,
    }
    for name, kinds in generators.items():
        rows = []
        for i, (target, category) in enumerate(kinds):
            place = f"{category}/img{i:06d}.jpg"
            picture(source / name / place)
            rows.append((f"img{i:06d}.jpg", place, target, category))
        head = "filename,image_path,target,category"
        write_table(source / name / "metadata.csv", head, rows)
    return source


def test_artifact(artifact, out):
    before = snapshot(artifact)
    done = import_("artifact", artifact, out)
    splits = {"train": 3, "val": 1, "test": 1}
    assert faces_of(done, "source", "generated", "split") == {
        (source, generated, split): share * n
        for source, generated, n in (
            ("ffhq", False, 2),
            ("stylegan2", True, 2),
            ("stylegan3", True, 1),
        )
        for split, share in splits.items()
    }
    assert all(item.path.is_file() for item in read_faces(done.index))
    assert done.counts["train real ffhq"] == 6
    assert snapshot(artifact) == before
    assert sorted(p.name for p in out.iterdir()) == ["import.json", "index.csv"]


def test_generators_and_categories_are_chosen_of_those_that_are_there(artifact, out):
    choice = {"generators": ("ffhq", "stylegan2"), "categories": ("face",)}
    done = import_("artifact", artifact, out, **choice)
    assert faces_of(done, "source") == {("ffhq",): 10, ("stylegan2",): 5}
    for choice, sentence in (
        ({"generators": ("dalle",)}, "no folder dalle; choose from ffhq, stylegan2, stylegan3"),
        ({"categories": ("cat",)}, "no category cat; choose from car, face"),
    ):
        with pytest.raises(DataError, match=sentence):
            import_("artifact", artifact, out, replace=True, **choice)


def test_artifact_skips_what_cannot_be_used(artifact, out):
    (artifact / "ffhq/face/img000000.jpg").unlink()
    (artifact / "ffhq/face/img000001.jpg").write_bytes(b"")
    for name, old, new in (
        ("ffhq", "img000002.jpg,0", "img000002.jpg,real"),
        ("stylegan3", ",face/", ",stylegan3\\face\\"),  # paths may count from the folder above
    ):
        metadata = artifact / name / "metadata.csv"
        metadata.write_text(metadata.read_text().replace(old, new))
    done = import_("artifact", artifact, out)
    reasons = {what.rsplit("/", 1)[-1]: why for what, why in done.skipped.items()}
    assert reasons.keys() == {f"img00000{i}.jpg" for i in range(3)}
    assert "does not exist" in reasons["img000000.jpg"] and "'real'" in reasons["img000002.jpg"]
    assert faces_of(done, "source") == {("ffhq",): 7, ("stylegan2",): 10, ("stylegan3",): 5}


# OpenForensics


def openforensics(folder, name="Train", images=2, **changes):
    """Write a split: two faces in each image, the first real, the second generated."""
    shots, faces = [], []
    for i in range(images):
        file = f"{name.lower()}{i}"
        picture(folder / name / name / f"{file}.jpg", size=(80, 60))
        shots.append({"id": i, "file_name": f"Images/{name}/{file}.jpg", "width": 80, "height": 60})
        for k, (x, y, w, h) in enumerate(([4.6, 10, 20, 30], [60, -5, 30, 40])):
            outline = [x, y, x + w, y, x + w / 2, y + h]
            face = {"id": 2 * i + k, "image_id": i, "category_id": k}
            face |= {"bbox": [x, y, w, h], "segmentation": [outline]}
            faces.append(face | changes.get(f"face{2 * i + k}", {}))
    content = json.dumps({"images": shots, "annotations": faces})
    (folder / name / f"{name}_poly.json").write_text(content)
    return folder


def test_openforensics(source, out):
    for name in ("Train", "Val", "Test-Dev", "Test-Challenge"):
        openforensics(source, name)
    before = snapshot(source)
    done = import_("openforensics", source, out)
    assert faces_of(done, "split", "source", "generated") == {
        (split, name, generated): 2
        for split, name in (
            ("train", "openforensics"),
            ("val", "openforensics"),
            ("test", "openforensics"),
            ("test", "openforensics-challenge"),
        )
        for generated in (False, True)
    }
    files = {i.path.relative_to(out).as_posix() for i in read_faces(done.index)}
    expected = ("real/train0_0", "fake/train0_1", "real/train1_2", "fake/train1_3")
    assert {name for name in files if "Train" in name} == {f"Train/{n}.jpg" for n in expected}
    assert snapshot(source) == before


def test_faces_are_cut_where_their_boxes_say(source, out):
    openforensics(source, images=1)
    pixels = np.zeros((60, 80, 3), np.uint8)
    pixels[10:40, 4:24] = 200
    image = Image.fromarray(pixels)
    image.save(source / "Train/Train/train0.jpg", quality=100, subsampling=0)
    import_("openforensics", source, out)
    real, fake = (
        np.array(Image.open(out / "Train" / name))
        for name in ("real/train0_0.jpg", "fake/train0_1.jpg")
    )
    assert real.shape == (30, 20, 3) and real.min() > 180  # rounded down
    assert fake.shape == (35, 20, 3) and fake.max() < 20  # what lies inside the image


def test_polygons_become_masks(source, out):
    openforensics(source, face1={"segmentation": {"counts": "run lengths"}})
    done = import_("openforensics", source, out, masks=True)
    mask = np.array(Image.open(out / "Train" / "masks" / "train0_0.png"))
    assert mask.shape == (30, 20) and set(np.unique(mask)) == {0, 255}
    assert mask[0, 10] == 255 and mask[20, 10] == 255 and mask[20, 0] == 0
    names = [row["mask"] for row in read_table(done.index)]
    assert names == [f"Train/masks/train{n}.png" if n else "" for n in ("0_0", "", "1_2", "1_3")]
    (note,) = (note for note in done.notes if "have no mask" in note)
    assert note.startswith("1 of 4 faces of Train_poly.json have no mask: there is no polygon")


@pytest.mark.parametrize(
    "change",
    [
        {"bbox": [100, 10, 5, 5]},
        {"bbox": [10, 10, 0, 5]},
        {"bbox": None},
        {"bbox": [1, 2, 3]},
        {"bbox": ["a", 0, 1, 1]},
        {"bbox": [float("nan"), 1, 2, 3]},
        {"category_id": 7},
    ],
)
def test_a_bad_annotation_is_skipped_and_named(source, out, change):
    done = import_("openforensics", openforensics(source, face1=change), out)
    ((what, _),) = done.skipped.items()
    assert "annotation 1 of train0.jpg" in what
    assert len(read_faces(done.index)) == 3


def test_an_image_of_another_size_than_annotated_is_skipped(source, out):
    openforensics(source)
    picture(source / "Train/Train/train0.jpg", size=(40, 30))
    done = import_("openforensics", source, out)
    assert len(read_faces(done.index)) == 2
    assert "40 x 30 px, the annotations are of 80 x 60 px" in next(iter(done.skipped.values()))


@pytest.mark.parametrize("content", ["{", "[]", '{"images": [{}], "annotations": []}'])
def test_no_coco(tmp_path, out, content):
    (tmp_path / "Train_poly.json").write_text(content)
    with pytest.raises(DataError, match="holds no COCO images and annotations"):
        import_("openforensics", tmp_path / "Train_poly.json", out)


# Folders


@pytest.mark.parametrize("names", [("Train", "Valid", "Test"), ("training", "val", "TEST")])
def test_folders_with_splits(source, out, names):
    for split in names:
        for i in range(2):
            picture(source / split / "Real" / f"{i}.png")
            picture(source / split / "FAKE" / "deeper" / f"{i}.jpg")
    (source / names[0] / "Real" / "Thumbs.db").write_bytes(b"x")
    assert faces_of(import_("folders", source, out), "split", "generated", "source") == {
        (split, generated, "set"): 2
        for split in ("train", "val", "test")
        for generated in (False, True)
    }


def test_folders_without_splits_get_one(source, out, tmp_path):
    for i in range(10):
        picture(source / "real" / f"{i}.png")
        picture(source / "fake" / f"{i}.png")
    done = import_("folders", source, out)
    assert faces_of(done, "split", "generated") == {
        (split, generated): n
        for split, n in (("train", 6), ("val", 2), ("test", 2))
        for generated in (False, True)
    }
    again = import_("folders", source, tmp_path / "again")
    assert again.index.read_bytes() == done.index.read_bytes()
    other = import_("folders", source, tmp_path / "other", seed=7)
    assert other.index.read_bytes() != done.index.read_bytes()


def test_copies_of_one_file_share_a_split_even_as_real_and_fake(source, out):
    for i in range(40):
        picture(source / ("real", "fake")[i % 2] / f"{i}.png", seed=i // 4)
    splits = {}
    for item in read_faces(import_("folders", source, out).index):
        splits.setdefault(item.path.read_bytes(), set()).add(item.split)
    assert len(splits) == 10 and all(len(s) == 1 for s in splits.values())


def test_what_is_missing_is_named(source, out):
    picture(source / "Train" / "Real" / "a.png")
    notes = import_("folders", source, out).notes
    assert {"No picture is in split 'val'.", "No picture is in split 'test'."} <= set(notes)


def test_folders_that_differ_in_letter_case_only_are_named(source, out):
    for place in ("Train/Real", "Train/real", "train/real", "Train/fake"):
        picture(source / place / "a.png")
    done = import_("folders", source, out)
    together = [note for note in done.notes if note.startswith("Taken together")]
    assert [note.count(str(source)) for note in together] == [2, 2]
    assert str(source / "train") in together[0] and str(source / "Train/Real") in together[1]


def test_a_folder_that_holds_the_data_set_takes_no_import_of_it(source):
    picture(source / "real" / "a.png")
    for place in (source, source.parent):
        with pytest.raises(DataError, match="holds images of the data set; choose another folder"):
            import_("folders", source, place)


def test_an_import_into_a_folder_of_the_images_themselves_is_refused(source):
    for label in ("real", "fake"):
        picture(source / label / "1.png")
    with pytest.raises(DataError, match="real holds images of the data set; choose another"):
        import_("folders", source, source / "real")
    assert not (source / "real" / "index.csv").exists()


def test_no_folders(source, out):
    source.mkdir()
    with pytest.raises(DataError, match="no folders 'real' and 'fake'"):
        import_("folders", source, out)
    assert not out.exists()


# Indexes


def index(path, header, *rows):
    return write_table(path, header, [row.split(",") for row in rows])


def test_indexes_are_merged_in_this_program_s_words(source, out):
    for name in ("one/a.png", "one/b.png", "two/sub/c.png", "two/d.png"):
        picture(source / name)
    index(
        source / "one/index.csv",
        "path,label,source,split,camera",
        "a.png,Real,ffhq,Training,x",
        "b.png,generated,dalle,valid,y",
    )
    index(source / "two/index.csv", "path,label", "sub\\c.png,1", "d.png,0")
    done = import_("index", source, out)
    items = read_faces(done.index)
    assert [(i.path.name, i.generated, i.source) for i in items] == [
        ("a.png", False, "ffhq"),
        ("b.png", True, "dalle"),
        ("c.png", True, "two"),
        ("d.png", False, "two"),
    ]
    assert [i.split for i in items[:2]] == ["train", "val"]
    assert read_table(done.index)[1]["camera"] == "y"


def test_rows_that_say_nothing_usable_are_skipped(source, out):
    for name in "abcd":
        picture(source / f"{name}.png")
    path = index(
        source / "index.csv",
        "path,label,source,split",
        "a.png,real,s,train",
        "b.png,maybe,s,train",
        "c.png,real,s,later",
        "d.png,,s,train",
        "./a.png,real,s,test",
        "gone.png,real,s,train",
    )
    done = import_("index", path, out)
    assert [i.path.name for i in read_faces(done.index)] == ["a.png"]
    text = "\n".join(done.skipped.values())
    for words in ("label 'maybe'", "split 'later'", "no label", "listed twice", "not exist"):
        assert words in text


def test_an_index_of_masks(source, out):
    for name in "ab":
        picture(source / f"{name}.png")
    write_png(source / "a.mask.png", np.full((10, 12), 2, np.uint8))
    write_png(source / "b.mask.png", np.full((4, 4), 2, np.uint8))
    path = index(
        source / "index.csv",
        "image,mask,labels,split",
        "a.png,a.mask.png,hair2,train",
        "b.png,b.mask.png,hair2,val",
        "b.png,a.mask.png,nonsense,val",
    )
    done = import_("index", path, out)
    assert done.kind == "masks" and len(done.skipped) == 2
    (item,) = read_masks(done.index, ["hair2"])
    assert item.mask == source / "a.mask.png"


def test_splits_depend_on_the_seed_but_not_on_the_order(source, tmp_path):
    names = [picture(source / f"{n}.png").name for n in range(20)]

    def splits(name, order, seed=42):
        path = index(source / f"{name}.csv", "path,label", *(f"{n},real" for n in order))
        items = read_faces(import_("index", path, tmp_path / name, seed=seed).index)
        return {item.path.name: item.split for item in items}

    first = splits("a", names)
    assert splits("b", names[::-1]) == first != splits("c", names, seed=43)


def test_faces_and_masks_are_not_mixed(source, out):
    index(source / "a/index.csv", "path,label", "a.png,0")
    index(source / "b/index.csv", "image,mask,labels", "a.png,b.png,hair2")
    with pytest.raises(DataError, match="one kind at a time"):
        import_("index", source, out)


# The folder written into


@pytest.fixture
def folders(source):
    for i in range(5):
        picture(source / "real" / f"{i}.png")
    return source


def test_an_import_is_replaced_only_on_request_and_only_by_another(folders, out, tmp_path):
    first = import_("folders", folders, out).index.read_bytes()
    with pytest.raises(DataError, match="holds an index.csv already; .* --replace"):
        import_("folders", folders, out, seed=1)
    before = snapshot(out)
    (tmp_path / "empty" / "real").mkdir(parents=True)
    with pytest.raises(DataError, match="Nothing in .* could be imported"):
        import_("folders", tmp_path / "empty", out, replace=True)
    assert snapshot(out) == before
    import_("folders", folders, out, replace=True, seed=1)
    assert (out / "index.csv").read_bytes() != first
    record = json.loads((out / "import.json").read_bytes())
    assert record["choice"]["seed"] == 1 and record["finished"] is True


def test_files_of_another_origin_are_never_replaced(source, out):
    openforensics(source)
    mine = picture(out / "Train" / "real" / "train0_0.jpg")
    before = mine.read_bytes()
    for _ in range(2):  # a first failure does not make them the import's own
        with pytest.raises(DataError, match="would be replaced; choose an empty folder"):
            import_("openforensics", source, out, replace=True)
    assert mine.read_bytes() == before


def test_a_stopped_import_can_be_started_again_and_its_files_are_replaced(source, out, tmp_path):
    openforensics(source)
    steps = import_data("openforensics", source, out)
    for _ in range(3):
        next(steps)
    steps.close()
    assert (out / "Train").is_dir() and not (out / "index.csv").exists()
    for replace in (False, True):
        done = import_("openforensics", source, out, replace)
        assert len(read_faces(done.index)) == 4
    # What moves with the folder is named relative to it.
    moved = out.rename(tmp_path / "elsewhere")
    assert all(i.path.is_file() for i in read_faces(moved / done.index.name))


def test_nothing_usable_is_an_error_that_names_the_first_file(source, out):
    (source / "fake").mkdir(parents=True)
    (source / "fake" / "a.png").write_bytes(b"no picture")
    with pytest.raises(DataError, match=r"1 were skipped, first .*a\.png: The file is not an im"):
        import_("folders", source, out)
    assert not out.exists()


@pytest.mark.parametrize("form", FORMATS)
def test_a_source_that_is_not_there(tmp_path, out, form):
    with pytest.raises(DataError, match="does not exist; check its name and location"):
        import_(form, tmp_path / "none", out)
    assert not out.exists()


def test_a_name_with_a_line_break_is_skipped(out, folders):
    try:
        picture(folders / "real" / "a\nb.png")
    except OSError:
        pytest.skip("no such names here")
    done = import_("folders", folders, out)
    assert len(done.skipped) == 1 and sum(done.counts.values()) == 5
