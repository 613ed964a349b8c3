"""Boxes with numbers on the faces, in every pane; a click on a label chooses its face."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF

from gng_desktop.imaging.faces import Box
from gng_desktop.ui.panes.canvas import Canvas
from gng_desktop.ui.panes.face_boxes import FaceMark
from gng_desktop.ui.panes.grid import PaneGrid
from gng_desktop.ui.panes.scene import Scene
from gng_desktop.ui.panes.view_state import ViewState
from tests.ui.driver import pixels, views_of

LEFT, RIGHT = QRect(20, 40, 50, 50), QRect(120, 60, 60, 60)
ONE, TWO = FaceMark(1, LEFT), FaceMark(2, RIGHT)


@pytest.fixture
def make_canvas(qtbot):
    def make(shade=128):
        view, scene = ViewState(), Scene()
        view.reset(QSize(200, 200))
        scene.show_views(views_of(np.full((200, 200, 3), shade, np.uint8)), "none")
        canvas = Canvas(view, scene, "original")
        canvas.keep = scene
        qtbot.addWidget(canvas)
        canvas.resize(400, 400)
        canvas.show()
        return canvas

    return make


@pytest.fixture
def canvas(make_canvas):
    return make_canvas()


def label_of(canvas, mark):
    """Return the middle of the label of a face."""
    for y in range(0, canvas.height(), 4):
        for x in range(0, canvas.width(), 4):
            if canvas.face_at(QPointF(x, y)) == mark:
                return QPoint(x, y)
    return None


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_a_box_is_seen_on_any_ground_and_stronger_of_the_face_analysed(make_canvas, shade):
    canvas = make_canvas(shade)
    plain = pixels(canvas)

    def changed(analysed):
        canvas.view.faces.show_faces([ONE], analysed)
        return np.abs(pixels(canvas) - plain).max(2) > 60

    thin, strong = changed(0), changed(1)
    # Twice as large: its left edge lies at 40, its lower one at 180.
    assert thin[100, 38:43].any() and thin[178:183, 90].any()
    assert not thin[100, 60:120].any() and not thin[240:].any()
    assert shade == 255 or strong[100].sum() > thin[100].sum()


def test_a_verdict_has_a_shape_and_a_word_beside_its_colour(canvas):
    faces = canvas.view.faces
    seen = {}
    for verdict in ("generated", "real"):
        faces.show_faces([FaceMark(1, LEFT, verdict, verdict)], 0)
        seen[verdict] = pixels(canvas)
    red, blue = seen["generated"][100, 40], seen["real"][100, 40]
    assert red[0] > red[2] + 60 and blue[2] > blue[0] + 60
    # In grey, too, the labels differ: they hold a shape and a word.
    grey = [found.mean(2)[50:80, 40:140] for found in seen.values()]
    assert (np.abs(grey[0] - grey[1]) > 60).sum() > 20


def test_a_word_stands_only_where_it_has_room(canvas):
    metrics = QFontMetricsF(canvas.font())
    faces, pane = canvas.view.faces, QRectF(0, 0, 400, 400)
    marks = [
        FaceMark(1, QRect(20, 40, 12, 12), "inconclusive", "inconclusive"),
        FaceMark(2, QRect(50, 30, 20, 20), "inconclusive", "inconclusive"),
        FaceMark(3, QRect(100, 60, 90, 90), "inconclusive", "inconclusive"),
    ]

    def worded(analysed):
        faces.show_faces(marks, analysed)
        labels = faces.labels(QPointF(0, 0), 2.0, metrics, pane)
        return {label.mark.number for label in labels if label.worded}

    assert worded(0) == {3} and worded(2) == {2, 3}
    # The word of the first would lie over the second face.
    assert worded(1) == {3}
    # At the edges labels stay in sight.
    for place in (QRect(0, 0, 30, 30), QRect(170, 0, 30, 30), QRect(-40, -40, 120, 300)):
        faces.show_faces([FaceMark(1, place, "inconclusive", "inconclusive")], 1)
        (label,) = faces.labels(QPointF(0, 0), 2.0, metrics, pane)
        assert pane.contains(label.room)


def test_a_click_on_a_label_chooses_its_face(qtbot, canvas):
    faces = canvas.view.faces
    faces.show_faces([ONE, TWO], 0)
    asked = []
    faces.chosen.connect(asked.append)
    spot = label_of(canvas, TWO)
    qtbot.mouseMove(canvas, spot)
    assert canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert canvas.toolTip() == "Analyse face 2"
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot)
    assert asked == [2]
    faces.show_faces([ONE, FaceMark(2, RIGHT, "real", "real")], 0)
    qtbot.mouseMove(canvas, spot - QPoint(200, 200))
    qtbot.mouseMove(canvas, spot)
    assert canvas.toolTip() == "Face 2: real"
    faces.show_faces([ONE, TWO], 0)
    # Two clicks choose it twice and show nothing else of the image.
    canvas.view.zoom_at(canvas.size().toSizeF(), QPointF(spot), 1.2)
    zoom = canvas.view.zoom
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=label_of(canvas, TWO))
    assert canvas.view.zoom == zoom


def test_elsewhere_a_face_is_not_chosen(qtbot, canvas):
    faces = canvas.view.faces
    faces.show_faces([ONE, TWO], 0)
    asked = []
    faces.chosen.connect(asked.append)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(canvas, left, pos=QPoint(300, 180))
    assert canvas.toolTip() == "" and canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    # A drag that begins or ends on a label is none of it.
    qtbot.mousePress(canvas, left, pos=label_of(canvas, ONE))
    qtbot.mouseRelease(canvas, left, pos=QPoint(300, 180))
    qtbot.mousePress(canvas, left, pos=QPoint(300, 180))
    qtbot.mouseRelease(canvas, left, pos=label_of(canvas, ONE))
    assert asked == []


def test_the_part_analysed_has_one_frame(canvas):
    canvas.view.reset(QSize(200, 200), LEFT)
    dashed, copied = pixels(canvas), canvas.image()
    faces = canvas.view.faces
    faces.show_faces([ONE], 1)
    assert faces.analysed_is_framed and canvas.image() == copied  # no part of a copied view
    boxed = pixels(canvas)
    # The box of the face stands in the place of the dashed frame, which has gaps.
    assert len({tuple(p) for p in boxed[100:160, 40]}) == 1
    assert len({tuple(p) for p in dashed[100:160, 40]}) > 1
    faces.set_visible(False)
    assert (pixels(canvas) == dashed).all() and label_of(canvas, ONE) is None
    faces.set_visible(True)
    assert label_of(canvas, ONE) is not None
    canvas.keep.show_views(None, "The file is empty")
    assert label_of(canvas, ONE) is None


def test_another_face_of_the_same_image_leaves_zoom_and_position(qtbot):
    grid = PaneGrid()
    qtbot.addWidget(grid)
    rgb = np.zeros((200, 200, 3), np.uint8)
    grid.show_views(views_of(rgb), "none")
    grid.view.zoom_at(QSize(300, 300).toSizeF(), QPointF(10, 10), 3)
    zoom, centre = grid.view.zoom, QPointF(grid.view.centre)
    grid.show_views(views_of(rgb, box=Box(20, 40, 50, 50)), "none")
    assert (grid.view.zoom, grid.view.centre, grid.view.analysed) == (zoom, centre, LEFT)
    grid.show_views(views_of(rgb.copy()), "none")
    assert grid.view.zoom == 1 and grid.view.analysed is None
