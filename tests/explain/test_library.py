"""Our SHAP and regions held against the published libraries."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from gng_desktop.explain import library
from gng_desktop.explain.library import Check, check_with_shap, check_with_shapiq, library_pair
from gng_desktop.explain.methods import explain
from gng_desktop.explain.partition import explain_pair
from gng_desktop.explain.regions import explain_regions
from gng_desktop.explain.shapley import shapley_values
from gng_desktop.modelstore import ModelError


def test_the_published_explainer_says_the_same(analyser, make_analysis):
    analysis, unit = make_analysis(), "log-odds"
    *_, ours = explain_pair(analyser, analysis, 200, "blur", unit)
    *progress, check = check_with_shap(analyser, analysis, ours)
    assert progress and isinstance(check, Check) and check.unit == unit
    assert check.library.startswith("shap 0.") and check.ours.startswith("GNG Desktop ")
    assert max(check.differences.values()) < 1e-5 < min(check.largest.values())
    assert "the largest difference is with background" in check.sentence
    *_, theirs = explain(analyser, analysis, "shap", 200, "blur", unit, "shap")
    assert theirs.maps[0].engine == check.library and not ours[0].engine
    np.testing.assert_allclose(theirs.maps[1].values, ours[1].values, atol=1e-5)
    with pytest.raises(ValueError, match="only complete SHAP maps of this program"):
        next(check_with_shap(analyser, analysis, theirs.maps))


def test_closing_or_a_failing_score_ends_it(analyser, make_analysis):
    steps = library_pair(analyser, make_analysis(), 10_000, "blur")
    next(steps), next(steps)
    steps.close()
    assert analyser.calls < 600
    analyser.fault = RuntimeError("inside")
    with pytest.raises(RuntimeError, match="inside"):
        list(library_pair(analyser, make_analysis(), 200, "blur"))


def test_where_a_library_is_missing_one_sentence(analyser, make_analysis, monkeypatch):
    monkeypatch.setattr(library, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="needs the Python package shap, which is not installed"):
        next(library_pair(analyser, make_analysis()))
    monkeypatch.setattr(library, "build", lambda: "inspector")
    with pytest.raises(ModelError, match="with shap needs the full build"):
        next(library_pair(analyser, make_analysis()))


def exact(game, n_players):
    """In the place of shapiq's computer: it asks for all coalitions, too."""
    table = game((np.arange(2**n_players)[:, None] >> np.arange(n_players) & 1) > 0)
    return lambda index: {(i,): value for i, value in enumerate(shapley_values(table))}


@pytest.mark.parametrize("real", [False, True])
def test_shapley_values_are_computed_by_shapiq(analyser, make_analysis, monkeypatch, real):
    views = make_analysis().views
    views.network_mask[4:12, 16:28] = 2
    views.network_mask[12:30] = 6
    *_, ours = explain_regions(analyser, make_analysis(views=views))
    if real:
        pytest.importorskip("shapiq")
    else:
        monkeypatch.setattr(library, "check_library", lambda name: f"{name} 1")
        monkeypatch.setitem(sys.modules, "shapiq", SimpleNamespace(ExactComputer=exact))
    check = check_with_shapiq(analyser, ours)
    assert max(check.differences.values()) < 1e-9 < max(check.largest.values())
    assert check.method == "regions" and check.library.startswith("shapiq")
