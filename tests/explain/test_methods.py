from dataclasses import replace

import numpy as np
import pytest

from gng_desktop.explain import catalogue, gradients, maskers, methods, rendering
from gng_desktop.explain.units import to_unit


def test_the_catalogue_names_what_the_rooms_offer():
    assert set(catalogue.MASKERS) == set(maskers.MASKERS)
    assert set(catalogue.METHODS) == {"shap", "regions", *gradients.METHODS}
    assert set(catalogue.PALETTES) == set(rendering.PALETTES)
    assert [key for key, method in catalogue.METHODS.items() if method.key != key] == []
    assert catalogue.method_name("shap-partition") == "SHAP"
    assert catalogue.method_name("something new") == "something new"


@pytest.mark.parametrize(
    ("method", "changes", "unit", "words"),
    [
        ("tarot", {}, "score", "method 'tarot' is unknown"),
        ("shap", {}, "bits", "unit 'bits' is unknown"),
        ("gradcam", {}, "bits", "unit 'bits' is unknown"),
        ("shap", {"status": "not_applicable"}, "score", "no scores to explain"),
        ("regions", {"status": "error", "views": None}, "score", "no scores to explain"),
        ("shap", {"views": None}, "score", "no scores to explain"),
    ],
)
def test_what_cannot_be_explained_is_refused(analyser, make_analysis, method, changes, unit, words):
    with pytest.raises(ValueError, match=words):
        next(methods.explain(analyser, make_analysis(**changes), method, unit=unit))
    assert analyser.calls == 0


@pytest.mark.parametrize("method", ["shap", "regions"])
@pytest.mark.parametrize("unit", ["log-odds", "score"])
def test_perturbation_methods_count_in_the_unit_asked_for(
    analyser, make_analysis, in_patch, method, unit
):
    views = replace(make_analysis().views, network_mask=in_patch.astype(np.uint8))
    analysis = make_analysis(views=views, score_with_background=1.0, score_without_background=0.0)
    *_, found = methods.explain(analyser, analysis, method, 100, "blur", unit)
    assert [e.unit for e in found.maps] == [unit, unit]
    for e in found.maps:
        total = e.baseline + e.values.sum(dtype=float)
        assert total == pytest.approx(float(to_unit(e.prediction, unit)), rel=1e-4, abs=1e-6)
    if method == "regions":
        assert [e.unit for e in found.regions] == [unit, unit]
        assert "rests mainly on" in found.reading
        assert ("the odds" in found.reading) == (unit == "log-odds")
