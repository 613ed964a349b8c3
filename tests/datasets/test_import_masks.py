"""Mut1ny and CelebAMask-HQ, in the forms they are published in."""

import cv2
import numpy as np
import pytest
from PIL import Image

from gng_desktop.core.progress import first_of
from gng_desktop.datasets.importers.run import Imported, import_data
from gng_desktop.datasets.items import DataError, read_masks
from gng_desktop.datasets.left_right import assign_sides, with_sides_corrected
from gng_desktop.datasets.masks import IGNORE, read_mask
from gng_desktop.imaging.labels import COLOURS, SWAPPED_IN_MIRROR, mirror, to_rgb
from tests.tiny_data import write_png


def import_(form, source):
    return first_of(Imported, import_data(form, source, source.parent / "out"))


@pytest.fixture
def source(tmp_path):
    """Where the data set lies."""
    return tmp_path / "set"


def face(turn=0, shift=0, hidden=()):
    """Draw a (120, 120) head; `turn` moves the features, negative to the image's left.

    The subject's right (ids 3, 8, 10) is on the image's left. `hidden` ids are not drawn.
    """
    mask = np.zeros((120, 120), np.uint8)

    def ellipse(label, x, y, w, h, t=turn):
        if label not in hidden:
            cv2.ellipse(mask, (60 + x + t + shift, 60 + y), (w, h), 0, 0, 360, label, -1)

    ellipse(6, 0, -8, 36, 46, 0)
    ellipse(10, -34, 2, 4, 8, 0)
    ellipse(9, 34, 2, 4, 8, 0)
    ellipse(1, 0, 2, 30, 40, 0)
    for label, x, y, w, h in (
        (4, 0, 4, 4, 9),
        (5, 0, 22, 9, 4),
        (3, -13, -8, 5, 3),
        (2, 13, -8, 5, 3),
        (8, -13, -17, 7, 2),
        (7, 13, -17, 7, 2),
    ):
        ellipse(label, x, y, w, h)
    return mask


def without_sides(mask):
    """The ids of the edition with 11 labels: only the left ones of each pair."""
    one = mask.copy()
    for left, right in SWAPPED_IN_MIRROR:
        one[mask == right] = left
    return one


def tilted(mask, degrees):
    turn = cv2.getRotationMatrix2D((60, 60), degrees, 1)
    return cv2.warpAffine(mask, turn, mask.shape[::-1], flags=cv2.INTER_NEAREST)


ONE_EYE = (3, 8, 10)
"""What a face turned to the image's left hides."""
FACES = {
    "frontal": face(),
    "half turned": face(turn=-12, hidden=(10,)),
    "half turned the other way": mirror(face(turn=-12, hidden=(10,))),
    "profile": face(turn=-20, hidden=ONE_EYE),
    "profile the other way": mirror(face(turn=-20, hidden=ONE_EYE)),
    "one eye closed": face(hidden=(3,)),
    "no nose": face(hidden=(4,)),
    "nothing but brows and mouth": face(hidden=(2, 3, 4)),
    "tilted": tilted(face(), 40),
    "tilted profile": tilted(face(turn=-20, hidden=ONE_EYE), -35),
    "on its side": tilted(face(), 90),
    "upside down": tilted(face(), 180),
    "two heads": np.hstack([face(), mirror(face(turn=-12, hidden=(10,)))]),
    "two heads that touch": np.hstack([face(shift=18)[:, :100], face(shift=-18)[:, 20:]]),
}


@pytest.mark.parametrize("name", FACES)
def test_sides_follow_from_place(name):
    mask = FACES[name]
    assert len(np.unique(mask)) > 5
    np.testing.assert_array_equal(assign_sides(without_sides(mask)), mask)


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize("times", [1, 3])
def test_sides_that_contradict_their_place_are_exchanged(name, times):
    mask = FACES[name].repeat(times, 0).repeat(times, 1)
    assert with_sides_corrected(mask) is mask
    exchanged = np.ascontiguousarray(mirror(mask)[:, ::-1])
    np.testing.assert_array_equal(with_sides_corrected(exchanged), mask)


def test_joined_brows_are_divided_at_the_nose():
    mask = without_sides(face())
    mask[42:45, 45:75] = 7
    sided = assign_sides(mask)
    assert (sided[43, 45:60] == 8).all() and (sided[43, 61:75] == 7).all()


def test_an_ear_that_is_cut_off_belongs_to_the_face():
    mask = face()
    mask[:, 88:92] = 0
    np.testing.assert_array_equal(assign_sides(without_sides(mask)), mask)


