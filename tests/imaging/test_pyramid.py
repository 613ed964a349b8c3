import numpy as np
import pytest

from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.pyramid import Pyramid, Window, sample


@pytest.fixture
def ramp():
    """Brightness grows with x in red and with y in green."""
    y, x = np.mgrid[0:160, 0:240]
    return np.stack([x, y, np.zeros_like(x)], axis=2).astype(np.uint8)


def test_at_full_size_pixels_are_the_image_itself(ramp):
    cut = Pyramid(ramp).cut(Window(30, 20, 50, 40, 50, 40))
    np.testing.assert_array_equal(cut, ramp[20:60, 30:80])


@pytest.mark.parametrize("shrink", [1.5, 2, 3, 4, 7.3])
@pytest.mark.parametrize("corner", [(0, 0), (31, 17)])
def test_a_shrunk_window_lies_where_it_should(ramp, shrink, corner):
    left, top = corner
    window = Window(left, top, 146, 146 - 10, round(146 / shrink), round(136 / shrink))
    cut = Pyramid(ramp).cut(window).astype(float)
    rows, columns = np.mgrid[0 : window.rows, 0 : window.columns]
    x = left + (columns + 0.5) * window.width / window.columns - 0.5
    y = top + (rows + 0.5) * window.height / window.rows - 0.5
    inner = np.s_[1:-1, 1:-1]
    assert np.abs(cut[..., 0] - x)[inner].max() < 1.5
    assert np.abs(cut[..., 1] - y)[inner].max() < 1.5


def test_shrinking_averages_instead_of_dropping_pixels():
    board = (np.indices((512, 512)).sum(0) % 2 * 255).astype(np.uint8)
    pyramid = Pyramid(np.repeat(board[..., None], 3, 2))
    cut = pyramid.cut(Window(0, 0, 512, 512, 100, 100))
    assert np.abs(cut.astype(int) - 128).max() < 4


def test_halvings_are_made_as_needed_or_ahead(ramp):
    pyramid = Pyramid(ramp)
    pyramid.cut(Window(0, 0, 240, 160, 240, 160))
    assert len(pyramid.levels) == 1
    pyramid.cut(Window(0, 0, 240, 160, 60, 40))
    assert [level.shape[:2] for level in pyramid.levels] == [(160, 240), (80, 120), (40, 60)]
    large = Pyramid(np.zeros((1100, 2100, 3), np.uint8))
    large.prepare()
    assert [level.shape[1] for level in large.levels] == [2100, 1050, 525]


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (3, 5)])
def test_thin_images_survive(shape):
    rgb = np.full((*shape, 3), 77, np.uint8)
    height, width = shape
    small = Window(0, 0, width, height, max(1, width // 4), max(1, height // 4))
    cut = Pyramid(rgb).cut(small)
    assert cut.shape == (small.rows, small.columns, 3) and (cut == 77).all()


def test_values_are_looked_up_below_each_pixel_and_never_mixed():
    values = np.arange(1, 17, dtype=np.uint8).reshape(4, 4)
    box = Box(10, 20, 40, 40)
    whole = sample(values, box, Window(0, 0, 60, 80, 60, 80))
    assert (whole[:20] == 0).all() and (whole[60:] == 0).all()
    assert (whole[:, :10] == 0).all() and (whole[:, 50:] == 0).all()
    np.testing.assert_array_equal(whole[20:60, 10:50], np.kron(values, np.ones((10, 10))))
    shrunk = sample(values, box, Window(10, 20, 40, 40, 4, 4))
    np.testing.assert_array_equal(shrunk, values)
    beside = sample(np.ones((4, 4), np.uint8), Box(50, 50, 10, 10), Window(0, 0, 20, 20, 10, 10))
    assert beside.shape == (10, 10) and not beside.any()
