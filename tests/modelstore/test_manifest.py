import copy
import json
from typing import get_args

import pytest

from gng_desktop.modelstore import Manifest, manifest
from gng_desktop.training.card import LIMITS

DIGEST = "0" * 64
SCOPE = {
    "file": "scope.npz",
    "sha256": DIGEST,
    "limit": 12.5,
    "quantile": 0.99,
    "fitted_on": "training split",
}
OUTSIDE = ("../model", "/etc/x", "a\\b", "C:x", "sub/model")


@pytest.fixture
def document(fields):
    weights = {"file": "model.weights.h5", "sha256": DIGEST}
    return {"format": 1, **fields(), "weights": weights, "graph": None}


def changed(document, path, value):
    document = copy.deepcopy(document)
    *parents, last = path.split(".")
    place = document
    for key in parents:
        place = place[key]
    place[last] = value
    return document


def test_round_trip(document):
    first = Manifest.from_json(document)
    again = Manifest.from_json(json.loads(json.dumps(first.to_json())))
    assert again == first
    assert first.to_json().keys() == document.keys()
    assert first.calibration.slope == 1.0 and isinstance(first.calibration.slope, float)
    assert first.classes == ("real", "generated")


def test_a_rule_of_fusion_may_have_alternatives(document):
    rule = {
        "weights": {"with_background": 0.4, "without_background": 0.6},
        "intercept": 0.0,
        "models": {"without_background": DIGEST},
        "thresholds": {"real_below": 0.2, "generated_above": 0.9, "chosen_on": "nothing"},
        "fitted_on": "nothing",
        "metrics": {},
    }
    old = Manifest.from_json(document | {"fusion": rule}).fusion
    assert (old.alternatives, old.slope, old.offset) == ({}, 1.0, 0.0)
    rule |= {"alternatives": {"gan": -1}, "slope": 0.9, "offset": 0.1}
    with pytest.raises(ValueError, match="must be SHA-256 of the others"):
        Manifest.from_json(document | {"fusion": rule})
    rule["models"]["gan"] = DIGEST
    first = Manifest.from_json(document | {"fusion": rule})
    assert Manifest.from_json(json.loads(json.dumps(first.to_json()))) == first
    fast = rule | {"weights": rule["weights"] | {"vit": 0.5}, "fast": rule}
    fast["models"] = rule["models"] | {"vit": DIGEST}
    both = Manifest.from_json(document | {"fusion": fast})
    assert both.fusion.fast == first.fusion
    assert Manifest.from_json(json.loads(json.dumps(both.to_json()))) == both
    with pytest.raises(ValueError, match="fusion.slope must be above 0"):
        Manifest.from_json(document | {"fusion": rule | {"slope": 0.0}})


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("format", 2, "format 2 is unknown"),
        ("format", None, "format None is unknown"),
        ("id", "Face V2", "slug"),
        ("id", "../x", "slug"),
        ("id", 7, "id must be text"),
        ("role", "judge", "role"),
        ("task", "segmentation", "cannot do"),
        ("architecture.family", "unet", "family 'unet' is unknown"),
        ("architecture.backbone", "vgg", "backbone 'vgg' is unknown"),
        ("architecture.activation", 1, "architecture.activation must be text"),
        ("architecture", [], "architecture must be a JSON object"),
        ("classes", ["generated", "real"], "real, generated"),
        ("classes", ["real", 1], r"classes\[1\] must be text"),
        ("classes", "real", "classes must be a list"),
        ("input.size", 224.0, "input.size must be a whole number"),
        ("input.size", True, "input.size must be a whole number"),
        ("input.size", 10**9, "input.size must be 32"),
        ("input.channels", "BGR", "channels"),
        ("input.range", [0, 1], "range"),
        ("input.range", [0, 255, 0], "input.range must have 2 entries"),
        ("weights.sha256", "abc", "no SHA-256"),
        ("weights.sha256", DIGEST.replace("0", "A"), "no SHA-256"),
        ("weights", None, "weights must be a JSON object"),
        ("graph", {"file": "model.so", "sha256": DIGEST}, "graph.file"),
        ("calibration.method", "isotonic", "calibration.method"),
        ("calibration.slope", "1", "calibration.slope must be a number"),
        ("calibration.slope", float("nan"), "finite"),
        ("thresholds.real_below", 0.95, "thresholds"),
        ("thresholds.generated_above", 1.5, "thresholds"),
        ("training", None, "training must be a JSON object"),
        ("limits", [None], "limits"),
        ("created", "yesterday", "no ISO date"),
        ("surprise", 1, "surprise is not a known field"),
        ("input.surprise", 1, "input.surprise is not a known field"),
        ("scope.file", "../scope.npz", "plain name"),
        ("scope.file", "scope.pkl", "must end in .npz"),
        ("scope.sha256", "abc", "no SHA-256"),
        ("scope.limit", 0, "scope.limit"),
        ("scope.limit", float("nan"), "finite"),
        ("scope.quantile", 1.0, "scope.quantile"),
        ("scope.surprise", 1, "scope.surprise is not a known field"),
        # Names that leave the folder, or are of another kind of file.
        *(("weights.file", f"{name}.weights.h5", "plain name") for name in OUTSIDE),
        *(("weights.file", name, "file") for name in ("..", "", "model.h5", "model.pkl")),
    ],
)
def test_whatever_does_not_fit_is_refused(document, path, value, words):
    document["scope"] = SCOPE
    with pytest.raises(ValueError, match=words):
        Manifest.from_json(changed(document, path, value))


