"""The linear head on frozen features."""

from pathlib import Path

import numpy as np
import pytest

from gng_desktop.datasets.items import FaceItem
from gng_desktop.training.feature_cache import features_file
from gng_desktop.training.frozen import fit_linear
from gng_desktop.training.recipe import ModelPart, Recipe

COUNTS = {"camera": 90, "phone": 10, "gan": 40, "diffusion": 10}


def faces(**means):
    """Return features, (N, F), with unit scatter around each kind's mean, and the faces."""
    rng = np.random.default_rng(3)
    parts, items = [], []
    for name, mean in means.items():
        count = COUNTS[name]
        noise = rng.normal(size=(count, len(mean)))
        parts.append(np.asarray(mean) + noise - noise.mean(0))
        made = name in ("gan", "diffusion")
        items += [FaceItem(Path(name), made, name, "train", "", name if made else "")] * count
    return np.concatenate(parts).astype(np.float32), items


def weighed(means, *names):
    roots = [COUNTS[name] ** 0.5 for name in names]
    return np.average([means[name] for name in names], axis=0, weights=roots)


def test_the_mean_faces_of_both_classes_lie_four_log_odds_apart():
    means = {"camera": (0, 0), "phone": (-2, 1), "gan": (2, 0), "diffusion": (4, 1)}
    kernel, bias = fit_linear(*faces(**means))
    assert weighed(means, "gan", "diffusion") @ kernel + bias == pytest.approx(2, abs=1e-4)
    assert weighed(means, "camera", "phone") @ kernel + bias == pytest.approx(-2, abs=1e-4)


def test_what_differs_between_the_sources_of_a_class_does_not_turn_the_head():
    # Both features separate the classes alike; in the second, cameras and phones differ, too.
    means = {"camera": (0, 2), "phone": (0, -6), "gan": (3, 3), "diffusion": (3, 3)}
    assert weighed(means, "camera", "phone") == pytest.approx([0, 0])
    kernel, _ = fit_linear(*faces(**means))
    assert kernel[1] == pytest.approx(kernel[0], rel=0.3)


def test_a_feature_that_scatters_within_kinds_counts_less():
    x, items = faces(camera=(0, 0), gan=(2, 2))
    x[:, 1] += np.random.default_rng(4).normal(0, 5, len(x))
    kernel, _ = fit_linear(x, items)
    assert 0 < kernel[1] < 0.3 * kernel[0]


def test_one_face_of_each_kind_is_enough():
    items = [FaceItem(Path(n), n == "gan", n, "train", "", "") for n in ("gan", "camera")]
    kernel, bias = fit_linear(np.array([[1, 0], [0, 0]], np.float32), items)
    assert kernel.tolist() == pytest.approx([4, 0]) and bias == pytest.approx(-2)


def test_features_are_those_of_one_backbone(tmp_path):
    """Not of an earlier run of the same name, nor of another seed's random weights."""

    def name(seed=1, **part):
        model = ModelPart(family="pooled", freeze_backbone=True, **part)
        recipe = Recipe("a", "classification", "texture", seed, model=model)
        return features_file(recipe, tmp_path, tmp_path).name

    assert name() != name(seed=2)
    begun = {"from_run": "b", "transfer": "all"}
    (tmp_path / "b").mkdir()
    (tmp_path / "b/best.weights.h5").write_bytes(b"1")
    before = name(**begun)
    assert name(seed=2, **begun) == before
    (tmp_path / "b/best.weights.h5").write_bytes(b"2")
    assert name(**begun) != before
