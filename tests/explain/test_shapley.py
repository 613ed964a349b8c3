from itertools import combinations, permutations

import numpy as np
import pytest

from gng_desktop.explain.shapley import (
    antithetic_orders,
    interactions,
    sampled_values,
    shapley_values,
)


def random_table(n, seed=0):
    return np.random.default_rng(seed).normal(size=2**n)


def by_permutations(table):
    n = table.size.bit_length() - 1
    orders = list(permutations(range(n)))
    phi = np.zeros(n)
    for order in orders:
        coalition = 0
        for player in order:
            phi[player] += table[coalition | 1 << player] - table[coalition]
            coalition |= 1 << player
    return phi / len(orders)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_it_is_the_mean_over_all_orders(n):
    table = random_table(n)
    np.testing.assert_allclose(shapley_values(table), by_permutations(table), atol=1e-12)


@pytest.mark.parametrize("n", [2, 3, 5])
def test_interactions_are_those_of_pairs_that_join_as_one(n):
    """phi of the pair as one player, minus each one's where the other is not in the game."""
    table = random_table(n, 1)
    coalitions = np.arange(2**n)
    for i, j in combinations(range(n), 2):
        merged = [c for c in coalitions if (c >> i & 1) == (c >> j & 1)]
        without_i, without_j = ([k for k in range(n) if k != m] for m in (i, j))

        def phi(keep, others, player):
            """Return a Shapley value in the game of the coalitions `keep` of players `others`."""
            by_bits = {sum((c >> k & 1) << m for m, k in enumerate(others)): c for c in keep}
            small = table[[by_bits[b] for b in range(len(keep))]]
            return by_permutations(small)[others.index(player)]

        together = phi(merged, without_j, i)
        alone_i = phi([c for c in coalitions if not c >> j & 1], without_j, i)
        alone_j = phi([c for c in coalitions if not c >> i & 1], without_i, j)
        expected = (together - alone_i - alone_j) / 2
        assert interactions(table)[i, j] == pytest.approx(expected, abs=1e-12)


def test_it_is_what_shaps_exact_explainer_finds():
    import shap

    n = 4
    table = random_table(n, 2)

    def score(rows):
        return table[(np.asarray(rows, int) << np.arange(n)).sum(axis=1)]

    # Its interactions are Shapley-Taylor indices, another definition.
    found = shap.explainers.Exact(score, np.zeros((1, n)))(np.ones((1, n)))
    np.testing.assert_allclose(shapley_values(table), found.values[0], atol=1e-10)


@pytest.mark.parametrize("n", [1, 13])
def test_everything_adds_up(n):
    table = random_table(n, 3)
    phi, matrix = shapley_values(table), interactions(table)
    assert phi.sum() == pytest.approx(table[-1] - table[0], abs=1e-10)
    np.testing.assert_allclose(matrix.sum(axis=1), phi, atol=1e-10)
    assert np.array_equal(matrix, matrix.T)


@pytest.mark.parametrize("shape", [(3,), (0,), (2, 2)])
def test_a_table_of_another_shape_is_refused(shape):
    with pytest.raises(ValueError, match="a table holds"):
        shapley_values(np.zeros(shape))


def test_samples_come_near_the_exact_values_within_their_errors():
    """Opposite orders cancel whatever pairs of players do together: here nothing else is done."""
    table = random_table(9, 4)
    orders = antithetic_orders(9, 40)
    values, errors = sampled_values(orders, table[orders])
    assert values.sum() == pytest.approx(table[-1] - table[0])
    assert (np.abs(values - shapley_values(table)) < 4 * errors).all()
    bits = (np.arange(2**9)[:, None] >> np.arange(9)) & 1
    pairs = bits @ np.arange(9) + (bits[:, 0] & bits[:, 3]) - 2 * (bits[:, 1] & bits[:, 2])
    values, errors = sampled_values(orders, pairs[orders].astype(float))
    np.testing.assert_allclose(values, shapley_values(pairs.astype(float)), atol=1e-12)
    assert errors.max() < 1e-12
