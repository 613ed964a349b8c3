"""ArtiFact, OpenForensics, plain folders and indexes, in the forms they are published in."""

import csv
import hashlib
import json
from collections import Counter

import numpy as np
import pytest
from PIL import Image

from gng_desktop.datasets.importers import FORMATS
from gng_desktop.datasets.importers.import_result import Choice
from gng_desktop.datasets.importers.openforensics import face_box
from gng_desktop.datasets.importers.run import IMPORTERS, Imported, automatic_splits, import_data
from gng_desktop.datasets.items import DataError, read_faces, read_masks


def import_(form, source, out, replace=False, **choice):
    *_, done = import_data(form, source, out, Choice(**choice), replace)
    assert isinstance(done, Imported)
    return done


def picture(path, seed=None, size=(12, 10)):
    """Write a picture of noise, by its own name unless `seed` is given."""
    digest = hashlib.sha256(str(path if seed is None else seed).encode()).digest()
    rng = np.random.default_rng(list(digest))
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(rng.integers(0, 256, (*size[::-1], 3), dtype=np.uint8)).save(path)
    return path


def snapshot(folder):
    return {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def test_every_format_of_the_catalogue_has_an_importer():
    assert list(IMPORTERS) == list(FORMATS)


# Splits


def test_splits_are_60_20_20_in_every_stratum():
    strata = ["real ffhq"] * 100 + ["fake stylegan2"] * 50
    splits = automatic_splits(strata, [str(i) for i in range(150)], 42)
    assert Counter(splits[:100]) == {"train": 60, "val": 20, "test": 20}
    assert Counter(splits[100:]) == {"train": 30, "val": 10, "test": 10}


def test_splits_depend_on_the_seed_but_not_on_the_order():
    groups = [str(i) for i in range(40)]
    first = automatic_splits(["x"] * 40, groups, 42)
    assert automatic_splits(["x"] * 40, groups[::-1], 42) == first[::-1]
    assert automatic_splits(["x"] * 40, groups, 43) != first


def test_groups_stay_whole_even_across_strata():
    groups = [str(i % 20) for i in range(100)]
    splits = automatic_splits(["a"] * 50 + ["b"] * 50, groups, 42)
    assert len(set(zip(groups, splits, strict=True))) == 20


# ArtiFact


def artifact(folder, **generators):
    """Write folders with `metadata.csv`: per generator a list of (target, category)."""
    for name, rows in generators.items():
        with_header = [("filename", "image_path", "target", "category")]
        for i, (target, category) in enumerate(rows):
            place = f"{category}/img{i:06d}.jpg"
            picture(folder / name / place)
            with_header.append((f"img{i:06d}.jpg", place, target, category))
        with (folder / name / "metadata.csv").open("w", newline="") as stream:
            csv.writer(stream).writerows(with_header)
    return folder


def artifact_set(folder):
    return artifact(
        folder,
        ffhq=[(0, "face")] * 10,
        stylegan2=[(6, "face")] * 5 + [(6, "car")] * 5,
        stylegan3=[(7, "face")] * 5,
    )


def test_artifact(tmp_path, out):
    source = artifact_set(tmp_path / "set")
    before = snapshot(source)
    done = import_("artifact", source, out)
    items = read_faces(done.index)
    assert Counter((i.source, i.generated, i.split) for i in items) == {
        ("ffhq", False, "train"): 6,
        ("ffhq", False, "val"): 2,
        ("ffhq", False, "test"): 2,
        ("stylegan2", True, "train"): 6,
        ("stylegan2", True, "val"): 2,
        ("stylegan2", True, "test"): 2,
        ("stylegan3", True, "train"): 3,
        ("stylegan3", True, "val"): 1,
        ("stylegan3", True, "test"): 1,
    }
    assert all(item.path.is_file() for item in items)
    assert done.counts["train real ffhq"] == 6
    assert snapshot(source) == before
    assert sorted(p.name for p in out.iterdir()) == ["import.json", "index.csv"]


def test_generators_and_categories_are_chosen(tmp_path, out):
    source = artifact_set(tmp_path / "set")
    done = import_("artifact", source, out, generators=("ffhq", "stylegan2"), categories=("face",))
    assert Counter(i.source for i in read_faces(done.index)) == {"ffhq": 10, "stylegan2": 5}


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"generators": ("dalle",)}, "no folder dalle; choose from ffhq, stylegan2, stylegan3"),
        ({"categories": ("cat",)}, "no category cat; choose from car, face"),
    ],
)
def test_what_is_chosen_must_be_there(tmp_path, out, choice, sentence):
    with pytest.raises(DataError, match=sentence):
        import_("artifact", artifact_set(tmp_path / "set"), out, **choice)


