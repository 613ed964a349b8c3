import numpy as np
import pytest

from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem
from gng_desktop.datasets.loading import PLAIN, Batches, face_sample, mask_sample
from gng_desktop.datasets.masks import IGNORE, READERS
from gng_desktop.imaging.background import foreground
from gng_desktop.imaging.inputs import network_input

SIZE = 32
LIVELY = Augmentation(flip=True, rotation=10, zoom=(0.8, 1.2), jpeg=(50, 90), light=0.2)


class Segmenter:
    """A face in the middle of every picture."""

    size = SIZE

    def run(self, batch):
        mask = np.zeros((len(batch), SIZE, SIZE), np.uint8)
        mask[:, 8:26, 6:26] = 1
        return mask


@pytest.fixture
def faces(tmp_path, png):
    rng = np.random.default_rng(0)
    items = []
    for n in range(7):
        pixels = rng.integers(60, 256, (36, 36, 3), dtype=np.uint8)
        pixels[..., 2] = 10 * n  # tells the pictures apart, in the middle of any batch
        path = png(tmp_path / f"{n}.png", pixels)
        items.append(FaceItem(path, n % 2 == 0, "s", "train"))
    return items


@pytest.fixture
def masks(tmp_path, png):
    rng = np.random.default_rng(0)
    items = []
    for n in range(3):
        image = png(tmp_path / f"i{n}.png", rng.integers(0, 90, (SIZE, SIZE, 3), dtype=np.uint8))
        mask = png(tmp_path / f"m{n}.png", rng.integers(0, 19, (SIZE, SIZE), dtype=np.uint8))
        items.append(MaskItem(image, mask, "celebamask19", "train"))
    return items


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


def test_every_item_once_per_epoch_in_a_new_order(faces):
    batches = Batches(faces, SIZE, 3, shuffle=True)
    assert len(batches) == 3
    orders = []
    for batches.epoch in range(3):
        orders.append(tuple(pictures(batches)))
        assert sorted(orders[-1]) == list(range(7))
    assert len(set(orders)) == 3


def test_in_order_unless_shuffled(faces):
    batches = Batches(faces, SIZE, 3)
    batches.epoch = 9
    assert pictures(batches) == list(range(7))


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


def test_stripped_samples_are_black_outside_the_face(tmp_path, faces):
    cache = FaceCache(tmp_path / "faces", Segmenter())
    inside = foreground(Segmenter().run(np.zeros((1, SIZE, SIZE, 3)))[0])
    codec = Augmentation(jpeg=(30, 30), light=0.2)  # neither may bleed into the black
    rng = np.random.default_rng(0)
    stripped, label = face_sample(faces[0], codec, SIZE, rng, cache, stripped=True)
    assert label == 1.0
    assert (stripped[~inside] == 0).all()
    assert (stripped[inside].max(axis=-1) > 0).all()
    whole, _ = face_sample(faces[0], codec, SIZE, np.random.default_rng(0), cache)
    np.testing.assert_array_equal(stripped[inside], whole[inside])
    assert (whole[~inside].max(axis=-1) > 0).all()
    x, _ = Batches(faces, SIZE, 7, codec, faces=cache, stripped=True)[0]
    assert (x[:, ~inside] == 0).all()
    assert (x[:, inside].max(axis=-1) > 0).all()


def test_black_moves_with_the_face(tmp_path, faces):
    cache = FaceCache(tmp_path / "faces", Segmenter())
    shares = []
    for n in range(10):
        rng = np.random.default_rng(n)
        rgb, _ = face_sample(faces[1], Augmentation(zoom=(0.5, 1.5)), SIZE, rng, cache, True)
        shares.append((rgb.max(axis=-1) > 0).mean())
    assert max(shares) - min(shares) > 0.2


def test_a_small_face_is_framed_as_in_an_analysis(tmp_path, png):
    class SmallFace(Segmenter):
        def run(self, batch):
            mask = np.zeros((len(batch), SIZE, SIZE), np.uint8)
            mask[:, 4:12, 4:12] = 1
            return mask

    pixels = np.random.default_rng(0).integers(0, 256, (128, 128, 3), dtype=np.uint8)
    item = FaceItem(png(tmp_path / "a.png", pixels), False, "s", "train")
    cache = FaceCache(tmp_path / "faces", SmallFace())
    rgb, _ = face_sample(item, PLAIN, SIZE, np.random.default_rng(0), cache)
    # The face holds 32 px from 16 on; the square is twice as wide about the same centre.
    np.testing.assert_array_equal(rgb, network_input(pixels[0:64, 0:64], SIZE))
    whole, _ = face_sample(item, PLAIN, SIZE, np.random.default_rng(0))
    np.testing.assert_array_equal(whole, network_input(pixels, SIZE))


def test_mask_batch(masks):
    x, y = Batches(masks, SIZE, 2)[0]
    assert x.shape == (2, SIZE, SIZE, 3)
    assert (y.shape, y.dtype) == ((2, SIZE, SIZE), np.int32)
    rgb, ids = mask_sample(masks[1], PLAIN, SIZE, np.random.default_rng(0))
    np.testing.assert_array_equal(x[1], rgb)
    np.testing.assert_array_equal(y[1], ids)


def test_class_weights_and_ignored_pixels(masks, monkeypatch):
    def reader(mask, rgb):
        return np.where(mask == 18, IGNORE, mask % 14).astype(np.uint8)

    monkeypatch.setitem(READERS, "celebamask19", reader)
    weights = np.arange(1, 15, dtype=np.float32)
    x, y, w = Batches(masks, SIZE, 3, class_weights=weights)[0]
    assert w.shape == y.shape == (3, SIZE, SIZE)
    ids = np.stack([mask_sample(i, PLAIN, SIZE, np.random.default_rng(0))[1] for i in masks])
    ignored = ids == IGNORE
    assert ignored.any()
    assert (w[ignored] == 0).all()
    assert y.max() <= 13
    np.testing.assert_array_equal(y[~ignored], ids[~ignored])
    np.testing.assert_array_equal(w[~ignored], ids[~ignored] + 1)


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
