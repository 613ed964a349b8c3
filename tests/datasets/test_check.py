import json

import numpy as np
import pytest
from PIL import Image

from gng_desktop.core.progress import first_of
from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.check import Report, check_data
from gng_desktop.datasets.file_statistics import (
    LOSSLESS,
    Traits,
    separations,
    traits_of,
)
from gng_desktop.datasets.findings import findings
from gng_desktop.datasets.items import DataError, read_masks
from gng_desktop.datasets.loading import mask_sample
from gng_desktop.imaging.labels import mirror
from gng_desktop.imaging.reading import ImageError
from tests.tiny_data import write_png


def checked(*indexes):
    report = first_of(Report, check_data(indexes))
    json.dumps(report.to_json())
    return report


def noise(seed, size=(48, 40)):
    """A smooth, coloured picture like no other."""
    rng = np.random.default_rng(seed)
    small = Image.fromarray(rng.integers(0, 256, (6, 7, 3), dtype=np.uint8))
    return small.resize(size, Image.Resampling.BICUBIC)


def names(paths):
    return [path.rsplit("/", 1)[-1] for path in paths]


# Traits


@pytest.mark.parametrize(
    ("mode", "options", "sampling"),
    [
        ("RGB", {"quality": 10, "subsampling": "4:4:4"}, "4:4:4"),
        ("RGB", {"quality": 75, "subsampling": "4:2:2"}, "4:2:2"),
        ("RGB", {"quality": 99}, "4:2:0"),
        ("CMYK", {"quality": 90}, "other"),
        ("L", {"quality": 80}, "grey"),
        ("RGB", {"format": "PNG"}, "4:4:4"),
    ],
)
def test_compression_and_size_of_a_file(tmp_path, mode, options, sampling):
    path = tmp_path / "a.jpg"
    noise(0).convert(mode).save(path, **options)
    found = traits_of(path)
    assert (found.quality, found.sampling) == (options.get("quality", LOSSLESS), sampling)
    assert (found.width, found.height) == (48, 40)
    assert found.format == options.get("format", "JPEG")
    assert found.bytes_per_pixel == pytest.approx(path.stat().st_size / (48 * 40))
    assert found.greyness == 1 if mode == "L" else found.greyness < 0.3


def test_a_grid_of_blocks_shows(tmp_path):
    even = np.random.default_rng(0).integers(0, 16, (32, 32))
    blocks = np.kron([[0, 200], [240, 20]], np.ones((16, 16)))
    found = []
    for pixels in (blocks + even, even, np.zeros((32, 32)), np.zeros((3, 3))):
        rgb = pixels.astype(np.uint8)[..., None].repeat(3, axis=2)
        found.append(traits_of(write_png(tmp_path / "a.png", rgb)).blockiness)
    assert found[0] > 5 and found[1:] == pytest.approx([1, 1, 1], abs=0.15)


def test_a_file_that_cannot_be_read_has_no_traits(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"")
    for name in ("a.jpg", "missing.jpg", "."):
        with pytest.raises(ImageError):
            traits_of(tmp_path / name)


# Separation


def with_quality(*qualities, sampling="4:2:0"):
    return [Traits(8, 8, "JPEG", q, sampling, 0.5, 1.0, 0.2) for q in qualities]


def by_quality(real, fake):
    found = separations("train", with_quality(*real), with_quality(*fake))
    return {s.trait: s for s in found}["JPEG quality"]


@pytest.mark.parametrize(
    ("real", "fake", "auc", "warns"),
    [
        ([75, 75], [95, 95], 1, True),
        ([95, 95], [75, 75], 0, True),
        ([75, 95], [75, 95], 0.5, False),
        ([70, 80, 90], [75, 95], 4 / 6, True),
        ([75] * 100, [75] * 70 + [95] * 30, 0.65, True),  # from here on, in either direction
        ([75] * 100, [75] * 71 + [95] * 29, 0.645, False),
        ([75] * 100, [75] * 70 + [55] * 30, 0.35, True),
        ([75] * 100, [75] * 71 + [55] * 29, 0.355, False),
    ],
)
def test_auc_of_a_trait(real, fake, auc, warns):
    found = by_quality(real, fake)
    assert found.auc == pytest.approx(auc) and found.warns is warns


