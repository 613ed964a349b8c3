import json
from types import SimpleNamespace

import numpy as np
import pytest

from gng_desktop.analysis.result import Views
from gng_desktop.core.progress import Progress
from gng_desktop.explain.maskers import Masker
from gng_desktop.explain.regions import RegionExplanation, explain_regions
from gng_desktop.explain.units import to_unit

HAIR, LIPS = (slice(2, 8), slice(6, 26)), (slice(20, 26), slice(10, 20))


class Analyser:
    """Scores 0.2 + 0.3 * hair + 0.1 * lips + 0.2 * hair * lips - 0.1 * background, of brightness.

    Without background only the face counts.
    """

    def __init__(self):
        self.roles, self.sizes = [], []

    def score(self, role, batch):
        self.roles.append(role)
        self.sizes.append(len(batch))
        hair = batch[:, *HAIR].mean(axis=(1, 2, 3)) / 255
        lips = batch[:, *LIPS].mean(axis=(1, 2, 3)) / 255
        ground = batch[:, 30:].mean(axis=(1, 2, 3)) / 255
        return 0.2 + 0.3 * hair + 0.1 * lips + 0.2 * hair * lips - 0.1 * ground


@pytest.fixture
def analysis(make_analysis):
    mask = np.zeros((32, 32), np.uint8)
    mask[2:28, 6:26] = 1
    mask[HAIR], mask[LIPS] = 6, 5
    image = np.full((32, 32, 3), 255, np.uint8)
    stripped = image * (mask > 0)[..., None]
    return make_analysis(views=Views(image, image, stripped, mask))


def explained(analysis, masker="black", unit="score", analyser=None):
    *progress, pair = explain_regions(analyser or Analyser(), analysis, masker, unit)
    assert all(isinstance(p, Progress) for p in progress)
    return pair


def test_contributions_are_exact(analysis):
    first, second = explained(analysis)
    assert first.players == second.players == ("background", "general face", "lips", "hair")
    np.testing.assert_allclose(first.phi, [-0.1, 0, 0.2, 0.4], atol=1e-12)
    np.testing.assert_allclose(second.phi, [0, 0, 0.2, 0.4], atol=1e-12)
    assert first.baseline == pytest.approx(0.2) and first.prediction == pytest.approx(0.7)
    assert first.interactions[2, 3] == pytest.approx(0.1)
    assert first.interactions[0, 3] == pytest.approx(0)
    assert first.background_share == pytest.approx(0.1 / 0.7)
    assert second.background_share == 0
    assert first.evaluations == 16 and second.evaluations == 8
    data = json.loads(json.dumps(first.to_json()))
    assert data["contributions"] == pytest.approx(first.contributions)
    assert data["background_share"] == pytest.approx(1 / 7)
    assert np.shape(data["interactions"]) == (4, 4)
    assert (data["unit"], data["hidden_score"]) == ("score", pytest.approx(0.2))


class Sure(Analyser):
    """An analyser whose score's log-odds are -12 + 10 times those of `Analyser`: nearly 0."""

    def score(self, role, batch):
        return 1 / (1 + np.exp(12 - 10 * super().score(role, batch)))


def test_contributions_to_a_sure_score_are_exact_in_log_odds(analysis):
    first, second = explained(analysis, unit="log-odds", analyser=Sure())
    np.testing.assert_allclose(first.phi, [-1, 0, 2, 4], atol=1e-9)
    np.testing.assert_allclose(second.phi, [0, 0, 2, 4], atol=1e-9)
    assert first.baseline == pytest.approx(-10)
    assert first.hidden_score == pytest.approx(1 / (1 + np.exp(10)))
    assert first.prediction == pytest.approx(1 / (1 + np.exp(5)))
    assert first.interactions[2, 3] == pytest.approx(1)
    assert first.background_share == pytest.approx(1 / 7)
    drawn = first.to_explanation()
    assert (drawn.unit, drawn.prediction) == ("log-odds", first.prediction)
    assert drawn.hidden_score == first.hidden_score
    assert drawn.baseline + drawn.values.sum(dtype=float) == pytest.approx(-5, rel=1e-4)


@pytest.mark.parametrize("unit", ["score", "log-odds"])
@pytest.mark.parametrize("masker", ["blur", "mean", "black", "telea"])
def test_they_add_up_to_the_score(analysis, masker, unit):
    for found, image in zip(
        explained(analysis, masker, unit),
        (analysis.views.network_rgb, analysis.views.network_stripped),
        strict=True,
    ):
        total = found.baseline + found.phi.sum()
        assert total == pytest.approx(float(to_unit(found.prediction, unit)), rel=1e-9)
        np.testing.assert_allclose(found.interactions.sum(axis=1), found.phi, atol=1e-12)
        assert found.prediction == pytest.approx(float(Analyser().score("", image[None])[0]))
        assert found.image is image and found.masker == masker


