import threading
import time

import pytest

from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.partition import explain_pair
from gng_desktop.progress import Progress


def shap_threads():
    return [t for t in threading.enumerate() if t.name == "shap"]


@pytest.fixture(autouse=True)
def no_thread_left():
    yield
    assert shap_threads() == []


def test_progress_then_both_maps(analyser, make_analysis):
    analysis = make_analysis()
    *progress, pair = explain_pair(analyser, analysis, 200, "blur")
    assert all(isinstance(p, Progress) for p in progress)
    assert {p.total for p in progress} == {400}
    assert [p.done for p in progress] == sorted(p.done for p in progress)
    assert progress[0].done == 0 and progress[-1].done >= 398
    words = list(dict.fromkeys(p.text for p in progress))
    assert words == ["SHAP map with background", "SHAP map without background"]
    first, second = pair
    assert isinstance(first, Explanation) and isinstance(second, Explanation)
    assert first.image is analysis.views.network_rgb
    assert second.image is analysis.views.network_stripped
    assert first.masker == second.masker == "blur"
    assert first.prediction == pytest.approx(1) and second.prediction == pytest.approx(0)
    assert first.values.sum() > 0.05 > -0.05 > second.values.sum()
    assert list(dict.fromkeys(analyser.roles)) == ["with_background", "without_background"]


def test_closing_ends_the_thread_at_the_next_batch(analyser, make_analysis):
    steps = explain_pair(analyser, make_analysis(), 10_000, "blur")
    while analyser.calls < 5:
        next(steps)
    assert len(shap_threads()) == 1
    calls, start = analyser.calls, time.perf_counter()
    steps.close()
    assert time.perf_counter() - start < 0.5
    assert shap_threads() == [] and analyser.calls <= calls + 2
    time.sleep(0.05)
    assert analyser.calls <= calls + 2


def test_closing_before_the_first_step_starts_nothing(analyser, make_analysis):
    steps = explain_pair(analyser, make_analysis(), 100, "blur")
    steps.close()
    assert analyser.calls == 0


def test_closing_during_the_second_map_ends_the_thread(analyser, make_analysis):
    steps = explain_pair(analyser, make_analysis(), 2000, "blur")
    for step in steps:
        if step.text.endswith("without background") and step.done > 2000:
            break
    assert len(shap_threads()) == 1
    steps.close()
    assert shap_threads() == []


def test_an_error_of_the_score_comes_through_as_itself(analyser, make_analysis):
    analyser.fault = fault = ZeroDivisionError("the engine broke")
    with pytest.raises(ZeroDivisionError) as caught:
        list(explain_pair(analyser, make_analysis(), 100, "blur"))
    assert caught.value is fault


@pytest.mark.parametrize(("evaluations", "masker"), [(99, "blur"), (100, "snow")])
def test_bad_options_are_refused(analyser, make_analysis, evaluations, masker):
    with pytest.raises(ValueError, match=r"evaluations|masker"):
        list(explain_pair(analyser, make_analysis(), evaluations, masker))
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
