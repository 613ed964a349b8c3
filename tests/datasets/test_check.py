import json

import numpy as np
import pytest
from PIL import Image

from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.check import Report, check_data
from gng_desktop.datasets.file_statistics import (
    LOSSLESS,
    Traits,
    blockiness,
    jpeg_quality,
    traits_of,
)
from gng_desktop.datasets.items import DataError, read_masks
from gng_desktop.datasets.loading import mask_sample
from gng_desktop.datasets.separation import separations
from gng_desktop.imaging.labels import mirror
from gng_desktop.imaging.reading import ImageError


def checked(*indexes):
    *_, report = check_data(indexes)
    assert isinstance(report, Report)
    json.dumps(report.to_json())
    return report


def noise(seed, size=(48, 40)):
    """A smooth, coloured picture like no other."""
    rng = np.random.default_rng(seed)
    small = Image.fromarray(rng.integers(0, 256, (6, 7, 3), dtype=np.uint8))
    return small.resize(size, Image.Resampling.BICUBIC)


# Traits


@pytest.mark.parametrize("quality", [10, 50, 75, 90, 95, 99])
def test_jpeg_quality_is_read_from_the_tables(tmp_path, quality):
    noise(0).save(tmp_path / "a.jpg", quality=quality)
    assert traits_of(tmp_path / "a.jpg").quality == quality


def test_tables_of_another_maker_get_an_equivalent():
    assert 70 < jpeg_quality({0: [10] * 30 + [40] * 34, 1: [99] * 64}) < 80
    assert jpeg_quality({0: [1] * 64}) == 100


@pytest.mark.parametrize(
    ("subsampling", "name"), [("4:4:4", "4:4:4"), ("4:2:2", "4:2:2"), ("4:2:0", "4:2:0")]
)
def test_chroma_sampling(tmp_path, subsampling, name):
    noise(0).save(tmp_path / "a.jpg", subsampling=subsampling)
    assert traits_of(tmp_path / "a.jpg").sampling == name


def test_grey_and_lossless_files(tmp_path):
    noise(0).convert("L").save(tmp_path / "a.jpg")
    noise(0).save(tmp_path / "a.png")
    grey, png = traits_of(tmp_path / "a.jpg"), traits_of(tmp_path / "a.png")
    assert (grey.sampling, grey.greyness) == ("grey", 1)
    assert (png.quality, png.sampling, png.format) == (LOSSLESS, "4:4:4", "PNG")
    assert (png.width, png.height) == (48, 40)
    assert png.greyness < 0.3
    size = (tmp_path / "a.png").stat().st_size
    assert png.bytes_per_pixel == pytest.approx(size / (48 * 40))


