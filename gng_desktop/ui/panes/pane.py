"""One pane: a title, by which another view can be chosen, above a canvas."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
)

from gng_desktop.imaging.classic_catalogue import CLASSIC
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.plain import tip
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.panes.canvas import Canvas
from gng_desktop.ui.panes.scene import MAPS, VIEWS, Scene
from gng_desktop.ui.panes.view_state import ViewState

MIN_TITLE = 60
"""Least width of the title, px."""
MARGIN = 2
"""Beside the words of a title, px."""
ARROW = 8
"""Side of the square in which a title's arrow is drawn, px."""


class Title(QToolButton):
    """Names what a pane shows; its arrow is beside the name, not under its last letter."""

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(self.text()), super().sizeHint().height())

    def width_of(self, words: str) -> int:
        """Return how wide a title is, px."""
        return self.fontMetrics().horizontalAdvance(words) + 2 * MARGIN + ARROW

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionToolButton()
        self.initStyleOption(option)
        option.features &= ~QStyleOptionToolButton.ToolButtonFeature.HasMenu
        words, option.text = option.text, ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        option.text, option.rect = words, self.rect().adjusted(0, 0, -ARROW, 0)
        painter.drawControl(QStyle.ControlElement.CE_ToolButtonLabel, option)
        option.rect = QRect(self.width() - ARROW - 2, (self.height() - ARROW) // 2, ARROW, ARROW)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorArrowDown, option)


class ImagePane(QFrame):
    """A title line above a `Canvas`; a click on the title lists the other views."""

    view_chosen = Signal(str)  # another view was chosen here

    def __init__(self, key: str, view: ViewState, scene: Scene) -> None:
        super().__init__()
        self.title = Title()
        self.title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.title.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.title.setAutoRaise(True)
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        emphasise(self.title)
        menu = QMenu(self.title)
        for other, words in VIEWS.items():
            if other == next(iter(CLASSIC)):
                menu.addSection(tr("Classic views"))
            menu.addAction(tr(words)).setData(other)
        menu.triggered.connect(lambda action: self.show_view(action.data()))
        self.title.setMenu(menu)
        self.canvas = Canvas(view, scene, key)
        down(
            (self.title, 0, Qt.AlignmentFlag.AlignLeft),
            (self.canvas, 1),
            margins=(0, 0, 0, 0),
            spacing=2,
            into=self,
        )
        # The title may be shortened; it must not keep the window from getting narrow.
        self.title.setMinimumWidth(MIN_TITLE)
        self._title = ""
        scene.changed.connect(self._name)
        self._name()

    @property
    def key(self) -> str:
        return self.canvas.key

    def show_view(self, key: str) -> None:
        if key != self.key:
            self.canvas.show_view(key)
            self._name()
            self.view_chosen.emit(key)

    def _name(self) -> None:
        title = self.canvas.scene.title(self.key)
        if title != self._title:
            self._title = title
            self.title.setAccessibleName(tr("View: {title}", title=title))
            self.canvas.setAccessibleName(title)
            self._fit_title()
        about = self.canvas.scene.about(self.key)
        self.canvas.setAccessibleDescription(about)
        self.title.setToolTip(tip(tr("{title}. Choose what this pane shows", title=title), about))

    def _fit_title(self) -> None:
        words, scene = self._title, self.canvas.scene
        room = max(MIN_TITLE, self.width())
        # The two maps of a method are named alike, short or long.
        titles = [scene.title(key) for key in MAPS] if self.key in MAPS else [words]
        if max(map(self.title.width_of, titles)) > room:
            words = scene.short_title(self.key)
        # The ends of two maps' names are what tells them apart.
        mode = Qt.TextElideMode
        elide = mode.ElideMiddle if self.key in MAPS else mode.ElideRight
        metrics, frame = self.title.fontMetrics(), self.title.width_of("")
        self.title.setText(metrics.elidedText(words, elide, room - frame))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_title()

    @property
    def words(self) -> str:
        return self._title

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown, not a text in its place."""
        return not self.canvas.scene.text(self.key)