def test_artifact_paths_may_count_from_the_folder_above(tmp_path, out):
    source = artifact_set(tmp_path / "set")
    metadata = source / "stylegan3" / "metadata.csv"
    metadata.write_text(metadata.read_text().replace(",face/", ",stylegan3\\face\\"))
    assert len(read_faces(import_("artifact", source, out, generators=("stylegan3",)).index)) == 5


def test_artifact_skips_what_cannot_be_used(tmp_path, out):
    source = artifact_set(tmp_path / "set")
    (source / "ffhq" / "face" / "img000000.jpg").unlink()
    (source / "ffhq" / "face" / "img000001.jpg").write_bytes(b"")
    metadata = source / "ffhq" / "metadata.csv"
    metadata.write_text(metadata.read_text().replace("img000002.jpg,0", "img000002.jpg,real"))
    done = import_("artifact", source, out)
    reasons = {what.rsplit("/", 1)[-1]: why for what, why in done.skipped.items()}
    assert reasons.keys() == {f"img00000{i}.jpg" for i in range(3)}
    assert "does not exist" in reasons["img000000.jpg"] and "'real'" in reasons["img000002.jpg"]
    assert len(read_faces(done.index, ["ffhq"])) == 7


# OpenForensics


def openforensics(folder, name="Train", images=2, **changes):
    """Write a split: two faces in each image, the first real, the second generated."""
    shots, faces = [], []
    for i in range(images):
        file = f"{name.lower()}{i}"
        picture(folder / name / name / f"{file}.jpg", size=(80, 60))
        shots.append({"id": i, "file_name": f"Images/{name}/{file}.jpg", "width": 80, "height": 60})
        for k, box in enumerate(([4.6, 10, 20, 30], [60, -5, 30, 40])):
            x, y, w, h = box
            outline = [x, y, x + w, y, x + w / 2, y + h]
            faces.append(
                {
                    "id": 2 * i + k,
                    "image_id": i,
                    "iscrowd": 0,
                    "area": w * h,
                    "category_id": k,
                    "bbox": box,
                    "segmentation": [outline],
                    **changes.get(f"face{2 * i + k}", {}),
                }
            )
    content = {
        "categories": [{"id": 0, "name": "Real"}, {"id": 1, "name": "Fake"}],
        "images": shots,
        "annotations": faces,
    }
    (folder / name / f"{name}_poly.json").write_text(json.dumps(content))
    return folder


def test_openforensics(tmp_path, out):
    source = tmp_path / "set"
    for name in ("Train", "Val", "Test-Dev", "Test-Challenge"):
        openforensics(source, name)
    before = snapshot(source)
    done = import_("openforensics", source, out)
    items = read_faces(done.index)
    assert Counter((i.split, i.source, i.generated) for i in items) == {
        (split, name, generated): 2
        for split, name in (
            ("train", "openforensics"),
            ("val", "openforensics"),
            ("test", "openforensics"),
            ("test", "openforensics-challenge"),
        )
        for generated in (False, True)
    }
    assert sorted(i.path.name for i in items if "Train" in i.path.parts) == [
        "train0_0.jpg",
        "train0_1.jpg",
        "train1_2.jpg",
        "train1_3.jpg",
    ]
    assert {i.path.parent.name for i in items} == {"real", "fake"}
    assert all(i.path.is_relative_to(out) for i in items)
    with Image.open(out / "Train" / "real" / "train0_0.jpg") as real:
        assert real.size == (20, 30)
    with Image.open(out / "Train" / "fake" / "train0_1.jpg") as fake:
        assert fake.size == (20, 35)  # what lies inside the image
    assert snapshot(source) == before