def test_few_images_are_called_few():
    few, many = by_quality([75] * 3, [95] * 3), by_quality([75] * 30, [95] * 30)
    assert few.warns and "may be chance" in few.sentence()
    assert many.warns and "chance" not in many.sentence()
    assert "AUC 1.00 (mean 75 real, 95 fake)" in many.sentence()


def test_what_is_known_of_one_class_alone_is_not_compared():
    assert separations("train", with_quality(75), []) == []
    odd = separations("train", with_quality(75, sampling="other"), with_quality(75))
    traits = [found.trait for found in odd]
    assert "JPEG quality" in traits and "chroma sampling" not in traits


# Faces


def as_jpeg(image, path):
    image.save(path, quality=80)


@pytest.fixture
def faces(tmp_path):
    """Write a set of faces, ten per class in `train`, and more files; return its index.

    `save` writes the generated ones in a way of their own; rows name label, source and split.
    """

    def write(name="set", save=as_jpeg, first=0, **more):
        folder = tmp_path / name
        folder.mkdir()
        lines = ["path,label,source,split"]
        for i in range(10):
            as_jpeg(noise(first + i), folder / f"real{i}.jpg")
            save(noise(first + 100 + i), folder / f"fake{i}.jpg")
            lines += [f"real{i}.jpg,real,ffhq,train", f"fake{i}.jpg,fake,dalle,train"]
        lines += [f"{stem}.jpg,{row}" for stem, row in more.items()]
        index = folder / "index.csv"
        index.write_text("\n".join(lines) + "\n")
        return index

    return write


def warned(report):
    return {s.trait for check in report.indexes for s in check.separations if s.warns}


def test_alike_classes_give_no_warning(faces):
    report = checked(faces())
    assert warned(report) <= {"bytes per pixel", "blockiness", "greyness"}  # noise differs
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
    index = faces(save=lambda image, path: image.resize((64, 40)).save(path, quality=60))
    (check,) = checked(index).indexes
    fake, real = check.groups
    expected = {"label": "fake", "source": "dalle", "split": "train", "images": 10}
    expected |= {"width": [64, 64], "height": [40, 40], "quality": [60, 60]}
    assert expected.items() <= fake.items()
    assert (real["width"], real["quality"], real["sampling"]) == ([48, 48], [80, 80], {"4:2:0": 10})
    assert check.notes == ["No picture is in split val.", "No picture is in split test."]


def test_classes_are_compared_within_a_split_and_unusable_files_are_named(faces):
    index = faces(late="fake,dalle,test", gone="real,ffhq,train", bad="real,ffhq,val")
    noise(999).save(index.parent / "late.jpg")
    (index.parent / "bad.jpg").write_bytes(b"no picture")
    (check,) = checked(index).indexes
    assert {s.split for s in check.separations} == {"train"}
    assert any("Split test has no real picture" in note for note in check.notes)
    assert names(check.unusable) == ["gone.jpg", "bad.jpg"]
    assert sum(group["images"] for group in check.groups) == 21


# Leaks


def test_copies_across_splits_are_leaks(faces):
    index = faces(copy="real,ffhq,test", inside="real,ffhq,train")
    noise(3).resize((80, 70), 3).save(index.parent / "copy.jpg", quality=70)
    noise(4).save(index.parent / "inside.jpg", quality=70)
    report = checked(index)
    (twins,) = report.twins
    assert twins.leak and names([twins.a, twins.b]) == ["real3.jpg", "copy.jpg"]
    assert (twins.a_split, twins.b_split) == ("train", "test")
    (warning,) = [w for w in report.warnings() if "near-duplicate" in w]
    assert "split train holds 1 near-duplicate(s) of pictures in split test" in warning


