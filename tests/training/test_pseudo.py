import numpy as np
import pytest
from PIL import Image
from scipy.special import softmax

from gng_desktop.datasets.items import DataError, FaceItem, MaskItem, read_masks
from gng_desktop.datasets.loading import Batches
from gng_desktop.datasets.masks import IGNORE
from gng_desktop.imaging.inputs import network_input
from gng_desktop.imaging.labels import CLASSES, SWAPPED_IN_MIRROR
from gng_desktop.modelstore.inventory import shipped_folder
from gng_desktop.training.pseudo import confident_mask, mirrored_probabilities, pseudo_masks
from tests.tiny_data import read_table, write_table

SIZE = 16
LEFT, RIGHT = CLASSES.index("left eye"), CLASSES.index("right eye")
HAIR = CLASSES.index("hair")


class Seer:
    """A segmenter that reads classes off the picture: hair where it is dark, else background.

    Blue is a left eye if it lies right of the middle, where the subject's left is, else a right
    one. `sure` is the logit of what it finds.
    """

    size = SIZE

    def __init__(self, sure=8.0, tilt=0.0):
        self.sure, self.tilt = sure, tilt

    def logits(self, batch):
        n, height, width, _ = batch.shape
        found = np.where(batch[..., 0] < 60, HAIR, 0)
        blue = batch[..., 2] > 200
        side = np.broadcast_to(np.arange(width) >= width / 2, found.shape)
        found = np.where(blue, np.where(side, LEFT, RIGHT), found)
        logits = self.sure * np.eye(14, dtype=np.float32)[found]
        logits[..., HAIR] += self.tilt * np.linspace(-1, 1, width)  # takes sides
        assert logits.shape == (n, height, width, 14)
        return logits.astype(np.float32)

    def run(self, batch):
        return self.logits(batch).argmax(-1).astype(np.uint8)


