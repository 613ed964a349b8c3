"""The watchdog itself: it must see a block on any machine, and nothing else."""

from PySide6.QtCore import QEventLoop, QTimer

from tests.ui.driver import BLOCKED, DESKTOP, Watchdog, slowness, work


def worst_of(event):
    """What the watchdog says of one event between many idle moments."""
    loop, watchdog = QEventLoop(), Watchdog()
    QTimer.singleShot(50, event)
    QTimer.singleShot(400, loop.quit)
    loop.exec()
    watchdog.timer.stop()
    return watchdog.worst


def test_a_block_is_seen_on_any_machine(qapp):
    blocks = int(2 * BLOCKED / DESKTOP)
    assert worst_of(lambda: [work() for _ in range(blocks)]) > BLOCKED


def test_an_event_that_a_desktop_computer_ends_in_time_is_none(qapp):
    blocks = int(BLOCKED / DESKTOP / 4)
    assert worst_of(lambda: [work() for _ in range(blocks)]) < BLOCKED


def test_what_the_test_itself_does_is_left_out(qapp):
    watchdog = Watchdog()
    watchdog._beat()
    for _ in range(int(2 * BLOCKED / DESKTOP)):
        work()
    watchdog.forgive()
    watchdog._beat()
    watchdog.timer.stop()
    assert watchdog.worst < BLOCKED


def test_no_machine_is_taken_to_be_faster_than_a_desktop_computer():
    assert slowness() >= 1
