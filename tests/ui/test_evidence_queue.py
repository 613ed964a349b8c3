"""Which image is analysed next, and that the background stops when output."""

import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from gng_desktop.core.progress import Progress
from gng_desktop.ui.evidence.queue import Waiting, background

PATHS = [Path(f"/evidence/{n}.png") for n in range(10)]


@pytest.fixture
def waiting():
    made = Waiting()
    made.set_paths(PATHS)
    return made


def drain(waiting):
    return [int(path.stem) for path in iter(waiting.next, None)]


def test_rows_in_view_come_first_each_path_once(waiting):
    assert waiting.next() == PATHS[0]
    waiting.show([PATHS[6], PATHS[5], Path("/evidence/analysed.png")])
    assert waiting.next() == PATHS[6]
    waiting.show(PATHS[3:5])
    assert drain(waiting) == [3, 4, 1, 2, 5, 7, 8, 9]
    assert waiting.next() is None


def test_a_new_order_is_followed_and_what_is_done_does_not_come_back(waiting):
    taken = waiting.next()
    waiting.done(PATHS[4])
    waiting.set_paths(PATHS[::-1])
    waiting.done(PATHS[8])
    assert taken == PATHS[0]
    assert drain(waiting) == [9, 7, 6, 5, 4, 3, 2, 1]


def test_what_a_cancelled_job_had_in_hand_waits_on(waiting):
    assert [waiting.next(), waiting.next()] == PATHS[:2]
    waiting.done(PATHS[0])
    waiting.begin()
    assert waiting.left == 9
    assert drain(waiting) == list(range(1, 10))


def test_an_image_may_wait_again(waiting):
    assert drain(waiting) == list(range(10))
    for path in PATHS:
        waiting.done(path)
    waiting.set_paths([PATHS[3]])
    assert drain(waiting) == [3]


def test_picking_does_not_scan_the_rest():
    class Counted(list):
        looked = 0

        def __getitem__(self, place):
            Counted.looked += 1
            return super().__getitem__(place)

    paths = Counted(Path(f"/evidence/{n}.png") for n in range(5_000))
    waiting = Waiting()
    waiting.set_paths(paths)
    for path in list(paths)[:4_900]:
        waiting.done(path)
    assert waiting.next() == Path("/evidence/4900.png")
    for _ in range(50):
        waiting.next()
    assert Counted.looked == 4_951


def test_the_background_analyses_all_and_keeps_no_pictures(waiting, analyser):
    waiting.show([PATHS[2]])
    items = list(background(analyser, waiting))
    found = [item for item in items if not isinstance(item, Progress)]
    assert [Path(analysis.path).stem for analysis in found] == list("2013456789")
    assert all(analysis.views is None for analysis in found)
    steps = [item for item in items if isinstance(item, Progress)]
    assert [(item.done, item.total) for item in steps] == [(n, 10) for n in range(10)]
    assert steps[0].text == "Analysing 2.png"
    assert list(background(analyser, Waiting())) == []


def test_closing_stops_within_one_image(waiting, analyser):
    with closing(background(analyser, waiting)) as work:
        next(work)
        next(work)
    assert len(analyser.asked) == 1


def test_both_threads_may_use_it_at_once():
    waiting, seen, stop = Waiting(), [], threading.Event()
    waiting.set_paths(PATHS)

    def take():
        while not stop.is_set():
            path = waiting.next()
            if path is None:
                time.sleep(1e-4)  # the other threads' turn
            else:
                seen.append(path)
                waiting.done(path)

    threads = [threading.Thread(target=take, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    for turn in range(300):
        waiting.set_paths([Path(f"/evidence/{turn}-{n}.png") for n in range(5)])
        waiting.show([Path(f"/evidence/{turn}-3.png")])
        while waiting.left:
            time.sleep(1e-4)
    stop.set()
    for thread in threads:
        thread.join(30)
    later = [path for path in seen if path not in PATHS]
    assert len(later) == len(set(later)) == 1500
