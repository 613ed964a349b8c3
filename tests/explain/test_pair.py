import threading
import time

import numpy as np
import pytest

from gng_desktop.analysis.result import Views
from gng_desktop.core.progress import Progress
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.partition import explain_pair
from gng_desktop.explain.units import log_odds
from tests.fakes import partition_map


def masker_threads():
    return [t for t in threading.enumerate() if t.name.startswith("masker")]


@pytest.fixture(autouse=True)
def no_thread_left():
    yield
    assert masker_threads() == []


def test_progress_then_both_maps(analyser, make_analysis):
    analysis = make_analysis()
    *before, pair = explain_pair(analyser, analysis, 200, "blur")
    progress = [p for p in before if isinstance(p, Progress)]
    assert {p.total for p in progress} == {400}
    assert [p.done for p in progress] == sorted(p.done for p in progress)
    assert progress[0].done == 0 and progress[-1].done >= 398
    first, second = pair
    assert isinstance(first, Explanation) and isinstance(second, Explanation)
    assert first.image is analysis.views.network_rgb
    assert second.image is analysis.views.network_stripped
    assert first.masker == second.masker == "blur"
    assert first.prediction == pytest.approx(1) and second.prediction == pytest.approx(0)
    assert first.values.sum() > 0.05 > -0.05 > second.values.sum()
    assert 0 < first.seconds < 60 and 0 < second.seconds < 60


def test_the_maps_grow_and_only_the_last_are_complete(analyser, make_analysis):
    pairs = [
        p for p in explain_pair(analyser, make_analysis(), 400, "blur") if isinstance(p, tuple)
    ]
    *partial, last = pairs
    assert len(partial) >= 5
    assert all(e.complete for e in last)
    assert not any(e.complete for pair in partial for e in pair)
    for one in (0, 1):
        spent = [pair[one].evaluations for pair in pairs]
        assert spent == sorted(spent) and spent[0] < 100 and 399 <= spent[-1] <= 401
        resolution = [len(np.unique(pair[one].values)) for pair in pairs]
        assert resolution[0] < resolution[-1]
        for pair in pairs:  # also an unfinished map adds up
            e = pair[one]
            total = e.baseline + e.values.sum(dtype=float)
            assert total == pytest.approx(float(log_odds(e.prediction)), rel=1e-4)


def test_a_growing_map_is_what_a_smaller_budget_gives(analyser, make_analysis, score):
    analysis = make_analysis()
    for message in explain_pair(analyser, analysis, 1000, "blur"):
        if isinstance(message, tuple) and message[0].evaluations >= 100:
            break
    # A budget that ends where a batch ends cuts no batch short.
    whole = partition_map(score, analysis.views.network_rgb, message[0].evaluations, "blur")
    assert np.array_equal(message[0].values, whole.values)


@pytest.mark.timed
def test_closing_ends_the_work_at_once(analyser, make_analysis):
    steps = explain_pair(analyser, make_analysis(), 10_000, "blur")
    while analyser.calls < 5:
        next(steps)
    calls, start = analyser.calls, time.perf_counter()
    steps.close()
    assert time.perf_counter() - start < 0.5
    time.sleep(0.05)
    assert analyser.calls == calls


@pytest.mark.timed
@pytest.mark.parametrize("masker", ["telea", "blur"])
def test_no_step_takes_long_where_scores_take_their_time(make_analysis, masker, make_picture):
    """With 224 px and the scores of a slow machine, a place to stop comes within half a second."""

    class Slow:
        def score(self, role, batch):
            time.sleep(0.01 * len(batch))
            return batch[:, :50, :60].mean(axis=(1, 2, 3)) / 255

    big = np.kron(make_picture(), np.ones((7, 7, 1), np.uint8))
    views = Views(big, big, big, np.zeros((224, 224), np.uint8))
    steps = explain_pair(Slow(), make_analysis(views=views), 1000, masker)
    times = [time.perf_counter()]
    for _ in range(14):
        next(steps)
        times.append(time.perf_counter())
    steps.close()
    times.append(time.perf_counter())
    # Not the single longest: the machine that runs the tests may be busy.
    assert sorted(np.diff(times))[-2] < 0.5


def test_closing_before_the_first_step_starts_nothing(analyser, make_analysis):
    steps = explain_pair(analyser, make_analysis(), 100, "blur")
    steps.close()
    assert analyser.calls == 0


def test_an_error_of_the_score_comes_through_as_itself(analyser, make_analysis):
    analyser.fault = fault = ZeroDivisionError("the engine broke")
    with pytest.raises(ZeroDivisionError) as caught:
        list(explain_pair(analyser, make_analysis(), 100, "blur"))
    assert caught.value is fault


@pytest.mark.parametrize("unit", ["log-odds", "score"])
def test_both_maps_are_counted_in_the_unit_asked_for(analyser, make_analysis, unit):
    *_, pair = explain_pair(analyser, make_analysis(), 100, "blur", unit)
    assert [e.unit for e in pair] == [unit, unit]
    assert [e.prediction for e in pair] == pytest.approx([1.0, 0.0])


@pytest.mark.parametrize(
    ("evaluations", "masker", "unit"),
    [(99, "blur", "score"), (100, "snow", "score"), (100, "blur", "bits")],
)
def test_bad_options_are_refused(analyser, make_analysis, evaluations, masker, unit):
    with pytest.raises(ValueError, match=r"evaluations|masker|unit"):
        list(explain_pair(analyser, make_analysis(), evaluations, masker, unit))
    assert analyser.calls == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "not_applicable", "verdict": None},
        {"status": "error", "views": None},
        {"views": None},
    ],
)
def test_without_scores_there_is_nothing_to_explain(analyser, make_analysis, changes):
    with pytest.raises(ValueError, match="no scores to explain"):
        next(explain_pair(analyser, make_analysis(**changes)))
    assert analyser.calls == 0


def test_seconds_do_not_count_the_time_between_steps(analyser, make_analysis):
    start, slept, last = time.perf_counter(), 0.0, None
    for message in explain_pair(analyser, make_analysis(), 100, "blur"):
        last = message
        time.sleep(0.02)
        slept += 0.02
    total = time.perf_counter() - start
    assert 0 < sum(e.seconds for e in last) <= total - slept
