import cv2
import numpy as np
import pytest

from gng_desktop.explain.maskers import MASKERS, Masker


@pytest.fixture
def half():
    shown = np.zeros((32, 32), bool)
    shown[:, :16] = True
    return shown


@pytest.mark.parametrize("name", MASKERS)
def test_what_is_visible_stays_and_what_is_hidden_goes(make_picture, half, name):
    image = make_picture()
    kept = image.copy()
    masker = Masker(name, image)
    shown = masker.show(half)
    assert np.array_equal(shown[half], image[half])
    assert not np.array_equal(shown[~half], image[~half])
    assert np.array_equal(masker.show(np.ones_like(half)), image)
    assert np.array_equal(masker.show(np.zeros_like(half)), masker.replacement)
    assert shown.dtype == np.uint8 and np.array_equal(image, kept)


def test_what_takes_the_place_of_hidden_pixels(make_picture, half):
    image = make_picture()
    shown = {name: Masker(name, image).show(half) for name in MASKERS}
    assert not shown["black"][~half].any()
    assert (shown["mean"][~half] == image.mean(axis=(0, 1)).astype(np.uint8)).all()
    assert np.array_equal(shown["blur"][~half], cv2.blur(image, (28, 28))[~half])
    hidden = (~half).astype(np.uint8)
    assert np.array_equal(shown["telea"], cv2.inpaint(image, hidden, 3, cv2.INPAINT_TELEA))


def test_single_channels_can_be_hidden(make_picture):
    image = make_picture()
    shown = np.ones((32, 32, 3), bool)
    shown[5, 20, 1] = False
    assert Masker("black", image).show(shown)[5, 20].tolist() == [255, 0, 255]
    # Inpainting knows whole pixels only.
    whole = Masker("telea", image).show(shown.all(axis=2))
    assert np.array_equal(Masker("telea", image).show(shown), whole)


def test_an_unknown_name_is_refused(make_picture):
    with pytest.raises(ValueError, match="'snow' is unknown; choose telea, blur, black or mean"):
        Masker("snow", make_picture())
