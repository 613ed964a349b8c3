"""The answer of a family model, from the analysis to window, CSV, JSON, terminal and report."""

import dataclasses
import json

import numpy as np
import pytest

from gng_desktop.casework.commands import summary
from gng_desktop.casework.from_json import analysis_of
from gng_desktop.modelstore import Manifest
from gng_desktop.scan.rows import COLUMNS, row_of
from tests.fakes import Engine, stored, with_engine

CALIBRATION = {"method": "temperature", "slope": 1.0, "intercept": 0.0, "fitted_on": "here"}


class Families(Engine):
    def __init__(self, *probabilities):
        super().__init__()
        self.probabilities = probabilities

    def answer(self, batch):
        return np.repeat(np.array([self.probabilities], np.float32), len(batch), axis=0)


@pytest.fixture
def naming(make_analyser):
    """An analyser with a family model that answers the probabilities given."""

    def make(*probabilities):
        model = stored("family", calibration=CALIBRATION)
        return with_engine(make_analyser(), "family", Families(*probabilities), model)

    return make


@pytest.mark.parametrize(
    ("probabilities", "answer", "words"),
    [
        ((0.1, 0.85, 0.05), "gan", "GAN (real 10 %, GAN 85 %, diffusion 5 %)"),
        ((0.1, 0.5, 0.4), "generated", "generated, family not decided ("),
        ((0.9, 0.05, 0.05), "real", "real (real 90 %"),
    ],
)
def test_the_answer_everywhere(naming, portrait, probabilities, answer, words):
    analyser = naming(*probabilities)
    found = analyser.analyse(portrait)
    assert found.family == answer
    assert list(found.family_probabilities) == ["real", "gan", "diffusion"]
    assert sum(found.family_probabilities.values()) == pytest.approx(1)
    assert found.classifier_family == analyser.models["family"].label
    assert f"Generator family: {words}" in summary(found)
    document = json.loads(json.dumps(found.to_json()))
    assert document["family"] == answer
    assert dataclasses.replace(analysis_of(document), views=found.views) == found
    cells = dict(zip(COLUMNS, row_of(found, "2024-05-01T00:00:00+00:00").cells(), strict=True))
    assert cells["family"] == answer
    assert float(cells["family_gan"]) == pytest.approx(probabilities[1], abs=1e-5)
    assert cells["classifier_family"] == found.classifier_family
    # The verdict is none of its business.
    assert found.verdict == "generated"


def test_without_a_family_model_no_family_is_shown(make_analyser, portrait):
    found = make_analyser().analyse(portrait)
    assert (found.family, found.family_probabilities, found.classifier_family) == ("", {}, None)
    assert "Generator family" not in summary(found)
    old = {k: v for k, v in found.to_json().items() if "family" not in k}
    assert dataclasses.replace(analysis_of(old), views=found.views) == found
    cells = dict(zip(COLUMNS, row_of(found, "2024-05-01T00:00:00+00:00").cells(), strict=True))
    assert cells["family"] == cells["family_real"] == ""


def test_what_is_not_applicable_has_no_family(naming, tmp_path, painted):
    from PIL import Image

    Image.fromarray(painted(parts={})).save(tmp_path / "empty.png")
    assert naming(0.1, 0.8, 0.1).analyse(tmp_path / "empty.png").family == ""


def test_a_family_model_must_name_its_classes_in_order():
    fields = stored("family", task="family", classes=["real", "gan", "diffusion"], thresholds=None)
    document = fields.manifest.to_json()
    with pytest.raises(ValueError, match="classes must be real, gan, diffusion"):
        Manifest.from_json(document | {"classes": ["gan", "real", "diffusion"]})