def test_a_speckled_edge_does_not_cut_features_off():
    mask = without_sides(face())
    eye = (mask == 2).astype(np.uint8)
    ring = cv2.dilate(eye, np.ones((3, 3))) > eye
    mask[ring] = IGNORE
    sided = assign_sides(mask)
    assert set(np.unique(sided[:, :60])) & {2, 3} == {3} and (sided[ring] == IGNORE).all()


# Mut1ny


def mut1ny(folder, masks, spoil=lambda rgb: None):
    """Write a data set: `masks` by name, ids of 14 classes; return its folder."""
    elements = []
    for i, (name, mask) in enumerate(masks.items()):
        pixels = np.random.default_rng(i).integers(0, 256, (*mask.shape, 3), dtype=np.uint8)
        write_png(folder / "Training" / "images" / f"{name}.jpg", pixels)
        rgb = to_rgb(mask)
        spoil(rgb)
        write_png(folder / "Training" / "labels" / f"{name}.png", rgb)
        windows = name.replace("/", "\\")
        elements += [
            f'<srcimg name="Training\\images\\{windows}.jpg" />',
            f'<labelimg name="Training\\labels\\{windows}.png" />',
        ]
    text = '<?xml version="1.0"?>\n<training>\n' + "\n".join(elements) + "\n</training>\n"
    (folder / "training.xml").write_text(text, encoding="utf-8")
    return folder


def ids(item):
    return read_mask(item, np.zeros((*Image.open(item.path).size[::-1], 3), np.uint8))


def imported(done):
    """Return the masks of an import by name, as class ids."""
    return {item.path.stem: ids(item) for item in read_masks(done.index, ["classes14"])}


def test_mut1ny_with_14_labels(source):
    # The second shows left parts only, as many profiles do: its ids must stay.
    masks = {"a": face(), "b": mirror(face(turn=-20, hidden=(2, 7, 9)))}
    done = import_("mut1ny", mut1ny(source, masks))
    images = [source / "Training" / "images" / f"{name}.jpg" for name in masks]
    assert [i.path for i in read_masks(done.index, ["classes14"])] == images
    for name, found in imported(done).items():
        np.testing.assert_array_equal(found, masks[name])
    assert done.skipped == {} and not any("11 labels" in note for note in done.notes)


def test_mut1ny_with_11_labels(source):
    masks = {"a": face(), "b": face(turn=-20, hidden=ONE_EYE)}
    done = import_("mut1ny", mut1ny(source, {n: without_sides(m) for n, m in masks.items()}))
    for name, found in imported(done).items():
        np.testing.assert_array_equal(found, masks[name])
    assert any("11 labels" in note for note in done.notes)


def test_a_colour_goes_to_its_near_class_only(source):
    colours = {(10, 12, 8): 0, (250, 245, 250): 11, (20, 20, 20): IGNORE, (255, 64, 255): IGNORE}

    def spoil(rgb):
        rgb[0, : len(colours)] = list(colours)

    done = import_("mut1ny", mut1ny(source, {"a": face()}, spoil))
    assert imported(done)["a"][0, : len(colours)].tolist() == list(colours.values())
    assert any("2 pixels of 1 label images have a colour of no class" in n for n in done.notes)


def test_mixed_colours_along_edges_are_no_sides(source):
    def soften(rgb):
        rows, columns = np.nonzero((rgb == COLOURS[2]).all(axis=2))
        rgb[rows.min(), columns] = COLOURS[3]  # half of the eyes' green

    done = import_("mut1ny", mut1ny(source, {"a": without_sides(face())}, soften))
    assert {2, 3, IGNORE} <= set(np.unique(imported(done)["a"]))


def test_names_in_another_case_and_unclosed_elements(source):
    xml = mut1ny(source, {"a": face(), "b": face()}) / "training.xml"
    text = xml.read_text().replace("images", "Images").replace(" />", ">").replace("</train", "<")
    xml.write_text(text.replace('"Training', '".\\Training'))
    assert sum(import_("mut1ny", source).counts.values()) == 2


