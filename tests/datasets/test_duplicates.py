import cv2
import numpy as np
import pytest
from PIL import Image

from gng_desktop.datasets import duplicates
from gng_desktop.datasets.duplicates import (
    NOTHING,
    confirmed,
    held_out_twins,
    near_pairs,
    perceptual_hashes,
)


def scene(seed):
    """A picture with structure at all scales, as photographs have."""
    rng = np.random.default_rng(seed)
    pixels = np.zeros((256, 256, 3), np.float32)
    for cells in (3, 6, 12, 40):
        noise = rng.random((cells, cells, 3), dtype=np.float32)
        pixels += cv2.resize(noise, (256, 256), interpolation=cv2.INTER_CUBIC) / cells
    pixels -= pixels.min()
    return Image.fromarray((pixels / pixels.max() * 255).astype(np.uint8))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """Twelve different pictures."""
    folder = tmp_path_factory.mktemp("pictures")
    paths = [folder / f"{i}.png" for i in range(12)]
    for i, path in enumerate(paths):
        scene(i).save(path, compress_level=1)
    return paths


def distances(a, b):
    return np.bitwise_count(a[:, None] ^ b[None])


def turned(image, path):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    image.transpose(Image.Transpose.ROTATE_90).save(path, exif=exif, quality=95)


COPIES = {
    "the same": lambda image, path: image.save(path.with_suffix(".png"), compress_level=1),
    "JPEG 50": lambda image, path: image.save(path, quality=50),
    "halved": lambda image, path: image.resize((128, 128), 3).save(path, quality=75),
    "doubled": lambda image, path: image.resize((512, 512), 3).save(path, quality=90),
    "tenfold": lambda image, path: image.resize((2560, 2560), 3).save(path, quality=90),
    "turned, and says so": turned,
}


@pytest.mark.parametrize("name", COPIES)
def test_copies_differ_in_few_bits_and_others_in_many(tmp_path, pictures, name):
    for i in range(3):
        COPIES[name](Image.open(pictures[i]), tmp_path / f"copy{i}.jpg")
    copies = sorted(tmp_path.glob("copy*"))
    found = distances(perceptual_hashes(copies), perceptual_hashes(pictures))
    for i in range(3):
        assert found[i, i] <= 2
        assert np.delete(found[i], i).min() > 6


def test_what_cannot_be_read_or_is_flat_has_no_twin(tmp_path, pictures):
    scene(3).save(tmp_path / "cut.jpg")
    for name, whole in (("cut.png", pictures[0]), ("cut.jpg", tmp_path / "cut.jpg")):
        data = whole.read_bytes()
        (tmp_path / name).write_bytes(data[: len(data) // 2])
    (tmp_path / "text.jpg").write_bytes(b"no picture")
    (tmp_path / "empty.jpg").write_bytes(b"")
    Image.new("RGB", (64, 64), (90, 120, 30)).save(tmp_path / "flat.png")
    names = ("cut.png", "cut.jpg", "text.jpg", "empty.jpg", "flat.png", "missing.jpg", ".")
    paths = [tmp_path / name for name in names]
    hashes = perceptual_hashes(paths)
    assert hashes.dtype == np.uint64 and (hashes == NOTHING).all()
    some = np.array([5], np.uint64)
    assert near_pairs(hashes, hashes, 4) == near_pairs(some, hashes[:0], 4) == []
    assert held_out_twins(paths, paths) == set()
    assert perceptual_hashes([]).shape == (0,)


@pytest.mark.parametrize("bits", [0, 2, 4, 9])
@pytest.mark.parametrize("block", [7, 1 << 22])
def test_pairs_are_those_of_a_comparison_of_all(monkeypatch, bits, block):
    monkeypatch.setattr(duplicates, "_BLOCK", block)
    rng = np.random.default_rng(bits)
    a = rng.integers(1, 2**63, 60, dtype=np.uint64)
    b = rng.integers(1, 2**63, 50, dtype=np.uint64)
    for i in range(20):  # some at every distance up to 12 bits
        flips = rng.choice(64, i % 13, replace=False)
        b[i] = a[i] ^ np.bitwise_or.reduce(np.uint64(1) << flips.astype(np.uint64), initial=0)
    expected = np.argwhere(distances(a, b) <= bits)
    assert len(expected) > 0
    assert near_pairs(a, b, bits) == [tuple(pair) for pair in expected.tolist()]


def test_like_layouts_of_other_pictures_are_not_confirmed(tmp_path):
    # Two faces in the same place before the same wall: the coarse layout is all they share.
    rng = np.random.default_rng(0)
    base = np.full((256, 256), 200, np.float32)
    cv2.circle(base, (128, 130), 70, 60, -1)
    faces = [tmp_path / f"{i}.png" for i in range(2)]
    for path in faces:
        detail = cv2.resize(rng.normal(0, 60, (20, 20)).astype(np.float32), (256, 256))
        Image.fromarray(np.clip(base + detail, 0, 255).astype(np.uint8)).save(path)
    Image.open(faces[0]).save(tmp_path / "copy.jpg", quality=60)
    others = [faces[1], tmp_path / "copy.jpg"]
    assert confirmed([(0, 0), (0, 1)], faces, others) == [(0, 1)]


def test_training_images_that_are_held_out_too_are_found(tmp_path, pictures):
    train, held_out = pictures[:8], pictures[8:]
    Image.open(train[3]).resize((100, 100)).save(tmp_path / "smaller.jpg", quality=80)
    assert held_out_twins(train, held_out) == set()
    found = held_out_twins(train, [*held_out, tmp_path / "smaller.jpg", train[5]])
    assert found == {train[3], train[5]}
