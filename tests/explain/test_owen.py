import numpy as np
import pytest

from gng_desktop.explain.owen import OwenValues, halves


def tree_of(score, side, evaluations, batch=16):
    """Run the recursion on a score of visible values, (side, side, 3) bool."""

    def of(boxes):
        shown = np.zeros((side, side, 3), bool)
        for y0, y1, x0, x1, c0, c1 in boxes:
            shown[y0:y1, x0:x1, c0:c1] = True
        return score(shown)

    tree = OwenValues(side, of(()), score(np.ones((side, side, 3), bool)), evaluations, batch)
    seen = []
    while masks := tree.next_masks():
        seen += masks
        tree.tell(np.array([of(m) for m in masks]))
    return tree, seen


def test_halves_cover_the_box_without_overlap():
    todo, leaves = [(0, 5, 0, 3, 0, 3)], np.zeros((5, 3, 3), int)
    while todo:
        box = todo.pop()
        pair = halves(box)
        if pair is None:
            y0, y1, x0, x1, c0, c1 = box
            leaves[y0:y1, x0:x1, c0:c1] += 1
            assert leaves[y0, x0, c0] == 1 and (y1 - y0, x1 - x0, c1 - c0) == (1, 1, 1)
        else:
            todo += pair
    assert (leaves == 1).all()


def test_a_sum_of_values_is_found_exactly():
    weights = np.random.default_rng(0).normal(size=(4, 4, 3))
    tree, seen = tree_of(lambda shown: float((weights * shown).sum()), 4, 10**6)
    np.testing.assert_allclose(tree.values(), weights.sum(axis=2), atol=1e-12)
    assert len(seen) == len({frozenset(boxes) for boxes in seen}) == tree.asked


def test_what_two_need_each_other_for_is_shared():
    def both(shown):
        return float(shown[0, 0].all() and shown[3, 3].all())

    tree, _ = tree_of(both, 4, 10**6)
    expected = np.zeros((4, 4))
    expected[0, 0] = expected[3, 3] = 0.5
    np.testing.assert_allclose(tree.values(), expected, atol=1e-12)


@pytest.mark.parametrize("evaluations", [0, 2, 3, 17, 100])
def test_whatever_the_budget_the_map_adds_up(evaluations):
    weights = np.random.default_rng(1).normal(size=(8, 8, 3))

    def score(shown):
        return float(np.tanh((weights * shown).sum()))

    tree, seen = tree_of(score, 8, evaluations)
    full, hidden = score(np.ones((8, 8, 3))), score(np.zeros((8, 8, 3)))
    assert tree.values().sum() == pytest.approx(full - hidden, abs=1e-12)
    assert evaluations <= len(seen) <= evaluations + 1


def test_the_map_adds_up_while_scores_are_awaited():
    tree = OwenValues(8, 0.25, 0.75, 100, 16)
    tree.next_masks()
    np.testing.assert_allclose(tree.values(), 0.5 / 64)