def test_a_file_listed_with_both_labels_is_found(faces):
    index = faces(copy="fake,dalle,train")
    (index.parent / "copy.jpg").write_bytes((index.parent / "real3.jpg").read_bytes())
    report = checked(index)
    (finding,) = [f for f in findings(report) if f.kind == "contradicted"]
    assert finding.severity == "spoils"
    assert finding.values == {"count": 1, "example": "real3.jpg", "twin": "copy.jpg"}
    (warning,) = [w for w in report.warnings() if "is listed as real and, as" in w]
    assert warning.endswith("copy.jpg, as generated; correct one.")


def test_copies_across_indexes_are_found(faces):
    one = faces("one")
    two = faces("two", first=500, leak="real,lfw,val", twice="real,lfw,train")
    noise(3).save(two.parent / "leak.jpg", quality=90)
    noise(4).save(two.parent / "twice.jpg", quality=90)
    assert {(*names([t.a, t.b]), t.leak) for t in checked(one, two).twins} == {
        ("real3.jpg", "leak.jpg", True),
        ("real4.jpg", "twice.jpg", False),
    }
    # One index named twice, or by its folder, is one.
    report = checked(one, one.parent / ".." / "one" / "index.csv", one.parent)
    assert len(report.indexes) == 1 and report.twins == ()


# Masks


def test_the_table_of_masks(index):
    path = index(
        "image,mask,labels,split",
        "0.png,0.mask.png,classes14,train",
        "1.png,1.mask.png,classes14,train",
        "1.png,gone.mask.png,classes14,test",
        "0.png,0.mask.png,helen11,test",
        "gone.png,0.mask.png,classes14,val",
    )
    for i in range(2):
        noise(i, (8, 10)).save(path.parent / f"{i}.png")
    first = np.zeros((10, 8), np.uint8)
    first[:2] = 6
    write_png(path.parent / "0.mask.png", first)
    write_png(path.parent / "1.mask.png", np.full((10, 8), 255, np.uint8))
    (check,) = checked(path).indexes
    assert check.kind == "masks"
    (group,) = check.groups
    assert (group["split"], group["labels"], group["masks"]) == ("train", "classes14", 2)
    assert (group["width"], group["height"]) == ([8, 8], [10, 10])
    assert [(c["id"], c["name"], c["masks"], c["pixels"]) for c in group["classes"]] == [
        (0, "background", 1, 0.4),
        (6, "hair", 1, 0.1),
        (255, "left out", 1, 0.5),
    ]
    assert names(check.unusable) == ["gone.mask.png", "0.mask.png", "gone.png"]
    assert any("helen11" in why for why in check.unusable.values())


def test_masks_mirrored_without_their_ids_are_warned_of(index):
    mask = np.zeros((40, 48), np.uint8)
    mask[4:36, 6:42] = 1
    mask[18:24, 22:26] = 4
    mask[12:15, 12:18], mask[12:15, 30:36] = 3, 2  # the subject's right is the image's left
    path = index(
        "image,mask,labels,split", *(f"{n}.jpg,{n}.png,classes14,train" for n in ("a", "swapped"))
    )
    for name, drawn in (("a", mask), ("swapped", np.ascontiguousarray(mask[:, ::-1]))):
        noise(len(name)).save(path.parent / f"{name}.jpg")
        write_png(path.parent / f"{name}.png", drawn)
    report = checked(path)
    assert report.indexes[0].swapped == {"train": [str(path.parent / "swapped.png")]}
    (warning,) = report.warnings()
    assert "left and right seem exchanged in 1 mask(s) of split train" in warning
    right, corrected = (
        mask_sample(item, Augmentation(), 40, np.random.default_rng(0))[1]
        for item in read_masks(path, ["classes14"])
    )
    assert {2, 3} <= set(np.unique(right).tolist())
    np.testing.assert_array_equal(corrected, mirror(right))


def test_an_index_of_neither(index):
    with pytest.raises(DataError, match="lists neither faces nor masks"):
        checked(index("a,b", "1,2"))