def test_blocks_show():
    rng = np.random.default_rng(0)
    blocks = np.kron(rng.integers(0, 256, (4, 4)), np.ones((8, 8)))
    even = rng.integers(0, 256, (32, 32))

    def grey(values):
        return np.repeat(values.astype(np.uint8)[..., None], 3, axis=2)

    assert blockiness(grey(blocks + even // 16)) > 5
    assert blockiness(grey(even)) == pytest.approx(1, abs=0.15)
    assert blockiness(grey(np.zeros((32, 32)))) == 1
    assert blockiness(grey(np.zeros((3, 3)))) == 1


def test_a_file_that_cannot_be_read_has_no_traits(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"")
    for name in ("a.jpg", "missing.jpg", "."):
        with pytest.raises(ImageError):
            traits_of(tmp_path / name)


# Separation


def with_quality(*qualities):
    return [Traits(8, 8, "JPEG", q, "4:2:0", 0.5, 1.0, 0.2) for q in qualities]


def auc_of(real, fake):
    found = separations("train", with_quality(*real), with_quality(*fake))
    return {s.trait: s for s in found}["JPEG quality"]


def test_auc_of_a_trait():
    assert auc_of([75, 75], [95, 95]).auc == 1
    assert auc_of([95, 95], [75, 75]).auc == 0
    assert auc_of([75, 95], [75, 95]).auc == 0.5
    assert auc_of([70, 80, 90], [75, 95]).auc == pytest.approx(4 / 6)


@pytest.mark.parametrize(
    ("fake", "warns"),
    [
        ([75] * 70 + [95] * 30, True),  # AUC 0.65
        ([75] * 71 + [95] * 29, False),
        ([75] * 70 + [55] * 30, True),  # 0.35
        ([75] * 71 + [55] * 29, False),
    ],
)
def test_warnings_begin_at_065_in_either_direction(fake, warns):
    assert auc_of([75] * 100, fake).warns is warns


def test_few_images_are_called_few():
    few, many = auc_of([75] * 3, [95] * 3), auc_of([75] * 30, [95] * 30)
    assert few.warns and "may be chance" in few.sentence()
    assert many.warns and "chance" not in many.sentence()
    assert "AUC 1.00 (mean 75 real, 95 fake)" in many.sentence()


def test_one_class_alone_is_not_compared():
    assert separations("train", with_quality(75), []) == []


def test_an_unusual_sampling_is_left_out():
    odd = [Traits(8, 8, "JPEG", 75, "other", 0.5, 1.0, 0.2)]
    names = [s.trait for s in separations("train", odd, with_quality(75))]
    assert "JPEG quality" in names and "chroma sampling" not in names


# Faces


@pytest.fixture
def faces(tmp_path):
    """Write a set of faces, ten per class in `train`; return its index.

    `save` writes the generated ones in a way of their own.
    """

    def write(name="set", save=None, rows=(), first=0):
        folder = tmp_path / name
        folder.mkdir()
        lines = ["path,label,source,split"]
        for i in range(10):
            noise(first + i).save(folder / f"real{i}.jpg", quality=80)
            lines.append(f"real{i}.jpg,real,ffhq,train")
            fake = noise(first + 100 + i)
            (save or (lambda image, path: image.save(path, quality=80)))(
                fake, folder / f"fake{i}.jpg"
            )
            lines.append(f"fake{i}.jpg,fake,dalle,train")
        index = folder / "index.csv"
        index.write_text("\n".join([*lines, *rows]) + "\n")
        return index

    return write


def warned(report):
    return {s.trait for check in report.indexes for s in check.separations if s.warns}


def test_alike_classes_give_no_warning(faces):
    report = checked(faces())
    assert warned(report) <= {"bytes per pixel", "blockiness", "greyness"}  # noise differs
    assert not {"width", "height", "JPEG quality", "chroma sampling"} & warned(report)
    assert report.twins == ()


@pytest.mark.parametrize(
    ("save", "traits"),
    [
        (lambda image, path: image.save(path, quality=95), {"JPEG quality", "bytes per pixel"}),
        (lambda image, path: image.save(path, quality=80, subsampling=0), {"chroma sampling"}),
        (lambda image, path: image.save(path, format="PNG"), {"JPEG quality", "bytes per pixel"}),
        (lambda image, path: image.resize((48, 48)).save(path, quality=80), {"height"}),
        (lambda image, path: image.convert("L").save(path, quality=80), {"greyness"}),
        (lambda image, path: image.save(path, quality=5), {"blockiness", "JPEG quality"}),
    ],
)
def test_a_trivial_difference_is_warned_of(faces, save, traits):
    report = checked(faces(save=save))
    assert traits <= warned(report)
    text = "\n".join(report.warnings())
    assert all(f"split train: {trait} alone tells real from fake" in text for trait in traits)


def test_the_table_of_faces(faces):
    report = checked(faces(save=lambda image, path: image.resize((64, 40)).save(path, quality=60)))
    (check,) = report.indexes
    fake, real = check.groups
    assert (fake["label"], fake["source"], fake["split"], fake["images"]) == (
        "fake",
        "dalle",
        "train",
        10,
    )
    assert (fake["width"], fake["height"], fake["quality"]) == ([64, 64], [40, 40], [60, 60])
    assert (real["width"], real["quality"], real["sampling"]) == ([48, 48], [80, 80], {"4:2:0": 10})
    assert check.notes == ["No picture is in split val.", "No picture is in split test."]


def test_classes_are_compared_within_a_split_only(faces, tmp_path):
    index = faces(rows=["late.png,fake,dalle,test"])
    noise(999).save(index.parent / "late.png")
    report = checked(index)
    assert {s.split for s in report.indexes[0].separations} == {"train"}
    assert any("Split test has no real picture" in note for note in report.indexes[0].notes)


def test_unusable_files_are_named_and_the_rest_goes_on(faces):
    index = faces(rows=["gone.jpg,real,ffhq,train", "bad.jpg,real,ffhq,val"])
    (index.parent / "bad.jpg").write_bytes(b"no picture")
    (check,) = checked(index).indexes
    assert [p.rsplit("/", 1)[-1] for p in check.unusable] == ["gone.jpg", "bad.jpg"]
    assert sum(group["images"] for group in check.groups) == 20


# Leaks


def test_copies_across_splits_are_leaks(faces):
    index = faces(rows=["copy.jpg,real,ffhq,test", "inside.jpg,real,ffhq,train"])
    noise(3).resize((80, 70), 3).save(index.parent / "copy.jpg", quality=70)
    noise(4).save(index.parent / "inside.jpg", quality=70)
    report = checked(index)
    (twins,) = report.twins
    assert twins.leak
    assert (twins.a.rsplit("/", 1)[-1], twins.a_split) == ("real3.jpg", "train")
    assert (twins.b.rsplit("/", 1)[-1], twins.b_split) == ("copy.jpg", "test")
    (warning,) = [w for w in report.warnings() if "near-duplicate" in w]
    assert "split train holds 1 near-duplicate(s) of pictures in split test" in warning


def test_copies_across_indexes_are_found(faces):
    one = faces("one")
    two = faces("two", first=500, rows=["leak.jpg,real,lfw,val", "twice.jpg,real,lfw,train"])
    noise(3).save(two.parent / "leak.jpg", quality=90)
    noise(4).save(two.parent / "twice.jpg", quality=90)
    report = checked(one, two)
    assert {(t.a.rsplit("/", 1)[-1], t.b.rsplit("/", 1)[-1], t.leak) for t in report.twins} == {
        ("real3.jpg", "leak.jpg", True),
        ("real4.jpg", "twice.jpg", False),
    }
    assert checked(one).twins == checked(two).twins == ()


def test_an_index_named_twice_is_one(faces):
    index = faces()
    report = checked(index, index.parent / ".." / "set" / "index.csv", index.parent)
    assert len(report.indexes) == 1 and report.twins == ()


# Masks


def test_the_table_of_masks(tmp_path, png):
    folder = tmp_path / "set"
    folder.mkdir()
    for i in range(2):
        noise(i, (8, 10)).save(folder / f"{i}.png")
    first = np.zeros((10, 8), np.uint8)
    first[:2] = 6
    png(folder / "0.mask.png", first)
    png(folder / "1.mask.png", np.full((10, 8), 255, np.uint8))
    rows = ["image,mask,labels,split", "0.png,0.mask.png,classes14,train"]
    rows += ["1.png,1.mask.png,classes14,train", "1.png,gone.mask.png,classes14,test"]
    rows += ["0.png,0.mask.png,helen11,test", "gone.png,0.mask.png,classes14,val"]
    (folder / "index.csv").write_text("\n".join(rows) + "\n")
    (check,) = checked(folder / "index.csv").indexes
    assert check.kind == "masks"
    (group,) = check.groups
    assert (group["split"], group["labels"], group["masks"]) == ("train", "classes14", 2)
    assert (group["width"], group["height"]) == ([8, 8], [10, 10])
    assert [(c["id"], c["name"], c["masks"], c["pixels"]) for c in group["classes"]] == [
        (0, "background", 1, 0.4),
        (6, "hair", 1, 0.1),
        (255, "left out", 1, 0.5),
    ]
    assert [p.rsplit("/", 1)[-1] for p in check.unusable] == [
        "gone.mask.png",
        "0.mask.png",
        "gone.png",
    ]
    assert any("helen11" in why for why in check.unusable.values())


def test_masks_mirrored_without_their_ids_are_warned_of(tmp_path, png):
    mask = np.zeros((40, 48), np.uint8)
    mask[4:36, 6:42] = 1
    mask[18:24, 22:26] = 4
    mask[12:15, 12:18], mask[12:15, 30:36] = 3, 2  # the subject's right is the image's left
    rows = ["image,mask,labels,split"]
    for name, drawn in (("right", mask), ("mirrored", mask[:, ::-1])):
        noise(len(name)).save(tmp_path / f"{name}.jpg")
        png(tmp_path / f"{name}.png", np.ascontiguousarray(drawn))
        rows.append(f"{name}.jpg,{name}.png,classes14,train")
    (tmp_path / "index.csv").write_text("\n".join(rows) + "\n")
    report = checked(tmp_path / "index.csv")
    assert report.indexes[0].swapped == {"train": [str(tmp_path / "mirrored.png")]}
    (warning,) = report.warnings()
    assert "left and right seem exchanged in 1 mask(s) of split train" in warning
    right, mirrored = (
        mask_sample(item, Augmentation(), 40, np.random.default_rng(0))[1]
        for item in read_masks(tmp_path / "index.csv", ["classes14"])
    )
    assert {2, 3} <= set(np.unique(right).tolist())
    np.testing.assert_array_equal(mirrored, mirror(right))


def test_an_index_of_neither(tmp_path):
    (tmp_path / "index.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="lists neither faces nor masks"):
        checked(tmp_path / "index.csv")