def test_the_black_background_of_the_stripped_image_is_never_replaced(analysis):
    seen = []

    class Watching(Analyser):
        def score(self, role, batch):
            if role == "without_background":
                seen.append(batch)
            return super().score(role, batch)

    list(explain_regions(Watching(), analysis, "blur"))
    ground = analysis.views.network_mask == 0
    assert not np.concatenate(seen)[:, ground].any()
    whole = Masker("blur", analysis.views.network_stripped).replacement
    assert whole[ground].any()  # the blur alone would reach into it


def test_the_map_lays_each_contribution_on_its_region(analysis):
    first, _ = explained(analysis)
    drawn = first.to_explanation()
    assert drawn.method == "regions" and drawn.additive and drawn.complete
    total = drawn.baseline + drawn.values.sum(dtype=float)
    assert total == pytest.approx(first.prediction, abs=1e-5)
    np.testing.assert_allclose(drawn.values[HAIR], 0.4 / 120, rtol=1e-5)
    np.testing.assert_allclose(drawn.values[LIPS], 0.2 / 60, rtol=1e-5)
    assert drawn.values.shape == (32, 32) and drawn.values.dtype == np.float32


def test_steps_count_the_images_and_closing_stops_the_scores(analysis):
    analyser = Analyser()
    *progress, pair = explain_regions(analyser, analysis)
    assert [p.done for p in progress] == [0, 16, 24] and {p.total for p in progress} == {24}
    assert analyser.sizes == [16, 8]
    assert analyser.roles == ["with_background", "without_background"]
    assert all(isinstance(e, RegionExplanation) and e.unit == "log-odds" for e in pair)
    steps = explain_regions(analyser, analysis)
    next(steps), next(steps)
    steps.close()
    assert len(analyser.roles) == 3


def test_mergers_are_noted_and_the_mask_follows_the_size_of_the_network(analysis, make_analysis):
    analysis.views.network_mask[15, 15] = 4
    first, _ = explained(analysis)
    assert "nose" not in first.players
    assert first.notes == ("The nose (0.10 % of the picture) was counted with the general face.",)
    assert first.to_json()["notes"] == list(first.notes)
    views = analysis.views
    big = np.kron(views.network_mask, np.ones((2, 2), np.uint8))
    twice = make_analysis(views=Views(views.rgb, views.network_rgb, views.network_stripped, big))
    assert np.array_equal(explained(twice)[0].labels, first.labels)


def test_where_nothing_moves_the_score_shares_are_0(analysis):
    class Stone:
        def score(self, role, batch):
            return np.full(len(batch), 0.5)

    *_, (first, _) = explain_regions(Stone(), analysis)
    assert not first.shares.any() and first.background_share == 0


class Networked(Analyser):
    """Has an engine that scores all images of regions at once, for the first classifier."""

    def __init__(self):
        super().__init__()
        self.engines = {"with_background": SimpleNamespace(coalitions=self)}
        manifest = SimpleNamespace(calibration=None)
        self.models = {"with_background": SimpleNamespace(manifest=manifest)}

    def parts(self, image, hidden, bits, players, pool):
        for coalition in range(2**players):
            seen = (coalition | 1 << players) >> bits & 1
            shown = np.where(seen[..., None], image, hidden).astype(np.uint8)
            yield np.array([coalition]), Analyser().score("", shown[None])


def test_a_network_for_regions_is_used_where_there_is_one(analysis):
    analyser = Networked()
    for found, expected in zip(
        explained(analysis, analyser=analyser), explained(analysis), strict=True
    ):
        np.testing.assert_allclose(found.phi, expected.phi, atol=1e-6)
    assert analyser.roles == ["without_background"]


def test_a_preview_with_errors_comes_first_where_regions_are_many(analysis, make_analysis):
    mask = analysis.views.network_mask.copy()
    for number, name in enumerate((2, 3, 4, 8, 9, 10, 11)):
        mask[10 + 2 * number : 12 + 2 * number, 6:10] = name
    views = analysis.views
    many = make_analysis(views=Views(views.rgb, views.network_rgb, views.network_stripped, mask))
    *progress, exact = explain_regions(Analyser(), many, "black", "score", preview=True)
    (sketch,) = (step for step in progress if not isinstance(step, Progress))
    for about, found in zip(sketch, exact, strict=True):
        assert about.notes[-1].startswith("Preview from ") and found.errors is None
        # It stays when the work is cancelled: it must not say that more follows.
        assert about.notes[-1].endswith("; exact values need all of them.")
        assert about.evaluations < 70 and not about.to_explanation().complete
        # Opposite orders: the pairs of which this score is made are estimated without an error.
        np.testing.assert_allclose(about.phi, found.phi, atol=1e-9)
        assert about.errors.shape == found.phi.shape
