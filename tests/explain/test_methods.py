from types import SimpleNamespace

import pytest

from gng_desktop.explain import catalogue, gradients, maskers, methods, rendering


def test_the_catalogue_names_what_the_rooms_offer():
    assert set(catalogue.MASKERS) == set(maskers.MASKERS)
    assert set(catalogue.METHODS) == {"shap", "regions", *gradients.METHODS}
    assert set(catalogue.PALETTES) == set(rendering.PALETTES)
    assert [key for key, method in catalogue.METHODS.items() if method.key != key] == []


def test_names_of_maps():
    assert catalogue.name_of("shap-partition") == "SHAP"
    assert catalogue.name_of("something new") == "something new"


@pytest.mark.parametrize(
    ("method", "status", "words"),
    [("tarot", "ok", "unknown"), ("shap", "not_applicable", "no scores to explain")],
)
def test_what_cannot_be_explained_is_refused(method, status, words):
    analysis = SimpleNamespace(status=status, views=None)
    with pytest.raises(ValueError, match=words):
        next(methods.explain(None, analysis, method))
