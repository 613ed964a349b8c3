from dataclasses import replace

import numpy as np
import pytest

from gng_desktop.core.progress import Progress
from gng_desktop.explain.faithfulness import Faithfulness, faithfulness, measure


@pytest.fixture
def true_map(make_explanation, make_picture, in_patch):
    return make_explanation(in_patch / in_patch.sum(), make_picture(), masker="black")


@pytest.fixture
def false_map(true_map):
    return replace(true_map, values=-true_map.values)


def test_the_true_map_beats_random_ones_and_its_inverse_loses(score, true_map, false_map):
    true, false = faithfulness(score, true_map), faithfulness(score, false_map)
    assert true.deletion_auc < true.random_deletion_auc < true.insertion_auc
    assert true.insertion_auc > true.random_insertion_auc > true.deletion_auc
    assert false.deletion_auc > false.random_deletion_auc
    assert false.insertion_auc < false.random_insertion_auc
    assert true.gain > 0.5 > -0.5 > false.gain


def test_curves_start_and_end_at_the_known_scores(score, true_map):
    found = faithfulness(score, true_map, steps=10)
    assert found.fractions.tolist() == np.linspace(0, 1, 11).tolist()
    for curve in (found.deletion, found.random_deletion):
        assert curve[0] == pytest.approx(1) and curve[-1] == 0
    for curve in (found.insertion, found.random_insertion):
        assert curve[0] == 0 and curve[-1] == pytest.approx(1)
    assert (np.diff(found.deletion) <= 0).all() and (np.diff(found.insertion) >= 0).all()
    assert found.toward == 1 and found.evaluations == 2 + 5 * 2 * 9


def test_areas_and_gains_are_known_for_the_true_map(score, true_map):
    """The patch is 96 of 1024 pixels: its share falls linearly, then stays 0.

    The log-odds are 1, or -1 with the patch hidden.
    """
    found = faithfulness(score, true_map, steps=1024, random_maps=1)
    assert found.deletion_auc == pytest.approx(96 / 1024 / 2, abs=2e-3)
    assert found.insertion_auc == pytest.approx(1 - 96 / 1024 / 2, abs=2e-3)

    def odds(batch):
        return 1 / (1 + np.exp(1 - 2 * score(batch)))

    found = faithfulness(odds, true_map, steps=1024, random_maps=1)
    np.testing.assert_allclose(
        found.deletion_log_odds, np.log(found.deletion / (1 - found.deletion)), atol=1e-9
    )
    # Insertion is 1 and deletion -1 but for its ramp.
    own = 2 - 2 * 96 / 1024
    random = np.mean(found.random_insertion_log_odds - found.random_deletion_log_odds)
    assert found.gain_log_odds == pytest.approx(own - random, abs=5e-3)


def test_a_sure_score_shows_its_gain_in_log_odds_in_either_direction(score, true_map, false_map):
    """Between 1e-6 and 1e-4 the area says nothing, whichever the verdict on the image."""

    def sure(batch):
        return 1 / (1 + np.exp(14 - 5 * score(batch)))

    found = faithfulness(sure, true_map)
    assert abs(found.gain) < 1e-3 and found.gain_log_odds > 2
    other = faithfulness(lambda batch: 1 - sure(batch), false_map)
    assert other.toward == -1
    assert other.gain_log_odds == pytest.approx(found.gain_log_odds, rel=1e-6)
    assert other.deletion_auc == pytest.approx(found.deletion_auc)


def test_an_undirected_map_supports_either_side(score, true_map):
    undirected = replace(true_map, directed=False, unit="relative")
    assert faithfulness(lambda batch: 1 - score(batch), undirected).gain > 0.5
    assert faithfulness(score, undirected).gain > 0.5


def test_a_random_map_is_worth_nothing_and_the_same_seed_gives_the_same(score, true_map):
    noise = np.random.default_rng(0).normal(size=(5, 32, 32))
    gains = [faithfulness(score, replace(true_map, values=values)).gain for values in noise]
    assert abs(np.mean(gains)) < 0.1
    first, again, other = (faithfulness(score, true_map, seed=s) for s in (1, 1, 2))
    assert np.array_equal(first.random_insertion, again.random_insertion)
    assert first.random_deletion_auc == again.random_deletion_auc != other.random_deletion_auc


@pytest.mark.parametrize(
    ("own", "asked", "used"), [("black", "", "black"), ("black", "mean", "mean"), ("", "", "blur")]
)
def test_the_masker_is_the_maps_own_unless_another_is_asked_for(score, true_map, own, asked, used):
    assert faithfulness(score, replace(true_map, masker=own), asked).masker == used


def test_progress_comes_first_and_batches_are_small(score, true_map):
    sizes = []

    def counted(batch):
        sizes.append(len(batch))
        return score(batch)

    *progress, found = measure(counted, true_map)
    assert all(isinstance(p, Progress) for p in progress) and len(progress) == len(sizes) - 1
    assert isinstance(found, Faithfulness)
    assert max(sizes) <= 16 and sum(sizes) == found.evaluations


@pytest.mark.parametrize("options", [{"steps": 0}, {"random_maps": 0}, {"masker": "snow"}])
def test_bad_options_are_refused(score, true_map, options):
    with pytest.raises(ValueError, match=r"steps|masker"):
        faithfulness(score, true_map, **options)
