from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.framing import RULE, FaceCache
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem
from gng_desktop.datasets.loading import (
    PLAIN,
    Batches,
    code_weights,
    face_sample,
    mask_sample,
)
from gng_desktop.datasets.masks import DARK, EYES, GROUPS, IGNORE, READERS
from gng_desktop.datasets.sampling import Sampling
from gng_desktop.imaging.background import foreground
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.inputs import network_input
from gng_desktop.imaging.perturbations import Perturbation
from gng_desktop.imaging.reading import read_image
from tests.fakes import framed_face
from tests.tiny_data import write_png

SIZE = 32
LIVELY = Augmentation(flip=True, rotation=10, zoom=(0.8, 1.2), jpeg=(50, 90), light=0.2)


@pytest.fixture
def faces(tmp_path):
    rng = np.random.default_rng(0)
    items = []
    for n in range(7):
        pixels = rng.integers(60, 256, (36, 36, 3), dtype=np.uint8)
        pixels[..., 2] = 10 * n  # distinguishes the pictures, in the middle of any batch
        path = write_png(tmp_path / f"{n}.png", pixels)
        items.append(FaceItem(path, n % 2 == 0, "s", "train"))
    return items


@pytest.fixture
def masks(tmp_path):
    rng = np.random.default_rng(0)
    items = []
    for n in range(3):
        rgb = rng.integers(0, 90, (SIZE, SIZE, 3), dtype=np.uint8)
        mask = rng.integers(0, 19, (SIZE, SIZE), dtype=np.uint8)
        files = write_png(tmp_path / f"i{n}.png", rgb), write_png(tmp_path / f"m{n}.png", mask)
        items.append(MaskItem(*files, "celebamask19", "train"))
    return items


@pytest.fixture
def cache(tmp_path, segmenter):
    return FaceCache(tmp_path / "faces", segmenter)


@pytest.fixture
def inside(segmenter):
    """Where the face is."""
    return foreground(segmenter.fixed)


def seen(item, augmentation=PLAIN, *options, seed=0, **more):
    """Return what a classifier sees of a face."""
    rng = np.random.default_rng(seed)
    return face_sample(item, augmentation, SIZE, rng, *options, **more)[0]


def all_of(batches):
    return [batches[i] for i in range(len(batches))]


def assert_same(a, b):
    for one, other in zip(a, b, strict=True):
        for x, y in zip(one, other, strict=True):
            np.testing.assert_array_equal(x, y)


