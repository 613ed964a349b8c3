"""The window's tabs: what is done in the window, a page each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QTabWidget, QVBoxLayout, QWidget

from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import down


def flatten(tabs: QTabWidget, name: str) -> None:
    """Draw no frame around the pages of `tabs`, whose bar assistive technology calls `name`."""
    tabs.setDocumentMode(True)
    tabs.tabBar().setDrawBase(False)
    tabs.tabBar().setAccessibleName(name)


class Tabs(QTabWidget):
    """Pages by key, each made when it is first shown."""

    changed = Signal(str)  # key of the tab that is in front now; its page is made

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []  # from the left
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        self._columns: dict[str, QVBoxLayout] = {}
        flatten(self, tr("Tabs"))
        self.currentChanged.connect(self._on_current)

    def add(self, key: str, title: str, make: Callable[[], QWidget]) -> None:
        """Add a tab; `make` returns its page, and is called once, no sooner than it is needed."""
        place = QWidget()
        self._columns[key] = down(into=place, margins=(0, 0, 0, 0))
        self.keys.append(key)
        self._makers[key] = make
        self.addTab(place, title)

    @property
    def key(self) -> str:
        return self.keys[self.currentIndex()]

    def page(self, key: str) -> QWidget:
        if key not in self._pages:
            self._pages[key] = page = self._makers[key]()
            self._columns[key].addWidget(page)
        return self._pages[key]

    def made(self, key: str) -> QWidget | None:
        return self._pages.get(key)

    def bring(self, key: str) -> None:
        # Made first, so that it has something that can take the keyboard over.
        self.page(key)
        self.setCurrentIndex(self.keys.index(key))

    def _on_current(self, index: int) -> None:
        # The first tab is in front as soon as it is added.
        if index >= 0:
            self.page(self.keys[index])
            if QApplication.focusWidget() is self.currentWidget():
                # An empty place: the page was made only now. Nor is any of its controls meant.
                self.tabBar().setFocus()
            self.changed.emit(self.keys[index])