def test_faces_are_cut_where_their_boxes_say(tmp_path, out):
    source = openforensics(tmp_path / "set", images=1)
    image = source / "Train" / "Train" / "train0.jpg"
    pixels = np.zeros((60, 80, 3), np.uint8)
    pixels[10:40, 4:24] = 200
    Image.fromarray(pixels).save(image, quality=100, subsampling=0)
    import_("openforensics", source, out)
    assert np.array(Image.open(out / "Train" / "real" / "train0_0.jpg")).min() > 180
    assert np.array(Image.open(out / "Train" / "fake" / "train0_1.jpg")).max() < 20


def test_polygons_become_masks(tmp_path, out):
    done = import_("openforensics", openforensics(tmp_path / "set"), out, masks=True)
    mask = np.array(Image.open(out / "Train" / "masks" / "train0_0.png"))
    assert mask.shape == (30, 20) and set(np.unique(mask)) == {0, 255}
    assert mask[0, 10] == 255 and mask[20, 10] == 255 and mask[20, 0] == 0
    with done.index.open() as stream:
        rows = list(csv.DictReader(stream))
    assert [row["mask"] for row in rows] == [
        f"Train/masks/train{i}_{2 * i + k}.png" for i in range(2) for k in range(2)
    ]


def test_how_many_faces_have_no_mask_is_stated(tmp_path, out):
    source = openforensics(tmp_path / "set")
    file = next(source.rglob("*_poly.json"))
    content = json.loads(file.read_text())
    content["annotations"][0]["segmentation"] = {"counts": "run lengths"}
    file.write_text(json.dumps(content))
    (note,) = (
        note
        for note in import_("openforensics", source, out, masks=True).notes
        if "have no mask" in note
    )
    assert note.startswith(f"1 of 4 faces of {file.name} have no mask: there is no polygon")


@pytest.mark.parametrize(
    "change",
    [
        {"bbox": [100, 10, 5, 5]},
        {"bbox": [10, 10, 0, 5]},
        {"bbox": None},
        {"bbox": [1, 2, 3]},
        {"bbox": [float("nan"), 1, 2, 3]},
        {"category_id": 7},
    ],
)
def test_a_bad_annotation_is_skipped_and_named(tmp_path, out, change):
    done = import_("openforensics", openforensics(tmp_path / "set", face1=change), out)
    ((what, _),) = done.skipped.items()
    assert "annotation 1 of train0.jpg" in what
    assert len(read_faces(done.index)) == 3


def test_boxes_round_down_and_end_at_the_edge():
    assert face_box([4.6, 10.2, 20.5, 30], 80, 60) == (4, 10, 25, 40)
    assert face_box([-5, -5, 200, 200], 80, 60) == (0, 0, 80, 60)
    assert face_box(["a", 0, 1, 1], 80, 60) is None


def test_an_image_of_another_size_than_annotated_is_skipped(tmp_path, out):
    source = openforensics(tmp_path / "set")
    picture(source / "Train" / "Train" / "train0.jpg", size=(40, 30))
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
def test_folders_with_splits(tmp_path, out, names):
    source = tmp_path / "Mine"
    for split in names:
        for i in range(2):
            picture(source / split / "Real" / f"{i}.png")
            picture(source / split / "FAKE" / "deeper" / f"{i}.jpg")
    (source / names[0] / "Real" / "Thumbs.db").write_bytes(b"x")
    items = read_faces(import_("folders", source, out).index)
    assert Counter((i.split, i.generated, i.source) for i in items) == {
        (split, generated, "Mine"): 2
        for split in ("train", "val", "test")
        for generated in (False, True)
    }