def pictures(batches):
    return [int(x) for images, _ in all_of(batches) for x in images[:, 18, 18, 2] // 10]


def test_batches_repeat_for_seed_and_epoch(faces):
    options = {"augmentation": LIVELY, "seed": 5, "shuffle": True}
    one, other = (Batches(faces, SIZE, 3, **options) for _ in range(2))
    one.epoch = other.epoch = 4
    batches = all_of(one)
    assert_same(batches, reversed([other[i] for i in (2, 1, 0)]))  # the order asked in is no matter
    other.epoch = 5
    with pytest.raises(AssertionError):
        assert_same(batches, all_of(other))
    with pytest.raises(AssertionError):
        assert_same(batches, all_of(Batches(faces, SIZE, 3, **options | {"seed": 6})))


def test_every_item_once_per_epoch_in_a_new_order_if_shuffled(faces):
    batches = Batches(faces, SIZE, 3, shuffle=True)
    assert len(batches) == 3
    orders = []
    for batches.epoch in range(3):
        orders.append(tuple(pictures(batches)))
        assert sorted(orders[-1]) == list(range(7))
    assert len(set(orders)) == 3
    plain = Batches(faces, SIZE, 3)
    plain.epoch = 9
    assert pictures(plain) == list(range(7))


def test_augmentation_differs_between_epochs_and_items(faces):
    same = [faces[0]] * 4
    batches = Batches(same, SIZE, 4, augmentation=LIVELY)
    images, _ = batches[0]
    assert len({image.tobytes() for image in images}) == 4
    batches.epoch = 1
    assert not np.array_equal(batches[0][0], images)


def test_face_batch(faces):
    x, y = Batches(faces, SIZE, 3)[2]
    assert (x.shape, x.dtype) == ((1, SIZE, SIZE, 3), np.float32)
    assert (y.shape, y.dtype) == ((1, 1), np.float32)
    labels = np.concatenate([y for _, y in all_of(Batches(faces, SIZE, 3))]).ravel()
    assert labels.tolist() == [1, 0, 1, 0, 1, 0, 1]
    assert x.max() > 200


def test_views_divide_the_picture_between_them_exactly(faces, cache, inside):
    codec = Augmentation(jpeg=(30, 30), light=0.2)  # neither may bleed into the black
    whole, face, rest = (
        seen(faces[0], codec, cache, view) for view in ("face", "stripped", "background")
    )
    assert (face[~inside] == 0).all() and (face[inside].max(axis=-1) > 0).all()
    assert (rest[inside] == 0).all() and (rest[~inside].max(axis=-1) > 0).all()
    np.testing.assert_array_equal(face + rest, whole)
    for view, black in (("stripped", ~inside), ("background", inside)):
        x, _ = Batches(faces, SIZE, 7, codec, faces=cache, view=view)[0]
        assert (x[:, black] == 0).all() and (x[:, ~black].max(axis=-1) > 0).all()


def test_black_moves_with_the_face(faces, cache):
    zoom = Augmentation(zoom=(0.5, 1.5))
    views = [seen(faces[1], zoom, cache, "stripped", seed=n) for n in range(10)]
    shares = [(rgb.max(axis=-1) > 0).mean() for rgb in views]
    assert max(shares) - min(shares) > 0.2


def test_a_small_face_is_framed_as_in_an_analysis(tmp_path, cache, monkeypatch):
    face = framed_face(32.0, 32.0, 64.0)
    monkeypatch.setattr("gng_desktop.datasets.framing.largest_face", lambda rgb: face)
    pixels = np.random.default_rng(0).integers(0, 256, (128, 128, 3), dtype=np.uint8)
    item = FaceItem(write_png(tmp_path / "a.png", pixels), False, "s", "train")
    np.testing.assert_array_equal(seen(item, PLAIN, cache), network_input(pixels[0:64, 0:64], SIZE))
    np.testing.assert_array_equal(seen(item), network_input(pixels, SIZE))


def test_a_change_of_size_moves_the_frame_with_the_image(tmp_path, cache, monkeypatch):
    rgb = np.zeros((120, 160, 3), np.uint8)
    rgb[20:100, 70:150] = 200
    item = FaceItem(write_png(tmp_path / "a.png", rgb), True, "s", "test", "gan")
    found = np.zeros((8, 8), np.uint8), Box(70, 20, 80, 80)
    monkeypatch.setattr(cache, "find", lambda picture: found)
    rng = np.random.default_rng(0)
    for change in (Perturbation(), Perturbation(side=60), Perturbation(quality=90)):
        options = {"classes": ("real", "gan"), "change": change}
        shown, label = face_sample(item, PLAIN, SIZE, rng, cache, **options)
        assert shown[4:-4, 4:-4].min() > 180 and label == 1.0


def test_mask_batch(masks):
    x, y = Batches(masks, SIZE, 2)[0]
    assert x.shape == (2, SIZE, SIZE, 3)
    assert (y.shape, y.dtype) == ((2, SIZE, SIZE), np.int32)
    rgb, ids = mask_sample(masks[1], PLAIN, SIZE, np.random.default_rng(0))
    np.testing.assert_array_equal(x[1], rgb)
    np.testing.assert_array_equal(y[1], ids)


def test_class_weights_and_ignored_pixels(masks, monkeypatch):
    def reader(mask, rgb):
        return np.where(mask == 18, IGNORE, np.where(mask == 17, EYES, mask % 14)).astype(np.uint8)

    monkeypatch.setitem(READERS, "celebamask19", reader)
    weights = np.arange(1, 15, dtype=np.float32)
    x, y, w = Batches(masks, SIZE, 3, class_weights=weights)[0]
    assert w.shape == y.shape == (3, SIZE, SIZE)
    assert (y.dtype, w.dtype) == (np.int32, np.float32)
    ids = np.stack([mask_sample(i, PLAIN, SIZE, np.random.default_rng(0))[1] for i in masks])
    np.testing.assert_array_equal(y, ids)
    for code in (IGNORE, EYES):
        assert (ids == code).any()
    assert (w[ids == IGNORE] == 0).all()
    assert (w[ids == EYES] == 3).all()  # of the classes 2 and 3, the lighter
    np.testing.assert_array_equal(w[ids < 14], ids[ids < 14] + 1)


def test_a_group_weighs_as_its_lightest_known_member():
    weights = np.arange(14, 0, -1).astype(np.float32)
    weights[[12, 2, 3]] = 0  # never seen in the training masks
    codes = code_weights(weights)
    assert (codes.shape, codes.dtype) == ((256,), np.float32)
    np.testing.assert_array_equal(codes[:14], weights)
    assert codes[DARK] == weights[8] and codes[EYES] == 0 and (codes[20:] == 0).all()
    assert set(np.flatnonzero(code_weights(np.ones(14, np.float32)))) == {*range(14), *GROUPS}


@pytest.fixture
def mixed(tmp_path):
    """Ten items of one label set, five of another and two of a third, distinguished by colour."""
    items = []
    for n, labels in enumerate(["fasseg6"] * 10 + ["hair2"] * 5 + ["celebamask19"] * 2):
        image = write_png(tmp_path / f"{n}.png", np.full((8, 8, 3), 10 * n, np.uint8))
        mask = write_png(tmp_path / f"{n}_mask.png", np.zeros((8, 8), np.uint8))
        items.append(MaskItem(image, mask, labels, "train"))
    return items


def drawn(batches):
    return [int(x[0, 0, 0]) // 10 for images, _ in all_of(batches) for x in images]


@pytest.mark.parametrize("shuffle", [False, True])
def test_share_of_each_label_set_is_drawn_again_each_epoch(mixed, shuffle):
    sampling = Sampling({"fasseg6": 0.4, "hair2": 0.2})
    batches = Batches(mixed, 8, 4, shuffle=shuffle, sampling=sampling)
    epochs = []
    for batches.epoch in range(12):
        epochs.append(drawn(batches))
        last = set(epochs[-1])
        assert len(epochs[-1]) == len(last) == 7
        assert [len(last & set(s)) for s in (range(10), range(10, 15), (15, 16))] == [4, 1, 2]
        assert len(batches) == 2
        assert (epochs[-1] == sorted(epochs[-1])) is not shuffle
    assert len({frozenset(e) for e in epochs}) > 6
    assert {i for e in epochs for i in e} == set(range(17))  # in the end all have their turn
    batches.epoch = 3
    assert drawn(batches) == epochs[3]
    for whole in (Sampling(), Sampling({"fasseg6": 1.0})):
        assert drawn(Batches(mixed, 8, 4, sampling=whole)) == list(range(17))


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_unreadable_picture_is_named(tmp_path, faces, content):
    path = tmp_path / "bad.png"
    if content:
        path.write_bytes(content)
    batches = Batches([faces[0], FaceItem(path, True, "s", "train")], SIZE, 1)
    batches[0]
    assert batches.failure is None
    with pytest.raises(DataError, match=r"bad\.png: ") as caught:
        batches[1]
    assert batches.failure is caught.value


def test_a_crop_keeps_the_scale(tmp_path):
    rows, columns = np.mgrid[:64, :64]
    checks = (((rows // 2 + columns // 2) % 2) * 200).astype(np.uint8)[..., None].repeat(3, 2)
    item = FaceItem(write_png(tmp_path / "checks.png", checks), True, "s", "train")
    crop = Augmentation(mode="crop", native_size=(64, 64))
    rgb = seen(item, crop)
    assert rgb.shape == (SIZE, SIZE, 3) and set(np.unique(rgb)) == {0, 200}  # nothing is reduced
    assert crop.plain == crop
    lively = Augmentation(mode="crop", native_size=(40, 80), jpeg=(50, 90), stretch=0.2, flip=True)
    assert {seen(item, lively, seed=n).shape for n in range(9)} == {(SIZE, SIZE, 3)}


def test_a_frame_moves_face_and_mask_alike(tmp_path, cache):
    # The face is the middle of a dark picture: however it is framed, the mask stays on it.
    pixels = np.full((36, 36, 3), 20, np.uint8)
    pixels[9:29, 7:29] = 220
    item = FaceItem(write_png(tmp_path / "face.png", pixels), False, "s", "train")
    framed = Augmentation(frame=(0.6, 1.0), frame_shift=0.2)
    shown = [seen(item, framed, cache, "stripped", seed=n) for n in range(8)]
    sizes = [(s > 0).mean() for s in shown]
    assert max(sizes) - min(sizes) > 0.1
    assert all((s[s > 0] > 120).mean() > 0.85 for s in shown)


# What an epoch draws

COUNTS = {"real": 60, "gan": 30, "diffusion": 20, "edit": 4}


def items():
    return [
        FaceItem(Path("x"), family != "real", f"{family}{n % 2}", "train", family, f"{family} net")
        for family, count in COUNTS.items()
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("sampling", "expected"),
    [
        (Sampling(), COUNTS),
        (Sampling({"gan": 0.5, "real1": 0.1, "edit net": 0.5}), (33, 15, 20, 2)),
        (Sampling({"gan": 0.001, "real1": 0.5, "edit": 0.1}), (45, 1, 20, 1)),  # no class is lost
        (Sampling(per_source=12), (24, 24, 20, 4)),
        (Sampling(balance="class"), (54, 30, 20, 4)),
        (Sampling(balance="family", images=60), (30, 13, 13, 4)),
        (Sampling(per_source=5, balance="family"), (10, 3, 4, 3)),
    ],
)
def test_an_epoch_draws_by_seed_what_the_recipe_says(sampling, expected):
    listed = items()
    drawn = [sampling.draw(listed, np.random.default_rng(n)) for n in (0, 0, 1)]
    found = Counter(listed[i].family for i in drawn[0])
    counts = expected if isinstance(expected, dict) else dict(zip(COUNTS, expected, strict=True))
    assert found == counts
    assert len(set(drawn[0])) == len(drawn[0])
    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert sampling == Sampling() or set(drawn[0]) != set(drawn[2])


def test_so_many_images_and_every_epoch_alike():
    batches = Batches(items(), 8, 10, shuffle=True, sampling=Sampling(images=33))
    sets = []
    for batches.epoch in range(3):
        assert len(batches.chosen) == 33 and len(batches) == 4
        sets.append({id(item) for item in batches.chosen})
    assert sets[0] != sets[1]


# Where faces are found: each picture is segmented once, and a damaged file is made again


@pytest.fixture
def picture(tmp_path, noisy):
    return read_image(write_png(tmp_path / "a.png", noisy))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "faces"


def test_each_picture_is_segmented_once(folder, tmp_path, picture, segmenter):
    mask, box = FaceCache(folder, segmenter).find(picture)
    assert (mask.shape, mask.dtype) == ((32, 32), np.uint8)
    assert set(np.unique(mask)) == {0, 1, 6}
    assert [p.name for p in folder.iterdir()] == [f"{picture.sha256}{RULE}.npz"]
    again = FaceCache(folder, segmenter)
    stored, same = again.find(picture)
    assert len(segmenter.batches) == 1 and same == box
    np.testing.assert_array_equal(stored, mask)
    again.find(read_image(write_png(tmp_path / "b.png", np.zeros((40, 40, 3), np.uint8))))
    assert len(segmenter.batches) == len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("damage", ["empty", "cut", "hole"])
def test_a_damaged_file_is_made_again(folder, picture, segmenter, damage):
    """Two programs that write it at once, or a loss of power, leave its end but not its middle."""
    cache = FaceCache(folder, segmenter)
    mask, box = cache.find(picture)
    (path,) = folder.iterdir()
    content = path.read_bytes()
    hole = content[:60] + bytes(range(100, 130)) + content[90:]
    path.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "hole": hole}[damage])
    again, same = cache.find(picture)
    assert len(segmenter.batches) == 2 and same == box
    np.testing.assert_array_equal(again, mask)
    assert path.read_bytes() == content


def test_a_file_that_is_being_written_is_never_seen_half(folder, picture, segmenter, monkeypatch):
    def broken_off(file, **arrays):
        file.write(b"PK")
        raise KeyboardInterrupt

    monkeypatch.setattr(np, "savez_compressed", broken_off)
    with pytest.raises(KeyboardInterrupt):
        FaceCache(folder, segmenter).find(picture)
    assert list(folder.iterdir()) == []
