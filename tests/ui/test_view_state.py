import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF

from gng_desktop.ui.panes.view_state import MAX_PIXEL, ViewState

PANE = QSizeF(300, 200)


@pytest.fixture
def view():
    view = ViewState()
    view.reset(QSize(100, 100))
    return view


def test_fit_keeps_the_aspect_ratio_and_centres(view):
    assert view.image_rect(PANE) == QRectF(50, 0, 200, 200)


def test_zoom_keeps_the_pixel_below_the_pointer(view):
    point = QPointF(200.7, 60.9)
    before = view.to_image(PANE, point)
    for factor in (2, 3, 0.5):
        view.zoom_at(PANE, point, factor)
        assert view.to_image(PANE, point) == before


def test_zoom_is_bounded_both_ways(view):
    view.zoom_at(PANE, QPointF(150, 100), 1e6)
    assert view.scale(PANE) == pytest.approx(MAX_PIXEL)
    # A small image can be shown at 1:1, a large one no smaller than it fits.
    view.zoom_at(PANE, QPointF(150, 100), 1e-9)
    assert view.image_rect(PANE) == QRectF(100, 50, 100, 100)
    view.reset(QSize(1000, 1000))
    view.zoom_at(PANE, QPointF(150, 100), 1e-9)
    assert view.image_rect(PANE) == QRectF(50, 0, 200, 200)


def test_the_part_seen_covers_the_room(view):
    assert view.part(PANE, QRectF(0, 0, 300, 200)) == QRect(0, 0, 100, 100)
    view.zoom_at(PANE, QPointF(150, 100), 4)
    part = view.part(PANE, QRectF(0, 0, 300, 200))
    assert view.to_image(PANE, QPointF(0, 0)) == part.topLeft()
    assert view.to_image(PANE, QPointF(299.9, 199.9)) == part.bottomRight()
    assert view.part(PANE, QRectF(4000, 0, 10, 10)).isEmpty()


def test_panning_never_opens_a_gap_and_stores_no_excess(view):
    view.zoom_at(PANE, QPointF(150, 100), 4)
    view.pan(PANE, QPointF(5000, 5000))
    assert view.image_rect(PANE).topLeft() == QPointF(0, 0)
    view.pan(PANE, QPointF(-10, -20))
    corner = view.image_rect(PANE).topLeft()
    assert (corner.x(), corner.y()) == pytest.approx((-10, -20))


def test_panes_of_other_sizes_show_the_same_part(view):
    view.zoom_at(PANE, QPointF(120, 70), 3)
    for share in (0.25, 0.5, 0.75):
        a = view.to_image(PANE, QPointF(300 * share, 200 * share))
        b = view.to_image(PANE * 2, QPointF(600 * share, 400 * share))
        assert a == b


def test_to_image_knows_the_edges(view):
    assert view.to_image(PANE, QPointF(50, 0)) == QPoint(0, 0)
    assert view.to_image(PANE, QPointF(249.9, 199.9)) == QPoint(99, 99)
    assert view.to_image(PANE, QPointF(49, 100)) is None
