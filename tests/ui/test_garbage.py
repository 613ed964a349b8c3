import gc
import threading
import weakref

from PySide6.QtWidgets import QHeaderView, QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget

from gng_desktop.ui.keyboard import move_focus
from gng_desktop.ui.kit import garbage


class Cycle:
    def __init__(self):
        self.widget, self.self = QLabel(), self


def test_cycles_are_freed_in_the_gui_thread_alone(qapp, qtbot):
    def allocate():
        for _ in range(20 * garbage.LIMITS[0]):
            held.append([])

    qapp.findChild(garbage.GarbageCollector).collect()  # it notes what was imported before
    freed, held = [], []
    cycle = weakref.ref(made := Cycle())
    made.widget.destroyed.connect(lambda: freed.append(threading.current_thread()))
    del made
    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert cycle() is not None and not freed
    qtbot.waitUntil(lambda: cycle() is None, timeout=100 * garbage.EVERY_MS)
    assert freed == [threading.main_thread()]


def test_what_tab_goes_through_is_not_collected(qtbot):
    window, gone = QWidget(), []
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for part in (QTableView(), QLineEdit(), QTableView()):
        layout.addWidget(part)
    for header in window.findChildren(QHeaderView):
        header.destroyed.connect(lambda: gone.append(True))
    del header
    window.show()
    for _ in range(4):
        move_focus(window, True)
        gc.collect()
    assert len(window.findChildren(QHeaderView)) == 4 and not gone