def test_mut1ny_skips_what_cannot_be_used(source):
    training = mut1ny(source, {name: face() for name in "abcde"}) / "Training"
    (training / "images" / "a.jpg").write_bytes(b"no picture")
    (training / "labels" / "b.png").unlink()
    Image.new("RGB", (5, 5)).save(training / "labels" / "c.png")
    data = (training / "labels" / "d.png").read_bytes()
    (training / "labels" / "d.png").write_bytes(data[: len(data) // 2])
    done = import_("mut1ny", source)
    assert list(imported(done)) == ["e"] and len(done.skipped) == 4
    text = "\n".join(f"{what}: {why}" for what, why in done.skipped.items())
    for words in ("is not an image", "labels/b.png does not exist", "5 x 5 px, its image 120 x 12"):
        assert words in text
    notes = [note for note in done.notes if "left out" in note]
    assert len(notes) == 4
    assert "1 left out: It is … x … px, its image … x … px." in notes


def test_a_small_folder_is_not_divided(source):
    part = face()[30:90:4, 30:90:4]
    mut1ny(source, {f"person{p:02d}/{i}": part for p in range(12) for i in range(3)})
    splits = {}
    for item in read_masks(import_("mut1ny", source).index, ["classes14"]):
        splits.setdefault(item.path.parent.name, set()).add(item.split)
    assert len(splits) == 12 and all(len(s) == 1 for s in splits.values())
    assert set.union(*splits.values()) == {"train", "val", "test"}


def test_a_list_cannot_lead_out_of_the_data_set(source):
    xml = mut1ny(source, {"a": face(), "b": face()}) / "training.xml"
    write_png(source.parent / "secret.png", to_rgb(face()))
    xml.write_text(xml.read_text().replace("Training\\labels\\b.png", "..\\secret.png"))
    done = import_("mut1ny", source)
    assert sum(done.counts.values()) == 1 and len(done.skipped) == 1


@pytest.mark.parametrize("content", [None, "<training/>", "srcimg"])
def test_no_mut1ny(source, content):
    source.mkdir()
    if content:
        (source / "training.xml").write_text(content)
    with pytest.raises(DataError, match="training.xml"):
        import_("mut1ny", source)
    assert not (source.parent / "out").exists()


# CelebAMask-HQ


def test_index_masks_are_left_where_they_are(source):
    rng = np.random.default_rng(1)
    for i in range(5):
        image = rng.integers(0, 256, (16, 16, 3), dtype=np.uint8)
        write_png(source / "images" / f"{i}.jpg", image)
        write_png(source / "masks" / f"{i}.png", rng.integers(0, 19, (16, 16), dtype=np.uint8))
    write_png(source / "images" / "alone.jpg", image)
    write_png(source / "masks" / "4.png", np.zeros((8, 8), np.uint8))
    done = import_("celebamask", source)
    items = read_masks(done.index, ["celebamask19"])
    assert [i.mask for i in items] == [source / "masks" / f"{i}.png" for i in range(4)]
    assert sorted(p.name for p in done.index.parent.iterdir()) == ["import.json", "index.csv"]
    assert {what.rsplit("/", 1)[-1] for what in done.skipped} == {"alone.jpg", "4.png"}


def parts(source, number, **areas):
    """Write image `number`, 32 px a side, and a 16 x 16 px mask for every part: rows as a slice."""
    image = np.full((32, 32, 3), (number % 256, 40, 30), np.uint8)
    write_png(source / "CelebA-HQ-img" / f"{number}.jpg", image)
    for part, rows in areas.items():
        drawn = np.zeros((16, 16, 3), np.uint8)
        drawn[rows] = 255
        name = f"{number // 2000}/{number:05d}_{part}.png"
        write_png(source / "CelebAMask-HQ-mask-anno" / name, drawn)


def test_masks_by_part_are_put_together(source):
    parts(source, 7, skin=slice(0, 12), nose=slice(4, 6), hair=slice(0, 2), neck=slice(14, 16))
    parts(source, 8, skin=slice(0, 12))
    (source / "CelebA-HQ-img" / "8.jpg").unlink()
    done = import_("celebamask", source)
    assert list(done.skipped.values()) == ["There is no image of its number."]
    assert "1 left out: There is no image of its number." in done.notes
    (item,) = read_masks(done.index, ["celebamask19"])
    column = np.array(Image.open(item.mask))[:, 5]
    assert column.shape == (32,)
    assert column[::2].tolist() == [13, 13, 1, 1, 2, 2, *[1] * 6, 0, 0, 17, 17]
    assert ids(item)[8, 0] == 4


def test_the_published_splits_are_used(source):
    numbers = {0: 119613, 1: 162771, 2: 182637, 3: 182638}
    for number in (*numbers, 4):
        parts(source, number, skin=slice(0, 9))
    lines = ["idx   orig_idx   orig_file"]
    lines += [f"{hq}   {celeba}   {celeba + 1:06d}.jpg" for hq, celeba in numbers.items()]
    (source / "CelebA-HQ-to-CelebA-mapping.txt").write_text("\n".join(lines))
    items = read_masks(import_("celebamask", source).index, ["celebamask19"])
    # The last is not in the list and gets a split of its own.
    assert [i.split for i in items] == ["train", "val", "val", "test", "train"]


def test_no_celebamask(source):
    source.mkdir()
    with pytest.raises(DataError, match="no images with masks of the same name"):
        import_("celebamask", source)