@pytest.mark.parametrize("name", ["format", "id", "weights", "graph", "thresholds", "program"])
@pytest.mark.parametrize("key", ["file", "sha256", "limit", "quantile", "fitted_on"])
def test_every_field_is_required(document, name, key):
    scope = {k: v for k, v in SCOPE.items() if k != key}
    with pytest.raises(ValueError, match=rf"scope\.{key} is missing"):
        Manifest.from_json(document | {"scope": scope})
    del document[name]
    with pytest.raises(ValueError, match=name):
        Manifest.from_json(document)


@pytest.mark.parametrize("data", [None, [], "text"])
def test_what_is_no_object_is_refused(data):
    with pytest.raises(ValueError, match="JSON object"):
        Manifest.from_json(data)


def test_a_segmenter_has_neither_thresholds_nor_scope(document):
    document |= {"role": "segmenter", "task": "segmentation", "calibration": None}
    with pytest.raises(ValueError, match="neither"):
        Manifest.from_json(document)
    document["thresholds"] = None
    assert Manifest.from_json(document).role == "segmenter"
    with pytest.raises(ValueError, match="no scope"):
        Manifest.from_json(document | {"scope": SCOPE})


def test_backbones_are_those_that_can_be_built():
    from gng_desktop.networks.backbones import BACKBONES
    from gng_desktop.networks.vit import BACKBONE

    towers = {f"{BACKBONE}_{blocks}" for blocks in range(1, 13)}
    assert set(manifest.BACKBONES) == set(BACKBONES) | towers | {"custom_cnn"}


def test_a_scope_may_be_left_out_and_is_then_not_written(document):
    assert Manifest.from_json(document) == Manifest.from_json(document | {"scope": None})
    assert "scope" not in Manifest.from_json(document | {"scope": None}).to_json()
    with_scope = Manifest.from_json(document | {"scope": SCOPE})
    assert with_scope.scope.limit == 12.5 and with_scope.scope.file == "scope.npz"
    assert Manifest.from_json(json.loads(json.dumps(with_scope.to_json()))) == with_scope


def test_every_role_is_one_of_recipes_and_every_installed_one_has_limits():
    assert tuple(manifest.ROLES) == get_args(manifest.RoleName)
    assert set(LIMITS) == set(manifest.INSTALLED_ROLES)