def portrait(side=SIZE):
    rgb = np.full((side, side, 3), 120, np.uint8)
    rgb[: side // 4, :, 0] = 20
    rgb[side // 2 : side // 2 + side // 8, [side // 8, -side // 8], 2] = 255
    return rgb


def test_probabilities_are_averaged_over_the_mirror():
    batch = np.random.default_rng(0).integers(0, 256, (3, SIZE, SIZE, 3), dtype=np.uint8)
    engine = Seer(sure=2.0, tilt=1.5)
    found = mirrored_probabilities(engine, batch)
    assert (found.shape, found.dtype) == ((3, SIZE, SIZE, 14), np.float32)
    np.testing.assert_allclose(found.sum(-1), 1, rtol=1e-5)
    straight = softmax(engine.logits(batch), axis=-1)
    turned = softmax(engine.logits(np.ascontiguousarray(batch[:, :, ::-1])), axis=-1)[:, :, ::-1]
    for name, i in {name: i for i, name in enumerate(CLASSES)}.items():
        partner = {**dict(SWAPPED_IN_MIRROR), **{b: a for a, b in SWAPPED_IN_MIRROR}}.get(i, i)
        mean = (straight[..., i] + turned[..., partner]) / 2
        np.testing.assert_allclose(found[..., i], mean, rtol=1e-5, atol=1e-7, err_msg=name)
    # An image and its mirror now say the same.
    other = mirrored_probabilities(engine, np.ascontiguousarray(batch[:, :, ::-1]))[:, :, ::-1]
    np.testing.assert_allclose(other[..., HAIR], found[..., HAIR], rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(other[..., LEFT], found[..., RIGHT], rtol=1e-5, atol=1e-7)


def test_what_is_not_sure_is_ignored():
    share = mirrored_probabilities(Seer(2.0, 1.5), portrait()[None])[0].max(-1)
    limit = float(np.median(share))
    mask = confident_mask(Seer(2.0, 1.5), portrait(), limit)
    np.testing.assert_array_equal(mask == IGNORE, share < limit)
    assert 0 < (mask == IGNORE).mean() < 1
    assert (confident_mask(Seer(0.1), portrait()) == IGNORE).all()


def test_mask_has_the_size_of_the_image_and_left_stays_left():
    mask = confident_mask(Seer(), portrait())
    assert mask.dtype == np.uint8
    np.testing.assert_array_equal(mask, Seer().run(portrait()[None])[0])
    assert (mask[SIZE // 2, SIZE // 8], mask[SIZE // 2, -SIZE // 8]) == (RIGHT, LEFT)
    rgb = np.asarray(Image.fromarray(portrait(64)).resize((90, 50)))
    mask = confident_mask(Seer(), rgb)
    assert mask.shape == (50, 90)
    assert set(np.unique(mask)) <= {0, HAIR, LEFT, RIGHT}
    small = Seer().run(network_input(rgb, SIZE)[None])[0]
    assert (mask == HAIR).mean() == pytest.approx((small == HAIR).mean(), abs=0.05)


@pytest.fixture
def items(tmp_path):
    folder = tmp_path / "faces" / "a"
    folder.mkdir(parents=True)
    found = []
    for n, split in enumerate(("train", "val", "train", "test")):
        Image.fromarray(portrait(24 + 8 * n)).save(folder / f"{n}.png")
        found.append(FaceItem(folder / f"{n}.png", False, "a", split))
    return found


def test_masks_and_index(tmp_path, items):
    out = tmp_path / "new" / "pseudo"
    before = {p: p.read_bytes() for p in tmp_path.rglob("*.png")}
    written = list(pseudo_masks(Seer(), items, out))
    assert [w.path for w in written] == [items[0].path, items[2].path]  # of the training split
    rows = read_table(out / "index.csv")
    assert [list(row) for row in rows] == [["image", "mask", "labels", "split"]] * 2
    assert rows[0]["image"] == "../../faces/a/0.png"
    again = read_masks(out / "index.csv", ("classes14",))
    assert [i.path.resolve() for i in again] == [w.path for w in written]
    assert [i.mask for i in again] == [w.mask for w in written]
    assert {(i.labels, i.split) for i in again} == {("classes14", "train")}
    for item in again:
        np.testing.assert_array_equal(
            np.asarray(Image.open(item.mask)),
            confident_mask(Seer(), np.asarray(Image.open(item.path))),
        )
    images, ids = Batches(again, SIZE, 2)[0]  # a recipe can train on them
    assert ids.shape == (2, SIZE, SIZE)
    assert {HAIR, LEFT, RIGHT} <= set(np.unique(ids))
    assert {p: p.read_bytes() for p in before} == before


def test_images_of_one_name_have_masks_of_their_own(tmp_path, items):
    other = tmp_path / "other" / "0.png"
    other.parent.mkdir()
    Image.fromarray(portrait(40)).save(other)
    both = [items[0], MaskItem(other, other, "hair2", "train")]
    written = list(pseudo_masks(Seer(), both, tmp_path / "out"))
    assert len({w.mask for w in written}) == 2
    assert [Image.open(w.mask).size for w in written] == [(24, 24), (40, 40)]


def test_refused(tmp_path, items):
    with pytest.raises(DataError, match="No image is in split 'train'"):
        next(pseudo_masks(Seer(), [items[1]], tmp_path / "a"))
    with pytest.raises(DataError, match="confidence is 1.5; it must be above 0 and at most 1"):
        next(pseudo_masks(Seer(), items, tmp_path / "a", 1.5))
    items[2].path.write_bytes(b"no picture")
    with pytest.raises(DataError, match=r"2\.png: The file is not an image"):
        list(pseudo_masks(Seer(), items, tmp_path / "a"))
    assert not (tmp_path / "a" / "index.csv").exists()
    (tmp_path / "b").write_text("no folder", encoding="utf-8")
    with pytest.raises(DataError, match="Nothing can be written to"):
        list(pseudo_masks(Seer(), items, tmp_path / "b"))
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "index.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match="holds an index already; choose another"):
        list(pseudo_masks(Seer(), items, tmp_path / "c"))
    assert (tmp_path / "c" / "index.csv").read_text(encoding="utf-8") == "mine"


@pytest.fixture
def label(tmp_path, items):
    """The words of the command, but for the model."""
    rows = [(f"a/{i.path.name}", "real", "a", i.split) for i in items]
    index = write_table(tmp_path / "faces" / "index.csv", "path,label,source,split", rows)
    return [index, tmp_path / "out", "--confidence", "0.3", "--device", "cpu"]


def test_command(tmp_path, label, gng):
    out, err = gng("data", "pseudo-label", shipped_folder() / "segmenter", *label)
    assert out.startswith("2 masks; name ") and err == ""
    masks = read_masks(tmp_path / "out" / "index.csv", ("classes14",))
    assert [Image.open(m.mask).size for m in masks] == [(24, 24), (40, 40)]


@pytest.mark.parametrize(
    ("model", "sentence"),
    [("with-background", "is no segmenter; name one that is"), ("nothing", "nothing")],
)
def test_command_says_what_is_wrong(tmp_path, label, refused, model, sentence):
    assert sentence in refused("data", "pseudo-label", shipped_folder() / model, *label)
    assert not (tmp_path / "out").exists()
