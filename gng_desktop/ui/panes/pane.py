"""One pane: a title, by which another view can be chosen, above a canvas."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout

from gng_desktop.ui.language import tr
from gng_desktop.ui.panes.canvas import Canvas
from gng_desktop.ui.panes.scene import VIEWS, Scene
from gng_desktop.ui.panes.view_state import ViewState
from gng_desktop.ui.style import emphasise

MIN_TITLE, TITLE_MARGIN = 60, 24
"""Least width of the title; what its frame and arrow take of it, px."""


class ImagePane(QFrame):
    """A title line above a `Canvas`; a click on the title lists the other views.

    Parameters
    ----------
    key : str
        The view shown, of `gng_desktop.ui.panes.scene.VIEWS`.
    view : ViewState
    scene : Scene
        Both shared by all panes of a window.

    Signals
    -------
    view_chosen : str
        Another view was chosen here.
    """

    view_chosen = Signal(str)

    def __init__(self, key: str, view: ViewState, scene: Scene) -> None:
        super().__init__()
        self.title = QToolButton()
        self.title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.title.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.title.setAutoRaise(True)
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        emphasise(self.title)
        menu = QMenu(self.title)
        for other, words in VIEWS.items():
            menu.addAction(tr(words)).setData(other)
        menu.triggered.connect(lambda action: self.show_view(action.data()))
        self.title.setMenu(menu)
        self.canvas = Canvas(view, scene, key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.canvas, 1)
        # The title may be shortened; it must not keep the window from getting narrow.
        self.title.setMinimumWidth(MIN_TITLE)
        self._title = ""
        scene.changed.connect(self._name)
        self._name()

    @property
    def key(self) -> str:
        """The view shown."""
        return self.canvas.key

    def show_view(self, key: str) -> None:
        """Show another view, one of the scene's."""
        if key != self.key:
            self.canvas.show_view(key)
            self._name()
            self.view_chosen.emit(key)

    def _name(self) -> None:
        title = self.canvas.scene.title(self.key)
        if title != self._title:
            self._title = title
            self.title.setAccessibleName(tr("View: {title}", title=title))
            self.title.setToolTip(tr("{title}. Choose what this pane shows", title=title))
            self.canvas.setAccessibleName(title)
            self._fit_title()

    def _fit_title(self) -> None:
        metrics = self.title.fontMetrics()
        room = max(MIN_TITLE, self.width()) - TITLE_MARGIN
        self.title.setText(metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the title to the new width."""
        self._fit_title()

    @property
    def words(self) -> str:
        """The whole title."""
        return self._title

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown, not a text in its place."""
        return not self.canvas.scene.text(self.key)