def test_folders_without_splits_get_one(tmp_path, out):
    for i in range(10):
        picture(tmp_path / "set" / "real" / f"{i}.png")
        picture(tmp_path / "set" / "fake" / f"{i}.png")
    done = import_("folders", tmp_path / "set", out)
    assert Counter((i.split, i.generated) for i in read_faces(done.index)) == {
        (split, generated): n
        for split, n in (("train", 6), ("val", 2), ("test", 2))
        for generated in (False, True)
    }
    again = import_("folders", tmp_path / "set", tmp_path / "again")
    assert again.index.read_bytes() == done.index.read_bytes()
    other = import_("folders", tmp_path / "set", tmp_path / "other", seed=7)
    assert other.index.read_bytes() != done.index.read_bytes()


def test_copies_of_one_file_share_a_split(tmp_path, out):
    for i in range(40):
        picture(tmp_path / "set" / "real" / f"{i}.png", seed=i % 10)
    splits = {}
    for item in read_faces(import_("folders", tmp_path / "set", out).index):
        splits.setdefault(item.path.read_bytes(), set()).add(item.split)
    assert len(splits) == 10 and all(len(s) == 1 for s in splits.values())


def test_what_is_missing_is_named(tmp_path, out):
    picture(tmp_path / "set" / "Train" / "Real" / "a.png")
    notes = import_("folders", tmp_path / "set", out).notes
    assert {"No picture is in split 'val'.", "No picture is in split 'test'."} <= set(notes)


def test_no_folders(tmp_path, out):
    (tmp_path / "set").mkdir()
    with pytest.raises(DataError, match="no folders 'real' and 'fake'"):
        import_("folders", tmp_path / "set", out)
    assert not out.exists()


# Indexes


def index(path, header, *rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_indexes_are_merged_in_this_program_s_words(tmp_path, out):
    for name in ("one/a.png", "one/b.png", "two/sub/c.png", "two/d.png"):
        picture(tmp_path / "set" / name)
    index(
        tmp_path / "set/one/index.csv",
        "path,label,source,split,camera",
        "a.png,Real,ffhq,Training,x",
        "b.png,generated,dalle,valid,y",
    )
    index(tmp_path / "set/two/index.csv", "path,label", "sub\\c.png,1", "d.png,0")
    done = import_("index", tmp_path / "set", out)
    items = read_faces(done.index)
    assert [(i.path.name, i.generated, i.source) for i in items] == [
        ("a.png", False, "ffhq"),
        ("b.png", True, "dalle"),
        ("c.png", True, "two"),
        ("d.png", False, "two"),
    ]
    assert [i.split for i in items[:2]] == ["train", "val"]
    assert "camera" in done.index.read_text().splitlines()[0].split(",")


def test_rows_that_say_nothing_usable_are_skipped(tmp_path, out):
    for name in "abcdef":
        picture(tmp_path / "set" / f"{name}.png")
    source = index(
        tmp_path / "set/index.csv",
        "path,label,source,split",
        "a.png,real,s,train",
        "b.png,maybe,s,train",
        "c.png,real,s,later",
        "d.png,,s,train",
        "./a.png,real,s,test",
        "gone.png,real,s,train",
    )
    done = import_("index", source, out)
    assert [i.path.name for i in read_faces(done.index)] == ["a.png"]
    text = "\n".join(done.skipped.values())
    for words in ("label 'maybe'", "split 'later'", "no label", "listed twice", "not exist"):
        assert words in text


def test_an_index_of_masks(tmp_path, out, png):
    folder = tmp_path / "set"
    for name in "ab":
        picture(folder / f"{name}.png")
    png(folder / "a.mask.png", np.full((10, 12), 2, np.uint8))
    png(folder / "b.mask.png", np.full((4, 4), 2, np.uint8))
    source = index(
        folder / "index.csv",
        "image,mask,labels,split",
        "a.png,a.mask.png,hair2,train",
        "b.png,b.mask.png,hair2,val",
        "b.png,a.mask.png,nonsense,val",
    )
    done = import_("index", source, out)
    assert done.kind == "masks" and len(done.skipped) == 2
    (item,) = read_masks(done.index, ["hair2"])
    assert item.mask == folder / "a.mask.png"


def test_faces_and_masks_are_not_mixed(tmp_path, out):
    index(tmp_path / "set/a/index.csv", "path,label", "a.png,0")
    index(tmp_path / "set/b/index.csv", "image,mask,labels", "a.png,b.png,hair2")
    with pytest.raises(DataError, match="one kind at a time"):
        import_("index", tmp_path / "set", out)


# The folder written into


@pytest.fixture
def source(tmp_path):
    for i in range(5):
        picture(tmp_path / "set" / "real" / f"{i}.png")
    return tmp_path / "set"


def test_an_import_is_replaced_only_on_request(source, out):
    first = import_("folders", source, out).index.read_bytes()
    with pytest.raises(DataError, match="holds an index.csv already; .* --replace"):
        import_("folders", source, out, seed=1)
    assert (out / "index.csv").read_bytes() == first
    import_("folders", source, out, replace=True, seed=1)
    assert (out / "index.csv").read_bytes() != first
    record = json.loads((out / "import.json").read_bytes())
    assert record["choice"]["seed"] == 1 and record["finished"] is True


def test_a_failed_import_leaves_an_earlier_one_as_it_was(source, out, tmp_path):
    import_("folders", source, out)
    before = snapshot(out)
    (tmp_path / "empty" / "real").mkdir(parents=True)
    with pytest.raises(DataError, match="Nothing in .* could be imported"):
        import_("folders", tmp_path / "empty", out, replace=True)
    assert snapshot(out) == before


def test_files_of_another_origin_are_never_replaced(tmp_path, out):
    source = openforensics(tmp_path / "set")
    mine = picture(out / "Train" / "real" / "train0_0.jpg")
    before = mine.read_bytes()
    for _ in range(2):  # a first failure does not make them the import's own
        with pytest.raises(DataError, match="would be replaced; choose an empty folder"):
            import_("openforensics", source, out, replace=True)
    assert mine.read_bytes() == before


def test_converted_files_are_replaced_with_the_import(tmp_path, out):
    source = openforensics(tmp_path / "set")
    import_("openforensics", source, out)
    done = import_("openforensics", source, out, replace=True)
    assert len(read_faces(done.index)) == 4


def test_a_stopped_import_can_be_started_again(tmp_path, out):
    source = openforensics(tmp_path / "set")
    steps = import_data("openforensics", source, out)
    for _ in range(3):
        next(steps)
    steps.close()
    assert (out / "Train").is_dir() and not (out / "index.csv").exists()
    assert len(read_faces(import_("openforensics", source, out).index)) == 4


def test_what_moves_with_the_folder_is_named_relative_to_it(tmp_path, out):
    done = import_("openforensics", openforensics(tmp_path / "set"), out)
    moved = out.rename(tmp_path / "elsewhere")
    assert all(i.path.is_file() for i in read_faces(moved / done.index.name))


def test_nothing_usable_is_an_error_that_names_the_first_file(tmp_path, out):
    (tmp_path / "set" / "fake").mkdir(parents=True)
    (tmp_path / "set" / "fake" / "a.png").write_bytes(b"no picture")
    with pytest.raises(DataError, match=r"1 were skipped, first .*a\.png: The file is not an im"):
        import_("folders", tmp_path / "set", out)
    assert not out.exists()


@pytest.mark.parametrize("form", FORMATS)
def test_a_source_that_is_not_there(tmp_path, out, form):
    with pytest.raises(DataError, match="does not exist; check its name and location"):
        import_(form, tmp_path / "none", out)
    assert not out.exists()


def test_a_name_with_a_line_break_is_skipped(tmp_path, out, source):
    try:
        picture(source / "real" / "a\nb.png")
    except OSError:
        pytest.skip("no such names here")
    done = import_("folders", source, out)
    assert len(done.skipped) == 1 and sum(done.counts.values()) == 5
